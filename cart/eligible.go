package cart

import (
	"slices"
	"time"

	"github.com/aisle-chat/aisle/catalog"
)

// CanReturn says whether a line of an order can be sent back for the money. An
// empty lineID asks whether anything of the order can. The window is counted
// from the day on which the last parcel with the line arrived; while another
// one with it is on its way, what has arrived can go back already. Policies
// that say nothing of returns promise nothing: then the code is RulingNone.
func (p *Policies) CanReturn(o *Order, lineID string, now time.Time) Ruling {
	return onLine(o, lineID, func(line *OrderLine) Ruling {
		return p.back(o, line, p.ReturnRule(line.Category).Window, p.Returns.PaidBy, now)
	})
}

// CanExchange says the same of an exchange for another variant. Whether that
// one is there is not a matter of policy.
func (p *Policies) CanExchange(o *Order, lineID string, now time.Time) Ruling {
	if p.Exchange == (ExchangePolicy{}) {
		return Ruling{Code: RulingNone}
	}
	return onLine(o, lineID, func(line *OrderLine) Ruling {
		window := p.Exchange.Window
		if window <= 0 {
			window = p.ReturnRule(line.Category).Window
		}
		r := p.back(o, line, window, p.Exchange.PaidBy, now)
		r.Fee, r.Ships = catalog.Money{}, p.Exchange.Ships
		return r
	})
}

// CanReturnGift says whether the one who was given a line can send it back.
func (p *Policies) CanReturnGift(o *Order, lineID string, now time.Time) Ruling {
	if p.Gift == (GiftReturnPolicy{}) {
		return Ruling{Code: RulingNone}
	}
	return onLine(o, lineID, func(line *OrderLine) Ruling {
		window := p.Gift.Window
		if window <= 0 {
			window = p.ReturnRule(line.Category).Window
		}
		r := p.back(o, line, window, p.Returns.PaidBy, now)
		r.As, r.Discreet = p.Gift.As, p.Gift.Discreet
		return r
	})
}

// back rules on sending a line back within a window of days.
func (p *Policies) back(o *Order, line *OrderLine, window int, paidBy string, now time.Time) Ruling {
	rule := p.ReturnRule(line.Category)
	r := Ruling{Days: window, Condition: rule.Condition, Why: rule.Why, PaidBy: paidBy}
	r.Fee, _ = catalog.ParseMoney(rule.Fee, o.Currency) // empty or wrong: none, and Check refuses what is wrong
	switch {
	case line.FinalSale && p.Returns.FinalSale != "":
		r.Why = p.Returns.FinalSale
		return r.no(RulingFinalSale)
	case rule.Never:
		return r.no(RulingCategory)
	case o.State == OrderCanceled:
		return r.no(RulingState)
	case window <= 0:
		return r.no(RulingNone)
	}
	return p.arrived(r, o, line, RequestReturn, RequestExchange).within(now)
}

// arrived completes a ruling that counts r.Days from the arrival of a line.
// kinds are the requests that use up what has arrived. If nothing has arrived,
// or all of it is used up, the ruling is final and its window is closed.
func (p *Policies) arrived(r Ruling, o *Order, line *OrderLine, kinds ...RequestKind) pending {
	count, last, all := o.arrived(line)
	switch {
	case count == 0 && o.State == OrderDelivered && len(o.Parcels) == 0:
		return pending{r.no(RulingNone), true} // nobody knows since when
	case count == 0:
		return pending{r.no(RulingNotDelivered), true}
	}
	asked, reference := o.asked(line, kinds...)
	r.Quantity = max(count-asked, 0)
	place := zone(p.TimeZone)
	if all {
		r.Until = ending(dayOf(last, place).AddDate(0, 0, r.Days), place)
	}
	if r.Quantity == 0 {
		r.Reference = reference
		return pending{r.no(RulingAsked), true}
	}
	return pending{r, false}
}

// pending is a ruling that only the time has to settle, unless it is final.
type pending struct {
	Ruling
	final bool
}

func (p pending) within(now time.Time) Ruling {
	if p.final {
		return p.Ruling
	}
	return p.Ruling.within(now)
}

// CanCancel says whether an order can be canceled as a whole.
func (p *Policies) CanCancel(o *Order, now time.Time) Ruling {
	return p.cutOff(p.Cancel, o, RequestCancel, now)
}

// CanChangeAddress says whether an order can still be sent elsewhere.
func (p *Policies) CanChangeAddress(o *Order, now time.Time) Ruling {
	return p.cutOff(p.Address, o, "", now)
}

func (p *Policies) cutOff(c CutOff, o *Order, kind RequestKind, now time.Time) Ruling {
	r := Ruling{Hours: c.Hours, After: c.After}
	if c.Hours > 0 {
		r.Until = o.Placed.Add(time.Duration(c.Hours) * time.Hour).In(zone(p.TimeZone))
	}
	order := []OrderState{OrderPlaced, OrderPacked, OrderShipped, OrderDelivered, OrderCanceled}
	reached, last := slices.Index(order, o.State), slices.Index(order, c.Until)
	if reached < 2 && slices.ContainsFunc(o.Parcels, func(parcel Parcel) bool { return !parcel.Shipped.IsZero() }) {
		reached = 2
	}
	switch {
	case c == (CutOff{}):
		return r.no(RulingNone)
	case reached > last:
		return r.no(RulingState)
	}
	for _, request := range o.Requests {
		if kind != "" && request.Kind == kind && request.State != RequestDeclined {
			r.Reference = request.Reference
			return r.no(RulingAsked)
		}
	}
	return r.within(now)
}

// CanReport says whether a problem can be reported, and what is done about it:
// RequestDamaged and RequestWrongItem about a line that has arrived,
// RequestNotReceived about one that is said to have arrived, RequestLate about
// an order that is overdue or a parcel that does not move. An empty lineID asks
// about the order as a whole. Any other kind is RulingNone.
func (p *Policies) CanReport(kind RequestKind, o *Order, lineID string, now time.Time) Ruling {
	switch kind {
	case RequestDamaged:
		return p.faulty(p.Damaged, o, lineID, now)
	case RequestWrongItem:
		return p.faulty(p.WrongItem, o, lineID, now)
	case RequestNotReceived:
		return onLine(o, lineID, func(line *OrderLine) Ruling { return p.missing(o, line, now) })
	case RequestLate:
		late, lost := p.CanReportLate(o, now), p.CanReportLost(o, now)
		if lost.OK || late.Code == RulingNone {
			return lost
		}
		return late
	default:
		return Ruling{Code: RulingNone}
	}
}

func (p *Policies) faulty(policy ReportPolicy, o *Order, lineID string, now time.Time) Ruling {
	return onLine(o, lineID, func(line *OrderLine) Ruling {
		r := Ruling{Days: policy.Window, Remedies: slices.Clone(policy.Remedies), Photo: policy.Photo, Answer: policy.Answer, KeepIt: policy.KeepIt}
		if policy.Window <= 0 {
			return r.no(RulingNone)
		}
		return p.arrived(r, o, line).within(now)
	})
}

// missing rules on something that is said to have arrived and is not there: it
// is reported from the Wait-th day after the stated one until the Window-th.
func (p *Policies) missing(o *Order, line *OrderLine, now time.Time) Ruling {
	policy := p.NotReceived
	r := Ruling{Days: policy.Window, After: policy.Check, Remedies: slices.Clone(policy.Remedies)}
	if policy.Window <= 0 {
		return r.no(RulingNone)
	}
	pending := p.arrived(r, o, line)
	if _, last, _ := o.arrived(line); !pending.final {
		place := zone(p.TimeZone)
		pending.From = beginning(dayOf(last, place).AddDate(0, 0, policy.Wait), place)
	}
	return pending.within(now)
}

// CanReportLate says whether an order counts as late: as many whole days as the
// policy says have gone by after the day that was promised, and something has
// not arrived.
func (p *Policies) CanReportLate(o *Order, now time.Time) Ruling {
	return p.overdue(p.Late, o, p.promised(o), now)
}

// CanReportLost says whether a parcel counts as lost: as many whole days as the
// policy says have gone by after the day on which its tracking last changed.
func (p *Policies) CanReportLost(o *Order, now time.Time) Ruling {
	place := zone(p.TimeZone)
	var still time.Time // the day since which the slowest parcel has not moved
	for _, parcel := range o.Parcels {
		if parcel.Shipped.IsZero() || !parcel.Delivered.IsZero() {
			continue
		}
		if day := dayOf(parcel.moved(), place); still.IsZero() || day.Before(still) {
			still = day
		}
	}
	return p.overdue(p.Lost, o, still, now)
}

// overdue rules on what counts once policy.After whole days have gone by after
// a day; the zero day means that there is nothing to wait for.
func (p *Policies) overdue(policy LatePolicy, o *Order, day, now time.Time) Ruling {
	r := Ruling{Days: policy.After, Remedies: slices.Clone(policy.Remedies)}
	switch {
	case policy.After == 0 && len(policy.Remedies) == 0:
		return r.no(RulingNone)
	case day.IsZero() || o.State == OrderCanceled || o.complete():
		return r.no(RulingState)
	}
	r.From = beginning(day.AddDate(0, 0, policy.After+1), zone(p.TimeZone))
	return r.within(now)
}

// CanClaim says whether the warranty of a line still holds. Its last day counts
// whole, and a month after January 31 is the end of February.
func (p *Policies) CanClaim(o *Order, lineID string, now time.Time) Ruling {
	return onLine(o, lineID, func(line *OrderLine) Ruling {
		w, months := p.Warranty, p.WarrantyMonths(line.Category)
		r := Ruling{Months: months, Covers: w.Covers, Excludes: w.Excludes, Remedies: slices.Clone(w.Remedies)}
		switch {
		case months == 0 && w.Months > 0:
			return r.no(RulingCategory)
		case months == 0:
			return r.no(RulingNone)
		}
		pending := p.arrived(r, o, line)
		if _, last, all := o.arrived(line); all {
			place := zone(p.TimeZone)
			pending.Until = ending(addMonths(dayOf(last, place), months), place)
		}
		return pending.within(now)
	})
}
