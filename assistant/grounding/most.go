package grounding

import (
	"slices"
	"strings"

	"github.com/aisle-chat/aisle/assistant/internal/prose"
	"github.com/aisle-chat/aisle/catalog"
)

// scale is what a word of degree orders by.
type scale struct {
	by   string // "price", "rating", "ratings", or the dimension of a measure
	less bool
	of   []string // the attributes that may have the measure
}

var scales = map[string]scale{
	"cheap": {"price", true, nil}, "affordable": {"price", true, nil}, "inexpensive": {"price", true, nil}, "economical": {"price", true, nil}, "low": {"price", true, nil}, "expensive": {"price", false, nil}, "pricey": {"price", false, nil}, "dear": {"price", false, nil},
	"light": {"mass", true, []string{"weight"}}, "heavy": {"mass", false, []string{"weight"}},
	"bright": {"light", false, []string{"brightness"}}, "dim": {"light", true, []string{"brightness"}},
	"roomy": {"volume", false, []string{"capacity", "volume"}}, "spacious": {"volume", false, []string{"capacity", "volume"}},
	"large": {"volume", false, []string{"capacity", "volume"}}, "big": {"volume", false, []string{"capacity", "volume"}}, "small": {"volume", true, []string{"capacity", "volume"}},
	"tall": {"length", false, []string{"height"}}, "short": {"length", true, []string{"length", "height"}}, "long": {"length", false, []string{"length"}}, "wide": {"length", false, []string{"width"}}, "narrow": {"length", true, []string{"width"}}, "thick": {"length", false, []string{"thickness"}}, "thin": {"length", true, []string{"thickness"}},
	"warm":     {"warmth", true, []string{"comfort temperature", "limit temperature"}},
	"powerful": {"power", false, []string{"power"}}, "strong": {"", false, nil}, "durable": {"", false, nil}, "tough": {"", false, nil}, "soft": {"", false, nil}, "fast": {"", false, nil}, "quick": {"", false, nil}, "quiet": {"db", true, []string{"noise", "noise level"}},
	"new": {"", false, nil}, "popular": {"", false, nil}, "waterproof": {"length", false, []string{"waterproof rating", "water column"}}, "breathable": {"mass", false, []string{"breathability"}}, "comfortable": {"", false, nil}, "reliable": {"", false, nil}, "sustainable": {"", false, nil}, "advanced": {"", false, nil}, "versatile": {"", false, nil}, "packable": {"", false, nil}, "compact": {"", true, nil}, "efficient": {"", false, nil},
	"highly": {"rating", false, nil}, "rated": {"rating", false, nil}, "loved": {"rating", false, nil}, "safe": {"", false, nil}, "healthy": {"", false, nil}, "loud": {"", false, nil}, "sharp": {"", false, nil}, "smooth": {"", false, nil},
}

// degree reads "cheapest", "lighter" as a scale with its degree.
func degree(word string) (s scale, most, more bool) {
	try := func(stem string) (scale, bool) {
		for _, w := range []string{stem, stem + "e", strings.TrimSuffix(stem, "i") + "y"} {
			if s, ok := scales[w]; ok {
				return s, true
			}
		}
		if n := len(stem); n > 3 && stem[n-1] == stem[n-2] { // "bigger"
			s, ok := scales[stem[:n-1]]
			return s, ok
		}
		return scale{}, false
	}
	if stem, ok := strings.CutSuffix(word, "est"); ok {
		s, most = try(stem)
		return s, most, false
	}
	if stem, ok := strings.CutSuffix(word, "er"); ok {
		s, more = try(stem)
	}
	return s, false, more
}

// most reads superlatives and holds them against what was found or is shown.
func (r *reading) most(i int) bool {
	w := r.word(i)
	var s scale
	n := 1
	switch {
	case w == "most" || w == "least":
		if found, ok := scales[r.word(i+1)]; ok {
			s, n = found, 2
			if w == "least" {
				s.less = !s.less
			}
			break
		}
		if w == "least" && r.near(i, 1, set("costs cost costing")) || w == "most" && r.near(i, 1, set("costs cost costing")) {
			s = scale{by: "price", less: w == "least"}
			break
		}
		return false
	case w == "lowest" && r.hasAny(i+1, i+3, set("price priced prices")):
		s, n = scale{by: "price", less: true}, 2
	case w == "highest" && r.hasAny(i+1, i+3, set("price priced prices")):
		s, n = scale{by: "price"}, 2
	case (w == "best" || w == "top" || w == "highest") && r.hasAny(i+1, i+3, set("rated rating reviewed")):
		s, n = scale{by: "rating"}, 2
		if r.word(i+1) == "-" {
			n = 3
		}
	case (w == "best" || w == "top" || w == "number" || w == "finest") && r.hasAny(max(0, i-2), i, set("our the")) && r.hasAny(i+1, i+4, set("quality selling value seller sellers")):
		s = scale{}
	case w == "only" && r.hasAny(max(0, i-1), i, set("our the")) && len(r.mentions) > 0 && !r.hasAny(i+1, i+2, set("thing difference question way other")):
		s = scale{by: "only"}
	default:
		found, most, _ := degree(w)
		if !most {
			return false
		}
		s = found
	}
	cl := r.clauseOf(i)
	if r.question || r.doubts(i) || cl.wish || s.by != "only" && r.hasAny(i+n, i+n+3, set("first newest")) || r.word(i-1) == "at" || r.hasAny(i-3, i, set("sort sorted by")) {
		return false
	}
	goods := r.subjectsOf(i)
	if len(goods) == 0 {
		if r.hasAny(0, i, set("we were our")) && r.hasAny(i, len(r.t), set("shop store company seller brand retailer")) {
			return r.settle(claim{kind: KindMost, from: i, to: i + n, why: "no data compare shops"})
		}
		return false
	}
	c := claim{kind: KindMost, from: i, to: i + n, why: "what is known does not bear it out"}
	whole := !r.hasAny(i, min(i+6, len(r.t)), set("these them those")) && r.hasAny(0, len(r.t), set("our shop store catalog catalogue all everything range collection anywhere market world ever sell carry")) || r.hasAny(i, min(i+6, len(r.t)), set("we"))
	if whole && s.by != "only" && !r.kindWord(i, n) && r.hasAny(i+n, i+n+3, set("in of we you anywhere one thing item product")) && !r.oneKind() {
		return r.settle(c) // what was searched for is not all that there is
	}
	matched := 0
	for _, g := range goods {
		if r.isMost(g, s, whole) {
			matched++
		}
	}
	c.ok = matched > 0 && (len(goods) == 1 || slices.ContainsFunc(r.mentions, func(m mention) bool { return !m.each && slices.Equal(m.goods, goods) }))
	if c.ok {
		r.citeGoods(goods, s.by, "most")
	}
	return r.settle(c)
}

// oneKind reports whether a search of this turn had no words to narrow it by, so
// that its result is the whole shop.
func (r *reading) oneKind() bool {
	return slices.ContainsFunc(r.results, func(f found) bool { return f.everything && f.total <= len(f.goods) })
}

// subjectsOf are the products that a superlative is about: those behind it where
// its clause names some ("Lowest price: the Linnet").
func (r *reading) subjectsOf(i int) []*good {
	c := r.clauseOf(i)
	if !r.namedIn(c) {
		for _, m := range r.mentions {
			if m.from >= i && r.onlyShort(i, m.from) {
				return m.goods
			}
		}
	}
	goods, _ := r.subjects(i)
	return goods
}

func (r *reading) onlyShort(i, to int) bool { return to-i <= 12 }

// isMost reports whether a product is the most by a scale among what it is seen
// with: what this reply shows, or a search found. whole asks for all that the shop
// has of it.
func (r *reading) isMost(g *good, s scale, whole bool) bool {
	if r.ofThese() && len(r.shown) > 1 && slices.Contains(r.shown, g) && s.by != "only" {
		return r.atLeast(g, r.shown, s) || s.by == "price" && g.leadsCards(r.shown, s.less)
	}
	var set []*good
	complete := false
	for k := len(r.results) - 1; k >= 0; k-- {
		f := &r.results[k]
		if !slices.Contains(f.goods, g) {
			continue
		}
		if f.total <= len(f.goods) {
			set, complete = f.goods, true
			break
		}
		if s.by == "price" && (f.sort == catalog.SortPriceUp && s.less || f.sort == catalog.SortPriceDown && !s.less) || s.by == "rating" && f.sort == catalog.SortRating {
			return f.goods[0] == g || r.atLeast(g, f.goods[:1], s)
		}
		if len(set) == 0 {
			set = f.goods
		}
	}
	if !complete && slices.Contains(r.shown, g) {
		set = r.shown
	}
	if len(set) == 0 && len(r.focus) > 1 && slices.Contains(r.focus, g) {
		set = r.focus
	}
	if whole && !complete || len(set) < 2 && !complete {
		return false
	}
	if len(r.shown) > 1 && slices.Contains(r.shown, g) && !whole {
		set = r.shown
	}
	if s.by == "only" {
		return complete && len(set) == 1
	}
	return r.atLeast(g, set, s) || s.by == "price" && slices.Equal(set, r.shown) && g.leadsCards(set, s.less)
}

// leadsCards reports whether no card of this reply has a lower, or a higher, price
// than g's.
func (g *good) leadsCards(shown []*good, lower bool) bool {
	if g.shownAt.IsZero() {
		return false
	}
	return !slices.ContainsFunc(shown, func(o *good) bool {
		diff := o.shownAt.Amount - g.shownAt.Amount
		return !o.shownAt.IsZero() && (lower && diff < 0 || !lower && diff > 0)
	})
}

// ofThese reports whether a superlative is one among the cards that are shown:
// "the lowest price of these".
func (r *reading) ofThese() bool {
	for i := 0; i+1 < len(r.t); i++ {
		if r.t[i].word == "of" && (r.word(i+1) == "these" || r.word(i+1) == "those" || r.word(i+1) == "them") {
			return true
		}
	}
	return false
}

// atLeast reports whether nothing in set goes beyond g on a scale.
func (r *reading) atLeast(g *good, set []*good, s scale) bool {
	mine, ok := g.on(s)
	if !ok {
		return false
	}
	others := 0
	for _, o := range set {
		theirs, ok := o.on(s)
		if !ok || o == g {
			continue
		}
		others++
		if s.less && theirs < mine || !s.less && theirs > mine {
			return false
		}
	}
	return others > 0 || len(set) == 1 && (s.by == "price" || !r.strict) || s.by == "rating" // the only one that is rated
}

// fewRatings are too few for a product to be called the best or worst rated.
const fewRatings = 3

// on is where a product stands on a scale; ok is false where the data do not say.
func (g *good) on(s scale) (v float64, ok bool) {
	p := g.data()
	if p == nil {
		return 0, false
	}
	switch s.by {
	case "":
		return 0, false
	case "price":
		return float64(p.Price.Amount), !p.Price.IsZero()
	case "rating":
		return p.Rating.Average, p.Rating.Count >= fewRatings
	case "ratings":
		return float64(p.Rating.Count), p.Rating.Count > 0
	}
	for _, m := range g.read().measures {
		if of := strings.TrimSpace(m.of); m.dim == s.by && slices.ContainsFunc(s.of, func(name string) bool { return of == name || strings.HasSuffix(of, " "+name) }) {
			return m.value, true // "cable length" is a length
		}
	}
	for _, name := range s.of { // a feed may leave the unit out
		if a := g.read().attribute(name); a != nil {
			if t := tokens(a.value); len(t) == 1 && t[0].kind == isNumber {
				return t[0].value, true
			}
		}
	}
	return 0, false
}

// comparison reads "lighter than the Beck", "cheaper" and holds it against the
// data of both.
func (r *reading) comparison(i int) bool {
	w := r.word(i)
	s, _, more := degree(w)
	n := 1
	if (w == "more" || w == "less") && i+1 < len(r.t) {
		if found, ok := scales[r.word(i+1)]; ok {
			s, more, n = found, true, 2
			if w == "less" {
				s.less = !s.less
			}
		}
	}
	if r.strict && (w == "more" || w == "less") && r.word(i+1) == "than" && set("costs cost costing")[r.word(i-1)] {
		s, more = scale{by: "price", less: w == "less"}, true
	}
	if r.strict && (w == "better" || w == "higher") && set("rated reviewed scored")[r.word(i-1)] {
		s, more = scale{by: "rating"}, true
	}
	if r.strict && (w == "better" || w == "higher") && set("rated reviewed rating")[r.word(i+1)] {
		s, more, n = scale{by: "rating"}, true, 2
	}
	cl := r.clauseOf(i)
	if !more || r.question || r.doubts(i) || cl.wish || r.hasAny(i-1, i, set("a any one")) || r.hasAny(i-3, i, set("something anything looking want prefer")) || r.hasAny(i-2, i, set("nothing none no")) && !r.hasAny(i, i+n+1, set("than")) {
		return false
	}
	if r.strict && r.word(i+n) == "than" && r.hasAny(i+n, i+n+3, set("anything everything any all others most")) && r.hasAny(0, i, set("it its is they the")) {
		return r.settle(claim{kind: KindMost, from: i, to: i + n, why: "nobody has compared it with everything"})
	}
	var beside []*good
	for _, m := range r.mentions {
		if m.beside {
			beside = append(beside, m.goods...)
		}
	}
	goods, _ := r.subjects(i)
	if len(beside) > 0 && r.hasAny(cl.from, i, set("nothing no none")) { // "nothing is cheaper than the Beck"
		ok := len(beside) == 1 && r.isMost(beside[0], s, true)
		return r.settle(claim{kind: KindMost, from: i, to: i + n, ok: ok, why: "what is known does not bear it out"})
	}
	if len(beside) > 0 && len(r.all()) == len(beside) && i > cl.from && !r.hasAny(cl.from, i, set("it they this these that both")) {
		return false // "two are cheaper than the Beck": those are counted elsewhere
	}
	if len(beside) == 0 {
		for _, g := range append(slices.Clone(r.talk.goods), r.shown...) {
			if !slices.Contains(goods, g) && !slices.Contains(beside, g) {
				beside = append(beside, g)
			}
		}
		if len(beside) > 1 && !r.hasAny(0, len(r.t), set("both all others")) {
			beside = beside[:1]
		}
	}
	if r.strict && len(beside) == 0 && len(goods) == 1 {
		if all := r.besides(goods); len(all) == 2 {
			beside = all[1:]
		}
	}
	if len(goods) == 0 || len(beside) == 0 || slices.Contains(goods, beside[0]) {
		if r.strict && len(goods) > 0 && (r.word(i+n) == "of" || r.word(i+n) == "option" || r.word(i+n) == "one" && r.word(i-1) == "the") {
			return r.settle(claim{kind: KindComparison, from: i, to: i + n, why: "it is not known what it is compared with"})
		}
		return false
	}
	c := claim{kind: KindComparison, from: i, to: i + n, why: "the data do not bear it out"}
	c.ok = true
	denied := r.hasAny(cl.from, i, deniers)
	for _, g := range goods {
		for _, o := range beside {
			a, okA := g.on(s)
			b, okB := o.on(s)
			holds := okA && okB && (s.less && a < b || !s.less && a > b)
			c.ok = c.ok && okA && okB && holds != denied
		}
	}
	if c.ok {
		r.citeGoods(append(slices.Clone(goods), beside...), s.by, w)
	}
	return r.settle(c)
}

// fit reads what goods are said to fit or to work with.
func (r *reading) fit(i int) bool {
	n := 0
	for _, p := range fitFrames[r.t[i].word] {
		if k, ok := r.phrase(i, p); ok && k > n {
			n = k
		}
	}
	cl := r.clauseOf(i)
	if n == 0 || r.question || r.doubts(i) || cl.wish || set("of best is comfortably nicely neatly")[r.word(i+n)] || r.strict && r.hasAny(i, i+6, set("budget")) {
		return false
	}
	goods, _ := r.subjects(i)
	if len(r.mentions) > 0 && r.mentions[0].from > i { // "it works with the Beck" is not about the Beck
		goods = r.talked()
	}
	if len(goods) == 0 {
		return false
	}
	to := cl.to
	for k := i + n; k < to; k++ {
		if w := r.word(k); w == "so" || w == "which" || w == "." || w == "!" {
			to = k
			break
		}
	}
	var stems []string
	for k := i + n; k < to; k++ {
		if w := r.word(k); r.t[k].kind == isWord && (everyone[w] || prose.IsStop(w) && w != "all" && w != "any" && w != "most") {
			continue
		}
		stems = append(stems, r.content(k, k+1)...)
	}
	if len(stems) == 0 {
		return false
	}
	c := claim{kind: KindFit, from: i, to: to, why: "the data do not say what it fits"}
	denied := r.hasAny(cl.from, i, deniers)
	matched := 0
	for _, g := range goods {
		text := g.read().text
		for _, m := range r.mentions { // what it fits may be a product by name
			if m.from >= i {
				text += flat(r.textOf(m.from, m.to))
				if !r.relates(g, m) {
					text = " "
				}
			}
		}
		size := set("true size small large big tight loose snug narrow wide")[r.word(i+n)]
		if holdsAll(text, stems) != denied || size && holdsAll(g.read().reviews, stems) {
			matched++
			r.citeGoods([]*good{g}, "fits", strings.TrimSpace(r.textOf(i, to)))
		}
	}
	c.ok = r.enough(goods, matched)
	r.claims = append(r.claims, c)
	r.take(i, i+n)
	if c.ok {
		r.take(i, to)
	}
	return true
}

// relates reports whether the data tie a product to one that is named behind it.
func (r *reading) relates(g *good, m mention) bool {
	for _, o := range m.goods {
		if strings.Contains(g.read().text, flat(o.title)) || strings.Contains(o.read().text, flat(g.title)) {
			return true
		}
		for _, names := range [][2]*good{{g, o}, {o, g}} {
			for _, a := range names[0].read().attributes {
				if n := strings.TrimSpace(a.name); (n == "fits" || n == "requires" || strings.HasPrefix(n, "compatib")) && sharesKind(a.value, names[1]) {
					return true
				}
			}
		}
	}
	return false
}

// sharesKind reports whether the value of an attribute has all the words of a
// product's kind.
func sharesKind(value string, g *good) bool {
	p := g.data()
	if p == nil || len(p.Category) == 0 {
		return false
	}
	return holdsAll(value, prose.Content(p.Category[len(p.Category)-1]))
}

var fitFrames = byFirst(
	"fits", "fit", "fits in", "fits into", "fits inside", "fits on", "fits under", "compatible with", "works with", "work with", "works on", "works for", "works in", "made for", "made to fit", "designed for", "designed to fit", "built for", "suitable for", "suited for", "suited to", "suits", "pairs with", "connects to", "connects with", "plugs into", "supports", "attaches to", "mounts on", "mounts to", "goes with", "interchangeable with", "intended for", "safe for", "tested for", "rated for", "rated to", "approved for", "certified for", "recommended for", "appropriate for", "replaces", "clips onto", "clips right onto", "clip onto", "slides into", "slides onto", "slots into", "slots onto", "snaps onto", "snaps into", "screws onto", "screws into", "attach to", "attached to", "attach it to", "attach them to", "use it with", "use it together with", "together with", "a lid for", "a case for", "a cover for", "needs no adapter for", "no adapter for", "users love it", "syncs with", "syncs to", "accepts",
)

// talked are the products that are spoken of where the sentence does not say which.
func (r *reading) talked() []*good {
	switch {
	case r.product != nil:
		return []*good{r.product}
	case len(r.talk.goods) > 0:
		return r.talk.goods
	case len(r.shown) > 0:
		return r.shown
	}
	return r.focus
}

// everyone are targets that state nothing.
var everyone = set(`you your yours budget need needs wish wishes everyone anyone most people us what that bill style taste description list request criteria wants perfectly nicely well beautifully great everything else day days use uses`)
