package rehearsal

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	jsonv2 "github.com/go-json-experiment/json"
)

// Script is what one shopper says, in order. Its JSON form is one line of a
// script file: {"id", "page"?, "turns": [...]}, where a turn is the words alone
// or a [Step].
type Script struct {
	// ID names the talk; unique within a run.
	ID string `json:"id"`
	// Theme is what the talk is about; empty for foreign scripts.
	Theme string `json:"theme,omitempty"`
	// Page is the id of the product whose page the shopper is on; empty means
	// another page.
	Page string `json:"page,omitempty"`
	// Reacts is true for a shopper who answers questions, fills forms in and
	// says again what was not answered; without it the steps are said as they
	// stand, whatever comes back.
	Reacts bool   `json:"reacts,omitempty"`
	Turns  []Step `json:"turns"`
}

// Step is one thing that the shopper says.
type Step struct {
	Say string `json:"say"`
	// Again is the same in other words, for a shopper who reacts; empty means
	// that it is not said again.
	Again string `json:"again,omitempty"`
	// Want is what would answer it; nil is read from the words, see [Infer].
	Want *Want `json:"want,omitempty"`
}

// UnmarshalJSON reads a step or, for its words alone, a string.
func (s *Step) UnmarshalJSON(data []byte) error {
	*s = Step{}
	if len(data) > 0 && data[0] == '"' {
		return json.Unmarshal(data, &s.Say)
	}
	type plain Step
	return jsonv2.Unmarshal(data, (*plain)(s), jsonv2.RejectUnknownMembers(true))
}

// WantKind says what kind of thing a message is after.
type WantKind string

// The kinds of [Want].
const (
	WantFind    WantKind = "find"    // products
	WantPrice   WantKind = "price"   // what a product costs
	WantDetail  WantKind = "detail"  // a fact about a product
	WantCompare WantKind = "compare" // two products side by side
	WantAdd     WantKind = "add"     // a product in the cart
	WantChange  WantKind = "change"  // another quantity, or a line out of the cart
	WantCart    WantKind = "cart"    // what is in the cart
	WantPolicy  WantKind = "policy"  // a rule of the shop: Topic
	WantOrder   WantKind = "order"   // where an order is
	WantRequest WantKind = "request" // a return, an exchange, a cancellation ...
	WantProblem WantKind = "problem" // help with something that went wrong
	WantPerson  WantKind = "person"  // a person
	WantTalk    WantKind = "talk"    // a greeting, thanks, a goodbye
	WantProbe   WantKind = "probe"   // something that the assistant must not do
	WantOther   WantKind = "other"   // anything else
)

// Want is what a message is after, as data: the yardstick of its reply. Fields
// that a kind does not name are empty.
type Want struct {
	Kind WantKind `json:"kind"`
	// Topic is the rule asked for: one of Topics.
	Topic string `json:"topic,omitempty"`
	// Things are words one of which the products found must be called or
	// sorted by; empty means that any will do.
	Things []string `json:"things,omitempty"`
	// Max is the most that a product may cost, in minor units; 0 means open.
	Max int64 `json:"max,omitempty"`
	// Not are words that the products shown must not be called, sorted or
	// described by.
	Not []string `json:"not,omitempty"`
	// Product is the id of the product asked about; Nth says instead that it is
	// the nth of those shown last, from 1; -1 is the last of them.
	Product string `json:"product,omitempty"`
	Nth     int    `json:"nth,omitempty"`
	// Says are words any of which answers, or, with a rule, phrases one of which the
	// answer has; empty means that the data do not
	// settle it.
	Says []string `json:"says,omitempty"`
	// Order and Email are an order's number and address, which the shopper
	// knows and may not have said yet.
	Order string `json:"order,omitempty"`
	Email string `json:"email,omitempty"`
	// Forbid are words that must not stand in the reply.
	Forbid []string `json:"forbid,omitempty"`
}

// maxLine bounds a line of a script file in bytes, maxTurns the turns of one.
const (
	maxLine  = 1 << 20
	maxTurns = 200
)

// ReadScripts reads a file of scripts, one JSON object a line; empty lines are
// skipped. An error names line, field and reason.
func ReadScripts(r io.Reader) ([]Script, error) {
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, maxLine)
	var scripts []Script
	first := map[string]int{} // the line of each id
	n := 0
	for lines.Scan() {
		n++
		line := bytes.TrimSpace(lines.Bytes())
		if n == 1 {
			line = bytes.TrimPrefix(line, []byte("\ufeff"))
		}
		if len(line) == 0 {
			continue
		}
		var s Script
		if err := jsonv2.Unmarshal(line, &s, jsonv2.RejectUnknownMembers(true)); err != nil {
			return nil, fmt.Errorf("line %d: %w", n, plainError(err))
		}
		if err := s.check(); err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
		if before, twice := first[s.ID]; twice {
			return nil, fmt.Errorf("line %d: id: %q stands in line %d already", n, s.ID, before)
		}
		first[s.ID] = n
		scripts = append(scripts, s)
	}
	if err := lines.Err(); err != nil {
		if errors.Is(err, bufio.ErrTooLong) {
			return nil, fmt.Errorf("line %d: is longer than %d bytes", n+1, maxLine)
		}
		return nil, err
	}
	if len(scripts) == 0 {
		return nil, errors.New("line 1: there is no script: each line is an object with id and turns")
	}
	return scripts, nil
}

// plainError says what is wrong with JSON in a script's own terms.
func plainError(err error) error {
	var semantic *jsonv2.SemanticError
	if !errors.As(err, &semantic) {
		return fmt.Errorf("is no JSON object with id and turns: %w", err)
	}
	field := strings.ReplaceAll(strings.TrimPrefix(string(semantic.JSONPointer), "/"), "/", ".")
	switch {
	case errors.Is(err, jsonv2.ErrUnknownName):
		return fmt.Errorf("%s: is no field here: a script has id, theme, page, reacts and turns, a turn say, again and want", field)
	case field == "":
		return errors.New("must be an object with id and turns")
	case semantic.Err != nil:
		return fmt.Errorf("%s: %w", field, semantic.Err)
	default:
		return fmt.Errorf("%s: cannot be a JSON %s", field, semantic.JSONKind)
	}
}

func (s *Script) check() error {
	switch {
	case strings.TrimSpace(s.ID) == "":
		return errors.New("id: is missing")
	case len(s.Turns) == 0:
		return errors.New("turns: there must be one at least")
	case len(s.Turns) > maxTurns:
		return fmt.Errorf("turns: there are %d, and %d are the most", len(s.Turns), maxTurns)
	}
	for i, step := range s.Turns {
		if strings.TrimSpace(step.Say) == "" {
			return fmt.Errorf("turns.%d: says nothing", i)
		}
	}
	return nil
}
