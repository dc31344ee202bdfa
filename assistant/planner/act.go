package planner

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/internal/prose"
	"github.com/aisle-chat/aisle/assistant/knowledge"
	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/catalog"
)

// Facts are what the shop says to a plan: the third stage's result. Everything
// that a reply states comes from here.
type Facts struct {
	Plan Plan
	// Result is what a search found. Cards are the hits that are shown.
	Result catalog.Result
	Cards  []catalog.Hit
	// Dropped are wishes of the search before that nothing meets.
	Dropped []catalog.Constraint
	// Base is the product that a comparative compares with. NoMeasure is true
	// when the data does not give its measure, NoBetter when nothing is.
	Base                *catalog.Product
	NoMeasure, NoBetter bool
	// Exhausted is true when there are no others to show.
	Exhausted bool
	// Kinds are kinds of things that the shop has.
	Kinds []string
	// Products are those that the plan is about, in the order of its Refs.
	Products []catalog.Product
	// Selection is what the options chosen so far amount to.
	Selection catalog.Selection
	// Cart is the cart after what was done; Refusal is why nothing was.
	Cart    *cart.Cart
	Refusal *cart.Error
	// Line is the cart line that was changed or removed, Lines those that may
	// be meant where it is not clear.
	Line  *cart.Line
	Lines []cart.Line
	// Found are passages that answer.
	Found []knowledge.Found
}

// How many products a reply shows, and how many are looked at to choose and to
// compare them.
const (
	maxCards  = 6
	lookLimit = 30
	farLimit  = 300
)

// actor is the third stage: it asks the shop, and writes what the plan says.
type actor struct {
	shop assistant.Shop
	turn string // seeds idempotency keys
}

func (a *actor) act(ctx context.Context, p Plan) (Facts, error) {
	f := Facts{Plan: p, Found: p.Reading.Found}
	var err error
	switch p.Move {
	case MoveSearch:
		err = a.search(ctx, &f)
	case MoveMore:
		err = a.more(ctx, &f)
	case MoveAbout, MoveCompare:
		err = a.products(ctx, &f, p.Refs)
	case MoveAdd:
		err = a.add(ctx, &f)
	case MoveQuantity, MoveRemove:
		err = a.change(ctx, &f)
	case MoveCart, MoveCheckout:
		err = a.cart(ctx, &f)
	case MoveTalk:
		err = a.kinds(ctx, &f)
	}
	return f, err
}

// query is the search that a state asks for. The wishes' own words rank; what
// they mean is settled by the wishes.
func query(s *State) catalog.Query {
	words := slices.Clone(s.Words)
	for _, c := range s.Wishes {
		if !c.Not && !c.Soft && c.Kind != catalog.KindPrice && c.Text != "" {
			words = append(words, c.Text)
		}
	}
	return catalog.Query{Text: strings.Join(words, " "), Constraints: s.Wishes, Sort: s.Sort, Limit: lookLimit}
}

func (a *actor) search(ctx context.Context, f *Facts) error {
	s := &f.Plan.State
	m := &f.Plan.Reading
	if m.Intent == IntentFind && len(s.Wishes) == 0 && len(s.Words) == 0 && m.Content > 0 && m.Known == 0 {
		return a.kinds(ctx, f) // nothing of it is known here
	}
	if f.Plan.Comparative != nil {
		return a.compare(ctx, f)
	}
	q := query(s)
	result, err := a.shop.Search(ctx, q)
	if err != nil {
		return err
	}
	if switched, ok, err := a.otherThing(ctx, f, result); err != nil {
		return err
	} else if ok {
		result = switched
	}
	if len(result.Hits) == 0 && len(f.Plan.Carried) > 0 {
		f.Dropped = f.Plan.Carried
		s.Wishes = slices.DeleteFunc(slices.Clone(s.Wishes), func(c catalog.Constraint) bool {
			return slices.ContainsFunc(f.Dropped, func(d catalog.Constraint) bool { return wishKey(d) == wishKey(c) })
		})
		if result, err = a.shop.Search(ctx, query(s)); err != nil {
			return err
		}
	}
	f.show(result, maxCards)
	if len(f.Cards) == 0 && len(result.Alternatives) == 0 {
		return a.kinds(ctx, f)
	}
	return nil
}

// otherThing tells whether a message whose words nothing of the search so far
// has is about something else: "hp toner" after network cables. Then the search
// begins anew.
func (a *actor) otherThing(ctx context.Context, f *Facts, so catalog.Result) (catalog.Result, bool, error) {
	m, s := &f.Plan.Reading, &f.Plan.State
	if m.Intent != IntentFind || f.Plan.New || m.Known == 0 || len(m.Words) == 0 || hasType(m.Wishes) || refiner.MatchString(m.Norm) || anyCovers(so.Hits, m.Words) {
		return so, false, nil
	}
	alone := *s
	alone.Wishes, alone.Words, alone.Sort = m.Wishes, m.Words, m.Sort
	result, err := a.shop.Search(ctx, query(&alone))
	if err != nil || !anyCovers(result.Hits, m.Words) {
		return so, false, err
	}
	alone.Shown, alone.Seen, alone.Asked, alone.Streak, alone.JustShow = nil, nil, nil, 0, false
	*s = alone
	return result, true, nil
}

// anyCovers reports whether one of the first hits is called by all the words.
func anyCovers(hits []catalog.Hit, words []string) bool {
	for _, hit := range hits[:min(len(hits), maxCards)] {
		title := prose.Fold(hit.Product.Title + " " + strings.Join(hit.Product.Category, " "))
		all := true
		for _, word := range words {
			all = all && strings.Contains(title, word)
		}
		if all {
			return true
		}
	}
	return false
}

// show takes the cards of a result: what can be bought, unless nothing can.
func (f *Facts) show(result catalog.Result, limit int) {
	f.Result = result
	for _, hit := range result.Hits {
		if !hit.Product.SoldOut && len(f.Cards) < limit {
			f.Cards = append(f.Cards, hit)
		}
	}
	if len(f.Cards) == 0 {
		f.Cards = result.Hits[:min(len(result.Hits), limit)]
	}
}

// more shows what was not seen yet.
func (a *actor) more(ctx context.Context, f *Facts) error {
	q := query(&f.Plan.State)
	q.Exclude = f.Plan.State.Seen
	result, err := a.shop.Search(ctx, q)
	if err != nil {
		return err
	}
	result.Hits = slices.DeleteFunc(result.Hits, func(h catalog.Hit) bool { return h.Product.SoldOut })
	f.show(result, maxCards)
	if len(f.Cards) == 0 {
		f.Exhausted = true
		return a.kinds(ctx, f)
	}
	return nil
}

// compare searches for what is cheaper, lighter and so on than the base: a
// certain product, or the best of what was shown.
func (a *actor) compare(ctx context.Context, f *Facts) error {
	s, c := &f.Plan.State, f.Plan.Comparative
	base, err := a.base(ctx, f)
	if err != nil {
		return err
	}
	f.Base = base
	if base == nil {
		return a.plain(ctx, f, c)
	}
	if len(s.Wishes) == 0 || !slices.Contains(s.Seen, base.ID) { // compare with its like
		s.Wishes, s.Words = nil, nil
		if kind, ok := wish(a.shop.Understand(kindOf(base)).Constraints, catalog.KindType, ""); ok {
			s.Wishes = append(s.Wishes, kind)
		}
	}
	if c.Field == "price" {
		return a.priced(ctx, f, base.Price)
	}
	have, ok := measureOf(base, c.Field)
	if !ok {
		f.NoMeasure = true
		return a.lookAgain(ctx, f)
	}
	q := query(s)
	q.Limit = farLimit
	result, err := a.shop.Search(ctx, q)
	if err != nil {
		return err
	}
	type ranked struct {
		hit catalog.Hit
		measure
	}
	var better []ranked
	for _, hit := range result.Hits {
		m, ok := measureOf(&hit.Product, c.Field)
		if ok && m.unit == have.unit && hit.Product.ID != base.ID && !hit.Product.SoldOut && (m.value < have.value) == c.Less && m.value != have.value {
			better = append(better, ranked{hit, m})
		}
	}
	slices.SortStableFunc(better, func(a, b ranked) int {
		if c.Less {
			return cmp.Compare(a.value, b.value)
		}
		return cmp.Compare(b.value, a.value)
	})
	if len(better) == 0 {
		f.NoBetter = true
		return a.lookAgain(ctx, f)
	}
	result.Total = len(better)
	f.Result = result
	for _, r := range better[:min(len(better), maxCards)] {
		f.Cards = append(f.Cards, r.hit)
	}
	return nil
}

// lookAgain shows the search as it was.
func (a *actor) lookAgain(ctx context.Context, f *Facts) error {
	result, err := a.shop.Search(ctx, query(&f.Plan.State))
	if err != nil {
		return err
	}
	f.show(result, maxCards)
	return nil
}

// plain reads a comparative with nothing to compare with as a wish for the
// order.
func (a *actor) plain(ctx context.Context, f *Facts, c *catalog.Comparative) error {
	if c.Field == "price" {
		f.Plan.State.Sort = catalog.SortPriceDown
		if c.Less {
			f.Plan.State.Sort = catalog.SortPriceUp
		}
	} else {
		f.NoMeasure = true
	}
	return a.lookAgain(ctx, f)
}

// base is the product that a comparative compares with.
func (a *actor) base(ctx context.Context, f *Facts) (*catalog.Product, error) {
	id, c := f.Plan.Base, f.Plan.Comparative
	if id == "" {
		best := -1.0
		for _, shown := range f.Plan.State.Shown {
			p, err := a.shop.Product(ctx, shown.ID)
			if errors.Is(err, catalog.ErrNotFound) {
				continue
			}
			if err != nil {
				return nil, err
			}
			value := float64(p.Price.Amount)
			if c.Field != "price" {
				m, ok := measureOf(&p, c.Field)
				if !ok {
					continue
				}
				value = m.value
			}
			if value > 0 && (best < 0 || (value < best) == c.Less) {
				id, best = p.ID, value
			}
		}
		if id == "" && len(f.Plan.State.Shown) > 0 {
			id = f.Plan.State.Shown[0].ID
		}
	}
	if id == "" {
		return nil, nil
	}
	p, err := a.shop.Product(ctx, id)
	if errors.Is(err, catalog.ErrNotFound) {
		return nil, nil
	}
	return &p, err
}

// cheaperText marks the price wish that a comparative made.
const cheaperText = "cheaper"

func (a *actor) priced(ctx context.Context, f *Facts, base catalog.Money) error {
	s, c := &f.Plan.State, f.Plan.Comparative
	before := s.Wishes
	price := catalog.Constraint{Kind: catalog.KindPrice, Text: cheaperText}
	if c.Less {
		price.MaxPrice = base.Amount - 1
	} else {
		price.MinPrice = base.Amount + 1
	}
	if base.IsZero() || c.Less && price.MaxPrice <= 0 {
		f.NoMeasure = true
		return a.lookAgain(ctx, f)
	}
	s.Wishes = changed(without(s.Wishes, string(catalog.KindPrice)), append(hardOf(f.Plan.Reading.Wishes), price))
	result, err := a.shop.Search(ctx, query(s))
	if err != nil {
		return err
	}
	if len(result.Hits) == 0 {
		s.Wishes, f.NoBetter = before, true
		q := query(s)
		if q.Sort = catalog.SortPriceDown; c.Less {
			q.Sort = catalog.SortPriceUp
		}
		if result, err = a.shop.Search(ctx, q); err != nil {
			return err
		}
	}
	f.show(result, maxCards)
	return nil
}

// kinds finds out what sort of things the shop has.
func (a *actor) kinds(ctx context.Context, f *Facts) error {
	result, err := a.shop.Search(ctx, catalog.Query{Limit: kindsLimit})
	if err != nil {
		return err
	}
	count := map[string]int{}
	for i := range result.Hits {
		count[kindOf(&result.Hits[i].Product)]++
	}
	var departments []string
	best := map[string]string{}
	for i := range result.Hits {
		p := &result.Hits[i].Product
		kind := kindOf(p)
		if kind == "" || p.SoldOut || len(kind) > assistant.MaxLabel {
			continue
		}
		department := p.Category[0]
		if best[department] == "" {
			departments = append(departments, department)
		}
		if best[department] == "" || count[kind] > count[best[department]] {
			best[department] = kind
		}
	}
	for _, department := range departments[:min(len(departments), 3)] {
		f.Kinds = append(f.Kinds, best[department])
	}
	return nil
}

// kindsLimit is how many products are looked at to name some kinds.
const kindsLimit = 60

// kindOf is the last of a product's categories, or "".
func kindOf(p *catalog.Product) string {
	if len(p.Category) == 0 {
		return ""
	}
	return p.Category[len(p.Category)-1]
}

// products looks up what a plan is about. What is gone is left out.
func (a *actor) products(ctx context.Context, f *Facts, ids []string) error {
	for _, id := range ids {
		p, err := a.shop.Product(ctx, id)
		if errors.Is(err, catalog.ErrNotFound) {
			continue
		}
		if err != nil {
			return err
		}
		f.Products = append(f.Products, p)
	}
	return nil
}

// add puts the item into the cart, if nothing is left to choose.
func (a *actor) add(ctx context.Context, f *Facts) error {
	item := f.Plan.Item
	if err := a.products(ctx, f, []string{item.Product}); err != nil || len(f.Products) == 0 {
		return err
	}
	p := &f.Products[0]
	f.Selection = p.Select(item.Options)
	if s, ok := p.SelectVariant(item.Variant); ok {
		f.Selection = s
	}
	if !f.Selection.Complete() {
		return nil
	}
	want := cart.Item{ProductID: p.ID, Options: f.Selection.Options, Quantity: item.Quantity}
	if f.Selection.Variant != nil {
		want.VariantID, want.Options = f.Selection.Variant.ID, nil
	}
	now, err := a.shop.Add(ctx, a.turn+":add", want)
	if f.Refusal, err = refusal(err); err != nil || f.Refusal != nil {
		return err
	}
	f.Cart = &now
	for i := range now.Lines {
		line := &now.Lines[i]
		if line.ProductID == p.ID && (f.Selection.Variant == nil || line.VariantID == f.Selection.Variant.ID) && sameOptions(line.Options, f.Selection.Options) {
			f.Line = line
		}
	}
	return nil
}

func sameOptions(line, chosen map[string]string) bool {
	for name, value := range line {
		if own, says := chosen[name]; says && own != value {
			return false
		}
	}
	return true
}

func refusal(err error) (*cart.Error, error) {
	if e, ok := errors.AsType[*cart.Error](err); ok {
		return e, nil
	}
	return nil, err
}

func (a *actor) cart(ctx context.Context, f *Facts) error {
	now, err := a.shop.Cart(ctx)
	f.Cart = &now
	return err
}

// change sets or removes a line of the cart.
func (a *actor) change(ctx context.Context, f *Facts) error {
	if err := a.cart(ctx, f); err != nil {
		return err
	}
	p := &f.Plan
	if p.All {
		return a.empty(ctx, f)
	}
	line, unclear := pickLine(f.Cart.Lines, p)
	if line == nil {
		f.Lines = unclear
		return nil
	}
	f.Line = line
	quantity := p.Quantity
	if p.Move == MoveRemove {
		quantity = 0
	} else if p.Delta != 0 {
		quantity = max(0, line.Quantity+p.Delta)
	}
	now, err := a.shop.SetQuantity(ctx, a.turn+":set", line.ID, quantity)
	if f.Refusal, err = refusal(err); err != nil || f.Refusal != nil {
		return err
	}
	p.Quantity, f.Cart = quantity, &now
	return nil
}

func (a *actor) empty(ctx context.Context, f *Facts) error {
	for _, line := range f.Cart.Lines {
		now, err := a.shop.SetQuantity(ctx, a.turn+":empty:"+line.ID, line.ID, 0)
		if f.Refusal, err = refusal(err); err != nil || f.Refusal != nil {
			return err
		}
		f.Cart = &now
	}
	return nil
}

// pickLine finds the line of the cart that a message means: by a chip's id, by
// its words, or the one changed last. Where several may be meant it returns
// them.
func pickLine(lines []cart.Line, p *Plan) (*cart.Line, []cart.Line) {
	m := &p.Reading
	if m.Tapped != nil && m.Tapped.Line != "" {
		for i := range lines {
			if lines[i].ID == m.Tapped.Line {
				return &lines[i], nil
			}
		}
		return nil, nil
	}
	said := map[string]bool{}
	for _, stem := range prose.Content(m.Norm) {
		said[stem] = true
	}
	scores := make([]int, len(lines))
	best := 0
	for i := range lines {
		for _, stem := range uniqueStems(lines[i].Title + " " + strings.Join(valuesOf(lines[i].Options), " ")) {
			if said[stem] {
				scores[i]++
			}
		}
		best = max(best, scores[i])
	}
	var meant []cart.Line
	for i := range lines {
		if best > 0 && scores[i] == best {
			meant = append(meant, lines[i])
		}
	}
	byName := best > 0
	if !byName {
		for i := range lines {
			if slices.Contains(m.Refs, lines[i].ProductID) && !deictic.MatchString(m.Norm) {
				meant = append(meant, lines[i])
			}
		}
	}
	if len(meant) == 1 {
		return &meant[0], nil
	}
	for i := range lines {
		if lines[i].ID == p.Line && (len(meant) == 0 && (deictic.MatchString(m.Norm) || p.Move == MoveQuantity || m.Content == 0) || slices.ContainsFunc(meant, func(l cart.Line) bool { return l.ID == p.Line })) {
			return &lines[i], nil
		}
	}
	if len(lines) == 1 && len(meant) == 0 && (m.Content == 0 || deictic.MatchString(m.Norm)) {
		return &lines[0], nil
	}
	if len(meant) == 0 {
		meant = lines
	}
	return nil, meant
}

func valuesOf(options map[string]string) []string {
	var values []string
	for _, name := range sortedKeys(options) {
		values = append(values, options[name])
	}
	return values
}
