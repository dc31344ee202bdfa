package smtp_test

import (
	"context"
	"crypto/tls"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/aisle-chat/aisle/chat"
	"github.com/aisle-chat/aisle/chat/smtp"
	"github.com/aisle-chat/aisle/internal/smtptest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// monday is when the mails are written.
var monday = time.Date(2026, 11, 23, 9, 0, 0, 0, time.FixedZone("there", -5*3600))

// mailer is one that trusts the server.
func mailer(t *testing.T, s *smtptest.Server, change func(*smtp.Config)) *smtp.Mailer {
	t.Helper()
	config := smtp.Config{
		Addr: s.Addr, From: "Lárkhollow & Sons <orders@shop.example>", TLS: &tls.Config{RootCAs: s.Roots}, Now: func() time.Time { return monday },
	}
	if change != nil {
		change(&config)
	}
	m, err := smtp.New(config)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

var letter = chat.Mail{To: "ada@mail.example", Subject: "Your code: 123456", Text: "Guten Tag, hier ist er:\n\n.\n.123456\n\n" + strings.Repeat("Größe ", 60) + "\n"}

func TestSend(t *testing.T) {
	for name, c := range map[string]struct {
		server smtptest.Options
		change func(*smtp.Config)
		tls    bool
		user   string
	}{
		"STARTTLS": {tls: true},
		"a password": {
			server: smtptest.Options{Username: "shop", Password: "p w"},
			change: func(c *smtp.Config) { c.Username, c.Password = "shop", "p w" },
			tls:    true, user: "shop",
		},
		"TLS at once": {
			server: smtptest.Options{Implicit: true, Username: "shop", Password: "p"},
			change: func(c *smtp.Config) { c.Implicit, c.Username, c.Password = true, "shop", "p" },
			tls:    true, user: "shop",
		},
		"in the clear": {server: smtptest.Options{Plain: true}, change: func(c *smtp.Config) { c.Plain = true }},
	} {
		t.Run(name, func(t *testing.T) {
			s := smtptest.Start(t, c.server)
			m := mailer(t, s, c.change)
			if err := m.Ready(t.Context()); err != nil {
				t.Fatal(err)
			}
			if err := m.Send(t.Context(), letter); err != nil {
				t.Fatal(err)
			}
			got := s.Next(t)
			if got.From != "orders@shop.example" || got.To != letter.To || got.TLS != c.tls || got.User != c.user {
				t.Errorf("the envelope: %+v", got)
			}
			if got.Subject != letter.Subject || got.Text != letter.Text {
				t.Errorf("the mail:\n%s\n%s", got.Subject, got.Text)
			}
			from, err := got.Header.AddressList("From")
			if err != nil || len(from) != 1 || from[0].Name != "Lárkhollow & Sons" || from[0].Address != "orders@shop.example" {
				t.Errorf("from %v, %v", from, err)
			}
			if at, err := got.Header.Date(); err != nil || !at.Equal(monday) {
				t.Errorf("dated %v, %v", at, err)
			}
			if h := got.Header; h.Get("Auto-Submitted") != "auto-generated" || h.Get("Content-Type") != "text/plain; charset=utf-8" ||
				!strings.HasSuffix(h.Get("Message-Id"), "@shop.example>") {
				t.Errorf("the header: %v", h)
			}
			for line := range strings.Lines(got.Raw) {
				if len(line) > 100 {
					t.Errorf("a line of %d bytes", len(line))
				}
			}
		})
	}
}

// Whatever is in a mail, the header has the lines that were written into it and no
// others.
func TestHeadersHold(t *testing.T) {
	s := smtptest.Start(t, smtptest.Options{UTF8: true})
	m := mailer(t, s, nil)
	for _, bad := range []chat.Mail{
		{To: "ada@mail.example\r\nBcc: eve@mail.example", Subject: "s"},
		{To: "ada@mail.example, eve@mail.example", Subject: "s"},
		{To: "Ada <ada@mail.example>", Subject: "s"},
		{To: "\"a\r\nRCPT TO:<eve@mail.example>\"@mail.example", Subject: "s"},
		{To: "ada", Subject: "s"},
		{To: "", Subject: "s"},
		{To: strings.Repeat("a", 250) + "@mail.example", Subject: "s"},
		{To: "ada@mail.example", Subject: "s\r\nBcc: eve@mail.example"},
		{To: "ada@mail.example", Subject: "s\nBcc: eve@mail.example"},
		{To: "ada@mail.example", Subject: "s\u2028t"},
		{To: "ada@mail.example", Subject: "\x80"},
		{To: "ada@mail.example"},
		{To: "ada@mail.example", Subject: strings.Repeat("s", chat.MaxMailSubject+1)},
		{To: "ada@mail.example", Subject: "s", Text: "\x80"},
		{To: "ada@mail.example", Subject: "s", Text: strings.Repeat("t", chat.MaxMailText+1)},
	} {
		if err := m.Send(t.Context(), bad); !errors.Is(err, chat.ErrUndeliverable) {
			t.Errorf("%.80q, %.80q: %v", bad.To, bad.Subject, err)
		}
	}
	if s.Waiting() > 0 {
		t.Fatalf("sent all the same: %+v", s.Next(t))
	}
	subject := "=?utf-8?q?a=0D=0ABcc:_eve=40mail.example?= größer, größer " + strings.Repeat("ü", 90)
	text := "Bcc: eve@mail.example\n\r\n.\r\nMAIL FROM:<eve@mail.example>\n=0D=0A\x00\n"
	if err := m.Send(t.Context(), chat.Mail{To: "größe@mail.example", Subject: subject, Text: text}); err != nil {
		t.Fatal(err)
	}
	got := s.Next(t)
	if got.Subject != subject || got.Header.Get("Bcc") != "" || len(got.Header) != 9 || got.To != "größe@mail.example" {
		t.Errorf("the header: %q %v", got.Subject, got.Header)
	}
	if got.Text != strings.ReplaceAll(text, "\r\n", "\n") {
		t.Errorf("the text: %q", got.Text)
	}
}

// FuzzSend writes whatever it is given into a mail: it is refused, or arrives as it
// is, with a header of nine fields.
func FuzzSend(f *testing.F) {
	f.Add("ada@mail.example", "Your code", "123456\n")
	f.Add("a\r\nb@mail.example", "s\r\n\r\nx", ".\r\n")
	f.Add("\"a b\"@mail.example", "=?utf-8?q?=0A?=", "=\n..\n")
	s := smtptest.Start(f, smtptest.Options{UTF8: true, Plain: true})
	m, err := smtp.New(smtp.Config{Addr: s.Addr, From: "orders@shop.example", Plain: true})
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, to, subject, text string) {
		letter := chat.Mail{To: to, Subject: subject, Text: text}
		if err := m.Send(t.Context(), letter); err != nil {
			if !errors.Is(err, chat.ErrUndeliverable) {
				t.Fatal(err)
			}
			return
		}
		got := s.Next(t)
		if len(got.Header) != 9 || strings.TrimSpace(got.Subject) != strings.TrimSpace(subject) {
			t.Errorf("%q: %q %v", subject, got.Subject, got.Header)
		}
		want := strings.ReplaceAll(text, "\r\n", "\n")
		if strings.TrimRight(got.Text, "\n") != strings.TrimRight(want, "\n") {
			t.Errorf("%q came as %q", want, got.Text)
		}
	})
}

// A server that is sick is told apart from a mail that nobody will ever take.
func TestServerInTrouble(t *testing.T) {
	answers := func(command, answer string) smtptest.Options {
		return smtptest.Options{Username: "u", Password: "p", Answer: func(c string) string {
			if strings.HasPrefix(c, command) {
				return answer
			}
			return ""
		}}
	}
	for name, c := range map[string]struct {
		server smtptest.Options
		final  bool
		ready  bool
	}{
		"busy":                   {answers("CONNECT", "421 later"), false, false},
		"no such mailbox":        {answers("RCPT", "550 nobody here"), true, true},
		"the mailbox is full":    {answers("RCPT", "452 later"), false, true},
		"not from us":            {answers("MAIL", "553 not yours"), true, true},
		"refuses what it says":   {answers("DATA.", "554 spam"), true, true},
		"no room":                {answers("DATA.", "451 later"), false, true},
		"another password":       {smtptest.Options{Username: "u", Password: "x"}, false, false},
		"no encryption":          {smtptest.Options{Plain: true, Username: "u", Password: "p"}, false, false},
		"hangs":                  {answers("MAIL", "hang"), false, true},
		"hangs at the beginning": {answers("CONNECT", "hang"), false, false},
	} {
		t.Run(name, func(t *testing.T) {
			s := smtptest.Start(t, c.server)
			m := mailer(t, s, func(config *smtp.Config) { config.Username, config.Password = "u", "p" })
			ctx := t.Context()
			if strings.HasPrefix(name, "hangs") {
				var cancel context.CancelFunc
				ctx, cancel = context.WithTimeout(ctx, 200*time.Millisecond)
				defer cancel()
			} else if err := m.Ready(ctx); (err == nil) != c.ready {
				t.Errorf("ready: %v", err)
			}
			err := m.Send(ctx, letter)
			if err == nil || errors.Is(err, chat.ErrUndeliverable) != c.final {
				t.Errorf("sent: %v", err)
			}
			if strings.HasPrefix(name, "hangs") && !errors.Is(err, context.DeadlineExceeded) {
				t.Errorf("sent: %v", err)
			}
			if s.Waiting() > 0 {
				t.Errorf("and it was taken: %+v", s.Next(t))
			}
		})
	}
	t.Run("down", func(t *testing.T) {
		s := smtptest.Start(t, smtptest.Options{})
		m := mailer(t, s, nil)
		s.Down()
		if err := m.Ready(t.Context()); err == nil {
			t.Error("a server that is down is ready")
		}
		if err := m.Send(t.Context(), letter); err == nil || errors.Is(err, chat.ErrUndeliverable) {
			t.Errorf("sent: %v", err)
		}
		s.Up()
		if err := m.Send(t.Context(), letter); err != nil || s.Next(t).Subject != letter.Subject {
			t.Errorf("once it is back: %v", err)
		}
	})
	t.Run("somebody else's certificate", func(t *testing.T) {
		s := smtptest.Start(t, smtptest.Options{})
		m := mailer(t, s, func(c *smtp.Config) { c.TLS = nil })
		if err := m.Send(t.Context(), letter); err == nil || s.Waiting() > 0 {
			t.Errorf("sent: %v", err)
		}
	})
	t.Run("an address beyond ASCII", func(t *testing.T) {
		s := smtptest.Start(t, smtptest.Options{})
		odd := letter
		odd.To = "größe@mail.example"
		if err := mailer(t, s, nil).Send(t.Context(), odd); !errors.Is(err, chat.ErrUndeliverable) {
			t.Errorf("sent: %v", err)
		}
	})
}

func TestManyAtOnce(t *testing.T) {
	s := smtptest.Start(t, smtptest.Options{})
	m := mailer(t, s, nil)
	var all sync.WaitGroup
	for range 20 {
		all.Go(func() {
			if err := m.Send(t.Context(), letter); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	ids := map[string]bool{}
	for range 20 {
		ids[s.Next(t).Header.Get("Message-Id")] = true
	}
	if len(ids) != 20 {
		t.Errorf("%d mails have an id of their own", len(ids))
	}
}

func TestNew(t *testing.T) {
	good := smtp.Config{Addr: "smtp.shop.example:587", From: "orders@shop.example"}
	if _, err := smtp.New(good); err != nil {
		t.Error(err)
	}
	for name, change := range map[string]func(*smtp.Config){
		"Addr":             func(c *smtp.Config) { c.Addr = "smtp.shop.example" },
		"From":             func(c *smtp.Config) { c.From = "Larkhollow" },
		"Config.From":      func(c *smtp.Config) { c.From = "Larkhollow\r\n <orders@shop.example>" },
		"Config.Plain":     func(c *smtp.Config) { c.Plain = true },
		"Implicit":         func(c *smtp.Config) { c.Addr, c.Plain, c.Implicit = "localhost:25", true, true },
		"Config.Password":  func(c *smtp.Config) { c.Username = "orders" },
		"Config.Timeout":   func(c *smtp.Config) { c.Timeout = -1 },
		"smtp: Config.Add": func(c *smtp.Config) { c.Addr = ":587" },
	} {
		config := good
		change(&config)
		if _, err := smtp.New(config); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
