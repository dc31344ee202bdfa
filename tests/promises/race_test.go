//go:build race

package promises

func init() { underRace = true }
