package chat

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"fmt"
	"math/big"
	"strings"
	"time"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/cart"
)

// readyTimeout is how long a shopper waits for word of the mail server, readyFor how
// long its word is taken for good.
const (
	readyTimeout = 10 * time.Second
	readyFor     = 10 * time.Second
)

// mailRetries are the pauses between the attempts to send a mail.
var mailRetries = []time.Duration{2 * time.Second, 10 * time.Second, time.Minute}

// sendsCodes reports whether the shop proves orders by codes that are sent by mail.
func (c *Chat) sendsCodes() bool {
	_, found := c.config.Orders.(cart.EmailOrders)
	return found && c.config.Mailer != nil
}

// codesOf are the codes that a session's shopper may ask for from an address; nil
// where the shop sends none.
func (c *Chat) codesOf(session, address string) assistant.Codes {
	if !c.sendsCodes() {
		return nil
	}
	return &mailCodes{c, session, address}
}

// mailCodes implements [assistant.Codes]. Everything that depends on whether there
// is an order happens after the shopper was answered, in the background.
type mailCodes struct {
	chat             *Chat
	session, address string
}

// Send implements [assistant.Codes].
func (m *mailCodes) Send(ctx context.Context, key, email, number string) error {
	c := m.chat
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	if m.address != "" && c.codes.wait(m.address) > 0 {
		return errManyCodes
	}
	if err := c.mailReady(ctx); err != nil {
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		c.log.Error("chat: no mail can be sent, and shoppers who ask for a code are told so", "error", err)
		return &cart.Error{Code: cart.CodeNotNow, Message: "E-mail cannot be sent at the moment."}
	}
	now := c.steady.now()
	code := Code{ID: m.session + "/" + key, SessionID: m.session, Email: cart.FoldEmail(email), Made: now, Ends: now.Add(CodeLife)}
	if code.Email == "" {
		code.Number = cart.OrderNumber(number)
	}
	digits := newCode()
	code.Hash = hashCode(code.ID, m.session, digits)
	bounds := CodeBounds{Since: now.Add(-CodeWindow), Session: c.config.Limits.Codes.Session, Mailbox: c.config.Limits.Codes.Mailbox}
	err := c.config.Store.PutCode(ctx, c.config.Shop, code, bounds)
	switch {
	case errors.Is(err, ErrManyCodes):
		return errManyCodes
	case err != nil:
		return err
	case !c.spawn(func() { c.deliver(code, digits, bounds) }):
		return errClosing // whoever serves the shop next begins this turn anew
	}
	return nil
}

var errManyCodes = &cart.Error{Code: cart.CodeTooMany, Message: "You have asked for too many codes. Please look the order up by its number and e-mail address, or ask for a person."}

// mailReady asks the mailer whether it can send, if it can tell: not more often than
// is worth it, so that shoppers do not make the shop knock at its mail server's door.
func (c *Chat) mailReady(ctx context.Context) error {
	mailer, ok := c.config.Mailer.(interface{ Ready(context.Context) error })
	if known := c.mailSeen.Load(); !ok || known != nil && time.Since(*known) < readyFor {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, readyTimeout)
	defer cancel()
	err := mailer.Ready(ctx)
	if err == nil {
		now := time.Now()
		c.mailSeen.Store(&now)
	}
	return err
}

// deliver sends a code to the address that it was asked for, if anything was
// ordered with it. It tries for as long as that makes sense; whoever gets no code
// asks for another one.
func (c *Chat) deliver(code Code, digits string, bounds CodeBounds) {
	ctx, cancel := context.WithTimeout(c.life, CodeLife)
	defer cancel()
	c.sendMail(ctx, "a code", func() (Mail, error) {
		to, err := c.mailbox(ctx, &code, bounds)
		if err != nil || to == "" {
			return Mail{}, err
		}
		return c.codeMail(to, digits), nil
	})
}

// sendMail sends a mail, and again for as long as that makes sense. One to nobody is
// not sent. what says in the log what it is.
func (c *Chat) sendMail(ctx context.Context, what string, mail func() (Mail, error)) {
	for try := 0; ; try++ {
		m, err := mail()
		if err == nil && m.To == "" {
			return
		}
		if err == nil {
			err = c.config.Mailer.Send(ctx, m)
		}
		if err == nil {
			return
		}
		if !errors.Is(err, ErrUndeliverable) {
			c.mailSeen.Store(nil) // whoever asks next learns how it stands
		}
		final := errors.Is(err, ErrUndeliverable) || try == len(mailRetries)
		c.log.Warn("chat: "+what+" could not be sent by mail", "final", final, "error", withoutAddress(err, m.To))
		if final {
			return
		}
		select {
		case <-time.After(mailRetries[try]):
		case <-c.serving.Done():
			return
		}
	}
}

// mailbox is the address that a code is sent to; empty where nothing was ordered
// with it, or where it was sent too many already.
func (c *Chat) mailbox(ctx context.Context, code *Code, bounds CodeBounds) (string, error) {
	if code.Email == "" {
		order, err := c.config.Orders.Order(ctx, code.Number)
		if errors.Is(err, cart.ErrNoOrder) || err == nil && cart.FoldEmail(order.Email) == "" {
			return "", nil
		}
		if err != nil {
			return "", err
		}
		code.Email = cart.FoldEmail(order.Email)
	}
	err := c.config.Store.AimCode(ctx, c.config.Shop, code.ID, code.Email, bounds)
	if errors.Is(err, ErrManyCodes) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	orders, err := c.ordersOf(ctx, code.Email, 1)
	if err != nil || len(orders) == 0 {
		return "", err
	}
	return strings.TrimSpace(orders[0].Email), nil // as it was written when they ordered
}

// ordersOf are the orders that were placed with an address.
func (c *Chat) ordersOf(ctx context.Context, email string, limit int) ([]cart.Order, error) {
	by, ok := c.config.Orders.(cart.EmailOrders)
	if !ok || email == "" {
		return nil, nil
	}
	return by.OrdersByEmail(ctx, email, limit)
}

// Use implements [assistant.Codes].
func (m *mailCodes) Use(ctx context.Context, key, entered string) ([]string, error) {
	c := m.chat
	if ctx.Err() != nil {
		return nil, context.Cause(ctx)
	}
	code, err := c.config.Store.OpenCode(ctx, c.config.Shop, m.session, key)
	if errors.Is(err, ErrNotFound) {
		return nil, assistant.ErrNoCode
	}
	if err != nil {
		return nil, err
	}
	orders, err := c.ordersOf(ctx, code.Email, assistant.MaxOrders)
	if err != nil {
		return nil, err
	}
	try := CodeTry{ID: code.ID, Key: key, Most: c.config.Limits.Codes.Tries, Now: c.steady.now()}
	for _, o := range orders {
		try.Orders = append(try.Orders, o.Number)
	}
	if len(orders) > 0 { // without orders no code was sent, and none is right
		try.Hash = hashCode(code.ID, m.session, onlyDigits(entered))
	}
	err = c.config.Store.TryCode(ctx, c.config.Shop, try)
	switch {
	case errors.Is(err, ErrWrongCode):
		return nil, assistant.ErrWrongCode
	case errors.Is(err, ErrNotFound):
		return nil, assistant.ErrNoCode
	case err != nil:
		return nil, err
	}
	return try.Orders, nil
}

// codeDigits is how many digits a code has.
const codeDigits = 6

// newCode returns a code that nobody can guess.
func newCode() string {
	n, err := rand.Int(rand.Reader, big.NewInt(1_000_000))
	if err != nil {
		panic(err) // it never fails
	}
	return fmt.Sprintf("%0*d", codeDigits, n)
}

// hashCode is what is kept of a code. It belongs to one session and one request, and
// nobody can learn the code from another's. Six digits are soon found from it all the
// same: it keeps them from whoever sees the store by chance, and whoever has the store
// has the orders too.
func hashCode(id, session, digits string) []byte {
	sum := sha256.Sum256([]byte("aisle code\x00" + id + "\x00" + session + "\x00" + digits))
	return sum[:]
}

// onlyDigits are the digits of what a shopper has entered, whichever script they are
// of: a code is copied with spaces, and some keyboards write ٤ for 4.
func onlyDigits(text string) string {
	return strings.Map(func(r rune) rune {
		for _, zero := range "0٠۰０" {
			if zero <= r && r <= zero+9 {
				return '0' + r - zero
			}
		}
		return -1
	}, text)
}

// withoutAddress is an error's text without an address that a mail server may have
// repeated in it.
func withoutAddress(err error, address string) string {
	if address == "" {
		return err.Error()
	}
	return strings.ReplaceAll(err.Error(), address, "the address")
}
