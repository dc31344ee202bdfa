// Package feed reads a shop's products from a file.
//
// [Open] takes a path and [Read] any stream; both accept gzip, a byte order
// mark, UTF-16 and every newline. [OpenWith] and [ReadWith] also take [Options].
// Products stream, so memory does not grow with the
// file, and a bad line loses only itself: it is yielded as a [*LineError] that
// names the line, the field, the reason and the offending value, which
// [catalog.NewIndex] passes over, and is counted in the [Report], which also has
// each [Repair].
//
// A feed is a product CSV of Shopify or a feed of Google Merchant Center (RSS, Atom
// or a table), told by what it begins with, or JSON Lines: one product a line, as
// the Universal Commerce Protocol has it, or an object of
//
//	id             text or whole number, required
//	title          text, required
//	description    text
//	brand          text
//	category       "Men > Tops > Hoodies", or a list
//	price          decimal number or text, or null for "price on request"
//	compare_at     the price before a reduction
//	currency       ISO 4217, required beside a price
//	options        [{"name": "size", "values": ["S", "M"]}]
//	variants       [{"id", "options": {"size": "S"}, "price", "compare_at", "available", "stock"}]
//	attributes     {"material": ["wool", "silk"], "waterproof": true, "weight": 1.2}
//	image, images  a URL, a list of them; a variant may have its own image
//	url            the product's page
//	available      false means sold out; left out means available
//	stock          whole number of pieces; left out means nobody counts
//	rating         mean of the stars, 1 to 5
//	review_count   number of ratings
//	reviews        [{"rating": 5, "text": "...", "date": "2026-01-31"}]
//	size_chart     {"columns": ["Size", "Chest (cm)"], "rows": [["S", "88-92"]]}
//	tags           list of text
//
// Prices are read as decimal text, never through a binary fraction. Names of
// options are put in lower case and "colour" becomes "color". Fields that are
// not in this list are passed over.
package feed
