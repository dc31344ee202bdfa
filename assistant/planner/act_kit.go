package planner

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/aisle-chat/aisle/assistant/tool"
	"github.com/aisle-chat/aisle/catalog"
)

// kit picks one product for each thing of a kit, so that the budget holds.
func (a *actor) kit(ctx context.Context, f *Facts) error {
	s := &f.Plan.State
	kit := f.Plan.Reading.Kit.clone()
	before := s.Kit
	s.Kit, s.Wishes, s.Words, s.Near, s.Sort, s.Focus = kit, nil, nil, nil, "", ""
	f.Unknown, kit.Missing = kit.Missing, nil
	s.Seen, s.Shown, s.Asked, s.Streak, s.JustShow = nil, nil, nil, 0, false
	var shelved map[string][]catalog.Hit
	if len(kit.Calls) > 0 {
		var err error
		if shelved, err = a.shelves(ctx, kit); err != nil {
			return err
		}
	}
	prefer, err := a.suits(ctx, kit)
	if err != nil {
		return err
	}
	var choices [][]catalog.Hit
	for i := 0; i < len(kit.Items); i++ {
		hits, err := a.candidates(ctx, kit, &kit.Items[i], shelved)
		if err != nil {
			return err
		}
		if len(hits) == 0 { // not sold here, or no other
			if n := len(kit.Items[i].Seen); n > 0 {
				kit.Items[i].Product, f.Exhausted = kit.Items[i].Seen[n-1], true
				kit.Items[i].Seen = kit.Items[i].Seen[:n-1]
				kit.Items[i].Wishes = without(kit.Items[i].Wishes, string(catalog.KindPrice))
				i--
				continue
			}
			f.Unknown = append(f.Unknown, kit.Items[i].missing())
			kit.Items = slices.Delete(kit.Items, i, i+1)
			i--
			continue
		}
		choices = append(choices, suiting(hits, prefer))
	}
	limit := kit.Budget
	if f.Plan.Reading.Cheaper && before != nil && before.Sum > 1 && (limit == 0 || before.Sum <= limit) {
		limit = before.Sum - 1
	}
	if f.Plan.Reading.Least {
		limit = 1 // nothing is left over for more than the cheapest of each
	}
	picks := pickKit(kit, choices, limit)
	for i := range picks {
		kit.Items[i].Product, kit.Items[i].Variant = picks[i].Product.ID, picks[i].Variant
		f.Cards = append(f.Cards, picks[i])
	}
	f.Result = catalog.Result{Hits: f.Cards, Total: len(f.Cards)}
	if len(picks) == 0 {
		s.Kit = nil
		return a.kinds(ctx, f)
	}
	kit.Sum = sumOf(kit, picks)
	return nil
}

// shelves finds the kinds of thing that an occasion calls for, makes them the
// items of a kit that has none yet, and returns what stands on each.
func (a *actor) shelves(ctx context.Context, kit *Kit) (map[string][]catalog.Hit, error) {
	type shelf struct {
		name, department string
		score            float64 // of the best on it
		hits             []catalog.Hit
	}
	shelves := map[string]*shelf{}
	var order []*shelf
	scores := map[string]float64{}
	for n, word := range kit.Calls {
		result, err := tool.SearchProducts{Text: word, Wishes: kit.Wishes, Limit: shelfLimit}.Do(ctx, a.turn)
		if err != nil {
			return nil, err
		}
		for i, hit := range result.Hits {
			name := kindOf(&hit.Product)
			if name == "" || len(strings.Fields(name)) > 4 || hit.Product.SoldOut || hit.Product.Price.IsZero() {
				continue
			}
			at := shelves[name]
			if at == nil {
				at = &shelf{name: name, department: departmentOf(&hit.Product)}
				shelves[name] = at
				order = append(order, at)
			}
			if scores[hit.Product.ID] == 0 {
				at.hits = append(at.hits, hit)
			}
			scores[hit.Product.ID] += 1 / float64(nearRank+i+2*n)
			at.score = max(at.score, scores[hit.Product.ID])
		}
	}
	stock := map[string][]catalog.Hit{}
	for _, s := range order {
		slices.SortStableFunc(s.hits, func(a, b catalog.Hit) int { return cmp.Compare(scores[b.Product.ID], scores[a.Product.ID]) })
		stock[s.name] = s.hits
	}
	if len(kit.Items) > 0 {
		return stock, nil
	}
	slices.SortStableFunc(order, func(a, b *shelf) int { return cmp.Compare(b.score, a.score) })
	departments := map[string]int{}
	var least int64
	for _, most := range []int{2, 3} { // no department has it all before the others had their turn
		for _, s := range order {
			cheapest := slices.MinFunc(s.hits, byPrice)
			if len(kit.Items) >= kitTypes || s.score < order[0].score*kitShare || departments[s.department] >= most || kit.has(s.name) || kit.Budget > 0 && least+priceOf(&cheapest) > kit.Budget {
				continue
			}
			departments[s.department]++
			least += priceOf(&cheapest)
			kit.Items = append(kit.Items, KitItem{Name: shelfName(s.name), Shelf: s.name, Quantity: 1})
		}
	}
	return stock, nil
}

// shelfLimit is how many products a word of an occasion brings up, and kitShare
// how much of the best shelf's score another needs.
const (
	shelfLimit = 60
	kitShare   = 0.5
)

// shelfName calls one thing of a category: "waterproof jacket".
func shelfName(category string) string {
	name := strings.ToLower(category)
	if strings.ContainsAny(name, "&,/") {
		return name
	}
	return singularOf(name)
}

func departmentOf(p *catalog.Product) string {
	if len(p.Category) == 0 {
		return ""
	}
	return p.Category[0]
}

func byPrice(a, b catalog.Hit) int { return cmp.Compare(priceOf(&a), priceOf(&b)) }

func (k *Kit) has(shelf string) bool {
	return slices.ContainsFunc(k.Items, func(item KitItem) bool { return item.Shelf == shelf })
}

// candidates are the products that may be the pick for an item, the best first.
// An item that has its pick keeps it.
func (a *actor) candidates(ctx context.Context, kit *Kit, item *KitItem, shelved map[string][]catalog.Hit) ([]catalog.Hit, error) {
	hits := shelved[item.Shelf]
	if item.Shelf == "" {
		q := tool.SearchProducts{Text: strings.Join(item.Words, " "), Wishes: changed(kit.Wishes, hardOf(item.Wishes)), Limit: shelfLimit}
		for _, c := range item.Wishes {
			if c.Kind == catalog.KindType {
				q.Text = strings.TrimSpace(q.Text + " " + c.Text)
			}
		}
		result, err := q.Do(ctx, a.turn)
		if err != nil {
			return nil, err
		}
		hits = ofKind(result.Hits, item.Wishes)
	}
	var fits []catalog.Hit
	price, bounded := wish(item.Wishes, catalog.KindPrice, "")
	for _, hit := range hits {
		switch {
		case hit.Product.SoldOut || priceOf(&hit) <= 0 || slices.Contains(item.Seen, hit.Product.ID):
		case item.Product != "" && item.Product != hit.Product.ID:
		case bounded && priceOf(&hit) > price.MaxPrice: // of a shelf, nothing was searched by it
		default:
			fits = append(fits, hit)
		}
	}
	if len(fits) == 0 && item.Product != "" { // gone since
		item.Product, item.Variant = "", ""
		return a.candidates(ctx, kit, item, shelved)
	}
	return fits, nil
}

// missing calls an item that there is none of, with the choice that is not there.
func (item *KitItem) missing() string {
	for _, c := range item.Wishes {
		if c.Kind == catalog.KindOption && !c.Not {
			return item.Name + " in " + strings.ToLower(strings.Join(c.Values, " or "))
		}
	}
	return item.Name
}

// suits finds what meets the qualities that were named for all of a kit, such as
// "for two people". Most things of a kit say nothing of them.
func (a *actor) suits(ctx context.Context, kit *Kit) (map[string]bool, error) {
	suits := map[string]bool{}
	for _, c := range kit.Qualities {
		result, err := tool.SearchProducts{Wishes: []catalog.Constraint{c}, Limit: farLimit}.Do(ctx, a.turn)
		if err != nil {
			return nil, err
		}
		for _, hit := range result.Hits {
			suits[hit.Product.ID] = true
		}
	}
	return suits, nil
}

// suiting keeps the hits that suit, if some do.
func suiting(hits []catalog.Hit, suits map[string]bool) []catalog.Hit {
	some := slices.DeleteFunc(slices.Clone(hits), func(h catalog.Hit) bool { return !suits[h.Product.ID] })
	if len(some) == 0 {
		return hits
	}
	return some
}

// pickKit takes the best of each that the limit allows: it begins with the
// cheapest of all, and spends what is left in the order of the things. 0 is no
// limit.
func pickKit(kit *Kit, choices [][]catalog.Hit, limit int64) []catalog.Hit {
	picks := make([]catalog.Hit, len(choices))
	left := limit
	for i, hits := range choices {
		picks[i] = slices.MinFunc(hits, byPrice)
		left -= priceOf(&picks[i]) * int64(kit.Items[i].Quantity)
	}
	for i, hits := range choices {
		n := int64(kit.Items[i].Quantity)
		for _, hit := range hits {
			more := (priceOf(&hit) - priceOf(&picks[i])) * n
			if limit == 0 || limit > 0 && more <= max(0, left) {
				left -= more
				picks[i] = hit
				break
			}
		}
	}
	return picks
}

func sumOf(kit *Kit, picks []catalog.Hit) int64 {
	var sum int64
	for i := range picks {
		sum += priceOf(&picks[i]) * int64(kit.Items[i].Quantity)
	}
	return sum
}
