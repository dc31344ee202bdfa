package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// vulndb is a copy of the Go vulnerability database beside the checkout, for
// places that do not reach the real one.
const vulndb = "../shared/vulndb.tar.gz"

// vuln looks for known vulnerabilities that our code reaches.
func vuln(r *runner) {
	archive := filepath.Join(r.root, filepath.FromSlash(vulndb))
	if _, err := os.Stat(archive); err != nil {
		r.skipped++
		fmt.Fprintf(r.out, "skip  govulncheck: there is no database at %s\n", vulndb)
		return
	}
	govulncheck := filepath.Join(r.root, ".tools", "govulncheck"+exe)
	if !r.check("build govulncheck", "internal/lint",
		"go", "build", "-o", govulncheck, "golang.org/x/vuln/cmd/govulncheck") {
		return
	}
	dir, err := os.MkdirTemp("", "aisle-vulndb-")
	if err != nil {
		r.fail("govulncheck", err.Error())
		return
	}
	defer os.RemoveAll(dir)
	if out, err := r.output(dir, "tar", "-xzf", archive); err != nil {
		r.fail("govulncheck", string(out)+err.Error())
		return
	}
	for _, module := range r.modules {
		if !strings.HasPrefix(module, "internal") { // linters meet no stranger
			r.check("govulncheck in "+module, module, govulncheck, "-db", "file://"+dir, "./...")
		}
	}
}
