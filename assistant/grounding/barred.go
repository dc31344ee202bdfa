package grounding

import (
	"math"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/catalog"
)

// isCode reports whether token i begins what looks like a code: "SUNNY", "WINTER30",
// "ZZQ-90".
func (r *reading) isCode(i int) bool {
	word := r.textOf(i, i+1)
	if r.t[i].kind != isWord || word[0] >= 'a' && word[0] <= 'z' || strings.ToUpper(word) != word || strings.ToLower(word) == word || i > 0 && r.t[i].joined && r.t[i-1].word == "-" {
		return false
	}
	return len(word) >= 4 || len(word) > 1 && r.textOf(i, r.codeEnd(i)) != word
}

// codeEnd is where the code that begins at token i ends: behind the digits that are
// joined to it.
func (r *reading) codeEnd(i int) int {
	to := i + 1
	for k := to; k < len(r.t) && r.t[k].joined && (r.t[k].kind != isSign || r.t[k].word == "-"); k++ {
		if r.t[k].kind == isNumber {
			to = k + 1
		}
	}
	return to
}

// knownCode reports whether the data have what looks like a code at token i, or it
// is an abbreviation that everybody knows.
func (r *reading) knownCode(i int) bool {
	if r.inTitle(i) || slices.Contains(r.coded, i) && !r.inPassages(r.textOf(i, r.codeEnd(i))) {
		return true
	}
	to := r.codeEnd(i)
	word := r.textOf(i, to)
	if slices.ContainsFunc(r.running(), func(p *cart.Promotion) bool { return strings.EqualFold(p.Code, word) }) ||
		r.cart != nil && slices.ContainsFunc(r.cart.Codes, func(n cart.CodeNote) bool { return strings.EqualFold(n.Code, word) }) {
		return true
	}
	code := flat(word)
	has := func(text string) bool { return strings.Contains(text, code) }
	if to == i+1 && (initials[r.t[i].word] || sizeWords[r.t[i].word]) || slices.ContainsFunc(r.names, has) {
		return true
	}
	goods, _ := r.subjects(i)
	return slices.ContainsFunc(append(slices.Clone(goods), r.shown...), func(g *good) bool { return has(g.read().names) })
}

// barred looks for what no text from outside supports, not even one that stands
// there word for word: addresses, codes that the shop does not have, and other spans
// for what the shop's policies rule.
func (r *reading) barred() {
	if mayLink(r.text) {
		if link := anyLink.FindStringIndex(r.text); link != nil && (!r.inName(link[0]) || strings.Contains(r.text, "://")) {
			r.state(claim{kind: KindLink, to: len(r.t), why: "the assistant gives no addresses"})
			return
		}
	}
	for i := range r.t {
		if r.isCode(i) && r.textOf(i, r.codeEnd(i)) != r.textOf(i, i+1) && !r.knownCode(i) {
			r.state(claim{kind: KindName, from: i, to: i + 1, why: "no code or model of the shop is called so"})
			return
		}
	}
	for i := range r.t {
		if r.t[i].kind == isNumber && r.open(i) && (r.barsAmount(i) || r.barsSpan(i)) {
			r.state(claim{kind: KindCount, from: i, to: i + 1, why: "neither the rules nor the sheets have this number"})
			return
		}
	}
	if r.terms.Policies != nil && r.topics.has(ofReturns|ofRefund|ofExchange|ofWarranty) {
		passages, used, evidence := r.passages, slices.Clone(r.used), r.evidence
		r.Snapshot.passages = nil
		for i := range r.t {
			if !r.used[i] && r.t[i].kind == isNumber {
				_ = r.span(i)
			}
		}
		r.Snapshot.passages = passages
		if len(r.failed()) == 0 { // it is read again, with everything that is known
			r.claims, r.used, r.evidence = nil, used, evidence
		}
	}
}

// barsAmount reports whether the number at i is written as an amount of money is,
// though without its currency, and is none: "the final price is 1.00".
func (r *reading) barsAmount(i int) bool {
	_, cents, decimal := strings.Cut(r.t[i].digits, ".")
	priced := r.clauseOf(i).topics.has(ofPrice) && i > 0 && set("is at for only just now of : be costs cost")[r.word(i-1)] && (i+1 >= len(r.t) || r.t[i+1].kind == isSign && r.word(i+1) != "%" && r.word(i+1) != "-" || r.word(i+1) == "and")
	if _, n := r.moneyAt(i); n > 0 || i > 0 && currencyWords[r.word(i-1)] != "" || !(decimal && len(cents) == 2) && !priced {
		return false
	}
	goods, _ := r.subjects(i)
	return !slices.ContainsFunc(append(slices.Clone(goods), r.shown...), func(g *good) bool {
		now, was := g.prices(nil)
		return slices.ContainsFunc(append(now, was...), func(m catalog.Money) bool { return math.Abs(float64(m.Amount)/100-r.t[i].value) < 0.005 }) ||
			strings.Contains(g.read().names, " "+r.t[i].digits+" ")
	})
}

// barsSpan reports whether the number at i counts days or more that stand neither in
// the rules nor in the short texts of the goods.
func (r *reading) barsSpan(i int) bool {
	at := i + 1
	for set("- working business full calendar")[r.word(at)] {
		at++
	}
	unit, ok := map[string]int{"day": 1, "week": 7, "month": 30, "year": 365}[strings.TrimSuffix(r.word(at), "s")]
	if !ok {
		return false
	}
	days := int(r.t[i].value) * unit
	if slices.ContainsFunc(r.ruledDays(), func(d int) bool { return d == days || unit >= 30 && (days-d)*(days-d) <= 36*(days/365+1)*(days/365+1) }) {
		return false
	}
	goods, _ := r.subjects(i)
	return !slices.ContainsFunc(goods, func(g *good) bool { return strings.Contains(g.read().names, " "+r.t[i].digits+" ") })
}

// ruledDays are all spans that the shop's rules have, in days.
func (r *reading) ruledDays() []int {
	var all []int
	if p := r.terms.Policies; p != nil {
		all = append(all, p.Returns.Window, p.Exchange.Window, p.Refund.Days, p.Damaged.Window, p.WrongItem.Window, p.NotReceived.Wait, p.NotReceived.Window, p.Late.After, p.Lost.After, p.Gift.Window, p.Warranty.Months*30)
		for _, c := range p.Returns.Categories {
			all = append(all, c.Window)
		}
		for _, c := range p.Warranty.Categories {
			all = append(all, c.Months*30)
		}
	}
	if s := r.terms.Shipping; s != nil {
		for _, z := range s.Zones {
			for _, m := range z.Methods {
				all = append(all, m.MinDays, m.MaxDays, m.MinDays+s.Handling, m.MaxDays+s.Handling)
			}
		}
	}
	return all
}

// anyLink finds addresses of pages and of mail, and what would be shown as a link.
var anyLink = regexp.MustCompile(`(?i)https?:|www\.|\]\(|<a |[\pL\pN-]{2,}\.(?:[\pL\pN-]{2,}\.)*[a-z]{2,}\b`)

// mayLink is a quick look for what every address has: false is certain.
func mayLink(text string) bool {
	for i := range len(text) {
		next := byte(' ')
		if i+1 < len(text) {
			next = text[i+1]
		}
		switch text[i] {
		case ':', '<':
			return true
		case ']':
			if next == '(' {
				return true
			}
		case '.':
			if isLetter(next) || next >= utf8.RuneSelf || i > 0 && text[i-1]|0x20 == 'w' {
				return true
			}
		}
	}
	return false
}

// inName reports whether the byte at is within the name of a product.
func (r *reading) inName(at int) bool {
	for i := range r.t {
		if r.t[i].from <= at && at < r.t[i].to {
			return r.inTitle(i)
		}
	}
	return false
}

// inTitle reports whether token i is part of a title that is no longer than names
// are.
func (r *reading) inTitle(i int) bool {
	return slices.ContainsFunc(r.mentions, func(m mention) bool {
		return m.from <= i && i < m.to && slices.ContainsFunc(m.goods, func(g *good) bool { return len(g.title) <= maxName })
	})
}

// open reports whether the number at i is part of no name, or of one so long that it
// may be a message.
func (r *reading) open(i int) bool {
	if r.isName[i] {
		return !r.inTitle(i)
	}
	for _, c := range r.choices {
		if c.from <= i && i < c.to {
			return len(c.value) > maxValue
		}
	}
	return !r.used[i]
}
