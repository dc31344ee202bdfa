package catalog

import (
	_ "embed"
	"sync"
)

//go:embed goods.txt
var goodsText string

// goodsNouns are nouns that name goods, as stems.
var goodsNouns = sync.OnceValue(func() map[string]bool {
	set := map[string]bool{}
	for w := range textSet(goodsText) {
		if !stopWords[w] && !plainWords[w] {
			set[stem(w)] = true
		}
	}
	return set
})

// isGoods reports whether a stem is a noun that names goods in general.
func isGoods(s string) bool { return goodsNouns()[s] }
