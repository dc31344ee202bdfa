// Package larkhollow is the demo shop's stock and words: what it sells, what it
// has to say about shipping and returns, and, in its package picture, how its
// things are drawn. Larkhollow sells outdoor gear, clothes and things for the
// home. The shop, its brands and its reviews are invented.
//
// products.jsonl is an ordinary feed, made by the command in source; edit the
// products there and run go generate.
package larkhollow
