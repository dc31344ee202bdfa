package planner

import (
	"context"
	"errors"
	"strings"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/internal/pattern"
	"github.com/aisle-chat/aisle/assistant/tool"
	"github.com/aisle-chat/aisle/cart"
)

// What stands between a shopper and an order where a code by mail is to prove it.
const (
	ProofMail   Proof = "mail"    // where a code is to go
	ProofSent   Proof = "sent"    // the code that was sent
	ProofWrong  Proof = "wrong"   // what was entered is not it
	ProofOver   Proof = "over"    // no code holds any more
	ProofNoMail Proof = "no_mail" // no mail can be sent
	ProofCodes  Proof = "codes"   // too many codes; it comes with Refusal
)

var (
	// mailCode asks for a code by mail, newCode for another one than was sent.
	mailCode = pattern.MustCompile(`\b(?:send|mail|e ?mail|resend)\b(?: \w+){0,4} code\b|\bcode\b(?: \w+){0,2} (?:by|per|via|to my) (?:e )?e?mail\b`)
	newCode  = pattern.MustCompile(`\b(?:new|another|other|fresh|second|next) (?:one|code)\b|\b(?:resend|again|send)\b|\bcode\b.*\b(?:not|never|expired|late|old|gone|lost)\b|\b(?:not|never|no)\b.*\b(?:code|mail|it)\b.*\b(?:come|came|arrive\w*|here|get|got|receive\w*)\b|\b(?:not|never)\b (?:get|got|receive\w*|come|came|arrive\w*)\b|\bno (?:code|mail|e ?mail)\b`)
	promoted = pattern.MustCompile(`\b(?:promo\w*|discounts?|coupons?|vouchers?|gift|sale|postal|zip|tracking|qr|country)\b`)
	// noNumber says that the shopper does not have an order's number.
	noNumber = pattern.MustCompile(`\b(?:not|no|lost|deleted|forgot\w*|without|cannot)\b(?: \w+){0,4} order (?:number|confirmation)\b`)
	// sixDigits is a message that is a code and nothing else.
	sixDigits = pattern.MustCompile(`^[\p{L}\s,:'’-]{0,24}?(?:^|\s|:)([0-9٠-٩۰-۹０-９]{3}[\s-]?[0-9٠-٩۰-۹０-９]{3})[.!]?$`)
)

// entered reads a code where one was sent: digits are no order's number then.
func (r *reader) entered(m *Reading) bool {
	if e := r.state.Errand; e == nil || !e.Coded || !r.scene.Terms.Codes {
		return false
	}
	at := sixDigits.FindStringSubmatch(strings.TrimSpace(m.Text))
	if at == nil || namedNumber.MatchString(m.Text) {
		return false
	}
	m.Entered, m.Said = at[1], ""
	return true
}

// byCode reads what has to do with proving an order by a code.
func (r *reader) byCode(m *Reading) bool {
	if !r.scene.Terms.Codes {
		return false
	}
	e := r.state.Errand
	open := e != nil && e.Order == ""
	switch {
	case m.Entered != "":
		m.Intent = IntentGoOn
		return true
	case promoted.MatchString(m.Norm):
		return false
	case mailCode.MatchString(m.Norm), open && e.Coded && r.state.Last == MoveOrder && m.Number == "" && newCode.MatchString(m.Norm):
		m.Mail = true
	case !open && m.Number == "" && m.Email == "" && noNumber.MatchString(m.Norm):
		m.Lacks = ProofNumber
	default:
		return false
	}
	if m.Intent, m.Own = IntentOrderStatus, true; open {
		m.Intent = IntentGoOn
	}
	return true
}

// byCode sends a code, or takes one, where the plan is about that; done is true where
// the order cannot be looked at yet.
func (a *actor) byCode(ctx context.Context, f *Facts) (done bool, err error) {
	m, e := &f.Plan.Reading, f.Plan.State.Errand
	switch {
	case !f.Terms.Codes:
		return false, nil
	case m.Entered != "":
		return a.useCode(ctx, f, e)
	case m.Mail && e.Email == "" && e.Number == "":
		f.Proof = ProofMail
		return true, nil
	case m.Mail:
		return true, a.sendCode(ctx, f, e)
	case m.Lacks == ProofNone || m.Lacks == ProofEmail && e.Number == "" || e.Gift:
		return false, nil
	}
	orders, err := tool.ListOrders{}.Do(ctx, a.turn)
	if err != nil || len(orders) > 0 {
		return false, err // they need no number: they are listed
	}
	f.Proof = ProofMail
	return true, nil
}

func (a *actor) sendCode(ctx context.Context, f *Facts, e *Errand) error {
	_, err := tool.SendCode{Email: e.Email, Number: e.Number, Key: a.key("code")}.Do(ctx, a.turn)
	if f.Refusal, err = tool.Refused(err); err != nil {
		return err
	}
	switch {
	case f.Refusal == nil:
		f.Proof, e.Coded = ProofSent, true
	case f.Refusal.Code == cart.CodeTooMany:
		f.Proof, e.Coded = ProofCodes, false
	default:
		f.Proof, e.Coded = ProofNoMail, false
	}
	return nil
}

func (a *actor) useCode(ctx context.Context, f *Facts, e *Errand) (done bool, err error) {
	_, err = tool.EnterCode{Code: f.Plan.Reading.Entered, Key: a.key("code")}.Do(ctx, a.turn)
	switch {
	case errors.Is(err, assistant.ErrWrongCode):
		f.Proof = ProofWrong
		return true, nil
	case errors.Is(err, assistant.ErrNoCode):
		f.Proof, e.Coded = ProofOver, false
		return true, nil
	case err != nil:
		return true, err
	}
	f.Plan.State.Email, e.Email, e.Coded = e.Email, "", false
	if e.Number != "" {
		_, err := tool.GetOrder{Number: e.Number}.Do(ctx, a.turn)
		if errors.Is(err, cart.ErrNoOrder) { // the orders of the address are others
			e.Number, err = "", nil
		}
		return false, err
	}
	return false, nil
}

// proveByCode asks for what a code needs. Whether anything was ordered with an
// address is told by nothing but the mail.
func (w *writer) proveByCode(e *Errand) {
	byNumber := e.Email == "" && e.Number != ""
	switch w.facts.Proof {
	case ProofSent:
		if byNumber {
			w.say("If there is such an order, a code of six digits is on its way to the e-mail address that it was placed with.",
				"If that order exists, a code of six digits goes to its e-mail address now.")
		} else {
			w.say("If something was ordered with that address, a code of six digits is on its way there.",
				"If there are orders with that address, a code of six digits goes there now.")
		}
		w.say("Please enter it here soon: it can be used once, and only for some minutes.", "It can be entered once, and only for some minutes.")
		w.after = append(w.after, enterForm(e))
		w.sayChip("Send me a new code")
	case ProofWrong:
		w.say("That is not the code. Please check it; it stands in the newest e-mail from us.", "That is not it, either. Only the newest e-mail has the code that counts.")
		w.after = append(w.after, enterForm(e))
		w.sayChip("Send me a new code")
	case ProofOver:
		w.say("That code is used up or too old, or it was tried too often. I can send you a new one.", "No code can be used any more. Let me send you a new one.")
		w.after = append(w.after, mailForm(e, byNumber))
	case ProofNoMail:
		w.helped = false
		w.say("I cannot send e-mail at the moment, sorry. With the order number and the e-mail address I can look the order up right here, and later I can try the code again.",
			"E-mail still cannot be sent. With the order number I can look the order up without it.")
		w.after = append(w.after, proofForm(e))
		w.sayChip("Send me a code by e-mail")
	case ProofCodes:
		w.helped = false
		w.say(w.facts.Refusal.Message, "Not now: "+lowerFirst(w.facts.Refusal.Message))
		w.after = append(w.after, proofForm(e))
	default:
		w.concern(e)
		byNumber = byNumber && w.plan.Reading.Lacks == ProofEmail
		if byNumber {
			w.say("Then I can send a code to the e-mail address that the order was placed with. Entered here, it shows you the order.",
				"I can send a code to the address of that order. Enter it here, and I can look.")
		} else {
			w.say("Then I can send a code to the e-mail address that you ordered with. Entered here, it shows you the orders of that address.",
				"A code by e-mail does it, too: tell me the address that you ordered with, and enter the code here.")
		}
		w.after = append(w.after, mailForm(e, byNumber))
	}
	w.personChip()
	w.supportChips()
}

// codeChip offers a code to whoever does not have what proves an order.
func (w *writer) codeChip(e *Errand) {
	switch {
	case !w.facts.Terms.Codes || e.Gift:
	case e.Number != "" && w.facts.Proof == ProofEmail:
		w.sayChip("I do not know the e-mail address")
	default:
		w.sayChip("I do not know my order number")
	}
}

// mailForm asks where a code is to go: to an address, or to that of an order.
func mailForm(e *Errand, byNumber bool) assistant.FormBlock {
	form := assistant.FormBlock{
		Text: "The e-mail address that you ordered with.", Title: "A code by e-mail",
		Fields: []assistant.FormField{
			{Name: fieldEmail, Label: "E-mail address", Kind: assistant.FieldEmail, Required: true, Value: e.Email, Max: 254, Autocomplete: "email", Help: "The one that you ordered with."},
		},
		Submit: "Send me a code", Sent: "Please send me a code by e-mail.",
		Action: assistant.Action{Do: assistant.DoSubmit, Form: formMail, Field: e.Kind},
	}
	if byNumber {
		form.Text = "The number of the order."
		form.Fields = []assistant.FormField{
			{Name: fieldNumber, Label: "Order number", Kind: assistant.FieldText, Required: true, Value: e.Number, Max: 40, Help: "The code goes to the e-mail address of this order."},
		}
	}
	return form
}

// enterForm asks for the code that was sent.
func enterForm(e *Errand) assistant.FormBlock {
	return assistant.FormBlock{
		Text: "The code from the e-mail.", Title: "Enter the code",
		Fields: []assistant.FormField{
			{Name: fieldCode, Label: "Code from the e-mail", Kind: assistant.FieldText, Required: true, Max: 20, Autocomplete: "one-time-code", Help: "Six digits. Look into the spam folder, too."},
		},
		Submit: "Show my orders", Sent: "Here is the code.",
		Action: assistant.Action{Do: assistant.DoSubmit, Form: formEnter, Field: e.Kind},
	}
}
