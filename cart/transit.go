package cart

import (
	"slices"
	"strings"
	"time"

	"github.com/aisle-chat/aisle/catalog"
)

// Zone returns the zone that a country, an ISO 3166-1 alpha-2 code in either
// case, belongs to; ok is false where the shop does not send.
func (s *Shipping) Zone(country string) (z *Zone, ok bool) {
	country = strings.TrimSpace(country)
	for i := range s.Zones {
		if slices.ContainsFunc(s.Zones[i].Countries, func(c string) bool { return strings.EqualFold(c, country) }) {
			return &s.Zones[i], true
		}
	}
	return nil, false
}

// Method returns the method with this id and its zone.
func (s *Shipping) Method(id string) (z *Zone, m *Method, ok bool) {
	for i := range s.Zones {
		if m, ok := s.Zones[i].Method(id); ok {
			return &s.Zones[i], m, true
		}
	}
	return nil, nil, false
}

// Method returns the zone's method with this id.
func (z *Zone) Method(id string) (m *Method, ok bool) {
	for i := range z.Methods {
		if z.Methods[i].ID == id {
			return &z.Methods[i], true
		}
	}
	return nil, false
}

// Cheapest returns the method that costs the least for a subtotal, the first of
// several; nil where the zone has none.
func (z *Zone) Cheapest(subtotal catalog.Money) *Method {
	var cheapest *Method
	for i := range z.Methods {
		m := &z.Methods[i]
		if cheapest == nil || m.Price(subtotal).Amount < cheapest.Price(subtotal).Amount {
			cheapest = m
		}
	}
	return cheapest
}

// Price returns what the method costs for a subtotal after discounts, in the
// currency of that. It is the zero Money where the cost cannot be read, which
// [Shipping.Check] refuses.
func (m *Method) Price(subtotal catalog.Money) catalog.Money {
	if from, ok := m.Free(subtotal.Currency); ok && subtotal.Amount >= from.Amount {
		return catalog.Money{Currency: subtotal.Currency}
	}
	cost, err := catalog.ParseMoney(m.Cost, subtotal.Currency)
	if err != nil {
		return catalog.Money{}
	}
	return cost
}

// Free returns the subtotal from which the method is free; ok is false where
// there is none.
func (m *Method) Free(currency string) (from catalog.Money, ok bool) {
	if m.FreeFrom == "" {
		return catalog.Money{}, false
	}
	from, err := catalog.ParseMoney(m.FreeFrom, currency)
	return from, err == nil
}

// ShippingOption is one way of sending to a country, as a checkout offers it.
type ShippingOption struct {
	Method Method
	Price  catalog.Money
	// Arrives is when it would be there, if it were ordered now.
	Arrives Window
}

// Options returns the ways of sending to a country, in the order of the file:
// none where the shop does not send. subtotal is that after discounts. With
// free, as a promotion may grant it, whatever is cheapest costs nothing.
func (s *Shipping) Options(country string, subtotal catalog.Money, free bool, now time.Time) []ShippingOption {
	z, ok := s.Zone(country)
	if !ok {
		return nil
	}
	var options []ShippingOption
	for i := range z.Methods {
		m := &z.Methods[i]
		options = append(options, ShippingOption{*m, z.price(m, subtotal, free), s.Arrives(m, now)})
	}
	return options
}

// price is what a method of the zone costs, with free shipping for the cheapest.
func (z *Zone) price(m *Method, subtotal catalog.Money, free bool) catalog.Money {
	price := m.Price(subtotal)
	if free && price.Amount <= z.Cheapest(subtotal).Price(subtotal).Amount {
		return catalog.Money{Currency: subtotal.Currency}
	}
	return price
}

// Leaves returns the calendar day, as midnight UTC, on which an order that is
// placed now leaves the warehouse. Before the cut-off of a working day that day
// counts, otherwise the next working day does; Handling comes on top. Clock
// times are those of the warehouse's wall clock, in summer as in winter.
func (s *Shipping) Leaves(now time.Time) time.Time {
	place := zone(s.TimeZone)
	day := dayOf(now, place)
	if !s.working(day) || !now.Before(s.cutOff(day, place)) {
		day = s.addDays(day, 1)
	}
	return s.addDays(day, s.Handling)
}

// Arrives returns the days between which an order that is placed now arrives.
func (s *Shipping) Arrives(m *Method, now time.Time) Window {
	leaves := s.Leaves(now)
	return Window{From: s.addDays(leaves, m.MinDays), To: s.addDays(leaves, max(m.MinDays, m.MaxDays))}
}

// WorkingDays returns the calendar day that comes n working days after the day
// of t, which is taken in the warehouse's time zone. A nil Shipping knows no
// holidays.
func (s *Shipping) WorkingDays(t time.Time, n int) time.Time {
	if s == nil {
		s = &Shipping{}
	}
	return s.addDays(dayOf(t, zone(s.TimeZone)), n)
}

// cutOff is the moment of a day after which orders wait for the next one.
func (s *Shipping) cutOff(day time.Time, place *time.Location) time.Time {
	minutes, ok := Minutes(s.CutOff)
	if !ok { // none: the whole day counts
		return beginning(day.AddDate(0, 0, 1), place)
	}
	y, m, d := day.Date()
	return time.Date(y, m, d, 0, minutes, 0, 0, place)
}

// addDays goes n working days on from a calendar day.
func (s *Shipping) addDays(day time.Time, n int) time.Time {
	for n > 0 {
		day = day.AddDate(0, 0, 1)
		if s.working(day) {
			n--
		}
	}
	return day
}

// working reports whether anybody packs and delivers on a calendar day.
func (s *Shipping) working(day time.Time) bool {
	if weekday := day.Weekday(); weekday == time.Saturday || weekday == time.Sunday {
		return false
	}
	return !slices.Contains(s.Holidays, Day(day.Format(time.DateOnly)))
}
