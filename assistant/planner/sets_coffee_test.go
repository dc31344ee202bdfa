package planner

import (
	"encoding/json"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/internal/prose"
	"github.com/aisle-chat/aisle/catalog"
)

// coffeeTalk is a talk at a coffee bar, with what its till was told.
type coffeeTalk struct {
	Scenario   string
	Utterances []struct {
		Speaker, Text string
		Annotations   []struct{ Name, Value string }
	}
}

// drink is a drink that was put into an order.
type drink struct {
	Item    string `json:"menu_item_id"`
	Options []struct {
		Axis  string `json:"attribute_id"`
		Value string `json:"option"`
	} `json:"attributes"`
}

// till is what the till was told after a sentence.
type till struct {
	drinks         []drink
	edits, settles bool
}

// tillOf reads what the till was told; requests that are no JSON count as nothing.
func tillOf(annotations []struct{ Name, Value string }) (t till) {
	call := ""
	for _, a := range annotations {
		switch a.Name {
		case "api_call":
			call = a.Value
			t.settles = t.settles || call == "finish_order"
			t.edits = t.edits || call == "update_order_item"
		case "request":
			var d drink
			if call == "add_order_item" && json.Unmarshal([]byte(a.Value), &d) == nil {
				t.drinks = append(t.drinks, d)
			}
		}
	}
	return t
}

// itemDigits end the id of a drink.
var itemDigits = regexp.MustCompile(`-\d+\s*$`)

// title is a drink as its card calls it: "Chai latte".
func (d drink) title() string {
	name := strings.ToLower(strings.ReplaceAll(itemDigits.ReplaceAllString(d.Item, ""), "-", " "))
	if name == "" {
		return ""
	}
	return strings.ToUpper(name[:1]) + name[1:]
}

// coffeeBar sells every drink that somebody ordered, with the choices that somebody
// made where choices is true.
func coffeeBar(t *testing.T, talks []coffeeTalk, choices bool) *catalog.Index {
	titles, values := map[string]bool{}, map[string]map[string]bool{}
	for _, talk := range talks {
		for _, u := range talk.Utterances {
			for _, d := range tillOf(u.Annotations).drinks {
				titles[d.title()] = true
				for _, o := range d.Options {
					if values[o.Axis] == nil {
						values[o.Axis] = map[string]bool{}
					}
					values[o.Axis][strings.ToLower(o.Value)] = true
				}
			}
		}
	}
	var products []catalog.Product
	for i, title := range slices.Sorted(maps.Keys(titles)) {
		if title == "" {
			continue
		}
		p := catalog.Product{ID: title, Title: title, Category: []string{"Drinks"}, Price: catalog.Money{Amount: int64(300 + 10*i), Currency: "USD"}}
		for _, axis := range slices.Sorted(maps.Keys(values)) {
			if choices {
				p.Options = append(p.Options, catalog.Option{Name: strings.TrimSuffix(axis, "-options"), Values: slices.Sorted(maps.Keys(values[axis]))})
			}
		}
		products = append(products, p)
	}
	return shelf(t, products)
}

// What people order at a coffee bar is the first thing that they see, or in the cart
// already; in which way it is wanted is understood; and that the order is right is
// no new wish.
func coffeeFigures(t *testing.T) []*figure {
	talks := decoded[[]coffeeTalk](t, "taskmaster4/data_07.json")
	plain, choosy := coffeeBar(t, talks, false), coffeeBar(t, talks, true)
	order := &figure{set: "taskmaster4", what: "what is ordered comes first", floor: "none", least: 80}
	choice := &figure{set: "taskmaster4", what: "the choice that is named", floor: "none", least: 85}
	edit := &figure{set: "taskmaster4", what: "a change of the order is none of another", floor: "none", least: 60}
	yes := &figure{set: "taskmaster4", what: "that it is right so", floor: "none", least: 80}
	for i, talk := range talks {
		k := newTalker(t, plain)
		k.cart += strconv.Itoa(i)
		for _, u := range talk.Utterances {
			if u.Speaker != "user" {
				continue
			}
			at := tillOf(u.Annotations)
			m := readAlone(choosy, u.Text)
			if len(at.drinks) > 0 {
				want := at.drinks[0].title()
				parts := k.say(u.Text)
				first, inCart := firstOf(parts)
				order.is(i, first == want || inCart, "%q: %s first, not %s: %s", u.Text, first, want, prose1(parts))
				for _, o := range at.drinks[0].Options {
					value := strings.ToLower(o.Value)
					if !strings.Contains(prose.Fold(u.Text), prose.Fold(strings.TrimSuffix(value, " milk"))) {
						continue // said in other words
					}
					ok := slices.ContainsFunc(m.Wishes, func(c catalog.Constraint) bool { return slices.Contains(c.Values, value) })
					for _, v := range m.Options {
						ok = ok || v == value
					}
					choice.is(i, ok, "%q: %q of %v %v", u.Text, value, m.Wishes, m.Options)
				}
			}
			if at.edits && !at.settles {
				edit.is(i, slices.Contains([]Intent{IntentSwap, IntentPick, IntentAdd, IntentFind, IntentQuantity, IntentRemove, IntentNo}, m.Intent), "%q is %s", u.Text, m.Intent)
			}
			if at.settles && len(at.drinks) == 0 && !at.edits {
				yes.is(i, slices.Contains([]Intent{IntentYes, IntentThanks, IntentCheckout, IntentBye}, m.Intent), "%q is %s", u.Text, m.Intent)
			}
		}
	}
	return []*figure{order, choice, edit, yes}
}

// firstOf is the title of the first product of a reply, and whether the cart has
// what was asked for.
func firstOf(parts assistant.Parts) (title string, inCart bool) {
	for _, part := range parts {
		if _, ok := part.(assistant.CartBlock); ok {
			inCart = true
		}
		if cards := assistant.CardsOf(part); len(cards) > 0 && title == "" {
			title = cards[0].Title
		}
	}
	return title, inCart
}
