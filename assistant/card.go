package assistant

import "github.com/aisle-chat/aisle/catalog"

// fewLeft is the stock from which a card says how many are left.
const fewLeft = 5

// maxReviews bounds the reviews that the details view carries.
const maxReviews = 20

// NewCard makes the card of p. variant is the id of the variant to show, as
// catalog.Hit has it, or empty; reason is the card's one line, or empty.
func NewCard(p *catalog.Product, variant, reason string) Card {
	c := Card{
		ID: p.ID, Title: p.Title, Brand: p.Brand, URL: p.URL,
		Price: p.Price, CompareAt: p.CompareAt, SoldOut: p.SoldOut, Left: left(p.SoldOut, p.Stock),
		Options: cardOptions(p), Reason: reason,
	}
	if len(p.Images) > 0 {
		c.Image = p.Images[0]
	}
	if p.Rating.Count > 0 {
		rating := p.Rating
		c.Rating = &rating
	}
	if s, ok := p.SelectVariant(variant); ok {
		c.Variant = variant
		c.Price, c.CompareAt, c.SoldOut, c.Left = s.Price, s.CompareAt, s.SoldOut, left(s.SoldOut, s.Stock)
		if s.Variant.Image != "" {
			c.Image = s.Variant.Image
		}
		c.ImageSizes = p.Sizes(c.Image)
		return c
	}
	c.ImageSizes = p.Sizes(c.Image)
	for _, v := range p.Variants {
		if v.Price.Amount > max(c.Price.Amount, c.PriceMax.Amount) {
			c.PriceMax = v.Price
		}
	}
	return c
}

// NewDetails makes the details view of p; see [NewCard] for variant.
func NewDetails(p *catalog.Product, variant string) Details {
	d := Details{
		Card: NewCard(p, variant, ""), Category: p.Category, Description: p.Description,
		Images: p.Images, Attributes: p.Attributes, Max: p.Select(nil).Max(),
	}
	for _, image := range p.Images {
		d.size(p, image)
	}
	for i := range p.Variants {
		v := &p.Variants[i]
		s, _ := p.SelectVariant(v.ID)
		d.Variants = append(d.Variants, CardVariant{
			ID: v.ID, Options: v.Options, Price: v.Price, CompareAt: v.CompareAt,
			SoldOut: s.SoldOut, Left: left(s.SoldOut, s.Stock), Max: s.Max(), Image: v.Image,
		})
		d.size(p, v.Image)
	}
	if len(p.SizeChart.Rows) > 0 {
		chart := p.SizeChart
		d.SizeChart = &chart
	}
	for _, r := range p.Reviews[:min(len(p.Reviews), maxReviews)] {
		review := CardReview{Rating: r.Rating, Text: r.Text}
		if !r.Date.IsZero() {
			review.Date = r.Date.Format("2006-01-02")
		}
		d.Reviews = append(d.Reviews, review)
	}
	return d
}

// size notes the widths that a picture of p is there in.
func (d *Details) size(p *catalog.Product, image string) {
	sizes := p.Sizes(image)
	if len(sizes) == 0 {
		return
	}
	if d.Sizes == nil {
		d.Sizes = map[string][]catalog.ImageSize{}
	}
	d.Sizes[image] = sizes
}

func left(soldOut bool, stock catalog.Stock) int {
	if soldOut || !stock.Known || stock.Count > fewLeft {
		return 0
	}
	return stock.Count
}

func cardOptions(p *catalog.Product) []CardOption {
	var options []CardOption
	for _, option := range p.Options {
		o := CardOption{Name: option.Name}
		for _, value := range option.Values {
			v := CardOptionValue{Value: value, Swatch: catalog.Swatch(value)}
			v.Exists, v.Available = len(p.Variants) == 0, len(p.Variants) == 0 && !p.SoldOut
			for i := range p.Variants {
				if p.Variants[i].Options[option.Name] == value {
					v.Exists = true
					v.Available = v.Available || !p.Variants[i].SoldOut && !p.SoldOut
				}
			}
			o.Values = append(o.Values, v)
		}
		options = append(options, o)
	}
	return options
}

// CardsOf returns the products that a part shows, in their order; nil where it
// shows none.
func CardsOf(p Part) []Card {
	switch p := p.(type) {
	case ProductsBlock:
		return p.Cards
	case CompareBlock:
		return p.Cards
	case ProductBlock:
		return []Card{p.Product.Card}
	}
	return nil
}
