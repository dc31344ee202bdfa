// Command minimal is the least that makes a shop talk: a feed, a folder of
// articles, one database file and one script tag.
//
//	go run ./examples/minimal
//
// Run it from the top of the checkout; it reads products.jsonl and knowledge
// beside this file and writes minimal.db where it runs.
package main
