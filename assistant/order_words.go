package assistant

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/aisle-chat/aisle/assistant/internal/calendar"
	"github.com/aisle-chat/aisle/cart"
)

// requestNames are what requests are called at the head of a line.
var requestNames = map[cart.RequestKind]string{
	cart.RequestReturn: "Return", cart.RequestExchange: "Exchange", cart.RequestCancel: "Cancellation", cart.RequestAddress: "New address",
	cart.RequestDamaged: "Damage report", cart.RequestWrongItem: "Wrong item report", cart.RequestNotReceived: "Missing delivery report",
	cart.RequestLate: "Late delivery report", cart.RequestWarranty: "Warranty claim", cart.RequestInvoice: "Copy of the invoice",
	cart.RequestCharge: "Question about a charge", cart.RequestResend: "Sent again", cart.RequestRefund: "Refund",
}

// requestStates say how far a request is.
var requestStates = map[cart.RequestState]string{
	cart.RequestOpen: "asked for", cart.RequestApproved: "going ahead", cart.RequestDone: "done", cart.RequestDeclined: "declined",
}

// RequestHeadline says what a request is and how far it has come: "Return of 2
// items, asked for". It says done of nothing that is not.
func RequestHeadline(r cart.Request) string {
	words, ok := requestNames[r.Kind]
	if !ok {
		words = "Request"
	}
	items := 0
	for _, n := range r.Lines {
		items += n
	}
	if items > 0 {
		words += " of " + plural(items, "item")
	}
	state, ok := requestStates[r.State]
	if !ok {
		state = string(r.State)
	}
	return words + ", " + state
}

// since says when something was, with a blank before it; nothing when it is not
// known: " today", " on Tuesday, November 10".
func (v *viewer) since(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	day := calendar.Day(t, v.place)
	switch near := v.near(day); near {
	case "today", "yesterday", "tomorrow":
		return " " + near
	default:
		return " on " + near
	}
}

func (v *viewer) near(day time.Time) string { return calendar.Near(day, v.today, v.locale) }

// window says when something is to arrive, as it stands behind "arrives". What
// of the window has passed is left out; nothing when all of it has.
func (v *viewer) window(w cart.Window) string {
	from, to := w.From, w.To
	if to.IsZero() {
		to = from
	}
	switch {
	case to.IsZero(), to.Before(v.today):
		return ""
	case to.Equal(v.today), from.Equal(to) && calendar.Days(v.today, to) == 1:
		return v.near(to)
	case from.Before(v.today):
		from = time.Time{}
	}
	return calendar.Between(from, to, v.today, v.locale)
}

func days(n int) string { return plural(n, "day") }

// plural writes a number of things with the number as a figure.
func plural(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return strconv.Itoa(n) + " " + thing + "s"
}

// count writes a small number as a word.
func count(n int) string {
	words := []string{"none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"}
	if n >= 0 && n < len(words) {
		return words[n]
	}
	return strconv.Itoa(n)
}

func hasHave(n int) string {
	if n == 1 {
		return "has"
	}
	return "have"
}

// joinClauses joins two clauses of one sentence, the second of which may be
// empty.
func joinClauses(first, second string) string {
	if second == "" {
		return first
	}
	return first + "; " + second
}

func upperFirst(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:] // it begins with a word of ours
}

func sortedNames(options map[string]string) []string { return slices.Sorted(maps.Keys(options)) }
