package planner

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/internal/voice"
	"github.com/aisle-chat/aisle/assistant/knowledge"
)

// The built-in assistant speaks in the voice of the brand: its name, its words, as
// formal as it is, and what it has decided to say, in replies and in the greeting.
func TestPersona(t *testing.T) {
	k := newTalker(t, openIndex(t, "testdata/catalog.jsonl"))
	k.assistant = New(Config{Name: "Robin", Knowledge: fstest.MapFS{
		knowledge.PersonaFile: {Data: []byte(`
name: Rook
shop: The Mill
formality: formal
words:
  - not: jackets
    say: coats
  - not: compare the first two
    say: set the two beside each other
examples:
  - ask: Who made you?
    reply: A miller's daughter, in 1911. Our returns take {{returns.window}}.
`)},
		knowledge.PoliciesFile: {Data: []byte("returns:\n  window: 30\n")},
	}})
	if err := k.assistant.Check(); err != nil {
		t.Fatal(err)
	}
	greeting, err := k.assistant.Greet(context.Background(), k.turn("", nil))
	if want := "Hi, I am Robin, The Mill's assistant."; err != nil || !strings.HasPrefix(greeting.Text, want) {
		t.Errorf("%q, want %q; %v", greeting.Text, want, err)
	}
	said := func(text string) (words string, labels string) {
		var out recorder
		if _, err := k.assistant.Respond(context.Background(), k.turn(text, nil), &out); err != nil {
			t.Fatal(err)
		}
		for _, part := range out.parts {
			switch part := part.(type) {
			case assistant.Text:
				words += part.Text
			case assistant.ChoicesBlock:
				for _, c := range part.Choices {
					labels += "[" + c.Label + "]"
				}
			}
		}
		return words, labels
	}
	if words, labels := said("jackets"); !strings.Contains(words, "four coats") && !strings.Contains(words, "4 coats") || !strings.Contains(words, "Fjord Rain Jacket") || !strings.Contains(labels, "[Set the two beside each other]") {
		t.Errorf("%q %s", words, labels)
	}
	if words, labels := said("Hi, who made you?"); words != "A miller's daughter, in 1911. Our returns take 30 days." || labels == "" {
		t.Errorf("%q %s", words, labels)
	}
	if words, _ := said("who made you, you idiot"); strings.Contains(words, "miller") {
		t.Errorf("%q", words)
	}
}

// No sentence of ours is a stock phrase.
func TestNoStockPhrases(t *testing.T) {
	files, err := filepath.Glob("testdata/talks/*.golden")
	if err != nil || len(files) == 0 {
		t.Fatalf("no talks: %v", err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(data)) {
			if got := voice.Fresh(line); got != line && !strings.HasPrefix(line, ">") {
				t.Errorf("%s: %q would be %q", file, line, got)
			}
		}
	}
}
