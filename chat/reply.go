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
	parts  assistant.Parts
	units  []int // the length of each Text in UTF-16 code units
	size   int
	status string
	over   bool
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
	frame, err := p.add(part)
	if err != nil || frame == nil {
		return err
	}
	data, err := EncodeFrame(frame)
	if err != nil {
		return err
	}
	if d, ok := frame.(Delta); ok {
		p.room.sendDelta(data, &d)
	} else {
		p.room.send(data)
	}
	return nil
}

// add notes a part and returns the frame that shows it; nil when there is
// nothing to show.
func (p *reply) add(part assistant.Part) (Frame, error) {
	switch part := part.(type) {
	case assistant.Text:
		p.status = ""
		return p.addText(part)
	case assistant.Status:
		p.status = strings.ToValidUTF8(part.Text, "\uFFFD")
		return Working{Turn: p.turn, Text: p.status}, nil
	case assistant.Retract:
		p.parts, p.units, p.size, p.status = nil, nil, 0, ""
		return Retracted{Turn: p.turn}, nil
	case assistant.Block:
		p.status = ""
		p.parts, p.units = append(p.parts, part), append(p.units, 0)
		return Piece{Turn: p.turn, Part: len(p.parts) - 1, Block: part}, nil
	default:
		return nil, fmt.Errorf("chat: a reply cannot hold %T", part)
	}
}

// addText adds to the last part if that is prose too.
func (p *reply) addText(text assistant.Text) (Frame, error) {
	if p.size += len(text.Text); p.size > maxReply {
		return nil, fmt.Errorf("chat: a reply has at most %d bytes of prose", maxReply)
	}
	text.Text = strings.ToValidUTF8(text.Text, "\uFFFD")
	at := len(p.parts) - 1
	last, follows := assistant.Text{}, false
	if at >= 0 {
		last, follows = p.parts[at].(assistant.Text)
	}
	if !follows {
		if text.Text == "" {
			return nil, nil
		}
		at++
		p.parts, p.units = append(p.parts, assistant.Text{}), append(p.units, 0)
	}
	last.Text += text.Text
	last.Evidence = append(last.Evidence, text.Evidence...)
	p.parts[at] = last
	delta := Delta{Turn: p.turn, Part: at, Offset: p.units[at], Text: text.Text}
	p.units[at] += utf16Len(text.Text)
	if text.Text == "" {
		return nil, nil
	}
	return delta, nil
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
	if p.status != "" {
		show(Working{Turn: p.turn, Text: p.status})
	}
	return frames
}

// begin shows the room that a reply is being made.
func (r *room) begin(p *reply) error {
	data, err := EncodeFrame(Started{Turn: p.turn, Answers: p.answers})
	if err != nil {
		return err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.reply = p
	r.send(data)
	return nil
}

// end takes the reply out of the room and returns what was shown of it. Nothing
// can be written to it any more.
func (r *room) end(p *reply) assistant.Parts {
	r.mu.Lock()
	defer r.mu.Unlock()
	p.over = true
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
