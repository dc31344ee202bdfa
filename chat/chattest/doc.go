// Package chattest tests what stands behind and in front of package chat.
//
// [RunStore] is the suite that every [chat.Store] passes. Whoever writes a
// store of their own runs it from a test of their own:
//
//	func TestStore(t *testing.T) {
//		chattest.RunStore(t, func(t *testing.T) chat.Store { return mystore.New(t.TempDir()) })
//	}
//
// [Serve] and [Dial] are a browser without a browser: they talk to a mounted
// chat as the widget does, frame by frame.
//
//	client := chattest.Serve(t, mux)
//	tab := chattest.Dial(t, client, "http://shop.test/aisle/", chat.Hello{})
//	tab.Send(chat.Send{ID: "1", Text: "a jacket"})
//	ack := chattest.Await[chat.Ack](tab)
package chattest
