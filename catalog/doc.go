// Package catalog holds what a shop sells and finds in it what a shopper asks
// for.
//
// A [Product] with its [Variant]s and its price as [Money] is what everything
// else in Aisle agrees on. [Catalog] is the interface to a shop's goods, and
// [Index] the built-in implementation: all products in memory, filled from a
// feed (package catalog/feed), changed by [Index.Upsert], [Index.Delete] and
// [Index.Replace], read without locks. A shop with a search engine of its own
// implements Catalog over that and runs the suite in catalog/catalogtest.
//
// # From words to goods
//
// [Index.Search] reads a shopper's text in the order prices, sort wishes,
// comparatives, negations, measures, and then phrases, the longest first. What
// a phrase can mean is learned from the products: kinds of product from
// categories and from the nouns of titles, brands, the values of options and
// attributes, whom things are for. Mistakes are read over by the words of the
// catalogue and of shopping sentences, weighed by the words beside them. The
// only words built in are those of English shopping sentences, colours, units,
// clothing sizes, and synonyms (WordNet 3.0 and a short list for shops).
//
// Everything read is in [Result.Understood]. A [Constraint] that is not Soft
// filters: options, price and availability hold together on one variant. The
// words that are left rank, by how rare they are and where they stand (title,
// category, brand, options, attributes, description). When nothing satisfies
// all constraints, Hits is empty and [Result.Alternatives] names the nearest
// products with what each breaks. Three readings are given up before that: words
// before a noun that no category is called by ("charging cable" is a cable),
// constraints as a whole where some product is literally called by all the
// words, and constraints in a long text without words of talk that is rather
// the name of a thing: there they become preferences.
//
// # What the merchant decides
//
// [Index.Merchandise] takes the shop's own synonyms, in both directions or one,
// and rules that pin, boost, bury or exclude products, always or for texts with
// certain words, with dates. A wish of the shopper is stronger than any of them.
// [Result.Applied] and [Hit.Rule] say what they did. Without them what can be
// bought comes before what is sold out, ratings and their number weigh a little,
// and colors of one product that a feed lists apart are spread among others that
// rank as high.
//
// # Inside
//
// An index is a list of immutable segments behind one atomic pointer. A writer
// adds a small segment, marks what it replaces as gone in a copy of a bit set,
// merges small segments into larger ones, and publishes the new list. A segment
// is an inverted index with one byte of weight for each product and word, made
// when it is built; a search adds up the weights of its words, filters with bit
// sets, looks at variants only where options or prices are asked for, and puts
// no more in order than it shows. The products themselves are packed into one
// string a segment and read when they are shown.
//
// # Our own engine, or a library under it
//
// It is our own, because what a shopper asks for is lost before any library ranks
// it. In one run over the same 3,105 judged queries (make bench-search, which has
// more engines and figures; nDCG@10, a is a keyword engine that is handed the
// price, brand, color and kind that each query states):
//
//	              three catalogues     typo  synonym  constraint  sentence  people
//	this package  .953   .965   .991   .977     .950        .961      .975    .820
//	MiniSearch    .723   .693   .671   .903     .474        .602      .533    .787
//	exact words   .685   .640   .624   .664     .453        .608      .538    .815
//	FTS5 + trigr. .719   .692   .640   .851     .472        .583      .544    .756
//	Bleve         .627   .639   .595   .639     .465        .569      .519    .740
//	Bleve, fuzzy  .654   .661   .624   .869     .491        .542      .496    .622
//	a             .860   .904   .847   .658     .877        .930      .880    .779
//
// What to read a query by are the words of the index: kinds, brands, values and
// mistakes of this catalogue. With a library they would be kept a second time, and
// filters on one variant, atomic replacement and memory are harder to have over an
// index that somebody else lays out. The price is some thousand lines of ours and
// English only. Another shop's names for its products are found at MRR .941 (the
// others: .80 to .84), and of the queries that nothing satisfies 153 of 155 are
// told so, where the others answer all of them.
package catalog
