// Package widget holds the browser's side of Aisle: the files that a page
// loads, ready to be served. It imports only the standard library, and nothing
// of node is needed to use it: the bundles in dist are committed.
//
// A page needs one tag:
//
//	<script src="/aisle/widget.js" defer></script>
//
// That file, the loader, draws the launcher and fetches nothing more until a
// shopper shows interest; then it loads the panel. A shop says what its pages
// are in the tag (data-page, data-product, data-order) or, page by page, as
//
//	<meta name="aisle:page" content="order">
//	<meta name="aisle:order" content="LH-1042">
//
// with the kinds that package assistant lists. What can be changed about how it
// looks stands in docs/looks.md. chat.Chat serves all files
// under its mount; [Lookup] is for those who serve them in another way.
//
// The sources are in src (TypeScript); the module in build makes dist of them:
//
//	npm ci && go run -C build .
//
// How the sources are laid out:
//
//	wire.gen.ts  what travels, made from chat/wire.go
//	loader/      the loader: script tag, launcher, page, window.Aisle
//	client/      the connection: session, socket, backoff, outbox; no page
//	state/       one pure reducer from what travels to what is shown
//	theme/       colours computed from the shop's one colour
//	text/        words, numbers and the small part of Markdown
//	languages/   the words in other languages, a bundle each; a tap says to the
//	             assistant what it says in English, which the assistant understands
//	panel/       the conversation as it is drawn, in Preact
//	views/       what lies over it (details, cart, orders, articles), and forms,
//	             orders and comparisons in it: a bundle that comes when needed
package widget
