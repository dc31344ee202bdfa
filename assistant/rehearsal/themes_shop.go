package rehearsal

import "strings"

// browse narrows a vague wish down, asks about what is shown and buys.
func (w *writer) browse() []Step {
	k := &w.kind
	sum, words := budget(k.goods)
	under := w.find(*k, "nothing too expensive", "something cheaper please")
	if sum > 0 {
		under = step("under "+words, k.word+" under "+words, Want{Kind: WantFind, Things: k.things, Max: sum})
	}
	refine := w.find(*k, "show me others", "more "+k.word)
	if c := k.colour(w.dice, ""); c != "" {
		refine = w.find(*k, "in "+c, c+" "+k.word)
	}
	return []Step{
		w.find(*k, w.say("i'm looking for ", "show me some ", "do you have ")+k.word, k.word),
		under, refine, w.price(1), w.detail(1), w.compare(), w.add(1), w.cart(), w.policy("ship_cost"), w.thanks(),
	}
}

// gift looks for something for somebody else, says what not, and asks what
// comes with a gift.
func (w *writer) gift() []Step {
	sum, words := budget(w.kind.goods)
	ask := Want{Kind: WantFind, Max: sum}
	say := "i need a gift for my " + w.say("sister", "dad", "neighbor", "best friend")
	if sum > 0 {
		say += " under " + words
	}
	other := w.another()
	return []Step{
		step("hi!", "", Want{Kind: WantTalk}),
		step(say, "a present under "+words, ask),
		step("something else please", "show me others", Want{Kind: WantFind}),
		w.find(w.kind, "how about "+w.kind.word+"?", w.kind.word),
		w.price(2), w.detail(2),
		step("no "+w.kind.word+" after all, rather "+other.word, other.word, Want{Kind: WantFind, Things: other.things}),
		w.add(1), w.policy("gift_wrap"), w.policy("returns"),
	}
}

// exact knows the name of what it wants.
func (w *writer) exact() []Step {
	p := w.product()
	about := func(kind WantKind) Want { return Want{Kind: kind, Product: p.ID} }
	question := step("is the "+p.Title+" any good?", "what do reviews say about the "+p.Title+"?", about(WantDetail))
	if all := facts(p, "the "+p.Title); len(all) > 0 {
		f := one(w.dice, all)
		question = step(f.ask, f.again, Want{Kind: WantDetail, Product: p.ID, Says: f.says})
	}
	return []Step{
		step("do you have the "+p.Title+"?", p.Title, Want{Kind: WantFind, Product: p.ID}),
		step("how much is the "+p.Title+"?", "price of the "+p.Title, about(WantPrice)),
		question,
		step("is the "+p.Title+" in stock?", "can i buy the "+p.Title+" now?", about(WantDetail)),
		w.policy("ship_time"),
		step("add the "+p.Title+" to my cart", "i'll take the "+p.Title, about(WantAdd)),
		step("make it two", "change it to two", Want{Kind: WantChange}),
		w.cart(),
		w.policy("warranty"),
		w.thanks(),
	}
}

// changedMind rules things out, corrects itself and takes things back.
func (w *writer) changedMind() []Step {
	k, other := w.kind, w.another()
	not := k.colour(w.dice, "")
	if not == "" {
		not = k.brand(w.dice)
	}
	rule := w.find(k, "show me others", "other "+k.word)
	if not != "" {
		rule = step("but not "+not, "no "+not+" please", Want{Kind: WantFind, Things: k.things, Not: []string{strings.ToLower(not)}})
	}
	return []Step{
		w.find(k, w.say("looking for ", "i want ")+k.word, k.word),
		rule,
		step(w.say("cheaper", "anything cheaper?"), "cheaper ones please", Want{Kind: WantFind, Things: k.things}),
		w.detail(1),
		w.find(other, "no, i meant "+other.word, other.word),
		w.price(1),
		w.add(1),
		step("actually, take it out again", "remove it from the cart", Want{Kind: WantChange}),
		w.find(k, "ok back to "+k.word, k.word),
		w.thanks(),
	}
}

// productPage begins on the page of a product.
func (w *writer) productPage() []Step {
	p := w.product()
	w.page = p.ID
	about := func(kind WantKind) Want { return Want{Kind: kind, Product: p.ID} }
	question := step("tell me about it", "more about this one", about(WantDetail))
	second := step("what do reviews say?", "is it any good?", about(WantDetail))
	if all := facts(p, "it"); len(all) > 0 {
		f, s := all[0], all[len(all)-1]
		question = step(f.ask, f.again, Want{Kind: WantDetail, Product: p.ID, Says: f.says})
		if len(all) > 1 {
			second = step(s.ask, s.again, Want{Kind: WantDetail, Product: p.ID, Says: s.says})
		}
	}
	return []Step{
		step(w.say("how much is this?", "what does it cost?"), "the price please", about(WantPrice)),
		question, second,
		step("is it in stock?", "can i get it now?", about(WantDetail)),
		step("anything similar but cheaper?", "something like it for less", Want{Kind: WantFind}),
		w.policy("returns"),
		step("ok add it to my cart", "add the "+p.Title, Want{Kind: WantAdd}),
		w.cart(), w.policy("payment"), w.thanks(),
	}
}
