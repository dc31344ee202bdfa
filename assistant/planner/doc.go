// Package planner is the built-in assistant: it needs no language model, no key
// and no network, and answers within milliseconds.
//
// A reply is made in four stages, each of which takes a value and returns one:
//
//	understand  message, state and scene  -> [Reading]
//	plan        [Reading] and [State]     -> [Plan]
//	act         [Plan] and the shop       -> [Facts]
//	say         [Facts]                   -> [Reply]
//
// Understanding is deterministic: what writes to the cart is read by phrases
// (phrases.go), wishes by the catalogue itself, and the rest by a small
// classifier that learns from the sentences of intents.txt each time the
// program starts. Nothing in this package knows any certain shop: whatever the
// catalogue holds is what it talks about.
//
// What the third stage does in the shop are the acts of assistant/tool, the same that a
// language model calls as tools. This package decides which, with what, and words what
// has come of them.
//
// Support has files of its own in each stage. What a message says of orders is
// read in support.go (which matter), order_read.go (number, address, whose) and
// order_errand.go (what answers a question of ours); order_plan.go tells an
// errand about an order from a question about the rules. An [Errand] lives in
// the state until it is settled. The actor finds the order (order_act.go,
// order_pick.go), asks cart.Policies what holds for each line, and files
// (request_act.go); the say files word it. Answers from the rules are worked out
// from [assistant.Terms] in the terms, delivery and promo files: no number
// stands in this package. Nothing of an order is told before the shop has said
// that this shopper may see it, and no goods are offered while a problem is open.
//
// Shopping has files by what is asked: rephrase.go reads what moves a list on,
// kit.go lists and occasions that get several things, ideas.go presents,
// goes_with.go what completes a thing, titled.go whole names, cold.go
// temperatures, and undo.go takes the last change of the cart back.
//
// While an order or a request is at hand, order_stay.go keeps what is said with it,
// and request_about.go settles what a question is about: the request, the rule or
// another order. Words of support are read over typing mistakes in spelling.go, and a
// message with two questions is parted in both.go.
//
// [State] is explicit and small. It is stored as JSON with the conversation,
// and a person who takes over can read it.
//
// Add an intent by writing sentences into intents.txt, a constant, and what to
// do about it in plan.go and say_talk.go. Change words in the say files: each
// sentence has more than one wording, so that none comes twice in a row.
package planner
