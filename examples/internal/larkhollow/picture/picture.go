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

//go:embed shared.svg textures.svg scale.svg kinds/*.svg
var files embed.FS

// ErrNotFound says that there is no such drawing. Test with errors.Is.
var ErrNotFound = errors.New("picture: no such drawing")

// View is what of a thing is shown.
type View string

// The views of a thing.
const (
	Front  View = ""
	Detail View = "detail"
	Scale  View = "scale" // beside a person or a hand, with a ruler
)

// drawings holds one template set for each kind.
var drawings = parse()

func parse() map[string]*template.Template {
	shared := template.Must(template.ParseFS(files, "shared.svg", "textures.svg", "scale.svg"))
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
	on := sheet{shades: shadesOf(base), Box: "0 0 400 500"}
	switch view {
	case Front:
	case Detail:
		if on.Box, err = stated(drawing, "crop"); err != nil {
			return nil, fmt.Errorf("picture: %s: %w", kind, err)
		}
	case Scale:
		size, err := sizeOf(drawing)
		if err != nil {
			return nil, fmt.Errorf("picture: %s: %w", kind, err)
		}
		layout := scaleOf(size)
		on.Scale = &layout
	default:
		return nil, fmt.Errorf("%w: view %q", ErrNotFound, view)
	}
	var out bytes.Buffer
	if err := drawing.ExecuteTemplate(&out, "frame", on); err != nil {
		return nil, fmt.Errorf("picture: %s: %w", kind, err)
	}
	return out.Bytes(), nil
}

// sheet is what a drawing is made with. Scale is nil but in the scale view,
// where drawings leave their scenery out.
type sheet struct {
	shades
	Box   string
	Scale *scale
}

// stated returns what a drawing says under a name, such as its "crop".
func stated(drawing *template.Template, name string) (string, error) {
	var text strings.Builder
	err := drawing.ExecuteTemplate(&text, name, nil)
	return text.String(), err
}

// sizeOf reads the size that a drawing states.
func sizeOf(drawing *template.Template) (size, error) {
	var s size
	for _, part := range []struct {
		name, format string
		into         []any
	}{
		{"size", "%g", []any{&s.tall}}, {"lift", "%g", []any{&s.lift}}, {"box", "%g %g %g %g", []any{&s.x, &s.y, &s.w, &s.h}},
	} {
		text, err := stated(drawing, part.name)
		if err != nil {
			return size{}, err
		}
		if _, err := fmt.Sscanf(text, part.format, part.into...); err != nil {
			return size{}, fmt.Errorf("%q is %q: %w", part.name, text, err)
		}
	}
	if s.tall <= 0 || s.w <= 0 || s.h <= 0 {
		return size{}, fmt.Errorf("a size of nothing: %+v", s)
	}
	return s, nil
}
