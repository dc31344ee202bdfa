package feed

import (
	"fmt"
	"io"
	"os"
	"runtime"
	"strings"
	"testing"
)

// endless is a feed that is made while it is read: head, then rows until size
// bytes are written, then tail.
type endless struct {
	size       int
	head, tail string
	row        func(n int) string
	rows, out  int
	rest       string
	ended      bool
}

func (e *endless) Read(p []byte) (int, error) {
	for e.rest == "" {
		switch {
		case e.out == 0 && e.rows == 0 && e.head != "":
			e.rest, e.head = e.head, ""
		case e.out < e.size:
			e.rest = e.row(e.rows)
			e.rows++
		case !e.ended:
			e.rest, e.ended = e.tail, true
		default:
			return 0, io.EOF
		}
	}
	n := copy(p, e.rest)
	e.rest, e.out = e.rest[n:], e.out+n
	return n, nil
}

// memorySize is how many bytes of each feed TestMemory reads.
var memorySize = 200 << 20

// TestMemory reads feeds of 200 MB, and finds no more in memory on the way than
// what a few of their lines, the part of the spool that stays there and the
// index of groups take. The lines of a group are far apart where a format allows
// that.
func TestMemory(t *testing.T) {
	const most = 16 << 20
	text := strings.Repeat("<p>Knitted in one piece of wool that was never dyed by people who know how.</p>", 100)
	for name, c := range map[string]struct {
		in    endless
		lines int // of one product
	}{
		"ours": {endless{row: func(n int) string {
			return fmt.Sprintf(`{"id":"p%d","title":"Hat","price":"12.00","currency":"USD","description":"%s"}`+"\n", n, text)
		}}, 1},
		"shopify": {endless{head: "Handle,Title,Body (HTML),Option1 Name,Option1 Value,Variant Price\n", row: func(n int) string {
			return fmt.Sprintf("hat-%d,Hat,%s,Size,%d,12.00\n", n/4, text, n%4)
		}}, 4},
		"merchant xml": {endless{head: "<rss><channel>", tail: "</channel></rss>", row: func(n int) string {
			return fmt.Sprintf("<item><g:id>%d</g:id><title>Hat</title><g:item_group_id>g%d</g:item_group_id><g:size>%d</g:size><g:price>12.00 USD</g:price><description><![CDATA[%s]]></description></item>\n",
				n, n%4000, n, text)
		}}, 0},
		"merchant table": {endless{head: "id\ttitle\titem_group_id\tsize\tprice\tdescription\n", row: func(n int) string {
			return fmt.Sprintf("%d\tHat\tg%d\t%d\t12.00 USD\t%s\n", n, n%4000, n, text)
		}}, 0},
		"woocommerce": {endless{head: "ID,Type,Name,Regular price,Parent,Attribute 1 name,Attribute 1 value(s),Description\n", row: func(n int) string {
			if n < 4000 {
				return fmt.Sprintf("%d,variable,Hat,,,Size,,%s\n", n, text)
			}
			return fmt.Sprintf("%d,variation,Hat,12.00,id:%d,Size,%d,%s\n", n, n%4000, n, text)
		}}, 0},
	} {
		t.Run(name, func(t *testing.T) {
			c.in.size = memorySize
			before, worst, calls := live(), int64(0), 0
			f, err := ReadWith(&c.in, Options{Progress: func(p Progress) {
				if calls++; calls%2 == 0 {
					worst = max(worst, live()-before)
				}
			}})
			if err != nil {
				t.Fatal(err)
			}
			products := 0
			for _, err := range f.Products() {
				if err != nil {
					t.Fatal(err)
				}
				products++
			}
			r := f.Report()
			want := min(4000, c.in.rows)
			if c.lines > 0 {
				want = (c.in.rows + c.lines - 1) / c.lines
			}
			if r.Refused > 0 || products != want || r.Lines != c.in.rows {
				t.Fatalf("%d products of %d lines, want %d; %+v", products, c.in.rows, want, r)
			}
			t.Logf("%d lines, %d products: %.1f MB at most", r.Lines, products, float64(worst)/1e6)
			if worst > most || calls < 2 {
				t.Errorf("%d MB in memory, want at most %d", worst>>20, most>>20)
			}
		})
	}
}

// TestIndex measures what a group takes in memory, which is all that grows with
// the number of products.
func TestIndex(t *testing.T) {
	const groups, most = 200_000, 100
	s := newSpool()
	defer s.close()
	before := live()
	for n := range groups {
		g := groupOf("id", fmt.Sprint(n))
		if err := s.add(n, []string{"id", fmt.Sprint(n)}, &g); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.complete(); err != nil {
		t.Fatal(err)
	}
	each := (live() - before) / groups
	t.Logf("%d bytes a group", each)
	if each > most {
		t.Errorf("%d bytes a group, want at most %d", each, most)
	}
	runtime.KeepAlive(s)
}

// live is how many bytes are in use.
func live() int64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

// TestSpoolFile leaves no temporary file behind, whether a feed is read to its
// end, closed before, or just dropped.
func TestSpoolFile(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("TMPDIR", dir)
	open := func() (*Feed, func() bool) {
		in := &endless{size: 2 * spoolMemory, head: "id,title,price\n", row: func(n int) string {
			return fmt.Sprintf("%d,%s,1.00 USD\n", n, strings.Repeat("Hat ", 500))
		}}
		f := Read(in)
		return f, func() bool { return f.source.(*merchant).spool.file != nil }
	}
	f, inFile := open()
	for p, err := range f.Products() {
		if err != nil {
			t.Fatal(err)
		}
		if p.ID == "10" && !inFile() {
			t.Error("8 MB are put aside in memory")
		}
	}
	if inFile() {
		t.Error("the temporary file is open after the end")
	}
	f, inFile = open()
	for range f.Products() {
		break
	}
	if !inFile() {
		t.Error("the temporary file is gone after the first product")
	}
	if err := f.Close(); err != nil || inFile() {
		t.Errorf("the temporary file is open after Close, %v", err)
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
	t.Setenv("TMPDIR", dir+"/none")
	f, _ = open()
	if _, err := readAll(f); err == nil || !strings.Contains(err.Error(), "temporary file") {
		t.Errorf("no place for a temporary file: %v", err)
	}
}
