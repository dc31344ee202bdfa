package grounding

import (
	"slices"
	"strings"

	"github.com/aisle-chat/aisle/catalog"
)

// choice is a value of an option that stands in the sentence.
type choice struct {
	from, to    int
	name, value string
}

// findChoices reads the values of options of the products that the sentence may
// be about.
func (r *reading) findChoices() {
	goods := r.all()
	if r.product != nil {
		goods = []*good{r.product}
	}
	if len(goods) == 0 {
		goods, _ = r.subjects(0)
	}
	for _, g := range goods {
		p := g.data()
		if p == nil {
			continue
		}
		for _, o := range p.Options {
			for _, v := range o.Values {
				r.findChoice(o.Name, v)
			}
		}
	}
}

// ownChoices reads values of several words, letter by letter, of what the text is
// about, before any of these words can be taken for the name of another product.
func (r *reading) ownChoices() {
	goods := r.talk.goods
	if r.product != nil {
		goods = []*good{r.product}
	}
	if len(goods) > maxOwn {
		return
	}
	for _, g := range goods {
		p := g.data()
		if p == nil {
			continue
		}
		for _, o := range p.Options {
			for _, v := range o.Values {
				if strings.ContainsRune(v, ' ') && strings.Contains(r.text, v) {
					r.findChoice(o.Name, v)
				}
			}
		}
	}
}

// maxOwn is of how many products at most a sentence may list the values by its
// being about them.
const maxOwn = 3

func (r *reading) findChoice(name, value string) {
	want := words(tokens(value))
	if len(want) == 0 {
		return
	}
	for i := range r.t {
		n, width := 0, 0
		if !r.used[i] && (r.t[i].word == want[0] || r.t[i].digits == want[0] && want[0] != "") {
			n, width = r.fits(i, want)
		}
		if n != len(want) {
			continue
		}
		size := len(want) == 1 && (len(want[0]) <= 3 && catalog.Swatch(value) == "" || r.t[i].kind == isNumber)
		switch {
		case len(want) > 1 && r.textOf(i, i+width) == value: // letter by letter: "594 Intense Brown"
		case size && r.t[i].kind == isNumber:
			if !r.hasAny(0, i, set("size sizes in stock available")) || currencyWords[r.word(i-1)] != "" || r.word(i+1) == "left" || r.word(i+1) == "%" {
				continue
			}
		case size && strings.ToUpper(value) == value && strings.ToUpper(r.textOf(i, i+1)) != r.textOf(i, i+1):
			continue
		case size && r.t[i].kind == isNumber && currencyWords[r.word(i+1)] != "":
			continue
		case !r.t[i].upper && catalog.Swatch(value) == "" && !r.near(i, 3, set("size sizes in length color colour width")):
			continue
		}
		c := choice{i, i + width, name, value}
		if width > 1 { // its words say nothing else: "Comfy in Cashmere"
			r.take(i, i+width)
		}
		if !slices.Contains(r.choices, c) {
			r.choices = append(r.choices, c)
		}
	}
}

// chosen are the values that narrow what token i says, by the option's name. An
// option with several values in the sentence narrows nothing.
func (r *reading) chosen(i int) map[string]string {
	values := map[string]string{}
	several := map[string]bool{}
	c := r.clauseOf(i)
	use := func(from, to int) {
		for _, ch := range r.choices {
			if ch.from < from || ch.from >= to {
				continue
			}
			if v, ok := values[ch.name]; ok && v != ch.value {
				several[ch.name] = true
			}
			values[ch.name] = ch.value
		}
	}
	use(c.from, c.to)
	for n := 0; n < len(r.choices); n++ { // "in Red, S": one choice that a comma parts
		last := r.choices[n]
		for _, next := range r.choices {
			if next.from == last.to+1 && r.word(last.to) == "," && next.from >= c.from && next.from < c.to && next.name != last.name {
				use(last.from, last.from+1)
			}
		}
	}
	switch {
	case len(values) > 0:
	case r.strict && r.hasAny(i, len(r.t), set(";")): // what comes behind a semicolon is another matter
		use(0, i)
	default:
		use(0, len(r.t))
	}
	for name := range several {
		delete(values, name)
	}
	return values
}

type stockWord struct {
	phrase string
	means  string // "in", "out", "low", "many"
}

var stockPhrases = func() map[string][]stockWord {
	all := map[string][]stockWord{}
	for means, phrases := range map[string][]string{
		"in":   {"in stock", "available now", "available today", "ready to ship", "ready to go", "available to buy", "on hand", "currently available", "available immediately", "is available", "are available", "still available", "available right now", "can be bought", "in our warehouse", "still have it", "still have them", "still have some", "stocked", "back in stock", "restocked"},
		"out":  {"out of stock", "sold out", "unavailable", "no longer available", "not available", "currently out", "all gone", "discontinued", "on backorder", "backordered", "back ordered", "no longer in stock", "no stock", "temporarily out", "isnt available", "arent available", "cannot be bought", "cannot be ordered", "cant be ordered", "cannot order", "cant order", "cant be bought", "no longer made", "out of production", "nobody has it", "is gone", "are gone", "have gone"},
		"low":  {"low stock", "low in stock", "running low", "almost gone", "nearly gone", "almost sold out", "nearly sold out", "few left", "last few", "last one", "selling fast", "going fast", "selling out", "limited stock", "limited quantity", "limited quantities", "while supplies last", "while stocks last", "stock is low", "stock is limited", "just a few", "only a few", "final few", "last pair", "last piece", "last chance", "hurry", "a handful left", "only a handful", "just a handful", "a handful of", "scarce", "flying off"},
		"many": {"plenty in stock", "plenty left", "plenty available", "plenty of stock", "well stocked", "lots in stock", "lots left", "large stock", "hundreds in stock", "unlimited stock", "fully stocked", "plenty of them"},
	} {
		for _, p := range phrases {
			first, _, _ := strings.Cut(p, " ")
			all[first] = append(all[first], stockWord{p, means})
		}
	}
	return all
}()

// stock reads what is said of availability and holds it against the variants that
// the sentence means.
func (r *reading) stock(i int) bool {
	means, n := "", 0
	for _, s := range stockPhrases[r.t[i].word] {
		if k, ok := r.phrase(i, s.phrase); ok && k > n {
			means, n = s.means, k
		}
	}
	if n == 0 || r.question || r.doubts(i) {
		return false
	}
	c := r.clauseOf(i)
	if c.wish || r.hasAny(max(c.from, i-3), i, set("nothing")) || r.hasAny(c.from, i, set("if whether unless")) || r.hasAny(i-3, i, set("when once if whether until soon unless")) {
		return false
	}
	if means == "in" && r.word(i+n) == "in" && r.word(i) != "in" || means == "in" && set("available")[r.word(i+n-1)] && set("at on by from through until with as to")[r.word(i+n)] {
		return false // "is available in blue" is a choice, "is available until" a date
	}
	cl := claim{kind: KindStock, from: i, to: i + n, why: "the stock says something else"}
	denied := r.hasAny(c.from, i, deniers) && means != "out" || r.hasAny(max(c.from, i-2), i, set("no isnt arent not never wont")) && means == "out"
	if r.word(i-1) == "almost" || r.word(i-1) == "nearly" || r.word(i-1) == "soon" {
		means = "low"
	}
	goods, sure := r.subjects(i)
	if r.hasAny(c.from, i, set("all both each every everything")) {
		sure = true
	}
	except := len(r.t)
	for k := range r.t {
		if w := r.t[k].word; w == "except" || w == "but" && k > i || w == "apart" || w == "excluding" {
			except = k
			break
		}
	}
	matched := 0
	for _, g := range goods {
		if r.stockHolds(g, means, denied, i, except) {
			matched++
			r.citeGoods([]*good{g}, "stock", means)
		}
	}
	soon := r.hasAny(c.from, i, set("will itll theyll well expect expected")) && set("back restocked")[r.word(i)] // no data tell when
	if r.strict && (r.word(i) == "back" || r.word(i) == "restocked") && r.hasAny(i+n, c.to, set("next on soon tomorrow in by within later week month shortly")) || r.strict && r.saysNoMore(i) && !slices.ContainsFunc(goods, func(g *good) bool { return hasStem(g.read().text, "discontinu") }) {
		soon = true
	}
	cl.ok = !soon && matched > 0 && (r.enough(goods, matched) || !sure && means == "in" && r.hasAny(c.from, i, set("some one several")))
	if r.topics.has(ofPromotion) && means == "in" && len(goods) == 0 {
		cl.ok = true
	}
	return r.settle(cl)
}

// saysNoMore reports whether what is said at token i is that something is never to be
// had again, which being sold out does not bear out.
func (r *reading) saysNoMore(i int) bool {
	for _, p := range []string{"discontinued", "no longer made", "out of production"} {
		if _, ok := r.phrase(i, p); ok {
			return true
		}
	}
	return false
}

// stockHolds settles what is said of one product's stock. Choices before the
// exception are as the words say, those behind it are not.
func (r *reading) stockHolds(g *good, means string, denied bool, i, except int) bool {
	p := g.data()
	if p == nil {
		return false
	}
	var before, behind, excepted []choice
	from, to := 0, len(r.t)
	for k := range r.t {
		switch w := r.t[k].word; {
		case w == "but" || w == ";" || w == "while" || w == "whereas" || w == "although" || w == "though" || w == "because" && r.strict || w == "(" || len(r.mentions) > 1 && r.isMention(k):
			if k < i {
				from = k
			} else if w != "(" && w != "but" || k == except {
				to = min(to, max(k, except))
			}
		case w == ")" && k > i:
			to = min(to, k)
		}
	}
	for _, ch := range r.choices {
		switch {
		case option(p, ch.name) == nil || ch.from < from || ch.from >= to && ch.from <= except:
		case ch.from > except && i < except:
			excepted = append(excepted, ch)
		case ch.from < i:
			before = append(before, ch)
		case ch.from < to:
			behind = append(behind, ch)
		}
	}
	choices := before
	if len(choices) == 0 || r.word(i+1) == ":" || r.word(i+2) == ":" {
		choices = behind
	}
	holds := func(values map[string]string) bool {
		yes, stock := g.buyable(values)
		ok := yes
		switch means {
		case "out":
			ok = !yes
		case "low":
			ok = yes && stock.Known && stock.Count <= fewLeft
		case "many":
			ok = yes && (!stock.Known || stock.Count >= manyLeft)
			if !stock.Known && !denied {
				return false
			}
		}
		return ok != denied
	}
	for _, values := range combos(excepted) {
		if values == nil {
			break
		}
		yes, _ := g.buyable(values)
		if yes == (means == "in" && !denied) && !r.onlyPart(g, values) {
			return false
		}
	}
	for _, values := range combos(choices) {
		if !holds(values) {
			return false
		}
	}
	return true
}

// isMention reports whether the name of a product begins at token i.
func (r *reading) isMention(i int) bool {
	return slices.ContainsFunc(r.mentions, func(m mention) bool { return m.from == i })
}

// onlyPart reports whether some variant of the values is sold out: "except in
// Mustard" may mean one of its sizes.
func (r *reading) onlyPart(g *good, values map[string]string) bool {
	for i := range g.data().Variants {
		if v := &g.data().Variants[i]; within(v.Options, values) && v.SoldOut && len(values) > 1 {
			return true
		}
	}
	return false
}

const (
	fewLeft  = 5  // as on a card
	manyLeft = 10 // what may be called plenty
)

// combos are the combinations that choices name: those that stand beside each
// other belong together, and each value of a list stands for itself. Without
// choices it is the product as a whole.
func combos(choices []choice) []map[string]string {
	if len(choices) == 0 {
		return []map[string]string{nil}
	}
	slices.SortFunc(choices, func(a, b choice) int { return a.from - b.from })
	byName := map[string]int{}
	for _, c := range choices {
		byName[c.name]++
	}
	var all []map[string]string
	current := map[string]string{}
	last := -1
	for _, c := range choices {
		_, taken := current[c.name]
		if taken || last >= 0 && c.from > last+1 && byName[c.name] > 1 {
			if len(current) > 0 {
				all = append(all, current)
			}
			// A single value of another option goes on to hold: "Blue in S and M".
			next := map[string]string{}
			for name, v := range current {
				if byName[name] == 1 {
					next[name] = v
				}
			}
			current = next
		}
		current[c.name] = c.value
		last = c.to
	}
	return append(all, current)
}
