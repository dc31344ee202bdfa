package main

import (
	"embed"
	"math/rand/v2"
	"strings"
	"unicode"
	"unicode/utf8"
)

//go:embed words/*.txt
var files embed.FS

// words are lines by kind, and the kinds in the order of the file.
type words struct {
	kinds []string
	lines map[string][]string
}

// readWords reads one of the files in words, whose format its own head describes.
func readWords(name string) words {
	data, err := files.ReadFile("words/" + name)
	if err != nil {
		panic(err) // it is embedded
	}
	w := words{lines: map[string][]string{}}
	kind := ""
	for line := range strings.Lines(string(data)) {
		line = strings.TrimRight(line, "\n")
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "= "):
			kind = line[2:]
			w.kinds = append(w.kinds, kind)
		default:
			w.lines[kind] = append(w.lines[kind], line)
		}
	}
	return w
}

var (
	lieWords   = readWords("lies.txt")
	truthWords = readWords("truths.txt")
	values     = readWords("values.txt")

	// foreignLies are told in other languages, by their codes.
	foreignLies = map[string]words{"de": readWords("lies.de.txt"), "fr": readWords("lies.fr.txt"), "es": readWords("lies.es.txt"),
		"it": readWords("lies.it.txt"), "nl": readWords("lies.nl.txt"), "pt": readWords("lies.pt.txt")}
)

// choose takes one of each [this|that] of a line.
func choose(r *rand.Rand, line string) string {
	for {
		to := strings.IndexByte(line, ']')
		from := strings.LastIndexByte(line[:max(to, 0)], '[')
		if to < 0 || from < 0 {
			return line
		}
		ways := strings.Split(line[from+1:to], "|")
		line = line[:from] + ways[r.IntN(len(ways))] + line[to+1:]
	}
}

// fill puts values in the place of {names}; ok is false where one has none.
func fill(line string, value func(name string) (string, bool)) (filled string, ok bool) {
	var b strings.Builder
	for {
		from := strings.IndexByte(line, '{')
		to := strings.IndexByte(line, '}')
		if from < 0 || to < from {
			return b.String() + line, true
		}
		v, ok := value(line[from+1 : to])
		if !ok {
			return "", false
		}
		b.WriteString(line[:from] + v)
		line = line[to+1:]
	}
}

// capital is a text that begins with a capital letter.
func capital(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[size:]
}

// pieces are a text as it may stream: cut anywhere between its characters.
func pieces(r *rand.Rand, text string) []string {
	var all []string
	runes := []rune(text)
	for len(runes) > 0 {
		n := min(1+r.IntN(14), len(runes))
		all = append(all, string(runes[:n]))
		runes = runes[n:]
	}
	return all
}

// plain is a text as it is compared: without signs of style, in one line.
func plain(text string) string {
	return strings.Join(strings.Fields(strings.ToLower(strings.NewReplacer("*", "", "_", "").Replace(text))), " ")
}
