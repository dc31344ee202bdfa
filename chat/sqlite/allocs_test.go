package sqlite

import (
	"fmt"
	"testing"
)

// TestAllocsOfAppend holds what a message costs in a conversation that is known,
// the writer's share included.
func TestAllocsOfAppend(t *testing.T) {
	const most = 48
	db := openTemp(t)
	say(t, db, "c", "first")
	n := 0
	allocs := testing.AllocsPerRun(200, func() {
		n++
		if _, _, err := db.Append(t.Context(), "main", message("c", fmt.Sprint(n))); err != nil {
			t.Fatal(err)
		}
	})
	if allocs > most {
		t.Errorf("a message costs %v allocations, more than %d", allocs, most)
	}
	t.Logf("a message costs %v allocations", allocs)
}
