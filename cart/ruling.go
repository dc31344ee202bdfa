package cart

import (
	"time"

	"github.com/aisle-chat/aisle/catalog"
)

// RulingCode is the machine's word for what the policies say of a wish.
type RulingCode string

// What the policies say.
const (
	RulingOK           RulingCode = "ok"
	RulingTooLate      RulingCode = "too_late"      // it was possible until Ruling.Until
	RulingTooEarly     RulingCode = "too_early"     // it will be possible from Ruling.From on
	RulingFinalSale    RulingCode = "final_sale"    // it was sold without a right to return it
	RulingCategory     RulingCode = "category"      // nothing of its category can
	RulingNotDelivered RulingCode = "not_delivered" // it has not arrived
	RulingState        RulingCode = "state"         // the order has come too far, was canceled, or there is no such case
	RulingAsked        RulingCode = "asked"         // it has been asked for already, see Ruling.Reference
	RulingNone         RulingCode = "none"          // the shop promises nothing of the kind: a person decides
)

// Ruling is what the policies say of one wish about an order at one moment,
// with everything that an answer may want to say. Fields that the rule does not
// speak of are zero.
type Ruling struct {
	OK   bool
	Code RulingCode
	// From is the first and Until the last moment at which it is possible, in
	// the shop's time zone, so that their dates are the first and the last day.
	// Zero means no limit, or none that is known yet.
	From, Until time.Time
	// Days is the window in days (the days to wait for a rule that only has
	// those), Hours a cut-off, Months a warranty.
	Days, Hours, Months int
	// Quantity is how many of the line it goes for: those that have arrived and
	// are not under way back. 0 where the wish is about the order.
	Quantity int
	// Condition is how a thing must come back, Why the reason of a category's
	// rule or what final sale means, After what to do once it is too late or
	// while it is too early. Condition and Why are phrases, After a sentence or
	// a phrase as the policies have it.
	Condition, Why, After string
	// PaidBy is who pays the way back, Fee what the shop keeps for it.
	PaidBy string
	Fee    catalog.Money
	// Ships is when an exchanged thing leaves, a phrase.
	Ships string
	// Remedies are what the shopper may choose; Photo, Answer (working hours)
	// and KeepIt are those of a ReportPolicy.
	Remedies []string
	Photo    bool
	Answer   int
	KeepIt   bool
	// Covers and Excludes are those of a warranty.
	Covers, Excludes string
	// As and Discreet are those of a gift's return.
	As       string
	Discreet bool
	// Reference is the request that has asked for it already.
	Reference string
}

// ReturnRule is what holds for returns of a category.
type ReturnRule struct {
	// Category is the path of the rule; empty for the general one.
	Category string
	// Window is how many days after delivery; 0 means that nothing is promised.
	Window int
	// Never is true where nothing of the category can come back.
	Never bool
	// Condition and Why are phrases; PaidBy and Fee as in ReturnPolicy.
	Condition, Why, PaidBy, Fee string
}

// ReturnRule returns the rule that holds for a product's category: the general
// one, with what the longest path that the category lies below has instead.
func (p *Policies) ReturnRule(category []string) ReturnRule {
	general := p.Returns
	rule := ReturnRule{Window: max(general.Window, 0), Condition: general.Condition, PaidBy: general.PaidBy, Fee: general.Fee}
	own := nearest(general.Categories, category, func(r *CategoryRule) string { return r.Category })
	if own == nil {
		return rule
	}
	rule.Category, rule.Why = own.Category, own.Why
	if own.Condition != "" {
		rule.Condition = own.Condition
	}
	switch {
	case own.Window > 0:
		rule.Window = own.Window
	case own.Window < 0:
		rule.Window, rule.Never = 0, true
	}
	return rule
}

// WarrantyMonths returns how long the warranty of a category is; 0 means none.
func (p *Policies) WarrantyMonths(category []string) int {
	if own := nearest(p.Warranty.Categories, category, func(r *WarrantyRule) string { return r.Category }); own != nil {
		return max(own.Months, 0)
	}
	return max(p.Warranty.Months, 0)
}

// Rule says what the policies make of a request of some kind: it calls the
// method of that kind. A copy of the invoice and a question about a charge can
// always be asked for.
func (p *Policies) Rule(kind RequestKind, o *Order, lineID string, now time.Time) Ruling {
	switch kind {
	case RequestReturn:
		return p.CanReturn(o, lineID, now)
	case RequestExchange:
		return p.CanExchange(o, lineID, now)
	case RequestCancel:
		return p.CanCancel(o, now)
	case RequestAddress:
		return p.CanChangeAddress(o, now)
	case RequestWarranty:
		return p.CanClaim(o, lineID, now)
	case RequestInvoice, RequestCharge:
		return Ruling{OK: true, Code: RulingOK}
	default:
		return p.CanReport(kind, o, lineID, now)
	}
}

// within settles r by the time: it is possible from r.From to r.Until.
func (r Ruling) within(now time.Time) Ruling {
	switch {
	case !r.From.IsZero() && now.Before(r.From):
		return r.no(RulingTooEarly)
	case !r.Until.IsZero() && now.After(r.Until):
		return r.no(RulingTooLate)
	}
	r.OK, r.Code = true, RulingOK
	return r
}

// no is r as a refusal.
func (r Ruling) no(code RulingCode) Ruling {
	r.OK, r.Code = false, code
	return r
}

// overall returns what a rule about lines says of a whole order: the first line
// for which it says yes, and without one what it says of the first line.
func overall(o *Order, rule func(line *OrderLine) Ruling) Ruling {
	var first Ruling
	for i := range o.Lines {
		r := rule(&o.Lines[i])
		if r.OK {
			return r
		}
		if i == 0 {
			first = r
		}
	}
	if len(o.Lines) == 0 {
		return first.no(RulingNone)
	}
	return first
}

// onLine applies rule to one line of an order, or to all where lineID is empty.
func onLine(o *Order, lineID string, rule func(line *OrderLine) Ruling) Ruling {
	if lineID == "" {
		return overall(o, rule)
	}
	line := o.Line(lineID)
	if line == nil {
		return Ruling{Code: RulingNone}
	}
	return rule(line)
}
