package chat_test

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/coder/websocket"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/chat"
	"github.com/aisle-chat/aisle/chat/chattest"
)

func TestHello(t *testing.T) { both(t, testHello) }

func testHello(t *testing.T, over chattest.Transport) {
	s := open(t, nil).on(over)
	token := chattest.Session(t, s.client, mount).Token
	for _, c := range []struct {
		name, frame string
		code        chat.ErrorCode
		close       chat.CloseCode
	}{
		{"not JSON", `hello`, chat.CodeBadRequest, chat.CloseHello},
		{"another command", `{"type":"stop","turn":"t"}`, chat.CodeBadRequest, chat.CloseHello},
		{"unknown field", `{"type":"hello","v":1,"token":"` + token + `","admin":true}`, chat.CodeBadRequest, chat.CloseHello},
		{"another version", `{"type":"hello","v":2,"token":"` + token + `"}`, chat.CodeVersion, chat.CloseVersion},
		{"no token", `{"type":"hello","v":1,"token":""}`, chat.CodeUnauthorized, chat.CloseSession},
		{"a wrong token", `{"type":"hello","v":1,"token":"` + strings.Repeat("A", len(token)) + `"}`, chat.CodeUnauthorized, chat.CloseSession},
		{"a long token", `{"type":"hello","v":1,"token":"` + token + `A"}`, chat.CodeUnauthorized, chat.CloseSession},
	} {
		t.Run(c.name, func(t *testing.T) {
			tab := over.Open(t, s.client, mount)
			tab.SendRaw([]byte(c.frame))
			if f := chattest.Await[chat.Failure](tab); f.Code != c.code || f.Message == "" {
				t.Errorf("failure = %+v", f)
			}
			if code := tab.Ended(); code != c.close {
				t.Errorf("closed with %d, want %d", code, c.close)
			}
		})
	}
	// The same token with the right frame is good.
	over.Dial(t, s.client, mount, chat.Hello{Token: token})
}

// What is wrong with one command does not end the connection.
func TestRefusedCommands(t *testing.T) { both(t, testRefusedCommands) }

func testRefusedCommands(t *testing.T, over chattest.Transport) {
	s := open(t, func(c *chat.Config) { c.Limits.Messages = []chat.Rate{} }).on(over)
	tab := s.tab(t)
	long := strings.Repeat("ü", chat.MaxText)
	for _, c := range []struct {
		frame, id string
		code      chat.ErrorCode
	}{
		{`{"type":"nope","id":"x1"}`, "x1", chat.CodeBadRequest},
		{`{"type":"send","id":"x2","text":"a","author":"person"}`, "x2", chat.CodeBadRequest},
		{`{"type":"send","id":"x3","text":1}`, "x3", chat.CodeBadRequest},
		{`{"type":"send","id":"x4","text":"a","text":"b"}`, "x4", chat.CodeBadRequest},
		{`{"type":"send","id":"x5","text":" \n"}`, "x5", chat.CodeBadRequest},
		{`{"type":"send","text":"a"}`, "", chat.CodeBadRequest},
		{`{"type":"send","id":"` + strings.Repeat("i", chat.MaxID+1) + `","text":"a"}`, strings.Repeat("i", chat.MaxID+1), chat.CodeBadRequest},
		{`{"type":"send","id":"x6","text":"` + long + `ü"}`, "x6", chat.CodeTooLong},
		{`{"type":"hello","v":1,"token":""}`, "", chat.CodeBadRequest},
		{`{"type":"track","id":"x7","activity":{"kind":"bought"}}`, "x7", chat.CodeBadRequest},
		{`{"type":"send","id":"x8","text":"a","pick":{"seq":5,"choice":"c"}}`, "x8", chat.CodeNotFound},
		{`{"type":"send","id":"x9","text":"a","pick":{"seq":-5,"choice":"c"}}`, "x9", chat.CodeNotFound},
		{`{"type":"cart_add","id":"y1","item":{"product":"nothing","quantity":1}}`, "y1", "not_found"},
		{`{"type":"cart_add","id":"y2","item":{"product":"jacket","quantity":1}}`, "y2", "choose"},
		{`{"type":"cart_add","id":"y3","item":{"product":"mug","quantity":0}}`, "y3", "quantity"},
		{`{"type":"cart_add","id":"y4","item":{"product":"mug","quantity":1.5}}`, "y4", chat.CodeBadRequest},
		{`{"type":"cart_set","id":"y5","line":"none","quantity":1}`, "y5", "not_found"},
		{`[]`, "", chat.CodeBadRequest},
		{`{"type":"send","id":"z"} {}`, "z", chat.CodeBadRequest},
	} {
		tab.SendRaw([]byte(c.frame))
		f, ok := tab.Next().(chat.Failure)
		if !ok || f.Code != c.code || f.ID != c.id || f.Message == "" || f.RetryIn != 0 {
			t.Errorf("%.60s: %#v", c.frame, f)
		}
	}
	if seq := tab.Say("long", long); seq != 1 {
		t.Errorf("seq = %d", seq)
	}
	tab.AwaitReply(1)
	if n := len(must(s.Events(t.Context(), tab.Welcome.Conversation, 0, 100))); n != 2 {
		t.Errorf("%d events, want 2", n)
	}
}

func TestPromise_S20_SocketFaults(t *testing.T) { both(t, testFaults) }

func testFaults(t *testing.T, over chattest.Transport) {
	s := open(t, nil).on(over)
	witness := s.tab(t)
	for _, c := range []struct {
		name  string
		kind  websocket.MessageType
		frame []byte
		close chat.CloseCode
	}{
		{"binary", websocket.MessageBinary, []byte(`{"type":"stop","turn":"t"}`), 1003},
		{"not UTF-8", websocket.MessageText, []byte("{\"type\":\"stop\",\"turn\":\"\xff\"}"), 1007},
		{"too big", websocket.MessageText, []byte(`{"type":"stop","turn":"` + strings.Repeat("x", chat.MaxFrame) + `"}`), 1009},
	} {
		t.Run(c.name, func(t *testing.T) {
			if over == chattest.Stream && c.kind == websocket.MessageBinary {
				t.Skip("a stream has no frames but text")
			}
			tab := s.tab(t)
			if err := tab.Write(c.kind, c.frame); err != nil {
				t.Log(err) // the server may close before all is sent
			}
			if code := tab.Ended(); code != c.close {
				t.Errorf("closed with %d, want %d", code, c.close)
			}
		})
	}
	witness.Say("1", "still here")
}

// Sessions end: after long silence, or at a fixed time for a signed-in shopper.
func TestPromise_S04_SessionsEnd(t *testing.T) { both(t, testSessionsEnd) }

func testSessionsEnd(t *testing.T, over chattest.Transport) {
	for _, c := range []struct {
		name     string
		customer *assistant.Customer
		waits    []time.Duration // each followed by a visit
		good     bool
	}{
		{"in use", nil, []time.Duration{29 * 24 * time.Hour, 29 * 24 * time.Hour}, true},
		{"silent", nil, []time.Duration{31 * 24 * time.Hour}, false},
		{"old", nil, slices.Repeat([]time.Duration{26 * 24 * time.Hour}, 7), false},
		{"signed in", &assistant.Customer{ID: "u"}, []time.Duration{11 * time.Hour}, true},
		{"signed in for long", &assistant.Customer{ID: "u"}, []time.Duration{8 * time.Hour, 8 * time.Hour}, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				var clock clock
				store := chat.NewMemory()
				start := func() *shop { // a process: it takes the time when it starts
					return open(t, func(config *chat.Config) {
						config.Now, config.Store = clock.now, store
						config.Shopper = func(*http.Request) (chat.Shopper, error) { return chat.Shopper{Customer: c.customer}, nil }
					}).on(over)
				}
				hello := chat.Hello{V: 1, Token: chattest.Session(t, start().client, mount).Token}
				good := true
				for _, wait := range c.waits {
					clock.advance(wait)
					tab := over.Open(t, start().client, mount)
					tab.Send(hello)
					_, good = tab.Next().(chat.Welcome)
					tab.Close()
					synctest.Wait() // that it was seen is noted by the way
				}
				if good != c.good {
					t.Errorf("in the end the session is good: %v", good)
				}
			})
		})
	}
}

func TestTooManyTabs(t *testing.T) { both(t, testTooManyTabs) }

func testTooManyTabs(t *testing.T, over chattest.Transport) {
	s := open(t, nil).on(over)
	first := s.tab(t)
	for range chat.DefaultPerSession - 1 {
		s.again(t, first)
	}
	more := over.Open(t, s.client, mount)
	more.Send(chat.Hello{V: chat.ProtocolVersion, Token: first.Hello.Token, Tab: "one more"})
	if f := chattest.Await[chat.Failure](more); f.Code != chat.CodeBusy {
		t.Errorf("failure = %+v", f)
	}
	if code := more.Ended(); code != chat.CloseBusy {
		t.Errorf("closed with %d", code)
	}
	s.tab(t) // another shopper
}

func TestFlood(t *testing.T) { both(t, testFlood) }

func testFlood(t *testing.T, over chattest.Transport) {
	s := open(t, nil).on(over)
	tab := s.tab(t)
	for range 50 {
		tab.SendRaw([]byte(`{}`))
	}
	if code := tab.Ended(); code != chat.CloseFlood {
		t.Errorf("closed with %d", code)
	}
}

func TestPromise_S18_RateLimit(t *testing.T) { both(t, testRateLimit) }

func testRateLimit(t *testing.T, over chattest.Transport) {
	synctest.Test(t, func(t *testing.T) {
		s := open(t, nil).on(over)
		tab := s.tab(t)
		for i := range 5 {
			tab.Say(fmt.Sprint(i), "hello")
		}
		tab.Send(chat.Send{ID: "6", Text: "hello"})
		f := chattest.Await[chat.Failure](tab)
		if f.ID != "6" || f.Code != chat.CodeRateLimited || f.RetryIn < 900 || f.RetryIn > 1000 {
			t.Errorf("failure = %+v", f)
		}
		// Another tab of the same shopper is no way round it.
		other := s.again(t, tab)
		other.Send(chat.Send{ID: "7", Text: "hello"})
		if f := chattest.Await[chat.Failure](other); f.Code != chat.CodeRateLimited {
			t.Errorf("failure = %+v", f)
		}
		s.tab(t).Say("1", "another shopper")
		time.Sleep(time.Duration(f.RetryIn) * time.Millisecond)
		tab.Say("6", "hello")
	})
}

func TestPromise_R05_Pings(t *testing.T) { both(t, testPings) }

func testPings(t *testing.T, over chattest.Transport) {
	synctest.Test(t, func(t *testing.T) {
		broker := &deafBroker{Broker: chat.NewBroker()}
		store := chat.NewMemory()
		s := open(t, func(c *chat.Config) { c.Store, c.Broker = store, broker }).on(over)
		tab := s.tab(t)
		tab.Patience = time.Minute
		tab.Say("1", "hello")
		tab.AwaitReply(1)
		if p := chattest.Await[chat.Ping](tab); p.Top != 2 {
			t.Errorf("ping = %+v", p)
		}
		// What another process has stored and no broker has told comes with the
		// next ping at the latest.
		_, _, err := store.Append(t.Context(), chat.DefaultShop, chat.Append{Conversation: tab.Welcome.Conversation, Now: time.Now(), Events: []chat.Event{
			{Kind: chat.EventMessage, Message: &chat.Message{Author: assistant.AuthorPerson, Name: "Mara", Text: "from elsewhere"}}}})
		if err != nil {
			t.Fatal(err)
		}
		begun := time.Now()
		if e := chattest.Await[chat.Logged](tab).Event; e.Seq != 3 || e.Message.Text != "from elsewhere" {
			t.Errorf("event = %+v", e)
		}
		if took := time.Since(begun); took > 25*time.Second {
			t.Errorf("it took %v", took)
		}
		if p := chattest.Await[chat.Ping](tab); p.Top != 3 {
			t.Errorf("ping = %+v", p)
		}
	})
}

// deafBroker loses every hint.
type deafBroker struct{ chat.Broker }

func (deafBroker) Publish(string, chat.Hint) {}

func TestPromise_S19_SilentBrowsers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := open(t, nil)
		begun := time.Now()
		tab := chattest.Open(t, s.client, mount)
		if code := tab.Ended(); code != chat.CloseLate || time.Since(begun) != chat.DefaultHelloTimeout {
			t.Errorf("closed with %d after %v", code, time.Since(begun))
		}
		// One that says hello and then does not answer pings is found out.
		hung := chattest.Serve(t, s.Chat)
		token := chattest.Session(t, hung, "http://shop.test/").Token
		ws, _, err := websocket.Dial(t.Context(), "http://shop.test/ws", &websocket.DialOptions{HTTPClient: hung, HTTPHeader: http.Header{"Origin": {"http://shop.test"}}})
		if err != nil {
			t.Fatal(err)
		}
		defer ws.CloseNow()
		if err := ws.Write(t.Context(), websocket.MessageText, fmt.Appendf(nil, `{"type":"hello","v":1,"token":%q}`, token)); err != nil {
			t.Fatal(err)
		}
		if _, _, err := ws.Read(t.Context()); err != nil { // the welcome
			t.Fatal(err)
		}
		time.Sleep(35 * time.Second)
		synctest.Wait()
		ctx, cancel := context.WithTimeout(t.Context(), time.Millisecond)
		defer cancel()
		if err := ws.Ping(ctx); err == nil {
			t.Error("a browser that never answers is still connected")
		}
	})
}

// A tab that reads nothing is closed; the others do not notice.
func TestPromise_R11_SlowReader(t *testing.T) {
	s := open(t, func(c *chat.Config) {
		c.Limits = chat.Limits{Messages: []chat.Rate{}, Commands: []chat.Rate{}}
	})
	tab := s.tab(t)
	slow, _, err := websocket.Dial(t.Context(), mount+"ws", &websocket.DialOptions{HTTPClient: s.client, HTTPHeader: http.Header{"Origin": {"http://shop.test"}}})
	if err != nil {
		t.Fatal(err)
	}
	defer slow.CloseNow()
	if err := slow.Write(t.Context(), websocket.MessageText, fmt.Appendf(nil, `{"type":"hello","v":1,"token":%q}`, tab.Hello.Token)); err != nil {
		t.Fatal(err)
	}
	if _, _, err := slow.Read(t.Context()); err != nil { // the welcome, and nothing more for now
		t.Fatal(err)
	}
	tab.Say("1", "hello") // makes the conversation
	for range 80 {
		posted := must(s.Post(t.Context(), tab.Welcome.Conversation, chat.Post{Text: strings.Repeat("x", 4000)}))
		tab.AwaitEvent(func(e chat.Event) bool { return e.Seq == posted.Seq })
	}
	for {
		_, _, err := slow.Read(t.Context())
		if err == nil {
			continue
		}
		if code := websocket.CloseStatus(err); code != websocket.StatusCode(chat.CloseSlow) {
			t.Errorf("the slow tab was closed with %d, %v", code, err)
		}
		break
	}
}
