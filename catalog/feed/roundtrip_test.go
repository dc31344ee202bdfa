package feed

import (
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"github.com/aisle-chat/aisle/catalog"
)

// writer writes products in a format, and says how much of a product that format
// can hold.
type writer struct {
	format Format
	write  func(io.Writer, []catalog.Product)
	// sayable returns p without what the format has no place for, and with what
	// a reader adds.
	sayable func(p catalog.Product) catalog.Product
}

var writers = map[string]writer{
	"ours":           {JSONLines, writeOurs, sayOurs},
	"commerce":       {JSONLines, writeCommerce, sayCommerce},
	"shopify":        {Shopify, writeShopify, sayShopify},
	"merchant xml":   {MerchantXML, writeMerchantXML, sayMerchant},
	"merchant table": {Merchant, writeMerchantTable, sayMerchant},
	"woocommerce":    {WooCommerce, writeWoo, sayWoo},
}

// TestRoundTrip writes products in every format and reads them back.
func TestRoundTrip(t *testing.T) {
	products := goods(120)
	for name, w := range writers {
		t.Run(name, func(t *testing.T) {
			var b bytes.Buffer
			w.write(&b, products)
			f := Read(&b)
			got, broken := readAll(f)
			report := f.Report()
			if broken != nil || report.Refused > 0 || report.Format != w.format || len(got) != len(products) {
				t.Fatalf("%d of %d products of %q, %v, %v", len(got), len(products), report.Format, broken, report.Errors)
			}
			for i := range got {
				if want := w.sayable(clone(products[i])); !reflect.DeepEqual(got[i], want) {
					t.Fatalf("got  %+v\nwant %+v", got[i], want)
				}
			}
		})
	}
}

// goods are products with everything that a feed may say, the same every time.
func goods(n int) []catalog.Product {
	r := rand.New(rand.NewPCG(1, 2))
	pick := func(words ...string) string { return words[r.IntN(len(words))] }
	usd := func(amount int) catalog.Money { return catalog.Money{Amount: int64(amount), Currency: "USD"} }
	products := make([]catalog.Product, n)
	for i := range products {
		p := &products[i]
		p.ID = fmt.Sprintf("p-%d", i)
		p.Title = fmt.Sprintf("%s %s %d", pick("Wool", "Oak", `24" Steel`, "Crème brûlée", "Salt & Pepper"), pick("Hat", "Chair", "Lamp, tall", "Mug; large"), i)
		p.Description = pick("Warm.", "In two lines.\nWith a < b, and \"quoted\".", "1 & 2, tab-free\nünï")
		p.Brand = pick("Halden", "Kettle & Co", "")
		p.Category = [][]string{{"Men", "Hats"}, {"Home & Garden", "Lamps", "Tall"}, {"Mugs"}}[r.IntN(3)]
		p.Images = []string{fmt.Sprintf("https://example.com/%d.jpg", i), fmt.Sprintf("https://example.com/%d-2.jpg?w=1&h=2", i)}
		p.URL = fmt.Sprintf("https://example.com/p/%d?a=1&b=2", i)
		p.Tags = [][]string{nil, {"sale"}, {"new in", "summer"}}[r.IntN(3)]
		if r.IntN(3) == 0 { // comes in one kind
			p.Price = usd(100 + r.IntN(500000))
			if r.IntN(2) == 0 {
				p.CompareAt = usd(int(p.Price.Amount) + 1 + r.IntN(1000))
			}
			p.Stock, p.SoldOut = pieces(r.IntN(5))
			p.Attributes = []catalog.Attribute{{Name: "material", Values: []string{pick("Cotton", "Nylon")}}}
			continue
		}
		sizes, colors := []string{"S", "M", "L"}[:1+r.IntN(3)], []string{"Red", "Navy Blue"}[:1+r.IntN(2)]
		p.Options = []catalog.Option{{Name: "color", Values: colors}, {Name: "size", Values: sizes}}
		for _, color := range colors {
			for _, size := range sizes {
				v := catalog.Variant{
					ID: fmt.Sprintf("%s-%d", p.ID, len(p.Variants)), Options: map[string]string{"color": color, "size": size},
					Price: usd(100 + r.IntN(500000)), Image: p.Images[0],
				}
				if r.IntN(2) == 0 {
					v.CompareAt = usd(int(v.Price.Amount) + 1 + r.IntN(1000))
				}
				v.Stock, v.SoldOut = pieces(r.IntN(5))
				p.Variants = append(p.Variants, v)
			}
		}
		if refusal := summarise(p); refusal != nil {
			panic(refusal)
		}
	}
	return products
}

// pieces is how many there are; 4 stands for uncounted.
func pieces(n int) (stock catalog.Stock, soldOut bool) {
	if n == 4 {
		return catalog.Stock{}, false
	}
	return catalog.Stock{Known: true, Count: n}, n == 0
}

func clone(p catalog.Product) catalog.Product {
	p.Variants = append([]catalog.Variant(nil), p.Variants...)
	return p
}

// plain writes an amount as ParseMoney takes it.
func plain(m catalog.Money) string {
	amount, _, _ := strings.Cut(m.String(), " ")
	return amount
}

func stockText(s catalog.Stock) string {
	if !s.Known {
		return ""
	}
	return strconv.Itoa(s.Count)
}
