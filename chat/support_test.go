package chat_test

import (
	"context"
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/chat"
	"github.com/aisle-chat/aisle/chat/chattest"
)

// clerk answers with a form, says what came of it, greets by the page, and has
// one article and terms of its own.
type clerk struct{ t testing.TB }

var orderForm = assistant.FormBlock{
	Text: "Which order is it?", Title: "Find your order", Submit: "Look it up", Sent: "Here are my order's number and address.",
	Fields: []assistant.FormField{
		{Name: "number", Label: "Order number", Kind: assistant.FieldText, Required: true, Max: 20},
		{Name: "email", Label: "E-mail", Kind: assistant.FieldEmail, Required: true},
		{Name: "pieces", Label: "Pieces", Kind: assistant.FieldNumber, Max: 3},
		{Name: "why", Label: "Reason", Kind: assistant.FieldChoice, Options: []assistant.FieldOption{{Value: "late", Label: "Late"}}},
		{Name: "lines", Label: "Lines", Kind: assistant.FieldMany, Options: []assistant.FieldOption{{Value: "1"}, {Value: "2"}}},
		{Name: "sure", Label: "Sure", Kind: assistant.FieldCheck},
		{Name: "about", Label: "What is it about?", Kind: assistant.FieldText, Max: 5},
		{Name: "note", Label: "Note", Kind: assistant.FieldText},
	},
	Action: assistant.Action{Do: assistant.DoSubmit, Form: "find_order"},
}

func (c clerk) Respond(ctx context.Context, turn assistant.Turn, w assistant.Writer) (assistant.Outcome, error) {
	if a := turn.Action; a != nil && a.Do == assistant.DoSubmit {
		order, err := turn.Shop.Prove(ctx, a.Values["number"], a.Values["email"])
		if err != nil {
			return assistant.Outcome{}, w.Write(assistant.Text{Text: "no: " + err.Error()})
		}
		return assistant.Outcome{}, w.Write(assistant.Text{Text: "found " + order.Number + " " + a.Values["why"]})
	}
	if turn.Text == "which?" {
		var numbers []string
		list, err := turn.Shop.Orders(ctx)
		for _, o := range list {
			numbers = append(numbers, o.Number)
		}
		w.Write(assistant.Text{Text: "orders: " + strings.Join(numbers, " ")})
		return assistant.Outcome{}, err
	}
	return assistant.Outcome{}, w.Write(orderForm)
}

func (clerk) Greet(_ context.Context, turn assistant.Turn) (assistant.Greeting, error) {
	name := "guest"
	if turn.Customer != nil {
		name = turn.Customer.Name
	}
	return assistant.Greeting{Text: "Hello " + name + " on " + turn.Page.Kind + turn.Page.Order, Chips: []string{"1", "2", "3", "4", "5"}}, nil
}

func (clerk) Article(id string, _ time.Time) (assistant.Article, bool) {
	return assistant.Article{ID: id, Title: "Returns", Sections: []assistant.Section{{Text: "30 days."}}}, id == "returns"
}

func (clerk) Terms() assistant.Terms {
	return assistant.Terms{Policies: &cart.Policies{TimeZone: "Asia/Tokyo", Returns: cart.ReturnPolicy{Window: 30}}}
}

// book has two orders.
type book struct{}

func (book) Order(_ context.Context, number string) (cart.Order, error) {
	for _, o := range []cart.Order{
		{Number: "LH-1", Email: "ada@mail.example", CustomerID: "ada", CartID: "ada's", Total: usd(12900), Lines: []cart.OrderLine{{ID: "1", ProductID: "mug", Quantity: 2, Total: usd(2500)}}},
		{Number: "LH-2", Email: "ben@mail.example", Address: cart.Address{Name: "Ben", Line1: "2 Hidden Lane"}},
	} {
		if cart.SameNumber(o.Number, number) {
			return o, nil
		}
	}
	return cart.Order{}, cart.ErrNoOrder
}

func (b book) OrdersOf(ctx context.Context, customer string, _ int) ([]cart.Order, error) {
	if customer != "ada" {
		return nil, nil
	}
	o, err := b.Order(ctx, "LH-1")
	return []cart.Order{o}, err
}

func (book) File(_ context.Context, _ string, r cart.Request) (cart.Request, error) { return r, nil }

// signedIn says who a request comes from by a header that a test sets.
func signedIn(r *http.Request) (chat.Shopper, error) {
	if name := r.Header.Get("X-Customer"); name != "" {
		return chat.Shopper{CartID: name + "'s", Customer: &assistant.Customer{ID: name, Name: strings.ToUpper(name)}}, nil
	}
	return chat.Shopper{}, nil
}

func support(t *testing.T, change func(*chat.Config)) *shop {
	return open(t, func(c *chat.Config) {
		c.Assistant, c.Orders, c.OrderPage, c.Shopper = clerk{t}, book{}, "/orders/", signedIn
		if change != nil {
			change(c)
		}
	})
}

func said(m chat.Message) string { return m.Parts.Fallback() }

func TestForms(t *testing.T) {
	s := support(t, nil)
	tab := chattest.Dial(t, s.client, mount, chat.Hello{})
	form := replySeq(tab, tab.Say("m1", "where is my order?"))
	// fill sends a form and returns what is answered to the command itself.
	fill := func(id string, seq int64, values map[string]string) chat.Frame {
		tab.Send(chat.Send{ID: id, Text: "whatever", Form: &chat.Filled{Seq: seq, Values: values}})
		for {
			switch f := tab.Next().(type) {
			case chat.Ack:
				if f.ID == id {
					return f
				}
			case chat.Failure:
				if f.ID == id {
					return f
				}
			}
		}
	}
	good := map[string]string{"number": " LH-2 ", "email": "ben@mail.example", "pieces": "2", "why": "late", "lines": "1,2", "sure": "yes"}
	with := func(name, value string) map[string]string {
		values := map[string]string{name: value}
		for k, v := range good {
			if k != name {
				values[k] = v
			}
		}
		return values
	}
	if f, ok := fill("asked", form, with("about", "parcels")).(chat.Failure); !ok || f.Message != "This takes at most 5 characters; this has 7." {
		t.Errorf("a question for a label: %+v", f)
	}
	for i, c := range []struct {
		values map[string]string
		seq    int64
		code   chat.ErrorCode
		field  string
	}{
		{with("number", " "), form, chat.ErrorCode(cart.CodeBadField), "number"},
		{with("number", strings.Repeat("9", 21)), form, chat.ErrorCode(cart.CodeBadField), "number"},
		{with("email", "ben"), form, chat.ErrorCode(cart.CodeBadField), "email"},
		{with("email", "Ben <ben@mail.example>"), form, chat.ErrorCode(cart.CodeBadField), "email"},
		{with("pieces", "4"), form, chat.ErrorCode(cart.CodeBadField), "pieces"},
		{with("pieces", "1e0"), form, chat.ErrorCode(cart.CodeBadField), "pieces"},
		{with("why", "other"), form, chat.ErrorCode(cart.CodeBadField), "why"},
		{with("lines", "1,3"), form, chat.ErrorCode(cart.CodeBadField), "lines"},
		{with("sure", "true"), form, chat.ErrorCode(cart.CodeBadField), "sure"},
		{with("more", "1"), form, chat.CodeBadRequest, ""},
		{good, form - 1, chat.CodeNotFound, ""},
		{good, form + 9, chat.CodeNotFound, ""},
		{good, 0, chat.CodeNotFound, ""},
	} {
		f, ok := fill("bad"+string(rune('a'+i)), c.seq, c.values).(chat.Failure)
		if !ok || f.Code != c.code || f.Field != c.field {
			t.Errorf("%v at %d: %+v", c.values, c.seq, f)
		}
	}
	ack, ok := fill("good", form, good).(chat.Ack)
	if !ok || ack.Seq == 0 {
		t.Fatalf("%+v", ack)
	}
	events, err := s.Events(t.Context(), tab.Welcome.Conversation, ack.Seq-1, 1)
	if err != nil || len(events) != 1 {
		t.Fatal(events, err)
	}
	if m := events[0].Message; m.Text != orderForm.Sent || m.Form == nil || m.Form.Values["number"] != "LH-2" {
		t.Errorf("stored %+v", m)
	}
	if got := said(tab.AwaitReply(ack.Seq)); got != "found LH-2 late" {
		t.Errorf("answered %q", got)
	}
	if again, ok := fill("good", form, good).(chat.Ack); !ok || again != ack {
		t.Errorf("the same form again: %+v", again)
	}
	if f, ok := fill("twice", form, good).(chat.Failure); !ok || f.Code != chat.CodeNotFound {
		t.Errorf("an answered form: %+v", f)
	}
	if got := said(tab.AwaitReply(tab.Say("m2", "which?"))); got != "orders: LH-2" {
		t.Errorf("what was proven is forgotten: %q", got)
	}
}

// replySeq waits for the answer to a message and returns its seq.
func replySeq(tab *chattest.Tab, seq int64) int64 {
	return tab.AwaitEvent(func(e chat.Event) bool { return e.Message != nil && e.Message.Answers == seq }).Seq
}

func TestGreeting(t *testing.T) {
	s := support(t, nil)
	tab := chattest.Dial(t, s.client, mount, chat.Hello{Page: assistant.Page{URL: "/", Kind: assistant.PageHome}})
	g := tab.Welcome.Greeting
	if g == nil || g.Text != "Hello guest on home" || len(g.Chips) != assistant.MaxChoices {
		t.Fatalf("%+v", g)
	}
	tab.Send(chat.Visit{Page: assistant.Page{URL: "/orders/LH-1", Kind: assistant.PageOrder, Order: "LH-1"}})
	if f := chattest.Await[chat.Greeted](tab); f.Greeting.Text != "Hello guest on orderLH-1" {
		t.Errorf("%+v", f)
	}
	tab.AwaitReply(tab.Say("m1", "hello"))
	tab.Send(chat.Visit{Page: assistant.Page{URL: "/cart", Kind: assistant.PageCart}})
	tab.AwaitReply(tab.Say("m2", "hello"))
	again := chattest.Dial(t, s.client, mount, chat.Hello{Token: tab.Hello.Token})
	if again.Welcome.Greeting != nil {
		t.Error("a conversation that has begun is greeted")
	}
	if again.Welcome.Zone != "Asia/Tokyo" {
		t.Errorf("the shop's days are in %q", again.Welcome.Zone)
	}
	if !again.Welcome.Orders || again.Welcome.SignedIn || !again.Welcome.Codes && implementsCodes(s) {
		t.Errorf("%+v", again.Welcome)
	}
}

func implementsCodes(s *shop) bool { _, ok := s.config.Carts.(cart.Coder); return ok }

// session asks for a session as a page of the shop does, with the cookies (here
// a header) of somebody who is signed in, and the token that the browser has.
func session(t *testing.T, s *shop, customer, token string) string {
	t.Helper()
	req, _ := http.NewRequestWithContext(t.Context(), http.MethodPost, mount+"session", nil)
	req.Header.Set("Origin", "http://shop.test")
	if customer != "" {
		req.Header.Set("X-Customer", customer)
	}
	if token != "" {
		req.Header.Set("Authorization", "Bearer "+token)
	}
	res, body := ask(t, s.client, req)
	var answer chat.SessionAnswer
	if err := json.Unmarshal([]byte(body), &answer); err != nil || res.StatusCode != http.StatusOK {
		t.Fatal(res.Status, body, err)
	}
	return answer.Token
}

// What a guest has said and proven is the customer's once they sign in, and
// nobody else's ever.
func TestSigningInTakesTheTalkAlong(t *testing.T) {
	s := support(t, nil)
	guest := session(t, s, "", "")
	tab := chattest.Dial(t, s.client, mount, chat.Hello{Token: guest})
	tab.AwaitReply(tab.Say("m1", "hello"))
	talk := tab.Welcome.Conversation

	ada := session(t, s, "ada", guest)
	if ada == guest {
		t.Fatal("the token is not a new one")
	}
	if code := tab.Ended(); code != chat.CloseSession {
		t.Errorf("the guest's tab was ended with %d", code)
	}
	if again := session(t, s, "ada", ada); again != ada {
		t.Error("a token that is good was replaced")
	}
	her := chattest.Dial(t, s.client, mount, chat.Hello{Token: ada, Conversation: talk})
	if w := her.Welcome; w.Conversation != talk || w.Cart.ID != "ada's" || w.Customer != "ADA" || !w.SignedIn {
		t.Errorf("%+v", w)
	}
	if got := said(her.AwaitReply(her.Say("m2", "which?"))); got != "orders: LH-1" {
		t.Errorf("her orders: %q", got)
	}
	conv, err := s.Conversation(t.Context(), talk)
	if err != nil || conv.Customer == nil || conv.Customer.ID != "ada" || conv.CartID != "ada's" {
		t.Errorf("%+v, %v", conv, err)
	}
	phone := chattest.Dial(t, s.client, mount, chat.Hello{Token: session(t, s, "ada", "")})
	if phone.Welcome.Conversation != talk {
		t.Error("the customer's other device shows another talk")
	}

	for name, token := range map[string]string{
		"a new guest": session(t, s, "", ""), "another customer": session(t, s, "ben", ""),
		"a guest after logging out": session(t, s, "", ada), "another customer after her": session(t, s, "ben", session(t, s, "ada", "")),
	} {
		other := chattest.Dial(t, s.client, mount, chat.Hello{Token: token, Conversation: talk})
		if other.Welcome.Conversation == talk || other.Welcome.Top != 0 {
			t.Errorf("%s sees her talk", name)
		}
	}
	dead := chattest.Open(t, s.client, mount)
	dead.Send(chat.Hello{V: chat.ProtocolVersion, Token: guest, Conversation: talk})
	if code := dead.Ended(); code != chat.CloseSession {
		t.Errorf("the guest's old token: %d", code)
	}
}
