package feed

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"regexp"
	"strings"
)

// merchantSpace is the namespace of Merchant Center's fields.
const merchantSpace = "http://base.google.com/ns/1.0"

var (
	merchantPrefix = regexp.MustCompile(`xmlns:([\w.-]+)\s*=\s*["']` + regexp.QuoteMeta(merchantSpace) + `["']`)
	feedRoot       = regexp.MustCompile(`(?i)<([\w.-]+:)?(rss|feed|rdf|channel)\b`)
)

// xmlItems cuts a feed of RSS or Atom into its items before any of them is
// parsed, so that one that is no sound XML costs itself alone. An item ends with
// its end tag, or where another one begins.
type xmlItems struct {
	ledger *ledger
	in     *bufio.Reader
	line   int    // that of the byte read last, from 1
	tail   []byte // up to three bytes that were read last
	// before is what stands in front of the first item: it tells the prefix that
	// the fields have.
	before []byte
	prefix string
	seen   bool   // there was an item
	quoted string // what ends the comment or the plain section around, or ""
	// The item that is being read.
	name    string // that of its tag; "" between items
	began   int
	text    []byte
	tooLong bool
	opening bool // within its start tag
	ending  bool // within its end tag
}

func newXMLItems(l *ledger, in *bufio.Reader) *xmlItems {
	return &xmlItems{ledger: l, in: in, line: 1, prefix: "g"}
}

func (x *xmlItems) next() (item, bool, error) {
	for {
		bracket, err := x.read()
		if err == io.EOF {
			return item{}, false, x.end()
		}
		if err != nil {
			return item{}, false, fmt.Errorf("feed: after line %d: %w", x.line, err)
		}
		switch {
		case bracket == '<':
			if lost := x.tag(); lost {
				return item{}, false, nil
			}
		case bracket != '>':
		case x.quoted != "":
			if string(x.tail) == x.quoted {
				x.quoted = ""
			}
		case x.ending || x.opening && bytes.HasSuffix(x.text, []byte("/>")):
			return x.item()
		default:
			x.opening = false
		}
	}
}

// read reads up to the next angle bracket, or a part of what is in front of it,
// and returns its last byte.
func (x *xmlItems) read() (last byte, err error) {
	if _, err := x.in.Peek(1); err != nil {
		return 0, err
	}
	chunk, _ := x.in.Peek(x.in.Buffered())
	if end := bytes.IndexAny(chunk, "<>"); end >= 0 {
		chunk = chunk[:end+1]
	}
	x.line += bytes.Count(chunk, []byte("\n")) + bytes.Count(chunk, []byte("\r")) - bytes.Count(chunk, []byte("\r\n"))
	if chunk[0] == '\n' && bytes.HasSuffix(x.tail, []byte("\r")) {
		x.line-- // the other half of a newline
	}
	switch {
	case x.name != "" && !x.tooLong:
		if x.text = append(x.text, chunk...); len(x.text) > MaxLine {
			x.tooLong, x.text = true, x.text[:0]
		}
	case !x.seen && len(x.before) < peeked:
		x.before = append(x.before, chunk...)
	}
	x.tail = append(x.tail, chunk[max(0, len(chunk)-3):]...)
	x.tail = append(x.tail[:0], x.tail[max(0, len(x.tail)-3):]...)
	last = chunk[len(chunk)-1]
	x.in.Discard(len(chunk))
	return last, nil
}

// tag looks at what stands behind a "<". lost is true when that began an item
// within another one, which is refused.
func (x *xmlItems) tag() (lost bool) {
	ahead, _ := x.in.Peek(16)
	switch {
	case x.name != "" && x.quoted == "" && isTag(ahead, "/"+x.name):
		x.ending = true
	case x.quoted != "" && x.name == "":
		// What is in a comment between items is no item.
	case isTag(ahead, "item"):
		return x.begin("item")
	case isTag(ahead, "entry"):
		return x.begin("entry")
	case x.quoted != "":
	case bytes.HasPrefix(ahead, []byte("!--")):
		x.quoted = "-->"
	case bytes.HasPrefix(ahead, []byte("![CDATA[")):
		x.quoted = "]]>"
	}
	return false
}

// isTag tells whether text begins with the name of a tag.
func isTag(text []byte, name string) bool {
	rest, found := bytes.CutPrefix(text, []byte(name))
	return found && (len(rest) == 0 || strings.IndexByte(" \t\r\n/>", rest[0]) >= 0)
}

func (x *xmlItems) begin(name string) (lost bool) {
	if !x.seen {
		x.seen = true
		if m := merchantPrefix.FindSubmatch(x.before); m != nil {
			x.prefix = string(m[1])
		}
		x.before = nil
	}
	if lost = x.name != ""; lost {
		x.lose("is not closed before the next one begins")
	}
	x.name, x.began, x.text, x.tooLong = name, x.line, append(x.text[:0], '<'), false
	x.opening, x.ending, x.quoted = true, false, ""
	return lost
}

// lose refuses the item that is being read.
func (x *xmlItems) lose(reason string, args ...any) {
	x.ledger.line()
	x.ledger.refuse(x.began, "", string(x.text[:min(len(x.text), 400)]), reason, args...)
	x.name, x.text = "", x.text[:0]
}

// end is called where the feed ends.
func (x *xmlItems) end() error {
	switch {
	case x.name != "":
		x.lose("is not closed before the feed ends")
		return nil
	case !x.seen && !feedRoot.Match(x.before):
		return fmt.Errorf("%w; it is XML without an item or an entry", ErrFormat)
	}
	return io.EOF
}

// item parses the item that was read.
func (x *xmlItems) item() (item, bool, error) {
	x.opening, x.ending = false, false
	if x.tooLong {
		x.lose("longer than %d bytes", MaxLine)
		return item{}, false, nil
	}
	p := itemParser{prefix: x.prefix}
	cleaned, dropped := withoutControls(x.text)
	if err := p.parse(cleaned); err != nil {
		x.lose("is not sound XML: %v", err)
		return item{}, false, nil
	}
	x.ledger.line()
	if dropped != "" {
		x.ledger.repair(x.began, "", dropped, "has characters that XML does not allow; left out")
	}
	i := item{x.began, append(p.own, p.plain...)}
	for at := 0; at < len(i.fields); at += 2 {
		if strings.ContainsRune(i.fields[at+1], '\uFFFD') {
			x.ledger.repair(x.began, i.fields[at], i.fields[at+1], "holds bytes that are not UTF-8, shown as �")
		}
	}
	x.name, x.text = "", x.text[:0]
	return i, true, nil
}
