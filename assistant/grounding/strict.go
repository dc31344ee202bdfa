package grounding

import (
	_ "embed"
	"slices"
	"strings"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/internal/prose"
	"github.com/aisle-chat/aisle/cart"
)

//go:embed ordinary.txt
var ordinaryLines string

// ordinary are the stems of words that state nothing by themselves; ofGoods are
// those that do not where the sentence is about no rule of the shop.
var ordinary, ofGoods = func() (always, goods map[string]bool) {
	always, goods = map[string]bool{}, map[string]bool{}
	into := always
	for line := range strings.Lines(ordinaryLines) {
		switch {
		case strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "= of goods"):
			into = goods
		case !strings.HasPrefix(line, "="):
			for w := range strings.FieldsSeq(line) {
				into[prose.Stem(w)] = true
			}
		}
	}
	return always, goods
}()

// loaded are words that a claim about all people or all time is made of, though they
// are as frequent as any.
var loaded = set(`binding legally enforceable everyone everybody nobody guaranteed guarantee guarantees`)

// loadedPhrases say of one thing that no other is like it.
var loadedPhrases = byFirst("the only one", "only one that", "only one we", "only one in", "one of a kind", "one of its kind", "of its kind", "second to none", "like no other", "best of", "better than anything", "higher than anything", "exactly that", "just that", "precisely that", "exactly what you", "just what you", "ticks all", "ticks every", "checks all", "meets all", "no problem for", "no issue for", "best you", "best in", "best on",
	"everything fits", "anything fits", "fits everything", "fits anything", "sells out", "sell out", "below cost", "at cost", "next in line", "in line for", "charged nothing", "pay nothing", "came in", "gone in", "last one in", "last one on", "by drone", "just arrived", "just in", "new in", "fresh in",
	"no other", "no rival", "no competitor", "no comparable", "number one", "unlike anything",
	"most reviewers", "most shoppers", "most customers", "most buyers", "most people", "most owners", "all reviewers", "all shoppers", "all customers", "all buyers", "many reviewers", "many shoppers", "many customers", "many buyers", "many people",
	"every reviewer", "every customer", "every shopper", "every buyer", "all of them", "all our customers", "most of our")

// isSubject reports whether the word at i is what something is said of: "its screen
// is 5 inches wide".
func (r *reading) isSubject(i int) bool {
	return set("its the their a an our")[r.word(i-1)] && set("is are has have was comes measures weighs holds lasts")[r.word(i+1)]
}

// beyond finds that nothing is more than what is spoken of: "nothing is lighter".
func (r *reading) beyond() (at int, ok bool) {
	denied, verb := false, false
	for i := range r.t {
		w := r.t[i].word
		denied = denied || (w == "nothing" || w == "none") && !r.doubts(i)
		verb = verb || denied && set("is are comes gets beats feels")[w]
		if _, _, more := degree(w); more && verb || w == "beats" && verb {
			return i, true
		}
	}
	return 0, false
}

// ownsNot finds that the shopper is said to have bought or to own what no order of
// theirs has: "you bought it last year".
func (r *reading) ownsNot() (at int, ok bool) {
	for i := range r.t {
		w := r.word(i)
		if !set("bought ordered purchased own owned returned")[w] || r.question || r.clauseOf(i).wish || r.clauseOf(i).denied {
			continue
		}
		if b := r.word(i - 1); b != "you" && b != "youve" && !(set("already have had previously once")[b] && r.hasAny(i-3, i, set("you youve"))) {
			continue
		}
		goods, _ := r.subjects(i)
		for _, g := range goods {
			if !slices.ContainsFunc(r.theOrders(), func(o *cart.Order) bool {
				return slices.ContainsFunc(o.Lines, func(l cart.OrderLine) bool { return l.ProductID == g.id })
			}) {
				return i, true
			}
		}
	}
	return 0, false
}

// acted finds that the assistant or the shop has done something, or that a person is
// about to, besides looking and showing: "I have told a person".
func (r *reading) acted() (at int, ok bool) {
	for i := range r.t {
		if r.used[i] || r.clauseOf(i).wish || r.doubts(i) {
			continue
		}
		switch w := r.word(i); {
		case w == "ive" || w == "weve" || (w == "have" || w == "just") && (r.word(i-1) == "i" || r.word(i-1) == "we"):
			for k := i + 1; k <= i+3 && k < len(r.t); k++ {
				v := r.word(k)
				if harmless[v] {
					break
				}
				if (strings.HasSuffix(v, "ed") || pasts[v]) && !r.used[k] {
					return k, true
				}
			}
		case (w == "i" || w == "we") && (strings.HasSuffix(r.word(i+1), "ed") || pasts[r.word(i+1)]) && len(r.word(i+1)) > 3 && !harmless[r.word(i+1)] && !meant[r.word(i+1)] && !r.used[i+1]:
			return i + 1, true
		case !r.handoff && (w == "takes" || w == "take") && r.word(i+1) == "over" && r.hasAny(0, i, set("person human colleague someone agent")) && !r.hasAny(0, i, set("can could may")):
			return i, true
		}
	}
	return 0, false
}

var (
	pasts    = set(`told sent put made done given taken set got brought kept spoken written bought sold paid`)
	meant    = set(`asked wanted needed thought hoped considered noticed meant mentioned wished wondered assumed skipped chose based gathered sorted ranked filtered focused missed started stayed used liked preferred included supposed`)
	harmless = set(`found looked searched checked read compared seen listed shown picked narrowed understood noted a the some two three four no not several only also nothing it them any more one`)
)

// isLoaded reports whether such a phrase begins at token i.
func (r *reading) isLoaded(i int) bool {
	for _, p := range loadedPhrases[r.t[i].word] {
		if _, ok := r.phrase(i, p); ok {
			return true
		}
	}
	return false
}

// spare is how many words that nothing supports a clause may have that states
// something that holds: "it tips the scales at 340 g".
const spare = 1

// supported looks for what the sentence says in words that neither the data nor
// ordinary talk have. A claim that this package can read is held against the data;
// what it cannot read is anything else that somebody may make up, and is told by
// its words alone. What asks, and what says that something is not known, states
// nothing.
func (r *reading) supported() {
	if r.question && !r.leads() {
		return
	}
	if i, ok := r.affirms(); ok {
		r.state(claim{kind: KindUnsupported, from: i, to: i + 1, why: "it affirms what stands in doubt"})
		return
	}
	if i, ok := r.acted(); ok {
		r.state(claim{kind: KindDeed, from: i, to: i + 1, why: "nothing of the kind was done"})
		return
	}
	if i, ok := r.ownsNot(); ok {
		r.state(claim{kind: KindOrder, from: i, to: i + 1, why: "no order of this shopper has it"})
		return
	}
	if i, ok := r.beyond(); ok {
		r.state(claim{kind: KindUnsupported, from: i, to: i + 1, why: "nobody has compared it with everything"})
		return
	}
	for k := range r.clauses {
		c := &r.clauses[k]
		if c.wish || r.doubts(c.from) || r.declines(c) {
			continue
		}
		left := 0
		if r.states(c) {
			left = spare
		}
		choosing := len(r.t)
		for i := c.from; i < c.to; i++ {
			if n := r.choosesAt(i); n > 0 {
				choosing = i + n
			}
			if r.backed(i, c, i >= choosing) {
				continue
			}
			if r.hasAny(max(c.from, i-8), i, set("has features includes offers")) {
				left = 0 // what it has is no way of speaking
			}
			if left--; left < 0 || r.isCode(i) || r.isLoaded(i) || r.isSubject(i) {
				r.state(claim{kind: KindUnsupported, from: i, to: i + 1, why: "neither the data nor ordinary talk have this word"})
				return
			}
		}
	}
}

// ofShipping reports whether a word is one of the name of a method of shipping, a
// carrier or a zone.
func (r *reading) ofShipping(word string) bool {
	s := r.terms.Shipping
	if s == nil {
		return false
	}
	for zi := range s.Zones {
		z := &s.Zones[zi]
		if strings.Contains(flat(z.Name), " "+word+" ") {
			return true
		}
		for mi := range z.Methods {
			if strings.Contains(flat(z.Methods[mi].Name+" "+z.Methods[mi].Carrier), " "+word+" ") {
				return true
			}
		}
	}
	return false
}

// repeats reports whether a clause says what the shopper has asked for, or gives the
// assistant's own advice for it: "you mentioned a loft", "for a loft I'd take it".
func (r *reading) repeats(c *clause) bool {
	if r.hasAny(c.from, c.to, set("you youre youve youd your")) && r.hasAny(c.from, c.to, set("asked mentioned said want wanted need needed looking told described wish wished after")) {
		return true
	}
	return r.hasAny(c.from, min(c.from+4, c.to), set("for since given")) && (r.hasAny(c.from, c.to, set("id ill")) || r.hasAny(c.from, c.to, set("i")) && r.hasAny(c.from, c.to, set("would suggest recommend pick take choose"))) && !r.topics.has(ofRules|ofOrder)
}

// declines reports whether a clause only tells what the assistant cannot do, or whom
// else to ask.
func (r *reading) declines(c *clause) bool {
	for i := c.from; i < c.to; i++ {
		switch w := r.word(i); {
		case (w == "i" || w == "im") && (set("cant cannot wont")[r.word(i+1)] || r.word(i+1) == "not" && r.word(i+2) == "able" || r.word(i+1) == "unable" || r.word(i+1) == "am" && (r.word(i+2) == "not" || r.word(i+2) == "unable") || r.word(i+1) == "dont" && set("have give")[r.word(i+2)]):
			return !r.hasAny(i, c.to, set("stop wait but believe overstate recommend"))
		case w == "please" && set("ask consult contact")[r.word(i+1)]:
			return len(r.all()) == 0
		}
	}
	return false
}

// leads reports whether a question tells: "did you know that it is vegan?"
func (r *reading) leads() bool {
	for _, p := range []string{"did you know", "did i mention", "have you heard", "have you tried", "did you hear", "do you know that", "who knew", "isnt it", "arent they"} {
		if strings.Contains(r.flat, " "+p+" ") {
			return true
		}
	}
	return false
}

// affirms finds "it is" behind what stands in doubt, with nothing else in its clause:
// "you asked whether it is vegan: it is".
func (r *reading) affirms() (at int, ok bool) {
	doubt := false
	for k := range r.clauses {
		c := &r.clauses[k]
		if r.hasAny(c.from, c.to, set("whether if asked wondering wondered ask")) {
			doubt = true
			continue
		}
		if doubt && !c.denied && len(r.content(c.from, c.to)) == 0 && r.hasAny(c.from, c.to, set("is are does do has have can will yes")) {
			return c.from, true
		}
	}
	return 0, false
}

// choosesAt reads at token i that goods come in what follows: colours, sizes and the
// like have to be theirs.
func (r *reading) choosesAt(i int) int {
	for _, p := range []string{"comes in", "come in", "comes available in", "available in", "have it in", "have them in", "get it in", "made in", "is in", "version in"} {
		if n, ok := r.phrase(i, p); ok {
			return n
		}
	}
	return 0
}

// choosers are words of a list of choices that are none.
var choosers = set(`size sizes color colors colour colours shade shades style styles version versions option options length lengths width widths well different other another one both each either`)

// states reports whether a clause has a claim that holds.
func (r *reading) states(c *clause) bool {
	for i := range r.claims {
		if cl := &r.claims[i]; cl.ok && cl.kind != KindName && cl.from >= c.from && cl.from < c.to {
			return true
		}
	}
	return false
}

// backed reports whether the word at i is read already, ordinary, or in the data.
// choosing is true where it tells what goods come in.
func (r *reading) backed(i int, c *clause, choosing bool) bool {
	t := &r.t[i]
	switch {
	case t.kind != isWord || r.isName[i]:
		return true
	case r.isCode(i):
		return r.knownCode(i)
	case r.used[i]:
		return true
	}
	stem := prose.Stem(t.word)
	switch {
	case r.isLoaded(i), loaded[t.word]:
		return false
	case prose.IsStop(t.word), choosing && choosers[t.word]:
		return true
	case ordinary[stem] && !choosing, ofGoods[stem] && !choosing && !r.topics.has(ofRules|ofOrder):
		return true
	}
	if pol := r.terms.Policies; pol != nil && r.hasAny(0, len(r.t), set("until till before")) {
		for _, until := range []string{string(pol.Cancel.Until), string(pol.Address.Until)} { // "until it is packed"
			if until != "" && r.hasAny(0, len(r.t), set(until)) && (t.word == until || stem == "cancel") {
				return true
			}
		}
	}
	for _, p := range r.passages {
		if hasStem(p.text, stem) {
			return true
		}
	}
	for _, name := range r.names {
		if strings.Contains(name, " "+t.word+" ") {
			return true
		}
	}
	if r.terms.Hours != nil && t.upper && c.denied && slices.ContainsFunc(r.terms.Hours.Holidays, func(d assistant.Holiday) bool { return strings.Contains(flat(d.Name), " "+t.word+" ") }) {
		return true
	}
	if r.ofShipping(t.word) || r.repeats(c) && hasStem(r.said, stem) {
		return true
	}
	if c.topics.has(ofRules|ofOrder) && !r.namedIn(c) {
		return false
	}
	goods, _ := r.subjects(i)
	for _, g := range goods {
		if text := g.read().text; hasStem(text, stem) || strings.Contains(text, " "+t.word+" ") || r.quotesReviews() && hasStem(g.read().reviews, stem) {
			return true
		}
	}
	return false
}
