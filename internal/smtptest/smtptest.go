// Package smtptest is a mail server for tests: it speaks SMTP over loopback, keeps
// what it is given, and can be sick in the ways that mail servers are.
package smtptest

import (
	"bufio"
	"crypto/tls"
	"crypto/x509"
	"encoding/base64"
	"fmt"
	"io"
	"mime"
	"mime/quotedprintable"
	"net"
	"net/http/httptest"
	"net/mail"
	"net/textproto"
	"strings"
	"sync"
	"testing"
	"time"
)

// Options say how a server behaves. The zero value offers STARTTLS and asks for no
// password.
type Options struct {
	// Implicit speaks TLS from the first byte on, Plain never.
	Implicit, Plain bool
	// Username and Password are asked for, by AUTH PLAIN, if set.
	Username, Password string
	// UTF8 takes addresses with letters beyond ASCII.
	UTF8 bool
	// Answer, if not nil, answers a command in the server's place: "450 later". An
	// empty answer leaves it to the server, and "hang" never answers. Commands are
	// lines as the client sent them, and "DATA." for the end of a mail.
	Answer func(command string) string
}

// Mail is one mail as it arrived.
type Mail struct {
	// From and To are the envelope's; TLS is true where it came encrypted, and User
	// who sent it.
	From, To string
	TLS      bool
	User     string
	// Header is as it was sent, Subject decoded, Text the body decoded.
	Header  mail.Header
	Subject string
	Text    string
	// Raw are the bytes of the message.
	Raw string

	err error // why it is no mail
}

// wait is how long a test waits for what must come.
const wait = 30 * time.Second

// Server is a mail server on loopback.
type Server struct {
	// Addr is its "host:port".
	Addr string
	// Roots has the authority of its certificate, which is for 127.0.0.1.
	Roots *x509.CertPool

	options Options
	tls     *tls.Config
	mails   chan Mail

	mu      sync.Mutex
	conns   map[net.Conn]struct{}
	down    bool
	gone    chan struct{} // closed when it goes down
	running sync.WaitGroup
}

// Start starts a server that runs until the test is over.
func Start(t testing.TB, options Options) *Server {
	t.Helper()
	web := httptest.NewTLSServer(nil) // for its certificate
	defer web.Close()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := &Server{
		Addr: listener.Addr().String(), Roots: x509.NewCertPool(), options: options,
		tls: &tls.Config{Certificates: web.TLS.Certificates}, mails: make(chan Mail, 1000), conns: map[net.Conn]struct{}{}, gone: make(chan struct{}),
	}
	s.Roots.AddCert(web.Certificate())
	s.running.Go(func() { s.accept(listener) })
	t.Cleanup(func() {
		listener.Close()
		s.Down()
		s.running.Wait()
	})
	return s
}

func (s *Server) accept(listener net.Listener) {
	for {
		raw, err := listener.Accept()
		if err != nil {
			return
		}
		s.mu.Lock()
		gone, down := s.gone, s.down
		if down {
			raw.Close()
		} else {
			s.conns[raw] = struct{}{}
			s.running.Go(func() { s.talk(raw, gone) })
		}
		s.mu.Unlock()
	}
}

// talk serves one connection.
func (s *Server) talk(raw net.Conn, gone chan struct{}) {
	conn := raw
	if s.options.Implicit {
		conn = tls.Server(raw, s.tls)
	}
	(&talk{server: s, conn: conn, gone: gone, tls: s.options.Implicit}).run()
	raw.Close()
	s.mu.Lock()
	delete(s.conns, raw)
	s.mu.Unlock()
}

// Down breaks all connections, and from then on each new one at once. The address
// stays the server's, so that nobody else's program gets it meanwhile.
func (s *Server) Down() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.down {
		return
	}
	s.down = true
	close(s.gone)
	for conn := range s.conns {
		conn.Close()
	}
}

// Up lets a server that is down take connections again.
func (s *Server) Up() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.down {
		s.down, s.gone = false, make(chan struct{})
	}
}

// Next returns the next mail, and fails the test if none comes.
func (s *Server) Next(t testing.TB) Mail {
	t.Helper()
	select {
	case m := <-s.mails:
		if m.err != nil {
			t.Fatalf("this is no mail: %v\n%s", m.err, m.Raw)
		}
		return m
	case <-time.After(wait):
		t.Fatal("no mail came")
		return Mail{}
	}
}

// Waiting are the mails that have come and that Next has not returned.
func (s *Server) Waiting() int { return len(s.mails) }

// talk is one connection.
type talk struct {
	server *Server
	conn   net.Conn
	gone   chan struct{}
	in     *bufio.Reader
	tls    bool
	mail   Mail
	user   string
}

func (k *talk) say(line string) error {
	_, err := io.WriteString(k.conn, line+"\r\n")
	return err
}

func (k *talk) run() {
	k.in = bufio.NewReader(k.conn)
	if k.answered("CONNECT") || k.say("220 mail.test ESMTP") != nil {
		return
	}
	for {
		line, err := k.in.ReadString('\n')
		if err != nil {
			return
		}
		if line = strings.TrimRight(line, "\r\n"); !k.answered(line) && !k.command(line) {
			return
		}
	}
}

// answered answers a command as the test wants it, if it does.
func (k *talk) answered(command string) bool {
	if k.server.options.Answer == nil {
		return false
	}
	switch answer := k.server.options.Answer(command); answer {
	case "":
		return false
	case "hang":
		<-k.gone
		return true
	default:
		return k.say(answer) == nil
	}
}

// command does what a line asks for; false ends the talk.
func (k *talk) command(line string) bool {
	o := &k.server.options
	verb, rest, _ := strings.Cut(line, " ")
	switch strings.ToUpper(verb) {
	case "EHLO", "HELO":
		return k.greet(o)
	case "STARTTLS":
		if o.Plain || k.tls {
			return k.say("502 no") == nil
		}
		if k.say("220 go ahead") != nil {
			return false
		}
		conn := tls.Server(k.conn, k.server.tls)
		if conn.Handshake() != nil {
			return false
		}
		k.conn, k.in, k.tls = conn, bufio.NewReader(conn), true
		return true
	case "AUTH":
		return k.login(o, rest)
	case "MAIL", "RCPT":
		return k.envelope(o, strings.ToUpper(verb), rest)
	case "DATA":
		return k.data()
	case "RSET", "NOOP":
		return k.say("250 ok") == nil
	case "QUIT":
		k.say("221 bye")
		return false
	}
	return k.say("500 what?") == nil
}

func (k *talk) greet(o *Options) bool {
	lines := []string{"mail.test"}
	if !o.Plain && !k.tls {
		lines = append(lines, "STARTTLS")
	}
	if o.Username != "" && (k.tls || o.Plain) {
		lines = append(lines, "AUTH PLAIN")
	}
	if o.UTF8 {
		lines = append(lines, "SMTPUTF8", "8BITMIME")
	}
	for i, line := range lines {
		mark := "-"
		if i == len(lines)-1 {
			mark = " "
		}
		if k.say("250"+mark+line) != nil {
			return false
		}
	}
	return true
}

func (k *talk) login(o *Options, rest string) bool {
	secret, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(rest, "PLAIN "))
	if want := "\x00" + o.Username + "\x00" + o.Password; err != nil || o.Username == "" || string(secret) != want {
		return k.say("535 who are you?") == nil
	}
	k.user = o.Username
	return k.say("235 welcome") == nil
}

func (k *talk) envelope(o *Options, verb, rest string) bool {
	from, to := strings.Index(rest, "<"), strings.Index(rest, ">")
	switch {
	case o.Username != "" && k.user == "":
		return k.say("530 who are you?") == nil
	case from < 0 || to < from:
		return k.say("501 no address") == nil
	case verb == "MAIL":
		k.mail = Mail{From: rest[from+1 : to], TLS: k.tls, User: k.user}
	default:
		k.mail.To = rest[from+1 : to]
	}
	return k.say("250 ok") == nil
}

// data takes a mail.
func (k *talk) data() bool {
	if k.mail.To == "" {
		return k.say("503 to whom?") == nil
	}
	if k.say("354 go ahead") != nil {
		return false
	}
	raw, err := io.ReadAll(textproto.NewReader(k.in).DotReader())
	if err != nil {
		return false
	}
	if k.answered("DATA.") {
		return true
	}
	m, err := parse(string(raw))
	m.err = err
	m.From, m.To, m.TLS, m.User = k.mail.From, k.mail.To, k.mail.TLS, k.mail.User
	k.server.mails <- m
	k.mail = Mail{}
	return k.say("250 taken") == nil
}

// parse reads a message.
func parse(raw string) (Mail, error) {
	m := Mail{Raw: raw}
	read, err := mail.ReadMessage(strings.NewReader(raw))
	if err != nil {
		return m, err
	}
	m.Header = read.Header
	if m.Subject, err = new(mime.WordDecoder).DecodeHeader(read.Header.Get("Subject")); err != nil {
		return m, err
	}
	body := read.Body
	switch encoding := read.Header.Get("Content-Transfer-Encoding"); encoding {
	case "quoted-printable":
		body = quotedprintable.NewReader(body)
	case "", "7bit", "8bit":
	default:
		return m, fmt.Errorf("smtptest: unknown encoding %q", encoding)
	}
	text, err := io.ReadAll(body)
	m.Text = strings.ReplaceAll(string(text), "\r\n", "\n")
	return m, err
}
