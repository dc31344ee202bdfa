package grounding

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/internal/prose"
	"github.com/aisle-chat/aisle/cart"
)

// Config is what [New] needs. Its zero value verifies facts and forbids nothing.
type Config struct {
	// Forbidden are claims that never leave, true or not, as the merchant's lawyer
	// wants it: "cures", "treats anxiety". Words are compared by their stem, in
	// their order; a sentence with one is cut.
	Forbidden []string
	// Strict cuts what states something that is none of the claims that are read,
	// in words that neither the data nor ordinary talk have: "it cures back pain".
	// It is for what a language model writes, which may state anything; it leaves
	// English only.
	Strict bool
	// Disclaimers are added to replies that speak of a category.
	Disclaimers []Disclaimer
	// Report is told of every sentence that was changed or cut, while the reply is
	// written; nil means nobody. It is called by the goroutine of the turn.
	Report func(turn assistant.Turn, f Finding)
}

// Disclaimer is what a reply has to say that shows or names a product of a
// category.
type Disclaimer struct {
	// Category is a path such as "Health > Supplements"; it holds for everything
	// below it. Empty means every product.
	Category string
	// Text is said once a reply, at its end.
	Text string
}

// Verifier verifies replies. Its zero value forbids nothing. It is safe for
// concurrent use.
type Verifier struct {
	config    Config
	forbidden [][]string // stems
}

// New returns a verifier. It fails when something forbidden has no word, or a
// disclaimer no text.
func New(config Config) (*Verifier, error) {
	v := &Verifier{config: config}
	for _, f := range config.Forbidden {
		words := stems(strings.TrimSpace(flat(f)))
		if len(words) == 0 {
			return nil, fmt.Errorf("grounding: Config.Forbidden has %q, in which there is no word", f)
		}
		v.forbidden = append(v.forbidden, words)
	}
	for _, d := range config.Disclaimers {
		if strings.TrimSpace(d.Text) == "" {
			return nil, errors.New("grounding: a disclaimer for " + d.Category + " has no text")
		}
	}
	return v, nil
}

// Finding is a sentence that did not leave as it was written.
type Finding struct {
	// Sentence is what the assistant wrote.
	Sentence string
	// Instead is what the shopper reads; empty means that it was cut.
	Instead string
	// Kind, Words and Why are those of the first claim that does not hold.
	Kind  Kind
	Words string
	Why   string
}

// cut reports whether nothing is left of the sentence.
func (f Finding) cut() bool { return f.Instead == "" }

// With returns a verifier that holds the claims of more besides its own. Its report
// goes to more.Report where there is one.
func (v *Verifier) With(more Config) (*Verifier, error) {
	both := v.config
	both.Forbidden = slices.Concat(both.Forbidden, more.Forbidden)
	both.Disclaimers = slices.Concat(both.Disclaimers, more.Disclaimers)
	if more.Report != nil {
		both.Report = more.Report
	}
	return New(both)
}

// String describes the finding for a log.
func (f Finding) String() string {
	if f.Instead != "" {
		return fmt.Sprintf("%s %q: %s; replaced by %q", f.Kind, f.Words, f.Why, f.Instead)
	}
	return fmt.Sprintf("%s %q: %s; cut: %q", f.Kind, f.Words, f.Why, f.Sentence)
}

// Check verifies a text that is whole. What it returns has the sentences that
// hold, with the evidence that t had and that of every claim; its Text is empty
// where none does.
func (v *Verifier) Check(s *Snapshot, t assistant.Text) (assistant.Text, []Finding) {
	c := checker{v: v, s: s}
	c.about(t.Evidence)
	out := c.next(t.Text, true)
	if out.Text != t.Text {
		out.Text = strings.TrimSpace(out.Text)
	}
	out.Evidence = merge(t.Evidence, out.Evidence)
	if out.Text == "" {
		out.Evidence = nil
	}
	return out, c.findings
}

// CheckAbout verifies a text about one product, such as the reason on its card.
func (v *Verifier) CheckAbout(s *Snapshot, product, text string) (string, []Finding) {
	c := checker{v: v, s: s, product: s.meet(product)}
	return strings.TrimSpace(c.next(text, true).Text), c.findings
}

// merge adds evidence that is not there yet. Two tell the same where they name
// the same field of the same source.
func merge(all, more []assistant.Evidence) []assistant.Evidence {
	all = slices.Clip(all)
	for _, e := range more {
		if !slices.ContainsFunc(all, func(o assistant.Evidence) bool { return o.Kind == e.Kind && o.ID == e.ID && o.Field == e.Field }) {
			all = append(all, e)
		}
	}
	return all
}

// checker verifies the sentences of one reply, one after the other.
type checker struct {
	v        *Verifier
	s        *Snapshot
	product  *good
	talk     talk
	findings []Finding
	// lead is a sentence that ends in a colon, which waits for what it leads to.
	lead     string
	leadFrom []assistant.Evidence
	met      []*good // what sentences that were kept speak of
}

// about takes the product that evidence names as what the text begins with, where
// it names one only. It supports no claim.
func (c *checker) about(given []assistant.Evidence) {
	var goods []*good
	var order *cart.Order
	for _, e := range given {
		switch e.Kind {
		case "product":
			if g := c.s.meet(e.ID); g != nil && !slices.Contains(goods, g) {
				goods = append(goods, g)
			}
		case "cart":
			c.talk.hint |= ofCart
		case "policy":
			c.talk.cited = append(c.talk.cited, e.ID)
			rule, _, _ := strings.Cut(e.ID, ".")
			c.talk.hint |= policyTopics[rule]
		case "order":
			for _, o := range c.s.orders {
				if cart.SameNumber(o.Number, e.ID) {
					order = o
				}
			}
		}
	}
	c.talk.given = append(c.talk.given, goods...)
	if len(goods) == 1 && len(c.talk.goods) == 0 {
		c.talk.goods = goods
	}
	if c.talk.order == nil {
		c.talk.order = order
	}
}

// policyTopics are what the parts of the policies speak of.
var policyTopics = map[string]topics{
	"returns": ofReturns, "exchange": ofExchange, "refund": ofRefund, "warranty": ofWarranty, "damaged": ofDamage, "wrong_item": ofWrong, "not_received": ofLost,
	"lost": ofLost, "late": ofLate, "cancel": ofCancel, "address": ofAddress, "shipping": ofShipping, "gift": ofGift | ofReturns,
}

// next verifies text, which begins with a sentence; last says that nothing
// follows. It returns what is released.
func (c *checker) next(text string, last bool) assistant.Text {
	var out strings.Builder
	var evidence []assistant.Evidence
	for text != "" {
		n := cutSentence(text, last)
		if n == 0 {
			break
		}
		kept, from := c.sentence(text[:n])
		text = text[n:]
		if kept == "" {
			continue
		}
		if strings.TrimSpace(kept) == "" { // blanks alone
			if out.Len() > 0 && c.lead == "" {
				out.WriteString(kept)
			}
			continue
		}
		if c.lead != "" {
			out.WriteString(c.lead)
			evidence = append(evidence, c.leadFrom...)
			c.lead, c.leadFrom = "", nil
		}
		if text != "" && strings.HasSuffix(strings.TrimRight(kept, " \n*_"), ":") {
			c.lead, c.leadFrom = kept, from
			continue
		}
		out.WriteString(kept)
		evidence = append(evidence, from...)
	}
	return assistant.Text{Text: out.String(), Evidence: merge(nil, evidence)}
}

// sentence verifies one sentence and returns what leaves of it.
func (c *checker) sentence(text string) (string, []assistant.Evidence) {
	if strings.TrimSpace(text) == "" {
		return text, nil
	}
	r := newReading(c.s, text, c.talk, c.product, c.v.config.Strict)
	r.forbid(c.v.forbidden)
	if r.strict && len(r.claims) == 0 {
		r.barred()
	}
	if len(r.failed()) == 0 {
		r.verify()
	}
	failed := r.failed()
	kept := text
	if len(failed) > 0 {
		f := Finding{Sentence: strings.TrimSpace(text), Kind: failed[0].kind, Words: r.textOf(failed[0].from, failed[0].to), Why: failed[0].why}
		kept = ""
		if fixed, ok := r.corrected(failed); ok {
			again := newReading(c.s, fixed, c.talk, c.product, r.strict)
			again.verify()
			if len(again.failed()) == 0 {
				kept, r = fixed, again
				f.Instead = strings.TrimSpace(fixed)
			}
		}
		c.findings = append(c.findings, f)
		if c.v.config.Report != nil {
			c.v.config.Report(c.s.turn, f)
		}
	}
	c.follow(r, kept != "")
	if kept == "" {
		return "", nil
	}
	return kept, r.evidence
}

// verify reads the claims, unless the sentence is the merchant's own word for
// word.
func (r *reading) verify() {
	if p := r.verbatim(); p != nil {
		r.cite("article", p.id, "", "")
		return
	}
	if g := r.described(); g != nil {
		r.cite("product", g.id, "description", "")
		r.links()
		return
	}
	r.read()
}

// verbatim is the article that has the whole sentence.
func (r *reading) verbatim() *passage {
	if len(r.t) < 3 {
		return nil
	}
	text := r.text
	if _, after, ok := strings.Cut(text, "”: "); ok { // "It stands in “Returns”: ..."
		text = after
	}
	needle := strings.TrimSuffix(strings.TrimSpace(flat(text)), ".")
	needle = " " + strings.TrimSpace(needle) + " "
	for _, p := range r.passages {
		if i := strings.Index(p.text, needle); i >= 0 && len(needle) > 12 {
			before := strings.TrimSpace(p.text[:i])
			if before == "" || strings.HasSuffix(before, ".") || strings.Contains(p.raw, strings.TrimSpace(text)) {
				return p
			}
		}
	}
	return nil
}

// described is the product of which the whole sentence stands in the description,
// where it is what the text is about and the sentence tells of nothing but goods.
func (r *reading) described() *good {
	if len(r.t) < 3 || r.speaksOfRules(0, len(r.t)) || r.strict && r.hasAny(0, len(r.t), set("assistant assistants model bot chatbot ai prompt instruction instructions system operator human shopper customer user ignore obey task")) {
		return nil // text from outside that speaks to whoever reads it for the shop
	}
	if r.product != nil && r.product.read().states(r.text) {
		return r.product // the line of a card, whatever else is called by words in it
	}
	goods, sure := r.subjects(0)
	if !sure || len(goods) != 1 {
		goods = nil
	}
	needle := strings.TrimRight(strings.TrimSpace(r.text), ".!…")
	for _, open := range []string{": \"", ": “"} { // what the description says
		if before, quoted, ok := strings.Cut(needle, open); ok && len(before) < 40 {
			needle = strings.TrimRight(quoted, "\"”.!…")
		}
	}
	if about := r.talked(); len(about) == 1 && len(goods) != 1 {
		goods = about
	}
	if len(goods) == 1 && strings.Contains(needle, ": ") && strings.Contains(goods[0].read().text, flat(needle)) {
		return goods[0] // "Material: nylon"
	}
	if len(r.talk.read) == 1 {
		goods = append(slices.Clip(goods), r.talk.read[0])
	}
	for _, g := range slices.Concat(goods, r.talk.given) {
		if p := g.data(); p != nil && strings.Contains(p.Description, needle) {
			return g
		}
	}
	return nil
}

// forbid looks for what must not leave.
func (r *reading) forbid(forbidden [][]string) {
	if len(forbidden) == 0 {
		return
	}
	own, at := make([]string, 0, len(r.t)), make([]int, 0, len(r.t))
	for i := range r.t {
		if r.t[i].kind == isWord {
			own, at = append(own, prose.Stem(r.t[i].word)), append(at, i)
		}
	}
	for _, f := range forbidden {
		for i := range own {
			if i+len(f) <= len(own) && slices.Equal(own[i:i+len(f)], f) {
				r.state(claim{kind: KindForbidden, from: at[i], to: at[i+len(f)-1] + 1, why: "the merchant forbids it"})
				return
			}
		}
	}
}

// follow notes what the reply is about after a sentence. A sentence that was cut
// still says what the next one means by "it".
func (c *checker) follow(r *reading, kept bool) {
	c.talk.columns = r.columns()
	if goods := r.owned(); len(goods) > 0 {
		c.talk.goods = goods
		if kept {
			c.met = append(c.met, goods...)
			c.talk.read = goods
		}
		c.talk.order = nil
	}
	if len(r.named) == 1 {
		c.talk.order = r.named[0]
	}
	if t := r.topics & (ofRules | ofCart | ofOrder | ofPromotion | ofHours); t != 0 {
		c.talk.topics = t
	}
}
