package chat_test

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/chat"
	"github.com/aisle-chat/aisle/chat/chattest"
)

// Shutdown finishes what is being said, tells browsers to come back, refuses who
// is new and keeps what shoppers still say.
func TestShutdown(t *testing.T) { both(t, testShutdown) }

func testShutdown(t *testing.T, over chattest.Transport) {
	begun, goOn := make(chan bool), make(chan bool)
	s := script(t, func(_ context.Context, turn assistant.Turn, w assistant.Writer) (assistant.Outcome, error) {
		begun <- true
		<-goOn
		return assistant.Outcome{}, w.Write(text("done"))
	}).on(over)
	tab := s.tab(t)
	idle := s.tab(t)
	early := chattest.Open(t, s.client, mount)
	tab.Say("1", "hello")
	<-begun
	down := make(chan error)
	go func() { down <- s.Shutdown(context.Background()) }()
	if g := chattest.Await[chat.GoingAway](tab); g.RetryIn < 500 || g.RetryIn > 2000 {
		t.Errorf("going away: %+v", g)
	}
	if seq := tab.Say("2", "one more"); seq != 2 {
		t.Errorf("what was said meanwhile has seq %d", seq)
	}
	for _, req := range []*http.Request{
		s.request(t, http.MethodPost, "session", "http://shop.test"), s.request(t, http.MethodGet, "ws", "http://shop.test"),
		s.request(t, http.MethodPost, "stream", "http://shop.test"), s.request(t, http.MethodGet, "ready", ""),
	} {
		if res, body := ask(t, s.client, req); res.StatusCode != http.StatusServiceUnavailable || res.Header.Get("Retry-After") == "" {
			t.Errorf("%s %s: %s %s", req.Method, req.URL, res.Status, body)
		}
	}
	// Those that are shown no reply need not wait for the one that is.
	for _, tab := range []*chattest.Tab{idle, early} {
		if code := tab.Ended(); code != chat.CloseGoingAway {
			t.Errorf("closed with %d", code)
		}
	}
	goOn <- true
	if m := tab.AwaitReply(1); m.Parts.Fallback() != "done" {
		t.Errorf("reply = %+v", m)
	}
	if err := <-down; err != nil {
		t.Errorf("Shutdown: %v", err)
	}
	if code := tab.Ended(); code != chat.CloseGoingAway {
		t.Errorf("closed with %d", code)
	}
	conv := must(s.Conversation(t.Context(), tab.Welcome.Conversation))
	if conv.Messages != 3 || conv.Answered != 1 || conv.Lease.Holder != "" {
		t.Errorf("what is left for the next process: %+v", conv)
	}
	if err := s.Shutdown(context.Background()); err != nil {
		t.Errorf("a second Shutdown: %v", err)
	}
}

// The ends of many connections are spread, and a shopper who says something
// meanwhile does not wait for an end of their own.
func TestPromise_R08_Spread(t *testing.T) { both(t, testSpread) }

func testSpread(t *testing.T, over chattest.Transport) {
	synctest.Test(t, func(t *testing.T) {
		const spread = 100 * time.Millisecond
		s := open(t, func(c *chat.Config) { unlimited(c); c.DrainTime = spread }).on(over)
		var tabs []*chattest.Tab
		for range 60 {
			tabs = append(tabs, s.tab(t))
		}
		begun := time.Now()
		var ending sync.WaitGroup
		ended := make([]time.Duration, len(tabs))
		for i, tab := range tabs {
			ending.Go(func() {
				if i == 0 {
					chattest.Await[chat.GoingAway](tab)
					tab.Say("1", "am I in time?")
				}
				if code := tab.Ended(); code != chat.CloseGoingAway {
					t.Errorf("closed with %d", code)
				}
				ended[i] = time.Since(begun)
			})
		}
		if err := s.Shutdown(t.Context()); err != nil {
			t.Error(err)
		}
		if took := time.Since(begun); took > spread {
			t.Errorf("Shutdown took %v", took)
		}
		ending.Wait()
		if ended[0] > 0 {
			t.Errorf("who said something went on after %v", ended[0])
		}
		slices.Sort(ended)
		for i, at := range ended[1:] {
			if even := spread * time.Duration(i) / time.Duration(len(tabs)); at < even-5*time.Millisecond || at > even+5*time.Millisecond {
				t.Errorf("end %d came after %v, not about %v", i, at, even)
			}
		}
		if conv := must(s.Conversation(t.Context(), tabs[0].Welcome.Conversation)); conv.Messages != 1 {
			t.Errorf("the message is not there: %+v", conv)
		}
		for i := range 3 { // few connections do not take the whole time
			few := open(t, func(c *chat.Config) { c.DrainTime = time.Hour })
			for range i {
				few.tab(t)
			}
			begun = time.Now()
			if err := few.Shutdown(t.Context()); err != nil || time.Since(begun) > 20*time.Millisecond {
				t.Error(fmt.Sprint(i, " connections took "), time.Since(begun), err)
			}
		}
	})
}
