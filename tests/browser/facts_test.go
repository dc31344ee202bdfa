package browser

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// These helpers read what the demo shop's files say, to compare it with what
// the assistant says. They know nothing of the assistant.

const larkhollow = root + "/examples/internal/larkhollow"

// goods is a product of the feed, as far as the tests look.
type goods struct {
	ID, Title, Description string
	Options                []struct {
		Name   string
		Values []string
	}
	Attributes map[string]any
}

func catalogue(t *testing.T) []goods {
	t.Helper()
	file, err := os.Open(filepath.Join(larkhollow, "products.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var all []goods
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var g goods
		if err := json.Unmarshal(lines.Bytes(), &g); err != nil {
			t.Fatal(err)
		}
		all = append(all, g)
	}
	if err := lines.Err(); err != nil || len(all) == 0 {
		t.Fatalf("%d products, %v", len(all), err)
	}
	return all
}

// colorsOf returns the colours that a product comes in, in lower case.
func colorsOf(t *testing.T, title string) []string {
	t.Helper()
	for _, g := range catalogue(t) {
		if g.Title != title {
			continue
		}
		for _, o := range g.Options {
			if o.Name == "color" {
				return strings.Split(strings.ToLower(strings.Join(o.Values, ",")), ",")
			}
		}
		return nil
	}
	t.Fatalf("the catalogue has no %q", title)
	return nil
}

// factsOf returns what a product's data and the shop's articles say.
func factsOf(t *testing.T, id string) []string {
	t.Helper()
	for _, g := range catalogue(t) {
		if g.ID == id {
			facts := []string{g.Description}
			for _, value := range g.Attributes {
				facts = append(facts, fmt.Sprint(value))
			}
			return append(facts, articles(t)...)
		}
	}
	t.Fatalf("the catalogue has no %q", id)
	return nil
}

// articles returns the texts of the shop's articles.
func articles(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(larkhollow, "knowledge", "*.md"))
	if err != nil || len(files) == 0 {
		t.Fatalf("articles: %d, %v", len(files), err)
	}
	var texts []string
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, string(data))
	}
	return texts
}

// grounded tells whether four words in a row of the answer, or all of a short
// fact, stand in what the shop's files say.
func grounded(answer string, facts []string) bool {
	said := plainWords(answer)
	for _, fact := range facts {
		known := " " + strings.Join(plainWords(fact), " ") + " "
		for i := 0; i+4 <= len(said); i++ {
			if strings.Contains(known, " "+strings.Join(said[i:i+4], " ")+" ") {
				return true
			}
		}
		if words := plainWords(fact); len(words) < 4 && strings.Contains(" "+strings.Join(said, " ")+" ", known) {
			return true
		}
	}
	return false
}

var notWord = regexp.MustCompile(`[^\pL\pN]+`)

func plainWords(text string) []string {
	return strings.Fields(notWord.ReplaceAllString(strings.ToLower(text), " "))
}

func TestGrounded(t *testing.T) {
	facts := []string{"Machine wash at 30 °C, tumble dry low", "yes"}
	for answer, want := range map[string]bool{
		"Care: machine wash at 30 °C.": true,
		"Yes, it is.":                  true,
		"It is washable.":              false,
		"":                             false,
	} {
		if got := grounded(answer, facts); got != want {
			t.Errorf("%q: %v", answer, got)
		}
	}
}
