// Package larkhollow is the demo shop's stock and words: what it sells, what it
// promises about shipping and returns, the orders that it comes with and, in its
// package picture, how its things are drawn. Larkhollow sells outdoor gear,
// clothes and things for the home. The shop, its brands, its reviews and the
// people who have ordered there are invented.
//
// products.jsonl is an ordinary feed, made by the command in source; edit the
// products there and run go generate. The folder knowledge is what a merchant
// writes: articles, and the files with the shop's terms, whose comments explain
// every key.
//
// The dates of reviews, promotions and orders are counted from the day on which
// the shop first opened, so that the demo is as fresh whenever it is started.
package larkhollow
