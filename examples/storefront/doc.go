// Command storefront is a whole shop with Aisle in it: pages, a cart, a checkout,
// orders and accounts, a chat that shares all of them, and a desk where a person
// answers. It needs no key and no other server:
//
//	go run ./examples/storefront
//
// Without flags it is Larkhollow, an outdoor shop that we invented, with orders
// that can be looked up and a customer as whom everybody may sign in; /demo lists
// what to try. With -feed it sells the products of any feed on the same pages (an
// export of Shopify or WooCommerce, a feed of Google Merchant Center, JSON Lines),
// and with -knowledge it promises what that folder says. With -model-url and -model
// a language model talks where one is of use; see docs/models.md.
//
// What a merchant's developer may want to copy stands in few places: open.go
// puts the chat together, session.go shares the shop's own cart and login with
// it, checkout.go makes an order and tells the chat, desk.go keeps the desk
// behind a login, and templates/shared/layout.html holds the one script tag.
// Everything else is what any shop has: no page asks the chat for anything.
package main
