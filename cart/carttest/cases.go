package carttest

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"

	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/catalog"
)

func testEmpty(f *fixture) {
	c := f.get("c1")
	f.holds(c, 0)
	if c.ID != "c1" || c.Version != 0 || c.Lines == nil || len(c.Notices) != 0 {
		f.Errorf("empty cart = %+v; want its id, version 0, lines that are empty and not nil", c)
	}
}

func testPriced(f *fixture) {
	c := f.add("c1", "k1", of("mug", 2))
	f.holds(c, 2500, 2)
	line := c.Lines[0]
	if line.Title != "Enamel Mug" || line.Image != "/mug.svg" || !slices.Equal(line.ImageSizes, mugSizes()["/mug.svg"]) || line.URL != "/products/mug" || line.Unit != usd(1250) ||
		line.CompareAt != usd(1500) || line.Total != usd(2500) || line.Max != cart.MaxQuantity || line.ID == "" {
		f.Errorf("line = %+v", line)
	}
	if c.Version < 1 {
		f.Errorf("version = %d after a write", c.Version)
	}
	next := f.add("c1", "k2", of("lamp", 1))
	f.holds(next, 11400, 2, 1)
	if next.Version <= c.Version {
		f.Errorf("version went from %d to %d", c.Version, next.Version)
	}
	f.holds(f.get("c1"), 11400, 2, 1)
	f.holds(f.add("c1", "k3", of("gift", 1)), 11400, 2, 1, 1)
}

func testChoice(f *fixture) {
	c := f.add("c1", "k1", with("jacket", 1, "COLOR", "blue", "Size", "m"))
	f.holds(c, 13900, 1)
	line := c.Lines[0]
	if line.VariantID != "j-blue-m" || line.Options["color"] != "Blue" || line.Options["size"] != "M" || line.Options["fit"] != "Regular" {
		f.Errorf("line = %+v", line)
	}
	f.holds(f.add("c1", "k2", cart.Item{ProductID: "jacket", VariantID: "j-blue-m", Quantity: 1}), 27800, 2)
	f.holds(f.add("c1", "k3", cart.Item{ProductID: "jacket", VariantID: "j-blue-m", Options: map[string]string{"color": "BLUE"}, Quantity: 1}), 41700, 3)

	for _, c := range []struct {
		item cart.Item
		code cart.Code
	}{
		{of("nothing", 1), cart.CodeNotFound},
		{cart.Item{ProductID: "jacket", VariantID: "j-pink", Quantity: 1}, cart.CodeNotFound},
		{cart.Item{ProductID: "jacket", VariantID: "j-blue-m", Options: map[string]string{"size": "S"}, Quantity: 1}, cart.CodeNotMade},
		{cart.Item{ProductID: "jacket", VariantID: "j-blue-m", Options: map[string]string{"color": "Pink"}, Quantity: 1}, cart.CodeNotMade},
		{with("jacket", 1, "color", "Black", "size", "M"), cart.CodeNotMade},
		{with("jacket", 1, "color", "Pink", "size", "M"), cart.CodeNotMade},
		{with("scarf", 1, "color", "Blue"), cart.CodeNotMade},
		{with("jacket", 1, "color", "Black", "size", "S"), cart.CodeSoldOut},
	} {
		_, err := f.carts.Add(f.ctx, "c1", "r"+fmt.Sprint(c), c.item)
		f.refused(err, c.code)
	}
	_, err := f.carts.Add(f.ctx, "c1", "k4", with("jacket", 1, "color", "Black"))
	missing := f.refused(err, cart.CodeChoose).Missing
	if len(missing) != 1 || missing[0].Name != "size" || len(missing[0].Values) != 1 || missing[0].Values[0] != "S" {
		f.Errorf("missing = %+v, want size with S, the only one made in Black", missing)
	}
	_, err = f.carts.Add(f.ctx, "c1", "k5", of("scarf", 1))
	if missing := f.refused(err, cart.CodeChoose).Missing; len(missing) != 1 || missing[0].Name != "color" {
		f.Errorf("missing = %+v, want color", missing)
	}
	f.holds(f.add("c2", "k1", with("scarf", 1, "color", "red")), 4000, 1)
	c = f.add("c2", "k2", with("scarf", 2, "color", "Green"))
	f.holds(c, 12000, 1, 2)
	if got := c.Lines[0].Options["color"]; got != "Red" {
		f.Errorf("the choice on the line is %q, want Red as the product spells it", got)
	}
	// A choice that no variant settles stays on the line too.
	c = f.add("c3", "k1", with("shirt", 1, "size", "M", "print", "star"))
	if line := c.Lines[0]; line.VariantID != "shirt-m" || line.Options["size"] != "M" || line.Options["print"] != "Star" {
		f.Errorf("line = %+v, want shirt-m with its print", line)
	}
	f.holds(f.add("c3", "k2", with("shirt", 1, "size", "M", "print", "None")), 6400, 1, 1)
	f.holds(f.add("c3", "k3", cart.Item{ProductID: "shirt", VariantID: "shirt-m", Options: map[string]string{"print": "Star"}, Quantity: 1}), 9600, 2, 1)
}

func testRefused(f *fixture) {
	for product, code := range map[string]cart.Code{
		"sofa": cart.CodePriceOnAsking, "import": cart.CodeCurrency, "retired": cart.CodeSoldOut, "none": cart.CodeSoldOut,
		"below": cart.CodePriceOnAsking, "huge": cart.CodePriceOnAsking,
	} {
		_, err := f.carts.Add(f.ctx, "c1", "k-"+product, of(product, 1))
		f.refused(err, code)
	}
	c := f.get("c1")
	f.holds(c, 0)
	if c.Version != 0 {
		f.Errorf("refusals made version %d", c.Version)
	}
}

func testQuantities(f *fixture) {
	for _, quantity := range []int{math.MinInt, -1, 0, 100, 1000, math.MaxInt} {
		_, err := f.carts.Add(f.ctx, "c1", fmt.Sprint("k", quantity), of("mug", quantity))
		f.refused(err, cart.CodeQuantity)
	}
	f.holds(f.add("c1", "k1", of("mug", 98)), 98*1250, 98)
	_, err := f.carts.Add(f.ctx, "c1", "k2", of("mug", 2))
	if refusal := f.refused(err, cart.CodeQuantity); refusal.Available != 1 {
		f.Errorf("available = %d, want 1 more", refusal.Available)
	}
	f.holds(f.add("c1", "k3", of("mug", 1)), 99*1250, 99)
	_, err = f.carts.Add(f.ctx, "c1", "k4", of("mug", 1))
	f.refused(err, cart.CodeQuantity)
	f.holds(f.get("c1"), 99*1250, 99)
}

func testStock(f *fixture) {
	_, err := f.carts.Add(f.ctx, "c1", "k1", of("lamp", 4))
	if refusal := f.refused(err, cart.CodeStock); refusal.Available != 3 {
		f.Errorf("available = %d, want 3", refusal.Available)
	}
	c := f.add("c1", "k2", of("lamp", 2))
	if c.Lines[0].Max != 3 {
		f.Errorf("max = %d, want 3", c.Lines[0].Max)
	}
	_, err = f.carts.Add(f.ctx, "c1", "k3", of("lamp", 2))
	if refusal := f.refused(err, cart.CodeStock); refusal.Available != 1 {
		f.Errorf("available = %d, want 1 on top of what is in the cart", refusal.Available)
	}
	f.holds(f.add("c1", "k4", of("lamp", 1)), 3*8900, 3)
}

func testSet(f *fixture) {
	f.add("c1", "k1", of("mug", 2))
	c := f.add("c1", "k2", of("lamp", 1))
	mug, lamp := c.Lines[0].ID, c.Lines[1].ID
	f.holds(f.set("c1", "k3", mug, 5), 5*1250+8900, 5, 1)
	f.holds(f.set("c1", "k4", lamp, 3), 5*1250+3*8900, 5, 3)
	for _, quantity := range []int{math.MinInt, -1, 100, math.MaxInt} {
		_, err := f.carts.SetQuantity(f.ctx, "c1", fmt.Sprint("q", quantity), mug, quantity)
		f.refused(err, cart.CodeQuantity)
	}
	_, err := f.carts.SetQuantity(f.ctx, "c1", "k5", lamp, 4)
	f.refused(err, cart.CodeStock)
	for _, quantity := range []int{0, 1} {
		_, err = f.carts.SetQuantity(f.ctx, "c1", fmt.Sprint("u", quantity), "no-such-line", quantity)
		f.refused(err, cart.CodeNotFound)
	}
	f.products.Delete("lamp")
	_, err = f.carts.SetQuantity(f.ctx, "c1", "k6", lamp, 1)
	f.refused(err, cart.CodeNotFound)
	f.holds(f.set("c1", "k7", lamp, 0), 5*1250, 5)
	f.holds(f.set("c1", "k8", mug, 0), 0)
	_, err = f.carts.SetQuantity(f.ctx, "c1", "k9", mug, 0)
	f.refused(err, cart.CodeNotFound)
}

func testLineIDs(f *fixture) {
	first := f.add("c1", "k1", with("scarf", 1, "color", "Red")).Lines[0].ID
	f.set("c1", "k2", first, 0)
	c := f.add("c1", "k3", with("scarf", 1, "Color", "RED"))
	if got := c.Lines[0].ID; got != first {
		f.Errorf("the same choice has id %q, before it had %q", got, first)
	}
	c = f.add("c1", "k4", with("scarf", 1, "color", "Green"))
	if c.Lines[1].ID == first {
		f.Errorf("two choices share the id %q", first)
	}
}

func testFull(f *fixture) {
	for i := range cart.MaxLines + 1 {
		id := fmt.Sprintf("thing-%d", i)
		f.products.Put(catalog.Product{ID: id, Title: "Thing", Price: usd(1)})
		if i < cart.MaxLines {
			f.add("c1", id, of(id, 1))
			continue
		}
		_, err := f.carts.Add(f.ctx, "c1", id, of(id, 1))
		f.refused(err, cart.CodeFull)
	}
	if c := f.add("c1", "more", of("thing-0", 1)); c.Count != cart.MaxLines+1 {
		f.Errorf("count = %d, want %d: a full cart takes more of what it holds", c.Count, cart.MaxLines+1)
	}
}

func testSeen(f *fixture) {
	add := func(key string, item cart.Item, seen int64) (cart.Cart, error) {
		return cart.AddSeen(f.ctx, f.carts, f.products, "c1", key, item, usd(seen))
	}
	reprice := func(price int64) {
		f.products.Put(catalog.Product{ID: "mug", Title: "Enamel Mug", Price: usd(price)})
	}
	reprice(1100)
	for _, seen := range []int64{1099, 1101, 0, 1} {
		_, err := add("k1", of("mug", 1), seen)
		if refusal := f.refused(err, cart.CodePriceChanged); refusal.Price != usd(1100) {
			f.Errorf("the price now is %v, want 11.00", refusal.Price)
		}
	}
	if _, err := cart.AddSeen(f.ctx, f.carts, f.products, "c1", "k1", of("mug", 1), catalog.Money{Amount: 1100, Currency: "EUR"}); err == nil {
		f.Error("another currency is the same price")
	}
	f.holds(f.get("c1"), 0)
	c, err := add("k1", of("mug", 2), 1100) // a yes under the key that was refused
	if err != nil {
		f.Fatal(err)
	}
	f.holds(c, 2200, 2)
	if c, err = add("k1", of("mug", 2), 1100); err != nil {
		f.Fatal(err)
	}
	f.holds(c, 2200, 2)

	// What is seen is the price of the choice, not of the product.
	_, err = add("k2", with("jacket", 1, "color", "Blue", "size", "M"), 12900)
	f.refused(err, cart.CodePriceChanged)
	if c, err = add("k2", with("jacket", 1, "color", "Blue", "size", "M"), 13900); err != nil {
		f.Fatal(err)
	}
	f.holds(c, 2200+13900, 2, 1)
	// What cannot be bought at any price is refused for that.
	_, err = add("k3", of("retired", 1), 1)
	f.refused(err, cart.CodeSoldOut, cart.CodePriceChanged)
	_, err = add("k4", of("nothing", 1), 1)
	f.refused(err, cart.CodeNotFound)
}

func testNotices(f *fixture) {
	f.add("c1", "k1", of("mug", 2))
	f.add("c1", "k2", of("lamp", 3))
	c := f.add("c1", "k3", with("jacket", 1, "color", "Blue", "size", "S"))
	if len(c.Notices) != 0 {
		f.Fatalf("notices of a new cart: %+v", c.Notices)
	}
	f.products.Put(
		catalog.Product{ID: "mug", Title: "Enamel Mug", Price: usd(1100)},
		catalog.Product{ID: "lamp", Title: "Reading Lamp", Price: usd(8900), Stock: catalog.Stock{Known: true, Count: 1}})
	c = f.get("c1")
	f.notices(c, cart.NoticePriceChanged, cart.NoticeStockReduced)
	f.holds(c, 2200+8900+12900, 2, 1, 1)

	_, err := f.carts.Add(f.ctx, "c1", "k4", of("lamp", 1))
	if refusal := f.refused(err, cart.CodeStock); refusal.Available != 0 {
		f.Errorf("available = %d, want none more", refusal.Available)
	}
	f.notices(f.set("c1", "k5", c.Lines[0].ID, 1), cart.NoticeStockReduced)
	f.notices(f.set("c1", "k6", c.Lines[1].ID, 1))

	retired := catalog.Product{ID: "mug", Title: "Enamel Mug", Price: usd(1100), SoldOut: true}
	f.products.Put(retired)
	f.products.Delete("lamp")
	jacket, _ := f.products.Product(f.ctx, "jacket")
	jacket.Variants = jacket.Variants[1:]
	f.products.Put(jacket)
	c = f.get("c1")
	f.notices(c, cart.NoticeSoldOut, cart.NoticeGone, cart.NoticeGone)
	f.holds(c, 0, 1, 1, 1)
	for _, line := range c.Lines {
		if !line.Unavailable || line.Max != 0 || line.Total.Amount != 0 || line.Title == "" {
			f.Errorf("line = %+v, want it unavailable, with a title and no total", line)
		}
	}
}

// notices checks the codes of a cart's notices, which name lines of the cart.
func (f *fixture) notices(c cart.Cart, codes ...string) {
	f.Helper()
	var got []string
	for _, n := range c.Notices {
		got = append(got, n.Code)
		known := false
		for _, line := range c.Lines {
			known = known || line.ID == n.Line
		}
		if !known || n.Text == "" {
			f.Errorf("notice %+v names no line of the cart or says nothing", n)
		}
	}
	if fmt.Sprint(got) != fmt.Sprint(codes) {
		f.Fatalf("notices %v, want %v", got, codes)
	}
}

func testMoney(f *fixture) {
	var want int64
	for i := range 5 {
		id := fmt.Sprintf("dear-%d", i)
		f.products.Put(catalog.Product{ID: id, Title: "Dear", Price: usd(cart.MaxUnit - int64(i))})
		want += 99 * (cart.MaxUnit - int64(i))
		if got := f.add("c1", id, of(id, 99)).Subtotal.Amount; got != want {
			f.Fatalf("subtotal = %d, want %d", got, want)
		}
	}
	f.products.Put(catalog.Product{ID: "dear-0", Title: "Dear", Price: usd(math.MaxInt64)})
	c := f.get("c1")
	if !c.Lines[0].Unavailable || c.Subtotal.Amount != want-99*cart.MaxUnit {
		f.Errorf("a price beyond all bounds is counted: %+v", c.Subtotal)
	}
	f.products.Put(catalog.Product{ID: "dear-1", Title: "Dear", Price: catalog.Money{Amount: 100, Currency: "EUR"}})
	if c = f.get("c1"); !c.Lines[1].Unavailable || c.Subtotal.Currency != "USD" {
		f.Errorf("another currency is counted: %+v", c)
	}
}

func testFrozen(f *fixture) {
	c := f.add("c1", "k1", with("scarf", 1, "color", "Red"))
	c.Lines[0].Options["color"] = "Green"
	c.Lines[0].Quantity = 50
	again := f.get("c1")
	if again.Lines[0].Options["color"] != "Red" || again.Lines[0].Quantity != 1 {
		f.Errorf("changing a returned cart changed the next one: %+v", again.Lines[0])
	}
}

func testContext(f *fixture) {
	ctx, cancel := context.WithCancel(f.ctx)
	cancel()
	_, errGet := f.carts.Get(ctx, "c1")
	_, errAdd := f.carts.Add(ctx, "c1", "k1", of("mug", 1))
	_, errSet := f.carts.SetQuantity(ctx, "c1", "k2", "line", 1)
	_, errMerge := f.carts.Merge(ctx, "c1", "c2", "k3")
	for i, err := range []error{errGet, errAdd, errSet, errMerge} {
		if !errors.Is(err, context.Canceled) {
			f.Errorf("method %d with an ended context: %v, want context.Canceled", i, err)
		}
	}
	f.holds(f.get("c1"), 0)
}
