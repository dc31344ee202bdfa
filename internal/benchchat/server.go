package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"runtime/pprof"
	"strings"
	"time"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/catalog"
	"github.com/aisle-chat/aisle/chat"
	"github.com/aisle-chat/aisle/chat/sqlite"
)

// tokens is what the assistant says, word by word, as the peers' do.
var tokens = func() []string {
	words := strings.Fields(strings.Repeat("Yes we have this jacket in stock in size M and it ships within two days ", 5))[:50]
	for i := range words {
		words[i] += " "
	}
	return words
}()

// talker streams its fifty words at once and greets every page.
type talker struct{}

func (talker) Respond(_ context.Context, _ assistant.Turn, w assistant.Writer) (assistant.Outcome, error) {
	for _, word := range tokens {
		if err := w.Write(assistant.Text{Text: word}); err != nil {
			return assistant.Outcome{}, err
		}
	}
	return assistant.Outcome{}, nil
}

func (talker) Greet(context.Context, assistant.Turn) (assistant.Greeting, error) {
	return assistant.Greeting{Text: "hello"}, nil
}

// serve is our server under load: everything is on.
func serve(ctx context.Context, args []string) error {
	flags := flag.NewFlagSet("serve", flag.ContinueOnError)
	addr := flags.String("addr", "", "where to listen")
	dir := flags.String("dir", "", "folder for the database")
	profile := flags.String("profile", "", "folder for profiles")
	says := flags.String("says", "words", "what answers: words, agent or agent-searches")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if *profile != "" {
		stop, err := record(*profile)
		if err != nil {
			return err
		}
		defer stop()
	}
	var words assistant.Assistant = talker{}
	index, err := oneProduct()
	if *says != "words" && err == nil {
		var d *demo
		if d, err = openDemo(instant{searches: *says == "agent-searches"}); err == nil {
			words, index = d.agent, d.index
		}
	}
	if err != nil {
		return err
	}
	shop, db, err := open(*dir, index, words)
	if err != nil {
		return err
	}
	defer db.Close()
	mux := http.NewServeMux()
	mux.Handle("/aisle/", shop)
	mux.HandleFunc("/mem", func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Query().Has("gc") {
			debug.FreeOSMemory()
		}
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		fmt.Fprintf(w, "%d %d %d\n", m.Mallocs, m.TotalAlloc, m.NumGC)
	})
	server := &http.Server{Addr: *addr, Handler: mux, ReadHeaderTimeout: 10 * time.Second}
	context.AfterFunc(ctx, func() { server.Close() })
	if err := server.ListenAndServe(); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	last, cancel := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
	defer cancel()
	return shop.Shutdown(last)
}

// oneProduct is all that a shop of words alone sells.
func oneProduct() (*catalog.Index, error) {
	return catalog.NewIndex(func(yield func(catalog.Product, error) bool) {
		yield(catalog.Product{ID: "jacket", Title: "Jacket", Price: catalog.Money{Amount: 9900, Currency: "USD"}}, nil)
	})
}

// open makes a shop over a new database. The limits are what the load does not
// reach.
func open(dir string, index *catalog.Index, says assistant.Assistant) (*chat.Chat, *sqlite.DB, error) {
	db, err := sqlite.Open(filepath.Join(dir, "shop.db"))
	if err != nil {
		return nil, nil, err
	}
	much := []chat.Rate{{Every: time.Microsecond, Burst: 1_000_000}}
	shop, err := chat.New(chat.Config{
		Catalog: index, Store: db, Carts: db.Carts(index), Assistant: says, Logger: slog.New(slog.DiscardHandler),
		Limits: chat.Limits{Messages: much, Commands: much, Connections: much, Arrivals: much, PerSession: 100, PerAddress: 100_000, Total: 100_000},
	})
	if err != nil {
		return nil, nil, errors.Join(err, db.Close())
	}
	return shop, db, nil
}

// record profiles this process until stop is called.
func record(dir string) (stop func(), err error) {
	runtime.MemProfileRate = 4096
	cpu, err := os.Create(filepath.Join(dir, "cpu.prof"))
	if err != nil {
		return nil, err
	}
	if err := pprof.StartCPUProfile(cpu); err != nil {
		return nil, errors.Join(err, cpu.Close())
	}
	return func() {
		pprof.StopCPUProfile()
		heap, err := os.Create(filepath.Join(dir, "allocs.prof"))
		if err == nil {
			err = errors.Join(pprof.Lookup("allocs").WriteTo(heap, 0), heap.Close())
		}
		if err = errors.Join(err, cpu.Close()); err != nil {
			fmt.Fprintln(os.Stderr, err)
		}
	}, nil
}
