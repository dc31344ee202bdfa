package agent

import (
	"fmt"
	"hash/maphash"
	"sync"
	"unicode/utf8"
)

// Counter counts the tokens of a text. Implementations are safe for concurrent
// use. assistant/agent/token has one for OpenAI's models. Counts are kept with the
// messages under its name: what a method Name() string returns, or else its type.
type Counter interface{ Count(text string) int }

// nameOf is what a counter is called where its counts are kept: by its Name method, if
// it has one, or its type. Two that count differently need different names.
func nameOf(c Counter) string {
	if named, ok := c.(interface{ Name() string }); ok {
		return named.Name()
	}
	return fmt.Sprintf("%T", c)
}

// Estimate is the Counter for models whose tokens nobody knows: it counts a token
// for four bytes of ASCII and one for every other character, which is rather too
// much than too little.
var Estimate Counter = estimate{}

type estimate struct{}

// Name is what its counts are kept under.
func (estimate) Name() string { return "estimate" }

func (estimate) Count(text string) int {
	ascii, wide := 0, 0
	for i := 0; i < len(text); {
		if text[i] < utf8.RuneSelf {
			ascii, i = ascii+1, i+1
			continue
		}
		_, size := utf8.DecodeRuneInString(text[i:])
		wide, i = wide+1, i+size
	}
	return (ascii+3)/4 + wide
}

// memo remembers how many tokens texts have, so that a turn counts only what is
// new in the conversation.
type memo struct {
	mu     sync.Mutex
	counts map[uint64]int
}

const maxMemo = 8192

var memoSeed = maphash.MakeSeed()

// count counts a text once.
func (m *memo) count(c Counter, text string) int {
	if len(text) < 32 {
		return c.Count(text)
	}
	key := maphash.String(memoSeed, text)
	m.mu.Lock()
	n, ok := m.counts[key]
	m.mu.Unlock()
	if ok {
		return n
	}
	n = c.Count(text)
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.counts == nil || len(m.counts) >= maxMemo {
		m.counts = map[uint64]int{}
	}
	m.counts[key] = n
	return n
}
