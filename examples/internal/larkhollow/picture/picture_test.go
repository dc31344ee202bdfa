package picture

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"testing"
)

// maxBytes is how much a picture may weigh before compression.
const maxBytes = 14 << 10

var (
	// reference finds "url(#id)".
	reference = regexp.MustCompile(`url\(#([^)]*)\)`)
	// outline finds the paths of a drawing that are more than a stitch.
	outline = regexp.MustCompile(`\bd="([^"]{40,})"`)
)

func TestEveryDrawingIsWellFormed(t *testing.T) {
	kinds := Kinds()
	if len(kinds) < 20 {
		t.Fatalf("%d kinds: where are the drawings?", len(kinds))
	}
	for _, kind := range kinds {
		for _, view := range []View{Front, Detail, Scale} {
			svg, err := Draw(kind, "3d6f9f", view)
			if err != nil {
				t.Errorf("%s %q: %v", kind, view, err)
				continue
			}
			if len(svg) > maxBytes {
				t.Errorf("%s %q: %d bytes, a page shows %d of at most %d", kind, view, len(svg), 24, maxBytes)
			}
			checkXML(t, kind, svg)
			if again, err := Draw(kind, "3d6f9f", view); err != nil || !bytes.Equal(svg, again) {
				t.Errorf("%s %q: drawn again it is not the same (%v)", kind, view, err)
			}
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

// TestSilhouettesAreDistinct holds that a kind is drawn anew and not copied from
// another: pieces are shared, a hood or a sleeve, but no more than that.
func TestSilhouettesAreDistinct(t *testing.T) {
	paths := map[string]map[string]bool{}
	for _, kind := range Kinds() {
		svg, err := Draw(kind, "3d6f9f", Front)
		if err != nil {
			t.Fatal(err)
		}
		paths[kind] = map[string]bool{}
		for _, m := range outline.FindAllSubmatch(svg, -1) {
			paths[kind][string(m[1])] = true
		}
	}
	for a, as := range paths {
		for b, bs := range paths {
			if a == b {
				continue
			}
			own := 0
			for path := range as {
				if !bs[path] {
					own++
				}
			}
			if own < 3 {
				t.Errorf("%s has only %d paths that %s has not: whose silhouette is it?", a, own, b)
			}
		}
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
