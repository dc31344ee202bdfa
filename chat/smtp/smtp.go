package smtp

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/mail"
	netsmtp "net/smtp"
	"net/textproto"
	"strings"
	"time"

	"github.com/aisle-chat/aisle/chat"
)

// DefaultTimeout is how long one mail, or one look whether the server is there,
// takes at most where [Config] does not say.
const DefaultTimeout = 30 * time.Second

// Config says which server takes the mail.
type Config struct {
	// Addr is the server's "host:port": port 587 as a rule, 465 with Implicit.
	Addr string
	// From is who the mail comes from, an address with or without a name:
	// "Larkhollow <orders@shop.example>".
	From string
	// Username and Password are what the server wants to know; both empty means
	// that it asks for nothing.
	Username, Password string
	// Implicit is true for a server that speaks TLS from the first byte on rather
	// than after STARTTLS.
	Implicit bool
	// Plain sends without encryption. It is refused for a server on another machine
	// than this one: whoever is on the way could read the codes.
	Plain bool
	// TLS is how the server is verified; nil means by the machine's authorities and
	// the host of Addr.
	TLS *tls.Config
	// Timeout is how long a mail takes at most; 0 means DefaultTimeout.
	Timeout time.Duration
	// Now tells the time of a mail; nil means time.Now.
	Now func() time.Time
}

// Mailer sends mail through one server, with a connection of its own for each. It is
// safe for concurrent use. Make one with [New].
type Mailer struct {
	config Config
	from   *mail.Address
	host   string
	domain string // of From, for the ids of messages
}

var _ chat.Mailer = (*Mailer)(nil)

// New returns a Mailer. It does not look whether the server is there;
// [Mailer.Ready] does. It fails when the configuration makes no sense.
func New(config Config) (*Mailer, error) {
	host, _, err := net.SplitHostPort(config.Addr)
	if err != nil || host == "" {
		return nil, fmt.Errorf("smtp: Config.Addr is %q; it must be a host and a port, such as smtp.shop.example:587", config.Addr)
	}
	from, err := mail.ParseAddress(config.From)
	if err != nil || strings.ContainsAny(config.From, "\r\n") {
		return nil, fmt.Errorf("smtp: Config.From is %q; it must be an address such as Larkhollow <orders@shop.example>", config.From)
	}
	switch {
	case config.Plain && config.Implicit:
		return nil, errors.New("smtp: Config.Plain and Config.Implicit cannot both be true")
	case config.Plain && !loopback(host):
		return nil, fmt.Errorf("smtp: Config.Plain is for a server on this machine, and %s is another one; leave it out, so that the mail is encrypted", host)
	case (config.Username == "") != (config.Password == ""):
		return nil, errors.New("smtp: Config.Username and Config.Password belong together; leave out both, or neither")
	case config.Timeout < 0:
		return nil, fmt.Errorf("smtp: Config.Timeout is %v; it must be positive, and 0 means %v", config.Timeout, DefaultTimeout)
	}
	if config.Timeout == 0 {
		config.Timeout = DefaultTimeout
	}
	if config.Now == nil {
		config.Now = time.Now
	}
	_, domain, _ := strings.Cut(from.Address, "@")
	return &Mailer{config, from, host, domain}, nil
}

func loopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// Send implements [chat.Mailer].
func (m *Mailer) Send(ctx context.Context, mail chat.Mail) error {
	if err := mail.Check(); err != nil {
		return err
	}
	body := m.write(mail)
	return m.with(ctx, func(c *netsmtp.Client) error {
		if utf8, _ := c.Extension("SMTPUTF8"); !utf8 && !ascii(mail.To+m.from.Address) {
			return fmt.Errorf("%w: the server takes only addresses of ASCII letters", chat.ErrUndeliverable)
		}
		if err := c.Mail(m.from.Address); err != nil {
			return final(err)
		}
		if err := c.Rcpt(mail.To); err != nil {
			return final(err)
		}
		w, err := c.Data()
		if err != nil {
			return final(err)
		}
		if _, err := w.Write(body); err != nil {
			return err
		}
		return final(w.Close())
	})
}

// Ready looks whether the server is there, encrypts and knows who we are.
func (m *Mailer) Ready(ctx context.Context) error {
	return m.with(ctx, func(c *netsmtp.Client) error { return c.Noop() })
}

// with runs do on a connection to the server that has been greeted, encrypted and
// authenticated, and ends it.
func (m *Mailer) with(ctx context.Context, do func(*netsmtp.Client) error) error {
	ctx, cancel := context.WithTimeout(ctx, m.config.Timeout)
	defer cancel()
	err := m.dial(ctx, do)
	switch {
	case err == nil:
		return nil
	case ctx.Err() != nil: // what broke off when the time was over says nothing more
		return fmt.Errorf("smtp: %s: %w", m.config.Addr, context.Cause(ctx))
	default:
		return fmt.Errorf("smtp: %s: %w", m.config.Addr, err)
	}
}

func (m *Mailer) dial(ctx context.Context, do func(*netsmtp.Client) error) error {
	line, err := (&net.Dialer{}).DialContext(ctx, "tcp", m.config.Addr)
	if err != nil {
		return err
	}
	defer line.Close()
	defer context.AfterFunc(ctx, func() { line.Close() })()
	verify := m.config.TLS.Clone()
	if verify == nil {
		verify = &tls.Config{}
	}
	if verify.ServerName == "" {
		verify.ServerName = m.host
	}
	conn := line
	if m.config.Implicit {
		conn = tls.Client(line, verify)
	}
	c, err := netsmtp.NewClient(conn, m.host)
	if err != nil {
		return err
	}
	if err := c.Hello("localhost"); err != nil {
		return err
	}
	if !m.config.Implicit && !m.config.Plain {
		if offered, _ := c.Extension("STARTTLS"); !offered {
			return errors.New("the server offers no STARTTLS; use another port, or Config.Implicit for one that speaks TLS at once")
		}
		if err := c.StartTLS(verify); err != nil {
			return err
		}
	}
	if m.config.Username != "" {
		if err := c.Auth(netsmtp.PlainAuth("", m.config.Username, m.config.Password, m.host)); err != nil {
			return fmt.Errorf("the server does not accept Config.Username and Config.Password: %w", err)
		}
	}
	if err := do(c); err != nil {
		return err
	}
	c.Quit() // the mail is taken; how the server says goodbye changes nothing
	return nil
}

// final marks an answer of the server that another attempt would get again.
func final(err error) error {
	if reply, ok := errors.AsType[*textproto.Error](err); ok && reply.Code >= 500 {
		return fmt.Errorf("%w: %w", chat.ErrUndeliverable, err)
	}
	return err
}

func ascii(text string) bool {
	return !strings.ContainsFunc(text, func(r rune) bool { return r > 127 })
}
