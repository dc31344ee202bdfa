package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// The packages of a small module, each with another ending.
var endings = map[string]string{
	"go.mod":            "module example.com/endings\n\ngo 1.26.0\n",
	"good/good_test.go": "package good\n\nimport \"testing\"\n\nfunc TestGood(t *testing.T) { t.Log(\"quiet\") }\n\nfunc TestLater(t *testing.T) { t.Skip(\"the data is not here\") }\n",
	"bad/bad_test.go":   "package bad\n\nimport \"testing\"\n\nfunc TestBad(t *testing.T) { t.Error(\"two is not three\") }\n",
	"dead/dead_test.go": "package dead\n\nimport (\"os\"; \"testing\")\n\nfunc TestDead(t *testing.T) { println(\"last words\"); os.Exit(3) }\n",
	"odd/odd_test.go":   "package odd\n\nimport \"testing\"\n\nfunc TestOdd(t *testing.T) { undefined() }\n",
	"none/none.go":      "package none\n",
}

func TestGoTestReportsEveryEnding(t *testing.T) {
	for _, c := range []struct {
		pkg                     string
		passed, failed, skipped int
		says, silent            string
	}{
		{"good", 1, 0, 1, "skip  TestLater: the data is not here", "quiet"},
		{"bad", 0, 1, 0, "two is not three", "unfinished"},
		{"dead", 0, 1, 0, "last words", "two is not three"},
		{"odd", 0, 1, 0, "undefined: undefined", ""},
		{"none", 0, 0, 0, "no packages with tests", "FAIL"},
	} {
		t.Run(c.pkg, func(t *testing.T) {
			r, out := testRunner(t, endings)
			r.goTest(".", "test", "-json", "./"+c.pkg)
			if r.passed != c.passed || r.failed != c.failed || r.skipped != c.skipped {
				t.Errorf("%d passed, %d failed, %d skipped; want %d, %d, %d",
					r.passed, r.failed, r.skipped, c.passed, c.failed, c.skipped)
			}
			if !strings.Contains(out.String(), c.says) {
				t.Errorf("does not say %q:\n%s", c.says, out)
			}
			if c.silent != "" && strings.Contains(out.String(), c.silent) {
				t.Errorf("says %q:\n%s", c.silent, out)
			}
		})
	}
}

func TestClose(t *testing.T) {
	for _, c := range []struct {
		passed, failed int
		ok             bool
	}{{3, 0, true}, {3, 1, false}, {0, 0, false}} {
		r, out := testRunner(t, nil)
		r.passed, r.failed = c.passed, c.failed
		if err := r.close(time.Second); (err == nil) != c.ok {
			t.Errorf("%d passed, %d failed: %v", c.passed, c.failed, err)
		}
		if !strings.HasSuffix(out.String(), " skipped\n") {
			t.Errorf("no closing line: %q", out)
		}
	}
}

func TestChoose(t *testing.T) {
	all, err := choose("")
	if err != nil || len(all) == 0 || all[len(all)-1].asked {
		t.Errorf("all: %v, %v", all, err)
	}
	some, err := choose("tidy, lint")
	if err != nil || len(some) != 2 || some[0].name != "lint" {
		t.Errorf("some: %v, %v", some, err)
	}
	if _, err := choose("lint,dance"); err == nil {
		t.Error("an unknown step was taken")
	}
}

func TestDifferences(t *testing.T) {
	a, b := [32]byte{1}, [32]byte{2}
	got := differences(
		map[string][32]byte{"same": a, "changed": a, "gone": a},
		map[string][32]byte{"same": a, "changed": b, "new": b},
	)
	if strings.Join(got, " ") != "changed gone new" {
		t.Errorf("got %v", got)
	}
}

// testRunner returns a runner over a folder with the given files.
func testRunner(t *testing.T, files map[string]string) (*runner, *bytes.Buffer) {
	t.Helper()
	root := t.TempDir()
	for name, text := range files {
		path := filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	out := new(bytes.Buffer)
	return &runner{ctx: context.Background(), root: root, modules: []string{"."}, out: out}, out
}
