package main

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"runtime"
	"testing"

	"github.com/aisle-chat/aisle/assistant"
)

// BenchmarkTurn is turns over websockets and a file, of shoppers who say the next
// thing when the last one is answered. They allocate nothing themselves, so that
// allocs/op are the server's; outside/op are those that the assistant, which is
// the benchmark's own, has no part in. A lone shopper pays for a whole commit of
// the file twice a turn, where many share one.
func BenchmarkTurn(b *testing.B) {
	for _, n := range []int{1, 64} {
		b.Run(fmt.Sprintf("shoppers=%d", n), func(b *testing.B) { benchmarkTurn(b, n) })
	}
}

func benchmarkTurn(b *testing.B, n int) {
	index, err := oneProduct()
	if err != nil {
		b.Fatal(err)
	}
	words := talker{}
	shop, db, err := open(b.TempDir(), index, words)
	if err != nil {
		b.Fatal(err)
	}
	defer db.Close()
	mux := http.NewServeMux()
	mux.Handle("/aisle/", shop)
	server := httptest.NewServer(mux)
	defer server.Close()
	defer shop.Shutdown(context.WithoutCancel(b.Context()))
	all, err := driver{addr: server.Listener.Addr().String(), n: n}.arrive()
	if err != nil {
		b.Fatal(err)
	}
	for _, s := range all {
		defer s.conn.Close()
		if _, err := s.turn(); err != nil { // the first one makes the conversation
			b.Fatal(err)
		}
	}
	procs := runtime.GOMAXPROCS(0)
	idle := make(chan *shopper, n)
	for _, s := range all {
		idle <- s
	}
	b.SetParallelism((n + procs - 1) / procs)
	b.ReportAllocs()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	b.ResetTimer()
	b.RunParallel(func(turns *testing.PB) {
		for turns.Next() {
			s := <-idle
			_, err := s.turn()
			idle <- s
			if err != nil {
				b.Error(err)
				return
			}
		}
	})
	runtime.ReadMemStats(&after)
	assistants := testing.AllocsPerRun(100, func() { words.Respond(b.Context(), assistant.Turn{}, deaf{}) })
	b.ReportMetric(float64(after.Mallocs-before.Mallocs)/float64(b.N)-assistants, "outside/op")
}

// deaf is a writer that does nothing.
type deaf struct{}

func (deaf) Write(assistant.Part) error { return nil }
