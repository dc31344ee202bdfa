package main

import (
	"crypto/sha256"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// bundles are the folders of committed, built files.
var bundles = []string{"widget/dist", "chat/desk/dist"}

// widget runs the tests of the TypeScript, builds the bundles anew and compares
// them with the committed ones, byte by byte.
func widget(r *runner) {
	nodeTests(r)

	began := time.Now()
	before, err := sums(r.root)
	if err != nil {
		r.fail("bundles", err.Error())
		return
	}
	if !r.check("build the bundles", "widget/build", "go", "run", ".") {
		return
	}
	after, err := sums(r.root)
	if err != nil {
		r.fail("bundles", err.Error())
		return
	}
	if changed := differences(before, after); len(changed) > 0 {
		r.fail("bundles", "these were not what their source makes; they are now, commit them:\n"+strings.Join(changed, "\n"))
		return
	}
	r.pass("bundles are what their source makes", began)
}

// nodeTests runs the tests of the TypeScript and counts each.
func nodeTests(r *runner) {
	const label = "npm test in widget"
	began := time.Now()
	out, err := r.output("widget", "npm", "test", "--silent")
	if err != nil {
		r.fail(label, string(out)+err.Error())
		return
	}
	passed := 0
	for _, sum := range nodePassed.FindAllSubmatch(out, -1) {
		n, _ := strconv.Atoi(string(sum[1])) // digits, by the expression
		passed += n
	}
	if passed == 0 {
		r.fail(label, string(out)+"no test ran")
		return
	}
	r.passed += passed - 1
	r.pass(fmt.Sprintf("%s: %d tests", label, passed), began)
}

// nodePassed is the closing line of node's test runner, in either of its forms.
var nodePassed = regexp.MustCompile(`(?m)^(?:#|ℹ) pass (\d+)$`)

// sums returns the SHA-256 of each file of the bundles.
func sums(root string) (map[string][32]byte, error) {
	found := map[string][32]byte{}
	for _, bundle := range bundles {
		err := filepath.WalkDir(filepath.Join(root, bundle), func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			data, err := os.ReadFile(path)
			name, _ := filepath.Rel(root, path)
			found[name] = sha256.Sum256(data)
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return found, nil
}

// differences names the files that are not the same on both sides.
func differences(a, b map[string][32]byte) []string {
	changed := map[string]bool{}
	for name, sum := range a {
		if b[name] != sum {
			changed[name] = true
		}
	}
	for name := range b {
		if _, ok := a[name]; !ok {
			changed[name] = true
		}
	}
	return slices.Sorted(maps.Keys(changed))
}
