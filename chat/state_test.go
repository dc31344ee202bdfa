package chat_test

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/cryptotest"
	"time"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/chat"
	"github.com/aisle-chat/aisle/chat/chattest"
)

// What a chat says of itself: who is there, what is stored and who holds a
// lease, and not what anybody has said.
func TestState(t *testing.T) {
	goOn := make(chan struct{})
	begun := make(chan struct{}, 1)
	s := open(t, func(c *chat.Config) {
		c.Assistant = assistant.Func(func(_ context.Context, turn assistant.Turn, w assistant.Writer) (assistant.Outcome, error) {
			begun <- struct{}{}
			<-goOn
			return assistant.Outcome{}, w.Write(text("a secret reply"))
		})
	})
	ask := func() (state chat.State) {
		t.Helper()
		answer := httptest.NewRecorder()
		s.ServeState(answer, httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/debug/state", nil))
		if answer.Code != http.StatusOK || answer.Header().Get("Cache-Control") != "no-store" || strings.Contains(answer.Body.String(), "secret") {
			t.Errorf("%d %v %s", answer.Code, answer.Header(), answer.Body)
		}
		if err := json.Unmarshal(answer.Body.Bytes(), &state); err != nil {
			t.Fatal(err)
		}
		return state
	}
	if state := ask(); !state.Ready || state.Connections != 0 || len(state.Rooms) != 0 || state.Shop != chat.DefaultShop || state.Epoch == "" {
		t.Errorf("before anybody came %+v", state)
	}
	tab := s.tab(t)
	other := s.again(t, tab)
	tab.Say("1", "a secret question")
	<-begun
	state := ask()
	if state.Connections != 2 || len(state.Rooms) != 1 {
		t.Fatalf("while it is answered %+v", state)
	}
	if r := state.Rooms[0]; r.Conversation != tab.Welcome.Conversation || r.Tabs != 2 || !r.Replying || r.Top != 1 || r.Answered != 0 || r.Lease.Holder != state.Name {
		t.Errorf("while it is answered %+v", r)
	}
	close(goOn)
	tab.AwaitReply(1)
	other.Close()
	if r := ask().Rooms[0]; r.Top != 2 || r.Answered != 1 || r.Told != 2 {
		t.Errorf("afterwards %+v", r)
	}
	if err := s.Shutdown(t.Context()); err != nil {
		t.Error(err)
	}
	if state := ask(); state.Ready || state.Connections != 0 {
		t.Errorf("after Shutdown %+v", state)
	}
	broken := open(t, func(c *chat.Config) {
		c.Store = chattest.Wrap(c.Store, func(ctx context.Context, op chattest.Op, call func(context.Context) error) error {
			if op.Method == "Epoch" {
				return chat.ErrBusy
			}
			return call(ctx)
		})
	})
	answer := httptest.NewRecorder()
	broken.ServeState(answer, httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/debug/state", nil))
	if answer.Code != http.StatusServiceUnavailable {
		t.Errorf("where the store cannot be read: %d %s", answer.Code, answer.Body)
	}
}

// Every id and every token comes from the machine's random source, which a test
// can make predictable.
func TestRandomSource(t *testing.T) {
	first := func() (token, conversation string) {
		s := open(t, func(c *chat.Config) { c.Now = func() time.Time { return time.Unix(1_700_000_000, 0) } })
		tab := s.tab(t)
		return tab.Hello.Token, tab.Welcome.Conversation
	}
	cryptotest.SetGlobalRandom(t, 7)
	token, conversation := first()
	cryptotest.SetGlobalRandom(t, 7)
	if again, talk := first(); again != token || talk != conversation || token == "" {
		t.Errorf("tokens %q and %q, conversations %q and %q", token, again, conversation, talk)
	}
	if other, _ := first(); other == token {
		t.Error("two tokens are the same")
	}
}
