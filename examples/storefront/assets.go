package main

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io/fs"
	"net/http"
	"path"
	"strings"
)

//go:embed templates static
var files embed.FS

// asset is a static file under a name that changes with its content.
type asset struct {
	name, kind string
	data       []byte
}

// bundles are the files that the pages load, each made of a folder's files in
// alphabetical order: what belongs together is written together, and the
// browser still asks once.
var bundles = []struct{ name, from string }{
	{"shop.css", "static/css/*.css"}, {"shop.js", "static/js/*.js"},
}

var assetKinds = map[string]string{
	".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml",
}

func loadAssets() (map[string]asset, error) {
	assets := map[string]asset{}
	for _, b := range bundles {
		data, err := concatenated(b.from)
		if err != nil {
			return nil, err
		}
		assets[b.name] = newAsset(b.name, data)
	}
	pictures, err := fs.Glob(files, "static/*.svg")
	if err != nil {
		return nil, err
	}
	for _, name := range pictures {
		data, err := files.ReadFile(name)
		if err != nil {
			return nil, err
		}
		assets[path.Base(name)] = newAsset(path.Base(name), data)
	}
	return assets, nil
}

func concatenated(pattern string) ([]byte, error) {
	names, err := fs.Glob(files, pattern)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	for _, name := range names {
		data, err := files.ReadFile(name)
		if err != nil {
			return nil, err
		}
		out.Write(data)
	}
	return out.Bytes(), nil
}

func newAsset(name string, data []byte) asset {
	sum := sha256.Sum256(data)
	ext := path.Ext(name)
	return asset{strings.TrimSuffix(name, ext) + "." + hex.EncodeToString(sum[:5]) + ext, assetKinds[ext], data}
}

// portrait serves the picture of somebody who answers. Its address stays, since
// conversations keep it; what there is can change.
func (s *site) portrait(w http.ResponseWriter, r *http.Request) {
	data, err := fs.ReadFile(files, path.Join("static/people", path.Base(r.PathValue("file"))))
	if err != nil {
		s.notFound(w, r)
		return
	}
	w.Header().Set("Content-Type", assetKinds[".svg"])
	w.Header().Set("Cache-Control", "public, max-age=3600")
	w.Write(data)
}

// static serves a file of ours under the name that its content gives it, for
// ever.
func (s *site) static(w http.ResponseWriter, r *http.Request) {
	for _, a := range s.assets {
		if a.name == r.PathValue("file") {
			w.Header().Set("Content-Type", a.kind)
			w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
			w.Write(a.data)
			return
		}
	}
	s.notFound(w, r)
}
