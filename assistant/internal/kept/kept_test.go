package kept_test

import (
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/aisle-chat/aisle/assistant/internal/kept"
)

// More texts than there are places for, asked for at once: each has its own value, and
// one that comes again is not worked out again.
func TestValues(t *testing.T) {
	var worked atomic.Int64
	upper := kept.New(64, func(text string) string {
		worked.Add(1)
		return strings.ToUpper(text)
	})
	for range 100 {
		if got := upper.Of("again"); got != "AGAIN" {
			t.Fatalf("%q", got)
		}
	}
	if n := worked.Load(); n != 1 {
		t.Errorf("one text was worked out %d times", n)
	}
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			for i := range 10_000 {
				text := "w" + strconv.Itoa(i)
				if got := upper.Of(text); got != strings.ToUpper(text) {
					t.Errorf("the value of %q is %q", text, got)
					return
				}
			}
		})
	}
	all.Wait()
	long := strings.Repeat("x", 10_000)
	before := worked.Load()
	if upper.Of(long) != strings.ToUpper(long) || upper.Of(long) == "" || worked.Load() != before+2 {
		t.Error("a long text is kept")
	}
}
