package tool

import (
	"errors"
	"strings"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/internal/prose"
	"github.com/aisle-chat/aisle/catalog"
)

// How much of the goods a result holds.
const (
	maxFacts       = 8    // of a product in a list
	maxVariants    = 40   // of one product
	maxReviews     = 5    // of one product
	maxReview      = 300  // characters
	maxDescription = 1200 // characters
)

// foundView is what a model reads of a search.
type foundView struct {
	Total    int         `json:"total"`
	Products []goodsView `json:"products,omitempty"`
	// Nearest are shown where nothing fits.
	Nearest []goodsView `json:"nothing_fits_nearest_are,omitempty"`
	// Unknown are names of goods that the shop does not have.
	Unknown []string `json:"not_sold_here,omitempty"`
}

// found tells a model what there is, and shows the shopper the cards that are new.
func (s *Session) found(_ SearchProducts, r Found) Result {
	view := foundView{Total: r.Total, Unknown: r.Understood.Unsold}
	var cards []assistant.Card
	add := func(hit *catalog.Hit) goodsView {
		s.meet(&hit.Product)
		if s.unseen(hit.Product.ID) {
			cards = append(cards, assistant.NewCard(&hit.Product, hit.Variant, ""))
		}
		v := s.goods(&hit.Product)
		v.Facts = v.Facts.first(maxFacts)
		return v
	}
	hits := r.Cards(MaxCards)
	for i := range hits {
		view.Products = append(view.Products, add(&hits[i]))
	}
	for i := range r.Alternatives[:min(len(r.Alternatives), MaxCards)] {
		a := &r.Alternatives[i]
		v := add(&a.Hit)
		for _, c := range a.Breaks {
			v.Breaks = append(v.Breaks, wording(c))
		}
		view.Nearest = append(view.Nearest, v)
	}
	result := Result{JSON: encode(view)}
	if len(cards) > 0 {
		result.Blocks = []assistant.Block{s.cards(cards)}
	}
	return result
}

// wording is a wish in words.
func wording(c catalog.Constraint) string {
	if c.Text != "" {
		return c.Text
	}
	if c.Kind == catalog.KindPrice {
		return "the price"
	}
	return strings.Join(c.Values, " or ")
}

func (s *Session) cards(cards []assistant.Card) assistant.ProductsBlock {
	var titles []string
	for _, c := range cards {
		title := c.Title
		if price := c.Price.Format(s.turn.Locale); price != "" {
			title += " (" + price + ")"
		}
		titles = append(titles, title)
	}
	return assistant.ProductsBlock{Text: strings.Join(titles, ", "), Cards: cards}
}

// product tells a model all of a product, and shows its card where it is new.
func (s *Session) product(_ GetProduct, p catalog.Product) Result {
	v := s.goods(&p)
	v.Description = short(p.Description, maxDescription)
	for i := range p.Variants[:min(len(p.Variants), maxVariants)] {
		v.Variants = append(v.Variants, s.variant(&p, &p.Variants[i]))
	}
	if len(p.SizeChart.Rows) > 0 {
		v.SizeChart = append([][]string{p.SizeChart.Columns}, p.SizeChart.Rows...)
	}
	for _, r := range p.Reviews[:min(len(p.Reviews), maxReviews)] {
		v.Reviews = append(v.Reviews, reviewView{r.Rating, short(r.Text, maxReview)})
	}
	result := Result{JSON: encode(v)}
	if p.ID != s.turn.Page.Product && s.unseen(p.ID) {
		result.Blocks = []assistant.Block{s.cards([]assistant.Card{assistant.NewCard(&p, "", "")})}
	}
	return result
}

// goodsView is what a model reads of a product. Prices are written as the shopper
// reads them.
type goodsView struct {
	ID          string              `json:"id"`
	Title       string              `json:"title"`
	Brand       string              `json:"brand,omitempty"`
	Category    string              `json:"category,omitempty"`
	Price       string              `json:"price"`
	Before      string              `json:"price_before,omitempty"`
	SoldOut     bool                `json:"sold_out,omitempty"`
	Left        int                 `json:"only_left,omitempty"`
	Rating      float64             `json:"rating,omitempty"`
	Ratings     int                 `json:"ratings,omitempty"`
	Options     map[string][]string `json:"options,omitempty"`
	Facts       factsView           `json:"facts,omitempty"`
	Breaks      []string            `json:"does_not_meet,omitempty"`
	Description string              `json:"description,omitempty"`
	Variants    []variantView       `json:"variants,omitempty"`
	SizeChart   [][]string          `json:"size_chart,omitempty"`
	Reviews     []reviewView        `json:"reviews,omitempty"`
}

// factsView are attributes as "name: value", in the catalogue's order.
type factsView []string

func (f factsView) first(n int) factsView { return f[:min(len(f), n)] }

type variantView struct {
	Variant string            `json:"variant"`
	Options map[string]string `json:"options"`
	Price   string            `json:"price,omitempty"` // where it is not the product's
	SoldOut bool              `json:"sold_out,omitempty"`
}

type reviewView struct {
	Stars int    `json:"stars,omitempty"`
	Text  string `json:"text"`
}

func (s *Session) goods(p *catalog.Product) goodsView {
	card := assistant.NewCard(p, "", "")
	v := goodsView{
		ID: p.ID, Title: prose.Visible(p.Title), Brand: prose.Visible(p.Brand), Category: prose.Visible(strings.Join(p.Category, " > ")),
		Price: s.price(p.Price), SoldOut: p.SoldOut, Left: card.Left, Rating: p.Rating.Average, Ratings: p.Rating.Count,
	}
	if !p.CompareAt.IsZero() {
		v.Before = s.price(p.CompareAt)
	}
	for _, o := range p.Options {
		if v.Options == nil {
			v.Options = map[string][]string{}
		}
		for _, value := range o.Values {
			v.Options[prose.Visible(o.Name)] = append(v.Options[prose.Visible(o.Name)], prose.Visible(value))
		}
	}
	for _, a := range p.Attributes {
		v.Facts = append(v.Facts, prose.Visible(a.Name+": "+strings.Join(a.Values, ", ")))
	}
	return v
}

func (s *Session) variant(p *catalog.Product, v *catalog.Variant) variantView {
	view := variantView{Variant: v.ID, Options: v.Options, SoldOut: v.SoldOut || p.SoldOut}
	if v.Price != p.Price {
		view.Price = s.price(v.Price)
	}
	return view
}

func (s *Session) price(m catalog.Money) string {
	if m.IsZero() {
		return "on request"
	}
	return m.Format(s.turn.Locale)
}

// short cuts a text from outside to a number of characters.
func short(text string, limit int) string {
	runes := []rune(prose.Visible(text))
	if len(runes) <= limit {
		return string(runes)
	}
	return strings.TrimSpace(string(runes[:limit])) + " …"
}

func isGone(err error) bool { return errors.Is(err, catalog.ErrNotFound) }

// compared shows products side by side. It says of none that it is to be preferred:
// that is for whoever knows what the shopper wants.
func (s *Session) compared(_ CompareProducts, c Comparison) Result {
	if len(c.Products) < 2 {
		return refuse("two different products are needed, both in the shop")
	}
	view := comparedView{Rows: []assistant.CompareRow{}}
	for i := range c.Products {
		s.unseen(c.Products[i].ID)
		view.Products = append(view.Products, c.Products[i].ID)
	}
	block := c.Block("")
	view.Rows = append(view.Rows, block.Rows...)
	return Result{JSON: encode(view), Blocks: []assistant.Block{block}}
}

// comparedView is what a model reads of a comparison.
type comparedView struct {
	Products []string               `json:"products"`
	Rows     []assistant.CompareRow `json:"rows"`
}
