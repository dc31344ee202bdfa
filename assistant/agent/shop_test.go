package agent_test

import (
	"context"
	"iter"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/agent"
	"github.com/aisle-chat/aisle/assistant/internal/shoptest"
	"github.com/aisle-chat/aisle/assistant/planner"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// scripted is a model that answers by script: events, errors, and pauses.
type scripted struct {
	mu       sync.Mutex
	replies  []any // []any: what one call yields; func(agent.Request) []any
	requests []agent.Request
}

func script(replies ...any) *scripted { return &scripted{replies: replies} }

// says is a whole answer of words.
func says(text string) []any { return []any{agent.Delta(text), agent.Stop{}} }

// calls is a whole answer that calls one tool.
func calls(name, args string) []any {
	return []any{agent.ToolCall{ID: "c-" + name, Name: name, Arguments: args}, agent.Stop{}}
}

func (s *scripted) Generate(ctx context.Context, r agent.Request) iter.Seq2[agent.Event, error] {
	s.mu.Lock()
	s.requests = append(s.requests, r)
	var next any = []any{}
	if len(s.replies) > 0 {
		next = s.replies[0]
		if len(s.replies) > 1 {
			s.replies = s.replies[1:]
		}
	}
	s.mu.Unlock()
	return func(yield func(agent.Event, error) bool) {
		if f, ok := next.(func(agent.Request) []any); ok {
			next = f(r)
		}
		for _, step := range next.([]any) {
			switch step := step.(type) {
			case time.Duration:
				select {
				case <-time.After(step):
				case <-ctx.Done():
					yield(nil, ctx.Err())
					return
				}
			case error:
				yield(nil, step)
				return
			case agent.Event:
				if !yield(step, nil) {
					return
				}
			}
		}
	}
}

func (s *scripted) asked() []agent.Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.requests
}

// room is a shopper who talks to an agent in a shop.
type room struct {
	t     testing.TB
	shop  *shoptest.Shop
	wren  *planner.Planner
	agent *agent.Agent
	last  assistant.Outcome
	said  []assistant.Message
	turns int
}

func enter(t testing.TB, model agent.Model, change ...func(*agent.Config)) *room {
	t.Helper()
	return enterShop(t, shoptest.Open(t), model, change...)
}

func enterShop(t testing.TB, shop *shoptest.Shop, model agent.Model, change ...func(*agent.Config)) *room {
	t.Helper()
	wren := planner.New(planner.Config{Knowledge: shoptest.Knowledge(), Name: "Wren", Shop: "Northway"})
	if err := wren.Check(); err != nil {
		t.Fatal(err)
	}
	config := agent.Config{
		Model: model, Name: "scripted", Fallback: wren, Articles: shop.Articles,
	}
	for _, c := range change {
		c(&config)
	}
	a, err := agent.New(config)
	if err != nil {
		t.Fatal(err)
	}
	return &room{t: t, shop: shop, wren: wren, agent: a}
}

// turn is the shopper's next message.
func (r *room) turn(text string) assistant.Turn {
	r.turns++
	turn := r.shop.Turn("turn-"+string(rune('a'+r.turns)), text)
	turn.History, turn.State, turn.StateVersion = r.said, r.last.State, r.last.StateVersion
	return turn
}

// say sends a message and returns what the shopper sees of the reply.
func (r *room) say(text string) *shoptest.Recorder {
	r.t.Helper()
	return r.do(r.turn(text))
}

func (r *room) do(turn assistant.Turn) *shoptest.Recorder {
	r.t.Helper()
	seen := &shoptest.Recorder{}
	outcome, err := r.agent.Respond(r.t.Context(), turn, seen)
	if err != nil {
		r.t.Fatalf("%q: %v", turn.Text, err)
	}
	r.last = outcome
	r.said = append(r.said,
		assistant.Message{Author: assistant.AuthorShopper, Text: turn.Text, At: turn.Now},
		assistant.Message{Author: assistant.AuthorAssistant, Parts: seen.Seen, At: turn.Now})
	return seen
}

// alone is what the planner answers to the same first message.
func alone(t testing.TB, text string) *shoptest.Recorder {
	t.Helper()
	r := enter(t, nil, func(c *agent.Config) { c.Mode = agent.Off })
	return r.say(text)
}

// kinds are the kinds of the parts, in their order.
func kinds(parts assistant.Parts) string {
	var all []string
	for _, p := range parts {
		switch p := p.(type) {
		case assistant.Text:
			all = append(all, "text")
		case assistant.Retract:
			all = append(all, "retract")
		case assistant.Block:
			all = append(all, p.Kind())
		}
	}
	return strings.Join(all, " ")
}
