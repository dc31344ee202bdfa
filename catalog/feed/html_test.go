package feed

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestPlainText(t *testing.T) {
	for _, c := range []struct{ html, want string }{
		{"", ""},
		{"Just text.", "Just text."},
		{"Two\r\n\r\n  lines  here ", "Two\nlines here"},
		{"<p>One</p><p>Two &amp; <b>three</b></p>", "One\nTwo & three"},
		{"<p>One\nline</p>", "One line"},
		{"one<br>two<BR/>three", "one\ntwo\nthree"},
		{"<ul><li>a</li>\n<li>b</li></ul>after", "a\nb\nafter"},
		{"Plain <b>bold</b>\nnext", "Plain bold\nnext"},
		{"<table><tr><th>Size</th><td>M</td></tr><tr><td>L</td></tr></table>", "Size M\nL"},
		{"<style>p { color: red }</style>Shown<script>if (a < b) { alert('</p>') }</script>.", "Shown."},
		{"<p title=\"a > b\" data-x='>'>Text</p>", "Text"},
		{"<p title=\"never closed>Text</p> more", "Text\nmore"},
		{"weighs < 5 kg, <3, 1<2 and a <M or >L", "weighs < 5 kg, <3, 1<2 and a <M or >L"},
		{"<o:p>Word</o:p> <custom-tag>x</custom-tag> <notatag>y", "Word x <notatag>y"},
		{"a<!-- <p>hidden</p> -->b<!DOCTYPE html>c", "abc"},
		{"a<!-- never closed <b>x</b>", "a"},
		{"&lt;p&gt;escaped twice&lt;/p&gt;&amp;amp;", "escaped twice\n&"},
		{"<p>5 &lt; 6 &lt;b&gt;</p>", "5 < 6 <b>"},
		{"1 &frac12; &#189; &#xBD; &nbsp; &unknown; AT&T", "1 ½ ½ ½ &unknown; AT&T"},
		{"zero\u200bwidth \u202eturned\u202c \x00nul \u00a0blank", "zerowidth turned nul blank"},
		{"<svg/>kept <iframe src=x>kept too", "kept kept too"},
		{"<script>never closed", ""},
		{"a <", "a <"}, {"a </", "a </"}, {"a <p", "a <p"}, {"<", "<"}, {"<>", "<>"}, {"</>", "</>"},
	} {
		if got := plainText(c.html); got != c.want {
			t.Errorf("%q:\n got %q\nwant %q", c.html, got, c.want)
		}
	}
	if got := plainLine(" Salt &amp; <i>Pepper</i>\nMill "); got != "Salt & Pepper Mill" {
		t.Errorf("a title: %q", got)
	}
}

// What never ends costs no more than what does.
func TestPlainTextOfMuch(t *testing.T) {
	const n = 100_000
	for _, part := range []string{"<", "<a ", "<a \"", "<!--", "<svg>", "<b>x", "</", "&", "<p>x</p>", "<script>", "<a '\">", "&lt;p&gt;"} {
		for _, end := range []string{"", ">", strings.Repeat(" ", n)} {
			plainText(strings.Repeat(part, n) + end)
		}
	}
}

func FuzzPlainText(f *testing.F) {
	for _, s := range []string{"<p>One</p>&amp;<ul><li>x", "a < b <!-- c --> <script>d</script>", "&lt;p&gt;x", "<a href=\"", "\x00\u202e"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, text := range []string{plainText(s), strings.ReplaceAll(plainLine(s), "\n", "\x00")} {
			if strings.TrimSpace(text) != text || strings.Contains(text, "\n\n") || strings.Contains(text, "  ") {
				t.Fatalf("%q: blanks in %q", s, text)
			}
			if strings.ContainsFunc(text, func(r rune) bool { return unicode.IsControl(r) && r != '\n' }) {
				t.Fatalf("%q: control characters in %q", s, text)
			}
			if utf8.ValidString(s) && !utf8.ValidString(text) {
				t.Fatalf("%q: %q is not UTF-8", s, text)
			}
		}
	})
}
