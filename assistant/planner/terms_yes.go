package planner

import (
	"strconv"
	"strings"

	"github.com/aisle-chat/aisle/assistant/internal/pattern"
	"github.com/aisle-chat/aisle/assistant/internal/prose"
	"github.com/aisle-chat/aisle/cart"
)

var (
	// afterSpan is how long after delivery something is asked for.
	afterSpan = pattern.MustCompile(`\b(?:after|in|within|for) (\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve) (days?|weeks?|months?|years?)\b`)
	// opens and uses are what is done to a thing before it goes back; sealed and
	// unused are how a condition forbids that.
	opens  = pattern.MustCompile(`\b(?:open\w*|unwrapp\w*|unseal\w*|unpack\w*)\b`)
	uses   = pattern.MustCompile(`\b(?:worn|wore|wear|used?|wash\w*|slept|walked|tried it outside)\b`)
	sealed = pattern.MustCompile(`\b(?:sealed|unopened|closed|original bag)\b`)
	unused = pattern.MustCompile(`\b(?:unused|unworn|not used|never used|never worn|unwashed)\b`)
	asksIf = pattern.MustCompile(`^(?:(?:and|but|ok|so|also|hi|hello|hey|well|then|please) )*(?:can|could|may|is|are|do|does|will|would|am|after|within|in)\b|\b(?:what if|even if|what about|how about)\b`)
)

// daysAsked is how many days after delivery a question names; 0 for none.
func daysAsked(norm string) int {
	m := afterSpan.FindStringSubmatch(norm)
	if m == nil {
		return 0
	}
	n := 1
	if number, ok := toNumber(m[1]); ok {
		n = number
	}
	switch m[2][0] {
	case 'w':
		return 7 * n
	case 'm':
		return 30 * n
	case 'y':
		return 365 * n
	}
	return n
}

// allowed is the yes or no to a question whether something can go back in some
// time, or in some state; no wordings where it asks neither.
func (w *writer) allowed(r cart.ReturnRule, id string) sentence {
	norm := w.plan.Reading.Norm
	if !asksIf.MatchString(norm) {
		return sentence{}
	}
	condition := strings.ToLower(r.Condition)
	if opens.MatchString(norm) && sealed.MatchString(condition) || uses.MatchString(norm) && unused.MatchString(condition) {
		return stated(id+".condition", r.Condition, "No, it only comes back "+end(r.Condition)+".")
	}
	switch days := daysAsked(norm); {
	case days == 0:
		return sentence{}
	case days > r.Window:
		return stated(id+".window", strconv.Itoa(r.Window), "No, that is too late: it has to be within "+prose.Count(r.Window, "day")+" of delivery.")
	default:
		return stated(id+".window", strconv.Itoa(r.Window), "Yes, that is within the "+prose.Count(r.Window, "day")+".")
	}
}
