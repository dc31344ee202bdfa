package main

import (
	"slices"
	"strconv"
	"strings"

	"github.com/aisle-chat/aisle/catalog"
)

// priceSteps are where a list of products may be divided by price, in whole
// units of the currency.
var priceSteps = []int64{10, 25, 50, 75, 100, 150, 200, 300, 500, 750, 1000, 1500, 2000, 3000, 5000, 10000}

// priceBands divides the products by price into up to five bands, each of which
// has some: "-25", "25-50", "50-".
func priceBands(products []*catalog.Product) []string {
	var prices []int64
	unit := int64(1)
	for _, p := range products {
		if p.Price.IsZero() {
			continue
		}
		unit = unitOf(p.Price.Currency)
		prices = append(prices, p.Price.Amount)
	}
	if len(prices) < 2 {
		return nil
	}
	slices.Sort(prices)
	var steps []int64
	for i := 1; i < 5; i++ {
		quantile := prices[i*len(prices)/5]
		step := nearestStep(quantile, unit)
		if step*unit > prices[0] && step*unit <= prices[len(prices)-1] && !slices.Contains(steps, step) {
			steps = append(steps, step)
		}
	}
	if len(steps) == 0 {
		return nil
	}
	bands := []string{"-" + strconv.FormatInt(steps[0], 10)}
	for i, step := range steps {
		band := strconv.FormatInt(step, 10) + "-"
		if i+1 < len(steps) {
			band += strconv.FormatInt(steps[i+1], 10)
		}
		bands = append(bands, band)
	}
	return bands
}

// nearestStep is the step nearest to an amount in minor units.
func nearestStep(amount, unit int64) int64 {
	best := priceSteps[0]
	for _, step := range priceSteps {
		if abs(step*unit-amount) < abs(best*unit-amount) {
			best = step
		}
	}
	return best
}

func abs(n int64) int64 { return max(n, -n) }

// unitOf is how many minor units make one of a currency.
func unitOf(currency string) int64 {
	unit := int64(1)
	for range catalog.Exponent(currency) {
		unit *= 10
	}
	return unit
}

// inBands reports whether a price lies in one of the bands. A band holds its
// lower end and not its upper one. What is no band holds nothing.
func inBands(price catalog.Money, bands []string) bool {
	if price.IsZero() {
		return false
	}
	unit := unitOf(price.Currency)
	return slices.ContainsFunc(bands, func(band string) bool {
		from, to, ok := readBand(band)
		return ok && price.Amount >= from*unit && (to == 0 || price.Amount < to*unit)
	})
}

// readBand takes a band apart; an open end is 0.
func readBand(band string) (from, to int64, ok bool) {
	low, high, found := strings.Cut(band, "-")
	if !found || low == "" && high == "" {
		return 0, 0, false
	}
	for _, end := range []struct {
		text string
		into *int64
	}{{low, &from}, {high, &to}} {
		if end.text == "" {
			continue
		}
		n, err := strconv.ParseInt(end.text, 10, 32)
		if err != nil || n < 0 {
			return 0, 0, false
		}
		*end.into = n
	}
	return from, to, true
}

// wishWords are the words for one value of a field.
func wishWords(field, value, currency string) string {
	switch {
	case field == byStock:
		return "In stock"
	case field == byPrice:
		return bandWords(value, currency)
	case strings.HasPrefix(field, byAttribute):
		return capital(value)
	}
	return value
}

func bandWords(band, currency string) string {
	from, to, ok := readBand(band)
	if !ok {
		return band
	}
	amount := func(n int64) string {
		text := catalog.Money{Amount: n * unitOf(currency), Currency: currency}.Format(locale)
		return strings.TrimSuffix(text, ".00")
	}
	switch {
	case from == 0:
		return "Under " + amount(to)
	case to == 0:
		return amount(from) + " and over"
	}
	return amount(from) + " to " + amount(to)
}
