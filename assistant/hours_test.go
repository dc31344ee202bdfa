package assistant_test

import (
	"slices"
	"strings"
	"testing"
	"time"
	_ "time/tzdata" // the machine may have none

	"github.com/aisle-chat/aisle/assistant"
)

func office() *assistant.Hours {
	return &assistant.Hours{
		TimeZone: "America/New_York",
		Week:     []assistant.Opening{{Days: []string{"mon-fri"}, From: "09:00", To: "17:00"}},
		Holidays: []assistant.Holiday{
			{Day: "2026-11-26", Name: "Thanksgiving"},
			{Day: "2026-12-24", Name: "Christmas Eve", From: "09:00", To: "12:30"},
			{Day: "2026-12-25", Name: "Christmas Day"},
		},
	}
}

// parse reads a time with its offset.
func parse(t *testing.T, text string) time.Time {
	t.Helper()
	at, err := time.Parse(time.RFC3339, text)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

func TestHours(t *testing.T) {
	night := &assistant.Hours{TimeZone: "America/New_York", Week: []assistant.Opening{
		{Days: []string{"sat"}, From: "20:00", To: "24:00"}, {Days: []string{"sun"}, From: "00:00", To: "02:30"},
	}}
	early := &assistant.Hours{TimeZone: "America/New_York", Week: []assistant.Opening{{Days: []string{"sun"}, From: "01:30", To: "02:30"}}}
	// In Beirut the clocks go from midnight to 1:00 on March 29, 2026.
	beirut := &assistant.Hours{TimeZone: "Asia/Beirut", Week: []assistant.Opening{
		{Days: []string{"sun"}, From: "00:00", To: "04:00"}, {Days: []string{"mon"}, From: "00:00", To: "00:30"},
	}}
	always := &assistant.Hours{Week: []assistant.Opening{{Days: []string{"mon-sun"}, From: "00:00", To: "24:00"}}}
	for _, c := range []struct {
		hours            *assistant.Hours
		now, next, until string // empty: none
	}{
		{office(), "2026-11-23T08:59:59-05:00", "2026-11-23T09:00:00-05:00", ""},
		{office(), "2026-11-23T09:00:00-05:00", "2026-11-23T09:00:00-05:00", "2026-11-23T17:00:00-05:00"},
		{office(), "2026-11-23T21:59:59Z", "2026-11-23T21:59:59Z", "2026-11-23T17:00:00-05:00"},
		{office(), "2026-11-23T17:00:00-05:00", "2026-11-24T09:00:00-05:00", ""},
		{office(), "2026-11-25T18:00:00-05:00", "2026-11-27T09:00:00-05:00", ""}, // over Thanksgiving
		{office(), "2026-11-28T12:00:00-05:00", "2026-11-30T09:00:00-05:00", ""}, // a Saturday
		{office(), "2026-12-24T12:00:00-05:00", "2026-12-24T12:00:00-05:00", "2026-12-24T12:30:00-05:00"},
		{office(), "2026-12-24T12:30:00-05:00", "2026-12-28T09:00:00-05:00", ""}, // Christmas and a weekend
		{office(), "2026-03-06T17:00:00-05:00", "2026-03-09T09:00:00-04:00", ""}, // into summer time
		{office(), "2026-10-30T17:00:00-04:00", "2026-11-02T09:00:00-05:00", ""}, // and out of it
		{night, "2026-06-06T23:59:00-04:00", "2026-06-06T23:59:00-04:00", "2026-06-07T02:30:00-04:00"},
		{night, "2026-06-07T02:30:00-04:00", "2026-06-13T20:00:00-04:00", ""},
		{night, "2026-03-07T23:00:00-05:00", "2026-03-07T23:00:00-05:00", "2026-03-08T03:00:00-04:00"}, // 2:30 is skipped
		{early, "2026-03-08T00:00:00-05:00", "2026-03-08T01:30:00-05:00", ""},
		{early, "2026-03-08T01:45:00-05:00", "2026-03-08T01:45:00-05:00", "2026-03-08T03:00:00-04:00"},
		{early, "2026-11-01T00:00:00-04:00", "2026-11-01T01:30:00-04:00", ""}, // 1:30 comes twice
		{early, "2026-11-01T01:30:00-05:00", "2026-11-01T01:30:00-05:00", "2026-11-01T02:30:00-05:00"},
		{beirut, "2026-03-28T22:00:00+02:00", "2026-03-29T01:00:00+03:00", ""}, // there is no midnight
		{beirut, "2026-03-29T01:00:00+03:00", "2026-03-29T01:00:00+03:00", "2026-03-29T04:00:00+03:00"},
		{beirut, "2026-03-30T00:10:00+03:00", "2026-03-30T00:10:00+03:00", "2026-03-30T00:30:00+03:00"},
		{always, "2026-03-29T01:00:00Z", "2026-03-29T01:00:00Z", ""},
		{&assistant.Hours{}, "2026-03-29T01:00:00Z", "", ""},
		{nil, "2026-03-29T01:00:00Z", "", ""},
	} {
		now := parse(t, c.now)
		open := c.next == c.now
		if got := c.hours.Open(now); got != open {
			t.Errorf("%s: open is %v", c.now, got)
		}
		next, ok := c.hours.Next(now)
		if ok != (c.next != "") || ok && !next.Equal(parse(t, c.next)) {
			t.Errorf("%s: next is %v, want %s", c.now, next, c.next)
		}
		until, ok := c.hours.Until(now)
		if ok != (c.until != "") || ok && !until.Equal(parse(t, c.until)) {
			t.Errorf("%s: until is %v, want %s", c.now, until, c.until)
		}
	}
}

// What Open, Next and Until say agrees, in every half hour of 400 days.
func TestHoursAgree(t *testing.T) {
	odd := &assistant.Hours{TimeZone: "Australia/Lord_Howe", Week: []assistant.Opening{ // whose clocks move by half an hour
		{Days: []string{"sat-mon"}, From: "00:00", To: "02:10"}, {Days: []string{"sun", "wed"}, From: "02:20", To: "24:00"},
	}}
	for _, h := range []*assistant.Hours{office(), odd} {
		if err := h.Check(); err != nil {
			t.Fatal(err)
		}
		opened := 0
		for now := parse(t, "2026-02-20T00:00:00Z"); now.Before(parse(t, "2027-03-27T00:00:00Z")); now = now.Add(30 * time.Minute) {
			next, ok := h.Next(now)
			if !ok || next.Before(now) || !h.Open(next) || h.Open(next.Add(-time.Second)) && !next.Equal(now) {
				t.Fatalf("%v: next is %v", now, next)
			}
			if h.Open(now) != next.Equal(now) {
				t.Fatalf("%v: open is %v and next %v", now, h.Open(now), next)
			}
			if until, ok := h.Until(now); ok {
				opened++
				if !until.After(now) || h.Open(until) || !h.Open(until.Add(-time.Second)) {
					t.Fatalf("%v: until is %v", now, until)
				}
			}
		}
		if opened < 1000 {
			t.Errorf("only %d half hours are open", opened)
		}
	}
}

func TestHoursInWords(t *testing.T) {
	week := func(openings ...assistant.Opening) *assistant.Hours {
		return &assistant.Hours{TimeZone: "Europe/London", Week: openings}
	}
	for _, c := range []struct {
		hours       *assistant.Hours
		words, span string
	}{
		{office(), "Monday to Friday, 9 am to 5 pm Eastern time", "9 to 17"},
		{week(assistant.Opening{[]string{"mon", "tue"}, "08:30", "12:00"}, assistant.Opening{[]string{"mon-tue"}, "13:00", "17:00"}, assistant.Opening{[]string{"thu"}, "10:00", "24:00"}),
			"Monday and Tuesday, 8:30 am to noon and 1 pm to 5 pm; Thursday, 10 am to midnight UK time", "10 to 24"},
		{week(assistant.Opening{[]string{"sat-mon", "wed"}, "09:00", "17:00"}), "Monday, Wednesday, Saturday and Sunday, 9 am to 5 pm UK time", "9 to 17"},
		{week(assistant.Opening{[]string{"mon-sun"}, "07:00", "23:00"}), "every day, 7 am to 11 pm UK time", "7 to 23"},
		{week(assistant.Opening{[]string{"mon-sun"}, "00:00", "24:00"}), "every day, around the clock", "at any hour"},
		{&assistant.Hours{}, "", ""},
		{nil, "", ""},
	} {
		now := parse(t, "2026-06-04T06:00:00Z") // a Thursday
		if got := c.hours.Words(); got != c.words {
			t.Errorf("words %q, want %q", got, c.words)
		}
		if got := c.hours.Span(now); got != c.span {
			t.Errorf("span %q, want %q", got, c.span)
		}
	}
}

func TestExpectation(t *testing.T) {
	late := &assistant.Hours{TimeZone: "Australia/Sydney", Week: []assistant.Opening{{[]string{"fri"}, "20:00", "24:00"}, {[]string{"sat"}, "00:00", "02:00"}}}
	for now, want := range map[string]string{
		"2026-11-23T08:00:00-05:00": "A person answers by Monday at 9 am Eastern time.",
		"2026-11-23T11:00:00-05:00": "A person is here until 5 pm Eastern time.",
		"2026-11-23T16:30:00-05:00": "A person is here until 5 pm Eastern time, and again from Tuesday at 9 am.",
		"2026-11-21T11:00:00-05:00": "A person answers by Monday at 9 am Eastern time.",
		"2026-11-25T17:00:00-05:00": "A person answers by Friday at 9 am Eastern time.",
		"2026-12-23T17:00:00-05:00": "A person answers by Thursday at 9 am Eastern time.",
		"2026-12-24T12:15:00-05:00": "A person is here until 12:30 pm Eastern time, and again from Monday at 9 am.",
	} {
		if got := office().Expectation(parse(t, now)); got != want {
			t.Errorf("%s: %q, want %q", now, got, want)
		}
	}
	for now, want := range map[string]string{
		"2026-06-05T21:00:00+10:00": "A person is here until Saturday at 2 am Sydney time.",
		"2026-06-06T02:00:00+10:00": "A person answers by Friday at 8 pm Sydney time.",
	} {
		if got := late.Expectation(parse(t, now)); got != want {
			t.Errorf("%s: %q, want %q", now, got, want)
		}
	}
	rare := &assistant.Hours{Holidays: []assistant.Holiday{{Day: "2027-01-02", Name: "Stocktaking", From: "09:00", To: "10:00"}}}
	for now, want := range map[string]string{
		"2026-12-20T00:00:00Z": "A person answers by Saturday, January 2, 2027, at 9 am UTC.",
		"2027-01-01T00:00:00Z": "A person answers by Saturday at 9 am UTC.",
		"2027-01-03T00:00:00Z": "",
		"2024-01-01T00:00:00Z": "",
	} {
		if got := rare.Expectation(parse(t, now)); got != want {
			t.Errorf("%s: %q, want %q", now, got, want)
		}
	}
	always := &assistant.Hours{Week: []assistant.Opening{{[]string{"mon-sun"}, "00:00", "24:00"}}}
	if got := always.Expectation(parse(t, "2026-06-04T06:00:00Z")); got != "A person is here at any hour." {
		t.Errorf("always: %q", got)
	}
}

func TestHoursCheck(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*assistant.Hours)
		want   []string
	}{
		"good":     {func(*assistant.Hours) {}, nil},
		"zero":     {func(h *assistant.Hours) { *h = assistant.Hours{} }, nil},
		"zone":     {func(h *assistant.Hours) { h.TimeZone = "Eastern" }, []string{`time_zone: must be a time zone such as America/New_York, not "Eastern"`}},
		"no days":  {func(h *assistant.Hours) { h.Week[0].Days = nil }, []string{`week[0].days: must name a day at least`}},
		"days":     {func(h *assistant.Hours) { h.Week[0].Days = []string{"mon", "Tuesday", "mon-"} }, []string{`week[0].days[1]: must be a day such as mon or a range such as mon-fri, not "Tuesday"`, `week[0].days[2]: must be a day such as mon or a range such as mon-fri, not "mon-"`}},
		"clock":    {func(h *assistant.Hours) { h.Week[0].From, h.Week[0].To = "9", "5 pm" }, []string{`week[0].from: must be a clock time such as "09:00", not "9"`, `week[0].to: must be a clock time such as "17:00", or "24:00", not "5 pm"`}},
		"midnight": {func(h *assistant.Hours) { h.Week[0].From, h.Week[0].To = "20:00", "02:00" }, []string{`week[0].to: must be later than 20:00 (over midnight takes two openings), not "02:00"`}},
		"overlap": {func(h *assistant.Hours) {
			h.Week = append(h.Week, assistant.Opening{Days: []string{"fri-sun"}, From: "16:59", To: "18:00"})
		}, []string{`week[1]: overlaps an opening above it on Friday`}},
		"holidays": {func(h *assistant.Hours) {
			h.Holidays = append(h.Holidays, assistant.Holiday{Day: "2026-12-25"}, assistant.Holiday{Day: "Boxing Day", From: "10:00"})
		}, []string{`holidays[3].day: must stand here only once, not "2026-12-25"`, `holidays[4].day: must be a day such as 2026-12-25, not "Boxing Day"`, `holidays[4].to: must be a clock time such as "17:00", or "24:00"`}},
	} {
		t.Run(name, func(t *testing.T) {
			h := office()
			c.change(h)
			var got []string
			if err := h.Check(); err != nil {
				got = strings.Split(err.Error(), "\n")
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("got  %q\nwant %q", got, c.want)
			}
		})
	}
}

func TestOpened(t *testing.T) {
	hours := &assistant.Hours{TimeZone: "America/New_York", Week: []assistant.Opening{{Days: []string{"mon-fri"}, From: "09:00", To: "17:00"}, {Days: []string{"sun"}, From: "00:00", To: "06:00"}},
		Holidays: []assistant.Holiday{{Day: "2026-11-26", Name: "Thanksgiving"}}}
	place, err := time.LoadLocation(hours.TimeZone)
	if err != nil {
		t.Fatal(err)
	}
	at := func(text string) time.Time {
		t.Helper()
		when, err := time.ParseInLocation("2006-01-02 15:04", text, place)
		if err != nil {
			t.Fatal(err)
		}
		return when
	}
	for _, c := range []struct {
		from, until string
		want        time.Duration
	}{
		{"2026-11-24 10:00", "2026-11-24 10:20", 20 * time.Minute},
		{"2026-11-24 08:00", "2026-11-24 09:20", 20 * time.Minute},
		{"2026-11-24 16:50", "2026-11-25 09:05", 15 * time.Minute},
		{"2026-11-25 16:50", "2026-11-27 09:05", 15 * time.Minute}, // over a holiday
		{"2026-11-26 10:00", "2026-11-26 16:00", 0},
		{"2026-11-24 17:00", "2026-11-24 23:59", 0},
		{"2026-11-24 11:00", "2026-11-24 10:00", 0},
		{"2026-11-22 23:00", "2026-11-29 23:00", (4*8 + 6) * time.Hour},
		{"2026-03-07 12:00", "2026-03-08 12:00", 5 * time.Hour}, // the clocks go forward at 2
		{"2026-10-31 12:00", "2026-11-01 12:00", 7 * time.Hour}, // and back
		{"2020-01-01 00:00", "2026-11-24 10:00", hours.Opened(at("2026-11-24 10:00").AddDate(0, 0, -400), at("2026-11-24 10:00"))},
	} {
		if got := hours.Opened(at(c.from), at(c.until)); got != c.want {
			t.Errorf("from %s until %s: %v, want %v", c.from, c.until, got, c.want)
		}
	}
	var none *assistant.Hours
	if got := none.Opened(at("2026-11-24 23:00"), at("2026-11-25 01:00")); got != 2*time.Hour {
		t.Errorf("without hours: %v, want all of it", got)
	}
}
