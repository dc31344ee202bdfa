package main

import (
	"os"
	"path/filepath"

	"github.com/evanw/esbuild/pkg/api"
)

// deskRoot is the folder of the desk, whose page is built here as well. It has
// no packages of its own: it takes Preact from the widget's.
const deskRoot = "../chat/desk"

// bundleDesk returns the files of the desk's dist by name.
func bundleDesk(root string) (map[string][]byte, error) {
	desk := filepath.Join(root, filepath.FromSlash(deskRoot))
	code, err := bundle(root, deskRoot+"/src/main.tsx", api.FormatESModule, nil)
	if err != nil {
		return nil, err
	}
	style, err := build(api.BuildOptions{
		AbsWorkingDir: desk, EntryPoints: []string{"src/desk.css"}, Bundle: true, Engines: engines, Charset: api.CharsetUTF8,
		MinifyWhitespace: true, MinifySyntax: true, LegalComments: api.LegalCommentsNone,
	})
	if err != nil {
		return nil, err
	}
	files := map[string][]byte{"desk.js": code, "desk.css": style}
	for _, name := range []string{"index.html", "icon.svg"} {
		if files[name], err = os.ReadFile(filepath.Join(desk, "src", name)); err != nil {
			return nil, err
		}
	}
	return files, nil
}
