package prose

import (
	"slices"
	"strings"
	"testing"
)

// FuzzWords holds the words of ASCII texts to those of the same text with a word
// behind it that is none, and Visible to what it does with any text.
func FuzzWords(f *testing.F) {
	for _, s := range []string{"", "What's in my cart?", "4.6 of 5.", "'tis the dogs' bowl", "a.b 1.2.3 .5 5. x", "don''t", "'", "A\tB\nC", "é 'x' 1'2 ..3"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		folded := Words(s + " é") // takes the long way
		if got := Words(s); !slices.Equal(got, folded[:len(folded)-1]) {
			t.Errorf("Words(%q) are %q, want %q", s, got, folded[:len(folded)-1])
		}
		if got, want := Visible(s), strings.TrimSuffix(Visible(s+"é"), "é"); got != want {
			t.Errorf("Visible(%q) is %q, want %q", s, got, want)
		}
	})
}
