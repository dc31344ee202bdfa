package desk

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"time"

	"github.com/aisle-chat/aisle/chat"
)

// streamWrite is how long a desk has to take what it is sent.
const streamWrite = 10 * time.Second

// stream answers GET api/events with server-sent events: "ready" once it
// listens, "change" with a [Hint] for each change, "presence" with an [Attended]
// where it is another who is there, "beat" as a sign of life. It ends after
// StreamTime; whoever listens asks again and reads everything anew.
func (d *desk) stream(q *request) error {
	select {
	case d.streams <- struct{}{}:
		defer func() { <-d.streams }()
	default:
		return refusal{http.StatusServiceUnavailable, chat.CodeUnavailable, "Too many desks are open. Close one and try again."}
	}
	q.w.Header().Set("Content-Type", "text/event-stream")
	q.w.Header().Set("X-Accel-Buffering", "no") // nginx would hold the hints back
	if q.Method == http.MethodHead {
		return nil
	}
	ctx, cancel := context.WithTimeout(q.Context(), d.streamTime)
	hints := d.watch(ctx)
	defer func() {
		cancel()
		for range hints { // the watcher has gone when its channel is closed
		}
	}()

	beat := time.NewTicker(d.heartbeat)
	defer beat.Stop()
	out := http.NewResponseController(q.w)
	// The connection may serve other requests after this one.
	defer out.SetWriteDeadline(time.Time{})
	say := func(kind string, data any) error { return event(q.w, out, kind, data) }
	err := say("ready", struct{}{})
	for err == nil {
		select {
		case <-ctx.Done():
			return nil
		case <-beat.C:
			err = say("beat", struct{}{})
		case change, ok := <-hints:
			if !ok {
				return nil
			}
			err = d.tell(change, say)
		}
	}
	return err
}

// tell says what has changed.
func (d *desk) tell(change chat.Change, say func(kind string, data any) error) error {
	if change.Presence {
		if err := say("presence", Attended{change.Conversation, present(d.Chat.Presence(change.Conversation))}); err != nil {
			return err
		}
		if change.Top == 0 {
			return nil
		}
	}
	return say("change", Hint{change.Conversation, change.Top})
}

// watch hands on what Chat's Watch says until ctx or Watch ends. The queue in
// between, and what happens when it is full, are Watch's own.
func (d *desk) watch(ctx context.Context) <-chan chat.Change {
	changes := d.Chat.Watch(ctx)
	hints := make(chan chat.Change)
	go func() {
		defer close(hints)
		for change := range changes {
			select {
			case hints <- change:
			case <-ctx.Done():
				return
			}
		}
	}()
	return hints
}

// event writes one server-sent event.
func event(w http.ResponseWriter, out *http.ResponseController, kind string, data any) error {
	body, err := json.Marshal(data)
	if err != nil {
		return err
	}
	// A writer that cannot have a deadline is limited by its server's own.
	_ = out.SetWriteDeadline(time.Now().Add(streamWrite))
	if _, err := fmt.Fprintf(w, "event: %s\ndata: %s\n\n", kind, body); err != nil {
		return err
	}
	return out.Flush()
}
