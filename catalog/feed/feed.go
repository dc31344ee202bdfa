package feed

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"

	"github.com/aisle-chat/aisle/catalog"
)

// MaxLine is the longest line in bytes that a feed may hold. A longer one is
// refused without being read into memory.
const MaxLine = 1 << 20

// MaxErrors is how many refused lines a [Report] describes; it counts them all.
const MaxErrors = 1000

// Feed is a stream of products. It is used by one goroutine.
type Feed struct {
	source  io.Closer // nil for Read
	reader  *bufio.Reader
	started bool
	broken  error // what the stream ended with, other than its end
	line    int
	buffer  []byte
	report  Report
}

// Report says what became of a feed's lines so far.
type Report struct {
	// Lines counts the lines that are not blank; Products and Refused add up
	// to it.
	Lines    int
	Products int
	Refused  int
	// Errors are the first MaxErrors refusals in the order of the file.
	Errors []*LineError
}

// LineError is one refused line.
type LineError struct {
	// Line counts from 1, blank lines included.
	Line int
	// Field is what is wrong, such as "price" or "variants[2].price"; empty
	// when the line as a whole is.
	Field string
	// Reason is a sentence about what was expected.
	Reason string
	// Value is the offending text, shortened to a readable length.
	Value string
}

func (e *LineError) Error() string {
	text := fmt.Sprintf("feed: line %d", e.Line)
	if e.Field != "" {
		text += ", " + e.Field
	}
	text += ": " + e.Reason
	if e.Value != "" {
		text += fmt.Sprintf(" (%s)", e.Value)
	}
	return text
}

// Refused reports that only one line was lost and the feed goes on; see
// [catalog.NewIndex].
func (e *LineError) Refused() bool { return true }

// Open opens the feed in a file. Close it when done.
func Open(path string) (*Feed, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("feed: %w", err)
	}
	if info, err := file.Stat(); err == nil && info.IsDir() {
		file.Close()
		return nil, fmt.Errorf("feed: %s is a folder; name the file of products in it", path)
	}
	f := Read(file)
	f.source = file
	return f, nil
}

// Read reads a feed from r. It does not close r.
func Read(r io.Reader) *Feed {
	return &Feed{reader: bufio.NewReaderSize(r, 1<<16)}
}

// Products yields the products in the order of the feed. A refused line yields
// a *LineError and the feed goes on; any other error is the last thing yielded:
// the stream itself broke. Ranging again goes on where the last range stopped.
func (f *Feed) Products() iter.Seq2[catalog.Product, error] {
	return func(yield func(catalog.Product, error) bool) {
		for {
			line, tooLong, err := f.next()
			if err == io.EOF {
				return
			}
			if err != nil {
				yield(catalog.Product{}, err)
				return
			}
			if !tooLong && len(bytes.TrimSpace(line)) == 0 {
				continue
			}
			product, refusal := f.product(line, tooLong)
			if refusal != nil {
				if !yield(catalog.Product{}, refusal) {
					return
				}
			} else if !yield(product, nil) {
				return
			}
		}
	}
}

// Report says what has been read so far.
func (f *Feed) Report() Report { return f.report }

// Close closes the file. A feed of [Read] has none to close.
func (f *Feed) Close() error {
	if f.source == nil {
		return nil
	}
	return f.source.Close()
}

func (f *Feed) product(line []byte, tooLong bool) (catalog.Product, *LineError) {
	f.report.Lines++
	var product catalog.Product
	var refusal *LineError
	if tooLong {
		refusal = &LineError{Reason: fmt.Sprintf("longer than %d bytes", MaxLine)}
	} else {
		product, refusal = decode(line)
	}
	if refusal == nil {
		f.report.Products++
		return product, nil
	}
	refusal.Line = f.line
	f.report.Refused++
	if len(f.report.Errors) < MaxErrors {
		f.report.Errors = append(f.report.Errors, refusal)
	}
	return catalog.Product{}, refusal
}

// next returns the next line without its newline; it is valid until the next
// call.
func (f *Feed) next() (line []byte, tooLong bool, err error) {
	if err := f.start(); err != nil {
		return nil, false, err
	}
	f.buffer = f.buffer[:0]
	for {
		// Peek(1) fills the buffer when it is empty and blocks only then.
		if _, err := f.reader.Peek(1); err != nil {
			if err != io.EOF {
				f.broken = fmt.Errorf("feed: after line %d: %w", f.line, err)
				return nil, false, f.broken
			}
			if len(f.buffer) == 0 && !tooLong {
				return nil, false, io.EOF
			}
			f.line++
			return f.buffer, tooLong, nil
		}
		chunk, _ := f.reader.Peek(f.reader.Buffered())
		end := bytes.IndexAny(chunk, "\r\n")
		part := chunk
		if end >= 0 {
			part = chunk[:end]
		}
		if len(f.buffer)+len(part) > MaxLine {
			tooLong, f.buffer = true, f.buffer[:0]
		} else if !tooLong {
			f.buffer = append(f.buffer, part...)
		}
		if end < 0 {
			f.reader.Discard(len(chunk))
			continue
		}
		carriage := chunk[end] == '\r'
		f.reader.Discard(end + 1)
		if next, _ := f.reader.Peek(1); carriage && len(next) == 1 && next[0] == '\n' {
			f.reader.Discard(1)
		}
		f.line++
		return f.buffer, tooLong, nil
	}
}

// start looks at the first bytes: gzip is unpacked, a byte order mark dropped.
func (f *Feed) start() error {
	if f.broken != nil || f.started {
		return f.broken
	}
	f.started = true
	if magic, _ := f.reader.Peek(2); bytes.Equal(magic, []byte{0x1f, 0x8b}) {
		unpacked, err := gzip.NewReader(f.reader)
		if err != nil {
			f.broken = fmt.Errorf("feed: not a whole gzip file: %w", err)
			return f.broken
		}
		f.reader = bufio.NewReaderSize(unpacked, 1<<16)
	}
	mark, err := f.reader.Peek(3)
	if bytes.Equal(mark, []byte("\xef\xbb\xbf")) {
		f.reader.Discard(3)
	} else if err != nil && !errors.Is(err, io.EOF) {
		f.broken = fmt.Errorf("feed: %w", err)
	}
	return f.broken
}
