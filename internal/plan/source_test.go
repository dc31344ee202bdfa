package plan

import (
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// A rule is something that no source file may contain.
type rule struct {
	why     string
	applies func(file string) bool
	match   *regexp.Regexp
}

var rules = []rule{
	{
		"words reach a page as text or attribute, never as HTML or code",
		func(file string) bool { return isTypeScript(file) && !isTest(file) },
		regexp.MustCompile(`(?i)\b(inner|outer)HTML\b|dangerouslySetInnerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function\b|createContextualFragment|DOMParser|srcdoc`),
	},
	{
		"a path of one machine means nothing on another",
		func(string) bool { return true },
		regexp.MustCompile(`(?m)(^|["'\x60 (=])/(home|root|Users|farm|work|tmp/wt)/`),
	},
	{
		"what is left open is an issue, not a word in the source",
		func(file string) bool { return isTypeScript(file) || path.Ext(file) == ".go" },
		regexp.MustCompile(`\b(TO` + `DO|FIX` + `ME|X` + `XX)\b`),
	},
}

func TestSource(t *testing.T) {
	seen := 0
	walk(t, func(file string) {
		if !isSource(file) {
			return
		}
		seen++
		data, err := os.ReadFile(filepath.Join(root, file))
		if err != nil {
			t.Fatal(err)
		}
		text := string(data)
		for _, r := range rules {
			if !r.applies(file) {
				continue
			}
			for _, at := range r.match.FindAllStringIndex(text, -1) {
				line := 1 + strings.Count(text[:at[0]], "\n")
				t.Errorf("%s:%d: %q: %s", file, line, text[at[0]:at[1]], r.why)
			}
		}
	})
	if seen == 0 {
		t.Fatal("no source was found: is the root right?")
	}
}

func TestRules(t *testing.T) {
	for _, c := range []struct {
		rule int
		text string
		want bool
	}{
		{0, "el.innerHTML = x", true},
		{0, "<div dangerouslySetInnerHTML={x} />", true},
		{0, "eval(code)", true},
		{0, "el.textContent = x", false},
		{0, "retrieval(code)", false},
		{1, "see /ho" + "me/me/x", true},
		{1, `href="/products/1"`, false},
		{1, "https://example.com/ho" + "me/x", false},
		{2, "// TO" + "DO: later", true},
		{2, "mastodon", false},
	} {
		if got := rules[c.rule].match.MatchString(c.text); got != c.want {
			t.Errorf("%q: %v, want %v (%s)", c.text, got, c.want, rules[c.rule].why)
		}
	}
}

func isTypeScript(file string) bool {
	return path.Ext(file) == ".ts" || path.Ext(file) == ".tsx"
}

func isTest(file string) bool {
	return strings.Contains(path.Base(file), "_test.") || strings.Contains(path.Base(file), ".test.")
}

// isSource leaves out what is built or generated, and what is not text.
func isSource(file string) bool {
	if strings.Contains(file, "dist/") || strings.Contains(file, ".gen.") || strings.HasPrefix(file, "screenshots/") {
		return false
	}
	switch path.Ext(file) {
	case ".go", ".ts", ".tsx", ".js", ".mjs", ".json", ".md", ".css", ".html", ".yaml", ".yml", ".sql", ".sh", ".mod", ".tmpl":
		return path.Base(file) != "package-lock.json"
	}
	return path.Base(file) == "Makefile"
}
