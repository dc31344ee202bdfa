package chat

import (
	"context"
	"net/http"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/cart"
)

// OrderPlaced tells the chat that a cart has become an order: it is noted in the
// conversation that the cart belongs to, for the shop's figures and for the
// shopper, who sees it there. Call it when the order is stored; calling it again
// for the same order changes nothing. An order without such a conversation is
// not noted, and no error.
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
