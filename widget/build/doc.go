// Command build makes the widget's bundles from widget/src with esbuild. It is
// a module of its own, so that nobody who imports Aisle gets esbuild with it.
//
//	npm ci --prefix ..      # once: preact and the checks
//	go run .                # writes ../dist
//	go run . -check         # fails when ../dist is not what the sources give
//	go run . -tests ../.test
//	go run . -client FILE.mjs
//
// The same sources give the same bytes on every machine.
package main
