package main

import (
	"crypto/rand"
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/cart"
)

func (s *site) cart(w http.ResponseWriter, r *http.Request) {
	c, err := s.cartNow(r)
	if err != nil {
		s.failed(w, r, err)
		return
	}
	now := s.cartPage(c)
	added := r.URL.Query().Get("added")
	if i := slices.IndexFunc(c.Lines, func(l cart.Line) bool { return l.ProductID == added }); added != "" && i >= 0 {
		now.Added = c.Lines[i].Title
	}
	s.answerCart(w, r, http.StatusOK, now)
}

// cartNow is the shopper's cart; a guest without a session has an empty one.
func (s *site) cartNow(r *http.Request) (cart.Cart, error) {
	id := s.sessions.cartOf(r)
	if id == "" {
		return cart.Cart{Currency: s.shelf.index.Currency()}, nil
	}
	return s.carts.Get(r.Context(), id)
}

// cartAdd puts what the form of a product page says into the cart.
func (s *site) cartAdd(w http.ResponseWriter, r *http.Request) {
	p, ok := s.lookup(w, r, r.PostFormValue("product"))
	if !ok {
		return
	}
	chosen := chosenOptions(p, r.PostFormValue)
	quantity, err := strconv.Atoi(r.PostFormValue("quantity"))
	if err != nil {
		quantity = 0 // which the cart refuses in its own words
	}
	id := s.sessions.ensureCart(w, r)
	item := cart.Item{ProductID: p.ID, Options: chosen, Quantity: quantity}
	_, err = once(r, func(key string) (cart.Cart, error) { return s.carts.Add(r.Context(), id, key, item) })
	if refusal, ok := errors.AsType[*cart.Error](err); ok {
		s.renderProduct(w, r, http.StatusUnprocessableEntity, p, chosen, r.PostFormValue("quantity"), refusal.Message)
		return
	}
	if err != nil {
		s.failed(w, r, err)
		return
	}
	s.changed(r.Context(), id)
	http.Redirect(w, r, "/cart?added="+strings.TrimPrefix(productPath(p.ID), "/products/"), http.StatusSeeOther)
}

// cartSet changes the quantity of a line; 0 takes it out.
func (s *site) cartSet(w http.ResponseWriter, r *http.Request) {
	quantity, err := strconv.Atoi(r.PostFormValue("quantity"))
	if err != nil {
		quantity = -1 // which the cart refuses in its own words
	}
	id := s.sessions.ensureCart(w, r)
	s.changeCart(w, r, id, cartPage{}, func(key string) (cart.Cart, error) {
		return s.carts.SetQuantity(r.Context(), id, key, r.PathValue("line"), quantity)
	})
}

// cartCode gives the cart a promotion code, or takes one back.
func (s *site) cartCode(w http.ResponseWriter, r *http.Request) {
	coder, ok := s.carts.(cart.Coder)
	if !ok {
		s.notFound(w, r)
		return
	}
	id, code := s.sessions.ensureCart(w, r), strings.TrimSpace(r.PostFormValue("code"))
	change := coder.ApplyCode
	if r.PostFormValue("remove") != "" {
		change = coder.RemoveCode
	}
	s.changeCart(w, r, id, cartPage{Code: code}, func(key string) (cart.Cart, error) {
		return change(r.Context(), id, key, code)
	})
}

// changeCart makes a change and answers with the cart page: anew when it was
// made, with why not when it was refused. said is what the form has said, to be
// shown again then.
func (s *site) changeCart(w http.ResponseWriter, r *http.Request, id string, said cartPage, change func(key string) (cart.Cart, error)) {
	c, err := once(r, change)
	if refusal, ok := errors.AsType[*cart.Error](err); ok {
		if c, err = s.carts.Get(r.Context(), id); err == nil {
			now := s.cartPage(c)
			now.Code, now.Refusal = said.Code, refusal.Message
			s.answerCart(w, r, http.StatusUnprocessableEntity, now)
			return
		}
	}
	if err != nil {
		s.failed(w, r, err)
		return
	}
	s.changed(r.Context(), id)
	if wantsJSON(r) {
		s.answerCart(w, r, http.StatusOK, s.cartPage(c))
		return
	}
	http.Redirect(w, r, "/cart", http.StatusSeeOther)
}

// once writes under the key of the page's form, so that a form sent twice does
// its work once. A page that was left open and changed has a key that stands
// for something else: then what it says now counts as new.
func once(r *http.Request, write func(key string) (cart.Cart, error)) (cart.Cart, error) {
	c, err := write("page-" + formKey(r))
	if refusal, ok := errors.AsType[*cart.Error](err); ok && refusal.Code == cart.CodeConflict {
		return write("page-" + rand.Text())
	}
	return c, err
}

// formKey is the key that the page's form came with, or a new one.
func formKey(r *http.Request) string {
	if key := r.PostFormValue("key"); key != "" && len(key) <= 100 {
		return key
	}
	return rand.Text()
}

func wantsJSON(r *http.Request) bool {
	return strings.HasPrefix(r.Header.Get("Accept"), "application/json")
}

// answerCart writes the cart as a page, or as the values of that page for the
// script that keeps it up to date.
func (s *site) answerCart(w http.ResponseWriter, r *http.Request, status int, c cartPage) {
	if !wantsJSON(r) {
		c.Guest = s.sessions.customer(r) == nil && s.brand.Customer != nil
		s.render(w, r, status, page{Template: "cart", Title: "Your cart", Kind: assistant.PageCart, Data: c})
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	if err := json.NewEncoder(w).Encode(c.cartValues); err != nil {
		s.log.Warn("the cart could not be sent", "err", err)
	}
}
