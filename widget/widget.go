package widget

import (
	"crypto/sha256"
	"crypto/sha512"
	"embed"
	"encoding/base64"
	"encoding/hex"
	"path"
	"slices"
	"strings"
)

//go:embed dist
var dist embed.FS

// Loader is the name of the one file that a page loads by itself.
const Loader = "widget.js"

// Asset is one file of the widget. Its fields are shared: read them only.
type Asset struct {
	// Name is the exact file name, without any folder.
	Name string
	// Type is the value for the Content-Type header.
	Type string
	// Body is the whole file.
	Body []byte
	// ETag is a strong entity tag, quotes included.
	ETag string
	// Integrity is the value for a script tag's integrity attribute
	// ("sha384-...").
	Integrity string
	// Immutable is true when the name changes with the content, so that the
	// file may be kept for ever.
	Immutable bool
}

var (
	assets    = load()
	versioned = versionedLoader(assets)
)

// Lookup returns the file with exactly this name. ok is false for every other
// name, whatever it looks like: there are no folders to walk out of.
func Lookup(name string) (asset Asset, ok bool) {
	asset, ok = assets[name]
	return asset, ok
}

// Names returns the names of all files, sorted.
func Names() []string {
	names := make([]string, 0, len(assets))
	for name := range assets {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// Versioned returns the loader under a name that changes with its content, for
// pages that pin it with an integrity attribute.
func Versioned() Asset { return versioned }

// load reads dist once. That it cannot fail is tested: embedding is checked
// when the program is compiled.
func load() map[string]Asset {
	entries, err := dist.ReadDir("dist")
	if err != nil {
		panic("widget: " + err.Error())
	}
	all := make(map[string]Asset, len(entries)+1)
	for _, entry := range entries {
		body, err := dist.ReadFile("dist/" + entry.Name())
		if err != nil {
			panic("widget: " + err.Error())
		}
		all[entry.Name()] = newAsset(entry.Name(), body)
	}
	loader := versionedLoader(all)
	all[loader.Name] = loader
	return all
}

func versionedLoader(all map[string]Asset) Asset {
	body := all[Loader].Body
	sum := sha256.Sum256(body)
	return newAsset("widget."+hex.EncodeToString(sum[:4])+".js", body)
}

func newAsset(name string, body []byte) Asset {
	tag, integrity := sha256.Sum256(body), sha512.Sum384(body)
	return Asset{
		Name: name, Type: contentType(name), Body: body,
		ETag:      `"` + hex.EncodeToString(tag[:16]) + `"`,
		Integrity: "sha384-" + base64.StdEncoding.EncodeToString(integrity[:]),
		// name.hash.js, as widget/build names its chunks.
		Immutable: path.Ext(name) == ".js" && strings.Count(name, ".") == 2,
	}
}

func contentType(name string) string {
	switch path.Ext(name) {
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".ts":
		return "text/plain; charset=utf-8"
	default:
		return "application/octet-stream"
	}
}
