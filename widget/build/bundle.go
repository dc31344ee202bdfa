package main

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

// The browsers that the bundles are for: those with constructable style
// sheets, the newest feature that the widget cannot do without.
var engines = []api.Engine{
	{Name: api.EngineChrome, Version: "111"},
	{Name: api.EngineFirefox, Version: "113"},
	{Name: api.EngineSafari, Version: "16.4"},
}

// bundleWidget returns the files of dist by name. The views take what they
// share with the panel from its bundle, so they are built after it; the loader
// knows the names of all.
func bundleWidget(root string) (map[string][]byte, error) {
	files := map[string][]byte{}
	names := map[string]string{}
	keep := func(name, constant string, code []byte) string {
		file := hashed(name, code)
		files[file] = code
		names[constant] = strconv.Quote(file)
		return file
	}
	code, err := bundle(root, "src/panel/main.tsx", api.FormatESModule, nil)
	if err != nil {
		return nil, err
	}
	taken, err := shared(root, "./"+keep("panel", "PANEL_FILE", code))
	if err != nil {
		return nil, err
	}
	if code, err = bundle(root, "src/views/main.tsx", api.FormatESModule, nil, taken); err != nil {
		return nil, err
	}
	keep("views", "VIEWS_FILE", code)
	if code, err = bundle(root, "src/inpage/main.ts", api.FormatESModule, nil); err != nil {
		return nil, err
	}
	keep("inpage", "IN_PAGE_FILE", code)
	if err := bundleLanguages(root, files, names); err != nil {
		return nil, err
	}
	if files["widget.js"], err = bundle(root, "src/loader/main.ts", api.FormatIIFE, names); err != nil {
		return nil, err
	}
	files["widget.d.ts"], err = os.ReadFile(filepath.Join(root, "src", "widget.d.ts"))
	return files, err
}

// bundleLanguages adds a file for each language but English, src/languages/xx.ts,
// and their names by language as one constant.
func bundleLanguages(root string, files map[string][]byte, names map[string]string) error {
	sources, err := filepath.Glob(filepath.Join(root, "src", "languages", "??.ts"))
	if err != nil {
		return err
	}
	known := map[string]string{}
	for _, source := range sources {
		language := strings.TrimSuffix(filepath.Base(source), ".ts")
		code, err := bundle(root, "src/languages/"+language+".ts", api.FormatESModule, nil)
		if err != nil {
			return err
		}
		file := hashed(language, code)
		files[file], known[language] = code, file
	}
	list, err := json.Marshal(known) // sorted, so that the same sources give the same bytes
	names["LANGUAGE_FILES"] = string(list)
	return err
}

// bundle makes one minified file for browsers of one entry point.
func bundle(root, entry string, format api.Format, define map[string]string, plugins ...api.Plugin) ([]byte, error) {
	return build(api.BuildOptions{
		AbsWorkingDir: root, EntryPoints: []string{entry}, Bundle: true,
		Format: format, Engines: engines, Platform: api.PlatformBrowser, Define: define,
		MinifyWhitespace: true, MinifyIdentifiers: true, MinifySyntax: true,
		LegalComments: api.LegalCommentsNone, Charset: api.CharsetUTF8,
		JSX: api.JSXAutomatic, JSXImportSource: "preact",
		NodePaths: []string{filepath.Join(root, "node_modules")},
		Plugins:   append(plugins, sheets(root)),
	})
}

// bundleClient makes the connection without any page, for tests in node.
func bundleClient(root, file string) error {
	code, err := build(api.BuildOptions{
		AbsWorkingDir: root, EntryPoints: []string{"src/client/index.ts"}, Bundle: true,
		Format: api.FormatESModule, Platform: api.PlatformNode, Target: api.ES2022,
		Charset: api.CharsetUTF8,
	})
	if err != nil {
		return err
	}
	return os.WriteFile(file, code, 0o644)
}

// bundleTests makes one file of every test/*.test.ts of the widget and of the
// desk in folder.
func bundleTests(root, folder string) error {
	if err := os.RemoveAll(folder); err != nil {
		return err
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	found := 0
	for part, from := range map[string]string{"widget": root, "desk": filepath.Join(root, deskRoot)} {
		tests, err := filepath.Glob(filepath.Join(from, "test", "*.test.ts"))
		if err != nil {
			return err
		}
		found += len(tests)
		for _, test := range tests {
			name := part + "-" + strings.TrimSuffix(filepath.Base(test), ".ts") + ".mjs"
			if err := bundleTest(root, test, filepath.Join(folder, name)); err != nil {
				return err
			}
		}
	}
	if found == 0 {
		return errors.New("no tests in widget/test and chat/desk/test")
	}
	return nil
}

func bundleTest(root, test, file string) error {
	code, err := build(api.BuildOptions{
		AbsWorkingDir: root, EntryPoints: []string{test}, Bundle: true,
		Format: api.FormatESModule, Platform: api.PlatformNode, Target: api.ES2022,
		JSX: api.JSXAutomatic, JSXImportSource: "preact",
		NodePaths: []string{filepath.Join(root, "node_modules")},
		Plugins:   []api.Plugin{sheets(root)},
	})
	if err != nil {
		return err
	}
	return os.WriteFile(file, code, 0o644)
}

// build runs esbuild for one output.
func build(options api.BuildOptions) ([]byte, error) {
	options.LogLevel = api.LogLevelSilent
	options.Write = false
	result := api.Build(options)
	if len(result.Errors) > 0 {
		messages := api.FormatMessages(result.Errors, api.FormatMessagesOptions{Kind: api.ErrorMessage})
		return nil, errors.New(strings.Join(messages, ""))
	}
	if len(result.OutputFiles) != 1 {
		return nil, fmt.Errorf("%s gave %d files instead of one", options.EntryPoints[0], len(result.OutputFiles))
	}
	return result.OutputFiles[0].Contents, nil
}

// sheets imports a style sheet as a string, minified.
func sheets(root string) api.Plugin {
	return api.Plugin{Name: "sheets", Setup: func(build api.PluginBuild) {
		build.OnLoad(api.OnLoadOptions{Filter: `\.css$`}, func(args api.OnLoadArgs) (api.OnLoadResult, error) {
			source, err := os.ReadFile(args.Path)
			if err != nil {
				return api.OnLoadResult{}, err
			}
			name, err := filepath.Rel(root, args.Path)
			if err != nil {
				return api.OnLoadResult{}, err
			}
			sheet := api.Transform(string(source), api.TransformOptions{
				Loader: api.LoaderCSS, Sourcefile: name, Engines: engines, Charset: api.CharsetUTF8,
				MinifyWhitespace: true, MinifySyntax: true, LegalComments: api.LegalCommentsNone,
			})
			if len(sheet.Errors)+len(sheet.Warnings) > 0 {
				return api.OnLoadResult{Errors: append(sheet.Errors, sheet.Warnings...)}, nil
			}
			text := strings.TrimSpace(string(sheet.Code))
			return api.OnLoadResult{Contents: &text, Loader: api.LoaderText}, nil
		})
	}}
}

// hashed names a file after its content, so that it can be kept for ever.
func hashed(name string, data []byte) string {
	sum := sha256.Sum256(data)
	return name + "." + hex.EncodeToString(sum[:4]) + ".js"
}

// gzipped is how many bytes of data travel.
func gzipped(data []byte) (int, error) {
	var out bytes.Buffer
	w, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if err != nil {
		return 0, err
	}
	if _, err := w.Write(data); err != nil {
		return 0, err
	}
	if err := w.Close(); err != nil {
		return 0, err
	}
	return out.Len(), nil
}
