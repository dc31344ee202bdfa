package prose_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/kljensen/snowball/english"

	"github.com/aisle-chat/aisle/assistant/internal/prose"
)

// TestStem asks for more words than are kept, more than once and at once: each has the
// stem that the library gives it.
func TestStem(t *testing.T) {
	words := []string{"a", "is", "Straße", "naïve", "returned", "returns", "jackets", "waterproof", "flies", strings.Repeat("long", 20) + "ing"}
	for i := range 10_000 {
		words = append(words, fmt.Sprintf("w%dings", i))
	}
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			for range 2 {
				for _, word := range words {
					want := word
					if len(word) > 2 && word != "Straße" && word != "naïve" {
						want = english.Stem(word, true)
					}
					if got := prose.Stem(word); got != want {
						t.Errorf("Stem(%q) is %q, want %q", word, got, want)
						return
					}
				}
			}
		})
	}
	all.Wait()
}
