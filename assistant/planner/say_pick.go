package planner

import (
	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/catalog"
)

// pick says which of several things we would take, and why: of the first few, which
// fit best what was asked for, the one that buyers rate best, or without ratings the
// first; and which saves money.
func (w *writer) pick(products []catalog.Product) {
	var best, low *catalog.Product
	for i := range products {
		p := &products[i]
		if p.SoldOut || p.Price.IsZero() {
			continue
		}
		if i < briefly && p.Rating.Count >= fewRatings && (best == nil || weighed(p) > weighed(best)) {
			best = p
		}
		if low == nil || p.Price.Amount < low.Price.Amount {
			low = p
		}
	}
	if low == nil {
		w.say("None of these can be had at the moment, so I would not pick one.", "At the moment none of these can be bought.")
		w.sayChip("Show me others")
		w.personChip()
		return
	}
	if _, what, _ := purposeIn(w.plan.Reading.Norm); what != "" {
		w.say("No measure in the data decides that, so I go by what buyers say.", "The data has no measure for that; by the ratings, then.")
	}
	if best == nil {
		best = &products[0]
		w.tell(says(fact(best, "price", best.Price.String()),
			"Nobody has rated these here, so I go by what fits best: "+the(best, "is", "are")+" my pick, "+w.money.price(best)+".",
			"Without ratings to go by, I would begin with the "+name(best)+", "+w.money.price(best)+"."))
	} else {
		rating := ratingWords(best)
		cost := "It costs"
		if isPlural(name(best)) {
			cost = "They cost"
		}
		cost += " " + w.money.price(best) + "."
		w.tell(sentence{[]string{
			"I would take the " + name(best) + ": close to what you asked for, and rated " + rating + ". " + cost,
			"My pick of these is the " + name(best) + ", rated " + rating + ". " + cost,
		}, []assistant.Evidence{fact(best, fieldRating, rating), fact(best, "price", best.Price.String())}})
	}
	if low.ID != best.ID && low.Price.Amount < best.Price.Amount {
		w.tell(says(fact(low, "price", low.Price.String()),
			"If you would rather spend less, "+the(low, "is", "are")+" the one: "+w.money.price(low)+".",
			"To spend less, take the "+name(low)+": "+w.money.price(low)+"."))
	}
	w.state.Focus = best.ID
	w.addChip(best, w.state.variantShown(best.ID), "Add to cart")
	w.productChips(best, 1)
	w.sayChip("Compare the first two")
	if len(w.state.Shown) == maxCards {
		w.sayChip("Show me others")
	}
}

// weighed is a rating that counts for more the more gave it.
func weighed(p *catalog.Product) float64 {
	const usual, of = 4.0, 20.0
	n := float64(p.Rating.Count)
	return (usual*of + p.Rating.Average*n) / (of + n)
}

// fewRatings is from how many ratings on an average says something.
const fewRatings = 3
