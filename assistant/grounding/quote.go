package grounding

import (
	"net/url"
	"slices"
	"strings"

	"github.com/aisle-chat/aisle/cart"
)

// links reads addresses of pages and of mail. One that the data do not have leads
// nobody there.
func (r *reading) links() {
	for at := 0; at < len(r.text); {
		i := strings.IndexAny(r.text[at:], ":@w")
		if i < 0 {
			return
		}
		i += at
		at = i + 1
		var from int
		switch {
		case strings.HasPrefix(r.text[i:], "://"):
			from = strings.LastIndexAny(r.text[:i], " \n\t(<\"[") + 1
		case r.text[i] == '@' && i > 0:
			from = strings.LastIndexAny(r.text[:i], " \n\t(<\"[") + 1
			if from == i {
				continue
			}
		case strings.HasPrefix(r.text[i:], "www."):
			from = i
		default:
			continue
		}
		to := len(r.text)
		if k := strings.IndexAny(r.text[i:], " \n\t)>\"]"); k >= 0 {
			to = i + k
		}
		address := strings.TrimRight(r.text[from:to], ".,;:!?*_")
		r.link(from, from+len(address), address)
		at = max(to, at)
	}
}

// hosts reads names of hosts that are written without their scheme.
func (r *reading) hosts() {
	for i := 2; i < len(r.t); i++ {
		if !set("com net org shop store example io co info biz app dev")[r.word(i)] || r.word(i-1) != "." || !r.t[i].joined || !r.t[i-1].joined || r.used[i] {
			continue
		}
		from := i - 2
		for from > 0 && r.t[from].joined {
			from--
		}
		r.state(claim{kind: KindLink, from: from, to: i + 1, ok: r.knownLink(r.textOf(from, i+1)) || r.inPassages(r.textOf(from, i+1)) || len(r.nearest(i)) > 0, why: "no article has this address"})
	}
}

func (r *reading) link(from, to int, address string) {
	first, last := len(r.t), 0
	for i := range r.t {
		if r.t[i].from >= from && r.t[i].to <= to {
			first, last = min(first, i), max(last, i+1)
		}
	}
	if first >= last {
		return
	}
	r.state(claim{kind: KindLink, from: first, to: last, ok: r.knownLink(address), why: "no product, order or article has this address"})
}

// knownLink reports whether the data have an address.
func (r *reading) knownLink(address string) bool {
	for _, p := range r.passages {
		if strings.Contains(p.raw, address) {
			return true
		}
	}
	if c := r.turn.Customer; c != nil && strings.EqualFold(c.Email, address) || strings.Contains(r.said, flat(address)) && strings.Contains(address, "@") {
		return true
	}
	for _, g := range r.goods {
		if g.product != nil && g.product.URL != "" && g.product.URL == address {
			return true
		}
	}
	for _, o := range r.orders {
		if strings.EqualFold(o.Email, address) || slices.ContainsFunc(o.Parcels, func(p cart.Parcel) bool { return p.URL != "" && p.URL == address }) {
			return true
		}
		if r.terms.OrderPage != "" && address == r.terms.OrderPage+o.Number {
			return true
		}
	}
	if u, err := url.Parse(r.turn.Page.URL); err == nil && u.Host != "" {
		if v, err := url.Parse(address); err == nil && v.Host == u.Host && v.Scheme == u.Scheme && v.Path == u.Path {
			return true
		}
	}
	return false
}

// phrases takes out the merchant's own phrases of the terms, as they stand there.
func (r *reading) phrases() {
	take := func(field, of, phrase string) {
		want := wordsOf(phrase)
		if len(want) < 2 {
			return
		}
		for i := range r.t {
			if r.t[i].word != want[0] && r.t[i].digits != want[0] || r.used[i] {
				continue
			}
			if n, width := r.fits(i, want); n == len(want) {
				r.take(i, i+width)
				r.cite("policy", field+of, "", phrase)
			}
		}
	}
	for _, message := range r.told {
		r.tellsAgain(message)
	}
	r.attributeValues()
	if p := r.terms.Policies; p != nil {
		take("returns.condition", "", p.Returns.Condition)
		take("returns.final_sale", "", p.Returns.FinalSale)
		for _, c := range p.Returns.Categories {
			take("returns.categories.", c.Category, c.Condition)
			take("returns.categories.", c.Category, c.Why)
		}
		take("exchange.ships", "", p.Exchange.Ships)
		take("refund.to", "", p.Refund.To)
		take("cancel.after", "", p.Cancel.After)
		take("address.after", "", p.Address.After)
		take("not_received.check", "", p.NotReceived.Check)
		take("warranty.covers", "", p.Warranty.Covers)
		take("warranty.excludes", "", p.Warranty.Excludes)
		if (r.topics | r.talk.topics | r.talk.hint).has(ofGift) || hasStem(r.said, "gift") || hasStem(r.said, "present") {
			take("gift.as", "", p.Gift.As)
		}
	}
	if h := r.terms.Hours; h != nil && r.topics.has(ofHours) || h != nil && r.hasAny(0, len(r.t), set("person somebody someone here open")) {
		take("hours", "", h.Span(r.turn.Now)) // "9 to 17"
	}
	if s := r.terms.Shipping; s != nil {
		take("shipping.elsewhere", "", s.Elsewhere)
		for _, z := range s.Zones {
			take("shipping.zones.", z.ID, z.Duties)
		}
	}
}

// tellsAgain takes out what the cart answered, where it stands word for word.
func (r *reading) tellsAgain(message string) {
	want := wordsOf(message)
	if len(want) < 3 {
		return
	}
	for i := range r.t {
		if n, width := r.fits(i, want); n == len(want) {
			r.take(i, i+width)
			r.cite("cart", "", "refusal", message)
		}
	}
}

// leastValue is how many words of an attribute's value are a text of its own, in
// which a number or a day speaks of nothing else.
const leastValue = 4

// attributeValues takes out whole values of attributes, where the sentence names
// the attribute as well and speaks of the product that has it: "fits: a 230 g gas
// canister inside".
func (r *reading) attributeValues() {
	for i := range r.t {
		goods, sure := r.subjects(i)
		if first := r.mentions; len(first) > 0 { // what a value names besides is not what has it
			goods, sure = first[0].goods, first[0].from < i
		}
		if !sure || len(goods) != 1 || goods[0].product == nil {
			continue
		}
		for _, a := range goods[0].product.Attributes {
			if !r.hasAll(wordsOf(a.Name)) {
				continue
			}
			for _, value := range a.Values {
				want := wordsOf(value)
				if len(want) < leastValue {
					continue
				}
				if n, width := r.fits(i, want); n == len(want) {
					r.take(i, i+width)
					r.cite("product", goods[0].id, a.Name, value)
				}
			}
		}
	}
}

// hasAll reports whether the sentence has each of some words.
func (r *reading) hasAll(wanted []string) bool {
	for _, w := range wanted {
		if !slices.ContainsFunc(r.t, func(t token) bool { return t.word == w }) {
			return false
		}
	}
	return len(wanted) > 0
}

// quotes takes out what is quoted word for word from an article, a review or a
// description. A quote of anything else is read like other words.
func (r *reading) quotes() {
	open := -1
	for i := range r.t {
		if r.t[i].word != "\"" {
			continue
		}
		if open < 0 {
			open = i
			continue
		}
		if open+1 < i && r.quoted(open+1, i) {
			r.take(open, i+1)
		}
		open = -1
	}
}

func (r *reading) quoted(from, to int) bool {
	needle := strings.TrimSpace(strings.ReplaceAll(flat(r.textOf(from, to)), ".", ""))
	if needle == "" {
		return false
	}
	needle = " " + strings.Join(strings.Fields(needle), " ") + " "
	whole := func(text string) bool {
		return strings.Contains(" "+strings.Join(strings.Fields(strings.ReplaceAll(text, ".", " ")), " ")+" ", needle)
	}
	for _, p := range r.passages {
		if whole(p.text) || whole(flat(p.title)) {
			r.cite("article", p.id, "", strings.TrimSpace(needle))
			return true
		}
	}
	// What the shopper or a reviewer wrote is no word of the shop's.
	byShop := r.strict && r.hasAny(0, from, set("shop store we merchant our policy policies website site"))
	if strings.Contains(r.said, needle) && !r.speaksOfRules(from, to) && !byShop {
		return true
	}
	if byShop {
		return false // its own words are its articles
	}
	goods, _ := r.subjects(from)
	for _, g := range goods {
		if strings.Contains(r.textOf(from, to), ":") && g.read().states(r.textOf(from, to)) {
			r.cite("product", g.id, strings.TrimSpace(flat(r.textOf(from, from+1))), r.textOf(from, to))
			return true
		}
	}
	if len(r.mentions) == 0 {
		goods = append(slices.Clone(goods), r.goods...)
	}
	for _, g := range goods {
		if g.product == nil || r.speaksOfRules(from, to) {
			continue
		}
		if whole(g.read().reviews) {
			r.cite("product", g.id, "reviews", strings.TrimSpace(needle))
			return true
		}
		if whole(g.read().text) {
			r.cite("product", g.id, "description", strings.TrimSpace(needle))
			return true
		}
	}
	return false
}

// speaksOfRules reports whether words speak of prices, stock, rules or deeds,
// which text from outside may not.
func (r *reading) speaksOfRules(from, to int) bool {
	for i := from; i < to; i++ {
		if _, n := r.moneyAt(i); n > 0 {
			return true
		}
		w := r.t[i].word
		if w == "off" || w == "order" || w == "open" || w == "offer" || w == "offers" {
			continue // by themselves they are everyday words
		}
		if w == "available" && i+1 < to && (r.word(i+1) == "in" || r.word(i+1) == "as") {
			continue // what it comes in
		}
		if r.ofGoods(i) {
			continue
		}
		if topicWords[w].has(ofShipping|ofReturns|ofExchange|ofRefund|ofWarranty|ofPayment|ofCancel|ofPromotion|ofOrder) || w == "%" || stockPhrases[w] != nil && topicWords[w].has(ofStock) {
			return true
		}
	}
	return false
}

// ofGoods reports whether the word at i speaks of what goods are and do, though it
// may speak of parcels: "delivers a flush of color", "packed with nuts".
func (r *reading) ofGoods(i int) bool {
	next := r.word(i + 1)
	switch r.word(i) {
	case "deliver", "delivers", "delivering":
		return next != "" && r.t[i+1].kind == isWord && !set("to in within by on at for from free your you our it them this these orders parcels packages today tomorrow overnight every any all anywhere everywhere worldwide always only")[next]
	case "packed":
		return next == "with" || next == "full"
	case "package", "packages", "packaging":
		return true // what becomes of it is said by other words
	}
	return false
}
