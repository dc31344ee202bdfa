package picture

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"
	"text/template"
)

//go:embed shared.svg kinds/*.svg
var files embed.FS

// ErrNotFound says that there is no such drawing. Test with errors.Is.
var ErrNotFound = errors.New("picture: no such drawing")

// View is what of a thing is shown.
type View string

// The views of a thing.
const (
	Front  View = ""
	Detail View = "detail"
)

// drawings holds one template set for each kind.
var drawings = parse()

func parse() map[string]*template.Template {
	shared := template.Must(template.ParseFS(files, "shared.svg"))
	names, err := files.ReadDir("kinds")
	if err != nil {
		panic(err) // the folder is embedded above
	}
	all := map[string]*template.Template{}
	for _, name := range names {
		file := path.Join("kinds", name.Name())
		drawing, err := files.ReadFile(file)
		if err != nil {
			panic(err)
		}
		kind := strings.TrimSuffix(name.Name(), ".svg")
		all[kind] = template.Must(template.Must(shared.Clone()).New("drawing").Parse(string(drawing)))
	}
	return all
}

// Kinds returns the names of all drawings in alphabetical order.
func Kinds() []string {
	var kinds []string
	for kind := range drawings {
		kinds = append(kinds, kind)
	}
	slices.Sort(kinds)
	return kinds
}

// Draw returns the SVG of a kind of thing in a colour, which is six digits such
// as "3d6f9f". The same arguments always give the same bytes. An unknown kind,
// view or colour is ErrNotFound.
func Draw(kind, color string, view View) ([]byte, error) {
	drawing, ok := drawings[kind]
	if !ok {
		return nil, fmt.Errorf("%w: kind %q", ErrNotFound, kind)
	}
	base, err := parseColor(color)
	if err != nil {
		return nil, err
	}
	box := "0 0 400 500"
	switch view {
	case Front:
	case Detail:
		var crop bytes.Buffer
		if err := drawing.ExecuteTemplate(&crop, "crop", nil); err != nil {
			return nil, fmt.Errorf("picture: %s: %w", kind, err)
		}
		box = crop.String()
	default:
		return nil, fmt.Errorf("%w: view %q", ErrNotFound, view)
	}
	var out bytes.Buffer
	if err := drawing.ExecuteTemplate(&out, "frame", shadesOf(base, box)); err != nil {
		return nil, fmt.Errorf("picture: %s: %w", kind, err)
	}
	return out.Bytes(), nil
}
