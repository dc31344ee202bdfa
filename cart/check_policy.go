package cart

import (
	"fmt"
	"strings"
)

// The longest spans that policies and shipping may name: what is longer is
// taken for a slip of the pen.
const (
	maxDays   = 3650
	maxHours  = 8760
	maxMonths = 1200
)

// Check says what is wrong with p: nil, or one [*FieldError] for each mistake,
// joined. Amounts are in currency, an ISO 4217 code. Everything in this package
// that takes policies expects them checked.
func (p *Policies) Check(currency string) error {
	var c checker
	c.timeZone("time_zone", p.TimeZone)
	c.returns(&p.Returns, currency)
	c.count("exchange.window", p.Exchange.Window, maxDays, "days")
	c.oneOf("exchange.paid_by", p.Exchange.PaidBy, PaidByShop, PaidByShopper)
	c.phrase("exchange.ships", p.Exchange.Ships)
	c.count("refund.days", p.Refund.Days, maxDays, "working days")
	c.phrase("refund.to", p.Refund.To)
	c.cutOff("cancel", p.Cancel)
	c.cutOff("address", p.Address)
	c.report("damaged", p.Damaged)
	c.report("wrong_item", p.WrongItem)
	c.count("not_received.wait", p.NotReceived.Wait, maxDays, "days")
	c.count("not_received.window", p.NotReceived.Window, maxDays, "days")
	if w := p.NotReceived; w.Window > 0 && w.Window < w.Wait {
		c.fail("not_received.window", fmt.Sprint(w.Window), fmt.Sprintf("must not be less than the %d days of wait", w.Wait))
	}
	c.phrase("not_received.check", p.NotReceived.Check)
	c.remedies("not_received.remedies", p.NotReceived.Remedies)
	c.late("late", p.Late)
	c.late("lost", p.Lost)
	c.warranty(&p.Warranty)
	c.count("gift.window", p.Gift.Window, maxDays, "days")
	c.phrase("gift.as", p.Gift.As)
	return c.err()
}

func (c *checker) returns(p *ReturnPolicy, currency string) {
	c.count("returns.window", p.Window, maxDays, "days")
	c.phrase("returns.condition", p.Condition)
	c.oneOf("returns.paid_by", p.PaidBy, PaidByShop, PaidByShopper)
	fee := c.money("returns.fee", p.Fee, currency)
	if fee > 0 && p.PaidBy == PaidByShopper {
		c.fail("returns.fee", p.Fee, "must be left out when the shopper pays the parcel")
	}
	c.phrase("returns.final_sale", p.FinalSale)
	seen := map[string]int{}
	for i, rule := range p.Categories {
		at := fmt.Sprintf("returns.categories[%d]", i)
		c.category(at, rule.Category, i, seen)
		if rule.Window < -1 || rule.Window > maxDays {
			c.fail(at+".window", fmt.Sprint(rule.Window), fmt.Sprintf("must be up to %d days, 0 for the general rule, or -1 for no return", maxDays))
		}
		c.phrase(at+".condition", rule.Condition)
		c.phrase(at+".why", rule.Why)
	}
}

// category wants a path that no rule before has.
func (c *checker) category(at, path string, i int, seen map[string]int) {
	if !c.path(at+".category", path) {
		return
	}
	folded := foldPath(path)
	if other, taken := seen[folded]; taken {
		c.fail(at+".category", path, fmt.Sprintf("must differ from that of rule %d", other+1))
		return
	}
	seen[folded] = i
}

// path wants names with ">" between them.
func (c *checker) path(field, path string) bool {
	for part := range strings.SplitSeq(path, ">") {
		if strings.TrimSpace(part) == "" {
			c.fail(field, path, `must be a path of categories such as "Gifts > Gift cards"`)
			return false
		}
	}
	c.phrase(field, path)
	return true
}

// foldPath makes a category's path comparable.
func foldPath(path string) string {
	parts := strings.Split(strings.ToLower(path), ">")
	for i, part := range parts {
		parts[i] = strings.Join(strings.Fields(part), " ")
	}
	return strings.Join(parts, ">")
}

func (c *checker) cutOff(at string, cut CutOff) {
	c.oneOf(at+".until", string(cut.Until), string(OrderPlaced), string(OrderPacked))
	c.count(at+".hours", cut.Hours, maxHours, "hours")
	if cut.Until == "" && cut.Hours > 0 {
		c.fail(at+".until", "", "is missing, and without it the hours mean nothing")
	}
	c.phrase(at+".after", cut.After)
}

func (c *checker) remedies(at string, remedies []string) {
	c.set(at, remedies, RemedyReplacement, RemedyRefund, RemedyRepair, RemedyCredit)
}

func (c *checker) report(at string, p ReportPolicy) {
	c.count(at+".window", p.Window, maxDays, "days")
	c.remedies(at+".remedies", p.Remedies)
	c.count(at+".answer_hours", p.Answer, maxHours, "working hours")
}

func (c *checker) late(at string, p LatePolicy) {
	c.count(at+".after", p.After, maxDays, "days")
	c.remedies(at+".remedies", p.Remedies)
}

func (c *checker) warranty(p *WarrantyPolicy) {
	c.count("warranty.months", p.Months, maxMonths, "months")
	c.phrase("warranty.covers", p.Covers)
	c.phrase("warranty.excludes", p.Excludes)
	c.remedies("warranty.remedies", p.Remedies)
	seen := map[string]int{}
	for i, rule := range p.Categories {
		at := fmt.Sprintf("warranty.categories[%d]", i)
		c.category(at, rule.Category, i, seen)
		c.count(at+".months", rule.Months, maxMonths, "months")
	}
}
