package feed

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"
)

// Format is a kind of feed.
type Format string

// The formats that are told apart by their content.
const (
	JSONLines   Format = "JSON Lines"
	Shopify     Format = "Shopify CSV"
	MerchantXML Format = "Google Merchant Center XML"
	Merchant    Format = "Google Merchant Center table"
	WooCommerce Format = "WooCommerce CSV"
)

// ErrFormat says that a file is none of the formats. Test with errors.Is.
var ErrFormat = errors.New("feed: this is no feed that can be read: it wants a Shopify or WooCommerce product CSV, " +
	"a Google Merchant Center feed (XML or a table), or JSON Lines")

// peeked is how much of a stream is looked at, at most, to tell what it is.
const peeked = 64 << 10

// beginning is how much of a file shows that it is no text: what is none has a zero
// byte in there.
const beginning = 512

// detect looks at the first bytes: gzip is unpacked, a byte order mark dropped,
// UTF-16 converted, and the reader of the format returned.
func (f *Feed) detect() (source, error) {
	in := bufio.NewReaderSize(f.in, peeked)
	if magic, _ := in.Peek(2); bytes.Equal(magic, []byte{0x1f, 0x8b}) {
		unpacked, err := gzip.NewReader(in)
		if err != nil {
			return nil, fmt.Errorf("feed: not a whole gzip file: %w", err)
		}
		in = bufio.NewReaderSize(unpacked, peeked)
	}
	in, err := f.mark(in)
	if err != nil {
		return nil, err
	}
	first, err := firstByte(in)
	if err != nil {
		return nil, err
	}
	switch first {
	case 0, '{', '[':
		return f.jsonLines(in), nil
	case '<':
		return f.merchantXML(in)
	}
	if source := f.table(in); source != nil {
		return source, nil
	}
	// Behind the header of a table a zero is a damaged cell.
	if start, _ := in.Peek(peeked); bytes.IndexByte(start[:min(beginning, len(start))], 0) >= 0 && !bytes.Contains(start, []byte("\n{\"")) {
		return nil, fmt.Errorf("%w; it begins with %q and is no text, but a picture, a program or the like", ErrFormat, start[:min(8, len(start))])
	}
	// A damaged first line of JSON costs itself, and no more; cells under names
	// that nobody knows, and what is no text, cost the whole file.
	start, _ := in.Peek(peeked)
	line, _ := firstLine(bytes.TrimLeft(start, " \t\r\n"))
	if bytes.ContainsAny(line, "\t,;|\x00") && !bytes.Contains(start, []byte("\n{")) && !bytes.Contains(start, []byte("\r{")) {
		return nil, fmt.Errorf("%w; it begins with %q", ErrFormat, shorten(string(line)))
	}
	return f.jsonLines(in), nil
}

// mark drops the byte order mark and converts UTF-16.
func (f *Feed) mark(in *bufio.Reader) (*bufio.Reader, error) {
	f.ledger.report.Encoding = "UTF-8"
	start, err := in.Peek(4)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("feed: %w", err)
	}
	var order binary.ByteOrder
	switch {
	case bytes.HasPrefix(start, []byte("\xef\xbb\xbf")):
		in.Discard(3)
	case bytes.HasPrefix(start, []byte("\xff\xfe")):
		in.Discard(2)
		order = binary.LittleEndian
	case bytes.HasPrefix(start, []byte("\xfe\xff")):
		in.Discard(2)
		order = binary.BigEndian
	case len(start) == 4 && start[0] != 0 && start[1] == 0 && start[2] != 0 && start[3] == 0:
		order = binary.LittleEndian
	case len(start) == 4 && start[0] == 0 && start[1] != 0 && start[2] == 0 && start[3] != 0:
		order = binary.BigEndian
	}
	if order == nil {
		return in, nil
	}
	f.ledger.report.Encoding = "UTF-16"
	return bufio.NewReaderSize(&utf16Reader{in: in, order: order}, peeked), nil
}

// firstByte returns the first byte that is not blank without reading it, or 0
// when there is none among those looked at.
func firstByte(in *bufio.Reader) (byte, error) {
	for n := 512; ; n *= 2 {
		start, err := in.Peek(min(n, peeked))
		if text := bytes.TrimLeft(start, " \t\r\n"); len(text) > 0 {
			return text[0], nil
		}
		if err != nil && !errors.Is(err, io.EOF) {
			return 0, fmt.Errorf("feed: %w", err)
		}
		if err != nil || n >= peeked {
			return 0, nil
		}
	}
}

func (f *Feed) jsonLines(in *bufio.Reader) source {
	f.ledger.report.Format = JSONLines
	return &jsonLines{ledger: &f.ledger, lines: lineReader{in: in}}
}

// text converts what may be Windows-1252. It is called once the format is known
// from its ASCII.
func (f *Feed) text(in *bufio.Reader, forced bool) *bufio.Reader {
	if f.ledger.report.Encoding != "UTF-8" {
		return in
	}
	text := &textReader{in: in, forced: forced}
	f.ledger.text = text
	return bufio.NewReaderSize(text, peeked)
}

var (
	xmlEncoding = regexp.MustCompile(`^\s*<\?xml[^>]*\sencoding\s*=\s*["']([\w.:-]+)["']`)
	htmlPage    = regexp.MustCompile(`(?i)^\s*(<!--.*?-->\s*)*<(!doctype\s+html|html)\b`)
)

// merchantXML reads RSS and Atom.
func (f *Feed) merchantXML(in *bufio.Reader) (source, error) {
	start, _ := in.Peek(1 << 10)
	if htmlPage.Match(start) {
		return nil, fmt.Errorf("%w; it is an HTML page: is the address that of the feed, and may it be read without logging in?", ErrFormat)
	}
	forced := false
	if m := xmlEncoding.FindSubmatch(start); m != nil {
		switch name := strings.ToLower(string(m[1])); name {
		case "utf-8", "utf8", "us-ascii", "ascii":
		case "utf-16", "utf-16le", "utf-16be":
			// Had it been so, its bytes would have said it.
		case "windows-1252", "cp1252", "iso-8859-1", "iso8859-1", "latin1", "latin-1", "iso_8859-1":
			forced = true
		default:
			return nil, fmt.Errorf("feed: the encoding %s is not one that can be read; save the feed as UTF-8", name)
		}
	}
	f.ledger.report.Format = MerchantXML
	return f.merchant(newXMLItems(&f.ledger, f.text(in, forced))), nil
}

// table reads Shopify, WooCommerce and Merchant Center tables; it returns nil
// when the first line is the header of none of them.
func (f *Feed) table(in *bufio.Reader) source {
	header, skip, comma := findHeader(in)
	if header == nil {
		return nil
	}
	in.Discard(skip.bytes)
	t := &table{ledger: &f.ledger, comma: comma, header: header}
	f.ledger.report.Format = header.format
	t.lines = lineReader{in: f.text(in, false), line: skip.lines}
	switch header.format {
	case Shopify:
		return newShopify(&f.ledger, t)
	case WooCommerce:
		return f.woo(t)
	default:
		return f.merchant(newMerchantTable(t))
	}
}
