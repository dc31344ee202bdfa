package chat

import (
	"bufio"
	"bytes"
	"crypto/tls"
	"encoding/binary"
	"net"
	"net/http"
	"sync"
	"time"
	"unicode/utf8"

	"github.com/coder/websocket"
)

// The buffers of an idle websocket. net/http's own are 4 KiB each; a control
// frame fits into either.
const (
	readBuffer  = 144
	writeBuffer = 128
)

// hijacker hands a connection over with buffers that are small, on a wire.
type hijacker struct {
	http.ResponseWriter
	wire *wire
}

func (h *hijacker) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	conn, brw, err := http.NewResponseController(h.ResponseWriter).Hijack()
	if err != nil {
		return nil, nil, err
	}
	early, err := brw.Reader.Peek(brw.Reader.Buffered())
	if err != nil {
		conn.Close()
		return nil, nil, err
	}
	boundSending(conn)
	h.wire = &wire{Conn: conn, early: bytes.Clone(early), turn: make(chan struct{}, 1)}
	return h.wire, bufio.NewReadWriter(bufio.NewReaderSize(h.wire, readBuffer), bufio.NewWriterSize(h.wire, writeBuffer)), nil
}

// sendBuffer is how much the system keeps of what a browser does not read, which
// would grow to megabytes of its own accord. It doubles the number.
const sendBuffer = 128 << 10

func boundSending(conn net.Conn) {
	if secure, ok := conn.(*tls.Conn); ok {
		conn = secure.NetConn()
	}
	if tcp, ok := conn.(*net.TCPConn); ok {
		tcp.SetWriteBuffer(sendBuffer) // without it more memory is used, nothing else
	}
}

// WriteHeaderNow is what gin's writer needs before it is hijacked.
func (h *hijacker) WriteHeaderNow() {
	if w, ok := h.ResponseWriter.(interface{ WriteHeaderNow() }); ok {
		w.WriteHeaderNow()
	}
}

// canHijack looks where http.ResponseController looks.
func canHijack(w http.ResponseWriter) bool {
	for {
		switch inner := w.(type) {
		case http.Hijacker:
			return true
		case interface{ Unwrap() http.ResponseWriter }:
			w = inner.Unwrap()
		default:
			return false
		}
	}
}

// wire is the network below a websocket. It begins with what the server had
// read already, writes many frames at once, each write within
// DefaultWriteTimeout, and answers a close frame whose reason is not UTF-8 as
// RFC 6455 wants it, which the library above does not.
type wire struct {
	net.Conn
	early []byte // belongs to the reader

	// turn is taken by whoever writes, for as long as the network takes. What
	// follows belongs to that one.
	turn chan struct{}
	held *bytes.Buffer // what is written while frames are gathered
	rest int           // bytes of a frame that are still to be written
}

// batches are buffers for frames that are written at once.
var batches = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func (w *wire) Read(p []byte) (int, error) {
	if len(w.early) > 0 {
		n := copy(p, w.early)
		if w.early = w.early[n:]; len(w.early) == 0 {
			w.early = nil
		}
		return n, nil
	}
	return w.Conn.Read(p)
}

func (w *wire) Write(p []byte) (int, error) {
	w.turn <- struct{}{}
	defer func() { <-w.turn }()
	data := w.mend(p)
	if w.held != nil {
		w.held.Write(data)
		return len(p), nil
	}
	if err := w.put(data); err != nil {
		return 0, err
	}
	return len(p), nil
}

// gather holds back what is written until flush.
func (w *wire) gather() {
	w.turn <- struct{}{}
	defer func() { <-w.turn }()
	w.held = batches.Get().(*bytes.Buffer)
}

func (w *wire) flush() error {
	w.turn <- struct{}{}
	defer func() { <-w.turn }()
	held := w.held
	w.held = nil
	err := w.put(held.Bytes())
	if held.Cap() <= 2*maxBatch {
		held.Reset()
		batches.Put(held)
	}
	return err
}

// put writes to the network. It is the caller's turn.
func (w *wire) put(data []byte) error {
	if len(data) == 0 {
		return nil
	}
	if err := w.SetWriteDeadline(time.Now().Add(DefaultWriteTimeout)); err != nil {
		return err
	}
	_, err := w.Conn.Write(data)
	return err
}

// mend returns p, which the library writes, or what to write instead of it. A
// frame begins with its header in one piece, and a control frame is one piece.
func (w *wire) mend(p []byte) []byte {
	if w.rest == 0 && len(p) >= 2 {
		const opClose = 8
		head, size := frameSize(p)
		w.rest = head + size
		if p[0]&15 == opClose && size > 2 && len(p) == w.rest && !utf8.Valid(p[head+2:]) {
			w.rest = 0
			return binary.BigEndian.AppendUint16([]byte{p[0], 2}, uint16(websocket.StatusInvalidFramePayloadData))
		}
	}
	w.rest = max(w.rest-len(p), 0)
	return p
}

// frameSize reads the header of a frame that is not masked.
func frameSize(p []byte) (head, size int) {
	switch short := int(p[1] & 127); {
	case short == 126 && len(p) >= 4:
		return 4, int(binary.BigEndian.Uint16(p[2:]))
	case short == 127 && len(p) >= 10:
		return 10, int(binary.BigEndian.Uint64(p[2:]))
	default:
		return 2, short
	}
}
