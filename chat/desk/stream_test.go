package desk_test

import (
	"bufio"
	"context"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/aisle-chat/aisle/chat"
	"github.com/aisle-chat/aisle/chat/desk"
)

// listener reads what GET api/events sends.
type listener struct {
	t     testing.TB
	lines *bufio.Scanner
	end   func()
}

func (s *shop) listen(by chat.Person) *listener {
	s.t.Helper()
	ctx, cancel := context.WithCancel(s.t.Context())
	resp, err := s.client.Do(s.request(by.ID, http.MethodGet, "api/events", nil).WithContext(ctx))
	if err != nil {
		s.t.Fatal(err)
	}
	end := func() {
		cancel()
		resp.Body.Close()
	}
	s.t.Cleanup(end)
	if resp.StatusCode != 200 || resp.Header.Get("Content-Type") != "text/event-stream" {
		s.t.Fatalf("GET api/events: %s %s", resp.Status, resp.Header.Get("Content-Type"))
	}
	return &listener{s.t, bufio.NewScanner(resp.Body), end}
}

// next returns the next event as "kind data", or "" at the end.
func (l *listener) next() string {
	l.t.Helper()
	var kind, data string
	for l.lines.Scan() {
		switch line := l.lines.Text(); {
		case line == "":
			return kind + " " + data
		case strings.HasPrefix(line, "event: "):
			kind = strings.TrimPrefix(line, "event: ")
		case strings.HasPrefix(line, "data: "):
			data = strings.TrimPrefix(line, "data: ")
		default:
			l.t.Errorf("an unexpected line: %q", line)
		}
	}
	return ""
}

func TestStream(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := open(t, nil)
		l := s.listen(mara)
		if got := l.next(); got != "ready {}" {
			t.Fatalf("first comes %q", got)
		}
		_, id := s.shopper("I want a person")
		synctest.Wait()
		top := get[desk.Talk](s, mara, "api/conversations/"+id).Conversation.Top
		// Hints of one conversation may arrive as one; the last has the top.
		for want := fmt.Sprintf(`change {"conversation":%q,"top":%d}`, id, top); ; {
			got := l.next()
			if got == want {
				break
			}
			if !strings.HasPrefix(got, "change ") {
				t.Fatalf("got %q, want %q", got, want)
			}
		}
		began := time.Now()
		if got := l.next(); got != "beat {}" || time.Since(began) > desk.Heartbeat {
			t.Errorf("after %v of silence comes %q", time.Since(began), got)
		}
		for l.next() == "beat {}" {
		}
		if lasted := time.Since(began); lasted > desk.StreamTime || lasted < desk.StreamTime-time.Minute {
			t.Errorf("the stream lasted %v", lasted)
		}
	})
}

// A person who is not signed in any more hears nothing new after StreamTime.
func TestStreamsAreBounded(t *testing.T) {
	s := open(t, func(c *desk.Config) { c.MaxStreams = 2 })
	first, second := s.listen(mara), s.listen(jonas)
	first.next()
	second.next()
	if r := s.do(s.request(mara.ID, "GET", "api/events", nil)); r.status != 503 || r.code() != "unavailable" {
		t.Errorf("a third stream: %d %s", r.status, r.body)
	}
	first.end()
	deadline := time.Now().Add(10 * time.Second)
	for {
		resp, err := s.client.Do(s.request(mara.ID, "GET", "api/events", nil))
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		if resp.StatusCode == 200 {
			break
		}
		if time.Now().After(deadline) {
			t.Fatal("the place of a stream that has ended stays taken")
		}
	}
}

func TestShutdownEndsStreams(t *testing.T) {
	s := open(t, nil)
	l := s.listen(mara)
	l.next()
	if err := s.chat.Shutdown(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := l.next(); got != "" {
		t.Errorf("after the shutdown comes %q", got)
	}
}
