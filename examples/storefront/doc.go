// Command storefront is a whole shop with Aisle in it: pages, a cart, a chat
// that shares the cart, and a desk where a person answers. It needs no key and
// no other server:
//
//	go run ./examples/storefront
//
// Without flags it is Larkhollow, an outdoor shop that we invented. With -feed
// it sells the products of any JSON Lines feed on the same pages.
//
// What a merchant's developer may want to copy stands in few places: open.go
// puts the chat together, session.go shares the shop's own cart with it,
// desk.go keeps the desk behind a login, and templates/layout.html holds the
// one script tag.
package main
