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

// ErrNoOrder says that there is no such order, or none that the one who asks
// may see: the two are told apart nowhere. Test with errors.Is.
var ErrNoOrder = errors.New("cart: no such order")

// Orders is where a shop's orders are read, and where shoppers' requests about
// them go. [NewOrderBook] makes the built-in one out of an [OrderStore]; a shop
// that has an order system implements Orders over that instead. It answers
// whoever calls it: who may see an order is settled before, by
// assistant.BindShop. Implementations are safe for concurrent use and pass the
// suite in cart/carttest.
type Orders interface {
	// Order returns the order with this number, or ErrNoOrder. Numbers are
	// compared without regard to case, spaces and a leading "#".
	Order(ctx context.Context, number string) (Order, error)
	// OrdersOf returns the orders of a customer, the newest first, at most
	// limit of them. A customer without orders has none: that is no error.
	OrdersOf(ctx context.Context, customerID string, limit int) ([]Order, error)
	// File files a request about an order and returns it with the reference
	// that it was given. The same key again returns the request that was filed
	// then; with another request it is an *Error with CodeConflict. What the
	// shop's policies do not allow is refused with an *Error and files nothing.
	File(ctx context.Context, key string, r Request) (Request, error)
}

// CartOrders is an optional ability of [Orders]: what became of a cart. An
// [OrderBook] has it.
type CartOrders interface {
	// OrdersFrom returns the orders that came out of a cart, the newest first, at
	// most limit of them; none is no error.
	OrdersFrom(ctx context.Context, cartID string, limit int) ([]Order, error)
}

// EmailOrders is an optional ability of [Orders]: what was ordered with an e-mail
// address. An [OrderBook] has it. Without it nobody can be sent a code that shows
// them their orders.
type EmailOrders interface {
	// OrdersByEmail returns the orders that were placed with an address, the newest
	// first, at most limit of them; none is no error. Addresses are compared as
	// [FoldEmail] writes them.
	OrdersByEmail(ctx context.Context, email string, limit int) ([]Order, error)
}

// Order is what somebody has bought, a frozen value.
type Order struct {
	// Number is what the shopper knows the order by; unique within the shop.
	Number string `json:"number"`
	// Version grows with every change.
	Version int64 `json:"version"`
	// Email is the address that the order was placed with.
	Email string `json:"email"`
	// CustomerID is the customer's; empty for a guest's order.
	CustomerID string `json:"customer,omitempty"`
	// CartID is the cart that became the order, CartVersion its version then.
	CartID      string     `json:"cart,omitempty"`
	CartVersion int64      `json:"cart_version,omitempty"`
	Placed      time.Time  `json:"placed"`
	State       OrderState `json:"state"`
	// Packed and Canceled are when it was; zero means not.
	Packed   time.Time `json:"packed,omitzero"`
	Canceled time.Time `json:"canceled,omitzero"`

	Currency string      `json:"currency"`
	Lines    []OrderLine `json:"lines"`
	// Subtotal is the sum of the lines, Discounts what was taken off, Shipping
	// what the delivery costs, Total what was charged.
	Subtotal  catalog.Money `json:"subtotal"`
	Discounts []Discount    `json:"discounts,omitempty"`
	Shipping  catalog.Money `json:"shipping"`
	Total     catalog.Money `json:"total"`

	// Method is the id of the shipping method, Address where it goes.
	Method  string  `json:"method,omitempty"`
	Address Address `json:"address,omitzero"`
	// Promised is when the whole order was to arrive, as said when it was
	// placed; zero means that nothing was said.
	Promised Window `json:"promised,omitzero"`
	// Parcels are what has been packed, in order. A line may be split over
	// several.
	Parcels []Parcel `json:"parcels,omitempty"`
	// Requests are what the shopper has asked about the order, oldest first.
	Requests []Request `json:"requests,omitempty"`
	// Refunds are moneys on their way back or given back, oldest first.
	Refunds []Refund `json:"refunds,omitempty"`
}

// OrderState is how far an order has come. Whether it is late, in parts or
// partly delivered follows from its parcels and the clock.
type OrderState string

// The states of an order.
const (
	OrderPlaced    OrderState = "placed"    // paid, not yet packed
	OrderPacked    OrderState = "packed"    // packed, not yet with the carrier
	OrderShipped   OrderState = "shipped"   // at least one parcel is on its way
	OrderDelivered OrderState = "delivered" // every parcel has arrived
	OrderCanceled  OrderState = "canceled"
)

// OrderLine is one choice that was bought. Its words and prices are those of
// the moment of buying.
type OrderLine struct {
	// ID is unique within the order.
	ID        string            `json:"id"`
	ProductID string            `json:"product"`
	VariantID string            `json:"variant,omitempty"`
	Options   map[string]string `json:"options,omitempty"`
	Title     string            `json:"title"`
	Image     string            `json:"image,omitempty"`
	// ImageSizes are as those of a cart's line.
	ImageSizes []catalog.ImageSize `json:"image_sizes,omitempty"`
	URL        string              `json:"url,omitempty"`
	Quantity   int                 `json:"quantity"`
	Unit       catalog.Money       `json:"unit"`
	Total      catalog.Money       `json:"total"`
	// Off is this line's share of the order's discounts, which Total does not
	// know of; zero means none.
	Off catalog.Money `json:"off,omitzero"`
	// Category is the product's path then, for policies that depend on it.
	Category []string `json:"category,omitempty"`
	// FinalSale is true for what was sold without a right to return it.
	FinalSale bool `json:"final_sale,omitempty"`
}

// Parcel is one box on its way.
type Parcel struct {
	ID string `json:"id"`
	// Carrier is a name, Tracking the carrier's number, URL its tracking page.
	Carrier  string `json:"carrier,omitempty"`
	Tracking string `json:"tracking,omitempty"`
	URL      string `json:"url,omitempty"`
	// Shipped and Delivered are when it was; zero means not yet. Moved is when
	// its tracking last changed.
	Shipped   time.Time `json:"shipped,omitzero"`
	Moved     time.Time `json:"moved,omitzero"`
	Delivered time.Time `json:"delivered,omitzero"`
	// Expected is when it is thought to arrive now.
	Expected Window `json:"expected,omitzero"`
	// Contents are how many of each line it holds, by the line's id.
	Contents map[string]int `json:"contents,omitempty"`
}

// Refund is money that goes back.
type Refund struct {
	Amount catalog.Money `json:"amount"`
	// Reason is a short text for the shopper: "Return R-1042".
	Reason string    `json:"reason"`
	Begun  time.Time `json:"begun"`
	// Due is the last day by which it is to arrive; Paid is when it was sent.
	Due  time.Time `json:"due,omitzero"`
	Paid time.Time `json:"paid,omitzero"`
}

// Address is where an order goes.
type Address struct {
	Name    string `json:"name,omitempty"`
	Line1   string `json:"line1,omitempty"`
	Line2   string `json:"line2,omitempty"`
	City    string `json:"city,omitempty"`
	Region  string `json:"region,omitempty"` // state or province
	Postal  string `json:"postal,omitempty"`
	Country string `json:"country,omitempty"` // ISO 3166-1 alpha-2
}

// Window is a range of days: anything from the beginning of From to the end of
// To. The clock time of both is midnight, UTC; they stand for calendar days at
// the place of delivery.
type Window struct {
	From time.Time `json:"from,omitzero"`
	To   time.Time `json:"to,omitzero"`
}

// IsZero reports whether w says nothing.
func (w Window) IsZero() bool { return w.From.IsZero() && w.To.IsZero() }

// OrderNumber writes a number as it is kept: capitals, without spaces and
// without a leading "#", with hyphens for dashes of any length.
func OrderNumber(number string) string {
	return strings.ToUpper(strings.TrimPrefix(dashes.Replace(strings.Join(strings.Fields(number), "")), "#"))
}

// dashes are what keyboards and phones write for a hyphen.
var dashes = strings.NewReplacer("‐", "-", "‑", "-", "‒", "-", "–", "-", "—", "-", "−", "-", "－", "-")

// SameNumber reports whether two texts name the same order.
func SameNumber(a, b string) bool { return OrderNumber(a) == OrderNumber(b) }

// Line returns the line with this id, or nil. It is part of o.
func (o *Order) Line(id string) *OrderLine {
	for i := range o.Lines {
		if o.Lines[i].ID == id {
			return &o.Lines[i]
		}
	}
	return nil
}

// Delivered returns when the last parcel arrived; zero while one is missing.
func (o *Order) Delivered() time.Time {
	var last time.Time
	for _, p := range o.Parcels {
		if p.Delivered.IsZero() {
			return time.Time{}
		}
		if p.Delivered.After(last) {
			last = p.Delivered
		}
	}
	return last
}

// DeliveredLine returns when the last parcel with the line arrived; zero while
// some of the line is missing. A parcel that does not say what it holds may hold
// anything.
func (o *Order) DeliveredLine(id string) time.Time {
	line := o.Line(id)
	if line == nil {
		return time.Time{}
	}
	if _, last, all := o.arrived(line); all {
		return last
	}
	return time.Time{}
}

// Clone returns a deep copy of o.
func (o Order) Clone() Order {
	o.Lines = slices.Clone(o.Lines)
	for i := range o.Lines {
		o.Lines[i].Options = maps.Clone(o.Lines[i].Options)
		o.Lines[i].ImageSizes = slices.Clone(o.Lines[i].ImageSizes)
		o.Lines[i].Category = slices.Clone(o.Lines[i].Category)
	}
	o.Discounts = slices.Clone(o.Discounts)
	o.Parcels = slices.Clone(o.Parcels)
	for i := range o.Parcels {
		o.Parcels[i].Contents = maps.Clone(o.Parcels[i].Contents)
	}
	o.Requests = slices.Clone(o.Requests)
	for i := range o.Requests {
		o.Requests[i] = o.Requests[i].Clone()
	}
	o.Refunds = slices.Clone(o.Refunds)
	return o
}
