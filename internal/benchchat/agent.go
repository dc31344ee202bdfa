package main

import (
	"context"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/agent"
	"github.com/aisle-chat/aisle/assistant/planner"
	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/catalog"
	"github.com/aisle-chat/aisle/catalog/feed"
)

// What an agent may add to its model's own time.
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

// instant is a model without latency: it says fifty words, as the peers' models do.
type instant struct{ searches bool } // first

var answer = strings.SplitAfter("Here is what I found. It depends on what you plan to do with it, so let me know what matters most to you. "+
	"Both have their merits, and it comes down to taste. If you tell me your budget, I can look for something else. Take your time, and tap a card to see all its details.", " ")

// Generate implements [agent.Model].
func (m instant) Generate(_ context.Context, r agent.Request) iter.Seq2[agent.Event, error] {
	return func(yield func(agent.Event, error) bool) {
		if last := r.Messages[len(r.Messages)-1]; m.searches && last.Role == agent.RoleUser {
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

// demo is the demo shop with an agent.
type demo struct {
	index *catalog.Index
	wren  *planner.Planner
	agent *agent.Agent
}

// openDemo reads the demo shop from the checkout, and gives it a model.
func openDemo(model agent.Model) (*demo, error) {
	dir := filepath.Join("examples", "internal", "larkhollow")
	goods, err := feed.Open(filepath.Join(dir, "products.jsonl"))
	if err != nil {
		return nil, fmt.Errorf("run it at the root of a checkout: %w", err)
	}
	defer goods.Close()
	d := &demo{wren: planner.New(planner.Config{Knowledge: os.DirFS(filepath.Join(dir, "knowledge"))})}
	if err := d.wren.Check(); err != nil {
		return nil, err
	}
	if d.index, err = catalog.NewIndex(goods.Products()); err != nil {
		return nil, err
	}
	d.agent, err = agent.New(agent.Config{
		Model: model, Fallback: d.wren, Budget: agent.Budget{ShopperTokens: -1, AddressTokens: -1, TalkTurns: -1},
	})
	return d, err
}

// benchAgent measures what an assistant with a language model adds to the model's
// own time: alone in one process first, and then as a server beside the others.
func benchAgent(ctx context.Context, p plan) error {
	if err := addedTime(ctx, p.turns); err != nil {
		return err
	}
	says := func(how string) rival {
		r := p.ourTurns("-says", how)
		r.name = "aisle, " + how
		load := r.load
		r.load = func(at running, each time.Duration, rate float64) program {
			return load(at, each, rate).with("-text", wishes[0])
		}
		return r
	}
	return p.compare(ctx, "aisle, agent", append([]rival{says("agent"), says("agent-searches"), says("words")}, p.theirTurns(ctx)...))
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

// addedTime prints how long turns take whose model takes no time: the pilot, the
// tools, the cards, the verifier and the budget.
func addedTime(ctx context.Context, n int) error {
	d, err := openDemo(instant{searches: true})
	if err != nil {
		return err
	}
	carts, err := cart.New(cart.Config{Store: cart.NewMemory(), Catalog: d.index})
	if err != nil {
		return err
	}
	turn := func(i int, text string) assistant.Turn {
		return assistant.Turn{
			ID: fmt.Sprint(i), Conversation: "talk", Locale: "en-US", Text: text, Now: time.Now(),
			Shop: assistant.BindShop(assistant.Binding{Catalog: d.index, Carts: carts, CartID: "cart", Terms: d.wren.Terms()}),
		}
	}
	fmt.Printf("\nAn agent whose model takes no time, calls one search and says %d pieces: %d turns, one after the other.\n", len(answer), n)
	t := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, "who\tfirst card p50\tp99\tlast byte p50\tp99\ton the processor p50\tp99\tturns/s\tallocs/turn\t")
	runtime.LockOSThread() // whose time is measured
	defer runtime.UnlockOSThread()
	for _, who := range []struct {
		name string
		a    assistant.Assistant
	}{{"the planner alone", d.wren}, {"agent", d.agent}} {
		var first, last, busy []time.Duration
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		began := time.Now()
		for i := range n {
			w, ran := watch{began: time.Now()}, onProcessor()
			if _, err := who.a.Respond(ctx, turn(i, wishes[i%len(wishes)]), &w); err != nil {
				return err
			}
			last, busy = append(last, time.Since(w.began)), append(busy, onProcessor()-ran)
			if w.first > 0 {
				first = append(first, w.first)
			}
		}
		took := time.Since(began)
		runtime.ReadMemStats(&after)
		slices.Sort(first)
		slices.Sort(last)
		slices.Sort(busy)
		fmt.Fprintf(t, "%s\t%s\t%s\t%s\t%s\t%s\t%s\t%.0f\t%d\t\n", who.name, at(first, .5), at(first, .99), at(last, .5), at(last, .99), at(busy, .5), at(busy, .99), float64(n)/took.Seconds(), (after.Mallocs-before.Mallocs)/uint64(n))
	}
	if err := t.Flush(); err != nil {
		return err
	}
	fmt.Printf("It is to add at most %s (p50) to the first card and %s (p99) to the last byte.\n", firstCard, lastByte)
	before := d.agent.Report()
	for i, text := range everyday {
		if _, err := d.agent.Respond(ctx, turn(n+i, text), &watch{began: time.Now()}); err != nil {
			return err
		}
	}
	r := d.agent.Report()
	settled, answered := r.Settled-before.Settled, r.Answered-before.Answered
	tokens := r.InputTokens + r.OutputTokens - before.InputTokens - before.OutputTokens
	fmt.Printf("Of %d everyday messages the pilot settles %d without the model; the other %d use %d tokens each, so that about %d are saved.\n",
		len(everyday), settled, answered, tokens/max(answered, 1), settled*tokens/max(answered, 1))
	return nil
}

// at is a quantile of sorted durations; 0 where there are none.
func at(sorted []time.Duration, q float64) time.Duration {
	if len(sorted) == 0 {
		return 0
	}
	return quantile(sorted, q).Round(10 * time.Microsecond)
}
