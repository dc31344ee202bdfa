package fakellm

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// Anthropic is the script in the format of Anthropic's messages: the same words and
// calls, and the same faults. What is no event stays as it is.
func (s Script) Anthropic() Script {
	if s.Status != 0 && s.Status != 200 || !strings.HasPrefix(s.header("Content-Type"), "text/event-stream") {
		return s
	}
	var m messageStream
	chunks := []Chunk{{Text: m.event("message_start", `"message":{"id":"msg_1","type":"message","role":"assistant","model":"scripted","content":[],"usage":{"input_tokens":100,"output_tokens":0}}`)}}
	for _, c := range s.Chunks {
		c.Text = m.translate(c.Text)
		if c.Prefix != "" {
			c.Prefix, c.Suffix = m.halves(c.Prefix, c.Suffix)
		} else if c.Repeat != "" { // a block begins once
			first, again := m.translate(c.Repeat), m.translate(c.Repeat)
			c.Prefix, c.Repeat = strings.TrimSuffix(first, again), again
		}
		chunks = append(chunks, c)
	}
	s.Chunks = chunks
	return s
}

func (s *Script) header(name string) string {
	for n, value := range s.Headers {
		if strings.EqualFold(n, name) {
			return value
		}
	}
	return ""
}

// messageStream translates events of one stream into those of the other.
type messageStream struct {
	open   []int // blocks that have begun and not ended
	used   int   // tokens
	finish string
}

func (m *messageStream) event(kind, fields string) string {
	return "event: " + kind + "\ndata: {\"type\":\"" + kind + "\"," + fields + "}\n\n"
}

// translate returns a piece of a stream with its events translated.
func (m *messageStream) translate(text string) string {
	var out strings.Builder
	ended := false // the event that a blank line would end
	for line := range strings.Lines(text) {
		if ended && strings.TrimRight(line, "\r\n") == "" {
			continue
		}
		data, is := strings.CutPrefix(strings.TrimRight(line, "\r\n"), "data: ")
		if translated, ok := m.data(data); is && ok {
			out.WriteString(translated)
			ended = true
			continue
		}
		ended = false
		if is && strings.HasSuffix(line, "\n") { // what is no event is sent as one
			out.WriteString("event: content_block_delta\n")
		}
		out.WriteString(line)
	}
	return out.String()
}

// data translates what stands in one event; ok is false for what is none.
func (m *messageStream) data(data string) (translated string, ok bool) {
	if data == "[DONE]" {
		return m.end(), true
	}
	var event struct {
		Choices []struct {
			Index int `json:"index"`
			Delta struct {
				Content string `json:"content"`
				Calls   []struct {
					Index    int    `json:"index"`
					ID       string `json:"id"`
					Function Call   `json:"function"`
				} `json:"tool_calls"`
			} `json:"delta"`
			Finish string `json:"finish_reason"`
		} `json:"choices"`
		Usage *struct {
			Completion int `json:"completion_tokens"`
		} `json:"usage"`
		Error json.RawMessage `json:"error"`
	}
	if json.Unmarshal([]byte(data), &event) != nil {
		return "", false
	}
	if event.Error != nil {
		return m.event("error", `"error":`+string(event.Error)), true
	}
	if event.Usage != nil {
		m.used = event.Usage.Completion
	}
	var out strings.Builder
	for _, choice := range event.Choices {
		if choice.Index != 0 {
			continue // there is one answer only
		}
		if choice.Delta.Content != "" {
			out.WriteString(m.begin(0, `{"type":"text","text":""}`))
			out.WriteString(m.event("content_block_delta", `"index":0,"delta":{"type":"text_delta","text":`+quote(choice.Delta.Content)+`}`))
		}
		for _, c := range choice.Delta.Calls {
			at := c.Index + 1 // after the words
			if c.Function.Name != "" {
				out.WriteString(m.begin(at, `{"type":"tool_use","id":`+quote(c.ID)+`,"name":`+quote(c.Function.Name)+`,"input":{}}`))
			}
			if c.Function.Arguments != "" {
				out.WriteString(m.event("content_block_delta", fmt.Sprintf(`"index":%d,"delta":{"type":"input_json_delta","partial_json":%s}`, at, quote(c.Function.Arguments))))
			}
		}
		if choice.Finish != "" {
			m.finish = choice.Finish
		}
	}
	return out.String(), true
}

// begin begins a block, if it has not begun.
func (m *messageStream) begin(at int, block string) string {
	if slices.Contains(m.open, at) {
		return ""
	}
	m.open = append(m.open, at)
	return m.event("content_block_start", fmt.Sprintf(`"index":%d,"content_block":%s`, at, block))
}

// end ends all blocks and the message.
func (m *messageStream) end() string {
	why := map[string]string{"tool_calls": "tool_use", "length": "max_tokens", "content_filter": "refusal"}[m.finish]
	if why == "" {
		why = "end_turn"
		if slices.ContainsFunc(m.open, func(at int) bool { return at > 0 }) {
			why = "tool_use"
		}
	}
	var out strings.Builder
	for _, at := range m.open {
		out.WriteString(m.event("content_block_stop", fmt.Sprintf(`"index":%d`, at)))
	}
	m.open = nil
	out.WriteString(m.event("message_delta", fmt.Sprintf(`"delta":{"stop_reason":%s},"usage":{"output_tokens":%d}`, quote(why), m.used)))
	out.WriteString("event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n")
	return out.String()
}

// Events that stand around something that is repeated, so that each half is no JSON.
var (
	wordsHalf = regexp.MustCompile(`^data: \{"choices":\[\{"delta":\{"content":"`)
	callHalf  = regexp.MustCompile(`^data: \{"choices":\[\{"delta":\{"tool_calls":\[\{"index":(\d+),"id":("[^"]*"),"function":\{"name":("[^"]*"),"arguments":"`)
)

func (m *messageStream) halves(before, after string) (string, string) {
	if rest, ok := cut(wordsHalf, before); ok {
		return m.begin(0, `{"type":"text","text":""}`) +
			"event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"" + rest, strings.Replace(after, "}}]}", "}}", 1)
	}
	if rest, ok := cut(callHalf, before); ok {
		parts := callHalf.FindStringSubmatch(before)
		return m.begin(1, `{"type":"tool_use","id":`+parts[2]+`,"name":`+parts[3]+`,"input":{}}`) +
			"event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":1,\"delta\":{\"type\":\"input_json_delta\",\"partial_json\":\"" + rest, strings.Replace(after, "}}]}}]}", "}}", 1)
	}
	return before, after
}

func cut(pattern *regexp.Regexp, text string) (rest string, ok bool) {
	at := pattern.FindStringIndex(text)
	if at == nil {
		return "", false
	}
	return text[at[1]:], true
}

// readAnthropic reads a request in Anthropic's format.
func readAnthropic(body []byte) (*Request, error) {
	type block struct {
		Type    string          `json:"type"`
		Text    string          `json:"text"`
		ID      string          `json:"id"`
		Name    string          `json:"name"`
		Input   json.RawMessage `json:"input"`
		Result  string          `json:"tool_use_id"`
		Content json.RawMessage `json:"content"`
	}
	var parsed struct {
		System   json.RawMessage `json:"system"`
		Messages []struct {
			Role    string          `json:"role"`
			Content json.RawMessage `json:"content"`
		} `json:"messages"`
		Tools []struct {
			Name string `json:"name"`
		} `json:"tools"`
	}
	if err := json.Unmarshal(body, &parsed); err != nil {
		return nil, err
	}
	// A content is a text or a list of blocks.
	blocks := func(content json.RawMessage) []block {
		var text string
		if json.Unmarshal(content, &text) == nil {
			return []block{{Type: "text", Text: text}}
		}
		var all []block
		if json.Unmarshal(content, &all) != nil {
			return nil
		}
		return all
	}
	words := func(all []block) string {
		var text strings.Builder
		for _, b := range all {
			text.WriteString(b.Text)
		}
		return text.String()
	}
	r := &Request{}
	if parsed.System != nil {
		r.Messages = append(r.Messages, Message{Role: "system", Content: words(blocks(parsed.System))})
	}
	for _, m := range parsed.Messages {
		whole := Message{Role: m.Role}
		for _, b := range blocks(m.Content) {
			switch b.Type {
			case "tool_result":
				r.Messages = append(r.Messages, Message{Role: "tool", CallID: b.Result, Content: words(blocks(b.Content))})
			case "tool_use":
				whole.call(b.ID, b.Name, string(b.Input))
			default:
				whole.Content += b.Text
			}
		}
		if whole.Content != "" || whole.Calls != nil {
			r.Messages = append(r.Messages, whole)
		}
	}
	for _, t := range parsed.Tools {
		r.Tools = append(r.Tools, t.Name)
	}
	return r, nil
}
