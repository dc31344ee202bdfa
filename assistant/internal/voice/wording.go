package voice

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/aisle-chat/aisle/assistant/internal/pattern"
	"github.com/aisle-chat/aisle/assistant/internal/prose"
	"github.com/aisle-chat/aisle/assistant/knowledge"
)

// wording puts one word or phrase in the place of another.
type wording struct {
	not, say string
	find     *pattern.Pattern
}

// newWording compiles one. Its words are found as they are written, or with a
// capital where a sentence begins.
func newWording(w knowledge.Wording) wording {
	first, size := utf8.DecodeRuneInString(w.Not)
	begin := "(?:" + regexp.QuoteMeta(string(first)) + "|" + regexp.QuoteMeta(string(unicode.ToUpper(first))) + ")"
	rest := strings.ReplaceAll(regexp.QuoteMeta(w.Not[size:]), "'", "['’]")
	return wording{w.Not, w.Say, pattern.MustCompile(begin + rest)}
}

// in is a text with one in the place of the other.
func (w *wording) in(text string) string {
	var out strings.Builder
	from := 0
	for _, at := range w.find.FindAllStringIndex(text, -1) {
		begin, end := at[0], at[1]
		if begin < from || !ours(text, begin, end) {
			continue
		}
		big := capital(text[begin:])
		if w.say != "" {
			out.WriteString(text[from:begin])
			if from = end; big {
				out.WriteString(prose.Upper(w.say))
			} else {
				out.WriteString(w.say)
			}
			continue
		}
		switch rest := text[end:]; { // what is left out takes a comma and a blank along
		case strings.HasPrefix(rest, ", "):
			end += 2
		case strings.HasPrefix(rest, " "):
			end++
		default:
			begin = from + len(strings.TrimRight(text[from:begin], " ,"))
		}
		out.WriteString(text[from:begin])
		if from = end; big {
			r, size := utf8.DecodeRuneInString(text[end:])
			if size > 0 {
				out.WriteRune(unicode.ToUpper(r))
			}
			from = end + size
		}
	}
	if from == 0 {
		return text
	}
	return out.String() + text[min(from, len(text)):]
}

// ours reports whether what stands in a text is whole words of ours: outside of
// quotation marks and addresses, and no name.
func ours(text string, from, to int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:from])
	after, _ := utf8.DecodeRuneInString(text[to:])
	if within(before) || within(after) || quoted(text, from) {
		return false
	}
	return !capital(text[from:]) || begins(text[:from]) && !capital(strings.TrimLeft(text[to:], " "))
}

// within reports whether a rune beside a word belongs to it, so that it is a part of
// a longer one, of a number or of an address.
func within(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune("-/_@'’", r)
}

func capital(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return unicode.IsUpper(r)
}

// begins reports whether a sentence begins behind a text.
func begins(text string) bool {
	text = strings.TrimRight(text, " *_(")
	last, _ := utf8.DecodeLastRuneInString(text)
	return text == "" || strings.ContainsRune(".!?…:\n–•-", last)
}

// quoted reports whether a place in a text lies between quotation marks, or in the
// address of a link.
func quoted(text string, at int) bool {
	before := text[:at]
	return strings.LastIndex(before, "“") > strings.LastIndex(before, "”") ||
		strings.Count(before, `"`)%2 == 1 ||
		strings.LastIndex(before, "](") > strings.LastIndex(before, ")")
}
