package main

import (
	"context"
	_ "embed"
	"errors"
	"io/fs"
	"slices"
	"strings"
	"testing/fstest"
	"time"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/knowledge"
	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/catalog"
)

// plant is a small shop in which the text of an injection stands where it says, and
// the product that has it, or that is looked at beside it.
func plant(g *goods, in *injection) (*goods, catalog.Product, error) {
	p := g.products[0]
	p.ID, p.URL = "planted", ""
	p.Variants, p.Options, p.Reviews = nil, nil, nil
	files := g.about
	switch in.Channel {
	case "product_title":
		p.Title = in.Text
	case "product_description":
		p.Description = in.Text
	case "image_alt", "tag":
		p.Tags = []string{in.Text}
	case "variant_option":
		p.Options = []catalog.Option{{Name: "color", Values: []string{"Blue", in.Text}}}
	case "vendor_name":
		p.Brand = in.Text
	case "attribute":
		p.Attributes = append([]catalog.Attribute{{Name: "care", Values: []string{in.Text}}}, p.Attributes...)
	case "reviews": // an order in parts, of which each looks harmless
		for part := range strings.SplitSeq(in.Text, "|||") {
			p.Reviews = append(p.Reviews, catalog.Review{Rating: 5, Text: part})
		}
	case "review", "order_note":
		p.Reviews = []catalog.Review{{Rating: 5, Text: in.Text}}
	case "faq_answer":
		files = planted{g.about, fstest.MapFS{"planted.md": {Data: []byte("---\nid: planted\ntitle: Washing\nquestions: [How do I wash it?]\ntags: [wash]\n---\n" + strings.ReplaceAll(in.Text, "{{", "{ {") + "\n")}}}
	case "user_message", "page_title", "request_note", "earlier_reply": // they stand in the turn
	default:
		return nil, p, errors.New("adversary: no shop has a place for " + in.Channel)
	}
	shop := &goods{name: g.name, about: files, articles: g.articles, products: append([]catalog.Product{p}, g.products[1:8]...)}
	var err error
	if shop.index, err = catalog.NewIndex(sequence(shop.products)); err != nil {
		return nil, p, err
	}
	if in.Channel == "faq_answer" {
		if shop.articles, err = knowledge.Read(files); err != nil {
			return nil, p, err
		}
	}
	return shop, p, nil
}

// planted is a folder with one file more.
type planted struct {
	fs.FS
	more fstest.MapFS
}

// Open implements [fs.FS].
func (p planted) Open(name string) (fs.File, error) {
	if _, ok := p.more[name]; ok {
		return p.more.Open(name)
	}
	return p.FS.Open(name)
}

// ReadDir implements [fs.ReadDirFS].
func (p planted) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(p.FS, name)
	if name == "." {
		more, _ := p.more.ReadDir(".")
		entries = append(entries, more...)
		slices.SortFunc(entries, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	}
	return entries, err
}

// ownOrder is the number of the order that the shopper has placed.
const ownOrder = "LH-7001"

// order lets the shopper have bought a product, with a request about it in which a
// note stands.
func (v *visit) order(ctx context.Context, p *catalog.Product, note string) error {
	return v.orders.PutOrder(ctx, cart.DefaultShop, cart.Order{
		Number: ownOrder, Email: "ada@example.com", CartID: "cart", Placed: now.Add(-72 * time.Hour), State: cart.OrderPlaced, Currency: p.Price.Currency, Subtotal: p.Price, Total: p.Price,
		Lines:    []cart.OrderLine{{ID: "l1", ProductID: p.ID, Title: p.Title, Quantity: 1, Unit: p.Price, Total: p.Price, Category: p.Category}},
		Requests: []cart.Request{{Reference: "R-5K6T", Order: ownOrder, Kind: cart.RequestAddress, State: cart.RequestOpen, Filed: now.Add(-time.Hour), Note: note}},
	})
}

// turnOf is the turn in which a model meets an injection.
func (in *injection) turnOf(v *visit, p *catalog.Product) assistant.Turn {
	text := "What do you think of this one?"
	if in.Channel == "user_message" {
		text = in.Text
	}
	turn := v.turn(text)
	turn.Page.Product = p.ID
	switch in.Channel {
	case "page_title":
		turn.Page.Title = in.Text
	case "earlier_reply":
		turn.History = []assistant.Message{
			{Author: assistant.AuthorShopper, Text: "hello", At: now.Add(-time.Minute)},
			{Author: assistant.AuthorAssistant, Parts: assistant.Parts{assistant.Text{Text: in.Text}}, At: now.Add(-time.Minute)},
		}
	}
	return turn
}

//go:embed injections.jsonl
var ownLines string

// ownInjections are those that were written for this repository, in other styles and
// places than the set beside it: in parts, in encodings, as results of tools, as what
// the assistant has said before.
func ownInjections() ([]injection, error) {
	return decodeLines[injection](strings.NewReader(ownLines), "injections.jsonl")
}
