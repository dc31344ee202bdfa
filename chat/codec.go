package chat

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"sync"

	strict "github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/aisle-chat/aisle/assistant"
)

// MaxDepth is how deep the JSON of a command may be nested.
const MaxDepth = 32

// Command is what a browser sends: [Hello], [Send], [Stop], [CartAdd],
// [CartSet], [CartCode], [Track], [GiveRating], [Typing] or [Visit].
type Command interface {
	// Type is the command's "type" on the wire.
	Type() string
	command()
}

// Frame is what the server sends: [Welcome], [Logged], [Ack], [Failure],
// [Started], [Delta], [Piece], [Working], [Retracted], [PersonTyping], [CartNow],
// [Greeted], [Ping] or [GoingAway].
type Frame interface {
	// Type is the frame's "type" on the wire.
	Type() string
	frame()
}

// DecodeCommand reads one command as a browser sent it. It is strict: the text
// is exactly one JSON object of valid UTF-8, at most MaxDepth deep, with a
// known "type", without unknown or repeated keys, and every value has the type
// of its field. The error says what is wrong, in words that may be sent back.
func DecodeCommand(data []byte) (Command, error) {
	command, _, err := decodeCommand(data)
	return command, err
}

// decodeCommand also returns the command's id, as far as it could be read, so
// that a refusal can name it.
func decodeCommand(data []byte) (_ Command, id string, err error) {
	kind, id, err := scan(data)
	if err != nil {
		return nil, id, err
	}
	decode, known := commands[kind]
	if !known {
		return nil, id, fmt.Errorf("unknown command %.40q", kind)
	}
	command, err := decode(data)
	return command, id, err
}

// commandID returns the id of a command that is refused unread, or "".
func commandID(data []byte) string {
	_, id, _ := scan(data)
	return id
}

// EncodeCommand writes c as a browser would.
func EncodeCommand(c Command) ([]byte, error) { return tagged(c.Type(), c) }

// EncodeFrame writes f for the wire.
func EncodeFrame(f Frame) ([]byte, error) {
	switch f := f.(type) {
	case Ack:
		return encodeAck(f), nil
	case Started:
		return encodeStarted(f), nil
	case Logged:
		return encodeLogged(f.Event)
	}
	return tagged(f.Type(), f)
}

func encodeLogged(e Event) ([]byte, error) {
	if data, ok := encodePlain(e); ok {
		return data, nil
	}
	f := Logged{Event: e}
	return tagged(f.Type(), f)
}

// DecodeFrame reads one frame as a client does: what it does not know within a
// frame is ignored. A frame of an unknown type is an error that matches
// [ErrUnknownFrame], which clients skip.
func DecodeFrame(data []byte) (Frame, error) {
	var head struct {
		Type string `json:"type"`
	}
	if err := json.Unmarshal(data, &head); err != nil {
		return nil, fmt.Errorf("chat: frame: %w", err)
	}
	decode, known := frames[head.Type]
	if !known {
		return nil, fmt.Errorf("%w %.40q", ErrUnknownFrame, head.Type)
	}
	return decode(data)
}

// ErrUnknownFrame says that a frame has a type that this version lacks.
var ErrUnknownFrame = errors.New("chat: unknown frame")

var commands = map[string]func([]byte) (Command, error){
	"hello":     command[Hello],
	"send":      command[Send],
	"stop":      command[Stop],
	"cart_add":  command[CartAdd],
	"cart_set":  command[CartSet],
	"cart_code": command[CartCode],
	"track":     command[Track],
	"rate":      command[GiveRating],
	"typing":    command[Typing],
	"visit":     command[Visit],
}

var frames = map[string]func([]byte) (Frame, error){
	"welcome":       frame[Welcome],
	"event":         frame[Logged],
	"ack":           frame[Ack],
	"error":         frame[Failure],
	"started":       frame[Started],
	"delta":         frame[Delta],
	"piece":         frame[Piece],
	"working":       frame[Working],
	"retracted":     frame[Retracted],
	"person_typing": frame[PersonTyping],
	"cart":          frame[CartNow],
	"ping":          frame[Ping],
	"going_away":    frame[GoingAway],
	"greeting":      frame[Greeted],
}

func command[C Command](data []byte) (Command, error) {
	var into struct {
		Type string `json:"type"`
		Body C      `json:",embed"`
	}
	if err := strict.Unmarshal(data, &into, strict.RejectUnknownMembers(true)); err != nil {
		return nil, explain(into.Body.Type(), err)
	}
	return into.Body, nil
}

func frame[F Frame](data []byte) (Frame, error) {
	var f F
	if err := json.Unmarshal(data, &f); err != nil {
		return nil, fmt.Errorf("chat: frame %s: %w", f.Type(), err)
	}
	return f, nil
}

// scanner is what scan needs, for the next one.
type scanner struct {
	text bytes.Reader
	dec  jsontext.Decoder
}

var scanners = sync.Pool{New: func() any { return new(scanner) }}

// scan checks the syntax of the whole text and returns the command's type and
// id; the latter is "" where there is none, or none that may be given back.
func scan(data []byte) (kind, id string, err error) {
	scanner := scanners.Get().(*scanner)
	defer scanners.Put(scanner)
	scanner.text.Reset(data)
	scanner.dec.Reset(&scanner.text)
	dec := &scanner.dec
	key := "" // of the value that comes next in the object
	for first := true; ; first = false {
		token, err := dec.ReadToken()
		switch {
		case err == io.EOF && !first:
			if kind == "" {
				return "", id, errors.New(`the command has no "type"`)
			}
			return kind, id, nil
		case err != nil:
			return "", id, explain("", err)
		case first && token.Kind() != '{':
			return "", id, errors.New("a command is a JSON object")
		case dec.StackDepth() > MaxDepth:
			return "", id, fmt.Errorf("the command is nested deeper than %d", MaxDepth)
		case dec.StackDepth() == 0:
			if rest := bytes.TrimLeft(data[dec.InputOffset():], " \t\r\n"); len(rest) > 0 {
				return "", id, errors.New("something follows the command's JSON object")
			}
		case dec.StackDepth() == 1 && token.Kind() == '"':
			_, length := dec.StackIndex(1)
			switch isKey := length%2 == 1; {
			case isKey:
				key = token.String()
			case key == "type":
				kind = token.String()
			case key == "id":
				if text := token.String(); len(text) <= MaxID {
					id = text
				}
			}
		}
	}
}

// explain turns a decoder's error into words for whoever wrote the command.
func explain(kind string, err error) error {
	var syntax *jsontext.SyntacticError
	var semantic *strict.SemanticError
	what := "the command"
	if kind != "" {
		what = "the command " + kind
	}
	switch {
	case errors.Is(err, strict.ErrUnknownName) && errors.As(err, &semantic):
		return fmt.Errorf("%s has no field %.60q", what, string(semantic.JSONPointer))
	case errors.As(err, &semantic):
		return fmt.Errorf("%s has a wrong value at %.60q", what, string(semantic.JSONPointer))
	case errors.Is(err, jsontext.ErrDuplicateName) && errors.As(err, &syntax):
		return fmt.Errorf("%s repeats the field %.60q", what, string(syntax.JSONPointer))
	case errors.As(err, &syntax):
		return fmt.Errorf("%s is not valid JSON at byte %d", what, syntax.ByteOffset)
	default:
		return fmt.Errorf("%s is not valid JSON", what)
	}
}

// tagged writes v, which is a JSON object, with its type in front.
func tagged(kind string, v any) ([]byte, error) {
	body, err := json.Marshal(v)
	if err != nil {
		return nil, fmt.Errorf("chat: writing %s: %w", kind, err)
	}
	out := make([]byte, 0, len(body)+len(kind)+12)
	out = append(out, `{"type":"`...)
	out = append(out, kind...)
	out = append(out, '"')
	if len(body) > 2 {
		out = append(out, ',')
	}
	return append(out, body[1:]...), nil
}

// UnmarshalJSON reads a piece with whatever block it carries.
func (p *Piece) UnmarshalJSON(data []byte) error {
	var raw struct {
		Turn  string          `json:"turn"`
		Part  int             `json:"part"`
		Block json.RawMessage `json:"block"`
	}
	if err := json.Unmarshal(data, &raw); err != nil {
		return err
	}
	var parts assistant.Parts
	if err := json.Unmarshal([]byte("["+string(raw.Block)+"]"), &parts); err != nil {
		return err
	}
	*p = Piece{Turn: raw.Turn, Part: raw.Part}
	if len(parts) == 1 {
		p.Block, _ = parts[0].(assistant.Block)
	}
	return nil
}

// Type returns "hello".
func (Hello) Type() string { return "hello" }

// Type returns "send".
func (Send) Type() string { return "send" }

// Type returns "stop".
func (Stop) Type() string { return "stop" }

// Type returns "cart_add".
func (CartAdd) Type() string { return "cart_add" }

// Type returns "cart_set".
func (CartSet) Type() string { return "cart_set" }

// Type returns "cart_code".
func (CartCode) Type() string { return "cart_code" }

// Type returns "track".
func (Track) Type() string { return "track" }

// Type returns "rate".
func (GiveRating) Type() string { return "rate" }

// Type returns "typing".
func (Typing) Type() string { return "typing" }

// Type returns "visit".
func (Visit) Type() string { return "visit" }

func (Hello) command()      {}
func (Send) command()       {}
func (Stop) command()       {}
func (CartAdd) command()    {}
func (CartSet) command()    {}
func (CartCode) command()   {}
func (Track) command()      {}
func (GiveRating) command() {}
func (Typing) command()     {}
func (Visit) command()      {}

// Type returns "welcome".
func (Welcome) Type() string { return "welcome" }

// Type returns "event".
func (Logged) Type() string { return "event" }

// Type returns "ack".
func (Ack) Type() string { return "ack" }

// Type returns "error".
func (Failure) Type() string { return "error" }

// Type returns "started".
func (Started) Type() string { return "started" }

// Type returns "delta".
func (Delta) Type() string { return "delta" }

// Type returns "piece".
func (Piece) Type() string { return "piece" }

// Type returns "working".
func (Working) Type() string { return "working" }

// Type returns "retracted".
func (Retracted) Type() string { return "retracted" }

// Type returns "person_typing".
func (PersonTyping) Type() string { return "person_typing" }

// Type returns "cart".
func (CartNow) Type() string { return "cart" }

// Type returns "greeting".
func (Greeted) Type() string { return "greeting" }

// Type returns "ping".
func (Ping) Type() string { return "ping" }

// Type returns "going_away".
func (GoingAway) Type() string { return "going_away" }

func (Welcome) frame()      {}
func (Logged) frame()       {}
func (Ack) frame()          {}
func (Failure) frame()      {}
func (Started) frame()      {}
func (Delta) frame()        {}
func (Piece) frame()        {}
func (Working) frame()      {}
func (Retracted) frame()    {}
func (PersonTyping) frame() {}
func (CartNow) frame()      {}
func (Greeted) frame()      {}
func (Ping) frame()         {}
func (GoingAway) frame()    {}
