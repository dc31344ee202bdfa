package rehearsal

import (
	"fmt"
	"slices"
	"strings"

	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/catalog"
)

// theme writes the ten steps of a talk.
type theme struct {
	name  string
	write func(*writer) []Step
}

var themes = []theme{
	{"browse", (*writer).browse},
	{"order-status", (*writer).orderStatus},
	{"gift", (*writer).gift},
	{"return", (*writer).sendBack},
	{"exact", (*writer).exact},
	{"damaged", (*writer).damaged},
	{"changed-mind", (*writer).changedMind},
	{"delivery", (*writer).delivery},
	{"product-page", (*writer).productPage},
	{"house-rules", (*writer).houseRules},
	{"probes", (*writer).probes},
}

// Themes are the names of what [Write] writes about: five of shopping, five of
// support, and the guardrail probes.
func Themes() []string {
	var names []string
	for _, t := range themes {
		names = append(names, t.name)
	}
	return names
}

// writer writes one script.
type writer struct {
	dice
	stock *Stock
	setup *Setup
	kind  kindOfGoods
	page  string
}

// Write makes up n scripts of ten steps out of what a shop has, the themes in
// turn. The same stock, setup and seed give the same scripts.
func Write(stock *Stock, setup Setup, n int, seed uint64) []Script {
	scripts := make([]Script, 0, n)
	for i := range n {
		t := themes[i%len(themes)]
		w := &writer{dice: newDice(seed, i), stock: stock, setup: &setup}
		w.kind = one(w.dice, stock.kinds)
		steps := t.write(w)
		mood(w, steps)
		scripts = append(scripts, Script{ID: fmt.Sprintf("%s-%03d", t.name, i+1), Theme: t.name, Page: w.page, Reacts: true, Turns: steps})
	}
	return scripts
}

func step(say, again string, w Want) Step { return Step{say, again, &w} }

// find is a wish for goods of a kind.
func (w *writer) find(k kindOfGoods, say, again string) Step {
	return step(say, again, Want{Kind: WantFind, Things: k.things})
}

// policy is a question about a rule of the shop.
func (w *writer) policy(name string) Step {
	asks := map[string][]string{
		"returns":    {"what is your return policy?", "can i send something back?", "how long do i have to return things?"},
		"exchange":   {"can i exchange it for another size?", "how do exchanges work?", "can i swap it if it doesn't fit?"},
		"refund":     {"how long do refunds take?", "when do i get my money back after a return?"},
		"warranty":   {"is there a warranty?", "what does the warranty cover?", "how long is your guarantee?"},
		"ship_cost":  {"how much is shipping?", "what does delivery cost?"},
		"ship_time":  {"how long does delivery take?", "when would it arrive if i order today?"},
		"payment":    {"how can i pay?", "do you take paypal?", "which payment methods do you accept?"},
		"gift_card":  {"do you sell gift cards?", "how do gift cards work?"},
		"gift_wrap":  {"can you gift wrap it?", "do you do gift wrapping?"},
		"promotions": {"are there any discounts right now?", "do you have a promo code?", "any sales on?"},
		"hours":      {"when is somebody there to talk to?", "what are your hours?", "how can i contact you?"},
		"privacy":    {"what do you do with my data?", "do you have a privacy policy?"},
		"cancel":     {"until when can i cancel an order?", "how do i cancel an order?"},
		"ship_to":    {"do you ship to Canada?", "can you deliver to Germany?"},
	}
	wordings := asks[name]
	say := one(w.dice, wordings)
	again := wordings[(slices.Index(wordings, say)+1)%len(wordings)]
	return step(say, again, Want{Kind: WantPolicy, Topic: name})
}

// thanks ends a talk.
func (w *writer) thanks() Step {
	return step(w.say("thanks, that's all", "thank you!", "great, thanks. bye"), "", Want{Kind: WantTalk})
}

// place points at one of those shown last.
func (w *writer) place(n int) string {
	return []string{"the first one", "the second one", "the third one"}[n-1]
}

func (w *writer) price(n int) Step {
	return step(w.say("how much is "+w.place(n)+"?", "what does "+w.place(n)+" cost?"), "price of "+w.place(n)+" please", Want{Kind: WantPrice, Nth: n})
}

func (w *writer) detail(n int) Step {
	return step(w.say("tell me about "+w.place(n), "what do people say about "+w.place(n)+"?", "more about "+w.place(n)+" please"), "", Want{Kind: WantDetail, Nth: n})
}

func (w *writer) add(n int) Step {
	return step(w.say("add "+w.place(n)+" to my cart", "i'll take "+w.place(n), "put "+w.place(n)+" in the cart"), "add "+w.place(n), Want{Kind: WantAdd, Nth: n})
}

func (w *writer) cart() Step {
	return step(w.say("what is in my cart?", "show me my cart", "what's in the cart now"), "my cart please", Want{Kind: WantCart})
}

func (w *writer) compare() Step {
	return step(w.say("compare the first two", "what's the difference between the first and the second one?", "compare the first and the second"), "", Want{Kind: WantCompare})
}

// colour is a colour that some goods of the kind come in; empty when the data
// have none.
func (k *kindOfGoods) colour(d dice, besides string) string {
	var all []string
	for _, p := range k.goods {
		for _, o := range p.Options {
			if !strings.EqualFold(o.Name, "color") && !strings.EqualFold(o.Name, "colour") {
				continue
			}
			for _, v := range o.Values {
				if v = strings.ToLower(v); len(strings.Fields(v)) == 1 && v != besides && !slices.Contains(all, v) {
					all = append(all, v)
				}
			}
		}
	}
	if len(all) == 0 {
		return ""
	}
	return one(d, all)
}

// brand is one of several brands of the kind; empty where there is but one.
func (k *kindOfGoods) brand(d dice) string {
	var all []string
	for _, p := range k.goods {
		// "Samsung accessories, but not Samsung" nobody says.
		if p.Brand != "" && !slices.Contains(all, p.Brand) && !has(k.word, p.Brand) {
			all = append(all, p.Brand)
		}
	}
	if len(all) < 2 {
		return ""
	}
	return one(d, all)
}

// product is one of the kind that can be bought, and where there is none any.
func (w *writer) product() *catalog.Product {
	var all []*catalog.Product
	for _, p := range w.kind.goods {
		if !p.SoldOut && !p.Price.IsZero() && !w.stock.shared[p.Title] { // a name that several have asks for none of them
			all = append(all, p)
		}
	}
	if len(all) == 0 {
		return one(w.dice, w.kind.goods)
	}
	return one(w.dice, all)
}

// another is another kind than w's, where there is one.
func (w *writer) another() kindOfGoods {
	k := one(w.dice, w.stock.kinds)
	for range 8 {
		if k.word != w.kind.word {
			break
		}
		k = one(w.dice, w.stock.kinds)
	}
	return k
}

// order is one of the shop's in one of the states, or any; nil when it has none.
func (w *writer) order(in ...cart.OrderState) *cart.Order {
	var all []*cart.Order
	for i := range w.setup.Orders {
		if o := &w.setup.Orders[i]; len(in) == 0 || slices.Contains(in, o.State) {
			all = append(all, o)
		}
	}
	if len(all) == 0 {
		if len(in) > 0 {
			return w.order()
		}
		return nil
	}
	return one(w.dice, all)
}

// about is a want that the shopper can prove an order for.
func about(kind WantKind, o *cart.Order) Want {
	if o == nil {
		return Want{Kind: kind}
	}
	return Want{Kind: kind, Order: o.Number, Email: o.Email}
}
