package catalog

// Swatch returns the colour that value names as "#rrggbb", or "" when it names
// none.
func Swatch(value string) string { return "" }
