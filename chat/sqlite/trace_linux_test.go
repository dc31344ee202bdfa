package sqlite

import (
	"encoding/hex"
	"fmt"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

type stepKind int

const (
	stepCreate stepKind = iota + 1
	stepWrite
	stepTruncate
	stepUnlink
	stepBegin // of a sync: what has been written so far is meant
	stepSync  // of a file, or of the folder where the name is empty
	stepAck   // somebody was told that something is stored
)

// step is something that a process asked of the disk, or told somebody. Steps
// are in the order in which they were done; what is told counts from the moment
// at which it begins.
type step struct {
	kind stepKind
	// name is the file's; of an acknowledgement the conversation.
	name string
	// offset is where a write begins, the size after a truncation, and the seq of
	// an acknowledgement.
	offset int64
	data   []byte
	// by is who syncs, to tell its beginning from that of another sync.
	by string
}

var (
	unfinished = regexp.MustCompile(`^(\d+) +(\w+)\((.*) <unfinished \.\.\.>$`)
	resumed    = regexp.MustCompile(`^(\d+) +<\.\.\. (\w+) resumed>(.*)$`)
	called     = regexp.MustCompile(`^(\d+) +(\w+)\((.*)\) += (-?\d+)`)
	quoted     = regexp.MustCompile(`"((?:\\x[0-9a-f]{2})*)"`)
)

// tracer turns lines of strace -f -xx into steps with files of one folder.
type tracer struct {
	dir   string
	steps []step
	// open are the names of open files by their descriptor; the folder is ".".
	open  map[string]string
	known map[string]bool   // files that there are
	begun map[string]string // what a thread has begun to call
}

func readTrace(text, dir string) ([]step, error) {
	r := &tracer{dir: dir, open: map[string]string{}, known: map[string]bool{}, begun: map[string]string{}}
	for line := range strings.Lines(text) {
		line = strings.TrimSuffix(line, "\n")
		if m := unfinished.FindStringSubmatch(line); m != nil {
			r.begun[m[1]] = m[3]
			r.begin(m[1], m[2], m[3])
			continue
		}
		whole := false
		if m := resumed.FindStringSubmatch(line); m != nil {
			line = m[1] + " " + m[2] + "(" + r.begun[m[1]] + m[3]
			whole = true
		}
		m := called.FindStringSubmatch(line)
		if m == nil {
			continue // a signal, or the end of a thread
		}
		if !whole {
			r.begin(m[1], m[2], m[3])
		}
		if err := r.end(m[1], m[2], m[3], m[4]); err != nil {
			return nil, fmt.Errorf("%w in %.200s", err, line)
		}
	}
	return r.steps, nil
}

// begin takes note of what counts from its beginning.
func (r *tracer) begin(by, call, args string) {
	fd, _, _ := strings.Cut(args, ",")
	switch call {
	case "write":
		var conversation string
		var seq int64
		if n, _ := fmt.Sscan(string(bytesOf(args)), &conversation, &seq); fd == "1" && n == 2 {
			r.steps = append(r.steps, step{kind: stepAck, name: conversation, offset: seq})
		}
	case "fsync", "fdatasync":
		if name := r.open[fd]; name != "" {
			r.steps = append(r.steps, step{kind: stepBegin, name: name, by: by})
		}
	}
}

// end adds what has been done.
func (r *tracer) end(by, call, args, result string) error {
	fd, rest, _ := strings.Cut(args, ",")
	name := r.open[fd]
	switch call {
	case "open", "openat":
		return r.opened(string(bytesOf(args)), result)
	case "close":
		delete(r.open, fd)
	case "unlink":
		if name := r.inside(string(bytesOf(args))); name != "" && result == "0" {
			delete(r.known, name)
			r.steps = append(r.steps, step{kind: stepUnlink, name: name})
		}
	case "pwrite64":
		if name == "" {
			return nil
		}
		data := bytesOf(rest)
		offset, err := strconv.ParseInt(strings.TrimSpace(rest[strings.LastIndex(rest, ",")+1:]), 10, 64)
		if err != nil || strconv.Itoa(len(data)) != result {
			return fmt.Errorf("%d bytes were written of %s, %w", len(data), result, err)
		}
		r.steps = append(r.steps, step{kind: stepWrite, name: name, offset: offset, data: data})
	case "ftruncate":
		size, err := strconv.ParseInt(strings.TrimSpace(rest), 10, 64)
		if name != "" && result == "0" {
			r.steps = append(r.steps, step{kind: stepTruncate, name: name, offset: size})
		}
		return err
	case "fsync", "fdatasync":
		if name != "" && result == "0" {
			r.steps = append(r.steps, step{kind: stepSync, name: name, by: by})
		}
	}
	return nil
}

func (r *tracer) opened(path, result string) error {
	name := r.inside(path)
	if name == "" || strings.HasPrefix(result, "-") {
		return nil
	}
	r.open[result] = name
	if name != "." && !r.known[name] {
		r.known[name] = true
		r.steps = append(r.steps, step{kind: stepCreate, name: name})
	}
	return nil
}

// inside is the name of a file in the folder; empty for all others, and for the
// memory that processes share, which a power cut takes along.
func (r *tracer) inside(path string) string {
	name, err := filepath.Rel(r.dir, path)
	if err != nil || strings.Contains(name, "/") || name == ".." || strings.HasSuffix(name, "-shm") {
		return ""
	}
	return name
}

// bytesOf is the first string of arguments.
func bytesOf(args string) []byte {
	m := quoted.FindStringSubmatch(args)
	if m == nil {
		return nil
	}
	data, _ := hex.DecodeString(strings.ReplaceAll(m[1], `\x`, "")) // by the pattern
	return data
}

// inode is a file, whatever its name.
type inode struct {
	synced []byte // what is safe
	ops    []step // what is not, as it was done
}

// move is a change of the folder.
type move struct {
	name string
	to   *inode // nil removes the name
}

// disk is a file system that keeps what was synced and is free to keep more.
// Changes of a folder are kept in their order, as those with a journal do.
type disk struct {
	synced  bool // whether syncs count
	entries map[string]*inode
	safe    []move
	moves   []move // not synced yet
	begun   map[string]mark
}

// mark is how much there was when a sync began.
type mark struct{ ops, moves int }

func (d *disk) do(s step) {
	if d.begun == nil {
		d.begun = map[string]mark{}
	}
	file := d.entries[s.name]
	switch s.kind {
	case stepCreate:
		file = &inode{}
		d.entries[s.name] = file
		d.moves = append(d.moves, move{s.name, file})
	case stepUnlink:
		delete(d.entries, s.name)
		d.moves = append(d.moves, move{s.name, nil})
	case stepWrite, stepTruncate:
		file.ops = append(file.ops, s)
	case stepBegin:
		m := mark{moves: len(d.moves)}
		if file != nil {
			m.ops = len(file.ops)
		}
		d.begun[s.by] = m
	case stepSync:
		if !d.synced {
			return
		}
		m := d.begun[s.by]
		if s.name == "." {
			d.safe, d.moves = append(d.safe, d.moves[:m.moves]...), d.moves[m.moves:]
			return
		}
		if file == nil {
			return // it has no name any more
		}
		for _, op := range file.ops[:m.ops] {
			file.synced = apply(file.synced, op, 1)
		}
		file.ops = file.ops[m.ops:]
	}
}

// left are the files after a power cut.
func (d *disk) left(survives func() float64) map[string][]byte {
	kept := d.safe
	for _, m := range d.moves {
		if survives() < 1 {
			break
		}
		kept = append(kept[:len(kept):len(kept)], m)
	}
	names := map[string]*inode{}
	for _, m := range kept {
		if m.to == nil {
			delete(names, m.name)
		} else {
			names[m.name] = m.to
		}
	}
	files := map[string][]byte{}
	for name, file := range names {
		content := append([]byte(nil), file.synced...)
		for _, op := range file.ops {
			content = apply(content, op, survives())
		}
		files[name] = content
	}
	return files
}

// sector is what a disk writes whole.
const sector = 512

// apply does a write or a truncation, or as many sectors of it as there is of it.
func apply(content []byte, s step, share float64) []byte {
	if share == 0 {
		return content
	}
	if s.kind == stepTruncate {
		return append(content[:min(s.offset, int64(len(content)))], make([]byte, max(0, s.offset-int64(len(content))))...)
	}
	data := s.data
	if share < 1 {
		data = data[:int(share*float64(len(data)))/sector*sector]
	}
	if short := s.offset + int64(len(data)) - int64(len(content)); short > 0 {
		content = append(content, make([]byte, short)...)
	}
	copy(content[s.offset:], data)
	return content
}

func TestReadTrace(t *testing.T) {
	const text = `7 openat(AT_FDCWD, "\x2f\x64\x2f\x61", O_RDWR|O_CREAT, 0644) = 3
7 openat(AT_FDCWD, "\x2f\x65", O_RDWR) = 4
7 pwrite64(3, "\x01\x02", 2, 4) = 2
8 pwrite64(3, "\x03", 1, 0 <unfinished ...>
7 fsync(3 <unfinished ...>
8 <... pwrite64 resumed>) = 1
7 <... fsync resumed>) = 0
8 pwrite64(4, "\x03", 1, 0) = 1
9 write(1, "\x63\x30\x20\x31\x37\x0a", 6 <unfinished ...>
`
	steps, err := readTrace(text, "/d")
	if err != nil {
		t.Fatal(err)
	}
	var kinds []stepKind
	for _, s := range steps {
		kinds = append(kinds, s.kind)
	}
	if want := []stepKind{stepCreate, stepWrite, stepBegin, stepWrite, stepSync, stepAck}; fmt.Sprint(kinds) != fmt.Sprint(want) || steps[5].name != "c0" || steps[5].offset != 17 {
		t.Fatalf("steps %+v", steps)
	}
	d := disk{entries: map[string]*inode{}, synced: true}
	for _, s := range steps[:5] {
		d.do(s)
	}
	// The write that was not over when the sync began is not safe.
	if got := d.left(func() float64 { return 0 }); len(got) != 0 {
		t.Errorf("a file whose folder was not synced is there: %v", got)
	}
	if got := d.entries["a"].synced; string(got) != "\x00\x00\x00\x00\x01\x02" {
		t.Errorf("safe is % x", got)
	}
	if got := d.left(func() float64 { return 1 })["a"]; string(got) != "\x03\x00\x00\x00\x01\x02" {
		t.Errorf("with luck there is % x", got)
	}
}
