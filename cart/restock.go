package cart

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/aisle-chat/aisle/catalog"
)

// Restock is a shopper's request to hear when something that is sold out can be
// had again. It is a note with a reference and no promise: nothing here sends a
// message. Whoever runs the shop reads the notes with [OrderBook.Restocks], tells
// the shoppers, and settles them with [OrderBook.SettleRestock].
type Restock struct {
	// Reference is what the shopper knows it by; given when it is asked for.
	Reference string `json:"reference"`
	ProductID string `json:"product"`
	// VariantID is the variant that is waited for, where the choice is of one;
	// Options are what was chosen. Without either any choice of the product will do.
	VariantID string            `json:"variant,omitempty"`
	Options   map[string]string `json:"options,omitempty"`
	// Title is the product's with the choice, as it was called then.
	Title string `json:"title"`
	// Email is where the shopper wants to hear of it. It must be set.
	Email string `json:"email"`
	// CustomerID is the customer's, empty for a guest; CartID the shopper's cart.
	CustomerID string `json:"customer,omitempty"`
	CartID     string `json:"cart,omitempty"`
	// State is RequestOpen while the shopper waits, RequestDone once they were
	// told, and RequestDeclined where nobody waits any more: the thing will not come
	// again, or the shopper has taken the request back.
	State RequestState `json:"state"`
	Filed time.Time    `json:"filed"`
}

// Clone returns a deep copy of r.
func (r Restock) Clone() Restock {
	r.Options = maps.Clone(r.Options)
	return r
}

// Kept returns a copy of r as a store keeps it: the address as [FoldEmail] writes
// it, the time in UTC to the millisecond, and no options as nil.
func (r Restock) Kept() Restock {
	r = r.Clone()
	r.Email, r.Options, r.Filed = FoldEmail(r.Email), filled(r.Options), r.Filed.UTC().Truncate(time.Millisecond)
	return r
}

// Same reports whether two requests are for the same choice of the same product
// by the same address.
func (r Restock) Same(other Restock) bool {
	return r.ProductID == other.ProductID && r.VariantID == other.VariantID &&
		FoldEmail(r.Email) == FoldEmail(other.Email) && maps.Equal(r.Options, other.Options)
}

// RestockFilter chooses among a shop's requests. Every field that is set must
// hold; the zero value chooses all.
type RestockFilter struct {
	ProductID  string
	CustomerID string
	CartID     string
	State      RequestState
	// Limit is how many are returned at most; 0 means DefaultRestocks.
	Limit int
}

// DefaultRestocks is how many requests are listed where nothing else is said.
const DefaultRestocks = 100

// Chooses reports whether f chooses r.
func (f RestockFilter) Chooses(r Restock) bool {
	same := func(wanted, is string) bool { return wanted == "" || wanted == is }
	return same(f.ProductID, r.ProductID) && same(f.CustomerID, r.CustomerID) && same(f.CartID, r.CartID) && same(string(f.State), string(r.State))
}

// ErrNoRestock says that there is no request with this reference. Test with
// errors.Is.
var ErrNoRestock = errors.New("cart: no such request to hear of something that is sold out")

// Restocker is an optional ability of [Orders]: shoppers ask to hear when
// something can be had again. [OrderBook] has it.
type Restocker interface {
	// AskRestock notes r and returns it with its reference. The same address asking
	// again for the same choice gets the request that is open already. What can be
	// had now, is not sold here or lacks an e-mail address is refused with an
	// *Error.
	AskRestock(ctx context.Context, r Restock) (Restock, error)
	// Restocks are the shop's requests, the newest first.
	Restocks(ctx context.Context, f RestockFilter) ([]Restock, error)
}

// RestockSettler is an optional ability of a [Restocker]: a request can be settled,
// also when the shopper takes it back. [OrderBook] has it.
type RestockSettler interface {
	// SettleRestock gives a request its last state, RequestDone or RequestDeclined,
	// and returns it, or ErrNoRestock.
	SettleRestock(ctx context.Context, reference string, state RequestState) (Restock, error)
}

var (
	_ Restocker      = (*OrderBook)(nil)
	_ RestockSettler = (*OrderBook)(nil)
)

// AskRestock implements [Restocker].
func (b *OrderBook) AskRestock(ctx context.Context, r Restock) (Restock, error) {
	r = r.Kept()
	if err := CheckEmail(r.Email); err != nil {
		return Restock{}, err
	}
	product, err := b.carts.product(ctx, r.ProductID)
	if err != nil {
		return Restock{}, err
	}
	if err := r.choose(product); err != nil {
		return Restock{}, err
	}
	r.State, r.Filed = RequestOpen, b.now().UTC().Truncate(time.Millisecond)
	for attempt := range maxTries {
		r.Reference = drawRestock(attempt)
		asked, err := b.store.AddRestock(ctx, b.shop, r)
		if errors.Is(err, ErrTaken) {
			continue
		}
		return asked, err
	}
	return Restock{}, ErrTaken
}

// Restocks implements [Restocker].
func (b *OrderBook) Restocks(ctx context.Context, f RestockFilter) ([]Restock, error) {
	return b.store.Restocks(ctx, b.shop, f)
}

// SettleRestock gives a request its last state: RequestDone once the shopper was
// told, RequestDeclined where it will not be or the shopper has taken it back. It
// returns the request, or ErrNoRestock.
func (b *OrderBook) SettleRestock(ctx context.Context, reference string, state RequestState) (Restock, error) {
	if state != RequestDone && state != RequestDeclined {
		return Restock{}, errors.New("cart: a request for a restock is settled as done or declined")
	}
	return b.store.SettleRestock(ctx, b.shop, strings.ToUpper(strings.TrimSpace(reference)), state)
}

// choose completes the request from the product, or says with an *Error why
// there is nothing to wait for.
func (r *Restock) choose(product *catalog.Product) error {
	if r.VariantID != "" {
		selection, ok := product.SelectVariant(r.VariantID)
		if !ok {
			return &Error{Code: CodeNotFound, Message: "This version of " + product.Title + " is not in the shop any more."}
		}
		r.Options = selection.Options
	}
	selection := product.Select(r.Options)
	if len(selection.Unknown) > 0 {
		return notMadeIn(product, selection.Unknown)
	}
	if selection.NotMade {
		return &Error{Code: CodeNotMade, Message: choiceName(product, r.Options) + " is not made. Please choose something else."}
	}
	r.VariantID, r.Options = "", filled(selection.Options)
	if selection.Variant != nil {
		r.VariantID = selection.Variant.ID
	}
	r.Title = choiceName(product, r.Options)
	if canBeHad(product, r.Options) {
		return &Error{Code: CodeNotNow, Message: r.Title + " can be had now."}
	}
	return nil
}

// canBeHad reports whether anything of a product with these options can be
// bought.
func canBeHad(product *catalog.Product, options map[string]string) bool {
	if product.SoldOut || len(product.Variants) == 0 {
		return !product.SoldOut
	}
	return slices.ContainsFunc(product.Variants, func(v catalog.Variant) bool {
		for name, value := range options {
			if own, says := v.Options[name]; says && own != value {
				return false
			}
		}
		return !v.SoldOut
	})
}
