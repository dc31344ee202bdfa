package rehearsal_test

import (
	"cmp"
	"context"
	"iter"
	"slices"
	"strings"
	"testing"
	"time"
	_ "time/tzdata" // the machine may have none

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/rehearsal"
	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/catalog"
)

// monday is when the talks of the tests take place: 10 am in New York.
var monday = time.Date(2026, time.November, 23, 15, 0, 0, 0, time.UTC)

func usd(cents int64) catalog.Money { return catalog.Money{Amount: cents, Currency: "USD"} }

// jacket is a product in two colours and two sizes.
func jacket(id, title string, cents int64, material string, rating float64, ratings int) catalog.Product {
	p := catalog.Product{
		ID: id, Title: title, Brand: "Tarn", Category: []string{"Clothing", "Jackets"}, Price: usd(cents),
		Description: "A jacket for walking. It weighs 320 g.",
		Options:     []catalog.Option{{Name: "color", Values: []string{"Blue", "Black"}}, {Name: "size", Values: []string{"S", "M"}}},
		Attributes:  []catalog.Attribute{{Name: "material", Values: []string{material}}, {Name: "weight", Values: []string{"320 g"}}},
		Rating:      catalog.Rating{Average: rating, Count: ratings},
	}
	for _, color := range []string{"Blue", "Black"} {
		for _, size := range []string{"S", "M"} {
			p.Variants = append(p.Variants, catalog.Variant{
				ID: strings.ToLower(id + "-" + color + "-" + size), Options: map[string]string{"color": color, "size": size}, Price: usd(cents),
				SoldOut: color == "Blue" && size == "S",
			})
		}
	}
	return p
}

func goods() []catalog.Product {
	mug := func(id, title string, cents int64) catalog.Product {
		return catalog.Product{
			ID: id, Title: title, Brand: "Hearth", Category: []string{"Kitchen", "Mugs"}, Price: usd(cents), Stock: catalog.Stock{Known: true, Count: 3},
			Attributes: []catalog.Attribute{{Name: "material", Values: []string{"enamel"}}, {Name: "volume", Values: []string{"350 ml"}}},
		}
	}
	lantern := func(id, title string, cents, before int64) catalog.Product {
		return catalog.Product{
			ID: id, Title: title, Brand: "Glow", Category: []string{"Lighting", "Lanterns"}, Price: usd(cents), CompareAt: usd(before),
			Attributes: []catalog.Attribute{{Name: "brightness", Values: []string{"200 lumens"}}, {Name: "material", Values: []string{"steel"}}},
		}
	}
	loft := jacket("loft", "Loft Fleece Jacket", 6000, "fleece", 4.1, 12)
	loft.SoldOut = true
	return []catalog.Product{
		jacket("beck", "Beck Rain Jacket", 12800, "nylon", 4.6, 64), jacket("skiff", "Skiff Rain Jacket", 11800, "polyester", 4.2, 30),
		jacket("drizzle", "Drizzle Rain Jacket", 8900, "nylon", 4.0, 21), jacket("hide", "Hide Leather Jacket", 21000, "leather", 4.8, 18), loft,
		mug("ember", "Ember Mug", 1800), mug("cinder", "Cinder Mug", 2200), mug("ash", "Ash Mug", 1600), mug("flint", "Flint Mug", 2000),
		lantern("moth", "Moth Lantern", 4500, 6000), lantern("owl", "Owl Lantern", 7000, 0), lantern("bat", "Bat Lantern", 3000, 0), lantern("fox", "Fox Lantern", 5200, 0),
	}
}

func all(products []catalog.Product) iter.Seq2[catalog.Product, error] {
	return func(yield func(catalog.Product, error) bool) {
		for _, p := range products {
			if !yield(p, nil) {
				return
			}
		}
	}
}

func day(text string) time.Time { return cart.Day(text).Time() }

func terms() assistant.Terms {
	return assistant.Terms{
		Policies: &cart.Policies{
			TimeZone: "America/New_York",
			Returns:  cart.ReturnPolicy{Window: 30, Condition: "unused", PaidBy: cart.PaidByShop},
			Exchange: cart.ExchangePolicy{Window: 60, PaidBy: cart.PaidByShop},
			Refund:   cart.RefundPolicy{Days: 5, To: "the way it came"},
			Cancel:   cart.CutOff{Until: cart.OrderPlaced, After: "Let it come and send it back."},
			Damaged:  cart.ReportPolicy{Window: 14, Photo: true, Remedies: []string{cart.RemedyReplacement, "refund"}, Answer: 8, KeepIt: true},
			Late:     cart.LatePolicy{After: 2, Remedies: []string{"refund"}},
			Warranty: cart.WarrantyPolicy{Months: 24, Covers: "faults in material", Remedies: []string{"repair"}},
		},
		Shipping: &cart.Shipping{
			Currency: "USD", TimeZone: "America/New_York", CutOff: "14:00",
			Zones: []cart.Zone{
				{ID: "us", Name: "the United States", Countries: []string{"US"}, Methods: []cart.Method{
					{ID: "standard", Name: "Standard", Cost: "5.90", FreeFrom: "75", MinDays: 3, MaxDays: 5},
					{ID: "express", Name: "Express", Cost: "14.90", MinDays: 1, MaxDays: 2},
				}},
			},
		},
		Hours: &assistant.Hours{TimeZone: "America/New_York", Week: []assistant.Opening{{Days: []string{"mon-fri"}, From: "09:00", To: "17:00"}}},
		Promotions: []cart.Promotion{
			{ID: "lamps", Title: "20% off lanterns", Percent: 20, Categories: []string{"Lighting"}, Ends: day("2026-12-05")},
			{ID: "secret", Title: "25% off for neighbors", Code: "NEIGHBOR25", Secret: true, Percent: 25},
		},
	}
}

func articles() []assistant.Article {
	section := func(text string) []assistant.Section { return []assistant.Section{{Text: text}} }
	return []assistant.Article{
		{ID: "payment", Title: "Payment", Sections: section("We take Visa, Mastercard and PayPal.")},
		{ID: "gifts", Title: "Gift wrapping", Sections: section("Gifts come in brown paper, with a note of up to 200 letters.")},
		{ID: "promotions", Title: "Promotions", Sections: section("Some last pieces are marked as final sale, on their page and in your order.")},
		{ID: "exchanges", Title: "Exchanges", Sections: section("You can exchange anything that can come back within 60 days of delivery.")},
		{ID: "care", Title: "Care", Sections: section("Wash rain jackets at 30 °C and let them dry for 24 hours.")},
	}
}

func orders() []cart.Order {
	order := func(number, email string, state cart.OrderState, placed string, parcel cart.Parcel) cart.Order {
		parcel.ID, parcel.Contents = "p1", map[string]int{"l1": 1}
		at := day(placed).Add(16 * time.Hour)
		return cart.Order{
			Number: number, Email: email, Placed: at, Packed: at.Add(time.Hour), State: state, Currency: "USD", Subtotal: usd(12800), Total: usd(12800),
			Lines: []cart.OrderLine{{
				ID: "l1", ProductID: "beck", VariantID: "beck-black-m", Title: "Beck Rain Jacket", Quantity: 1, Unit: usd(12800), Total: usd(12800),
				Options: map[string]string{"color": "Black", "size": "M"}, Category: []string{"Clothing", "Jackets"},
			}},
			Method: "standard", Address: cart.Address{Name: "Ada Brook", Line1: "1 Mill Lane", City: "Troy", Region: "NY", Postal: "12180", Country: "US"},
			Promised: cart.Window{From: at.AddDate(0, 0, 5).Truncate(24 * time.Hour), To: at.AddDate(0, 0, 7).Truncate(24 * time.Hour)},
			Parcels:  []cart.Parcel{parcel},
		}
	}
	return []cart.Order{
		order("T-1001", "ada@example.com", cart.OrderDelivered, "2026-11-05", cart.Parcel{Shipped: day("2026-11-06"), Delivered: day("2026-11-12").Add(17 * time.Hour)}),
		order("T-1002", "ada@example.com", cart.OrderShipped, "2026-11-19", cart.Parcel{
			Shipped: day("2026-11-20").Add(15 * time.Hour), Moved: day("2026-11-22").Add(15 * time.Hour), Expected: cart.Window{From: day("2026-11-24"), To: day("2026-11-25")},
		}),
	}
}

// shop is the whole shop, with an assistant of the test's own.
func shop(t testing.TB, a assistant.Assistant) rehearsal.Setup {
	t.Helper()
	index, err := catalog.NewIndex(all(goods()))
	if err != nil {
		t.Fatal(err)
	}
	return rehearsal.Setup{
		Assistant: a, Catalog: index, Orders: orders(), Prefix: "T-", Terms: terms(), Articles: articles(), Now: monday,
	}
}

// run rehearses a setup with made-up scripts.
func run(t testing.TB, setup rehearsal.Setup, n int) *rehearsal.Report {
	t.Helper()
	stock, err := rehearsal.TakeStock(context.Background(), setup.Catalog)
	if err != nil {
		t.Fatal(err)
	}
	report, err := rehearsal.Run(context.Background(), setup, rehearsal.Write(stock, setup, n, 1))
	if err != nil {
		t.Fatal(err)
	}
	return report
}

// failedChecks are the names of the checks that failed anywhere in a talk.
func failedChecks(t *rehearsal.Transcript) []string {
	var names []string
	for _, x := range t.Exchanges {
		for _, c := range x.Checks {
			if !c.Pass && !slices.Contains(names, c.Name) {
				names = append(names, c.Name)
			}
		}
	}
	slices.SortFunc(names, cmp.Compare)
	return names
}
