package planner

import (
	"context"
	"strings"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/internal/pattern"
	"github.com/aisle-chat/aisle/assistant/tool"
	"github.com/aisle-chat/aisle/cart"
)

var (
	codeWord  = pattern.MustCompile(`(?i)\b(?:codes?|coupons?|vouchers?)\b(?:\s+(?:is|was|called|named))?[\s:]+["“”'‘’]?([\p{L}\d][\p{L}\d_-]{2,30})`)
	codeBack  = pattern.MustCompile(`(?i)["“”'‘’]?\b([\p{L}\d][\p{L}\d_-]{2,30})["“”'‘’]?\s+(?:code|coupon|voucher)\b`)
	codeVerb  = pattern.MustCompile(`(?i)\b(?:apply|redeem|use|enter|try|add)\s+(?:the |my |this |a )?(?:code |coupon |voucher |promo )*["“”'‘’]?([\p{L}\d][\p{L}\d_-]{2,30})`)
	looksCode = pattern.MustCompile(`^(?:[A-Z][A-Z0-9_-]{2,}|[\p{L}_-]*\d[\p{L}\d_-]*)$`)
	ofCodes   = pattern.MustCompile(`(?i)\b(?:codes?|coupons?|vouchers?|promo\w*|apply|redeem)\b`)
	// codeEnds follows a code where no word for codes is said: "use SAVE20
	// please". What else follows is a thing: "add 500 mugs".
	codeEnds = pattern.MustCompile(`(?i)^["”'’.!?]*(?:\s+(?:please|now|then|too|instead|as well|on (?:it|this|that|my \w+|the order)|for (?:it|this|that|me|my \w+)))*[.!?\s]*$`)
	takesOut = pattern.MustCompile(`\b(?:remove|delete|take (?:\w+ )?(?:off|out)|drop|without)\b`)
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
	for i := range promotions { // "use code welcome 10"
		if p := &promotions[i]; p.Code != "" && ofCodes.MatchString(text) && strings.Contains(cart.PromoCode(text), cart.PromoCode(p.Code)) {
			return p.Code
		}
	}
	for _, phrase := range []*pattern.Pattern{codeWord, codeVerb, codeBack} {
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
	rules, err := tool.ShopTerms{Topic: tool.TopicPromotions}.Do(ctx, a.turn)
	if err != nil {
		return err
	}
	f.Running, f.Cart = rules.Running, rules.Cart
	if m.Code == "" {
		return nil
	}
	change := tool.ApplyCode{Code: m.Code, Key: a.key("code")}.Do
	if f.Removed = m.Tapped == nil && takesOut.MatchString(m.Norm); f.Removed {
		if f.Missing = !tool.HasCode(f.Cart, m.Code); f.Missing {
			return nil
		}
		change = tool.RemoveCode{Code: m.Code, Key: a.key("code")}.Do
	}
	now, err := change(ctx, a.turn)
	if f.Refusal, err = tool.Refused(err); err != nil {
		return err
	}
	if f.Refusal == nil {
		f.Cart = &now
	}
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
	case f.Refusal != nil && f.Refusal.Code == cart.CodePromoUnknown && len(strings.Fields(m.Norm)) > askedShortly: // it is not said after who says much
		w.tell(says(policyFact("promotions", string(f.Refusal.Code)), "That is no code of this shop.", "This shop has no such code."))
		if !w.listed() {
			w.tell(w.runningNow())
		}
	case f.Refusal != nil:
		w.tell(sentence{[]string{f.Refusal.Message, "That code does not count: " + lowerFirst(f.Refusal.Message)}, []assistant.Evidence{policyFact("promotions", string(f.Refusal.Code))}})
		if !w.listed() {
			w.tell(w.runningNow())
		}
	case f.Missing:
		w.say(code+" is not in your cart, so there is nothing to take out.", "Your cart does not have "+code+".")
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

// askedShortly is how many words ask to use a code at most.
const askedShortly = 10

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
