package planner

import (
	"context"
	"errors"
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

// act is the act by which an item goes into the cart.
func (item *Wanted) act(key string) tool.AddToCart {
	return tool.AddToCart{Product: item.Product, Variant: item.Variant, Options: item.Options, Quantity: item.Quantity, Key: key}
}

// put takes what an item amounts to; nothing where its product is gone.
func (f *Facts) put(put tool.Put) {
	if f.Products, f.Selection = nil, put.Chosen; put.Product != nil {
		f.Products = []catalog.Product{*put.Product}
	}
}

// selects looks up the product of an item and what its options amount to.
func (a *actor) selects(ctx context.Context, f *Facts, item *Wanted) error {
	put, err := item.act("").Resolve(ctx, a.turn)
	if f.put(put); errors.Is(err, catalog.ErrNotFound) {
		return nil
	}
	return err
}

// addItem puts one item into the cart, if nothing is left to choose.
func (a *actor) addItem(ctx context.Context, f *Facts, item *Wanted, key string) (added bool, err error) {
	now, err := item.act(key).Do(ctx, a.turn)
	if f.put(now.Put); errors.Is(err, catalog.ErrNotFound) || errors.Is(err, tool.ErrOpen) {
		return false, nil
	}
	if f.Refusal, err = tool.Refused(err); err != nil || f.Refusal != nil {
		return false, err
	}
	f.added(&now)
	return true, nil
}

// added notes what went into the cart.
func (f *Facts) added(now *tool.Added) {
	if f.Cart = &now.Cart; now.Line != nil {
		f.Line = now.Line
		f.changed(now.Line, max(0, now.Line.Quantity-now.Quantity), now.Line.Quantity)
	}
}

func (a *actor) cart(ctx context.Context, f *Facts) error {
	now, err := tool.ShowCart{}.Do(ctx, a.turn)
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
	now, err := tool.SetQuantity{Line: line.ID, Quantity: quantity, Key: a.key("set")}.Do(ctx, a.turn)
	if f.Refusal, err = tool.Refused(err); err != nil || f.Refusal != nil {
		return err
	}
	p.Quantity, f.Cart = quantity, &now
	f.changed(line, line.Quantity, quantity)
	return nil
}

func (a *actor) empty(ctx context.Context, f *Facts) error {
	for _, line := range f.Cart.Lines {
		now, err := tool.SetQuantity{Line: line.ID, Key: a.key("empty:" + line.ID)}.Do(ctx, a.turn)
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
