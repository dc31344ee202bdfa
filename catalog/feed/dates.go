package feed

import (
	"fmt"
	"strings"
	"time"
)

// moments are the ways in which feeds write a point in time, with a zone and
// without.
var moments = []string{
	"2006-01-02T15:04:05Z07:00", "2006-01-02T15:04Z07:00", "2006-01-02T15:04:05Z0700", "2006-01-02T15:04Z0700", "2006-01-02T15:04:05Z07",
	"2006-01-02 15:04:05Z07:00", "2006-01-02 15:04:05 Z0700", "2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02 15:04:05", "2006-01-02 15:04",
}

// window is when a sale is on: from is part of it, to is not. A zero time is
// open.
type window struct{ from, to time.Time }

// parseMoment reads a date with or without a time. A date alone is the beginning
// of that day, or of the next one with end.
func parseMoment(text string, zone *time.Location, end bool) (time.Time, error) {
	text = strings.TrimSpace(text)
	if day, err := time.ParseInLocation(time.DateOnly, text, zone); err == nil {
		if end {
			day = day.AddDate(0, 0, 1)
		}
		return day, nil
	}
	for _, layout := range moments {
		if moment, err := time.ParseInLocation(layout, text, zone); err == nil {
			return moment, nil
		}
	}
	return time.Time{}, fmt.Errorf("is not a date such as 2026-01-31")
}

// parseWindow reads two dates with a slash between them.
func parseWindow(text string, zone *time.Location) (w window, err error) {
	from, to, slash := strings.Cut(text, "/")
	if !slash {
		return w, fmt.Errorf("is not two dates such as 2026-01-31T08:00Z/2026-02-07T20:00Z")
	}
	if w.from, err = parseMoment(from, zone, false); err != nil {
		return w, err
	}
	w.to, err = parseMoment(to, zone, true)
	return w, err
}

// on tells whether the sale is on, and notes when that changes.
func (l *ledger) on(w window) bool {
	now := l.options.Now
	if !w.to.IsZero() && !now.Before(w.to) {
		return false
	}
	l.until(w.from)
	l.until(w.to)
	return !now.Before(w.from)
}
