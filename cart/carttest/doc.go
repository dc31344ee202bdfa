// Package carttest is the suite that every [cart.Carts] and every [cart.Store]
// passes. A shop with carts of its own runs it from a test of its own:
//
//	func TestCarts(t *testing.T) {
//		carttest.Run(t, func(t *testing.T, c catalog.Catalog) cart.Carts {
//			return mycarts.New(testDatabase(t), c)
//		})
//	}
package carttest
