package chat_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/aisle-chat/aisle/chat"
	"github.com/aisle-chat/aisle/chat/chattest"
)

// One turn, from the message on the socket to the stored reply on the socket,
// with an assistant that takes no time and a store in memory.
func BenchmarkTurn(b *testing.B) {
	s := open(b, unlimited)
	tab := chattest.Dial(b, s.client, mount, chat.Hello{})
	var took []time.Duration
	n := 0
	b.ReportAllocs()
	for b.Loop() {
		n++
		begun := time.Now()
		tab.Send(chat.Send{ID: fmt.Sprint(n), Text: "hello"})
		tab.AwaitEvent(func(e chat.Event) bool { return e.Message != nil && e.Message.Answers > 0 })
		took = append(took, time.Since(begun))
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Microseconds()), "p50-µs")
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds()), "p99-µs")
}
