package feed

import (
	"bufio"
	"encoding/binary"
	"io"
	"unicode/utf16"
	"unicode/utf8"
)

// windows1252 are the characters of the bytes 0x80 to 0x9F; the other bytes are
// those of Latin-1, which is the beginning of Unicode. The five bytes that mean
// nothing are the control characters of the same number, as browsers have it.
var windows1252 = [32]rune{
	'€', 0x81, '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', 0x8d, 'Ž', 0x8f,
	0x90, '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', 0x9d, 'ž', 'Ÿ',
}

// textReader passes text in UTF-8 or Windows-1252 on as UTF-8. Which of them it
// is shows in the text: characters beyond ASCII are hardly ever valid UTF-8 by
// accident, so that what was seen most decides. A byte that is not UTF-8 in a
// text that is becomes U+FFFD.
type textReader struct {
	in *bufio.Reader
	// forced is true when the feed itself says that it is Windows-1252.
	forced bool
	// valid and other count the characters beyond ASCII that are UTF-8, and the
	// bytes that are not.
	valid, other int
	primed       bool
	out, spare   []byte
	err          error
}

func (t *textReader) legacy() bool { return t.forced || t.other > t.valid }

func (t *textReader) Read(p []byte) (int, error) {
	for len(t.out) == 0 {
		if t.err != nil {
			return 0, t.err
		}
		t.fill()
	}
	n := copy(p, t.out)
	t.out = t.out[n:]
	return n, nil
}

// fill converts what is buffered.
func (t *textReader) fill() {
	t.out = t.spare[:0]
	if _, t.err = t.in.Peek(1); t.err != nil {
		return
	}
	chunk, _ := t.in.Peek(t.in.Buffered())
	if !utf8.FullRune(chunk) { // the beginning of a character is all there is
		if chunk, t.err = t.in.Peek(utf8.UTFMax); t.err == io.EOF {
			t.err = nil
		} else if t.err != nil {
			return
		}
	}
	if !t.primed { // the first bytes vote before any of them is converted
		t.primed = true
		for rest := chunk; utf8.FullRune(rest); {
			rest = rest[t.count(rest):]
		}
	}
	used := 0
	for used < len(chunk) {
		c := chunk[used]
		if c < utf8.RuneSelf {
			t.out = append(t.out, c)
			used++
			continue
		}
		if !utf8.FullRune(chunk[used:]) && used > 0 && len(chunk)-used < utf8.UTFMax {
			break // its other half comes with the next chunk
		}
		size := t.count(chunk[used:])
		switch {
		case t.legacy():
			for _, c := range chunk[used : used+size] {
				t.out = utf8.AppendRune(t.out, legacyRune(c))
			}
		case size == 1:
			t.out = utf8.AppendRune(t.out, utf8.RuneError)
		default:
			t.out = append(t.out, chunk[used:used+size]...)
		}
		used += size
	}
	t.in.Discard(used)
	t.spare = t.out
}

// count notes what text begins with, and how long it is.
func (t *textReader) count(text []byte) (size int) {
	r, size := utf8.DecodeRune(text)
	switch {
	case r == utf8.RuneError && size == 1:
		t.other++
	case size > 1:
		t.valid++
	}
	return size
}

func legacyRune(c byte) rune {
	if c >= 0x80 && c < 0xA0 {
		return windows1252[c-0x80]
	}
	return rune(c)
}

// utf16Reader passes UTF-16 on as UTF-8.
type utf16Reader struct {
	in    *bufio.Reader
	order binary.ByteOrder
	held  rune // the first half of a pair, or 0
	out   []byte
	spare []byte
	err   error
}

func (u *utf16Reader) Read(p []byte) (int, error) {
	for len(u.out) == 0 {
		if u.err != nil {
			return 0, u.err
		}
		u.fill()
	}
	n := copy(p, u.out)
	u.out = u.out[n:]
	return n, nil
}

func (u *utf16Reader) fill() {
	u.out = u.spare[:0]
	var unit [2]byte
	for len(u.out) < 4<<10 {
		n, err := io.ReadFull(u.in, unit[:])
		if err != nil {
			if n == 1 || u.held != 0 { // half of a character is at the end
				u.out, u.held = utf8.AppendRune(u.out, utf8.RuneError), 0
			}
			if u.err = err; err == io.ErrUnexpectedEOF {
				u.err = io.EOF
			}
			break
		}
		c := rune(u.order.Uint16(unit[:]))
		if u.held != 0 {
			pair := utf16.DecodeRune(u.held, c)
			u.out, u.held = utf8.AppendRune(u.out, pair), 0
			if pair != utf8.RuneError {
				continue
			}
		}
		if utf16.IsSurrogate(c) && c < 0xDC00 {
			u.held = c
			continue
		}
		u.out = utf8.AppendRune(u.out, c)
	}
	u.spare = u.out
}
