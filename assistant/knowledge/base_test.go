package knowledge_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/knowledge"
)

var now = time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)

func shop(t testing.TB) *knowledge.Base {
	t.Helper()
	base, err := knowledge.Read(os.DirFS("testdata/shop"))
	if err != nil {
		t.Fatal(err)
	}
	return base
}

func TestFind(t *testing.T) {
	base := shop(t)
	for _, c := range []struct {
		question, article, says string
	}{
		{"What is your return policy?", "returns", "within 30 days"},
		{"can i send something back", "returns", "within 30 days"},
		{"how long do i have to return it", "returns", "within 30 days"},
		{"who pays for the return", "returns", "prepaid label"},
		{"how long until i get my money back", "returns", "five working days"},
		{"what about sale items, can those be returned", "returns", "Final sale"},
		{"how much is delivery", "shipping", "$4.50"},
		{"do you ship to canada", "shipping", "Canada"},
		{"do you deliver abroad?", "shipping", "Canada"},
		{"is there express", "shipping", "two days"},
		{"do you take paypal", "payment", "PayPal"},
		{"how do i wash wool", "care", "Hand wash"},
		{"shiping cost?", "shipping", ""}, // misspelt, and "cost" is enough
		{"do you sell kites", "", ""},
		{"what is the meaning of life", "", ""},
		{"red shoes", "", ""},
		{"", "", ""},
		{"???", "", ""},
		{"do you have a summer sale", "", ""}, // it is over
	} {
		t.Run(c.question, func(t *testing.T) {
			found := base.Find(c.question, now, 3)
			if c.article == "" {
				if len(found) > 0 {
					t.Fatalf("found %s (%.2f): %q", found[0].Article.ID, found[0].Score, found[0].Passage.Text)
				}
				return
			}
			if len(found) == 0 {
				t.Fatal("found nothing")
			}
			if got := found[0]; got.Article.ID != c.article || !strings.Contains(got.Passage.Text, c.says) {
				t.Fatalf("found %s (%.2f): %q", got.Article.ID, got.Score, got.Passage.Text)
			}
			for _, f := range found {
				if f.Score < knowledge.MinScore || f.Score > 1 {
					t.Errorf("score %v", f.Score)
				}
			}
		})
	}
}

func TestValidDays(t *testing.T) {
	base := shop(t)
	for day, want := range map[string]int{
		"2026-05-31T23:59:59Z": 0, "2026-06-01T00:00:00Z": 1,
		"2026-08-31T23:59:59Z": 1, "2026-09-01T00:00:00Z": 0,
	} {
		at, err := time.Parse(time.RFC3339, day)
		if err != nil {
			t.Fatal(err)
		}
		if found := base.Find("When is the summer sale?", at, 1); len(found) != want {
			t.Errorf("%s: found %d, want %d", day, len(found), want)
		}
	}
}

func TestPassages(t *testing.T) {
	a, err := knowledge.Parse("a.md", []byte("---\nid: a\ntitle: A\n---\nOne *slanted* and **bold**\nline with a [link](https://example.com).\n\n## Second\n- first point\n- second `point`\n\n```\nraw  text\n```\n"), assistant.Terms{})
	if err != nil {
		t.Fatal(err)
	}
	want := []knowledge.Passage{
		{Text: "One slanted and bold line with a link.", Line: 5},
		{Heading: "Second", Text: "- first point\n- second point", Line: 9},
		{Heading: "Second", Text: "raw  text", Line: 13},
	}
	if got := fmt.Sprintf("%+v", a.Passages); got != fmt.Sprintf("%+v", want) {
		t.Errorf("got  %s\nwant %+v", got, want)
	}
}

func TestBrokenArticles(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"no front matter":  {"Hello", "bad.md:1: an article begins with front matter"},
		"unclosed":         {"---\nid: a\n", "bad.md:1: an article begins with front matter"},
		"unknown key":      {"---\nid: a\ntitel: A\n---\nx", `bad.md:3: titel: unknown field "titel"`},
		"key twice":        {"---\nid: a\ntitle: A\ntitle: B\n---\nx", "bad.md:4: title: "},
		"wrong kind":       {"---\nid: a\ntitle: A\nquestions:\n  more: 1\n---\nx", "bad.md:5: questions: "},
		"no id":            {"---\ntitle: A\n---\nx", "bad.md:1: id: is missing"},
		"no title":         {"---\nid: a\n---\nx", "bad.md:1: title: is missing"},
		"bad id":           {"---\ntitle: A\nid: a b\n---\nx", "bad.md:3: id: takes up to 100"},
		"script link":      {"---\nid: a\ntitle: A\nurl: javascript:alert(1)\n---\nx", "bad.md:4: url: must be a path"},
		"plain http":       {"---\nid: a\ntitle: A\nurl: http://example.com/x\n---\nx", "bad.md:4: url: must be"},
		"host without one": {"---\nid: a\ntitle: A\nurl: //example.com/x\n---\nx", "bad.md:4: url: must be"},
		"bad day":          {"---\nid: a\ntitle: A\nvalid_from: soon\n---\nx", "bad.md:4: valid_from: must be a day"},
		"days reversed":    {"---\nid: a\ntitle: A\nvalid_from: 2026-02-01\nvalid_to: 2026-01-01\n---\nx", "bad.md:5: valid_to: is before valid_from"},
		"no text":          {"---\nid: a\ntitle: A\n---\n\n# Only a heading\n", "bad.md: the article has no text"},
		"not text":         {"---\nid: a\ntitle: A\n---\nx\n\xff\n", "bad.md:6: this is not UTF-8"},
		"huge":             {"---\nid: a\ntitle: A\n---\n" + strings.Repeat("x", knowledge.MaxFileSize), "bad.md: the file is larger"},
	} {
		t.Run(name, func(t *testing.T) {
			base, err := knowledge.Read(fstest.MapFS{
				"bad.md":       {Data: []byte(c.text)},
				"good.md":      {Data: []byte("---\nid: good\ntitle: Good\n---\nGood text.")},
				"policies.yml": {Data: []byte("left: alone")},
			})
			if err == nil || !strings.HasPrefix(err.Error(), "knowledge: "+c.want) {
				t.Fatalf("error %v, want %q", err, c.want)
			}
			if _, ok := errors.AsType[*knowledge.Error](err); !ok {
				t.Errorf("error is a %T", err)
			}
			if got := base.Articles(); len(got) != 1 || got[0].ID != "good" {
				t.Errorf("the good article is lost: %v", got)
			}
		})
	}
}

func TestSameIDTwice(t *testing.T) {
	article := []byte("---\nid: a\ntitle: A\n---\nText.")
	_, err := knowledge.Read(fstest.MapFS{"x.md": {Data: article}, "sub/y.md": {Data: article}})
	if err == nil || err.Error() != `knowledge: x.md: id: "a" is the id of sub/y.md already` {
		t.Fatal(err)
	}
}

func TestNoArticles(t *testing.T) {
	missing := filepath.Join(t.TempDir(), "no-articles")
	if base, err := knowledge.Read(os.DirFS(missing)); err == nil || err.Error() != "knowledge: "+missing+": there is no such folder" || len(base.Articles()) != 0 {
		t.Errorf("a folder that is not there: %v", err)
	}
	if _, err := knowledge.Read(os.DirFS("base_test.go")); err == nil || err.Error() != "knowledge: base_test.go: there is no such folder" {
		t.Errorf("a file for a folder: %v", err)
	}
	base, err := knowledge.Read(nil)
	if err != nil || len(base.Articles()) != 0 || base.Find("returns", now, 3) != nil {
		t.Fatal(base, err)
	}
	var zero knowledge.Base
	if zero.Find("returns", now, 3) != nil {
		t.Fatal("an empty base found something")
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte("---\nid: a\ntitle: A\nquestions: [x]\nvalid_to: 2026-01-01\n---\n# H\ntext *a*\n- p\n"))
	f.Add([]byte("---\nid: a\ntitle: &a [*a]\n---\nx"))
	f.Add([]byte("---\n---\n"))
	f.Add([]byte("---\r\nid: a\r\ntitle: b\r\n---\r\nx"))
	f.Fuzz(func(t *testing.T, data []byte) {
		a, err := knowledge.Parse("f.md", data, assistant.Terms{})
		if err != nil {
			if _, ok := errors.AsType[*knowledge.Error](err); !ok {
				t.Fatalf("error is a %T", err)
			}
			return
		}
		if a.ID == "" || a.Title == "" || len(a.Passages) == 0 {
			t.Fatalf("accepted without id, title or text: %+v", a)
		}
		for _, p := range a.Passages {
			if p.Text == "" || p.Line < 3 || p.Line > 1+strings.Count(string(data), "\n") {
				t.Fatalf("passage %+v of %q", p, data)
			}
		}
		base := knowledge.New([]*knowledge.Article{a})
		for _, found := range base.Find(a.Title, now, 1) {
			if found.Score > 1 {
				t.Fatalf("score %v", found.Score)
			}
		}
	})
}
