package feed

import (
	"strings"
	"unicode/utf8"
)

// header is the first row of a table.
type header struct {
	format Format
	raw    []string // as it stands there
	names  []string // in small letters
	at     map[string]int
}

// find returns the first column that has one of the names, or -1.
func (h *header) find(names ...string) int {
	for _, name := range names {
		if i, ok := h.at[name]; ok {
			return i
		}
	}
	return -1
}

// has tells whether there is a column of one of the names.
func (h *header) has(names ...string) bool { return h.find(names...) >= 0 }

// field is what a report calls a column.
func (h *header) field(column int) string {
	if column < 0 {
		return ""
	}
	return h.raw[column]
}

func newHeader(raw []string) *header {
	h := &header{at: map[string]int{}}
	for i, name := range raw {
		if !utf8.ValidString(name) {
			runes := make([]rune, len(name))
			for j := range len(name) {
				runes[j] = legacyRune(name[j])
			}
			name = string(runes)
		}
		name = strings.Join(strings.Fields(name), " ")
		h.raw = append(h.raw, name)
		name = strings.ToLower(name)
		h.names = append(h.names, name)
		if _, twice := h.at[name]; !twice && name != "" {
			h.at[name] = i
		}
	}
	h.format = h.tell()
	return h
}

// tell returns the format whose columns these are, or "".
func (h *header) tell() Format {
	switch {
	case h.has("handle", "url handle") && h.has("title"):
		return Shopify
	case h.has("name") && h.has("regular price", "in stock?", "is featured?", "attribute 1 name", "visibility in catalog", "visibility in catalogue"):
		return WooCommerce
	case h.has("id", "g:id") && h.has("title", "g:title") &&
		h.has(merchantColumns("price", "availability", "link", "image link", "image_link", "description")...):
		return Merchant
	default:
		return ""
	}
}

func merchantColumns(names ...string) []string {
	for _, name := range names {
		names = append(names, "g:"+name)
	}
	return names
}

// skipped is what stands in front of the first row.
type skipped struct{ bytes, lines int }

// findHeader looks for a header at the beginning of a stream. It is nil when the
// first line is that of no format.
func findHeader(in interface{ Peek(int) ([]byte, error) }) (h *header, skip skipped, comma byte) {
	start, _ := in.Peek(peeked)
	for {
		line, size := firstLine(start[skip.bytes:])
		skip.bytes += size
		skip.lines++
		text := strings.TrimSpace(string(line))
		switch {
		case size == 0:
			return nil, skip, 0
		case text == "":
			continue
		case len(text) == 5 && strings.EqualFold(text[:4], "sep="): // Excel says so
			continue
		}
		for _, comma := range []byte{'\t', ',', ';', '|'} {
			var c cells
			if open, sound := c.scan(line, comma); open || !sound {
				continue
			}
			if h := newHeader(c.strings()); h.format != "" {
				return h, skip, comma
			}
		}
		return nil, skip, 0
	}
}
