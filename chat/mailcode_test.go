package chat_test

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
	"unicode/utf8"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/chat"
	"github.com/aisle-chat/aisle/chat/chattest"
	"github.com/aisle-chat/aisle/chat/smtp"
	"github.com/aisle-chat/aisle/chat/sqlite"
	"github.com/aisle-chat/aisle/internal/smtptest"
)

// porter does what a message says: "mail ADDRESS" and "mail #NUMBER" ask for a code,
// "code CODE" uses one, and anything else lists the orders that may be seen.
func porter(ctx context.Context, turn assistant.Turn, w assistant.Writer) (assistant.Outcome, error) {
	answer := "done"
	verb, rest, _ := strings.Cut(turn.Text, " ")
	var err error
	if verb == "twice" { // as when a turn begins anew after a crash
		turn.Text = rest
		if _, err := porter(ctx, turn, nowhere{}); err != nil {
			return assistant.Outcome{}, err
		}
		return porter(ctx, turn, w)
	}
	switch verb {
	case "mail":
		email, number := rest, ""
		if strings.HasPrefix(rest, "#") {
			email, number = "", rest
		}
		err = turn.Shop.SendCode(ctx, turn.ID, email, number)
	case "code":
		err = turn.Shop.ProveCode(ctx, turn.ID, rest)
	default:
		var orders []cart.Order
		orders, err = turn.Shop.Orders(ctx)
		answer = fmt.Sprint("codes ", turn.Shop.Terms().Codes, ":")
		for _, o := range orders {
			answer += " " + o.Number
		}
	}
	if refusal, ok := errors.AsType[*cart.Error](err); ok {
		answer, err = string(refusal.Code)+": "+refusal.Message, nil
	}
	for _, known := range []error{assistant.ErrWrongCode, assistant.ErrNoCode} {
		if errors.Is(err, known) {
			answer, err = known.Error(), nil
		}
	}
	if err != nil {
		return assistant.Outcome{}, err
	}
	return assistant.Outcome{}, w.Write(assistant.Text{Text: answer})
}

// nowhere is a Writer of what nobody reads.
type nowhere struct{}

func (nowhere) Write(assistant.Part) error { return nil }

var (
	wrongCode = assistant.ErrWrongCode.Error()
	noCode    = assistant.ErrNoCode.Error()
)

// sixDigits finds the code in a mail.
var sixDigits = regexp.MustCompile(`\b\d{6}\b`)

// orderBook has two orders of Ada's and one of Ben's.
func orderBook(t testing.TB) *cart.OrderBook {
	t.Helper()
	orders, err := cart.NewOrderBook(cart.OrderBookConfig{Store: cart.NewOrderMemory(), Catalog: index(t), Prefix: "LH-"})
	if err != nil {
		t.Fatal(err)
	}
	for i, email := range []string{"Ada@Mail.example", "ben@mail.example", "ada@mail.example"} {
		if err := orders.Put(t.Context(), cart.Order{
			Number: fmt.Sprint("LH-", i+1), Email: email, CustomerID: []string{"", "ben", ""}[i], State: cart.OrderPlaced, Currency: "USD",
			Placed: time.Date(2026, 11, 20+i, 9, 0, 0, 0, time.UTC), Lines: []cart.OrderLine{{ID: "1", ProductID: "mug", Quantity: 1}},
		}); err != nil {
			t.Fatal(err)
		}
	}
	return orders
}

// byMail returns a shop that sends codes.
func byMail(t testing.TB, mailer chat.Mailer, change func(*chat.Config)) *shop {
	t.Helper()
	return open(t, func(c *chat.Config) {
		c.Assistant, c.Mailer, c.Name, c.Limits.Messages = assistant.Func(porter), mailer, "Larkhollow", []chat.Rate{}
		c.Orders = orderBook(t)
		if change != nil {
			change(c)
		}
	})
}

// mailServer is a real one, and a mailer that knows it.
func mailServer(t testing.TB, options smtptest.Options) (*smtptest.Server, *smtp.Mailer) {
	t.Helper()
	server := smtptest.Start(t, options)
	mailer, err := smtp.New(smtp.Config{Addr: server.Addr, From: "Larkhollow <orders@shop.example>", TLS: &tls.Config{RootCAs: server.Roots}})
	if err != nil {
		t.Fatal(err)
	}
	return server, mailer
}

// teller is a tab that is told what its shopper's words came to.
type teller struct{ *chattest.Tab }

// told counts what all of them have said.
var told atomic.Int64

func tell(t testing.TB, s *shop, hello chat.Hello) *teller {
	return &teller{chattest.Dial(t, s.client, mount, hello)}
}

func (k *teller) says(text string) string {
	return said(k.AwaitReply(k.Say(fmt.Sprint("said", told.Add(1)), text)))
}

// A guest is sent a code to the address of their orders, enters it, and sees them:
// over a real mail server, once, in the session that asked.
func TestCodeByMail(t *testing.T) {
	server, mailer := mailServer(t, smtptest.Options{})
	s := byMail(t, mailer, nil)
	ada, eve := tell(t, s, chat.Hello{}), tell(t, s, chat.Hello{})
	if got := ada.says("which?"); got != "codes true:" {
		t.Fatalf("at first: %q", got)
	}
	r := s.request(t, "GET", "orders", "")
	r.Header.Set("Authorization", "Bearer "+ada.Hello.Token)
	if _, body := ask(t, s.client, r); !strings.Contains(body, `"codes":true`) {
		t.Errorf("the list of orders does not say that there are codes: %s", body)
	}
	if got := ada.says("code 123456"); got != noCode {
		t.Errorf("a code that nobody has sent: %q", got)
	}
	if got := ada.says("mail  ADA@mail.example "); got != "done" {
		t.Fatalf("asked for a code: %q", got)
	}
	mail := server.Next(t)
	code := sixDigits.FindString(mail.Text)
	if mail.To != "ada@mail.example" || !strings.Contains(mail.Text, "Larkhollow") || !strings.Contains(mail.Text, "10 minutes") ||
		code == "" || !strings.HasPrefix(mail.Subject, code) || !mail.TLS {
		t.Fatalf("the mail: %+v", mail)
	}
	if got := eve.says("code " + code); got != noCode {
		t.Errorf("in another session: %q", got)
	}
	if got := ada.says("code " + other(code)); got != wrongCode {
		t.Errorf("a wrong code: %q", got)
	}
	if got := ada.says("code " + code[:3] + " " + code[3:]); got != "done" {
		t.Errorf("the code: %q", got)
	}
	for _, tab := range []*teller{ada, tell(t, s, chat.Hello{Token: ada.Hello.Token})} {
		if got := tab.says("which?"); got != "codes true: LH-3 LH-1" {
			t.Errorf("from then on: %q", got)
		}
	}
	if got := ada.says("code " + code); got != noCode {
		t.Errorf("a second time: %q", got)
	}
	if got := eve.says("which?"); got != "codes true:" {
		t.Errorf("another session sees %q", got)
	}

	// By number, to an address that the shopper does not name.
	if got := eve.says("mail # lh-2"); got != "done" {
		t.Fatalf("by number: %q", got)
	}
	mail = server.Next(t)
	if mail.To != "ben@mail.example" {
		t.Fatalf("by number it went to %q", mail.To)
	}
	// A new code ends the old one.
	if got := eve.says("mail #LH-2"); got != "done" {
		t.Fatal(got)
	}
	first, second := sixDigits.FindString(mail.Text), sixDigits.FindString(server.Next(t).Text)
	if first != second {
		if got := eve.says("code " + first); got != wrongCode {
			t.Errorf("the code before: %q", got)
		}
	}
	if got := eve.says("code " + second); got != "done" {
		t.Errorf("the new code: %q", got)
	}
	if got := eve.says("which?"); got != "codes true: LH-2" {
		t.Errorf("from then on: %q", got)
	}
	if log := s.log.String(); strings.Contains(log, "mail.example") || strings.Contains(log, code) {
		t.Errorf("the log has what shoppers wrote, or what they were sent:\n%s", log)
	}
}

// other is another code.
func other(code string) string {
	last := code[len(code)-1]
	return code[:len(code)-1] + string('0'+(last-'0'+1)%10)
}

// Nothing tells an address with orders from one without: no words, and no time,
// since the answer does not wait for the orders to be looked up.
func TestCodesAreNoOracle(t *testing.T) {
	server, mailer := mailServer(t, smtptest.Options{})
	release := make(chan struct{})
	open := sync.OnceFunc(func() { close(release) })
	t.Cleanup(open) // also where the test ends early
	s := byMail(t, mailer, func(c *chat.Config) { c.Orders = &slowBook{c.Orders.(*cart.OrderBook), release} })
	answers := map[string][]string{}
	for _, ask := range []string{"mail nobody@mail.example", "mail ada@mail.example", "mail #LH-9", "mail #LH-2"} {
		tab := tell(t, s, chat.Hello{})
		answers[ask] = []string{tab.says(ask)} // while no order can be looked up at all
	}
	open()
	if one, two := server.Next(t).To, server.Next(t).To; one == two {
		t.Errorf("mailed %s twice", one)
	}
	for ask := range answers {
		tab := tell(t, s, chat.Hello{})
		answers[ask] = append(answers[ask], tab.says(ask))
		for range 6 {
			answers[ask] = append(answers[ask], tab.says("code abc"))
		}
	}
	want := []string{"done", "done", wrongCode, wrongCode, wrongCode, wrongCode, wrongCode, noCode}
	for ask, got := range answers {
		if !slices.Equal(got, want) {
			t.Errorf("%s: %q", ask, got)
		}
	}
	server.Next(t)
	server.Next(t)
	if server.Waiting() > 0 {
		t.Errorf("mailed somebody else: %+v", server.Next(t))
	}
}

// slowBook finds nothing before it is released.
type slowBook struct {
	*cart.OrderBook
	release chan struct{}
}

func (b *slowBook) Order(ctx context.Context, number string) (cart.Order, error) {
	<-b.release
	return b.OrderBook.Order(ctx, number)
}

func (b *slowBook) OrdersByEmail(ctx context.Context, email string, limit int) ([]cart.Order, error) {
	<-b.release
	return b.OrderBook.OrdersByEmail(ctx, email, limit)
}

// Codes survive a restart, and two processes on one store know them both.
func TestCodesLast(t *testing.T) {
	server, mailer := mailServer(t, smtptest.Options{})
	file, orders := filepath.Join(t.TempDir(), "shop.db"), orderBook(t)
	token, code := "", ""
	t.Run("before", func(t *testing.T) {
		db, err := sqlite.Open(file)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { db.Close() }) // after the shop has shut down
		s := byMail(t, mailer, func(c *chat.Config) { c.Store, c.Orders = db, orders })
		tab := tell(t, s, chat.Hello{})
		tab.says("mail ada@mail.example")
		token, code = tab.Hello.Token, sixDigits.FindString(server.Next(t).Text)
		if got := tab.says("code " + other(code)); got != wrongCode {
			t.Error(got)
		}
	})
	db, err := sqlite.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	broker := chat.NewBroker()
	node := func() *shop {
		return byMail(t, mailer, func(c *chat.Config) {
			c.Store, c.Orders, c.Broker, c.Limits.Codes = db, orders, broker, chat.CodeLimits{Tries: 3, Session: 2}
		})
	}
	nodes := []*teller{}
	for range 2 {
		nodes = append(nodes, tell(t, node(), chat.Hello{Token: token}))
	}
	says := func(node int, text, want string) {
		t.Helper()
		if got := nodes[node].says(text); !strings.HasPrefix(got, want) {
			t.Errorf("%q on node %d: %q, want %q", text, node, got, want)
		}
	}
	says(0, "code "+code, "done") // after the restart
	says(1, "which?", "codes true: LH-3 LH-1")
	says(1, "code "+code, noCode)
	// What was sent and tried on one node counts on the other.
	says(0, "mail #LH-2", "done")
	says(1, "mail #LH-2", string(cart.CodeTooMany))
	code = sixDigits.FindString(server.Next(t).Text)
	for i, want := range []string{wrongCode, wrongCode, wrongCode, noCode} {
		says(i%2, "code "+other(code), want)
	}
	says(1, "code "+code, noCode)
}

// A code reaches no shopper of a shop that cannot send one, and none can be asked for.
func TestCodesAreOff(t *testing.T) {
	for name, change := range map[string]func(*chat.Config){
		"no mailer":               func(c *chat.Config) { c.Mailer = nil },
		"no orders by an address": func(c *chat.Config) { c.Orders = book{} },
	} {
		s := byMail(t, &outbox{}, change)
		tab := tell(t, s, chat.Hello{})
		if got := tab.says("which?"); got != "codes false:" {
			t.Errorf("%s: %q", name, got)
		}
		if got := tab.says("mail ada@mail.example"); !strings.HasPrefix(got, string(cart.CodeNotNow)) {
			t.Errorf("%s: %q", name, got)
		}
		if got := tab.says("code 123456"); got != noCode {
			t.Errorf("%s: %q", name, got)
		}
		if warned := strings.Contains(s.log.String(), "cart.EmailOrders"); warned != (name != "no mailer") {
			t.Errorf("%s: the log says %s", name, s.log.String())
		}
	}
}

// The mail is in the shop's language and says the same in each.
func TestCodeMails(t *testing.T) {
	seen := map[string]string{}
	for locale, begins := range map[string]string{
		"en-US": "Hello", "de-DE": "Guten Tag", "fr-FR": "Bonjour", "es": "Hola", "it-IT": "Ciao", "pt-PT": "Olá", "nl-NL": "Hallo", "ja-JP": "Larkhollow", "ar": "مرحب",
		"xx": "Hello", "DE_at": "Guten Tag",
	} {
		synctest.Test(t, func(t *testing.T) {
			box := &outbox{}
			s := byMail(t, box, func(c *chat.Config) { c.Locale = locale })
			tell(t, s, chat.Hello{}).says("mail ada@mail.example")
			code := box.lastCode(t)
			m := box.sent()[0]
			if !strings.HasPrefix(m.Text, begins) || strings.Count(m.Text, code) != 1 || !strings.Contains(m.Text, "10") || strings.Count(m.Text, "Larkhollow") < 2 ||
				!strings.Contains(m.Subject, code) || !strings.Contains(m.Subject, "Larkhollow") || strings.ContainsAny(m.Text+m.Subject, "{}") || utf8.RuneCountInString(m.Subject) > 78 {
				t.Errorf("%s: %q\n%s", locale, m.Subject, m.Text)
			}
			seen[m.Text] = locale
		})
	}
	if len(seen) < 9 {
		t.Errorf("%d texts", len(seen))
	}
}

func TestMailerNeedsAName(t *testing.T) {
	for name, want := range map[string]string{"": "Config.Name is missing", "Lark\nhollow": "one line", strings.Repeat("x", chat.MaxName+1): "at most"} {
		_, err := chat.New(chat.Config{
			Catalog: index(t), Store: chat.NewMemory(), Carts: open(t, nil).config.Carts, Assistant: echo{}, Mailer: &outbox{}, Name: name,
		})
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v", name, err)
		}
	}
}
