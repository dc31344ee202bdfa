package planner

import (
	"slices"
	"strings"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/internal/traits"
	"github.com/aisle-chat/aisle/catalog"
)

// When a question is asked: only if more than askAbove products fit, if its
// likely answer leaves at most askKeeps of them, and no more than askStreak
// times in a row.
const (
	askAbove  = 8
	askKeeps  = 0.7
	askStreak = 2
)

// question is one that narrows a search, with its likely answers.
type question struct {
	text    string
	pending Pending
}

// bestQuestion picks the question whose answer narrows the search most. ok is
// false when asking is not worth it, or not wanted any more.
func bestQuestion(f *Facts, s *State, money moneyWriter) (q question, ok bool) {
	if f.Result.Total <= askAbove || s.JustShow || s.Streak >= askStreak {
		return q, false
	}
	if q, ok := departmentQuestion(f, s); ok {
		return q, true
	}
	best := 0.0
	consider := func(candidate question, keeps, stated float64) {
		gain := (1 - keeps) * stated
		if keeps <= askKeeps && stated >= 0.6 && gain > best+1e-9 {
			q, best, ok = candidate, gain, true
		}
	}
	for _, facet := range f.Result.Facets {
		if candidate, keeps, stated, fine := facetQuestion(facet, f.Result.Total, s); fine {
			consider(candidate, keeps, stated*preferred(facet.Kind, facet.Field))
		}
	}
	if candidate, keeps, fine := priceQuestion(f, s, money); fine {
		consider(candidate, keeps, 0.9)
	}
	return q, ok
}

// departmentQuestion asks what sort of thing is wanted while that is open.
func departmentQuestion(f *Facts, s *State) (q question, ok bool) {
	if hasType(s.Wishes) || len(s.Words) > 0 || slices.Contains(s.Asked, string(catalog.KindType)) {
		return q, false
	}
	q = question{"What sort of thing do you have in mind?", Pending{Ask: AskWish, Kind: catalog.KindType}}
	for _, hit := range f.Result.Hits {
		if c := hit.Product.Category; len(c) > 0 && !slices.Contains(q.pending.Values, c[0]) && len([]rune(c[0])) <= 30 && len(q.pending.Values) < assistant.MaxChoices-1 {
			q.pending.Values = append(q.pending.Values, c[0])
		}
	}
	return q, len(q.pending.Values) > 1
}

// preferred weighs the kinds of question: what a thing is and whom it is for
// come before its details.
func preferred(kind catalog.Kind, field string) float64 {
	switch {
	case kind == catalog.KindType:
		return 1
	case kind == catalog.KindAudience:
		return 1
	case kind == catalog.KindOption:
		return 0.9
	case kind == catalog.KindBrand:
		return 0.8
	default:
		return 0.65
	}
}

func facetQuestion(facet catalog.Facet, total int, s *State) (q question, keeps, stated float64, ok bool) {
	key := wishKey(catalog.Constraint{Kind: facet.Kind, Field: facet.Field})
	if slices.Contains(s.Asked, key) || slices.Contains(s.Asked, facet.Field) && facet.Field != "" {
		return q, 0, 0, false
	}
	for _, c := range s.Wishes {
		if c.Kind == facet.Kind && (c.Field == facet.Field || sameOption(c.Field, facet.Field)) && facet.Kind != catalog.KindType {
			return q, 0, 0, false
		}
	}
	if facet.Kind == catalog.KindAttribute && (!traits.Tellable(catalog.Attribute{Name: facet.Field, Values: []string{"x"}}) || traits.Dull(facet.Field) || len(facet.Values) > 8) {
		return q, 0, 0, false
	}
	sum, squares := 0, 0.0
	for _, v := range facet.Values {
		sum += v.Count
	}
	if sum == 0 || len(facet.Values) < 2 {
		return q, 0, 0, false
	}
	var values []string
	for _, v := range facet.Values {
		squares += float64(v.Count) / float64(sum) * min(1, float64(v.Count)/float64(min(total, 500)))
		if facet.Kind == catalog.KindAttribute && (traits.Yes(v.Value) || traits.No(v.Value) || startsWithDigit(v.Value)) {
			return q, 0, 0, false
		}
		if len(values) < assistant.MaxChoices-1 && len([]rune(v.Value)) <= 30 && v.Count < total {
			values = append(values, v.Value)
		}
	}
	if len(values) < 2 {
		return q, 0, 0, false
	}
	q = question{questionText(facet), Pending{Ask: AskWish, Kind: facet.Kind, Field: facet.Field, Values: values}}
	if facet.Kind == catalog.KindAudience {
		for i := range q.pending.Values {
			q.pending.Values[i] = "For " + q.pending.Values[i]
		}
	}
	return q, squares, min(1, float64(sum)/float64(min(total, 500))), true
}

func startsWithDigit(s string) bool { return s != "" && s[0] >= '0' && s[0] <= '9' }

func questionText(facet catalog.Facet) string {
	switch {
	case facet.Kind == catalog.KindType:
		return "Which kind do you have in mind?"
	case facet.Kind == catalog.KindAudience:
		return "Who is it for?"
	case facet.Kind == catalog.KindBrand:
		return "Is there a brand you like?"
	case facet.Kind == catalog.KindOption && strings.EqualFold(facet.Field, "size"):
		return "Which size do you need?"
	case facet.Kind == catalog.KindOption && isColor(facet.Field):
		return "Is there a color you like best?"
	default:
		return "Which " + strings.ToLower(facet.Field) + " would suit you?"
	}
}

// priceQuestion asks what the shopper would like to spend, with round sums that
// divide what was found.
func priceQuestion(f *Facts, s *State, money moneyWriter) (q question, keeps float64, ok bool) {
	if _, wished := wish(s.Wishes, catalog.KindPrice, ""); wished || slices.Contains(s.Asked, string(catalog.KindPrice)) || s.Sort != "" {
		return q, 0, false
	}
	var prices []int64
	for _, hit := range f.Result.Hits {
		if price := priceOf(&hit); price > 0 {
			prices = append(prices, price)
		}
	}
	if len(prices) < 6 {
		return q, 0, false
	}
	slices.Sort(prices)
	q = question{"What would you like to spend?", Pending{Ask: AskWish, Kind: catalog.KindPrice}}
	for _, part := range []int{1, 2, 3} {
		bound := roundUp(prices[part*len(prices)/4])
		if bound >= prices[len(prices)-1] || len(q.pending.Bounds) > 0 && q.pending.Bounds[len(q.pending.Bounds)-1] >= bound {
			continue
		}
		q.pending.Bounds = append(q.pending.Bounds, bound)
		q.pending.Values = append(q.pending.Values, "Up to "+money.amount(bound))
	}
	if len(q.pending.Values) < 2 {
		return q, 0, false
	}
	return q, 0.5, true
}

// roundUp brings a price to a round one with two figures at most.
func roundUp(minor int64) int64 {
	unit := int64(1)
	for minor/unit >= 100 {
		unit *= 10
	}
	for _, nice := range []int64{10, 15, 20, 25, 30, 40, 50, 60, 75, 80, 100} {
		if minor <= nice*unit {
			return nice * unit
		}
	}
	return minor
}
