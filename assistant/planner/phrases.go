package planner

import (
	"strconv"
	"strings"
	"unicode"

	"github.com/aisle-chat/aisle/assistant/internal/pattern"
	"github.com/aisle-chat/aisle/assistant/internal/prose"
)

// The phrases below ask for one certain thing. What writes to the cart is read
// by them alone, never by the classifier: only words that ask for that very
// write may do it. All of them see the message in lower case, with short forms
// written out and without punctuation.
const (
	polite  = `^(?:(?:please|ok|yes|yeah|no|wait|actually|now|then|so|and|great|perfect|cool|good|nice|alright|well|just|also|can you|could you|would you|can i|could i|may i|i would like to|i want to|i would love to|let us|let me|go ahead and|i think) )*`
	cartNo  = `(?:cart|basket|bag|trolley|shopping cart|shopping bag)`
	theCart = `(?:to|in|into|inside) (?:my |the |your )?` + cartNo
)

var (
	chatter = pattern.MustCompile(`^(?:(?:lol|haha|ok|alright|fine|cool|oh|well) )*(?:(?:lol|haha) (?:ok|cool|nice|thanks|fine)|fine|alright|alrighty|fair enough)(?: then| thanks)*$|^(?:(?:ok|oh|well|hey|hi|wow|so) )*(?:(?:you are|you re|u r|that is|this is|it is) (?:so |really |very |the |such a |a |pretty |quite )*(?:great|awesome|amazing|helpful|best|good bot|nice|kind|lovely|brilliant|smart|clever|star|wonderful|fantastic|sweet|funny|cute)(?: \w+)?|good (?:bot|job|work)|nice (?:work|job|one)|well done|you rock|love (?:it|you|this))(?: thanks| thank you| really| indeed)*$`)
	weather = pattern.MustCompile(`^(?:(?:what|such|it is|is it|isn t it|the|a|hi|hello|hey|oh|well) )*(?:(?:nice|lovely|beautiful|awful|terrible|bad|great|good) (?:weather|day (?:today|outside|out))|(?:hot|cold|rainy|sunny|raining|snowing) (?:today|outside|out|here|there))(?: \w+){0,2}$|^(?:ha)+$|^(?:lol|lmao|rofl|haha\w*|hehe\w*)$|^hm+$`)

	addVerb    = pattern.MustCompile(polite + `(?:add|buy|order|purchase|throw in|grab|take)\b`)
	putVerb    = pattern.MustCompile(polite + `put\b`)
	addWant    = pattern.MustCompile(polite + `(?:i (?:will|would) (?:take|have|go (?:for|with)|buy|get)|i take|i am taking|get me|give me|i want|i would like|reserve)\b`)
	addToCart  = pattern.MustCompile(`\b` + theCart + `\b|\badd to cart\b`)
	neverAdd   = pattern.MustCompile(`\b(?:do not|never|did you|did i|should i|why|not (?:add|buy|take|order)|take (?:\w+ ){0,3}back|order (?:status|number|history))\b`)
	addToOrder = pattern.MustCompile(`\badd (?:something|anything|(?:an|another|one more|a few|more|other) (?:items?|things?|products?)|more|things|items) (?:else )?to (?:my|the|an|that|this) (?:\w+ )?(?:order|purchase)\b`)
	removeVerb = pattern.MustCompile(polite + `(?:remove|delete|take (?:\w+ ){0,5}?(?:out|off)|drop|get rid of|throw out|discard|i do not want (?:\w+ ){0,5}?(?:any more|anymore))\b`)
	fromCart   = pattern.MustCompile(`\b(?:from|out of|off) (?:my |the |your )?` + cartNo + `\b`)
	emptyCart  = pattern.MustCompile(polite + `(?:empty|clear) (?:my |the |out )?(?:my |the )?` + cartNo + `\b`)
	cartShow   = pattern.MustCompile(`^(?:(?:please|can|could|you|ok|now|what|which|is|are|do|i|have|show|see|me|view|open|check|let|us|to|look|at|in|inside|go|my|the|your|items|things|products|list|display|take|whole|entire|current|want|would|like) )*` + cartNo + `(?: please| now| total| again)*$|^(?:and |so |ok )*(?:what|how much) (?:do|will|would|must|should) i (?:have to )?pay(?: in total| altogether| all together| in all)$|^(?:(?:and|so|ok|then) )*(?:(?:what is|what will be|how much is|what would be) )?(?:(?:my|the) )?(?:cart )?(?:grand )?(?:total|subtotal|sum)(?: now| so far| of (?:my|the) ` + cartNo + `| please| price| amount| cost)*$|^(?:(?:and|so|ok|then) )*how much (?:is|are|does|do|would|will) (?:it|that|this|they|everything|all|all of (?:it|that|them)) (?:cost |come to |be |make )?(?:all together|altogether|together|in total|all in|in all)$`)
	checkout   = pattern.MustCompile(`\b(?:check ?out|proceed to (?:pay|payment)|ready to pay|place (?:my|the) order|complete (?:my|the) (?:purchase|order)|to the till)\b`)
	// atCheckout tells of the checkout as a place, where something happened.
	atCheckout   = pattern.MustCompile(`\b(?:at|in|during|on|through) (?:the |your )?check ?out\b`)
	setTo        = pattern.MustCompile(polite + `(?:make|change|set|update|increase|reduce|decrease|raise|lower|bump) (?:it|that|this|them|the quantity|quantity|the (?:\w+ ){1,5}?|my (?:\w+ ){1,5}?|line)?\s*(?:up |down )?(?:to |a |quantity )*(` + amount + `)\b(?: of (?:them|it|those))?(?: please| instead| then)*$`)
	onlyWant     = pattern.MustCompile(`^(?:(?:actually|no|ok|well|sorry|please|oh) )*(?:i (?:only |just )?(?:want|need|will take|would like)|only|just|make that|no make it) (?:only |just )?(` + amount + `)(?: of (?:them|it|those|these))?(?: please| instead)*$`)
	oneMore      = pattern.MustCompile(polite + `(?:add |get |buy |i want |i will take |give me )?(?:(one|two|three|four|\d{1,2}) more(?: of (?:it|them|those|that))?|another(?: one| of those| of them)?)(?: please)?$`)
	oneLess      = pattern.MustCompile(polite + `(?:remove |take away |take off )?(one|two|\d{1,2}) (?:less|fewer)(?: please)?$`)
	compareTo    = pattern.MustCompile(`\b(?:compare|comparison|difference between|differences?|differ|versus|vs|which (?:one )?(?:is|of (?:these|those|them|the two))|which (?:one )?(?:should i|would you|do you)|better the|the better)\b`)
	moreLike     = pattern.MustCompile(`^(?:(?:ok|no|please|can|could|you|i|want|to|see|show|me|let|us|do|have|got|any|some|the|what|is|there|are|find) )*(?:others?|more|other (?:ones|options|products|items|models|things)|something (?:else|different)|anything else|(?:different|more) (?:ones|options|things|products)|what else(?: do you have| is there| have you got)?|next(?: page| ones)?|another(?: one)?|a different one|none of (?:these|those|them)|not (?:these|those|them|this one|that one)|i do not like (?:these|those|them|any of (?:these|those|them)))(?: of (?:these|those|them)| please| instead)*$`)
	justShow     = pattern.MustCompile(`^(?:(?:ok|please|i|it|really|just|well|oh|no|anyway) )*(?:just show(?: me)?(?: .*)?|do(?:es)? not (?:care|matter|mind)(?: .*)?|whatever(?: .*)?|any(?:thing)?(?: is| will| works)?(?: fine| ok| do| goes| good)?|no preference|you (?:choose|pick|decide)|surprise me|stop asking(?: .*)?|no idea|not sure|i do not know|do not know|dunno|idk|all of them|either|open to anything|both)$`)
	startOver    = pattern.MustCompile(`^(?:(?:please|ok|let|us|can|we|i|want|to|actually) )*(?:start (?:over|again|afresh|new)|reset|new search|clear (?:all|everything|the filters|all filters)|forget (?:everything|all that|it all|all of (?:it|that)))\b`)
	goBack       = pattern.MustCompile(`\b(?:back to (?:what i|my search|the list|the results|the products)|(?:show|see) (?:me )?(?:them|the list|the results) again)\b`)
	newIn        = pattern.MustCompile(`\bnew (?:arrivals?|stuff|products)\b|\bnewest\b|\blatest (?:\w+ ?)?(?:things|products|arrivals|collection|models?)?$|^(?:\w+ ){0,3}(?:what is|anything|something) new\b|^new in\b`)
	somethingNew = pattern.MustCompile(`^(?:(?:please|can you|could you|ok|just) )*(?:show me |what is |do you have )?(?:popular|inspire me)$`)
	// bestSold asks for what others buy most.
	bestSold    = pattern.MustCompile(`\b(?:best|top|hot) ?sell(?:ers?|ing)\b|\bsell(?:s|ing)? (?:the )?(?:best|most)\b|\b(?:most (?:popular|sold|bought|purchased|ordered|wanted)|popular (?:ones?|things?|products?|items?|stuff|choices?|models?)|(?:popular|trending|hot) (?:right now|at the moment|now|these days|this (?:week|month|season|year)))\b|\bwhat is (?:popular|trending|hot|in demand)\b|\btrending\b|\bwhat (?:do|are) (?:people|others|most people|other (?:people|shoppers|customers)|everyone|everybody) (?:\w+ )?(?:buy|buying|like|order|ordering|get|getting)\b`)
	bareAmount  = pattern.MustCompile(`^(?:ok |yes |no |just |only |make it )*(` + amount + `)(?: please| of (?:them|it|those|these)| pieces)*$`)
	dropWish    = pattern.MustCompile(`\b(?:any|no|remove the|forget (?:about )?the|forget|drop the|ignore the|skip the|clear the|lift the|whatever|never mind the) (?:\w+ )?(colou?r|size|brand|price|budget|price limit|limit|material|style|audience|type|filters?)(?: limit| filter| wish)?(?: is (?:fine|ok|good|not important)| does not matter| will do| works| any more| is open| at all)?$|\b(colou?r|size|brand|price|budget|material|style) (?:does not matter|is not important|is open)\b`)
	correction  = pattern.MustCompile(`^(?:(?:oh|uh|sorry|wait|hm+|um+|ah) )*(?:no|nope|not that|wrong|actually)? ?(?:(?:sorry|wait|actually|but) )*(?:i (?:meant|mean|actually (?:meant|want|need)|said|was (?:thinking|looking) (?:of|for))|rather|make that|not \w+ but|i asked for) `)
	ordinalWord = pattern.MustCompile(`\b(first|1st|second|2nd|third|3rd|fourth|4th|fifth|5th|sixth|6th|last)\b(?: (one|two|three|ones|product|option|item|result|choice|card|\w+))?`)
	ordinalNum  = pattern.MustCompile(`\b(?:number|no|nr|option|item|product|choice|#) ?([1-9])\b|^(?:the )?#?([1-9])$`)
	amountOf    = pattern.MustCompile(`\b(` + amount + `) (?:of (?:them|these|those|it|the|each)|pieces?|pcs|pairs?|x|times|units?)\b|\b(?:x|quantity|qty|times) ?(\d{1,3})\b|\b(\d{1,3}) ?x\b`)
	leadAmount  = pattern.MustCompile(polite + `(?:add|buy|order|get|take|put|i will take|i want|give me|get me|purchase|grab) (` + amount + `)\b`)
)

// amount matches a number as a shopper writes it.
const amount = `\d{1,4}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|a dozen|a couple`

func toNumber(word string) (int, bool) {
	switch word {
	case "a dozen":
		return 12, true
	case "a couple":
		return 2, true
	}
	for i, w := range numberWords {
		if w == word && i > 0 {
			return i, true
		}
	}
	n, err := strconv.Atoi(word)
	return n, err == nil
}

// quantityIn reads how many are wanted of something that is to be added.
// Ordinals, sizes and prices are no quantities.
func quantityIn(norm string) int {
	for _, match := range [][]string{amountOf.FindStringSubmatch(norm), leadAmount.FindStringSubmatch(norm)} {
		for _, word := range match[min(1, len(match)):] {
			if n, ok := toNumber(word); ok && n > 0 {
				return n
			}
		}
	}
	return 0
}

// sensitive phrases hand over at once, whatever else stands around them; see
// distress for what comes before them.
var sensitive = []struct {
	intent Intent
	phrase *pattern.Pattern
}{
	{IntentThreat, pattern.MustCompile(`\b(?:kill (?:you|him|her|them|somebody|someone|everyone|everybody)|bomb|burn (?:it|you|your \w+|the \w+) down|shoot (?:you|up)|i know where you (?:live|work)|hurt (?:you|someone|somebody|your)|beat you up|blow up)\b`)},
	{IntentLegal, pattern.MustCompile(`\b(?:sue (?:you|your|the)|going to sue|will sue|lawsuit|my (?:lawyer|attorney|solicitor)|legal action|(?:see you|take you) (?:in|to) court|gdpr|consumer protection)\b`)},
}

// wantsPerson is asked for in so many ways that the pair of a verb and a person
// decides.
var (
	wantsPerson = pattern.MustCompile(`\b(?:speak|talk|chat|connect|transfer|write|call|get|reach|contact|need|want|give|put|pass)\b.*\b(?:human|real person|a person|live person|agent|representative|rep|operator|manager|supervisor|someone from|somebody from|your staff|a colleague|customer (?:service|support|care|assistance)|support team|real human|living person)\b|\b(?:speak\w*|talk\w*|chat\w*|get in touch) (?:to|with) (?:somebody|someone|anybody|anyone)\b|\bcontact\w* (?:somebody|someone|(?:a |an )?person)\b|\b(?:call|phone|ring) me\b|\bgive me a (?:call|ring)\b|^(?:(?:ok|then|well|please|no|yes|just|so|rather|a|an|the) )*(?:human|agent|person|operator|representative|real person|live agent|customer (?:service|support))(?: please| now| then| instead)*$`)
	isNegated   = pattern.MustCompile(`\b(?:(?:not|never) (?:want|need|like|going)|without|rather than|instead of)(?: \w+){0,5}? (?:human|person|agent|operator|representative)`)
)

var swearing = pattern.MustCompile(`\b(?:fuck\w*|shit\w*|bullshit|asshole|bastards?|bitch\w*|crap|wtf|damn|idiots?|morons?|useless|ridiculous|pathetic|rubbish service|terrible service|worst|furious|fed up|unacceptable|scam|garbage)\b`)

// angry reports whether a message is: harsh words, or shouting.
func angry(text, norm string) bool {
	return swearing.MatchString(norm) || shouting(text)
}

func shouting(text string) bool {
	upper, lower := 0, 0
	for _, r := range text {
		switch {
		case unicode.IsUpper(r):
			upper++
		case unicode.IsLower(r):
			lower++
		}
	}
	return upper >= 12 && lower == 0 && strings.ContainsAny(text, "!?") && len(strings.Fields(text)) >= 3
}

// foreign words are frequent in another language and no English words.
var foreign = map[string]string{}

func init() {
	for language, words := range map[string]string{
		"German":     `ich bin ist und der die das nicht ein eine einen suche haben hast habt du sie kann wie wo was kostet für fur mit auf zu bitte danke guten tag hallo gibt es mir meine mein bestellung jacke wasserdichte unter hallo danke morgen abend jacken schuhe brauche möchte moechte nein ja`,
		"French":     `je suis est et le la les un une des pas vous avez cherche pour avec sur bonjour merci combien comment où ou est-ce que mon ma commande puis-je quel quelle veste du de au salut avez-vous beaucoup oui non bonsoir voudrais besoin vestes chaussures plaît plait merci`,
		"Spanish":    `yo soy es y el la los las un una no hola busco tiene tienen tienes teneis tenéis hay para con por favor gracias cuanto cuesta donde mi pedido quiero necesito chaqueta como puedo que de hay en buenos buenas días dias tardes noches sí chaquetas zapatos botas quisiera adiós adios muchas`,
		"Italian":    `io sono è e il la gli un una non ciao cerco avete per con grazie quanto costa dove mio ordine vorrei come posso che di una giacca buongiorno buonasera giacche scarpe grazie mille sì prego`,
		"Portuguese": `eu sou é e o os as um uma não nao olá ola procuro tem para com obrigado obrigada quanto custa onde meu pedido quero preciso como posso você voce jaqueta jaquetas casaco casacos sapatos bom boa dia tarde noite sim`,
		"Dutch":      `ik ben is en de het een niet zoek heeft u hebben voor met op hallo bedankt dank hoeveel kost waar mijn bestelling kan hoe wat jullie alstublieft jas`,
	} {
		for word := range strings.FieldsSeq(words) {
			for _, folded := range prose.Words(word) {
				foreign[folded] = strings.TrimPrefix(foreign[folded]+"|"+language, "|")
			}
		}
	}
}

// languageOf names the language of a message that is not English, or "". Words
// that both languages know decide nothing.
func languageOf(text string, words []string) string {
	letters, others := 0, map[string]int{}
	for _, r := range text {
		if !unicode.IsLetter(r) {
			continue
		}
		letters++
		switch {
		case unicode.In(r, unicode.Hiragana, unicode.Katakana):
			others["Japanese"]++
		case unicode.In(r, unicode.Han):
			others["Chinese"]++
		case unicode.In(r, unicode.Hangul):
			others["Korean"]++
		case unicode.In(r, unicode.Arabic):
			others["Arabic"]++
		case unicode.In(r, unicode.Cyrillic):
			others["Russian"]++
		case unicode.In(r, unicode.Greek):
			others["Greek"]++
		case unicode.In(r, unicode.Hebrew):
			others["Hebrew"]++
		case unicode.In(r, unicode.Thai):
			others["Thai"]++
		case unicode.In(r, unicode.Devanagari):
			others["Hindi"]++
		}
	}
	best, most, sum := "", 0, 0
	for _, name := range sortedKeys(others) {
		sum += others[name]
		if others[name] > most {
			best, most = name, others[name]
		}
	}
	if others["Japanese"] > 0 && others["Chinese"] > 0 {
		best = "Japanese"
	}
	if sum*2 > letters {
		return best
	}
	votes := map[string]int{}
	english := 0
	for _, word := range words {
		if prose.IsStop(word) || talkWords()[word] {
			english++
		}
		for language := range strings.SplitSeq(foreign[word], "|") {
			if language != "" {
				votes[language]++
			}
		}
	}
	best, most = "", 0
	for _, language := range sortedKeys(votes) {
		if votes[language] > most {
			best, most = language, votes[language]
		}
	}
	if most >= 2 && most > english && most*4 >= len(words) || most > 0 && most == len(words) && english == 0 {
		return best
	}
	return ""
}
