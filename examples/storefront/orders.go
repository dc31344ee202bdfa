package main

import (
	"errors"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/cart"
)

// ordersPage lists the orders that may be seen, and looks up others.
type ordersPage struct {
	Orders []assistant.OrderView
	// Number is what stands in the form, Refusal why the last look-up gave
	// nothing.
	Number, Refusal string
}

func (s *site) ordersPage(w http.ResponseWriter, r *http.Request) {
	s.answerOrders(w, r, http.StatusOK, ordersPage{Number: r.URL.Query().Get("number")})
}

func (s *site) answerOrders(w http.ResponseWriter, r *http.Request, status int, p ordersPage) {
	var err error
	if p.Orders, err = s.ordersOf(r); err != nil {
		s.failed(w, r, err)
		return
	}
	s.render(w, r, status, page{Template: "orders", Title: "Orders", Kind: assistant.PageAccount, Data: p})
}

// lookUp proves an order by its number and e-mail address. An order that there
// is not and one with another address are answered alike, and whoever tries too
// often has to wait.
func (s *site) lookUp(w http.ResponseWriter, r *http.Request) {
	p := ordersPage{Number: strings.TrimSpace(r.PostFormValue("number"))}
	if wait := s.lookUps.wait(r); wait > 0 {
		w.Header().Set("Retry-After", strconv.Itoa(int(wait.Seconds())+1))
		p.Refusal = tooMany(wait)
		s.answerOrders(w, r, http.StatusTooManyRequests, p)
		return
	}
	id := s.sessions.ensureCart(w, r)
	order, err := s.shopOf(r).Prove(r.Context(), p.Number, r.PostFormValue("email"))
	switch {
	case errors.Is(err, cart.ErrNoOrder):
		s.lookUps.fail(r)
		p.Refusal = "There is no order with this number and this e-mail address. Please check both; the number stands in the e-mail that we sent when you ordered."
		s.answerOrders(w, r, http.StatusUnprocessableEntity, p)
	case err != nil:
		s.failed(w, r, err)
	default:
		s.sessions.prove(id, order.Number)
		http.Redirect(w, r, orderPath(order.Number), http.StatusSeeOther)
	}
}

// tooMany says how long to wait.
func tooMany(wait time.Duration) string {
	minutes := int((wait + time.Minute - 1) / time.Minute)
	if minutes <= 1 {
		return "Those were many tries in a short time. Please try again in a minute, or ask us in the chat."
	}
	return "Those were many tries in a short time. Please try again in " + strconv.Itoa(minutes) + " minutes, or ask us in the chat."
}

// orderPage is one order.
type orderPage struct {
	assistant.OrderView
	// Thanks is true right after it was placed.
	Thanks bool
	// Email is where the order is written to; only for whoever placed it.
	Email string
}

// order shows an order to whoever may see it: its customer, who has proven it,
// and the browser whose cart it was. Everybody else is asked for a proof,
// whether or not there is such an order.
func (s *site) order(w http.ResponseWriter, r *http.Request) {
	number := cart.OrderNumber(r.PathValue("number"))
	o, err := s.shopOf(r).Order(r.Context(), number)
	switch {
	case errors.Is(err, cart.ErrNoOrder):
		s.answerOrders(w, r, http.StatusNotFound, ordersPage{
			Number: number, Refusal: "To see an order from this browser, please tell us the e-mail address that it was placed with.",
		})
		return
	case err != nil:
		s.failed(w, r, err)
		return
	}
	own := s.placedBy(r, o)
	data := orderPage{OrderView: s.viewOrder(o, own), Thanks: own && r.URL.Query().Get("placed") != ""}
	if own {
		data.Email = o.Email
	}
	s.render(w, r, http.StatusOK, page{
		Template: "order", Title: "Order " + o.Number, Kind: assistant.PageOrder, Order: o.Number, Data: data,
	})
}

// placedBy reports whether a request comes from whoever placed an order, and
// not only knows its number and e-mail address.
func (s *site) placedBy(r *http.Request, o cart.Order) bool {
	if customer := s.sessions.customer(r); customer != nil && o.CustomerID == customer.ID {
		return true
	}
	id := s.sessions.cartOf(r)
	return id != "" && o.CartID == id
}

// orderPath is the page of an order.
func orderPath(number string) string { return "/orders/" + number }
