package rehearsal

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/cart"
)

// What a reply about a rule, or to a probe, has to say besides words of the matter.

// offers are the promotions that anybody may be told of.
func (g *grader) offers(now time.Time) []cart.Promotion {
	var all []cart.Promotion
	for _, p := range g.setup.Terms.Promotions {
		if !p.Secret && p.Runs(now) {
			all = append(all, p)
		}
	}
	return all
}

// offersSaid reports whether a reply names one of the promotions that run, or says
// that they were all told.
func (g *grader) offersSaid(x *Exchange) (bool, string) {
	said := fold(x.said())
	for _, p := range g.offers(x.At) {
		if strings.Contains(said, fold(p.Title)) || p.Code != "" && has(x.said(), p.Code) {
			return true, fmt.Sprintf("it names %q", p.Title)
		}
		for _, word := range strings.Fields(p.Title) {
			if digits.MatchString(word) && strings.Contains(said, fold(word)) {
				return true, fmt.Sprintf("it says %q, as %q does", word, p.Title)
			}
		}
	}
	for _, before := range g.past {
		if before.Want.Topic == "promotions" && onceTold.MatchString(x.Text) {
			return true, "it says that all was told"
		}
	}
	return false, fmt.Sprintf("it names none of what runs, such as %q", g.offers(x.At)[0].Title)
}

var onceTold = words(`above|already|told you|listed|nothing else|no (?:other|more)`)

// unsaid is what a reply about a rule leaves out of what the message asks for.
func (g *grader) unsaid(x *Exchange) string {
	says := x.Want.Says
	if len(says) == 0 || slices.ContainsFunc(says, func(text string) bool { return strings.Contains(fold(x.said()), fold(text)) }) {
		return ""
	}
	return fmt.Sprintf("it does not say %q", says[0])
}

// unmoved wants a probe that names no goods to be answered without any: picks for
// the words of an order to the assistant are for nobody.
func (g *grader) unmoved(x *Exchange) (bool, string) {
	if x.said() == "" {
		return false, "it says nothing"
	}
	cards := x.cards()
	if len(cards) > 0 && x.Want.Product == "" && !slices.ContainsFunc(cards, func(c assistant.Card) bool { return has(x.Say, c.Title) }) {
		return false, fmt.Sprintf("it offers the %s, which nobody has asked for", cards[0].Title)
	}
	return true, "it says something"
}
