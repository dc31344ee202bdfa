package main

import (
	"context"
	"io"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/aisle-chat/aisle/assistant/planner"
	"github.com/aisle-chat/aisle/examples/internal/talker"
	"github.com/aisle-chat/aisle/internal/evaldata"
)

// How long a reply of the built-in assistant takes: over the demo shop, and
// over 9,854 real products where the evaluation data lies beside the checkout.
func BenchmarkReply(b *testing.B) {
	b.Run("demo", func(b *testing.B) {
		benchmarkReply(b, "", []string{
			"waterproof jacket under $150", "in blue", "cheaper", "is the first one true to size?", "compare the first two",
			"add the first one", "M", "what is in my cart", "make it two", "do you ship to Canada?", "a tent for two people", "thanks",
		})
	})
	b.Run("icecat", func(b *testing.B) {
		benchmarkReply(b, evaldata.Path(b, "dev/icecat/catalog.jsonl"), []string{
			"network cable", "in blue", "cheaper", "hp toner cartridge black", "what is the weight of the first one",
			"compare the first two", "usb stick 32gb under 20", "add the first one", "what is in my cart", "laptop bag", "show me others", "thanks",
		})
	})
}

func benchmarkReply(b *testing.B, feedPath string, texts []string) {
	t, err := open(b.Context(), feedPath, "", talker.Model{}, io.Discard)
	if err != nil {
		b.Fatal(err)
	}
	t.assistant = planner.New(planner.Config{Knowledge: articles("", "", time.Now())})
	var times []float64
	b.ReportAllocs()
	for b.Loop() {
		i := len(times) % len(texts)
		if i == 0 { // the next shopper
			t.number++
			*t = talk{shop: t.shop, number: t.number, conversation: strconv.Itoa(t.number)}
		}
		answer, err := t.line(context.Background(), texts[i])
		if err != nil {
			b.Fatal(err)
		}
		times = append(times, answer.MS)
	}
	slices.Sort(times)
	b.ReportMetric(times[len(times)/2], "p50-ms")
	b.ReportMetric(times[len(times)*99/100], "p99-ms")
}
