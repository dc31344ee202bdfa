package grounding

import (
	"slices"
	"strings"

	"github.com/aisle-chat/aisle/assistant/internal/prose"
)

// Kind says what a claim states.
type Kind string

// The kinds of claim.
const (
	KindMoney      Kind = "money"
	KindPercent    Kind = "percentage"
	KindDate       Kind = "date"
	KindTime       Kind = "time of day"
	KindSpan       Kind = "span of time"
	KindStock      Kind = "stock"
	KindRating     Kind = "rating"
	KindMeasure    Kind = "measure"
	KindCount      Kind = "count"
	KindProperty   Kind = "property"
	KindFit        Kind = "compatibility"
	KindChoice     Kind = "choice"
	KindMost       Kind = "superlative"
	KindComparison Kind = "comparison"
	KindPromise    Kind = "promise"
	KindOrder      Kind = "order"
	KindDeed       Kind = "deed"
	KindName       Kind = "name"
	KindLink       Kind = "link"
	KindForbidden  Kind = "forbidden"
	// KindUnsupported is what a strict verifier cannot read as any of the others.
	KindUnsupported Kind = "unsupported"
)

// maxClaims bounds the work for one sentence. Nobody states as much in one.
const maxClaims = 60

// read finds and settles the claims of the sentence.
func (r *reading) read() {
	r.links()
	r.hosts()
	r.quotes()
	r.fields()
	r.phrases()
	r.chart()
	for i := range r.t { // numbers first: they bind the words beside them
		if len(r.claims) > maxClaims {
			r.state(claim{kind: KindCount, from: i, to: i + 1, why: "the sentence states more than can be read"})
			return
		}
		if r.used[i] || r.t[i].kind == isSign && r.t[i].word != "$" && r.t[i].word != "€" && r.t[i].word != "£" && r.t[i].word != "¥" {
			continue
		}
		_ = r.strict && r.ratio(i) || r.money(i) || r.percent(i) || r.rating(i) || r.clock(i) || r.date(i) || r.left(i) || r.span(i) || r.measure(i) || r.count(i)
	}
	for i := range r.t {
		if r.used[i] || r.t[i].kind == isSign {
			continue
		}
		_ = r.stock(i) || r.promise(i) || r.deed(i) || r.orderState(i) || r.most(i) || r.comparison(i) || r.fit(i) || r.made(i) || r.choice(i) || r.property(i)
	}
	r.properNames()
	if r.strict && len(r.failed()) == 0 {
		r.closely()
	}
	if r.strict && len(r.failed()) == 0 {
		r.supported()
	}
}

// content are the stems of the words from from to to that carry matter.
func (r *reading) content(from, to int) []string {
	var stems []string
	for i := max(from, 0); i < min(to, len(r.t)); i++ {
		t := &r.t[i]
		switch {
		case t.kind == isNumber:
			stems = append(stems, t.digits)
		case t.kind == isWord && !prose.IsStop(t.word) && !fillers[t.word]:
			stems = append(stems, prose.Stem(t.word))
		}
	}
	return stems
}

// matter is the content of the whole sentence.
func (r *reading) matter() []string {
	if r.stems == nil {
		r.stems = append([]string{}, r.content(0, len(r.t))...)
	}
	return r.stems
}

// fillers carry no matter of their own where something is described.
var fillers = set(`well also both made make makes comes come features feature includes include including offers offer provides provide built designed design
 great good nice lovely perfect ideal right best thanks plus quite really truly perfectly easily simply all every any most other available`)

// says reports whether a folded text states stems, each somewhere.
func holdsAll(text string, stems []string) bool {
	for _, s := range stems {
		if !hasStem(text, s) {
			return false
		}
	}
	return true
}

// hasStem reports whether a word of a folded text has this stem.
func hasStem(text, stem string) bool {
	if strings.Contains(stem, ".") { // a decimal
		return strings.Contains(text, " "+stem+" ")
	}
	for at := 0; ; {
		i := strings.Index(text[at:], " "+stem)
		if i < 0 {
			// The stem may be no prefix of the word: "fli" of "fly".
			return strings.HasSuffix(stem, "i") && len(stem) > 2 && strings.Contains(text, " "+stem[:len(stem)-1]+"y")
		}
		from := at + i + 1
		to := from
		for to < len(text) && text[to] != ' ' && text[to] != '.' {
			to++
		}
		if w := text[from:to]; w == stem || prose.Stem(w) == stem {
			return true
		}
		at = from
	}
}

// fromPassage reports whether a sentence of an article that was read says the
// words from from to to, and speaks of the same matter as the clause around them.
func (r *reading) fromPassage(from, to int) (*passage, bool) {
	needle := flat(r.textOf(from, to))
	matter := r.content(r.clauseOf(from).from, r.clauseOf(from).to)
	for _, p := range r.passages {
		if !strings.Contains(p.text, needle) {
			continue
		}
		for sentence := range strings.SplitSeq(p.text, ".") {
			sentence = " " + strings.TrimSpace(sentence) + " "
			if !strings.Contains(sentence, needle) {
				continue
			}
			shared := 0
			for _, s := range matter {
				if hasStem(sentence, s) {
					shared++
				}
			}
			if shared*5 >= len(matter)*3 {
				return p, true
			}
		}
	}
	return nil, false
}

// settle adds a claim that was held against something; an article that was read
// may support it where the data do not.
func (r *reading) settle(c claim) bool {
	if !c.ok {
		if p, ok := r.fromPassage(c.from, c.to); ok {
			c.ok, c.instead = true, ""
			r.cite("article", p.id, "", strings.TrimSpace(r.textOf(c.from, c.to)))
		}
	}
	r.state(c)
	return true
}

// near reports whether one of the words stands within some tokens before i, in
// its clause.
func (r *reading) near(i, before int, words map[string]bool) bool {
	return r.hasAny(max(i-before, r.clauseOf(i).from), i, words)
}

// verdict is what becomes of the sentence by its claims.
func (r *reading) failed() []claim {
	var failed []claim
	for _, c := range r.claims {
		if !c.ok {
			failed = append(failed, c)
		}
	}
	return failed
}

// corrected is the sentence with the values that hold, where every failed claim
// has one.
func (r *reading) corrected(failed []claim) (string, bool) {
	failed = slices.Clone(failed)
	slices.SortFunc(failed, func(a, b claim) int { return a.from - b.from })
	var b strings.Builder
	at := 0
	for _, c := range failed {
		if c.instead == "" || r.t[c.from].from < at {
			return "", false
		}
		b.WriteString(r.text[at:r.t[c.from].from] + c.instead)
		at = r.t[c.to-1].to
	}
	b.WriteString(r.text[at:])
	return b.String(), true
}
