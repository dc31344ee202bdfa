package grounding_test

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/grounding"
)

// FuzzWriter writes any text in deltas of any size. Nothing panics, and what
// leaves does not depend on the deltas.
func FuzzWriter(f *testing.F) {
	for _, text := range []string{
		"The Beck costs $99. It is vegan!", "**Only 2 left** of the Moth Lantern... e.g. 3.5 kg", "1.\n- $1,299.00 – “never”", "Order T-1002 arrives Dec. 4th, 2026 at 2:30 p.m.", "\xff$\xfe%", "20% off, half price; a hundred and twenty dollars",
		"See [this](https://x.example/a?b=c). www.", "Is it?\n\n\nfrom $5 to $7 :", "the 31st of the 2nd", "＄５ ２％ \u200bleft", "is a a a full year",
	} {
		f.Add(text, uint8(3))
	}
	v, err := grounding.New(grounding.Config{Forbidden: []string{"cures colds"}})
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string, size uint8) {
		if !utf8.ValidString(text) {
			size = 0 // a delta that cuts a letter in two is not text
		}
		write := func(size int) string {
			out := &parts{}
			w := v.Writer(facts(), out)
			runes := []rune(text)
			for at := 0; at < len(runes); at += size {
				if err := w.Write(assistant.Text{Text: string(runes[at:min(at+size, len(runes))])}); err != nil {
					t.Fatal(err)
				}
			}
			if _, err := w.Close(); err != nil {
				t.Fatal(err)
			}
			return strings.Join(strings.Fields(out.text()), " ")
		}
		whole, cut := write(len(text)+1), write(int(size)+1)
		if whole != cut {
			t.Errorf("at once: %q, in deltas of %d: %q", whole, size+1, cut)
		}
	})
}

// TestHostile verifies texts that are made to take long.
func TestHostile(t *testing.T) {
	const size = 100_000
	for _, piece := range []string{"a", "$", "1", "1,", "\"", "a ", "Beck ", "(", "not ", ".", "\n", "20% off ", "http://", "x@", "the Beck Rain Jacket and ", "between $1 and ", "two hundred ", "S, M, ", "**", "“"} {
		text := strings.Repeat(piece, size/len(piece))
		start := time.Now()
		newVerifier(t, grounding.Config{Forbidden: []string{"cures colds"}}).Check(facts(), assistant.Text{Text: text})
		took := time.Since(start)
		t.Logf("%-26q %v", piece, took.Round(time.Millisecond))
		if took > time.Minute {
			t.Errorf("100 KB of %q took %v", piece, took)
		}
	}
}
