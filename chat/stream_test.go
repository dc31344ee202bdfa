package chat_test

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/aisle-chat/aisle/chat"
	"github.com/aisle-chat/aisle/chat/chattest"
)

// post posts a body from a page of the shop.
func (s *shop) post(t *testing.T, path, body string) *http.Request {
	t.Helper()
	req := s.request(t, http.MethodPost, path, "http://shop.test")
	req.Body = io.NopCloser(strings.NewReader(body))
	req.ContentLength = int64(len(body))
	return req
}

// streamed opens a stream and returns its lines.
func (s *shop) streamed(t *testing.T, hello chat.Hello) *bufio.Scanner {
	t.Helper()
	res, err := s.client.Do(s.post(t, "stream", string(must(chat.EncodeCommand(hello)))))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { res.Body.Close() })
	if res.StatusCode != http.StatusOK {
		t.Fatal(res.Status)
	}
	for name, want := range map[string]string{"Content-Type": "text/event-stream", "Cache-Control": "no-store, no-transform", "X-Accel-Buffering": "no"} {
		if got := res.Header.Get(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	return bufio.NewScanner(res.Body)
}

// A stream begins with enough to get through proxies that hold a beginning back,
// and then says what a websocket says.
func TestStream(t *testing.T) {
	s := open(t, nil)
	token := chattest.Session(t, s.client, mount).Token
	lines := s.streamed(t, chat.Hello{V: 1, Token: token, Tab: "a"})
	if !lines.Scan() || !strings.HasPrefix(lines.Text(), ":") || len(lines.Text()) < 2048 {
		t.Fatalf("it begins with %.20q, %d bytes, %v", lines.Text(), len(lines.Text()), lines.Err())
	}
	lines.Scan() // the empty line after it
	if !lines.Scan() || !strings.HasPrefix(lines.Text(), `data: {"type":"welcome",`) {
		t.Fatalf("%q, %v", lines.Text(), lines.Err())
	}
	caller := string(must(json.Marshal(chat.Caller{Token: token, Tab: "a"})))
	both := caller + "\n" + `{"type":"send","id":"1","text":"one\nand two"}` + "\n" + `{"type":"track","id":"2","activity":{"kind":"shown"}}`
	if res, body := ask(t, s.client, s.post(t, "commands", both)); res.StatusCode != http.StatusNoContent || body != "" {
		t.Errorf("POST commands: %s %s", res.Status, body)
	}
	for acks := 0; acks < 2; {
		if !lines.Scan() {
			t.Fatal(lines.Err())
		}
		if strings.HasPrefix(lines.Text(), `data: {"type":"ack"`) {
			acks++
		}
	}
}

// What is posted reaches the one tab that its first line names, and nobody
// learns from the answer what else there is.
func TestCommandsNameTheirStream(t *testing.T) {
	s := open(t, nil)
	tab := chattest.Stream.Dial(t, s.client, mount, chat.Hello{Tab: "mine"})
	socket := chattest.Socket.Dial(t, s.client, mount, chat.Hello{Tab: "mine"})
	other := s.tab(t)
	gone := chattest.Stream.Dial(t, s.client, mount, chat.Hello{Tab: "gone"})
	gone.Close()
	for seen := true; seen; { // the server notices in its own time
		res, _ := ask(t, s.client, s.post(t, "commands", fmt.Sprintf(`{"token":%q,"tab":"gone"}`, gone.Hello.Token)))
		seen = res.StatusCode == http.StatusNoContent
	}
	said := func(token, tab string) string {
		return fmt.Sprintf(`{"token":%q,"tab":%q}`, token, tab) + "\n" + `{"type":"send","id":"x","text":"who is there?"}`
	}
	answers := map[string]bool{}
	for name, c := range map[string]struct {
		body   string
		status int
	}{
		"mine":              {said(tab.Hello.Token, "mine"), 204},
		"another's token":   {said(other.Hello.Token, "mine"), 410},
		"no token":          {said("", "mine"), 410},
		"another tab":       {said(tab.Hello.Token, "yours"), 410},
		"no tab":            {said(tab.Hello.Token, ""), 410},
		"a websocket's tab": {said(socket.Hello.Token, "mine"), 410},
		"a stream that was": {said(gone.Hello.Token, "gone"), 410},
		"nothing":           {"", 400},
		"a command alone":   {`{"type":"send","id":"x","text":"who is there?"}`, 400},
		"more than is due":  {`{"token":"t","tab":"t","admin":true}`, 400},
		"twice":             {`{"token":"t","tab":"t","tab":"u"}`, 400},
	} {
		res, body := ask(t, s.client, s.post(t, "commands", c.body))
		if res.StatusCode != c.status {
			t.Errorf("%s: %s %s", name, res.Status, body)
		}
		if c.status == 410 {
			var answer chat.ErrorAnswer
			if err := json.Unmarshal([]byte(body), &answer); err != nil {
				t.Fatal(err)
			}
			answers[fmt.Sprint(answer.Error.Code, answer.Error.Message)] = true
		}
	}
	if len(answers) != 1 {
		t.Errorf("the answers differ: %v", answers)
	}
	if ack := chattest.Await[chat.Ack](tab); ack.ID != "x" || ack.Seq != 1 {
		t.Errorf("%+v", ack)
	}
}

// A tab that comes back takes the place of its old connection, which may be half
// dead, and needs no room of its own.
func TestTabsAreReplaced(t *testing.T) { both(t, testTabsAreReplaced) }

func testTabsAreReplaced(t *testing.T, over chattest.Transport) {
	s := open(t, func(c *chat.Config) { c.Limits.PerSession = 2 }).on(over)
	tab := over.Dial(t, s.client, mount, chat.Hello{Tab: "one"})
	other := over.Dial(t, s.client, mount, chat.Hello{Token: tab.Hello.Token, Tab: "two"})
	stranger := over.Dial(t, s.client, mount, chat.Hello{Tab: "one"})
	for range 3 {
		again := over.Dial(t, s.client, mount, chat.Hello{Token: tab.Hello.Token, Tab: "one"})
		if code := tab.Ended(); code != chat.CloseReplaced {
			t.Fatalf("closed with %d", code)
		}
		tab = again
	}
	for _, tab := range []*chattest.Tab{tab, other, stranger} {
		tab.Say("still "+tab.Hello.Tab, "still here")
	}
	third := over.Open(t, s.client, mount)
	third.Send(chat.Hello{V: 1, Token: tab.Hello.Token, Tab: "three"})
	if code := third.Ended(); code != chat.CloseBusy {
		t.Errorf("a third tab: closed with %d", code)
	}
	long := over.Open(t, s.client, mount)
	long.Send(chat.Hello{V: 1, Token: stranger.Hello.Token, Tab: strings.Repeat("x", chat.MaxID+1)})
	if code := long.Ended(); code != chat.CloseHello {
		t.Errorf("a long name: closed with %d", code)
	}
}

// The connection that carried a stream serves other requests afterwards.
func TestAfterAStream(t *testing.T) {
	s := open(t, nil)
	server := httptest.NewServer(s.Chat)
	defer server.Close()
	s.client = server.Client()
	body := fmt.Sprintf(`{"type":"hello","v":1,"token":"%043d"}`, 0)
	for range 3 {
		req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, server.URL+"/stream", strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Origin", server.URL)
		res, said := ask(t, s.client, req)
		want := fmt.Sprintf("event: close\ndata: {\"code\":%d,\"reason\":\"unauthorized\"}\n\n", chat.CloseSession)
		if res.StatusCode != http.StatusOK || !strings.HasSuffix(said, want) || !strings.Contains(said, `data: {"type":"error","code":"unauthorized"`) {
			t.Fatalf("%s %q", res.Status, strings.TrimSpace(said))
		}
	}
}

// A server's own time-outs for requests are not a stream's.
func TestStreamsOutliveTimeouts(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := open(t, nil)
		s.client = chattest.ServeWith(t, &http.Server{Handler: s.Chat, ReadTimeout: 3 * time.Second, WriteTimeout: 3 * time.Second})
		tab := chattest.Stream.Dial(t, s.client, mount, chat.Hello{})
		tab.Patience = time.Minute
		for range 4 {
			chattest.Await[chat.Ping](tab)
		}
		tab.AwaitReply(tab.Say("1", "still here"))
	})
}

// Whoever opens a stream and then answers no ping, or never says hello, is not
// waited for.
func TestPromise_S19_SilentStreams(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := open(t, func(c *chat.Config) { c.Limits.Total = 1 })
		token := chattest.Session(t, s.client, mount).Token
		begun := time.Now()
		lines := s.streamed(t, chat.Hello{V: 1, Token: token, Tab: "silent"})
		for lines.Scan() {
		}
		if took := time.Since(begun); took < 25*time.Second || took > 35*time.Second {
			t.Errorf("a browser that answers no ping was there for %v", took)
		}
		begun = time.Now()
		never, stop := io.Pipe()
		defer stop.Close()
		req := s.request(t, http.MethodPost, "stream", "http://shop.test")
		req.Body = never
		res, err := s.client.Do(req)
		if err == nil {
			res.Body.Close()
		}
		if took := time.Since(begun); took != chat.DefaultHelloTimeout || err == nil && res.StatusCode != http.StatusRequestTimeout {
			t.Errorf("after %v: %v, %v", took, res, err)
		}
		chattest.Stream.Dial(t, s.client, mount, chat.Hello{Token: token}) // nobody is counted any more
	})
}

// Something around the handler that lets nothing be flushed is told of in the
// log, and the browser gets an answer that it understands.
func TestStreamsNeedToFlush(t *testing.T) {
	s := open(t, nil)
	var w struct{ http.ResponseWriter } // hides what else the recorder can do
	record := httptest.NewRecorder()
	w.ResponseWriter = record
	s.ServeHTTP(w, s.post(t, "stream", "{}"))
	if record.Code != http.StatusNotImplemented || !strings.Contains(record.Body.String(), `"unavailable"`) || !strings.HasPrefix(record.Header().Get("Content-Type"), "application/json") {
		t.Errorf("%d %s", record.Code, record.Body)
	}
	if !strings.Contains(s.log.String(), "Unwrap") {
		t.Errorf("the log has\n%s", s.log)
	}
}

// A stream that does not read is closed; what it has missed is there when it
// comes back.
func TestPromise_R11_SlowStream(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := open(t, unlimited)
		tab := s.tab(t)
		tab.AwaitReply(tab.Say("1", "hello"))
		slow := s.streamed(t, chat.Hello{V: 1, Token: tab.Hello.Token, Tab: "slow"})
		for !strings.Contains(slow.Text(), "welcome") {
			slow.Scan()
		}
		for range 80 {
			posted := must(s.Post(context.Background(), tab.Welcome.Conversation, chat.Post{Text: strings.Repeat("x", 4000)}))
			tab.AwaitEvent(func(e chat.Event) bool { return e.Seq == posted.Seq })
		}
		last := ""
		for slow.Scan() {
			if slow.Text() != "" {
				last = slow.Text()
			}
		}
		if want := fmt.Sprintf(`data: {"code":%d,`, chat.CloseSlow); !strings.HasPrefix(last, want) {
			t.Errorf("the slow stream ended with %.100q, %v", last, slow.Err())
		}
	})
}
