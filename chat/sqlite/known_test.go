package sqlite

import (
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	codes "modernc.org/sqlite/lib"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/chat"
)

// TestKnown lets two programs write to the same conversations in turn: what
// one remembers of a conversation is never older than the file.
func TestKnown(t *testing.T) {
	path := filepath.Join(t.TempDir(), "shop.db")
	both := []*DB{openAt(t, path), openAt(t, path)}
	for i := range 12 {
		id := fmt.Sprint("c", i%2)
		if e := say(t, both[i/2%2], id, fmt.Sprint(i)); e.Seq != int64(i/2+1) {
			t.Fatalf("message %d of %s has seq %d", i/2, id, e.Seq)
		}
	}
	for i := range 12 { // each is known to both
		if e := say(t, both[i%2], fmt.Sprint("c", i%2), fmt.Sprint(i)); e.Seq != int64(i/2+1) {
			t.Errorf("the repeat of %d has seq %d", i, e.Seq)
		}
	}
	stale := int64(0)
	taken := message("c0", "taken")
	taken.Owner = &chat.Owner{State: chat.OwnedByPerson, PersonID: "9", Person: "Mira"}
	if _, _, err := both[0].Append(t.Context(), "main", taken); err != nil {
		t.Fatal(err)
	}
	late := message("c0", "late")
	late.IfOwner = &stale
	if _, _, err := both[1].Append(t.Context(), "main", late); !errors.Is(err, chat.ErrOwner) {
		t.Errorf("a write for an owner who is so no more: %v", err)
	}
}

// TestKnownUndone lets writes fail after they were begun: nothing of them is
// remembered.
func TestKnownUndone(t *testing.T) {
	db, f := openFaulty(t, filepath.Join(t.TempDir(), "shop.db"))
	for _, id := range []string{"c", "d", "e"} {
		say(t, db, id, "1")
	}
	for _, failing := range []string{"UPDATE conversations", "COMMIT"} {
		f.arm(nil)
		seen := 0
		release := hold(t, db)
		f.arm(func(_ int, query string) (int, bool) {
			if !strings.HasPrefix(query, failing) {
				return 0, false
			}
			if seen++; seen == 2 { // the first COMMIT is that of hold
				return codes.SQLITE_IOERR_WRITE, false
			}
			return 0, false
		})
		requests := []*request{
			appends(t, t.Context(), db, message("c", failing)), appends(t, t.Context(), db, message("d", failing)),
		}
		release()
		for _, r := range requests {
			if err := db.writer.wait(r); !errors.Is(err, ErrIO) {
				t.Errorf("%s fails: %v", failing, err)
			}
		}
	}
	f.arm(nil)
	for _, id := range []string{"c", "d", "e"} {
		db.update(t.Context(), func(tx *tx) error {
			if err := appendIn(tx, message(id, "undone")); err != nil {
				t.Error(err)
			}
			return chat.ErrOwner
		})
	}
	checkIntegrity(t, db)
	for _, id := range []string{"c", "d", "e"} {
		c, err := db.Conversation(t.Context(), "main", id)
		if err != nil {
			t.Fatal(err)
		}
		if e := say(t, db, id, "next"); e.Seq != c.Top+1 {
			t.Errorf("%s: seq %d after %d", id, e.Seq, c.Top)
		}
	}
}

// TestKnownIsBounded writes to more conversations than are remembered.
func TestKnownIsBounded(t *testing.T) {
	k := newKnown()
	for i := range 3 * maxKnown {
		k.put("main", row{1, chat.Conversation{ID: fmt.Sprint(i)}})
		k.settle()
	}
	if n := len(k.rows); n > maxKnown || n < maxKnown/3 {
		t.Errorf("%d are remembered", n)
	}
	if _, ok := k.get("main", fmt.Sprint(3*maxKnown-1)); !ok {
		t.Error("the newest is not among them")
	}
}

// TestPlainCopy compares the short way to what is stored with the long one.
func TestPlainCopy(t *testing.T) {
	said := func(m chat.Message) chat.Event {
		return chat.Event{At: 5, Kind: chat.EventMessage, ClientID: "x", Message: &m}
	}
	for name, e := range map[string]chat.Event{
		"words":       said(chat.Message{Author: assistant.AuthorShopper, Text: "Is it <b>red</b>?\u2028", Turn: "t", Page: assistant.Page{URL: "/"}, Entry: "x"}),
		"not UTF-8":   said(chat.Message{Author: assistant.AuthorShopper, Text: "caf\xe9"}),
		"replacement": said(chat.Message{Author: assistant.AuthorShopper, Text: "\uFFFD"}),
		"reply":       said(chat.Message{Author: assistant.AuthorAssistant, Answers: 1, Stopped: true, Parts: assistant.Parts{assistant.Text{Text: "Yes."}}}),
		"bad reply":   said(chat.Message{Author: assistant.AuthorAssistant, Parts: assistant.Parts{assistant.Text{Text: "\xff"}}}),
		"no parts":    said(chat.Message{Author: assistant.AuthorAssistant, Parts: assistant.Parts{}}),
		"evidence":    said(chat.Message{Author: assistant.AuthorAssistant, Parts: assistant.Parts{assistant.Text{Text: "a", Evidence: []assistant.Evidence{}}}}),
		"pick":        said(chat.Message{Author: assistant.AuthorShopper, Text: "a", Pick: &chat.Pick{Seq: 1}}),
		"cart":        {At: 5, Kind: chat.EventCart, Cart: &chat.CartChange{Do: "add"}},
		"both":        {At: 5, Kind: chat.EventMessage, Message: &chat.Message{Text: "a"}, Cart: &chat.CartChange{Do: "add"}},
	} {
		var w appending
		if err := w.prepare(chat.Append{Events: []chat.Event{e}}); err != nil {
			t.Fatal(err)
		}
		var want chat.Event
		if err := json.Unmarshal([]byte(w.bodies[0]), &want); err != nil {
			t.Fatal(err)
		}
		want.Seq = 7
		got, err := appended{bodies: w.bodies, seqs: []int64{7}}.events(w.prepared)
		if err != nil || !reflect.DeepEqual(got[0], want) {
			t.Errorf("%s:\n%+v, %v; want\n%+v", name, got[0].Message, err, want.Message)
		}
	}
}
