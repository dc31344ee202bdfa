// Package chattest tests what stands behind and in front of package chat.
//
// [RunStore] is the suite that every [chat.Store] passes. Whoever writes a
// store of their own runs it from a test of their own:
//
//	func TestStore(t *testing.T) {
//		chattest.RunStore(t, func(t *testing.T) chat.Store { return mystore.New(t.TempDir()) })
//	}
package chattest
