package chat

import (
	"cmp"
	"context"
	"errors"
	"net/http"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/cart"
)

// OrderPlaced tells the chat that a cart has become an order: it is noted in the
// conversation that the cart belongs to, for the shop's figures and for the
// shopper, who sees it there and need not prove that the order is theirs. Call it
// when the order is stored; calling it again for the same order changes nothing.
// An order without such a conversation is not noted, and no error.
func (c *Chat) OrderPlaced(ctx context.Context, o cart.Order) error {
	var f []Filter
	if o.CartID != "" {
		f = append(f, Filter{Cart: o.CartID, Limit: 1})
	}
	if o.CustomerID != "" {
		f = append(f, Filter{Customer: o.CustomerID, Limit: 1})
	}
	for _, f := range f {
		list, err := c.config.Store.Conversations(ctx, c.config.Shop, f)
		if err != nil {
			return err
		}
		if len(list) > 0 {
			_, _, err := c.append(ctx, Append{Conversation: list[0].ID, Events: []Event{{
				Kind: EventOrdered, ClientID: "ordered:" + o.Number, Ordered: c.ordered(o),
			}}})
			if err == nil && f.Cart != "" { // the cart is the session's, and so is what it became
				err = c.config.Store.ProveOrder(ctx, c.config.Shop, list[0].SessionID, o.Number)
				if errors.Is(err, ErrNotFound) {
					err = nil
				}
			}
			return err
		}
	}
	return nil
}

func (c *Chat) ordered(o cart.Order) *Ordered {
	note := &Ordered{Number: o.Number, Total: o.Total, Lines: []OrderedItem{}}
	if c.config.OrderPage != "" {
		note.URL = c.config.OrderPage + o.Number
	}
	for _, line := range o.Lines {
		note.Lines = append(note.Lines, OrderedItem{Product: line.ProductID, Variant: line.VariantID, Quantity: line.Quantity, Total: line.Total})
	}
	return note
}

// serveOrders answers GET orders: those that the shopper may see.
func (c *Chat) serveOrders(w http.ResponseWriter, r *http.Request) {
	shop, s, ok := c.shopFor(w, r)
	if !ok {
		return
	}
	orders, err := shop.Orders(r.Context())
	if err != nil {
		c.fail(w, r, err)
		return
	}
	answer := OrdersAnswer{Orders: []assistant.OrderView{}, Codes: shop.Terms().Codes}
	for _, o := range orders {
		answer.Orders = append(answer.Orders, c.view(o, s))
	}
	writeJSON(w, http.StatusOK, answer)
}

// serveOrder answers GET orders/{number}.
func (c *Chat) serveOrder(w http.ResponseWriter, r *http.Request, number string) {
	shop, s, ok := c.shopFor(w, r)
	if !ok {
		return
	}
	order, err := shop.Order(r.Context(), number)
	c.giveOrder(w, r, order, s, err)
}

// serveLookUp answers POST orders: it looks an order up by its number and the
// e-mail address that it was placed with.
func (c *Chat) serveLookUp(w http.ResponseWriter, r *http.Request) {
	shop, s, ok := c.shopFor(w, r)
	if !ok {
		return
	}
	l, err := bodyOf[LookUp](r)
	if err != nil {
		c.refuse(w, r, http.StatusBadRequest, CodeBadRequest, "This takes the order's number and the e-mail address as JSON.")
		return
	}
	order, err := shop.Prove(r.Context(), l.Number, l.Email)
	c.giveOrder(w, r, order, s, err)
}

func (c *Chat) giveOrder(w http.ResponseWriter, r *http.Request, order cart.Order, s Session, err error) {
	if refusal, ok := errors.AsType[*cart.Error](err); ok && refusal.Code == cart.CodeTooMany {
		c.refuse(w, r, http.StatusTooManyRequests, CodeRateLimited, refusal.Message)
		return
	}
	switch {
	case errors.Is(err, cart.ErrNoOrder):
		c.refuse(w, r, http.StatusNotFound, ErrorCode(cart.CodeNoOrder),
			"We find no order with this number and this e-mail address. Please check both; they stand in the confirmation.")
	case err != nil:
		c.fail(w, r, err)
	default:
		writeJSON(w, http.StatusOK, OrderAnswer{Order: c.view(order, s)})
	}
}

// view is the order as this session's shopper may see it: address and name are
// for the verified customer alone.
func (c *Chat) view(o cart.Order, s Session) assistant.OrderView {
	verified := s.Customer != nil && o.CustomerID != "" && s.Customer.ID == o.CustomerID
	return assistant.NewOrderView(o, c.terms(), c.config.Now(), cmp.Or(c.config.Locale, DefaultLocale), verified)
}

// shopFor returns the shop as whoever makes the request may use it, by the
// bearer token. Without a good one the request is refused, and ok is false.
func (c *Chat) shopFor(w http.ResponseWriter, r *http.Request) (shop assistant.Shop, s Session, ok bool) {
	if c.config.Orders == nil {
		c.refuse(w, r, http.StatusNotFound, CodeNotFound, "This shop shows no orders here.")
		return nil, s, false
	}
	if s, ok = c.caller(w, r); !ok {
		return nil, s, false
	}
	return c.bind(s, address(r, c.config.Proxies)), s, true
}

// serveArticle answers GET articles/{id}: one of the merchant's articles.
func (c *Chat) serveArticle(w http.ResponseWriter, r *http.Request, id string) {
	if librarian, ok := c.config.Assistant.(assistant.Librarian); ok {
		if article, ok := librarian.Article(id, c.config.Now()); ok {
			c.serveCached(w, r, article)
			return
		}
	}
	c.fail(w, r, ErrNotFound)
}
