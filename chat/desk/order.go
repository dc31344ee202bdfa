package desk

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/catalog"
	"github.com/aisle-chat/aisle/chat"
)

// acts are what p may do to orders of which there are some.
func (d *desk) acts(p chat.Person, orders []assistant.OrderView) (kinds []cart.ActKind) {
	if d.Clerk == nil || len(orders) == 0 {
		return nil
	}
	may := d.may(p)
	if slices.Contains(may, MayOrder) {
		kinds = append(kinds, cart.ActAddress, cart.ActResend, cart.ActCancel)
	}
	if slices.Contains(may, MayRefund) {
		kinds = append(kinds, cart.ActRefund)
	}
	return kinds
}

// order answers POST api/conversations/{id}/order: it does something to an order
// of the shopper's, and notes it in the talk.
func (d *desk) order(q *request) error {
	var in Act
	if err := decode(q, &in); err != nil {
		return err
	}
	if err := checkID(in.ID); err != nil {
		return err
	}
	if d.Clerk == nil {
		return refusal{http.StatusNotFound, chat.CodeNotFound, "This shop's orders cannot be changed at the desk."}
	}
	if in.Kind == cart.ActRefund {
		if err := d.permit(q, MayRefund); err != nil {
			return err
		}
	}
	orders, err := d.Chat.OrdersOf(q.Context(), q.id)
	if err != nil {
		return err
	}
	at := slices.IndexFunc(orders, func(o assistant.OrderView) bool { return cart.SameNumber(o.Number, in.Order) })
	if at < 0 {
		return refusal{http.StatusNotFound, chat.CodeNotFound, "This shopper has no such order."}
	}
	act := cart.Act{
		Kind: in.Kind, Order: orders[at].Number, By: q.me.Name, Lines: in.Lines, Address: in.Address, Note: in.Note,
		Amount: catalog.Money{Amount: in.Amount, Currency: orders[at].Total.Currency},
	}
	if in.Kind != cart.ActRefund {
		act.Amount = catalog.Money{}
	}
	changed, reference, err := d.Clerk.Act(q.Context(), "desk/"+q.id+"/"+in.ID, act)
	if refused, ok := errors.AsType[*cart.Error](err); ok {
		return refusal{http.StatusConflict, chat.ErrorCode(refused.Code), refused.Message}
	}
	if err != nil {
		return err
	}
	did := chat.StaffOrder{Number: changed.Number, Kind: in.Kind, Reference: reference}
	c, err := d.Chat.Sort(q.Context(), q.id, in.ID, q.me, chat.Staff{Order: &did, Note: act.Note})
	return d.done(q, "order "+string(in.Kind), c, err)
}

// maxFound is how many products a search at the desk shows.
const maxFound = 12

// products answers GET api/products?q=: what can be shown in a reply.
func (d *desk) products(q *request) error {
	text := strings.TrimSpace(q.URL.Query().Get("q"))
	if d.Catalog == nil {
		return refusal{http.StatusNotFound, chat.CodeNotFound, "Products cannot be looked for at this desk."}
	}
	if utf8.RuneCountInString(text) > maxQuery || !utf8.ValidString(text) {
		return refusal{http.StatusBadRequest, chat.CodeBadRequest, fmt.Sprintf("A search has at most %d characters.", maxQuery)}
	}
	found, err := d.Catalog.Search(q.Context(), catalog.Query{Text: text, Limit: maxFound, Near: true})
	if err != nil {
		return err
	}
	answer := Products{Cards: []assistant.Card{}}
	for _, hit := range found.Hits {
		answer.Cards = append(answer.Cards, assistant.NewCard(&hit.Product, hit.Variant, ""))
	}
	return send(q, answer)
}
