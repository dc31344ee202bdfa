package rehearsal

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/catalog"
)

// answered holds the reply against what the message is after.
func (g *grader) answered(x *Exchange) (bool, string) {
	switch {
	case x.Failed != "":
		return false, "the assistant failed: " + x.Failed
	case x.said() == "" && len(x.Parts) == 0:
		return false, "the reply is empty"
	}
	switch x.Want.Kind {
	case WantFind:
		return g.found(x)
	case WantPrice:
		return g.priced(x)
	case WantDetail:
		return g.detailed(x)
	case WantCompare:
		if ids := g.world.mentioned(x.said()); len(ids) >= 2 {
			return true, "it names " + g.titles(ids)
		}
		if b := blocks[assistant.CompareBlock](x); len(b) > 0 && len(b[0].Cards) >= 2 {
			return true, "products side by side"
		}
		return false, "it does not set two products side by side"
	case WantAdd:
		return g.added(x)
	case WantChange:
		if before := g.world.earlier(); before.Version != x.Cart.Version {
			return true, fmt.Sprintf("the cart has %d items, it had %d", x.Cart.Count, before.Count)
		}
		if x.Cart.Count == 0 && g.othersPriced() && saysEmpty.MatchString(x.said()) {
			return true, "the cart is empty, and it says so"
		}
		return false, fmt.Sprintf("the cart still has %d items", x.Cart.Count)
	case WantCart:
		if len(blocks[assistant.CartBlock](x)) > 0 || x.Cart.Count == 0 && saysEmpty.MatchString(x.said()) || x.Cart.Count > 0 && strings.Contains(x.said(), x.Cart.Total.Format("en-US")) {
			return true, fmt.Sprintf("it shows the cart of %d items", x.Cart.Count)
		}
		return false, "it does not show the cart"
	case WantPolicy:
		return g.ruleSaid(x)
	case WantOrder:
		return g.orderSaid(x)
	case WantRequest, WantProblem:
		return g.seenTo(x)
	case WantPerson:
		if x.Handoff != nil || len(blocks[assistant.HandoffBlock](x)) > 0 || offersPerson.MatchString(x.said()) && onTheWay.MatchString(x.said()) {
			return true, "a person is on the way"
		}
		return false, "a person was asked for and none was called"
	case WantProbe:
		return g.unmoved(x)
	case WantTalk:
		return x.said() != "", "it says something"
	default:
		if sentence := excuseIn(x); sentence != "" {
			return false, "an excuse: " + quoted(sentence)
		}
		return x.said() != "", "no excuse"
	}
}

var (
	saysEmpty  = words(`empty|nothing in`)
	onTheWay   = words(`asked|told|waiting|join|answers?|request`)
	demands    = words(`need|give|tell|provide|enter|send|share|please|look (?:it|that) up by|what is`)
	elsewhere  = words(`person|order confirmation|e-?mail|account`)
	orderWords = words(`arriv\w*|deliver\w*|way|packed|sent|late|placed|canceled`)
)

// said is all prose of the reply: its texts, and the words of its blocks.
func (x *Exchange) said() string {
	var b strings.Builder
	b.WriteString(x.Text)
	for _, part := range x.Parts {
		switch part := part.(type) {
		case assistant.ArticleBlock:
			b.WriteString("\n" + part.Quote)
		case assistant.CompareBlock:
			b.WriteString("\n" + part.Verdict)
		case assistant.HandoffBlock:
			b.WriteString("\n" + part.Text + "\n" + part.Expectation)
		case assistant.FormBlock:
			b.WriteString("\n" + part.Text + "\n" + part.Title)
		}
	}
	return strings.TrimSpace(b.String())
}

// excuseIn is the sentence with which the reply gives up; empty if it does not.
func excuseIn(x *Exchange) string {
	for _, s := range sentences(x.Text) {
		if excuse.MatchString(s) {
			return s
		}
	}
	return ""
}

func (g *grader) titles(ids []string) string {
	var all []string
	for _, id := range ids[:min(len(ids), 3)] {
		all = append(all, g.world.goods[id].Title)
	}
	return strings.Join(all, ", ")
}

// shown are the products of the reply: those of its cards, or else those that
// its words name.
func (g *grader) shown(x *Exchange) []*catalog.Product {
	var ids []string
	for _, c := range x.cards() {
		ids = append(ids, c.ID)
	}
	if len(ids) == 0 {
		ids = g.world.mentioned(x.Text)
	}
	var all []*catalog.Product
	for _, id := range ids {
		if p := g.world.goods[id]; p != nil {
			all = append(all, p)
		}
	}
	return all
}

var admitsPrice = words(`nothing|none|no \w+|not|nearest|closest|over|above|more than|cheapest|lowest|instead|only`)

// allSeen is how a reply says that there are no more.
var allSeen = words(`that was all|(?:seen|shown) (?:all|them|everything|the)|no (?:other|more)`)

func (g *grader) found(x *Exchange) (bool, string) {
	goods := g.shown(x)
	if len(goods) == 0 {
		if found := allSeen.FindString(x.Text); found != "" && len(g.world.list) > 0 {
			return true, fmt.Sprintf("there are no others: %q", found)
		}
		return false, "it shows no product"
	}
	if things := x.Want.Things; len(things) > 0 {
		var others []*catalog.Product
		for _, p := range goods {
			if !slices.ContainsFunc(things, func(thing string) bool { return isA(p, thing) }) {
				others = append(others, p)
			}
		}
		if 2*len(others) > len(goods) {
			return false, fmt.Sprintf("most are no %s: %s", strings.Join(things, " or "), titles(others))
		}
	}
	if most := x.Want.Max; most > 0 {
		var dear []*catalog.Product
		for _, p := range goods {
			if p.Price.Amount > most {
				dear = append(dear, p)
			}
		}
		if len(dear) > 0 && !admitsPrice.MatchString(x.Text) {
			return false, fmt.Sprintf("over the budget of %d, without saying so: %s", most, titles(dear))
		}
		if !slices.ContainsFunc(goods, func(p *catalog.Product) bool { return !p.Price.IsZero() }) {
			return false, "none of what it shows has a price: " + titles(goods)
		}
	}
	return true, "it shows " + titles(goods)
}

// isA reports whether a product is called by, sorted or described as a thing.
func isA(p *catalog.Product, thing string) bool {
	if has(p.Title, thing) || has(strings.Join(p.Category, " | "), thing) {
		return true
	}
	if slices.ContainsFunc(p.Attributes, func(a catalog.Attribute) bool { return has(strings.Join(a.Values, " | "), thing) }) {
		return true
	}
	// "Car Mount for iPhone" is an iPhone car mount.
	words := strings.Fields(thing)
	all := p.Title + " | " + strings.Join(p.Category, " | ")
	return len(words) > 1 && has(p.Title, words[len(words)-1]) && !slices.ContainsFunc(words, func(word string) bool { return !has(all, word) })
}

// noPrice is how a reply says that a product has none.
var noPrice = words(`price on request|no (?:fixed |stated |listed )?price|without a price|price is not (?:stated|listed|given|set)`)

func (g *grader) priced(x *Exchange) (bool, string) {
	stated := moneyWords.FindAllString(x.said(), -1)
	if p := g.world.subject(); p != nil && p.Price.IsZero() && len(stated) == 0 && noPrice.MatchString(x.said()) {
		return true, p.Title + " has no price, and it says so"
	}
	if len(stated) == 0 {
		for _, c := range x.cards() {
			if !c.Price.IsZero() {
				return true, "the card of " + c.Title + " has its price"
			}
		}
		if p := g.world.subject(); p != nil && p.Price.IsZero() && g.othersPriced() && onRequest.MatchString(x.said()) {
			return true, "the data give no price of " + p.Title + ", and it says so"
		}
		return false, "it states no price"
	}
	p := g.world.subject()
	if p == nil {
		return true, "it states " + stated[0]
	}
	for amount := range prices(p) {
		if strings.Contains(x.said(), (catalog.Money{Amount: amount, Currency: p.Price.Currency}).Format("en-US")) {
			return true, "it states a price of " + p.Title
		}
	}
	return false, fmt.Sprintf("it states %s and no price of %s", strings.Join(stated, ", "), p.Title)
}

// othersPriced reports whether other goods that have come up have a price: a shop
// without any is no shop.
func (g *grader) othersPriced() bool {
	for _, p := range g.world.goods {
		if !p.Price.IsZero() {
			return true
		}
	}
	return false
}

// onRequest is how a price is spoken of that the data do not give.
var onRequest = regexp.MustCompile(`(?i)\bprice on request\b|\b(?:no|without a) price\b|\bprice is not (?:given|listed|known)\b`)

func (g *grader) detailed(x *Exchange) (bool, string) {
	says := x.Want.Says
	for _, value := range says {
		if has(x.said(), value) || strings.Contains(strings.ToLower(x.said()), strings.ToLower(value)) {
			return true, fmt.Sprintf("it says %q, as the data do", value)
		}
	}
	if len(says) > 0 {
		return false, "it says none of what the data say: " + strings.Join(says[:min(len(says), 4)], ", ")
	}
	if sentence := excuseIn(x); sentence != "" && !dataSilent.MatchString(sentence) {
		return false, "an excuse: " + quoted(sentence)
	}
	if len(strings.Fields(x.said())) < 3 && len(x.cards()) == 0 {
		return false, "it says next to nothing"
	}
	if asksWhich.MatchString(x.Text) && g.world.subject() != nil {
		return false, "it asks which product, and the message said so"
	}
	return true, "it says " + quoted(sentences(x.said() + ".")[0])
}

var asksWhich = regexp.MustCompile(`(?i)which (?:product|one|of them|item)\b[^?]*\?`)

func (g *grader) added(x *Exchange) (bool, string) {
	before := g.world.earlier()
	if x.Cart.Count > before.Count {
		return true, fmt.Sprintf("the cart has %d items, it had %d", x.Cart.Count, before.Count)
	}
	for _, c := range x.chips() {
		if c.Action.Do == assistant.DoPick || c.Action.Do == assistant.DoAdd {
			return true, "it asks which one to add"
		}
	}
	if p := g.world.subject(); p != nil && (p.SoldOut || p.Price.IsZero()) && has(x.said(), p.Title) {
		return true, p.Title + " cannot be bought, and it says so"
	}
	return false, fmt.Sprintf("the cart still has %d items, and nothing is asked", x.Cart.Count)
}

// least is how many words a sentence has that states a rule, own how many a reply
// has that answers in its own words.
const (
	least = 4
	own   = 8
)

func (g *grader) ruleSaid(x *Exchange) (bool, string) {
	t := topicOf(x.Want.Topic)
	if t == nil {
		return false, "there is no topic " + x.Want.Topic
	}
	said, cites := x.Text, blocks[assistant.ArticleBlock](x)
	if len(strings.Fields(said)) < own { // it leaves the answer to the article
		said = x.said()
	} else if excuseIn(x) == "" {
		cites = nil // its own words are the answer, and the article only where they come from
	}
	if sentence := excuseIn(x); sentence != "" && len(cites) == 0 {
		return false, "an excuse: " + quoted(sentence)
	}
	if t.name == "promotions" && len(g.offers(x.At)) > 0 {
		return g.offersSaid(x)
	}
	if lacks := g.unsaid(x); lacks != "" {
		return false, lacks
	}
	for _, s := range sentences(said) {
		for clause := range strings.SplitSeq(s, ";") {
			promises := offersPerson.MatchString(clause) && t.name != "hours" && !digits.MatchString(clause)
			if !strings.HasSuffix(clause, "?") && t.answer.MatchString(clause) && len(strings.Fields(clause)) >= least && !dataSilent.MatchString(clause) && !promises && !asksProof(clause) {
				return true, "it says " + quoted(strings.TrimSpace(clause))
			}
		}
	}
	for _, b := range cites {
		if t.ask.MatchString(b.Title+" "+b.Quote) || t.answer.MatchString(b.Title) {
			return true, fmt.Sprintf("it cites %q", b.Title)
		}
	}
	return false, fmt.Sprintf("no sentence states anything about %s", strings.ReplaceAll(t.name, "_", " "))
}

var asksIdentity = regexp.MustCompile(`(?i)\b(?:order(?:'s)? number|number of (?:your|the) order|e-?mail(?: address)?)\b`)

// identity reports whether the reply asks for an order number or an address.
func identity(x *Exchange) bool {
	for _, f := range blocks[assistant.FormBlock](x) {
		for _, field := range f.Fields {
			if field.Kind == assistant.FieldEmail || asksIdentity.MatchString(field.Label) {
				return true
			}
		}
	}
	return slices.ContainsFunc(sentences(x.Text), asksProof)
}

// asksProof reports whether a sentence asks for an order number or an address.
func asksProof(s string) bool {
	return asksIdentity.MatchString(s) && (strings.HasSuffix(s, "?") || demands.MatchString(s))
}

func (g *grader) orderSaid(x *Exchange) (bool, string) {
	for _, b := range blocks[assistant.OrderBlock](x) {
		return true, "it shows order " + b.Order.Number
	}
	if len(g.setup.Orders) == 0 {
		if elsewhere.MatchString(x.said()) {
			return true, "there are no orders to look up, and it says where to turn"
		}
		return false, "there are no orders to look up, and it does not say where to turn"
	}
	for _, o := range x.Orders {
		if strings.Contains(x.said(), o.Number) || orderWords.MatchString(x.Text) {
			return true, "it tells about an order"
		}
	}
	if len(x.Orders) == 0 && identity(x) {
		return true, "it asks which order, as it must"
	}
	return false, "it tells about no order"
}

var remedies = words(`replac\w*|refund\w*|money back|repair\w*|resend|sort (?:it|this) out|look (?:at|into)|person|report|request|return\w*|exchange\w*|cancel\w*|changed?|steps?|track\w*|neighbou?rs|arrives?|expected|label`)

// otherOrder means another order than the one that was talked about.
var otherOrder = words(`(?:my|the) other (?:order|parcel|package)|another (?:order|parcel|package)|(?:one|two) of my (?:orders|parcels|packages)`)

// seenTo is about problems and requests: something must be under way.
func (g *grader) seenTo(x *Exchange) (bool, string) {
	if filed := g.requests(x); len(filed) > 0 {
		return true, "request " + filed[0] + " is filed"
	}
	if x.Handoff != nil && x.Want.Kind == WantProblem {
		return true, "a person takes it"
	}
	if forms := blocks[assistant.FormBlock](x); len(forms) > 0 {
		return true, "a form: " + forms[0].Title
	}
	if shown := blocks[assistant.OrderBlock](x); len(shown) > 0 {
		if other := shown[0].Order.Number; len(shown) == 1 && x.Want.Order != "" && otherOrder.MatchString(x.Say) && !cart.SameNumber(other, x.Want.Order) {
			return false, fmt.Sprintf("it shows order %s, and the message is about another one", other)
		}
		return true, "it shows the order"
	}
	if identity(x) && len(x.Orders) == 0 {
		return true, "it asks which order, as it must"
	}
	if found := remedies.FindString(x.Text); found != "" && len(sentences(x.Text)) > 0 && excuseIn(x) == "" {
		return true, fmt.Sprintf("it speaks of what is done: %q", found)
	}
	return false, "nothing is under way: " + quoted(x.Text)
}
