package main

import (
	"net/http"
	"slices"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/cart"
)

// accountPage is what a customer sees, or a guest who could be one.
type accountPage struct {
	// Demo is the customer as whom everybody may sign in; nil in a shop that has
	// none.
	Demo *assistant.Customer
	// Orders are those that may be seen, the newest first.
	Orders []assistant.OrderView
	// Ended is true for somebody who was signed in and is not any more, Left
	// for who has just signed out.
	Ended, Left bool
}

// after are the pages to which a sign-in may lead.
var after = []string{"/account", "/checkout", "/cart", "/orders"}

func (s *site) account(w http.ResponseWriter, r *http.Request) {
	orders, err := s.ordersOf(r)
	if err != nil {
		s.failed(w, r, err)
		return
	}
	s.render(w, r, http.StatusOK, page{Template: "account", Title: "Your account", Kind: assistant.PageAccount, Data: accountPage{
		Demo: s.brand.Customer, Orders: orders, Ended: s.sessions.ended(r), Left: r.URL.Query().Get("signed") == "out",
	}})
}

// signIn makes the visitor the demo customer. What is in the guest's cart moves
// into the customer's, and the chat takes the talk along when it next asks who
// the shopper is.
func (s *site) signIn(w http.ResponseWriter, r *http.Request) {
	if s.brand.Customer == nil {
		s.notFound(w, r)
		return
	}
	guest := guestCart(r)
	proven, err := s.seenBy(r, guest)
	if err != nil {
		s.failed(w, r, err)
		return
	}
	s.sessions.signIn(w, r, *s.brand.Customer)
	own := s.sessions.cartOf(r)
	for _, number := range proven {
		s.sessions.prove(own, number)
	}
	if guest != "" {
		key := "sign-in-" + hashed("merge", bits(r, loginCookie))
		if _, err := s.carts.Merge(r.Context(), guest, own, key); err != nil {
			s.failed(w, r, err)
			return
		}
		s.changed(r.Context(), guest)
		s.changed(r.Context(), own)
	}
	next := r.PostFormValue("next")
	if !slices.Contains(after, next) {
		next = "/account"
	}
	http.Redirect(w, r, next+"?signed=in", http.StatusSeeOther)
}

// seenBy are the numbers of the orders that a guest may see: those that were
// proven, and those that came out of the guest's cart.
func (s *site) seenBy(r *http.Request, guest string) ([]string, error) {
	orders, err := assistant.BindShop(assistant.Binding{
		CartID: guest, Orders: s.orders, Proven: s.sessions.proven(guest),
	}).Orders(r.Context())
	var numbers []string
	for _, o := range orders {
		numbers = append(numbers, o.Number)
	}
	return numbers, err
}

func (s *site) signOut(w http.ResponseWriter, r *http.Request) {
	s.sessions.signOut(w, r)
	http.Redirect(w, r, "/account?signed=out", http.StatusSeeOther)
}

// shopOf is the shop as whoever makes the request may use it.
func (s *site) shopOf(r *http.Request) assistant.Shop {
	id := s.sessions.cartOf(r)
	return assistant.BindShop(assistant.Binding{
		Catalog: s.shelf.index, Carts: s.carts, CartID: id, Orders: s.orders,
		Customer: s.sessions.customer(r), Proven: s.sessions.proven(id), Terms: s.terms,
	})
}

// ordersOf are the orders that whoever makes the request may see.
func (s *site) ordersOf(r *http.Request) ([]assistant.OrderView, error) {
	orders, err := s.shopOf(r).Orders(r.Context())
	if err != nil {
		return nil, err
	}
	var views []assistant.OrderView
	for _, o := range orders {
		views = append(views, s.viewOrder(o, false))
	}
	return views, nil
}

// viewOrder is an order in words, as of now.
func (s *site) viewOrder(o cart.Order, verified bool) assistant.OrderView {
	return assistant.NewOrderView(o, s.terms, s.now(), locale, verified)
}
