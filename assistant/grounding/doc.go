// Package grounding stands between an assistant and the shopper: it reads every
// sentence before it leaves, works out again what the sentence states, and lets
// through what holds.
//
// [Verifier.Wrap] puts it around any [assistant.Assistant]:
//
//	verifier, err := grounding.New(grounding.Config{})
//	safe := verifier.Wrap(agent)
//
// In pieces, it is three things. A [Snapshot] holds the facts that this turn may
// use: products that tools returned or cards showed, the cart, the shopper's own
// orders, the shop's terms, the articles that were read, the clock, and what was
// really done. [Watch] fills one by listening to the turn's Shop, so that an
// assistant need not report what it read; what comes from elsewhere, as an
// article does, is told with the Learn methods. A [Writer] takes text as it
// streams, in deltas of any size, and passes a sentence on once it is complete and
// verified. [Verifier.Check] does the same to a text that is whole, and
// [Verifier.CheckReply] to a whole reply.
//
//	turn, facts := grounding.Watch(turn)
//	w := verifier.Writer(facts, out)
//	facts.LearnArticle(article)           // found by a tool
//	w.Write(assistant.Text{Text: "The Be"})
//	w.Write(assistant.Text{Text: "ck costs $99. "})
//	findings, err := w.Close()            // what is left is verified and written
//
// # What is read
//
// A sentence is read for claims: amounts of money, percentages, dates, times of
// day, spans of time, stock, measures, ratings, counts, properties of goods
// (waterproof, vegan, made in Italy), what fits what, values of options,
// superlatives, comparisons, promises of the shop, states of orders, deeds, and
// names. A claim is about the products, the order or the rule that its clause
// names, or else about what the text before it was about. No number passes
// unread: one that is nothing of the above has to stand in the data.
//
// # What becomes of a sentence
//
// It is kept, with [assistant.Evidence] for every claim; or a value in it is
// replaced, where the sentence is about one thing and exactly one value is true;
// or it is cut. Every replacement and cut is a [Finding]. Questions, wishes and
// sentences that only say what is not known assert nothing about properties, but
// their numbers are read like any others.
//
// [Config.Strict] is for what a language model writes. It also cuts what states
// something in words that neither the data nor ordinary talk have, addresses, and
// codes, amounts and spans that stand only in descriptions, reviews and articles. It
// knows products by what they are, too ("the drill", "both lotions", a cell below a
// name), works out sums, differences and ratios, and reads what a sentence of harmless
// words states as a whole, as that a price includes the delivery.
//
// A whole sentence or a quote that stands word for word in an article of the
// merchant is the merchant's own. One from a description or a review is text from
// outside: it may tell of the goods, and neither of prices, stock nor rules.
package grounding
