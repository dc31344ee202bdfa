// Package smtp is the [chat.Mailer] that hands mail to a server by SMTP, with
// nothing but the standard library:
//
//	mailer, err := smtp.New(smtp.Config{
//		Addr: "smtp.shop.example:587", From: "Larkhollow <orders@shop.example>",
//		Username: "orders@shop.example", Password: os.Getenv("SMTP_PASSWORD"),
//	})
//
// Mail and password travel encrypted or not at all: by STARTTLS, which the server
// must offer, or from the first byte on with [Config.Implicit]. A server on the
// same machine can do without; see [Config.Plain].
//
// The name of this package is that of the standard library's net/smtp, which it
// speaks through.
package smtp
