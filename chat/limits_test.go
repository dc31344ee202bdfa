package chat

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"testing"
	"testing/synctest"
	"time"

	"github.com/aisle-chat/aisle/cart"
)

func TestLimiter(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := newLimiter([]Rate{{time.Second, 3}, {time.Minute, 5}})
		for range 3 {
			if wait := l.wait("a"); wait != 0 {
				t.Fatalf("wait %v", wait)
			}
		}
		if wait := l.wait("a"); wait <= 0 || wait > time.Second {
			t.Errorf("the fourth waits %v", wait)
		}
		if wait := l.wait("b"); wait != 0 {
			t.Errorf("another key waits %v", wait)
		}
		time.Sleep(time.Second)
		if wait := l.wait("a"); wait != 0 {
			t.Errorf("after a second: %v", wait)
		}
		time.Sleep(time.Second)
		l.wait("a")
		time.Sleep(time.Second) // the slower rate binds now, and the quick one is not charged for it
		if wait := l.wait("a"); wait < 50*time.Second {
			t.Errorf("the sixth waits %v", wait)
		}
		time.Sleep(time.Hour)
		l.sweep = 0
		l.wait("c")
		if len(l.keys) != 1 {
			t.Errorf("%d keys are remembered", len(l.keys))
		}
	})
	if wait := newLimiter(nil).wait("a"); wait != 0 {
		t.Errorf("no rates: %v", wait)
	}
}

func TestCounter(t *testing.T) {
	var c counter
	for i, want := range []bool{true, true, false} {
		if c.enter("a", 2) != want {
			t.Errorf("entering %d: open = %v", i+1, c.open)
		}
	}
	if !c.enter("b", 2) || !c.enter("a", -1) {
		t.Errorf("open = %v", c.open)
	}
	for range 3 {
		c.leave("a")
	}
	if !c.enter("a", 1) || len(c.open) != 2 {
		t.Errorf("open = %v", c.open)
	}
}

func TestAddress(t *testing.T) {
	proxies := []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8"), netip.MustParsePrefix("203.0.113.7/32")}
	for _, c := range []struct {
		remote, forwarded, want string
	}{
		{"198.51.100.4:1234", "", "198.51.100.4"},
		{"198.51.100.4:1234", "1.2.3.4", "198.51.100.4"}, // nobody named it a proxy
		{"10.1.1.1:1", "1.2.3.4", "1.2.3.4"},
		{"10.1.1.1:1", "6.6.6.6, 1.2.3.4", "1.2.3.4"}, // the shopper's own claim counts for nothing
		{"10.1.1.1:1", "6.6.6.6, 1.2.3.4, 203.0.113.7", "1.2.3.4"},
		{"10.1.1.1:1", "nonsense", ""},
		{"10.1.1.1:1", "", ""},
		{"127.0.0.1:1", "1.2.3.4", ""},
		{"[::1]:1", "", ""},
		{"[2001:db8:1:2:3:4:5:6]:1", "", "2001:db8:1:2::/64"},
		{"[::ffff:198.51.100.4]:1", "", "198.51.100.4"},
		{"@", "", ""},
	} {
		r := httptest.NewRequest("GET", "/", nil)
		r.RemoteAddr = c.remote
		if c.forwarded != "" {
			r.Header.Set("X-Forwarded-For", c.forwarded)
		}
		if got := address(r, proxies); got != c.want {
			t.Errorf("%+v: %q", c, got)
		}
	}
}

func TestOrigins(t *testing.T) {
	all, err := newOrigins([]string{"https://Blog.test:8443"})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		host, origin string
		tls          bool
		allowed, own bool
	}{
		{"shop.test", "https://shop.test", false, true, true}, // behind a proxy that ends TLS
		{"shop.test", "http://shop.test", false, true, true},
		{"shop.test", "http://shop.test", true, false, false},
		{"shop.test", "https://SHOP.test:443", true, true, true},
		{"shop.test:8080", "http://shop.test:8080", false, true, true},
		{"shop.test:8080", "http://shop.test", false, false, false},
		{"shop.test", "http://shop.test:8080", false, false, false},
		{"127.0.0.1:8080", "http://127.0.0.1:8080", false, true, true},
		{"127.0.0.1:8080", "http://localhost:8080", false, false, false},
		{"[::1]:8080", "http://[::1]:8080", false, true, true},
		{"shop.test", "https://blog.test:8443", false, true, false},
		{"shop.test", "https://blog.test", false, false, false},
		{"shop.test", "null", false, false, false},
		{"shop.test", "", false, false, false},
		{"", "http://", false, false, false},
	} {
		r := httptest.NewRequest("GET", "http://x/", nil)
		if c.tls {
			r = httptest.NewRequest("GET", "https://x/", nil)
		}
		r.Host = c.host
		if c.origin != "" {
			r.Header.Set("Origin", c.origin)
		}
		if allowed, own := all.allow(r); allowed != c.allowed || own != c.own {
			t.Errorf("%+v: %v, %v", c, allowed, own)
		}
	}
	r := httptest.NewRequest("GET", "http://shop.test/", nil)
	r.Header = http.Header{"Origin": {"http://shop.test", "http://shop.test"}}
	if allowed, _ := all.allow(r); allowed {
		t.Error("two origins are allowed")
	}
	for _, bad := range []string{"", "*", "null", "shop.test", "https://shop.test/", "https://*.shop.test", "ftp://shop.test", "https://a@shop.test"} {
		if _, err := newOrigins([]string{bad}); err == nil {
			t.Errorf("%q is an origin", bad)
		}
	}
}

// However many come at once, so many are let in, and the others are told times
// that are as far apart as those who can be let in.
func TestGate(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := newGate([]Rate{{10 * time.Millisecond, 20}})
		in := 0
		var waits []time.Duration
		for range 120 {
			if wait := g.wait(time.Now()); wait > 0 {
				waits = append(waits, wait)
			} else {
				in++
			}
		}
		if in != 20 || waits[0] != 10*time.Millisecond || waits[99] != time.Second {
			t.Fatalf("%d were let in, the first of the others comes after %v and the last after %v", in, waits[0], waits[len(waits)-1])
		}
		// They come when they were told to, and so does somebody new now and then.
		begun := time.Now()
		for i, wait := range waits {
			time.Sleep(time.Until(begun.Add(wait)))
			if g.wait(time.Now()) > 0 {
				t.Fatalf("number %d found no room when it came back", i)
			}
		}
		for range 10_000 {
			if wait := g.wait(time.Now()); wait > maxTurnedAway {
				t.Fatalf("turned away for %v", wait)
			}
		}
		time.Sleep(time.Minute)
		if g.wait(time.Now()) > 0 {
			t.Error("a storm that is over is remembered")
		}
	})
	if newGate(nil).wait(time.Now()) > 0 {
		t.Error("without a rate somebody is turned away")
	}
}

func TestDefaultArrivals(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := newGate(DefaultArrivals())
		in := 0
		for begun := time.Now(); time.Since(begun) < time.Second; time.Sleep(50 * time.Microsecond) {
			if g.wait(time.Now()) == 0 {
				in++
			}
		}
		if in < 990 || in > 1000 {
			t.Errorf("%d were let in within the first second", in)
		}
	})
}

// A network address that has asked for many codes waits, whatever sessions it opens;
// without an address nobody is counted together with others.
func TestCodesOfAnAddress(t *testing.T) {
	c := &Chat{codes: newLimiter([]Rate{{time.Hour, 2}}), log: slog.New(slog.DiscardHandler)}
	c.config.Mailer = brokenMailer{}
	for i, want := range []cart.Code{cart.CodeNotNow, cart.CodeNotNow, cart.CodeTooMany} {
		for _, address := range []string{"198.51.100.4", "198.51.100.5"} {
			err := (&mailCodes{c, fmt.Sprint("s", i), address}).Send(t.Context(), "k", "ada@mail.example", "")
			if refusal, ok := errors.AsType[*cart.Error](err); !ok || refusal.Code != want {
				t.Errorf("%s, code %d: %v", address, i+1, err)
			}
		}
	}
	for range 5 {
		err := (&mailCodes{c, "s", ""}).Send(t.Context(), "k", "ada@mail.example", "")
		if refusal, ok := errors.AsType[*cart.Error](err); !ok || refusal.Code != cart.CodeNotNow {
			t.Errorf("without an address: %v", err)
		}
	}
}

// brokenMailer cannot send.
type brokenMailer struct{}

func (brokenMailer) Send(context.Context, Mail) error { return errors.New("down") }
func (brokenMailer) Ready(context.Context) error      { return errors.New("down") }
