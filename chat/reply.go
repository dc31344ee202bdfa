package chat

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/aisle-chat/aisle/assistant"
)

// maxReply bounds the prose of one reply, in bytes.
const maxReply = 64 << 10

// Why a reply is not wanted any more.
var (
	errStopped = errors.New("chat: the shopper stopped the reply")
	errTaken   = errors.New("chat: a person has taken over")
	errLost    = errors.New("chat: another process answers")
	errClosing = errors.New("chat: the server is shutting down")
	errLate    = errors.New("chat: the reply took too long")
	errOver    = errors.New("chat: the reply is over")
)

// reply is an [assistant.Writer]: it keeps what was written and shows it to
// everybody in the room at once.
type reply struct {
	room    *room
	turn    string
	answers int64
	ctx     context.Context
	cancel  context.CancelCauseFunc

	// What follows is guarded by room.mu, so that who joins sees each piece
	// once.
	parts  assistant.Parts // those that are finished
	size   int             // of the prose, in bytes
	status string
	over   bool
	// The Text that the next one joins, while it is open.
	open     bool
	text     []byte
	units    int // its length in UTF-16 code units
	evidence []assistant.Evidence
}

// Write implements [assistant.Writer].
func (p *reply) Write(part assistant.Part) error {
	if p.ctx.Err() != nil {
		return context.Cause(p.ctx)
	}
	p.room.mu.Lock()
	defer p.room.mu.Unlock()
	if p.over {
		return errOver
	}
	if text, ok := part.(assistant.Text); ok {
		return p.addText(text)
	}
	frame, err := p.add(part)
	if err != nil {
		return err
	}
	data, err := EncodeFrame(frame)
	if err != nil {
		return err
	}
	p.room.send(data)
	return nil
}

// add notes a part other than prose and returns the frame that shows it.
func (p *reply) add(part assistant.Part) (Frame, error) {
	switch part := part.(type) {
	case assistant.Status:
		p.status = strings.ToValidUTF8(part.Text, "\uFFFD")
		return Working{Turn: p.turn, Text: p.status}, nil
	case assistant.Retract:
		p.close()
		p.parts, p.size, p.status = nil, 0, ""
		return Retracted{Turn: p.turn}, nil
	case assistant.Block:
		p.close()
		p.status = ""
		p.parts = append(p.parts, part)
		return Piece{Turn: p.turn, Part: len(p.parts) - 1, Block: part}, nil
	default:
		return nil, fmt.Errorf("chat: a reply cannot hold %T", part)
	}
}

// addText adds to the last part if that is prose too, and shows it.
func (p *reply) addText(text assistant.Text) error {
	p.status = ""
	if p.size += len(text.Text); p.size > maxReply {
		return fmt.Errorf("chat: a reply has at most %d bytes of prose", maxReply)
	}
	text.Text = strings.ToValidUTF8(text.Text, "\uFFFD")
	if text.Text == "" && !p.open {
		return nil
	}
	p.open = true
	p.evidence = append(p.evidence, text.Evidence...)
	if text.Text == "" {
		return nil
	}
	units := utf16Len(text.Text)
	p.room.sendDelta(Delta{Turn: p.turn, Part: len(p.parts), Offset: p.units, Text: text.Text}, units)
	if p.text == nil {
		p.text = make([]byte, 0, max(512, len(text.Text)))
	}
	p.text = append(p.text, text.Text...)
	p.units += units
	return nil
}

// close ends the Text that is open, if one is.
func (p *reply) close() {
	if p.open {
		p.parts = append(p.parts, assistant.Text{Text: string(p.text), Evidence: p.evidence})
	}
	p.open, p.text, p.units, p.evidence = false, p.text[:0], 0, nil
}

// soFar returns the frames that bring a newcomer to where the reply is. The
// room's lock is held.
func (p *reply) soFar() (frames [][]byte) {
	show := func(f Frame) {
		if data, err := EncodeFrame(f); err == nil { // it was encoded before
			frames = append(frames, data)
		}
	}
	show(Started{Turn: p.turn, Answers: p.answers})
	for i, part := range p.parts {
		switch part := part.(type) {
		case assistant.Text:
			show(Delta{Turn: p.turn, Part: i, Text: part.Text})
		case assistant.Block:
			show(Piece{Turn: p.turn, Part: i, Block: part})
		}
	}
	if p.open {
		show(Delta{Turn: p.turn, Part: len(p.parts), Text: string(p.text)})
	}
	if p.status != "" {
		show(Working{Turn: p.turn, Text: p.status})
	}
	return frames
}

// begin shows the room that a reply is being made.
func (r *room) begin(p *reply) {
	frame := encodeStarted(Started{Turn: p.turn, Answers: p.answers})
	r.mu.Lock()
	defer r.mu.Unlock()
	r.reply = p
	r.send(frame)
}

// end takes the reply out of the room and returns what was shown of it. Nothing
// can be written to it any more.
func (r *room) end(p *reply) assistant.Parts {
	r.mu.Lock()
	defer r.mu.Unlock()
	p.over = true
	p.close()
	r.reply = nil
	return p.parts
}

// retract takes back what was shown of a reply that is over.
func (r *room) retract(p *reply) {
	data, err := EncodeFrame(Retracted{Turn: p.turn})
	if err != nil {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.send(data)
}

// interrupt ends the reply that is being made, if there is one.
func (r *room) interrupt(why error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.reply != nil {
		r.reply.cancel(why)
	}
}

// stop ends the reply of this turn for the shopper.
func (r *room) stop(turn string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.reply != nil && r.reply.turn == turn {
		r.reply.cancel(errStopped)
	}
}

// utf16Len is the length of text as a browser counts it.
func utf16Len(text string) (n int) {
	n = utf8.RuneCountInString(text)
	for _, r := range text {
		if r > 0xFFFF {
			n++
		}
	}
	return n
}
