package grounding

import (
	_ "embed"
	"slices"
	"strings"

	"github.com/aisle-chat/aisle/assistant/internal/prose"
)

//go:embed properties.txt
var propertyLines string

// propertyPhrase is one wording of a property, with all of them.
type propertyPhrase struct {
	phrase string
	same   []string
}

var properties = func() map[string][]propertyPhrase {
	all := map[string][]propertyPhrase{}
	for line := range strings.Lines(propertyLines) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		same := strings.Split(line, "|")
		for _, p := range same {
			first, _, _ := strings.Cut(p, " ")
			all[first] = append(all[first], propertyPhrase{p, same})
		}
	}
	return all
}()

// isProperty reports whether a word alone names a property.
func isProperty(word string) bool {
	return slices.ContainsFunc(properties[word], func(p propertyPhrase) bool { return p.phrase == word })
}

// propertyAt reads a property at token i: one of the list, one with a telling
// ending ("frost-proof", "mercury-free"), or the name or a value of an attribute
// that goods of this conversation have.
func (r *reading) propertyAt(i int) (p propertyPhrase, n int) {
	for _, candidate := range properties[r.t[i].word] {
		if k, ok := r.phrase(i, candidate.phrase); ok && k > n {
			p, n = candidate, k
		}
	}
	w := r.t[i].word
	if n == 0 && i+2 < len(r.t) && r.word(i+1) == "-" && r.t[i+2].joined && endings[r.word(i+2)] && !set("well ready tailor custom")[w] {
		return propertyPhrase{w + " " + r.word(i+2), []string{w + " " + r.word(i+2), w + r.word(i+2)}}, 3
	}
	if n == 0 && i+1 < len(r.t) && endings[r.word(i+1)] && !prose.IsStop(w) && r.t[i+1].kind == isWord && (r.word(i+1) == "proof" || r.word(i+1) == "resistant" || r.word(i+1) == "certified" || r.word(i+1) == "safe" && !r.near(i, 1, set("is are"))) {
		return propertyPhrase{w + " " + r.word(i+1), []string{w + " " + r.word(i+1), w + r.word(i+1)}}, 2
	}
	if n == 0 && len(w) > 6 {
		for _, end := range []string{"proof", "resistant", "washable", "free"} {
			if head, ok := strings.CutSuffix(w, end); ok && len(head) > 2 && end != "free" {
				return propertyPhrase{w, []string{w, head + " " + end}}, 1
			}
		}
	}
	return p, n
}

var endings = set(`made proof resistant free safe friendly repellent certified approved powered compatible ready grade tested plated coated rated washable`)

// property reads what the goods are said to be and holds it against their sheets.
func (r *reading) property(i int) bool {
	p, n := r.propertyAt(i)
	if n == 0 || n == 1 && (notAfter[r.t[i].word][r.word(i+1)] || r.t[i].word == "pocket" && r.word(i-1) == "your" || r.t[i].word == "down" && set("narrow narrows narrowed this it that things them boils comes come came went")[r.word(i-1)]) {
		return false
	}
	cl := r.clauseOf(i)
	if r.question || r.doubts(i) || cl.wish {
		r.take(i, i+n)
		return true
	}
	if cl.topics.has(ofRules) && !r.namedIn(cl) && r.product == nil && (len(r.mentions) > 0 || len(r.talk.goods) == 0) && r.inPassages(p.phrase) {
		r.take(i, i+n)
		return true
	}
	goods, sure := r.subjects(i)
	c := claim{kind: KindProperty, from: i, to: i + n, why: "the data of the goods do not say so"}
	if len(goods) == 0 {
		// Without goods it is a matter of the rules or of talk.
		if cl.topics.has(ofRules|ofPromotion) || r.talk.topics.has(ofRules) {
			return false
		}
		c.ok = r.genericOf(i, p)
		return r.settle(c)
	}
	denied := r.deniesProperty(i)
	if r.quotesReviews() {
		for _, g := range goods {
			c.ok = c.ok || says(g.read().reviews, p.same) != 0
		}
		if c.ok {
			return r.settle(c)
		}
	}
	if denied && r.wished(i) {
		r.take(i, i+n)
		return true
	}
	matched := 0
	for _, g := range goods {
		is := g.has(p)
		if is > 0 && !denied || is < 0 && denied || is == 0 && r.strict && r.tellsPart(g, p) || is == 0 && denied && (r.opposes(g, p) || r.genericOf(i, p)) {
			matched++
			r.citeGoods([]*good{g}, g.fieldOf(p), p.phrase)
		}
	}
	c.ok = r.enough(goods, matched) || !sure && matched > 0 && r.hasAny(cl.from, i, set("some one several")) || matched > 0 && len(goods) > 1 && len(r.nearest(i)) == 0 && r.kindWord(i, n)
	return r.settle(c)
}

// notAfter are words behind which a word is no property: "down from $42".
var notAfter = map[string]map[string]bool{
	"down": set("from to the a your below and or there here by on in"), "iron": set("it them this out"), "handle": set("it the this that your any"), "led": set("by to the"), "stretch": set("your the"),
	"locks": set("in out"), "lock": set("in"), "floats": set("your"), "remote": set("areas area locations places trails"), "frame": set("of"), "original": set("price packaging box payment condition"),
}

// deniesProperty reports whether the property at i is denied.
func (r *reading) deniesProperty(i int) bool {
	c := r.clauseOf(i)
	for k := i - 1; k >= c.from && k >= i-6; k-- {
		w := r.word(k)
		if w == "," || w == "but" || w == "and" && k < i-2 {
			return false
		}
		if deniers[w] && w != "except" || w == "lacks" || w == "free" && r.word(k+1) == "of" || w == "than" && r.word(k-1) == "other" {
			return !(w == "not" && (r.word(k+1) == "only" || r.word(k+1) == "just"))
		}
	}
	return false
}

// wished reports whether what is denied at token i is a wish that is repeated, and
// nothing that is said of a product: "no trousers without cotton".
func (r *reading) wished(i int) bool {
	c := r.clauseOf(i)
	return len(r.mentions) == 0 && r.product == nil && !r.hasAny(c.from, i, set("it they this these that its is are isnt arent")) || r.hasAny(c.from, i, set("another other")) && r.word(i-1) == "than" || r.hasAny(0, i, set("nothing there")) && len(r.mentions) == 0 && r.hasAny(c.from, i, set("no nothing"))
}

// opposes reports whether a product is of another material, so that a denied one
// is true of it: "not leather" of a nylon jacket.
func (r *reading) opposes(g *good, p propertyPhrase) bool {
	a := g.read().attribute("material", "fabric", "materials")
	return a != nil && strings.Contains(propertyLines, "\n"+p.same[0]) && strings.Index(propertyLines, "\n"+p.same[0]) > strings.Index(propertyLines, "# materials") && strings.Index(propertyLines, "\n"+p.same[0]) < strings.Index(propertyLines, "# weight of words")
}

// quotesReviews reports whether the sentence tells what others say.
func (r *reading) quotesReviews() bool {
	return r.hasAny(0, len(r.t), set("review reviews reviewer reviewers shopper shoppers customer customers buyers owners writes wrote"))
}

// kindWord reports whether the word behind is a kind of goods, so that the
// property only says which ones are meant: "rain jackets".
func (r *reading) kindWord(i, n int) bool {
	return i+n < len(r.t) && r.t[i+n].kind == isWord && strings.HasSuffix(r.word(i+n), "s") || r.hasAny(i+n, min(i+n+3, len(r.t)), set("ones jackets shoes boots"))
}

// genericOf reports whether a property is a wish that the search was for.
func (r *reading) genericOf(i int, p propertyPhrase) bool {
	return slices.ContainsFunc(p.same, func(s string) bool { return strings.Contains(r.said, " "+s+" ") || hasStem(r.said, prose.Stem(s)) })
}

// has reports whether the data say that a product has a property: 1, that it has
// not: -1, or nothing of it: 0.
func (g *good) has(p propertyPhrase) int {
	f := g.read()
	for _, same := range p.same {
		for i := range f.attributes {
			a := &f.attributes[i]
			if name := strings.TrimSpace(a.name); name == same || strings.HasPrefix(name, same+" ") && !measuresOnly(name) {
				switch strings.TrimSpace(a.value) {
				case "no", "none", "false", "without", "not":
					return -1
				}
				switch {
				case strings.HasPrefix(a.value, " no "), strings.HasPrefix(a.value, " not "):
					return -1
				case partly(a.value):
					return 0
				}
				return 1
			}
		}
	}
	return says(f.text, p.same)
}

// tellsPart reports whether the sentence has the whole value of an attribute that says
// only of a part that it is so.
func (r *reading) tellsPart(g *good, p propertyPhrase) bool {
	for _, same := range p.same {
		if a := g.read().attribute(same); a != nil && partly(a.value) && strings.Contains(r.flat, a.value) {
			return true
		}
	}
	return false
}

// partly reports whether a folded value says that only a part is so: "lid only".
func partly(value string) bool {
	words := strings.Fields(value)
	return len(words) < 5 && slices.ContainsFunc(words, func(w string) bool { return w == "only" || w == "partly" || w == "except" || w == "partially" })
}

// measuresOnly reports whether an attribute of this name says how much, not that.
func measuresOnly(name string) bool { return strings.Contains(name, "free") }

// fieldOf is the attribute that speaks of a property; empty for prose.
func (g *good) fieldOf(p propertyPhrase) string {
	for _, same := range p.same {
		for _, a := range g.read().attributes {
			if strings.Contains(a.name, " "+same+" ") || strings.Contains(a.value, " "+same+" ") {
				return strings.TrimSpace(a.name)
			}
		}
	}
	return "description"
}

// says reports whether a folded text states one of phrases: 1, denies it: -1, or
// says nothing: 0.
func says(text string, phrases []string) int {
	found := 0
	for _, phrase := range phrases {
		for at := 0; ; {
			i := strings.Index(text[at:], " "+phrase)
			if i < 0 {
				break
			}
			i += at
			at = i + 1
			end := i + 1 + len(phrase)
			if end < len(text) && text[end] != ' ' && text[end] != '.' && !plural(text[end:]) {
				continue
			}
			if before := text[:i]; deniesEnd(before) || strings.HasPrefix(text[end:], " free ") || strings.HasPrefix(text[end:], " no . ") {
				if found == 0 {
					found = -1
				}
				continue
			}
			return 1
		}
	}
	return found
}

func plural(rest string) bool {
	return strings.HasPrefix(rest, "s ") || strings.HasPrefix(rest, "es ") || strings.HasPrefix(rest, "d ") || strings.HasPrefix(rest, "s.")
}

// deniesEnd reports whether the last words of a text deny what follows.
func deniesEnd(before string) bool {
	if i := strings.LastIndexByte(before, '.'); i >= 0 {
		before = before[i+1:]
	}
	words := strings.Fields(before[max(0, len(before)-40):])
	for _, w := range words[max(0, len(words)-3):] {
		if w == "not" || w == "no" || w == "without" || w == "isnt" || w == "never" || w == "arent" || w == "non" || w == "faux" || w == "neither" || w == "nor" || w == "lacks" || w == "imitation" {
			return true
		}
	}
	return false
}

// made reads where and of what something is made, what it contains, comes with
// and is good for: whatever stands there has to be in the data.
func (r *reading) made(i int) bool {
	n := 0
	for _, p := range frames[r.t[i].word] {
		if k, ok := r.phrase(i, p); ok && k > n {
			n = k
		}
	}
	cl := r.clauseOf(i)
	if n == 0 || r.question || r.doubts(i) || cl.wish {
		return false
	}
	goods, _ := r.subjects(i)
	if r.strict && effects[r.t[i].word] && (r.word(i-1) == "to" || r.hasAny(cl.from, i, set("i we person can could team ill well"))) {
		return false // "I can help you choose"
	}
	if len(goods) == 0 || cl.topics.has(ofRules|ofCart) && len(r.nearest(i)) == 0 {
		return false
	}
	to := cl.to
	from := i + n
	for k := from; k < to; k++ {
		if w := r.word(k); k > from && (w == "that" || w == "which" || w == "so" || w == "to" || w == "for" && k > from+1 || w == "at" || w == "." || w == "!" || w == "and" && set("both they it has have is are holds hold comes weighs costs cost also")[r.word(k+1)]) || r.used[k] && k > from {
			to = k
			break
		}
	}
	stems := r.content(from, to)
	for k := range stems {
		if place := demonyms[stems[k]]; place != "" {
			stems[k] = place
		}
	}
	stems = slices.DeleteFunc(stems, func(s string) bool { return opinions[s] })
	if len(stems) == 0 {
		return false
	}
	c := claim{kind: KindProperty, from: i, to: to, why: "the data of the goods do not say so"}
	denied := r.hasAny(cl.from, i, deniers)
	matched := 0
	for _, g := range goods {
		text := g.read().text
		if r.strict && !denied && given[r.t[i].word] {
			text = g.withoutFits()
		}
		if holdsAll(text, stems) != denied {
			matched++
			r.citeGoods([]*good{g}, "", strings.TrimSpace(r.textOf(i, to)))
		}
	}
	c.ok = r.enough(goods, matched)
	if !c.ok && r.quotesReviews() {
		c.ok = slices.ContainsFunc(goods, func(g *good) bool { return holdsAll(g.read().reviews, stems) })
	}
	r.claims = append(r.claims, c)
	if c.ok {
		r.take(i, to)
	}
	return true
}

var frames = byFirst(
	"comes from", "come from", "sourced from", "sourced in", "hails from", "originates in", "originates from", "product of", "origin is", "origin is given as", "origin is listed as", "shipped from", "ships from", "straight from", "made in", "made of", "made from", "made out of", "made with", "made by", "made entirely of", "made entirely from", "manufactured in", "manufactured by", "crafted in", "crafted from", "crafted of", "crafted by", "built from", "constructed from", "sewn in", "woven in", "woven from", "knitted in", "knitted from", "knit in", "spun in", "produced in", "designed in", "assembled in", "imported from",
	"cut from", "filled with", "stuffed with", "lined with", "coated with", "coated in", "insulated with", "infused with", "enriched with", "formulated with", "treated with",
	"contains", "contain", "comes with", "come with", "includes", "include", "included with", "equipped with", "fitted with", "features", "feature", "ships with", "powered by", "runs on",
	"cures", "cure", "heals", "heal", "treats", "relieves", "prevents", "protects against", "tested by", "certified by", "endorsed by", "approved by", "recommended by", "designed by", "used by", "worn by", "backed by",
	"helps you", "help you", "helps with", "helps against", "lets you", "allows you to", "enables you to", "keeps you", "protects you", "protects your", "protects from",
)

var (
	// given begin what comes with goods; what they fit or require does not.
	given = set(`comes come includes include included equipped ships features feature contains contain`)
	// effects begin what goods are said to do for people.
	effects = set(`helps help lets allows enables keeps protects`)
)

// withoutFits is the text of a sheet without what the product fits or needs besides.
func (g *good) withoutFits() string {
	f := g.read()
	text := f.text
	for i := range f.attributes {
		a := &f.attributes[i]
		name := strings.TrimSpace(a.name)
		if name == "fits" || name == "requires" || strings.HasPrefix(name, "compatib") || strings.HasSuffix(name, "compatibility") || strings.Contains(a.value, " not included ") {
			text = strings.Replace(text, a.name+strings.TrimPrefix(a.value, " "), " ", 1)
			for _, v := range a.raw.Values {
				text = strings.ReplaceAll(text, flat(v), " ")
			}
		}
	}
	return text
}

// demonyms bring the names of peoples to those of countries.
var demonyms = map[string]string{"italian": "itali", "american": "america", "portugues": "portug", "british": "britain", "french": "franc", "german": "germani", "japanes": "japan", "chines": "china"}

// opinions state nothing that could be held against data.
var opinions = set(`love care comfort style mind eas beauti care everyday day confid passion pride joy smile thought heart`)
