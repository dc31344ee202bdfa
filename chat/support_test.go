package chat_test

import (
	"context"
	"encoding/json"
	"fmt"
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
	return assistant.Terms{Policies: &cart.Policies{Returns: cart.ReturnPolicy{Window: 30}}}
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

func TestOrderPlaced(t *testing.T) {
	s := support(t, nil)
	tab := chattest.Dial(t, s.client, mount, chat.Hello{})
	tab.AwaitReply(tab.Say("m1", "hello"))
	order := cart.Order{Number: "LH-2", CartID: tab.Welcome.Cart.ID, Total: usd(2500), Lines: []cart.OrderLine{{ProductID: "mug", Quantity: 2, Total: usd(2500)}}}
	for range 2 {
		if err := s.OrderPlaced(t.Context(), order); err != nil {
			t.Fatal(err)
		}
	}
	e := tab.AwaitEvent(func(e chat.Event) bool { return e.Kind == chat.EventOrdered })
	if o := e.Ordered; o.Number != "LH-2" || o.URL != "/orders/LH-2" || o.Total != usd(2500) || len(o.Lines) != 1 || o.Lines[0].Product != "mug" {
		t.Errorf("%+v", o)
	}
	if events, err := s.Events(t.Context(), tab.Welcome.Conversation, e.Seq, 10); err != nil || len(events) != 0 {
		t.Errorf("noted again: %v, %v", events, err)
	}
	if got := said(tab.AwaitReply(tab.Say("m2", "which?"))); got != "orders: LH-2" {
		t.Errorf("whoever placed an order must prove it: %q", got)
	}
	other := chattest.Dial(t, s.client, mount, chat.Hello{})
	if got := said(other.AwaitReply(other.Say("m1", "which?"))); got != "orders: " {
		t.Errorf("another shopper sees %q", got)
	}
	if err := s.OrderPlaced(t.Context(), cart.Order{Number: "LH-8", CartID: "nobody's"}); err != nil {
		t.Error("an order without a talk:", err)
	}
}

// Whoever guesses is stopped, by session and by number, and learns nothing.
func TestLookUpsAreBounded(t *testing.T) {
	hour := []chat.Rate{{Every: time.Hour, Burst: 2}}
	try := func(s *shop, tab *chattest.Tab, n int, number, email string) string {
		form := replySeq(tab, tab.Say(fmt.Sprint("ask", n), "where is my order?"))
		tab.Send(chat.Send{ID: fmt.Sprint("form", n), Form: &chat.Filled{Seq: form, Values: map[string]string{"number": number, "email": email}}})
		return said(*tab.AwaitEvent(func(e chat.Event) bool {
			return e.Message != nil && e.Message.Author == assistant.AuthorAssistant && e.Seq > form
		}).Message)
	}
	free := func(c *chat.Config) { c.Limits.Messages = []chat.Rate{} }
	t.Run("session", func(t *testing.T) {
		s := support(t, func(c *chat.Config) { free(c); c.Limits.LookUps = &chat.LookUpLimits{Session: hour} })
		tab := chattest.Dial(t, s.client, mount, chat.Hello{})
		miss, wrong := try(s, tab, 1, "LH-9", "ben@mail.example"), try(s, tab, 2, "LH-2", "x@mail.example")
		if miss != wrong || !strings.Contains(miss, cart.ErrNoOrder.Error()) {
			t.Errorf("an order that is not there: %q; one that is somebody else's: %q", miss, wrong)
		}
		if got := try(s, tab, 3, "LH-2", "ben@mail.example"); !strings.Contains(got, "60 minutes") {
			t.Errorf("the third attempt: %q", got)
		}
		other := chattest.Dial(t, s.client, mount, chat.Hello{})
		if got := try(s, other, 1, "LH-2", "ben@mail.example"); got != "found LH-2 " {
			t.Errorf("another session: %q", got)
		}
	})
	t.Run("number", func(t *testing.T) {
		s := support(t, func(c *chat.Config) { free(c); c.Limits.LookUps = &chat.LookUpLimits{Number: hour} })
		for i, want := range []string{"no:", "no:", "60 minutes"} {
			tab := chattest.Dial(t, s.client, mount, chat.Hello{})
			if got := try(s, tab, 1, " #lh-2"[i:], "x@mail.example"); !strings.Contains(got, want) {
				t.Errorf("attempt %d: %q", i+1, got)
			}
		}
	})
}

func TestCodes(t *testing.T) {
	s := support(t, func(c *chat.Config) {
		carts, err := cart.New(cart.Config{Store: cart.NewMemory(), Catalog: c.Catalog, Promotions: []cart.Promotion{
			{ID: "fall", Title: "10 % off", Code: "FALL10", Percent: 10},
			{ID: "old", Title: "5 % off", Code: "OLD", Percent: 5, Ends: time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)},
		}})
		if err != nil {
			t.Fatal(err)
		}
		c.Carts = carts
	})
	tab := chattest.Dial(t, s.client, mount, chat.Hello{})
	if !tab.Welcome.Codes {
		t.Error("the welcome does not say that the cart takes codes")
	}
	tab.Send(chat.CartAdd{ID: "a1", Item: cart.Item{ProductID: "mug", Quantity: 4}})
	chattest.Await[chat.Ack](tab)
	for range 2 { // a repeat is the same command
		tab.Send(chat.CartCode{ID: "c1", Code: " fall10"})
		chattest.Await[chat.Ack](tab)
	}
	now, err := s.config.Carts.Get(t.Context(), tab.Welcome.Cart.ID)
	if err != nil || len(now.Codes) != 1 || now.Total != usd(4500) {
		t.Errorf("with the code: %+v, %v", now, err)
	}
	for id, c := range map[string]struct {
		code string
		want chat.ErrorCode
	}{
		"c2": {"OLD", chat.ErrorCode(cart.CodePromoOver)}, "c3": {"NONE", chat.ErrorCode(cart.CodePromoUnknown)},
		"c4": {strings.Repeat("X", 61), chat.CodeBadRequest}, "c5": {"", chat.CodeBadRequest},
	} {
		tab.Send(chat.CartCode{ID: id, Code: c.code})
		if f := chattest.Await[chat.Failure](tab); f.ID != id || f.Code != c.want {
			t.Errorf("%q: %+v", c.code, f)
		}
	}
	tab.Send(chat.CartCode{ID: "c6", Code: "FALL10", Remove: true})
	chattest.Await[chat.Ack](tab)
	if now, err = s.config.Carts.Get(t.Context(), tab.Welcome.Cart.ID); err != nil || len(now.Codes) != 0 || now.Total != usd(5000) {
		t.Errorf("without the code: %+v, %v", now, err)
	}
	events, err := s.Events(t.Context(), tab.Welcome.Conversation, 0, 10)
	if err != nil || len(events) != 3 || events[1].Cart.Do != "code" || events[2].Cart.Do != "uncode" {
		t.Errorf("the log has %+v, %v", events, err)
	}
}

// What the orders routes show, and to whom.
func TestOrderRoutes(t *testing.T) {
	s := support(t, nil)
	req := func(method, path, token, body string) (int, string) {
		r, err := http.NewRequestWithContext(t.Context(), method, mount+path, strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		if token != "" {
			r.Header.Set("Authorization", "Bearer "+token)
		}
		res, text := ask(t, s.client, r)
		if res.Header.Get("Cache-Control") != "no-store" {
			t.Errorf("%s %s may be kept: %q", method, path, res.Header.Get("Cache-Control"))
		}
		return res.StatusCode, text
	}
	ada, guest := session(t, s, "ada", ""), session(t, s, "", "")
	lookUp := `{"number":"lh-2","email":"ben@mail.example"}`
	for _, c := range []struct {
		name, method, path, token, body string
		status                          int
		holds                           string
	}{
		{"nobody", "GET", "orders", "", "", 401, "unauthorized"},
		{"a made-up token", "GET", "orders", strings.Repeat("x", 43), "", 401, "unauthorized"},
		{"a customer's", "GET", "orders", ada, "", 200, `"number":"LH-1"`},
		{"a guest's", "GET", "orders", guest, "", 200, `{"orders":[]}`},
		{"her own", "GET", "orders/LH-1", ada, "", 200, `"number":"LH-1"`},
		{"another's", "GET", "orders/LH-2", ada, "", 404, "no_order"},
		{"none", "GET", "orders/LH-9", ada, "", 404, "no_order"},
		{"a guest who guesses", "GET", "orders/LH-2", guest, "", 404, "no_order"},
		{"the wrong address", "POST", "orders", guest, `{"number":"LH-2","email":"x@mail.example"}`, 404, "no_order"},
		{"more than was asked for", "POST", "orders", guest, `{"number":"LH-2","email":"ben@mail.example","admin":true}`, 400, "bad_request"},
		{"too much", "POST", "orders", guest, `{"number":"` + strings.Repeat("9", 3000) + `"}`, 400, "bad_request"},
		{"proven", "POST", "orders", guest, lookUp, 200, `"number":"LH-2"`},
		{"seen from then on", "GET", "orders/LH-2", guest, "", 200, `"number":"LH-2"`},
		{"and listed", "GET", "orders", guest, "", 200, `"number":"LH-2"`},
		{"not by others", "GET", "orders/LH-2", ada, "", 404, "no_order"},
	} {
		status, body := req(c.method, c.path, c.token, c.body)
		if status != c.status || !strings.Contains(body, c.holds) {
			t.Errorf("%s: %d %s", c.name, status, body)
		}
		if strings.Contains(body, "Hidden Lane") || strings.Contains(body, "mail.example") {
			t.Errorf("%s: an address is shown: %s", c.name, body)
		}
	}
	for range 5 {
		req("POST", "orders", ada, `{"number":"LH-2","email":"x@mail.example"}`)
	}
	if status, body := req("POST", "orders", ada, lookUp); status != 429 || !strings.Contains(body, "rate_limited") {
		t.Errorf("the sixth attempt: %d %s", status, body)
	}
	other := open(t, nil) // a shop without orders
	r, _ := http.NewRequestWithContext(t.Context(), http.MethodGet, mount+"orders", nil)
	if res, _ := ask(t, other.client, r); res.StatusCode != 404 {
		t.Errorf("a shop without orders: %s", res.Status)
	}
}

func TestArticleRoute(t *testing.T) {
	s := support(t, nil)
	for path, want := range map[string]int{"articles/returns": 200, "articles/nothing": 404, "articles/": 404} {
		req, _ := http.NewRequestWithContext(t.Context(), http.MethodGet, mount+path, nil)
		if res, body := ask(t, s.client, req); res.StatusCode != want || want == 200 && !strings.Contains(body, "30 days.") {
			t.Errorf("%s: %s %s", path, res.Status, body)
		}
	}
}
