package planner

import (
	"maps"
	"slices"
	"strings"
	"sync"
	"unicode"

	"github.com/aisle-chat/aisle/assistant/internal/prose"
	"github.com/aisle-chat/aisle/catalog"
)

// spelled reads over one typing mistake in the words that a shop is talked to
// in: "delivre" is deliver. A word that the catalogue knows, or that may be a
// name or a number, stays as it is.
func (r *reader) spelled(words []string) []string {
	out := words
	for i, word := range words {
		if len(word) < minSpelled || talkWords()[word] || prose.IsStop(word) || common()[word] || strings.ContainsFunc(word, unicode.IsDigit) {
			continue
		}
		meant := nearWord(word)
		if meant == "" || r.sold(word) {
			continue
		}
		if &out[0] == &words[0] {
			out = slices.Clone(words)
		}
		out[i] = meant
	}
	return out
}

// minSpelled is the length from which a word is read over.
const minSpelled = 5

// sold reports whether the catalogue has a word as it is written.
func (r *reader) sold(word string) bool {
	u := r.understand(word)
	if len(u.Corrections) > 0 {
		return false
	}
	return u.Known > 0 && (slices.Contains(u.Terms, word) || slices.Contains(u.Terms, prose.Stem(word))) ||
		slices.ContainsFunc(u.Constraints, func(c catalog.Constraint) bool { return prose.Fold(c.Text) == word })
}

// nearWord is the word of support that another one is a mistake for, or "": the
// first of the alphabet that ends alike, and otherwise the first.
func nearWord(word string) string {
	best := ""
	for _, known := range vocabulary() {
		if !slip(word, known) {
			continue
		}
		if known[len(known)-1] == word[len(word)-1] {
			return known
		}
		if best == "" {
			best = known
		}
	}
	return best
}

// slip reports whether a word is a typing mistake of a known one: a letter left
// out or doubled, or two swapped. Another letter in the place of one makes a word
// of its own too often ("cancer", "remote"), so that only a long word is read over
// there, as where one is put in ("charger").
func slip(word, known string) bool {
	if word[0] != known[0] && (len(known) < 2 || word[0] != known[1]) || !prose.Near(word, known) || prose.Stem(word) == prose.Stem(known) || innocent[word] {
		return false
	}
	switch {
	case len(word) < len(known):
		return true
	case len(word) > len(known):
		return len(word) >= longWord || undoubled(word, known)
	}
	changed := 0
	for i := range len(word) {
		if word[i] != known[i] {
			changed++
		}
	}
	return changed == 2 || len(word) >= longWord
}

// longWord is the length from which another letter is a mistake too.
const longWord = 8

// undoubled reports whether a word is the known one but for a letter that stands
// twice.
func undoubled(word, known string) bool {
	for i := 1; i < len(word); i++ {
		if word[i] == word[i-1] && word[:i]+word[i+1:] == known {
			return true
		}
	}
	return false
}

// innocent words are near to one of support and none of it.
var innocent = map[string]bool{
	"detective": true, "costumer": true, "costumers": true, "pre-order": true, "presence": true, "relate": true, "related": true, "persona": true, "prevent": true, "hourly": true, "refined": true,
	"chargers": true, "replaced": true, "resealed": true, "compared": true,
}

// vocabulary is common in the order of the alphabet.
var vocabulary = sync.OnceValue(func() []string { return slices.Sorted(maps.Keys(common())) })

// common are those of [ofSupport] that are long enough for others to be mistakes
// for them.
var common = sync.OnceValue(func() map[string]bool {
	set := maps.Clone(ofSupport())
	maps.DeleteFunc(set, func(word string, _ bool) bool { return len(word) < minSpelled })
	return set
})

// ofSupport are the words in which people talk to a shop of what is not its goods.
var ofSupport = sync.OnceValue(func() map[string]bool {
	set := map[string]bool{}
	for word := range strings.FieldsSeq(`
		address addresses answer answers anybody anyone brand brands delete deleted expire expires arrive arrived arrives broken cancel canceled cancelled canceling carrier carriers charge charged cheaper
		checkout compare complaint condition contact coupon coupons courier customer customs damaged declined defective delayed deliver delivered
		deliveries delivery delivers difference differences different discount discounts email exchange exchanged exchanges express faulty free gift gifts guarantee happens hours
		installment installments instalment instalments international invoice invoices late lost missing money number order ordered orders other others
		overdue overnight package packages parcel parcels payment payments paypal person policies policy postage present privacy problem promotion
		promotions purchase receipt receipts receive received refund refunded refunds refuse refused remove repair repairs replace replacement return
		returned returning returns second send shipment shipped shipping sizes somebody someone stolen support sustainable swap tracking transit voucher vouchers
		warranties warranty worn wrong
	`) {
		set[word] = true
	}
	return set
})
