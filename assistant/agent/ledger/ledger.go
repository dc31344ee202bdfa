// Package ledger keeps account of what language models use, so that budgets hold:
// over many conversations at once, over several processes, and over a restart.
//
// What may be used is reserved before it is, and settled after: an account never
// holds more than its limit, and what a killed process had reserved stays spent.
// [Memory] is for one process; chat/sqlite has one that is kept.
package ledger

import "context"

// Ledger keeps accounts. Implementations are safe for concurrent use.
// assistant/agent/ledger/ledgertest has a suite for them.
type Ledger interface {
	// Reserve adds the amount of each entry to its account and returns true, if no
	// account passes its limit by that. Otherwise it changes nothing and returns
	// false. All of it happens at once. A negative amount is refused.
	Reserve(ctx context.Context, entries []Entry) (bool, error)
	// Settle adds amounts, which may be negative, whatever the limits. What has been
	// forgotten meanwhile stays so.
	Settle(ctx context.Context, entries []Entry) error
	// Held is what an account holds on a day, or for good; 0 where there is none.
	Held(ctx context.Context, account, day string, lasting bool) (int64, error)
}

// Entry is an amount on an account.
type Entry struct {
	// Account names it: "shop tokens", "customer 17 tokens".
	Account string
	// Day is the day of the turn, as YYYY-MM-DD in UTC. A new day begins with empty
	// accounts, and the day before is forgotten. Days that lie before one that was
	// seen count as that one: a clock that goes back opens nothing again.
	Day string
	// Lasting is true for an account that goes on over the days. It is forgotten
	// when it has not been used for [Keep].
	Lasting bool
	// Amount is in tokens, turns, or millionths of the currency's minor unit.
	Amount int64
	// Limit is what the account may hold; Settle does not look at it.
	Limit int64
}

// Keep is for how many days a lasting account is kept that nobody uses.
const Keep = 90
