//go:build race

package feed

// The race detector makes reading ten times slower.
func init() { memorySize = 20 << 20 }
