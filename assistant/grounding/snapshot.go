package grounding

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/internal/kept"
	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/catalog"
)

// Snapshot is everything that a reply may state. [Watch] makes one that fills
// itself; [NewSnapshot] one that knows only what its Learn methods are told. It is
// used by one turn, on one goroutine.
type Snapshot struct {
	turn  assistant.Turn
	terms assistant.Terms
	shop  assistant.Shop // for what was shown before and is loaded when it is named; may be nil

	goods   []*good
	byID    map[string]*good
	byWord  map[string][]*good // goods whose titles have a word
	shown   []*good            // by cards of this reply, in their order
	focus   []*good            // what the conversation was about before this turn
	results []found

	cart   *cart.Cart
	orders []*cart.Order
	order  *cart.Order // the one that this reply shows
	asked  bool        // whether shop was asked for the orders

	passages []*passage
	said     string // the shopper's words, folded
	deeds    []deed
	waits    []cart.Restock // for what the shopper waits
	names    []string       // folded: what may be called by name besides
	told     []string       // what the cart itself answered to a write that it refused
	gone     []cart.Line    // what was in the cart before it was changed
	handoff  bool           // whether a person was asked for
	currency string
	usedUp   []string // promotions that nobody can use any more
	counted  bool     // whether shop was asked for them
}

// wordsOf are the words of a text of the shop's. Nobody changes what it returns.
func wordsOf(text string) []string { return cutTexts.Of(text) }

// cutTexts are the words of the texts that the shop's rules and goods consist of: each
// sentence is held against all of them.
var cutTexts = kept.New(1024, func(text string) []string { return words(tokens(text)) })

// found is a result of a search.
type found struct {
	goods []*good
	total int
	sort  catalog.Sort
	// everything is true where nothing narrowed the search.
	everything bool
}

// passage is an article that was read.
type passage struct {
	id, title string
	text      string // folded, between blanks
	raw       string
}

// deed is something that was really done in this turn.
type deed struct {
	kind  string // "add", "set", "code", "uncode", deedRestock, or a cart.RequestKind
	state cart.RequestState
	ref   string
}

// deedRestock is the kind of a request to hear of what is sold out.
const deedRestock = "restock"

// NewSnapshot begins a snapshot with what the turn itself tells: the clock, the
// terms, the shopper's words, and what earlier replies showed. It asks turn.Shop
// for nothing but the terms until a sentence names something that is not known yet;
// turn.Shop may be nil.
func NewSnapshot(turn assistant.Turn) *Snapshot {
	s := &Snapshot{turn: turn, shop: turn.Shop, byID: map[string]*good{}, byWord: map[string][]*good{}}
	if turn.Shop != nil {
		s.terms = turn.Shop.Terms()
	}
	if s.terms.Shipping != nil {
		s.currency = s.terms.Shipping.Currency
	}
	var said strings.Builder
	for i := range turn.History {
		m := &turn.History[i]
		if m.Author == assistant.AuthorShopper {
			said.WriteString(" " + m.Text)
			continue
		}
		s.remember(m.Parts)
	}
	said.WriteString(" " + turn.Text)
	if turn.Action != nil {
		for _, value := range turn.Action.Values {
			said.WriteString(" " + value)
		}
		s.meet(turn.Action.Product)
	}
	s.said = flat(said.String())
	if g := s.meet(turn.Page.Product); g != nil && len(s.focus) != 1 {
		s.focus = []*good{g}
	}
	return s
}

// remember takes in what an earlier reply showed. The products are only noted:
// they are loaded when a sentence names them.
func (s *Snapshot) remember(parts assistant.Parts) {
	var focus []*good
	for _, part := range parts {
		if text, ok := part.(assistant.Text); ok {
			for _, e := range text.Evidence {
				if e.Kind == "product" {
					s.meet(e.ID)
				}
			}
		}
		for _, card := range assistant.CardsOf(part) {
			if g := s.note(card.ID, card.Title); g != nil {
				focus = append(focus, g)
			}
		}
	}
	if len(focus) > 0 {
		s.focus = focus
	}
}

// note enters a product that is known by its title only.
func (s *Snapshot) note(id, title string) *good {
	if id == "" {
		return nil
	}
	if g := s.byID[id]; g != nil {
		return g
	}
	g := &good{id: id, title: title, snapshot: s}
	s.byID[id] = g
	s.goods = append(s.goods, g)
	s.index(g)
	return g
}

// meet enters a product by its id alone, if the shop has it.
func (s *Snapshot) meet(id string) *good {
	if id == "" || s.byID[id] != nil || s.shop == nil {
		return s.byID[id]
	}
	p, err := s.shop.Product(s.context(), id)
	if err != nil {
		return nil // what cannot be read supports no claim
	}
	return s.learn(&p)
}

// index enters the words of a title.
func (s *Snapshot) index(g *good) {
	g.titleWords = words(tokens(g.title))
	for i, w := range g.titleWords {
		if !slices.Contains(g.titleWords[:i], w) {
			s.byWord[w] = append(s.byWord[w], g)
		}
	}
}

// LearnProducts tells of products that the shop has, as they are now.
func (s *Snapshot) LearnProducts(products ...catalog.Product) {
	for _, p := range products { // copies: the caller may put its slice in another order
		s.learn(&p)
	}
}

func (s *Snapshot) learn(p *catalog.Product) *good {
	g := s.note(p.ID, p.Title)
	if g == nil {
		return nil
	}
	g.product, g.facts = p, nil
	if s.currency == "" {
		s.currency = p.Price.Currency
	}
	return g
}

// LearnResult tells of what a search found.
func (s *Snapshot) LearnResult(q catalog.Query, r catalog.Result) {
	f := found{total: r.Total, sort: r.Understood.Sort, everything: strings.TrimSpace(q.Text) == "" && len(q.Constraints) == 0}
	if q.Sort != "" {
		f.sort = q.Sort
	}
	for _, hit := range r.Hits {
		f.goods = append(f.goods, s.learn(&hit.Product))
	}
	for _, a := range r.Alternatives {
		s.learn(&a.Product)
	}
	s.results = append(s.results, f)
}

// LearnCart tells what is in the cart now.
func (s *Snapshot) LearnCart(c cart.Cart) {
	if s.cart != nil {
		for i := range s.cart.Lines { // what was taken out is still called so
			s.gone = append(s.gone, s.cart.Lines[i])
			s.LearnNames(s.cart.Lines[i].Title)
		}
	}
	s.cart = &c
	if s.currency == "" {
		s.currency = c.Currency
	}
}

// LearnOrders tells of orders that this shopper may see.
func (s *Snapshot) LearnOrders(orders ...cart.Order) {
	for _, order := range orders {
		o := &order
		if at := slices.IndexFunc(s.orders, func(known *cart.Order) bool { return cart.SameNumber(known.Number, o.Number) }); at >= 0 {
			s.orders[at] = o
			continue
		}
		s.orders = append(s.orders, o)
	}
}

// LearnArticle tells of an article of the merchant that was read for this reply.
func (s *Snapshot) LearnArticle(a assistant.Article) {
	var text strings.Builder
	text.WriteString(a.Title)
	for _, section := range a.Sections {
		text.WriteString("\n" + section.Heading + "\n" + section.Text)
	}
	s.passages = append(s.passages, &passage{a.ID, a.Title, flat(text.String()), text.String()})
}

// LearnHandoff tells that a person is asked for with this reply, or is waited for,
// and takes what the shopper adds.
func (s *Snapshot) LearnHandoff() { s.handoff = true }

// LearnNames tells of names that may be used: the assistant's own, the shop's.
func (s *Snapshot) LearnNames(names ...string) {
	for _, n := range names {
		if len(n) <= maxName {
			s.names = append(s.names, flat(n))
		}
	}
}

// LearnSaid tells of words of the shopper that are not in the turn or its history,
// as wishes that are kept in the assistant's state.
func (s *Snapshot) LearnSaid(words ...string) {
	for _, w := range words {
		s.said += flat(w)
	}
}

// learnBlock takes in what a block of this reply shows.
func (s *Snapshot) learnBlock(block assistant.Block) {
	switch b := block.(type) {
	case assistant.CartBlock:
		s.LearnCart(b.Cart)
	case assistant.OrderBlock:
		s.allOrders()
		for _, o := range s.orders {
			if cart.SameNumber(o.Number, b.Order.Number) && !b.Brief {
				s.order = o
			}
		}
	case assistant.HandoffBlock:
		s.handoff = true
	case assistant.ArticleBlock:
		s.LearnArticle(assistant.Article{ID: b.ID, Title: b.Title, Sections: []assistant.Section{{Text: b.Quote}}})
	}
	for _, card := range assistant.CardsOf(block) {
		if g := s.note(card.ID, card.Title); g != nil && !slices.Contains(s.shown, g) {
			s.shown = append(s.shown, g)
			if prices, _ := g.prices(nil); slices.Contains(prices, card.Price) {
				g.shownAt = card.Price
			}
		}
	}
}

// allOrders are the orders that the shopper may see; the shop is asked once.
func (s *Snapshot) allOrders() []*cart.Order {
	if !s.asked && s.shop != nil && s.terms.Orders {
		s.asked = true
		if orders, err := s.shop.Orders(s.context()); err == nil {
			known := s.orders
			s.orders = nil
			s.LearnOrders(orders...)
			for _, o := range known { // what was read in this turn is newer
				s.LearnOrders(*o)
			}
		}
	}
	return s.orders
}

// theCart is the shopper's cart; nil where it cannot be read.
func (s *Snapshot) theCart() *cart.Cart {
	if s.cart == nil && s.shop != nil {
		if c, err := s.shop.Cart(s.context()); err == nil {
			s.LearnCart(c)
		}
	}
	return s.cart
}

// zone is where the shop's days begin and end.
func (s *Snapshot) zone() *time.Location {
	name := ""
	switch {
	case s.terms.Policies != nil && s.terms.Policies.TimeZone != "":
		name = s.terms.Policies.TimeZone
	case s.terms.Shipping != nil:
		name = s.terms.Shipping.TimeZone
	}
	return place(name)
}

// context is that of the loads that a sentence asks for. They are few and local to
// the process, and a reply that is no longer wanted ends with the next Write.
func (s *Snapshot) context() context.Context { return context.Background() }

// money is the currency that amounts without a sign are read in.
func (s *Snapshot) money() string {
	if s.currency != "" {
		return s.currency
	}
	return cart.DefaultCurrency
}

// Currency is the ISO 4217 code that prices are in, as far as this turn knows.
func (s *Snapshot) Currency() string { return s.money() }
