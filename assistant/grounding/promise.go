package grounding

import (
	"slices"
	"strings"

	"github.com/aisle-chat/aisle/assistant/internal/prose"
	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/catalog"
)

// promises are what a shop promises in words that need no number. Each has the
// check that can hold it; one without can only stand in an article that was read.
var promises = func() map[string][]promisePhrase {
	all := map[string][]promisePhrase{}
	for check, phrases := range map[string]string{
		"free shipping": `free shipping|free delivery|free postage|free standard shipping|free express|ships free|ships for free|delivered free|shipping is free|delivery is free|delivery is on us|shipping is on us|shipping on us|no shipping cost|no shipping costs|no delivery charge|no shipping charge|no shipping fee|without shipping costs|complimentary shipping|complimentary delivery|delivered for free|at no shipping cost|shipping costs nothing|delivery costs nothing|standard is free|express is free|free on orders|free for orders`,
		"free returns":  `free returns|free return|returns are free|returns are always free|return for free|return it for free|return shipping is free|returns cost nothing|prepaid label|prepaid return|return label|returns are on us|we pay for returns|we pay the return|we pay for the return|we cover return|we cover the return|returns at no cost|send it back for free|no return fee|free exchanges|free exchange`,
		"paid returns":  `returns cost|you pay for returns|you pay the return|you pay for the return|return shipping is yours|at your own cost|at your expense|return shipping is paid by you|restocking fee`,
		"next day":      `next day|overnight shipping|overnight delivery|overnight|one day shipping|1 day shipping`,
		"same day":      `same day|within the hour|ships today|ships immediately|leaves today|dispatched today|instantly|immediately dispatched`,
		"international": `ship worldwide|ships worldwide|worldwide shipping|worldwide delivery|worldwide|internationally|international shipping|anywhere in the world|ship anywhere|all over the world|around the globe|to every country|to any country|globally|ship to europe|across europe|anywhere in the country`,
		"always open":   `24/7|24 7|around the clock|day and night|any time of day|seven days a week|7 days a week|every day of the week`,
		"final sale":    `final sale|non returnable|nonreturnable|not returnable|non refundable|cannot be returned|cant be returned|no returns|cannot come back`,
		"":              `lifetime warranty|lifetime guarantee|limited lifetime|for life|price match|price matching|match any price|beat any price|best price guarantee|lowest price guarantee|lowest prices|money back guarantee|money back promise|satisfaction guarantee|satisfaction guaranteed|no questions asked|unlimited returns|extended warranty|accidental damage|full refund|partial refund|instant refund|cash on delivery|pay later|buy now pay later|installments|instalments|interest free|in store pickup|store pickup|pick it up in store|pick up in store|pickup in store|click and collect|curbside|loyalty points|reward points|rewards program|loyalty program|student discount|military discount|senior discount|bulk discount|employee discount|birthday discount|free gift|free sample|free samples|free gift wrapping|free gift wrap|gift wrapping|gift wrap|free engraving|free personalization|free alterations|free installation|free assembly|free trial|try before you buy|try at home|buy one get one|buy one|bogo|two for one|2 for 1|half price|flash sale|clearance|limited time offer|limited time|ends tonight|today only|ends soon|last chance|cyber monday|black friday|trade in|buyback|subscription|subscribe and save|carbon neutral shipping|plant a tree|we donate|signature required|insured shipping|white glove|saturday delivery|weekend delivery|sunday delivery|drone delivery|po box|po boxes|tax free|duty free|no tax|no duties|no customs|crypto|bitcoin|klarna|afterpay|affirm|paypal|apple pay|google pay|venmo|visa|mastercard|american express|amex|discover|bank transfer|wire transfer|gift card|gift cards|cheque|layaway|financing|free repairs|free repair|free replacement|free upgrade|free membership|membership|vip|risk free|hassle free|no matter what|any reason|whatever the reason|store credit`,
	} {
		for _, p := range strings.Split(phrases, "|") {
			first, _, _ := strings.Cut(p, " ")
			all[first] = append(all[first], promisePhrase{p, check})
		}
	}
	return all
}()

type promisePhrase struct{ phrase, check string }

// promise reads what the shop is said to promise.
func (r *reading) promise(i int) bool {
	var best promisePhrase
	n := 0
	for _, p := range promises[r.t[i].word] {
		if k, ok := r.phrase(i, p.phrase); ok && k > n {
			best, n = p, k
		}
	}
	if n == 0 {
		return r.freely(i) || r.sends(i) || r.atOnce(i)
	}
	if r.word(i+n) == "first" { // an order of a list
		r.take(i, i+n)
		return true
	}
	cl := r.clauseOf(i)
	if r.question && best.check == "" && !r.hasAny(cl.from, cl.to, set("off free")) || r.unsure || cl.wish {
		r.take(i, i+n)
		return true
	}
	denied := r.hasAny(cl.from, i, deniers)
	c := claim{kind: KindPromise, from: i, to: i + n, why: "the shop's terms do not say so"}
	holds, field := r.promised(best.check, best.phrase, i, n)
	switch {
	case best.check == "" && denied && !holds:
		c.ok = true // nobody is promised anything
	case best.check == "" && !holds:
	default:
		c.ok = holds != denied
	}
	if c.ok && field != "" {
		r.cite("policy", field, "", best.phrase)
	}
	if !c.ok { // a whole sentence of the goods may have such words
		if goods := r.nearest(i); len(goods) == 1 && strings.Contains(goods[0].read().text, " "+best.phrase+" ") && best.check == "" && !cl.topics.has(ofReturns|ofRefund|ofWarranty|ofShipping) {
			c.ok = true
			r.citeGoods(goods, "", best.phrase)
		}
	}
	return r.settle(c)
}

// freely reads "free", "on us" and "no charge" where the clause is about a rule.
func (r *reading) freely(i int) bool {
	n := 0
	for _, p := range []string{"free of charge", "for free", "free", "at no cost", "no charge", "no extra cost", "no cost", "without charge", "on the house", "on us", "complimentary"} {
		if k, ok := r.phrase(i, p); ok {
			n = k
			break
		}
	}
	cl := r.clauseOf(i)
	about := cl.topics
	if !about.has(ofRules | ofCart) {
		about |= r.topics
	}
	if n == 0 || r.unsure || cl.wish || i > 0 && r.t[i].joined && r.word(i-1) == "-" || r.word(i) == "free" && set("to from feel time hand hands standing range")[r.word(i+1)] || r.word(i-1) == "feel" {
		return false
	}
	c := claim{kind: KindPromise, from: i, to: i + n, why: "the shop's terms do not say so"}
	denied := r.hasAny(cl.from, i, deniers)
	check := ""
	switch {
	case about.has(ofShipping):
		check = "free shipping"
	case about.has(ofReturns | ofExchange):
		check = "free returns"
	case about.has(ofRules | ofPromotion):
	case r.methodNamed():
		check = "free shipping"
	default:
		if goods, _ := r.subjects(i); len(goods) > 0 {
			c.ok = true
			for _, g := range goods {
				c.ok = c.ok && hasStem(g.read().text, "free")
			}
		}
		return r.settle(c)
	}
	holds, field := r.promised(check, "free", i, n)
	c.ok = holds != denied
	if c.ok && field != "" {
		r.cite("policy", field, "", "free")
	}
	return r.settle(c)
}

// atOnce reads that money or goods come without delay.
func (r *reading) atOnce(i int) bool {
	n := 0
	for _, p := range []string{"instant", "instantly", "immediate", "immediately", "right away", "straight away", "at once", "in no time"} {
		if k, ok := r.phrase(i, p); ok {
			n = k
		}
	}
	c := r.clauseOf(i)
	if n == 0 || r.question || r.unsure || c.wish || !c.topics.has(ofRefund|ofShipping) || r.hasAny(c.from, i, deniers) {
		return false
	}
	return r.settle(claim{kind: KindPromise, from: i, to: i + n, why: "the shop's terms do not say so"})
}

// methodNamed reports whether the sentence names a method of shipping.
func (r *reading) methodNamed() bool {
	if s := r.terms.Shipping; s != nil {
		text := r.flat
		for zi := range s.Zones {
			for mi := range s.Zones[zi].Methods {
				if strings.Contains(text, flat(s.Zones[zi].Methods[mi].Name)) {
					return true
				}
			}
		}
	}
	return false
}

// sends reads a country that the shop is said to send to.
func (r *reading) sends(i int) bool {
	if r.t[i].kind != isWord || !r.t[i].upper || r.terms.Shipping == nil || !r.topics.has(ofShipping) || !slices.Contains([]string{"to", "and", "or", ",", "in", "within", "throughout"}, r.wordBefore(i)) {
		return false
	}
	for n := 3; n > 0; n-- {
		if i+n > len(r.t) {
			continue
		}
		text := r.textOf(i, i+n)
		code, ok := cart.FindCountry(text)
		if text == "US" || text == "USA" {
			code, ok = "US", true
		}
		if !ok || r.made1(i) {
			continue
		}
		_, sold := r.terms.Shipping.Zone(code)
		c := r.clauseOf(i)
		denied := r.hasAny(c.from, c.to, deniers)
		r.cite("policy", "shipping.zones", "", code)
		r.settle(claim{kind: KindPromise, from: i, to: i + n, ok: sold != denied || r.question || c.wish, why: "shipping says something else about this country"})
		return true
	}
	return false
}

// made1 reports whether a place is where something comes from.
func (r *reading) made1(i int) bool {
	return r.near(i, 4, set("made crafted manufactured sewn produced woven knitted designed from origin built"))
}

// promised settles a promise by the terms; field is what it follows from.
func (r *reading) promised(check, phrase string, i, n int) (holds bool, field string) {
	switch check {
	case "free shipping":
		return r.shipsFree(i)
	case "free returns":
		if p := r.terms.Policies; p != nil {
			if strings.Contains(phrase, "exchange") || r.clauseOf(i).topics&ofRules == ofExchange || r.hasAny(0, len(r.t), set("both")) && p.Exchange.PaidBy != "" {
				return p.Exchange.PaidBy == cart.PaidByShop, "exchange.paid_by"
			}
			return p.Returns.PaidBy == cart.PaidByShop && p.Returns.Fee == "", "returns.paid_by"
		}
	case "paid returns":
		if p := r.terms.Policies; p != nil {
			return p.Returns.PaidBy == cart.PaidByShopper || p.Returns.Fee != "", "returns.paid_by"
		}
	case "next day":
		return r.hasMethod(func(m *cart.Method) bool { return m.MaxDays > 0 && m.MaxDays <= 1 }), "shipping"
	case "same day":
		if s := r.terms.Shipping; s != nil {
			now, leaves := r.turn.Now.In(place(s.TimeZone)), s.Leaves(r.turn.Now)
			today := now.Year() == leaves.Year() && now.YearDay() == leaves.YearDay()
			if strings.Contains(phrase, "same") && r.hasAny(0, len(r.t), set("leave leaves ship ships dispatched dispatch goes sent")) && !r.hasAny(0, len(r.t), set("delivery delivered arrive arrives")) {
				return s.Handling == 0, "shipping.handling_days"
			}
			return today && r.hasAny(0, len(r.t), set("leave leaves ship ships dispatched")), "shipping.leaves"
		}
	case "international":
		if s := r.terms.Shipping; s != nil {
			return len(s.Zones) > 20, "shipping.zones"
		}
	case "always open":
		if r.hasAny(0, len(r.t), set("i im assistant chat chatbot me")) && !r.hasAny(0, len(r.t), set("person team human people staff agent support phone")) {
			return true, ""
		}
		if h := r.terms.Hours; h != nil {
			words := h.WeekWords()
			return strings.Contains(words, "around the clock") || strings.Contains(phrase, "day") && !strings.Contains(phrase, "night") && strings.Contains(words, "every day"), "hours"
		}
	case "final sale":
		goods, _ := r.subjects(i)
		if p := r.terms.Policies; p != nil && p.Returns.FinalSale != "" && strings.Contains(r.flat, strings.TrimSuffix(flat(p.Returns.FinalSale), " ")) && (r.hasAny(0, len(r.t), set("if what"))) {
			return true, "returns.final_sale"
		}
		for _, o := range r.orders { // what was bought as final stays it
			if slices.ContainsFunc(o.Lines, func(l cart.OrderLine) bool {
				return l.FinalSale && slices.ContainsFunc(r.nearest(i), func(g *good) bool { return g.id == l.ProductID })
			}) {
				return true, "returns.final_sale"
			}
		}
		if len(r.nearest(i)) == 0 && (r.topics.has(ofOrder) || len(r.orders) > 0) {
			for _, o := range r.theOrders() {
				if slices.ContainsFunc(o.Lines, func(l cart.OrderLine) bool { return l.FinalSale }) {
					return true, "returns.final_sale"
				}
			}
		}
		if p := r.terms.Policies; p != nil && (len(r.nearest(i)) == 0) {
			for _, c := range p.Returns.Categories {
				if c.Window < 0 && (r.namesCategory(c.Category, i, true) || r.namesCategory(c.Category, i, false)) {
					return true, "returns.categories." + c.Category
				}
			}
			if p.Returns.FinalSale != "" && strings.Contains(phrase, "final") && !r.hasAny(0, len(r.t), set("all everything this it")) {
				return true, "returns.final_sale"
			}
		}
		for _, g := range goods {
			d := g.data()
			if d == nil || !cart.FinalSale(d) && !(r.terms.Policies != nil && r.terms.Policies.ReturnRule(d.Category).Never) {
				return false, ""
			}
		}
		return len(goods) > 0, "returns.final_sale"
	default:
		// Some of these stand in the terms as phrases or are what runs now.
		for _, p := range r.running() {
			if strings.Contains(flat(p.Title), " "+phrase+" ") {
				return true, "promotions." + p.ID
			}
		}
		if p := r.terms.Policies; p != nil {
			if phrase == "store credit" {
				return p.Gift.As == phrase && r.topics.has(ofGift), "gift.as"
			}
			for field, text := range map[string]string{"returns.condition": p.Returns.Condition, "refund.to": p.Refund.To, "warranty.covers": p.Warranty.Covers, "warranty.excludes": p.Warranty.Excludes, "gift.as": p.Gift.As, "returns.final_sale": p.Returns.FinalSale} {
				if strings.Contains(flat(text), " "+phrase+" ") {
					return true, field
				}
			}
		}
		if (phrase == "gift card" || phrase == "gift cards") && !r.topics.has(ofPayment) || phrase == "membership" && len(r.nearest(i)) > 0 {
			return true, ""
		}
	}
	return false, ""
}

func (r *reading) hasMethod(fits func(*cart.Method) bool) bool {
	return slices.ContainsFunc(r.methods(), fits)
}

// shipsFree settles free shipping: always, from the sum that the sentence names,
// for this cart, or by a promotion that runs.
func (r *reading) shipsFree(i int) (bool, string) {
	var named []catalog.Money
	for k := 0; k < len(r.t); k++ {
		if m, n := r.moneyAt(k); n > 0 {
			named = append(named, m)
			k += n - 1
		}
	}
	text := r.flat
	for _, p := range r.running() {
		if p.FreeShipping && (p.Code != "" && (strings.Contains(text, flat(p.Code)) || r.hasAny(0, len(r.t), set("code"))) || p.Code == "" || strings.Contains(text, flat(p.Title))) {
			return true, "promotions." + p.ID
		}
	}
	for _, o := range r.orders {
		if (len(r.named) > 0 || r.hasAny(0, len(r.t), set("was went"))) && o.Shipping.Amount == 0 {
			return true, "order"
		}
	}
	forCart := r.hasAny(0, len(r.t), set("your cart basket order now more left away"))
	for _, m := range r.methods() {
		if cost, err := catalog.ParseMoney(m.Cost, r.Snapshot.money()); err == nil && cost.Amount == 0 {
			return true, "shipping." + m.ID + ".cost"
		}
		free, ok := m.Free(r.Snapshot.money())
		if !ok {
			continue
		}
		field := "shipping." + m.ID + ".free_from"
		if r.talk.hint.has(ofShipping) && slices.ContainsFunc(r.goods, func(g *good) bool { return g.product != nil && g.product.Price.Amount >= free.Amount }) {
			return true, field // told of an order of that product
		}
		if slices.Contains(named, free) && !r.hasAny(0, len(r.t), set("under below")) {
			return true, field
		}
		if c := r.theCart(); c != nil && (forCart || c.Total.Amount >= free.Amount) {
			missing := free.Amount - c.Total.Amount
			if missing <= 0 && len(c.Lines) > 0 && !r.hasAny(0, len(r.t), set("all every always any")) || slices.ContainsFunc(named, func(m catalog.Money) bool { return m.Amount == missing }) {
				return true, field
			}
		}
	}
	return false, ""
}

// deeds are what only a system or a person can do, by the verb that tells it.
var deedVerbs = func() map[string]string {
	all := map[string]string{}
	for kind, verbs := range map[string]string{
		"refund":  `refund refunded refunding reimbursed reimburse credited credit compensate compensated`,
		"cancel":  `cancel cancelled canceled cancelling canceling`,
		"add":     `added add adding put placed`,
		"set":     `removed remove updated changed reduced increased emptied cleared`,
		"code":    `applied apply activated redeemed`,
		"ship":    `shipped dispatched sent mailed ship send expedited upgraded rerouted redirected`,
		"file":    `filed submitted opened created registered logged started initiated requested raised lodged`,
		"replace": `replaced replace exchanged exchange swapped reshipped reordered reorder`,
		"person":  `escalated escalate notified notify forwarded transferred connected informed alerted contacted called emailed messaged`,
		"approve": `approved approve authorized granted waived waive extended extend processed process issued issue accepted confirmed guaranteed guarantee promised reserved reserve booked scheduled arranged secured held verified`,
	} {
		for v := range set(verbs) {
			all[v] = kind
		}
	}
	return all
}()

// deed reads what is said to have been done, or to be done by the shop: "I have
// refunded you", "your order is cancelled", "we'll send a replacement".
func (r *reading) deed(i int) bool {
	kind := deedVerbs[r.t[i].word]
	if kind == "" || r.question {
		return false
	}
	cl := r.clauseOf(i)
	past := strings.HasSuffix(r.word(i), "ed") || r.word(i) == "sent" || r.word(i) == "put" || r.word(i) == "held"
	actor, will, done := false, false, false
	for k := max(cl.from, i-6); k < i; k++ {
		switch r.word(k) {
		case "i", "ive", "ill", "we", "weve", "well", "im", "were", "team", "someone", "somebody", "manager", "colleague":
			actor = true
			will = will || r.word(k) == "ill" || r.word(k) == "well"
		case "will", "going", "gonna", "shall":
			will = true
		case "has", "have", "been", "was", "is", "are", "were_", "now", "just", "already", "successfully", "gets":
			done = true
		case "can", "could", "may", "might", "would", "shall_", "to", "cannot", "cant", "you", "must", "should", "please", "let", "until", "till", "once", "when", "if", "before", "after", "unless":
			if r.word(k) == "you" && actor {
				continue
			}
			actor, will, done = false, false, false
			if w := r.word(k); w == "can" || w == "could" || w == "cannot" || w == "cant" || w == "may" || w == "you" || w == "to" || w == "until" || w == "once" || w == "when" || w == "if" || w == "before" {
				goto free
			}
		}
	}
free:
	if cl.wish || r.word(i+1) == "nothing" || r.word(i) == "called" && !r.hasAny(i-2, i, set("have ive weve already")) || r.word(i) == "placed" && r.word(i+1) == "with" || r.word(i) == "put" && r.hasAny(0, i, set("tell me")) || r.hasAny(max(cl.from, i-4), i, set("not never cannot cant wont no until once when if before after unless nothing")) {
		return false
	}
	first := i == 0
	own := r.hasAny(cl.from, i, set("your order refund request return address replacement payment account cart discount it this that everything item items one exchange claim")) && kind != "file" || r.hasAny(max(cl.from, i-4), i, set("has have been"))
	switch {
	case actor && (past || will || (r.word(i-1) == "i" || r.word(i-1) == "we") && (r.word(i) == "guarantee" || r.word(i) == "refund" || r.word(i) == "authorize")):
	case done && past && own && (r.hasAny(max(cl.from, i-4), i, set("has have been was were now just already")) || (kind == "cancel" || kind == "refund") && r.hasAny(cl.from, i, set("your it"))):
	case first && past && kind != "approve": // "Added: the Beck"
	default:
		return false
	}
	if (actor && will || !past) && (kind == "add" || kind == "file" || kind == "person" || kind == "set") && r.hasAny(max(cl.from, i-5), i, set("will ill shall can")) {
		return false // an offer of what the assistant may do
	}
	c := claim{kind: KindDeed, from: i, to: i + 1, why: "nothing of the kind was done"}
	c.ok = r.wasDone(kind, i)
	return r.settle(c)
}

// wasDone settles a deed by what was done in this turn and by how the shopper's
// orders stand.
func (r *reading) wasDone(kind string, i int) bool {
	did := func(kinds ...string) bool {
		return slices.ContainsFunc(r.deeds, func(d deed) bool { return slices.Contains(kinds, d.kind) })
	}
	settled := func(want ...cart.RequestKind) bool {
		if slices.ContainsFunc(r.deeds, func(d deed) bool {
			return slices.Contains(want, cart.RequestKind(d.kind)) && (d.state == cart.RequestDone || d.state == cart.RequestApproved)
		}) {
			return true
		}
		for _, o := range r.theOrders() {
			if slices.ContainsFunc(o.Requests, func(q cart.Request) bool {
				return slices.Contains(want, q.Kind) && (q.State == cart.RequestDone || q.State == cart.RequestApproved)
			}) {
				return true
			}
		}
		return false
	}
	filed := func() bool {
		if slices.ContainsFunc(r.deeds, func(d deed) bool { return d.ref != "" }) {
			return true
		}
		return slices.ContainsFunc(r.theOrders(), func(o *cart.Order) bool { return len(o.Requests) > 0 })
	}
	orders := func(fits func(*cart.Order) bool) bool {
		list := r.theOrders()
		for _, o := range list {
			if fits(o) {
				r.cite("order", o.Number, "state", string(o.State))
				return true
			}
		}
		return false
	}
	switch kind {
	case "refund":
		return orders(func(o *cart.Order) bool {
			return slices.ContainsFunc(o.Refunds, func(f cart.Refund) bool { return !f.Paid.IsZero() })
		})
	case "cancel":
		return settled(cart.RequestCancel) || orders(func(o *cart.Order) bool { return o.State == cart.OrderCanceled })
	case "add":
		if r.word(i) == "put" && r.hasAny(i, min(i+5, len(r.t)), set("form")) {
			return true
		}
		if r.word(i) == "put" && did("code") {
			return true
		}
		if r.word(i) == "placed" {
			return len(r.theOrders()) > 0
		}
		if c := r.cart; c != nil && len(r.mentions) > 0 && did("add", "set") {
			return slices.ContainsFunc(r.all(), func(g *good) bool {
				return slices.ContainsFunc(c.Lines, func(l cart.Line) bool { return l.ProductID == g.id })
			})
		}
		return did("add", "set") || filed() && r.hasAny(0, len(r.t), set("that it this request note"))
	case "set":
		return did("set", "add", "uncode", "code") || settled(cart.RequestAddress)
	case "code":
		return did("code") || r.cart != nil && len(r.cart.Discounts) > 0
	case "ship":
		return orders(func(o *cart.Order) bool {
			return o.State == cart.OrderShipped || o.State == cart.OrderDelivered || slices.ContainsFunc(o.Parcels, func(p cart.Parcel) bool { return !p.Shipped.IsZero() })
		}) && past(r.word(i)) && !r.hasAny(i, len(r.t), set("replacement new another again"))
	case "file":
		return filed()
	case "replace":
		return settled(cart.RequestExchange)
	case "person":
		return r.handoff || filed()
	default:
		return settled(cart.RequestReturn, cart.RequestExchange, cart.RequestCancel, cart.RequestAddress, cart.RequestDamaged, cart.RequestWrongItem, cart.RequestWarranty) && set("approved approve accepted confirmed processed")[r.word(i)]
	}
}

func past(word string) bool { return strings.HasSuffix(word, "ed") || word == "sent" }

// orderState reads how an order is said to stand: "has shipped", "is out for
// delivery", "was delivered".
func (r *reading) orderState(i int) bool {
	state, n := "", 1
	for _, s := range []struct{ phrase, state string }{
		{"out for delivery", "none"}, {"on its way", "shipped"}, {"on the way", "shipped"}, {"in transit", "shipped"}, {"under way", "any"}, {"delivered", "delivered"}, {"has arrived", "delivered"}, {"have arrived", "delivered"}, {"has shipped", "shipped"},
		{"shipped", "shipped"}, {"packed", "packed"}, {"being prepared", "placed"}, {"being packed", "placed"}, {"processing", "placed"}, {"cancelled", "canceled"}, {"canceled", "canceled"}, {"lost", "lost"}, {"delayed", "late"}, {"is late", "late"}, {"overdue", "late"}, {"held at customs", "none"}, {"at customs", "none"}, {"stuck", "none"}, {"returned to sender", "none"}, {"on hold", "none"}, {"on schedule", "ontime"}, {"on time", "ontime"},
	} {
		if k, ok := r.phrase(i, s.phrase); ok {
			state, n = s.state, k
			break
		}
	}
	cl := r.clauseOf(i)
	about := len(r.named) > 0 || r.hasAny(0, i, set("order parcel package delivery")) && r.hasAny(max(0, i-8), i, set("your the it")) && !r.hasAny(0, len(r.t), set("an any orders every")) || r.talk.order != nil && r.hasAny(0, i, set("it"))
	if state == "" || !about || cl.wish || r.question || r.unsure || r.hasAny(max(cl.from, i-4), i, set("can be until once when if before after not will by to counts whether")) {
		return false
	}
	orders := r.theOrders()
	c := claim{kind: KindOrder, from: i, to: i + n, why: "the order stands otherwise"}
	for _, o := range orders {
		if r.stands(o, state) {
			c.ok = true
			r.cite("order", o.Number, "state", string(o.State))
		}
	}
	return r.settle(c)
}

func (r *reading) stands(o *cart.Order, state string) bool {
	some := func(fits func(*cart.Parcel) bool) bool {
		for i := range o.Parcels {
			if fits(&o.Parcels[i]) {
				return true
			}
		}
		return false
	}
	late := r.terms.Policies != nil && o.Progress(r.terms.Policies, r.turn.Now).Overdue > 0
	switch state {
	case "delivered":
		return o.State == cart.OrderDelivered || some(func(p *cart.Parcel) bool { return !p.Delivered.IsZero() }) && r.hasAny(0, len(r.t), set("one part partly first some of"))
	case "shipped":
		return o.State == cart.OrderShipped || o.State == cart.OrderDelivered && r.hasAny(0, len(r.t), set("was were shipped"))
	case "packed":
		return o.State == cart.OrderPacked
	case "placed":
		return o.State == cart.OrderPlaced
	case "canceled":
		return o.State == cart.OrderCanceled
	case "late":
		return late
	case "ontime":
		return !late && o.State != cart.OrderCanceled
	case "lost":
		return r.terms.Policies != nil && r.terms.Policies.CanReportLost(o, r.turn.Now).OK
	case "any":
		return o.State != cart.OrderDelivered && o.State != cart.OrderCanceled || len(o.Requests) > 0
	}
	return false
}

// used are the promotions that nobody can use any more.
func (s *Snapshot) used() []string {
	if !s.counted && s.shop != nil {
		s.counted = true
		s.usedUp, _ = s.shop.UsedUp(s.context()) // what cannot be counted is told
	}
	return s.usedUp
}

// stems of a phrase.
func stems(phrase string) []string {
	var all []string
	for w := range strings.FieldsSeq(phrase) {
		all = append(all, prose.Stem(w))
	}
	return all
}
