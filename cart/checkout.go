package cart

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"

	"github.com/aisle-chat/aisle/catalog"
)

// Checkout is what a shopper orders with: everything but a payment.
type Checkout struct {
	// CartID is the cart that becomes the order.
	CartID string `json:"cart"`
	// CustomerID is the verified customer's; empty for a guest.
	CustomerID string  `json:"customer,omitempty"`
	Email      string  `json:"email"`
	Address    Address `json:"address"`
	// Method is the id of a shipping method of the address's zone. It does not
	// count in a shop without Shipping.
	Method string `json:"method,omitempty"`
	// Total is what the shopper agreed to pay, shipping included. Where it is
	// not what the order comes to, the order is refused with CodeChanged. Zero
	// agrees to any total, as long as the cart has no notices.
	Total catalog.Money `json:"-"`
}

// Checkout makes an order of a cart and empties the cart. The same key on the
// same cart again returns the order that was made then, and so does the same
// request under another key while the cart has not changed: whatever was lost
// on the way, a cart is ordered once. Everything is checked again: prices,
// stock, the use of codes, address, e-mail address and method; a refusal is an
// *Error and changes nothing.
//
// After any other error the order may exist. Calling again with the same key
// finds out, and completes what is missing.
func (b *OrderBook) Checkout(ctx context.Context, key string, c Checkout) (Order, error) {
	if err := checkIDs(c.CartID, key); err != nil {
		return Order{}, err
	}
	c.Email, c.Address = FoldEmail(c.Email), c.Address.Trimmed()
	text, err := json.Marshal(c)
	if err != nil {
		return Order{}, err
	}
	hash := sha256.Sum256(text)
	contents, err := b.contents(ctx, c.CartID)
	if err != nil {
		return Order{}, err
	}
	by, err := b.carts.prices(ctx, contents)
	if err != nil {
		return Order{}, err
	}
	order, err := b.place(ctx, Placing{
		CartID: c.CartID, CartVersion: contents.Version, Key: key, Hash: hash[:],
		Uses: Uses{Promotions: limitedPromotions(by.Promotions), CustomerID: c.CustomerID, Email: c.Email},
	}, func(used map[string]Usage) (Order, error) {
		by := by
		by.Used = used
		return b.draft(c, contents, by)
	})
	switch {
	case errors.Is(err, ErrConflict):
		return Order{}, &Error{Code: CodeConflict, Message: "This request was used for something else before. Please try again."}
	case errors.Is(err, ErrOrdered):
		return Order{}, b.orderedBefore(ctx, c.CartID)
	case err != nil:
		return Order{}, err
	}
	// The order stands, so the cart is emptied whether or not anybody waits.
	if _, err := b.clear(context.WithoutCancel(ctx), order); err != nil {
		return Order{}, err
	}
	return order, nil
}

// Quote returns the order that Checkout would make now, without making it: for
// a checkout page that shows what things come to. It has no number. The e-mail
// address, and all of the address but the country, may still be missing;
// without a country or a method the shipping is not in it.
func (b *OrderBook) Quote(ctx context.Context, c Checkout) (Order, error) {
	if err := checkIDs(c.CartID); err != nil {
		return Order{}, err
	}
	c.Email, c.Address = FoldEmail(c.Email), c.Address.Trimmed()
	contents, err := b.carts.store.Contents(ctx, b.shop, c.CartID)
	if err != nil {
		return Order{}, err
	}
	by, err := b.carts.prices(ctx, contents)
	if err != nil {
		return Order{}, err
	}
	if limited := limitedPromotions(by.Promotions); len(limited) > 0 {
		by.Used, err = b.store.PromotionUses(ctx, b.shop, Uses{Promotions: limited, CustomerID: c.CustomerID, Email: c.Email})
		if err != nil {
			return Order{}, err
		}
	}
	priced := Price(c.CartID, contents, by)
	return b.order(c, priced, by)
}

// contents returns what is in the cart, once an earlier order of it has surely
// been taken out: the program may have ended between the two.
func (b *OrderBook) contents(ctx context.Context, cartID string) (Contents, error) {
	contents, err := b.carts.store.Contents(ctx, b.shop, cartID)
	if err != nil {
		return Contents{}, err
	}
	last, err := b.store.OrderOf(ctx, b.shop, cartID)
	switch {
	case errors.Is(err, ErrNoOrder), err == nil && last.CartVersion == contents.Version:
		return contents, nil // the same again is for PlaceOrder to tell
	case err != nil:
		return Contents{}, err
	}
	return b.clear(ctx, last)
}

// place stores a new order under a number that is free.
func (b *OrderBook) place(ctx context.Context, p Placing, draft func(map[string]Usage) (Order, error)) (order Order, err error) {
	for attempt := range maxTries {
		number := drawNumber(b.prefix, attempt)
		p.Make = func(used map[string]Usage) (Order, error) {
			o, err := draft(used)
			o.Number = number
			return o, err
		}
		order, err = b.store.PlaceOrder(ctx, b.shop, p)
		if !errors.Is(err, ErrTaken) {
			break
		}
	}
	return order, err
}

// orderedBefore says that the cart is an order already, and empties it.
func (b *OrderBook) orderedBefore(ctx context.Context, cartID string) error {
	last, err := b.store.OrderOf(ctx, b.shop, cartID)
	if err != nil {
		return err
	}
	if _, err := b.clear(ctx, last); err != nil {
		return err
	}
	return &Error{Code: CodeConflict, Message: "What was in your cart has been ordered already, as " + last.Number + ". It was not ordered again."}
}

// clear takes out of the cart what has become the order, once.
func (b *OrderBook) clear(ctx context.Context, o Order) (Contents, error) {
	hash := sha256.Sum256([]byte(o.Number))
	return b.carts.store.Update(ctx, b.shop, Update{
		CartID: o.CartID, Key: "ordered " + o.Number, Hash: hash[:],
		Change: func(to, _ *Contents) error {
			if to.Version == o.CartVersion {
				to.Entries, to.Codes = nil, nil
				return nil
			}
			takeOut(to, &o)
			return nil
		},
	})
}

// takeOut takes an order's lines and codes out of a cart that has changed since.
func takeOut(to *Contents, o *Order) {
	for _, line := range o.Lines {
		entry := to.Find(line.ID)
		if entry == nil {
			continue
		}
		if entry.Quantity -= line.Quantity; entry.Quantity < 1 {
			to.Remove(line.ID)
		}
	}
	for _, d := range o.Discounts {
		to.Codes = withoutText(to.Codes, d.Code)
	}
}

// draft makes the order of a checkout that is complete and agreed to.
func (b *OrderBook) draft(c Checkout, contents Contents, by Prices) (Order, error) {
	priced := Price(c.CartID, contents, by)
	if priced.Count == 0 && len(priced.Lines) == 0 {
		return Order{}, &Error{Code: CodeEmpty, Message: "Your cart is empty."}
	}
	for _, check := range []error{CheckEmail(c.Email), c.Address.Check()} {
		if check != nil {
			return Order{}, check
		}
	}
	if b.carts.shipping != nil && c.Method == "" {
		return Order{}, badField("method", "Please choose how it shall be sent.")
	}
	for _, line := range priced.Lines {
		if line.Unavailable {
			return Order{}, &Error{Code: CodeSoldOut, Message: notice(&priced, line.ID) + " Please take it out of your cart to order the rest."}
		}
	}
	o, err := b.order(c, priced, by)
	if err != nil {
		return Order{}, err
	}
	if refusal := agreed(c.Total, o.Total, &priced, by, contents.Codes); refusal != nil {
		return Order{}, refusal
	}
	return o, nil
}

// agreed says why an order is not what the shopper has agreed to.
func agreed(to, total catalog.Money, priced *Cart, by Prices, codes []string) error {
	if to == total {
		return nil
	}
	for _, one := range by.candidates(priced, codes) {
		if one.Code != "" && one.refusal != nil && one.refusal.Code == CodePromoUsed {
			return &Error{Code: CodePromoUsed, Message: one.refusal.Message + " Please remove the code to order without it."}
		}
	}
	switch {
	case !to.IsZero():
		return &Error{Code: CodeChanged, Message: "Your order now comes to " + total.Format(locale) + ", not " + to.Format(locale) + ". Please look at it once more."}
	case len(priced.Notices) > 0:
		return &Error{Code: CodeChanged, Message: priced.Notices[0].Text + " Please look at your cart once more."}
	}
	return nil
}

// order makes an order of a priced cart.
func (b *OrderBook) order(c Checkout, priced Cart, by Prices) (Order, error) {
	o := Order{
		Email: c.Email, CustomerID: c.CustomerID, CartID: c.CartID, CartVersion: priced.Version,
		Placed: by.Now, State: OrderPlaced, Currency: priced.Currency,
		Subtotal: priced.Subtotal, Discounts: priced.Discounts, Total: priced.Total,
		Shipping: catalog.Money{Currency: priced.Currency}, Address: c.Address,
	}
	for _, line := range priced.Lines {
		if line.Unavailable {
			continue
		}
		o.Lines = append(o.Lines, OrderLine{
			ID: line.ID, ProductID: line.ProductID, VariantID: line.VariantID, Options: line.Options,
			Title: line.Title, Image: line.Image, ImageSizes: line.ImageSizes, URL: line.URL, Quantity: line.Quantity, Unit: line.Unit,
			Total: line.Total, Off: line.Off, Category: by.Products[line.ProductID].Category, FinalSale: line.FinalSale,
		})
	}
	if s := b.carts.shipping; s != nil && c.Address.Country != "" && c.Method != "" {
		z, m, refusal := s.serve(c.Address.Country, c.Method)
		if refusal != nil {
			return Order{}, refusal
		}
		o.Method, o.Shipping, o.Promised = m.ID, z.price(m, priced.Total, priced.freeShipping()), s.Arrives(m, by.Now)
		o.Total.Amount += o.Shipping.Amount
	}
	return o, nil
}

// serve finds the method that sends to a country, or says why there is none.
func (s *Shipping) serve(country, method string) (*Zone, *Method, error) {
	name, _ := CountryName(country)
	z, ok := s.Zone(country)
	if !ok {
		message := s.Elsewhere
		if message == "" {
			message = "We do not send to " + name + "."
		}
		return nil, nil, &Error{Code: CodeNoMethod, Message: message, Field: "country"}
	}
	m, ok := z.Method(method)
	if !ok {
		return nil, nil, &Error{Code: CodeNoMethod, Message: "This way of sending does not reach " + name + ". Please choose another one.", Field: "method"}
	}
	return z, m, nil
}

// notice returns what the cart says of a line.
func notice(c *Cart, lineID string) string {
	for _, n := range c.Notices {
		if n.Line == lineID {
			return n.Text
		}
	}
	return ""
}
