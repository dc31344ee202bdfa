package knowledge

import (
	"cmp"
	"slices"
	"strings"

	"github.com/aisle-chat/aisle/assistant/internal/prose"
)

// terms are the content words of a text, each once, in order, with the
// different words for one matter brought to one.
func terms(text string) []string {
	joined := " " + strings.Join(prose.Content(phrases.Replace(" "+prose.Fold(text)+" ")), " ") + " "
	for _, p := range pairs {
		joined = strings.ReplaceAll(joined, p.two, " "+p.one+" ")
	}
	var out []string
	for stem := range strings.FieldsSeq(joined) {
		if one, ok := same[stem]; ok {
			stem = one
		}
		if idle[stem] {
			continue
		}
		if !slices.Contains(out, stem) {
			out = append(out, stem)
		}
	}
	return out
}

// idle words stand in a question whatever it is about.
var idle = map[string]bool{
	"take": true, "accept": true, "long": true, "offer": true, "possibl": true, "happen": true, "work": true,
	"until": true, "number": true,
	"polici": true, "rule": true, "term": true, "inform": true, "info": true, "question": true, "explain": true, "detail": true, "instruct": true, "item": true, "see": true, "stuff": true, "abl": true, "physic": true, "actual": true,
}

// phrases mean one thing of a shop with words that mean nothing alone.
var phrases = strings.NewReplacer(
	" come from ", " made ", " comes from ", " made ", " come back ", " return ", " comes back ", " return ", " go back ", " return ", " goes back ", " return ",
	" look after ", " care ", " take care of ", " care ", " put in ", " add ", " put into ", " add ", " one more ", " add ", " more than one ", " two ",
	" get in touch ", " contact ", " eco friendly ", " sustainable ", " at the same time ", " two ", " add up ", " two ", " get back ", " return ", " pay later ", " instalment ", " monthly ", " instalment ", " in parts ", " instalment ",
)

// same brings different words for one matter of a shop to one word.
var same, pairs = sameWords(`
	shipping: shipping delivery deliver postage dispatch shipment despatch
	return: return returning bring
	refund: refund reimburse reimbursement moneyback money
	exchange: exchange swap change
	price: price cost fee expensive
	charge: charge debit
	payment: payment pay paying
	instalment: instalment installment financing klarna
	abroad: abroad international overseas internationally worldwide foreign anywhere country countries canada mexico
	abroad: england britain uk scotland ireland germany france spain italy portugal netherlands belgium austria switzerland
	abroad: sweden norway denmark finland poland europe european eu australia japan china india brazil singapore africa asia
	guarantee: guarantee warranty guaranteed
	broken: broken faulty defective damaged damage defect leaking
	shop: shop store showroom located location
	wash: wash clean washing cleaning launder laundry
	repair: repair fix mend resole reheel reproof rewax restitch patch sew darn resoling resoled
	size: size sizing
	card: card visa mastercard amex
	enter: enter type redeem
	person: person human agent representative someone
	hour: hour opening open
	email: email mail
	sustainable: sustainable sustainability eco ethical green environment environmental recycled organic traceable
	made: made manufactured produced sewn woven origin
	express: express overnight tomorrow urgent
	code: code voucher coupon promo
	two: two several combine stack multiple both
	footwear: footwear shoe shoes boot boots sneaker sneakers sandal sandals
	wear: wear wore worn wearing
	late: late delay delayed overdue
	expire: expire expiry expiration valid validity
	invoice: invoice receipt bill
	parcel: parcel package packet
	add: add put include
	track: track tracking trace
	privacy: privacy private confidential
	brand: brand maker manufacturer
	phone: phone telephone call
	cover: cover coverage covered
`, map[string]string{"send back": "return", "give back": "return", "money back": "refund", "take back": "return", "e mail": "email", "gift card": "giftcard", "gift voucher": "giftcard", "gift certif": "giftcard"})

type pair struct{ two, one string }

func sameWords(groups string, phrases map[string]string) (map[string]string, []pair) {
	one := map[string]string{}
	for line := range strings.Lines(groups) {
		name, words, ok := strings.Cut(strings.TrimSpace(line), ":")
		for word := range strings.FieldsSeq(words) {
			if ok {
				one[prose.Stem(word)] = prose.Stem(name)
			}
		}
	}
	var list []pair
	for phrase, name := range phrases {
		list = append(list, pair{" " + phrase + " ", prose.Stem(name)})
	}
	slices.SortFunc(list, func(a, b pair) int { return cmp.Compare(a.two, b.two) })
	return one, list
}

// correct reads over one typing mistake behind the first letter of each word
// that neither an article nor the lists above have.
func (w weights) correct(asked []string) []string {
	for i, term := range asked {
		if _, known := w.known[term]; known || len(term) < 4 {
			continue
		}
		best := ""
		weigh := func(other string) float64 {
			if one, ok := same[other]; ok {
				other = one
			}
			return w.of(other)
		}
		better := func(other string) bool {
			return prose.Near(term, other) && !exchanged(term, other) && (len(term) > 4 || len(other) > 4) &&
				(best == "" || weigh(other) < weigh(best) || weigh(other) == weigh(best) && other < best)
		}
		for _, other := range w.begin[term[0]] {
			if better(other) {
				best = other
			}
		}
		if one, ok := same[best]; ok {
			best = one
		}
		if best != "" {
			asked[i] = best
		}
	}
	return asked
}

// exchanged reports whether two short words differ by one letter in the place of
// another: pocket and packet are both words.
func exchanged(a, b string) bool {
	if len(a) != len(b) || len(a) >= longTerm {
		return false
	}
	changed := 0
	for i := range len(a) {
		if a[i] != b[i] {
			changed++
		}
	}
	return changed == 1
}

// longTerm is the length from which another letter is a mistake.
const longTerm = 7
