package promises

import (
	"encoding/json"
	"testing"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/chat"
	"github.com/aisle-chat/aisle/chat/sqlite"
)

// verdict is what is wrong with a log and with those who have seen it.
type verdict struct {
	events, acked                int
	lost, duplicates, disordered int
}

// judge compares what tabs of conversations were told with what is stored in
// the file at path, which nobody has open. whole says that they have seen all.
func judge(t testing.TB, path string, tabs []*tab, whole bool) (v verdict) {
	t.Helper()
	db, err := sqlite.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	logs := map[string][]chat.Event{}
	for _, b := range tabs {
		b.mu.Lock()
		for _, wrong := range b.wrong {
			v.disordered++
			t.Error(wrong)
		}
		v.acked += len(b.acked)
		id := b.conversation
		log, known := logs[id]
		if !known && id != "" {
			log = readLog(t, db, id)
			logs[id] = log
			v.events += len(log)
			v.duplicates += duplicates(t, id, log)
		}
		v.lost += b.missing(log)
		v.disordered += b.compare(log, whole)
		b.mu.Unlock()
	}
	return v
}

func readLog(t testing.TB, db *sqlite.DB, id string) (log []chat.Event) {
	t.Helper()
	for {
		events, err := db.Events(t.Context(), chat.DefaultShop, id, int64(len(log)), 1000)
		if err != nil {
			t.Fatal(err)
		}
		for i, e := range events {
			if e.Seq != int64(len(log)+i+1) {
				t.Errorf("%s: seq %d is number %d", id, e.Seq, len(log)+i+1)
			}
		}
		if log = append(log, events...); len(events) == 0 {
			return log
		}
	}
}

// duplicates counts what is stored more often than once: a command's event, or
// an answer to a message.
func duplicates(t testing.TB, id string, log []chat.Event) (n int) {
	t.Helper()
	type key struct {
		by assistant.Author
		id string
	}
	commands, answers := map[key]bool{}, map[int64]bool{}
	for _, e := range log {
		k := key{e.By(), e.ClientID}
		if e.ClientID != "" && commands[k] {
			n++
			t.Errorf("%s: %v is stored twice", id, k)
		}
		commands[k] = true
		if e.Message != nil && e.Message.Answers > 0 {
			if answers[e.Message.Answers] {
				n++
				t.Errorf("%s: message %d is answered twice", id, e.Message.Answers)
			}
			answers[e.Message.Answers] = true
		}
	}
	return n
}

// missing counts what was acknowledged and is not in the log where the
// acknowledgement says.
func (b *tab) missing(log []chat.Event) (n int) {
	b.t.Helper()
	for id, seq := range b.acked {
		if seq < 1 || seq > int64(len(log)) || log[seq-1].ClientID != id {
			n++
			b.t.Errorf("%s: %s was acknowledged as %d and is not there", b.conversation, id, seq)
		}
	}
	return n
}

// compare counts what the tab shows that differs from the log.
func (b *tab) compare(log []chat.Event, whole bool) (n int) {
	b.t.Helper()
	if len(b.view) > len(log) || whole && len(b.view) < len(log) {
		b.t.Errorf("%s: the tab shows %d events of %d", b.conversation, len(b.view), len(log))
		n++
	}
	for i := range min(len(b.view), len(log)) {
		if one, other := text(b.t, b.view[i]), text(b.t, log[i]); one != other {
			b.t.Errorf("%s: the tab shows\n%s, stored is\n%s", b.conversation, one, other)
			n++
		}
	}
	return n
}

func text(t testing.TB, e chat.Event) string {
	data, err := json.Marshal(e)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}
