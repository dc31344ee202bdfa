package planner

import "strings"

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

// IntentPrepared is a question that the merchant has an answer of their own to; see
// [knowledge.Spoken].
const IntentPrepared Intent = "prepared"

// The intents that ask to be led.
const (
	IntentChoose Intent = "choose"
	IntentIdeas  Intent = "ideas" // presents
	IntentKit    Intent = "kit"   // several things together

	IntentGoesWith Intent = "goes_with" // what completes a product

	IntentRestock      Intent = "restock"      // to hear when something is there again
	IntentSubscription Intent = "subscription" // goods that come by themselves
)

// Guess is an intent with the probability that the classifier gives it.
type Guess struct {
	Intent     Intent  `json:"intent"`
	Confidence float64 `json:"confidence"`
}

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
	"compair": "compare", "compar": "compare", "diffrence": "difference", "diference": "difference", "recomend": "recommend", "reccomend": "recommend", "wich": "which", "hw": "how", "wat": "what",
	"smth": "something", "sth": "something", "smthing": "something", "somethin": "something", "wen": "when", "wher": "where", "tmrw": "tomorrow", "tmr": "tomorrow", "bc": "because", "cuz": "because", "rn": "right now", "abt": "about", "bday": "birthday", "xmas": "christmas", "prolly": "probably", "nah": "no", "yo": "hey", "sup": "hello", "heya": "hey", "hiya": "hi", "gf": "girlfriend", "bf": "boyfriend", "bucks": "dollars", "m8": "mate",
	"u": "you", "ur": "your", "r": "are", "pls": "please", "plz": "please", "thx": "thanks", "tnx": "thanks",
	"ty": "thank you", "k": "ok", "nvm": "never mind", "okay": "ok", "ya": "yes", "yea": "yes", "yup": "yes", "guys": "people", "til": "until",
}
