package chat_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/chat"
	"github.com/aisle-chat/aisle/chat/chattest"
)

// countedBook is a book that knows how often an order was asked of it.
type countedBook struct {
	book
	asked *atomic.Int64
}

func (b countedBook) Order(ctx context.Context, number string) (cart.Order, error) {
	b.asked.Add(1)
	return b.book.Order(ctx, number)
}

// TestPromise_S16_Enumeration tries ten thousand numbers of orders, from one address,
// in as many sessions as it takes: none is found, and the shop's own system is asked
// ten times.
func TestPromise_S16_Enumeration(t *testing.T) {
	const numbers, perSession = 10_000, 100
	var asked atomic.Int64
	s := open(t, func(c *chat.Config) {
		c.Orders, c.OrderPage, c.Limits.Arrivals = countedBook{asked: &asked}, "/orders/", []chat.Rate{}
	})
	from := func(req *http.Request) *httptest.ResponseRecorder {
		req.RemoteAddr = "203.0.113.7:4711"
		w := httptest.NewRecorder()
		s.ServeHTTP(w, req)
		return w
	}
	found, refused := 0, 0
	token := ""
	for n := range numbers {
		if n%perSession == 0 {
			token = chattest.Session(t, s.client, mount).Token
		}
		req := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "http://shop.test/aisle/orders",
			strings.NewReader(fmt.Sprintf(`{"number":"LH-%d","email":"ada@mail.example"}`, n+2))) // not LH-1, which is hers
		req.Header.Set("Authorization", "Bearer "+token)
		switch w := from(req); {
		case w.Code == http.StatusOK:
			found++
		case w.Code == http.StatusTooManyRequests:
			refused++
		case w.Code != http.StatusNotFound:
			t.Fatalf("number %d: %d %s", n, w.Code, w.Body)
		}
	}
	if found > 0 || asked.Load() > 10 || refused < numbers-10 {
		t.Errorf("%d of %d numbers found, the orders asked %d times, %d refused", found, numbers, asked.Load(), refused)
	}
	t.Logf("figures: numbers=%d found=%d asked=%d", numbers, found, asked.Load())
}

// errorID is what tells one refusal from the next, and nothing else.
var errorID = regexp.MustCompile(`"id":"[0-9a-f]{8}"`)

// TestPromise_S16_OneAnswer looks up what is not there and what is somebody else's: the
// answers are the same to the byte, but for the id of the log's line, over HTTP and in the talk, and an order that was not
// proven is none.
func TestPromise_S16_OneAnswer(t *testing.T) {
	s := support(t, func(c *chat.Config) { c.Limits.LookUps, c.Limits.Messages = &chat.LookUpLimits{}, []chat.Rate{} })
	token := session(t, s, "", "")
	answer := func(body string) string {
		req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, mount+"orders", strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Authorization", "Bearer "+token)
		res, text := ask(t, s.client, req)
		res.Header.Del("Date")
		return fmt.Sprint(res.StatusCode, res.Header, errorID.ReplaceAllString(text, ""))
	}
	tab := chattest.Dial(t, s.client, mount, chat.Hello{Token: token})
	told := func(id, number, email string) string {
		form := replySeq(tab, tab.Say("ask"+id, "where is my order?"))
		tab.Send(chat.Send{ID: "form" + id, Form: &chat.Filled{Seq: form, Values: map[string]string{"number": number, "email": email}}})
		return said(*tab.AwaitEvent(func(e chat.Event) bool {
			return e.Message != nil && e.Message.Author == assistant.AuthorAssistant && e.Seq > form
		}).Message)
	}
	var first, firstTold string
	for i, miss := range [][2]string{
		{"LH-9", "ben@mail.example"},     // there is none
		{"LH-2", "ada@mail.example"},     // Ben's, with an address that the shop knows
		{"LH-2", "x@mail.example"},       // and with one that it does not
		{"LH-1", "ben@mail.example"},     // the other way round
		{"' OR 1=1", "ben@mail.example"}, // no number at all
	} {
		got, spoken := answer(fmt.Sprintf(`{"number":%q,"email":%q}`, miss[0], miss[1])), told(fmt.Sprint(i), miss[0], miss[1])
		if i == 0 {
			first, firstTold = got, spoken
		}
		if got != first || !strings.HasPrefix(got, "404") || strings.Contains(got, "Hidden Lane") {
			t.Errorf("%v: %s, want %s", miss, got, first)
		}
		if spoken != firstTold || !strings.HasPrefix(spoken, "no:") {
			t.Errorf("%v: the talk says %q, want %q", miss, spoken, firstTold)
		}
	}
	if got := told("which", "LH-2", "ben@mail.example"); got != "found LH-2 " {
		t.Errorf("the right address: %q", got)
	}
}
