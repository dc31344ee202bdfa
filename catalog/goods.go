package catalog

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed goods.txt
var goodsText string

// goodsNouns are nouns that name goods, as stems.
var goodsNouns = sync.OnceValue(func() map[string]bool {
	set := map[string]bool{}
	for line := range strings.Lines(goodsText) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		for w := range strings.FieldsSeq(line) {
			if !stopWords[w] && !plainWords[w] {
				set[stem(w)] = true
			}
		}
	}
	return set
})

// isGoods reports whether a stem is a noun that names goods in general.
func isGoods(s string) bool { return goodsNouns()[s] }
