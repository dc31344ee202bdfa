package cart

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/aisle-chat/aisle/catalog"
)

// DefaultShop is the name of a shop that gives itself none.
const DefaultShop = "main"

// maxID bounds cart ids and idempotency keys, in bytes.
const maxID = 200

// Config is what [New] needs.
type Config struct {
	// Store keeps the carts. It must be set.
	Store Store
	// Catalog says what things are called, cost and whether there are any. It
	// must be set.
	Catalog catalog.Catalog
	// Shop names the shop within the store; empty means DefaultShop.
	Shop string
	// Currency is the ISO 4217 code that the shop sells in. Empty means the one
	// that the catalogue names through a method Currency() string, as
	// [catalog.Index] has it, and without that the currency of what is in the
	// cart first.
	Currency string
}

// New returns the built-in [Carts]. It fails when the store or the catalogue is
// missing or the currency is not a code of three capitals.
//
// A write looks the product up first and then changes the store in one
// transaction, which knows the catalogue only by what was found. Carts reserve
// nothing: the stock is respected within each cart, and the shop's checkout
// decides between two shoppers.
func New(config Config) (Carts, error) {
	if config.Store == nil {
		return nil, errors.New("cart: Config.Store is missing; cart.NewMemory() is the simplest one")
	}
	if config.Catalog == nil {
		return nil, errors.New("cart: Config.Catalog is missing: prices come from nowhere else")
	}
	if config.Currency != "" && !isCurrency(config.Currency) {
		return nil, fmt.Errorf("cart: Config.Currency is %q; it must be three capitals such as USD", config.Currency)
	}
	c := &carts{store: config.Store, catalog: config.Catalog, shop: config.Shop, currency: config.Currency}
	if c.shop == "" {
		c.shop = DefaultShop
	}
	if c.currency == "" {
		c.currency = catalogCurrency(config.Catalog)
	}
	return c, nil
}

func isCurrency(code string) bool {
	if len(code) != 3 {
		return false
	}
	for i := range len(code) {
		if code[i] < 'A' || code[i] > 'Z' {
			return false
		}
	}
	return true
}

func catalogCurrency(c catalog.Catalog) string {
	if named, ok := c.(interface{ Currency() string }); ok {
		return named.Currency()
	}
	return ""
}

// carts is the one implementation of Carts over a Store and a Catalog.
type carts struct {
	store    Store
	catalog  catalog.Catalog
	shop     string
	currency string // empty while nobody has named one
}

func (c *carts) Get(ctx context.Context, cartID string) (Cart, error) {
	if err := checkIDs(cartID); err != nil {
		return Cart{}, err
	}
	contents, err := c.store.Contents(ctx, c.shop, cartID)
	if err != nil {
		return Cart{}, err
	}
	return c.price(ctx, cartID, contents)
}

func (c *carts) Add(ctx context.Context, cartID, key string, item Item) (Cart, error) {
	if err := checkIDs(cartID, key); err != nil {
		return Cart{}, err
	}
	entry, offer, err := c.choose(ctx, item)
	refusal, err := asRefusal(err)
	if err != nil {
		return Cart{}, err
	}
	return c.update(ctx, request{Do: "add", Item: &item}, Update{
		CartID: cartID, Key: key,
		Change: func(to, _ *Contents) error {
			if refusal != nil {
				return refusal
			}
			return add(to, entry, offer, c.sellingCurrency(*to, offer.selection.Price.Currency))
		},
	})
}

func (c *carts) SetQuantity(ctx context.Context, cartID, key, lineID string, quantity int) (Cart, error) {
	if err := checkIDs(cartID, key); err != nil {
		return Cart{}, err
	}
	contents, err := c.store.Contents(ctx, c.shop, cartID)
	if err != nil {
		return Cart{}, err
	}
	var found offer
	var refusal error
	entry := contents.Find(lineID)
	switch {
	case quantity < 0 || quantity > MaxQuantity:
		refusal = wrongQuantity(0)
	case entry == nil:
		refusal = errNoLine()
	case quantity > 0:
		found, err = c.offer(ctx, *entry)
		if refusal, err = asRefusal(err); err != nil {
			return Cart{}, err
		}
	}
	return c.update(ctx, request{Do: "set", Line: lineID, Quantity: quantity}, Update{
		CartID: cartID, Key: key,
		Change: func(to, _ *Contents) error {
			if refusal != nil {
				return refusal
			}
			return set(to, lineID, quantity, found, c.sellingCurrency(*to, found.selection.Price.Currency))
		},
	})
}

func (c *carts) Merge(ctx context.Context, from, to, key string) (Cart, error) {
	if err := checkIDs(from, to, key); err != nil {
		return Cart{}, err
	}
	if from == to {
		return c.Get(ctx, to)
	}
	for {
		moving, err := c.store.Contents(ctx, c.shop, from)
		if err != nil {
			return Cart{}, err
		}
		offers := map[string]offer{}
		for _, entry := range moving.Entries {
			found, err := c.offer(ctx, entry)
			if refusal, err := asRefusal(err); err != nil {
				return Cart{}, err
			} else if refusal == nil {
				offers[entry.LineID()] = found
			}
		}
		merged, err := c.update(ctx, request{Do: "merge", From: from}, Update{
			CartID: to, From: from, Key: key,
			Change: func(to, from *Contents) error {
				if from.Version != moving.Version {
					return errMoved
				}
				return merge(to, from, offers)
			},
		})
		if !errors.Is(err, errMoved) {
			return merged, err
		}
	}
}

// Watch implements [Watcher] for this shop's carts, as far as the store does.
func (c *carts) Watch(changed func(shop, cartID string)) (stop func()) {
	w, ok := c.store.(Watcher)
	if !ok {
		return func() {}
	}
	return w.Watch(func(shop, cartID string) {
		if shop == c.shop {
			changed(shop, cartID)
		}
	})
}

// errMoved says that a cart changed between looking its products up and
// merging it; then the products are looked up again.
var errMoved = errors.New("cart: the cart has changed meanwhile")

// request is what an idempotency key stands for.
type request struct {
	Do       string `json:"do"`
	Item     *Item  `json:"item,omitempty"`
	Line     string `json:"line,omitempty"`
	Quantity int    `json:"quantity,omitempty"`
	From     string `json:"from,omitempty"`
}

// update runs u for r and prices what comes out of it.
func (c *carts) update(ctx context.Context, r request, u Update) (Cart, error) {
	text, err := json.Marshal(r)
	if err != nil {
		return Cart{}, err
	}
	hash := sha256.Sum256(text)
	u.Hash = hash[:]
	contents, err := c.store.Update(ctx, c.shop, u)
	if errors.Is(err, ErrConflict) {
		return Cart{}, &Error{Code: CodeConflict, Message: "This request was used for something else before. Please try again."}
	}
	if err != nil {
		return Cart{}, err
	}
	return c.price(ctx, u.CartID, contents)
}

// price looks up every product of contents and prices the cart.
func (c *carts) price(ctx context.Context, cartID string, contents Contents) (Cart, error) {
	products := map[string]catalog.Product{}
	for _, entry := range contents.Entries {
		if _, known := products[entry.ProductID]; known {
			continue
		}
		product, err := c.catalog.Product(ctx, entry.ProductID)
		switch {
		case err == nil:
			products[entry.ProductID] = product
		case !errors.Is(err, catalog.ErrNotFound):
			return Cart{}, fmt.Errorf("cart: looking up product %q: %w", entry.ProductID, err)
		}
	}
	return Price(cartID, contents, products, c.sellingCurrency(contents, "")), nil
}

// sellingCurrency is the one currency of a cart; other is the last resort.
func (c *carts) sellingCurrency(contents Contents, other string) string {
	if c.currency != "" {
		return c.currency
	}
	if named := catalogCurrency(c.catalog); named != "" {
		return named
	}
	if len(contents.Entries) > 0 {
		return contents.Entries[0].Seen.Currency
	}
	return other
}

// checkIDs refuses ids and keys that are empty or huge. Callers make them, not
// shoppers, so this is no *Error.
func checkIDs(ids ...string) error {
	for _, id := range ids {
		if id == "" || len(id) > maxID {
			return fmt.Errorf("cart: a cart id or idempotency key has %d bytes; it needs 1 to %d", len(id), maxID)
		}
	}
	return nil
}

// asRefusal tells an *Error, which the shopper is told, from a failure.
func asRefusal(err error) (refusal, failure error) {
	if e, ok := errors.AsType[*Error](err); ok {
		return e, nil
	}
	return nil, err
}
