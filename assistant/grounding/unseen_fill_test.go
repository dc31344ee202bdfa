package grounding_test

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/aisle-chat/aisle/assistant/grounding"
	"github.com/aisle-chat/aisle/catalog"
)

// made are values that nobody knows to be true. One that the data of the goods hold
// in any form is not taken.
var made = map[string][]string{
	"claim":     {"vegan", "windproof", "hypoallergenic", "dishwasher-safe", "fireproof", "biodegradable", "BPA-free", "shockproof", "antibacterial", "tamper-proof", "food-safe", "shatterproof", "odorless", "rechargeable", "foldable", "self-cleaning", "UV-resistant", "non-toxic", "ergonomic", "noise-cancelling", "gluten-free", "submersible", "pre-assembled", "compostable"},
	"material":  {"titanium", "cashmere", "bamboo", "silk", "carbon fibre", "solid oak", "marble", "brass", "ceramic", "full-grain leather", "tempered glass", "Kevlar"},
	"country":   {"Italy", "Japan", "Norway", "Switzerland", "Denmark", "Vietnam", "Austria"},
	"badcolor":  {"Turquoise", "Magenta", "Lilac", "Coral", "Mustard", "Burgundy"},
	"authority": {"NASA", "the FDA", "dermatologists", "the Red Cross", "leading vets"},
	"gadget":    {"compass", "thermometer", "fingerprint sensor", "bottle opener", "GPS receiver", "night light", "voice assistant"},
	"thing":     {"Peloton bikes", "Dyson vacuums", "Nespresso machines", "the Jeep Wrangler", "Bosch dishwashers", "Lego Technic", "Thule racks"},
	"part":      {"handle", "lid", "strap", "frame", "housing", "zipper", "hinge"},
	"unit":      {"kg", "mm", "inches", "liters", "watts", "hours", "lumens", "volts"},
	"specunit":  {"inch", "megapixel", "watt", "liter", "hour"},
	"specnoun":  {"screen", "motor", "sensor", "tank", "filter"},
	"code":      {"SPARK20", "GLOWUP", "NOVA15", "FRIEND10"},
	"date":      {"March 3", "December 19", "Friday, January 8", "Tuesday, February 2", "the 14th of May"},
}

// filler fills templates for a product, another one beside it and a budget.
type filler struct {
	r       *rand.Rand
	p, q    *catalog.Product
	data    string
	numbers map[string]bool
	known   map[string]string
	locale  string
}

var (
	digits   = regexp.MustCompile(`\d+(?:\.\d+)?`)
	specs    = regexp.MustCompile(`\b\d[\d.]*[- ]?(?:inch|megapixel|GB|MP|mAh)(?: [a-z]+)? (?:screen|display|camera|storage|memory|battery)\b`)
	yesNames = regexp.MustCompile(`^(?:waterproof|packable|vegan|foldable|reflective|rustproof|frost proof|latex free|dishwasher safe|hypoallergenic|resoleable|food safe|dimmable)$`)
)

func newFiller(r *rand.Rand, p, q *catalog.Product, locale string) *filler {
	f := &filler{r: r, p: p, q: q, data: sheet(p) + " " + sheet(q), numbers: map[string]bool{}, locale: locale}
	for _, g := range []*catalog.Product{p, q} {
		f.data += fmt.Sprint(g.Price.Amount/100, " ", g.CompareAt.Amount/100, " ", g.Stock.Count, " ", g.Rating.Count, " ", g.Rating.Average, " ", g.Brand)
		for i := range g.Variants {
			f.data += fmt.Sprint(" ", g.Variants[i].Stock.Count, " ", g.Variants[i].Price.Amount/100)
		}
	}
	f.data = strings.ToLower(f.data)
	for _, n := range digits.FindAllString(f.data, -1) {
		f.numbers[n] = true
	}
	f.known = f.truths()
	return f
}

func (f *filler) money(cents int64) string {
	return catalog.Money{Amount: cents, Currency: f.p.Price.Currency}.Format(f.locale)
}

// whole is an amount without cents, as people say it.
func (f *filler) whole(units int64) string {
	s, _, _ := strings.Cut(f.money(units*100), ".")
	return s
}

// truths are the values that hold.
func (f *filler) truths() map[string]string {
	p, q := f.p, f.q
	dear, cheap := p, q
	if p.Price.Amount < q.Price.Amount {
		dear, cheap = q, p
	}
	top := (dear.Price.Amount/1000 + 2) * 10
	k := map[string]string{
		"title": p.Title, "other": q.Title, "price": f.money(p.Price.Amount), "otherprice": f.money(q.Price.Amount), "brand": p.Brand,
		"cheap": cheap.Title, "dear": dear.Title, "cheapprice": f.money(cheap.Price.Amount), "dearprice": f.money(dear.Price.Amount),
		"diff": f.money(dear.Price.Amount - cheap.Price.Amount), "sum": f.money(p.Price.Amount + q.Price.Amount), "twice": f.money(2 * p.Price.Amount),
		"budget": f.whole(top), "top": f.whole(top), "leftover": f.money(top*100 - p.Price.Amount),
	}
	if p.Price.Amount > 1000 {
		k["floor"], k["ceil"] = f.whole(p.Price.Amount/1000*10), f.whole((p.Price.Amount/1000+1)*10)
		if p.Price.Amount%1000 == 0 {
			delete(k, "floor")
		}
	}
	if p.Rating.Count > 1 {
		k["rating"], k["reviews"] = strconv.FormatFloat(p.Rating.Average, 'f', -1, 64), strconv.Itoa(p.Rating.Count)
	}
	if len(p.Variants) == 0 && p.Stock.Known && p.Stock.Count > 1 {
		k["stock"] = strconv.Itoa(p.Stock.Count)
	}
	f.sheets(k)
	f.choices(k)
	if m := specs.FindString(p.Description); m != "" {
		k["spec"] = m
	}
	for _, s := range strings.SplitAfter(p.Description, ". ") {
		if s = strings.TrimSpace(s); strings.HasSuffix(s, ".") && len(s) > 25 && len(s) < 150 && !strings.ContainsAny(s, "\n\"“•") {
			k["sentence"] = s
			break
		}
	}
	return k
}

// sheets are what the data sheets say.
func (f *filler) sheets(k map[string]string) {
	others := map[string]string{}
	for _, a := range f.q.Attributes {
		if len(a.Values) == 1 {
			others[a.Name] = a.Values[0]
		}
	}
	for _, i := range f.r.Perm(len(f.p.Attributes)) {
		a := &f.p.Attributes[i]
		name := strings.ReplaceAll(a.Name, "_", " ")
		if len(a.Values) != 1 || name == "popularity" || strings.Contains(name, " t t") || len(a.Values[0]) > 40 {
			continue
		}
		v := a.Values[0]
		switch {
		case yesNames.MatchString(name) && v == "yes":
			k["yes"] = name
		case yesNames.MatchString(name) && v == "no":
			k["no"] = name
		case v == "yes" || v == "no" || v == "none":
		default:
			k["fact"], k["value"] = name, v
			own, theirs := strings.ToLower(v), strings.ToLower(others[a.Name])
			if o, ok := others[a.Name]; ok && o != v && len(o) < 40 && !strings.Contains(sheet(f.p), theirs) && !strings.Contains(sheet(f.q), own) {
				k["shared"], k["v1"], k["v2"] = name, v, o
			} else if o == v {
				k["same"], k["samevalue"] = name, v
			}
			if g, ok := strings.CutSuffix(v, " g"); ok && name == "weight" {
				if n, err := strconv.Atoi(g); err == nil && n > 60 {
					k["weight"], k["oz"] = v, strconv.Itoa(int(float64(n)/28.35+0.5))
				}
			}
		}
	}
}

// choices are the options and what is there of them.
func (f *filler) choices(k map[string]string) {
	for _, o := range f.p.Options {
		if len(o.Values) < 2 {
			continue
		}
		list := strings.Join(o.Values[:len(o.Values)-1], ", ") + " and " + o.Values[len(o.Values)-1]
		switch o.Name {
		case "color":
			k["colors"], k["ncolors"] = list, strconv.Itoa(len(o.Values))
		case "size":
			k["sizes"] = list
		}
	}
	for i := range f.p.Variants {
		v := &f.p.Variants[i]
		var way []string
		for _, o := range f.p.Options {
			way = append(way, v.Options[o.Name])
		}
		if name := map[bool]string{true: "gone", false: "available"}[v.SoldOut]; len(way) > 0 && k[name] == "" {
			k[name] = strings.Join(way, ", ")
		}
	}
}

// value is what stands for a name; ok is false where it has none here.
func (f *filler) value(name string) (string, bool) {
	if v := f.known[name]; v != "" {
		return v, true
	}
	switch name {
	case "#":
		return strconv.Itoa(f.unknown(13, 97)), true
	case "#00":
		return strconv.Itoa(f.unknown(13, 97)) + "00", true
	case "small":
		return strconv.Itoa(f.unknown(2, 12)), true
	case "$":
		return f.whole(int64(f.unknown(11, 890))), true
	case "%":
		return strconv.Itoa(f.unknown(13, 88)) + "%", true
	case "stars":
		for {
			if v := fmt.Sprintf("%.1f", 1.1+3.8*f.r.Float64()); !f.numbers[v] {
				return v, true
			}
		}
	}
	list := made[name]
	for _, i := range f.r.Perm(len(list)) {
		first := strings.ToLower(strings.FieldsFunc(strings.TrimPrefix(list[i], "the "), func(r rune) bool { return r == ' ' || r == '-' })[0])
		if !strings.Contains(f.data, first[:min(4, len(first))]) {
			f.known[name] = list[i] // the same throughout one line
			return list[i], true
		}
	}
	if first, size := utf8.DecodeRuneInString(name); unicode.IsUpper(first) {
		v, ok := f.value(string(unicode.ToLower(first)) + name[size:])
		if !ok {
			return "", false
		}
		first, size := utf8.DecodeRuneInString(v)
		return string(unicode.ToUpper(first)) + v[size:], true
	}
	return "", false
}

// unknown is a number that no data hold, nor anything that is worked out of prices.
func (f *filler) unknown(from, to int) int {
	for {
		n := from + f.r.IntN(to-from+1)
		word := strconv.Itoa(n)
		taken := f.numbers[word]
		for _, v := range f.known {
			taken = taken || slices.Contains(digits.FindAllString(v, -1), word)
		}
		if !taken {
			return n
		}
		to++
	}
}

// fill makes a line of a template.
func (f *filler) fill(template string) (string, bool) {
	f.known = f.truths()
	var b strings.Builder
	for rest := template; ; {
		before, after, ok := strings.Cut(rest, "{")
		b.WriteString(before)
		if !ok {
			return b.String(), true
		}
		name, after, _ := strings.Cut(after, "}")
		v, ok := f.value(name)
		if !ok {
			return "", false
		}
		if made[name] != nil && strings.Count(template, "{"+name+"}") > 1 && (name == "thing" || name == "material") {
			delete(f.known, name)
		}
		b.WriteString(v)
		rest = after
	}
}

// unseenCatalogues are those that templates are filled from.
var unseenCatalogues = []struct{ name, path, about, locale string }{
	{"demo", "../../examples/internal/larkhollow/products.jsonl", "../../examples/internal/larkhollow/knowledge", "en-US"},
	{"bestbuy", "../../../shared/eval/dev/bestbuy/catalog.jsonl", "", "en-US"},
	{"icecat", "../../../shared/eval/dev/icecat/catalog.jsonl", "", "en-US"},
	{"tollgate", "testdata/unseen/tollgate/products.jsonl", "testdata/unseen/tollgate/knowledge", "en-GB"},
}

// markets keeps their shops: an index of ten thousand products is built once. The
// tests that use it run one after the other.
var markets = map[string]*market{}

// holdTemplates fills every template of a file n times in each catalogue.
func holdTemplates(t *testing.T, file string, n int, seed uint64) (all score) {
	v := newVerifier(t, grounding.Config{Strict: true})
	for _, c := range unseenCatalogues {
		m, opened := markets[c.name]
		if !opened {
			m = openMarket(t, c.path, c.about, c.locale)
			markets[c.name] = m
		}
		if m == nil {
			continue
		}
		r := rand.New(rand.NewPCG(seed, 7))
		var s score
		for _, sc := range scenes(t, file) {
			for _, l := range sc.lines {
				for done, tries := 0, 0; done < n && tries < 40; tries++ {
					f := newFiller(r, &m.goods[r.IntN(len(m.goods))], &m.goods[r.IntN(len(m.goods))], c.locale)
					text, ok := f.fill(l.text)
					if f.p.Price.Amount == f.q.Price.Amount || strings.Contains(f.p.Title, f.q.Title) || strings.Contains(f.q.Title, f.p.Title) || !ok {
						continue
					}
					done++
					before := ""
					if !strings.Contains(text, f.p.Title) && !strings.Contains(text, f.q.Title) {
						ids := []string{f.p.ID}
						if first, _, _ := strings.Cut(text, " "); strings.Contains(l.text, "{otherprice}") || first == "Both" || first == "They" || first == "Neither" {
							ids = append(ids, f.q.ID)
						}
						before = m.spoken(t, ids)
					}
					asked := "something under " + f.known["budget"] + ", please"
					if thing := f.known["thing"]; thing != "" && !l.lie {
						asked = "does it work with " + thing + "?"
					}
					s.hold(v, m.look(t, asked, f.p.ID, f.q.ID), c.name+" "+sc.kind, before, text)
				}
			}
		}
		s.print(t, file+", "+c.name)
		all.truths.tried, all.truths.passed = all.truths.tried+s.truths.tried, all.truths.passed+s.truths.passed
		all.lies.tried, all.lies.passed = all.lies.tried+s.lies.tried, all.lies.passed+s.lies.passed
	}
	all.print(t, file)
	return all
}

// Replies about goods of four shops, filled from templates that were written before
// the rules were read. At first sight 128 of 2692 lies were told, of 17 wordings, and
// 697 of 974 truths kept.
func TestUnseenFirst(t *testing.T) {
	s := holdTemplates(t, "first.txt", 4, 1)
	s.floor(t, 0.97)
}

// The same with templates that were written after the first had been mended. At first
// sight 67 of 1236 lies were told, of 8 wordings, and 218 of 344 truths kept.
func TestUnseenSecond(t *testing.T) {
	s := holdTemplates(t, "second.txt", 4, 2)
	s.floor(t, 0.92)
}

// A third time. At first sight 63 of 531 lies were told, of 8 wordings, and 210 of 240
// truths kept.
func TestUnseenThird(t *testing.T) {
	s := holdTemplates(t, "third.txt", 3, 3)
	s.floor(t, 0.9)
}
