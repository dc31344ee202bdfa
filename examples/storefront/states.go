package main

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"time"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/knowledge"
	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/catalog"
)

// errShown is why the page that broke is broken.
var errShown = errors.New("broken on purpose, to be looked at")

func (s *site) showBroken(w http.ResponseWriter, r *http.Request) { s.failed(w, r, errShown) }

func (s *site) showEmptyCart(w http.ResponseWriter, r *http.Request) {
	s.answerCart(w, r, http.StatusOK, s.cartPage(cart.Cart{Currency: s.currency()}))
}

// showPictureMissing shows a product whose picture cannot be loaded.
func (s *site) showPictureMissing(w http.ResponseWriter, r *http.Request) {
	p := *s.shelf.favourites(1)[0]
	p.Images, p.Variants, p.Options = []string{"/img/missing/picture.jpg"}, nil, nil
	s.renderProduct(w, r, http.StatusOK, &p, nil, "1", "")
}

// showClosed shows who is reached when nobody is there: now, or else in the
// night before the next opening.
func (s *site) showClosed(w http.ResponseWriter, r *http.Request) {
	now := s.now()
	for step := 0; s.terms.Hours.Open(now) && step < 48; step++ {
		now = now.Add(30 * time.Minute)
	}
	articles := s.valid()
	if i := slices.IndexFunc(articles, func(a *knowledge.Article) bool { return a.ID == "contact" }); i >= 0 {
		s.renderArticle(w, r, articles[i], now)
		return
	}
	s.render(w, r, http.StatusOK, page{Template: "help", Title: "Help", Kind: assistant.PageArticle, Data: helpPage{articles, s.desk(now)}})
}

// showGone shows a cart in which something is not sold any more.
func (s *site) showGone(w http.ResponseWriter, r *http.Request) {
	s.showChanged(w, r, func(p catalog.Product) (catalog.Product, error) { return catalog.Product{}, catalog.ErrNotFound })
}

// showPriceChanged shows a cart in which a price has changed since.
func (s *site) showPriceChanged(w http.ResponseWriter, r *http.Request) {
	s.showChanged(w, r, func(p catalog.Product) (catalog.Product, error) {
		dearer := func(m catalog.Money) catalog.Money { m.Amount += m.Amount/10 + 1; return m }
		p.Price, p.Variants = dearer(p.Price), slices.Clone(p.Variants)
		for i := range p.Variants {
			p.Variants[i].Price = dearer(p.Variants[i].Price)
		}
		return p, nil
	})
}

// showChanged shows what a cart says when the first of its products has changed
// since it was put in.
func (s *site) showChanged(w http.ResponseWriter, r *http.Request, change func(catalog.Product) (catalog.Product, error)) {
	changed := &changedCatalog{Catalog: s.shelf.index, change: func(p catalog.Product) (catalog.Product, error) { return p, nil }}
	carts, c, err := s.shownCart(r.Context(), changed)
	if err != nil {
		s.failed(w, r, err)
		return
	}
	if len(c.Lines) > 0 {
		changed.id, changed.change = c.Lines[0].ProductID, change
	}
	if c, err = carts.Get(r.Context(), c.ID); err != nil {
		s.failed(w, r, err)
		return
	}
	s.answerCart(w, r, http.StatusOK, s.cartPage(c))
}

// showCodeRefused shows a cart with a code that does not count any more.
func (s *site) showCodeRefused(w http.ResponseWriter, r *http.Request) {
	code, _ := s.refusedCode()
	carts, c, err := s.shownCart(r.Context(), s.shelf.index)
	if err != nil {
		s.failed(w, r, err)
		return
	}
	page := s.cartPage(c)
	_, err = carts.(cart.Coder).ApplyCode(r.Context(), c.ID, "code", code)
	if refusal, ok := errors.AsType[*cart.Error](err); ok {
		page.Code, page.Refusal = code, refusal.Message
	} else if err != nil {
		s.failed(w, r, err)
		return
	}
	s.answerCart(w, r, http.StatusUnprocessableEntity, page)
}

// refusedCode is a code that does not run now; ok is false where there is none.
func (s *site) refusedCode() (code string, ok bool) {
	for _, p := range s.terms.Promotions {
		if p.Code != "" && !p.Runs(s.now()) {
			return p.Code, true
		}
	}
	return "", false
}

// shownCart makes a cart of its own with two favourites in it, or as many as can
// be bought. What the cart refuses is no reason to show nothing.
func (s *site) shownCart(ctx context.Context, products catalog.Catalog) (cart.Carts, cart.Cart, error) {
	carts, err := cart.New(cart.Config{
		Store: cart.NewMemory(), Catalog: products, Currency: s.currency(), Promotions: s.terms.Promotions, Shipping: s.terms.Shipping, Now: s.now,
	})
	if err != nil {
		return nil, cart.Cart{}, err
	}
	c := cart.Cart{ID: "shown", Currency: s.currency()}
	for _, p := range s.shelf.favourites(len(s.shelf.products)) {
		item, ok := anyOf(p)
		if !ok {
			continue
		}
		now, err := carts.Add(ctx, c.ID, "add "+p.ID, item)
		if _, refused := errors.AsType[*cart.Error](err); refused {
			continue
		}
		if err != nil {
			return nil, cart.Cart{}, err
		}
		if c = now; len(c.Lines) == 2 {
			break
		}
	}
	return carts, c, nil
}

// changedCatalog is a catalogue in which one product has changed.
type changedCatalog struct {
	catalog.Catalog
	id     string
	change func(catalog.Product) (catalog.Product, error)
}

// Product implements [catalog.Catalog].
func (c *changedCatalog) Product(ctx context.Context, id string) (catalog.Product, error) {
	p, err := c.Catalog.Product(ctx, id)
	if err != nil || id != c.id {
		return p, err
	}
	return c.change(p)
}

// anyOf is something of a product that can be bought; ok is false where there is
// nothing.
func anyOf(p *catalog.Product) (item cart.Item, ok bool) {
	item = cart.Item{ProductID: p.ID, Quantity: 1}
	if p.SoldOut || p.Price.IsZero() {
		return item, false
	}
	if len(p.Variants) == 0 {
		item.Options = map[string]string{}
		for _, o := range p.Options {
			item.Options[o.Name] = o.Values[0]
		}
		return item, true
	}
	i := slices.IndexFunc(p.Variants, func(v catalog.Variant) bool { return !v.SoldOut && v.Price == p.Price })
	if i < 0 {
		return item, false
	}
	item.VariantID = p.Variants[i].ID
	return item, true
}
