package feed

import (
	"io"
	"strings"

	"github.com/aisle-chat/aisle/catalog"
)

// item is one item of a Merchant Center feed: names and values in turn, in the
// order of the feed, names as the specification writes them ("image_link").
type item struct {
	line   int
	fields []string
}

// get returns the first value of a field that is not empty.
func (i item) get(name string) string {
	for at := 0; at+1 < len(i.fields); at += 2 {
		if i.fields[at] == name && i.fields[at+1] != "" {
			return i.fields[at+1]
		}
	}
	return ""
}

// all returns the values of a field.
func (i item) all(name string) []string {
	var values []string
	for at := 0; at+1 < len(i.fields); at += 2 {
		if i.fields[at] == name && i.fields[at+1] != "" {
			values = append(values, i.fields[at+1])
		}
	}
	return values
}

// merchantFields are the fields that are read. The others are about shipping,
// taxes and advertisements, or tell what the merchant paid.
var merchantFields = wordSet("id title description link image_link additional_image_link lifestyle_image_link availability price sale_price " +
	"sale_price_effective_date brand condition product_type google_product_category item_group_id color size material pattern gender " +
	"age_group size_type size_system gtin mpn product_detail product_highlight quantity inventory quantity_to_sell_on_facebook " +
	"energy_efficiency_class product_weight product_length product_width product_height")

// detailMark stands between name and value of a product_detail.
const detailMark = "\x1f"

// items reads the items of a feed.
type items interface {
	// next returns the next item; ok is false when one was refused instead.
	next() (i item, ok bool, err error)
}

// merchant folds the items of one item_group_id into a product, wherever they
// stand: all items are put aside first.
type merchant struct {
	ledger *ledger
	items  items
	spool  *spool
	read   bool // all items are put aside
}

func (f *Feed) merchant(in items) *merchant {
	m := &merchant{ledger: &f.ledger, items: in, spool: newSpool()}
	f.ledger.marks.usual, f.ledger.wantsCurrency = '.', true
	f.cleanup = m.spool.close
	return m
}

func (m *merchant) next() (p catalog.Product, ok bool, err error) {
	if !m.read {
		return p, false, m.putAside()
	}
	e, err := m.spool.next()
	if err != nil {
		return p, false, err
	}
	first := item{e.line, e.fields}
	if first.get("item_group_id") == "" {
		p, ok = m.single(first)
		return p, ok, nil
	}
	entries, err := m.spool.take(groupOf("item_group_id", first.get("item_group_id")))
	if err != nil || len(entries) == 0 { // it came with an earlier item of its group
		return p, false, err
	}
	group := make([]item, len(entries))
	for i, e := range entries {
		group[i] = item{e.line, e.fields}
	}
	p, ok = m.group(group)
	return p, ok, nil
}

// putAside takes one item, and learns from it how the feed writes prices.
func (m *merchant) putAside() error {
	i, ok, err := m.items.next()
	if err == io.EOF {
		m.read = true
		return m.spool.complete()
	}
	if err != nil || !ok {
		return err
	}
	m.ledger.marks.observe(i.get("price"))
	m.ledger.marks.observe(i.get("sale_price"))
	name := i.get("item_group_id")
	if name == "" {
		return m.spool.add(i.line, i.fields, nil)
	}
	g := groupOf("item_group_id", name)
	if m.spool.lines(g) >= MaxVariants {
		m.ledger.refuse(i.line, "item_group_id", name, "has more than %d items", MaxVariants)
		return nil
	}
	return m.spool.add(i.line, i.fields, &g)
}

// axes are the fields in which the items of a group may differ, in the order to
// ask for them.
var axes = []string{"color", "size", "material", "pattern", "gender", "age_group", "size_type"}

// spoken is the name of a field as a shopper reads it.
func spoken(name string) string { return strings.ReplaceAll(name, "_", " ") }

// single makes a product of an item without a group.
func (m *merchant) single(i item) (p catalog.Product, ok bool) {
	v, ok := m.offer(i)
	if !ok {
		return p, false
	}
	p = m.describe([]item{i})
	p.ID, p.Title = v.ID, plainLine(i.get("title"))
	p.Price, p.CompareAt, p.SoldOut, p.Stock = v.Price, v.CompareAt, v.SoldOut, v.Stock
	for _, name := range []string{"color", "size"} {
		if value := plainLine(i.get(name)); value != "" {
			addValue(&p, name, value)
		}
	}
	p.Attributes = m.attributes(&p, []item{i})
	m.ledger.identify(i.line, "id", p.ID)
	return p, true
}

// group makes a product of the items of a group.
func (m *merchant) group(group []item) (p catalog.Product, ok bool) {
	refused := m.ledger.report.Refused
	var sound []item
	var offers []offer
	for _, i := range group {
		if v, ok := m.offer(i); ok {
			sound = append(sound, i)
			offers = append(offers, offer{i.line, plainLine(i.get("title")), v})
		}
	}
	if len(offers) == 0 {
		return p, false
	}
	p = m.describe(sound)
	p.ID = sound[0].get("item_group_id")
	p.Title = commonTitle(offers)
	for n := range offers {
		offers[n].variant.Options = map[string]string{}
	}
	for _, name := range axes {
		if name != "color" && name != "size" && !differ(sound, name) {
			continue
		}
		for n, i := range sound {
			if value := plainLine(i.get(name)); value != "" {
				offers[n].variant.Options[spoken(name)] = addValue(&p, spoken(name), value)
			}
		}
	}
	if !m.ledger.fold(&p, offers, "id", "price") {
		return p, false
	}
	prune(&p)
	p.Attributes = m.attributes(&p, sound)
	m.ledger.report.Folded += len(group) - 1 - (m.ledger.report.Refused - refused)
	m.ledger.identify(sound[0].line, "item_group_id", p.ID)
	return p, true
}

// differ tells whether not all items that have a value have the same.
func differ(group []item, name string) bool {
	first := ""
	for _, i := range group {
		value := i.get(name)
		if first == "" {
			first = value
		}
		if value != "" && !strings.EqualFold(value, first) {
			return true
		}
	}
	return false
}

// offer reads what an item is sold as. ok is false when it was refused.
func (m *merchant) offer(i item) (v catalog.Variant, ok bool) {
	l := m.ledger
	v.ID, v.Image = i.get("id"), i.get("image_link")
	switch {
	case v.ID == "":
		l.refuse(i.line, "id", "", "is required")
		return v, false
	case plainLine(i.get("title")) == "":
		l.refuse(i.line, "title", "", "is required")
		return v, false
	}
	var err error
	if v.Price, err = l.price(i.line, "price", i.get("price"), ""); err != nil {
		l.refuse(i.line, "price", i.get("price"), "%v", err)
		return v, false
	}
	switch text := i.get("sale_price"); {
	case v.Price.IsZero():
		l.repair(i.line, "price", "", "is missing; shown as a price on request")
	case text != "":
		m.sale(i, &v, text)
	}
	v.SoldOut = m.soldOut(i)
	for _, name := range []string{"quantity", "inventory", "quantity_to_sell_on_facebook"} {
		text := i.get(name)
		if text == "" {
			continue
		}
		n, ok := count(text)
		if !ok {
			l.repair(i.line, name, text, "is not a whole number; left out")
			continue
		}
		v.Stock = catalog.Stock{Known: true, Count: max(0, n)}
		v.SoldOut = v.SoldOut || n <= 0
		break
	}
	return v, true
}

// sale lowers the price of v while the sale of i is on.
func (m *merchant) sale(i item, v *catalog.Variant, text string) {
	l := m.ledger
	price, err := l.price(i.line, "sale_price", text, v.Price.Currency)
	switch {
	case err != nil:
		l.repair(i.line, "sale_price", text, "%v; left out", err)
		return
	case price.Currency != v.Price.Currency:
		l.repair(i.line, "sale_price", text, "is in another currency than the price; left out")
		return
	case price.Amount >= v.Price.Amount:
		if price.Amount > v.Price.Amount {
			l.repair(i.line, "sale_price", text, "is above the price; left out")
		}
		return
	}
	if dates := i.get("sale_price_effective_date"); dates != "" {
		w, err := parseWindow(dates, l.options.Location)
		if err != nil {
			l.repair(i.line, "sale_price_effective_date", dates, "%v; the sale price is left out", err)
			return
		}
		if !l.on(w) {
			return
		}
	}
	v.CompareAt, v.Price = v.Price, price
}

// soldOut reads the availability.
func (m *merchant) soldOut(i item) bool {
	text := i.get("availability")
	switch words.Replace(strings.ToLower(text)) {
	case "out of stock", "sold out", "discontinued", "unavailable", "http://schema.org/outofstock", "https://schema.org/outofstock":
		return true
	case "", "in stock", "instock", "available", "preorder", "pre order", "backorder", "back order", "available for order",
		"limited availability", "in store only", "online only", "http://schema.org/instock", "https://schema.org/instock":
		return false
	}
	m.ledger.repair(i.line, "availability", text, "is not a word of the specification; taken as in stock")
	return false
}

// describe fills in what all items of a product say together.
func (m *merchant) describe(group []item) catalog.Product {
	first := func(name string) string {
		for _, i := range group {
			if value := i.get(name); value != "" {
				return value
			}
		}
		return ""
	}
	p := catalog.Product{Brand: plainLine(first("brand")), URL: first("link"), Description: plainText(first("description"))}
	for _, i := range group {
		if highlights := i.all("product_highlight"); len(highlights) > 0 {
			for _, highlight := range highlights {
				p.Description = strings.TrimSpace(p.Description + "\n" + plainLine(highlight))
			}
			break
		}
	}
	if p.Category = categoryPath(first("product_type")); p.Category == nil {
		p.Category = categoryPath(first("google_product_category"))
	}
	for _, name := range []string{"image_link", "additional_image_link", "lifestyle_image_link"} {
		for _, i := range group {
			for _, image := range i.all(name) {
				addImage(&p, image)
			}
		}
	}
	return p
}

// attributes are the facts that all items of a product share, or each adds to.
func (m *merchant) attributes(p *catalog.Product, group []item) []catalog.Attribute {
	var about facts
	for _, i := range group {
		for _, name := range []string{"color", "size", "pattern", "gender", "age_group", "size_type", "size_system"} {
			about.add(spoken(name), i.get(name))
		}
		about.add("material", list(strings.ReplaceAll(i.get("material"), "/", ","), ",")...)
		about.add("energy class", i.get("energy_efficiency_class"))
		if condition := i.get("condition"); !strings.EqualFold(condition, "new") {
			about.add("condition", condition)
		}
		for _, name := range []string{"weight", "length", "width", "height"} {
			about.add(name, i.get("product_"+name))
		}
		for _, detail := range i.all("product_detail") {
			if name, value, ok := strings.Cut(detail, detailMark); ok {
				about.add(name, value)
			}
		}
	}
	for _, name := range []string{"gtin", "mpn"} { // numbers of one variant are not facts of the product
		if !differ(group, name) {
			for _, i := range group {
				about.add(name, i.get(name))
			}
		}
	}
	return about.sorted(p)
}

// commonTitle is what the titles of a group have in common, without what sets
// the variants apart: "Wool Hat" of "Wool Hat - Red" and "Wool Hat - Blue".
func commonTitle(offers []offer) string {
	words := strings.Fields(offers[0].title)
	for _, o := range offers[1:] {
		other := strings.Fields(o.title)
		n := 0
		for n < len(words) && n < len(other) && strings.EqualFold(words[n], other[n]) {
			n++
		}
		words = words[:n]
	}
	title := strings.Join(words, " ")
	if open := strings.LastIndexAny(title, "(["); open > 0 && !strings.ContainsAny(title[open:], ")]") {
		title = title[:open]
	}
	title = strings.TrimRight(title, " -–—,;:|/(")
	if len(title) < 3 || 3*len(title) < len(offers[0].title) {
		return offers[0].title
	}
	return title
}
