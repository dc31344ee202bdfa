package assistant

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/aisle-chat/aisle/assistant/internal/prose"
	"github.com/aisle-chat/aisle/cart"
)

// Words says when a person answers in a normal week: "Monday to Friday, 9 am to
// 5 pm Eastern time". It is empty where no time is promised.
func (h *Hours) Words() string {
	week := h.WeekWords()
	if week == "" || week == alwaysOpen {
		return week
	}
	return week + " " + h.ZoneWords()
}

// ZoneWords names the time zone: "Eastern time".
func (h *Hours) ZoneWords() string {
	if h == nil {
		return ""
	}
	return prose.Zone(h.TimeZone)
}

const alwaysOpen = "every day, around the clock"

// WeekWords is Words without the time zone: "Monday to Friday, 9 am to 5 pm".
func (h *Hours) WeekWords() string {
	if h == nil {
		return ""
	}
	// Days with the same openings are told together, from Monday on.
	var said []string
	days := map[string][]int{} // 0 is Monday
	for i := range 7 {
		var clocks []string
		for _, s := range h.usual(time.Weekday((i + 1) % 7)) {
			clocks = append(clocks, clockSpan(s[0], s[1]))
		}
		if len(clocks) == 0 {
			continue
		}
		words := prose.List(clocks, "and")
		if days[words] == nil {
			said = append(said, words)
		}
		days[words] = append(days[words], i)
	}
	for i, words := range said {
		if words == clockSpan(0, 24*60) {
			words = "around the clock"
		}
		said[i] = dayList(days[said[i]]) + ", " + words
	}
	return strings.Join(said, "; ")
}

// Span is the shortest form, for a greeting that says "a person is here 9 to
// 17": the clock from the first opening to the last one's end on the day on
// which a person is there next, today included. It is empty where no time is
// promised, and "at any hour" round the clock.
func (h *Hours) Span(now time.Time) string {
	next, ok := h.Next(now)
	if !ok {
		return ""
	}
	if h.WeekWords() == alwaysOpen {
		return "at any hour"
	}
	var spans []string
	for _, s := range h.spans(dayOf(next, h.place(), 0)) {
		spans = append(spans, shortClock(s.opens)+" to "+shortClock(s.closes))
	}
	return prose.List(spans, "and")
}

// soon is how long before the end of an opening it is said what comes after.
const soon = 30 * time.Minute

// Expectation is a sentence about when a person answers who is asked for now:
// "A person is here until 5 pm Eastern time." while one is, otherwise "A person
// answers by Monday at 9 am Eastern time." It is empty where no time is
// promised.
func (h *Hours) Expectation(now time.Time) string {
	next, ok := h.Next(now)
	if !ok {
		return ""
	}
	zone := h.ZoneWords()
	if !h.Open(now) {
		return "A person answers by " + h.moment(next, now) + " " + zone + "."
	}
	until, ends := h.Until(now)
	if !ends {
		return "A person is here at any hour."
	}
	words := "A person is here until " + h.closing(until, now) + " " + zone
	if after, ok := h.Next(until); ok && until.Sub(now) <= soon {
		words += ", and again from " + h.moment(after, now)
	}
	return words + "."
}

// moment tells a time with its day: "Monday at 9 am".
func (h *Hours) moment(t, now time.Time) string {
	t = t.In(h.place())
	return h.dayWords(t, now) + " at " + prose.Clock(t.Hour()*60+t.Minute())
}

// closing tells the end of an opening, with its day where that is not today.
func (h *Hours) closing(t, now time.Time) string {
	t = t.In(h.place())
	clock := prose.Clock(t.Hour()*60 + t.Minute())
	last := t.Add(-time.Minute) // midnight belongs to the day that ends then
	if last.Format(time.DateOnly) == now.In(h.place()).Format(time.DateOnly) {
		return clock
	}
	return h.dayWords(last, now) + " at " + clock
}

// dayWords names a day: by the weekday within a week, else with its date.
func (h *Hours) dayWords(t, now time.Time) string {
	const week = 7 * 24 * time.Hour
	switch away := asWall(t).Truncate(24 * time.Hour).Sub(asWall(now.In(h.place())).Truncate(24 * time.Hour)); {
	case away < week:
		return t.Weekday().String()
	case t.Year() == now.In(h.place()).Year():
		return t.Format("Monday, January 2,")
	default:
		return t.Format("Monday, January 2, 2006,")
	}
}

// usual returns the openings of a weekday as minutes, in order.
func (h *Hours) usual(day time.Weekday) [][2]int {
	var spans [][2]int
	for _, o := range h.Week {
		opens, ok := cart.Minutes(o.From)
		closes, ends := cart.Minutes(o.To)
		if ok && ends && o.on(day) {
			spans = append(spans, [2]int{opens, closes})
		}
	}
	slices.SortFunc(spans, func(a, b [2]int) int { return a[0] - b[0] })
	return spans
}

// clockSpan tells a span: "9 am to 5 pm".
func clockSpan(opens, closes int) string { return prose.Clock(opens) + " to " + prose.Clock(closes) }

// shortClock tells a time by 24 hours: "9", "8:30", "17".
func shortClock(minutes int) string {
	if minutes%60 == 0 {
		return fmt.Sprint(minutes / 60)
	}
	return fmt.Sprintf("%d:%02d", minutes/60, minutes%60)
}

// dayList names days of the week, from 0 for Monday: "Monday to Friday".
func dayList(days []int) string {
	if len(days) == 7 {
		return "every day"
	}
	name := func(day int) string { return time.Weekday((day + 1) % 7).String() }
	var names []string
	for i := 0; i < len(days); {
		end := i
		for end+1 < len(days) && days[end+1] == days[end]+1 {
			end++
		}
		if end-i >= 2 {
			names = append(names, name(days[i])+" to "+name(days[end]))
		} else {
			for j := i; j <= end; j++ {
				names = append(names, name(days[j]))
			}
		}
		i = end + 1
	}
	return prose.List(names, "and")
}
