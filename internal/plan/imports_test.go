package plan

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const (
	module = "github.com/aisle-chat/aisle"
	root   = "../.."
)

// An arrow is one import of one package.
type arrow struct {
	from string // folder of the importing package, relative to the root
	to   string // import path
	test bool   // only in test files, or in a suite for tests
	file string
}

func TestArrowsNeverTurnBack(t *testing.T) {
	checked := 0
	for _, a := range arrows(t) {
		to, ours := inside(a.to)
		if !ours || a.test {
			continue
		}
		checked++
		if why := forbidden(a.from, to); why != "" {
			t.Errorf("%s: %s imports %s: %s", a.file, a.from, to, why)
		}
	}
	if checked == 0 {
		t.Fatal("no import of ours was found: is the root right?")
	}
}

func TestDependenciesStayInTheirRooms(t *testing.T) {
	for _, a := range arrows(t) {
		if _, ours := inside(a.to); ours || !strings.Contains(strings.Split(a.to, "/")[0], ".") {
			continue
		}
		if a.test && slices.ContainsFunc(testDependencies, func(m string) bool { return within(a.to, m) }) {
			continue
		}
		rooms, known := lookup(dependencies, a.to)
		switch {
		case !known:
			t.Errorf("%s imports %s: add it to the plan and, with its reason, to CONTRIBUTING.md, or do without", a.file, a.to)
		case !a.test && !slices.ContainsFunc(rooms, func(room string) bool { return covers(room, a.from) }):
			t.Errorf("%s: %s imports %s, which only %s may", a.file, a.from, a.to, strings.Join(rooms, ", "))
		}
	}
}

func TestModulesAddedByImporting(t *testing.T) {
	list := exec.Command("go", "list", "-deps", "-f", "{{with .Module}}{{.Path}}{{end}}",
		"./chat", "./assistant", "./catalog", "./cart")
	list.Dir = filepath.FromSlash(root)
	out, err := list.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	added := strings.Fields(string(out))
	slices.Sort(added)
	added = slices.DeleteFunc(slices.Compact(added), func(m string) bool { return m == module })
	t.Logf("importing chat, assistant, catalog and cart adds %d modules: %s", len(added), strings.Join(added, " "))
	if len(added) > maxModules {
		t.Errorf("that is more than %d", maxModules)
	}
}

// The plan itself is tested with arrows that it must refuse, so that a mistake
// in it does not let everything through.
func TestForbidden(t *testing.T) {
	for _, a := range []struct {
		from, to string
		ok       bool
	}{
		{"cart", "catalog", true},
		{"chat", "widget", true},
		{"chat/desk", "chat", true},
		{"chat/sqlite", "cart", true},
		{"chat/chattest", "chat", true},
		{"assistant/planner", "assistant/knowledge", true},
		{"examples/storefront", "chat/sqlite", true},
		{"examples/storefront", "examples/internal/larkhollow", true},
		{"chat", "examples/internal/larkhollow", false},
		{"catalog", "cart", false},
		{"cart", "assistant", false},
		{"assistant", "chat", false},
		{"chat", "chat/desk", false},
		{"chat", "chat/sqlite", false},
		{"chat", "assistant/planner", false},
		{"chat/chattest", "assistant/planner", false},
		{"chat/sqlite", "assistant/planner", true},
		{"assistant/rehearsal", "assistant/planner", false},
		{"catalog/feed", "widget", false},
		{"chat/desk", "chat/sqlite", false},
		{"chat/desk", "chat/insights", false},
		{"chat/sqlite", "chat/postgres", false},
		{"widget", "catalog", false},
		{"chat", "examples/minimal", false},
		{"catalog", "nowhere", false},
	} {
		if why := forbidden(a.from, a.to); (why == "") != a.ok {
			t.Errorf("%s -> %s: %q, want allowed = %v", a.from, a.to, why, a.ok)
		}
	}
}

// forbidden returns why the package in folder from may not import the one in
// folder to, or "".
func forbidden(from, to string) string {
	floor, ok := lookup(floors, from)
	if !ok {
		return "the plan has no floor for " + from
	}
	below, ok := lookup(floors, to)
	switch {
	case !ok:
		return "the plan has no floor for " + to
	case below == outside && from != to:
		return "nothing imports a program or a test"
	case below > floor:
		return "the arrow turns back"
	case below == floor && floor >= wing && room(from) != room(to):
		return "wings and adapters do not import each other"
	case floor == ground && room(from) == "widget":
		return "the widget's assets import nothing of ours"
	}
	for _, w := range walls {
		if own, _ := lookup(floors, w.from); own == floor && within(from, w.from) && within(to, w.to) {
			return w.why
		}
	}
	return ""
}

// room returns the folder by which the plan knows a package.
func room(folder string) string {
	for ; folder != "."; folder = path.Dir(folder) {
		if _, ok := floors[folder]; ok {
			break
		}
	}
	return folder
}

// lookup returns the value of the longest key that name is, or is within.
func lookup[V any](m map[string]V, name string) (value V, ok bool) {
	for ; name != "." && name != "/"; name = path.Dir(name) {
		if value, ok = m[name]; ok {
			return value, true
		}
	}
	return value, false
}

// covers tells whether folder is the room, or below a room with "/...".
func covers(room, folder string) bool {
	if all, ok := strings.CutSuffix(room, "/..."); ok {
		return within(folder, all)
	}
	return folder == room
}

func within(name, parent string) bool {
	return name == parent || strings.HasPrefix(name, parent+"/")
}

// inside returns the folder of an import path of ours.
func inside(importPath string) (folder string, ours bool) {
	folder, ours = strings.CutPrefix(importPath, module+"/")
	return folder, ours
}

// arrows reads the imports of every Go file of every module in the tree,
// whatever its build tags.
func arrows(t *testing.T) []arrow {
	t.Helper()
	var all []arrow
	walk(t, func(file string) {
		if path.Ext(file) != ".go" {
			return
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), filepath.Join(root, file), nil, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		from := path.Dir(file)
		for _, spec := range parsed.Imports {
			to, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				t.Fatal(err)
			}
			test := strings.HasSuffix(file, "_test.go") || strings.HasSuffix(from, "test")
			all = append(all, arrow{from, to, test, file})
		}
	})
	return all
}

// walk calls do with every file of the tree that is source, as a slash path
// relative to the root.
func walk(t *testing.T, do func(file string)) {
	t.Helper()
	err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		file, err := filepath.Rel(root, name)
		if err != nil {
			return err
		}
		if hidden := strings.HasPrefix(d.Name(), ".") && name != root; hidden || d.Name() == "node_modules" || d.Name() == "testdata" {
			if d.IsDir() {
				return filepath.SkipDir
			}
			return nil
		}
		if !d.IsDir() {
			do(filepath.ToSlash(file))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
