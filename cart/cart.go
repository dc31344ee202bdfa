package cart

import (
	"context"
	"fmt"

	"github.com/aisle-chat/aisle/catalog"
)

// Carts is where a shop's carts live. The built-in one is [New] over a [Store];
// a shop that has carts already implements Carts over those. Implementations
// are safe for concurrent use and pass the suite in cart/carttest.
//
// Every write takes an idempotency key: the same key on the same cart again
// changes nothing and returns the cart as it is now; the same key with another
// request is an error with code [CodeConflict]. Prices, titles and stock always
// come from the catalogue, never from a caller.
type Carts interface {
	// Get returns the cart, priced now. A cart nobody has written to is empty,
	// not an error.
	Get(ctx context.Context, cartID string) (Cart, error)
	// Add puts item into the cart, on top of what is there of the same choice.
	Add(ctx context.Context, cartID, key string, item Item) (Cart, error)
	// SetQuantity changes a line's quantity; 0 removes the line.
	SetQuantity(ctx context.Context, cartID, key, lineID string, quantity int) (Cart, error)
	// Merge moves all lines of the cart from into the cart to (a guest signs
	// in) and empties from. Lines of the same choice add up, within stock.
	Merge(ctx context.Context, from, to, key string) (Cart, error)
}

// Coder is an optional ability of [Carts]: promotion codes. Whatever [New]
// returns has it. Keys work as with Carts.
type Coder interface {
	// ApplyCode gives a cart a promotion code. A code that is unknown, over or
	// used up is refused with an *Error whose message says why; one that only
	// waits for its minimum is taken, and Cart.Codes says what is missing.
	ApplyCode(ctx context.Context, cartID, key, code string) (Cart, error)
	// RemoveCode takes it back. A code that the cart does not have is no error.
	RemoveCode(ctx context.Context, cartID, key, code string) (Cart, error)
}

// UseCounter is an optional ability of [Carts]: what nobody can use any more.
// Whatever [New] returns has it.
type UseCounter interface {
	// UsedUp returns the ids of the promotions whose Limit is reached. Without
	// orders to count there are none.
	UsedUp(ctx context.Context) ([]string, error)
}

// Promoter is an optional ability of [Carts]: which promotions they apply.
// Whatever [New] returns has it. What is told to shoppers of promotions is what
// such carts say, so that nobody is promised what the cart then refuses.
type Promoter interface {
	// Promotions returns all that the carts know, those included that do not run
	// now, in the order of the configuration; none means that they know no
	// promotion at all. The list is the caller's own.
	Promotions() []Promotion
}

// MaxQuantity is the most that one line can hold, MaxLines how many lines one
// cart can, and MaxCodes how many codes.
const (
	MaxQuantity = catalog.MaxQuantity
	MaxLines    = 100
	MaxCodes    = 10
)

// TagFinalSale is the tag of products that are sold without a right to return
// them; see [FinalSale].
const TagFinalSale = "final-sale"

// Item is what a shopper wants: a product, its variant or the options that
// single it out, and how many.
type Item struct {
	ProductID string `json:"product"`
	// VariantID may be empty when Options name the variant, or when the
	// product has none.
	VariantID string `json:"variant,omitempty"`
	// Options are chosen values by option name. They may be left out where
	// VariantID is given and for options that have one value only.
	Options map[string]string `json:"options,omitempty"`
	// Quantity is from 1 to MaxQuantity.
	Quantity int `json:"quantity"`
}

// Cart is a priced cart, a frozen value: reading it again may show other
// prices, and Notices say what changed.
type Cart struct {
	ID string `json:"id"`
	// Version grows with every write to the cart.
	Version int64 `json:"version"`
	// Currency is the shop's one selling currency.
	Currency string `json:"currency"`
	Lines    []Line `json:"lines"`
	// Count is the sum of the lines' quantities, for a badge.
	Count int `json:"count"`
	// Subtotal is the sum of the lines that can be bought.
	Subtotal catalog.Money `json:"subtotal"`
	// Discounts are what promotions take off, Codes the codes that the shopper
	// gave, those that do not count now included.
	Discounts []Discount `json:"discounts,omitempty"`
	Codes     []CodeNote `json:"codes,omitempty"`
	// Total is what is known to be due now: Subtotal less Discounts. Shipping
	// and tax are settled at the shop's checkout.
	Total catalog.Money `json:"total"`
	// Delivery is what can be said of the shipping before an address is known;
	// nil says nothing.
	Delivery *DeliveryNote `json:"delivery,omitempty"`
	Notices  []Notice      `json:"notices,omitempty"`
}

// CodeNote is a code that the shopper gave.
type CodeNote struct {
	Code  string `json:"code"`
	Title string `json:"title,omitempty"`
	// Why is a sentence on why the code takes nothing off now; empty where it
	// does.
	Why string `json:"why,omitempty"`
}

// DeliveryNote is what the shipping to the shop's first zone costs at least.
type DeliveryNote struct {
	From catalog.Money `json:"from"`
	// FreeFrom is the sum from which it is free and Left what is missing until
	// then; zero where there is no such sum, and Left is zero once it is free.
	FreeFrom catalog.Money `json:"free_from,omitzero"`
	Left     catalog.Money `json:"left,omitzero"`
}

// Line is one choice in a cart.
type Line struct {
	// ID is stable for one choice of one product in one cart.
	ID        string            `json:"id"`
	ProductID string            `json:"product"`
	VariantID string            `json:"variant,omitempty"`
	Options   map[string]string `json:"options,omitempty"`
	Title     string            `json:"title"`
	Image     string            `json:"image,omitempty"`
	// ImageSizes show the same as Image, narrow ones first; nil where only that is
	// known.
	ImageSizes []catalog.ImageSize `json:"image_sizes,omitempty"`
	URL        string              `json:"url,omitempty"`
	Quantity   int                 `json:"quantity"`
	Unit       catalog.Money       `json:"unit"`
	// CompareAt is the unit price before a reduction; zero means none.
	CompareAt catalog.Money `json:"compare_at,omitzero"`
	Total     catalog.Money `json:"total"`
	// Off is this line's share of the cart's discounts, which Total does not
	// know of; zero means none.
	Off catalog.Money `json:"off,omitzero"`
	// FinalSale is true for what is sold without a right to return it.
	FinalSale bool `json:"final_sale,omitempty"`
	// Unavailable is true for a line that cannot be bought any more. It stays
	// visible and counts for nothing.
	Unavailable bool `json:"unavailable,omitempty"`
	// Max is the largest quantity that stock and MaxQuantity allow.
	Max int `json:"max"`
}

// Notice tells the shopper what is different from when the line was added.
type Notice struct {
	// Code is [NoticePriceChanged], [NoticeStockReduced], [NoticeSoldOut] or
	// [NoticeGone].
	Code string `json:"code"`
	Line string `json:"line"`
	// Text is a sentence for the shopper.
	Text string `json:"text"`
}

// Code is the machine's word for why a cart refused something.
type Code string

// Why a cart refuses.
const (
	CodeNotFound      Code = "not_found"       // no such product, variant or line
	CodeChoose        Code = "choose"          // options are missing; see Error.Missing
	CodeNotMade       Code = "not_made"        // this combination does not exist
	CodeSoldOut       Code = "sold_out"        // none left
	CodeStock         Code = "stock"           // fewer left than wanted; see Error.Available
	CodeQuantity      Code = "quantity"        // not a whole number from 1 to MaxQuantity
	CodePriceOnAsking Code = "price_on_asking" // the product has no price
	CodePriceChanged  Code = "price_changed"   // it costs something else than the shopper has seen
	CodeCurrency      Code = "currency"        // priced in another currency than the shop sells in
	CodeConflict      Code = "conflict"        // the idempotency key was used for something else
	CodeFull          Code = "full"            // the cart has MaxLines lines already
	CodeChanged       Code = "changed"         // the total is not what the shopper agreed to
	CodeEmpty         Code = "empty"           // there is nothing to order

	CodePromoUnknown Code = "promo_unknown" // there is no such code
	CodePromoEarly   Code = "promo_early"   // the promotion has not begun
	CodePromoOver    Code = "promo_over"    // it has ended
	CodePromoUsed    Code = "promo_used"    // it was used as often as it may be
	CodePromoNothing Code = "promo_nothing" // nothing that it could apply to

	CodeNoOrder  Code = "no_order"  // no such order, or none that may be seen
	CodeNotNow   Code = "not_now"   // the policies do not allow the request, or no more
	CodeTooMany  Code = "too_many"  // too many attempts; try again later
	CodeBadField Code = "bad_field" // something in a form is missing or wrong; see Error.Field
	CodeNoMethod Code = "no_method" // the shop does not send there, or not that way
)

// Error is a refusal: nothing was changed. Find it with errors.As.
type Error struct {
	Code Code
	// Message is a sentence that can be shown to the shopper.
	Message string
	// Missing are the options still to be chosen, for CodeChoose.
	Missing []catalog.Option
	// Available is how many more can be added, for CodeStock and for CodeQuantity
	// where the cart already holds some.
	Available int
	// Field names the field of a form, for CodeBadField.
	Field string
	// Price is what one costs now, for CodePriceChanged.
	Price catalog.Money
}

func (e *Error) Error() string { return fmt.Sprintf("cart: %s: %s", e.Code, e.Message) }
