package main

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

const root = "../.."

// The committed TypeScript is what the Go types say now.
func TestInStep(t *testing.T) {
	want, err := generate(root)
	if err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(filepath.Join(root, "widget", "src", "wire.gen.ts"))
	if err != nil {
		t.Fatalf("%v; run go generate ./chat", err)
	}
	if string(got) != want {
		t.Error("widget/src/wire.gen.ts is behind the Go types; run go generate ./chat and commit it")
	}
}

// Every command, frame and block of the Go sources has a place in its union.
func TestNothingIsForgotten(t *testing.T) {
	text, err := generate(root)
	if err != nil {
		t.Fatal(err)
	}
	for file, marker := range map[string]*regexp.Regexp{
		"chat/codec.go":      regexp.MustCompile(`(?m)^func \((\w+)\) (?:command|frame)\(\)`),
		"assistant/block.go": regexp.MustCompile(`(?m)^func \((\w+)\) part\(\)`),
	} {
		data, err := os.ReadFile(filepath.Join(root, file))
		if err != nil {
			t.Fatal(err)
		}
		found := marker.FindAllStringSubmatch(string(data), -1)
		if len(found) == 0 {
			t.Errorf("%s: nothing found", file)
		}
		for _, m := range found {
			if m[1] != "UnknownBlock" && !strings.Contains(text, "\n  | "+m[1]) {
				t.Errorf("%s: %s is in no union", file, m[1])
			}
		}
	}
}

// Every name that a declaration uses is declared, once.
func TestNamesResolve(t *testing.T) {
	text, err := generate(root)
	if err != nil {
		t.Fatal(err)
	}
	code := regexp.MustCompile(`(?s)/\*\*.*?\*/`).ReplaceAllString(text, "")
	code = regexp.MustCompile(`"[^"]*"`).ReplaceAllString(code, "")
	var declared []string
	for _, m := range regexp.MustCompile(`export (?:interface|type|const) (\w+)`).FindAllStringSubmatch(code, -1) {
		if slices.Contains(declared, m[1]) {
			t.Errorf("%s is declared twice", m[1])
		}
		declared = append(declared, m[1])
	}
	uses := regexp.MustCompile(`(?:: |\| |extends |& )([A-Z]\w+)`).FindAllStringSubmatch(code, -1)
	if len(uses) == 0 {
		t.Fatal("no uses found")
	}
	for _, m := range uses {
		if m[1] != "Record" && !slices.Contains(declared, m[1]) {
			t.Errorf("%s is used and not declared", m[1])
		}
	}
}
