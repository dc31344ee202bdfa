package planner

import (
	"regexp"
	"strings"

	"github.com/aisle-chat/aisle/assistant/internal/prose"
)

// joint is where one message may hold two requests.
var joint = regexp.MustCompile(`(?i)[.?!;]\s+|,?\s+(?:and also|and|also|plus|btw|by the way)\s+`)

// ends is where a sentence does.
var ends = regexp.MustCompile(`^[.?!;]`)

// both splits a message that looks for goods and asks something of the shop
// besides: "boots in size 9, and do you ship to Canada?".
func (r *reader) both(text string) (find, ask string, ok bool) {
	for _, at := range joint.FindAllStringIndex(text, -1) {
		one, two := text[:at[0]], strings.TrimSpace(text[at[1]:])
		if (r.looksFor(one) || addVerb.MatchString(strings.Join(expand(prose.Words(one)), " "))) && asksShop(two) {
			return one, two, true
		}
		if asksShop(one) && r.looksFor(two) && (ends.MatchString(text[at[0]:at[1]]) || doYouHave.MatchString(strings.Join(expand(prose.Words(two)), " "))) {
			return two, one, true // "the warranty on tents and packs" looks for none
		}
	}
	return "", "", false
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
