// Command source writes products.jsonl, the catalogue of the demo shop, from
// the products in this folder: one file for each collection, one Go value for
// each product, so that copy and measures are written once and the hundreds of
// variants with their stock, prices and pictures follow.
//
// Run it from the folder above, as go generate does.
package main

import (
	"flag"
	"fmt"
	"os"
	"slices"
)

func main() {
	out := flag.String("o", "products.jsonl", "the file to write")
	flag.Parse()
	lines, err := encode(all())
	if err == nil {
		err = os.WriteFile(*out, lines, 0o644)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "source:", err)
		os.Exit(1)
	}
}

// all returns the products in the order in which the shop shows them.
func all() []product {
	return slices.Concat(jackets, tops, trousers, footwear, packs, camp, kitchen, bedding, lighting, gifts)
}
