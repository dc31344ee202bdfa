package main

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/aisle-chat/aisle/internal/fakellm"
)

func talkTo(t *testing.T, input string, args ...string) (string, error) {
	t.Helper()
	var out, errOut bytes.Buffer
	err := run(context.Background(), args, strings.NewReader(input), &out, &errOut)
	return out.String(), err
}

// The line that the program is promised to understand: three replies, with
// products and then the cart, or the question for what is missing.
func TestThreeReplies(t *testing.T) {
	out, err := talkTo(t, "waterproof jacket under $150\nin blue\nadd the first one\n", "-json")
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(out), "\n")
	if len(lines) != 3 {
		t.Fatalf("%d replies", len(lines))
	}
	for i, line := range lines {
		var reply struct {
			Text   string                  `json:"text"`
			Blocks []struct{ Type string } `json:"blocks"`
			State  map[string]any          `json:"state"`
			MS     *float64                `json:"ms"`
		}
		if err := json.Unmarshal([]byte(line), &reply); err != nil {
			t.Fatal(err)
		}
		if reply.Text == "" || reply.State == nil || reply.MS == nil || len(reply.Blocks) == 0 {
			t.Errorf("reply %d: %s", i+1, line)
			continue
		}
		want := "products"
		if i == 2 {
			want = "choices" // which size?
		}
		if reply.Blocks[0].Type != want {
			t.Errorf("reply %d begins with %s, want %s", i+1, reply.Blocks[0].Type, want)
		}
	}
}

// "Cheaper" leads on from the suggested search: to something that costs less
// than all that was shown.
func TestCheaper(t *testing.T) {
	out, err := talkTo(t, "waterproof jacket under $150\nin blue\ncheaper\nadd the first one\n", "-json")
	if err != nil {
		t.Fatal(err)
	}
	type reply struct {
		Text   string
		Blocks []struct {
			Type  string
			Cards []struct {
				Title string
				Price struct{ Amount int64 }
			}
		}
	}
	var replies []reply
	for line := range strings.Lines(out) {
		var r reply
		if err := json.Unmarshal([]byte(line), &r); err != nil {
			t.Fatal(err)
		}
		replies = append(replies, r)
	}
	if len(replies) != 4 {
		t.Fatalf("%d replies", len(replies))
	}
	prices := func(r reply) (all []int64) {
		if len(r.Blocks) > 0 {
			for _, card := range r.Blocks[0].Cards {
				all = append(all, card.Price.Amount)
			}
		}
		return all
	}
	before, after := prices(replies[1]), prices(replies[2])
	if len(before) == 0 || len(after) == 0 || slices.Max(after) >= slices.Min(before) {
		t.Fatalf("after %v, \"cheaper\" shows %v", before, after)
	}
	if first := replies[2].Blocks[0].Cards[0].Title; !strings.Contains(replies[3].Text, first) {
		t.Errorf("the first one is %s; to adding it the answer is %q", first, replies[3].Text)
	}
}

func TestCommands(t *testing.T) {
	out, err := talkTo(t, "/page scree-hiking-boots\nis this waterproof?\n/1\n/new\n/page\nis it waterproof?\n\n")
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"are waterproof", "Which color of the Scree", "Which product do you mean"} {
		if !strings.Contains(out, want) {
			t.Errorf("no %q in\n%s", want, out)
		}
	}
}

func TestOwnFeedAndArticles(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "feed.jsonl")
	if err := os.WriteFile(file, []byte(`{"id":"kite","title":"Red Kite","price":"12.00","currency":"USD","category":"Kites"}`+"\n{broken\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "wind.md"), []byte("---\nid: wind\ntitle: Wind\nquestions: [How much wind do I need?]\n---\nA fresh breeze.\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	out, err := talkTo(t, "kites\nhow much wind do i need?\n", "-feed", file, "-knowledge", dir, "-page", "kite")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(out, "Red Kite") || !strings.Contains(out, "A fresh breeze.") {
		t.Error(out)
	}
}

// A command that cannot be carried out is said so, and the talk goes on.
func TestSlips(t *testing.T) {
	for input, want := range map[string]string{
		"/dance":        "/dance is no command",
		"hi\n/9":        "/9 is no command",
		"/page nothing": `there is no product "nothing"`,
	} {
		var out, errOut bytes.Buffer
		if err := run(context.Background(), []string{"-json"}, strings.NewReader(input+"\nwaterproof jacket\n"), &out, &errOut); err != nil {
			t.Errorf("%q ends the talk: %v", input, err)
		}
		if !strings.Contains(errOut.String(), want) || !strings.Contains(out.String(), `"products"`) {
			t.Errorf("%q: %s\n%s", input, errOut.String(), out.String())
		}
	}
}

func TestMistakes(t *testing.T) {
	broken := t.TempDir()
	if err := os.WriteFile(filepath.Join(broken, "a.md"), []byte("---\nid: a\n---\nx"), 0o666); err != nil {
		t.Fatal(err)
	}
	scrap := filepath.Join(broken, "scrap.jsonl")
	if err := os.WriteFile(scrap, []byte("scrap\nmore scrap\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	for want, c := range map[string]struct {
		input string
		args  []string
	}{
		"all of its 2 lines are refused": {"", []string{"-feed", scrap}},
		"no product \"nothing\"":         {"", []string{"-page", "nothing"}},
		"not a flag":                     {"", []string{"hello"}},
		"missing.jsonl":                  {"", []string{"-feed", "missing.jsonl"}},
		"title: is missing":              {"", []string{"-knowledge", broken}},
		"longer than 65536 bytes":        {strings.Repeat("a", 70000), nil},
		"flag provided but":              {"", []string{"-nonsense"}},
	} {
		if _, err := talkTo(t, c.input, c.args...); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want %q", err, want)
		}
	}
}

// With -model-url a model talks, where one is of use.
func TestModelTalks(t *testing.T) {
	server := httptest.NewServer(fakellm.Sequence(fakellm.Text("Is it for a person, or for a dog?")))
	defer server.Close()
	out, err := talkTo(t, "something nice for my aunt\nwhat is in my cart?\n", "-model-url", server.URL+"/v1", "-model", "scripted")
	if err != nil || !strings.Contains(out, "for a dog?") || !strings.Contains(out, "cart is empty") {
		t.Errorf("%v: %s", err, out)
	}
	if _, err := talkTo(t, "", "-model-url", server.URL); err == nil || !strings.Contains(err.Error(), "-model") {
		t.Errorf("a model without a name: %v", err)
	}
}
