package chat_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/chat"
	"github.com/aisle-chat/aisle/internal/smtptest"
)

// outbox is a Mailer that keeps what it is given. What it is to answer comes from
// fail, by the number of the mail.
type outbox struct {
	fail func(n int) error

	mu    sync.Mutex
	n     int
	ready error
	asked int // whether it is ready
	mails []chat.Mail
}

func (o *outbox) Ready(context.Context) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.asked++
	return o.ready
}

func (o *outbox) Send(_ context.Context, m chat.Mail) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.n++
	if err := m.Check(); err != nil {
		return err
	}
	if o.fail != nil {
		if err := o.fail(o.n); err != nil {
			return err
		}
	}
	o.mails = append(o.mails, m)
	return nil
}

// sent are the mails so far.
func (o *outbox) sent() []chat.Mail {
	o.mu.Lock()
	defer o.mu.Unlock()
	return slices.Clone(o.mails)
}

// lastCode is the code of the newest mail, once everything is quiet.
func (o *outbox) lastCode(t testing.TB) string {
	t.Helper()
	synctest.Wait()
	mails := o.sent()
	if len(mails) == 0 {
		t.Fatal("no mail was sent")
	}
	return sixDigits.FindString(mails[len(mails)-1].Text)
}

// A code holds for ten minutes and not a moment longer.
func TestCodeEnds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		box := &outbox{}
		s := byMail(t, box, nil)
		tab := tell(t, s, chat.Hello{})
		tab.says("mail ada@mail.example")
		code := box.lastCode(t)
		time.Sleep(chat.CodeLife)
		if got := tab.says("code " + code); got != noCode {
			t.Errorf("after ten minutes: %q", got)
		}
		tab.says("mail ada@mail.example")
		code = box.lastCode(t)
		time.Sleep(chat.CodeLife - time.Second)
		if got := tab.says("code " + code); got != "done" {
			t.Errorf("just before: %q", got)
		}
	})
}

// Attempts and mails are bounded: by code, by session, by mailbox and by address, and
// a day later it begins anew.
func TestCodesAreBounded(t *testing.T) {
	bounded := func(t *testing.T, limits chat.CodeLimits, test func(t *testing.T, s *shop, box *outbox)) {
		synctest.Test(t, func(t *testing.T) {
			box := &outbox{}
			test(t, byMail(t, box, func(c *chat.Config) { c.Limits.Codes = limits }), box)
		})
	}
	many := string(cart.CodeTooMany) + ":"
	t.Run("attempts", func(t *testing.T) {
		bounded(t, chat.CodeLimits{Tries: 2}, func(t *testing.T, s *shop, box *outbox) {
			tab := tell(t, s, chat.Hello{})
			tab.says("mail ada@mail.example")
			code := box.lastCode(t)
			for _, c := range []struct{ entered, want string }{{other(code), wrongCode}, {"", wrongCode}, {code, noCode}} {
				if got := tab.says("code " + c.entered); got != c.want {
					t.Errorf("%q: %q, want %q", c.entered, got, c.want)
				}
			}
		})
	})
	t.Run("session", func(t *testing.T) {
		bounded(t, chat.CodeLimits{Session: 2}, func(t *testing.T, s *shop, box *outbox) {
			tab := tell(t, s, chat.Hello{})
			for i, want := range []string{"done", "done", many} {
				if got := tab.says(fmt.Sprintf("mail %d@mail.example", i)); !strings.HasPrefix(got, want) {
					t.Errorf("code %d: %q", i+1, got)
				}
			}
			if got := tell(t, s, chat.Hello{}).says("mail ada@mail.example"); got != "done" {
				t.Errorf("another session: %q", got)
			}
			time.Sleep(chat.CodeWindow)
			if got := tab.says("mail ada@mail.example"); got != "done" {
				t.Errorf("a day later: %q", got)
			}
		})
	})
	t.Run("mailbox", func(t *testing.T) {
		bounded(t, chat.CodeLimits{Mailbox: 2}, func(t *testing.T, s *shop, box *outbox) {
			for i, want := range []string{"done", "done", many} {
				if got := tell(t, s, chat.Hello{}).says("mail ben@mail.example"); !strings.HasPrefix(got, want) {
					t.Errorf("code %d: %q", i+1, got)
				}
				if got := tell(t, s, chat.Hello{}).says("mail nobody@mail.example"); !strings.HasPrefix(got, want) {
					t.Errorf("code %d of nobody's: %q", i+1, got)
				}
			}
			// By the order's number the mailbox gets none either, and nobody is told.
			if got := tell(t, s, chat.Hello{}).says("mail #LH-2"); got != "done" {
				t.Errorf("by number: %q", got)
			}
			synctest.Wait()
			if n := len(box.sent()); n != 2 {
				t.Errorf("%d mails", n)
			}
		})
	})
	t.Run("a mailbox that is asked for by number", func(t *testing.T) {
		bounded(t, chat.CodeLimits{Mailbox: 2}, func(t *testing.T, s *shop, box *outbox) {
			tell(t, s, chat.Hello{}).says("mail #LH-2")
			synctest.Wait()
			// That it went to Ben is told by no count.
			for i, want := range []string{"done", "done", many} {
				for _, who := range []string{"ben", "nobody"} {
					if got := tell(t, s, chat.Hello{}).says("mail " + who + "@mail.example"); !strings.HasPrefix(got, want) {
						t.Errorf("code %d for %s: %q", i+1, who, got)
					}
				}
				synctest.Wait()
			}
			if n := len(box.sent()); n != 2 {
				t.Errorf("%d mails", n)
			}
		})
	})
	t.Run("number", func(t *testing.T) {
		bounded(t, chat.CodeLimits{Mailbox: 2}, func(t *testing.T, s *shop, box *outbox) {
			for i, want := range []string{"done", "done", many} {
				for _, number := range []string{"#LH-2", "#LH-9"} {
					if got := tell(t, s, chat.Hello{}).says("mail " + number); !strings.HasPrefix(got, want) {
						t.Errorf("code %d for %s: %q", i+1, number, got)
					}
				}
			}
		})
	})
	t.Run("none", func(t *testing.T) {
		bounded(t, chat.CodeLimits{Session: -1, Mailbox: -1}, func(t *testing.T, s *shop, box *outbox) {
			tab := tell(t, s, chat.Hello{})
			for range 20 {
				if got := tab.says("mail ada@mail.example"); got != "done" {
					t.Fatal(got)
				}
			}
		})
	})
}

// A turn that is begun anew, because its process died, counts once: the code that it
// took is good again, and of the codes that it sent the newest counts.
func TestCodesOfATurnThatIsBegunAnew(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		box := &outbox{}
		s := byMail(t, box, func(c *chat.Config) { c.Limits.Codes = chat.CodeLimits{Session: 1, Tries: 3} })
		tab := tell(t, s, chat.Hello{})
		if got := tab.says("twice mail ada@mail.example"); got != "done" {
			t.Fatalf("sent twice: %q", got)
		}
		synctest.Wait()
		mails := box.sent()
		if len(mails) != 2 {
			t.Fatalf("%d mails", len(mails))
		}
		if got := tab.says("twice code 12"); got != wrongCode {
			t.Errorf("wrong twice: %q", got)
		}
		right := 0
		for _, m := range mails { // which of them was sent last, nobody knows
			if tab.says("twice code "+sixDigits.FindString(m.Text)) == "done" {
				right++
			}
		}
		if got := tab.says("which?"); right != 1 || got != "codes true: LH-3 LH-1" {
			t.Errorf("%d codes were right, and then: %q", right, got)
		}
	})
}

// A mail server in trouble is no loss: the shopper is told so where it is known, and
// a mail that was not taken is sent again while its code is worth it.
func TestMailInTrouble(t *testing.T) {
	t.Run("down", func(t *testing.T) {
		server, mailer := mailServer(t, smtptest.Options{})
		s := byMail(t, mailer, nil)
		tab := tell(t, s, chat.Hello{})
		server.Down()
		down := string(cart.CodeNotNow) + ": E-mail cannot be sent at the moment."
		for _, ask := range []string{"mail ada@mail.example", "mail nobody@mail.example", "mail #LH-9"} {
			if got := tab.says(ask); got != down {
				t.Errorf("%s: %q", ask, got)
			}
		}
		server.Up()
		if got := tab.says("mail ada@mail.example"); got != "done" {
			t.Errorf("once it is back: %q", got)
		}
		if got := tab.says("code " + sixDigits.FindString(server.Next(t).Text)); got != "done" {
			t.Errorf("the code: %q", got)
		}
		if !strings.Contains(s.log.String(), "no mail can be sent") {
			t.Error("the shop's people are not told")
		}
	})
	t.Run("asked now and then", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			box := &outbox{ready: errors.New("down")}
			s := byMail(t, box, nil)
			ask := func(want string, asked int) {
				t.Helper()
				got := tell(t, s, chat.Hello{}).says("mail ada@mail.example")
				box.mu.Lock()
				defer box.mu.Unlock()
				if !strings.HasPrefix(got, want) || box.asked != asked {
					t.Errorf("%q, want %q; the mailer was asked %d times, want %d", got, want, box.asked, asked)
				}
			}
			ask(string(cart.CodeNotNow), 1)
			ask(string(cart.CodeNotNow), 2)
			box.ready = nil
			ask("done", 3)
			ask("done", 3) // it was ready a moment ago
			time.Sleep(time.Minute)
			ask("done", 4)
			box.fail = func(int) error { return errors.New("451 later") }
			ask("done", 4)
			synctest.Wait() // that one could not be sent
			ask("done", 5)
		})
	})
	t.Run("busy", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			box := &outbox{fail: func(n int) error {
				if n < 3 {
					return errors.New("452 ada@mail.example: later")
				}
				return nil
			}}
			s := byMail(t, box, nil)
			tab := tell(t, s, chat.Hello{})
			tab.says("mail ada@mail.example")
			time.Sleep(time.Minute)
			if got := tab.says("code " + box.lastCode(t)); got != "done" {
				t.Errorf("the code: %q", got)
			}
			if log := s.log.String(); strings.Contains(log, "ada@") || !strings.Contains(log, "later") {
				t.Errorf("the log: %s", log)
			}
		})
	})
	t.Run("no such mailbox", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			box := &outbox{fail: func(int) error { return fmt.Errorf("550: %w", chat.ErrUndeliverable) }}
			s := byMail(t, box, nil)
			tab := tell(t, s, chat.Hello{})
			if got := tab.says("mail ada@mail.example"); got != "done" {
				t.Errorf("an answer that tells: %q", got)
			}
			time.Sleep(time.Hour)
			box.mu.Lock()
			defer box.mu.Unlock()
			if box.n != 1 {
				t.Errorf("it was tried %d times", box.n)
			}
		})
	})
}
