package calendar

import (
	"testing"
	"time"
)

// today is a Tuesday.
var today = date(2026, 11, 24)

func TestAhead(t *testing.T) {
	for text, want := range map[string]string{
		"will it be here by friday?":           "2026-11-27",
		"by next friday":                       "2026-12-04",
		"can I have it on Monday":              "2026-11-30",
		"by next monday":                       "2026-11-30",
		"will it arrive by tuesday":            "2026-12-01",
		"tomorrow":                             "2026-11-25",
		"the day after tomorrow":               "2026-11-26",
		"do i get it today":                    "2026-11-24",
		"I need it in 3 days":                  "2026-11-27",
		"within two weeks":                     "2026-12-08",
		"in a week":                            "2026-12-01",
		"before December 4th":                  "2026-12-04",
		"by the 4th of december, please":       "2026-12-04",
		"by 12/4":                              "2026-12-04",
		"by 4.12.":                             "2026-12-04",
		"by 2/3/27":                            "2027-02-03",
		"2027-01-05":                           "2027-01-05",
		"by the 4th":                           "2026-12-04",
		"by the 24th":                          "2026-11-24",
		"will it be there for Christmas?":      "2026-12-24",
		"by thanksgiving":                      "2026-11-26",
		"for valentine's day":                  "2027-02-14",
		"for mother's day":                     "2027-05-09",
		"by the weekend":                       "2026-11-28",
		"next weekend":                         "2026-12-05",
		"by the end of the week":               "2026-11-27",
		"next week":                            "2026-12-06",
		"will it be here by march 1":           "2027-03-01",
		"is it here by feb 30":                 "",
		"how much is it":                       "",
		"may i have it":                        "",
		"the sun is out and i want the second": "2026-11-29", // a name of a day is one
	} {
		day, ok := Ahead(text, today, "en-US")
		got := ""
		if ok {
			got = day.Format(time.DateOnly)
		}
		if got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
	if day, ok := Ahead("by 4/12", today, "en-GB"); !ok || !day.Equal(date(2026, 12, 4)) {
		t.Errorf("a British 4/12 is %v", day)
	}
}

func TestBack(t *testing.T) {
	for text, want := range map[string]string{
		"the order from last week":    "2026-11-16 2026-11-22",
		"i ordered yesterday":         "2026-11-23 2026-11-23",
		"placed on November 12":       "2026-11-12 2026-11-12",
		"on december 4":               "2025-12-04 2025-12-04",
		"from march":                  "2026-03-01 2026-03-31",
		"last december":               "2025-12-01 2025-12-31",
		"two weeks ago":               "2026-11-07 2026-11-13",
		"3 days ago":                  "2026-11-21 2026-11-21",
		"a month ago":                 "2026-10-09 2026-11-08",
		"last month":                  "2026-10-01 2026-10-31",
		"on monday":                   "2026-11-23 2026-11-23",
		"last tuesday":                "2026-11-17 2026-11-17",
		"tuesday":                     "2026-11-24 2026-11-24",
		"last weekend":                "2026-11-21 2026-11-22",
		"this morning":                "2026-11-24 2026-11-24",
		"the one with the red jacket": "",
	} {
		span, ok := Back(text, today, "en-US")
		got := ""
		if ok {
			got = span.From.Format(time.DateOnly) + " " + span.To.Format(time.DateOnly)
		}
		if got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
}

func TestWords(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{Long(date(2026, 12, 4), today, "en-US"), "Friday, December 4"},
		{Long(date(2026, 12, 4), today, "en-GB"), "Friday 4 December"},
		{Long(date(2025, 12, 4), today, "en"), "Thursday, December 4, 2025"},
		{Long(date(2028, 12, 4), today, "de-DE"), "Monday 4 December 2028"},
		{Date(date(2026, 12, 4), today, "en-US"), "December 4"},
		{Date(date(2026, 12, 4), today, "en-GB"), "4 December"},
		{Near(today, today, "en"), "today"},
		{Near(date(2026, 11, 25), today, "en"), "tomorrow"},
		{Near(date(2026, 11, 23), today, "en"), "yesterday"},
		{Near(date(2026, 11, 20), today, "en"), "Friday"},
		{Near(date(2026, 11, 17), today, "en"), "Tuesday, November 17"},
		{Between(date(2026, 12, 1), date(2026, 12, 4), today, "en"), "between Tuesday, December 1 and Friday, December 4"},
		{Between(date(2026, 12, 4), date(2026, 12, 4), today, "en"), "Friday, December 4"},
		{Between(time.Time{}, date(2026, 12, 4), today, "en"), "by Friday, December 4"},
		{Between(date(2026, 12, 4), time.Time{}, today, "en"), "from Friday, December 4 on"},
	} {
		if c.got != c.want {
			t.Errorf("%q, want %q", c.got, c.want)
		}
	}
	if !Day(time.Date(2026, 11, 25, 3, 0, 0, 0, time.UTC), Place("America/New_York")).Equal(today) {
		t.Error("three in the morning, UTC, is still the day before in New York")
	}
	if Place("Nowhere/Land") != time.UTC {
		t.Error("an unknown zone is UTC")
	}
}

// Whatever is written, a day that is read lies within the years that people
// speak of, and ahead means not before today unless it is written with a year.
func FuzzRead(f *testing.F) {
	for _, seed := range []string{"by friday", "31/12/99", "february 29", "in 999 days", "the 31st", "2026-13-01", "a few weeks ago"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if day, ok := Ahead(text, today, "en-US"); ok && (day.Year() < 0 || day.Year() > 9999) {
			t.Errorf("%q is %v", text, day)
		}
		if span, ok := Back(text, today, "en-US"); ok && span.To.Before(span.From) {
			t.Errorf("%q is from %v to %v", text, span.From, span.To)
		}
	})
}
