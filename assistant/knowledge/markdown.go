package knowledge

import (
	"regexp"
	"strings"
)

// passages cuts Markdown into its paragraphs and lists as plain text. line is
// the number of its first line.
func passages(body string, line int) []Passage {
	var found []Passage
	var lines []string
	heading, begin, fenced := "", 0, false
	flush := func() {
		if text := strings.TrimSpace(strings.Join(lines, "\n")); text != "" {
			found = append(found, Passage{Heading: heading, Text: text, Line: begin})
		}
		lines = nil
	}
	for text := range strings.Lines(body) {
		text = strings.TrimRight(text, " \t\n")
		trimmed := strings.TrimSpace(text)
		switch {
		case strings.HasPrefix(trimmed, "```"):
			fenced = !fenced
		case fenced:
			lines = appendLine(lines, &begin, line, text)
		case trimmed == "":
			flush()
		case isHeading(trimmed):
			flush()
			heading = plain(strings.TrimSpace(strings.Trim(trimmed, "#")))
		case isPoint(trimmed):
			lines = appendLine(lines, &begin, line, "- "+plain(strings.TrimSpace(pointMark.ReplaceAllString(trimmed, ""))))
		case len(lines) > 0: // a paragraph's next line
			lines[len(lines)-1] += " " + plain(strings.TrimLeft(trimmed, "> "))
		default:
			lines = appendLine(lines, &begin, line, plain(strings.TrimLeft(trimmed, "> ")))
		}
		line++
	}
	flush()
	return found
}

func appendLine(lines []string, begin *int, line int, text string) []string {
	if len(lines) == 0 {
		*begin = line
	}
	return append(lines, text)
}

var (
	pointMark = regexp.MustCompile(`^([-*+]|\d{1,3}[.)])\s+`)
	link      = regexp.MustCompile(`!?\[([^\]]*)\]\([^)]*\)`)
	emphasis  = regexp.MustCompile("(\\*\\*|__|`)")
	slanted   = regexp.MustCompile(`(^|[\s(])[*_]([^*_]+)[*_]`)
)

func isHeading(line string) bool {
	marks := len(line) - len(strings.TrimLeft(line, "#"))
	return marks >= 1 && marks <= 6 && strings.HasPrefix(line[marks:], " ")
}

func isPoint(line string) bool { return pointMark.MatchString(line) }

// plain takes the marks of Markdown out of a line.
func plain(line string) string {
	line = link.ReplaceAllString(line, "$1")
	line = emphasis.ReplaceAllString(line, "")
	return slanted.ReplaceAllString(line, "$1$2")
}
