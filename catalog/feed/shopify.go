package feed

import (
	"cmp"
	"errors"
	"hash/fnv"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/aisle-chat/aisle/catalog"
)

// maxRows is how many rows one product of a Shopify CSV may have: its variants
// and its pictures.
const maxRows = 2 * MaxVariants

// shopify folds the rows of a Shopify product CSV that have one handle. Exports
// have them one below the other, so that only one product's rows are in memory.
// A handle that comes back later is refused: the product that it would add to
// was yielded already. To know it, a hash and a line are kept of each handle, some
// 30 bytes a product.
type shopify struct {
	ledger  *ledger
	table   *table
	columns shopifyColumns
	seen    map[uint64]int // the line of each handle's first row, by its hash
	group   []row          // rows of the product that is being read
	handle  string
	ahead   *row // the first row of the next product
	ended   bool
}

func newShopify(l *ledger, t *table) *shopify {
	l.marks.usual = '.'
	return &shopify{ledger: l, table: t, columns: newShopifyColumns(t.header), seen: map[uint64]int{}}
}

func (s *shopify) next() (p catalog.Product, ok bool, err error) {
	if s.ended {
		return p, false, io.EOF
	}
	r, ok, err := s.row()
	switch {
	case err == io.EOF:
		s.ended = true
	case err != nil || !ok:
		return p, false, err
	default:
		handle, same := s.belongs(r)
		if same {
			s.add(r)
			return p, false, nil
		}
		if len(s.group) == 0 {
			s.start(r, handle)
			return p, false, nil
		}
		s.ahead = &r
	}
	if len(s.group) == 0 {
		return p, false, nil
	}
	p, ok = s.product(s.group)
	s.group, s.handle = nil, ""
	return p, ok, nil
}

func (s *shopify) row() (row, bool, error) {
	if s.ahead != nil {
		r := *s.ahead
		s.ahead = nil
		return r, true, nil
	}
	return s.table.next()
}

// belongs tells whether r is another row of the product that is being read, and
// its handle. A row without one belongs to the row above, unless it has a title;
// then Shopify makes the handle of that.
func (s *shopify) belongs(r row) (handle string, same bool) {
	handle = strings.ToLower(r.cell(s.columns.handle))
	if handle == "" {
		handle = handleOf(r.cell(s.columns.title))
	}
	if handle == "" {
		handle = s.handle
	}
	return handle, len(s.group) > 0 && handle == s.handle
}

func (s *shopify) add(r row) {
	if len(s.group) >= maxRows {
		s.ledger.refuse(r.line, "", s.handle, "its product has more than %d rows", maxRows)
		return
	}
	s.group = append(s.group, r)
}

// start begins a product with its first row.
func (s *shopify) start(r row, handle string) {
	field := s.table.header.field(s.columns.handle)
	if handle == "" {
		s.ledger.refuse(r.line, field, "", "is required")
		return
	}
	sum := fnv.New64a()
	io.WriteString(sum, handle)
	if line, again := s.seen[sum.Sum64()]; again {
		s.ledger.refuse(r.line, field, handle, "has rows from line %d on, with other products between; sort the file by its handles", line)
		return
	}
	s.seen[sum.Sum64()] = r.line
	s.group, s.handle = append(s.group, r), handle
}

// handleOf makes a handle of a title as Shopify does.
func handleOf(title string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(title), func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9') && r < 0x80
	}), "-")
}

// product makes a product of its rows.
func (s *shopify) product(rows []row) (p catalog.Product, ok bool) {
	l, c, refused := s.ledger, &s.columns, s.ledger.report.Refused
	lines := make([]int, len(rows))
	for i, r := range rows {
		lines[i] = r.line
	}
	if c.hidden(rows) {
		l.report.Skipped += len(rows)
		return p, false
	}
	p.ID, p.Title = s.handle, plainLine(c.first(rows, c.title))
	if p.Title == "" {
		l.refuseAll(lines, s.table.header.field(c.title), "", "is required")
		return p, false
	}
	p.URL = "/products/" + s.handle
	p.Description = plainText(c.first(rows, c.body))
	if p.Description == "" {
		p.Description = plainText(c.first(rows, c.seoDescription))
	}
	p.Brand = plainLine(c.first(rows, c.vendor))
	p.Category = c.category(rows)
	p.Tags = list(c.first(rows, c.tags), ",")
	s.images(&p, rows)
	names := c.options(rows)
	for _, name := range names {
		if name != "" {
			p.Options = append(p.Options, catalog.Option{Name: name})
		}
	}
	var offers []offer
	var about facts
	for i, r := range rows {
		if i > 0 && !c.sells(r) {
			continue
		}
		if v, ok := s.variant(&p, r, names); ok {
			offers = append(offers, offer{r.line, p.Title, v})
			about.add("weight", c.weight(r))
		}
	}
	if len(offers) > 0 && !s.settle(&p, offers, &about) {
		offers = nil
	}
	if len(offers) == 0 {
		left := slices.DeleteFunc(rows[1:], c.sells) // its pictures; the others are refused already
		for _, r := range left {
			l.refuse(r.line, "", "", "belongs to the product of line %d, which is refused", lines[0])
		}
		return p, false
	}
	c.facts(rows, &about, &p)
	p.Attributes = about.sorted(&p)
	l.report.Folded += len(rows) - 1 - (l.report.Refused - refused)
	return p, true
}

// settle makes the offers the variants of p, or p itself what is sold where it
// comes in one kind only.
func (s *shopify) settle(p *catalog.Product, offers []offer, about *facts) bool {
	c, h := &s.columns, s.table.header
	p.Options = slices.DeleteFunc(p.Options, func(o catalog.Option) bool { return len(o.Values) == 0 })
	if len(p.Options) == 0 {
		v := offers[0].variant
		for _, o := range offers[1:] {
			s.ledger.refuse(o.line, h.field(c.optionValue[0]), "", "is required: the product has a variant in line %d already", offers[0].line)
		}
		p.Price, p.CompareAt, p.SoldOut, p.Stock = v.Price, v.CompareAt, v.SoldOut, v.Stock
		if v.ID != s.handle {
			about.add("sku", v.ID)
		}
		return true
	}
	ids := map[string]int{}
	for _, o := range offers {
		ids[o.variant.ID]++
	}
	for i := range offers { // numbers of a product are not always there, or not its own
		if v := &offers[i].variant; v.ID == s.handle || ids[v.ID] > 1 {
			v.ID = variantID(s.handle, p.Options, v.Options)
		}
	}
	if !s.ledger.fold(p, offers, h.field(c.optionValue[0]), h.field(c.price)) {
		return false
	}
	prune(p)
	return true
}

// variantID names a variant by its options.
func variantID(handle string, options []catalog.Option, chosen map[string]string) string {
	id := handle
	for _, o := range options {
		id += "/" + chosen[o.Name]
	}
	return id
}

// variant reads what a row sells. ok is false when it was refused.
func (s *shopify) variant(p *catalog.Product, r row, names [3]string) (v catalog.Variant, ok bool) {
	l, c, h := s.ledger, &s.columns, s.table.header
	v = catalog.Variant{ID: cmp.Or(r.cell(c.sku), s.handle), Options: map[string]string{}, Image: r.cell(c.variantImage)}
	v.ID = strings.TrimPrefix(v.ID, "'") // how spreadsheets are told that it is text
	var err error
	if v.Price, err = l.price(r.line, h.field(c.price), r.cell(c.price), ""); err != nil {
		l.refuse(r.line, h.field(c.price), r.cell(c.price), "%v", err)
		return v, false
	}
	if text := r.cell(c.compareAt); text != "" {
		before, err := l.price(r.line, h.field(c.compareAt), text, v.Price.Currency)
		if err != nil {
			l.repair(r.line, h.field(c.compareAt), text, "%v; left out", err)
		} else {
			v.CompareAt = l.reduced(r.line, h.field(c.compareAt), text, v.Price, before)
		}
	}
	if v.Stock, err = c.stock(r); err != nil {
		l.repair(r.line, h.field(c.quantity), r.cell(c.quantity), "%v", err)
	}
	v.SoldOut = v.Stock.Known && v.Stock.Count == 0
	for i, name := range names {
		value := plainLine(r.cell(c.optionValue[i]))
		if name != "" && value != "" {
			v.Options[name] = addValue(p, name, value)
		}
	}
	return v, true
}

// images puts the pictures of a product in their order.
func (s *shopify) images(p *catalog.Product, rows []row) {
	type picture struct {
		url      string
		position int
	}
	var pictures []picture
	for i, r := range rows {
		url, position := r.cell(s.columns.image), i+1
		if text := r.cell(s.columns.imagePosition); text != "" && url != "" {
			n, err := strconv.Atoi(text)
			if err != nil {
				s.ledger.repair(r.line, s.table.header.field(s.columns.imagePosition), text, "is not a whole number; the picture keeps its place")
			} else {
				position = n
			}
		}
		if url != "" {
			pictures = append(pictures, picture{url, position})
		}
	}
	slices.SortStableFunc(pictures, func(a, b picture) int { return cmp.Compare(a.position, b.position) })
	for _, picture := range pictures {
		addImage(p, picture.url)
	}
}

var errQuantity = errors.New("is not a whole number; taken as uncounted")
