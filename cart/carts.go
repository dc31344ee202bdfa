package cart

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

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
	// Promotions are what takes something off; none means that no code is known.
	// They must pass CheckPromotions. Orders counts how often they have been
	// used; nil counts nothing, and then limits hold only at the checkout.
	Promotions []Promotion
	Orders     OrderStore
	// Shipping is what the carts say of the delivery; nil says nothing. It must
	// pass its Check.
	Shipping *Shipping
	// Now tells the time for promotions; nil means time.Now.
	Now func() time.Time
}

// New returns the built-in [Carts], which are a [Coder], a [Promoter], a
// [SeenAdder] and a [Watcher] too. It fails when the store or the catalogue is missing, the currency is not a code
// of three capitals, or the promotions or the shipping are wrong.
//
// A write looks the product up first and then changes the store in one
// transaction, which knows the catalogue only by what was found. Carts reserve
// nothing: the stock is respected within each cart, and the shop's checkout
// decides between two shoppers.
func New(config Config) (Carts, error) { return newCarts(config) }

func newCarts(config Config) (*carts, error) {
	if config.Store == nil {
		return nil, errors.New("cart: Config.Store is missing; cart.NewMemory() is the simplest one")
	}
	if config.Catalog == nil {
		return nil, errors.New("cart: Config.Catalog is missing: prices come from nowhere else")
	}
	if config.Currency != "" && !isCurrency(config.Currency) {
		return nil, fmt.Errorf("cart: Config.Currency is %q; it must be three capitals such as USD", config.Currency)
	}
	c := &carts{
		store: config.Store, catalog: config.Catalog, shop: cmp.Or(config.Shop, DefaultShop), currency: config.Currency,
		promotions: slices.Clone(config.Promotions), orders: config.Orders, shipping: config.Shipping, now: config.Now,
	}
	if c.now == nil {
		c.now = time.Now
	}
	if c.currency == "" {
		c.currency = catalogCurrency(config.Catalog)
	}
	if err := c.checkTerms(); err != nil {
		return nil, err
	}
	return c, nil
}

// checkTerms finds what is wrong in promotions and shipping.
func (c *carts) checkTerms() error {
	if c.shipping != nil {
		if err := c.shipping.Check(); err != nil {
			return fmt.Errorf("cart: Config.Shipping: %w", err)
		}
	}
	if err := CheckPromotions(c.promotions, c.termsCurrency()); err != nil {
		return fmt.Errorf("cart: Config.Promotions: %w", err)
	}
	return nil
}

// termsCurrency is the currency of the amounts in promotions and policies.
func (c *carts) termsCurrency() string {
	named := ""
	if c.shipping != nil {
		named = c.shipping.Currency
	}
	return cmp.Or(c.currency, named, DefaultCurrency)
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

var (
	_ Coder = (*carts)(nil)

	_ Promoter   = (*carts)(nil)
	_ UseCounter = (*carts)(nil)
	_ Watcher    = (*carts)(nil)
	_ SeenAdder  = (*carts)(nil)
)

// carts is the one implementation of Carts over a Store and a Catalog.
type carts struct {
	store    Store
	catalog  catalog.Catalog
	shop     string
	currency string // empty while nobody has named one

	promotions []Promotion
	orders     OrderStore // nil: nobody counts
	shipping   *Shipping  // nil: nothing is said
	now        func() time.Time
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
	return c.put(ctx, cartID, key, item, nil)
}

// put adds item, at the price seen alone where that is given.
func (c *carts) put(ctx context.Context, cartID, key string, item Item, seen *catalog.Money) (Cart, error) {
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
			currency := c.sellingCurrency(*to, offer.selection.Price.Currency)
			if seen != nil && *seen != offer.selection.Price && refuse(offer.product, offer.selection, currency) == nil {
				return offer.changed(*seen)
			}
			return add(to, entry, offer, currency)
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
	Code     string `json:"code,omitempty"`
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
