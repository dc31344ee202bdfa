package grounding

import (
	"slices"
	"strings"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/cart"
)

// talk is what a reply was about so far: what "it" and "they" mean next.
type talk struct {
	goods  []*good
	order  *cart.Order
	topics topics
	given  []*good  // what the assistant's own evidence names
	read   []*good  // what the last sentence is about that was kept: the shopper takes the next one to be about that
	cited  []string // the policies that it names
	hint   topics   // what these are about
	// columns are what the columns of a table are about that is being written.
	columns [][]*good
}

// reading is one sentence while it is read.
type reading struct {
	*Snapshot
	flat   string   // text, folded
	stems  []string // those of its content; nil until they are asked for
	text   string
	t      []token
	used   []bool // tokens that a claim has taken
	isName []bool // tokens of the names of products
	coded  []int  // tokens of codes and numbers of orders that are known

	clauses  []clause
	mentions []mention
	named    []*cart.Order // orders that the sentence names
	choices  []choice
	talk     talk
	product  *good // what the text is about from outside, as a card's reason is
	// question is true where the sentence asks, unsure where it says only what is
	// not known.
	question, unsure bool
	strict           bool
	topics           topics
	measured         []measure // nil until the first number is read
	claims           []claim
	evidence         []assistant.Evidence
}

// clause is a part of a sentence between commas and the like.
type clause struct {
	from, to int
	topics   topics
	// wish is true for what depends on the shopper: "if you want it lighter".
	wish bool
	// denied is true where the clause denies: "it is not waterproof"; unsure where it
	// says that something is not known.
	denied, unsure bool
}

// mention is a name of products: of one, or of several that share it.
type mention struct {
	from, to int
	goods    []*good
	// beside is true for what something is only compared with.
	beside bool
	// each is true where what is said of goods is said of each of them: "both lotions".
	each bool
}

// claim is one fact that a sentence states.
type claim struct {
	kind     Kind
	from, to int // tokens
	ok       bool
	why      string
	// instead is the value that holds, where exactly one does.
	instead string
}

// newReading finds the structure of a sentence.
func newReading(s *Snapshot, text string, before talk, product *good, strict bool) *reading {
	t := tokens(text)
	r := &reading{Snapshot: s, text: text, flat: flatten(t), t: t, talk: before, product: product, strict: strict}
	r.used, r.isName = make([]bool, len(r.t)), make([]bool, len(r.t))
	r.question = strings.HasSuffix(strings.TrimRight(strings.TrimSpace(text), "*_\"”’')"), "?")
	for i := range r.t {
		for k := range r.codeAt(i) {
			r.coded = append(r.coded, i+k)
		}
	}
	r.ownChoices()
	r.findMentions()
	r.findOrders()
	if r.strict {
		r.findNouns()
	}
	r.findClauses()
	r.findChoices()
	return r
}

func (r *reading) word(i int) string {
	if i < 0 || i >= len(r.t) {
		return ""
	}
	return r.t[i].word
}

// phrase reports whether the words at i are these, which are parted by blanks. A
// hyphen between two of them is looked over.
func (r *reading) phrase(i int, phrase string) (n int, ok bool) {
	if !strings.HasPrefix(phrase, r.word(i)) { // most of them are other phrases
		return 0, false
	}
	from := i
	for part := range strings.FieldsSeq(phrase) {
		if i > from && r.word(i) == "-" {
			i++
		}
		if i >= len(r.t) || r.t[i].word != part {
			return 0, false
		}
		i++
	}
	return i - from, true
}

// hasAny reports whether one of the words is among tokens from to to, the names of
// products aside.
func (r *reading) hasAny(from, to int, words map[string]bool) bool {
	for i := max(from, 0); i < min(to, len(r.t)); i++ {
		if words[r.t[i].word] && !r.isName[i] {
			return true
		}
	}
	return false
}

// textOf is the text of tokens.
func (r *reading) textOf(from, to int) string {
	if from >= to || from >= len(r.t) {
		return ""
	}
	return r.text[r.t[from].from:r.t[min(to, len(r.t))-1].to]
}

// take marks tokens as read.
func (r *reading) take(from, to int) {
	for i := max(from, 0); i < min(to, len(r.used)); i++ {
		r.used[i] = true
	}
}

// state adds a claim.
func (r *reading) state(c claim) {
	r.take(c.from, c.to)
	r.claims = append(r.claims, c)
}

// cite adds evidence, once.
func (r *reading) cite(kind, id, field, value string) {
	e := assistant.Evidence{Kind: kind, ID: id, Field: field, Value: value}
	if !slices.Contains(r.evidence, e) {
		r.evidence = append(r.evidence, e)
	}
}

func (r *reading) citeGoods(goods []*good, field, value string) {
	for _, g := range goods {
		r.cite("product", g.id, field, value)
	}
}

var (
	breaks  = set(`, ; : ( ) [ ] | but while whereas although though because since unless`)
	wishers = set(`if should when whenever unless whether in-case`)
	deniers = set(`not no never nothing none cannot cant isnt arent wasnt werent dont doesnt didnt wont hasnt havent without nor neither nobody unable`)
)

// findClauses parts the sentence. What stands in brackets is a clause of its own;
// a comma within a list of choices parts nothing that matters.
func (r *reading) findClauses() {
	from := 0
	flush := func(to int) {
		if to > from {
			r.clauses = append(r.clauses, r.newClause(from, to))
		}
		from = to
	}
	for i := range r.t {
		w := r.t[i].word
		dash := w == "-" && r.t[i].kind == isSign && !r.t[i].joined && i+1 < len(r.t) && !r.t[i+1].joined
		if (breaks[w] || dash) && !r.used[i] {
			flush(i)
		}
	}
	flush(len(r.t))
	for i := range r.clauses {
		r.topics |= r.clauses[i].topics
	}
}

func (r *reading) newClause(from, to int) clause {
	c := clause{from: from, to: to}
	for i := from; i < to; i++ {
		if r.used[i] {
			continue
		}
		w := r.t[i].word
		c.topics |= topicOf(r, i)
		first := i <= from+2
		switch {
		case first && wishers[w]:
			c.wish = true
		case deniers[w] && !(w == "not" && (r.word(i+1) == "only" || r.word(i+1) == "just")) && !(w == "no" && (r.word(i+1) == "more" || r.word(i+1) == "problem" || r.word(i+1) == "need" || r.word(i+1) == "matter" || r.word(i+1) == "worries")) && !(w == "nothing" && r.word(i+1) == "but"):
			c.denied = true
		}
		if n := unsureAt(r, i); n > 0 {
			r.unsure, c.unsure = true, true
		}
	}
	if s := r.terms.Shipping; s != nil && len(r.mentions) == 0 {
		text := r.textOf(from, to)
		for zi := range s.Zones {
			for mi := range s.Zones[zi].Methods {
				if strings.Contains(text, s.Zones[zi].Methods[mi].Name) {
					c.topics |= ofShipping
				}
			}
		}
	}
	return c
}

// turns are words with which a sentence turns from what is not known to what is said
// to be: "I don't know its weight, but it is light".
var turns = set(`but however although though yet still nevertheless while whereas`)

// doubts reports whether token i stands in what a sentence says not to know. A strict
// verifier parts a sentence for that where it turns: its other part is a statement.
func (r *reading) doubts(i int) bool {
	if !r.unsure || !r.strict {
		return r.unsure
	}
	from, unsure := 0, false
	for k := range r.clauses {
		c := &r.clauses[k]
		if k > 0 && r.turnsAt(c.from) {
			if i < c.from {
				return unsure
			}
			from, unsure = c.from, false
		}
		unsure = unsure || c.unsure
	}
	return unsure && i >= from
}

// turnsAt reports whether a sentence turns where a clause begins.
func (r *reading) turnsAt(i int) bool {
	w := r.word(i)
	next := r.word(i + 1)
	return turns[w] || w == ";" || w == "-" || w == ":" || w == "," && (turns[next] || turns[r.word(0)] || next == "and" && set("it its they the this that both we i you")[r.word(i+2)])
}

// unsureAt reads that something is not known: "does not say", "I could not find".
func unsureAt(r *reading, i int) int {
	for _, p := range unsurePhrases[r.t[i].word] {
		if n, ok := r.phrase(i, p); ok {
			return n
		}
	}
	return 0
}

var unsurePhrases = byFirst(
	"does not say", "doesnt say", "do not say", "dont say", "not say", "i do not know", "i dont know", "i am not sure", "im not sure", "not sure whether", "not sure if",
	"could not find", "couldnt find", "cannot say", "cant say", "cannot tell", "cant tell", "cannot confirm", "cant confirm", "can not confirm", "rather not guess", "no information", "not listed", "isnt listed",
	"does not mention", "doesnt mention", "not mentioned", "isnt mentioned", "dont have information", "do not have information", "not stated", "isnt stated", "they differ in", "differ in", "sets them apart", "is unknown", "do not see", "dont see", "tells no difference", "unable to confirm", "not in what the shop tells",
	"nothing in the data", "nothing tells", "no mention of", "not specified", "isnt specified", "not given", "isnt given", "does not specify", "doesnt specify", "does not tell", "doesnt tell", "wouldnt assume", "would not assume", "cannot promise", "cant promise", "wouldnt promise", "cannot guarantee", "cant guarantee", "cannot vouch", "cant vouch", "no data on",
)

// byFirst keeps phrases by their first word.
func byFirst(phrases ...string) map[string][]string {
	all := map[string][]string{}
	for _, p := range phrases {
		first, _, _ := strings.Cut(p, " ")
		all[first] = append(all[first], p)
	}
	return all
}

// clauseOf is the clause that token i is in.
func (r *reading) clauseOf(i int) *clause {
	for c := range r.clauses {
		if i < r.clauses[c].to {
			return &r.clauses[c]
		}
	}
	return &clause{to: len(r.t)}
}

func (s *Snapshot) inPassages(text string) bool {
	needle := flat(text)
	return slices.ContainsFunc(s.passages, func(p *passage) bool { return strings.Contains(p.text, needle) })
}
