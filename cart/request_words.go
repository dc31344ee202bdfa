package cart

import (
	"fmt"
	"strings"
	"time"
)

// kindWords is a kind of request with its article.
func kindWords(kind RequestKind) string {
	switch kind {
	case RequestReturn:
		return "a return"
	case RequestExchange:
		return "an exchange"
	case RequestCancel:
		return "a cancellation"
	case RequestAddress:
		return "a change of address"
	case RequestInvoice:
		return "a request for the invoice"
	case RequestWarranty:
		return "a warranty claim"
	default:
		return "a report"
	}
}

// done is what a kind of request wants done, after "it can be".
func (kind RequestKind) done() string {
	switch kind {
	case RequestReturn:
		return "returned"
	case RequestExchange:
		return "exchanged"
	case RequestCancel:
		return "canceled"
	case RequestAddress:
		return "sent to another address"
	case RequestWarranty:
		return "claimed under warranty"
	case RequestNotReceived:
		return "reported as missing"
	default:
		return "reported"
	}
}

// subject is what a kind of request is about, as a sentence begins with it.
func (kind RequestKind) subject(name string) string {
	switch kind {
	case RequestDamaged:
		return "Damage to " + name
	case RequestWrongItem:
		return "A mix-up with " + name
	default:
		return name
	}
}

// refuseRuling puts a ruling that is no into a sentence. line is nil where the
// order as a whole was asked about.
func refuseRuling(kind RequestKind, line *OrderLine, r Ruling, now time.Time, place *time.Location) *Error {
	name := "This order"
	if line != nil {
		name = line.Title
	}
	var text string
	switch r.Code {
	case RulingFinalSale:
		text = name + " cannot be " + kind.done() + reason(": ", r.Why)
	case RulingCategory:
		text = name + " cannot be " + kind.done() + reason(", ", r.Why)
	case RulingNotDelivered:
		text = name + " has not arrived yet, so it cannot be " + kind.done() + "."
	case RulingAsked:
		text = "You have asked for this already; your reference is " + r.Reference + "."
	case RulingTooLate:
		text = tooLate(kind, name, r, dayWords(dayOf(r.Until, place), now, place))
	case RulingTooEarly:
		text = tooEarly(kind, name, r, dayWords(dayOf(r.From, place), now, place))
	default:
		text = wrongState(kind, name, r)
	}
	return &Error{Code: CodeNotNow, Message: text}
}

func reason(joint, phrase string) string {
	if phrase == "" {
		return "."
	}
	return joint + strings.TrimSuffix(phrase, ".") + "."
}

// tooLate says that the last day, or the last hour, has gone by.
func tooLate(kind RequestKind, name string, r Ruling, day string) string {
	switch {
	case r.Hours > 0:
		return strings.TrimSpace(fmt.Sprintf("%s can no longer be %s: that goes for %s after ordering. %s", name, kind.done(), plural(r.Hours, "hour"), r.After))
	case r.Months > 0:
		return fmt.Sprintf("The warranty on %s, %s, ended %s.", name, plural(r.Months, "month"), day)
	default:
		return fmt.Sprintf("%s can no longer be %s: the %s after delivery ended %s.", kind.subject(name), kind.done(), plural(r.Days, "day"), day)
	}
}

// tooEarly says when it will be possible.
func tooEarly(kind RequestKind, name string, r Ruling, day string) string {
	if kind == RequestNotReceived {
		return fmt.Sprintf("%s is marked as delivered and may still turn up%s You can report it from %s on.", name, meanwhile(r.After), strings.TrimPrefix(day, "on "))
	}
	return fmt.Sprintf("%s does not count as late yet: it does from %s on.", name, strings.TrimPrefix(day, "on "))
}

func meanwhile(check string) string {
	if check == "" {
		return "."
	}
	return ": please " + strings.TrimSuffix(check, ".") + "."
}

// wrongState says that the order has come too far, or not far enough.
func wrongState(kind RequestKind, name string, r Ruling) string {
	switch kind {
	case RequestCancel, RequestAddress:
		return strings.TrimSpace(name + " has come too far to be " + kind.done() + ". " + r.After)
	case RequestLate:
		return name + " is not overdue: nothing of it is missing."
	default:
		return "This order was canceled, so nothing of it can be " + kind.done() + "."
	}
}

// fewer says how many of a line can be had.
func fewer(kind RequestKind, line *OrderLine, count int) *Error {
	return &Error{Code: CodeNotNow, Message: fmt.Sprintf("Only %d of %s can be %s now.", count, line.Title, kind.done()), Available: count}
}

func plural(n int, unit string) string {
	if n == 1 {
		return "1 " + unit
	}
	return fmt.Sprintf("%d %ss", n, unit)
}

// instructions say what the shopper does next with an approved request.
func (b *OrderBook) instructions(r *Request, ruling Ruling, o *Order) string {
	var sentences []string
	say := func(format string, args ...any) { sentences = append(sentences, fmt.Sprintf(format, args...)) }
	say("Put a note with %s in the parcel.", r.Reference)
	if ruling.Condition != "" {
		say("It must come back %s.", strings.TrimSuffix(ruling.Condition, "."))
	}
	switch ruling.PaidBy {
	case PaidByShop:
		say("We pay for the way back.")
	case PaidByShopper:
		say("You pay for the way back.")
	}
	if r.Kind == RequestExchange {
		if ruling.Ships != "" {
			say("The other one leaves %s.", strings.TrimSuffix(ruling.Ships, "."))
		}
		return strings.Join(sentences, " ")
	}
	if r.gift() {
		if ruling.As != "" {
			say("What you get for it is %s.", strings.TrimSuffix(ruling.As, "."))
		}
		if ruling.Discreet {
			say("Whoever gave it to you is not told.")
		}
		return strings.Join(sentences, " ")
	}
	quote := b.policies.RefundOf(o, r.Lines)
	if quote.Fee.Amount > 0 {
		say("We keep %s of the refund for it.", quote.Fee.Format(locale))
	}
	switch {
	case quote.Days > 0 && quote.To != "":
		say("%s goes back %s, within %s of its return.", quote.Amount.Format(locale), strings.TrimSuffix(quote.To, "."), plural(quote.Days, "working day"))
	case quote.Days > 0:
		say("%s goes back within %s of its return.", quote.Amount.Format(locale), plural(quote.Days, "working day"))
	}
	return strings.Join(sentences, " ")
}
