package planner

import (
	"maps"
	"slices"
	"strings"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/internal/pattern"
	"github.com/aisle-chat/aisle/assistant/internal/prose"
	"github.com/aisle-chat/aisle/cart"
)

// OrderWords is what a message says of an order, or of what one costs to send.
type OrderWords struct {
	// Number and Email are as the shopper typed them; either may be empty.
	Number string `json:"number,omitempty"`
	Email  string `json:"email,omitempty"`
	// Own is true where the message is about something that the shopper has
	// ordered, Rule where it asks for the shop's rule.
	Own  bool `json:"own,omitempty"`
	Rule bool `json:"rule,omitempty"`
	// Code is a promotion code, Country the code of a country.
	Code    string `json:"code,omitempty"`
	Country string `json:"country,omitempty"`
}

var (
	emailText = pattern.MustCompile(`[^\s@<>(),;:"“”]+@[^\s@<>(),;:"“”]+\.[^\s@<>(),;:"“”.!?]+`)
	// A number with letters before it is one wherever it stands; one without
	// only behind a word for it, or where a number was asked for.
	namedNumber = pattern.MustCompile(`(?i)(?:\b(?:order|purchase|number|nr|no)\b\.?|#)[\s:.#]*(?:(?:is|was|number|no|nr|id)\b[\s:.#]*)*([a-z]{0,6}-?\d[\da-z-]{2,24})\b`)
	// lettered is a number with its letters apart, or run together with it.
	lettered = pattern.MustCompile(`(?i)\b([a-z]{1,6})[\s_.:#‐‑‒–—−－-]{0,3}(\d[\da-z-]{1,20})\b`)
	coded    = pattern.MustCompile(`\b[A-Za-z]{1,6}-\d[\dA-Za-z-]{2,20}\b`)
	// otherNumber is an amount, or a part of a date or of a telephone number.
	otherNumber = pattern.MustCompile(`[$€£]\s?\d|\d[.,/]\d|\d-\d{3}\b|\d (?:days|weeks)`)
	bare        = pattern.MustCompile(`\b[A-Za-z]{0,6}-?\d[\dA-Za-z-]{2,24}\b`)

	// ownedWords say that the shopper speaks of something bought here.
	ownedWords = pattern.MustCompile(`\b(?:i|we) (?:have |just |only |recently )*(?:bought|ordered|purchased|received|got|returned|paid|placed)\b|\bmy (?:\w+ ){0,2}(?:orders?|purchases?|parcels?|packages?|delivery|shipments?|refund|invoice|receipt|returns?|money|boots|shoes|jacket|size)\b|\byou (?:sent|shipped|delivered|charged|gave) (?:me|us|my)\b|\b(?:this|that|the|an) order (?:of mine|i)\b|\bof mine\b`)
	// ownThing is "my" before anything but the shopper's own body and wishes.
	ownThing = pattern.MustCompile(`\bmy (\w+)\b`)
	// doing asks for the deed, whatever else is asked.
	doing = pattern.MustCompile(`^(?:(?:hi|hello|please|ok|yes|no|so|and|but|well|hey) )*(?:(?:i|we) (?:want|need|would like|have|wish) to (?:return|exchange|send|cancel|swap|give|change|report|make|claim|track)|(?:return|exchange|cancel|swap|track|start|report|make|file) )`)
	// asksRule begins a question about how things are done here.
	asksRule = pattern.MustCompile(`^(?:(?:hi|hello|please|ok|so|and|but|well|hey) )*(?:what (?:is|are|if|happens|do|does|about|can|would)|how (?:do|does|long|many|much|can|is|are|would|soon)|who|is|are|do|does|can|could|may|must|should|why (?:do|does|is|are|would)|when (?:do|does|will|is|are)|until when|where (?:do|can|is)|which)\b`)
	// hypothetical asks what would be.
	hypothetical = pattern.MustCompile(`\b(?:what (?:if|happens)|in case|if (?:it|my|the|a|something|i)\b.*\b(?:does|is|gets?|arrives?|comes?|do|am|was|return|send|cancel|exchange|order|buy)|your (?:\w+ )?(?:policy|policies|rules?|terms)|(?:return|refund|exchange|cancellation|warranty) polic(?:y|ies))\b`)
)

// notOwn are things of the shopper's that nobody has sold to them.
var notOwn = map[string]bool{
	"cart": true, "basket": true, "bag": true, "wife": true, "husband": true, "mom": true, "mum": true, "mother": true, "dad": true, "father": true,
	"sister": true, "brother": true, "friend": true, "son": true, "daughter": true, "boyfriend": true, "girlfriend": true, "boss": true, "partner": true,
	"kid": true, "kids": true, "child": true, "size": true, "budget": true, "country": true, "city": true, "state": true, "house": true, "home": true,
	"address": true, "name": true, "email": true, "phone": true, "account": true, "password": true, "card": true, "code": true, "coupon": true,
	"voucher": true, "question": true, "birthday": true, "foot": true, "feet": true, "chest": true, "waist": true, "height": true, "head": true,
	"search": true, "list": true, "first": true, "next": true, "trip": true, "statement": true, "door": true, "work": true, "office": true, "own": true, "mind": true, "favorite": true,
}

// orders reads what the message says of an order besides its proof.
func (r *reader) orders(m *Reading) {
	if m.Tapped != nil && m.Tapped.Do != assistant.DoSay {
		return
	}
	m.Own = r.owns(m.Norm)
	m.Rule = hypothetical.MatchString(m.Norm) || asksRule.MatchString(m.Norm) && (!m.Own || general(m)) && !doing.MatchString(m.Norm)
	m.Code = codeIn(m.Text, r.scene.Terms.Promotions)
	if word := strings.Trim(m.Text, ` .,!?"'“”`); m.Code == "" && r.state.Last == MoveCode && looksCode.MatchString(word) {
		m.Code = word // it was asked for, or another one was refused
	}
	if sendsTo.MatchString(m.Text) {
		m.Country = countryIn(m.Text)
	}
}

// owns reports whether the words speak of something that was bought here.
func (r *reader) owns(norm string) bool {
	if ownedWords.MatchString(norm) {
		return true
	}
	for _, match := range ownThing.FindAllStringSubmatch(norm, -1) {
		if !notOwn[match[1]] {
			return true
		}
	}
	return false
}

// proof reads what proves an order, and leaves in Said what is said besides: an
// address or a number is no word to search by. Card numbers are masked before
// anything else is read.
func (r *reader) proof(m *Reading) {
	masked := cart.MaskCards(m.Text)
	m.Card, m.Text, m.Said = m.Card || cart.HasMasked(masked), masked, masked // the chat may have cut it already
	if m.Tapped != nil && m.Tapped.Do != assistant.DoSay || !r.scene.Terms.Orders && !strings.Contains(m.Text, "@") {
		return
	}
	if r.entered(m) {
		return
	}
	if at := emailText.FindStringIndex(m.Text); at != nil {
		m.Email = strings.TrimRight(m.Text[at[0]:at[1]], "'’")
		m.Said = m.Text[:at[0]] + " " + m.Text[at[1]:]
	}
	awaited := r.state.Errand != nil && r.state.Errand.Order == "" || m.Email != ""
	number, from, to := numberIn(m.Said, r.scene.Terms.OrderPrefix, awaited)
	if m.Number = number; number != "" {
		m.Said = m.Said[:from] + " " + m.Said[to:]
	}
	if m.Email != "" || m.Number != "" {
		m.Said = strings.Trim(strings.Join(strings.Fields(m.Said), " "), " ,;:.-–")
	}
}

// maskedAction is a tap without card numbers in its words and in the fields of
// its form but that of an order's number; masked is true where it had any.
func maskedAction(a *assistant.Action) (clean *assistant.Action, masked bool) {
	b := *a
	b.Text, b.Values = cart.MaskCards(a.Text), maps.Clone(a.Values)
	masked = b.Text != a.Text
	for name, value := range a.Values {
		if name != fieldNumber && cart.MaskCards(value) != value {
			b.Values[name], masked = cart.MaskCards(value), true
		}
	}
	return &b, masked
}

// numberIn reads an order's number, and where it stands. In a shop whose numbers
// begin with a prefix, "lh 1003" and "LH1003" are LH-1003, and what begins with
// other letters is a number only where one is awaited.
func numberIn(text, prefix string, awaited bool) (number string, from, to int) {
	letters := strings.Trim(prefix, "-_.# ")
	if letters != "" {
		for _, at := range lettered.FindAllStringSubmatchIndex(text, -1) {
			if strings.EqualFold(text[at[2]:at[3]], letters) {
				return prefix + strings.ToUpper(text[at[4]:at[5]]), at[0], at[1]
			}
		}
	}
	if _, ok := addressIn(text); ok {
		return "", 0, 0 // its numbers are of a house and a town
	}
	if at := namedNumber.FindStringSubmatchIndex(text); at != nil {
		return text[at[2]:at[3]], at[0], at[1]
	}
	if at := coded.FindStringIndex(text); at != nil && (awaited || letters == "") {
		return text[at[0]:at[1]], at[0], at[1]
	}
	if awaited {
		for _, at := range bare.FindAllStringIndex(text, -1) {
			if !otherNumber.MatchString(text[max(0, at[0]-4):min(len(text), at[1]+4)]) {
				return text[at[0]:at[1]], at[0], at[1]
			}
		}
	}
	return "", 0, 0
}

// onlyNumber reports whether a message is an order's number and nothing else,
// onlyProof whether it is nothing but what proves an order.
func onlyNumber(m *Reading) bool { return m.Number != "" && onlyProof(m) }

func onlyProof(m *Reading) bool {
	return !slices.ContainsFunc(prose.Words(m.Said), func(word string) bool { return !numberWord[word] })
}

// maxCountry is how many words a country's name may have, maxPlaces how many
// words of a message are looked at.
const (
	maxCountry = 5
	maxPlaces  = 60
)

// numberWord are words around a number that say nothing more.
var numberWord = map[string]bool{
	"order": true, "number": true, "no": true, "nr": true, "my": true, "is": true, "it": true, "its": true, "the": true, "purchase": true,
	"and": true, "email": true, "e": true, "mail": true, "address": true, "sorry": true, "here": true, "ok": true, "yes": true, "please": true,
	"hi": true, "hello": true, "hey": true, "thanks": true, "thank": true, "you": true, "with": true, "for": true, "id": true, "i": true, "have": true, "was": true, "placed": true,
}

var (
	wordText  = pattern.MustCompile(`\p{L}[\p{L}.'’-]*`)
	sendsTo   = pattern.MustCompile(`(?i)\b(?:to|in|from|for|deliver\w*|ship\w*)\b`)
	alsoNouns = map[string]bool{"turkey": true, "china": true, "chad": true, "jersey": true, "georgia": true, "jordan": true, "guinea": true}
)

// countryIn finds the country that a message names, as its ISO code; empty when
// it names none. Of the codes themselves only US and UK are read: others are
// words too.
func countryIn(text string) string {
	words := wordText.FindAllString(text, maxPlaces)
	for n := min(maxCountry, len(words)); n > 0; n-- {
		for i := 0; i+n <= len(words); i++ {
			name := strings.Trim(strings.Join(words[i:i+n], " "), ".'’-")
			if len(name) <= 2 && name != "US" && name != "UK" || alsoNouns[strings.ToLower(name)] && !sendsTo.MatchString(text) {
				continue
			}
			if code, ok := cart.FindCountry(name); ok {
				return code
			}
		}
	}
	return ""
}
