package main

import (
	"math"
	"testing"
)

func TestScore(t *testing.T) {
	graded := map[string]int{"a": 3, "b": 2, "c": 1, "d": 0}
	flat := map[string]int{"a": 1, "b": 1}
	for _, c := range []struct {
		name              string
		ids               []string
		grades            map[string]int
		ndcg, mrr, recall float64
	}{
		{"ideal order", []string{"a", "b", "c"}, graded, 1, 1, 1},
		{"nothing shown", nil, graded, 0, 0, 0},
		{"a grade of 1 is not relevant where there are higher ones", []string{"c", "a"}, graded,
			(1 + 7/math.Log2(3)) / (7 + 3/math.Log2(3) + .5), .5, .5},
		{"what nobody judged counts as wrong", []string{"x", "a", "b"}, flat,
			(1/math.Log2(3) + .5) / (1 + 1/math.Log2(3)), .5, 1},
	} {
		got := score(c.ids, c.grades)
		if math.Abs(got.ndcg-c.ndcg) > 1e-9 || got.mrr != c.mrr || got.recall != c.recall {
			t.Errorf("%s: %+v, want nDCG %.4f MRR %.4f recall %.4f", c.name, got, c.ndcg, c.mrr, c.recall)
		}
	}
}

func TestJudge(t *testing.T) {
	s := &set{
		queries: []query{
			{id: "q1", kind: "plain", text: "kite"},
			{id: "q2", kind: "constraint", text: "kite under $30", bound: true, limits: limits{PriceMax: "30"}},
		},
		facts:  map[string]facts{"a": {low: 2900, high: 4900, priced: true}, "b": {low: 3100, high: 3100, priced: true}},
		none:   []query{{id: "n1"}, {id: "n2"}},
		grades: map[string]map[string]int{"q1": {"a": 1}, "q2": {"a": 1}},
	}
	r := judge("engine", s, found{"q2": {"a", "b"}, "n2": {"b"}}, cost{})
	if r.empty != 1 || r.rejected != 1 || r.shown != 2 || r.broken != 1 {
		t.Errorf("empty %d, rejected %d, %d of %d broken; want 1, 1, 1 of 2", r.empty, r.rejected, r.broken, r.shown)
	}
	if r.limited != 2 || r.beyond != 1 {
		t.Errorf("%d of %d beyond the stated price, want 1 of 2", r.beyond, r.limited)
	}
	if r.kinds["plain"].ndcg != 0 || r.kinds["constraint"].ndcg != 1 || r.all.ndcg != .5 {
		t.Errorf("figures %+v, all %+v", r.kinds, r.all)
	}
}

func TestBound(t *testing.T) {
	for _, c := range []struct {
		stated constraints
		want   bool
	}{
		{nil, false},
		{constraints{"type": "kite"}, false},
		{constraints{"type": "kite", "price_max": 30.0}, true},
		{constraints{"type": "kite", "sort": "price_asc"}, false},
		{constraints{"brand": "Halden"}, true},
	} {
		if got := c.stated.bound(); got != c.want {
			t.Errorf("%v: %v", c.stated, got)
		}
	}
}

func TestLimits(t *testing.T) {
	kite := facts{brand: "Halden", low: 2900, high: 4900, priced: true}
	for _, c := range []struct {
		limits limits
		facts  facts
		want   bool
	}{
		{limits{PriceMax: "29"}, kite, false}, // one variant is enough
		{limits{PriceMax: "28.99"}, kite, true},
		{limits{PriceMin: "49"}, kite, false},
		{limits{PriceMin: "50"}, kite, true},
		{limits{PriceMax: "50"}, facts{}, true}, // no price is not known to be low
		{limits{Brand: "halden"}, kite, false},
		{limits{Brand: "Other"}, kite, true},
		{limits{ExcludeBrand: "HALDEN"}, kite, true},
		{limits{ExcludeBrand: "Other"}, facts{}, false},
	} {
		if got := c.facts.breaks(c.limits); got != c.want {
			t.Errorf("%+v of %+v: %t, want %t", c.limits, c.facts, got, c.want)
		}
	}
}
