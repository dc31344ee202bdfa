package main

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/aisle-chat/aisle/assistant/knowledge"
	"github.com/aisle-chat/aisle/catalog"
)

// pageSize is how many products one page of a list shows.
const pageSize = 24

func (s *site) home(w http.ResponseWriter, r *http.Request) {
	s.render(w, r, http.StatusOK, "home", s.brand.Tagline, struct {
		Hero, Favourites []*catalog.Product
		Collections      []*collection
	}{s.shelf.covers(), s.shelf.favourites(8), s.shelf.navigation()})
}

// listing is a page of a list of products.
type listing struct {
	Headline, Lead string
	// Trail leads back up, Narrow further down.
	Trail, Narrow []*collection
	Products      []*catalog.Product
	Total         int
	// Query is what was searched for; Nearest means that nothing fits and
	// Products are what comes close.
	Query          string
	Nearest        bool
	Previous, Next string
}

// paged cuts products to the page that r asks for.
func (l *listing) paged(r *http.Request, products []*catalog.Product) {
	l.Total = len(products)
	last := max(1, (len(products)+pageSize-1)/pageSize)
	page, err := strconv.Atoi(r.FormValue("page"))
	if err != nil || page < 1 {
		page = 1
	}
	page = min(page, last)
	l.Products = products[(page-1)*pageSize : min(page*pageSize, len(products))]
	link := func(n int) string {
		q := r.URL.Query()
		q.Set("page", strconv.Itoa(n))
		return (&url.URL{Path: r.URL.Path, RawQuery: q.Encode()}).String()
	}
	if page > 1 {
		l.Previous = link(page - 1)
	}
	if page < last {
		l.Next = link(page + 1)
	}
}

// everything lists all that the shop sells.
func (s *site) everything(w http.ResponseWriter, r *http.Request) {
	l := listing{Headline: "Everything", Narrow: s.shelf.collections}
	all := make([]*catalog.Product, len(s.shelf.products))
	for i := range s.shelf.products {
		all[i] = &s.shelf.products[i]
	}
	l.paged(r, all)
	s.render(w, r, http.StatusOK, "listing", l.Headline, l)
}

func (s *site) collectionPage(w http.ResponseWriter, r *http.Request) {
	c, ok := s.shelf.byPath["/collections/"+strings.TrimSuffix(r.PathValue("path"), "/")]
	if !ok {
		s.notFound(w, r)
		return
	}
	l := listing{Headline: c.Name, Narrow: c.Children}
	for up := c.Parent; up != nil; up = up.Parent {
		l.Trail = append(l.Trail, up)
	}
	slices.Reverse(l.Trail)
	l.paged(r, c.Products)
	s.render(w, r, http.StatusOK, "listing", c.Name, l)
}

// search asks the same catalogue that the assistant asks.
func (s *site) search(w http.ResponseWriter, r *http.Request) {
	l := listing{Query: strings.TrimSpace(r.FormValue("q"))}
	if l.Query == "" {
		http.Redirect(w, r, "/collections", http.StatusSeeOther)
		return
	}
	if len(l.Query) > 300 {
		l.Query = strings.ToValidUTF8(l.Query[:300], "")
	}
	result, err := s.shelf.index.Search(r.Context(), catalog.Query{Text: l.Query, Limit: 240})
	if err != nil {
		s.failed(w, r, err)
		return
	}
	var found []*catalog.Product
	for i := range result.Hits {
		found = append(found, shown(result.Hits[i]))
	}
	l.Headline = "“" + l.Query + "”"
	if len(found) == 0 {
		l.Nearest = true
		for i := range result.Alternatives {
			found = append(found, shown(result.Alternatives[i].Hit))
		}
	}
	l.paged(r, found)
	s.render(w, r, http.StatusOK, "listing", "Search: "+l.Query, l)
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

// help lists the articles.
func (s *site) help(w http.ResponseWriter, r *http.Request) {
	s.render(w, r, http.StatusOK, "help", "Help", nil)
}

func (s *site) article(w http.ResponseWriter, r *http.Request) {
	articles := s.articles.Articles()
	i := slices.IndexFunc(articles, func(a *knowledge.Article) bool { return a.ID == r.PathValue("id") })
	if i < 0 {
		s.notFound(w, r)
		return
	}
	s.render(w, r, http.StatusOK, "article", articles[i].Title, articles[i])
}

// demo lists what to try.
func (s *site) demo(w http.ResponseWriter, r *http.Request) {
	s.render(w, r, http.StatusOK, "demo", "What to try", s.shelf.favourites(4))
}
