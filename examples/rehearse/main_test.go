package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/aisle-chat/aisle/assistant/rehearsal"
	"github.com/aisle-chat/aisle/examples/internal/larkhollow"
)

var lastLine = regexp.MustCompile(`^score (\d+\.\d) automation (\d+\.\d)% walls \d+ loops \d+ repeats \d+ ungrounded \d+ p99_ms \d+\.\d$`)

func rehearse(t *testing.T, args ...string) (out string, err error) {
	t.Helper()
	var b bytes.Buffer
	err = run(context.Background(), args, &b, io.Discard)
	return b.String(), err
}

func last(t *testing.T, out string) (score, automation float64) {
	t.Helper()
	lines := strings.Split(strings.TrimSpace(out), "\n")
	found := lastLine.FindStringSubmatch(lines[len(lines)-1])
	if found == nil {
		t.Fatalf("the last line is %q", lines[len(lines)-1])
	}
	if _, err := fmt.Sscan(found[1]+" "+found[2], &score, &automation); err != nil {
		t.Fatal(err)
	}
	return score, automation
}

// The demo shop: a table, the last line, and the same figures with -json.
func TestDemoShop(t *testing.T) {
	out, err := rehearse(t, "-n", "44", "-seed", "3")
	if err != nil {
		t.Fatal(err)
	}
	score, automation := last(t, out)
	if score < 90 || automation < 90 {
		t.Errorf("%s", out)
	}
	for _, theme := range rehearsal.Themes() {
		if !strings.Contains(out, theme) {
			t.Errorf("no %s in\n%s", theme, out)
		}
	}
	out, err = rehearse(t, "-n", "44", "-seed", "3", "-json")
	if err != nil {
		t.Fatal(err)
	}
	var figures rehearsal.Report
	if err := json.NewDecoder(strings.NewReader(out)).Decode(&figures); err != nil {
		t.Fatal(err)
	}
	if same, _ := last(t, out); same != score || fmt.Sprintf("%.1f", figures.Score) != fmt.Sprintf("%.1f", score) {
		t.Errorf("score %v, then %v and %v", score, same, figures.Score)
	}
}

// The score falls when something is missing of the set-up.
func TestDamage(t *testing.T) {
	feed, folder := t.TempDir()+"/feed.jsonl", t.TempDir()
	products, err := io.ReadAll(larkhollow.Feed(time.Now()))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(folder, larkhollow.Knowledge(time.Now())); err != nil {
		t.Fatal(err)
	}
	measure := func(products []byte) (float64, float64) {
		t.Helper()
		if err := os.WriteFile(feed, products, 0o666); err != nil {
			t.Fatal(err)
		}
		out, err := rehearse(t, "-feed", feed, "-knowledge", folder, "-n", "66")
		if err != nil {
			t.Fatal(err)
		}
		return last(t, out)
	}
	whole, alone := measure(products)
	priceless := regexp.MustCompile(`"price":"[\d.]+",|,"price":"[\d.]+"`).ReplaceAll(products, nil)
	if score, automation := measure(priceless); score > whole-2 || automation > alone-20 {
		t.Errorf("without prices: score %.1f after %.1f, automation %.1f after %.1f", score, whole, automation, alone)
	}
	articles, err := filepath.Glob(filepath.Join(folder, "*.md"))
	if err != nil || len(articles) < 5 {
		t.Fatalf("%d articles, %v", len(articles), err)
	}
	for _, file := range articles {
		if err := os.Remove(file); err != nil {
			t.Fatal(err)
		}
	}
	mute, automation := measure(products)
	if mute > whole-2 || automation > alone-10 {
		t.Errorf("without articles: score %.1f after %.1f, automation %.1f after %.1f", mute, whole, automation, alone)
	}
	for _, name := range []string{"policies.yaml", "shipping.yaml"} {
		if err := os.Remove(filepath.Join(folder, name)); err != nil {
			t.Fatal(err)
		}
	}
	if score, _ := measure(products); score > mute-2 {
		t.Errorf("without policies too: score %.1f after %.1f", score, mute)
	}
}

// Foreign scripts are played unchanged, and every turn is written.
func TestScriptsAndTranscripts(t *testing.T) {
	dir := t.TempDir()
	scripts, turns := filepath.Join(dir, "scripts.jsonl"), filepath.Join(dir, "turns.jsonl")
	if err := os.WriteFile(scripts, []byte(`{"id": "x", "page": "beck-waterproof-jacket", "turns": ["is it waterproof?", "how much is it?"]}`+"\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	out, err := rehearse(t, "-scripts", scripts, "-transcripts", turns, "-print")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(out, "1 > is it waterproof?") || !strings.Contains(out, "pass grounded: ") {
		t.Error(out)
	}
	written, err := os.ReadFile(turns)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(written)), "\n")
	if len(lines) != 2 {
		t.Fatalf("%d turns", len(lines))
	}
	var turn map[string]any
	if err := json.Unmarshal([]byte(lines[1]), &turn); err != nil {
		t.Fatal(err)
	}
	for _, field := range []string{"script", "say", "text", "blocks", "evidence", "state", "ms", "checks"} {
		if turn[field] == nil {
			t.Errorf("no %s in %s", field, lines[1])
		}
	}
	if !strings.Contains(fmt.Sprint(turn["text"]), "$128.00") {
		t.Errorf("%s", lines[1])
	}
}

func TestMistakes(t *testing.T) {
	dir := t.TempDir()
	file := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		return path
	}
	for want, args := range map[string][]string{
		"flag provided but":              {"-nonsense"},
		"not a flag":                     {"hello"},
		"-n must be from 1":              {"-n", "0"},
		"missing.jsonl":                  {"-scripts", "missing.jsonl"},
		"line 2: turns: ":                {"-scripts", file("a.jsonl", `{"id": "a", "turns": ["hi"]}`+"\n"+`{"id": "b", "turns": 3}`)},
		`page: `:                         {"-scripts", file("b.jsonl", `{"id": "a", "page": "nothing", "turns": ["hi"]}`)},
		"all of its 2 lines are refused": {"-feed", file("scrap.jsonl", "scrap\nmore scrap\n")},
		"title: is missing":              {"-knowledge", filepath.Dir(file("knowledge.md", "---\nid: a\n---\nx"))},
		"turns.jsonl":                    {"-n", "1", "-transcripts", filepath.Join(dir, "none", "turns.jsonl")},
	} {
		if _, err := rehearse(t, args...); err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("error %v, want %q", err, want)
		}
	}
}
