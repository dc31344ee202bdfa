// Package evaldata reads the evaluation data that lies beside a checkout, for
// tests only. The data is not part of the repository: where it is absent a test
// is skipped with a word, unless CI=true, which makes it fail.
package evaldata

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
)

// maxLine is the longest line of a data file, in bytes.
const maxLine = 16 << 20

// Path returns the path of a file or folder of ../shared/eval, seen from the
// root of the module that the test belongs to, or of one around it: nested modules
// of ours have theirs beside the outermost.
func Path(t testing.TB, name string) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	missing := os.ErrNotExist
	for ; filepath.Dir(dir) != dir; dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err != nil {
			continue
		}
		path := filepath.Join(dir, "..", "shared", "eval", filepath.FromSlash(name))
		if _, missing = os.Stat(path); missing == nil {
			return path
		}
	}
	if os.Getenv("CI") == "true" {
		t.Fatalf("evaldata: CI=true, and %v", missing)
	}
	t.Skipf("evaldata: the evaluation sets are no part of the repository and lie nowhere here (%v); go run ./examples/search -feed FILE -queries FILE.tsv measures a feed of your own", missing)
	return ""
}

// Lines reads a file of one JSON object a line. It fails when there is none.
func Lines[T any](t testing.TB, name string) []T {
	t.Helper()
	file, err := os.Open(Path(t, name))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var lines []T
	in := bufio.NewScanner(file)
	in.Buffer(nil, maxLine)
	for in.Scan() {
		var line T
		if err := json.Unmarshal(in.Bytes(), &line); err != nil {
			t.Fatalf("evaldata: %s: line %d: %v", name, len(lines)+1, err)
		}
		lines = append(lines, line)
	}
	if err := in.Err(); err != nil {
		t.Fatalf("evaldata: %s: %v", name, err)
	}
	if len(lines) == 0 {
		t.Fatalf("evaldata: %s is empty: nothing was tried", name)
	}
	return lines
}
