package agent_test

import (
	"context"
	"fmt"
	"iter"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/aisle-chat/aisle/assistant/agent"
	"github.com/aisle-chat/aisle/assistant/internal/shoptest"
	"github.com/aisle-chat/aisle/chat/sqlite"
)

// meter is a model whose provider tells nonsense of what it costs, half of the time.
type meter struct{ calls atomic.Int64 }

func (m *meter) Generate(context.Context, agent.Request) iter.Seq2[agent.Event, error] {
	n := m.calls.Add(1)
	return func(yield func(agent.Event, error) bool) {
		if !yield(agent.Delta("Tell me more about her."), nil) {
			return
		}
		usage := []agent.Event{agent.Usage{InputTokens: 1200, OutputTokens: 300}, agent.Usage{}, agent.Usage{InputTokens: -7, OutputTokens: -1 << 40}, agent.Usage{InputTokens: 1 << 50, OutputTokens: 1 << 50}}[n%4]
		_ = (n%5 == 0 || yield(usage, nil)) && yield(agent.Stop{}, nil)
	}
}

// The promise S17: 200 shoppers at once, in three processes on one database, of which
// one is started again and one has a clock that goes wrong, never use more than the
// day's budget, and everybody is answered.
func TestPromise_S17(t *testing.T) {
	const budget = 100_000
	path := filepath.Join(t.TempDir(), "shop.db")
	shop, model := shoptest.Open(t), &meter{}
	type node struct {
		db    *sqlite.DB
		agent *agent.Agent
	}
	start := func() *node {
		db, err := sqlite.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		r := enterShop(t, shop, model, func(c *agent.Config) {
			c.Budget = agent.Budget{DayTokens: budget, Ledger: db.Ledger()}
		})
		return &node{db, r.agent}
	}
	nodes := []*node{start(), start(), start()}
	used := 0
	stop := func(n *node) {
		report := n.agent.Report()
		used += report.InputTokens + report.OutputTokens
		if err := n.db.Close(); err != nil {
			t.Error(err)
		}
	}
	for wave := range 2 {
		var wg sync.WaitGroup
		for i := range 100 {
			wg.Go(func() {
				turn := shop.Turn(fmt.Sprint("turn-", wave, "-", i), chat)
				turn.Conversation = fmt.Sprint("talk-", wave, "-", i)
				if wave == 1 && i%3 == 1 {
					turn.Now = turn.Now.Add(-48 * time.Hour) // the clock of the second process
				}
				seen := &shoptest.Recorder{}
				if _, err := nodes[i%3].agent.Respond(t.Context(), turn, seen); err != nil || seen.Text() == "" {
					t.Errorf("%d: %q, %v", i, seen.Text(), err)
				}
			})
		}
		wg.Wait()
		if wave == 0 {
			stop(nodes[0])
			nodes[0] = start()
		}
	}
	held, err := nodes[0].db.Ledger().Held(t.Context(), "shop tokens", shoptest.Now.Format(time.DateOnly), false)
	if err != nil {
		t.Error(err)
	}
	for _, n := range nodes {
		stop(n)
	}
	t.Logf("%d of %d tokens were used, in %d calls, and %d are booked", used, budget, model.calls.Load(), held)
	if held > budget || int64(used) > held || used < budget/5 {
		t.Errorf("%d tokens were used and %d are booked, of %d", used, held, budget)
	}
	before, err := bookedOn(path, shoptest.Now.AddDate(0, 0, -2))
	if err != nil || before != 0 {
		t.Errorf("%d tokens are booked on a day that is over, %v", before, err)
	}
}

// bookedOn is what is booked on the shop's account of a day.
func bookedOn(path string, day time.Time) (held int64, err error) {
	db, err := sqlite.Open(path)
	if err != nil {
		return 0, err
	}
	defer db.Close()
	return db.Ledger().Held(context.Background(), "shop tokens", day.Format(time.DateOnly), false)
}
