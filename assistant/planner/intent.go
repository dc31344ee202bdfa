package planner

import (
	_ "embed"
	"math"
	"slices"
	"strings"
	"sync"

	"github.com/aisle-chat/aisle/assistant/internal/prose"
)

// Intent is what a message is for.
type Intent string

// The intents.
const (
	IntentFind      Intent = "find"
	IntentMore      Intent = "more"
	IntentJustShow  Intent = "just_show"
	IntentAbout     Intent = "about"
	IntentCompare   Intent = "compare"
	IntentAdd       Intent = "add"
	IntentRemove    Intent = "remove"
	IntentQuantity  Intent = "quantity"
	IntentSwap      Intent = "swap" // another choice of what is in the cart
	IntentUndo      Intent = "undo" // of the last change of the cart
	IntentCart      Intent = "cart"
	IntentCheckout  Intent = "checkout"
	IntentPick      Intent = "pick"
	IntentUnwish    Intent = "unwish"
	IntentBack      Intent = "back"
	IntentStartOver Intent = "start_over"
	IntentGreet     Intent = "greet"
	IntentThanks    Intent = "thanks"
	IntentBye       Intent = "bye"
	IntentBot       Intent = "bot"
	IntentHelp      Intent = "help"
	IntentYes       Intent = "yes"
	IntentNo        Intent = "no"
	IntentPerson    Intent = "person"
	IntentThreat    Intent = "threat"
	IntentSelfHarm  Intent = "self_harm"
	IntentLegal     Intent = "legal"
	IntentAngry     Intent = "angry"
	IntentSmallTalk Intent = "small_talk"
	IntentLanguage  Intent = "language"
	IntentGibberish Intent = "gibberish"
	IntentUnclear   Intent = "unclear"
)

// The intents about orders and about the shop's rules. Whether a message is
// about an order that the shopper has placed, or asks for the rule, is read
// apart from them.
const (
	IntentOrderStatus Intent = "order_status" // where is it
	IntentOrderChange Intent = "order_change" // another item or size before it ships
	IntentReorder     Intent = "reorder"      // the same once more
	IntentCancel      Intent = "cancel"
	IntentAddress     Intent = "address"
	IntentProblem     Intent = "problem" // something is wrong, and not said what
	IntentDamaged     Intent = "damaged"
	IntentWrongItem   Intent = "wrong_item"
	IntentNotReceived Intent = "not_received" // it is said to be delivered
	IntentLate        Intent = "late"         // overdue or lost
	IntentWarranty    Intent = "warranty"
	IntentReturns     Intent = "returns"
	IntentExchange    Intent = "exchange"
	IntentRefund      Intent = "refund" // when the money is back
	IntentGiftReturn  Intent = "gift_return"
	IntentInvoice     Intent = "invoice"
	IntentCharge      Intent = "charge" // charged twice or wrongly
	IntentDelivery    Intent = "delivery"
	IntentShipping    Intent = "shipping"
	IntentPayment     Intent = "payment"
	IntentDiscount    Intent = "discount"
	IntentCode        Intent = "code" // a promotion code of the shopper's
	IntentHours       Intent = "hours"
	IntentAccount     Intent = "account"
	IntentAboutShop   Intent = "about_shop"
)

// The intents of what answers the assistant.
const (
	IntentGoOn   Intent = "go_on"  // what an errand waits for
	IntentSubmit Intent = "submit" // a form that was filled in
	IntentFact   Intent = "fact"   // more about a request that was filed
)

// The intents that ask to be led.
const (
	IntentChoose Intent = "choose"
	IntentIdeas  Intent = "ideas" // presents
	IntentKit    Intent = "kit"   // several things together

	IntentGoesWith Intent = "goes_with" // what completes a product

	IntentRestock Intent = "restock" // to hear when something is there again
)

// Guess is an intent with the probability that the classifier gives it.
type Guess struct {
	Intent     Intent  `json:"intent"`
	Confidence float64 `json:"confidence"`
}

//go:embed intents.txt
var intentExamples string

// classify returns the intents of a text, the likeliest first. Words of goods
// are unknown to it and count as such.
func classify(words []string) []Guess { return trained().guess(expand(words)) }

// expand writes short forms out: "whats" is "what is".
func expand(words []string) []string {
	out := make([]string, 0, len(words)+2)
	for _, word := range words {
		if long, ok := shortForms[word]; ok {
			out = append(out, strings.Fields(long)...)
		} else {
			out = append(out, word)
		}
	}
	return out
}

var shortForms = map[string]string{
	"whats": "what is", "wheres": "where is", "hows": "how is", "whos": "who is", "whens": "when is",
	"im": "i am", "ill": "i will", "id": "i would", "ive": "i have", "youre": "you are", "theyre": "they are",
	"thats": "that is", "its": "it is", "theres": "there is", "lets": "let us",
	"dont": "do not", "doesnt": "does not", "didnt": "did not", "isnt": "is not", "arent": "are not",
	"cant": "can not", "cannot": "can not", "wont": "will not", "couldnt": "could not", "havent": "have not",
	"hasnt": "has not", "wouldnt": "would not", "wasnt": "was not",
	"idk": "i do not know", "dunno": "do not know", "gonna": "going to", "wanna": "want to", "gimme": "give me", "gotta": "have to", "lemme": "let me",
	"u": "you", "ur": "your", "r": "are", "pls": "please", "plz": "please", "thx": "thanks", "tnx": "thanks",
	"ty": "thank you", "k": "ok", "nvm": "never mind", "okay": "ok", "ya": "yes", "yea": "yes", "yup": "yes", "guys": "people", "til": "until",
}

var trained = sync.OnceValue(func() *classifier { return train(intentExamples) })

// classifier is multinomial logistic regression over words, pairs of words and
// the length of a text. Training is deterministic.
type classifier struct {
	intents  []Intent
	features map[string]int
	known    map[string]bool
	near     []string    // long known words, for reading over mistakes
	weights  [][]float64 // by intent, by feature
}

type example struct {
	intent   int
	features []int
}

// How the classifier is trained.
const (
	epochs = 60
	step   = 0.5
	decay  = 0.0008
)

func train(text string) *classifier {
	c := &classifier{features: map[string]int{}, known: map[string]bool{}}
	type line struct {
		intent int
		words  []string
	}
	var lines []line
	index := map[Intent]int{}
	for text := range strings.Lines(text) {
		name, sentence, ok := strings.Cut(strings.TrimSpace(text), ": ")
		if !ok || strings.HasPrefix(name, "#") {
			continue
		}
		intent := Intent(name)
		if _, seen := index[intent]; !seen {
			index[intent] = len(c.intents)
			c.intents = append(c.intents, intent)
		}
		words := expand(prose.Words(strings.ReplaceAll(sentence, "X", unknownWord)))
		for _, word := range words {
			c.known[word] = true
		}
		lines = append(lines, line{index[intent], words})
	}
	for word := range c.known {
		if len(word) >= 5 {
			c.near = append(c.near, word)
		}
	}
	slices.Sort(c.near)
	var examples []example
	for _, l := range lines {
		var ids []int
		for _, name := range c.names(l.words) {
			id, seen := c.features[name]
			if !seen {
				id = len(c.features)
				c.features[name] = id
			}
			ids = append(ids, id)
		}
		examples = append(examples, example{l.intent, ids})
	}
	c.weights = make([][]float64, len(c.intents))
	for i := range c.weights {
		c.weights[i] = make([]float64, len(c.features))
	}
	for range epochs {
		for _, e := range examples {
			p := c.probabilities(e.features)
			for i := range c.weights {
				gradient := -p[i]
				if i == e.intent {
					gradient++
				}
				for _, f := range e.features {
					c.weights[i][f] += step * (gradient/math.Sqrt(float64(len(e.features))) - decay*c.weights[i][f])
				}
			}
		}
	}
	return c
}

// unknownWord stands for every word that no example has.
const unknownWord = "xunknownx"

// names are the features of a text.
func (c *classifier) names(words []string) []string {
	read := make([]string, len(words))
	unknown := 0
	for i, word := range words {
		switch {
		case c.known[word]:
			read[i] = word
		default:
			read[i] = c.nearest(word)
		}
		if read[i] == unknownWord {
			unknown++
		}
	}
	names := []string{"*"}
	before := "^"
	for _, word := range read {
		names = append(names, word, before+" "+word)
		before = word
	}
	names = append(names, before+" $")
	switch {
	case unknown == len(read):
		names = append(names, "only unknown")
	case unknown > 0:
		names = append(names, "some unknown")
	default:
		names = append(names, "all known")
	}
	slices.Sort(names)
	return slices.Compact(names)
}

func (c *classifier) nearest(word string) string {
	if len(word) >= 5 {
		for _, known := range c.near {
			if prose.Near(word, known) {
				return known
			}
		}
	}
	return unknownWord
}

func (c *classifier) probabilities(features []int) []float64 {
	p := make([]float64, len(c.intents))
	top := math.Inf(-1)
	scale := 1 / math.Sqrt(float64(max(1, len(features))))
	for i := range p {
		for _, f := range features {
			p[i] += c.weights[i][f] * scale
		}
		top = max(top, p[i])
	}
	sum := 0.0
	for i := range p {
		p[i] = math.Exp(p[i] - top)
		sum += p[i]
	}
	for i := range p {
		p[i] /= sum
	}
	return p
}

func (c *classifier) guess(words []string) []Guess {
	var features []int
	for _, name := range c.names(words) {
		if id, ok := c.features[name]; ok {
			features = append(features, id)
		}
	}
	p := c.probabilities(features)
	guesses := make([]Guess, len(p))
	for i := range p {
		guesses[i] = Guess{c.intents[i], p[i]}
	}
	slices.SortStableFunc(guesses, func(a, b Guess) int {
		switch {
		case a.Confidence > b.Confidence:
			return -1
		case a.Confidence < b.Confidence:
			return 1
		default:
			return strings.Compare(string(a.Intent), string(b.Intent))
		}
	})
	return guesses
}
