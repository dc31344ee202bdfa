package main

import (
	"net/http"
	"slices"
	"strings"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/catalog"
)

// everything lists all that the shop sells.
func (s *site) everything(w http.ResponseWriter, r *http.Request) {
	l := listing{Headline: "Everything", Narrow: s.shelf.collections}
	all := make([]*catalog.Product, len(s.shelf.products))
	for i := range s.shelf.products {
		all[i] = &s.shelf.products[i]
	}
	l.list(r, all, s.shelf.index.Currency())
	s.render(w, r, http.StatusOK, page{Template: "listing", Title: l.Headline, Kind: assistant.PageCollection, Data: l})
}

func (s *site) collectionPage(w http.ResponseWriter, r *http.Request) {
	c, ok := s.shelf.byPath["/collections/"+strings.TrimSuffix(r.PathValue("path"), "/")]
	if !ok {
		s.notFound(w, r)
		return
	}
	l := listing{Headline: c.Name, Lead: c.Lead, Narrow: c.Children}
	for up := c.Parent; up != nil; up = up.Parent {
		l.Trail = append(l.Trail, up)
	}
	slices.Reverse(l.Trail)
	l.list(r, c.Products, s.shelf.index.Currency())
	s.render(w, r, http.StatusOK, page{Template: "listing", Title: c.Name, About: c.Lead, Kind: assistant.PageCollection, Data: l})
}
