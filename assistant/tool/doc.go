// Package tool describes what an assistant may do in a shop as tools that a
// language model calls, and does it.
//
// Each tool has a Go struct of arguments. The JSON Schema that the model reads is
// derived from the struct, and so is the strict decoder: an unknown
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
// # One act, two doors
//
// What is done is an [Act]: a struct of what it needs, and one method that does it.
// A tool is an act with a decoder in front of it and a view for the model behind it.
// The engine of package planner does the same acts with the same methods. It fills in
// more than a model may, such as wishes that it has read in earlier messages, in the
// fields that no schema has; and it words what comes of them itself. How it relaxes a
// search, or which line of the cart "that one" is, is for it to decide: no act knows.
//
// What tools return holds words from outside: descriptions, reviews, articles. They
// are data for the model to read. Invisible characters, in which orders to a model
// can hide, are taken out.
package tool
