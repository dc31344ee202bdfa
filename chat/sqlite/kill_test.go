package sqlite

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/chat"
)

// childPath names the database that a child process of this test writes to.
const childPath = "AISLE_TEST_APPEND_TO"

// senders is how many conversations the child writes to at once.
const senders = 8

// TestPromise_R01_Store kills a process that writes, again and again on one file, and
// expects to find every event that was acknowledged, dense and once.
func TestPromise_R01_Store(t *testing.T) {
	rounds := 10
	switch {
	case os.Getenv("CI") == "true" && underRace: // make chaos does all of them without
		rounds = 20
	case os.Getenv("CI") == "true":
		rounds = 60
	case testing.Short() || underRace:
		rounds = 2
	}
	if text := os.Getenv("AISLE_KILLS"); text != "" {
		n, err := strconv.Atoi(text)
		if err != nil {
			t.Fatalf("AISLE_KILLS: %v", err)
		}
		rounds = n
	}
	path := filepath.Join(t.TempDir(), "shop.db")
	acked := map[string]int64{} // conversation to highest acknowledged seq
	total := 0
	for range rounds {
		total += killOne(t, path, acked)
		verify(t, path, acked)
	}
	if total == 0 {
		t.Fatal("no event was acknowledged in any round")
	}
	t.Logf("figures: kills=%d acked=%d lost=0 duplicates=0", rounds, total)
}

// killOne runs a child until it has acknowledged a random number of events,
// kills it, and notes what it had acknowledged.
func killOne(t *testing.T, path string, acked map[string]int64) (lines int) {
	t.Helper()
	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), childPath+"="+path)
	child.Stderr = os.Stderr
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	defer child.Wait()
	defer child.Process.Kill()
	enough := 20 + rand.IntN(400)
	in := bufio.NewScanner(out)
	for in.Scan() { // goes on after the kill, until the pipe is empty
		conversation, text, _ := strings.Cut(in.Text(), " ")
		seq, err := strconv.ParseInt(text, 10, 64)
		if err != nil {
			continue // the kill cut the line short
		}
		acked[conversation] = max(acked[conversation], seq)
		if lines++; lines == enough {
			child.Process.Kill()
		}
	}
	if lines < enough {
		t.Fatalf("the child ended by itself after %d events", lines)
	}
	return lines
}

// verify opens the database after a kill and checks it.
func verify(t *testing.T, path string, acked map[string]int64) {
	t.Helper()
	db, err := Open(path)
	if err != nil {
		t.Fatalf("after the kill: %v", err)
	}
	defer db.Close()
	checkIntegrity(t, db)
	for conversation, top := range acked {
		events, err := db.Events(t.Context(), "main", conversation, 0, 1<<30)
		if err != nil {
			t.Fatal(err)
		}
		if int64(len(events)) < top {
			t.Fatalf("conversation %s has %d events, %d were acknowledged", conversation, len(events), top)
		}
		seen := map[string]bool{}
		for i, e := range events {
			if e.Seq != int64(i+1) || seen[e.ClientID] {
				t.Fatalf("conversation %s: event %d has seq %d and client id %s", conversation, i, e.Seq, e.ClientID)
			}
			seen[e.ClientID] = true
		}
		c, err := db.Conversation(t.Context(), "main", conversation)
		if err != nil || c.Top != int64(len(events)) || c.Messages != len(events) {
			t.Fatalf("conversation %s = %+v, %v; it has %d events", conversation, c, err, len(events))
		}
	}
}

func checkIntegrity(t *testing.T, db *DB) {
	t.Helper()
	var result string
	err := db.view(t.Context(), func(tx *tx) error {
		_, err := tx.one(func(scan func(...any) error) error { return scan(&result) }, "PRAGMA integrity_check")
		return err
	})
	if err != nil || result != "ok" {
		t.Fatalf("integrity_check: %q, %v", result, err)
	}
}

// appendForever is the child: it appends to several conversations at once and
// prints a line for each event once it is acknowledged.
func appendForever(path string) int {
	db, err := Open(path)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	var out sync.Mutex
	var wg sync.WaitGroup
	for sender := range senders {
		wg.Go(func() {
			id := fmt.Sprintf("c%d", sender)
			for {
				_, events, err := db.Append(context.Background(), "main", chat.Append{
					Conversation: id, Create: &chat.Conversation{Owner: chat.Owner{State: chat.OwnedByAssistant}},
					Events: []chat.Event{{
						Kind: chat.EventMessage, ClientID: uuid.NewString(),
						Message: &chat.Message{Author: assistant.AuthorShopper, Text: "Is it waterproof?"},
					}},
					Now: time.Now(),
				})
				if err != nil {
					fmt.Fprintln(os.Stderr, err)
					return
				}
				out.Lock()
				_, err = fmt.Printf("%s %d\n", id, events[0].Seq)
				out.Unlock()
				if err != nil {
					return
				}
			}
		})
	}
	wg.Wait()
	return 1
}
