package rehearsal

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/catalog"
)

// world is what is known at one moment of a talk: the data that replies are
// held against.
type world struct {
	setup *Setup
	// goods are the products that have come up, by id, and order their ids.
	goods map[string]*catalog.Product
	order []string
	// list are the ids of the products shown last, before the reply in hand.
	list []string
	// said is everything that the shopper said, quotes the articles quoted.
	said   strings.Builder
	quotes strings.Builder
	x      *Exchange
	before *Exchange // the exchange before; nil at the start
}

func newWorld(ctx context.Context, setup *Setup, page string) (*world, error) {
	w := &world{setup: setup, goods: map[string]*catalog.Product{}}
	if page != "" {
		return w, w.meet(ctx, page)
	}
	return w, nil
}

// meet adds a product by its id; what the catalogue does not have is left out.
func (w *world) meet(ctx context.Context, id string) error {
	if id == "" || w.goods[id] != nil {
		return nil
	}
	p, err := w.setup.Catalog.Product(ctx, id)
	if errors.Is(err, catalog.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	w.goods[id] = &p
	w.order = append(w.order, id)
	return nil
}

// enter takes an exchange in: its words, and the products that it is about.
func (w *world) enter(ctx context.Context, x *Exchange) error {
	w.list = w.shownLast()
	w.before, w.x = w.x, x
	w.said.WriteString(" " + x.Say)
	if x.Tapped != nil {
		for _, value := range x.Tapped.Values {
			w.said.WriteString(" " + value)
		}
	}
	ids := []string{x.Want.Product}
	for _, c := range x.cards() {
		ids = append(ids, c.ID)
	}
	for _, c := range x.chips() {
		ids = append(ids, c.Action.Product)
	}
	for _, l := range x.Cart.Lines {
		ids = append(ids, l.ProductID)
	}
	for _, o := range x.Orders {
		for _, l := range o.Lines {
			ids = append(ids, l.ProductID)
		}
	}
	for _, part := range x.Parts {
		switch part := part.(type) {
		case assistant.Text:
			for _, e := range part.Evidence {
				switch e.Kind {
				case "product":
					ids = append(ids, e.ID)
				case "article":
					w.quote(e.ID, "")
				}
			}
		case assistant.ArticleBlock:
			w.quote(part.ID, part.Quote)
		}
	}
	for _, id := range ids {
		if err := w.meet(ctx, id); err != nil {
			return err
		}
	}
	// Who names a product without showing it is looked up by what was written.
	for _, name := range properNames(x.Text) {
		found, err := w.setup.Catalog.Search(ctx, catalog.Query{Text: name, Limit: 3})
		if err != nil {
			return err
		}
		for _, hit := range found.Hits {
			if has(x.Text, hit.Product.Title) {
				if err := w.meet(ctx, hit.Product.ID); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// shownLast are the ids of the products that a shopper has before their eyes.
func (w *world) shownLast() []string {
	if w.x == nil {
		return nil
	}
	var list []string
	for _, c := range w.x.cards() {
		list = append(list, c.ID)
	}
	if len(list) == 0 {
		return w.list
	}
	return list
}

// quote takes an article in as a source, whole: as the setup has it, and where
// the setup names no articles, as it was quoted.
func (w *world) quote(id, words string) {
	if len(w.setup.Articles) == 0 {
		w.quotes.WriteString("\n" + words)
	}
	if a := w.article(id); a != nil {
		for _, s := range a.Sections {
			w.quotes.WriteString("\n" + s.Heading + "\n" + s.Text)
		}
	}
}

func (w *world) article(id string) *assistant.Article {
	for i := range w.setup.Articles {
		if w.setup.Articles[i].ID == id {
			return &w.setup.Articles[i]
		}
	}
	return nil
}

// mentioned are the ids of the products whose title stands in text; a title
// that is part of a longer one that stands there does not count.
func (w *world) mentioned(text string) []string {
	text = w.unabridged(text)
	folded := " " + fold(text) + " "
	names := map[string]string{}
	for _, id := range w.order {
		names[id] = w.name(id, folded)
	}
	var found []string
	ids := slices.Clone(w.order)
	slices.SortStableFunc(ids, func(a, b string) int {
		return cmp.Or(len(names[b])-len(names[a]), cmp.Compare(names[a], names[b]))
	})
	rest, last := folded, ""
	for _, id := range ids {
		switch title := " " + names[id]; { // of those called the same any may be meant
		case strings.Contains(rest, title):
			rest, last = strings.ReplaceAll(rest, title, " | "), title
			found = append(found, id)
		case title == last:
			found = append(found, id)
		}
	}
	slices.SortStableFunc(found, func(a, b string) int { // in the order of the text
		return strings.Index(folded, names[a]) - strings.Index(folded, names[b])
	})
	return found
}

// name is what a product is called in a text, folded: its title, or for one that
// the reply shows or names as evidence the title's beginning, up to a bracket or
// the like, where only that stands there.
func (w *world) name(id, folded string) string {
	title := w.goods[id].Title
	full := fold(title)
	if w.x == nil || w.x.rank(id) > 1 || strings.Contains(folded, " "+full) {
		return full
	}
	for _, separator := range []string{" (", ", ", " - ", " – ", " for ", " with "} {
		if head, _, cut := strings.Cut(title, separator); cut && len(head) >= shortest && strings.Contains(folded, " "+fold(head)+" ") {
			return fold(head)
		}
	}
	return full
}

// shortest is how many bytes of an abridged title tell which one it is.
const shortest = 10

// unabridged writes titles out that were cut short with an ellipsis.
func (w *world) unabridged(text string) string {
	head, tail, found := strings.Cut(text, "…")
	if !found {
		return text
	}
	ids := slices.Clone(w.order)
	if w.x != nil { // those of this reply first
		slices.SortStableFunc(ids, func(a, b string) int { return cmp.Compare(w.x.rank(a), w.x.rank(b)) })
	}
	for _, id := range ids {
		title := w.goods[id].Title
		for n := len(title); n >= shortest; n-- {
			if begins := strings.TrimSpace(title[:n]); strings.HasSuffix(head, begins) {
				return strings.TrimSuffix(head, begins) + title + w.unabridged(tail)
			}
		}
	}
	return head + "…" + w.unabridged(tail)
}

// rank is 0 for a product that the reply names as evidence, 1 for one with a card
// and 2 for any other.
func (x *Exchange) rank(id string) int {
	for _, part := range x.Parts {
		if text, ok := part.(assistant.Text); ok && slices.ContainsFunc(text.Evidence, func(e assistant.Evidence) bool { return e.Kind == "product" && e.ID == id }) {
			return 0
		}
	}
	if slices.ContainsFunc(x.cards(), func(c assistant.Card) bool { return c.ID == id }) {
		return 1
	}
	return 2
}

// subject is the product that the message is about: by its id, or by its place
// among those shown last. nil where it names none.
func (w *world) subject() *catalog.Product {
	want := &w.x.Want
	if want.Product != "" {
		return w.goods[want.Product]
	}
	at := want.Nth - 1
	if want.Nth < 0 {
		at = len(w.list) - 1
	}
	if want.Nth != 0 && at >= 0 && at < len(w.list) {
		return w.goods[w.list[at]]
	}
	return nil
}

// sheet is everything that the catalogue says of a product, in words.
func sheet(p *catalog.Product) string {
	var b strings.Builder
	line := func(words ...string) { b.WriteString(strings.Join(words, " ") + "\n") }
	line(p.Title, p.Brand, strings.Join(p.Category, " "))
	line(p.Description)
	for _, o := range p.Options {
		line(o.Name, strings.Join(o.Values, " "))
	}
	for _, a := range p.Attributes {
		line(a.Name, strings.Join(a.Values, " "))
	}
	line(p.SizeChart.Columns...)
	for _, row := range p.SizeChart.Rows {
		line(row...)
	}
	for _, r := range p.Reviews {
		line(r.Text)
	}
	line(p.Tags...)
	return b.String()
}

// prices are all prices of a product, each with what it is.
func prices(p *catalog.Product) map[int64]string {
	all := map[int64]string{}
	note := func(m catalog.Money, what string) {
		if !m.IsZero() && all[m.Amount] == "" {
			all[m.Amount] = what
		}
	}
	note(p.Price, "the price of "+p.Title)
	for _, v := range p.Variants {
		note(v.Price, "the price of a variant of "+p.Title)
		note(v.CompareAt, "the price before a reduction of "+p.Title)
	}
	note(p.CompareAt, "the price before a reduction of "+p.Title)
	return all
}

// earlier is the cart before the reply in hand.
func (w *world) earlier() cart.Cart {
	if w.before == nil {
		return cart.Cart{}
	}
	return w.before.Cart
}
