package grounding

import (
	"slices"
	"strings"

	"github.com/aisle-chat/aisle/assistant/internal/prose"
)

// findMentions reads the names of products. A name is the whole title in any
// case, or a part of it that begins with a capital and is either long or a word
// that nothing else is called by.
func (r *reading) findMentions() {
	for i := 0; i < len(r.t); i++ {
		if r.t[i].kind == isSign || r.used[i] {
			continue
		}
		goods, n := r.titleAt(i)
		if n == 0 {
			i += max(0, r.boughtAt(i)-1)
			continue
		}
		m := mention{from: i, to: i + n, goods: goods}
		m.beside = slices.Contains([]string{"than", "unlike", "versus", "vs", "like", "as"}, r.wordBefore(i)) || r.comparedTo(i)
		r.mentions = append(r.mentions, m)
		r.take(i, i+n)
		for k := range n {
			r.isName[i+k] = true
		}
		i += n - 1
	}
}

// boughtAt reads the title of what is in the cart or was bought and may be sold no
// more.
func (r *reading) boughtAt(i int) int {
	if !r.t[i].upper {
		return 0
	}
	take := func(title string, enough int) int {
		want := wordsOf(title)
		if len(want) < 2 || want[0] != r.t[i].word {
			return 0
		}
		n, width := r.fits(i, want)
		if n < len(want) && n < enough {
			return 0
		}
		r.take(i, i+width)
		for k := range width {
			r.isName[i+k] = true
		}
		return width
	}
	for _, o := range r.orders {
		for k := range o.Lines {
			if n := take(o.Lines[k].Title, len(o.Lines[k].Title)); n > 0 {
				return n
			}
		}
	}
	if r.cart != nil {
		for k := range r.cart.Lines {
			if n := take(r.cart.Lines[k].Title, len(r.cart.Lines[k].Title)); n > 0 {
				return n
			}
		}
	}
	for k := range r.gone { // a long title is told in short
		if n := take(r.gone[k].Title, 3); n > 0 {
			return n
		}
	}
	return 0
}

// wordBefore is the word before token i, articles aside.
func (r *reading) wordBefore(i int) string {
	for i--; i >= 0; i-- {
		switch r.t[i].word {
		case "the", "our", "a", "an", "your", "both":
			continue
		}
		return r.t[i].word
	}
	return ""
}

// titleAt returns the products whose title, or a telling part of it, stands at
// token i.
func (r *reading) titleAt(i int) ([]*good, int) {
	key := r.t[i].word
	if r.t[i].kind == isNumber {
		key = r.t[i].digits
	}
	var best []*good
	most, length := 0, 0 // words that fit, and the tokens that they take
	for _, g := range r.byWord[key] {
		for at, w := range g.titleWords {
			if w != key {
				continue
			}
			n, width := r.fits(i, g.titleWords[at:])
			whole := n == len(g.titleWords) && (n > 1 || r.t[i].upper && !common(r.t[i].word, i, r))
			if !whole && !r.tells(i, n, width, at, g) {
				continue
			}
			switch {
			case n > most:
				best, most, length = []*good{g}, n, width
			case n == most && !slices.Contains(best, g):
				best = append(best, g)
			}
		}
	}
	if meant := among(best, r.talk.given); len(best) > 1 && len(meant) > 0 { // the assistant's own evidence says which
		return meant, length
	}
	if len(best) > 1 { // the one that is called so and no more
		var whole []*good
		for _, g := range best {
			if len(g.titleWords) == most {
				whole = append(whole, g)
			}
		}
		if len(whole) > 0 {
			return whole, length
		}
		var fresh []*good // what this reply shows
		for _, g := range best {
			if slices.Contains(r.shown, g) || slices.Contains(r.talk.goods, g) {
				fresh = append(fresh, g)
			}
		}
		if len(fresh) > 0 {
			best = fresh
		}
	}
	return best, length
}

// among are the goods that are in others, too.
func among(goods, others []*good) []*good {
	var both []*good
	for _, g := range goods {
		if slices.Contains(others, g) {
			both = append(both, g)
		}
	}
	return both
}

// fits counts how many words of a title stand at token i, looking over signs
// within it.
func (r *reading) fits(i int, title []string) (n, width int) {
	from := i
	for i < len(r.t) && n < len(title) {
		t := &r.t[i]
		switch {
		case t.kind == isSign:
			if n == 0 || strings.ContainsAny(t.word, ".!?:;\"") && !t.joined {
				return n, width
			}
			i++
			continue
		case t.word == title[n] || t.kind == isNumber && t.digits == title[n] || len(t.word) == len(title[n])+1 && t.word == title[n]+"s" && strings.ContainsAny(r.text[t.from:t.to], "'’"):
			n++
			i++
			width = i - from
			continue
		}
		return n, width
	}
	return n, width
}

// tells reports whether n words of a title from its word at on, which stand at
// token i, are enough of a name.
func (r *reading) tells(i, n, width, at int, g *good) bool {
	if p := g.product; p != nil { // a title may begin with the brand
		brand := wordsOf(p.Brand)
		if k := len(brand); k > 0 && k <= at && slices.Equal(g.titleWords[:k], brand) {
			at -= k
		}
	}
	if !r.t[i].upper && r.t[i].kind != isNumber && (at > 0 || n < 3) { // some names begin small: "iPhone 6s"
		return false
	}
	capitals := 0
	for k := i; k < i+width; k++ {
		if r.t[k].upper || r.t[k].kind == isNumber {
			capitals++
		}
	}
	if n >= 2 && capitals >= 2 {
		return at == 0 || n >= 3 || !common(r.t[i].word, i, r)
	}
	if n != 1 || at != 0 || r.t[i].kind == isNumber {
		return false
	}
	w := r.t[i].word
	return len(w) >= 3 && !common(w, i, r) && len(r.byWord[w]) <= 3
}

// common reports whether a word is one of everyday speech, which names nothing
// by itself.
func common(w string, i int, r *reading) bool {
	return prose.IsStop(w) || starters[w] || monthOf(w) > 0 || weekdayOf(w) >= 0 || isProperty(w) || topicWords[w] != 0 || i == 0 && lead[w]
}

// subjects are the products that token i says something of: those that its clause
// names, or the sentence, or else those that the talk is about. sure is false
// where the words leave open which of several.
func (r *reading) subjects(i int) (goods []*good, sure bool) {
	if other := r.insteadOf(i); len(other) > 0 {
		return other, true
	}
	if m := r.nearest(i); len(m) > 0 {
		return m, true
	}
	if r.product != nil {
		return []*good{r.product}, true
	}
	if len(r.talk.goods) > 0 {
		return r.talk.goods, true
	}
	if len(r.shown) > 0 {
		return r.shown, len(r.shown) == 1
	}
	return r.focus, len(r.focus) == 1
}

// insteadOf are the products that what stands at token i is said of where it is
// what another has in its place: "more than the Tin Mug, the Clay Mug: 350 ml
// instead of 300 ml".
func (r *reading) insteadOf(i int) []*good {
	for k := i - 1; k > 0; k-- {
		w := r.t[k].word
		if w == ";" || w == "." || r.isName[k] {
			return nil
		}
		if w != "of" || r.t[k-1].word != "instead" {
			continue
		}
		var beside []*good
		for _, m := range r.mentions {
			if m.beside {
				beside = append(beside, m.goods...)
			}
		}
		return beside
	}
	return nil
}

// nearest are the products that the sentence names nearest to token i.
func (r *reading) nearest(i int) []*good {
	if goods := r.columnOf(i); len(goods) > 0 {
		return goods
	}
	var own []mention
	for _, m := range r.mentions {
		if !m.beside {
			own = append(own, m)
		}
	}
	if r.strict && i >= 0 && i < len(r.t) { // "six drills and 14 batteries"
		if _, n := numberAt(r.t, i); n > 0 {
			for _, m := range own {
				if m.from == i+n {
					return m.goods
				}
			}
		}
	}
	if r.strict { // "compared to the Beck at $128"
		for _, m := range r.mentions {
			if m.beside && (m.to == i || m.to == i-1 && set("at ( for")[r.word(i-1)]) {
				return m.goods
			}
		}
	}
	switch len(own) {
	case 0:
		for _, m := range r.mentions { // "two are cheaper than the Beck ($128)"
			if m.to == i || m.to < i && r.word(i-1) == "(" && r.onlySigns(m.to, i) {
				return m.goods
			}
		}
		return nil
	case 1:
		return own[0].goods
	}
	c := r.clauseOf(i)
	before, after := -1, -1
	for k, m := range own {
		if m.from < i {
			before = k
		} else if after < 0 {
			after = k
		}
	}
	if after >= 0 && (own[after].from-i <= 6 || r.strict && own[after].from-i <= 9) && (slices.Contains([]string{"for", "of"}, r.wordBefore(own[after].from)) || r.strict && r.wordBefore(own[after].from) == "on") && !r.hasAny(i, own[after].from, set(", ; and but")) {
		return r.joined(own, after)
	}
	// "$19.00 for the Ramble", "at $89, the Drizzle": the name comes behind.
	if after >= 0 && (before < 0 || own[before].from < c.from) {
		a := own[after]
		if before < 0 && r.clauseOf(a.from).from != c.from || a.from < c.to && slices.Contains([]string{"for", "of", "on", "with", "is", "buys", "get", "gets", "in"}, r.wordBefore(a.from)) {
			return r.joined(own, after)
		}
	}
	if before >= 0 {
		return r.joined(own, before)
	}
	return r.joined(own, after)
}

// joined adds the names that stand beside own[k], parted by nothing but "and" and
// commas: "the Beck and the Drizzle".
func (r *reading) joined(own []mention, k int) []*good {
	goods := slices.Clone(own[k].goods)
	for at := k; at > 0 && r.onlyJoins(own[at-1].to, own[at].from); at-- {
		goods = append(goods, own[at-1].goods...)
	}
	for at := k; at+1 < len(own) && r.onlyJoins(own[at].to, own[at+1].from); at++ {
		goods = append(goods, own[at+1].goods...)
	}
	return goods
}

// onlySigns reports whether no word stands among tokens.
func (r *reading) onlySigns(from, to int) bool {
	return !slices.ContainsFunc(r.t[from:to], func(t token) bool { return t.kind != isSign })
}

func (r *reading) onlyJoins(from, to int) bool {
	for i := from; i < to; i++ {
		switch r.t[i].word {
		case "and", "or", "the", ",", "our", "&", "/", "as", "well":
		default:
			return false
		}
	}
	return to > from
}

// enough reports whether what is said holds of the goods that it is said of: of
// all of them, or of one where they share the name.
func (r *reading) enough(goods []*good, matched int) bool {
	return matched > 0 && (matched == len(goods) || slices.ContainsFunc(r.mentions, func(m mention) bool { return len(m.goods) > 1 && !m.each && slices.Equal(m.goods, goods) }))
}

// titles names products for a reader of logs.
func titles(goods []*good) string {
	var all []string
	for _, g := range goods[:min(len(goods), 4)] {
		all = append(all, g.title)
	}
	return strings.Join(all, ", ")
}

// comparedTo reports whether token i stands behind "compared with".
func (r *reading) comparedTo(i int) bool {
	for _, p := range []string{"compared with", "compared to", "next to", "in comparison with", "in comparison to"} {
		for back := 2; back <= 4; back++ {
			if n, ok := r.phrase(max(0, i-back), p); ok && i-back >= 0 && i-back+n >= i-1 {
				return true
			}
		}
	}
	return false
}

// owned are the products that the sentence is about: those that it names, without
// what they are only compared with.
func (r *reading) owned() []*good {
	var goods []*good
	for _, m := range r.mentions {
		for _, g := range m.goods {
			if !m.beside && !slices.Contains(goods, g) {
				goods = append(goods, g)
			}
		}
	}
	if len(goods) == 0 {
		return r.all()
	}
	return goods
}

// all are the products that the sentence names.
func (r *reading) all() []*good {
	var goods []*good
	for _, m := range r.mentions {
		for _, g := range m.goods {
			if !slices.Contains(goods, g) {
				goods = append(goods, g)
			}
		}
	}
	return goods
}
