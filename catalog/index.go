package catalog

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"sync"
	"sync/atomic"
)

// Index is the built-in [Catalog]: every product in memory, with the words that
// shoppers may ask for them by. It is safe for concurrent use. Readers never
// wait: they work on a snapshot that a writer replaces as a whole, so that a
// search sees the catalogue before a change or after it, never between.
type Index struct {
	current atomic.Pointer[snapshot]
	writing sync.Mutex
}

// snapshot is the catalogue at one moment. Nothing in it ever changes.
type snapshot struct {
	parts    []part
	count    int // products that are there
	currency string
	merchant *merchant // nil until the merchant decides something
}

// part is a segment with the products of it that are gone.
type part struct {
	*segment
	dead  bitset // nil while nothing is
	alive int
}

// NewIndex makes an index of the products of seq. Of products with the same id
// the last one stays. An error in seq that has a method Refused() bool returning
// true costs one product only (see package feed); any other error stops.
func NewIndex(seq iter.Seq2[Product, error]) (*Index, error) {
	products, err := pack(seq)
	if err != nil {
		return nil, err
	}
	loadSynonyms()
	commonWords()
	x := &Index{}
	x.current.Store(newSnapshot(products, mostFrequentCurrency(&products)))
	return x, nil
}

// Replace puts the products of seq in the place of all that are there, as a shop
// does with the feed of every night. It reads and indexes them beside what is
// searched meanwhile, and then swaps in one step: a search sees the old products
// or the new ones, never some of each. The rules of seq are those of [NewIndex];
// after an error everything is as it was. Other writers wait until it is done, so
// that what they change is not lost. The index keeps its currency if it has one.
func (x *Index) Replace(seq iter.Seq2[Product, error]) error {
	x.writing.Lock()
	defer x.writing.Unlock()
	products, err := pack(seq)
	if err != nil {
		return err
	}
	currency := x.Currency()
	if currency == "" {
		currency = mostFrequentCurrency(&products)
	}
	next := newSnapshot(products, currency)
	next.merchant = x.current.Load().merchant
	x.current.Store(next)
	return nil
}

// pack reads the products of seq.
func pack(seq iter.Seq2[Product, error]) (shelf, error) {
	products := newPacker()
	at := map[string]uint32{}
	for p, err := range seq {
		if refused, ok := errors.AsType[interface {
			error
			Refused() bool
		}](err); ok && refused.Refused() {
			continue
		}
		if err != nil {
			return shelf{}, fmt.Errorf("catalog: reading products: %w", err)
		}
		if err := check(&p); err != nil {
			return shelf{}, err
		}
		if doc, again := at[p.ID]; again {
			products.replace(doc, &p)
			continue
		}
		at[p.ID] = uint32(products.len())
		products.add(&p)
	}
	return products.finish(), nil
}

func newSnapshot(products shelf, currency string) *snapshot {
	s := &snapshot{count: products.len(), currency: currency}
	if products.len() > 0 {
		s.parts = []part{{newSegment(products, s.currency), nil, products.len()}}
	}
	return s
}

func check(p *Product) error {
	switch {
	case p.ID == "":
		return fmt.Errorf("catalog: the product %.60q has no id", p.Title)
	case p.Title == "":
		return fmt.Errorf("catalog: product %.60q has no title", p.ID)
	}
	return nil
}

func mostFrequentCurrency(products *shelf) string {
	counts := map[string]int{}
	best := ""
	for _, p := range products.all() {
		if c := p.Price.Currency; c != "" {
			counts[c]++
			if counts[c] > counts[best] || counts[c] == counts[best] && c < best {
				best = c
			}
		}
	}
	return best
}

// Len is the number of products.
func (x *Index) Len() int { return x.current.Load().count }

// Currency is the currency of most products, or "" when none has a price. It is
// settled when the index is made, or else with the first price that comes.
func (x *Index) Currency() string { return x.current.Load().currency }

// Product returns the product with this id, or an error that matches
// [ErrNotFound].
func (x *Index) Product(_ context.Context, id string) (Product, error) {
	for _, part := range x.current.Load().parts {
		if doc, ok := part.doc(id); ok && !part.isDead(doc) {
			return part.product(doc), nil
		}
	}
	return Product{}, fmt.Errorf("%w: %.60q", ErrNotFound, id)
}

func (p part) isDead(doc uint32) bool { return p.dead != nil && p.dead.has(doc) }

// Upsert adds products, in place of those with the same ids. A product without
// an id or a title is an error, and then nothing is changed.
func (x *Index) Upsert(products ...Product) error {
	last := make(map[string]int, len(products))
	for i := range products {
		if err := check(&products[i]); err != nil {
			return err
		}
		last[products[i].ID] = i
	}
	if len(products) == 0 {
		return nil
	}
	packed := newPacker()
	ids := make([]string, 0, len(last))
	for i := range products {
		if last[products[i].ID] == i {
			packed.add(&products[i])
			ids = append(ids, products[i].ID)
		}
	}
	fresh := packed.finish()
	x.writing.Lock()
	defer x.writing.Unlock()
	next := x.current.Load().without(ids)
	if next.currency == "" {
		next.currency = mostFrequentCurrency(&fresh)
	}
	next.parts = append(next.parts, part{newSegment(fresh, next.currency), nil, fresh.len()})
	next.count += fresh.len()
	next.merge()
	x.current.Store(next)
	return nil
}

// Delete removes the products with these ids; an id that is not there is no
// error.
func (x *Index) Delete(ids ...string) {
	x.writing.Lock()
	defer x.writing.Unlock()
	next := x.current.Load().without(ids)
	next.merge()
	x.current.Store(next)
}

// without returns a copy of s in which the products with these ids are gone.
// The segments are shared, only the marks are copied.
func (s *snapshot) without(ids []string) *snapshot {
	next := &snapshot{parts: slices.Clone(s.parts), count: s.count, currency: s.currency, merchant: s.merchant}
	for i := range next.parts {
		p := &next.parts[i]
		copied := false
		for _, id := range ids {
			doc, ok := p.doc(id)
			if !ok || p.isDead(doc) {
				continue
			}
			if !copied {
				dead := newBitset(p.len())
				copy(dead, p.dead)
				p.dead, copied = dead, true
			}
			p.dead.set(doc)
			p.alive--
			next.count--
		}
	}
	next.parts = slices.DeleteFunc(next.parts, func(p part) bool { return p.alive == 0 })
	return next
}

// mergeFactor is how many times larger than what comes after it a segment stays
// when others are merged. Each product is merged again only when its segment
// has grown by that factor, so writing stays cheap on average.
const mergeFactor = 4

// merge joins small segments behind larger ones, and rewrites a segment of
// which more than half is gone.
func (s *snapshot) merge() {
	slices.SortStableFunc(s.parts, func(a, b part) int { return cmp.Compare(b.alive, a.alive) })
	for n := len(s.parts); n > 1; n = len(s.parts) {
		from, tail := n-1, s.parts[n-1].alive
		for from > 0 && s.parts[from-1].alive < mergeFactor*tail {
			from--
			tail += s.parts[from].alive
		}
		if from == n-1 {
			break
		}
		s.parts = append(s.parts[:from:from], s.joined(s.parts[from:]))
	}
	for i, p := range s.parts {
		if p.alive*2 < p.len() {
			s.parts[i] = s.joined(s.parts[i : i+1])
		}
	}
}

// joined makes one part of what is alive in several.
func (s *snapshot) joined(parts []part) part {
	products := newPacker()
	for _, p := range parts {
		for doc, product := range p.shelf.all() {
			if !p.isDead(doc) {
				products.add(&product)
			}
		}
	}
	return part{newSegment(products.finish(), s.currency), nil, products.len()}
}
