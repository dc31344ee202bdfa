package browser

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/catalog"
	"github.com/aisle-chat/aisle/chat"
)

// corner is a small shop in which everything is real but the assistant, which
// says what a test needs; see [script]. It shows what a big shop seldom has all
// at once.
type corner struct {
	t      *testing.T
	url    string // of the page, without a slash at the end
	chat   *chat.Chat
	store  chat.Store
	carts  cart.Carts
	orders *cart.OrderBook
	index  *catalog.Index
	script *script
	// customer is who the shop's own login says is here; nil for a guest.
	customer atomic.Pointer[assistant.Customer]
	// broken answers every address below the mount that holds these words with
	// a failure; slow holds it back until it is nil again.
	broken atomic.Pointer[string]
	slow   atomic.Pointer[held]
}

// held is what is held back.
type held struct {
	words string
	until chan struct{}
}

const cornerPage = `<!doctype html><html lang="%s" dir="%s"><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>The corner shop</title>
<meta name="aisle:page" content="%s"><meta name="aisle:order" content="%s">
%s<main><h1>The corner shop</h1></main>
<script src="/aisle/widget.js" data-name="Wren" data-color="#2f5d50" data-scheme="%s" data-checkout="/checkout"
	data-privacy="/privacy" data-greeting="Ask about anything here." defer></script></html>`

var cornerShipping = &cart.Shipping{Currency: "USD", Zones: []cart.Zone{{
	ID: "us", Name: "the United States", Countries: []string{"US"},
	Methods: []cart.Method{{ID: "standard", Name: "Standard", Cost: "5.90", FreeFrom: "150", MinDays: 3, MaxDays: 5}},
}}}

var cornerPolicies = &cart.Policies{
	Returns: cart.ReturnPolicy{Window: 30, Condition: "unused", PaidBy: "shop"},
	Cancel:  cart.CutOff{Until: cart.OrderPlaced}, Address: cart.CutOff{Until: cart.OrderPacked},
	Damaged: cart.ReportPolicy{Window: 30, Remedies: []string{"replacement", "refund"}},
	Late:    cart.LatePolicy{After: 2, Remedies: []string{"refund"}},
}

func usd(cents int64) catalog.Money { return catalog.Money{Amount: cents, Currency: "USD"} }

// newCorner starts a corner shop, which changes may set up otherwise. It is
// ended with the test.
func newCorner(t *testing.T, changes ...func(*chat.Config)) *corner {
	t.Helper()
	index, err := catalog.NewIndex(func(yield func(catalog.Product, error) bool) {
		for _, p := range cornerGoods {
			if !yield(p, nil) {
				return
			}
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	orders, err := cart.NewOrderBook(cart.OrderBookConfig{
		Store: cart.NewOrderMemory(), Carts: cart.NewMemory(), Catalog: index, Currency: "USD", Policies: cornerPolicies, Shipping: cornerShipping, Prefix: "LH-",
		Promotions: []cart.Promotion{
			{ID: "fall", Title: "10 % off", Code: "FALL10", Percent: 10},
			{ID: "big", Title: "$20 off big orders", Code: "BIG20", Amount: "20", Minimum: "200"},
			{ID: "spring", Title: "Spring", Code: "SPRING", Percent: 5, Ends: time.Now().Add(-24 * time.Hour)},
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	c := &corner{t: t, store: chat.NewMemory(), orders: orders, carts: orders.Carts(), index: index}
	for _, o := range cornerOrders(time.Now()) {
		if err := orders.Put(t.Context(), o); err != nil {
			t.Fatal(err)
		}
	}
	c.script = &script{corner: c}
	config := chat.Config{
		Catalog: index, Store: c.store, Carts: c.carts, Currency: "USD", Assistant: c.script, Orders: orders,
		Policies: cornerPolicies, Shipping: cornerShipping, OrderPage: "/orders/", Shopper: c.shopper, Logger: slog.New(slog.DiscardHandler),
	}
	for _, change := range changes {
		change(&config)
	}
	c.chat, err = chat.New(config)
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(http.HandlerFunc(c.serve))
	t.Cleanup(server.Close)
	t.Cleanup(func() { c.chat.Shutdown(context.Background()) })
	c.url = server.URL
	return c
}

func (c *corner) shopper(*http.Request) (chat.Shopper, error) {
	return chat.Shopper{Customer: c.customer.Load()}, nil
}

// serve answers /, /dark, /strict and /in/LANGUAGE with a page, /picture/COLOR with a picture,
// and all below /aisle/ by the chat.
func (c *corner) serve(w http.ResponseWriter, r *http.Request) {
	path := r.URL.Path
	switch {
	case strings.HasPrefix(path, "/aisle/"):
		if words := c.broken.Load(); words != nil && strings.Contains(path, *words) {
			http.Error(w, "", http.StatusBadGateway)
			return
		}
		if held := c.slow.Load(); held != nil && strings.Contains(path, held.words) {
			<-held.until
		}
		c.chat.ServeHTTP(w, r)
	case strings.HasPrefix(path, "/picture/"):
		w.Header().Set("Content-Type", "image/svg+xml")
		fmt.Fprintf(w, cornerPicture, strings.TrimPrefix(path, "/picture/"))
	case path == "/", path == "/dark", path == "/strict", path == "/cart", strings.HasPrefix(path, "/in/"):
		language, dir := "en", "ltr"
		if in, ok := strings.CutPrefix(path, "/in/"); ok {
			language = in
		}
		if language == "ar" || language == "he" {
			dir = "rtl"
		}
		scheme, style := "light", "<style>body { background: #f6f3ee }</style>"
		if path == "/dark" {
			scheme, style = "dark", "<style>body { background: #191c1b; color: #eee }</style>"
		}
		if path == "/strict" {
			w.Header().Set("Content-Security-Policy", strictPolicy)
			style = ""
		}
		kind := "home"
		if path == "/cart" {
			kind = "cart"
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprintf(w, cornerPage, language, dir, kind, r.URL.Query().Get("order"), style, scheme)
	case path == "/bench":
		send(w, "text/html", benchPage)
	case path == "/favicon.ico":
		w.WriteHeader(http.StatusNoContent)
	default:
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		io.WriteString(w, "<!doctype html><html lang=en><title>Elsewhere</title><h1>Elsewhere</h1></html>")
	}
}

// benchPage is the page of servePeer, with the widget.
const benchPage = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>A shop</title><h1>A shop</h1>` +
	`<script src="/aisle/widget.js" defer></script>`

const cornerPicture = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400"><rect width="400" height="400" fill="#ece7de"/>` +
	`<path d="M120 110 160 80h80l40 30 50 40-30 50-30-14v150H130V186l-30 14-30-50Z" fill="#%s"/><path d="M160 80q40 40 80 0" fill="none" stroke="#0003" stroke-width="6"/></svg>`

// signIn makes a customer of whoever asks for a session from now on.
func (c *corner) signIn(customer *assistant.Customer) { c.customer.Store(customer) }

// breaks lets addresses that hold these words fail, until it is called with "".
func (c *corner) breaks(words string) {
	c.broken.Store(&words)
	if words == "" {
		c.broken.Store(nil)
	}
}

// holds lets addresses that hold these words wait until the returned function
// is called.
func (c *corner) holds(words string) (release func()) {
	h := &held{words: words, until: make(chan struct{})}
	c.slow.Store(h)
	release = sync.OnceFunc(func() {
		c.slow.Store(nil)
		close(h.until)
	})
	c.t.Cleanup(release)
	return release
}

var cornerGoods = []catalog.Product{
	cornerJacket("beck", "Beck Waterproof Jacket", 12900, "2f5d50", "420 g", "20,000 mm"),
	cornerJacket("drizzle", "Drizzle Packable Jacket", 8900, "b5562f", "240 g", "8,000 mm"),
	cornerJacket("heath", "Heath Three-Season Parka with a Long Name", 18900, "3b4a6b", "690 g", "15,000 mm"),
	{
		ID: "mug", Title: "Hearth Enamel Mug", Brand: "Fernwood", Price: usd(1400), Images: []string{"/picture/a33c3c"}, Category: []string{"Kitchen"},
		Attributes: []catalog.Attribute{{Name: "capacity", Values: []string{"350 ml"}}},
	},
	{ID: "lamp", Title: "Ember Lantern", Brand: "Fernwood", Price: usd(4200), Images: []string{"/missing.png"}, Category: []string{"Camp"}},
	{
		ID: "tent", Title: "Fell Two-Person Tent", Brand: "Northlight", Price: usd(24900), CompareAt: usd(29900), Images: []string{"/picture/6b7a3b"}, Category: []string{"Camp"},
		SoldOut: true,
	},
}

func cornerJacket(id, title string, price int64, color, weight, column string) catalog.Product {
	p := catalog.Product{
		ID: id, Title: title, Brand: "Northlight", Price: usd(price), Images: []string{"/picture/" + color}, Category: []string{"Jackets"},
		URL: "/products/" + id, Description: "A jacket for wet days.",
		Options:    []catalog.Option{{Name: "size", Values: []string{"S", "M", "L"}}},
		Attributes: []catalog.Attribute{{Name: "weight", Values: []string{weight}}, {Name: "waterproof", Values: []string{column}}},
	}
	for _, size := range p.Options[0].Values {
		p.Variants = append(p.Variants, catalog.Variant{ID: id + "-" + strings.ToLower(size), Options: map[string]string{"size": size}, Price: usd(price)})
	}
	return p
}

// ada is the corner shop's one customer.
var ada = &assistant.Customer{ID: "c-1", Name: "Ada", Email: "ada@shop.example"}

// cornerOrders are orders in different states at a moment.
func cornerOrders(now time.Time) []cart.Order {
	day := 24 * time.Hour
	noon := time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, time.UTC)
	window := func(from, to int) cart.Window {
		return cart.Window{From: noon.AddDate(0, 0, from), To: noon.AddDate(0, 0, to)}
	}
	jacket := cart.OrderLine{ID: "l1", ProductID: "beck", VariantID: "beck-m", Options: map[string]string{"size": "M"}, Title: "Beck Waterproof Jacket", Image: "/picture/2f5d50",
		Quantity: 1, Unit: usd(12900), Total: usd(12900), Category: []string{"Jackets"}}
	mugs := cart.OrderLine{ID: "l2", ProductID: "mug", Title: "Hearth Enamel Mug", Image: "/picture/a33c3c", Quantity: 2, Unit: usd(1400), Total: usd(2800), Category: []string{"Kitchen"}}
	lamp := cart.OrderLine{ID: "l1", ProductID: "lamp", Title: "Ember Lantern", Image: "/missing.png", Quantity: 1, Unit: usd(4200), Total: usd(4200), Category: []string{"Camp"}, FinalSale: true}
	to := cart.Address{Name: "Ada Byron", Line1: "12 Mill Lane", City: "Portland", Region: "ME", Postal: "04101", Country: "US"}
	return []cart.Order{
		{
			Number: "LH-1001", Email: "ada@shop.example", CustomerID: "c-1", Placed: now.Add(-5 * day), Packed: now.Add(-4 * day), State: cart.OrderShipped, Currency: "USD",
			Lines: []cart.OrderLine{jacket, mugs}, Subtotal: usd(15700), Discounts: []cart.Discount{{Promotion: "fall", Title: "10 % off", Code: "FALL10", Amount: usd(1570)}},
			Shipping: usd(590), Total: usd(14720), Method: "standard", Address: to, Promised: window(1, 3),
			Parcels: []cart.Parcel{
				{ID: "p1", Carrier: "Parcelway", Tracking: "PW 7734 2210", URL: "https://parcelway.example/7734", Shipped: now.Add(-3 * day), Moved: now.Add(-day), Expected: window(2, 2), Contents: map[string]int{"l1": 1}},
				{ID: "p2", Carrier: "Parcelway", Tracking: "PW 7734 2211", URL: "https://parcelway.example/7735", Shipped: now.Add(-2 * day), Moved: now.Add(-day), Expected: window(3, 3), Contents: map[string]int{"l2": 2}},
			},
		},
		{
			Number: "LH-1002", Email: "ada@shop.example", CustomerID: "c-1", Placed: now.Add(-20 * day), Packed: now.Add(-19 * day), State: cart.OrderDelivered, Currency: "USD",
			Lines: []cart.OrderLine{jacket}, Subtotal: usd(12900), Shipping: usd(0), Total: usd(12900), Address: to,
			Parcels:  []cart.Parcel{{ID: "p1", Carrier: "Parcelway", Tracking: "PW 7731 0001", Shipped: now.Add(-18 * day), Moved: now.Add(-15 * day), Delivered: now.Add(-15 * day)}},
			Requests: []cart.Request{{Reference: "R-4711", Order: "LH-1002", Kind: cart.RequestReturn, State: cart.RequestApproved, Filed: now.Add(-9 * day), Lines: map[string]int{"l1": 1}}},
			Refunds:  []cart.Refund{{Amount: usd(12900), Reason: "Return R-4711", Begun: now.Add(-2 * day), Due: noon.AddDate(0, 0, 6)}},
		},
		{
			Number: "LH-1003", Email: "ben@shop.example", Placed: now.Add(-12 * day), Packed: now.Add(-11 * day), State: cart.OrderShipped, Currency: "USD",
			Lines: []cart.OrderLine{lamp}, Subtotal: usd(4200), Shipping: usd(590), Total: usd(4790), Promised: window(-5, -4),
			Parcels: []cart.Parcel{{ID: "p1", Carrier: "Parcelway", Tracking: "PW 7700 9", Shipped: now.Add(-10 * day), Moved: now.Add(-6 * day), Expected: window(-5, -4)}},
		},
	}
}
