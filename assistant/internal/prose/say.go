package prose

import (
	"fmt"
	"strings"
	"time"
)

// List joins phrases as a sentence does: "a", "a and b", "a, b and c", where
// word is "and" or "or".
func List(phrases []string, word string) string {
	if len(phrases) < 2 {
		return strings.Join(phrases, "")
	}
	last := len(phrases) - 1
	return strings.Join(phrases[:last], ", ") + " " + word + " " + phrases[last]
}

// Count writes a number of things: "1 working day", "3 working days". one is
// the word for a single thing, whose plural ends in s.
func Count(n int, one string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %ss", n, one)
}

// Clock writes minutes since midnight as a time of day: "9 am", "2:30 pm",
// "noon", "midnight".
func Clock(minutes int) string {
	hour, minute := minutes/60%24, minutes%60
	switch {
	case hour == 0 && minute == 0:
		return "midnight"
	case hour == 12 && minute == 0:
		return "noon"
	}
	half := "am"
	if hour >= 12 {
		half = "pm"
	}
	if hour %= 12; hour == 0 {
		hour = 12
	}
	if minute == 0 {
		return fmt.Sprintf("%d %s", hour, half)
	}
	return fmt.Sprintf("%d:%02d %s", hour, minute, half)
}

// Date writes a calendar day: "December 25, 2026".
func Date(day time.Time) string { return day.Format("January 2, 2006") }

// zones are the words for time zones that have better ones than a city.
var zones = map[string]string{
	"": "UTC", "UTC": "UTC", "Etc/UTC": "UTC",
	"America/New_York": "Eastern time", "America/Detroit": "Eastern time", "America/Toronto": "Eastern time",
	"America/Chicago": "Central time", "America/Winnipeg": "Central time",
	"America/Denver": "Mountain time", "America/Phoenix": "Arizona time", "America/Edmonton": "Mountain time",
	"America/Los_Angeles": "Pacific time", "America/Vancouver": "Pacific time",
	"America/Anchorage": "Alaska time", "Pacific/Honolulu": "Hawaii time", "America/Halifax": "Atlantic time",
	"Europe/London": "UK time", "Europe/Dublin": "Irish time",
	"Europe/Berlin": "Central European time", "Europe/Paris": "Central European time",
	"Europe/Madrid": "Central European time", "Europe/Rome": "Central European time",
	"Europe/Amsterdam": "Central European time", "Europe/Brussels": "Central European time",
	"Europe/Vienna": "Central European time", "Europe/Zurich": "Central European time",
	"Europe/Warsaw": "Central European time", "Europe/Prague": "Central European time",
	"Europe/Copenhagen": "Central European time", "Europe/Stockholm": "Central European time",
	"Europe/Oslo": "Central European time",
	"Asia/Tokyo":  "Japan time", "Asia/Kolkata": "India time",
}

// Zone writes a time zone of the IANA database: "Eastern time" for
// America/New_York, "Sydney time" for Australia/Sydney.
func Zone(name string) string {
	if words, ok := zones[name]; ok {
		return words
	}
	return strings.ReplaceAll(name[strings.LastIndexByte(name, '/')+1:], "_", " ") + " time"
}
