package widget_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// docs/looks.md names every part and every color, and none that is not there.
func TestLooksAreDocumented(t *testing.T) {
	doc, err := os.ReadFile("../docs/looks.md")
	if err != nil {
		t.Fatal(err)
	}
	var sources strings.Builder
	err = filepath.WalkDir("src", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		source, err := os.ReadFile(name)
		sources.Write(source)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	theme, err := os.ReadFile("src/theme/theme.ts")
	if err != nil {
		t.Fatal(err)
	}
	for _, kind := range []struct{ name, there, source string }{
		{"parts", `part(?:=|: )"([a-z-]+)"`, sources.String()},
		{"colors", `\["([a-z-]+)", (?:toHex|` + "`rgb)", string(theme)},
		{"looks", `look~="([a-z]+)"`, sources.String()},
	} {
		there := words(kind.there, kind.source)
		for _, word := range there {
			if !strings.Contains(string(doc), "`"+word+"`") && !strings.Contains(string(doc), "`--"+word+"`") {
				t.Errorf("%s: docs/looks.md does not name %q", kind.name, word)
			}
		}
		if len(there) < 3 {
			t.Errorf("%s: only %q were found in the sources", kind.name, there)
		}
	}
	_, parts, _ := strings.Cut(string(doc), "## Parts")
	there := words(`part(?:=|: )"([a-z-]+)"`, sources.String())
	for _, line := range strings.Split(parts, "\n") {
		names, _, isRow := strings.Cut(strings.TrimPrefix(line, "| `"), "` |")
		if !isRow || !strings.HasPrefix(line, "| `") {
			continue
		}
		for name := range strings.SplitSeq(names, "`, `") {
			if !slices.Contains(there, name) {
				t.Errorf("docs/looks.md names the part %q, which is not there", name)
			}
		}
	}
}

// words are the distinct first groups of a pattern.
func words(pattern, text string) (all []string) {
	for _, found := range regexp.MustCompile(pattern).FindAllStringSubmatch(text, -1) {
		if !slices.Contains(all, found[1]) {
			all = append(all, found[1])
		}
	}
	return all
}
