package catalog

// twinOf hashes what a brand and the words of a title say besides color, size and
// packing, so that variations of one product that a feed lists apart are known.
func twinOf(brand string, title []word) uint32 {
	const offset, prime = 2166136261, 16777619 // FNV-1a
	hash := uint32(offset)
	add := func(s string) {
		for i := range len(s) {
			hash = (hash ^ uint32(s[i])) * prime
		}
		hash = (hash ^ ' ') * prime
	}
	add(brand)
	for i := range title {
		w := title[i].text
		if _, color := swatches[w]; color || colorModifiers[w] || packing[w] {
			continue
		}
		add(w)
	}
	return hash
}
