package grounding

import (
	"math"
	"slices"
	"strings"

	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/catalog"
)

// shippingSpan settles days of transit and handling.
func (r *reading) shippingSpan(value float64, unit string) bool {
	s := r.terms.Shipping
	if unit != "day" && !(unit == "hour" && math.Mod(value, 24) == 0) && unit != "week" {
		return false
	}
	switch unit {
	case "hour":
		value /= 24
	case "week":
		value *= 5 // working days
	}
	if float64(s.Handling) == value && s.Handling > 0 {
		r.cite("policy", "shipping.handling_days", "", plain(value))
		return true
	}
	methods := r.methods()
	if s := r.terms.Shipping; !r.methodNamed() && len(s.Zones) > 0 && len(methods) > 1 { // told of all, the usual one counts
		methods = []*cart.Method{s.Zones[0].Cheapest(catalog.Money{Currency: r.Snapshot.money()})}
	}
	least := r.hasAny(0, len(r.t), set("least from minimum earliest little soon fastest quickest"))
	for _, m := range methods {
		if m != nil && float64(m.MinDays) == value && least || m != nil && float64(m.MaxDays) == value {
			r.cite("policy", "shipping."+m.ID+".days", "", plain(value))
			return true
		}
	}
	return false
}

// transit reports whether two numbers are the days of one method of shipping.
func (r *reading) transit(values []float64, unit string) bool {
	for _, m := range r.methods() {
		if unit == "day" && float64(m.MinDays) == values[0] && float64(m.MaxDays) == values[1] {
			r.cite("policy", "shipping."+m.ID+".days", "", plain(values[0])+" to "+plain(values[1]))
			return true
		}
	}
	return false
}

// methods are those of the shipping that the sentence speaks of: named ones, those
// of a country or zone that it names, or else those of the first zone.
func (r *reading) methods() []*cart.Method {
	s := r.terms.Shipping
	if s == nil {
		return nil
	}
	text := r.flat
	var inZone, named []*cart.Method
	zones := 0
	for zi := range s.Zones {
		z := &s.Zones[zi]
		hit := strings.Contains(text, flat(z.Name)) || strings.Contains(text, strings.Replace(flat(z.Name), " the ", " ", 1))
		for _, code := range z.Countries {
			if full, ok := cart.CountryName(code); ok && strings.Contains(text, flat(strings.TrimPrefix(full, "the "))) {
				hit = true
			}
		}
		if code := " us "; strings.Contains(text, code) && slices.Contains(z.Countries, "US") && strings.Contains(r.text, "US") {
			hit = true
		}
		for mi := range z.Methods {
			m := &z.Methods[mi]
			if hit {
				inZone = append(inZone, m)
			}
			if strings.Contains(text, flat(m.Name)) {
				named = append(named, m)
			}
		}
		if hit {
			zones++
		}
	}
	longest := 0
	for _, m := range named {
		longest = max(longest, len(m.Name))
	}
	if len(named) > 1 { // "Standard to Canada" names Standard too
		var best []*cart.Method
		for _, m := range named {
			if len(m.Name) == longest || !slices.ContainsFunc(named, func(o *cart.Method) bool { return o != m && strings.Contains(flat(o.Name), flat(m.Name)) }) {
				best = append(best, m)
			}
		}
		named = best
	}
	switch {
	case len(named) > 0 && len(inZone) > 0:
		var both []*cart.Method
		for _, m := range named {
			if slices.Contains(inZone, m) {
				both = append(both, m)
			}
		}
		if len(both) > 0 {
			return both
		}
		return inZone
	case len(named) > 0:
		return named
	case len(inZone) > 0:
		return inZone
	case len(s.Zones) > 0:
		var all []*cart.Method
		for mi := range s.Zones[0].Methods {
			all = append(all, &s.Zones[0].Methods[mi])
		}
		return all
	}
	return nil
}

// methodNamed reports whether the sentence names a method of shipping.
func (r *reading) methodNamed() bool {
	if s := r.terms.Shipping; s != nil {
		text := r.flat
		for zi := range s.Zones {
			for mi := range s.Zones[zi].Methods {
				if strings.Contains(text, flat(s.Zones[zi].Methods[mi].Name)) {
					return true
				}
			}
		}
	}
	return false
}

func (r *reading) hasMethod(fits func(*cart.Method) bool) bool {
	return slices.ContainsFunc(r.methods(), fits)
}

// shipsFree settles free shipping: always, from the sum that the sentence names,
// for this cart, or by a promotion that runs.
func (r *reading) shipsFree(i int) (bool, string) {
	var named []catalog.Money
	for k := 0; k < len(r.t); k++ {
		if m, n := r.moneyAt(k); n > 0 {
			named = append(named, m)
			k += n - 1
		}
	}
	text := r.flat
	for _, p := range r.running() {
		if p.FreeShipping && (p.Code != "" && (strings.Contains(text, flat(p.Code)) || r.hasAny(0, len(r.t), set("code"))) || p.Code == "" || strings.Contains(text, flat(p.Title))) {
			return true, "promotions." + p.ID
		}
	}
	for _, o := range r.orders {
		if (len(r.named) > 0 || r.hasAny(0, len(r.t), set("was went"))) && o.Shipping.Amount == 0 {
			return true, "order"
		}
	}
	forCart := r.hasAny(0, len(r.t), set("your cart basket order now more left away"))
	for _, m := range r.methods() {
		if cost, err := catalog.ParseMoney(m.Cost, r.Snapshot.money()); err == nil && cost.Amount == 0 {
			return true, "shipping." + m.ID + ".cost"
		}
		free, ok := m.Free(r.Snapshot.money())
		if !ok {
			continue
		}
		field := "shipping." + m.ID + ".free_from"
		if r.talk.hint.has(ofShipping) && slices.ContainsFunc(r.goods, func(g *good) bool { return g.product != nil && g.product.Price.Amount >= free.Amount }) {
			return true, field // told of an order of that product
		}
		if slices.Contains(named, free) && !r.hasAny(0, len(r.t), set("under below")) {
			return true, field
		}
		if c := r.theCart(); c != nil && (forCart || c.Total.Amount >= free.Amount) {
			missing := free.Amount - c.Total.Amount
			if missing <= 0 && len(c.Lines) > 0 && !r.hasAny(0, len(r.t), set("all every always any")) || slices.ContainsFunc(named, func(m catalog.Money) bool { return m.Amount == missing }) {
				return true, field
			}
		}
	}
	return false, ""
}

// sends reads a country that the shop is said to send to.
func (r *reading) sends(i int) bool {
	if r.t[i].kind != isWord || !r.t[i].upper || r.terms.Shipping == nil || !r.topics.has(ofShipping) || !slices.Contains([]string{"to", "and", "or", ",", "in", "within", "throughout"}, r.wordBefore(i)) {
		return false
	}
	for n := 3; n > 0; n-- {
		if i+n > len(r.t) {
			continue
		}
		text := r.textOf(i, i+n)
		code, ok := cart.FindCountry(text)
		if text == "US" || text == "USA" {
			code, ok = "US", true
		}
		if !ok || r.made1(i) {
			continue
		}
		_, sold := r.terms.Shipping.Zone(code)
		c := r.clauseOf(i)
		denied := r.hasAny(c.from, c.to, deniers)
		r.cite("policy", "shipping.zones", "", code)
		r.settle(claim{kind: KindPromise, from: i, to: i + n, ok: sold != denied || r.question || c.wish, why: "shipping says something else about this country"})
		return true
	}
	return false
}
