package sqlite

import (
	"github.com/aisle-chat/aisle/chat"
)

// maxKnown is how many conversations the writer keeps in memory.
const maxKnown = 4096

// known are conversations as the file holds them, so that the writer need not
// read what it wrote a moment ago. Whatever else writes to the file makes it
// forget them all. Only the writer's goroutine uses it.
type known struct {
	rows map[rowKey]row
	// touched are those that the present write has changed, to be forgotten if
	// it is undone.
	touched []rowKey
	// version is SQLite's number for what other connections have written.
	version int64
}

type rowKey struct{ shop, id string }

// row is a conversation with the number that its events know it by.
type row struct {
	number       int64
	conversation chat.Conversation
}

func newKnown() *known { return &known{rows: map[rowKey]row{}} }

func (k *known) get(shop, id string) (row, bool) {
	if k == nil {
		return row{}, false
	}
	r, ok := k.rows[rowKey{shop, id}]
	return r, ok
}

// put notes what was read or written; nobody changes what r points to. A note
// to the staff has parts that others may hold, and is seldom there.
func (k *known) put(shop string, r row) {
	if k == nil {
		return
	}
	key := rowKey{shop, r.conversation.ID}
	if r.conversation.Handoff != nil {
		delete(k.rows, key)
		return
	}
	if _, there := k.rows[key]; !there && len(k.rows) >= maxKnown {
		k.thin()
	}
	k.rows[key] = r
	k.touched = append(k.touched, key)
}

// thin forgets every other one.
func (k *known) thin() {
	odd := false
	for key := range k.rows {
		if odd = !odd; odd {
			delete(k.rows, key)
		}
	}
}

// settle says that the present write has succeeded.
func (k *known) settle() { k.touched = k.touched[:0] }

// undo forgets what the present write has changed.
func (k *known) undo() {
	for _, key := range k.touched {
		delete(k.rows, key)
	}
	k.settle()
}

func (k *known) forget(shop, id string) {
	if k != nil {
		delete(k.rows, rowKey{shop, id})
	}
}

// clear forgets everything.
func (k *known) clear() {
	clear(k.rows)
	k.settle()
}

// follow looks whether another connection has written since the last time. It
// runs within the transaction that is about to write.
func (k *known) follow(t *tx) error {
	var version int64
	_, err := t.one(func(scan func(...any) error) error { return scan(&version) }, "PRAGMA data_version")
	if err != nil || version != k.version {
		k.clear()
	}
	k.version = version
	return err
}
