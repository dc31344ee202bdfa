// Package assistant is the small core that everything in a conversation agrees
// on: a [Turn] goes in, [Part]s come out through a [Writer], and an [Outcome]
// says what to remember.
//
// An [Assistant] answers one message of one shopper. The built-in one is in
// assistant/planner; a language model, a test's own, or a wrapper around
// another assistant are others. Whatever it is, it acts on the shop through the
// [Shop] of its turn, which [BindShop] has bound to this shopper's cart.
//
// What an assistant sends is [Text] and [Block]s: cards, a cart, chips, an
// article. Blocks are a closed, versioned set. A card is made by [NewCard] from
// a product of the catalogue and by nothing else, so that nobody can invent a
// price; a chip carries an [Action], which comes back in the next Turn when it
// is tapped. [Parts] is the form in which the log keeps a reply.
package assistant
