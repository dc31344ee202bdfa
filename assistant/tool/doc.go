// Package tool describes what an assistant may do in a shop as tools that a
// language model calls, and does it.
//
// Each tool is a Go function with a struct of arguments. The JSON Schema that the
// model reads is derived from the struct, and so is the strict decoder: an unknown
// key, a missing one, a text that is too long and a number out of its range are
// refused with a sentence that the model can learn from. A [Toolbox] holds the
// tools, a [Session] calls them for one turn:
//
//	box := tool.New(tool.Config{Articles: articles})
//	session := box.Session(turn, survey.Writes)
//	result, err := session.Call(ctx, "search_products", []byte(`{"text": "rain jacket"}`))
//
// A [Result] is compact JSON for the model, and the blocks that the shopper sees:
// cards are made of the catalogue's products and of nothing that a model wrote.
//
// # What a model cannot do
//
// No argument says who the shopper is, which cart is theirs or what an order is
// proven with: all of that is in the turn's Shop. A product has to have been shown
// or found in this conversation before anything can be done with it.
//
// A tool that changes something does so only if this turn's own message asks for
// that very change, as an [assistant.Pilot] reads it. Otherwise it comes to nothing
// but a chip, [Result.Proposal], that the shopper may tap. The same proposal has the
// same id however often it is made.
//
// # What the built-in engine shares
//
// The engine of package planner calls no tools: it has read more of a message than
// their arguments can say, and has no use for JSON. Both ask the same assistant.Shop,
// show the same cards, and change the cart by the same act: [Put] says what a choice
// amounts to, puts it into the cart once, and refuses what costs something else than
// the conversation has shown.
//
// What tools return holds words from outside: descriptions, reviews, articles. They
// are data for the model to read. Invisible characters, in which orders to a model
// can hide, are taken out.
package tool
