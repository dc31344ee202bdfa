package assistant

import (
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/aisle-chat/aisle/cart"
)

// Hours say when a person of the shop answers, as hours.yaml has it. The zero
// value, and a nil one, promise no time. The methods expect hours without a
// mistake, see [Hours.Check]; they change nothing and are safe for concurrent
// use.
type Hours struct {
	// TimeZone is an IANA name such as "America/New_York"; empty means UTC.
	TimeZone string `yaml:"time_zone" json:"time_zone"`
	// Week are the openings of a normal week.
	Week []Opening `yaml:"week" json:"week"`
	// Holidays are days with other hours.
	Holidays []Holiday `yaml:"holidays" json:"holidays"`
}

// Opening is a span of time on some days of the week. A span does not cross
// midnight.
type Opening struct {
	// Days are "mon" to "sun", and "mon-fri" for a range.
	Days []string `yaml:"days" json:"days"`
	// From and To are clock times such as "09:00"; To is the first minute that
	// is closed, and "24:00" the end of the day.
	From string `yaml:"from" json:"from"`
	To   string `yaml:"to" json:"to"`
}

// Holiday is a day on which the normal week does not hold.
type Holiday struct {
	Day  cart.Day `yaml:"day" json:"day"`
	Name string   `yaml:"name" json:"name"`
	// From and To as in Opening; both empty means closed all day.
	From string `yaml:"from" json:"from"`
	To   string `yaml:"to" json:"to"`
}

// Open reports whether a person is there at this time.
func (h *Hours) Open(now time.Time) bool {
	_, open := h.at(now)
	return open
}

// horizon is how many days ahead openings are looked for.
const horizon = 400

// Next returns when a person is there next: now while one is, otherwise the
// beginning of the next opening. ok is false when there is none within 400
// days.
func (h *Hours) Next(now time.Time) (at time.Time, ok bool) {
	if h == nil || len(h.Week)+len(h.Holidays) == 0 {
		return time.Time{}, false
	}
	place := h.place()
	for i := range horizon + 1 {
		for _, s := range h.spans(dayOf(now, place, i)) {
			if now.Before(s.to) {
				return maxTime(now, s.from).In(place), true
			}
		}
	}
	return time.Time{}, false
}

// Until returns when the opening that holds now ends. Openings that meet, as at
// midnight, are one. ok is false when nobody is there now, and when somebody is
// there round the clock.
func (h *Hours) Until(now time.Time) (at time.Time, ok bool) {
	s, open := h.at(now)
	if !open {
		return time.Time{}, false
	}
	for range horizon {
		next, more := h.at(s.to)
		if !more {
			return s.to, true
		}
		s = next
	}
	return time.Time{}, false
}

// Opened is how much of the time from one moment until another a person was
// there; all of it where the hours say nothing. Spans of more than 400 days are
// looked at no further back than that.
func (h *Hours) Opened(from, until time.Time) time.Duration {
	if h == nil || len(h.Week)+len(h.Holidays) == 0 {
		return max(0, until.Sub(from))
	}
	if first := until.AddDate(0, 0, -horizon); from.Before(first) {
		from = first
	}
	var open time.Duration
	for day := 0; ; day++ {
		date := dayOf(from, h.place(), day)
		for _, s := range h.spans(date) {
			if end := minTime(s.to, until); end.After(maxTime(s.from, from)) {
				open += end.Sub(maxTime(s.from, from))
			}
		}
		if !date.noon.Before(until.Add(12 * time.Hour)) {
			return open
		}
	}
}

// at returns the opening that holds now.
func (h *Hours) at(now time.Time) (s span, open bool) {
	if h == nil {
		return span{}, false
	}
	for _, s := range h.spans(dayOf(now, h.place(), 0)) {
		if !now.Before(s.from) && now.Before(s.to) {
			return s, true
		}
	}
	return span{}, false
}

// span is an opening on a certain day.
type span struct {
	from, to time.Time
	// opens and closes are the same as minutes of the wall clock.
	opens, closes int
}

// spans returns the openings of a calendar day in order. Those that the clocks
// leave nothing of, on the night when they go forward, are left out.
func (h *Hours) spans(day date) []span {
	var spans []span
	add := func(from, to string) {
		s := span{}
		s.opens, _ = cart.Minutes(from)
		s.closes, _ = cart.Minutes(to)
		s.from, s.to = day.clock(s.opens), day.clock(s.closes)
		if s.from.Before(s.to) {
			spans = append(spans, s)
		}
	}
	if i := slices.IndexFunc(h.Holidays, func(d Holiday) bool { return d.Day == day.name }); i >= 0 {
		add(h.Holidays[i].From, h.Holidays[i].To)
		return spans
	}
	for _, o := range h.Week {
		if o.on(day.noon.Weekday()) {
			add(o.From, o.To)
		}
	}
	slices.SortFunc(spans, func(a, b span) int { return a.from.Compare(b.from) })
	return spans
}

// date is a calendar day in a place.
type date struct {
	name cart.Day
	noon time.Time
}

// dayOf returns the day that comes some days after that of now, in a place.
func dayOf(now time.Time, place *time.Location, after int) date {
	year, month, day := now.In(place).Date()
	noon := time.Date(year, month, day+after, 12, 0, 0, 0, place)
	return date{cart.Day(noon.Format(time.DateOnly)), noon}
}

// clock returns the moment at which the wall clock of the day shows some
// minutes since midnight, up to the next one. When the clocks go back it is the
// first of two such moments; when they go forward over it, that of the change.
func (d date) clock(minutes int) time.Time {
	year, month, day := d.noon.Date()
	asked := time.Date(year, month, day, 0, minutes, 0, 0, time.UTC)
	at := time.Date(year, month, day, 0, minutes, 0, 0, d.noon.Location())
	start, end := at.ZoneBounds()
	_, offset := at.Zone()
	switch shown := asWall(at); {
	case shown.After(asked): // it is skipped, and at lies behind the change
		return start
	case shown.Before(asked):
		return end
	case !start.IsZero():
		_, before := start.Add(-1).Zone()
		if first := at.Add(time.Duration(offset-before) * time.Second); before > offset && first.Before(start) {
			return first
		}
	}
	return at
}

// asWall reads the wall clock of t as if it were that of UTC.
func asWall(t time.Time) time.Time {
	year, month, day := t.Date()
	return time.Date(year, month, day, t.Hour(), t.Minute(), 0, 0, time.UTC)
}

func maxTime(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

func minTime(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
}

// places keeps time zones, which are read from a file or unpacked each time.
var places sync.Map

func (h *Hours) place() *time.Location {
	if kept, ok := places.Load(h.TimeZone); ok {
		return kept.(*time.Location)
	}
	place, err := time.LoadLocation(h.TimeZone)
	if err != nil {
		return time.UTC // Check refuses it
	}
	places.Store(h.TimeZone, place)
	return place
}

var weekdays = []string{"sun", "mon", "tue", "wed", "thu", "fri", "sat"}

// on reports whether o holds on a day of the week.
func (o *Opening) on(day time.Weekday) bool {
	return slices.ContainsFunc(o.Days, func(days string) bool {
		first, last, ok := daysOf(days)
		return ok && (int(day)-first+7)%7 <= (last-first+7)%7
	})
}

// daysOf reads "mon" or "mon-fri" as numbers from 0 for Sunday. A range may go
// over the weekend: "sat-mon".
func daysOf(days string) (first, last int, ok bool) {
	from, to, isRange := strings.Cut(days, "-")
	first = slices.Index(weekdays, from)
	if last = first; isRange {
		last = slices.Index(weekdays, to)
	}
	return first, last, first >= 0 && last >= 0
}
