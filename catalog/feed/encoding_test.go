package feed

import (
	"bufio"
	"bytes"
	"io"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf16"
	"unicode/utf8"
)

func TestTextReader(t *testing.T) {
	long := strings.Repeat("plain text, ", 1000)
	for _, c := range []struct{ name, in, want string }{
		{"ascii", "plain", "plain"},
		{"nothing", "", ""},
		{"utf-8", "Crème brûlée, 12 €", "Crème brûlée, 12 €"},
		{"windows-1252", "Cr\xe8me br\xfbl\xe9e, 12 \x80", "Crème brûlée, 12 €"},
		{"windows-1252 that is UTF-8 once", "CAF\xc9\x92S are caf\xe9s: cr\xe8me, 12 \x80", "CAFÉ’S are cafés: crème, 12 €"},
		{"utf-8 with a bad byte", "Crème brûl\xffée, naïve", "Crème brûl�ée, naïve"},
		{"utf-8 cut off", "Crème brûlée, na\xc3", "Crème brûlée, na�"},
		{"windows-1252 far in", long + "caf\xe9", long + "café"},
		{"four bytes", "a 😀 b", "a 😀 b"},
	} {
		for name, in := range map[string]io.Reader{
			"at once": strings.NewReader(c.in), "by halves": iotest.HalfReader(strings.NewReader(c.in)),
		} {
			got, err := io.ReadAll(&textReader{in: bufio.NewReader(in)})
			if err != nil || string(got) != c.want {
				t.Errorf("%s, %s: %q, %v, want %q", c.name, name, got, err, c.want)
			}
		}
	}
	broken := &textReader{in: bufio.NewReader(io.MultiReader(strings.NewReader("ab\xc3"), iotest.ErrReader(io.ErrClosedPipe)))}
	if _, err := io.ReadAll(broken); err != io.ErrClosedPipe {
		t.Errorf("a broken stream: %v", err)
	}
	forced, err := io.ReadAll(&textReader{in: bufio.NewReader(strings.NewReader("Ã©")), forced: true})
	if err != nil || string(forced) != "Ãƒ\u00c2©" {
		t.Errorf("forced: %q, %v", forced, err)
	}
}

// wide writes text as UTF-16.
func wide(text string, big bool) []byte {
	var b []byte
	for _, unit := range utf16.Encode([]rune(text)) {
		if big {
			b = append(b, byte(unit>>8), byte(unit))
		} else {
			b = append(b, byte(unit), byte(unit>>8))
		}
	}
	return b
}

func FuzzText(f *testing.F) {
	f.Add([]byte("Crème br\xfbl\xe9e"))
	f.Add([]byte("\xff\xfea\x00\x3d\xd8\x00\xde"))
	f.Add(wide("ab 😀", true))
	f.Fuzz(func(t *testing.T, data []byte) {
		feed := &Feed{}
		in, err := feed.mark(bufio.NewReaderSize(bytes.NewReader(data), peeked))
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(feed.text(in, false))
		if err != nil || !utf8.Valid(text) {
			t.Fatalf("%q, %v", text, err)
		}
		if mark := []byte("\xef\xbb\xbf"); utf8.Valid(data) && feed.ledger.report.Encoding == "UTF-8" && !bytes.Equal(text, bytes.TrimPrefix(data, mark)) {
			t.Fatalf("UTF-8 %q became %q", data, text)
		}
	})
}
