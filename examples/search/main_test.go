package main

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

func TestRun(t *testing.T) {
	dir := t.TempDir()
	feed, queries := filepath.Join(dir, "products.jsonl"), filepath.Join(dir, "queries.tsv")
	write(t, feed, `{"id":"a","title":"Red Kite","category":"Toys > Kites","price":20,"currency":"USD"}
{"id":"b","title":"Blue Kite","category":"Toys > Kites","price":40,"currency":"USD"}
{"title":"no id"}
`)
	write(t, queries, "q1\tplain\tkite\nq2\tconstraint\tkite under $30\nq3\tplain\tlawn mower\n")
	var out, errs bytes.Buffer
	if err := run([]string{"-feed", feed, "-queries", queries, "-k", "5"}, &out, &errs); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(out.String()), "\n")
	want := regexp.MustCompile(`^(q1\tQ0\t[ab]\t[12]\t[0-9.]+\taisle|q2\tQ0\ta\t1\t[0-9.]+\taisle)$`)
	if len(lines) != 3 {
		t.Fatalf("run:\n%s", out.String())
	}
	for _, line := range lines {
		if !want.MatchString(line) {
			t.Errorf("line %q", line)
		}
	}
	for _, part := range []string{"products 2 refused 1 queries 3", "line 3, id: is required", "p50", "p95", "p99", "build", "memory"} {
		if !strings.Contains(errs.String(), part) {
			t.Errorf("summary lacks %q:\n%s", part, errs.String())
		}
	}
}

func TestRunRefuses(t *testing.T) {
	queries := filepath.Join(t.TempDir(), "queries.tsv")
	write(t, queries, "no tabs here\n")
	products := filepath.Join(t.TempDir(), "products.jsonl")
	write(t, products, `{"id":"a","title":"Red Kite"}`)
	scrap := filepath.Join(t.TempDir(), "scrap.jsonl")
	write(t, scrap, "scrap\n")
	for _, c := range []struct {
		args []string
		want string
	}{
		{[]string{"-feed", scrap, "-queries", queries}, "all of its 1 lines are refused"},
		{nil, "name a feed and a query file"},
		{[]string{"-feed", products, "-queries", queries}, "line 1: want id, kind and text"},
		{[]string{"-feed", products, "-queries", "missing.tsv"}, "missing.tsv"},
		{[]string{"-feed", "missing.jsonl", "-queries", queries}, "missing.jsonl"},
		{[]string{"-feed", products, "-queries", queries, "-k", "0"}, "-k must be"},
		{[]string{"-feed", products, "-queries", queries, "more"}, "unexpected argument"},
		{[]string{"-speed"}, "flag provided but not defined"},
	} {
		var out bytes.Buffer
		if err := run(c.args, &out, &out); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%v: %v", c.args, err)
		}
	}
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}
