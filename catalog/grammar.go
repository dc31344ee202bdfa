package catalog

import (
	_ "embed"
	"maps"
	"strings"
	"sync"
)

// The words of shopping sentences, as far as they are not about goods. They are
// English; a text in another language keeps its words as terms to rank by.

// wordSet makes a set of the words of a text.
func wordSet(text string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(text) {
		set[w] = true
	}
	return set
}

// stopWords carry no wish.
var stopWords = wordSet(`
a about after again all also am an and any anybody anyone anything are arent as ask at available
be because been before being best bit browse but buy by
can cannot cant carry check choose choice come comes could currently
day deal deals did do does doesnt doing dont
either else even ever every everything
far find fine first for found from
gave get gets getting gift gifts give gives giving go going gonna good got gotta great guess
had has have havent having hello help here hers hey hi him his hiya hope how however
i id idea ideas ideally if ill im in instead into is isnt it item items its ive
just keep kind kinda know
last lately let lets like likes list little ll look looking looks lot lots love loves
make makes many may maybe me mine more most much must my myself
name need needed needs new next nice now
of off offer offers ok okay old on one ones online only open or order other others our ours out own
perfect perhaps pick please pls plz possible possibly prefer preferably preference probably product products purchase purchased
quite range rather re ready real really recommend recommendation recommendations right
said same say search searching see sell selling sells set shall shop shopping should show shows similar size sized sizes so some somebody someone something sort stock store stuff such suggest suggestion suggestions suit suitable super sure
take tell than thank thanks that thats the their them then there theres these they thing things think this those though till time to today together told too trying type types
up us use used useful uses using usually
very via
wanna want wanted wants was way we well were what whatever whats when where which while who whole whom whose why will wish with within wonder wondering works would wouldnt
x yeah yes yet you your yours yourself
she shes hes whos youre theyre weve youve theyve youll theyll wheres heres
birthday christmas anniversary wedding mother father present friend friends
called cost costs price priced prices pricing budget spend spending pay paying worth
come colour color colors colours brand brands made version option options model
nothing none not no never without except
interested curious hoping hope hopefully choosing deciding decide considering planning buying bought wanting needing
wishing browsing seeing hunt hunting track tracking yo u ur asap chance chances anywhere somewhere costing assist assistance advise advice seeking thinking supposed week weekend month tomorrow tonight
`)

// plainWords are common words that are no mistakes for other words, though
// they carry no wish of their own.
var plainWords = wordSet(`
able across actually add afternoon ago almost along already although always amazing among another apart appreciate around
asap awesome away back bad basically beautiful become behind believe better between big both bought bring brought
call came care case cause certain change clear close coming complete consider cool couple course cute daily dear decent deliver
delivered delivery depends different difference done down during each early easily easy end enough especially evening
exactly excellent extra extremely family fast favorite favourite feel few final fit fits five follow four free fresh
full fun gone guys half hand happy hard hate hear high hold home hour house huge husband wife sister brother son daughter
kid kids important inside interested interesting job keep keeps kids kitchen knew large late later learn least leave left less life
light live long longer lovely low main matter mean means meet middle might mind minute moment money month months morning move
near nearly night number often once order outside over pack pair part party people per person piece pieces place plan plus
point pretty problem put question quick quickly quality rate reach read reason recently rest return round run save school second
seem seen send sense sent set several ship shipping short side simple since single small soon special start started starting
stay still stop style summer support table taking talk ten three through tomorrow tonight top total touch town travel tried trip try turn
two under understand until usual value visit wait walk watch wear wearing week weekend weeks went whether white wide winter
wondering word words work working world worry wrong year years yesterday young
`)

//go:embed common.txt
var commonText string

var commonWords = sync.OnceValue(func() map[string]bool { return textSet(commonText) })

// textSet makes a set of the words of an embedded file, without its comments.
func textSet(file string) map[string]bool {
	var text strings.Builder
	for line := range strings.Lines(file) {
		if !strings.HasPrefix(line, "#") {
			text.WriteString(line)
		}
	}
	return wordSet(text.String())
}

//go:embed verbs.txt
var verbText string

var commonVerbs = sync.OnceValue(func() map[string]bool { return textSet(verbText) })

// isVerb reports whether w is a form of an English verb that is seldom anything
// else.
func isVerb(w string) bool {
	verbs := commonVerbs()
	if verbs[w] {
		return true
	}
	for _, ending := range []string{"s", "es", "ed", "d", "ing"} {
		if base, ok := strings.CutSuffix(w, ending); ok && len(base) > 2 {
			if verbs[base] || verbs[base+"e"] || base[len(base)-1] == base[len(base)-2] && verbs[base[:len(base)-1]] {
				return true
			}
		}
	}
	return false
}

// sentenceWords stand in sentences, and not in the names of things.
var sentenceWords = wordSet(`i im id ive ill me my we us our you your do does did is are am was were can could would should may might
have has had what which where who whom why how please thanks need needs want wants looking anyone anybody there`)

// isCommon reports whether w is an English word that everybody knows, in any
// number and with the endings of verbs.
func isCommon(w string) bool {
	common := commonWords()
	if common[w] || common[stem(w)] {
		return true
	}
	for _, ending := range []string{"ing", "ed", "er", "ly", "y"} {
		if base, ok := strings.CutSuffix(w, ending); ok && len(base) > 2 {
			if common[base] || common[base+"e"] || base[len(base)-1] == base[len(base)-2] && common[base[:len(base)-1]] {
				return true
			}
		}
	}
	return false
}

// negations turn round the wish that follows.
var negations = wordSet(`not no without except excluding exclude non isnt arent dont doesnt wont hate avoid avoiding allergic minus nothing never neither nor besides`)

// breaks end a negation's reach.
var negationBreaks = wordSet(`but with under below over above for in from between around please which that though however`)

// moneyWords stand behind an amount of money.
var moneyWords = map[string]string{
	"dollar": "USD", "dollars": "USD", "buck": "USD", "bucks": "USD", "usd": "USD",
	"euro": "EUR", "euros": "EUR", "eur": "EUR", "quid": "GBP", "gbp": "GBP",
	"yen": "JPY", "jpy": "JPY", "cad": "CAD", "aud": "AUD", "chf": "CHF", "francs": "CHF",
	"peso": "PHP", "pesos": "PHP", "php": "PHP", "mxn": "MXN", "rupee": "INR", "rupees": "INR", "inr": "INR",
	"nzd": "NZD", "sgd": "SGD", "hkd": "HKD", "kronor": "SEK", "kroner": "NOK", "zloty": "PLN", "ringgit": "MYR", "dirham": "AED", "dirhams": "AED",
}

// moneySigns stand in front of an amount of money, or behind it.
const moneySigns = "$€£¥₹"

// bound is what a cue makes of the amount beside it.
type bound uint8

const (
	noBound bound = iota
	atMost
	atLeast
	about
)

// cue is a phrase that says how an amount is meant. before phrases stand in
// front of it, the others behind.
type cue struct {
	words  []string
	before bool
	bound  bound
}

var cues = makeCues(map[bound][2]string{
	atMost: {
		`under|below|beneath|less than|lower than|cheaper than|no more than|not more than|up to|upto|at most|at the most
max|maximum|max of|maximum of|within|not over|not above|inside|until|till|limit|limit of|spend|spending|pay|budget|budget of
cap of|capped at|top|not exceed|not exceeding|smaller than|beneath|less|as much as|afford|ceiling|ceiling of|no higher than|not higher than|as high as|south of|at or under|at or below`,
		`or less|or under|or below|or cheaper|or lower|max|maximum|tops|and under|and below|and less|at most|at the most|at the very most|at the absolute most|budget|limit|price limit|or so at most|at maximum`,
	},
	atLeast: {
		`over|above|more than|greater than|higher than|at least|min|minimum|min of|minimum of|starting at|starting from|upwards of|north of|no less than|not less than|not under|not below|exceeding|in excess of|beyond|pricier than|no cheaper than|not cheaper than|no lower than|at or above`,
		`or more|or pricier|and up|and above|and higher|or over|or above|or higher|upwards|plus|minimum|and over|and more|at least|at minimum`,
	},
	about: {
		`around|about|approximately|approx|roughly|circa|close to|near|nearly|somewhere around|in the region of|ish`,
		`ish|or so|or thereabouts|roughly|give or take`,
	},
})

func makeCues(phrases map[bound][2]string) []cue {
	var all []cue
	for b, sides := range phrases {
		for side, text := range sides {
			for phrase := range strings.FieldsFuncSeq(text, func(c rune) bool { return c == '|' || c == '\n' }) {
				all = append(all, cue{strings.Fields(phrase), side == 0, b})
			}
		}
	}
	return all
}

// cueFillers may stand between a cue and its amount.
var cueFillers = wordSet(`of is a the only just my than to be at price priced cost costs costing about around total like say usd for amount very absolute`)

// comparatives are wishes beside what was shown, and superlatives.
var comparatives = withSuperlatives(map[string]Comparative{
	"fancier": {Field: "price"}, "posher": {Field: "price"}, "classier": {Field: "price"},
	"cheaper": {Field: "price", Less: true}, "pricier": {Field: "price"}, "dearer": {Field: "price"},
	"lighter": {Field: "weight", Less: true}, "heavier": {Field: "weight"},
	"smaller": {Field: "size", Less: true}, "bigger": {Field: "size"}, "larger": {Field: "size"},
	"shorter": {Field: "length", Less: true}, "longer": {Field: "length"},
	"narrower": {Field: "width", Less: true}, "wider": {Field: "width"},
	"taller": {Field: "height"}, "thinner": {Field: "thickness", Less: true}, "thicker": {Field: "thickness"},
	"slimmer": {Field: "thickness", Less: true}, "faster": {Field: "speed"}, "slower": {Field: "speed", Less: true},
	"warmer": {Field: "warmth"}, "cooler": {Field: "warmth", Less: true}, "brighter": {Field: "brightness"},
	"dimmer": {Field: "brightness", Less: true}, "quieter": {Field: "noise", Less: true}, "louder": {Field: "noise"},
	"softer": {Field: "softness"}, "stronger": {Field: "strength"}, "newer": {Field: "age", Less: true},
	"darker": {Field: "darkness"}, "deeper": {Field: "depth"}, "roomier": {Field: "capacity"},
})

// withSuperlatives adds the superlative of each comparative that has one about
// goods and none about their order: the coolest is no measure. The newest is what
// has the lowest age.
func withSuperlatives(words map[string]Comparative) map[string]Comparative {
	all := maps.Clone(words)
	for word, c := range words {
		if c.Field != "price" && word != "cooler" && word != "newer" {
			c.Most = true
			all[strings.TrimSuffix(word, "er")+"est"] = c
		}
	}
	for _, word := range []string{"newest", "latest"} {
		all[word] = Comparative{Field: "age", Less: true, Most: true}
	}
	return all
}

// morePhrases are comparatives of two words.
var morePhrases = map[string]Comparative{
	"less expensive": {Field: "price", Less: true}, "more affordable": {Field: "price", Less: true},
	"less pricey": {Field: "price", Less: true}, "lower price": {Field: "price", Less: true},
	"lower priced": {Field: "price", Less: true}, "more economical": {Field: "price", Less: true},
	"more expensive": {Field: "price"}, "higher price": {Field: "price"}, "higher priced": {Field: "price"},
	"less heavy": {Field: "weight", Less: true}, "more powerful": {Field: "power"},
	"too expensive": {Field: "price", Less: true}, "too pricey": {Field: "price", Less: true},
	"too costly": {Field: "price", Less: true}, "too heavy": {Field: "weight", Less: true},
}

// sortPhrases are wishes about the order.
var sortPhrases = map[string]Sort{
	"cheapest": SortPriceUp, "least expensive": SortPriceUp, "lowest price": SortPriceUp, "lowest priced": SortPriceUp,
	"lowest cost": SortPriceUp, "most affordable": SortPriceUp, "least costly": SortPriceUp, "lowest": SortPriceUp,
	"most expensive": SortPriceDown, "highest price": SortPriceDown, "highest priced": SortPriceDown,
	"priciest": SortPriceDown, "dearest": SortPriceDown, "most luxurious": SortPriceDown,
	"best rated": SortRating, "top rated": SortRating, "highest rated": SortRating, "best reviewed": SortRating,
	"highest rating": SortRating, "best rating": SortRating, "most popular": SortRating, "best selling": SortRating,
	"best seller": SortRating, "best sellers": SortRating, "bestseller": SortRating, "bestsellers": SortRating, "bestselling": SortRating,
}

// cheapWords ask for a low price without naming one.
var cheapWords = wordSet(`cheap inexpensive affordable bargain budget-friendly economical`)

// grammarWords are all words above, for reading over mistakes in them.
var grammarSpeller = newGrammarSpeller()

func newGrammarSpeller() speller {
	all := map[string]bool{}
	add := func(ws ...string) {
		for _, w := range ws {
			all[w] = true
		}
	}
	for _, set := range []map[string]bool{stopWords, plainWords, negations, negationBreaks, cheapWords} {
		for w := range set {
			add(w)
		}
	}
	for _, c := range cues {
		add(c.words...)
	}
	for w := range moneyWords {
		add(w)
	}
	for w := range comparatives {
		add(w)
	}
	for phrase := range morePhrases {
		add(strings.Fields(phrase)...)
	}
	for phrase := range sortPhrases {
		add(strings.Fields(phrase)...)
	}
	list := make([]string, 0, len(all))
	for w := range all {
		list = append(list, w)
	}
	return newSpeller(list, make([]wordCount, len(list)))
}

// isGrammar reports whether w is one of the words of shopping sentences.
func isGrammar(w string) bool {
	if stopWords[w] || plainWords[w] || negations[w] || negationBreaks[w] || cheapWords[w] || moneyWords[w] != "" {
		return true
	}
	if _, ok := comparatives[w]; ok {
		return true
	}
	if k := stem(w); kin[k] != 0 || audiences[k] != 0 {
		return true
	}
	_, ok := sortPhrases[w]
	return ok || cueWords[w]
}

var cueWords = makeCueWords()

func makeCueWords() map[string]bool {
	set := map[string]bool{}
	for _, c := range cues {
		for _, w := range c.words {
			set[w] = true
		}
	}
	for phrase := range morePhrases {
		for w := range strings.FieldsSeq(phrase) {
			set[w] = true
		}
	}
	for phrase := range sortPhrases {
		for w := range strings.FieldsSeq(phrase) {
			set[w] = true
		}
	}
	return set
}
