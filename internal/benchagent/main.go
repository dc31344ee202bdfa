// Command benchagent measures what an assistant with a language model adds to the
// model's own time:
//
//	go run ./internal/benchagent [-n 2000]
//
// The model takes no time at all: it calls a search, and then says fifty pieces of
// text. What is measured is everything around it in one process: the pilot, the tools,
// the cards, the verifier, the budget. Run it on an idle machine.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/agent"
	"github.com/aisle-chat/aisle/assistant/planner"
	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/catalog"
	"github.com/aisle-chat/aisle/catalog/feed"
)

// Targets of the figures.
const (
	firstCard = 2 * time.Millisecond  // p50
	lastByte  = 10 * time.Millisecond // p99
)

// wishes need a model, everyday are what shoppers write all in all.
var (
	wishes   = []string{"a jacket for the rain", "something warm for the evenings", "a tent for two", "a mug for the office", "a gift for my aunt", "a lamp for camping", "boots for the winter"}
	everyday = []string{
		"a jacket for the rain", "what is in my cart?", "how long do I have to return something?", "something nice for my aunt", "where is my order?", "thanks",
		"do you ship to Canada?", "a warm sweater", "I want a person", "what does express shipping cost?", "a tent for two", "are there any discounts?",
	}
)

func main() {
	n := flag.Int("n", 2000, "how many turns are measured")
	flag.Parse()
	if err := run(context.Background(), os.Stdout, max(*n, 100)); err != nil {
		fmt.Fprintln(os.Stderr, "benchagent:", err)
		os.Exit(1)
	}
}

// instant is a model without latency.
type instant struct{}

var answer = strings.SplitAfter("Here is what I found. It depends on what you plan to do with it, so let me know what matters most to you. "+
	"Both have their merits, and it comes down to taste. If you tell me your budget, I can look for something else. Take your time, and tap a card to see all its details.", " ")

// Generate implements [agent.Model].
func (instant) Generate(_ context.Context, r agent.Request) iter.Seq2[agent.Event, error] {
	return func(yield func(agent.Event, error) bool) {
		if last := r.Messages[len(r.Messages)-1]; last.Role == agent.RoleUser {
			call := agent.ToolCall{ID: "1", Name: "search_products", Arguments: fmt.Sprintf(`{"text":%q}`, last.Text)}
			_ = yield(call, nil) && yield(agent.Stop{}, nil)
			return
		}
		for _, piece := range answer {
			if !yield(agent.Delta(piece), nil) {
				return
			}
		}
		yield(agent.Stop{}, nil)
	}
}

// watch is a writer that notes when the first card came.
type watch struct {
	began time.Time
	first time.Duration
}

// Write implements [assistant.Writer].
func (w *watch) Write(p assistant.Part) error {
	if _, block := p.(assistant.ProductsBlock); block && w.first == 0 {
		w.first = time.Since(w.began)
	}
	return nil
}

func run(ctx context.Context, out io.Writer, n int) error {
	demo := filepath.Join("examples", "internal", "larkhollow")
	goods, err := feed.Open(filepath.Join(demo, "products.jsonl"))
	if err != nil {
		return fmt.Errorf("run it at the root of a checkout: %w", err)
	}
	defer goods.Close()
	index, err := catalog.NewIndex(goods.Products())
	if err != nil {
		return err
	}
	carts, err := cart.New(cart.Config{Store: cart.NewMemory(), Catalog: index})
	if err != nil {
		return err
	}
	wren := planner.New(planner.Config{Knowledge: os.DirFS(filepath.Join(demo, "knowledge"))})
	if err := wren.Check(); err != nil {
		return err
	}
	talker, err := agent.New(agent.Config{Model: instant{}, Fallback: wren, Budget: agent.Budget{ShopperTokens: -1, TalkTurns: -1}})
	if err != nil {
		return err
	}
	turn := func(i int, text string) assistant.Turn {
		return assistant.Turn{
			ID: fmt.Sprint(i), Conversation: "talk", Locale: "en-US", Text: text, Now: time.Now(),
			Shop: assistant.BindShop(assistant.Binding{Catalog: index, Carts: carts, CartID: "cart", Terms: wren.Terms()}),
		}
	}
	fmt.Fprintf(out, "%-24s %10s %10s %10s %10s %9s %9s\n", "one at a time", "card p50", "card p99", "last p50", "last p99", "turns/s", "allocs")
	for _, who := range []struct {
		name string
		a    assistant.Assistant
	}{{"the planner alone", wren}, {"agent, instant model", talker}} {
		var first, last []time.Duration
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		began := time.Now()
		for i := range n {
			w := watch{began: time.Now()}
			if _, err := who.a.Respond(ctx, turn(i, wishes[i%len(wishes)]), &w); err != nil {
				return err
			}
			last = append(last, time.Since(w.began))
			if w.first > 0 {
				first = append(first, w.first)
			}
		}
		took := time.Since(began)
		runtime.ReadMemStats(&after)
		slices.Sort(first)
		slices.Sort(last)
		fmt.Fprintf(out, "%-24s %10s %10s %10s %10s %9.0f %9d\n", who.name, at(first, 50), at(first, 99), at(last, 50), at(last, 99), float64(n)/took.Seconds(), (after.Mallocs-before.Mallocs)/uint64(n))
	}
	fmt.Fprintf(out, "targets: card p50 at most %s, last byte p99 at most %s\n\n", firstCard, lastByte)
	before := talker.Report()
	for i, text := range everyday {
		if _, err := talker.Respond(ctx, turn(n+i, text), &watch{began: time.Now()}); err != nil {
			return err
		}
	}
	r := talker.Report()
	settled, answered := r.Settled-before.Settled, r.Answered-before.Answered
	tokens := r.InputTokens + r.OutputTokens - before.InputTokens - before.OutputTokens
	fmt.Fprintf(out, "of %d everyday messages the pilot settles %d without the model; the other %d use %d tokens each, so that about %d are saved\n",
		len(everyday), settled, answered, tokens/max(answered, 1), settled*tokens/max(answered, 1))
	return nil
}

// at is a percentile of sorted durations.
func at(sorted []time.Duration, percent int) time.Duration {
	if len(sorted) == 0 {
		return 0
	}
	return sorted[min(len(sorted)-1, len(sorted)*percent/100)].Round(10 * time.Microsecond)
}
