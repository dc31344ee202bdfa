package planner

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/catalog"
	"github.com/aisle-chat/aisle/catalog/feed"
)

var update = flag.Bool("update", false, "write the golden files anew")

var now = time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)

func openIndex(t testing.TB, path string) *catalog.Index {
	t.Helper()
	file, err := feed.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	index, err := catalog.NewIndex(file.Products())
	if err != nil {
		t.Fatal(err)
	}
	return index
}

// talker is a shopper in a test, with what a chat server keeps for one.
type talker struct {
	t         testing.TB
	assistant *Planner
	index     *catalog.Index
	carts     cart.Carts
	cart      string
	page      assistant.Page
	state     json.RawMessage
	version   int
	turns     int
	waiting   bool
	handoff   *assistant.Handoff
	before    string // the last reply's words
}

func newTalker(t testing.TB, index *catalog.Index) *talker {
	t.Helper()
	carts, err := cart.New(cart.Config{Store: cart.NewMemory(), Catalog: index})
	if err != nil {
		t.Fatal(err)
	}
	p := New(Config{Knowledge: os.DirFS("testdata/knowledge"), Name: "Wren"})
	if err := p.Check(); err != nil {
		t.Fatal(err)
	}
	return &talker{t: t, assistant: p, index: index, carts: carts, cart: "cart-1"}
}

// recorder is a Writer.
type recorder struct{ parts assistant.Parts }

func (r *recorder) Write(p assistant.Part) error { r.parts = append(r.parts, p); return nil }

func (k *talker) turn(text string, action *assistant.Action) assistant.Turn {
	return assistant.Turn{
		ID: k.cart + "-turn-" + strconv.Itoa(k.turns), Conversation: "talk", Locale: "en-US", Text: text, Action: action,
		Page: k.page, Waiting: k.waiting, State: k.state, StateVersion: k.version, Now: now,
		Shop: assistant.BindShop(assistant.Binding{Catalog: k.index, Carts: k.carts, CartID: k.cart}),
	}
}

func (k *talker) say(text string) assistant.Parts { return k.send(text, nil) }

func (k *talker) send(text string, action *assistant.Action) assistant.Parts {
	k.t.Helper()
	k.turns++
	var r recorder
	outcome, err := k.assistant.Respond(context.Background(), k.turn(text, action), &r)
	if err != nil {
		k.t.Fatalf("%q: %v", text, err)
	}
	k.state, k.version, k.handoff = outcome.State, outcome.StateVersion, outcome.Handoff
	k.waiting = k.waiting || outcome.Handoff != nil
	return r.parts
}

// line sends a line of a talk's file.
func (k *talker) line(line string) (assistant.Parts, bool) {
	if text, ok := strings.CutPrefix(line, "> "); ok {
		return k.say(text), true
	}
	command, id, _ := strings.Cut(line, " ")
	switch command {
	case "/page":
		k.page = assistant.Page{Product: id}
	case "/new":
		k.state, k.version, k.waiting, k.before = nil, 0, false, ""
		k.cart += "x"
	}
	return nil, false
}

func prose1(parts assistant.Parts) string {
	for _, part := range parts {
		if text, ok := part.(assistant.Text); ok {
			return text.Text
		}
	}
	return ""
}

func chipsOf(parts assistant.Parts) []assistant.Choice {
	for _, part := range parts {
		if block, ok := part.(assistant.ChoicesBlock); ok {
			return block.Choices
		}
	}
	return nil
}

func cardsOf(parts assistant.Parts) []assistant.Card {
	for _, part := range parts {
		if block, ok := part.(assistant.ProductsBlock); ok {
			return block.Cards
		}
	}
	return nil
}

// draw writes a reply as the golden files have it.
func draw(parts assistant.Parts, handoff *assistant.Handoff) string {
	var b strings.Builder
	for _, part := range parts {
		switch part := part.(type) {
		case assistant.Text:
			fmt.Fprintf(&b, "%s\n", part.Text)
		case assistant.ProductsBlock:
			for i, card := range part.Cards {
				fmt.Fprintf(&b, "  %d. %s %s | %s\n", i+1, card.Title, card.Price, card.Reason)
			}
		case assistant.ChoicesBlock:
			fmt.Fprintf(&b, "  [%s]\n", strings.Join(labels(part.Choices), "] ["))
		case assistant.WishesBlock:
			fmt.Fprintf(&b, "  {%s}\n", strings.Join(labels(part.Wishes), "} {"))
		case assistant.Block:
			fmt.Fprintf(&b, "  (%s) %s\n", part.Kind(), part.Fallback())
		}
	}
	if handoff != nil {
		fmt.Fprintf(&b, "  HANDOFF %s: %s\n", handoff.Reason, handoff.Summary)
	}
	return b.String()
}

func talkFiles(t testing.TB) []string {
	files, err := filepath.Glob("testdata/talks/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no talks", err)
	}
	return files
}

func lines(t testing.TB, file string) []string {
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSpace(string(data)), "\n")
}

// Whole talks, compared with what was read and found good.
func TestTalks(t *testing.T) {
	index := openIndex(t, "testdata/catalog.jsonl")
	for _, file := range talkFiles(t) {
		t.Run(filepath.Base(file), func(t *testing.T) {
			k := newTalker(t, index)
			var b strings.Builder
			for _, line := range lines(t, file) {
				parts, said := k.line(line)
				fmt.Fprintf(&b, "%s\n", line)
				if said {
					b.WriteString(draw(parts, k.handoff))
				}
			}
			golden(t, strings.TrimSuffix(file, ".txt")+".golden", b.String())
		})
	}
}

func golden(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		a, b := strings.Split(got, "\n"), strings.Split(string(want), "\n")
		for i := range min(len(a), len(b)) {
			if a[i] != b[i] {
				t.Fatalf("%s:%d\n got %s\nwant %s\n(-update writes it anew)", file, i+1, a[i], b[i])
			}
		}
		t.Fatalf("%s: %d lines, want %d", file, len(a), len(b))
	}
}
