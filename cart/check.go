package cart

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/aisle-chat/aisle/catalog"
)

// FieldError says what is wrong with one value of a shop's rules. The checks of
// this package join one for each mistake; errors.As finds the first.
type FieldError struct {
	// Field is the path to the value, in the words of the YAML file:
	// "returns.window", "zones[0].methods[1].cost".
	Field string
	// Value is what stands there; empty where something is missing.
	Value string
	// Reason says what it must be: "must be a day such as 2026-12-25".
	Reason string
}

func (e *FieldError) Error() string {
	if e.Value == "" {
		return e.Field + ": " + e.Reason
	}
	return fmt.Sprintf("%s: %s, not %.80q", e.Field, e.Reason, e.Value)
}

// What a shopper may be given when something went wrong, for the Remedies of
// the policies and for [Request.Wish].
const (
	RemedyReplacement = "replacement" // the same thing again
	RemedyRefund      = "refund"      // the money back
	RemedyRepair      = "repair"
	RemedyCredit      = "credit" // store credit
)

// Who pays for a parcel, for the PaidBy of the policies.
const (
	PaidByShop    = "shop"
	PaidByShopper = "shopper"
)

// Minutes reads a clock time such as "14:00" as the minutes since midnight; the
// end of the day is "24:00". ok is false when clock is no time of day.
func Minutes(clock string) (minutes int, ok bool) {
	if len(clock) != len("14:00") || clock[2] != ':' {
		return 0, false
	}
	for _, i := range []int{0, 1, 3, 4} {
		if clock[i] < '0' || clock[i] > '9' {
			return 0, false
		}
	}
	hour, minute := int(clock[0]-'0')*10+int(clock[1]-'0'), int(clock[3]-'0')*10+int(clock[4]-'0')
	if minutes = hour*60 + minute; minute > 59 || minutes > 24*60 {
		return 0, false
	}
	return minutes, true
}

// checker collects what is wrong. Its methods are about the value at field.
type checker struct{ found []error }

func (c *checker) err() error { return errors.Join(c.found...) }

func (c *checker) fail(field, value, reason string) {
	c.found = append(c.found, &FieldError{Field: field, Value: value, Reason: reason})
}

// count wants a number from 0 to most, in the given unit.
func (c *checker) count(field string, n, most int, unit string) {
	if n < 0 || n > most {
		c.fail(field, fmt.Sprint(n), fmt.Sprintf("must be from 0 to %d %s", most, unit))
	}
}

// money wants a decimal that is not negative.
func (c *checker) money(field, text, currency string) (amount int64) {
	if text == "" {
		return 0
	}
	m, err := catalog.ParseMoney(text, currency)
	switch {
	case errors.Is(err, catalog.ErrOverflow), err == nil && m.Amount > MaxUnit:
		c.fail(field, text, "is too large an amount")
	case err != nil && strings.Contains(err.Error(), "decimal places"):
		c.fail(field, text, fmt.Sprintf("must be an amount of %s with at most %d decimal places", currency, catalog.Exponent(currency)))
	case err != nil:
		c.fail(field, text, `must be a decimal number such as "5.90"`)
	case m.Amount < 0:
		c.fail(field, text, "must not be negative")
	}
	return m.Amount
}

func (c *checker) currency(field, code string) bool {
	if code != "" && !isCurrency(code) {
		c.fail(field, code, "must be a currency of three capitals such as USD")
		return false
	}
	return true
}

func (c *checker) oneOf(field, value string, allowed ...string) {
	if value != "" && !slices.Contains(allowed, value) {
		c.fail(field, value, "must be "+orList(allowed))
	}
}

// set wants allowed values, each at most once.
func (c *checker) set(field string, values []string, allowed ...string) {
	for i, value := range values {
		at := fmt.Sprintf("%s[%d]", field, i)
		switch {
		case !slices.Contains(allowed, value):
			c.fail(at, value, "must be "+orList(allowed))
		case slices.Contains(values[:i], value):
			c.fail(at, value, "must stand here only once")
		}
	}
}

// maxPhrase is the longest text of a policy in bytes.
const maxPhrase = 500

func (c *checker) phrase(field, text string) {
	if len(text) > maxPhrase {
		c.fail(field, text, fmt.Sprintf("must be at most %d bytes long", maxPhrase))
	}
}

func (c *checker) name(field, text string) {
	if strings.TrimSpace(text) == "" {
		c.fail(field, "", "is missing")
	}
	c.phrase(field, text)
}

var idPattern = regexp.MustCompile(`^[a-z0-9][a-z0-9-]{0,49}$`)

// id wants an id that is not in seen yet, and puts it there.
func (c *checker) id(field, id string, seen map[string]string) {
	switch {
	case id == "":
		c.fail(field, "", "is missing")
	case !idPattern.MatchString(id):
		c.fail(field, id, "must be up to 50 small letters, digits and hyphens")
	case seen[id] != "":
		c.fail(field, id, "must differ from that of "+seen[id])
	default:
		seen[id] = strings.TrimSuffix(field, ".id")
	}
}

func (c *checker) clock(field, text string) (minutes int) {
	minutes, ok := Minutes(text)
	if !ok {
		c.fail(field, text, `must be a clock time such as "14:00"`)
	}
	return minutes
}

func (c *checker) timeZone(field, name string) {
	if name == "" {
		return
	}
	if _, err := time.LoadLocation(name); err != nil || name == "Local" {
		c.fail(field, name, "must be a time zone such as America/New_York")
	}
}

func (c *checker) days(field string, days []Day) {
	for i, day := range days {
		at := fmt.Sprintf("%s[%d]", field, i)
		switch {
		case day.Time().IsZero():
			c.fail(at, string(day), "must be a day such as 2026-12-25")
		case slices.Contains(days[:i], day):
			c.fail(at, string(day), "must stand here only once")
		}
	}
}

// orList joins words with "or".
func orList(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " or " + words[last]
}
