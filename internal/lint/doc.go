// Package lint pins the linters in a module of its own, so that the core's
// go.mod names only what a shop needs.
package lint
