package main

import (
	"context"
	"log/slog"

	"github.com/aisle-chat/aisle/chat"
)

// printer is the demo shop's Mailer: it sends nothing and prints in the log to whom it
// would send what, with the subject, in which a code stands: so that everything can be
// tried without a mail server. A real shop uses the one of package chat/smtp.
type printer struct{ log *slog.Logger }

var _ chat.Mailer = printer{}

// Send implements [chat.Mailer].
func (p printer) Send(_ context.Context, m chat.Mail) error {
	if err := m.Check(); err != nil {
		return err
	}
	p.log.Info("this demo sends no e-mail; here is what a shopper would get", "to", m.To, "subject", m.Subject)
	return nil
}
