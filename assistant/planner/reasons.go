package planner

import (
	"slices"
	"strconv"
	"strings"

	"github.com/aisle-chat/aisle/assistant/internal/prose"
	"github.com/aisle-chat/aisle/assistant/internal/traits"
	"github.com/aisle-chat/aisle/catalog"
)

// reasonsFor gives each card one line on why it is here: a wish that it meets
// and not every card does, or what sets it apart from the other cards. No two
// lines are the same, and a card with nothing to say has none.
func reasonsFor(hits []catalog.Hit, f *Facts, money moneyWriter) []string {
	reasons := make([]string, len(hits))
	taken := map[string]bool{}
	for i := range hits {
		for _, reason := range candidateReasons(hits, i, f, money) {
			if reason != "" && !taken[reason] && !strings.EqualFold(reason, hits[i].Product.Title) {
				reasons[i], taken[reason] = reason, true
				break
			}
		}
	}
	return reasons
}

func candidateReasons(hits []catalog.Hit, i int, f *Facts, money moneyWriter) []string {
	p, fits, better := &f.Plan, len(f.Result.Hits) > 0, !f.NoBetter
	product := &hits[i].Product
	var reasons []string
	if c := p.Comparative; c != nil && c.Field != "price" && better {
		if m, ok := measureOf(product, c.Field); ok {
			label := c.Text
			if c.Most && i > 0 {
				label = c.Field // only one is the lightest
			}
			reasons = append(reasons, upperFirst(label)+": "+m.text)
		}
	}
	if words := nearColor(&hits[i], p); words != "" && fits {
		reasons = append(reasons, words)
	}
	if len(hits) == 1 {
		return append(reasons, chosenVariant(&hits[i], p), ownFact(hits, i, p))
	}
	if extreme(hits, i, func(h *catalog.Hit) (float64, bool) { price := priceOf(h); return float64(price), price > 0 }, true) {
		reasons = append(reasons, "The lowest price of these")
	}
	if saved := product.CompareAt.Amount - product.Price.Amount; saved > 0 && hits[i].Variant == "" || saved > 0 && product.Price.Amount == priceOf(&hits[i]) {
		reasons = append(reasons, money.money(catalog.Money{Amount: saved, Currency: product.Price.Currency})+" less than before")
	}
	if extreme(hits, i, func(h *catalog.Hit) (float64, bool) {
		return h.Product.Rating.Average, h.Product.Rating.Count >= 3
	}, false) {
		reasons = append(reasons, "The best rated of these: "+strconv.FormatFloat(product.Rating.Average, 'f', 1, 64)+" from "+strconv.Itoa(product.Rating.Count))
	}
	if extreme(hits, i, func(h *catalog.Hit) (float64, bool) { m, ok := measureOf(&h.Product, "weight"); return m.value, ok }, true) {
		m, _ := measureOf(product, "weight")
		reasons = append(reasons, "The lightest of these: "+cut(m.text, 24))
	}
	if extreme(hits, i, func(h *catalog.Hit) (float64, bool) {
		return float64(h.Product.Rating.Count), h.Product.Rating.Count >= 10
	}, false) {
		reasons = append(reasons, "The most reviewed of these: "+strconv.Itoa(product.Rating.Count)+" ratings")
	}
	if words := saidWord(product, p); words != "" {
		reasons = append(reasons, words)
	}
	return append(reasons, ownFact(hits, i, p), chosenVariant(&hits[i], p), choicesOf(product))
}

func priceOf(h *catalog.Hit) int64 {
	if s, ok := h.Product.SelectVariant(h.Variant); ok {
		return s.Price.Amount
	}
	return h.Product.Price.Amount
}

// extreme reports whether hit i alone has the least (or the greatest) value of
// those that have one, of which there are two at least.
func extreme(hits []catalog.Hit, i int, value func(*catalog.Hit) (float64, bool), least bool) bool {
	own, ok := value(&hits[i])
	if !ok {
		return false
	}
	others := 0
	for j := range hits {
		if other, ok := value(&hits[j]); ok && j != i {
			others++
			if other == own || (other < own) == least {
				return false
			}
		}
	}
	return others > 0
}

// chosenVariant says that the wished choice is there.
func chosenVariant(h *catalog.Hit, p *Plan) string {
	s, ok := h.Product.SelectVariant(h.Variant)
	if !ok || s.SoldOut {
		return ""
	}
	var values []string
	for _, option := range h.Product.Options {
		if value := wishedValue(option, p.State.Wishes); value != "" && len(option.Values) > 1 {
			if !isColor(option.Name) {
				value = choiceWords(option.Name, value)
			}
			values = append(values, value)
		}
	}
	if len(values) == 0 {
		return ""
	}
	text := upperFirst(strings.Join(values, ", ")) + " is in stock"
	if s.Stock.Known && s.Stock.Count <= 5 {
		text += ", " + strconv.Itoa(s.Stock.Count) + " left"
	}
	return text
}

// nearColor names the color of the variant where it is a shade of the wished
// one: navy for blue.
func nearColor(h *catalog.Hit, p *Plan) string {
	c, wished := wish(p.State.Wishes, catalog.KindOption, "color")
	s, ok := h.Product.SelectVariant(h.Variant)
	if !wished || !ok {
		return ""
	}
	for _, option := range h.Product.Options {
		if value := s.Options[option.Name]; isColor(option.Name) && !containsFold(c.Values, value) && wishedValue(option, p.State.Wishes) == "" {
			return "In " + value + " for your wish of " + strings.ToLower(strings.Join(c.Values, " or "))
		}
	}
	return ""
}

// saidWord names a fact of the product that holds a word the shopper used.
func saidWord(product *catalog.Product, p *Plan) string {
	for _, word := range slices.Concat(p.State.Words, p.State.Near) {
		stem := prose.Stem(word)
		for _, a := range product.Attributes {
			if traits.Tellable(a) && slices.Contains(prose.Content(a.Name+" "+strings.Join(a.Values, " ")), stem) {
				return factLine(a)
			}
		}
	}
	return ""
}

// ownFact names a fact that only this one of the products has.
func ownFact(hits []catalog.Hit, i int, p *Plan) string {
	for _, a := range hits[i].Product.Attributes {
		if !traits.Tellable(a) || len(strings.Join(a.Values, ", ")) > 40 || bareNumber(a) || traits.No(a.Values[0]) || wished(p, a) || traits.Dull(a.Name) {
			continue
		}
		alone := true
		shared := len(hits) == 1
		for j := range hits {
			if values, ok := traits.Attribute(&hits[j].Product, a.Name); ok && j != i {
				shared = true
				alone = alone && !slices.Equal(values, a.Values)
			}
		}
		if alone && shared {
			return factLine(a)
		}
	}
	return ""
}

func bareNumber(a catalog.Attribute) bool {
	m, ok := parseMeasure(a.Values[0])
	return ok && m.unit == "" && !strings.ContainsAny(a.Values[0], " -x")
}

func wished(p *Plan, a catalog.Attribute) bool {
	return slices.ContainsFunc(p.State.Wishes, func(c catalog.Constraint) bool {
		return c.Kind == catalog.KindAttribute && strings.EqualFold(c.Field, a.Name)
	})
}

func factLine(a catalog.Attribute) string {
	value := plainText(strings.Join(a.Values, ", "))
	if traits.Yes(a.Values[0]) {
		return upperFirst(a.Name)
	}
	return cut(upperFirst(a.Name)+": "+value, 60)
}

func choicesOf(product *catalog.Product) string {
	for _, option := range product.Options {
		if len(option.Values) > 1 && isColor(option.Name) {
			if len(option.Values) <= 4 {
				return "Comes in " + joined(option.Values, "and")
			}
			return "Comes in " + strconv.Itoa(len(option.Values)) + " " + pluralOf(option.Name)
		}
	}
	return ""
}
