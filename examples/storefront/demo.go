package main

import (
	"context"
	"net/http"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/catalog"
	"github.com/aisle-chat/aisle/examples/internal/larkhollow"
)

// demoPage is everything to try.
type demoPage struct {
	Products []*catalog.Product
	// Orders are those that the shop came with; none in somebody's own shop.
	Orders []demoOrder
	// Offers are the promotions that may be told.
	Offers []offer
	// States are the pages for when something is not as it should be.
	States []state
	Desk   deskHours
	// Model is the language model that talks; empty without one.
	Model string
}

// demoOrder is an order that everybody may look up.
type demoOrder struct {
	Number, Email string
	// Shows is what there is to see, Now where it is by now.
	Shows, Now string
}

func (s *site) demo(w http.ResponseWriter, r *http.Request) {
	orders, err := s.demoOrders(r.Context())
	if err != nil {
		s.failed(w, r, err)
		return
	}
	s.render(w, r, http.StatusOK, page{Template: "demo", Title: "What to try", Data: demoPage{
		Products: s.shelf.favourites(4), Orders: orders, Offers: s.offers(), States: s.states(), Desk: s.desk(s.now()), Model: s.model,
	}})
}

// demoOrders are the orders that Larkhollow came with, as they are now.
func (s *site) demoOrders(ctx context.Context) ([]demoOrder, error) {
	if !s.brand.Own {
		return nil, nil
	}
	var list []demoOrder
	for _, sample := range larkhollow.Samples() {
		order, err := s.orders.Order(ctx, sample.Number)
		if err != nil {
			return nil, err
		}
		list = append(list, demoOrder{sample.Number, sample.Email, capital(sample.Shows), s.viewOrder(order, false).Headline})
	}
	return list, nil
}

// state is a page for when something is not as it should be.
type state struct {
	// Path is where it is seen, Words what it is about.
	Path, Words string
	// show writes the page; nil where Path is a page of the shop.
	show http.HandlerFunc
}

// states are all of them. Those that need something to go wrong first are shown
// with a shop of their own, so that looking at them changes nothing.
func (s *site) states() []state {
	all := []state{
		{"/search?q=zzqx+vvkkw", "A search that finds nothing", nil},
		{"/search?q=" + urlQuery(s.brand.Close), "A search that only comes close", nil},
		{"/collections?brand=Nobody", "Filters that leave nothing", nil},
		{"/products/no-longer-sold", "A product that is gone", nil},
		{"/nowhere", "A page that is not there", nil},
		{"/demo/states/500", "A page that broke", s.showBroken},
		{"/demo/states/empty-cart", "An empty cart", s.showEmptyCart},
		{"/demo/states/gone-from-cart", "Something in the cart is not sold any more", s.showGone},
		{"/demo/states/price-changed", "A price that has changed since", s.showPriceChanged},
		{"/demo/states/no-orders", "No orders", s.showNoOrders},
		{"/demo/states/session-ended", "A session that has ended", s.showEnded},
		{"/demo/states/too-many-tries", "Too many tries to look up an order", s.showTooMany},
		{"/demo/states/picture-missing", "A picture that is missing", s.showPictureMissing},
	}
	if s.terms.Hours.WeekWords() != "" {
		all = append(all, state{"/demo/states/closed", "Nobody at the desk", s.showClosed})
	}
	if _, ok := s.refusedCode(); ok {
		all = append(all, state{"/demo/states/code-refused", "A code that is refused, and why", s.showCodeRefused})
	}
	for i := range s.shelf.products {
		if p := &s.shelf.products[i]; p.SoldOut {
			return append(all, state{productPath(p.ID), "Sold out, with a word when it is back", nil})
		}
	}
	return all
}

// demoState shows one of them.
func (s *site) demoState(w http.ResponseWriter, r *http.Request) {
	for _, state := range s.states() {
		if state.Path == r.URL.Path && state.show != nil {
			state.show(w, r)
			return
		}
	}
	s.notFound(w, r)
}

func (s *site) showNoOrders(w http.ResponseWriter, r *http.Request) {
	s.render(w, r, http.StatusOK, page{Template: "orders", Title: "Orders", Kind: assistant.PageAccount, Data: ordersPage{}})
}

func (s *site) showTooMany(w http.ResponseWriter, r *http.Request) {
	s.render(w, r, http.StatusTooManyRequests, page{
		Template: "orders", Title: "Orders", Kind: assistant.PageAccount, Data: ordersPage{Refusal: tooMany(lookUpWait)},
	})
}

func (s *site) showEnded(w http.ResponseWriter, r *http.Request) {
	s.render(w, r, http.StatusOK, page{
		Template: "account", Title: "Your account", Kind: assistant.PageAccount, Data: accountPage{Demo: s.brand.Customer, Ended: true},
	})
}
