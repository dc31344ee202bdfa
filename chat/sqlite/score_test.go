package sqlite

import (
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/aisle-chat/aisle/chat"
)

// What was rated before the score was a column is found as well: the newest rating of
// each conversation counts.
func TestScoresOfOlderFiles(t *testing.T) {
	content, err := os.ReadFile(filepath.Join("testdata", "schema9.sqlite"))
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "shop.db")
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	old, err := sql.Open("sqlite", dsn(path, "mode=rw"))
	if err != nil {
		t.Fatal(err)
	}
	for seq, body := range map[int]string{
		5: `{"kind":"rating","client_id":"r5","at":1,"rating":{"seq":2,"score":5}}`,
		6: `{"kind":"rating","client_id":"r6","at":2,"rating":{"seq":4,"score":1,"comment":"No."}}`,
	} {
		if _, err := old.Exec(`INSERT INTO events (shop, conversation, seq, author, client_id, body)
			SELECT shop, number, ?, 'shopper', ?, ? FROM conversations WHERE id = 'c1'`, seq, fmt.Sprint("r", seq), body); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := old.Exec(`UPDATE conversations SET top = 6 WHERE id = 'c1'`); err != nil {
		t.Fatal(err)
	}
	if err := old.Close(); err != nil {
		t.Fatal(err)
	}
	db := openAt(t, path)
	found, err := db.Conversations(t.Context(), "main", chat.Filter{Score: 1})
	if err != nil || len(found) != 1 || found[0].ID != "c1" || found[0].Score != 1 {
		t.Errorf("rated low: %+v, %v", found, err)
	}
	if events, err := db.Events(t.Context(), "main", "c1", 5, 1); err != nil || len(events) != 1 || events[0].Rating == nil || events[0].Rating.Comment != "No." {
		t.Errorf("the rating is %+v, %v", events, err)
	}
}
