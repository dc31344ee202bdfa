package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

// shared makes a bundle take from the panel's what both have: Preact, and what
// src/panel/kit.ts exports, all that is needed of state/view.ts and client/keys.ts
// included. Anything else of the panel would come twice, with a
// state of its own, and is refused.
func shared(root, panel string) (api.Plugin, error) {
	names, err := exports(root, "src/panel/kit.ts")
	if err != nil {
		return api.Plugin{}, err
	}
	// All modules share one import, which minifies better than one in each.
	kit := fmt.Sprintf("export { %s } from %q", strings.Join(names, ", "), panel)
	inPanel := filepath.Join(root, "src", "panel")
	return api.Plugin{Name: "shared", Setup: func(build api.PluginBuild) {
		build.OnResolve(api.OnResolveOptions{Filter: `^preact(/|$)|/kit$|/view$|/keys$`}, func(api.OnResolveArgs) (api.OnResolveResult, error) {
			return api.OnResolveResult{Path: "kit", Namespace: "shared"}, nil
		})
		build.OnResolve(api.OnResolveOptions{Filter: `.`, Namespace: "shared"}, func(args api.OnResolveArgs) (api.OnResolveResult, error) {
			return api.OnResolveResult{Path: args.Path, External: true}, nil
		})
		build.OnLoad(api.OnLoadOptions{Filter: `.`, Namespace: "shared"}, func(api.OnLoadArgs) (api.OnLoadResult, error) {
			return api.OnLoadResult{Contents: &kit}, nil
		})
		build.OnLoad(api.OnLoadOptions{Filter: `\.tsx?$`}, func(args api.OnLoadArgs) (api.OnLoadResult, error) {
			if filepath.Dir(args.Path) == inPanel {
				return api.OnLoadResult{}, fmt.Errorf("%s would be in two bundles: export what is needed of it in panel/kit.ts", filepath.Base(args.Path))
			}
			return api.OnLoadResult{}, nil
		})
	}}, nil
}

// exports returns the names that a module exports, sorted.
func exports(root, entry string) ([]string, error) {
	result := api.Build(api.BuildOptions{
		AbsWorkingDir: root, EntryPoints: []string{entry}, Bundle: true, Metafile: true,
		Format: api.FormatESModule, LogLevel: api.LogLevelSilent,
		JSX: api.JSXAutomatic, JSXImportSource: "preact",
		NodePaths: []string{filepath.Join(root, "node_modules")},
		Plugins:   []api.Plugin{sheets(root)},
	})
	if len(result.Errors) > 0 {
		return nil, errors.New(result.Errors[0].Text)
	}
	var meta struct {
		Outputs map[string]struct{ Exports []string }
	}
	if err := json.Unmarshal([]byte(result.Metafile), &meta); err != nil {
		return nil, err
	}
	for _, output := range meta.Outputs {
		if len(output.Exports) > 0 {
			return output.Exports, nil
		}
	}
	return nil, fmt.Errorf("%s exports nothing", entry)
}
