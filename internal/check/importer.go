package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// importer makes a module outside the checkout that imports every package that
// Aisle offers, as a merchant's own module would, and tidies, builds and vets
// it. What only works inside the checkout (an exclude, a replace, a file that
// is not embedded) fails here.
func importer(r *runner) {
	began := time.Now()
	const label = "a new module that imports Aisle"
	dir, err := os.MkdirTemp("", "aisle-importer-")
	if err != nil {
		r.fail(label, err.Error())
		return
	}
	defer os.RemoveAll(dir)

	out, err := r.output(".", "go", "list", "-f", "{{if ne .Name \"main\"}}{{.ImportPath}}{{end}}", "./...")
	if err != nil {
		r.fail(label, string(out)+err.Error())
		return
	}
	var program strings.Builder
	program.WriteString("package main\n\nimport (\n")
	for path := range strings.FieldsSeq(string(out)) {
		if !strings.Contains(path, "/internal/") && !strings.Contains(path, "/examples/") {
			fmt.Fprintf(&program, "\t_ %q\n", path)
		}
	}
	program.WriteString(")\n\nfunc main() {}\n")

	module := fmt.Sprintf("module example.com/importer\n\ngo 1.26.0\n\nrequire github.com/aisle-chat/aisle v0.0.0\n\nreplace github.com/aisle-chat/aisle => %s\n", r.root)
	for name, text := range map[string]string{"go.mod": module, "main.go": program.String()} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			r.fail(label, err.Error())
			return
		}
	}
	for _, args := range [][]string{{"mod", "tidy"}, {"build", "./..."}, {"vet", "./..."}} {
		if out, err := r.output(dir, "go", args...); err != nil {
			r.fail(label, "go "+strings.Join(args, " ")+"\n"+string(out)+err.Error())
			return
		}
	}
	r.pass(label, began)
}
