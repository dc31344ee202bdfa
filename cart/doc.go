// Package cart holds what a shopper is about to buy, priced from the catalogue
// and from nothing else.
package cart
