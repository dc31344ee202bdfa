package feed

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/aisle-chat/aisle/catalog"
)

// TestResume stops the load of every sample behind each of its products, and goes
// on with another reader: together they yield what one load does, and end with
// the same report.
func TestResume(t *testing.T) {
	for _, path := range samples(t) {
		t.Run(filepath.Base(path), func(t *testing.T) {
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			load := func(from Checkpoint, most int) ([]catalog.Product, Report) {
				f, err := ReadWith(bytes.NewReader(data), Options{Now: may, Resume: from})
				if err != nil {
					t.Fatal(err)
				}
				defer f.Close()
				var products []catalog.Product
				for p, err := range f.Products() {
					if err != nil {
						continue // damaged samples end in what is no feed
					}
					if products = append(products, p); len(products) == most {
						break
					}
				}
				return products, f.Report()
			}
			all, whole := load("", 1<<30)
			for stop := range all {
				first, half := load("", stop+1)
				rest, report := load(half.Checkpoint, 1<<30)
				if got := append(first, rest...); !reflect.DeepEqual(got, all) {
					t.Errorf("stopped behind product %d: %d products, want %d", stop+1, len(got), len(all))
				}
				if !reflect.DeepEqual(report, whole) {
					t.Errorf("stopped behind product %d: report %+v, want %+v", stop+1, report, whole)
				}
			}
		})
	}
}

// A load goes on only in the feed of which the checkpoint was taken.
func TestResumeElsewhere(t *testing.T) {
	lines := func(ids ...string) string {
		var b strings.Builder
		for _, id := range ids {
			fmt.Fprintf(&b, `{"id":%q,"title":"Hat"}`+"\n", id)
		}
		return b.String()
	}
	_, report := readWith(t, lines("a", "b", "c"), Options{})
	for name, text := range map[string]string{
		"another product in front": lines("a", "x", "c", "d"),
		"one less":                 lines("a", "b"),
		"another order":            lines("b", "a", "c", "d"),
	} {
		f, err := ReadWith(strings.NewReader(text), Options{Resume: report.Checkpoint})
		if err != nil {
			t.Fatal(err)
		}
		if products, err := readAll(f); !errors.Is(err, ErrChanged) || len(products) > 0 {
			t.Errorf("%s: %d products, %v", name, len(products), err)
		}
	}
	// What has changed behind the checkpoint is loaded as it is now.
	if products, _ := readWith(t, lines("a", "b", "c", "d", "e"), Options{Resume: report.Checkpoint}); len(products) != 2 || products[0].ID != "d" {
		t.Errorf("a longer feed gives %+v", products)
	}
	for _, bad := range []Checkpoint{"x", "3", "3-", "-1-00000000000000ff", "0-0000000000000000", "3-zz", report.Checkpoint + "0"} {
		if f, err := ReadWith(strings.NewReader(lines("a")), Options{Resume: bad}); err == nil {
			t.Errorf("checkpoint %q is taken: %+v", bad, f)
		}
	}
}

// killedFeed and killedStore tell a copy of the test's own program what to load,
// and where to store it.
const killedFeed, killedStore = "AISLE_FEED_TO_LOAD", "AISLE_FEED_STORE"

// TestResumeAfterKill kills a process in the middle of a load, and goes on from
// what it stored: each product comes once.
func TestResumeAfterKill(t *testing.T) {
	store := os.Getenv(killedStore)
	if path := os.Getenv(killedFeed); path != "" {
		loadAndDie(t, path, store)
		return
	}
	const products, killedBehind = 3000, 1234
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	fmt.Fprintln(w, "Handle,Title,Option1 Name,Option1 Value,Variant Price")
	for n := range products {
		fmt.Fprintf(w, "hat-%d,Hat %d,Size,S,%d.00\nhat-%d,,,M,12.00\n", n, n, n, n)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	path, store := filepath.Join(folder, "export.csv.gz"), filepath.Join(folder, "store")
	if err := os.WriteFile(path, packed.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	loader := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestResumeAfterKill$")
	loader.Env = append(os.Environ(), killedFeed+"="+path, killedStore+"="+store, fmt.Sprintf("AISLE_FEED_KILL_BEHIND=%d", killedBehind))
	if out, err := loader.CombinedOutput(); err == nil {
		t.Fatalf("the loader was not killed:\n%s", out)
	}
	stored, err := os.ReadFile(store)
	if err != nil {
		t.Fatal(err)
	}
	rows := strings.Split(strings.TrimSpace(string(stored)), "\n")
	if len(rows) != killedBehind {
		t.Fatalf("%d products are stored, want %d", len(rows), killedBehind)
	}
	seen := map[string]bool{}
	for _, row := range rows {
		id, _, _ := strings.Cut(row, " ")
		seen[id] = true
	}
	_, last, _ := strings.Cut(rows[len(rows)-1], " ")
	f, err := OpenWith(path, Options{Resume: Checkpoint(last)})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rest, err := readAll(f)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range rest {
		if seen[p.ID] {
			t.Fatalf("product %s is loaded twice", p.ID)
		}
		seen[p.ID] = true
	}
	if report := f.Report(); len(seen) != products || report.Products != products || report.Lines != 2*products {
		t.Errorf("%d products in all, report %+v", len(seen), report)
	}
}

// loadAndDie loads a feed as a shop does, each product with its checkpoint, and
// kills its own process where it is told.
func loadAndDie(t *testing.T, path, store string) {
	var behind int
	if _, err := fmt.Sscan(os.Getenv("AISLE_FEED_KILL_BEHIND"), &behind); err != nil {
		t.Fatal(err)
	}
	out, err := os.Create(store)
	if err != nil {
		t.Fatal(err)
	}
	f, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for p, err := range f.Products() {
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintln(out, p.ID, f.Report().Checkpoint)
		if n++; n == behind {
			self, err := os.FindProcess(os.Getpid())
			if err != nil {
				t.Fatal(err)
			}
			if err := self.Kill(); err != nil {
				t.Fatal(err)
			}
			select {}
		}
	}
}
