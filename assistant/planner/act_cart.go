package planner

import (
	"context"
	"slices"
	"strings"

	"github.com/aisle-chat/aisle/assistant/internal/prose"
	"github.com/aisle-chat/aisle/assistant/tool"
	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/catalog"
)

// add puts the items into the cart for which nothing is left to choose. The
// first of the others becomes the plan's item.
func (a *actor) add(ctx context.Context, f *Facts) error {
	var open []Wanted
	var refused *cart.Error
	for i, item := range append([]Wanted{*f.Plan.Item}, f.Plan.Next...) {
		added, err := a.addItem(ctx, f, &item, addKey(a.turn.ID, i))
		if err != nil {
			return err
		}
		switch {
		case added:
			f.Added = append(f.Added, Added{f.Products[0], f.Selection.Options, item.Quantity})
		case f.Refusal != nil && f.Refusal != refused: // first is said why not
			open, refused = append([]Wanted{item}, open...), f.Refusal
		default:
			open = append(open, item)
		}
	}
	if len(open) == 0 {
		return nil
	}
	f.Plan.Item, f.Plan.Next = &open[0], open[1:]
	return a.selects(ctx, f, &open[0])
}

// selects looks up the product of an item and what its options amount to.
func (a *actor) selects(ctx context.Context, f *Facts, item *Wanted) error {
	f.Products, f.Selection = nil, catalog.Selection{}
	if err := a.products(ctx, f, []string{item.Product}); err != nil || len(f.Products) == 0 {
		return err
	}
	f.Selection = tool.Choose(&f.Products[0], item.Variant, item.Options)
	return nil
}

// addItem puts one item into the cart, if nothing is left to choose.
func (a *actor) addItem(ctx context.Context, f *Facts, item *Wanted, key string) (added bool, err error) {
	if err := a.selects(ctx, f, item); err != nil || len(f.Products) == 0 || !f.Selection.Complete() {
		return false, err
	}
	p := &f.Products[0]
	now, refused, err := tool.Put{Product: p, Chosen: f.Selection, Quantity: item.Quantity}.Do(ctx, a.turn.Shop, a.turn.History, key)
	if f.Refusal = refused; err != nil || refused != nil {
		return false, err
	}
	f.Cart = &now
	for i := range now.Lines {
		line := &now.Lines[i]
		if line.ProductID == p.ID && (f.Selection.Variant == nil || line.VariantID == f.Selection.Variant.ID) && sameOptions(line.Options, f.Selection.Options) {
			f.Line = line
			f.changed(line, max(0, line.Quantity-item.Quantity), line.Quantity)
		}
	}
	return true, nil
}

func sameOptions(line, chosen map[string]string) bool {
	for name, value := range line {
		if own, says := chosen[name]; says && own != value {
			return false
		}
	}
	return true
}

func (a *actor) cart(ctx context.Context, f *Facts) error {
	now, err := a.turn.Shop.Cart(ctx)
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
	now, err := a.turn.Shop.SetQuantity(ctx, a.key("set"), line.ID, quantity)
	if f.Refusal, err = tool.Refused(err); err != nil || f.Refusal != nil {
		return err
	}
	p.Quantity, f.Cart = quantity, &now
	f.changed(line, line.Quantity, quantity)
	return nil
}

func (a *actor) empty(ctx context.Context, f *Facts) error {
	for _, line := range f.Cart.Lines {
		now, err := a.turn.Shop.SetQuantity(ctx, a.key("empty:"+line.ID), line.ID, 0)
		if f.Refusal, err = tool.Refused(err); err != nil || f.Refusal != nil {
			return err
		}
		f.Cart = &now
		f.changed(&line, line.Quantity, 0)
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
	if len(meant) == 0 && namesSomething(m.Norm) {
		return nil, lines
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

// namesSomething reports whether a request to change the cart names a thing.
func namesSomething(norm string) bool {
	for _, stem := range prose.Content(norm) {
		if _, isNumber := toNumber(stem); !isNumber && !requestWords[stem] && !changeWords[stem] {
			return true
		}
	}
	return false
}

// changeWords are the stems of a request to change or remove something.
var changeWords = map[string]bool{
	"make": true, "chang": true, "set": true, "updat": true, "increas": true, "reduc": true, "decreas": true, "rais": true, "lower": true,
	"quantiti": true, "remov": true, "delet": true, "drop": true, "rid": true, "discard": true, "item": true, "line": true,
	"swap": true, "switch": true, "exchang": true, "turn": true,
	"again": true, "out": true, "pleas": true, "back": true, "first": true, "second": true, "third": true, "anymor": true, "instead": true, "actual": true, "wait": true, "never": true, "mind": true,
}

func valuesOf(options map[string]string) []string {
	var values []string
	for _, name := range sortedKeys(options) {
		values = append(values, options[name])
	}
	return values
}
