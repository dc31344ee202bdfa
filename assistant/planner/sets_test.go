package planner

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/aisle-chat/aisle/catalog"
	"github.com/aisle-chat/aisle/internal/evaldata"
)

// figure is a line of the table of the dialogue sets: what was tried of a set, and
// how much of it went well. It is counted in two halves: we look at the misses of
// the first only, so that the second says how well it goes with what nobody has
// looked at.
type figure struct {
	set, what string
	floor     string  // what the set's own README names; "none" where it names nothing
	least     float64 // of a hundred that have to go well, of each half
	tried     [2]int
	passed    [2]float64
	missed    []string
}

// count takes in the i-th case; share is 1 where it went well and 0 where it did
// not, or what lies between.
func (f *figure) count(i int, share float64, miss string, args ...any) {
	f.tried[i%2]++
	f.passed[i%2] += share
	if share < 1 && i%2 == 0 {
		f.missed = append(f.missed, fmt.Sprintf(miss, args...))
	}
}

func (f *figure) is(i int, ok bool, miss string, args ...any) {
	share := 0.0
	if ok {
		share = 1
	}
	f.count(i, share, miss, args...)
}

func (f *figure) percent(half int) float64 {
	return 100 * f.passed[half] / float64(max(1, f.tried[half]))
}

func (f *figure) String() string {
	all, good := f.tried[0]+f.tried[1], f.passed[0]+f.passed[1]
	return fmt.Sprintf("%-14s %-42s %5d %7.0f %5.1f%% %5.1f%%  %s", f.set, f.what, all, good, 100*good/float64(max(1, all)), f.percent(1), f.floor)
}

// What people and published data say to a shop is read as what it is. Each line of
// the table has the floor that the data's README names beside ours:
//
//	go test ./assistant/planner -run TestDialogueSets -v
//
// With AISLE_MISSES=1 it prints the misses of the first half as well.
func TestDialogueSets(t *testing.T) {
	var table []*figure
	for _, set := range []struct {
		name    string
		measure func(*testing.T) []*figure
	}{
		{"bitext", bitextFigures}, {"banking77", bankFigures}, {"clinc150", scopeFigures}, {"tau2-retail", taskFigures},
		{"webshop", webshopFigures}, {"shoppingbench", benchFigures}, {"taskmaster4", coffeeFigures}, {"abcd", guidelineFigures},
	} {
		t.Run(set.name, func(t *testing.T) {
			for _, f := range set.measure(t) {
				table = append(table, f)
				for half := range 2 {
					if f.tried[half] == 0 {
						t.Errorf("%s, %s: nothing was tried", f.set, f.what)
					} else if f.percent(half) < f.least {
						t.Errorf("%s, %s: only %.1f of 100 of half %d", f.set, f.what, f.percent(half), half+1)
					}
				}
				if os.Getenv("AISLE_MISSES") == "1" {
					t.Logf("%s, %s:\n%s", f.set, f.what, strings.Join(f.missed, "\n"))
				}
			}
		})
	}
	lines := make([]string, len(table))
	for i, f := range table {
		lines[i] = f.String()
	}
	t.Logf("\n%-14s %-42s %5s %7s %6s %6s  %s\n%s", "set", "what", "tried", "passed", "all", "unseen", "floor", strings.Join(lines, "\n"))
}

// decoded reads a JSON file of the dialogue sets.
func decoded[T any](t *testing.T, name string) T {
	t.Helper()
	data, err := os.ReadFile(evaldata.Path(t, "dialogue/"+name))
	if err != nil {
		t.Fatal(err)
	}
	var v T
	if err := json.Unmarshal(data, &v); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return v
}

// shelf is an index of products that a test has made.
func shelf(t *testing.T, products []catalog.Product) *catalog.Index {
	t.Helper()
	index, err := catalog.NewIndex(func(yield func(catalog.Product, error) bool) {
		for _, p := range products {
			if !yield(p, nil) {
				return
			}
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	return index
}

// readAlone reads a first message in a shop.
func readAlone(index *catalog.Index, text string) Reading {
	r := reader{scene: &Scene{}, now: now, understand: index.Understand}
	return r.read(text, nil)
}
