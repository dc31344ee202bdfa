package cart

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"maps"
	"slices"

	"github.com/aisle-chat/aisle/catalog"
)

// ErrConflict says that an idempotency key was used before for another request.
// A [Store] returns it; [Carts] turn it into an [Error] with [CodeConflict].
var ErrConflict = errors.New("cart: this key was used for another request")

// Store keeps what is in carts, without any price to charge: [New] prices it
// from the catalogue. Everything belongs to a shop, named by the first
// argument. A Store is safe for concurrent use, what it returns is the caller's
// own copy, and it passes the suite in cart/carttest.
type Store interface {
	// Contents returns what is in a cart. A cart nobody has written to has the
	// zero Contents.
	Contents(ctx context.Context, shop, cartID string) (Contents, error)
	// Update changes a cart and returns what is in it then, all in one
	// transaction. A write that returned nil is durable, as far as the store
	// is.
	//
	// If u.Key is known for this cart, u.Change is not called: with the same
	// u.Hash the contents come back as they are now, with another one the
	// error matches [ErrConflict]. An error of u.Change is returned as it is;
	// then nothing is stored, not even the key.
	Update(ctx context.Context, shop string, u Update) (Contents, error)
}

// Update is one write to a cart, or to two.
type Update struct {
	// CartID is the cart that is written to and that Key belongs to.
	CartID string
	// From is the second cart of a merge; empty otherwise. It is never CartID.
	From string
	// Key makes the write happen once. Hash is the digest of the request that
	// the key stands for. Neither is empty.
	Key  string
	Hash []byte
	// Change alters to, the contents of CartID, and from, those of From; from
	// is nil without a second cart. It runs inside the store's transaction and
	// may run more than once, so it looks at nothing but its arguments and
	// frozen values: no catalogue, no clock, no lock. The store counts the
	// versions.
	Change func(to, from *Contents) error
}

// Contents is what is in a cart.
type Contents struct {
	// Version grows by one with every write; 0 means never written to.
	Version int64
	// Entries are in the order in which they were first added. No two have
	// the same LineID.
	Entries []Entry
	// Codes are the promotion codes that the shopper gave, as [PromoCode]
	// writes them, in the order in which they were given. There may be codes
	// among them that take nothing off, or no more.
	Codes []string
}

// Entry is one choice of one product.
type Entry struct {
	ProductID string
	// VariantID is empty for a product without variants.
	VariantID string
	// Options are chosen values that no variant settles.
	Options map[string]string
	// Quantity is from 1 to [MaxQuantity].
	Quantity int
	// Seen is the unit price that the shopper saw when the line was last
	// written. It is there to notice a change, never to be charged.
	Seen catalog.Money
	// Name is what the choice was called then, for when the product is gone.
	Name string
}

// LineID is the id of the cart line that the entry becomes. It depends on the
// product, the variant and the options only.
func (e Entry) LineID() string {
	choice, _ := json.Marshal([]any{e.ProductID, e.VariantID, e.Options}) // strings always marshal
	if len(e.Options) == 0 {
		choice, _ = json.Marshal([]any{e.ProductID, e.VariantID})
	}
	sum := sha256.Sum256(choice)
	return "l" + hex.EncodeToString(sum[:10])
}

// Find returns the entry with this line id, or nil. The entry is part of c.
func (c *Contents) Find(lineID string) *Entry {
	for i := range c.Entries {
		if c.Entries[i].LineID() == lineID {
			return &c.Entries[i]
		}
	}
	return nil
}

// Remove takes the entry with this line id out of c, if it is there.
func (c *Contents) Remove(lineID string) {
	c.Entries = slices.DeleteFunc(c.Entries, func(e Entry) bool { return e.LineID() == lineID })
}

// Clone returns a deep copy of c.
func (c Contents) Clone() Contents {
	c.Codes = slices.Clone(c.Codes)
	c.Entries = slices.Clone(c.Entries)
	for i := range c.Entries {
		c.Entries[i].Options = maps.Clone(c.Entries[i].Options)
	}
	return c
}
