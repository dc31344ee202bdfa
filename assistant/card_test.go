package assistant_test

import (
	"context"
	"errors"
	"reflect"
	"strconv"
	"testing"
	"time"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/internal/prose"
	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/catalog"
)

func TestCard(t *testing.T) {
	p := product()
	whole := assistant.NewCard(&p, "", "")
	if whole.Price.Amount != 8000 || whole.PriceMax.Amount != 9000 || whole.Variant != "" || whole.Left != 0 || whole.Image != "/jacket.svg" {
		t.Errorf("%+v", whole)
	}
	one := assistant.NewCard(&p, "jacket-blue-s", "Three left")
	if one.Price.Amount != 8000 || !one.PriceMax.IsZero() || one.Variant != "jacket-blue-s" || one.Left != 3 || one.Image != "/Blue.svg" || one.Reason != "Three left" {
		t.Errorf("%+v", one)
	}
	gone := assistant.NewCard(&p, "jacket-blue-m", "")
	if !gone.SoldOut || gone.Left != 0 || gone.Price.Amount != 9000 {
		t.Errorf("%+v", gone)
	}
	if strange := assistant.NewCard(&p, "of-another-product", ""); strange.Variant != "" || strange.Price != whole.Price {
		t.Errorf("%+v", strange)
	}
	want := []assistant.CardOptionValue{
		{Value: "Blue", Exists: true, Available: true, Swatch: catalog.Swatch("Blue")},
		{Value: "Mustard", Exists: true, Available: true, Swatch: catalog.Swatch("Mustard")},
		{Value: "Pink", Swatch: catalog.Swatch("Pink")},
	}
	if got := whole.Options[0].Values; !reflect.DeepEqual(got, want) {
		t.Errorf("colors %+v", got)
	}
}

// A card has the widths of the picture that it shows, the details those of all.
func TestImageSizes(t *testing.T) {
	p := product()
	narrow, blue := catalog.ImageSize{URL: "/jacket-9.svg", Width: 9}, catalog.ImageSize{URL: "/Blue-9.svg", Width: 9}
	p.ImageSizes = map[string][]catalog.ImageSize{"/jacket.svg": {narrow}, "/Blue.svg": {blue}}
	if c := assistant.NewCard(&p, "", ""); !reflect.DeepEqual(c.ImageSizes, []catalog.ImageSize{narrow}) {
		t.Errorf("%+v", c.ImageSizes)
	}
	if c := assistant.NewCard(&p, "jacket-blue-s", ""); !reflect.DeepEqual(c.ImageSizes, []catalog.ImageSize{blue}) {
		t.Errorf("%+v", c.ImageSizes)
	}
	if d := assistant.NewDetails(&p, ""); !reflect.DeepEqual(d.Sizes, p.ImageSizes) {
		t.Errorf("%+v", d.Sizes)
	}
}

func TestDetails(t *testing.T) {
	p := product()
	p.Reviews = nil
	for range 25 {
		p.Reviews = append(p.Reviews, catalog.Review{Text: "Dry.", Date: time.Date(2026, 10, 1, 0, 0, 0, 0, time.UTC)})
	}
	d := assistant.NewDetails(&p, "")
	if len(d.Variants) != 3 || d.Variants[0].Max != 3 || d.Variants[1].Max != 0 || !d.Variants[1].SoldOut || d.Variants[2].Max != catalog.MaxQuantity {
		t.Errorf("variants %+v", d.Variants)
	}
	if len(d.Reviews) != 20 || d.Reviews[0].Date != "2026-10-01" || d.SizeChart == nil {
		t.Errorf("%d reviews, chart %v", len(d.Reviews), d.SizeChart)
	}
	bare := assistant.NewDetails(&catalog.Product{ID: "x", Title: "X"}, "")
	if bare.SizeChart != nil || bare.Sizes != nil || bare.Rating != nil || bare.Max != catalog.MaxQuantity {
		t.Errorf("%+v", bare)
	}
}

// one is a catalogue of one product.
type one struct{ p catalog.Product }

func (c one) Search(context.Context, catalog.Query) (catalog.Result, error) {
	return catalog.Result{Total: 1, Hits: []catalog.Hit{{Product: c.p}}}, nil
}

func (c one) Product(_ context.Context, id string) (catalog.Product, error) {
	if id != c.p.ID {
		return catalog.Product{}, catalog.ErrNotFound
	}
	return c.p, nil
}

// A bound shop acts on the one cart that it was bound to.
func TestBindShop(t *testing.T) {
	products := one{product()}
	carts, err := cart.New(cart.Config{Store: cart.NewMemory(), Catalog: products})
	if err != nil {
		t.Fatal(err)
	}
	ctx := context.Background()
	bind := func(id string) assistant.Shop {
		return assistant.BindShop(assistant.Binding{Catalog: products, Carts: carts, CartID: id})
	}
	mine, theirs := bind("mine"), bind("theirs")
	now, err := mine.Add(ctx, "k1", cart.Item{ProductID: "jacket", VariantID: "jacket-blue-s", Quantity: 2})
	if err != nil || now.Count != 2 {
		t.Fatal(now, err)
	}
	if other, err := theirs.Cart(ctx); err != nil || other.Count != 0 {
		t.Errorf("another shopper's cart has %d, %v", other.Count, err)
	}
	if now, err = mine.SetQuantity(ctx, "k2", now.Lines[0].ID, 1); err != nil || now.Count != 1 {
		t.Error(now, err)
	}
	if _, err := theirs.SetQuantity(ctx, "k3", now.Lines[0].ID, 0); err == nil {
		t.Error("a line of another cart was changed")
	}
	if _, err := mine.Product(ctx, "nothing"); !errors.Is(err, catalog.ErrNotFound) {
		t.Error(err)
	}
	if result, err := mine.Search(ctx, catalog.Query{}); err != nil || result.Total != 1 {
		t.Error(result, err)
	}
	if u := mine.Understand("two words"); u.Content != 2 {
		t.Errorf("%+v", u)
	}
}

func TestProse(t *testing.T) {
	if got := prose.Words("Doesn't it come in CAFÉ-brown, 1.5 kg?"); !reflect.DeepEqual(got, []string{"doesnt", "it", "come", "in", "cafe", "brown", "1.5", "kg"}) {
		t.Errorf("%q", got)
	}
	if got := prose.Content("What is the return policy for boots?"); !reflect.DeepEqual(got, []string{"return", "polici", "boot"}) {
		t.Errorf("%q", got)
	}
	if got := prose.Sentences("One. Two costs 1.50 dollars! J. Smith said so.\n- a point"); !reflect.DeepEqual(got, []string{"One.", "Two costs 1.50 dollars!", "J. Smith said so.", "- a point"}) {
		t.Errorf("%q", got)
	}
	for i, c := range []struct {
		a, b string
		want bool
	}{{"jacket", "jakcet", true}, {"jacket", "jaket", true}, {"jacket", "jackets", true}, {"jacket", "racket", true}, {"jacket", "basket", false}, {"cat", "car", false}, {"abc", "abc", true}, {"jackets", "jaket", false}} {
		if prose.Near(c.a, c.b) != c.want || prose.Near(c.b, c.a) != c.want {
			t.Error(strconv.Itoa(i), c)
		}
	}
}

// A function is an assistant.
func ExampleFunc() {
	var a assistant.Assistant = assistant.Func(func(_ context.Context, turn assistant.Turn, w assistant.Writer) (assistant.Outcome, error) {
		return assistant.Outcome{}, w.Write(assistant.Text{Text: "You said: " + turn.Text})
	})
	if _, err := a.Respond(context.Background(), assistant.Turn{Text: "hello"}, printer{}); err != nil {
		println(err.Error())
	}
	// Output: You said: hello
}
