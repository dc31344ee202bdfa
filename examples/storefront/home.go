package main

import (
	"cmp"
	"net/http"
	"slices"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/catalog"
)

// homePage is what the first page shows.
type homePage struct {
	// Covers are shown at the top where the shop has no drawing of its own.
	Covers      []*catalog.Product
	Collections []*collection
	Spreads     []spread
	Favourites  []found
	Voices      []voice
	// Promotion runs now; nil without one.
	Promotion *offer
	Promises  []promise
	// Total is how many products there are.
	Total int
}

// spread is a collection shown at length.
type spread struct {
	*collection
	// Plates are the products in its pictures.
	Plates []*catalog.Product
}

// voice is a review worth reading, with what it is about.
type voice struct {
	catalog.Review
	Product *catalog.Product
}

func (s *site) home(w http.ResponseWriter, r *http.Request) {
	h := homePage{
		Collections: s.shelf.navigation(s.brand.Shelves),
		Favourites:  suggested(s.shelf.favourites(8)), Voices: s.shelf.voices(3), Promotion: s.promotion(), Promises: s.promises(), Total: len(s.shelf.products),
	}
	if !s.brand.Own {
		h.Covers = s.shelf.covers()
	}
	for _, c := range s.shelf.named(s.brand.Spreads) {
		if plates := c.plates(3); len(plates) == 3 {
			h.Spreads = append(h.Spreads, spread{c, plates})
		}
	}
	s.render(w, r, http.StatusOK, page{Template: "home", Title: s.brand.Tagline, About: s.brand.Lead, Kind: assistant.PageHome, Data: h})
}

// plates returns up to n favourites of the collection, of different kinds where
// there are enough.
func (c *collection) plates(n int) []*catalog.Product {
	favourites := favouritesOf(c.Products, len(c.Products))
	kinds := map[string]bool{}
	first, rest := []*catalog.Product{}, []*catalog.Product{}
	for _, p := range favourites {
		if kind := p.Category[len(p.Category)-1]; !kinds[kind] {
			kinds[kind] = true
			first = append(first, p)
		} else {
			rest = append(rest, p)
		}
	}
	first = append(first, rest...)
	return first[:min(n, len(first))]
}

// voices returns up to n reviews for the home page, of different products: good
// ones that say something, and are neither short nor long.
func (s *shelf) voices(n int) []voice {
	const short, long = 60, 170
	var all []voice
	for i := range s.products {
		p := &s.products[i]
		var best *catalog.Review
		for j := range p.Reviews {
			review := &p.Reviews[j]
			if review.Rating < 5 || len(review.Text) < short || len(review.Text) > long {
				continue
			}
			if best == nil || len(review.Text) > len(best.Text) {
				best = review
			}
		}
		if best != nil && !p.SoldOut {
			all = append(all, voice{*best, p})
		}
	}
	slices.SortStableFunc(all, func(a, b voice) int { return cmp.Compare(b.Product.Rating.Count, a.Product.Rating.Count) })
	return all[:min(n, len(all))]
}
