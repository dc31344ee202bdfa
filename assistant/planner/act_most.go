package planner

import (
	"cmp"
	"context"
	"slices"

	"github.com/aisle-chat/aisle/assistant/internal/prose"
	"github.com/aisle-chat/aisle/catalog"
)

// most finds the warmest, the lightest and so on within the wishes, or of what
// was shown where there are none. It comes first, and is what "it" means then.
func (a *actor) most(ctx context.Context, f *Facts) error {
	s, c := &f.Plan.State, f.Plan.Comparative
	q := query(s)
	q.Limit = farLimit
	result, err := q.Do(ctx, a.turn)
	if err != nil {
		return err
	}
	hits := result.Hits
	if len(s.Wishes) == 0 && len(s.Words) == 0 && len(s.Shown) > 0 {
		hits = slices.DeleteFunc(hits, func(h catalog.Hit) bool {
			return !slices.ContainsFunc(s.Shown, func(shown Shown) bool { return shown.ID == h.Product.ID })
		})
	}
	hits = ofKind(hits, s.Wishes)
	type ranked struct {
		hit catalog.Hit
		measure
	}
	var order []ranked
	units := map[string]int{}
	for _, hit := range hits {
		if m, ok := measureOf(&hit.Product, c.Field); ok && !hit.Product.SoldOut {
			order = append(order, ranked{hit, m})
			units[m.unit]++
		}
	}
	order = slices.DeleteFunc(order, func(r ranked) bool { // of several units, the one that most are in
		return slices.ContainsFunc(order, func(o ranked) bool { return units[o.unit] > units[r.unit] })
	})
	slices.SortStableFunc(order, func(a, b ranked) int {
		if c.Less {
			return cmp.Compare(a.value, b.value)
		}
		return cmp.Compare(b.value, a.value)
	})
	if len(order) == 0 && c.Field == fieldPacked {
		if found, err := a.packable(ctx, f); found || err != nil {
			return err
		}
	}
	if len(order) == 0 {
		f.NoMeasure = true
		return a.lookAgain(ctx, f)
	}
	f.Result = result.Result
	f.Result.Total = len(order)
	for _, r := range order[:min(len(order), maxCards)] {
		f.Cards = append(f.Cards, r.hit)
	}
	f.Base, s.Focus = &f.Cards[0].Product, f.Cards[0].Product.ID
	return nil
}

// packable shows what the data calls packable, where nothing gives a packed size. It
// reports whether there is anything.
func (a *actor) packable(ctx context.Context, f *Facts) (bool, error) {
	s := f.Plan.State
	for _, c := range a.turn.Shop.Understand("packable").Constraints {
		if c.Kind == catalog.KindAttribute {
			s.Wishes = changed(s.Wishes, []catalog.Constraint{c})
		}
	}
	if len(s.Wishes) == len(f.Plan.State.Wishes) {
		return false, nil
	}
	result, err := query(&s).Do(ctx, a.turn)
	if err != nil || len(result.Hits) == 0 {
		return false, err
	}
	f.Plan.State.Wishes, f.Plan.Comparative = s.Wishes, nil
	f.show(result, maxCards)
	return true, nil
}

// ofKind keeps what stands in a category whose name ends in the kind wished for,
// if something does: the lightest notebook is no dock for notebooks.
func ofKind(hits []catalog.Hit, wishes []catalog.Constraint) []catalog.Hit {
	kind, typed := wish(wishes, catalog.KindType, "")
	if !typed {
		return hits
	}
	named := func(label string) bool {
		stems := prose.Content(label)
		return slices.ContainsFunc(kind.Values, func(value string) bool {
			wanted := prose.Content(value)
			return len(wanted) > 0 && len(wanted) <= len(stems) && slices.Equal(stems[len(stems)-len(wanted):], wanted)
		})
	}
	own := slices.DeleteFunc(slices.Clone(hits), func(h catalog.Hit) bool { return !slices.ContainsFunc(h.Product.Category, named) })
	if len(own) == 0 {
		return hits
	}
	return own
}
