package grounding_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/grounding"
	"github.com/aisle-chat/aisle/assistant/knowledge"
	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/catalog"
	"github.com/aisle-chat/aisle/catalog/feed"
)

// statement is a sentence that is written to shoppers, true or false.
type statement struct {
	kind string
	// text is what is written; lie is what must not be read, empty for a truth.
	text, lie string
	// goods are what the conversation has shown, the first one what it is about.
	goods []catalog.Product
}

// world is a shop to make statements about.
type world struct {
	name  string
	goods []catalog.Product
	terms assistant.Terms
	words wordings
	r     *rand.Rand
	all   []statement
}

// wordings are templates by kind: {n} is a product's name, {v} a value.
type wordings map[string][]string

// catalogues are those that statements are made about.
var catalogues = map[string]string{
	"demo": "../../examples/internal/larkhollow/products.jsonl", "shop": "../../../shared/eval/dev/shop/catalog.jsonl",
	"bestbuy": "../../../shared/eval/dev/bestbuy/catalog.jsonl", "icecat": "../../../shared/eval/dev/icecat/catalog.jsonl",
}

func openWorld(t testing.TB, name string, words wordings, seed uint64) *world {
	t.Helper()
	file, err := feed.Open(catalogues[name])
	if err != nil {
		t.Logf("%s is left out: %v", name, err)
		return nil
	}
	defer file.Close()
	w := &world{name: name, words: words, r: rand.New(rand.NewPCG(seed, 1))}
	for p, err := range file.Products() {
		if err == nil && p.Price.Amount > 0 && len(p.Title) < 70 {
			w.goods = append(w.goods, p)
		}
	}
	w.r.Shuffle(len(w.goods), func(i, j int) { w.goods[i], w.goods[j] = w.goods[j], w.goods[i] })
	base, err := knowledge.Read(os.DirFS("../../examples/internal/larkhollow/knowledge"))
	if err != nil {
		t.Fatal(err)
	}
	w.terms = base.Terms()
	w.terms.Orders, w.terms.OrderPrefix = true, "T-"
	return w
}

// Terms and the others make world a shop.
type worldShop struct {
	shop
	terms assistant.Terms
}

func (s worldShop) Terms() assistant.Terms { return s.terms }

// snapshot is what the conversation of a statement knows.
func (w *world) snapshot(s statement) *grounding.Snapshot {
	facts := grounding.NewSnapshot(assistant.Turn{
		Locale: "en-US", Now: monday, Text: "hello, can you help me",
		Shop: worldShop{shop{orders: []cart.Order{order()}, cart: w.cart()}, w.terms},
	})
	result := catalog.Result{Total: len(s.goods) + 40}
	for _, p := range s.goods {
		result.Hits = append(result.Hits, catalog.Hit{Product: p})
	}
	facts.LearnResult(catalog.Query{}, result)
	return facts
}

func (w *world) cart() cart.Cart {
	return cart.Cart{ID: "c", Currency: "USD", Count: 2, Lines: []cart.Line{{ProductID: "x", Title: "Paper Kite", Quantity: 2, Unit: usd(1150), Total: usd(2300)}}, Subtotal: usd(2300), Total: usd(2300)}
}

// say makes a statement of each wording of a kind. lie is the value again where
// it is false.
func (w *world) say(kind string, about []catalog.Product, v string, isLie bool) {
	for _, template := range w.words[kind] {
		w.put(kind, template, about, v, isLie)
	}
}

func (w *world) put(kind, template string, about []catalog.Product, v string, isLie bool) {
	s := statement{kind: kind, goods: about}
	text := template
	if len(about) > 0 {
		n := about[0].Title
		if w.r.IntN(3) == 0 && strings.HasPrefix(text, "The {n} ") {
			text = "Let me tell you about the " + n + ". It " + strings.TrimPrefix(text, "The {n} ")
		} else if w.r.IntN(4) == 0 {
			n = "**" + n + "**"
		}
		text = strings.ReplaceAll(text, "{n}", n)
	}
	text = strings.ReplaceAll(text, "{v}", v)
	s.text = text
	if isLie {
		s.lie = v
		if v == "" || !strings.Contains(template, "{v}") || len(about) > 0 && strings.Contains(about[0].Title, v) {
			s.lie = text[strings.LastIndex(text[:len(text)-1], ". ")+1:]
			s.lie = strings.TrimSpace(s.lie)
		}
	}
	w.all = append(w.all, s)
}

// amounts writes an amount in the ways in which people do.
func (w *world) amount(m catalog.Money) string {
	whole := fmt.Sprintf("%d", m.Amount/100)
	all := []string{m.Format("en-US"), "$" + strings.TrimSuffix(strings.ReplaceAll(m.Format("en-US")[1:], ",", ""), ".00"), "USD " + strings.ReplaceAll(m.Format("en-US")[1:], ",", ""), "US" + m.Format("en-US")}
	if m.Amount%100 == 0 {
		all = append(all, whole+" dollars", whole+" USD")
	}
	return all[w.r.IntN(len(all))]
}

// make makes statements about n products and about the terms.
func (w *world) make(n int) []statement {
	for i := range min(n, len(w.goods)) {
		about := append([]catalog.Product{w.goods[i]}, w.others(i)...)
		w.prices(about)
		w.stock(about)
		w.ratings(about)
		w.attributes(about)
		w.options(about)
		w.lies(about)
	}
	w.rules()
	return w.all
}

func (w *world) others(i int) []catalog.Product {
	var all []catalog.Product
	for k := 1; k < len(w.goods) && len(all) < 4; k++ {
		if o := w.goods[(i+k)%len(w.goods)]; o.Title != w.goods[i].Title && o.Price != w.goods[i].Price {
			all = append(all, o)
		}
	}
	return all
}

func (w *world) prices(about []catalog.Product) {
	p := about[0]
	single := !slices.ContainsFunc(p.Variants, func(v catalog.Variant) bool { return v.Price != p.Price })
	if !single {
		w.say("price from", about, w.amount(p.Price), false)
		return
	}
	w.say("price", about, w.amount(p.Price), false)
	wrong := usd(p.Price.Amount + int64(w.r.IntN(40)+1)*100)
	if p.CompareAt == wrong {
		wrong.Amount += 100
	}
	w.say("price", about, w.amount(wrong), true)
	w.say("price", about, w.amount(about[1].Price), true)
	w.say("price", about, "€"+p.Price.Format("en-US")[1:], true)
	if p.CompareAt.Amount > p.Price.Amount {
		w.say("was", about, w.amount(p.CompareAt), false)
		w.say("save", about, w.amount(usd(p.CompareAt.Amount-p.Price.Amount)), false)
	}
	w.say("was", about, w.amount(usd(p.Price.Amount+p.CompareAt.Amount/100*100+2300)), true)
	w.say("save", about, w.amount(usd(p.Price.Amount/300*100+100)), true)
	w.say("percent", about, fmt.Sprint(41+w.r.IntN(40)), true)
	if o := about[1]; o.Price.Amount > p.Price.Amount {
		w.say("less than", append(about, o), w.amount(usd(o.Price.Amount-p.Price.Amount))+" less than the "+o.Title, false)
		w.say("less than", append(about, o), w.amount(usd(o.Price.Amount-p.Price.Amount+300))+" less than the "+o.Title, true)
		w.say("cheaper", about, "cheaper than the "+o.Title, false)
	} else {
		w.say("cheaper", about, "cheaper than the "+o.Title, true)
	}
}

func (w *world) stock(about []catalog.Product) {
	p := about[0]
	some := !p.SoldOut && (len(p.Variants) == 0 || slices.ContainsFunc(p.Variants, func(v catalog.Variant) bool { return !v.SoldOut }))
	w.say("in stock", about, "", !some)
	w.say("sold out", about, "", some)
	if len(p.Variants) == 0 && p.Stock.Known && p.Stock.Count > 0 {
		w.say("left", about, fmt.Sprint(p.Stock.Count), false)
	}
	wrong := 7
	if p.Stock.Count == wrong || slices.ContainsFunc(p.Variants, func(v catalog.Variant) bool { return v.Stock.Count == wrong }) {
		wrong = 13
	}
	w.say("left", about, fmt.Sprint(wrong), true)
}

func (w *world) ratings(about []catalog.Product) {
	p := about[0]
	if p.Rating.Count > 0 {
		w.say("rating", about, fmt.Sprintf("%.1f", p.Rating.Average), false)
		w.say("ratings", about, fmt.Sprint(p.Rating.Count), false)
	}
	wrong := 4.9
	if p.Rating.Average == wrong {
		wrong = 4.3
	}
	w.say("rating", about, fmt.Sprintf("%.1f", wrong), true)
	w.say("ratings", about, fmt.Sprint(p.Rating.Count+211), true)
}

// sheet is all that the shop says of a product, to make sure that a lie is one.
func sheet(p *catalog.Product) string {
	text := p.Title + " " + p.Description + " " + strings.Join(p.Category, " ") + " " + strings.Join(p.Tags, " ")
	for _, a := range p.Attributes {
		text += " " + a.Name + " " + strings.Join(a.Values, " ")
	}
	for _, o := range p.Options {
		text += " " + strings.Join(o.Values, " ")
	}
	return strings.ToLower(text)
}

func (w *world) attributes(about []catalog.Product) {
	p := about[0]
	for _, a := range p.Attributes {
		v := strings.Join(a.Values, ", ")
		switch {
		case a.Name == "waterproof" || a.Name == "packable" || a.Name == "vegan" || a.Name == "dishwasher safe" || a.Name == "reflective":
			w.say("is", about, a.Name, v == "no" || strings.Contains(v, "only")) // "lid only"
		case a.Name == "weight" && len(v) < 8 && strings.HasSuffix(v, " g"):
			w.say("weighs", about, v, false)
		case a.Name == "material" && len(v) < 20 && !strings.ContainsAny(v, "0123456789,"):
			w.say("material", about, strings.ToLower(v), false)
		case a.Name == "country of origin":
			w.say("origin", about, v, false)
		case a.Name == "capacity" && len(v) < 8:
			w.say("capacity", about, v, false)
		}
	}
	data := sheet(&p)
	pick := func(kind string, values ...string) {
		w.r.Shuffle(len(values), func(i, j int) { values[i], values[j] = values[j], values[i] })
		for _, v := range values {
			if !strings.Contains(data, strings.ToLower(strings.Fields(v)[0])) && !strings.Contains(data, strings.ToLower(v)) {
				w.say(kind, about, v, true)
				return
			}
		}
	}
	pick("is", "vegan", "windproof", "hypoallergenic", "dishwasher safe", "fireproof", "handmade", "biodegradable", "machine washable", "BPA-free", "rechargeable", "gluten-free", "organic", "shockproof", "FDA approved", "scratch-resistant")
	pick("material", "leather", "titanium", "cashmere", "bamboo", "silk", "carbon fiber", "hemp", "suede", "marble")
	pick("origin", "Italy", "Japan", "Norway", "Switzerland", "Germany", "Scotland")
	pick("weighs", "203 g", "1.7 kg", "57 oz", "9 lbs")
	pick("capacity", "73 L", "941 ml")
	pick("fits", "Canon cameras", "Peloton bikes", "Jeep Wrangler", "Dyson vacuums", "Nespresso machines")
}

func (w *world) options(about []catalog.Product) {
	p := about[0]
	data := sheet(&p)
	for _, o := range p.Options {
		if (o.Name == "color" || o.Name == "size") && len(o.Values) > 0 {
			v := o.Values[w.r.IntN(len(o.Values))]
			if len(p.Variants) == 0 || slices.ContainsFunc(p.Variants, func(x catalog.Variant) bool { return x.Options[o.Name] == v && !x.SoldOut }) {
				w.say(o.Name, about, v, false)
			}
		}
		if o.Name == "color" {
			for _, v := range []string{"Turquoise", "Pink", "Orange", "Purple", "Lime"} {
				if !strings.Contains(data, strings.ToLower(v)) {
					w.say(o.Name, about, v, true)
					break
				}
			}
		}
		if o.Name == "size" && slices.Contains(o.Values, "M") && !slices.Contains(o.Values, "XXL") {
			w.say(o.Name, about, "XXL", true)
		}
	}
}

// lies are told of every product alike.
func (w *world) lies(about []catalog.Product) {
	data := sheet(&about[0])
	for _, lie := range w.words["lies about goods"] {
		if word, rest, ok := strings.Cut(lie, "|"); !ok || !strings.Contains(data, word) {
			if ok {
				lie = rest
			}
			if w.r.IntN(3) == 0 {
				w.put("lies about goods", lie, about, "", true)
			}
		}
	}
	for _, truth := range w.words["talk about goods"] {
		w.put("talk about goods", truth, about, "", false)
	}
}

// rules are statements about the shop.
func (w *world) rules() {
	goods := w.goods[:4]
	for kind, texts := range w.words {
		if name, ok := strings.CutPrefix(kind, "true "); ok {
			for _, text := range texts {
				w.put(name, text, goods, "", false)
			}
		}
		if name, ok := strings.CutPrefix(kind, "false "); ok {
			for _, text := range texts {
				w.put(name, text, goods, "", true)
			}
		}
	}
}

// tally counts by kind what became of statements.
type tally struct{ tried, passed int }

// verify holds a verifier against statements; it returns the truths that were
// kept and the lies that were not told.
func verify(t *testing.T, set string, config grounding.Config, words wordings, seed uint64) (truths, lies tally) {
	v := newVerifier(t, config)
	kept, told := map[string]*tally{}, map[string]*tally{}
	shown := map[string]int{}
	for _, name := range []string{"demo", "shop", "bestbuy", "icecat"} {
		w := openWorld(t, name, words, seed)
		if w == nil {
			continue
		}
		n := 12
		if name == "demo" {
			n = 36
		}
		for _, s := range w.make(n) {
			got, findings := v.Check(w.snapshot(s), assistant.Text{Text: s.text})
			by, count := kept, &truths
			ok := got.Text == s.text
			if s.lie != "" {
				by, count = told, &lies
				ok = !strings.Contains(strings.ReplaceAll(got.Text, "*", ""), strings.ReplaceAll(s.lie, "*", ""))
			}
			if by[s.kind] == nil {
				by[s.kind] = &tally{}
			}
			by[s.kind].tried++
			count.tried++
			if ok {
				by[s.kind].passed++
				count.passed++
				continue
			}
			key := s.kind + fmt.Sprint(s.lie != "")
			if shown[key]++; shown[key] <= 6 {
				t.Logf("%s, %s (%s, lie %q): %q left as %q %v", set, s.kind, name, s.lie, s.text, got.Text, findings)
			}
		}
	}
	for _, kind := range slices.Sorted(keys(kept, told)) {
		a, b := kept[kind], told[kind]
		if a == nil {
			a = &tally{}
		}
		if b == nil {
			b = &tally{}
		}
		t.Logf("%-18s truths kept %4d of %4d   lies stopped %4d of %4d", kind, a.passed, a.tried, b.passed, b.tried)
	}
	t.Logf("%s: truths kept %d of %d (%.2f %%), lies stopped %d of %d", set, truths.passed, truths.tried, 100*float64(truths.passed)/float64(max(truths.tried, 1)), lies.passed, lies.tried)
	return truths, lies
}

func keys(maps ...map[string]*tally) func(func(string) bool) {
	return func(yield func(string) bool) {
		seen := map[string]bool{}
		for _, m := range maps {
			for k := range m {
				if !seen[k] {
					seen[k] = true
					if !yield(k) {
						return
					}
				}
			}
		}
	}
}
