package agent_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/agent"
	"github.com/aisle-chat/aisle/assistant/agent/ledger"
	"github.com/aisle-chat/aisle/assistant/internal/shoptest"
)

// quiet is a Writer that only counts.
type quiet struct{ parts int }

func (q *quiet) Write(assistant.Part) error { q.parts++; return nil }

const chat = "something nice for my aunt"

// What is spent is spent: then the planner answers.
func TestBudgets(t *testing.T) {
	costly := []any{agent.Delta("Tell me more about her."), agent.Usage{InputTokens: 2000, OutputTokens: 400}, agent.Stop{}}
	prices := map[string]agent.Price{"scripted": {Input: usd(100), Output: usd(1000)}}
	for name, c := range map[string]struct {
		budget agent.Budget
		turns  int // that the model answers
	}{
		"tokens of a shopper":   {agent.Budget{ShopperTokens: 6000}, 2},
		"turns of a talk":       {agent.Budget{TalkTurns: 3}, 3},
		"tokens of the shop":    {agent.Budget{DayTokens: 6000, ShopperTokens: -1}, 2},
		"money of a shopper":    {agent.Budget{ShopperMoney: usd(2), ShopperTokens: -1, Prices: prices}, 3},
		"money of the shop":     {agent.Budget{DayMoney: usd(2), Prices: prices}, 3}, // 0.6 cents a turn
		"no limits worth while": {agent.Budget{ShopperTokens: -1, TalkTurns: -1}, 6},
	} {
		model := script(costly)
		r := enter(t, model, func(config *agent.Config) { config.Budget, config.MaxTokens = c.budget, 500 })
		for range 6 {
			r.last.State, r.said = nil, nil
			if text := r.say(chat).Text(); text == "" {
				t.Errorf("%s: nobody answers", name)
			}
		}
		if n := len(model.asked()); n != c.turns {
			t.Errorf("%s: the model answered %d turns, want %d; %v", name, n, c.turns, r.agent.Report().Fallbacks)
		}
	}
}

// A guest who begins anew has the same budget still, and many guests at one address
// share one, whose account does not tell the address.
func TestBudgetsOfGuests(t *testing.T) {
	costly := []any{agent.Delta("Tell me more about her."), agent.Usage{InputTokens: 2000, OutputTokens: 400}, agent.Stop{}}
	for name, c := range map[string]struct {
		budget  agent.Budget
		session func(i int) string
		turns   int // that the model answers
	}{
		"one session":   {agent.Budget{ShopperTokens: 6000}, func(int) string { return "s" }, 2},
		"their money":   {agent.Budget{ShopperMoney: usd(2), Prices: map[string]agent.Price{"scripted": {Input: usd(100), Output: usd(1000)}}}, func(i int) string { return fmt.Sprint("s", i%2) }, 6},
		"one address":   {agent.Budget{AddressTokens: 6000}, func(i int) string { return fmt.Sprint("s", i) }, 2},
		"no such limit": {agent.Budget{AddressTokens: -1}, func(i int) string { return fmt.Sprint("s", i) }, 6},
	} {
		model, seen := script(costly), &spy{Ledger: ledger.NewMemory()}
		c.budget.Ledger = seen
		r := enter(t, model, func(config *agent.Config) { config.Budget, config.MaxTokens = c.budget, 500 })
		for i := range 6 {
			turn := r.shop.Turn(fmt.Sprint("turn-", i), chat)
			turn.Conversation, turn.Session, turn.Address = fmt.Sprint("talk-", i), c.session(i), "203.0.113.7"
			if _, err := r.agent.Respond(t.Context(), turn, &quiet{}); err != nil {
				t.Fatal(err)
			}
		}
		if n := len(model.asked()); n != c.turns {
			t.Errorf("%s: the model answered %d turns, want %d", name, n, c.turns)
		}
		if len(seen.accounts) == 0 || strings.Contains(fmt.Sprint(seen.accounts), "203.0.113") {
			t.Errorf("%s: the accounts are %q", name, seen.accounts)
		}
	}
}

// spy is a ledger that notes the names of accounts.
type spy struct {
	ledger.Ledger
	accounts []string
}

func (s *spy) Reserve(ctx context.Context, entries []ledger.Entry) (bool, error) {
	for _, e := range entries {
		s.accounts = append(s.accounts, e.Account)
	}
	return s.Ledger.Reserve(ctx, entries)
}

// Many shoppers at once never spend more than there is.
func TestBudgetHoldsUnderLoad(t *testing.T) {
	const limit = 60_000
	book := ledger.NewMemory()
	model := script([]any{agent.Delta("Tell me more about her."), agent.Usage{InputTokens: 2500, OutputTokens: 700}, agent.Stop{}})
	shop := shoptest.Open(t)
	r := enterShop(t, shop, model, func(c *agent.Config) {
		c.Budget = agent.Budget{DayTokens: limit, Ledger: book}
	})
	var wg sync.WaitGroup
	for i := range 100 {
		wg.Go(func() {
			turn := shop.Turn(fmt.Sprint("turn-", i), chat)
			turn.Conversation = fmt.Sprint("talk-", i)
			if _, err := r.agent.Respond(context.Background(), turn, &quiet{}); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	held, err := book.Held(t.Context(), "shop tokens", shoptest.Now.Format(time.DateOnly), false)
	if err != nil {
		t.Fatal(err)
	}
	report := r.agent.Report()
	if held > limit || held != int64(report.InputTokens+report.OutputTokens) || report.Answered == 0 || report.Fallbacks["the budget is spent"] == 0 {
		t.Errorf("%d of %d are spent; %+v", held, limit, report)
	}
}

// A provider that says nothing of the cost, or nonsense, is not believed.
func TestUsageIsPlausible(t *testing.T) {
	for name, usage := range map[string][]any{
		"missing":  {},
		"zero":     {agent.Usage{}},
		"negative": {agent.Usage{InputTokens: -5, OutputTokens: -1 << 40}},
		"huge":     {agent.Usage{InputTokens: 1 << 50, OutputTokens: 1 << 50}},
	} {
		r := enter(t, script(append(append([]any{agent.Delta("Tell me more about her.")}, usage...), agent.Stop{})))
		r.say(chat)
		if u := r.last.Usage; u.InputTokens < 500 || u.InputTokens > 5000 || u.OutputTokens < 0 || u.OutputTokens > 100 {
			t.Errorf("%s: %+v", name, u)
		}
	}
}

// A ledger that cannot be asked is a budget that is spent.
func TestBrokenLedger(t *testing.T) {
	model := script(says("Hello."))
	r := enter(t, model, func(c *agent.Config) { c.Budget.Ledger = brokenLedger{} })
	if text := r.say(chat).Text(); text == "" || strings.Contains(text, "Hello") || len(model.asked()) != 0 {
		t.Errorf("%q after %d calls", text, len(model.asked()))
	}
}

type brokenLedger struct{}

func (brokenLedger) Reserve(context.Context, []ledger.Entry) (bool, error) {
	return true, errors.New("gone")
}
func (brokenLedger) Settle(context.Context, []ledger.Entry) error { return errors.New("gone") }
func (brokenLedger) Held(context.Context, string, string, bool) (int64, error) {
	return 0, errors.New("gone")
}
