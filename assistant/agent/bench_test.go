package agent_test

import (
	"context"
	"iter"
	"strings"
	"testing"

	"github.com/aisle-chat/aisle/assistant/agent"
)

// quick is a model without latency: it searches, and then says fifty pieces.
type quick struct{ pieces []string }

func (q quick) Generate(_ context.Context, r agent.Request) iter.Seq2[agent.Event, error] {
	return func(yield func(agent.Event, error) bool) {
		if r.Messages[len(r.Messages)-1].Role == agent.RoleUser {
			_ = yield(agent.ToolCall{ID: "1", Name: "search_products", Arguments: `{"text":"rain jacket"}`}, nil) && yield(agent.Stop{}, nil)
			return
		}
		for _, piece := range q.pieces {
			if !yield(agent.Delta(piece), nil) {
				return
			}
		}
		_ = yield(agent.Stop{}, nil)
	}
}

// What a turn costs besides the model itself: reading it first, one search, and fifty
// pieces of an answer that are verified as they come.
func BenchmarkTurn(b *testing.B) {
	pieces := strings.SplitAfter(strings.Repeat("[[beck]] is waterproof and weighs 310 g. [[drizzle]] is lighter, and costs $89.00. Do you walk far? ", 3), " ")
	r := enter(b, quick{pieces[:50]}, func(c *agent.Config) { c.Budget = agent.Budget{ShopperTokens: -1, TalkTurns: -1} })
	turn := r.turn("a jacket for the rain")
	b.ReportAllocs()
	for b.Loop() {
		if _, err := r.agent.Respond(b.Context(), turn, &quiet{}); err != nil {
			b.Fatal(err)
		}
	}
	if report := r.agent.Report(); len(report.Fallbacks) > 0 {
		b.Fatal(report)
	}
}
