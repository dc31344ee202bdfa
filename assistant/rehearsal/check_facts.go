package rehearsal

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/cart"
)

// grounded works out again what the reply states about products, carts and
// orders, in prose and in blocks.
func (g *grader) grounded(x *Exchange) (bool, string) {
	if wrong := g.blocksHold(x); wrong != "" {
		return false, wrong
	}
	return g.derived(false)
}

// invented does the same for what it states about the shop's rules.
func (g *grader) invented(x *Exchange) (bool, string) {
	for _, b := range blocks[assistant.ArticleBlock](x) {
		if len(g.setup.Articles) == 0 {
			continue
		}
		a := g.world.article(b.ID)
		if a == nil {
			return false, fmt.Sprintf("it cites the article %q, and the shop has none", b.ID)
		}
		var all strings.Builder
		for _, s := range a.Sections {
			all.WriteString(s.Text + "\n")
		}
		if quote := strings.TrimSuffix(strings.TrimSpace(fold(b.Quote)), "..."); !strings.Contains(fold(all.String()), strings.TrimSpace(quote)) {
			return false, fmt.Sprintf("%s does not stand in the article %q", quoted(b.Quote), b.ID)
		}
	}
	return g.derived(true)
}

// derived works out all claims about rules, or all others.
func (g *grader) derived(rule bool) (bool, string) {
	var held []string
	for _, c := range g.world.claims() {
		if c.rule != rule {
			continue
		}
		source, ok := g.world.derive(&c)
		if !ok {
			return false, fmt.Sprintf("%s %q in %s: %s", c.kind, c.words, quoted(c.sentence), source)
		}
		if len(held) < 4 {
			held = append(held, fmt.Sprintf("%q is %s", c.words, source))
		}
	}
	if len(held) == 0 {
		return true, "it states no such fact"
	}
	return true, strings.Join(held, "; ")
}

// blocksHold compares blocks with the data that they show; it returns what
// differs.
func (g *grader) blocksHold(x *Exchange) string {
	for _, c := range x.cards() {
		p := g.world.goods[c.ID]
		if p == nil {
			return fmt.Sprintf("the card %q: the catalogue has no product %q", c.Title, c.ID)
		}
		is := assistant.NewCard(p, c.Variant, "")
		switch {
		case c.Title != is.Title:
			return fmt.Sprintf("the card %q: the product is called %q", c.Title, is.Title)
		case c.Price != is.Price && c.Price != p.Price || c.CompareAt != is.CompareAt:
			return fmt.Sprintf("the card %q says %s, the catalogue %s", c.Title, c.Price, is.Price)
		case c.SoldOut != is.SoldOut || c.Left != is.Left:
			return fmt.Sprintf("the card %q: sold out %t with %d left, in the catalogue %t with %d", c.Title, c.SoldOut, c.Left, is.SoldOut, is.Left)
		}
	}
	for _, b := range blocks[assistant.CartBlock](x) {
		if b.Cart.Count != x.Cart.Count || b.Cart.Total != x.Cart.Total {
			return fmt.Sprintf("the cart shown has %d items for %s, the cart %d for %s", b.Cart.Count, b.Cart.Total, x.Cart.Count, x.Cart.Total)
		}
	}
	for _, b := range blocks[assistant.OrderBlock](x) {
		i := slices.IndexFunc(x.Orders, func(o cart.Order) bool { return cart.SameNumber(o.Number, b.Order.Number) })
		if i < 0 {
			return fmt.Sprintf("it shows order %s, which this shopper has not proven", b.Order.Number)
		}
		if o := &x.Orders[i]; b.Order.Total != o.Total || b.Order.Placed != o.Placed.UnixMilli() {
			return fmt.Sprintf("order %s is shown with %s, it has %s", o.Number, b.Order.Total, o.Total)
		}
	}
	return ""
}

// properName is a name in prose where a product's may stand: two or more
// capitalised words after an article.
var properName = regexp.MustCompile(`(?:\b(?:[Tt]he|[Oo]ur|[Aa]n?) |\*\*)((?:[A-Z][\pL\d'’&-]+ ){1,6}[A-Z0-9][\pL\d'’&-]*(?:[.,]\d+)*)`)

func properNames(text string) []string {
	var all []string
	for _, found := range properName.FindAllStringSubmatch(text, -1) {
		all = append(all, found[1])
	}
	return all
}

// emptyPraise is a sentence that speaks of products and names none.
var emptyPraise = words(`(?:some|several|a few|lots of|plenty of|many) (?:\w+ ){0,2}(?:options|products|items|choices|things|picks)|great (?:options|choices|picks)|check (?:out )?our (?:website|catalog\w*|selection|store)|browse our`)

// named wants products to have names that the catalogue knows.
func (g *grader) named(x *Exchange) (bool, string) {
	for _, name := range properNames(x.Text) {
		if !g.known(name) {
			return false, fmt.Sprintf("%q is no product, brand or article of the shop", name)
		}
	}
	goods := g.shown(x)
	if x.Want.Kind == WantFind && len(goods) == 0 {
		if found := emptyPraise.FindString(x.Text); found != "" {
			return false, fmt.Sprintf("%q, and not one product is named", found)
		}
	}
	if len(goods) > 0 {
		return true, "it names " + titles(goods)
	}
	return true, "it speaks of no product"
}

// known reports whether a name is one of the shop's.
func (g *grader) known(name string) bool {
	w := g.world
	for _, id := range w.order {
		if p := w.goods[id]; strings.Contains(fold(p.Title), strings.TrimSpace(fold(name))) || has(p.Title+" | "+p.Brand+" | "+strings.Join(p.Category, " | "), name) || has(name, p.Title) || has(sheet(p), name) {
			return true
		}
	}
	for _, l := range w.x.Cart.Lines {
		if has(l.Title, name) {
			return true
		}
	}
	for _, o := range w.x.Orders { // what was bought may be sold no more
		if slices.ContainsFunc(o.Lines, func(l cart.OrderLine) bool { return has(l.Title, name) }) {
			return true
		}
	}
	if has(w.said.String(), name) || has(w.quotes.String(), name) {
		return true
	}
	t := &w.setup.Terms
	for _, a := range w.setup.Articles {
		if has(a.Title, name) {
			return true
		}
	}
	for i := range t.Promotions {
		if has(t.Promotions[i].Title, name) {
			return true
		}
	}
	for _, country := range cart.CountryCodes() {
		if full, ok := cart.CountryName(country); ok && has(full, name) {
			return true
		}
	}
	if s := t.Shipping; s != nil {
		for _, z := range s.Zones {
			for _, m := range z.Methods {
				if has(m.Name+" | "+m.Carrier+" | "+z.Name, name) {
					return true
				}
			}
		}
	}
	return dateWords.MatchString(name)
}
