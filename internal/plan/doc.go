// Package plan holds the house plan as tests: which package may import which,
// where each dependency may be used, and what no source file may contain.
package plan
