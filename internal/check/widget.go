package main

import (
	"crypto/sha256"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// bundles are the folders of committed, built files.
var bundles = []string{"widget/dist", "chat/desk/dist"}

// widget runs the tests of the TypeScript, builds the bundles anew and compares
// them with the committed ones, byte by byte.
func widget(r *runner) {
	r.check("npm test in widget", "widget", "npm", "test", "--silent")

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
