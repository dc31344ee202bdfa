package grounding_test

import (
	"context"
	"strings"
	"testing"
	"time"
	_ "time/tzdata" // the machine may have none

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/grounding"
	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/catalog"
)

// monday is when the turns of the tests take place: 10 am in New York.
var monday = time.Date(2026, time.November, 23, 15, 0, 0, 0, time.UTC)

func usd(cents int64) catalog.Money { return catalog.Money{Amount: cents, Currency: "USD"} }

// beck is a rain jacket in two colours and two sizes, of which one is sold out.
func beck() catalog.Product {
	p := catalog.Product{
		ID: "beck", Title: "Beck Rain Jacket", Brand: "Tarn", Category: []string{"Clothing", "Jackets"}, Price: usd(12800), CompareAt: usd(15000),
		Description: "A jacket for walking. It packs into its own pocket.",
		Options:     []catalog.Option{{Name: "color", Values: []string{"Blue", "Black"}}, {Name: "size", Values: []string{"S", "M"}}},
		Attributes: []catalog.Attribute{
			{Name: "material", Values: []string{"recycled nylon"}}, {Name: "weight", Values: []string{"340 g"}}, {Name: "waterproof", Values: []string{"yes"}}, {Name: "vegan", Values: []string{"no"}},
			{Name: "country of origin", Values: []string{"Portugal"}},
		},
		Rating: catalog.Rating{Average: 4.6, Count: 64},
	}
	for _, color := range []string{"Blue", "Black"} {
		for _, size := range []string{"S", "M"} {
			p.Variants = append(p.Variants, catalog.Variant{
				ID: strings.ToLower("beck-" + color + "-" + size), Options: map[string]string{"color": color, "size": size}, Price: usd(12800),
				SoldOut: color == "Blue" && size == "S", Stock: catalog.Stock{Known: true, Count: map[string]int{"Blue": 0, "Black": 4}[color]},
			})
		}
	}
	p.Variants[1].Stock.Count = 12
	return p
}

// lamp has no variants, and three pieces are left of it.
func lamp() catalog.Product {
	return catalog.Product{
		ID: "moth", Title: "Moth Lantern", Brand: "Glow", Category: []string{"Lighting", "Lanterns"}, Price: usd(4500), Stock: catalog.Stock{Known: true, Count: 3},
		Attributes: []catalog.Attribute{{Name: "brightness", Values: []string{"200 lumens"}}, {Name: "run time", Values: []string{"40 hours"}}, {Name: "weight", Values: []string{"610 g"}}, {Name: "fits", Values: []string{"AA batteries"}}},
		Rating:     catalog.Rating{Average: 4.2, Count: 30},
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
			Cancel:   cart.CutOff{Until: cart.OrderPlaced},
			Damaged:  cart.ReportPolicy{Window: 14, Answer: 8, Remedies: []string{cart.RemedyReplacement, cart.RemedyRefund}},
			Warranty: cart.WarrantyPolicy{Months: 24, Covers: "faults in material"},
		},
		Shipping: &cart.Shipping{
			Currency: "USD", TimeZone: "America/New_York", CutOff: "14:00",
			Zones: []cart.Zone{{ID: "us", Name: "the United States", Countries: []string{"US"}, Methods: []cart.Method{
				{ID: "standard", Name: "Standard", Cost: "5.90", FreeFrom: "75", MinDays: 3, MaxDays: 5},
				{ID: "express", Name: "Express", Cost: "14.90", MinDays: 1, MaxDays: 2},
			}}},
		},
		Hours: &assistant.Hours{TimeZone: "America/New_York", Week: []assistant.Opening{{Days: []string{"mon-fri"}, From: "09:00", To: "17:00"}}},
		Promotions: []cart.Promotion{
			{ID: "lamps", Title: "20% off lanterns", Percent: 20, Categories: []string{"Lighting"}, Ends: day("2026-12-05")},
			{ID: "secret", Title: "25% off for neighbors", Code: "NEIGHBOR25", Secret: true, Percent: 25},
		},
	}
}

// order is one that is on its way and arrives on Tuesday or Wednesday.
func order() cart.Order {
	at := day("2026-11-19").Add(16 * time.Hour)
	return cart.Order{
		Number: "T-1002", Email: "ada@example.com", Placed: at, Packed: at.Add(time.Hour), State: cart.OrderShipped, Currency: "USD", Subtotal: usd(12800), Total: usd(12800),
		Lines:   []cart.OrderLine{{ID: "l1", ProductID: "beck", Title: "Beck Rain Jacket", Quantity: 1, Unit: usd(12800), Total: usd(12800), Category: []string{"Clothing", "Jackets"}}},
		Parcels: []cart.Parcel{{ID: "p1", Carrier: "Goose Post", Tracking: "GP77120", Shipped: day("2026-11-20").Add(15 * time.Hour), Expected: cart.Window{From: day("2026-11-24"), To: day("2026-11-25")}}},
	}
}

// shop is a shop in which only the terms, a cart and orders can be read.
type shop struct {
	assistant.Shop
	orders []cart.Order
	cart   cart.Cart
}

func (s shop) Terms() assistant.Terms {
	t := terms()
	t.Orders, t.OrderPrefix = true, "T-"
	return t
}
func (s shop) Orders(context.Context) ([]cart.Order, error) { return s.orders, nil }
func (s shop) Cart(context.Context) (cart.Cart, error)      { return s.cart, nil }
func (s shop) UsedUp(context.Context) ([]string, error)     { return nil, nil }
func (s shop) Product(_ context.Context, id string) (catalog.Product, error) {
	return catalog.Product{}, catalog.ErrNotFound
}

// facts is a snapshot with the two products and the order.
func facts() *grounding.Snapshot {
	s := grounding.NewSnapshot(assistant.Turn{
		Locale: "en-US", Now: monday, Text: "a rain jacket or a lamp",
		Shop: shop{orders: []cart.Order{order()}, cart: cart.Cart{ID: "c", Currency: "USD", Count: 1, Lines: []cart.Line{{ProductID: "moth", Title: "Moth Lantern", Quantity: 1, Unit: usd(4500), Total: usd(4500)}}, Subtotal: usd(4500), Total: usd(4500)}},
	})
	s.LearnProducts(beck(), lamp())
	return s
}

func newVerifier(t testing.TB, config grounding.Config) *grounding.Verifier {
	t.Helper()
	v, err := grounding.New(config)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// parts is a Writer that keeps what it gets.
type parts struct{ all assistant.Parts }

func (p *parts) Write(part assistant.Part) error {
	p.all = append(p.all, part)
	return nil
}

func (p *parts) text() string {
	var b strings.Builder
	for _, part := range p.all {
		if t, ok := part.(assistant.Text); ok {
			b.WriteString(t.Text)
		}
	}
	return b.String()
}
