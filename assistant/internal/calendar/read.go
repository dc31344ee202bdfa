package calendar

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

// Span is a range of days, both ends included.
type Span struct{ From, To time.Time }

// Has reports whether a day lies within s.
func (s Span) Has(day time.Time) bool { return !day.Before(s.From) && !day.After(s.To) }

var (
	weekdays = map[string]time.Weekday{
		"sunday": 0, "sun": 0, "monday": 1, "mon": 1, "tuesday": 2, "tue": 2, "tues": 2, "wednesday": 3, "wed": 3,
		"thursday": 4, "thu": 4, "thur": 4, "thurs": 4, "friday": 5, "fri": 5, "saturday": 6, "sat": 6,
	}
	months = map[string]time.Month{
		"january": 1, "jan": 1, "february": 2, "feb": 2, "march": 3, "april": 4, "apr": 4, "may": 5, "june": 6, "jun": 6,
		"july": 7, "jul": 7, "august": 8, "aug": 8, "september": 9, "sept": 9, "sep": 9, "october": 10, "oct": 10,
		"november": 11, "nov": 11, "december": 12, "dec": 12,
	}
	numbers = map[string]int{"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "couple of": 2, "few": 3}
)

const (
	dayNames   = `sunday|sun|monday|mon|tuesday|tues?|wednesday|wed|thursday|thurs?|thu|friday|fri|saturday|sat`
	monthNames = `january|jan|february|feb|march|april|apr|may|june?|july?|jul|august|aug|september|sept?|october|oct|november|nov|december|dec`
	howMany    = `\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|(?:a )?couple of|(?:a )?few`
)

var (
	isoDate    = regexp.MustCompile(`\b(\d{4})-(\d{2})-(\d{2})\b`)
	slashDate  = regexp.MustCompile(`\b(\d{1,2})[/.](\d{1,2})(?:[/.](\d{4}|\d{2}))?\b`)
	monthDay   = regexp.MustCompile(`\b(` + monthNames + `)\.? (?:the )?(\d{1,2})(?:st|nd|rd|th)?\b`)
	dayMonth   = regexp.MustCompile(`\b(\d{1,2})(?:st|nd|rd|th)?(?: of)? (` + monthNames + `)\b`)
	ofMonth    = regexp.MustCompile(`\b(?:in|from|of|last) (` + monthNames + `)\b`)
	theNth     = regexp.MustCompile(`\b(?:the|by|on) (\d{1,2})(?:st|nd|rd|th)\b`)
	inTime     = regexp.MustCompile(`\b(?:in|within) (` + howMany + `) (days?|weeks?)\b`)
	timeAgo    = regexp.MustCompile(`\b(` + howMany + `) (days?|weeks?|months?) ago\b`)
	dayOfWeek  = regexp.MustCompile(`\b(next |this |last |coming )?(` + dayNames + `)s?\b`)
	weekend    = regexp.MustCompile(`\b(next |last )?weekend\b`)
	endOfWeek  = regexp.MustCompile(`\bend of (?:the|this) week\b`)
	thatPeriod = regexp.MustCompile(`\b(next|this|last) (week|month|year)\b`)
)

// feasts are days that shoppers name by what is celebrated.
var feasts = []struct {
	name *regexp.Regexp
	day  func(year int) time.Time
}{
	{regexp.MustCompile(`\b(?:christmas|xmas)\b`), func(y int) time.Time { return date(y, 12, 24) }},
	{regexp.MustCompile(`\bthanksgiving\b`), func(y int) time.Time { return nth(y, 11, time.Thursday, 4) }},
	{regexp.MustCompile(`\bblack friday\b`), func(y int) time.Time { return nth(y, 11, time.Thursday, 4).AddDate(0, 0, 1) }},
	{regexp.MustCompile(`\bnew years?(?: eve)?\b`), func(y int) time.Time { return date(y, 12, 31) }},
	{regexp.MustCompile(`\bvalentines?\b`), func(y int) time.Time { return date(y, 2, 14) }},
	{regexp.MustCompile(`\bhalloween\b`), func(y int) time.Time { return date(y, 10, 31) }},
	{regexp.MustCompile(`\bmothers day\b`), func(y int) time.Time { return nth(y, 5, time.Sunday, 2) }},
	{regexp.MustCompile(`\bfathers day\b`), func(y int) time.Time { return nth(y, 6, time.Sunday, 3) }},
}

func date(year int, month time.Month, day int) time.Time {
	return time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
}

// nth is the nth weekday of a month.
func nth(year int, month time.Month, weekday time.Weekday, n int) time.Time {
	first := date(year, month, 1)
	return first.AddDate(0, 0, (int(weekday-first.Weekday())+7)%7+7*(n-1))
}

// Ahead reads the day by which something is wanted: "by Friday", "in two
// weeks", "for Christmas", "December 4". A day without a year is the next such
// one after today.
func Ahead(text string, today time.Time, locale string) (time.Time, bool) {
	s, ok := read(fold(text), today, locale, false)
	return s.To, ok
}

// Back reads when something was: "yesterday", "last week", "in March", "on
// November 12". A day without a year is the last such one up to today.
func Back(text string, today time.Time, locale string) (Span, bool) {
	return read(fold(text), today, locale, true)
}

// fold leaves words, digits and what dates are written with.
func fold(text string) string {
	text = strings.NewReplacer("'", "", "’", "", ",", " ", "?", " ", "!", " ", ". ", " ").Replace(strings.ToLower(text))
	return strings.Join(strings.Fields(strings.TrimRight(text, ". ")), " ")
}

func read(text string, today time.Time, locale string, back bool) (Span, bool) {
	one := func(day time.Time) (Span, bool) { return Span{day, day}, true }
	if day, ok := dated(text, today, locale, back); ok {
		return one(day)
	}
	if !back {
		for _, f := range feasts {
			if f.name.MatchString(text) {
				day := f.day(today.Year())
				if day.Before(today) {
					day = f.day(today.Year() + 1)
				}
				return one(day)
			}
		}
	}
	switch {
	case strings.Contains(text, "day after tomorrow"):
		return one(today.AddDate(0, 0, 2))
	case strings.Contains(text, "day before yesterday"):
		return one(today.AddDate(0, 0, -2))
	case word(text, "tomorrow"):
		return one(today.AddDate(0, 0, 1))
	case word(text, "yesterday"), word(text, "last night"):
		return one(today.AddDate(0, 0, -1))
	case word(text, "today"), word(text, "tonight"), back && word(text, "this morning"):
		return one(today)
	}
	if m := timeAgo.FindStringSubmatch(text); m != nil && back {
		return ago(today, m[1], m[2]), true
	}
	if m := inTime.FindStringSubmatch(text); m != nil && !back {
		days := count(m[1])
		if strings.HasPrefix(m[2], "week") {
			days *= 7
		}
		return one(today.AddDate(0, 0, days))
	}
	if endOfWeek.MatchString(text) && !back {
		return one(today.AddDate(0, 0, int(time.Friday-today.Weekday()+7)%7))
	}
	if m := ofMonth.FindStringSubmatch(text); m != nil && back {
		first := date(today.Year(), months[m[1]], 1)
		if first.After(today) {
			first = first.AddDate(-1, 0, 0)
		}
		return Span{first, first.AddDate(0, 1, -1)}, true
	}
	if m := thatPeriod.FindStringSubmatch(text); m != nil {
		return period(today, m[1], m[2]), true
	}
	if m := weekend.FindStringSubmatch(text); m != nil {
		saturday := today.AddDate(0, 0, int(time.Saturday-today.Weekday()+7)%7)
		switch {
		case back:
			saturday = saturday.AddDate(0, 0, -7)
			return Span{saturday, saturday.AddDate(0, 0, 1)}, true
		case m[1] == "next ":
			saturday = saturday.AddDate(0, 0, 7)
		}
		return one(saturday)
	}
	if m := dayOfWeek.FindStringSubmatch(text); m != nil {
		return one(weekday(today, weekdays[m[2]], m[1], back))
	}
	return Span{}, false
}

// dated reads a day that is written with its number.
func dated(text string, today time.Time, locale string, back bool) (time.Time, bool) {
	if m := isoDate.FindStringSubmatch(text); m != nil {
		return valid(number(m[1]), time.Month(number(m[2])), number(m[3]))
	}
	if m := monthDay.FindStringSubmatch(text); m != nil {
		return yearless(today, months[m[1]], number(m[2]), back)
	}
	if m := dayMonth.FindStringSubmatch(text); m != nil {
		return yearless(today, months[m[2]], number(m[1]), back)
	}
	if m := slashDate.FindStringSubmatch(text); m != nil {
		month, day := number(m[1]), number(m[2])
		if dayFirst(locale) || month > 12 || strings.Contains(m[0], ".") {
			month, day = day, month
		}
		if m[3] == "" {
			return yearless(today, time.Month(month), day, back)
		}
		year := number(m[3])
		if year < 100 {
			year += 2000
		}
		return valid(year, time.Month(month), day)
	}
	if m := theNth.FindStringSubmatch(text); m != nil {
		day := number(m[1])
		for step := range 12 {
			month := date(today.Year(), today.Month(), 1).AddDate(0, step, 0)
			if back {
				month = date(today.Year(), today.Month(), 1).AddDate(0, -step, 0)
			}
			if at, ok := valid(month.Year(), month.Month(), day); ok && (back && !at.After(today) || !back && !at.Before(today)) {
				return at, true
			}
		}
	}
	return time.Time{}, false
}

// yearless is the next such day from today on, or the last one up to today.
func yearless(today time.Time, month time.Month, day int, back bool) (time.Time, bool) {
	step := 1
	if back {
		step = -1
	}
	for i := range 5 { // February 29 may be four years away
		at, ok := valid(today.Year()+i*step, month, day)
		if ok && (back && !at.After(today) || !back && !at.Before(today)) {
			return at, true
		}
	}
	return time.Time{}, false
}

func valid(year int, month time.Month, day int) (time.Time, bool) {
	at := date(year, month, day)
	return at, at.Month() == month && at.Day() == day
}

// weekday is the day of the week that is meant: the coming one, or the last.
func weekday(today time.Time, day time.Weekday, which string, back bool) time.Time {
	if back {
		before := int(today.Weekday()-day+7) % 7
		if before == 0 && which == "last " {
			before = 7
		}
		return today.AddDate(0, 0, -before)
	}
	ahead := int(day-today.Weekday()+7) % 7
	if ahead == 0 {
		ahead = 7 // who means today says so
	}
	if which == "next " && int(today.Weekday()+6)%7+ahead < 7 { // the other one is still this week
		ahead += 7
	}
	return today.AddDate(0, 0, ahead)
}

// ago is when something was, with the breadth that such words have.
func ago(today time.Time, many, unit string) Span {
	n := count(many)
	switch unit[0] {
	case 'w':
		at := today.AddDate(0, 0, -7*n)
		return Span{at.AddDate(0, 0, -3), at.AddDate(0, 0, 3)}
	case 'm':
		at := today.AddDate(0, -n, 0)
		return Span{at.AddDate(0, 0, -15), at.AddDate(0, 0, 15)}
	default:
		at := today.AddDate(0, 0, -n)
		return Span{at, at}
	}
}

// period is a week from Monday, a month or a year.
func period(today time.Time, which, unit string) Span {
	step := map[string]int{"last": -1, "next": 1}[which]
	switch unit {
	case "week":
		monday := today.AddDate(0, 0, -int(today.Weekday()+6)%7+7*step)
		return Span{monday, monday.AddDate(0, 0, 6)}
	case "month":
		first := date(today.Year(), today.Month(), 1).AddDate(0, step, 0)
		return Span{first, first.AddDate(0, 1, -1)}
	default:
		first := date(today.Year()+step, 1, 1)
		return Span{first, first.AddDate(1, 0, -1)}
	}
}

func word(text, phrase string) bool {
	return strings.Contains(" "+text+" ", " "+phrase+" ")
}

func number(digits string) int {
	n, _ := strconv.Atoi(digits) // the pattern has let digits through only
	return n
}

func count(words string) int {
	if n, ok := numbers[strings.TrimPrefix(words, "a ")]; ok {
		return n
	}
	return number(words)
}
