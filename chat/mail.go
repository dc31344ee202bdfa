package chat

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// What a [Mail] holds at most.
const (
	MaxMailSubject = 200       // characters
	MaxMailText    = 256 << 10 // bytes
)

// ErrUndeliverable says that a mail will not arrive however often it is sent: its
// address does not exist, or the mail server refuses it. Test with errors.Is.
var ErrUndeliverable = errors.New("chat: this mail cannot be delivered")

// Mail is one message in plain text. Who it comes from is the [Mailer]'s.
type Mail struct {
	// To is one e-mail address with no name: "ada@mail.example".
	To string
	// Subject is one line, at most MaxMailSubject characters.
	Subject string
	// Text are lines that end in "\n", at most MaxMailText bytes of UTF-8.
	Text string
}

// Check says what makes m no mail that can be sent: above all, whatever could
// become a line of the header that nobody has written. A Mailer asks before it
// sends anything.
func (m Mail) Check() error {
	switch {
	case !isEmail(m.To) || strings.ContainsFunc(m.To, unicode.IsControl) || len(m.To) > 254:
		return fmt.Errorf("%w: the address is not one e-mail address", ErrUndeliverable)
	case m.Subject == "" || strings.ContainsFunc(m.Subject, breaksLine) || !utf8.ValidString(m.Subject):
		return fmt.Errorf("%w: the subject must be one line of text", ErrUndeliverable)
	case utf8.RuneCountInString(m.Subject) > MaxMailSubject:
		return fmt.Errorf("%w: the subject has more than %d characters", ErrUndeliverable, MaxMailSubject)
	case !utf8.ValidString(m.Text) || len(m.Text) > MaxMailText:
		return fmt.Errorf("%w: the text must be UTF-8 of at most %d bytes", ErrUndeliverable, MaxMailText)
	}
	return nil
}

// breaksLine reports whether some reader may take r for the end of a line, or for
// no text at all.
func breaksLine(r rune) bool { return unicode.IsControl(r) || r == '\u2028' || r == '\u2029' }

// Mailer sends mail for a shop; package chat/smtp has one. It is safe for
// concurrent use.
//
// One that can tell whether it is able to send at the moment has a method
//
//	Ready(ctx context.Context) error
//
// besides, which is nil if so. It is asked before a shopper is told that a mail is
// on its way, unless it was ready a moment ago and has failed nothing since.
type Mailer interface {
	// Send returns nil once a server has taken the mail. An error that matches
	// ErrUndeliverable is for good; after any other one the same mail may be sent
	// again, and it may have been taken all the same.
	Send(ctx context.Context, m Mail) error
}
