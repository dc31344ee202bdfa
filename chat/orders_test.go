package chat_test

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/chat"
	"github.com/aisle-chat/aisle/chat/chattest"
)

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

// Who runs the shop learns that its carts lack a promotion; shoppers learn of none.
func TestPromotionsThatTheCartsLack(t *testing.T) {
	beds, barn := cart.Promotion{ID: "beds", Title: "20% off", Percent: 20}, cart.Promotion{ID: "barn", Title: "$15 off", Code: "BARN15", Amount: "15"}
	for name, c := range map[string]struct{ known, told []cart.Promotion }{
		"all":  {[]cart.Promotion{beds, barn}, []cart.Promotion{beds, barn}},
		"one":  {[]cart.Promotion{beds}, []cart.Promotion{beds}},
		"none": {nil, nil},
	} {
		var log strings.Builder
		s := support(t, func(config *chat.Config) {
			carts, err := cart.New(cart.Config{Store: cart.NewMemory(), Catalog: config.Catalog, Promotions: c.known})
			if err != nil {
				t.Fatal(err)
			}
			config.Carts, config.Promotions = carts, []cart.Promotion{beds, barn}
			config.Logger = slog.New(slog.NewTextHandler(&log, nil))
			config.Assistant = assistant.Func(func(_ context.Context, turn assistant.Turn, w assistant.Writer) (assistant.Outcome, error) {
				return assistant.Outcome{}, w.Write(assistant.Text{Text: fmt.Sprint(turn.Shop.Terms().Promotions)})
			})
		})
		warned := strings.Contains(log.String(), "the carts do not know some promotions")
		if warned != (len(c.known) < 2) || warned && !strings.Contains(log.String(), "barn") {
			t.Errorf("%s: the log says %q", name, log.String())
		}
		tab := chattest.Dial(t, s.client, mount, chat.Hello{})
		if got, want := said(tab.AwaitReply(tab.Say("m1", "any codes?"))), fmt.Sprint(c.told); got != want {
			t.Errorf("%s: the assistant may tell of %s, want %s", name, got, want)
		}
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
