// Package catalogtest holds the conformance suite for [catalog.Catalog]. A shop
// that puts its own search engine behind that interface runs it in a test:
//
//	func TestCatalog(t *testing.T) {
//		catalogtest.Exercise(t, func(t *testing.T, products []catalog.Product) catalog.Catalog {
//			return myengine.Load(t, products)
//		})
//	}
//
// The suite asks for what a conversation relies on: hard constraints are never
// broken, options and price hold on one variant that can be bought, nothing
// found is no error but names alternatives, pages do not overlap, and calls
// from many goroutines do not disturb each other. How well words are
// understood and ranked is not its business.
package catalogtest
