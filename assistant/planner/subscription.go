package planner

import (
	"strings"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/internal/pattern"
)

var (
	// subscription asks for goods that come by themselves, or about such an order.
	subscription = pattern.MustCompile(`\bsubscriptions?\b|\bsubscribe (?:to (?:the |a |my |some )?\w+|and save|for (?:regular|monthly|weekly))|\bauto ?ship\w*|\b(?:recurring|repeating|standing|regular) (?:orders?|deliver(?:y|ies)|shipments?)\b|\b(?:skip|pause|postpone) (?:my|the|a|this|next) (?:next |upcoming |monthly |weekly )*(?:delivery|shipment|box|month|order)\b|\b(?:deliver\w*|send|ship|get|order)\b.* (?:every|each) (?:month|week|\w+ weeks|\w+ months)\b`)
	// notSubscription is about mail that is read.
	notSubscription = pattern.MustCompile(`\b(?:news ?letters?|e ?mails?|mailings?|mailing list|unsubscrib\w*|news|sms|texts?|spam)\b`)
)

// subscribes reports whether a message is about a subscription to goods that no
// article of the merchant's tells of: the shop's orders know none.
func (r *reader) subscribes(m *Reading) bool {
	if !subscription.MatchString(m.Norm) || notSubscription.MatchString(m.Norm) {
		return false
	}
	if r.articles == nil {
		return true
	}
	for _, found := range r.find(m.Said, 3) {
		text := strings.ToLower(found.Passage.Text)
		if strings.Contains(text, "subscription") && !notSubscription.MatchString(text) {
			return false
		}
	}
	return true
}

// noSubscription says the plain truth about subscriptions, and what there is
// instead.
func (w *writer) noSubscription() {
	w.say("I know of no subscriptions in this shop, so there is none that I could pause, skip or cancel here. What you bought before I can put into your cart again.",
		"Subscriptions are nothing that I can see or change here: each order is placed by itself. I can put an earlier one into your cart again.")
	if w.facts.Terms.Orders {
		w.sayChip("Reorder my last order")
		w.chip("Show my orders", assistant.Action{Do: assistant.DoOrder, Text: "Show my orders"})
	}
	w.personChip()
}
