package main

import (
	"net/http"
	"slices"
	"strings"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/knowledge"
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
	s.render(w, r, http.StatusOK, page{Template: "listing", Title: c.Name, Kind: assistant.PageCollection, Data: l})
}

// help lists the articles.
func (s *site) help(w http.ResponseWriter, r *http.Request) {
	s.render(w, r, http.StatusOK, page{Template: "help", Title: "Help", Kind: assistant.PageArticle})
}

func (s *site) article(w http.ResponseWriter, r *http.Request) {
	articles := s.valid()
	i := slices.IndexFunc(articles, func(a *knowledge.Article) bool { return a.ID == r.PathValue("id") })
	if i < 0 {
		s.notFound(w, r)
		return
	}
	s.render(w, r, http.StatusOK, page{
		Template: "article", Title: articles[i].Title, Kind: assistant.PageArticle, Data: articles[i],
	})
}

// demo lists what to try.
func (s *site) demo(w http.ResponseWriter, r *http.Request) {
	s.render(w, r, http.StatusOK, page{Template: "demo", Title: "What to try", Data: s.shelf.favourites(4)})
}
