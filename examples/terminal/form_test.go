package main

import (
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/aisle-chat/aisle/examples/internal/larkhollow"
	"github.com/aisle-chat/aisle/examples/internal/talker"
)

// A guest's order is found on standard input: by number and e-mail address typed
// one after the other, or by filling the form in.
func TestFormsAreFilledIn(t *testing.T) {
	sample := larkhollow.Samples()[0]
	for _, lines := range [][]string{
		{"where is my order?", sample.Number, sample.Email},
		{"track an order", "/fill number=" + sample.Number + "; email=" + sample.Email},
	} {
		talk, err := open(t.Context(), "", "", talker.Model{}, io.Discard)
		if err != nil {
			t.Fatal(err)
		}
		var last *answer
		for _, line := range lines {
			if last, err = talk.line(t.Context(), line); err != nil {
				t.Fatalf("%q: %v", line, err)
			}
		}
		if !strings.Contains(last.Text, sample.Number) {
			t.Errorf("%q: %q", lines, last.Text)
		}
	}
	talk, err := open(t.Context(), "", "", talker.Model{}, io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range []string{"/fill number=1", "track an order", "/fill color=red", "/fill number=LH-1"} {
		_, err := talk.line(t.Context(), line)
		if slip := mistake(""); strings.HasPrefix(line, "/") != errors.As(err, &slip) {
			t.Errorf("%q: %v", line, err)
		}
	}
}
