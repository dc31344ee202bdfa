// Package calendar writes days as English sentences name them, and reads the
// days that shoppers name. A day is a time.Time at midnight, UTC, that stands
// for a calendar day at whatever place is talked about.
package calendar

import (
	"strings"
	"sync"
	"time"
)

// Day returns the calendar day of t in a place.
func Day(t time.Time, place *time.Location) time.Time {
	year, month, day := t.In(place).Date()
	return time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
}

// Place returns the location of a time zone; UTC where the name is empty or
// unknown.
func Place(zone string) *time.Location {
	if kept, ok := places.Load(zone); ok {
		return kept.(*time.Location)
	}
	place, err := time.LoadLocation(zone)
	if err != nil {
		return time.UTC
	}
	places.Store(zone, place)
	return place
}

// places keeps time zones, which are read from a file or unpacked each time.
var places sync.Map

// Days are the days from one day to another; negative when to is before from.
func Days(from, to time.Time) int { return int(to.Sub(from).Hours() / 24) }

// farAway is from how many days on a day is named with its year.
const farAway = 180

// Long names a day in full: "Thursday, December 4", or "Thursday 4 December" in
// places that write the day first. A day far from today has its year.
func Long(day, today time.Time, locale string) string {
	layout, year := "Monday, January 2", ", 2006"
	if dayFirst(locale) {
		layout, year = "Monday 2 January", " 2006"
	}
	if n := Days(today, day); n > farAway || n < -farAway {
		layout += year
	}
	return day.Format(layout)
}

// Date is Long without the day of the week.
func Date(day, today time.Time, locale string) string {
	_, date, _ := strings.Cut(Long(day, today, locale), " ")
	return date
}

// Near names a day by how it is called today: "today", "tomorrow", "yesterday",
// "Tuesday" for the six days before, and in full otherwise.
func Near(day, today time.Time, locale string) string {
	switch n := Days(today, day); {
	case n == 0:
		return "today"
	case n == 1:
		return "tomorrow"
	case n == -1:
		return "yesterday"
	case n < 0 && n > -7:
		return day.Format("Monday")
	default:
		return Long(day, today, locale)
	}
}

// Between names a span of days behind a verb such as "arrives": "Thursday,
// December 4" or "between Tuesday, December 2 and Thursday, December 4". One
// end alone is named with "from" or "by".
func Between(from, to, today time.Time, locale string) string {
	switch {
	case from.IsZero() && to.IsZero():
		return ""
	case from.IsZero():
		return "by " + Long(to, today, locale)
	case to.IsZero():
		return "from " + Long(from, today, locale) + " on"
	case from.Equal(to):
		return Long(to, today, locale)
	default:
		return "between " + Long(from, today, locale) + " and " + Long(to, today, locale)
	}
}

// dayFirst reports whether a locale writes the day before the month. English
// without a region is read as American.
func dayFirst(locale string) bool {
	language, region, _ := strings.Cut(strings.ReplaceAll(locale, "_", "-"), "-")
	region, _, _ = strings.Cut(region, ".")
	switch strings.ToUpper(region) {
	case "US", "CA", "PH":
		return false
	case "":
		return language != "" && !strings.EqualFold(language, "en")
	}
	return true
}
