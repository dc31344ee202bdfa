package smtp

import (
	"bytes"
	"crypto/rand"
	"fmt"
	"mime"
	"mime/quotedprintable"
	"net/mail"
	"strings"
	"time"

	"github.com/aisle-chat/aisle/chat"
)

// write makes the message that travels: plain text in quoted-printable, so that
// every server takes it, and marked as written by a program, so that no absence
// note answers it. Nothing of m reaches the header but through an encoder.
func (m *Mailer) write(letter chat.Mail) []byte {
	var b bytes.Buffer
	to := mail.Address{Address: letter.To}
	for _, field := range []struct{ name, value string }{
		{"From", m.from.String()},
		{"To", to.String()},
		{"Subject", encodeSubject(letter.Subject)},
		{"Date", m.config.Now().Format(time.RFC1123Z)},
		{"Message-ID", "<" + rand.Text() + "@" + m.domain + ">"},
		{"Auto-Submitted", "auto-generated"},
		{"MIME-Version", "1.0"},
		{"Content-Type", "text/plain; charset=utf-8"},
		{"Content-Transfer-Encoding", "quoted-printable"},
	} {
		fmt.Fprintf(&b, "%s: %s\r\n", field.name, field.value)
	}
	b.WriteString("\r\n")
	body := quotedprintable.NewWriter(&b)
	body.Write([]byte(strings.ReplaceAll(letter.Text, "\r\n", "\n"))) // neither fails on a buffer
	body.Close()
	return b.Bytes()
}

// encodeSubject writes a subject as a header holds it, a line for each of its
// encoded words.
func encodeSubject(subject string) string {
	return strings.ReplaceAll(mime.QEncoding.Encode("utf-8", subject), "?= =?", "?=\r\n =?")
}
