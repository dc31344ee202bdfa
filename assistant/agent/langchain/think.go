package langchain

import (
	"strings"

	"github.com/aisle-chat/aisle/assistant/agent"
)

// Marks around what a model thinks before it answers. Servers that are not told to
// take it out leave it in the answer, where it is nobody's business.
const (
	thinks  = "<think>"
	thought = "</think>"
)

// thoughtless passes events on without the thoughts at the beginning of the words.
func thoughtless(emit func(agent.Event) error) func(agent.Event) error {
	const (
		begins = iota // nothing but what may be the beginning of the first mark has come
		within
		over
	)
	state, held, after := begins, "", false // after: a thought has come
	return func(e agent.Event) error {
		d, ok := e.(agent.Delta)
		if state == over {
			return emit(e)
		}
		if !ok {
			if _, stop := e.(agent.Stop); stop && state == begins && held != "" {
				state = over
				if err := emit(agent.Delta(held)); err != nil {
					return err
				}
			}
			return emit(e)
		}
		held += string(d)
		if state == begins {
			rest := strings.TrimLeft(held, " \t\r\n")
			switch {
			case strings.HasPrefix(rest, thinks):
				state, held = within, rest[len(thinks):]
			case strings.HasPrefix(thinks, rest):
				return nil
			case after:
				state = over
				return emit(agent.Delta(rest))
			default:
				state = over
				return emit(agent.Delta(held))
			}
		}
		_, answer, ended := strings.Cut(held, thought)
		if !ended {
			held = held[max(0, len(held)-len(thought)+1):] // the end of the mark may come in pieces
			return nil
		}
		if answer = strings.TrimLeft(answer, " \t\r\n"); answer == "" {
			held, state, after = "", begins, true // blanks may follow, and so may more thoughts
			return nil
		}
		state = over
		return emit(agent.Delta(answer))
	}
}
