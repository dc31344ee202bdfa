package feed

import (
	"html"
	"strings"
	"unicode"
)

// Elements that begin and end a paragraph, and elements whose content is not
// text.
var (
	blocks = wordSet("address article aside blockquote br caption center dd details dialog div dl dt fieldset figcaption figure footer form " +
		"h1 h2 h3 h4 h5 h6 header hr li main menu nav ol optgroup option p pre section summary table tbody tfoot thead tr ul")
	inline = wordSet("a abbr acronym area audio b base basefont bdi bdo big body button canvas cite code col colgroup data datalist del dfn dir em " +
		"embed font frame frameset head html i iframe img input ins kbd label legend link map mark meta meter object output param picture progress q " +
		"rp rt ruby s samp search select slot small source span strike strong sub sup svg path g circle rect line polygon polyline td th time tt u " +
		"var video wbr noscript noframes track textarea")
	hidden = wordSet("script style title template iframe object svg math select textarea head")
)

func wordSet(words string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		set[w] = true
	}
	return set
}

// plainText reads a description, which may be HTML, as plain text: one line a
// paragraph, list item or row of a table. What is not a tag of HTML, as in
// "< 5 kg", stays. Text that was escaped once too often is unescaped.
func plainText(s string) string {
	text, tags := stripTags(s)
	if _, again := stripTags(text); again && !tags {
		text, _ = stripTags(text) // it was "&lt;p&gt;" all along
	}
	return tidy(text)
}

// plainLine is plainText in one line, for titles and other names.
func plainLine(s string) string {
	if !strings.ContainsAny(s, "<&\n\t") && !strings.Contains(s, "  ") && !strings.ContainsFunc(s, unicode.IsControl) {
		return strings.TrimSpace(s)
	}
	return strings.ReplaceAll(plainText(s), "\n", " ")
}

// stripTags takes the tags of HTML out of s and reads its entities. tags is true
// when there was one.
func stripTags(s string) (text string, tags bool) {
	if !strings.ContainsAny(s, "<&") {
		return s, false
	}
	var b strings.Builder
	marked := hasBlocks(s)       // then a newline is a blank
	endless := map[string]bool{} // elements that nothing closes
	s, tail := splitTail(s)
	for s != "" {
		before, tag := cutTag(s)
		writeText(&b, before, marked)
		s = s[len(before)+tag.size:]
		tags = tags || tag.size > 0
		switch {
		case blocks[tag.name]:
			b.WriteByte('\n')
		case tag.name == "td" || tag.name == "th":
			b.WriteByte(' ')
		case hidden[tag.name] && !tag.closing && !endless[tag.name]:
			rest, ok := behind(s, tag.name)
			switch {
			case ok:
				s = rest
			case tag.name == "script" || tag.name == "style":
				s, tail = "", ""
			default:
				endless[tag.name] = true
			}
		case tag.name == endlessComment:
			s, tail = "", ""
		}
	}
	writeText(&b, tail, marked)
	return b.String(), tags
}

// splitTail splits s behind the last tag that can be in it, so that a "<" in
// what is left never makes anybody look for its ">".
func splitTail(s string) (tagged, tail string) {
	end := strings.LastIndexByte(s, '>') + 1
	return s[:end], s[end:]
}

// cutTag returns the text in front of the next tag, and the tag; its size is 0
// when there is none. s is what splitTail returned, or its end.
func cutTag(s string) (before string, t tag) {
	for at := 0; at < len(s); at++ {
		open := strings.IndexByte(s[at:], '<')
		if open < 0 {
			break
		}
		at += open
		if t := tagAt(s[at:]); t.size > 0 {
			return s[:at], t
		}
	}
	return s, tag{}
}

var noNewlines = strings.NewReplacer("\n", " ", "\r", " ")

// writeText adds text between tags.
func writeText(b *strings.Builder, s string, marked bool) {
	if marked {
		s = noNewlines.Replace(s)
	}
	b.WriteString(html.UnescapeString(s))
}

// hasBlocks tells whether tags make the paragraphs of s.
func hasBlocks(s string) bool {
	s, _ = splitTail(s)
	for {
		before, tag := cutTag(s)
		if tag.size == 0 || blocks[tag.name] {
			return tag.size > 0
		}
		s = s[len(before)+tag.size:]
	}
}

// endlessComment is the name of a comment that is never closed.
const endlessComment = "!--"

// tag is a tag of HTML, or a comment, which has the name "!".
type tag struct {
	name    string
	closing bool
	size    int // in bytes
}

// tagAt returns the tag that s begins with; its size is 0 when that is text.
func tagAt(s string) tag {
	if comment, found := strings.CutPrefix(s, "<!--"); found {
		if end := strings.Index(comment, "-->"); end >= 0 {
			return tag{name: "!", size: 4 + end + 3}
		}
		return tag{name: endlessComment, size: len(s)}
	}
	rest := s[1:]
	if strings.HasPrefix(rest, "!") || strings.HasPrefix(rest, "?") {
		return tag{name: "!", size: strings.IndexByte(s, '>') + 1}
	}
	rest, closing := strings.CutPrefix(rest, "/")
	end := strings.IndexFunc(rest, func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9') && r != ':' && r != '-'
	})
	if end <= 0 || end > 32 || rest[0] < 'A' || !strings.ContainsRune(" \t\r\n/>", rune(rest[end])) {
		return tag{}
	}
	name := strings.ToLower(rest[:end])
	if !blocks[name] && !inline[name] && !hidden[name] && !strings.ContainsAny(name, ":-") {
		return tag{}
	}
	close := tagEnd(rest[end:])
	if close < 0 {
		return tag{}
	}
	return tag{name, closing, len(s) - len(rest) + end + close + 1}
}

// tagEnd returns where the ">" of a tag stands that is not in a quoted value, or
// any ">" where a quotation mark is never closed.
func tagEnd(s string) int {
	quote := byte(0)
	for i := range len(s) {
		switch c := s[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '>':
			return i
		}
	}
	return strings.IndexByte(s, '>')
}

// behind returns what follows the end tag of an element whose content is not
// text. ok is false when it has none.
func behind(s, name string) (rest string, ok bool) {
	for {
		open := strings.Index(s, "</")
		if open < 0 {
			return "", false
		}
		s = s[open:]
		if t := tagAt(s); t.closing && t.name == name {
			return s[t.size:], true
		}
		s = s[2:]
	}
}

// tidy leaves one newline between paragraphs and single blanks in them. Control
// characters and the marks that change the direction of text go.
func tidy(s string) string {
	if !strings.ContainsFunc(s, unwanted) && !strings.Contains(s, "  ") {
		return strings.TrimSpace(s)
	}
	return strings.TrimSpace(paragraphs("\n" + strings.Map(func(r rune) rune {
		if unwanted(r) && !unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)))
}

// unwanted tells what text of a shop has no use for.
func unwanted(r rune) bool {
	return unicode.IsControl(r) || r == '\u00a0' || r == '\u200b' || r == '\ufeff' ||
		r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069'
}
