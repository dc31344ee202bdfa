package feed

import (
	"cmp"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/aisle-chat/aisle/catalog"
)

// woo folds the variations of a WooCommerce product CSV into the products that
// they name as their parents, wherever either stands: all rows are put aside
// first.
type woo struct {
	ledger  *ledger
	table   *table
	columns wooColumns
	spool   *spool
	read    bool    // all rows are put aside
	orphans []group // what is left at the end: variations without a parent
	done    bool    // all rows were looked at
}

func (f *Feed) woo(t *table) *woo {
	w := &woo{ledger: &f.ledger, table: t, columns: newWooColumns(t.header), spool: newSpool()}
	f.cleanup = w.spool.close
	return w
}

func (w *woo) next() (p catalog.Product, ok bool, err error) {
	if !w.read {
		return p, false, w.putAside()
	}
	if w.done {
		return p, false, w.orphan()
	}
	e, err := w.spool.next()
	if err == io.EOF {
		w.done = true
		w.orphans = slices.SortedFunc(maps.Keys(w.spool.groups), func(a, b group) int {
			return cmp.Compare(w.spool.groups[a].last, w.spool.groups[b].last)
		})
		return p, false, nil
	}
	if err != nil {
		return p, false, err
	}
	r := row{e.line, e.fields}
	if w.columns.kind(r) == wooVariation {
		return p, false, nil // it comes with its parent
	}
	variations, err := w.variations(r)
	if err != nil {
		return p, false, err
	}
	p, ok = w.product(r, variations)
	return p, ok, nil
}

// putAside takes one row, and learns from it how the feed writes prices.
func (w *woo) putAside() error {
	r, ok, err := w.table.next()
	if err == io.EOF {
		w.read = true
		return w.spool.complete()
	}
	if err != nil || !ok {
		return err
	}
	c := &w.columns
	w.ledger.marks.observe(r.cell(c.regular))
	w.ledger.marks.observe(r.cell(c.sale))
	if c.kind(r) != wooVariation {
		return w.spool.add(r.line, r.cells, nil)
	}
	g, ok := parentOf(r.cell(c.parent))
	if !ok {
		w.ledger.refuse(r.line, w.table.header.field(c.parent), r.cell(c.parent), "is required of a variation: the SKU of its product, or id: and its number")
		return nil
	}
	if w.spool.lines(g) >= MaxVariants {
		w.ledger.refuse(r.line, w.table.header.field(c.parent), r.cell(c.parent), "has more than %d variations", MaxVariants)
		return nil
	}
	return w.spool.add(r.line, r.cells, &g)
}

// parentOf returns the group of variations that name a parent so.
func parentOf(name string) (g group, ok bool) {
	if id, found := strings.CutPrefix(strings.ToLower(name), "id:"); found {
		return groupOf("id", strings.TrimSpace(id)), strings.TrimSpace(id) != ""
	}
	return groupOf("sku", strings.ToLower(name)), name != ""
}

// variations takes the variations of a product, whether they name its number or
// its SKU.
func (w *woo) variations(r row) ([]row, error) {
	var rows []row
	for _, name := range []struct{ kind, value string }{{"id", r.cell(w.columns.id)}, {"sku", strings.ToLower(r.cell(w.columns.sku))}} {
		if name.value == "" {
			continue
		}
		entries, err := w.spool.take(groupOf(name.kind, name.value))
		if err != nil {
			return nil, err
		}
		for _, e := range entries {
			rows = append(rows, row{e.line, e.fields})
		}
	}
	slices.SortFunc(rows, func(a, b row) int { return cmp.Compare(a.line, b.line) })
	return rows, nil
}

// orphan refuses the variations of one parent that is not there.
func (w *woo) orphan() error {
	if len(w.orphans) == 0 {
		return io.EOF
	}
	entries, err := w.spool.take(w.orphans[0])
	w.orphans = w.orphans[1:]
	for _, e := range entries {
		parent := row{e.line, e.fields}.cell(w.columns.parent)
		w.ledger.refuse(e.line, w.table.header.field(w.columns.parent), parent, "names a product that is not in the feed")
	}
	return err
}

// product makes a product of its row and those of its variations.
func (w *woo) product(r row, variations []row) (p catalog.Product, ok bool) {
	l, c, h, refused := w.ledger, &w.columns, w.table.header, w.ledger.report.Refused
	lines := []int{r.line}
	for _, v := range variations {
		lines = append(lines, v.line)
	}
	if c.hidden(r) {
		l.report.Skipped += len(lines)
		return p, false
	}
	sku := c.text(r, c.sku)
	p.ID, p.Title = cmp.Or(c.text(r, c.id), sku), plainLine(c.text(r, c.name))
	switch {
	case p.ID == "":
		l.refuseAll(lines, h.field(c.id), "", "is required where there is no SKU")
		return p, false
	case p.Title == "":
		l.refuseAll(lines, h.field(c.name), "", "is required")
		return p, false
	}
	c.describe(r, &p)
	var about facts
	if sku != p.ID {
		about.add("sku", sku)
	}
	c.facts(r, &about)
	if len(variations) == 0 {
		v, ok := w.offer(r, r)
		if !ok {
			return p, false
		}
		p.Price, p.CompareAt, p.SoldOut, p.Stock = v.Price, v.CompareAt, v.SoldOut, v.Stock
		w.unvaried(r, &p)
	} else {
		skipped, sold := w.fold(&p, r, variations)
		l.report.Skipped += skipped
		switch {
		case skipped == len(variations):
			l.report.Skipped++
			return p, false
		case !sold:
			l.refuse(r.line, "", p.Title, "has no variation that can be sold")
			return p, false
		}
		l.report.Folded += len(variations) - skipped - (l.report.Refused - refused)
	}
	c.attributes(r, &p, &about)
	p.Attributes = about.sorted(&p)
	field := c.id
	if p.ID != c.text(r, c.id) {
		field = c.sku
	}
	l.identify(r.line, h.field(field), p.ID)
	return p, true
}

// unvaried completes a product without variations.
func (w *woo) unvaried(r row, p *catalog.Product) {
	switch w.columns.kind(r) {
	case wooExternal:
		if !p.Price.IsZero() {
			w.ledger.repair(r.line, w.table.header.field(w.columns.kinds), p.Price.String(), "is sold on another site; shown without its price, so that no cart takes it")
		}
		p.Price, p.CompareAt = catalog.Money{}, catalog.Money{}
		p.URL = w.columns.text(r, w.columns.externalURL)
	case wooVariable:
		for _, a := range w.columns.attributesOf(r) {
			if len(a.values) > 1 {
				for _, value := range a.values {
					addValue(p, optionName(a.name), value)
				}
			}
		}
		for _, option := range p.Options {
			catalog.SortSizes(option.Values)
		}
	}
}

// fold makes variants of variations. sold is false when none is left; skipped
// counts those that are not published.
func (w *woo) fold(p *catalog.Product, parent row, variations []row) (skipped int, sold bool) {
	c := &w.columns
	variable := map[string]bool{} // the attributes in which variations differ
	for _, v := range variations {
		for _, a := range c.attributesOf(v) {
			variable[optionName(a.name)] = true
		}
	}
	for _, a := range c.attributesOf(parent) {
		if name := optionName(a.name); variable[name] {
			for _, value := range a.values {
				addValue(p, name, value)
			}
		}
	}
	var offers []offer
	for _, r := range variations {
		if published, known := truth(c.text(r, c.published)); known && !published {
			skipped++
			continue
		}
		v, ok := w.offer(r, parent)
		if !ok {
			continue
		}
		// An attribute without a value stands for any value.
		v.Options = map[string]string{}
		for _, a := range c.attributesOf(r) {
			if len(a.values) > 0 {
				name := optionName(a.name)
				v.Options[name] = addValue(p, name, strings.Join(a.values, ", "))
			}
		}
		offers = append(offers, offer{r.line, plainLine(c.text(r, c.name)), v})
	}
	p.Options = slices.DeleteFunc(p.Options, func(o catalog.Option) bool { return len(o.Values) == 0 })
	h := w.table.header
	return skipped, w.ledger.fold(p, offers, cmp.Or(h.field(c.id), h.field(c.sku)), h.field(c.regular))
}

// offer reads what a row is sold as. Where a variation leaves its stock to its
// parent, that counts.
func (w *woo) offer(r, parent row) (v catalog.Variant, ok bool) {
	l, c, h := w.ledger, &w.columns, w.table.header
	v.ID = cmp.Or(c.text(r, c.id), c.text(r, c.sku))
	if images := c.images(r); len(images) > 0 {
		v.Image = images[0]
	}
	if v.ID == "" {
		l.refuse(r.line, h.field(c.id), "", "is required where there is no SKU")
		return v, false
	}
	var err error
	if v.Price, err = l.price(r.line, h.field(c.regular), c.text(r, c.regular), ""); err != nil {
		l.refuse(r.line, h.field(c.regular), c.text(r, c.regular), "%v", err)
		return v, false
	}
	if text := c.text(r, c.sale); text != "" {
		w.sale(r, &v, text)
	}
	w.stock(r, parent, &v)
	return v, true
}

// sale lowers the price of v while its sale is on.
func (w *woo) sale(r row, v *catalog.Variant, text string) {
	l, c, h := w.ledger, &w.columns, w.table.header
	price, err := l.price(r.line, h.field(c.sale), text, v.Price.Currency)
	switch {
	case err != nil:
		l.repair(r.line, h.field(c.sale), text, "%v; left out", err)
		return
	case v.Price.IsZero():
		l.repair(r.line, h.field(c.sale), text, "stands beside no regular price; left out")
		return
	case price.Currency != v.Price.Currency || price.Amount >= v.Price.Amount:
		if price != v.Price {
			l.repair(r.line, h.field(c.sale), text, "is not below the regular price; left out")
		}
		return
	}
	var on window
	for _, end := range []struct {
		column int
		to     bool
	}{{c.saleStarts, false}, {c.saleEnds, true}} {
		text := c.text(r, end.column)
		if text == "" {
			continue
		}
		moment, err := parseMoment(text, l.options.Location, end.to)
		if err != nil {
			l.repair(r.line, h.field(end.column), text, "%v; the sale price is left out", err)
			return
		}
		if end.to {
			on.to = moment
		} else {
			on.from = moment
		}
	}
	if l.on(on) {
		v.CompareAt, v.Price = v.Price, price
	}
}

// stock reads the columns "In stock?", "Stock" and "Backorders allowed?".
func (w *woo) stock(r, parent row, v *catalog.Variant) {
	l, c, h := w.ledger, &w.columns, w.table.header
	text := c.text(r, c.inStock)
	switch in, known := truth(text); {
	case known:
		v.SoldOut = !in
	case text != "" && !strings.EqualFold(text, "backorder") && !strings.EqualFold(text, "onbackorder"):
		l.repair(r.line, h.field(c.inStock), text, "is neither 1, 0 nor backorder; taken as in stock")
	}
	quantity, orders := c.text(r, c.stock), c.text(r, c.backorders)
	if strings.EqualFold(quantity, "parent") {
		quantity, orders = c.text(parent, c.stock), c.text(parent, c.backorders)
	}
	if allowed, _ := truth(orders); quantity == "" || allowed || strings.EqualFold(orders, "notify") {
		return // nobody counts, or what is gone can be ordered all the same
	}
	n, ok := count(quantity)
	if !ok {
		l.repair(r.line, h.field(c.stock), quantity, "is not a number; taken as uncounted")
		return
	}
	v.Stock = catalog.Stock{Known: true, Count: max(0, n)}
	v.SoldOut = v.SoldOut || n <= 0
}
