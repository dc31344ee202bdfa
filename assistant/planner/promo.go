package planner

import (
	"context"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/internal/calendar"
	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/catalog"
)

var (
	codeWord  = regexp.MustCompile(`(?i)\b(?:codes?|coupons?|vouchers?)\b(?:\s+(?:is|was|called|named))?[\s:]+["“”'‘’]?([\p{L}\d][\p{L}\d_-]{2,30})`)
	codeBack  = regexp.MustCompile(`(?i)["“”'‘’]?\b([\p{L}\d][\p{L}\d_-]{2,30})["“”'‘’]?\s+(?:code|coupon|voucher)\b`)
	codeVerb  = regexp.MustCompile(`(?i)\b(?:apply|redeem|use|enter|try|add)\s+(?:the |my |this |a )?(?:code |coupon |voucher |promo )*["“”'‘’]?([\p{L}\d][\p{L}\d_-]{2,30})`)
	looksCode = regexp.MustCompile(`^(?:[A-Z][A-Z0-9_-]{2,}|[\p{L}_-]*\d[\p{L}\d_-]*)$`)
	ofCodes   = regexp.MustCompile(`(?i)\b(?:codes?|coupons?|vouchers?|promo\w*|apply|redeem)\b`)
	// codeEnds follows a code where no word for codes is said: "use SAVE20
	// please". What else follows is a thing: "add 500 mugs".
	codeEnds = regexp.MustCompile(`(?i)^["”'’.!?]*(?:\s+(?:please|now|then|too|instead|as well|on (?:it|this|that|my \w+|the order)|for (?:it|this|that|me|my \w+)))*[.!?\s]*$`)
	takesOut = regexp.MustCompile(`\b(?:remove|delete|take (?:\w+ )?(?:off|out)|drop|without)\b`)
)

// codeIn finds the promotion code that a message names: one that the shop has,
// or a word that looks like one where a code is spoken of.
func codeIn(text string, promotions []cart.Promotion) string {
	for field := range strings.FieldsSeq(text) {
		word := strings.Trim(field, `.,:;!?"'“”‘’()`)
		for i := range promotions {
			if p := &promotions[i]; p.Code != "" && cart.PromoCode(word) == cart.PromoCode(p.Code) && (word == cart.PromoCode(word) || ofCodes.MatchString(text) || word == strings.TrimSpace(text)) {
				return word
			}
		}
	}
	for _, phrase := range []*regexp.Regexp{codeWord, codeVerb, codeBack} {
		for _, at := range phrase.FindAllStringSubmatchIndex(text, -1) {
			word := text[at[2]:at[3]]
			if looksCode.MatchString(word) && (ofCodes.MatchString(text) || !isNumber(word) && codeEnds.MatchString(text[at[3]:])) {
				return word
			}
		}
	}
	return ""
}

// code gives the cart a code, or takes it back.
func (a *actor) code(ctx context.Context, f *Facts) error {
	m := &f.Plan.Reading
	if m.Code == "" {
		return a.cart(ctx, f)
	}
	change := a.shop.ApplyCode
	if f.Removed = m.Tapped == nil && takesOut.MatchString(m.Norm); f.Removed {
		change = a.shop.RemoveCode
	}
	now, err := change(ctx, a.turn+":code", m.Code)
	if f.Refusal, err = refusal(err); err != nil {
		return err
	}
	if f.Refusal != nil {
		return a.cart(ctx, f)
	}
	f.Cart = &now
	return nil
}

// codes tells what became of a code, or asks for it.
func (w *writer) codes() {
	f, m := w.facts, &w.plan.Reading
	code := cart.PromoCode(m.Code)
	switch {
	case m.Code == "":
		w.say("Tell me the code, and I put it to your cart.", "Which code is it? I try it on your cart.")
		w.after = append(w.after, codeForm())
		w.state.Pending = &Pending{Ask: AskCode}
	case f.Refusal != nil:
		w.tell(sentence{[]string{f.Refusal.Message, "That code does not count: " + lowerFirst(f.Refusal.Message)}, []assistant.Evidence{policyFact("promotions", string(f.Refusal.Code))}})
		w.tell(w.runningNow())
	case f.Removed:
		w.cartBlock()
		w.say(code+" is out of your cart. "+w.total(), "I took "+code+" out. "+w.total())
	default:
		w.applied(code)
	}
	w.codeChips()
	if f.Cart != nil && len(f.Cart.Lines) > 0 {
		w.sayChip("Checkout")
		if !f.Removed && f.Refusal == nil && code != "" {
			w.sayChip("Remove the code " + code)
		}
	} else {
		w.cartChip()
	}
	w.personChip()
}

// applied says what a code that the cart has taken takes off.
func (w *writer) applied(code string) {
	c := w.facts.Cart
	w.cartBlock()
	evidence := []assistant.Evidence{{Kind: "cart", ID: c.ID, Field: "total", Value: c.Total.String()}}
	for _, note := range c.Codes {
		if cart.PromoCode(note.Code) == code && note.Why != "" {
			w.tell(sentence{[]string{code + " is in your cart, but takes nothing off yet: " + lowerFirst(note.Why), "I have put in " + code + "; for now it takes nothing off. " + note.Why}, evidence})
			return
		}
	}
	for _, d := range c.Discounts {
		if cart.PromoCode(d.Code) != code {
			continue
		}
		off := w.money.money(d.Amount) + " off"
		if d.FreeShipping {
			off = "free shipping"
		}
		w.tell(sentence{[]string{code + " counts: " + off + ". " + w.total(), "Done: " + code + " gives you " + off + ". " + w.total()}, evidence})
		return
	}
	w.tell(sentence{[]string{code + " is in your cart. " + w.total(), "Your cart has " + code + " now. " + w.total()}, evidence})
}

// promotionRules say what runs now, and until when.
func (w *writer) promotionRules() []rule {
	if w.facts.Terms.Promotions == nil {
		return nil
	}
	s := w.runningNow()
	if len(s.wordings) == 0 {
		return []rule{{sentence: sentence{wordings: []string{"No promotion runs at the moment, and I know of no code.", "There is no discount just now, and none that I could give."}}}}
	}
	return []rule{{sentence: w.progress()}, {sentence: s}} // a list comes last
}

// told are the promotions that run now and may be told.
func (w *writer) told() []cart.Promotion {
	return slices.DeleteFunc(slices.Clone(w.facts.Terms.Promotions), func(p cart.Promotion) bool {
		return p.Secret || !p.Runs(w.facts.Now)
	})
}

// runningNow lists the promotions that run, each with its code and its last
// day.
func (w *writer) runningNow() sentence {
	var words []string
	var evidence []assistant.Evidence
	for _, p := range w.told() {
		text := p.Title
		if p.Code != "" {
			text += " with the code " + cart.PromoCode(p.Code)
		}
		if minimum, err := catalog.ParseMoney(p.Minimum, w.money.currency); err == nil && minimum.Amount > 0 && !strings.Contains(p.Title, w.money.amount(minimum.Amount)) {
			text += " from " + w.money.money(minimum)
		}
		if p.Limit > 0 {
			text += " as long as it lasts"
		}
		if !p.Ends.IsZero() {
			text += ", until " + w.lastDay(p.Ends)
		}
		words = append(words, text)
		evidence = append(evidence, policyFact("promotions."+p.ID, text))
	}
	switch {
	case len(words) == 0:
		return sentence{}
	case len(words) > 2: // a list is read more easily
		list := "\n- " + strings.Join(words, "\n- ")
		return sentence{[]string{"This runs now:" + list, "At the moment there is:" + list}, evidence}
	}
	text := lowerFirst(strings.Join(words, "; ")) + "."
	return sentence{[]string{"This runs now: " + text, "At the moment: " + text}, evidence}
}

// lastDay names the last day of a promotion that ends at a moment.
func (w *writer) lastDay(ends time.Time) string {
	place := calendar.Place(w.facts.policies().TimeZone)
	if s := w.facts.Terms.Shipping; s != nil {
		place = calendar.Place(s.TimeZone)
	}
	return calendar.Long(calendar.Day(ends.Add(-time.Nanosecond), place), calendar.Day(w.facts.Now, place), w.scene.Locale)
}

// progress says how far the cart is from free shipping.
func (w *writer) progress() sentence {
	if s := w.facts.Sending; s != nil {
		return w.freeRule(s)
	}
	return sentence{}
}

// codeChips offers the codes that run and that the cart does not have; while the
// cart is empty, what the promotions are for.
func (w *writer) codeChips() {
	if w.facts.Cart == nil || len(w.facts.Cart.Lines) == 0 { // a code needs something to count for
		for _, p := range w.told() {
			for _, path := range p.Categories[:min(len(p.Categories), 1)] {
				steps := trimmed(strings.Split(path, ">"))
				w.sayChip(steps[len(steps)-1])
			}
		}
		return
	}
	for _, p := range w.told() {
		if p.Code == "" || p.Limit > 0 {
			continue // who knows whether it is used up
		}
		has := w.facts.Cart != nil && slices.ContainsFunc(w.facts.Cart.Codes, func(n cart.CodeNote) bool { return cart.PromoCode(n.Code) == cart.PromoCode(p.Code) })
		if refused := w.facts.Refusal != nil && cart.PromoCode(w.plan.Reading.Code) == cart.PromoCode(p.Code); !has && !refused && len(w.chips) < 2 {
			w.chip("Use "+cart.PromoCode(p.Code), assistant.Action{Do: assistant.DoCode, Text: p.Code})
		}
	}
}
