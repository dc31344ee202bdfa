package main

import (
	"encoding/json"
	"strings"

	"github.com/aisle-chat/aisle/catalog"
	"github.com/aisle-chat/aisle/catalog/feed"
)

// limits are what a text states about price and brand, which every product of a
// catalogue can be held to without anybody's judgement.
type limits struct {
	Brand        string
	ExcludeBrand string      `json:"exclude_brand"`
	PriceMin     json.Number `json:"price_min"`
	PriceMax     json.Number `json:"price_max"`
}

func (l limits) any() bool { return l != limits{} }

// facts are what limits are held against: the prices are in minor units, and those
// of the cheapest and the dearest variant.
type facts struct {
	brand     string
	low, high int64
	priced    bool
}

// readFacts reads the facts of all products of a set, by id.
func readFacts(s *set) (map[string]facts, error) {
	products, err := feed.Open(s.catalog)
	if err != nil {
		return nil, err
	}
	defer products.Close()
	all := map[string]facts{}
	for p, err := range products.Products() {
		if err != nil {
			return nil, err
		}
		f := facts{brand: p.Brand, low: p.Price.Amount, high: p.Price.Amount, priced: !p.Price.IsZero()}
		for _, v := range p.Variants {
			f.low, f.high = min(f.low, v.Price.Amount), max(f.high, v.Price.Amount)
		}
		all[p.ID] = f
	}
	return all, nil
}

// breaks reports whether a product is beyond the limits.
func (f facts) breaks(l limits) bool {
	switch most, least := minor(l.PriceMax), minor(l.PriceMin); {
	case (most > 0 || least > 0) && !f.priced,
		most > 0 && f.low > most,
		f.high < least,
		l.Brand != "" && !strings.EqualFold(l.Brand, f.brand),
		l.ExcludeBrand != "" && strings.EqualFold(l.ExcludeBrand, f.brand):
		return true
	}
	return false
}

// minor is an amount in minor units, 0 where none is stated.
func minor(n json.Number) int64 {
	m, err := catalog.ParseMoney(n.String(), "USD")
	if err != nil {
		return 0
	}
	return m.Amount
}
