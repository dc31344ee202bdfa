package main

import (
	"fmt"
	"testing"
	"time"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/cart"
)

// BenchmarkAgent is a turn of an agent in the demo shop, whose model takes no time,
// without the chat around it: a conversation that goes on, with what was said and
// counted before, and with its state. "words" is a model that only talks, "searches"
// one that looks for products first, and "planner" has no model. cpu-us/op is what a
// turn takes of the processor, collecting included, however busy the machine is.
func BenchmarkAgent(b *testing.B) {
	b.Chdir("../..")
	for _, how := range []string{"words", "searches", "planner"} {
		b.Run(how, func(b *testing.B) {
			d, err := openDemo(instant{searches: how == "searches"})
			if err != nil {
				b.Fatal(err)
			}
			var says assistant.Assistant = d.agent
			if how == "planner" {
				says = d.wren
			}
			benchmarkTalk(b, d, says)
		})
	}
}

// said is how many messages of a conversation are kept.
const said = 20

func benchmarkTalk(b *testing.B, d *demo, says assistant.Assistant) {
	carts, err := cart.New(cart.Config{Store: cart.NewMemory(), Catalog: d.index})
	if err != nil {
		b.Fatal(err)
	}
	turn := assistant.Turn{Conversation: "talk", Locale: "en-US", Now: time.Now()}
	b.ReportAllocs()
	ran := ownCPU()
	n := 0
	for ; b.Loop(); n++ {
		turn.ID, turn.Text = fmt.Sprint(n), wishes[n%len(wishes)]
		turn.Shop = assistant.BindShop(assistant.Binding{Catalog: d.index, Carts: carts, CartID: "cart", Terms: d.wren.Terms()})
		var reply kept
		outcome, err := says.Respond(b.Context(), turn, &reply)
		if err != nil {
			b.Fatal(err)
		}
		turn.State, turn.StateVersion = outcome.State, outcome.StateVersion
		turn.History = append(turn.History,
			assistant.Message{Author: assistant.AuthorShopper, Text: turn.Text, Tokens: outcome.Counts.Asked, CountedBy: outcome.Counts.By},
			assistant.Message{Author: assistant.AuthorAssistant, Text: reply.parts.Fallback(), Parts: reply.parts, Tokens: outcome.Counts.Answer, CountedBy: outcome.Counts.By})
		turn.History = turn.History[max(0, len(turn.History)-said):]
	}
	b.ReportMetric(float64((ownCPU()-ran).Microseconds())/float64(n), "cpu-us/op")
}

// kept is a writer that keeps a reply.
type kept struct{ parts assistant.Parts }

// Write implements [assistant.Writer].
func (k *kept) Write(p assistant.Part) error {
	if _, passing := p.(assistant.Status); !passing {
		k.parts = append(k.parts, p)
	}
	return nil
}
