package main

import (
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/knowledge"
	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/catalog"
	"github.com/aisle-chat/aisle/catalog/feed"
)

// now is the time in every shop: a Tuesday morning in New York.
var now = time.Date(2026, time.November, 24, 15, 0, 0, 0, time.UTC)

// goods is a catalogue with everything the shop knows, as an adversary uses it.
type goods struct {
	name     string
	about    fs.FS // the folder of rules and articles; nil in a shop that has said nothing
	index    *catalog.Index
	products []catalog.Product
	articles *knowledge.Base // what about holds
}

// root is the folder of the module.
func root() (string, error) {
	dir, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir, nil
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return "", errors.New("no go.mod above; run it in a checkout")
		}
		dir = parent
	}
}

// demo is the demo shop, with its rules and articles.
func demo() (*goods, error) {
	dir, err := root()
	if err != nil {
		return nil, err
	}
	dir = filepath.Join(dir, "examples", "internal", "larkhollow")
	return openGoods("the demo shop", filepath.Join(dir, "products.jsonl"), filepath.Join(dir, "knowledge"))
}

// openGoods reads a feed, and a folder of knowledge where there is one.
func openGoods(name, path, about string) (*goods, error) {
	file, err := feed.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	g := &goods{name: name}
	for p, err := range file.Products() {
		if err != nil {
			return nil, err
		}
		if !p.Price.IsZero() {
			g.products = append(g.products, p)
		}
	}
	if g.index, err = catalog.NewIndex(sequence(g.products)); err != nil {
		return nil, err
	}
	if about != "" {
		g.about = os.DirFS(about)
		if g.articles, err = knowledge.Read(g.about); err != nil {
			return nil, err
		}
	}
	return g, nil
}

// sequence is a list as an index reads it.
func sequence(products []catalog.Product) iter.Seq2[catalog.Product, error] {
	return func(yield func(catalog.Product, error) bool) {
		for _, p := range products {
			if !yield(p, nil) {
				return
			}
		}
	}
}

// terms are the shop's rules; their zero value in a shop without any.
func (g *goods) terms() assistant.Terms {
	if g.articles == nil {
		return assistant.Terms{}
	}
	return g.articles.Terms()
}

// visit is one shopper in a shop, with a cart of their own.
type visit struct {
	goods  *goods
	book   *cart.OrderBook   // nil in a shop without rules
	orders *cart.OrderMemory // what it keeps
	carts  cart.Carts
	turns  int
}

// visit lets a shopper in.
func (g *goods) visit() (*visit, error) {
	terms, carts := g.terms(), cart.NewMemory()
	v := &visit{goods: g, orders: cart.NewOrderMemory()}
	var err error
	if terms.Policies == nil {
		v.carts, err = cart.New(cart.Config{Store: carts, Catalog: g.index})
		return v, err
	}
	v.book, err = cart.NewOrderBook(cart.OrderBookConfig{
		Store: v.orders, Carts: carts, Catalog: g.index, Policies: terms.Policies, Shipping: terms.Shipping,
		Promotions: terms.Promotions, Prefix: "LH-", Now: func() time.Time { return now },
	})
	if err != nil {
		return nil, err
	}
	v.carts = v.book.Carts()
	return v, nil
}

// turn is the shopper's next message.
func (v *visit) turn(text string) assistant.Turn {
	v.turns++
	binding := assistant.Binding{Catalog: v.goods.index, Carts: v.carts, CartID: "cart", Terms: v.goods.terms()}
	if v.book != nil {
		binding.Orders = v.book
	}
	return assistant.Turn{
		ID: fmt.Sprintf("turn-%d", v.turns), Conversation: "talk", Locale: "en-US", Text: text, Now: now, Shop: assistant.BindShop(binding),
	}
}

// seen is an assistant.Writer that keeps what the shopper ends up seeing.
type seen struct{ parts assistant.Parts }

// Write implements [assistant.Writer].
func (s *seen) Write(p assistant.Part) error {
	switch p.(type) {
	case assistant.Retract:
		s.parts = nil
	case assistant.Status:
	default:
		s.parts = append(s.parts, p)
	}
	return nil
}

// text is the prose that is left.
func (s *seen) text() string {
	var b strings.Builder
	for _, p := range s.parts {
		if t, ok := p.(assistant.Text); ok {
			b.WriteString(t.Text)
		}
	}
	return b.String()
}
