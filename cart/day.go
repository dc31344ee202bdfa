package cart

import (
	"sync"
	"time"
)

// zones are the time zones that were looked up, by name: there are as many as
// policies and shipping name, and loading one reads a file.
var zones sync.Map

// zone returns the time zone with this IANA name; UTC where it is empty or
// unknown, which [Policies.Check] and [Shipping.Check] refuse.
func zone(name string) *time.Location {
	if known, ok := zones.Load(name); ok {
		return known.(*time.Location)
	}
	loc, err := time.LoadLocation(name)
	if err != nil {
		return time.UTC
	}
	zones.Store(name, loc)
	return loc
}

// dayOf returns the calendar day that t falls on in a place, as midnight UTC:
// days are counted without clocks, so that no hour is lost or won in between.
func dayOf(t time.Time, place *time.Location) time.Time {
	y, m, d := t.In(place).Date()
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
}

// beginning returns the first moment of a calendar day in a place.
func beginning(day time.Time, place *time.Location) time.Time {
	y, m, d := day.Date()
	return time.Date(y, m, d, 0, 0, 0, 0, place)
}

// ending returns the last moment of a calendar day in a place. The day counts
// whole, and the date of what is returned is that day.
func ending(day time.Time, place *time.Location) time.Time {
	return beginning(day.AddDate(0, 0, 1), place).Add(-time.Nanosecond)
}

// addMonths is day.AddDate(0, n, 0) that ends with its month: a month after
// January 31 is the end of February.
func addMonths(day time.Time, n int) time.Time {
	y, m, d := day.Date()
	last := time.Date(y, m+time.Month(n)+1, 0, 0, 0, 0, 0, time.UTC)
	return last.AddDate(0, 0, min(d, last.Day())-last.Day())
}
