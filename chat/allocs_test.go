package chat

import (
	"context"
	"strings"
	"testing"

	"github.com/aisle-chat/aisle/assistant"
)

// TestAllocsOfProse holds what fifty words cost that a browser is shown as they
// are said: they wait as one frame, which grows in place.
func TestAllocsOfProse(t *testing.T) {
	const most = 20
	var words []assistant.Part
	for range 50 {
		words = append(words, assistant.Text{Text: "word "})
	}
	ctx, cancel := context.WithCancelCause(t.Context())
	defer cancel(nil)
	k := &conn{}
	k.out.writer = nobody{}
	r := &room{told: -1, listen: []*conn{k}}
	var waiting []queued
	var frame []byte
	allocs := testing.AllocsPerRun(200, func() {
		p := &reply{room: r, turn: "turn", answers: 1, ctx: ctx, cancel: cancel}
		for _, word := range words {
			if err := p.Write(word); err != nil {
				t.Fatal(err)
			}
		}
		waiting, _ = k.out.take(waiting)
		if len(waiting) != 1 {
			t.Fatalf("%d frames", len(waiting))
		}
		frame = waiting[0].appendTo(frame[:0])
		if parts := r.end(p); len(parts) != 1 {
			t.Fatalf("%d parts", len(parts))
		}
	})
	if !strings.Contains(string(frame), strings.Repeat("word ", 50)) {
		t.Errorf("the frame is %s", frame)
	}
	if allocs > most {
		t.Errorf("fifty words cost %v allocations, more than %d", allocs, most)
	}
	t.Logf("fifty words cost %v allocations", allocs)
}

// TestAllocsOfFrames holds what the frames of every turn cost.
func TestAllocsOfFrames(t *testing.T) {
	const most = 2 // the frame, and perhaps what holds it
	for name, f := range map[string]Frame{
		"ack":     Ack{ID: "6f0e4a0b", Seq: 300},
		"started": Started{Turn: "6f0e4a0b", Answers: 300},
		"message": Logged{Event{Seq: 300, Kind: EventMessage, Message: &Message{Author: assistant.AuthorShopper, Text: "Is it red?"}}},
		"reply":   Logged{Event{Seq: 300, Kind: EventMessage, Message: &Message{Author: assistant.AuthorAssistant, Parts: assistant.Parts{assistant.Text{Text: "Yes."}}}}},
	} {
		allocs := testing.AllocsPerRun(200, func() {
			if _, err := EncodeFrame(f); err != nil {
				t.Fatal(err)
			}
		})
		if allocs > most {
			t.Errorf("%s costs %v allocations, more than %d", name, allocs, most)
		}
	}
}
