package rehearsal

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/catalog"
)

var (
	digits       = regexp.MustCompile(`\d(?:[\d,. ]*\d)?`)
	differs      = regexp.MustCompile(`(?i)\b(?:less|more|cheaper|dearer|sav(?:e|es|ing|ings)|difference|off|below|above|over|under|away|missing|short|left|until|apart|reduced)\b`)
	sums         = words(`total|together|all|sum|both`)
	noneInStock  = regexp.MustCompile(`(?i)\bno (?:other )?\w+\b.*\bin stock\b`)
	inStockWords = regexp.MustCompile(`(?i)^(?:in stock|available now)$`)
	speaksOfCart = regexp.MustCompile(`(?i)\b(?:cart|basket|total|subtotal|items?|altogether|together|shipping|delivery|free|order|checkout|comes to|discount|code|each|now)\b|\d ×`)
)

// amounts are sums of money with where each comes from.
type amounts map[int64]string

func (a amounts) add(amount int64, source string) {
	if amount > 0 && a[amount] == "" {
		a[amount] = source
	}
}

// money puts a decimal of the terms in; empty ones are left out.
func (a amounts) decimal(text, currency, source string) {
	if m, err := catalog.ParseMoney(text, currency); err == nil {
		a.add(m.Amount, source)
	}
}

func (w *world) deriveMoney(c *claim) (string, bool) {
	currency := w.currency()
	number := strings.ReplaceAll(strings.ReplaceAll(digits.FindString(c.words), ",", ""), " ", "")
	m, err := catalog.ParseMoney(number, currency)
	if err != nil {
		return "no amount of " + currency, false
	}
	known := amounts{}
	goods := w.subjects(c)
	for _, p := range goods {
		for amount, what := range prices(p) {
			known.add(amount, what)
		}
	}
	if len(c.about) == 0 || speaksOfCart.MatchString(c.sentence) {
		w.cartAmounts(known)
		w.termAmounts(known, currency)
	}
	if len(w.x.Orders) > 0 {
		orderAmounts(known, w.x.Orders)
	}
	if most := w.x.Want.Max; most > 0 {
		known.add(most, "the shopper's budget")
	}
	if w.x.Cart.Count == 0 {
		known[0] = "the empty cart"
	}
	if source, ok := known[m.Amount]; ok {
		return source, true
	}
	if differs.MatchString(c.sentence) {
		if source, ok := w.difference(known, m.Amount); ok {
			return source, true
		}
	}
	if len(c.about) > 0 && sums.MatchString(c.sentence) {
		var sum int64
		for _, p := range goods {
			sum += p.Price.Amount
		}
		if sum == m.Amount {
			return "the sum of " + titles(goods), true
		}
	}
	return fmt.Sprintf("no price of %s, no sum of cart, orders or terms", titles(goods)), false
}

// difference reports an amount that two of the known ones differ by, or a known
// one and a price of anything that has come up.
func (w *world) difference(known amounts, amount int64) (string, bool) {
	all := amounts{}
	for a, source := range known {
		all.add(a, source)
	}
	for _, p := range w.goods {
		for a, source := range prices(p) {
			all.add(a, source)
		}
	}
	w.cartAmounts(all)
	for a, source := range known {
		for _, b := range []int64{a - amount, a + amount} {
			if other, ok := all[b]; ok && b != a {
				return source + " against " + other, true
			}
		}
	}
	return "", false
}

// currency is the shop's: of its shipping, or of the first price that came up.
func (w *world) currency() string {
	for _, id := range w.order {
		if p := w.goods[id]; !p.Price.IsZero() {
			return p.Price.Currency
		}
	}
	if s := w.setup.Terms.Shipping; s != nil && s.Currency != "" {
		return s.Currency
	}
	return cart.DefaultCurrency
}

func (w *world) cartAmounts(known amounts) {
	for _, c := range []cart.Cart{w.x.Cart, w.earlier()} {
		known.add(c.Subtotal.Amount, "the cart's subtotal")
		known.add(c.Total.Amount, "the cart's total")
		for _, l := range c.Lines {
			known.add(l.Unit.Amount, "the cart's price of "+l.Title)
			known.add(l.Total.Amount, "the cart's line of "+l.Title)
			known.add(l.CompareAt.Amount, "the price before a reduction of "+l.Title)
			known.add(l.Off.Amount, "what is off "+l.Title)
		}
		for _, d := range c.Discounts {
			known.add(d.Amount.Amount, "the cart's discount "+d.Title)
		}
		if d := c.Delivery; d != nil {
			known.add(d.From.Amount, "the cart's delivery")
			known.add(d.FreeFrom.Amount, "the sum from which delivery is free")
			known.add(d.Left.Amount, "what is missing to free delivery")
		}
		if s := w.setup.Terms.Shipping; s != nil {
			for _, z := range s.Zones {
				for _, m := range z.Methods {
					if free, err := catalog.ParseMoney(m.FreeFrom, c.Currency); err == nil {
						known.add(free.Amount-c.Total.Amount, "what is missing to free "+m.Name)
						known.add(free.Amount-c.Subtotal.Amount, "what is missing to free "+m.Name)
					}
				}
			}
		}
	}
}

func (w *world) termAmounts(known amounts, currency string) {
	t := &w.setup.Terms
	if t.Shipping != nil {
		for _, z := range t.Shipping.Zones {
			for _, m := range z.Methods {
				known.decimal(m.Cost, currency, "the cost of "+m.Name)
				known.decimal(m.FreeFrom, currency, "the sum from which "+m.Name+" is free")
			}
		}
	}
	if t.Policies != nil {
		known.decimal(t.Policies.Returns.Fee, currency, "the fee of a return")
	}
	for i := range t.Promotions {
		if p := &t.Promotions[i]; p.Runs(w.x.At) {
			known.decimal(p.Amount, currency, "the promotion "+p.Title)
			known.decimal(p.Minimum, currency, "the least sum of "+p.Title)
		}
	}
}

func orderAmounts(known amounts, orders []cart.Order) {
	for i := range orders {
		o := &orders[i]
		of := " of order " + o.Number
		known.add(o.Subtotal.Amount, "the subtotal"+of)
		known.add(o.Shipping.Amount, "the shipping"+of)
		known.add(o.Total.Amount, "the total"+of)
		for _, l := range o.Lines {
			known.add(l.Unit.Amount, "the price of "+l.Title+of)
			known.add(l.Total.Amount, "the line of "+l.Title+of)
			known.add(l.Total.Amount-l.Off.Amount, "what was paid for "+l.Title+of)
		}
		for _, d := range o.Discounts {
			known.add(d.Amount.Amount, "the discount"+of)
		}
		for _, r := range o.Refunds {
			known.add(r.Amount.Amount, "the refund"+of)
		}
	}
}

func (w *world) derivePercent(c *claim) (string, bool) {
	n, err := strconv.ParseFloat(digits.FindString(c.words), 64)
	if err != nil {
		return "no number", false
	}
	for i := range w.setup.Terms.Promotions {
		if p := &w.setup.Terms.Promotions[i]; p.Runs(w.x.At) && float64(p.Percent) == n {
			return "the promotion " + p.Title, true
		}
	}
	goods := w.subjects(c)
	for _, p := range goods {
		if m := p.CompareAt; !m.IsZero() && math.Abs(100*float64(m.Amount-p.Price.Amount)/float64(m.Amount)-n) < 1 {
			return "the reduction of " + p.Title, true
		}
		if has(sheet(p), digits.FindString(c.words)) {
			return "the data of " + p.Title, true
		}
	}
	return "no promotion that runs, nothing in the data of " + titles(goods), false
}

func (w *world) deriveStock(c *claim) (string, bool) {
	goods := w.subjects(c)
	if found := leftWords.FindStringSubmatch(c.words); found != nil {
		n, err := strconv.Atoi(found[1] + found[2])
		for _, p := range goods {
			counts := p.Stock.Known && p.Stock.Count == n || slices.ContainsFunc(p.Variants, func(v catalog.Variant) bool { return v.Stock.Known && v.Stock.Count == n })
			if err == nil && counts {
				return "the stock of " + p.Title, true
			}
		}
		return "no such stock of " + titles(goods), false
	}
	soldOut := !inStockWords.MatchString(c.words) || noneInStock.MatchString(c.clause)
	if len(goods) == 0 {
		return "no product of the catalogue has come up", soldOut
	}
	var against string
	for _, p := range goods {
		buyable, chosen := inStock(p, c.clause)
		against = fmt.Sprintf("%s%s can be bought: %t", p.Title, chosen, buyable)
		if buyable != soldOut {
			return against, true
		}
		if soldOut && chosen == "" && slices.ContainsFunc(p.Variants, func(v catalog.Variant) bool { return v.SoldOut }) {
			return "a variant of " + p.Title + " is sold out", true
		}
	}
	return against, false
}

// inStock reports whether a product can be bought in the values of its options
// that the words name, and names those. Of several values of one option all
// must be there.
func inStock(p *catalog.Product, words string) (ok bool, chosen string) {
	if p.SoldOut || len(p.Variants) == 0 {
		return !p.SoldOut, ""
	}
	rest := " " + fold(strings.ReplaceAll(words, p.Title, " "))
	named := map[string][]string{}
	for _, o := range p.Options {
		for _, v := range o.Values {
			if len(v) > 1 && strings.Contains(rest, " "+fold(v)) || len(v) == 1 && regexp.MustCompile(`(?:^|[\s,(])`+regexp.QuoteMeta(v)+`(?:$|[\s,.)])`).MatchString(words) {
				named[o.Name] = append(named[o.Name], v)
				chosen += " " + v
			}
		}
	}
	buyable := func(option, value string) bool {
		return slices.ContainsFunc(p.Variants, func(v catalog.Variant) bool {
			if v.SoldOut || option != "" && v.Options[option] != value {
				return false
			}
			for other, values := range named {
				if other != option && !slices.Contains(values, v.Options[other]) {
					return false
				}
			}
			return true
		})
	}
	ok = buyable("", "")
	for option, values := range named {
		for _, v := range values {
			ok = ok && buyable(option, v)
		}
	}
	return ok, chosen
}

func (w *world) deriveRating(c *claim) (string, bool) {
	goods := w.subjects(c)
	n, err := strconv.ParseFloat(strings.ReplaceAll(digits.FindString(c.words), ",", ""), 64)
	for _, p := range goods {
		switch {
		case err != nil:
		case math.Abs(p.Rating.Average-n) < 0.051:
			return "the mean rating of " + p.Title, true
		case float64(p.Rating.Count) == n:
			return "the number of ratings of " + p.Title, true
		case n <= float64(len(p.Reviews)):
			return fmt.Sprintf("%s has %d reviews", p.Title, len(p.Reviews)), true
		case slices.ContainsFunc(p.Reviews, func(r catalog.Review) bool { return float64(r.Rating) == n }) && strings.Contains(c.words, "star"):
			return "a review of " + p.Title, true
		}
	}
	return "no such rating of " + titles(goods), false
}

func (w *world) deriveMeasure(c *claim) (string, bool) {
	goods := w.subjects(c)
	number := digits.FindString(c.words)
	plain := strings.ReplaceAll(number, ",", "")
	for _, p := range goods {
		if text := sheet(p); has(text, number) || has(text, plain) || strings.Contains(strings.ReplaceAll(text, ",", ""), plain) {
			return "the data of " + p.Title, true
		}
	}
	tight := strings.ReplaceAll(strings.ToLower(c.words), " ", "")
	if strings.Contains(strings.ReplaceAll(strings.ToLower(w.said.String()), " ", ""), tight) {
		return "the shopper's own words", true
	}
	for _, p := range w.goods { // a name cut short is no title
		if strings.Contains(strings.ReplaceAll(strings.ToLower(p.Title), " ", ""), tight) {
			return "the title of " + p.Title, true
		}
	}
	return "nothing in the data of " + titles(goods), false
}
