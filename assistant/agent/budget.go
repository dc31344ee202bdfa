package agent

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"time"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/agent/ledger"
	"github.com/aisle-chat/aisle/catalog"
)

// Budget is what may be spent. What is used up lets the fallback answer.
type Budget struct {
	// ShopperTokens is how many tokens one shopper may use in a day, AddressTokens
	// how many all those of one network address, and TalkTurns how many turns of one
	// conversation the model answers; 0 means the defaults, a negative number no
	// limit.
	ShopperTokens int
	AddressTokens int
	TalkTurns     int
	// ShopperMoney is how much one shopper may cost in a day, and DayTokens and
	// DayMoney how much the whole shop may use; zero means no limit. Money needs a
	// price in Prices.
	ShopperMoney catalog.Money
	DayTokens    int
	DayMoney     catalog.Money
	// Prices are what models cost, by their name.
	Prices map[string]Price
	// Ledger keeps what was used; nil keeps it in this process, which forgets it when
	// it ends. That of chat/sqlite, DB.Ledger, is kept, and shared by all processes
	// on the database.
	Ledger ledger.Ledger
}

// Defaults of [Budget].
const (
	DefaultShopperTokens = 50_000
	DefaultAddressTokens = 150_000
	DefaultTalkTurns     = 30
)

// Price is what a million tokens cost.
type Price struct{ Input, Output catalog.Money }

// purse reserves and settles.
type purse struct {
	budget Budget
	price  Price
	priced bool
	ledger ledger.Ledger
}

func newPurse(b Budget, model string) (*purse, error) {
	price, priced := b.Prices[model]
	switch {
	case price.Input.Amount < 0 || price.Output.Amount < 0 || b.DayTokens < 0:
		return nil, errors.New("agent: prices and budgets of a day cannot be negative")
	}
	for _, m := range []struct {
		name   string
		amount catalog.Money
	}{{"ShopperMoney", b.ShopperMoney}, {"DayMoney", b.DayMoney}} {
		switch {
		case m.amount.IsZero():
		case !priced:
			return nil, fmt.Errorf("agent: Config.Budget.%s is set and Prices says nothing of %q", m.name, model)
		case price.Input.Currency != m.amount.Currency || price.Output.Currency != m.amount.Currency:
			return nil, fmt.Errorf("agent: the prices of %q are not in %s, as Config.Budget.%s is", model, m.amount.Currency, m.name)
		case m.amount.Amount < 0:
			return nil, fmt.Errorf("agent: Config.Budget.%s is negative", m.name)
		}
	}
	if b.ShopperTokens == 0 {
		b.ShopperTokens = DefaultShopperTokens
	}
	if b.AddressTokens == 0 {
		b.AddressTokens = DefaultAddressTokens
	}
	if b.TalkTurns == 0 {
		b.TalkTurns = DefaultTalkTurns
	}
	if b.Ledger == nil {
		b.Ledger = ledger.NewMemory()
	}
	return &purse{b, price, priced, b.Ledger}, nil
}

// entries are what a use of tokens means for the accounts of a turn.
func (p *purse) entries(turn *assistant.Turn, input, output int64) []ledger.Entry {
	day := dayOf(turn)
	var entries []ledger.Entry
	if p.budget.ShopperTokens > 0 {
		entries = append(entries, ledger.Entry{Account: shopper(turn) + " tokens", Day: day, Amount: input + output, Limit: int64(p.budget.ShopperTokens)})
	}
	if !p.budget.ShopperMoney.IsZero() {
		entries = append(entries, ledger.Entry{Account: shopper(turn) + " money", Day: day, Amount: p.cost(input, output), Limit: p.budget.ShopperMoney.Amount * million})
	}
	if p.budget.AddressTokens > 0 && turn.Address != "" {
		entries = append(entries, ledger.Entry{Account: address(turn.Address, day) + " tokens", Day: day, Amount: input + output, Limit: int64(p.budget.AddressTokens)})
	}
	if p.budget.DayTokens > 0 {
		entries = append(entries, ledger.Entry{Account: "shop tokens", Day: day, Amount: input + output, Limit: int64(p.budget.DayTokens)})
	}
	if !p.budget.DayMoney.IsZero() {
		entries = append(entries, ledger.Entry{Account: "shop money", Day: day, Amount: p.cost(input, output), Limit: p.budget.DayMoney.Amount * million})
	}
	return entries
}

const million = 1_000_000

// dayOf is the day of a turn, in UTC.
func dayOf(turn *assistant.Turn) string { return turn.Now.UTC().Format(time.DateOnly) }

// cost is in millionths of the minor unit.
func (p *purse) cost(input, output int64) int64 {
	return input*p.price.Input.Amount + output*p.price.Output.Amount
}

// shopper is whose account it is: a customer's, wherever they talk, or else the
// browser session's, or else the conversation's.
func shopper(turn *assistant.Turn) string {
	switch {
	case turn.Customer != nil && turn.Customer.ID != "":
		return "customer " + turn.Customer.ID
	case turn.Session != "":
		return "session " + turn.Session
	}
	return "talk " + turn.Conversation
}

// address is the account of a network address. It is of no use to whoever reads the
// ledger, and another one every day.
func address(of, day string) string {
	sum := sha256.Sum256([]byte(day + " " + of))
	return "address " + hex.EncodeToString(sum[:8])
}

// begin books a turn on the conversation.
func (p *purse) begin(ctx context.Context, turn *assistant.Turn) error {
	if p.budget.TalkTurns < 0 {
		return nil
	}
	return p.reserve(ctx, []ledger.Entry{{
		Account: "talk " + turn.Conversation + " turns", Day: dayOf(turn), Lasting: true, Amount: 1, Limit: int64(p.budget.TalkTurns),
	}})
}

// reserve books what a call may use at most, or fails with errBudget.
func (p *purse) reserve(ctx context.Context, entries []ledger.Entry) error {
	if len(entries) == 0 {
		return nil
	}
	ok, err := p.ledger.Reserve(ctx, entries)
	if err != nil {
		return fmt.Errorf("%w: the ledger cannot be asked: %w", errBudget, err)
	}
	if !ok {
		return errBudget
	}
	return nil
}

// settle puts what was used in the place of what was reserved. It is done also
// when the turn is over.
func (p *purse) settle(ctx context.Context, turn *assistant.Turn, reserved, used Usage) error {
	entries := p.entries(turn, int64(used.InputTokens-reserved.InputTokens), int64(used.OutputTokens-reserved.OutputTokens))
	if len(entries) == 0 {
		return nil
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), fallbackTime)
	defer cancel()
	return p.ledger.Settle(ctx, entries)
}

// margin is how many times what we count a provider may count for the same text:
// each has a way of its own to write tools and roles.
const margin = 2

// plausible is what a provider says was used, or the estimate where it says nothing
// or nonsense. It is never more than was reserved.
func plausible(said *Usage, estimate, most Usage) Usage {
	used := estimate
	if said != nil && said.InputTokens > 0 && said.InputTokens <= most.InputTokens {
		used.InputTokens = said.InputTokens
	}
	if said != nil && said.OutputTokens >= 0 && said.OutputTokens <= most.OutputTokens {
		used.OutputTokens = said.OutputTokens
	}
	return Usage{min(used.InputTokens, most.InputTokens), min(used.OutputTokens, most.OutputTokens)}
}
