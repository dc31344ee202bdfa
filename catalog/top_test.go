package catalog

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"testing"
)

// TestTop compares with sorting everything.
func TestTop(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for _, limit := range []int{0, 1, 2, 10, 1000} {
		for _, size := range []int{0, 1, 9, 10, 11, 20, 21, 500} {
			first := top[int]{limit: limit, compare: func(a, b *int) int { return cmp.Compare(*a, *b) }}
			var all []int
			for range size {
				v := random.IntN(100)
				all = append(all, v)
				first.add(&v)
			}
			slices.Sort(all)
			if got, want := first.sorted(), all[:min(limit, size)]; !slices.Equal(got, want) {
				t.Errorf("first %d of %d: %v, want %v", limit, size, got, want)
			}
		}
	}
}
