package planner

import (
	"strings"

	"github.com/aisle-chat/aisle/assistant/internal/pattern"
	"github.com/aisle-chat/aisle/assistant/internal/prose"
	"github.com/aisle-chat/aisle/catalog"
)

// joint is where one message may hold two requests.
var joint = pattern.MustCompile(`(?i)[.?!;]\s+|,?\s+(?:and also|and|also|plus|btw|by the way)\s+`)

// maxParted is how many words a message has at most that is read for two requests:
// every place where it may part is tried.
const maxParted = 40

// ends is where a sentence does.
var ends = pattern.MustCompile(`^[.?!;]`)

// both splits a message that looks for goods and asks something of the shop
// besides: "boots in size 9, and do you ship to Canada?".
func (r *reader) both(text string) (find, ask string, ok bool) {
	for _, at := range joint.FindAllStringIndex(text, -1) {
		one, two := text[:at[0]], strings.TrimSpace(text[at[1]:])
		if (r.looksFor(one) || addVerb.MatchString(strings.Join(expand(prose.Words(one)), " "))) && asksShop(two) && !r.goesOnSeeking(two) {
			return one, two, true
		}
		if asksShop(one) && r.looksFor(two) && (ends.MatchString(text[at[0]:at[1]]) || doYouHave.MatchString(strings.Join(expand(prose.Words(two)), " "))) {
			return two, one, true // "the warranty on tents and packs" looks for none
		}
	}
	return "", "", false
}

// goesOnSeeking reports whether a text goes on about the goods that are looked for,
// whatever it says of their delivery: it bounds a price, or says what to show.
func (r *reader) goesOnSeeking(text string) bool {
	_, priced := wish(r.understand(text).Constraints, catalog.KindPrice, "")
	return (priced || seeks.MatchString(strings.Join(prose.Words(text), " "))) && !strings.HasSuffix(text, "?")
}

// halves splits a message that asks two things, of which at least one is about the
// shop: "is it waterproof, and can I return it?". Two questions about one matter, or
// about an order, stay together.
func (r *reader) halves(text string) (one, two string, ok bool) {
	for _, at := range joint.FindAllStringIndex(text, -1) {
		one, two := strings.TrimSpace(text[:at[0]]), strings.TrimSpace(text[at[1]:])
		if at[1] > 0 && ends.MatchString(text[at[0]:at[1]]) {
			one = text[:at[0]+1] // its mark goes with it
		}
		first, second := r.matterOf(one), r.matterOf(two)
		if first != "" && second != "" && first != second && !(first == ofProduct && second == ofProduct) && !sameMatters[[2]Intent{first, second}] && !sameMatters[[2]Intent{second, first}] {
			return one, two, true
		}
	}
	return "", "", false
}

// ofProduct is the matter of a question about a product.
const ofProduct = IntentAbout

// sameMatters are matters that one answer covers.
var sameMatters = map[[2]Intent]bool{
	{IntentShipping, IntentDelivery}: true, {IntentReturns, IntentRefund}: true, {IntentDiscount, IntentCode}: true, {IntentReturns, IntentExchange}: true,
}

// matterOf is what a question is about: a matter of support, ofProduct, or "" for
// what is no question with a matter of its own.
func (r *reader) matterOf(text string) Intent {
	words := r.spelled(expand(prose.Words(text)))
	norm := strings.Join(words, " ")
	if len(words) < 2 || !asksFact.MatchString(norm) || r.owns(norm) {
		return ""
	}
	if intent, _ := supported(classify(words), norm); intent != "" && (said(norm) != "" || support[intent].MatchString(norm)) {
		return intent
	}
	if (deictic.MatchString(norm) && r.scene.it() != "" || r.scene.Named != nil) && !compareTo.MatchString(norm) {
		return ofProduct
	}
	return ""
}

func (r *reader) looksFor(text string) bool {
	return hasType(r.understand(text).Constraints) && !asksShop(text)
}

// asksShop reports whether a text is about orders or the shop's rules.
func asksShop(text string) bool {
	words := expand(prose.Words(text))
	intent, _ := supported(classify(words), strings.Join(words, " "))
	return intent != "" && support[intent].MatchString(strings.Join(words, " "))
}

// aside answers what was asked besides a search, or says that it is open.
func (w *writer) aside() {
	if found := w.plan.Reading.Found; len(found) > 0 {
		w.passage(found[0])
		return
	}
	w.say("Your other question I cannot answer from what the shop has told me; a person can.",
		"To the other question I have no answer from the shop; a person of it has.")
	w.personChip()
}
