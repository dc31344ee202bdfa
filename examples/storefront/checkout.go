package main

import (
	"errors"
	"net/http"
	"strconv"
	"strings"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/catalog"
)

// agreedField is the prefix of the form's fields that say, for each way of
// sending, which total the page has shown: nobody pays another one.
const agreedField = "agreed."

// checkout shows what the cart comes to and asks where it shall go, or what of the
// form that was sent last is wrong.
func (s *site) checkout(w http.ResponseWriter, r *http.Request) {
	c, err := s.firstCheckout(r)
	if err != nil {
		s.failed(w, r, err)
		return
	}
	typed, refusal, ok := s.drafts.take(c.CartID)
	if ok {
		c = typed
	}
	s.answerCheckout(w, r, c, refusal)
}

// placeOrder makes an order of the cart, once however often the form is sent. What
// is refused, and a form that only changes the country, is kept and shown again by
// the page that it came from.
func (s *site) placeOrder(w http.ResponseWriter, r *http.Request) {
	c := s.readCheckout(r)
	if c.CartID == "" {
		http.Redirect(w, r, "/cart", http.StatusSeeOther)
		return
	}
	if r.PostFormValue("do") == "update" {
		s.askAgain(w, r, c, nil)
		return
	}
	order, err := s.orders.Checkout(r.Context(), "page-"+formKey(r), c)
	if refusal, ok := errors.AsType[*cart.Error](err); ok {
		s.askAgain(w, r, c, refusal)
		return
	}
	if err != nil {
		s.failed(w, r, err)
		return
	}
	s.drafts.forget(c.CartID)
	s.sessions.prove(c.CartID, order.Number)
	s.changed(r.Context(), c.CartID)
	if err := s.placed(r.Context(), order); err != nil {
		s.log.Error("the chat does not know of an order", "order", order.Number, "err", err)
	}
	http.Redirect(w, r, orderPath(order.Number)+"?placed=yes", http.StatusSeeOther)
}

// askAgain leads back to the form with what was typed in it.
func (s *site) askAgain(w http.ResponseWriter, r *http.Request, c cart.Checkout, refusal *cart.Error) {
	s.drafts.keep(c, refusal)
	http.Redirect(w, r, "/checkout", http.StatusSeeOther)
}

// readCheckout takes the form of the checkout.
func (s *site) readCheckout(r *http.Request) cart.Checkout {
	field := func(name string) string { return strings.TrimSpace(r.PostFormValue(name)) }
	c := cart.Checkout{
		CartID: s.sessions.cartOf(r), Email: field("email"), Method: field("method"),
		Address: cart.Address{
			Name: field("name"), Line1: field("line1"), Line2: field("line2"), City: field("city"),
			Region: field("region"), Postal: field("postal"), Country: field("country"),
		},
	}
	if customer := s.sessions.customer(r); customer != nil {
		c.CustomerID = customer.ID
	}
	if amount, err := strconv.ParseInt(field(agreedField+c.Method), 10, 64); err == nil {
		c.Total = catalog.Money{Amount: amount, Currency: s.currency()}
	}
	return c
}

// firstCheckout is the form as it is shown first: a customer's last order says
// where things go.
func (s *site) firstCheckout(r *http.Request) (cart.Checkout, error) {
	c := cart.Checkout{CartID: s.sessions.cartOf(r)}
	customer := s.sessions.customer(r)
	if customer == nil {
		return c, nil
	}
	c.CustomerID, c.Email = customer.ID, customer.Email
	last, err := s.orders.OrdersOf(r.Context(), customer.ID, 1)
	if len(last) > 0 {
		c.Address = last[0].Address
	}
	return c, err
}

// answerCheckout writes the page of the checkout; refusal is why nothing was
// ordered, nil when nothing was refused. Without anything to order it leads to
// the cart.
func (s *site) answerCheckout(w http.ResponseWriter, r *http.Request, c cart.Checkout, refusal *cart.Error) {
	now, err := s.cartNow(r)
	if err != nil {
		s.failed(w, r, err)
		return
	}
	if now.Count == 0 && (refusal == nil || refusal.Code != cart.CodeConflict) {
		http.Redirect(w, r, "/cart", http.StatusSeeOther)
		return
	}
	p := checkoutPage{Checkout: c, Cart: s.cartPage(now), Guest: s.sessions.customer(r) == nil && s.brand.Customer != nil}
	if refusal != nil {
		p.Refusal, p.Field = refusal.Message, refusal.Field
	}
	if err := s.fill(r, &p, now); err != nil {
		s.failed(w, r, err)
		return
	}
	s.render(w, r, http.StatusOK, page{Template: "checkout", Title: "Checkout", Kind: assistant.PageCheckout, Data: p})
}
