package plan

import (
	"encoding/json"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// Every dependency that somebody chose stands in CONTRIBUTING.md with its
// reason, and nothing stands there that is not used.
func TestDependenciesHaveTheirReasons(t *testing.T) {
	used := map[string]string{} // by name, the file that asks for it
	walk(t, func(file string) {
		switch path.Base(file) {
		case "go.mod":
			for _, m := range directRequirement.FindAllStringSubmatch(read(t, file), -1) {
				if m[3] == "" {
					used[m[1]] = file
				}
			}
			for _, m := range toolDirective.FindAllStringSubmatch(read(t, file), -1) {
				used[moduleOf(m[1])] = file
			}
		case "package.json":
			var p struct{ Dependencies, DevDependencies map[string]string }
			if err := json.Unmarshal([]byte(read(t, file)), &p); err != nil {
				t.Fatalf("%s: %v", file, err)
			}
			for _, names := range []map[string]string{p.Dependencies, p.DevDependencies} {
				for name := range names {
					used[name] = file
				}
			}
		}
	})
	delete(used, module)

	explained := map[string]bool{}
	for _, m := range tableRow.FindAllStringSubmatch(read(t, "CONTRIBUTING.md"), -1) {
		explained[m[1]] = true
	}
	if len(used) == 0 || len(explained) == 0 {
		t.Fatalf("%d dependencies and %d reasons were found: is the root right?", len(used), len(explained))
	}
	for name, file := range used {
		if !explained[name] {
			t.Errorf("%s uses %s: add it to the table in CONTRIBUTING.md with its reason, or do without", file, name)
		}
	}
	for name := range explained {
		if used[name] == "" {
			t.Errorf("CONTRIBUTING.md explains %s, which nothing uses", name)
		}
	}
}

var (
	directRequirement = regexp.MustCompile(`(?m)^(?:require |\t)(\S+\.\S+/\S+) (v\S+)( // indirect)?$`)
	toolDirective     = regexp.MustCompile(`(?m)^(?:tool |\t)(\S+\.\S+/\S+)$`)
	tableRow          = regexp.MustCompile("(?m)^\\| `([^`]+)` \\|")
)

// moduleOf returns the module of a tool's package: the first three elements.
func moduleOf(pkg string) string {
	return strings.Join(strings.SplitN(pkg, "/", 4)[:3], "/")
}

func read(t *testing.T, file string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(root, file))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}
