// Package rehearsal lets shoppers who do not exist talk to an assistant before
// shoppers who do, and says what went wrong.
//
// A [Setup] is a shop as it would go live: an assistant, a catalogue, orders and
// terms. [Write] makes up scripts out of what that shop has (its kinds of
// product, brands, prices, orders, policies), the same ones for the same seed;
// [ReadScripts] reads scripts of somebody else. [Run] plays them, each in a cart
// and an order book of its own, and grades every reply:
//
//	report, err := rehearsal.Run(ctx, setup, rehearsal.Write(stock, setup, 200, 1))
//	report.Table(os.Stdout)
//
// # Shoppers
//
// A script is a list of steps. A shopper of [Write] reacts: it picks a size when
// asked for one, fills a form in, says a thing once more in other words when it
// was not answered. There are five themes of shopping and five of support, of
// ten steps each, and one of guardrail probes; some shoppers mistype, some are
// in a hurry, some change the subject and come back. A foreign script is played
// unchanged.
//
// # Checks
//
// Every reply goes through all checks of [Checks]. A check answers yes or no and
// shows what it looked at: the words of the reply, and the data they were held
// against. It never asks the assistant why it said something. Prices, dates,
// percentages, spans of time, counts and words about stock are worked out again
// from the catalogue, the cart, the orders, the terms and the articles that were
// quoted; what cannot be worked out fails.
//
// The checks read English. They know package assistant's interface and no
// assistant: the built-in one, a model's and a merchant's own are graded alike.
package rehearsal
