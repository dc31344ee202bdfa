package feed

import (
	"bufio"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"io"
	"os"
)

// spoolMemory is how many bytes of a feed are put aside in memory before a file
// takes them.
const spoolMemory = 4 << 20

// spool keeps the lines of a feed whose lines may belong together wherever they
// stand. They are written once, in order, and then read: all in order, or those
// of one group, each of which knows where the one before it is. Up to
// spoolMemory bytes stay in memory, the rest lies in a temporary file (see
// os.TempDir) of about the feed's size. In memory there is beside it one entry
// of some 60 bytes a group.
type spool struct {
	file   *os.File
	named  bool   // the file can still be found in its folder
	buffer []byte // not written yet
	size   int64  // written and not
	groups map[group]chain
	scan   *bufio.Reader // over everything, once it is complete
	at     int64         // where scan is
}

// group names lines that belong together. It is a hash, so that an entry is
// small whatever the name is.
type group [16]byte

func groupOf(kind, name string) group {
	sum := sha256.Sum256([]byte(kind + "\x00" + name))
	return group(sum[:16])
}

// chain is where the last line of a group is, and how many lines it has.
type chain struct {
	last  int64
	lines int32
}

// entry is one line that was put aside.
type entry struct {
	offset int64
	before int64 // the line before it in its group, or -1
	line   int
	fields []string
}

// headSize is that of the fixed part of an entry: the length of what follows,
// the line before, and the number of the line.
const headSize = 4 + 8 + 8

func newSpool() *spool { return &spool{groups: map[group]chain{}} }

// add puts a line aside. A line with a group is linked to those before it.
func (s *spool) add(line int, fields []string, g *group) error {
	before := int64(-1)
	if g != nil {
		c, ok := s.groups[*g]
		if ok {
			before = c.last
		}
		s.groups[*g] = chain{s.size, c.lines + 1}
	}
	from := len(s.buffer)
	s.buffer = append(s.buffer, make([]byte, headSize)...)
	for _, field := range fields {
		s.buffer = binary.AppendUvarint(s.buffer, uint64(len(field)))
		s.buffer = append(s.buffer, field...)
	}
	head := s.buffer[from:]
	binary.LittleEndian.PutUint32(head, uint32(len(head)-headSize))
	binary.LittleEndian.PutUint64(head[4:], uint64(before))
	binary.LittleEndian.PutUint64(head[12:], uint64(line))
	s.size += int64(len(head))
	if len(s.buffer) < spoolMemory {
		return nil
	}
	return s.flush()
}

// flush moves the buffer into the file.
func (s *spool) flush() error {
	if s.file == nil {
		file, err := os.CreateTemp("", "aisle-feed-*")
		if err != nil {
			return fmt.Errorf("feed: lines that belong together may stand anywhere in this feed, and a temporary file for them cannot be made: %w", err)
		}
		// Where the system allows it the file loses its name at once, so that
		// nothing is left behind whatever happens.
		s.file, s.named = file, os.Remove(file.Name()) != nil
	}
	if _, err := s.file.Write(s.buffer); err != nil {
		return fmt.Errorf("feed: the temporary file of the feed: %w", err)
	}
	s.buffer = s.buffer[:0]
	return nil
}

// complete ends the writing.
func (s *spool) complete() error {
	if s.file != nil {
		if err := s.flush(); err != nil {
			return err
		}
		s.buffer = nil
	}
	s.scan = bufio.NewReaderSize(io.NewSectionReader(s, 0, s.size), 64<<10)
	return nil
}

// ReadAt reads what was put aside.
func (s *spool) ReadAt(p []byte, offset int64) (int, error) {
	if s.file != nil {
		return s.file.ReadAt(p, offset)
	}
	if offset >= int64(len(s.buffer)) {
		return 0, io.EOF
	}
	n := copy(p, s.buffer[offset:])
	if n < len(p) {
		return n, io.EOF
	}
	return n, nil
}

// next returns the next line in order, or io.EOF.
func (s *spool) next() (entry, error) {
	if s.at >= s.size {
		return entry{}, io.EOF
	}
	var head [headSize]byte
	if _, err := io.ReadFull(s.scan, head[:]); err != nil {
		return entry{}, fmt.Errorf("feed: the temporary file of the feed: %w", err)
	}
	body := make([]byte, binary.LittleEndian.Uint32(head[:]))
	if _, err := io.ReadFull(s.scan, body); err != nil {
		return entry{}, fmt.Errorf("feed: the temporary file of the feed: %w", err)
	}
	e := unpack(s.at, head[:], body)
	s.at += int64(headSize + len(body))
	return e, nil
}

// lines is how many lines a group has.
func (s *spool) lines(g group) int { return int(s.groups[g].lines) }

// take returns the lines of a group in order, and forgets the group. It is empty
// for a group that is not there, or was taken.
func (s *spool) take(g group) ([]entry, error) {
	c, ok := s.groups[g]
	if !ok {
		return nil, nil
	}
	delete(s.groups, g)
	entries := make([]entry, c.lines)
	for i, offset := len(entries)-1, c.last; i >= 0; i-- {
		e, err := s.entry(offset)
		if err != nil {
			return nil, fmt.Errorf("feed: the temporary file of the feed: %w", err)
		}
		entries[i], offset = e, e.before
	}
	return entries, nil
}

func (s *spool) entry(offset int64) (entry, error) {
	var start [1 << 10]byte
	n, err := s.ReadAt(start[:], offset)
	if n < headSize {
		return entry{}, err
	}
	size := int(binary.LittleEndian.Uint32(start[:]))
	body := make([]byte, size)
	if copied := copy(body, start[headSize:n]); copied < size {
		if _, err := s.ReadAt(body[copied:], offset+int64(headSize+copied)); err != nil {
			return entry{}, err
		}
	}
	return unpack(offset, start[:headSize], body), nil
}

func unpack(offset int64, head, body []byte) entry {
	e := entry{
		offset: offset, before: int64(binary.LittleEndian.Uint64(head[4:])),
		line: int(binary.LittleEndian.Uint64(head[12:])),
	}
	for text := string(body); len(body) > 0; {
		size, n := binary.Uvarint(body)
		end := n + int(size)
		e.fields = append(e.fields, text[n:end])
		text, body = text[end:], body[end:]
	}
	return e
}

// close removes the temporary file.
func (s *spool) close() {
	if s.file != nil {
		s.file.Close()
		if s.named {
			os.Remove(s.file.Name())
		}
		s.file = nil
	}
}
