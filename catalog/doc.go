// Package catalog holds what a shop sells and finds in it what a shopper asks
// for.
package catalog
