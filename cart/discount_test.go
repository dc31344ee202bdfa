package cart_test

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/catalog"
)

var today = at("2026-03-10T12:00:00Z")

// basket is a cart of three blankets at $20.01, two mugs at $12.50 and a jacket
// at $129: $214.03.
func basket(codes ...string) cart.Contents {
	entry := func(id string, quantity int, price int64) cart.Entry {
		return cart.Entry{ProductID: id, Quantity: quantity, Seen: money(price, "USD"), Name: id}
	}
	return cart.Contents{Version: 1, Codes: codes, Entries: []cart.Entry{entry("blanket", 3, 2001), entry("mug", 2, 1250), entry("jacket", 1, 12900)}}
}

func prices(promotions ...cart.Promotion) cart.Prices {
	return cart.Prices{
		Currency: "USD", Promotions: promotions, Now: today,
		Products: map[string]catalog.Product{
			"blanket": {ID: "blanket", Title: "Blanket", Price: money(2001, "USD"), Category: []string{"Bedding", "Blankets"}},
			"mug":     {ID: "mug", Title: "Mug", Price: money(1250, "USD"), Category: []string{"Kitchen"}, Tags: []string{"Gift", " Final SALE "}},
			"jacket":  {ID: "jacket", Title: "Jacket", Price: money(12900, "USD"), Category: []string{"Jackets"}},
		},
	}
}

func TestPromotions(t *testing.T) {
	const sum = 6003 + 2500 + 12900
	for _, c := range []struct {
		name       string
		promotions []cart.Promotion
		codes      []string
		want       string // discounts, then what is off each line
	}{
		{"none", nil, nil, " [0 0 0]"},
		{"a percentage of all", []cart.Promotion{{ID: "p", Percent: 10}}, nil, "p:2140 [600 250 1290]"}, // 2140.3; the fraction of .3 goes nowhere
		{"half a cent is rounded up", []cart.Promotion{{ID: "p", Percent: 50, Categories: []string{"Bedding"}}}, nil, "p:3002 [3002 0 0]"},
		{"everything", []cart.Promotion{{ID: "p", Percent: 100}}, nil, fmt.Sprintf("p:%d [6003 2500 12900]", sum)},
		{"by path", []cart.Promotion{{ID: "p", Percent: 20, Categories: []string{"bedding > blankets"}}}, nil, "p:1201 [1201 0 0]"},
		{"by tag", []cart.Promotion{{ID: "p", Percent: 20, Tags: []string{"gift"}}}, nil, "p:500 [0 500 0]"},
		{"by path or tag", []cart.Promotion{{ID: "p", Percent: 20, Tags: []string{"gift"}, Categories: []string{"Bedding"}}}, nil, "p:1701 [1201 500 0]"},
		{"an amount is spread", []cart.Promotion{{ID: "p", Amount: "10"}}, nil, "p:1000 [280 117 603]"},
		{"an amount above the price", []cart.Promotion{{ID: "p", Amount: "99", Tags: []string{"gift"}}}, nil, "p:2500 [0 2500 0]"},
		{"just the minimum", []cart.Promotion{{ID: "p", Amount: "5", Minimum: "214.03"}}, nil, "p:500 [140 59 301]"},
		{"below the minimum", []cart.Promotion{{ID: "p", Amount: "5", Minimum: "214.04"}}, nil, " [0 0 0]"},
		{"the minimum counts what it applies to", []cart.Promotion{{ID: "p", Percent: 5, Minimum: "25.01", Tags: []string{"gift"}}}, nil, " [0 0 0]"},
		{"percentages before amounts", []cart.Promotion{{ID: "a", Amount: "10"}, {ID: "p", Percent: 50}}, nil, "p:10702 a:1000 [3282 1367 7053]"},
		{"one after the other", []cart.Promotion{{ID: "p", Percent: 50, Tags: []string{"gift"}}, {ID: "q", Percent: 50, Tags: []string{"gift"}}}, nil, "p:1250 q:625 [0 1875 0]"},
		{"nothing is left", []cart.Promotion{{ID: "p", Percent: 100}, {ID: "a", Amount: "5"}}, nil, fmt.Sprintf("p:%d [6003 2500 12900]", sum)},
		{"a code nobody gave", []cart.Promotion{{ID: "p", Percent: 10, Code: "TEN"}}, nil, " [0 0 0]"},
		{"a code", []cart.Promotion{{ID: "p", Percent: 10, Code: "t e n"}}, []string{"TEN"}, "p:2140 [600 250 1290]"},
		{"over", []cart.Promotion{{ID: "p", Percent: 10, Ends: today}}, nil, " [0 0 0]"},
		{"on its last second", []cart.Promotion{{ID: "p", Percent: 10, Ends: today.Add(1)}}, nil, "p:2140 [600 250 1290]"},
		{"on its first second", []cart.Promotion{{ID: "p", Percent: 10, Starts: today}}, nil, "p:2140 [600 250 1290]"},
		{"not yet", []cart.Promotion{{ID: "p", Percent: 10, Starts: today.Add(1)}}, nil, " [0 0 0]"},
		{"used up", []cart.Promotion{{ID: "used", Percent: 10, Limit: 7}}, nil, " [0 0 0]"},
		{"one use left", []cart.Promotion{{ID: "used", Percent: 10, Limit: 8}}, nil, "used:2140 [600 250 1290]"},
		{"used by this shopper", []cart.Promotion{{ID: "used", Percent: 10, LimitEach: 2}}, nil, " [0 0 0]"},
		{"alone, and better", []cart.Promotion{{ID: "p", Percent: 10}, {ID: "q", Percent: 5}, {ID: "solo", Percent: 20, Alone: true}}, nil, "solo:4281 [1201 500 2580]"},
		{"alone, and worse", []cart.Promotion{{ID: "solo", Percent: 14, Alone: true}, {ID: "p", Percent: 10}, {ID: "q", Percent: 5}}, nil, "p:2140 q:963 [870 363 1870]"},
		{"the better of two that stand alone", []cart.Promotion{{ID: "solo", Percent: 14, Alone: true}, {ID: "duo", Percent: 15, Alone: true}}, nil, "duo:3210 [900 375 1935]"},
		{"equal: what goes together comes first", []cart.Promotion{{ID: "solo", Percent: 10, Alone: true}, {ID: "p", Percent: 10}}, nil, "p:2140 [600 250 1290]"},
		{"free shipping", []cart.Promotion{{ID: "p", FreeShipping: true}}, nil, "p:0 [0 0 0]"},
	} {
		t.Run(c.name, func(t *testing.T) {
			by := prices(c.promotions...)
			by.Used = map[string]cart.Usage{"used": {All: 7, Each: 2}}
			priced := cart.Price("c", basket(c.codes...), by)
			var discounts []string
			left := int64(sum)
			for _, d := range priced.Discounts {
				discounts = append(discounts, fmt.Sprint(d.Promotion, ":", d.Amount.Amount))
				left -= d.Amount.Amount
			}
			var off []int64
			for _, line := range priced.Lines {
				off = append(off, line.Off.Amount)
			}
			if got := fmt.Sprint(strings.Join(discounts, " "), " ", off); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
			if priced.Total != money(left, "USD") || priced.Subtotal != money(sum, "USD") {
				t.Errorf("total %v of %v, want %d", priced.Total, priced.Subtotal, left)
			}
		})
	}
}

func TestCodeNotes(t *testing.T) {
	by := prices(
		cart.Promotion{ID: "a", Title: "$10 off", Code: "TENOFF", Amount: "10", Minimum: "226.43"},
		cart.Promotion{ID: "b", Title: "Gift week", Code: "GIFTS", Percent: 30, Ends: at("2026-03-09T04:00:00Z")},
		cart.Promotion{ID: "c", Title: "Spring", Code: "SPRING", Percent: 30, Starts: at("2026-03-11T04:00:00Z")},
		cart.Promotion{ID: "d", Title: "10% off tents", Code: "TENTS", Percent: 10, Categories: []string{"Tents"}},
		cart.Promotion{ID: "e", Title: "Welcome", Code: "HELLO", Percent: 10, LimitEach: 1},
		cart.Promotion{ID: "f", Title: "Flash", Code: "FLASH", Percent: 10, Limit: 5},
		cart.Promotion{ID: "g", Title: "Solo", Code: "SOLO", Percent: 1, Alone: true},
		cart.Promotion{ID: "h", Title: "20% off", Percent: 20},
		cart.Promotion{ID: "i", Title: "Last year", Code: "OLD", Percent: 30, Ends: at("2025-12-01T05:00:00Z")},
		cart.Promotion{ID: "j", Title: "Gifts", Code: "WRAP", Amount: "5", Tags: []string{"gift"}, Minimum: "30"},
		cart.Promotion{ID: "k", Title: "Thrice", Code: "THRICE", Percent: 10, LimitEach: 3},
	)
	by.Shipping = &cart.Shipping{TimeZone: "America/New_York"}
	by.Used = map[string]cart.Usage{"e": {Each: 1}, "f": {All: 5}, "k": {Each: 3}}
	for code, want := range map[string]string{
		"TENOFF": "TENOFF starts at $226.43: you are $12.40 short.",
		"GIFTS":  "GIFTS ended on March 8.", // at the end of that day
		"SPRING": "SPRING starts tomorrow.",
		"TENTS":  "Nothing in your cart goes with TENTS (10% off tents).",
		"HELLO":  "You have used HELLO already, and it goes once.",
		"THRICE": "You have used THRICE 3 times already, as often as it goes.",
		"FLASH":  "FLASH has been used as often as it goes, so it has ended.",
		"SOLO":   "SOLO cannot be combined with “20% off”, which saves you at least as much.",
		"OLD":    "OLD ended on November 30, 2025.",
		"WRAP":   "WRAP starts at $30.00 of what it goes with: you are $5.00 short.",
		"NOPE":   "There is no code NOPE in this shop. Please check the spelling.",
	} {
		c := cart.Price("c", basket(code), by)
		if len(c.Codes) != 1 || c.Codes[0].Why != want {
			t.Errorf("%s: %+v, want %q", code, c.Codes, want)
		}
	}
	by.Promotions = []cart.Promotion{{ID: "a", Title: "All", Percent: 100}, {ID: "b", Title: "More", Code: "MORE", Amount: "5"}}
	if c := cart.Price("c", basket("MORE"), by); c.Codes[0].Why != "“All” takes off everything there is, so nothing is left for MORE." {
		t.Errorf("nothing left: %+v", c.Codes)
	}
}

func TestDeliveryNote(t *testing.T) {
	s := shipping()
	for _, c := range []struct {
		name             string
		contents         cart.Contents
		promotions       []cart.Promotion
		from, free, left int64
	}{
		{"nothing in it", cart.Contents{}, nil, 590, 7500, 7500},
		{"some", cart.Contents{Entries: basket().Entries[1:2]}, nil, 590, 7500, 5000},
		{"free", basket(), nil, 0, 7500, 0},
		{"discounts come first", basket(), []cart.Promotion{{ID: "p", Title: "p", Percent: 70}}, 590, 7500, 1079},
		{"a promotion pays", cart.Contents{Entries: basket().Entries[1:2]}, []cart.Promotion{{ID: "p", Title: "p", FreeShipping: true}}, 0, 7500, 0},
	} {
		by := prices(c.promotions...)
		by.Shipping = s
		got := cart.Price("c", c.contents, by).Delivery
		if got == nil || got.From.Amount != c.from || got.FreeFrom.Amount != c.free || got.Left.Amount != c.left {
			t.Errorf("%s: %+v, want %d, %d, %d", c.name, got, c.from, c.free, c.left)
		}
	}
	if got := cart.Price("c", basket(), prices()).Delivery; got != nil {
		t.Errorf("without shipping: %+v", got)
	}
	// Free shipping is worth its price when it stands alone.
	by := prices(cart.Promotion{ID: "ship", Title: "ship", FreeShipping: true, Alone: true}, cart.Promotion{ID: "p", Title: "p", Amount: "5.89"})
	by.Shipping = s
	if got := cart.Price("c", cart.Contents{Entries: basket().Entries[1:2]}, by).Discounts; len(got) != 1 || got[0].Promotion != "ship" {
		t.Errorf("shipping of $5.90 or $5.89: %+v", got)
	}
}

func TestFinalSale(t *testing.T) {
	for i, line := range cart.Price("c", basket(), prices()).Lines {
		if want := i == 1; line.FinalSale != want {
			t.Errorf("%s: final sale is %v", line.Title, line.FinalSale)
		}
	}
}

// TestPricesAddUp prices random carts under random promotions.
func TestPricesAddUp(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	for range 2000 {
		by := cart.Prices{Currency: "USD", Now: today, Products: map[string]catalog.Product{}, Shipping: shipping()}
		var contents cart.Contents
		for i := range rng.IntN(6) {
			id := fmt.Sprint("p", i)
			price := money(rng.Int64N(1<<rng.IntN(39)), "USD")
			by.Products[id] = catalog.Product{ID: id, Title: id, Price: price, Category: []string{"ABC"[i%3 : i%3+1]}}
			contents.Entries = append(contents.Entries, cart.Entry{ProductID: id, Quantity: 1 + rng.IntN(cart.MaxQuantity), Seen: price})
		}
		for i := range rng.IntN(6) {
			p := cart.Promotion{ID: fmt.Sprint("d", i), Alone: rng.IntN(4) == 0, Categories: [][]string{nil, {"A"}, {"B", "C"}}[rng.IntN(3)]}
			switch rng.IntN(4) {
			case 0:
				p.Amount = fmt.Sprint(rng.IntN(500))
			case 1:
				p.FreeShipping = true
			default:
				p.Percent = 1 + rng.IntN(100)
			}
			by.Promotions = append(by.Promotions, p)
		}
		c := cart.Price("c", contents, by)
		var off, lines int64
		for _, d := range c.Discounts {
			off += d.Amount.Amount
			if d.Amount.Amount < 0 || d.Amount.Amount == 0 && !d.FreeShipping {
				t.Fatalf("a discount of %v: %+v", d.Amount, by.Promotions)
			}
		}
		for _, line := range c.Lines {
			lines += line.Off.Amount
			if line.Off.Amount < 0 || line.Off.Amount > line.Total.Amount {
				t.Fatalf("%v off a line of %v: %+v", line.Off, line.Total, by.Promotions)
			}
		}
		if off != lines || c.Total.Amount != c.Subtotal.Amount-off || c.Total.Amount < 0 {
			t.Fatalf("discounts %d, off the lines %d, total %v of %v: %+v", off, lines, c.Total, c.Subtotal, by.Promotions)
		}
		if again := cart.Price("c", contents, by); !reflect.DeepEqual(again, c) {
			t.Fatalf("the same cart comes to %+v and to %+v", c, again)
		}
	}
}

// TestPromotionsRunMonotonously expects that a promotion that is over stays over.
func TestPromotionsRunMonotonously(t *testing.T) {
	p := cart.Promotion{ID: "p", Percent: 10, Starts: today, Ends: today.AddDate(0, 0, 3)}
	states := ""
	for hours := -24; hours < 24*5; hours++ {
		by := prices(p)
		by.Now = today.Add(time.Duration(hours) * time.Hour)
		state := "-"
		if len(cart.Price("c", basket(), by).Discounts) > 0 {
			state = "+"
		}
		if !strings.HasSuffix(states, state) {
			states += state
		}
	}
	if states != "-+-" {
		t.Errorf("it runs %s", states)
	}
}
