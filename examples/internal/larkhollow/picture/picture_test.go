package picture

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"testing"
)

// reference finds "url(#id)".
var reference = regexp.MustCompile(`url\(#([^)]*)\)`)

func TestEveryDrawingIsWellFormed(t *testing.T) {
	kinds := Kinds()
	if len(kinds) < 20 {
		t.Fatalf("%d kinds: where are the drawings?", len(kinds))
	}
	for _, kind := range kinds {
		for _, view := range []View{Front, Detail} {
			svg, err := Draw(kind, "3d6f9f", view)
			if err != nil {
				t.Errorf("%s %q: %v", kind, view, err)
				continue
			}
			checkXML(t, kind, svg)
		}
	}
}

// checkXML reads svg to its end: one root, well-formed, no id twice and none
// missing, nothing that a browser would load or run.
func checkXML(t *testing.T, kind string, svg []byte) {
	t.Helper()
	ids, used := map[string]bool{}, map[string]bool{}
	elements := 0
	for d := xml.NewDecoder(bytes.NewReader(svg)); ; {
		token, err := d.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Errorf("%s: %v", kind, err)
			return
		}
		element, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		elements++
		switch element.Name.Local {
		case "script", "style", "foreignObject", "image", "use", "a":
			t.Errorf("%s: has a <%s>", kind, element.Name.Local)
		}
		for _, attr := range element.Attr {
			if attr.Name.Local == "id" {
				if ids[attr.Value] {
					t.Errorf("%s: id %q twice", kind, attr.Value)
				}
				ids[attr.Value] = true
			}
			for _, m := range reference.FindAllStringSubmatch(attr.Value, -1) {
				used[m[1]] = true
			}
		}
	}
	for id := range used {
		if !ids[id] {
			t.Errorf("%s: nothing has the id %q", kind, id)
		}
	}
	if elements < 20 {
		t.Errorf("%s: only %d elements: is it drawn?", kind, elements)
	}
}

func TestDrawRefuses(t *testing.T) {
	for _, c := range []struct {
		kind, color string
		view        View
	}{
		{"unicorn", "3d6f9f", Front}, {"mug", "blue", Front}, {"mug", "3d6f9", Front}, {"mug", "3D6F9F", Front},
		{"mug", `"/><script>`, Front}, {"mug", "+3d6f9", Front}, {"mug", "3d6f9f", "back"}, {"", "", ""},
	} {
		if _, err := Draw(c.kind, c.color, c.view); !errors.Is(err, ErrNotFound) {
			t.Errorf("Draw(%q, %q, %q): %v, want ErrNotFound", c.kind, c.color, c.view, err)
		}
	}
}

func TestDrawIsColoured(t *testing.T) {
	blue, err := Draw("mug", "3d6f9f", Front)
	if err != nil {
		t.Fatal(err)
	}
	green, err := Draw("mug", "56724f", Front)
	if err != nil {
		t.Fatal(err)
	}
	again, err := Draw("mug", "3d6f9f", Front)
	if err != nil {
		t.Fatal(err)
	}
	if string(blue) == string(green) || string(blue) != string(again) {
		t.Error("a drawing should depend on its colour and on nothing else")
	}
}
