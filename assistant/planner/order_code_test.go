package planner

import (
	"context"
	"strings"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/cart"
)

// codes are what a chat server keeps of the codes that a shopper was sent.
type codes struct {
	on, down bool
	sent     int
	tries    int    // of the newest one
	open     bool   // it still holds
	to       string // where it went; empty where nothing was ordered
}

// theCode is every code.
const theCode = "482913"

// maxSent is how many codes a shopper is sent, maxTries how often each is tried.
const (
	maxSent  = 4
	maxTries = 3
)

// mailbox implements assistant.Codes as a chat server does.
type mailbox struct{ k *talker }

func (m mailbox) Send(ctx context.Context, _, email, number string) error {
	c := &m.k.codes
	switch {
	case c.down:
		return &cart.Error{Code: cart.CodeNotNow, Message: "E-mail cannot be sent at the moment."}
	case c.sent == maxSent:
		return &cart.Error{Code: cart.CodeTooMany, Message: "You have asked for too many codes. Please look the order up by its number and e-mail address, or ask for a person."}
	}
	c.sent, c.tries, c.open, c.to = c.sent+1, 0, true, ""
	if o, err := m.k.book.Order(ctx, number); err == nil && email == "" {
		email = o.Email
	}
	if orders, err := m.k.book.OrdersByEmail(ctx, email, 1); err == nil && len(orders) > 0 {
		c.to = email
	}
	return nil
}

func (m mailbox) Use(ctx context.Context, _, code string) ([]string, error) {
	c := &m.k.codes
	if !c.open {
		return nil, assistant.ErrNoCode
	}
	c.tries++
	if c.to == "" || strings.NewReplacer(" ", "", "-", "").Replace(code) != theCode {
		c.open = c.tries < maxTries
		return nil, assistant.ErrWrongCode
	}
	c.open = false
	orders, err := m.k.book.OrdersByEmail(ctx, c.to, assistant.MaxOrders)
	var numbers []string
	for _, o := range orders {
		numbers = append(numbers, o.Number)
	}
	m.k.proven = append(m.k.proven, numbers...)
	return numbers, err
}
