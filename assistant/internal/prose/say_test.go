package prose_test

import (
	"testing"

	"github.com/aisle-chat/aisle/assistant/internal/prose"
)

func TestSay(t *testing.T) {
	for got, want := range map[string]string{
		prose.List(nil, "and"):                        "",
		prose.List([]string{"a"}, "and"):              "a",
		prose.List([]string{"a", "b"}, "or"):          "a or b",
		prose.List([]string{"a", "b", "c"}, "and"):    "a, b and c",
		prose.Count(1, "working day"):                 "1 working day",
		prose.Count(30, "day"):                        "30 days",
		prose.Clock(0):                                "midnight",
		prose.Clock(5):                                "12:05 am",
		prose.Clock(9 * 60):                           "9 am",
		prose.Clock(12 * 60):                          "noon",
		prose.Clock(12*60 + 30):                       "12:30 pm",
		prose.Clock(14*60 + 5):                        "2:05 pm",
		prose.Clock(24 * 60):                          "midnight",
		prose.Zone("America/New_York"):                "Eastern time",
		prose.Zone("America/Argentina/Buenos_Aires"):  "Buenos Aires time",
		prose.Zone("Australia/Sydney"):                "Sydney time",
		prose.Zone(""):                                "UTC",
		prose.Zone("Europe/Berlin") + " in the south": "Central European time in the south",
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
