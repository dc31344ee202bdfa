// Command benchdesk measures how long it takes until every desk of a team knows
// of a message: people at desks that listen over HTTP, live conversations on a
// database that syncs every commit, and shoppers' and people's messages at a
// steady rate. "make bench-desk" runs it.
package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/catalog"
	"github.com/aisle-chat/aisle/chat"
	"github.com/aisle-chat/aisle/chat/desk"
	"github.com/aisle-chat/aisle/chat/sqlite"
)

func main() {
	agents := flag.Int("agents", 20, "desks that listen")
	talks := flag.Int("talks", 500, "conversations that are live")
	rate := flag.Int("rate", 100, "messages a second")
	lasts := flag.Duration("for", 15*time.Second, "how long to measure")
	flag.Parse()
	if err := run(*agents, *talks, *rate, *lasts); err != nil {
		fmt.Fprintln(os.Stderr, "benchdesk:", err)
		os.Exit(1)
	}
}

func run(agents, talks, rate int, lasts time.Duration) error {
	if agents < 1 || talks < 1 || rate < 1 || lasts <= 0 {
		return errors.New("-agents, -talks, -rate and -for must be positive")
	}
	b, err := open(talks)
	if err != nil {
		return err
	}
	defer b.close()
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	var desks sync.WaitGroup
	heard := make([]*ear, agents)
	for i := range heard {
		heard[i] = &ear{at: map[chat.Change]time.Time{}}
		ready := make(chan error, 1)
		desks.Go(func() { heard[i].listen(ctx, b.url+"/desk/api/events", ready) })
		if err := <-ready; err != nil {
			return err
		}
	}
	sent, acks, reads, err := b.drive(rate, lasts)
	if err != nil {
		return err
	}
	time.Sleep(time.Second) // what is on its way arrives
	cancel()
	desks.Wait()
	var waits []time.Duration
	missed := 0
	for _, e := range heard {
		got, lost := e.waits(sent)
		waits, missed = append(waits, got...), missed+lost
	}
	fmt.Printf("%d desks, %d live conversations, %d messages in %v\n\n", agents, talks, len(sent), lasts)
	fmt.Printf("%-44s %8s %8s %8s\n", "", "p50 ms", "p99 ms", "max ms")
	line("a message until a desk is told", waits)
	line("a message until it is stored", acks)
	line("reading the inbox (the newest 200 of all)", reads)
	fmt.Printf("\nnot told: %d of %d (target 0); p99 until a desk is told: target 100 ms\n", missed, len(sent)*agents)
	if missed > 0 {
		return errors.New("a desk was not told of everything")
	}
	return nil
}

func line(name string, waits []time.Duration) {
	slices.Sort(waits)
	at := func(part float64) float64 {
		if len(waits) == 0 {
			return 0
		}
		return float64(waits[int(part*float64(len(waits)-1))].Microseconds()) / 1000
	}
	fmt.Printf("%-44s %8.2f %8.2f %8.2f\n", name, at(.5), at(.99), at(1))
}

// bench is a shop with a desk, served over HTTP on loopback.
type bench struct {
	url    string
	chat   *chat.Chat
	ids    []string
	server *http.Server
	db     *sqlite.DB
	dir    string
}

func open(talks int) (b *bench, err error) {
	b = &bench{}
	if b.dir, err = os.MkdirTemp("", "benchdesk"); err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			b.close()
		}
	}()
	if b.db, err = sqlite.Open(filepath.Join(b.dir, "shop.db")); err != nil {
		return nil, err
	}
	index, err := catalog.NewIndex(func(func(catalog.Product, error) bool) {})
	if err != nil {
		return nil, err
	}
	carts, err := cart.New(cart.Config{Store: cart.NewMemory(), Catalog: index, Currency: "USD"})
	if err != nil {
		return nil, err
	}
	silent := assistant.Func(func(context.Context, assistant.Turn, assistant.Writer) (assistant.Outcome, error) {
		return assistant.Outcome{}, nil
	})
	logger := slog.New(slog.DiscardHandler)
	b.chat, err = chat.New(chat.Config{Catalog: index, Store: b.db, Carts: carts, Currency: "USD", Assistant: silent, Logger: logger})
	if err != nil {
		return nil, err
	}
	agent := func(*http.Request) (chat.Person, error) { return chat.Person{ID: "1", Name: "Mara"}, nil }
	staff, err := desk.New(desk.Config{Chat: b.chat, Agent: agent, Logger: logger})
	if err != nil {
		return nil, err
	}
	if err := b.fill(talks); err != nil {
		return nil, err
	}
	mux := http.NewServeMux()
	mux.Handle("/desk/", staff)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	b.url, b.server = "http://"+listener.Addr().String(), &http.Server{Handler: mux, ReadHeaderTimeout: 10 * time.Second}
	go b.server.Serve(listener)
	return b, nil
}

// fill begins the conversations: a fifth waits for a person.
func (b *bench) fill(talks int) error {
	for i := range talks {
		id := fmt.Sprintf("talk-%04d", i)
		owner := chat.Owner{State: chat.OwnedByAssistant}
		if i%5 == 0 {
			owner.State = chat.OwnedByNobody
		}
		said := chat.Event{Kind: chat.EventMessage, ClientID: "first", Message: &chat.Message{Author: assistant.AuthorShopper, Text: "Where is my parcel?"}}
		_, _, err := b.db.Append(context.Background(), chat.DefaultShop, chat.Append{
			Conversation: id, Events: []chat.Event{said}, Answered: 1, Owner: &owner, Now: time.Now(),
			Create: &chat.Conversation{SessionID: "session-" + id, CartID: "cart-" + id, Created: time.Now()},
		})
		if err != nil {
			return err
		}
		b.ids = append(b.ids, id)
	}
	return nil
}

func (b *bench) close() {
	if b.chat != nil {
		b.chat.Shutdown(context.Background())
	}
	if b.server != nil {
		b.server.Close()
	}
	if b.db != nil {
		b.db.Close()
	}
	os.RemoveAll(b.dir)
}

// drive posts messages at a rate, each at its time whatever became of those
// before it, and reads the inbox twice a second as a page does.
func (b *bench) drive(rate int, lasts time.Duration) (sent map[chat.Change]time.Time, acks, reads []time.Duration, err error) {
	sent = map[chat.Change]time.Time{}
	var mu sync.Mutex
	var all sync.WaitGroup
	note := func(failed error) {
		mu.Lock()
		defer mu.Unlock()
		err = errors.Join(err, failed)
	}
	gap := time.Second / time.Duration(rate)
	start := time.Now()
	for n := 0; ; n++ {
		due := start.Add(time.Duration(n) * gap)
		if due.Sub(start) >= lasts {
			break
		}
		time.Sleep(time.Until(due))
		id := b.ids[rand.IntN(len(b.ids))]
		all.Go(func() {
			e, failed := b.chat.Post(context.Background(), id, chat.Post{ClientID: fmt.Sprint(n), Person: chat.Person{Name: "Shop"}, Text: "It is on its way."})
			if failed != nil {
				note(failed)
				return
			}
			mu.Lock()
			defer mu.Unlock()
			sent[chat.Change{Conversation: id, Top: e.Seq}] = due
			acks = append(acks, time.Since(due))
		})
		if n%max(1, rate/2) == 0 {
			all.Go(func() {
				began := time.Now()
				resp, failed := http.Get(b.url + "/desk/api/conversations?view=all")
				if failed == nil {
					_, failed = io.Copy(io.Discard, resp.Body)
					resp.Body.Close()
				}
				if failed != nil {
					note(failed)
					return
				}
				mu.Lock()
				defer mu.Unlock()
				reads = append(reads, time.Since(began))
			})
		}
	}
	all.Wait()
	return sent, acks, reads, err
}

// ear is one desk: when it was told of what.
type ear struct{ at map[chat.Change]time.Time }

// listen notes when each hint comes, until ctx ends.
func (e *ear) listen(ctx context.Context, url string, ready chan<- error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		ready <- err
		return
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		ready <- err
		return
	}
	defer resp.Body.Close()
	lines := bufio.NewScanner(resp.Body)
	for first := true; lines.Scan(); {
		data, ok := bytes.CutPrefix(lines.Bytes(), []byte("data: "))
		if !ok {
			continue
		}
		if first {
			ready <- nil
			first = false
		}
		var hint desk.Hint
		if json.Unmarshal(data, &hint) == nil && hint.Conversation != "" {
			e.at[chat.Change{Conversation: hint.Conversation, Top: hint.Top}] = time.Now()
		}
	}
}

// waits are how long after its time each message was told. A hint tells of what
// came before it in the same conversation as well.
func (e *ear) waits(sent map[chat.Change]time.Time) (waits []time.Duration, missed int) {
	told := map[string][]chat.Change{}
	for change := range e.at {
		told[change.Conversation] = append(told[change.Conversation], change)
	}
	for change, due := range sent {
		var first time.Time
		for _, hint := range told[change.Conversation] {
			if at := e.at[hint]; hint.Top >= change.Top && (first.IsZero() || at.Before(first)) {
				first = at
			}
		}
		if first.IsZero() {
			missed++
			continue
		}
		waits = append(waits, first.Sub(due))
	}
	return waits, missed
}
