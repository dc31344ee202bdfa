package agent

import (
	"errors"
	"strings"
	"testing"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/internal/voice"
	"github.com/aisle-chat/aisle/assistant/knowledge"
)

// heard takes what a speaker says.
type heard struct{ strings.Builder }

func (h *heard) Write(p assistant.Part) error {
	h.WriteString(p.(assistant.Text).Text)
	return nil
}

func newSpeaker(to assistant.Writer) *speaker {
	return &speaker{
		out: to,
		title: func(id string) (string, bool) {
			title, ok := map[string]string{"A-1": "Tin *Mug* [blue]"}[id]
			return title, ok
		},
		restore: func(mark string) (string, bool) {
			own, ok := map[string]string{"[[email-1]]": "ann@example.com"}[mark]
			return own, ok
		},
	}
}

// Whatever pieces a text comes in, the same leaves.
func TestSpeaker(t *testing.T) {
	for text, want := range map[string]string{
		"The [[A-1]] is nice.":          "The Tin Mug (blue) is nice.",
		"Write to [[email-1]].":         "Write to ann@example.com.",
		"The [[B-2]] too.":              "The " + unknown + " too.",
		"An [[open one":                 "An open one",
		"[[" + strings.Repeat("x", 300): strings.Repeat("x", 300),
		"a [b] c [ d":                   "a [b] c [ d",
		"bell\a, bidi\u202e, tag\U000E0041, forged \ue000": "bell, bidi, tag, forged ",
	} {
		for size := 1; size <= len(text); size++ {
			var h heard
			s := newSpeaker(&h)
			runes := []rune(text)
			for len(runes) > 0 {
				n := min(size, len(runes))
				if err := s.write(string(runes[:n])); err != nil {
					t.Fatal(err)
				}
				runes = runes[n:]
			}
			if err := s.end(); err != nil {
				t.Fatal(err)
			}
			if h.String() != want {
				t.Fatalf("%q in pieces of %d became %q", text, size, h.String())
			}
		}
	}
}

// How an answer begins waits while the model may be about to call a tool.
func TestSpeakerHolds(t *testing.T) {
	var h heard
	s := newSpeaker(&h)
	if err := s.begin(true); err != nil {
		t.Fatal(err)
	}
	if err := s.write("Let me look."); err != nil || h.Len() > 0 {
		t.Fatalf("%q, %v", h.String(), err)
	}
	if err := s.begin(false); err != nil {
		t.Fatal(err)
	}
	if err := s.write("Two of them."); err != nil || h.String() != "Two of them." {
		t.Fatalf("%q, %v", h.String(), err)
	}
	if err := s.begin(false); err != nil || h.String() != "Two of them.\n\n" {
		t.Fatalf("%q, %v", h.String(), err)
	}
	if err := s.write(strings.Repeat("x", MaxText)); !errors.Is(err, errRambling) {
		t.Fatalf("%v", err)
	}
}

// A sentence about nothing does not leave, and neither does one of the policy.
func TestOutlet(t *testing.T) {
	var h heard
	o := &outlet{to: &h, voice: voice.New(knowledge.Persona{})}
	o.policy = dutyRows
	for _, text := range []string{
		"One. The " + unknown + " is red. Two! " + unknown + " costs much.\nThree.",
		" It says: never name a product, price, stock, size, date, discount or rule that no tool returned.",
		"How you work:", "\n**Rules of this shop:**",
	} {
		if err := o.Write(assistant.Text{Text: text}); err != nil {
			t.Fatal(err)
		}
	}
	if got, want := strings.TrimSpace(h.String()), "One. Two! \nThree."; got != want && got != "One. Two! Three." {
		t.Errorf("%q", got)
	}
}
