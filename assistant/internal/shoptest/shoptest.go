// Package shoptest is a small shop for the tests of assistants: goods, terms,
// articles, a cart and orders, with everything real but the size.
package shoptest

import (
	"context"
	"embed"
	"io/fs"
	"strings"
	"testing"
	"time"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/knowledge"
	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/catalog"
	"github.com/aisle-chat/aisle/catalog/feed"
)

//go:embed knowledge
var files embed.FS

// Now is the time in the shop: a Tuesday afternoon.
var Now = time.Date(2026, time.November, 24, 15, 0, 0, 0, time.UTC)

// Goods are the shop's products, one JSON object a line.
const Goods = `
{"id":"beck","title":"Beck Rain Jacket","description":"A light jacket for wet days.","brand":"Northway","category":"Clothing > Jackets","price":"128.00","currency":"USD","options":[{"name":"size","values":["S","M","L"]}],"variants":[{"id":"beck-s","options":{"size":"S"},"price":"128.00"},{"id":"beck-m","options":{"size":"M"},"price":"128.00"},{"id":"beck-l","options":{"size":"L"},"price":"128.00","available":false}],"attributes":{"waterproof":"yes","weight":"310 g","material":"nylon"},"rating":4.6,"review_count":12,"reviews":[{"rating":5,"text":"Kept me dry in Wales."}],"image":"https://img.example/beck.jpg","url":"/products/beck"}
{"id":"drizzle","title":"Drizzle Shell Jacket","description":"Packs into its own pocket.","brand":"Northway","category":"Clothing > Jackets","price":"89.00","currency":"USD","attributes":{"waterproof":"no","water repellent":"yes","weight":"190 g","material":"polyester"},"rating":4.1,"review_count":40,"url":"/products/drizzle"}
{"id":"fell","title":"Fell Down Jacket","description":"Warm and light.","brand":"Hale","category":"Clothing > Jackets","price":"210.00","compare_at":"260.00","currency":"USD","attributes":{"weight":"420 g","material":"nylon"},"url":"/products/fell"}
{"id":"mug","title":"Tin Mug","description":"For the fire and the sink.","category":"Kitchen > Mugs","price":"9.50","currency":"USD","attributes":{"dishwasher safe":"yes","capacity":"350 ml"},"stock":3,"url":"/products/mug"}
{"id":"lamp","title":"Camp Lamp","description":"Hangs from a branch.","category":"Lighting > Lamps","price":"35.00","currency":"USD","attributes":{"run time":"8 h","weight":"240 g"},"url":"/products/lamp"}
{"id":"tent","title":"Moor Tent","description":"Made to order.","category":"Camping > Tents","attributes":{"people":"2"},"url":"/products/tent"}
`

// Shop is one shop with one shopper's cart in it.
type Shop struct {
	Index    *catalog.Index
	Carts    cart.Carts
	Book     *cart.OrderBook
	Articles *knowledge.Base
	Cart     string
	Customer *assistant.Customer
}

// Open returns a shop with an empty cart. more are further products, one JSON
// object a line.
func Open(t testing.TB, more ...string) *Shop {
	t.Helper()
	index, err := catalog.NewIndex(feed.Read(strings.NewReader(Goods + strings.Join(more, "\n"))).Products())
	if err != nil {
		t.Fatal(err)
	}
	articles, err := knowledge.Read(Knowledge())
	if err != nil {
		t.Fatal(err)
	}
	terms := articles.Terms()
	book, err := cart.NewOrderBook(cart.OrderBookConfig{
		Store: cart.NewOrderMemory(), Carts: cart.NewMemory(), Catalog: index, Policies: terms.Policies, Shipping: terms.Shipping, Promotions: terms.Promotions,
		Prefix: "NW-", Now: func() time.Time { return Now },
	})
	if err != nil {
		t.Fatal(err)
	}
	return &Shop{Index: index, Carts: book.Carts(), Book: book, Articles: articles, Cart: "cart-1"}
}

// Knowledge is the folder of articles and terms.
func Knowledge() fs.FS {
	sub, err := fs.Sub(files, "knowledge")
	if err != nil {
		panic(err)
	}
	return sub
}

// Turn is a message of the shopper.
func (s *Shop) Turn(id, text string) assistant.Turn {
	return assistant.Turn{
		ID: id, Conversation: "talk-1", Locale: "en-US", Text: text, Customer: s.Customer, Now: Now,
		Shop: assistant.BindShop(assistant.Binding{
			Catalog: s.Index, Carts: s.Carts, CartID: s.Cart, Orders: s.Book, Customer: s.Customer, Terms: s.Articles.Terms(),
		}),
	}
}

// Count is how many things are in the cart.
func (s *Shop) Count(t testing.TB) int {
	t.Helper()
	c, err := s.Carts.Get(context.Background(), s.Cart)
	if err != nil {
		t.Fatal(err)
	}
	return c.Count
}

// Recorder is an assistant.Writer that keeps what the shopper ends up seeing, and
// every part in the order in which it came.
type Recorder struct {
	Seen assistant.Parts // what is left after retractions
	All  assistant.Parts
}

// Write implements assistant.Writer.
func (r *Recorder) Write(p assistant.Part) error {
	r.All = append(r.All, p)
	switch p.(type) {
	case assistant.Retract:
		r.Seen = nil
	case assistant.Status:
	default:
		r.Seen = append(r.Seen, p)
	}
	return nil
}

// Text is the prose that is left.
func (r *Recorder) Text() string {
	var b strings.Builder
	for _, p := range r.Seen {
		if t, ok := p.(assistant.Text); ok {
			b.WriteString(t.Text)
		}
	}
	return b.String()
}
