package main

import (
	"errors"
	"net/http"
	"slices"
	"strings"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/catalog"
)

// productPage is a product with the state of its form.
type productPage struct {
	*catalog.Product
	Trail   []*collection
	Gallery []plate
	Choices []choice
	// Summary counts the reviews.
	Summary reviewSummary
	// Variants are for the script, which follows the choice.
	Variants []variantView
	JSONLD   map[string]any
	Related  []found
	// Pairs are said to go with it.
	Pairs []found
	// Promises are the delivery and the return of this product.
	Promises []promise
	// Selected is what the form's choice names now.
	Selected catalog.Selection
	Quantity string
	// Refusal is why something could not be added; empty when nothing was
	// refused.
	Refusal string
}

// choice is one option as the form shows it.
type choice struct {
	Name, Field string
	Values      []choiceValue
}

type choiceValue struct {
	Value, Swatch string
	Selected      bool
	// SoldOut is true when nothing with this value can be bought.
	SoldOut bool
}

// variantView is a variant in words, for the script.
type variantView struct {
	Options map[string]string `json:"options"`
	Price   string            `json:"price"`
	Was     string            `json:"was,omitempty"`
	Stock   string            `json:"stock,omitempty"`
	SoldOut bool              `json:"soldOut,omitempty"`
	Image   string            `json:"image,omitempty"`
}

// optionField is the prefix of the form's fields for options.
const optionField = "option."

func (s *site) product(w http.ResponseWriter, r *http.Request) {
	p, ok := s.lookup(w, r, r.PathValue("id"))
	if !ok {
		return
	}
	s.renderProduct(w, r, http.StatusOK, p, chosenOptions(p, r.URL.Query().Get), "1", "")
}

// lookup finds a product, or answers the request.
func (s *site) lookup(w http.ResponseWriter, r *http.Request, id string) (*catalog.Product, bool) {
	p, err := s.shelf.index.Product(r.Context(), id)
	switch {
	case errors.Is(err, catalog.ErrNotFound):
		s.noProduct(w, r)
		return nil, false
	case err != nil:
		s.failed(w, r, err)
		return nil, false
	}
	return &p, true
}

// chosenOptions reads p's options from a form or a query.
func chosenOptions(p *catalog.Product, field func(string) string) map[string]string {
	chosen := map[string]string{}
	for _, o := range p.Options {
		if value := field(optionField + o.Name); value != "" {
			chosen[o.Name] = value
		}
	}
	return chosen
}

func (s *site) renderProduct(w http.ResponseWriter, r *http.Request, status int, p *catalog.Product, chosen map[string]string, quantity, refusal string) {
	data := productPage{Product: p, Selected: p.Select(chosen), Quantity: quantity, Refusal: refusal}
	data.Trail = s.trail(p)
	data.Choices = choices(p, data.Selected.Options)
	for i := range p.Variants {
		data.Variants = append(data.Variants, viewVariant(p, &p.Variants[i]))
	}
	data.Gallery = gallery(p, data.Selected)
	data.Summary = summarize(p.Reviews)
	data.JSONLD = jsonLD(p, origin(r))
	data.Promises = s.productPromises(p)
	data.Pairs = suggested(s.shelf.pairs(p, 4))
	data.Related = suggested(s.related(p))
	about, _, _ := strings.Cut(p.Description, "\n")
	s.render(w, r, status, page{Template: "product", Title: p.Title, About: about, Kind: assistant.PageProduct, Data: data})
}

func choices(p *catalog.Product, chosen map[string]string) []choice {
	var all []choice
	for _, o := range p.Options {
		c := choice{Name: o.Name, Field: optionField + o.Name}
		for _, value := range o.Values {
			v := choiceValue{Value: value, Selected: chosen[o.Name] == value, SoldOut: soldOut(p, o.Name, value)}
			if o.Name == "color" || o.Name == "shade" {
				v.Swatch = catalog.Swatch(value)
			}
			c.Values = append(c.Values, v)
		}
		all = append(all, c)
	}
	return all
}

// soldOut reports whether every variant with this value is sold out.
func soldOut(p *catalog.Product, name, value string) bool {
	if len(p.Variants) == 0 {
		return p.SoldOut
	}
	return !slices.ContainsFunc(p.Variants, func(v catalog.Variant) bool {
		own, says := v.Options[name]
		return !v.SoldOut && (!says || own == value)
	})
}

func viewVariant(p *catalog.Product, v *catalog.Variant) variantView {
	s, _ := p.SelectVariant(v.ID)
	view := variantView{Options: v.Options, Price: price(s.Price), SoldOut: s.SoldOut, Stock: stockWords(s), Image: v.Image}
	if s.CompareAt.Amount > s.Price.Amount {
		view.Was = price(s.CompareAt)
	}
	return view
}

// trail is the way from the top to the product's collection.
func (s *site) trail(p *catalog.Product) []*collection {
	var trail []*collection
	path := "/collections"
	for _, name := range p.Category {
		path += "/" + slug(name)
		if c, ok := s.shelf.byPath[path]; ok {
			trail = append(trail, c)
		}
	}
	return trail
}

// related returns up to four other products from the nearest collection that
// has some, leaving out what is sold out.
func (s *site) related(p *catalog.Product) []*catalog.Product {
	var list []*catalog.Product
	trail := s.trail(p)
	slices.Reverse(trail)
	for _, c := range trail {
		for _, other := range c.Products {
			known := slices.ContainsFunc(list, func(q *catalog.Product) bool { return q.ID == other.ID })
			if other.ID != p.ID && !other.SoldOut && !known {
				list = append(list, other)
			}
			if len(list) == 4 {
				return list
			}
		}
	}
	return list
}

// origin is the address that a request came to, for absolute links.
func origin(r *http.Request) string {
	if r.TLS != nil {
		return "https://" + r.Host
	}
	return "http://" + r.Host
}

// absolute makes a link of ours absolute.
func absolute(base, link string) string {
	if strings.HasPrefix(link, "/") && !strings.HasPrefix(link, "//") {
		return base + link
	}
	return link
}
