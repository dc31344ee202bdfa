package chat_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/aisle-chat/aisle/chat"
	"github.com/aisle-chat/aisle/chat/chattest"
)

// past is what GET conversations tells the shopper with the token.
func past(t *testing.T, s *shop, token string) []chat.PastConversation {
	t.Helper()
	req, _ := http.NewRequestWithContext(t.Context(), http.MethodGet, mount+"conversations", nil)
	req.Header.Set("Authorization", "Bearer "+token)
	res, body := ask(t, s.client, req)
	var answer chat.ConversationsAnswer
	if err := json.Unmarshal([]byte(body), &answer); err != nil || res.StatusCode != http.StatusOK {
		t.Fatal(res.Status, body, err)
	}
	return answer.Conversations
}

// A shopper begins anew, finds what was said before, and goes back to it.
func TestPastConversations(t *testing.T) {
	var moment atomic.Int64 // no two things happen at the same time
	s := support(t, func(c *chat.Config) {
		c.Now = func() time.Time { return time.UnixMilli(1_800_000_000_000 + moment.Add(1)) }
	})
	token := session(t, s, "", "")
	if list := past(t, s, token); len(list) != 0 {
		t.Errorf("before anything was said there are %+v", list)
	}
	tab := chattest.Dial(t, s.client, mount, chat.Hello{Token: token})
	tab.AwaitReply(tab.Say("m1", "  a tent\nfor two, "+strings.Repeat("light ", 30)))
	first := tab.Welcome.Conversation

	anew := chattest.Dial(t, s.client, mount, chat.Hello{Token: token, Fresh: "k1"})
	second := anew.Welcome.Conversation
	if second == first || anew.Welcome.Top != 0 || anew.Welcome.Owner != chat.OwnedByAssistant {
		t.Fatalf("a new conversation is %+v", anew.Welcome)
	}
	if list := past(t, s, token); len(list) != 1 {
		t.Errorf("one that nothing was said in is listed: %+v", list)
	}
	again := chattest.Dial(t, s.client, mount, chat.Hello{Token: token, Fresh: "k1", Conversation: second, Epoch: anew.Welcome.Epoch})
	if w := again.Welcome; w.Conversation != second || w.Resync {
		t.Errorf("with the same key it is %+v", w)
	}
	again.AwaitReply(again.Say("m1", "and a stove"))
	if w := chattest.Dial(t, s.client, mount, chat.Hello{Token: token}).Welcome; w.Conversation != second || w.Top == 0 {
		t.Errorf("the newest is %+v, want %s", w, second)
	}
	if w := chattest.Dial(t, s.client, mount, chat.Hello{Token: token, Conversation: first}).Welcome; w.Conversation != first {
		t.Errorf("asked for the first, got %+v", w)
	}
	list := past(t, s, token)
	if len(list) != 2 || list[0].ID != second || list[0].Title != "and a stove" || list[0].Messages != 2 || list[1].ID != first {
		t.Fatalf("%+v", list)
	}
	if title := list[1].Title; !strings.HasPrefix(title, "a tent for two, light ") || len([]rune(title)) > 80 || !strings.HasSuffix(title, "…") {
		t.Errorf("a long beginning is %q", title)
	}
}

// Nobody sees what somebody else has said, whatever they ask for.
func TestPastConversationsAreTheShoppersOwn(t *testing.T) {
	s := support(t, nil)
	ada, guest := session(t, s, "ada", ""), session(t, s, "", "")
	tab := chattest.Dial(t, s.client, mount, chat.Hello{Token: ada, Fresh: "k"})
	tab.AwaitReply(tab.Say("m1", "a secret"))
	hers := tab.Welcome.Conversation
	if list := past(t, s, session(t, s, "ada", "")); len(list) != 1 || list[0].ID != hers {
		t.Errorf("on her other device there are %+v", list)
	}
	if list := past(t, s, guest); len(list) != 0 {
		t.Errorf("a guest sees %+v", list)
	}
	for _, hello := range []chat.Hello{{Token: guest, Conversation: hers}, {Token: guest, Fresh: "k"}, {Token: guest, Conversation: hers, Fresh: "k"}} {
		if w := chattest.Dial(t, s.client, mount, hello).Welcome; w.Conversation == hers || w.Top != 0 {
			t.Errorf("%+v brings a guest to %+v", hello, w)
		}
	}
	req, _ := http.NewRequestWithContext(t.Context(), http.MethodGet, mount+"conversations", nil)
	if res, body := ask(t, s.client, req); res.StatusCode != http.StatusUnauthorized || !strings.Contains(body, "unauthorized") {
		t.Errorf("without a token: %s %s", res.Status, body)
	}
}
