package chat

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"
)

// echoSocket answers every message with itself, over the very socket that the
// chat uses, and closes it for what the chat would.
func echoSocket(w http.ResponseWriter, r *http.Request) {
	s, err := acceptSocket(w, r, 32<<20, false)
	if err != nil {
		return
	}
	defer s.cut()
	for {
		kind, data, err := s.next()
		if err == nil && kind == websocket.MessageText {
			err = checkUTF8(data)
		}
		if end, ours := err.(*ending); ours {
			s.end(end.code, end.reason)
		}
		if err != nil {
			return
		}
		if s.ws.Write(r.Context(), kind, data) != nil {
			return
		}
	}
}

// The vectors of the protocol suite that everybody runs, over an echo mount of
// our socket: none may fail.
func TestPromise_S21_Protocol(t *testing.T) {
	shared, err := filepath.Abs(filepath.Join("..", "..", "shared"))
	if err != nil {
		t.Fatal(err)
	}
	cases := filepath.Join(shared, "eval", "security", "ws_autobahn.jsonl")
	if _, err := os.Stat(cases); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal(err)
		}
		t.Skipf("the protocol's vectors and the program that runs them are not beside the checkout: %v", err)
	}
	program := filepath.Join(t.TempDir(), "wsconf")
	build := exec.Command("go", "build", "-C", filepath.Join(shared, "tools", "wsconf"), "-o", program, ".")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("wsconf does not build: %v\n%s", err, out)
	}
	server := httptest.NewServer(http.HandlerFunc(echoSocket))
	defer server.Close()
	out, err := exec.Command(program, "-cases", cases, "-url", "ws"+strings.TrimPrefix(server.URL, "http")+"/").CombinedOutput()
	t.Logf("%s", bytes.TrimSpace(out))
	if err != nil {
		t.Errorf("wsconf: %v", err)
	}
}

// handshake is a request for a websocket.
const handshake = "GET /ws HTTP/1.1\r\nHost: shop.test\r\nOrigin: http://shop.test\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: %s\r\n\r\n"

// clientFrame is a whole frame, masked with zeros.
func clientFrame(opcode byte, payload string) []byte {
	head := []byte{0x80 | opcode}
	if n := len(payload); n < 126 {
		head = append(head, 0x80|byte(n))
	} else {
		head = binary.BigEndian.AppendUint16(append(head, 0x80|126), uint16(n))
	}
	return append(append(head, 0, 0, 0, 0), payload...)
}

// A browser's first frames may come together with its request. However much of
// them the server has read by then, none is lost.
func TestEarlyFramesAreKept(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(echoSocket))
	defer server.Close()
	for _, size := range []int{1, 100, readBuffer, 2000, 5000, 60_000} {
		first, second := strings.Repeat("a", size), strings.Repeat("b", 300)
		in := shakeHands(t, server.Listener.Addr(), append(clientFrame(1, first), clientFrame(1, second)...))
		for _, want := range []string{first, second} {
			if got := readFrame(t, in); got != want {
				t.Fatalf("%d bytes came early: %d came back of %d", size, len(got), len(want))
			}
		}
	}
}

// A close frame is answered with its own code and reason, and one whose reason
// is not UTF-8 with 1007.
func TestPromise_S21_CloseReasons(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(echoSocket))
	defer server.Close()
	const normal, notUTF8 = "\x03\xe8", "\x03\xef"
	for sent, want := range map[string]string{
		"": "", normal: normal, normal + "bye": normal + "bye", normal + "\xc3\xa4": normal + "\xc3\xa4",
		normal + "\xff": notUTF8, normal + "\xed\xa0\x80" + strings.Repeat("x", 100): notUTF8,
	} {
		in := shakeHands(t, server.Listener.Addr(), append(clientFrame(1, "first"), clientFrame(8, sent)...))
		if got := readFrame(t, in); got != "first" {
			t.Errorf("%q came back", got)
		}
		if got := readFrame(t, in); got != want {
			t.Errorf("a close frame of %q was answered with %q, want %q", sent, got, want)
		}
	}
}

// What looks like a close frame in the middle of another frame is left alone.
func TestMendKnowsWhereFramesBegin(t *testing.T) {
	w := wire{}
	for _, part := range [][]byte{
		{0x81, 6, 'a', 'b'}, {0x88, 4, 0xff, 0xff}, {0x81, 126, 1, 44}, bytes.Repeat([]byte{0x88, 3}, 150), {0x8a, 0}, {0x88, 0}, {0x88, 2, 3, 0xe8},
	} {
		if got := w.mend(part); !bytes.Equal(got, part) {
			t.Errorf("% x became % x", part, got)
		}
	}
	if got, want := w.mend([]byte{0x88, 3, 3, 0xe8, 0xff}), []byte{0x88, 2, 3, 0xef}; !bytes.Equal(got, want) {
		t.Errorf("a bad reason became % x", got)
	}
}

// shakeHands opens a websocket and sends frames in the same breath.
func shakeHands(t *testing.T, to net.Addr, frames []byte) *bufio.Reader {
	t.Helper()
	conn, err := net.Dial("tcp", to.String())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	conn.SetDeadline(time.Now().Add(10 * time.Second))
	request := fmt.Appendf(nil, handshake, base64.StdEncoding.EncodeToString(make([]byte, 16)))
	if _, err := conn.Write(append(request, frames...)); err != nil {
		t.Fatal(err)
	}
	in := bufio.NewReader(conn)
	if res, err := http.ReadResponse(in, nil); err != nil || res.StatusCode != http.StatusSwitchingProtocols {
		t.Fatalf("%v, %v", res, err)
	}
	return in
}

// readFrame returns the payload of the next frame.
func readFrame(t *testing.T, in io.Reader) string {
	t.Helper()
	head := make([]byte, 2)
	if _, err := io.ReadFull(in, head); err != nil {
		t.Fatal(err)
	}
	size := int(head[1])
	if size == 126 {
		if _, err := io.ReadFull(in, head); err != nil {
			t.Fatal(err)
		}
		size = int(binary.BigEndian.Uint16(head))
	}
	text := make([]byte, size)
	if _, err := io.ReadFull(in, text); err != nil {
		t.Fatal(err)
	}
	return string(text)
}
