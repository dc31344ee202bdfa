package widget_test

import (
	"bytes"
	"compress/gzip"
	"crypto/sha512"
	"encoding/base64"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/aisle-chat/aisle/widget"
)

// What may travel, in bytes after gzip.
const (
	loaderBudget = 5 << 10
	panelBudget  = 35 << 10
	viewsBudget  = 21 << 10 // our own measure: it is fetched once somebody talks
	spokenBudget = 5 << 10  // a language
)

var chunkName = regexp.MustCompile(`^(panel|views|inpage|[a-z]{2})\.[0-9a-f]{8}\.js$`)

func TestBudgets(t *testing.T) {
	for _, name := range widget.Names() {
		asset, ok := widget.Lookup(name)
		if !ok {
			t.Fatalf("%s is named but not there", name)
		}
		switch size := gzipped(t, asset.Body); {
		case strings.HasPrefix(name, "widget.") && asset.Type == "text/javascript; charset=utf-8" && size > loaderBudget:
			t.Errorf("%s: %d bytes of gzip, the loader may have %d", name, size, loaderBudget)
		case strings.HasPrefix(name, "panel.") && size > panelBudget:
			t.Errorf("%s: %d bytes of gzip, the panel may have %d", name, size, panelBudget)
		case strings.HasPrefix(name, "views.") && size > viewsBudget:
			t.Errorf("%s: %d bytes of gzip, what lies over the conversation may have %d", name, size, viewsBudget)
		case strings.IndexByte(name, '.') == 2 && size > spokenBudget:
			t.Errorf("%s: %d bytes of gzip, a language may have %d", name, size, spokenBudget)
		case strings.HasPrefix(name, "inpage.") && size > loaderBudget:
			t.Errorf("%s: %d bytes of gzip, what stands in a page may have %d", name, size, loaderBudget)
		}
	}
}

// The loader names the other bundles; all must come from one build.
func TestDistIsComplete(t *testing.T) {
	loader, ok := widget.Lookup(widget.Loader)
	if !ok || len(loader.Body) == 0 {
		t.Fatal("dist has no widget.js: run go run -C build .")
	}
	if loader.Immutable {
		t.Error("widget.js keeps its name when it changes; it must not be cached for ever")
	}
	if types, ok := widget.Lookup("widget.d.ts"); !ok || !bytes.Contains(types.Body, []byte("Aisle")) {
		t.Error("dist has no widget.d.ts")
	}
	chunks := 0
	for _, name := range widget.Names() {
		if !chunkName.MatchString(name) {
			continue
		}
		chunks++
		if chunk, _ := widget.Lookup(name); !chunk.Immutable {
			t.Errorf("%s could be cached for ever", name)
		}
		if !bytes.Contains(loader.Body, []byte(name)) {
			t.Errorf("widget.js does not name %s", name)
		}
	}
	if chunks != 3+8 {
		t.Errorf("%d chunks in dist, want the panel, its views, what stands in the page, and eight languages", chunks)
	}
}

// The views share the panel's Preact and its model: they take them from the
// very file that the loader names, by an address beside their own.
func TestViewsTakeFromThePanel(t *testing.T) {
	var panel, views string
	for _, name := range widget.Names() {
		if strings.HasPrefix(name, "panel.") {
			panel = name
		}
		if strings.HasPrefix(name, "views.") {
			views = name
		}
	}
	asset, _ := widget.Lookup(views)
	imports := regexp.MustCompile(`\bfrom"([^"]+)"`).FindAllSubmatch(asset.Body, -1)
	if len(imports) != 1 || string(imports[0][1]) != "./"+panel {
		t.Errorf("%s imports %q, want %s and nothing else", views, imports, panel)
	}
}

func TestLookupIsByExactName(t *testing.T) {
	for _, name := range []string{
		"", ".", "..", "/widget.js", "./widget.js", "dist/widget.js", "../widget.go", "widget.js/",
		"WIDGET.JS", "widget%2ejs", "widget.js\x00", "..\\widget.js", "panel.js",
	} {
		if _, ok := widget.Lookup(name); ok {
			t.Errorf("Lookup(%q) found something", name)
		}
	}
}

func TestIntegrity(t *testing.T) {
	seen := map[string]string{}
	for _, name := range widget.Names() {
		asset, _ := widget.Lookup(name)
		sum := sha512.Sum384(asset.Body)
		if want := "sha384-" + base64.StdEncoding.EncodeToString(sum[:]); asset.Integrity != want {
			t.Errorf("%s: integrity %s, want %s", name, asset.Integrity, want)
		}
		if asset.Name != name || len(asset.ETag) < 18 || asset.ETag[0] != '"' || asset.ETag[len(asset.ETag)-1] != '"' {
			t.Errorf("%s: name %q, etag %s", name, asset.Name, asset.ETag)
		}
		seen[asset.ETag] = name
	}
	// widget.js and its versioned name are the same file.
	if len(seen) != len(widget.Names())-1 {
		t.Errorf("%d entity tags for %d files", len(seen), len(widget.Names()))
	}
}

// Nothing in the bundles needs a page that allows inline code.
func TestBundlesKeepToAStrictPolicy(t *testing.T) {
	for _, name := range widget.Names() {
		asset, _ := widget.Lookup(name)
		for _, word := range []string{"eval(", "new Function", "document.write", "insertAdjacentHTML", "outerHTML", "javascript:", "document.cookie"} {
			if i := bytes.Index(asset.Body, []byte(word)); i >= 0 {
				t.Errorf("%s has %q: ...%.60s...", name, word, asset.Body[max(0, i-20):])
			}
		}
	}
}

func gzipped(t *testing.T, data []byte) int {
	t.Helper()
	var out bytes.Buffer
	w, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Len()
}

func ExampleLookup() {
	asset, ok := widget.Lookup("widget.js")
	fmt.Println(ok, asset.Type, asset.Immutable)
	_, ok = widget.Lookup("../widget.go")
	fmt.Println(ok)
	// Output:
	// true text/javascript; charset=utf-8 false
	// false
}
