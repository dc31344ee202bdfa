package feed

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
)

// MaxLine is the longest record in bytes that a feed may hold: a line of JSON, a
// row with all its lines, an item of XML. A longer one is refused without being
// read into memory.
const MaxLine = 1 << 20

// lineReader splits a stream into lines, whatever their newlines are.
type lineReader struct {
	in     *bufio.Reader
	line   int // number of the line that next returned
	buffer []byte
	broken error
}

// next returns the next line without its newline; it is valid until the next
// call. A line beyond MaxLine comes back empty, with tooLong.
func (r *lineReader) next() (line []byte, tooLong bool, err error) {
	if r.broken != nil {
		return nil, false, r.broken
	}
	r.buffer = r.buffer[:0]
	for {
		// Peek(1) fills the buffer when it is empty and blocks only then.
		if _, err := r.in.Peek(1); err != nil {
			if err != io.EOF {
				r.broken = fmt.Errorf("feed: after line %d: %w", r.line, err)
				return nil, false, r.broken
			}
			if len(r.buffer) == 0 && !tooLong {
				return nil, false, io.EOF
			}
			r.line++
			return r.buffer, tooLong, nil
		}
		chunk, _ := r.in.Peek(r.in.Buffered())
		end := bytes.IndexAny(chunk, "\r\n")
		part := chunk
		if end >= 0 {
			part = chunk[:end]
		}
		if len(r.buffer)+len(part) > MaxLine {
			tooLong, r.buffer = true, r.buffer[:0]
		} else if !tooLong {
			r.buffer = append(r.buffer, part...)
		}
		if end < 0 {
			r.in.Discard(len(chunk))
			continue
		}
		carriage := chunk[end] == '\r'
		r.in.Discard(end + 1)
		if next, _ := r.in.Peek(1); carriage && len(next) == 1 && next[0] == '\n' {
			r.in.Discard(1)
		}
		r.line++
		return r.buffer, tooLong, nil
	}
}

// firstLine returns the first line of text, and how long it is with its newline.
func firstLine(text []byte) (line []byte, size int) {
	end := bytes.IndexAny(text, "\r\n")
	if end < 0 {
		return text, len(text)
	}
	size = end + 1
	if text[end] == '\r' && size < len(text) && text[size] == '\n' {
		size++
	}
	return text[:end], size
}
