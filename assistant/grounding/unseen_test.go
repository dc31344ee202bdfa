package grounding_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/grounding"
)

// scene is a moment of a talk, with what is said then.
type scene struct {
	kind  string   // of a set of templates
	shown []string // ids of what the tools have returned
	asked string   // the shopper's words
	lines []line
}

// line is a sentence, or a few, of a model.
type line struct {
	lie   bool
	after []string // ids of what the reply has just spoken of, or "order"
	text  string   // what is false in it stands between « and »
}

// scenes reads a file of testdata/unseen, whose format its own head describes.
func scenes(t *testing.T, name string) []scene {
	t.Helper()
	data, err := os.ReadFile("testdata/unseen/" + name)
	if err != nil {
		t.Fatal(err)
	}
	var all []scene
	for text := range strings.Lines(string(data)) {
		text = strings.TrimSpace(text)
		sign, rest, _ := strings.Cut(text, " ")
		sign, after, _ := strings.Cut(sign, "~")
		switch sign {
		case "=":
			all = append(all, scene{kind: rest})
		case "@":
			shown, asked, _ := strings.Cut(rest, " | ")
			all = append(all, scene{kind: shown, shown: strings.Split(shown, ", "), asked: asked})
		case "+", "-":
			l := line{lie: sign == "-", text: strings.ReplaceAll(rest, `\n`, "\n")}
			if after != "" {
				l.after = strings.Split(after, ",")
			}
			if l.lie != strings.Contains(l.text, "«") {
				t.Fatalf("%s: what is false in %q?", name, rest)
			}
			last := &all[len(all)-1]
			last.lines = append(last.lines, l)
		}
	}
	return all
}

// said is a line as it is written to a shopper, and what of it must not be read.
func said(text string) (plain string, never []string) {
	for rest := text; ; {
		_, after, ok := strings.Cut(rest, "«")
		if !ok {
			break
		}
		lie, after, _ := strings.Cut(after, "»")
		never, rest = append(never, bare(lie)), after
	}
	return strings.NewReplacer("«", "", "»", "").Replace(text), never
}

// bare is a text as it is compared: without signs of style, in one line.
func bare(text string) string {
	return strings.ToLower(strings.Join(strings.Fields(strings.NewReplacer("*", " ", "|", " ").Replace(text)), " "))
}

// reads reports whether a text has words that stand for themselves: "21" is not read in "210".
func reads(text, words string) bool {
	letter := func(s string) bool {
		return strings.ContainsFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
	}
	for at := 0; ; {
		i := strings.Index(text[at:], words)
		if i < 0 {
			return false
		}
		from, to := at+i, at+i+len(words)
		if !(from > 0 && letter(text[from-1:from]) && letter(words[:1])) && !(to < len(text) && letter(text[to:to+1]) && letter(words[len(words)-1:])) {
			return true
		}
		at = from + 1
	}
}

// score counts what became of the lines of one set.
type score struct {
	truths, lies tally
	misses       []string
}

// hold lets a verifier read a line after what the reply said before, and notes what
// is left of it.
func (s *score) hold(v *grounding.Verifier, facts *grounding.Snapshot, where, before, text string) {
	plain, never := said(text)
	got, findings := v.Check(facts, assistant.Text{Text: before + plain})
	left := bare(strings.TrimPrefix(got.Text, strings.TrimSpace(before)))
	if len(never) == 0 {
		s.truths.tried++
		if left == bare(plain) {
			s.truths.passed++
			return
		}
		s.misses = append(s.misses, fmt.Sprintf("cut, %s: %q: %v", where, before+plain, findings))
		return
	}
	s.lies.tried++
	// Everything that is false has to go: a value that is replaced is not said.
	if slices.ContainsFunc(never, func(lie string) bool { return reads(left, lie) }) {
		s.misses = append(s.misses, fmt.Sprintf("told, %s: %q leaves %q", where, text, got.Text))
		return
	}
	s.lies.passed++
}

// floor holds what has been reached: no lie is told, and at least a share of the
// truths is kept.
func (s *score) floor(t *testing.T, kept float64) {
	t.Helper()
	if s.lies.passed < s.lies.tried {
		t.Errorf("%d of %d lies were told", s.lies.tried-s.lies.passed, s.lies.tried)
	}
	if float64(s.truths.passed) < kept*float64(s.truths.tried) {
		t.Errorf("%d of %d truths were kept", s.truths.passed, s.truths.tried)
	}
	if s.lies.tried < 80 || s.truths.tried < 50 {
		t.Errorf("only %d lies and %d truths were tried", s.lies.tried, s.truths.tried)
	}
}

// print tells how it went, and what went wrong when AISLE_MISSES is set.
func (s *score) print(t *testing.T, set string) {
	t.Helper()
	t.Logf("%s: lies told %d of %d, truths kept %d of %d (%.1f %%)", set, s.lies.tried-s.lies.passed, s.lies.tried, s.truths.passed, s.truths.tried, 100*float64(s.truths.passed)/float64(max(s.truths.tried, 1)))
	if os.Getenv("AISLE_MISSES") != "" {
		for _, miss := range s.misses {
			t.Log(miss)
		}
	}
}
