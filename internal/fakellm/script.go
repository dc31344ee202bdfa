package fakellm

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"
)

// Script is one answer.
type Script struct {
	ID      string            `json:"id"`
	Name    string            `json:"name"`
	Status  int               `json:"status"` // 0 is 200
	Headers map[string]string `json:"headers"`
	Chunks  []Chunk           `json:"chunks"`
	// TCP is a fault below HTTP: "reset_after_headers" is done by the server, the
	// others are the test's to set up.
	TCP string `json:"tcp"`
	// Expect says what an agent should make of it.
	Expect string `json:"expect"`
}

// Chunk is a piece of an answer: Text, or a pause, or Repeat N times with EveryMS
// between, within Prefix and Suffix. In JSON a text may stand for itself, and bytes
// that are no text are written in hexadecimal.
type Chunk struct {
	Text    string `json:"-"`
	Hex     string `json:"hex"`
	SleepMS int    `json:"sleep_ms"`
	Prefix  string `json:"prefix"`
	Repeat  string `json:"repeat"`
	Suffix  string `json:"suffix"`
	N       int    `json:"n"`
	EveryMS int    `json:"every_ms"`
}

// UnmarshalJSON reads a text or an object.
func (c *Chunk) UnmarshalJSON(data []byte) error {
	if bytes.HasPrefix(data, []byte(`"`)) {
		return json.Unmarshal(data, &c.Text)
	}
	type plain Chunk
	if err := json.Unmarshal(data, (*plain)(c)); err != nil {
		return err
	}
	text, err := hex.DecodeString(c.Hex)
	c.Text = string(text)
	return err
}

// Paced is the script with a pause before each piece.
func (s Script) Paced(pause time.Duration) Script {
	s.Chunks = slices.Clone(s.Chunks)
	for i := range s.Chunks {
		s.Chunks[i].SleepMS += int(pause.Milliseconds())
	}
	return s
}

// ForShop is the script with our tools where it calls those that any shop may have,
// and with a product of the shop's.
func (s Script) ForShop(product string) Script {
	names := strings.NewReplacer(
		`\"name\":\"search\",\"arguments\":\"{}\"`, `\"name\":\"search_products\",\"arguments\":\"{\\\"text\\\":\\\"jacket\\\"}\"`,
		`"name":"search","arguments":"{}"`, `"name":"search_products","arguments":"{\"text\":\"jacket\"}"`,
		`"name":"search"`, `"name":"search_products"`, `\"q\"`, `\"text\"`,
		`"name":"cart.add"`, `"name":"add_to_cart"`, `\"qty\"`, `\"quantity\"`, `P-1`, product,
	)
	s.Chunks = slices.Clone(s.Chunks)
	for i := range s.Chunks {
		c := &s.Chunks[i]
		c.Text, c.Prefix = names.Replace(c.Text), names.Replace(c.Prefix)
	}
	return s
}

// play writes the answer.
func (s Script) play(w http.ResponseWriter, r *http.Request) {
	out := http.NewResponseController(w)
	for name, value := range s.Headers {
		w.Header().Set(name, value)
	}
	if w.Header().Get("Content-Type") == "" {
		w.Header().Set("Content-Type", "application/json")
	}
	status := s.Status
	if status == 0 {
		status = http.StatusOK
	}
	w.WriteHeader(status)
	if out.Flush() != nil {
		return
	}
	if s.TCP == "reset_after_headers" {
		panic(http.ErrAbortHandler)
	}
	write := func(text string) bool {
		_, err := w.Write([]byte(text))
		return err == nil
	}
	wait := func(ms int) bool {
		if ms == 0 {
			return r.Context().Err() == nil
		}
		select {
		case <-time.After(time.Duration(ms) * time.Millisecond):
			return true
		case <-r.Context().Done():
			return false
		}
	}
	for _, c := range s.Chunks {
		if !wait(c.SleepMS) || !write(c.Text+c.Prefix) {
			return
		}
		for done := 0; done < c.N; {
			many := 1
			if c.EveryMS == 0 { // in larger pieces
				many = min(c.N-done, max(1, 32<<10/max(1, len(c.Repeat))))
			}
			if !write(strings.Repeat(c.Repeat, many)) || !wait(c.EveryMS) {
				return
			}
			if done += many; c.EveryMS > 0 && out.Flush() != nil {
				return
			}
		}
		if !write(c.Suffix) || out.Flush() != nil {
			return
		}
	}
}

// Call is a call of a tool.
type Call struct {
	ID        string `json:"id"`
	Name      string `json:"name"`
	Arguments string `json:"arguments"`
}

// Text is the answer of a server that is well: words in pieces, why it stopped, what
// it cost, the end.
func Text(pieces ...string) Script {
	s := stream(event(`{"role":"assistant","content":""}`, "", nil))
	for _, p := range pieces {
		s.Chunks = append(s.Chunks, event(`{"content":`+quote(p)+`}`, "", nil))
	}
	return s.end("stop")
}

// Calls is the answer of a server that is well and calls tools, all at once, after
// some words where there are any.
func Calls(words string, calls ...Call) Script {
	s := stream(event(`{"role":"assistant","content":`+quote(words)+`}`, "", nil))
	for i, c := range calls {
		id := c.ID
		if id == "" {
			id = fmt.Sprintf("call_%d", i+1)
		}
		head := fmt.Sprintf(`{"tool_calls":[{"index":%d,"id":%s,"type":"function","function":{"name":%s,"arguments":""}}]}`, i, quote(id), quote(c.Name))
		tail := fmt.Sprintf(`{"tool_calls":[{"index":%d,"function":{"arguments":%s}}]}`, i, quote(c.Arguments))
		s.Chunks = append(s.Chunks, event(head, "", nil), event(tail, "", nil))
	}
	return s.end("tool_calls")
}

func stream(first Chunk) Script {
	return Script{Headers: map[string]string{"Content-Type": "text/event-stream"}, Chunks: []Chunk{first}}
}

func (s Script) end(why string) Script {
	s.Chunks = append(s.Chunks, event(`{}`, why, nil), event("", "", []int{100, 20}), Chunk{Text: "data: [DONE]\n\n"})
	return s
}

// event is one event of a stream; with usage it has no choice.
func event(delta, finish string, usage []int) Chunk {
	choices, more := "", ""
	if delta != "" {
		why := "null"
		if finish != "" {
			why = quote(finish)
		}
		choices = `{"index":0,"delta":` + delta + `,"finish_reason":` + why + `}`
	}
	if usage != nil {
		more = fmt.Sprintf(`,"usage":{"prompt_tokens":%d,"completion_tokens":%d,"total_tokens":%d}`, usage[0], usage[1], usage[0]+usage[1])
	}
	return Chunk{Text: `data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1795346208,"model":"scripted","choices":[` + choices + `]` + more + "}\n\n"}
}

func quote(text string) string {
	data, err := json.Marshal(text)
	if err != nil {
		panic(err)
	}
	return string(data)
}
