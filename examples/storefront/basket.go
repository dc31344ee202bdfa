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

// cartPage is the cart with what just happened.
type cartPage struct {
	cart.Cart
	// Added is the title of what was just put in; Refusal is why something was
	// not done.
	Added, Refusal string
}

func (s *site) cart(w http.ResponseWriter, r *http.Request) {
	c, err := s.cartNow(r)
	if err != nil {
		s.failed(w, r, err)
		return
	}
	now := cartPage{Cart: c}
	added := r.URL.Query().Get("added")
	if i := slices.IndexFunc(c.Lines, func(l cart.Line) bool { return l.ProductID == added }); added != "" && i >= 0 {
		now.Added = c.Lines[i].Title
	}
	s.answerCart(w, r, http.StatusOK, now)
}

// cartNow is the shopper's cart; a guest without a session has an empty one.
func (s *site) cartNow(r *http.Request) (cart.Cart, error) {
	id := cartOf(r)
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
	id := ensureCart(w, r)
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
	id := ensureCart(w, r)
	quantity, err := strconv.Atoi(r.PostFormValue("quantity"))
	if err != nil {
		quantity = -1 // which the cart refuses in its own words
	}
	c, err := once(r, func(key string) (cart.Cart, error) {
		return s.carts.SetQuantity(r.Context(), id, key, r.PathValue("line"), quantity)
	})
	if refusal, ok := errors.AsType[*cart.Error](err); ok {
		if c, err = s.carts.Get(r.Context(), id); err == nil {
			s.answerCart(w, r, http.StatusUnprocessableEntity, cartPage{Cart: c, Refusal: refusal.Message})
			return
		}
	}
	if err != nil {
		s.failed(w, r, err)
		return
	}
	s.changed(r.Context(), id)
	if wantsJSON(r) {
		s.answerCart(w, r, http.StatusOK, cartPage{Cart: c})
		return
	}
	http.Redirect(w, r, "/cart", http.StatusSeeOther)
}

// once writes under the key of the page's form, so that a form sent twice does
// its work once. A page that was left open and changed has a key that stands
// for something else: then what it says now counts as new.
func once(r *http.Request, write func(key string) (cart.Cart, error)) (cart.Cart, error) {
	key := r.PostFormValue("key")
	if key == "" || len(key) > 100 {
		key = rand.Text()
	}
	c, err := write("page-" + key)
	if refusal, ok := errors.AsType[*cart.Error](err); ok && refusal.Code == cart.CodeConflict {
		return write("page-" + rand.Text())
	}
	return c, err
}

func wantsJSON(r *http.Request) bool {
	return strings.HasPrefix(r.Header.Get("Accept"), "application/json")
}

// answerCart writes the cart as a page, or as the values of that page for the
// script that keeps it up to date.
func (s *site) answerCart(w http.ResponseWriter, r *http.Request, status int, c cartPage) {
	if !wantsJSON(r) {
		s.render(w, r, status, page{Template: "cart", Title: "Your cart", Kind: assistant.PageCart, Data: c})
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	if err := json.NewEncoder(w).Encode(c.values()); err != nil {
		s.log.Warn("the cart could not be sent", "err", err)
	}
}

// cartValues are the words of the cart page.
type cartValues struct {
	Count    int          `json:"count"`
	Subtotal string       `json:"subtotal"`
	Refusal  string       `json:"refusal,omitempty"`
	Lines    []lineValues `json:"lines"`
}

type lineValues struct {
	ID       string `json:"id"`
	Title    string `json:"title"`
	URL      string `json:"url"`
	Image    string `json:"image"`
	Options  string `json:"options"`
	Unit     string `json:"unit"`
	Total    string `json:"total"`
	Note     string `json:"note"`
	Quantity int    `json:"quantity"`
	Max      int    `json:"max"`
}

func (p cartPage) values() cartValues {
	v := cartValues{Count: p.Count, Subtotal: price(p.Subtotal), Refusal: p.Refusal, Lines: []lineValues{}}
	for _, l := range p.Lines {
		v.Lines = append(v.Lines, p.line(l))
	}
	return v
}

// Values are the lines in words, for the template.
func (p cartPage) Values() []lineValues { return p.values().Lines }

// Blank is a line with nothing in it, for the script to copy.
func (p cartPage) Blank() lineValues { return lineValues{} }

func (p cartPage) line(l cart.Line) lineValues {
	v := lineValues{
		ID: l.ID, Title: l.Title, URL: l.URL, Image: l.Image, Options: optionWords(l.Options),
		Unit: price(l.Unit), Total: price(l.Total), Quantity: l.Quantity, Max: max(l.Max, l.Quantity),
	}
	if v.Image == "" {
		v.Image = placeholderURL(l.ProductID)
	}
	for _, n := range p.Notices {
		if n.Line == l.ID {
			v.Note = strings.TrimSpace(v.Note + " " + n.Text)
		}
	}
	if l.Unavailable && v.Note == "" {
		v.Note = "This cannot be bought any more. It is not part of the total."
	}
	return v
}
