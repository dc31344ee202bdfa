package chat

import (
	"strconv"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/aisle-chat/aisle/assistant"
)

// The frames of every turn are written by hand: what tagged makes of them, or
// what means the same, without the detours. The tests compare the two.

func encodeAck(a Ack) []byte {
	buf := make([]byte, 0, len(a.ID)+48)
	buf = appendString(append(buf, `{"type":"ack","id":`...), a.ID)
	return append(appendInt(append(buf, `,"seq":`...), a.Seq), '}')
}

func encodeStarted(s Started) []byte {
	buf := make([]byte, 0, len(s.Turn)+64)
	buf = appendString(append(buf, `{"type":"started","turn":`...), s.Turn)
	return append(appendInt(append(buf, `,"answers":`...), s.Answers), '}')
}

// appendDelta appends the frame of a Delta.
func appendDelta(buf []byte, p *prose) []byte {
	buf = appendString(append(buf, `{"type":"delta","turn":`...), p.turn)
	buf = appendInt(append(buf, `,"part":`...), int64(p.part))
	buf = appendInt(append(buf, `,"offset":`...), int64(p.offset))
	return append(appendString(append(buf, `,"text":`...), p.text), '}')
}

// encodePlain writes the frame of a message that is words alone; ok is false for
// any other event.
func encodePlain(e Event) (data []byte, ok bool) {
	if e != (Event{Seq: e.Seq, At: e.At, Kind: e.Kind, ClientID: e.ClientID, Message: e.Message}) || e.Message == nil || e.Message.Pick != nil || e.Message.Form != nil || e.Message.private() {
		return nil, false
	}
	m := e.Message
	size := 320 + len(e.ClientID) + len(m.Text) + len(m.Turn) + len(m.Page.URL) + len(m.Page.Title) + len(m.Title) + len(m.Picture)
	for _, part := range m.Parts {
		text, isText := part.(assistant.Text)
		if !isText || len(text.Evidence) > 0 {
			return nil, false
		}
		size += len(text.Text) + 32
	}
	buf := make([]byte, 0, size)
	buf = appendInt(append(buf, `{"type":"event","event":{"seq":`...), e.Seq)
	buf = appendInt(append(buf, `,"at":`...), e.At)
	buf = appendString(append(buf, `,"kind":`...), string(e.Kind))
	buf = appendField(buf, `,"client_id":`, e.ClientID)
	buf = appendString(append(buf, `,"message":{"author":`...), string(m.Author))
	buf = appendField(buf, `,"name":`, m.Name)
	buf = appendField(buf, `,"title":`, m.Title)
	buf = appendField(buf, `,"picture":`, m.Picture)
	buf = appendField(buf, `,"text":`, m.Text)
	for i, part := range m.Parts {
		if i == 0 {
			buf = append(buf, `,"parts":[`...)
		} else {
			buf = append(buf, ',')
		}
		text, _ := part.(assistant.Text)
		buf = append(appendString(append(buf, `{"type":"text","text":`...), text.Text), '}')
		if i == len(m.Parts)-1 {
			buf = append(buf, ']')
		}
	}
	buf = appendField(buf, `,"turn":`, m.Turn)
	if m.Answers != 0 {
		buf = appendInt(append(buf, `,"answers":`...), m.Answers)
	}
	if m.Stopped {
		buf = append(buf, `,"stopped":true`...)
	}
	if m.Failed {
		buf = append(buf, `,"failed":true`...)
	}
	buf = appendPage(buf, m.Page)
	return append(appendField(buf, `,"entry":`, m.Entry), `}}}`...), true
}

func appendPage(buf []byte, p assistant.Page) []byte {
	if p == (assistant.Page{}) {
		return buf
	}
	buf = append(buf, `,"page":{`...)
	empty := len(buf)
	for _, field := range [...]struct{ name, value string }{
		{`,"url":`, p.URL}, {`,"title":`, p.Title}, {`,"product":`, p.Product}, {`,"kind":`, p.Kind}, {`,"order":`, p.Order},
	} {
		name := field.name
		if len(buf) == empty {
			name = name[1:]
		}
		buf = appendField(buf, name, field.value)
	}
	return append(buf, '}')
}

// appendField appends a member of an object unless it is empty.
func appendField(buf []byte, name, value string) []byte {
	if value == "" {
		return buf
	}
	return appendString(append(buf, name...), value)
}

// appendString appends text as a JSON string.
func appendString[T string | []byte](buf []byte, text T) []byte {
	quoted, _ := jsontext.AppendQuote(buf, text) // fails for what is not UTF-8 alone, and has replaced it
	return quoted
}

func appendInt(buf []byte, n int64) []byte { return strconv.AppendInt(buf, n, 10) }
