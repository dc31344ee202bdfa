package planner

import (
	"strings"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/internal/traits"
	"github.com/aisle-chat/aisle/assistant/tool"
	"github.com/aisle-chat/aisle/catalog"
)

// firstOf tells which of all that was found costs least or most, or is rated
// best, if that was asked. The order is that of the whole result, not of the
// cards.
func (w *writer) firstOf(things string) bool {
	f := w.facts
	if !superlative(w.plan.Reading.Norm) || w.plan.Move != MoveSearch || f.NoBetter || f.NoMeasure || f.Result.Total < 2 || len(f.Result.Hits) == 0 || len(w.state.Near) > 0 {
		return false
	}
	first := &f.Cards[0]
	if w.oneInStock() && len(hardOf(w.state.Wishes)) > 0 {
		w.onlyInStock(things)
		w.addChip(&first.Product, first.Variant, "Add to cart")
		return true
	}
	if hardly := len(hardOf(w.state.Wishes)) == 0; hardly {
		things = "things that match"
	}
	if first.Product.ID != f.Result.Hits[0].Product.ID {
		things += " in stock"
	}
	lead := "Of the " + number(f.Result.Total) + " " + things + ", "
	if f.Result.Total > countable {
		lead = "Of all the " + things + ", "
	}
	value, end := "", ""
	switch w.state.Sort {
	case catalog.SortPriceUp, catalog.SortPriceDown:
		price := priceOf(first)
		if price == 0 {
			return false
		}
		value = w.money.money(catalog.Money{Amount: price, Currency: first.Product.Price.Currency})
		if end = " least: "; w.state.Sort == catalog.SortPriceDown {
			end = " most: "
		}
	case catalog.SortRating:
		if first.Product.Rating.Count == 0 {
			return false
		}
		// The order weighs the stars by how many gave them, so it is said how.
		value = ratingWords(&first.Product)
		w.tell(says(fact(&first.Product, fieldRating, value),
			"By the stars and how many gave them, "+the(&first.Product, "comes", "come")+" first of the "+number(f.Result.Total)+" "+things+": "+value+".",
			upperFirst(the(&first.Product, "leads", "lead"))+" the "+number(f.Result.Total)+" "+things+" by stars and their number: "+value+"."))
		w.addChip(&first.Product, first.Variant, "Add to cart")
		return true
	default:
		return false
	}
	words := the(&first.Product, "costs", "cost") + end + value
	if same := w.asMuch(first); same > 0 {
		words += ", and " + counted(same, "other") + " as well"
	}
	w.tell(says(fact(&first.Product, "price", value), lead+words+".", upperFirst(words)+", of "+strings.TrimPrefix(strings.TrimSuffix(lead, ", "), "Of ")+"."))
	w.addChip(&first.Product, first.Variant, "Add to cart")
	return true
}

// ranked tells by what a list is ordered that was to be of the best rated, or of what
// others buy most: sales stand in no data that is known here.
func (w *writer) ranked(things string) bool {
	f, m := w.facts, &w.plan.Reading
	if m.Sort != catalog.SortRating || w.plan.Move != MoveSearch || len(f.Cards) == 0 || len(w.state.Near) > 0 {
		return false
	}
	first := &f.Cards[0].Product
	if rated := first.Rating.Count > 0; !rated && m.Sold {
		w.say("What sells best the data does not tell, and nobody has rated these yet, so here is what fits best.",
			"I know no sales figures and no ratings of these; they come as they fit best.")
	} else if !rated {
		w.say("Nobody has rated these yet, so here is what fits best.", "There are no ratings of these yet; they come as they fit best.")
	} else if len(f.Cards) == 1 {
		return false
	} else {
		value, of := ratingWords(first), ""
		if len(hardOf(w.state.Wishes)) > 0 {
			of = " of the " + things
		}
		lead := "By the stars and how many gave them, "
		if m.Sold {
			lead = "Sales figures I do not have; by the stars and how many gave them, "
		}
		w.tell(says(fact(first, fieldRating, value),
			lead+the(first, "comes", "come")+" first"+of+": "+value+".",
			lead+"the first"+of+" "+isAre(first)+" the "+name(first)+": "+value+"."))
	}
	return true
}

// isAre is the verb for what a product is called.
func isAre(p *catalog.Product) string {
	if isPlural(name(p)) {
		return "are"
	}
	return "is"
}

// countable is how many things a sentence still counts.
const countable = 500

// asMuch counts the further hits that cost what the first does.
func (w *writer) asMuch(first *catalog.Hit) int {
	n := 0
	for i := range w.facts.Result.Hits {
		h := &w.facts.Result.Hits[i]
		if h.Product.ID != first.Product.ID && !h.Product.SoldOut && priceOf(h) == priceOf(first) {
			n++
		}
	}
	return n
}

// gained says what one gets for the difference between two products.
func (w *writer) gained(base, better *catalog.Product) {
	if base.Price.IsZero() || better.Price.IsZero() || base.Price.Currency != better.Price.Currency {
		return
	}
	pair := []catalog.Product{*base, *better}
	rows := tool.Compare(pair, w.money.locale).Rows
	var gains []string
	evidence := []assistant.Evidence{fact(better, "price", better.Price.String()), fact(base, "price", base.Price.String())}
	for _, row := range rows {
		field := strings.ToLower(row.Label)
		if field == "price" || field == "rating" || row.Better != 1 || row.Word == "" || len(gains) == maxGains {
			continue
		}
		gain := row.Word
		if !traits.Yes(row.Values[1]) {
			gain += ", " + row.Values[1] + " instead of " + row.Values[0]
		}
		gains = append(gains, "it is "+gain)
		evidence = append(evidence, fact(better, field, row.Values[1]), fact(base, field, row.Values[0]))
	}
	for _, row := range rows {
		if len(gains) > 0 {
			break
		}
		field := strings.ToLower(row.Label)
		if field == "price" || field == "rating" || row.Better == 0 || row.Values[1] == "" || traits.No(row.Values[1]) || len(row.Values[1]) > 40 {
			continue
		}
		gain := field + ": " + row.Values[1]
		if row.Values[0] != "" && len(row.Values[0]) <= 40 {
			gain += " instead of " + row.Values[0]
		}
		gains = append(gains, gain)
		evidence = append(evidence, fact(better, field, row.Values[1]), fact(base, field, row.Values[0]))
	}
	lead := "For the same price"
	switch difference := better.Price.Amount - base.Price.Amount; {
	case difference > 0:
		lead = "For " + w.money.money(catalog.Money{Amount: difference, Currency: base.Price.Currency}) + " more"
	case difference < 0:
		lead = "For " + w.money.money(catalog.Money{Amount: -difference, Currency: base.Price.Currency}) + " less"
	}
	what := joined(gains, "and")
	if len(gains) == 0 {
		what = "the data tells no difference but the name"
		if base.Price.Amount == better.Price.Amount {
			return
		}
	}
	called, from := names(better, base)
	w.tell(sentence{[]string{lead + " than the " + from + ", the " + called + ": " + what + ".", "The " + called + ", " + lowerFirst(lead) + " than the " + from + ": " + what + "."}, evidence})
}

// maxGains bounds what is named of what the better one has.
const maxGains = 2
