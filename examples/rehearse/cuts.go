package main

import (
	"fmt"
	"io"
	"sync"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/grounding"
)

// cuts are the sentences that the verifier cut or changed. It is safe for
// concurrent use, and its zero value is ready.
type cuts struct {
	mu    sync.Mutex
	found []string // with the words that they answered
}

func (c *cuts) add(turn assistant.Turn, f grounding.Finding) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.found = append(c.found, fmt.Sprintf("%s, in answer to %q", f, turn.Text))
}

// tell prints each once.
func (c *cuts) tell(out io.Writer) {
	c.mu.Lock()
	defer c.mu.Unlock()
	told := map[string]bool{}
	for _, text := range c.found {
		if !told[text] {
			told[text] = true
			fmt.Fprintln(out, "rehearse: not said:", text)
		}
	}
}
