package planner

import (
	"context"
	"slices"
	"testing"
	"time"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/internal/evaldata"
)

// How long a reply takes, over this package's own catalogue and, where it lies
// beside the checkout, over 9,854 real products.
func BenchmarkReply(b *testing.B) {
	own := []string{"jacket", "waterproof", "in blue", "cheaper", "add the first one", "M", "is it true to size?", "what is your return policy?", "compare the first two", "my cart", "thanks"}
	icecat := []string{"network cable", "in blue", "cheaper", "hp toner cartridge black", "what is the weight of the first one", "compare the first two", "usb stick 32gb under 20", "add the first one", "laptop bag", "show me others", "thanks"}
	for _, c := range []struct {
		name, path string
		texts      []string
	}{
		{"own", "testdata/catalog.jsonl", own},
		{"support", "testdata/catalog.jsonl", []string{
			"where is my order?", "NW-1006", "robin@example.com", "can i return the boots?", "they are too small", "will it be here by friday?",
			"how much is shipping to canada?", "any promotions?", "my shirt came with a hole", "what if my parcel is late?", "thanks",
		}},
		{"icecat", "dev/icecat/catalog.jsonl", icecat},
	} {
		b.Run(c.name, func(b *testing.B) {
			path := c.path
			if c.name == "icecat" {
				path = evaldata.Path(b, c.path)
			}
			k := newTalker(b, openIndex(b, path))
			if c.name == "support" {
				k.withOrders()
			}
			var all, first []time.Duration
			b.ReportAllocs()
			b.ResetTimer()
			for i := range b.N {
				if i%len(c.texts) == 0 {
					k.state, k.cart, k.proven = nil, k.cart+"x", nil
					if len(k.cart) > 100 {
						k.cart = "cart"
					}
				}
				w := &firstCard{start: time.Now()}
				k.turns++
				outcome, err := k.assistant.Respond(context.Background(), k.turn(c.texts[i%len(c.texts)], nil), w)
				if err != nil {
					b.Fatal(err)
				}
				all = append(all, time.Since(w.start))
				if w.card > 0 {
					first = append(first, w.card)
				}
				k.state, k.version = outcome.State, outcome.StateVersion
			}
			report(b, all, "")
			report(b, first, "-card")
		})
	}
}

// firstCard notes when the first card is written.
type firstCard struct {
	start time.Time
	card  time.Duration
}

func (w *firstCard) Write(p assistant.Part) error {
	if _, ok := p.(assistant.ProductsBlock); ok && w.card == 0 {
		w.card = time.Since(w.start)
	}
	return nil
}

func report(b *testing.B, all []time.Duration, what string) {
	if len(all) == 0 {
		return
	}
	slices.Sort(all)
	b.ReportMetric(float64(all[len(all)/2].Microseconds())/1000, "p50"+what+"-ms")
	b.ReportMetric(float64(all[len(all)*99/100].Microseconds())/1000, "p99"+what+"-ms")
}
