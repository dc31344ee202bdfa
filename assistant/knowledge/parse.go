package knowledge

import (
	"bytes"
	"errors"
	"fmt"
	"net"
	"net/url"
	"regexp"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/goccy/go-yaml"

	"github.com/aisle-chat/aisle/assistant"
)

// front is the front matter of an article.
type front struct {
	ID        string   `yaml:"id"`
	Title     string   `yaml:"title"`
	Questions []string `yaml:"questions"`
	Tags      []string `yaml:"tags"`
	URL       string   `yaml:"url"`
	ValidFrom string   `yaml:"valid_from"`
	ValidTo   string   `yaml:"valid_to"`
}

var idPattern = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$`)

// Parse reads one article, whose text may cite terms. The error is an [*Error]
// that names file.
func Parse(file string, data []byte, terms assistant.Terms) (*Article, error) {
	return parse(file, data, newValues(terms, false))
}

func parse(file string, data []byte, values *values) (*Article, error) {
	r := reader{file: file, values: values}
	text, bad := cleanText(file, data)
	if bad != nil {
		return nil, bad
	}
	head, body, ok := cutFront(text)
	if !ok {
		return nil, r.fail(1, "", "an article begins with front matter between two lines of ---")
	}
	r.head = head
	f, err := decodeFront(head)
	if err != nil {
		return nil, r.yamlError(err)
	}
	a := &Article{ID: f.ID, Title: strings.TrimSpace(f.Title), Questions: f.Questions, Tags: f.Tags, URL: f.URL, File: file}
	if a.ID == "" {
		return nil, r.fail(1, "id", "is missing")
	}
	if !idPattern.MatchString(a.ID) {
		return nil, r.failField("id", f.ID, "takes up to 100 letters, digits, points, hyphens and underscores")
	}
	if a.Title == "" {
		return nil, r.fail(1, "title", "is missing")
	}
	if !isLink(a.URL) {
		return nil, r.failField("url", f.URL, "must be a path such as /help/returns or begin with https://")
	}
	if a.ValidFrom, err = day(f.ValidFrom); err != nil {
		return nil, r.failField("valid_from", f.ValidFrom, "must be a day such as 2026-11-27")
	}
	if a.ValidTo, err = day(f.ValidTo); err != nil {
		return nil, r.failField("valid_to", f.ValidTo, "must be a day such as 2026-11-27")
	}
	if !a.ValidTo.IsZero() {
		if a.ValidTo.Before(a.ValidFrom) {
			return nil, r.failField("valid_to", "", "is before valid_from")
		}
		a.ValidTo = a.ValidTo.AddDate(0, 0, 1) // the last day is included
	}
	first := 3 + strings.Count(head, "\n")
	body, bad = r.render(body, first)
	if bad != nil {
		return nil, bad
	}
	a.Passages = passages(body, first)
	if len(a.Passages) == 0 {
		return nil, r.fail(0, "", "the article has no text below its front matter")
	}
	return a, nil
}

// cleanText returns what stands in a file, without a byte order mark and with
// the line ends of Unix.
func cleanText(file string, data []byte) (string, *Error) {
	switch {
	case len(data) > MaxFileSize:
		return "", &Error{File: file, Reason: fmt.Sprintf("the file is larger than the %d bytes that are read; cut it into several", MaxFileSize)}
	case !utf8.Valid(data):
		return "", &Error{File: file, Line: 1 + bytes.Count(data[:firstInvalid(data)], []byte("\n")), Reason: "this is not UTF-8 text"}
	}
	return strings.ReplaceAll(strings.TrimPrefix(string(data), "\ufeff"), "\r\n", "\n"), nil
}

// decodeFront reads YAML. The decoder panics on some text that is not YAML at
// all, which must not end the shop.
func decodeFront(head string) (f front, err error) {
	defer func() {
		if recover() != nil {
			err = errors.New("this is no YAML that can be read")
		}
	}()
	err = yaml.UnmarshalWithOptions([]byte(head), &f, yaml.Strict())
	return f, err
}

// cutFront cuts a file into its front matter and what follows. The head keeps
// its final newline, so that the body begins on line 3 plus its lines.
func cutFront(text string) (head, body string, ok bool) {
	rest, ok := strings.CutPrefix(text, "---\n")
	if !ok {
		return "", "", false
	}
	if body, ok := strings.CutPrefix(rest, "---\n"); ok {
		return "", body, true
	}
	head, body, ok = strings.Cut(rest, "\n---\n")
	if !ok {
		head, ok = strings.CutSuffix(rest, "\n---")
	}
	return head + "\n", body, ok
}

// reader reads one article.
type reader struct {
	file, head string
	values     *values
}

func (r reader) fail(line int, field, reason string) *Error {
	return &Error{File: r.file, Line: line, Field: field, Reason: reason}
}

// failField blames the value of a key that stands in the front matter.
func (r reader) failField(field, value, reason string) *Error {
	e := r.fail(1, field, reason)
	e.Value = value
	line := 1
	for text := range strings.Lines(r.head) {
		if line++; strings.HasPrefix(text, field+":") {
			e.Line = line
			break
		}
	}
	return e
}

// yamlError turns the decoder's error into ours: its first line is the reason,
// and the key above the place is the field.
func (r reader) yamlError(err error) *Error {
	reason, line := err.Error(), 1
	if e, ok := errors.AsType[yaml.Error](err); ok {
		reason = e.GetMessage()
		if token := e.GetToken(); token != nil && token.Position != nil {
			line = 1 + token.Position.Line
		}
	}
	reason, _, _ = strings.Cut(reason, "\n")
	field := ""
	n := 1
	for text := range strings.Lines(r.head) {
		if n++; n > line {
			break
		}
		if key, _, ok := strings.Cut(text, ":"); ok && key != "" && key == strings.TrimSpace(key) && !strings.HasPrefix(key, "-") {
			field = key
		}
	}
	return r.fail(line, field, reason)
}

// isLink reports whether a link leads to https or into the shop itself; http
// is for a shop on the developer's own machine.
func isLink(link string) bool {
	if link == "" {
		return true
	}
	u, err := url.Parse(link)
	if err != nil || strings.ContainsAny(link, "\\ \t\n") {
		return false
	}
	switch u.Scheme {
	case "https":
		return u.Host != ""
	case "http":
		ip := net.ParseIP(u.Hostname())
		return u.Hostname() == "localhost" || ip != nil && ip.IsLoopback()
	case "":
		return u.Host == "" && strings.HasPrefix(link, "/")
	default:
		return false
	}
}

func day(s string) (time.Time, error) {
	if s == "" {
		return time.Time{}, nil
	}
	return time.Parse(time.DateOnly, s)
}

func firstInvalid(data []byte) int {
	at := 0
	for at < len(data) {
		r, size := utf8.DecodeRune(data[at:])
		if r == utf8.RuneError && size <= 1 {
			return at
		}
		at += size
	}
	return at
}
