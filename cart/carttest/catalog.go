package carttest

import (
	"context"
	"sync"

	"github.com/aisle-chat/aisle/catalog"
)

// Catalog is a catalogue whose goods a test changes under the eyes of a cart.
// It sells in US dollars and is safe for concurrent use.
type Catalog struct {
	mu       sync.Mutex
	products map[string]catalog.Product
}

// NewCatalog returns a Catalog that holds products.
func NewCatalog(products ...catalog.Product) *Catalog {
	c := &Catalog{products: map[string]catalog.Product{}}
	c.Put(products...)
	return c
}

// Put adds products or replaces those with the same ids.
func (c *Catalog) Put(products ...catalog.Product) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, p := range products {
		c.products[p.ID] = p
	}
}

// Delete takes products out.
func (c *Catalog) Delete(ids ...string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, id := range ids {
		delete(c.products, id)
	}
}

// Product implements [catalog.Catalog].
func (c *Catalog) Product(ctx context.Context, id string) (catalog.Product, error) {
	if err := ctx.Err(); err != nil {
		return catalog.Product{}, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	p, ok := c.products[id]
	if !ok {
		return catalog.Product{}, catalog.ErrNotFound
	}
	return p, nil
}

// Search implements [catalog.Catalog] and finds nothing: carts do not search.
func (c *Catalog) Search(ctx context.Context, _ catalog.Query) (catalog.Result, error) {
	return catalog.Result{}, ctx.Err()
}

// Currency names the selling currency.
func (c *Catalog) Currency() string { return "USD" }

func usd(amount int64) catalog.Money { return catalog.Money{Amount: amount, Currency: "USD"} }

func mugSizes() map[string][]catalog.ImageSize {
	return map[string][]catalog.ImageSize{"/mug.svg": {{URL: "/mug.webp?w=240", Width: 240}}}
}

// goods are what the suite sells.
func goods() []catalog.Product {
	return []catalog.Product{
		{ID: "mug", Title: "Enamel Mug", Price: usd(1250), CompareAt: usd(1500), Images: []string{"/mug.svg"}, ImageSizes: mugSizes(), URL: "/products/mug"},
		{ID: "lamp", Title: "Reading Lamp", Price: usd(8900), Stock: catalog.Stock{Known: true, Count: 3}},
		{ID: "jacket", Title: "Trail Jacket", Price: usd(12900),
			Options: []catalog.Option{
				{Name: "color", Values: []string{"Blue", "Black"}},
				{Name: "size", Values: []string{"S", "M"}},
				{Name: "fit", Values: []string{"Regular"}},
			},
			Variants: []catalog.Variant{
				jacket("j-blue-s", "Blue", "S", 12900, false),
				jacket("j-blue-m", "Blue", "M", 13900, false),
				jacket("j-black-s", "Black", "S", 12900, true),
			}},
		{ID: "scarf", Title: "Wool Scarf", Price: usd(4000),
			Options: []catalog.Option{{Name: "color", Values: []string{"Red", "Green"}}}},
		{ID: "shirt", Title: "Named Shirt", Price: usd(3000),
			Options: []catalog.Option{
				{Name: "size", Values: []string{"S", "M"}},
				{Name: "print", Values: []string{"None", "Star"}},
			},
			Variants: []catalog.Variant{
				{ID: "shirt-s", Options: map[string]string{"size": "S"}, Price: usd(3000)},
				{ID: "shirt-m", Options: map[string]string{"size": "M"}, Price: usd(3200)},
			}},
		{ID: "sofa", Title: "Made-to-order Sofa"},
		{ID: "import", Title: "Imported Vase", Price: catalog.Money{Amount: 2000, Currency: "EUR"}},
		{ID: "retired", Title: "Old Clock", Price: usd(7000), SoldOut: true},
		{ID: "none", Title: "Empty Shelf", Price: usd(7000), Stock: catalog.Stock{Known: true}},
		{ID: "gift", Title: "Free Sticker", Price: usd(0)},
		{ID: "below", Title: "Wrong Price", Price: usd(-1)},
		{ID: "huge", Title: "Unthinkable", Price: usd(1 << 62)},
	}
}

func jacket(id, color, size string, price int64, soldOut bool) catalog.Variant {
	return catalog.Variant{
		ID: id, Price: usd(price), SoldOut: soldOut,
		Options: map[string]string{"color": color, "size": size, "fit": "Regular"},
	}
}
