// Package feed reads a shop's products from a file, whatever shop wrote it.
//
// [Open] takes a path and [Read] any stream; [OpenWith] and [ReadWith] also take
// [Options], for what a feed may leave open. Products stream, so that memory does
// not grow with the file. A bad line loses only itself: it is yielded as a
// [*LineError] that names the line, the field, the reason and the offending
// value, which [catalog.NewIndex] passes over. The [Report] has all of these, and
// beside them every [Repair]: a value that was put right or left out while its
// line was kept.
//
// # A load that was interrupted
//
// [Report.Checkpoint] is the place behind the product that was yielded last. Store
// it with that product, and give it to the next load as [Options.Resume]: what
// stands in front of it is read again, because how prices are written, which
// products a line belongs to and what the report counts depend on it, but nothing
// of it is yielded twice. A feed that has changed in front of the place is not
// gone on with: it ends with [ErrChanged]. It works with any reader, gzip included.
//
// # Formats
//
// What a file is shows in its first bytes; its name says nothing. Plain or gzip,
// with any newline, in UTF-8, UTF-16 or Windows-1252, with or without a byte
// order mark, it may be
//
//   - the product CSV of Shopify, with the columns of exports until 2025 ("Handle",
//     "Variant Price") or since ("URL handle", "Price"): a header with a handle and
//     a title;
//   - a feed of Google Merchant Center, as RSS 2.0 or Atom with the namespace
//     http://base.google.com/ns/1.0, or as a table with an id, a title and a field
//     of the specification;
//   - the product CSV of WooCommerce: a header with a name and a column such as
//     "Regular price";
//   - JSON Lines, with products of our own (below) or of the Universal Commerce
//     Protocol, whose prices are objects with an amount in minor units.
//
// Tables may have tabs, commas, semicolons or bars between their cells.
// Windows-1252 is what is not UTF-8: characters beyond ASCII vote as they are read,
// and a stray byte in a file of UTF-8 becomes U+FFFD, which is reported. JSON is
// UTF-8 by definition, and a line that is not is refused.
//
// # One product from several lines
//
// Shopify's rows with one handle stand together. Only the product that is being
// read is in memory; a handle that comes back later is refused, and some 30 bytes
// a product are kept to know it. The items of one item_group_id and the variations
// of a WooCommerce product may stand anywhere. Such a feed is read twice: every
// line is put aside first, in 4 MB of memory and beyond that in a temporary file
// of about the unpacked feed's size (see [os.TempDir]), together with the place
// of the line before it in its group. In memory there are 50 to 100 bytes for
// each group; [Feed.Close], or the end of the feed, removes the rest. TestMemory
// reads 200 MB of each format and finds 5 MB in use. A product may have
// MaxVariants variants.
//
// The first line of a product, in WooCommerce its parent's, gives it its place among
// the others, and its texts.
// Items of a group are told apart by color, size and what else differs; their
// title is what their titles begin with. A WooCommerce variation without a value
// for an attribute leaves it open. Ids are those that the shop's cart knows: the
// handle and the SKU in Shopify (or, where there is no SKU or it is not its own,
// the handle and the values of the options), the id in Merchant Center, the ID or
// else the SKU in WooCommerce.
//
// A product with the id of an earlier one takes its place, as [catalog.NewIndex] and
// [catalog.Index.Upsert] have it, and the report says so. To know it, some 30 bytes
// a product are kept.
//
// Drafts, and what is archived, hidden or not published, is skipped. An
// affiliate's product ("external") loses its price, since no cart of the shop can
// hold it. What things cost the merchant, margins and labels of campaigns are
// not read at all. HTML becomes plain text with one line a paragraph.
//
// # Prices
//
// Amounts are read digit by digit into minor units, never through a binary
// fraction: "$1,299.00", "1.299,00 EUR", "1 299,00 €", "EUR 12", "CHF 1'299.–",
// "1,29,900.00 INR". Of two different separators the last is in front of the
// decimals. A single one is, too, unless exactly three digits follow it. Then
// "1.299" may be either, and is settled by
//
//  1. the currency: yen have no decimals;
//  2. the other prices of the file: "12.50" shows that the point is in front of
//     decimals, "12,50" that it is not. In the formats that are read twice all
//     prices count, in Shopify's those so far, together with the rule of the format
//     that the point is;
//  3. without any evidence, thousands, because few prices have three decimals;
//     that is reported.
//
// A number with more decimals than its currency has is refused, unless they are
// zeros. The currency is the one in the price, or else in the line,
// [Options.Currency], the one the feed names most often, or DefaultCurrency; what
// was assumed is reported. A sign that several currencies share, such as "$", means
// the first of these that it can stand for. In our own JSON Lines prices are
// decimal numbers and nothing else.
//
// An unreadable price refuses its line; an unreadable price from before a
// reduction, or one that is not above the price, is left out. Sale prices count
// while they are on at [Options.Now], their dates in [Options.Location] where they
// carry no zone; [Report.ValidUntil] says when the next one begins or ends, which
// is when to read the feed again. A price that is missing is a price on request.
//
// # JSON Lines
//
// One product a line, an object of
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
//	image_sizes    {"a.jpg": [{"url": "a-320.jpg", "width": 320}]}, the same picture in other widths
//	url            the product's page
//	available      false means sold out; left out means available
//	stock          whole number of pieces; left out means nobody counts
//	rating         mean of the stars, 1 to 5
//	review_count   number of ratings
//	reviews        [{"rating": 5, "text": "...", "date": "2026-01-31"}]
//	size_chart     {"columns": ["Size", "Chest (cm)"], "rows": [["S", "88-92"]]}
//	tags           list of text
//
// Names of options are put in lower case and "colour" becomes "color". Fields that
// are not in this list are passed over.
package feed
