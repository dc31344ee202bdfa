package langchain

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/aisle-chat/aisle/assistant/agent"
	"github.com/aisle-chat/aisle/assistant/agent/internal/remote"
	"github.com/aisle-chat/aisle/assistant/tool"
)

// Limits of an answer, in bytes.
const (
	maxLine   = 1 << 20
	maxAnswer = 4 << 20
	maxCalls  = 64
)

// chunk is one event of a stream.
type chunk struct {
	Choices []struct {
		Index  int    `json:"index"`
		Delta  delta  `json:"delta"`
		Finish string `json:"finish_reason"`
	} `json:"choices"`
	Usage *usage          `json:"usage"`
	Error json.RawMessage `json:"error"`
}

type delta struct {
	Content string      `json:"content"`
	Calls   []callDelta `json:"tool_calls"`
}

type callDelta struct {
	Index    *int   `json:"index"`
	ID       string `json:"id"`
	Function struct {
		Name      string `json:"name"`
		Arguments string `json:"arguments"`
	} `json:"function"`
}

type usage struct {
	Prompt     int `json:"prompt_tokens"`
	Completion int `json:"completion_tokens"`
}

// readStream reads server-sent events and emits what they say: words as they come,
// calls of tools whole and once, at the end. It returns an error for everything that
// is not a complete answer; calls of one that is not are not emitted.
func readStream(body io.Reader, emit func(agent.Event) error) error {
	limited := &io.LimitedReader{R: body, N: maxAnswer + 1}
	lines := bufio.NewScanner(limited)
	lines.Buffer(make([]byte, 0, 4<<10), maxLine)
	a := answer{emit: thoughtless(emit)}
	for lines.Scan() {
		data, ok := bytes.CutPrefix(lines.Bytes(), []byte("data:"))
		if !ok {
			continue // comments, names and ids of events
		}
		data = bytes.TrimSpace(data)
		if len(data) == 0 {
			continue
		}
		if string(data) == "[DONE]" {
			return a.end(true)
		}
		var c chunk
		if err := json.Unmarshal(data, &c); err != nil {
			return fmt.Errorf("an event of the stream is not what it should be: %w", err)
		}
		if err := a.take(&c); err != nil {
			return err
		}
	}
	switch err := lines.Err(); {
	case errors.Is(err, bufio.ErrTooLong):
		return fmt.Errorf("a line of the stream is longer than %d bytes", maxLine)
	case err != nil:
		return err
	case limited.N <= 0:
		return fmt.Errorf("the answer is longer than %d bytes", maxAnswer)
	}
	return a.end(false)
}

// answer is one that is being put together.
type answer struct {
	emit   func(agent.Event) error
	calls  []*agent.ToolCall
	at     map[int]*agent.ToolCall // the call that goes on, by index
	last   *agent.ToolCall         // the one that goes on where no index is given
	finish string
}

// take takes one event. Of several choices only the first is read.
func (a *answer) take(c *chunk) error {
	if len(c.Error) > 0 && string(c.Error) != "null" {
		return fmt.Errorf("the server reports an error in the middle of its answer: %s", remote.Reason(fmt.Appendf(nil, `{"error":%s}`, c.Error)))
	}
	if c.Usage != nil {
		if err := a.emit(agent.Usage{InputTokens: c.Usage.Prompt, OutputTokens: c.Usage.Completion}); err != nil {
			return err
		}
	}
	for _, choice := range c.Choices {
		if choice.Index != 0 {
			continue
		}
		if choice.Delta.Content != "" {
			if err := a.emit(agent.Delta(choice.Delta.Content)); err != nil {
				return err
			}
		}
		for i := range choice.Delta.Calls {
			if err := a.call(&choice.Delta.Calls[i]); err != nil {
				return err
			}
		}
		if choice.Finish != "" {
			a.finish = choice.Finish
		}
	}
	return nil
}

// call takes a piece of a call. Pieces belong together by their index; a new id
// under the same index is a new call, as Ollama sends them. Calls beyond maxCalls
// are read and forgotten: nobody would do them.
func (a *answer) call(d *callDelta) error {
	index := 0
	if d.Index != nil {
		index = *d.Index
	} else if d.ID == "" && a.last != nil {
		return a.add(a.last, d)
	}
	current := a.at[index]
	if current == nil || d.ID != "" && current.ID != "" && d.ID != current.ID {
		if d.ID == "" && d.Function.Name == "" && d.Function.Arguments == "" {
			return nil // a piece of nothing
		}
		current = &agent.ToolCall{}
		if len(a.calls) < maxCalls {
			a.calls = append(a.calls, current)
		}
		if a.at == nil {
			a.at = map[int]*agent.ToolCall{}
		}
		a.at[index] = current
	}
	a.last = current
	return a.add(current, d)
}

func (a *answer) add(c *agent.ToolCall, d *callDelta) error {
	if c.ID == "" {
		c.ID = d.ID
	}
	if c.Name == "" { // some servers repeat it with each piece
		c.Name = d.Function.Name
	}
	c.Arguments += d.Function.Arguments
	if len(c.Arguments) > tool.MaxArguments {
		return fmt.Errorf("the arguments of a call are longer than %d bytes", tool.MaxArguments)
	}
	return nil
}

// end emits what was put together, if the answer is complete: it says why it
// stopped, or that it is done.
func (a *answer) end(done bool) error {
	switch {
	case a.finish == "" && !done:
		return io.ErrUnexpectedEOF
	case a.finish == "content_filter":
		return errors.New("the server has withheld the answer")
	}
	for i, c := range a.calls {
		if c.Name == "" {
			continue
		}
		if c.ID == "" {
			c.ID = fmt.Sprintf("call-%d", i+1)
		}
		if err := a.emit(*c); err != nil {
			return err
		}
	}
	return a.emit(agent.Stop{Cut: a.finish == "length"})
}

// readWhole reads an answer in one piece, from a server that does not stream.
func readWhole(body io.Reader, emit func(agent.Event) error) error {
	data, err := io.ReadAll(io.LimitReader(body, maxAnswer+1))
	if err != nil {
		return err
	}
	if len(data) > maxAnswer {
		return fmt.Errorf("the answer is longer than %d bytes", maxAnswer)
	}
	var whole struct {
		Choices []struct {
			Index   int    `json:"index"`
			Message delta  `json:"message"`
			Finish  string `json:"finish_reason"`
		} `json:"choices"`
		Usage *usage          `json:"usage"`
		Error json.RawMessage `json:"error"`
	}
	if err := json.Unmarshal(data, &whole); err != nil {
		return fmt.Errorf("the answer is not what it should be: %w", err)
	}
	if len(whole.Choices) == 0 && len(whole.Error) == 0 {
		return errors.New("an answer without content")
	}
	a := answer{emit: thoughtless(emit)}
	c := chunk{Usage: whole.Usage, Error: whole.Error}
	for _, choice := range whole.Choices[:min(len(whole.Choices), 1)] {
		for i := range choice.Message.Calls { // whole calls, whatever their index
			choice.Message.Calls[i].Index = &i
		}
		c.Choices = append(c.Choices, struct {
			Index  int    `json:"index"`
			Delta  delta  `json:"delta"`
			Finish string `json:"finish_reason"`
		}{0, choice.Message, choice.Finish})
	}
	if err := a.take(&c); err != nil {
		return err
	}
	return a.end(strings.TrimSpace(a.finish) != "" || len(whole.Choices) > 0)
}
