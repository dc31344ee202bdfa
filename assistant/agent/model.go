package agent

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"time"

	"github.com/aisle-chat/aisle/assistant/tool"
)

// Model is a language model. Implementations are safe for concurrent use.
//
// Generate sends one request and yields what comes back, as it comes. An error is
// the last thing it yields. When ctx ends it stops soon, yielding ctx's error. A
// sequence that ends without a [Stop] was cut off.
type Model interface {
	Generate(ctx context.Context, r Request) iter.Seq2[Event, error]
}

// Request is what a model reads.
type Request struct {
	// System is the policy. It comes first.
	System string
	// Messages are the conversation, oldest first.
	Messages []Message
	// Tools may be called; none means that the model only writes.
	Tools []tool.Tool
	// MaxTokens bounds the answer.
	MaxTokens int
}

// Role says whose words a [Message] has.
type Role string

// The roles.
const (
	RoleUser      Role = "user"
	RoleAssistant Role = "assistant"
	RoleTool      Role = "tool"
)

// Message is one entry of the conversation as a model reads it.
type Message struct {
	Role Role
	Text string
	// Calls are the tools that the assistant called; only with RoleAssistant.
	Calls []ToolCall
	// CallID and Name say whose result Text is; only with RoleTool.
	CallID string
	Name   string

	tokens int // of Text, where they are known
}

// Event is something that comes back: a [Delta], a [ToolCall], a [Usage] or a
// [Stop]. The set is closed.
type Event interface{ event() }

// Delta is some more text.
type Delta string

// ToolCall asks for a tool. It comes whole.
type ToolCall struct {
	ID   string
	Name string
	// Arguments are what the model wrote, meant to be a JSON object.
	Arguments string
}

// Usage is what the request has cost, as the provider counts. The last one counts.
type Usage struct{ InputTokens, OutputTokens int }

// Stop says that the answer is complete, and why.
type Stop struct {
	// Cut is true where the model had more to say: it ran into MaxTokens.
	Cut bool
}

func (Delta) event()    {}
func (ToolCall) event() {}
func (Usage) event()    {}
func (Stop) event()     {}

// Error is a request that failed, as an adapter reports it.
type Error struct {
	// Status is the HTTP status; 0 where none came.
	Status int
	// RetryAfter is how long the provider asks to wait; 0 where it does not say.
	RetryAfter time.Duration
	// Err is what happened. Its text, which is logged, holds no key.
	Err error
}

// Error describes the failure.
func (e *Error) Error() string {
	if e.Status != 0 {
		return fmt.Sprintf("agent: the model answered with status %d: %v", e.Status, e.Err)
	}
	return fmt.Sprintf("agent: the model cannot be asked: %v", e.Err)
}

// Unwrap returns Err.
func (e *Error) Unwrap() error { return e.Err }

// retryable reports whether the same request may succeed a little later.
func retryable(err error) (after time.Duration, ok bool) {
	e, is := errors.AsType[*Error](err)
	if !is || e.Status != 429 && e.Status < 500 {
		return 0, false
	}
	return e.RetryAfter, true
}

// Why a turn was given to the fallback. They are the keys of [Report.Fallbacks].
var (
	errFirst    = errors.New("no first token in time")
	errStall    = errors.New("silence in the middle")
	errWhole    = errors.New("the turn took too long")
	errCutOff   = errors.New("the answer was cut off")
	errRambling = errors.New("the answer is too long")
	errRounds   = errors.New("too many rounds of tools")
	errNothing  = errors.New("nothing of the answer could be verified")
	errOpen     = errors.New("the model has failed lately")
	errBudget   = errors.New("the budget is spent")
	errPanic    = errors.New("a panic")
)
