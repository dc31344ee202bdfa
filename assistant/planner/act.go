package planner

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/knowledge"
	"github.com/aisle-chat/aisle/assistant/tool"
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
	// Aside are wishes that a comparative left aside, since nothing met all of them.
	Aside []catalog.Constraint
	// Base is the product that a comparative compares with. NoMeasure is true
	// when the data does not give its measure, NoBetter when nothing is.
	Base                *catalog.Product
	NoMeasure, NoBetter bool
	// NoneNew is true where new things were asked for and the data mark none.
	NoneNew bool
	// StepUp is true where the price stands in for ratings that there are not.
	StepUp bool
	// GoesWith says why a card goes with the product of the plan, by its id.
	GoesWith map[string]string
	// Unknown are words of the message that nothing here is called by.
	Unknown []string
	// Exhausted is true when there are no others to show.
	Exhausted bool
	// Kinds are kinds of things that the shop has.
	Kinds []string
	// Products are those that the plan is about, in the order of its Refs. Alike is
	// true where only the first of them was named, and the others are its nearest.
	Products []catalog.Product
	Alike    bool
	// Compared is what Products differ in, where they are compared.
	Compared tool.Comparison
	// Selection is what the options chosen so far amount to.
	Selection catalog.Selection
	// Added are what went into the cart.
	Added []Added
	// Cart is the cart after what was done; Refusal is why nothing was.
	Cart    *cart.Cart
	Refusal *cart.Error
	// Line is the cart line that was changed or removed, Lines those that may
	// be meant where it is not clear.
	Line *cart.Line
	// Before is the line whose place another choice took, or was to take.
	Before *cart.Line
	Lines  []cart.Line
	// Changes are what was changed in the cart, and Undone what was set back.
	Changes, Undone []Change
	// Restock is the request to hear of what is sold out that was noted, and Waits
	// are all of this shopper's.
	Restock *cart.Restock
	Waits   []cart.Restock
	// Unwaited are those that were taken back.
	Unwaited []cart.Restock
	// Reachable is true where the shop knows the shopper's e-mail address.
	Reachable bool
	// Found are passages that answer.
	Found []knowledge.Found
	// What the shop says of orders, and its rules.
	OrderFacts
}

// Added is a product that went into the cart, with the options chosen.
type Added struct {
	Product  catalog.Product
	Options  map[string]string
	Quantity int
}

// How many products a reply shows, and how many are looked at to choose and to
// compare them.
const (
	maxCards  = tool.MaxCards
	lookLimit = 30
	farLimit  = 300
)

// actor is the third stage: it asks the shop, and writes what the plan says.
type actor struct{ turn *assistant.Turn }

// key is the idempotency key of something that the turn does.
func (a *actor) key(deed string) string { return a.turn.ID + ":" + deed }

func (a *actor) act(ctx context.Context, p Plan) (Facts, error) {
	f := Facts{Plan: p, Found: p.Reading.Found, Reachable: a.turn.Customer != nil && a.turn.Customer.Email != "", OrderFacts: OrderFacts{Terms: a.turn.Shop.Terms(), Now: a.turn.Now}}
	var err error
	switch p.Move {
	case MoveSearch:
		err = a.search(ctx, &f)
	case MoveMore:
		err = a.more(ctx, &f)
	case MoveAbout:
		err = a.products(ctx, &f, p.Refs)
	case MoveCompare:
		err = a.sideBySide(ctx, &f)
	case MoveAdd:
		err = a.add(ctx, &f)
	case MoveQuantity, MoveRemove:
		err = a.change(ctx, &f)
	case MoveSwap:
		err = a.swap(ctx, &f)
	case MoveUndo:
		err = a.undo(ctx, &f)
	case MoveCart, MoveCheckout:
		err = a.cart(ctx, &f)
	case MoveOrder:
		err = a.order(ctx, &f)
	case MoveFile:
		err = a.file(ctx, &f)
	case MoveFact:
		err = a.fact(ctx, &f)
	case MoveTerms:
		err = a.terms(ctx, &f)
	case MoveCode:
		err = a.code(ctx, &f)
	case MoveIdeas:
		err = a.ideas(ctx, &f)
	case MoveKit:
		err = a.kit(ctx, &f)
	case MoveGoesWith:
		err = a.complements(ctx, &f)
	case MoveTalk:
		err = a.kinds(ctx, &f)
	case MoveRestock:
		err = a.restock(ctx, &f)
	case MoveWhich:
		err = a.picks(ctx, &f)
	}
	if len(f.Changes) > 0 {
		f.Plan.State.Undo = f.Changes
	}
	return f, err
}

// products looks up what a plan is about. What is gone is left out.
func (a *actor) products(ctx context.Context, f *Facts, ids []string) error {
	for _, id := range ids {
		p, err := tool.GetProduct{ID: id}.Do(ctx, a.turn)
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

// sideBySide compares products; a single one with the nearest of its kind.
func (a *actor) sideBySide(ctx context.Context, f *Facts) (err error) {
	if f.Compared, err = (tool.CompareProducts{IDs: f.Plan.Refs}).Do(ctx, a.turn); err != nil {
		return err
	}
	if f.Products = f.Compared.Products; len(f.Products) == 1 {
		err = a.alike(ctx, f)
		f.Compared = tool.Compare(f.Products, a.turn.Locale)
	}
	return err
}

// maxAlike is how many things are set beside one that has nothing to be compared
// with.
const maxAlike = 2

// alike adds the nearest of its kind to the only product that is to be compared.
func (a *actor) alike(ctx context.Context, f *Facts) error {
	base := &f.Products[0]
	result, err := tool.SearchProducts{Text: kindOf(base), Limit: lookLimit}.Do(ctx, a.turn)
	if err != nil {
		return err
	}
	hits := slices.DeleteFunc(result.Hits, func(h catalog.Hit) bool {
		return h.Product.ID == base.ID || h.Product.SoldOut || kindOf(&h.Product) != kindOf(base) || h.Product.Price.IsZero()
	})
	away := func(h catalog.Hit) int64 { return max(priceOf(&h)-base.Price.Amount, base.Price.Amount-priceOf(&h)) }
	slices.SortStableFunc(hits, func(x, y catalog.Hit) int { return cmp.Compare(away(x), away(y)) })
	for _, hit := range hits[:min(len(hits), maxAlike)] {
		f.Products, f.Alike = append(f.Products, hit.Product), true
	}
	return nil
}
