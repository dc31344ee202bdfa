package chat

import (
	"strings"
	"testing"
)

func newQueue() *queue { return &queue{writer: nobody{}} }

// nobody writes what is in a queue.
type nobody struct{}

func (nobody) startWriting() {}

func drain(t *testing.T, q *queue) (frames []Frame, end *ending) {
	t.Helper()
	for {
		waiting, end := q.take(nil)
		if len(waiting) == 0 {
			if q.bytes != 0 {
				t.Errorf("%d bytes are left of nothing", q.bytes)
			}
			return frames, end
		}
		for _, f := range waiting {
			data := f.appendTo(nil)
			frame, err := DecodeFrame(data)
			if err != nil {
				t.Fatal(err)
			}
			frames = append(frames, frame)
		}
	}
}

func pushFrame(t *testing.T, q *queue, f Frame) {
	t.Helper()
	data, err := EncodeFrame(f)
	if err != nil {
		t.Fatal(err)
	}
	if d, ok := f.(Delta); ok {
		q.pushDelta(d, utf16Len(d.Text))
	} else {
		q.push(data)
	}
}

func TestQueueJoinsProse(t *testing.T) {
	q := newQueue()
	for _, f := range []Frame{
		Delta{Turn: "t", Text: "a👋"}, Delta{Turn: "t", Offset: 3, Text: "b"}, Delta{Turn: "t", Offset: 4, Text: "c"},
		Delta{Turn: "t", Offset: 9, Text: "a gap"}, Delta{Turn: "t", Part: 1, Text: "another part"},
		Working{Turn: "t", Text: "x"}, Delta{Turn: "t", Part: 1, Offset: 12, Text: "!"},
		Delta{Turn: "u", Part: 1, Offset: 13, Text: "another turn"},
	} {
		pushFrame(t, q, f)
	}
	frames, end := drain(t, q)
	want := []Frame{
		Delta{Turn: "t", Text: "a👋bc"}, Delta{Turn: "t", Offset: 9, Text: "a gap"}, Delta{Turn: "t", Part: 1, Text: "another part"},
		Working{Turn: "t", Text: "x"}, Delta{Turn: "t", Part: 1, Offset: 12, Text: "!"}, Delta{Turn: "u", Part: 1, Offset: 13, Text: "another turn"},
	}
	if end != nil || len(frames) != len(want) {
		t.Fatalf("got %+v, %+v", frames, end)
	}
	for i := range want {
		if frames[i] != want[i] {
			t.Errorf("frame %d is %+v, want %+v", i, frames[i], want[i])
		}
	}
	// What was taken does not grow any more.
	pushFrame(t, q, Delta{Turn: "u", Part: 1, Offset: 25, Text: "?"})
	if frames, _ = drain(t, q); len(frames) != 1 {
		t.Errorf("got %+v", frames)
	}
}

func TestQueueIsBounded(t *testing.T) {
	big := strings.Repeat("x", 10_000)
	for name, f := range map[string]func(i int) Frame{
		"frames": func(i int) Frame { return Ping{Top: int64(i)} },
		"bytes":  func(int) Frame { return Working{Turn: "t", Text: big} },
	} {
		q := newQueue()
		n := 0
		for ; !q.ends(); n++ {
			if n > 1000 {
				t.Fatalf("%s: no end after %d frames", name, n)
			}
			pushFrame(t, q, f(n))
		}
		frames, end := drain(t, q)
		if len(frames) != 0 || end.code != CloseSlow {
			t.Errorf("%s: %d frames wait, ends with %+v", name, len(frames), end)
		}
		if n < 25 {
			t.Errorf("%s: over after %d frames", name, n)
		}
	}
	// One frame that is larger than the bound passes an empty queue, and the
	// first end is the one that counts.
	q := newQueue()
	pushFrame(t, q, Working{Text: strings.Repeat("x", maxQueuedBytes)})
	q.end(CloseGoingAway, "")
	q.end(CloseTrouble, "")
	pushFrame(t, q, Ping{})
	if frames, end := drain(t, q); len(frames) != 1 || end.code != CloseGoingAway {
		t.Errorf("%d frames, %+v", len(frames), end)
	}
}
