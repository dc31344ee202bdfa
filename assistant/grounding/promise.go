package grounding

import (
	"slices"
	"strings"

	"github.com/aisle-chat/aisle/assistant/internal/prose"
	"github.com/aisle-chat/aisle/cart"
)

// promises are what a shop promises in words that need no number. Each has the
// check that can hold it; one without can only stand in an article that was read.
var promises = func() map[string][]promisePhrase {
	all := map[string][]promisePhrase{}
	for check, phrases := range map[string]string{
		"free shipping": `free shipping|free delivery|free postage|free standard shipping|free express|ships free|ships for free|delivered free|shipping is free|delivery is free|delivery is on us|shipping is on us|shipping on us|no shipping cost|no shipping costs|no delivery charge|no shipping charge|no shipping fee|no shipping fees|no delivery fee|no delivery fees|no shipping charges|zero shipping|without shipping costs|complimentary shipping|complimentary delivery|delivered for free|at no shipping cost|shipping costs nothing|delivery costs nothing|standard is free|express is free|free on orders|free for orders`,
		"free returns":  `free returns|free return|returns are free|returns are always free|return for free|return it for free|return shipping is free|returns cost nothing|prepaid label|prepaid return|return label|returns are on us|we pay for returns|we pay the return|we pay for the return|we cover return|we cover the return|returns at no cost|send it back for free|no return fee|free exchanges|free exchange`,
		"paid returns":  `returns cost|you pay for returns|you pay the return|you pay for the return|return shipping is yours|at your own cost|at your expense|return shipping is paid by you|restocking fee`,
		"next day":      `next day|overnight shipping|overnight delivery|overnight|one day shipping|1 day shipping`,
		"same day":      `same day|ships today|leaves today|dispatched today`,
		"international": `ship worldwide|ships worldwide|worldwide shipping|worldwide delivery|worldwide|internationally|international shipping|anywhere in the world|ship anywhere|all over the world|around the globe|to every country|to any country|globally|ship to europe|across europe|anywhere in the country`,
		"always open":   `24/7|24 7|around the clock|day and night|any time of day|seven days a week|7 days a week|every day of the week`,
		"final sale":    `final sale|non returnable|nonreturnable|not returnable|non refundable|cannot be returned|cant be returned|no returns|cannot come back`,
		"":              `call you|calls you|ring you|phone you|within the hour|instantly|ships immediately|immediately dispatched|lifetime warranty|lifetime guarantee|limited lifetime|for life|half as much|half the price|half the cost|twice as much|pay you double|double your money|any store|our stores|in stores|sales are final|sale is final|all sales final|match the price|match prices|match their price|match it|beat the price|price match|price matching|match any price|beat any price|best price guarantee|lowest price guarantee|lowest prices|money back guarantee|money back promise|satisfaction guarantee|satisfaction guaranteed|no questions asked|unlimited returns|extended warranty|accidental damage|full refund|partial refund|instant refund|cash on delivery|pay later|buy now pay later|installments|instalments|interest free|in store pickup|store pickup|pick it up in store|pick up in store|pickup in store|click and collect|curbside|loyalty points|reward points|rewards program|loyalty program|student discount|military discount|senior discount|bulk discount|employee discount|birthday discount|free gift|free sample|free samples|free gift wrapping|free gift wrap|gift wrapping|gift wrap|free engraving|free personalization|free alterations|free installation|free assembly|free trial|try before you buy|try at home|buy one get one|one free|third free|second free|third one free|second one free|buy one|bogo|two for one|2 for 1|half price|flash sale|clearance|limited time offer|limited time|ends tonight|today only|ends soon|last chance|cyber monday|black friday|trade in|buyback|subscription|subscribe and save|carbon neutral shipping|plant a tree|we donate|signature required|insured shipping|white glove|saturday delivery|weekend delivery|sunday delivery|drone delivery|po box|po boxes|tax free|duty free|no tax|no duties|no customs|crypto|bitcoin|klarna|afterpay|affirm|paypal|apple pay|google pay|venmo|visa|mastercard|american express|amex|discover|bank transfer|wire transfer|gift card|gift cards|cheque|layaway|financing|free repairs|free repair|free replacement|free upgrade|free membership|membership|vip|risk free|hassle free|no matter what|any reason|whatever the reason|store credit`,
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
	if r.question && best.check == "" && !r.hasAny(cl.from, cl.to, set("off free")) || r.doubts(i) || cl.wish {
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

// What says that something costs nothing, and that it comes without delay.
var (
	freePhrases   = byFirst("free of charge", "for free", "free", "at no cost", "no charge", "no extra cost", "no cost", "without charge", "on the house", "on us", "complimentary")
	atOncePhrases = byFirst("instant", "instantly", "immediate", "immediately", "right away", "straight away", "at once", "in no time")
)

// freely reads "free", "on us" and "no charge" where the clause is about a rule.
func (r *reading) freely(i int) bool {
	n, said := 0, ""
	for _, p := range freePhrases[r.word(i)] {
		if k, ok := r.phrase(i, p); ok {
			n, said = k, p
			break
		}
	}
	if n == 0 {
		return false
	}
	cl := r.clauseOf(i)
	about := cl.topics
	if !about.has(ofRules | ofCart) {
		about |= r.topics
	}
	if r.doubts(i) || cl.wish || i > 0 && r.t[i].joined && r.word(i-1) == "-" || r.word(i) == "free" && set("to from feel time hand hands standing range")[r.word(i+1)] || r.word(i-1) == "feel" {
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
				c.ok = c.ok && (hasStem(g.read().text, "free") && (!r.strict || said == "free" || strings.Contains(g.read().text, " "+said+" "))) != (denied && r.strict)
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
	for _, p := range atOncePhrases[r.word(i)] {
		if k, ok := r.phrase(i, p); ok {
			n = k
		}
	}
	c := r.clauseOf(i)
	about := c.topics.has(ofRefund | ofShipping)
	if n == 0 {
		n, about = r.beforeAnything(i), true
	}
	if n == 0 || r.question || r.doubts(i) || c.wish || !about || r.hasAny(c.from, i, deniers) {
		return false
	}
	return r.settle(claim{kind: KindPromise, from: i, to: i + n, why: "the shop's terms do not say so"})
}

// beforeAnything reads that what is ordered is there before something else is done:
// "order now and get it before you have finished your coffee".
func (r *reading) beforeAnything(i int) int {
	if !set("get have receive hold")[r.word(i)] || !set("it them yours one")[r.word(i+1)] || !r.hasAny(0, i, set("order orders ordered buy now today")) {
		return 0
	}
	for _, p := range []string{"before you", "before your", "by the time", "sooner than", "faster than", "quicker than"} {
		if n, ok := r.phrase(i+2, p); ok {
			return n + 2
		}
	}
	return 0
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

// stems of a phrase.
func stems(phrase string) []string {
	var all []string
	for w := range strings.FieldsSeq(phrase) {
		all = append(all, prose.Stem(w))
	}
	return all
}
