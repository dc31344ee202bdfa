package chat_test

import (
	"encoding/json"
	"errors"
	"net/http"
	"strings"
	"testing"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/chat"
	"github.com/aisle-chat/aisle/chat/chattest"
)

// erased asks for a conversation to be deleted, and returns what is answered.
func erased(t *testing.T, s *shop, token, body string) (status int, answer string) {
	t.Helper()
	req, _ := http.NewRequestWithContext(t.Context(), http.MethodPost, mount+"erase", strings.NewReader(body))
	req.Header.Set("Authorization", "Bearer "+token)
	res, text := ask(t, s.client, req)
	return res.StatusCode, text
}

func erasing(conversation string) string {
	body, _ := json.Marshal(chat.EraseRequest{Conversation: conversation})
	return string(body)
}

// A shopper deletes what they have said: every tab is told, one that comes back later
// has nothing of it, and nobody else's is touched.
func TestErase(t *testing.T) {
	s := open(t, nil)
	token := session(t, s, "", "")
	tab, second := chattest.Dial(t, s.client, mount, chat.Hello{Token: token}), chattest.Dial(t, s.client, mount, chat.Hello{Token: token, Tab: "second"})
	id := tab.Welcome.Conversation
	tab.AwaitReply(tab.Say("m1", "my secret"))

	stranger := session(t, s, "", "")
	other := chattest.Dial(t, s.client, mount, chat.Hello{Token: stranger})
	other.AwaitReply(other.Say("o1", "their secret"))

	if status, answer := erased(t, s, stranger, erasing(id)); status != http.StatusNotFound {
		t.Errorf("a stranger: %d %s", status, answer)
	}
	if status, answer := erased(t, s, token, erasing(id)); status != http.StatusOK || answer != `{"conversations":1}` {
		t.Fatal(status, answer)
	}
	for _, tab := range []*chattest.Tab{tab, second} {
		gone := tab.AwaitEvent(func(e chat.Event) bool { return e.Kind == chat.EventErased })
		if gone.Erased.By != assistant.AuthorShopper {
			t.Errorf("told of %+v", gone)
		}
	}
	back := chattest.Dial(t, s.client, mount, chat.Hello{Token: token, Conversation: id, Epoch: tab.Welcome.Epoch, After: 1, Tab: "third"})
	if !back.Welcome.Resync {
		t.Errorf("who comes back is not told to forget: %+v", back.Welcome)
	}
	conv := must(s.Conversation(t.Context(), id))
	events := must(s.Events(t.Context(), id, 0, 100))
	if conv.Messages != 0 || conv.Preview != "" || len(events) != 1 || events[0].Kind != chat.EventErased {
		t.Errorf("left is %+v of %+v", events, conv)
	}
	if conv := must(s.Conversation(t.Context(), other.Welcome.Conversation)); conv.Messages != 2 {
		t.Errorf("the stranger's is %+v", conv)
	}
	// The talk can go on, with nothing that was said before.
	tab.AwaitReply(tab.Say("m2", "hello again"))
	if conv := must(s.Conversation(t.Context(), id)); conv.Messages != 2 || conv.Closed {
		t.Errorf("goes on as %+v", conv)
	}
}

// A shopper deletes all that is theirs at once, and a shop does for a customer.
func TestEraseAll(t *testing.T) {
	s := open(t, func(c *chat.Config) { c.Shopper = func(r *http.Request) (chat.Shopper, error) { return signedIn(r) } })
	talk := func(token string, n int) (ids []string) {
		for i := range n {
			tab := chattest.Dial(t, s.client, mount, chat.Hello{Token: token, Fresh: string(rune('a' + i)), Tab: string(rune('a' + i))})
			tab.AwaitReply(tab.Say("m", "my secret"))
			ids = append(ids, tab.Welcome.Conversation)
		}
		return ids
	}
	ada, bob := session(t, s, "ada", ""), session(t, s, "bob", "")
	adas, bobs := talk(ada, 3), talk(bob, 2)
	if status, answer := erased(t, s, ada, `{}`); status != http.StatusOK || answer != `{"conversations":3}` {
		t.Fatal(status, answer)
	}
	for _, id := range adas {
		if conv := must(s.Conversation(t.Context(), id)); conv.Messages != 0 {
			t.Errorf("Ada's is %+v", conv)
		}
	}
	for _, id := range bobs {
		if conv := must(s.Conversation(t.Context(), id)); conv.Messages != 2 {
			t.Errorf("Bob's is %+v", conv)
		}
	}
	if n, err := s.EraseCustomer(t.Context(), "bob"); n != 2 || err != nil {
		t.Errorf("erased %d, %v", n, err)
	}
	if events := must(s.Events(t.Context(), bobs[0], 0, 10)); len(events) != 1 || events[0].Erased.By != assistant.AuthorPerson {
		t.Errorf("left is %+v", events)
	}
	if n, err := s.EraseCustomer(t.Context(), "bob"); n != 0 || err != nil {
		t.Errorf("erased %d again, %v", n, err)
	}
	if _, err := s.EraseCustomer(t.Context(), ""); err == nil {
		t.Error("everybody's was erased")
	}
	if err := s.Erase(t.Context(), "nobody's"); !errors.Is(err, chat.ErrNotFound) {
		t.Error(err)
	}
}

// Bad requests are refused, and nothing is deleted.
func TestEraseRefuses(t *testing.T) {
	s := open(t, nil)
	token := session(t, s, "", "")
	tab := chattest.Dial(t, s.client, mount, chat.Hello{Token: token})
	tab.AwaitReply(tab.Say("m1", "stays"))
	for _, c := range []struct {
		token, body string
		want        int
	}{
		{"", erasing(tab.Welcome.Conversation), http.StatusUnauthorized},
		{"nobody's", erasing(tab.Welcome.Conversation), http.StatusUnauthorized},
		{token, "", http.StatusBadRequest},
		{token, `{"conversation":""`, http.StatusBadRequest},
		{token, `{"all":true}`, http.StatusBadRequest},
		{token, `{"conversation":"` + strings.Repeat("x", 3000) + `"}`, http.StatusBadRequest},
		{token, erasing("no-such"), http.StatusNotFound},
	} {
		if status, answer := erased(t, s, c.token, c.body); status != c.want {
			t.Errorf("%.60s: %d %s, want %d", c.body, status, answer, c.want)
		}
	}
	if conv := must(s.Conversation(t.Context(), tab.Welcome.Conversation)); conv.Messages != 2 {
		t.Errorf("%+v", conv)
	}
}
