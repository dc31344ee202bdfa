package fakellm

import (
	"encoding/json"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
)

// Request is what a client sent.
type Request struct {
	Header http.Header
	Body   []byte
	// Messages and Tools are those of Body, as OpenAI has them, whichever format the
	// client speaks.
	Messages []Message
	Tools    []string
}

// Message is one message of a request.
type Message struct {
	Role    string `json:"role"`
	Content string `json:"content"`
	CallID  string `json:"tool_call_id"`
	Calls   []struct {
		ID       string `json:"id"`
		Function Call   `json:"function"`
	} `json:"tool_calls"`
}

// call notes a call in a message.
func (m *Message) call(id, name, arguments string) {
	m.Calls = append(m.Calls, struct {
		ID       string `json:"id"`
		Function Call   `json:"function"`
	}{id, Call{Name: name, Arguments: arguments}})
}

// Server answers every POST to a path that ends in /chat/completions, and in Anthropic's
// format one that ends in /messages. It is safe for concurrent use.
type Server struct {
	next func(r *Request) Script

	mu       sync.Mutex
	requests []*Request
}

// New returns a server that answers what next says.
func New(next func(r *Request) Script) *Server { return &Server{next: next} }

// Sequence returns a server that answers one script after the other, and the last
// one for ever.
func Sequence(scripts ...Script) *Server {
	var mu sync.Mutex
	return New(func(*Request) Script {
		mu.Lock()
		defer mu.Unlock()
		s := scripts[0]
		if len(scripts) > 1 {
			scripts = scripts[1:]
		}
		return s
	})
}

// maxBody is the longest request in bytes.
const maxBody = 4 << 20

// ServeHTTP implements [http.Handler].
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	anthropic := strings.HasSuffix(r.URL.Path, "/messages")
	if r.Method != http.MethodPost || !anthropic && !strings.HasSuffix(r.URL.Path, "/chat/completions") {
		http.Error(w, `{"error":{"message":"no such page"}}`, http.StatusNotFound)
		return
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	if err != nil {
		http.Error(w, `{"error":{"message":"too long"}}`, http.StatusRequestEntityTooLarge)
		return
	}
	read := readOpenAI
	if anthropic {
		read = readAnthropic
	}
	request, err := read(body)
	if err != nil {
		http.Error(w, `{"error":{"message":"the request is not JSON"}}`, http.StatusBadRequest)
		return
	}
	request.Header, request.Body = r.Header.Clone(), body
	s.mu.Lock()
	s.requests = append(s.requests, request)
	s.mu.Unlock()
	script := s.next(request)
	if anthropic {
		script = script.Anthropic()
	}
	script.play(w, r)
}

func readOpenAI(body []byte) (*Request, error) {
	var parsed struct {
		Messages []Message `json:"messages"`
		Tools    []struct {
			Function struct {
				Name string `json:"name"`
			} `json:"function"`
		} `json:"tools"`
	}
	if err := json.Unmarshal(body, &parsed); err != nil {
		return nil, err
	}
	request := &Request{Messages: parsed.Messages}
	for _, t := range parsed.Tools {
		request.Tools = append(request.Tools, t.Function.Name)
	}
	return request, nil
}

// Requests are those that came so far.
func (s *Server) Requests() []*Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]*Request(nil), s.requests...)
}

// Pipe is a listener in memory, whose connections block as the clock of a
// testing/synctest bubble wants it. Dial makes one.
type Pipe struct {
	conns chan net.Conn
	gone  chan struct{}
	once  sync.Once
}

// NewPipe returns a listener.
func NewPipe() *Pipe { return &Pipe{conns: make(chan net.Conn), gone: make(chan struct{})} }

// Dial connects.
func (p *Pipe) Dial() (net.Conn, error) {
	ours, theirs := net.Pipe()
	select {
	case p.conns <- theirs:
		return ours, nil
	case <-p.gone:
		return nil, net.ErrClosed
	}
}

// Accept implements [net.Listener].
func (p *Pipe) Accept() (net.Conn, error) {
	select {
	case c := <-p.conns:
		return c, nil
	case <-p.gone:
		return nil, net.ErrClosed
	}
}

// Close implements [net.Listener].
func (p *Pipe) Close() error {
	p.once.Do(func() { close(p.gone) })
	return nil
}

// Addr implements [net.Listener].
func (p *Pipe) Addr() net.Addr { return &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 1} }
