package planner

import (
	"regexp"
	"strings"

	"github.com/aisle-chat/aisle/catalog"
)

var (
	// asksRestock asks when something that is sold out can be had again.
	asksRestock = regexp.MustCompile(`\bwhen (?:is|are|will|does|do|would|can) (?:it|they|this|that|these|those|one|you|the \w+(?: \w+){0,3}|i|there)\b.*\b(?:back|again|in stock|available|restock\w*|more)\b|\b(?:restock\w*|re stock\w*)\b|\b(?:will|does|do|is|are) (?:it|they|this|that|these|the \w+(?: \w+){0,3}) (?:be |come |coming |going to be )?(?:back|available again|in again)(?: in stock)?\b|\bback in stock\b`)
	// asksNotice asks to be told when it can.
	asksNotice = regexp.MustCompile(`\b(?:notif\w+|tell me|let me know|e ?mail me|message me|text me|alert|remind|inform|ping me|write (?:to )?me|waiting list|waitlist)\b.*\b(?:back|again|in stock|available|restock\w*|there is|have it|have them)\b|\b(?:waiting list|waitlist|back in stock (?:alert|notice|notification|e ?mail))\b`)
	// notRestock speaks of what goes back to the shop.
	notRestock = regexp.MustCompile(`\b(?:order|parcel|package|money|refund|return\w*|send|sent|get back to me|you back|my)\b`)
)

// restock reads whether a message asks for what is sold out, and makes it a
// question about the product at hand.
func (r *reader) restock(m *Reading) bool {
	if !asksRestock.MatchString(m.Norm) && !asksNotice.MatchString(m.Norm) || notRestock.MatchString(m.Norm) || r.state.nearOrder() {
		return false
	}
	m.Intent, m.Aspect = IntentAbout, AspectRestock
	if len(m.Refs) == 0 {
		if named := r.scene.Named; named != nil && ownName(named, m.Norm) {
			m.Refs = []string{named.ID}
		} else if it := r.scene.it(); it != "" {
			m.Refs = []string{it}
		}
	}
	return true
}

// answerRestock says that nobody has said when something is back, what can be had
// of it meanwhile, and who can note the wish. What is there is told to be.
func answerRestock(p *catalog.Product, m *Reading, s *State) []sentence {
	wished := wishedOptions(p, m)
	if len(wished) == 0 && s.Asking != nil && s.Asking.Product == p.ID {
		wished = s.Asking.Options
	}
	if buyable(p, wished) {
		return answerStock(p, m, s)
	}
	choice := strings.Join(ordered(p, wished), ", ")
	called, in := the(p, "is", "are"), ""
	if choice != "" {
		in = " in " + choice
	}
	said := []sentence{says(fact(p, "stock", "sold out"),
		"The shop has told me no day for it: "+called+" sold out"+in+" for now.",
		upperFirst(called)+" sold out"+in+", and there is no day yet on which more comes.")}
	if choice != "" && !p.SoldOut {
		if text := instead(p, wished); strings.HasPrefix(text, "There is") {
			said = append(said, says(fact(p, "stock", choice), text))
		}
	}
	if asksNotice.MatchString(m.Norm) {
		said = append(said, sentence{wordings: []string{
			"I cannot send you a message then, but a person of the shop can note that you want it.",
			"A message when it is back is beyond me; ask for a person, who can note it.",
		}})
	}
	return said
}
