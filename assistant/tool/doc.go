// Package tool describes what an assistant may do in a shop as tools that a
// language model calls, and does it.
//
// Each tool has a Go struct of arguments. The JSON Schema that the model reads is
// derived from the struct, and so is the strict decoder: an unknown key, a missing one,
// a text that is too long and a number out of its range are refused with a sentence that
// the model can learn from. A [Toolbox] holds the tools, a [Session] calls them for one
// turn:
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
// What is done is an [Act]: a struct of what it needs, and one method that does it. A
// tool is an act with a decoder in front of it and a view for the model behind it, and
// is called as the act's type: search_products does [SearchProducts]. The engine of
// package planner does the same acts by the same methods: a test of its holds that its
// acting stage has no other way into the shop. (What it reads in a message it holds
// against the catalogue itself.) What is not the same is not made to look so:
//
//   - The engine fills in what no schema has: wishes that it has read in earlier
//     messages, the e-mail address that proves an order, the key of a write.
//   - How it relaxes a search, picks the line that "that one" means, or finds an order
//     by what was in it, is deciding, and stays there. So do its words: reasons on
//     cards, the verdict of a comparison, an answer out of a rule.
//   - A model reads a view in JSON, which says more than a card, and less than the
//     engine knows.
//   - Some acts are no tool: proving an order, filing a request, what is waited for and
//     taking a code out begin with a form or with words that are answered without a
//     model, and every tool costs tokens in every turn.
//
// A third door, such as another protocol, needs an act, a decoder and a view.
//
// What tools return holds words from outside: descriptions, reviews, articles. They
// are data for the model to read. Invisible characters, in which orders to a model
// can hide, are taken out.
package tool
