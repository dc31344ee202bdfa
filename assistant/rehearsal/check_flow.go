package rehearsal

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/aisle-chat/aisle/assistant"
)

// pieces are the things that a reply brings, each as a key: its sentences, the
// products it shows, its forms, orders, articles and what happened to the cart.
func (x *Exchange) pieces() []string {
	var all []string
	for _, s := range sentences(x.Text) {
		all = append(all, "sentence "+fold(s))
	}
	for _, c := range x.cards() {
		all = append(all, "product "+c.ID)
	}
	for _, part := range x.Parts {
		switch part := part.(type) {
		case assistant.ArticleBlock:
			all = append(all, "article "+part.ID+" "+fold(part.Quote))
		case assistant.FormBlock:
			all = append(all, "form "+part.Title)
		case assistant.OrderBlock:
			all = append(all, "order "+part.Order.Number)
		case assistant.CompareBlock:
			all = append(all, "comparison")
		}
	}
	if x.Handoff != nil {
		all = append(all, "a person")
	}
	return all
}

// progressed wants something that no reply of the talk had, or a cart or an
// order that changed. Who asks the same once more may get the same once more.
func (g *grader) progressed(x *Exchange) (bool, string) {
	if x.Want.Kind == WantTalk || x.Want.Kind == WantCart || x.Want.Kind == WantProbe {
		return true, "the message wants no progress"
	}
	if g.world.before != nil && g.world.before.Cart.Version != x.Cart.Version {
		return true, "the cart changed"
	}
	if filed := g.requests(x); len(filed) > 0 {
		return true, "request " + filed[0] + " is filed"
	}
	if x.Want.Kind == WantOrder && len(blocks[assistant.OrderBlock](x)) > 0 {
		return true, "it shows the order asked for"
	}
	seen := map[string]bool{}
	for i, before := range g.past {
		if g.cameBack(i, x) {
			continue
		}
		if g.sameWish(before, x) && !(x.Again && before == g.past[len(g.past)-1]) {
			continue
		}
		for _, piece := range before.pieces() {
			seen[piece] = true
		}
	}
	pieces := x.pieces()
	for _, piece := range pieces {
		if !seen[piece] {
			return true, "new: " + quoted(piece)
		}
	}
	if len(pieces) == 0 {
		return false, "the reply brings nothing"
	}
	return false, "everything was there before: " + quoted(strings.TrimPrefix(pieces[0], "sentence "))
}

// sameWish reports whether two messages are after the very same thing.
func (g *grader) sameWish(a, b *Exchange) bool {
	if a.Want.Kind != b.Want.Kind || a.Want.Topic != b.Want.Topic || a.Want.Nth != b.Want.Nth || a.Want.Product != b.Want.Product {
		return false
	}
	return b.Want.Kind == WantPolicy || b.Want.Kind == WantCart || b.Want.Kind == WantOrder || fold(a.Say) == fold(b.Say)
}

// cameBack reports whether the message comes back, after something else, to the
// goods that the exchange i was after.
func (g *grader) cameBack(i int, x *Exchange) bool {
	a := &g.past[i].Want
	return i < len(g.past)-2 && x.Want.Kind == WantFind && a.Kind == WantFind && len(a.Things) > 0 && slices.Equal(a.Things, x.Want.Things)
}

// wall finds replies that stand in the way: that ask for an order number where
// none is needed, that are an excuse, or that have nothing but a person to offer.
func (g *grader) wall(x *Exchange) (bool, string) {
	if x.Failed != "" {
		return false, "the assistant failed: " + x.Failed
	}
	if x.said() == "" && len(x.Parts) == 0 {
		return false, "the reply is empty"
	}
	private := slices.Contains([]WantKind{WantOrder, WantRequest, WantProblem, WantPerson, WantProbe}, x.Want.Kind)
	answered, _ := g.answered(x)
	if identity(x) && !private && !answered {
		return false, "it asks for an order or an address, and the message needs neither: " + quoted(x.Text)
	}
	if wantsPerson(x) || x.Want.Kind == WantTalk || x.Want.Kind == WantProbe {
		return true, "the message needs no way on"
	}
	if sentence := excuseIn(x); sentence != "" && !answered && len(x.cards()) == 0 && !g.helps(x) {
		return false, "an excuse and no way on: " + quoted(sentence)
	}
	if (x.Handoff != nil || onlyPerson(x)) && !answered {
		return false, "it has nothing to offer but a person: " + quoted(x.said())
	}
	return true, "it stands in nobody's way"
}

// helps reports whether a chip of the reply leads to something but a person.
func (g *grader) helps(x *Exchange) bool {
	return slices.ContainsFunc(x.chips(), func(c assistant.Choice) bool { return !personChip(&c) })
}

func personChip(c *assistant.Choice) bool {
	return c.Action.Do == assistant.DoPerson || asksPerson.MatchString(c.Label)
}

var offersPerson = words(`persons?|people|humans?|agents?|somebody|someone|colleagues?|our team|customer (?:service|care|support)|call us|e-?mail us|contact us`)

// onlyPerson reports whether all that the reply offers is a person.
func onlyPerson(x *Exchange) bool {
	if len(x.cards()) > 0 || len(blocks[assistant.FormBlock](x)) > 0 || len(blocks[assistant.ArticleBlock](x)) > 0 || slices.ContainsFunc(x.chips(), func(c assistant.Choice) bool { return !personChip(&c) }) {
		return false
	}
	return offersPerson.MatchString(x.Text)
}

// signature is what makes a reply the same as another.
func (x *Exchange) signature() string {
	all := []string{fold(x.Text)}
	for _, c := range x.cards() {
		all = append(all, c.ID)
	}
	for _, f := range blocks[assistant.FormBlock](x) {
		all = append(all, f.Title)
	}
	return strings.Join(all, "|")
}

// loop finds replies that go in a circle: the same as the one before, though the
// shopper said something else, as two of the last six, or a second excuse.
func (g *grader) loop(x *Exchange) (bool, string) {
	if x.Want.Kind == WantTalk || len(g.past) == 0 {
		return true, "there is nothing to go round"
	}
	last := g.past[len(g.past)-1]
	if excuse, before := excuseIn(x), excuseIn(last); excuse != "" && before != "" && fold(excuse) == fold(before) {
		return false, "the second excuse in a row: " + quoted(excuse)
	}
	same := 0
	for _, before := range g.past[max(0, len(g.past)-6):] {
		if before.signature() == x.signature() && before.Cart.Version == x.Cart.Version && (!g.sameWish(before, x) || x.Again) {
			same++
		}
	}
	if last.signature() == x.signature() && same > 0 {
		return false, "the same reply twice in a row: " + quoted(x.Text)
	}
	if same >= 2 {
		return false, "the same reply for the third time: " + quoted(x.Text)
	}
	return true, "the reply is another one than before"
}

var upsell = regexp.MustCompile(`(?i)\b(?:goes well with|you might (?:also )?like|you may also|add (?:a|an|one|some) |complete (?:the|your) (?:look|set)|while you are here|popular with|upgrade|don't miss|sign up|newsletter|pairs with)\b`)

var (
	asksOthers = words(`others?|something else|more|different|another`)
	leaving    = words(`^(?:bye|goodbye|good night|see you).*|.*\bthat(?:'s| is) (?:all|it)\b.*`)
)

// ordinary are sentences that may be said more than once.
var ordinary = regexp.MustCompile(`(?i)^(?:your cart|i found|here (?:is|are)|added|you are welcome|thank|i am sorry|sorry|hello|hi\b|in stock|which|what|these fit)`)

// repeat finds sentences that were said before, unasked: an offer at any time,
// or the greater part of a reply within the last four. A form and a request
// state again what holds.
func (g *grader) repeat(x *Exchange) (bool, string) {
	recent := max(0, len(g.past)-4)
	if len(blocks[assistant.FormBlock](x)) > 0 || len(blocks[assistant.OrderBlock](x)) > 0 || len(g.requests(x)) > 0 {
		recent = len(g.past)
	}
	again, evidence := 0, ""
	all := sentences(x.Text)
	for _, s := range all {
		sells := upsell.MatchString(s)
		if !sells && (len(strings.Fields(s)) < 6 || ordinary.MatchString(s)) {
			continue
		}
		for i, before := range g.past {
			if !sells && (i < recent || g.sameWish(before, x) || g.cameBack(i, x)) || before.Text == "" {
				continue
			}
			if slices.ContainsFunc(sentences(before.Text), func(t string) bool { return fold(t) == fold(s) }) {
				evidence = fmt.Sprintf("%s was said in turn %d", quoted(s), i+1)
				if sells {
					return false, evidence
				}
				again++
				break
			}
		}
	}
	if 2*again > len(all) {
		return false, evidence
	}
	if asksOthers.MatchString(x.Say) && x.Want.Kind == WantFind && len(x.cards()) > 0 && len(g.world.list) > 0 {
		if !slices.ContainsFunc(x.cards(), func(c assistant.Card) bool { return !slices.Contains(g.world.list, c.ID) }) {
			return false, "others were asked for, and the same are shown: " + titles(g.shown(x))
		}
	}
	return true, "no sentence was said before"
}

var invites = regexp.MustCompile(`(?i)\?|\b(?:tell me|let me know|just (?:say|ask)|say (?:the|which|what|so)|you can|pick|choose|ask (?:me|for|about)|see \S+|open|here to help|in the meantime|reply|send (?:me|us|it))\b|https?://|\]\(`)

// nextMove wants the reply to leave something to do.
func (g *grader) nextMove(x *Exchange) (bool, string) {
	if leaving.MatchString(x.Say) {
		return true, "the shopper is leaving"
	}
	if chips := x.chips(); len(chips) > 0 {
		if i := slices.IndexFunc(chips, func(c assistant.Choice) bool { return fold(c.Label) == fold(x.Say) }); i >= 0 && x.Want.Kind == WantPolicy {
			return false, fmt.Sprintf("the chip %q asks what was just answered", chips[i].Label)
		}
		return true, fmt.Sprintf("a chip: %q", chips[0].Label)
	}
	if len(x.cards()) > 0 {
		return true, "cards to open"
	}
	if forms := blocks[assistant.FormBlock](x); len(forms) > 0 {
		return true, "a form to fill in"
	}
	if x.Handoff != nil || len(blocks[assistant.HandoffBlock](x)) > 0 {
		return true, "a person takes over"
	}
	if found := invites.FindString(x.Text); found != "" {
		return true, fmt.Sprintf("an invitation: %q", found)
	}
	return false, "nothing to tap, to fill in or to answer: " + quoted(x.Text)
}
