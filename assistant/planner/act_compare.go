package planner

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"github.com/aisle-chat/aisle/assistant/tool"
	"github.com/aisle-chat/aisle/catalog"
)

// compare searches for what is cheaper, lighter and so on than the base: a
// certain product, or the best of what was shown.
func (a *actor) compare(ctx context.Context, f *Facts) error {
	s, c := &f.Plan.State, f.Plan.Comparative
	base, err := a.base(ctx, f)
	if err != nil {
		return err
	}
	f.Base = base
	if base == nil {
		return a.plain(ctx, f, c)
	}
	if len(s.Wishes) == 0 || !slices.Contains(s.Seen, base.ID) { // compare with its like
		s.Wishes, s.Words = nil, nil
		if kind, ok := wish(a.turn.Shop.Understand(kindOf(base)).Constraints, catalog.KindType, ""); ok {
			s.Wishes = append(s.Wishes, kind)
		}
	}
	if c.Field == "price" {
		return a.priced(ctx, f, base.Price)
	}
	have, ok := measureOf(base, c.Field)
	if !ok && c.Field == fieldRating { // what is better then, only the price tells
		f.Plan.Comparative = &catalog.Comparative{Field: "price", Text: "more expensive"}
		f.StepUp = true
		return a.priced(ctx, f, base.Price)
	}
	if !ok {
		f.NoMeasure = true
		return a.lookAgain(ctx, f)
	}
	q := query(s)
	q.Limit = farLimit
	result, err := q.Do(ctx, a.turn)
	if err != nil {
		return err
	}
	if len(result.Hits) == 0 && len(result.Alternatives) > 0 { // beside what comes nearest, since nothing fits all of it
		for _, broken := range result.Alternatives[0].Breaks {
			s.Wishes = without(s.Wishes, wishKey(broken))
			f.Aside = append(f.Aside, broken)
		}
		q := query(s)
		q.Limit = farLimit
		if result, err = q.Do(ctx, a.turn); err != nil {
			return err
		}
	}
	type ranked struct {
		hit catalog.Hit
		measure
	}
	var better []ranked
	for _, hit := range result.Hits {
		m, ok := measureOf(&hit.Product, c.Field)
		if ok && m.unit == have.unit && hit.Product.ID != base.ID && !hit.Product.SoldOut && (m.value < have.value) == c.Less && m.value != have.value {
			better = append(better, ranked{hit, m})
		}
	}
	slices.SortStableFunc(better, func(a, b ranked) int {
		if c.Less {
			return cmp.Compare(a.value, b.value)
		}
		return cmp.Compare(b.value, a.value)
	})
	if len(better) == 0 {
		f.NoBetter = true
		return a.lookAgain(ctx, f)
	}
	result.Total = len(better)
	f.Result = result.Result
	for _, r := range better[:min(len(better), maxCards)] {
		f.Cards = append(f.Cards, r.hit)
	}
	return nil
}

// lookAgain shows the search as it was.
func (a *actor) lookAgain(ctx context.Context, f *Facts) error {
	result, err := query(&f.Plan.State).Do(ctx, a.turn)
	if err != nil {
		return err
	}
	f.show(result, maxCards)
	return nil
}

// plain reads a comparative with nothing to compare with as a wish for the
// order.
func (a *actor) plain(ctx context.Context, f *Facts, c *catalog.Comparative) error {
	if c.Field == "price" {
		f.Plan.State.Sort = catalog.SortPriceDown
		if c.Less {
			f.Plan.State.Sort = catalog.SortPriceUp
		}
		return a.lookAgain(ctx, f)
	}
	c.Most = true // "not too heavy": then the lightest first
	if superlative, ok := endOf[c.Text]; ok {
		c.Text = superlative
	}
	return a.most(ctx, f)
}

// endOf are the ends that comparatives lead to.
var endOf = map[string]string{
	"lighter": "lightest", "heavier": "heaviest", "warmer": "warmest", "cooler": "coolest", "smaller": "smallest", "bigger": "biggest", "larger": "largest",
	"brighter": "brightest", "longer": "longest", "shorter": "shortest", "thinner": "thinnest", "faster": "fastest", "quieter": "quietest", "not too heavy": "lightest",
	"light": "lightest", "thicker": "thickest", "wider": "widest", "taller": "tallest",
}

// base is the product that a comparative compares with.
func (a *actor) base(ctx context.Context, f *Facts) (*catalog.Product, error) {
	id, c := f.Plan.Base, f.Plan.Comparative
	if id == "" {
		best := -1.0
		for _, shown := range f.Plan.State.Shown {
			p, err := tool.GetProduct{ID: shown.ID}.Do(ctx, a.turn)
			if errors.Is(err, catalog.ErrNotFound) {
				continue
			}
			if err != nil {
				return nil, err
			}
			value := float64(p.Price.Amount)
			if c.Field != "price" {
				m, ok := measureOf(&p, c.Field)
				if !ok {
					continue
				}
				value = m.value
			}
			if value > 0 && (best < 0 || (value < best) == c.Less) {
				id, best = p.ID, value
			}
		}
		if id == "" && len(f.Plan.State.Shown) > 0 {
			id = f.Plan.State.Shown[0].ID
		}
	}
	if id == "" {
		return nil, nil
	}
	p, err := tool.GetProduct{ID: id}.Do(ctx, a.turn)
	if errors.Is(err, catalog.ErrNotFound) {
		return nil, nil
	}
	return &p, err
}

// cheaperText marks the price wish that a comparative made.
const cheaperText = "cheaper"

func (a *actor) priced(ctx context.Context, f *Facts, base catalog.Money) error {
	s, c := &f.Plan.State, f.Plan.Comparative
	before := s.Wishes
	price := catalog.Constraint{Kind: catalog.KindPrice, Text: cheaperText}
	if c.Less {
		price.MaxPrice = base.Amount - 1
	} else {
		price.MinPrice = base.Amount + 1
	}
	if base.IsZero() || c.Less && price.MaxPrice <= 0 {
		f.NoMeasure = true
		return a.lookAgain(ctx, f)
	}
	s.Wishes = changed(without(s.Wishes, string(catalog.KindPrice)), append(hardOf(f.Plan.Reading.Wishes), price))
	q := query(s)
	if f.StepUp {
		q.Sort = catalog.SortPriceUp
	}
	result, err := q.Do(ctx, a.turn)
	if err != nil {
		return err
	}
	if len(result.Hits) > 0 && !f.StepUp {
		all, err := query(&State{Wishes: without(s.Wishes, string(catalog.KindPrice)), Words: s.Words}).Do(ctx, a.turn)
		if err != nil {
			return err
		}
		if result.Total > all.Total { // a bound finds no more: these are of another kind
			result.Hits = nil
		}
	}
	if f.StepUp { // a bound that nobody asked for is no wish
		s.Wishes = before
	}
	if len(result.Hits) == 0 {
		s.Wishes, f.NoBetter = before, true
		q := query(s)
		if q.Sort = catalog.SortPriceDown; c.Less {
			q.Sort = catalog.SortPriceUp
		}
		if result, err = q.Do(ctx, a.turn); err != nil {
			return err
		}
	}
	f.show(result, maxCards)
	return nil
}
