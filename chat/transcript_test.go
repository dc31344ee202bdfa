package chat_test

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/catalog"
	"github.com/aisle-chat/aisle/chat"
	"github.com/aisle-chat/aisle/chat/chattest"
	"github.com/aisle-chat/aisle/internal/smtptest"
)

// withMail is a shop that sends mail and knows its customers' addresses. One that is
// called "mute" has none.
func withMail(t *testing.T, mailer chat.Mailer, more ...func(*chat.Config)) *shop {
	t.Helper()
	return open(t, func(c *chat.Config) {
		for _, change := range more {
			change(c)
		}
		c.Mailer, c.Name = mailer, "Larkhollow"
		c.Shopper = func(r *http.Request) (chat.Shopper, error) {
			shopper, err := signedIn(r)
			if shopper.Customer != nil && shopper.Customer.ID != "mute" {
				shopper.Customer.Email = shopper.Customer.ID + "@mail.example"
			}
			return shopper, err
		}
	})
}

// mailed asks for a transcript, and returns what is answered.
func mailed(t *testing.T, s *shop, token, body string) (status int, answer string) {
	t.Helper()
	req, _ := http.NewRequestWithContext(t.Context(), http.MethodPost, mount+"transcript", strings.NewReader(body))
	req.Header.Set("Authorization", "Bearer "+token)
	res, text := ask(t, s.client, req)
	return res.StatusCode, text
}

func wants(conversation string) string {
	body, _ := json.Marshal(chat.TranscriptRequest{Conversation: conversation})
	return string(body)
}

// A customer is sent what was said, as it stands now, to the address that the shop
// knows, over a real mail server.
func TestTranscriptByMail(t *testing.T) {
	server, mailer := mailServer(t, smtptest.Options{})
	s := withMail(t, mailer)
	token := session(t, s, "ada", "")
	tab := chattest.Dial(t, s.client, mount, chat.Hello{Token: token})
	if !tab.Welcome.Mails {
		t.Error("the customer is not told that it can be sent")
	}
	id := tab.Welcome.Conversation
	tab.AwaitReply(tab.Say("m1", "a tent\nfor two"))
	mara := chat.Person{ID: "1", Name: "Mara", Title: "Fitting advice"}
	must(s.TakeOver(t.Context(), id, mara))
	hasty := must(s.Post(t.Context(), id, chat.Post{ClientID: "p1", Person: mara, Text: "We have nun."}))
	gone := must(s.Post(t.Context(), id, chat.Post{ClientID: "p2", Person: mara, Text: "And no stoves."}))
	must(s.Edit(t.Context(), id, "e1", mara, hasty.Seq, "We have none."))
	must(s.Edit(t.Context(), id, "e2", mara, gone.Seq, ""))

	status, answer := mailed(t, s, token, wants(id))
	if status != http.StatusOK || answer != `{"email":"ada@mail.example"}` {
		t.Fatal(status, answer)
	}
	mail := server.Next(t)
	if mail.To != "ada@mail.example" || mail.Subject != "Your conversation with Larkhollow" {
		t.Errorf("to %q: %q", mail.To, mail.Subject)
	}
	at := 0
	for _, want := range []string{"Replies to this e-mail are not read", "You, 20", "UTC\na tent\nfor two\n", "Assistant, 20", "You said: a tent\nfor two\n", "Mara joined the conversation, 20", "Mara, Fitting advice, 20", "We have none.\n"} {
		i := strings.Index(mail.Text[at:], want)
		if i < 0 {
			t.Fatalf("the mail lacks %q, or has it too early:\n%s", want, mail.Text)
		}
		at += i
	}
	if strings.Contains(mail.Text, "nun") || strings.Contains(mail.Text, "stoves") || strings.Contains(mail.Text, "left out") {
		t.Errorf("the mail has what was taken back:\n%s", mail.Text)
	}
	if log := s.log.String(); strings.Contains(log, "mail.example") {
		t.Errorf("the log has the address:\n%s", log)
	}
}

// Nobody is sent what is not theirs, to an address that the shop does not know, or
// over and over.
func TestTranscriptRefused(t *testing.T) {
	mails := &outbox{}
	s := withMail(t, mails)
	talk := func(customer string) (token, id string) {
		token = session(t, s, customer, "")
		tab := chattest.Dial(t, s.client, mount, chat.Hello{Token: token})
		if can := tab.Welcome.Mails; can != (customer == "ada" || customer == "ben") {
			t.Errorf("%q is told %v", customer, can)
		}
		tab.AwaitReply(tab.Say("m1", "hello"))
		return token, tab.Welcome.Conversation
	}
	ada, hers := talk("ada")
	ben, _ := talk("ben")
	guest, guests := talk("")
	mute, mutes := talk("mute")
	for name, c := range map[string]struct {
		token, body string
		status      int
	}{
		"no token":            {"", wants(hers), http.StatusUnauthorized},
		"another's":           {ben, wants(hers), http.StatusNotFound},
		"a guest's own":       {guest, wants(guests), http.StatusForbidden},
		"one without address": {mute, wants(mutes), http.StatusForbidden},
		"nothing":             {ada, "", http.StatusBadRequest},
		"an address as well":  {ada, `{"conversation":"` + hers + `","email":"eve@mail.example"}`, http.StatusBadRequest},
		"too much":            {ada, wants(strings.Repeat("x", 3000)), http.StatusBadRequest},
		"none that there is":  {ada, wants("x"), http.StatusNotFound},
	} {
		if status, answer := mailed(t, s, c.token, c.body); status != c.status {
			t.Errorf("%s: %d %s, want %d", name, status, answer, c.status)
		}
	}
	for range 3 {
		if status, answer := mailed(t, s, ada, wants(hers)); status != http.StatusOK {
			t.Fatal(status, answer)
		}
	}
	if status, answer := mailed(t, s, ada, wants(hers)); status != http.StatusTooManyRequests || !strings.Contains(answer, "Please try again later.") {
		t.Errorf("a fourth time: %d %s", status, answer)
	}
}

// While nothing can be sent, nobody is told that something was.
func TestTranscriptNotNow(t *testing.T) {
	mails := &outbox{ready: errors.New("down")}
	s := withMail(t, mails)
	token := session(t, s, "ben", "")
	tab := chattest.Dial(t, s.client, mount, chat.Hello{Token: token})
	tab.AwaitReply(tab.Say("m1", "hello"))
	status, answer := mailed(t, s, token, wants(tab.Welcome.Conversation))
	if status != http.StatusServiceUnavailable || !strings.Contains(answer, "cannot be sent at the moment") {
		t.Errorf("%d %s", status, answer)
	}
	if len(mails.sent()) != 0 {
		t.Error("a mail was sent")
	}
}

// letterbox is a Mailer whose mails are taken out one by one.
type letterbox chan chat.Mail

func (b letterbox) Send(_ context.Context, m chat.Mail) error {
	if err := m.Check(); err != nil {
		return err
	}
	b <- m
	return nil
}

// What is too long for a mail loses its beginning, and says so.
func TestTranscriptTooLong(t *testing.T) {
	mails := make(letterbox, 1)
	long := strings.Repeat("rain ", 790)
	s := withMail(t, mails)
	token := session(t, s, "ada", "")
	tab := chattest.Dial(t, s.client, mount, chat.Hello{Token: token})
	id := tab.Welcome.Conversation
	tab.AwaitReply(tab.Say("m1", "the very first"))
	must(s.TakeOver(t.Context(), id, mara))
	for range 80 {
		must(s.Post(t.Context(), id, chat.Post{Person: mara, Text: long}))
	}
	must(s.Post(t.Context(), id, chat.Post{ClientID: "last", Person: mara, Text: "the very last"}))
	if status, answer := mailed(t, s, token, wants(id)); status != http.StatusOK {
		t.Fatal(status, answer)
	}
	text := (<-mails).Text
	if len(text) > chat.MaxMailText || !strings.Contains(text, "(The beginning is left out.)") || strings.Contains(text, "the very first") || !strings.Contains(text, "the very last") {
		t.Errorf("%d bytes, from %q to %q", len(text), text[:300], text[len(text)-100:])
	}
}

// What was shown stands there as a list with prices and the addresses that can be
// followed, chips do not, and what was ordered is named.
func TestTranscriptNamesGoods(t *testing.T) {
	mails := make(letterbox, 1)
	store := chat.NewMemory()
	s := withMail(t, mails, func(c *chat.Config) { c.Store = store })
	token := session(t, s, "ada", "")
	tab := chattest.Dial(t, s.client, mount, chat.Hello{Token: token})
	id := tab.Welcome.Conversation
	tab.AwaitReply(tab.Say("m1", "a mug"))
	cards := assistant.ProductsBlock{Text: "Mug, Lamp", Cards: []assistant.Card{
		{ID: "mug", Title: "Mug", URL: "https://shop.example/products/mug", Price: catalog.Money{Amount: 1400, Currency: "USD"}},
		{ID: "lamp", Title: "Lamp", URL: "/products/lamp"},
	}}
	_, _, err := store.Append(t.Context(), chat.DefaultShop, chat.Append{Conversation: id, Events: []chat.Event{
		{Kind: chat.EventMessage, Message: &chat.Message{Author: assistant.AuthorAssistant, Parts: assistant.Parts{
			cards, assistant.Text{Text: "Both are red."}, assistant.ChoicesBlock{Text: "You could say: Cheaper"},
		}}},
		{Kind: chat.EventMessage, Message: &chat.Message{Author: assistant.AuthorPerson, Name: "Mara", Text: "I would take this one.", Parts: assistant.Parts{cards}}},
		{Kind: chat.EventOrdered, Ordered: &chat.Ordered{Number: "LH-1042", Total: catalog.Money{Amount: 1400, Currency: "USD"}, URL: "https://shop.example/orders/LH-1042"}},
	}, Now: time.Date(2026, 11, 26, 10, 0, 0, 0, time.UTC)})
	if err != nil {
		t.Fatal(err)
	}
	if status, answer := mailed(t, s, token, wants(id)); status != http.StatusOK {
		t.Fatal(status, answer)
	}
	text := (<-mails).Text
	const list = "- Mug, $14.00\n  https://shop.example/products/mug\n- Lamp\n"
	for _, want := range []string{list + "\nBoth are red.\n", "I would take this one.\n\n" + list, "Order LH-1042 placed, $14.00, 20", "\nhttps://shop.example/orders/LH-1042\n"} {
		if !strings.Contains(text, want) {
			t.Errorf("the mail lacks %q:\n%s", want, text)
		}
	}
	if strings.Contains(text, "You could say") || strings.Contains(text, "/products/lamp") {
		t.Errorf("the mail has chips, or a link that leads nowhere:\n%s", text)
	}
}
