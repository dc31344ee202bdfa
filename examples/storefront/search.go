package main

import (
	"net/http"
	"slices"
	"strings"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/catalog"
)

// maxQuery is the longest query in bytes, maxHits how many hits a search lists.
const (
	maxQuery = 300
	maxHits  = 240
)

// heard is what the catalogue made of a query.
type heard struct {
	// Wishes are what it understood, each with the search without it; Link is
	// empty where the words cannot be told apart from others.
	Wishes []chip
	// Corrections are the mistakes that it read over.
	Corrections []catalog.Correction
}

// near are products that do not quite fit, all in the same way.
type near struct {
	// Without are the wishes that they break, in words.
	Without string
	Found   []found
}

// search asks the same catalogue that the assistant asks.
func (s *site) search(w http.ResponseWriter, r *http.Request) {
	query := strings.Join(strings.Fields(r.FormValue("q")), " ")
	if query == "" {
		http.Redirect(w, r, "/collections", http.StatusSeeOther)
		return
	}
	if len(query) > maxQuery {
		query = strings.ToValidUTF8(query[:maxQuery], "")
	}
	result, err := s.shelf.index.Search(r.Context(), catalog.Query{Text: query, Limit: maxHits})
	if err != nil {
		s.failed(w, r, err)
		return
	}
	l := listing{Headline: "“" + query + "”", Query: query, Heard: hear(query, result.Understood)}
	var products []*catalog.Product
	for i := range result.Hits {
		products = append(products, shown(result.Hits[i]))
	}
	if len(products) > 0 {
		l.list(r, products, s.shelf.index.Currency())
	} else {
		l.Nearest = nearest(result.Alternatives)
		if len(l.Nearest) == 0 {
			l.Found = suggested(s.shelf.favourites(4))
		}
	}
	s.render(w, r, http.StatusOK, page{
		Template: "search", Title: "Search: " + query, Kind: assistant.PageSearch, Data: l,
	})
}

// hear puts what was understood into words.
func hear(query string, u catalog.Understanding) heard {
	h := heard{Corrections: u.Corrections}
	for _, c := range u.Constraints {
		if c.Soft {
			continue
		}
		wish := chip{Label: constraintWords(c)}
		if rest, ok := cut(query, c.Text); ok && rest != "" {
			wish.Link = "/search?q=" + urlQuery(rest)
		}
		h.Wishes = append(h.Wishes, wish)
	}
	return h
}

// constraintWords are the shopper's own words for a wish, or else its values.
func constraintWords(c catalog.Constraint) string {
	if c.Text != "" {
		return c.Text
	}
	words := strings.Join(c.Values, " or ")
	if c.Not {
		return "not " + words
	}
	return words
}

// cut takes words out of a query; ok is false when they do not stand in it.
func cut(query, words string) (rest string, ok bool) {
	if words == "" {
		return "", false
	}
	at := strings.Index(strings.ToLower(query), strings.ToLower(words))
	if at < 0 || len(strings.ToLower(query)) != len(query) {
		return "", false
	}
	return strings.Join(strings.Fields(query[:at]+query[at+len(words):]), " "), true
}

// nearest groups alternatives by what they break, in the order in which they
// come.
func nearest(alternatives []catalog.Alternative) []near {
	var groups []near
	for i := range alternatives {
		a := &alternatives[i]
		var words []string
		for _, c := range a.Breaks {
			words = append(words, "“"+constraintWords(c)+"”")
		}
		without := strings.Join(words, " and ")
		at := slices.IndexFunc(groups, func(n near) bool { return n.Without == without })
		if at < 0 {
			at = len(groups)
			groups = append(groups, near{Without: without})
		}
		groups[at].Found = append(groups[at].Found, found{Product: shown(a.Hit)})
	}
	return groups
}

// suggested makes a list of products that nobody asked for.
func suggested(products []*catalog.Product) []found {
	var list []found
	for _, p := range products {
		list = append(list, found{Product: p})
	}
	return list
}

// shown is a product found, with the picture of the variant that fits: a search
// for blue shows blue.
func shown(hit catalog.Hit) *catalog.Product {
	p := hit.Product
	if s, ok := p.SelectVariant(hit.Variant); ok && s.Variant.Image != "" {
		p.Images = append([]string{s.Variant.Image}, p.Images...)
	}
	return &p
}
