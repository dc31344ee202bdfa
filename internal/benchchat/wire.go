package main

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// shopper is one browser, as cheap as the peers' client is: it reads frames
// without decoding them.
type shopper struct {
	conn  net.Conn
	in    *bufio.Reader
	sent  int
	token string
	head  [2]byte
	text  string // what it says
	words []byte // that as a frame
	began time.Time
	card  time.Duration // how long the first card of a turn took
	frame []byte        // as it is sent
}

// greeting is what a shopper says, as the peers' clients do.
const greeting = "hello, is this jacket in stock in M? I need it by friday"

// arrive opens a session and a websocket at the shop and waits for its welcome.
func arrive(addr string, n int) (*shopper, error) {
	token, err := session(addr)
	if err != nil {
		return nil, err
	}
	// A few addresses of the loopback, since each has its own ports.
	dialer := net.Dialer{LocalAddr: &net.TCPAddr{IP: net.IPv4(127, 0, 0, byte(2+n%8))}, Timeout: 20 * time.Second}
	conn, err := dialer.Dial("tcp", addr)
	if err != nil {
		return nil, err
	}
	s := &shopper{conn: conn, in: bufio.NewReaderSize(conn, 32<<10), token: token, text: greeting}
	fmt.Fprintf(conn, "GET /aisle/ws HTTP/1.1\r\nHost: %s\r\nOrigin: http://%s\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"+
		"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"+
		"User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/150 Safari/537.36\r\nAccept-Language: en\r\n\r\n", addr, addr)
	status, err := s.in.ReadString('\n')
	if err != nil || !strings.Contains(status, " 101 ") {
		return nil, fmt.Errorf("websocket: %q, %w", status, err)
	}
	for line := status; line != "\r\n"; {
		if line, err = s.in.ReadString('\n'); err != nil {
			return nil, err
		}
	}
	hello, err := json.Marshal(map[string]any{"type": "hello", "v": 1, "token": token, "locale": "en-US", "entry": "launcher", "tab": fmt.Sprint("tab", n)})
	if err != nil {
		return nil, err
	}
	if err := s.send(hello); err != nil {
		return nil, err
	}
	return s, s.await(`{"type":"welcome"`, "")
}

var client = &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 64}, Timeout: 30 * time.Second}

func session(addr string) (token string, err error) {
	req, err := http.NewRequest(http.MethodPost, "http://"+addr+"/aisle/session", nil)
	if err != nil {
		return "", err
	}
	req.Header.Set("Origin", "http://"+addr)
	res, err := client.Do(req)
	if err != nil {
		return "", err
	}
	defer res.Body.Close()
	var answer struct {
		Token string `json:"token"`
	}
	if err := json.NewDecoder(res.Body).Decode(&answer); err != nil || answer.Token == "" {
		return "", fmt.Errorf("session: %s, %w", res.Status, err)
	}
	return answer.Token, nil
}

// send writes one masked text frame.
func (s *shopper) send(payload []byte) error {
	if n := len(payload); n < 126 {
		s.frame = append(s.frame[:0], 0x81, 0x80|byte(n), 1, 2, 3, 4)
	} else {
		s.frame = append(s.frame[:0], 0x81, 0x80|126, byte(n>>8), byte(n), 1, 2, 3, 4)
	}
	for i, c := range payload {
		s.frame = append(s.frame, c^byte(1+i&3))
	}
	_, err := s.conn.Write(s.frame)
	return err
}

// await reads frames until one begins with start and holds part.
func (s *shopper) await(start, part string) error {
	s.conn.SetReadDeadline(time.Now().Add(30 * time.Second))
	for {
		payload, err := s.next()
		switch {
		case err != nil:
			return err
		case bytes.HasPrefix(payload, []byte(`{"type":"error"`)):
			return fmt.Errorf("refused: %.200s", payload)
		case s.card == 0 && bytes.HasPrefix(payload, []byte(`{"type":"piece"`)) && bytes.Contains(payload, []byte(`"type":"products"`)):
			s.card = time.Since(s.began)
		case bytes.HasPrefix(payload, []byte(start)) && bytes.Contains(payload, []byte(part)):
			return nil
		}
	}
}

// next reads one frame; what it returns is good until the next call.
func (s *shopper) next() ([]byte, error) {
	head := &s.head
	if _, err := io.ReadFull(s.in, head[:]); err != nil {
		return nil, err
	}
	size := int(head[1] & 127)
	if size == 126 {
		var long [2]byte
		if _, err := io.ReadFull(s.in, long[:]); err != nil {
			return nil, err
		}
		size = int(binary.BigEndian.Uint16(long[:]))
	}
	payload, err := s.in.Peek(size)
	if err != nil {
		return nil, err
	}
	if _, err := s.in.Discard(size); err != nil {
		return nil, err
	}
	switch head[0] & 15 {
	case 8:
		return nil, fmt.Errorf("closed: %.100q", payload)
	case 9: // a ping comes back as a pong, masked with nothing
		_, err = s.conn.Write(append([]byte{0x8a, 0x80 | byte(size), 0, 0, 0, 0}, payload...))
	}
	return payload, err
}

// turn says something and waits until the reply is stored and here. It returns
// how long that took.
func (s *shopper) turn() (time.Duration, error) {
	s.sent++
	s.began, s.card = time.Now(), 0
	s.words = strconv.AppendInt(append(s.words[:0], `{"type":"send","id":"m`...), int64(s.sent), 10)
	s.words = append(append(append(s.words, `","text":"`...), s.text...), `"}`...)
	if err := s.send(s.words); err != nil {
		return 0, err
	}
	err := s.await(`{"type":"event"`, `"author":"assistant"`)
	return time.Since(s.began), err
}

// visit goes to another page and waits for its greeting: what is answered at
// once, without a write.
func (s *shopper) visit() (time.Duration, error) {
	s.sent++
	began := time.Now()
	page := fmt.Appendf(nil, `{"type":"visit","page":{"url":"/products/%d","title":"A jacket for hiking"}}`, s.sent)
	if err := s.send(page); err != nil {
		return 0, err
	}
	err := s.await(`{"type":"greeting"`, "")
	return time.Since(began), err
}
