package planner

import (
	"maps"
	"slices"
	"strings"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/internal/pattern"
	"github.com/aisle-chat/aisle/catalog"
)

// add puts what is meant on its way into the cart, with the options that the
// message and the wishes settle.
func (p Plan) add(scene *Scene) Plan {
	m := p.Reading
	p.Move = MoveAdd
	if m.Beyond || len(m.Refs) == 0 {
		return p.which(IntentAdd, scene)
	}
	if m.OfKit {
		return p.addKit(scene)
	}
	if m.Tapped != nil || !several(m.Norm) {
		m.Refs = m.Refs[:1]
	}
	p.Refs = m.Refs
	p.State.Focus = m.Refs[0]
	joined := scene.Joined
	if len(joined) != len(m.Refs) {
		joined = nil
	}
	var items []Wanted
	for i, id := range m.Refs {
		if len(joined) > 0 { // what is said last may be of all: "the shirt and the jacket in white"
			m.Norm, m.Wishes, m.Options = joined[len(joined)-1].Norm, nil, nil
		}
		item := wanted(id, m, p.State, scene)
		if len(joined) > 0 {
			part := joined[i].Norm
			maps.Copy(item.Options, optionsIn(&joined[i].Product, part, nil, ""))
			item.Quantity = max(1, quantityIn(part), partAmount(part))
		}
		items = append(items, *item)
	}
	p.Item, p.Next = &items[0], items[1:]
	return p
}

// addKit puts all of the kit at hand on its way into the cart.
func (p Plan) addKit(scene *Scene) Plan {
	var items []Wanted
	for _, item := range p.State.Kit.Items {
		wanted := Wanted{Product: item.Product, Options: map[string]string{}, Quantity: max(1, item.Quantity)}
		if product := scene.product(item.Product); product != nil {
			for _, option := range product.Options {
				if value := wishedValue(option, append(slices.Clone(p.State.Kit.Wishes), item.Wishes...)); value != "" {
					wanted.Options[option.Name] = value
				}
			}
		}
		items = append(items, wanted)
	}
	p.Refs, p.State.Focus = p.Reading.Refs, items[0].Product
	p.Item, p.Next = &items[0], items[1:]
	return p
}

// partAmount is how many a part of a request begins with: "two lamps".
func partAmount(norm string) int {
	word, _, _ := strings.Cut(norm, " ")
	n, _ := toNumber(word)
	return n
}

// several reports whether a message may mean more than one of what it points at.
func several(norm string) bool {
	return bothOf.MatchString(norm) || addAll.MatchString(norm) || joins.MatchString(norm) || firstFew.MatchString(norm)
}

var (
	joins    = pattern.MustCompile(`\b(?:and|plus|as well as)\b`)
	firstFew = pattern.MustCompile(`\bfirst (?:two|three|four|2|3|4)\b`)
)

// wanted is the item that m asks for. A chip says all itself; words are helped
// out by the wishes and by the variant that the card showed.
func wanted(id string, m Reading, s State, scene *Scene) *Wanted {
	item := &Wanted{Product: id, Quantity: max(1, m.Quantity), Options: map[string]string{}}
	if m.Tapped != nil && m.Tapped.Do == assistant.DoAdd {
		item.Variant, item.Options = m.Tapped.Variant, maps.Clone(m.Tapped.Options)
		return item
	}
	if product := scene.product(id); product != nil {
		for _, option := range product.Options {
			if value := wishedValue(option, s.Wishes); value != "" {
				item.Options[option.Name] = value
			} else if _, wished := wish(s.Wishes, catalog.KindOption, "color"); wished && isColor(option.Name) {
				if shown, ok := product.SelectVariant(s.variantShown(id)); ok { // the shade on the card
					item.Options[option.Name] = shown.Options[option.Name]
				}
			}
		}
		if s.Liked != nil && s.Liked.Product == id {
			maps.Copy(item.Options, s.Liked.Options)
		}
		maps.Copy(item.Options, optionsIn(product, m.Norm, m.Wishes, ""))
	}
	if id == m.Refs[0] {
		maps.Copy(item.Options, m.Options)
	}
	return item
}

// pick goes on with the item whose options are being chosen.
func (p Plan) pick(pending *Pending, scene *Scene) Plan {
	m := p.Reading
	p.Move = MoveAdd
	if pending != nil && pending.Item != nil && slices.Contains(m.Refs, pending.Item.Product) {
		item := *pending.Item
		item.Variant = ""
		item.Options = maps.Clone(item.Options)
		if item.Options == nil {
			item.Options = map[string]string{}
		}
		maps.Copy(item.Options, m.Options)
		if m.Quantity > 0 {
			item.Quantity = m.Quantity
		}
		p.Item, p.Next = &item, pending.Next
		p.Reading.Besides = pending.Besides
		if m.Beyond && len(m.Options) == 0 { // "more sizes"
			p.From = pending.From + assistant.MaxChoices - 1
		}
	} else {
		p.Item = wanted(m.Refs[0], m, p.State, scene)
	}
	p.State.Focus = p.Item.Product
	return p
}

// quantity changes the cart's line that was talked of, or the item that is on
// its way into the cart.
func (p Plan) quantity(pending *Pending) Plan {
	m := p.Reading
	if pending != nil && pending.Item != nil && m.Tapped == nil && m.Quantity > 0 {
		p.Move = MoveAdd
		item := *pending.Item
		item.Quantity = m.Quantity
		p.Item, p.Next = &item, pending.Next
		p.State.Focus = item.Product
		return p
	}
	p.Move, p.Line, p.Quantity, p.Delta = MoveQuantity, p.State.Line, m.Quantity, m.Delta
	if m.Tapped != nil && m.Tapped.Line != "" {
		p.Line = m.Tapped.Line
		p.Refs = nil
	}
	return p
}
