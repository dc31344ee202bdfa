package main

import (
	"maps"
	"sync"
	"time"

	"github.com/aisle-chat/aisle/cart"
)

// draftLife is how long it is remembered what somebody has typed at the checkout.
const draftLife = time.Hour

// drafts keep what was typed at the checkout and refused, so that the answer to a
// refused form can be a page to come back to: a browser that goes back asks for
// pages anew, and would ask whether to send a form anew. They end with the process.
type drafts struct {
	now func() time.Time

	mu  sync.Mutex
	all map[string]draft // by the shopper's cart
}

// draft is a form as it was sent, and why nothing was ordered; Refusal is nil where
// the form only asked what can be had.
type draft struct {
	form    cart.Checkout
	refusal *cart.Error
	until   time.Time
}

func newDrafts(now func() time.Time) *drafts {
	return &drafts{now: now, all: map[string]draft{}}
}

// keep remembers a form.
func (d *drafts) keep(form cart.Checkout, refusal *cart.Error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	now := d.now()
	maps.DeleteFunc(d.all, func(_ string, old draft) bool { return !now.Before(old.until) })
	d.all[form.CartID] = draft{form, refusal, now.Add(draftLife)}
}

// take returns the form of a cart with its refusal, which is told once.
func (d *drafts) take(cartID string) (form cart.Checkout, refusal *cart.Error, ok bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	kept, ok := d.all[cartID]
	if !ok || !d.now().Before(kept.until) {
		return form, nil, false
	}
	told := kept.refusal
	kept.refusal = nil
	d.all[cartID] = kept
	return kept.form, told, true
}

// forget ends with the order.
func (d *drafts) forget(cartID string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	delete(d.all, cartID)
}
