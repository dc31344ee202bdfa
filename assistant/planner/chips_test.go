package planner

import (
	"slices"
	"testing"

	"github.com/aisle-chat/aisle/assistant"
)

// After an answer that was none, the next one that is none offers other moves: who
// did not take them then will not take them now.
func TestMissesOfferOtherMoves(t *testing.T) {
	index := openIndex(t, "testdata/catalog.jsonl")
	for _, c := range [][]string{
		{"blorp fizz", "zork mumble", "grault garply"},
		{"qqqq wwww", "zzxx ccvv", "bbnn mmll"},
		{"what about the thing you know", "no the other thing i said", "flarp?"},
	} {
		for _, orders := range []bool{true, false} {
			k := newTalker(t, index)
			if orders {
				k.withOrders()
			}
			var before []string
			for _, text := range c {
				parts := k.say(text)
				var now []string
				for _, chip := range chipsOf(parts) {
					if chip.Action.Do != assistant.DoPerson {
						now = append(now, chip.Label)
					}
				}
				if len(chipsOf(parts)) == 0 {
					t.Errorf("%q: no move is offered: %s", text, draw(parts, nil))
				}
				if offered := k.stateNow().Offered; len(offered) > 0 {
					for _, label := range now {
						if slices.Contains(before, label) {
							t.Errorf("%q: %q is offered again", text, label)
						}
					}
				}
				if before = nil; len(k.stateNow().Offered) > 0 {
					before = now
				}
			}
		}
	}
}
