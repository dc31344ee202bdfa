package catalog

import (
	"cmp"
	"slices"
)

// decided is what the merchant's rules say of the products of one part.
type decided struct {
	excluded bitset    // nil where nothing is
	buried   []rulings // by rule
	boosted  []rulings
}

type rulings struct {
	rule *merchantRule
	set  bitset
}

// decide prepares the rules for a part. Boosts and burials do nothing where the
// shopper asks for an order.
func (n *run) decide(p *part) decided {
	var d decided
	for _, rule := range n.rules {
		ordered := n.Sort != SortRelevance
		switch rule.Action {
		case ActionExclude:
			if d.excluded == nil {
				d.excluded = newBitset(p.len())
			}
			d.excluded.or(rule.concerns(p))
		case ActionBury:
			if !ordered {
				d.buried = append(d.buried, rulings{rule, rule.concerns(p)})
			}
		case ActionBoost:
			if !ordered {
				d.boosted = append(d.boosted, rulings{rule, rule.concerns(p)})
			}
		}
	}
	return d
}

// concerns is the set of the products of a part that a rule is about.
func (r *merchantRule) concerns(p *part) bitset {
	set := newBitset(p.len())
	if len(r.Where) > 0 {
		set = p.all()
		for i := range r.Where {
			set.and(p.wish(&r.Where[i]).set)
		}
	}
	for _, id := range r.Products {
		if doc, ok := p.doc(id); ok && !p.isDead(doc) {
			set.set(doc)
		}
	}
	return set
}

// decisions returns what decide says of a part, once for each search.
func (n *run) decisions(index int) *decided {
	if len(n.rules) == 0 {
		return &decided{}
	}
	if n.decided == nil {
		n.decided = make([]*decided, len(n.parts))
	}
	if n.decided[index] == nil {
		d := n.decide(&n.parts[index])
		n.decided[index] = &d
	}
	return n.decided[index]
}

// merchandised is what the rules make of a candidate's rank.
func (n *run) merchandised(d *decided, c *candidate) {
	for _, b := range d.boosted {
		if b.set.has(c.doc) {
			c.score += float32(cmp.Or(b.rule.Boost, DefaultBoost))
		}
	}
	c.buried = slices.ContainsFunc(d.buried, func(b rulings) bool { return b.set.has(c.doc) })
}

// placed is a pinned product with its place among the hits, counted from 0.
type placed struct {
	candidate
	at   int
	rule string
}

// pins finds the products to pin, in the order of their places, and takes them
// out of what was found. fresh is how many of them were not among it.
func (n *run) pins() (pins []placed, fresh int) {
	if n.Sort != SortRelevance {
		return nil, 0
	}
	for _, rule := range n.rules {
		if rule.Action != ActionPin {
			continue
		}
		at := max(rule.Position, 1) - 1
		for _, id := range rule.Products {
			c, ok := n.pin(id)
			if !ok || slices.ContainsFunc(pins, func(p placed) bool { return p.part == c.part && p.doc == c.doc }) {
				continue
			}
			pins = append(pins, placed{c, at, rule.Name})
			at++
			before := len(n.found)
			n.found = slices.DeleteFunc(n.found, func(f candidate) bool { return f.part == c.part && f.doc == c.doc })
			if len(n.found) == before {
				fresh++
			}
		}
	}
	slices.SortStableFunc(pins, func(a, b placed) int { return cmp.Compare(a.at, b.at) })
	return pins, fresh
}

// page returns the hits from one place to another, the pinned ones at theirs.
func (n *run) page(pins []placed, from, to int) []Hit {
	var hits []Hit
	others := n.ordered(to)
	for place := 0; place < to && len(pins)+len(others) > 0; place++ {
		var c candidate
		rule := ""
		if len(pins) > 0 && (pins[0].at <= place || len(others) == 0) {
			c, rule, pins = pins[0].candidate, pins[0].rule, pins[1:]
		} else {
			c, others = others[0], others[1:]
		}
		if place >= from {
			hit := n.hit(c)
			hit.Rule = rule
			hits = append(hits, hit)
		}
	}
	return hits
}

// pin finds a product that may be pinned: it satisfies every hard constraint but
// the kind, on a variant that can be bought.
func (n *run) pin(id string) (candidate, bool) {
	if n.exclude[id] {
		return candidate{}, false
	}
	for index := range n.parts {
		p := &n.parts[index]
		doc, ok := p.doc(id)
		if !ok || p.isDead(doc) {
			continue
		}
		if d := n.decisions(index); p.facts[doc].soldOut || d.excluded != nil && d.excluded.has(doc) {
			return candidate{}, false
		}
		f := n.filter(index)
		broken := f.breaks(doc)
		for i := range f.wishes {
			if w := &f.wishes[i]; broken.has(i) && (w.Kind != KindType || w.Not) {
				return candidate{}, false
			}
		}
		c := candidate{part: int32(index), doc: doc}
		if f.variant {
			if c.variant, ok = f.pick(doc, broken); !ok {
				return candidate{}, false
			}
		}
		return c, true
	}
	return candidate{}, false
}

// explain notes which rules had a part in a result.
func (n *run) explain(result *Result) {
	for _, rule := range n.rules {
		applied := Applied{Rule: rule.Name, Action: rule.Action}
		switch {
		case rule.Action == ActionExclude:
			applied.Products = n.keptOut(rule)
		case rule.Action == ActionPin:
			for i := range result.Hits {
				if result.Hits[i].Rule == rule.Name {
					applied.Products = append(applied.Products, result.Hits[i].Product.ID)
				}
			}
		case n.Sort == SortRelevance:
			for i := range result.Hits {
				if hit := &result.Hits[i]; n.isAbout(rule, hit.Product.ID) {
					if hit.Rule == "" {
						hit.Rule = rule.Name
					}
					applied.Products = append(applied.Products, hit.Product.ID)
				}
			}
		}
		if len(applied.Products) > 0 {
			result.Applied = append(result.Applied, applied)
		}
	}
}

// isAbout reports whether a rule concerns a product.
func (n *run) isAbout(rule *merchantRule, id string) bool {
	for index := range n.parts {
		if doc, ok := n.parts[index].doc(id); ok && !n.parts[index].isDead(doc) {
			d := n.decisions(index)
			return slices.ContainsFunc(append(slices.Clone(d.boosted), d.buried...), func(r rulings) bool {
				return r.rule == rule && r.set.has(doc)
			})
		}
	}
	return false
}

// keptOut returns some of the products that fit and that a rule excludes.
func (n *run) keptOut(rule *merchantRule) []string {
	var ids []string
	for index := range n.parts {
		p := &n.parts[index]
		out := rule.concerns(p)
		out.and(n.filter(index).allowed)
		if n.wordy || n.adrift {
			n.rank(p)
			out.and(n.scratch.ranked)
		}
		for doc := range out.all() {
			if len(ids) < DefaultLimit {
				ids = append(ids, p.id(doc))
			}
		}
	}
	return ids
}
