package promises

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"testing"
	"time"

	"github.com/aisle-chat/aisle/chat"
	"github.com/aisle-chat/aisle/chat/sqlite"
)

// TestPromise_R02_Ratings lets shoppers rate what they were asked about, from two
// tabs at once, each command three times over, while acknowledgements get lost and
// the only process is killed: what was asked is rated once.
func TestPromise_R02_Ratings(t *testing.T) {
	t.Parallel()
	kills := rounds(t, 3, 10, 200)
	const shoppers, copies = 3, 3
	config := nodeConfig{Path: filepath.Join(t.TempDir(), "shop.db"), Alone: true, Name: "one"}
	n := startNode(t, config)
	var here town
	here.set(n.mount)
	var tabs []*tab
	for range shoppers {
		token := newToken(t, n.mount)
		for range 2 {
			tabs = append(tabs, openTab(t, token, unkind{copies: copies, dropAcks: 0.3}, here.nodes))
		}
	}
	for round := range kills {
		for i := 0; i < len(tabs); i += 2 {
			asked := fmt.Sprint("bye ", round)
			tabs[i].say(asked, "bye")
			seq := int64(0)
			tabs[i].await("the question how it was", func() bool {
				if said, ok := tabs[i].acked[asked]; ok && int(said) < len(tabs[i].view) {
					for _, e := range tabs[i].view[said:] {
						if e.Message != nil && e.Message.Answers == said {
							seq = e.Seq
						}
					}
				}
				return seq > 0
			})
			// The id is the event's, because that is what the tab looks for.
			id := fmt.Sprint("rating:", seq)
			for _, b := range tabs[i : i+2] {
				b.do(id, chat.GiveRating{ID: id, Rating: chat.Rating{Seq: seq, Score: 1 + round%chat.MaxScore, Comment: "so it was"}})
			}
		}
		time.Sleep(rand.N(60 * time.Millisecond)) // the moment is the point
		n.kill()
		here.set()
		n = startNode(t, config)
		here.set(n.mount)
		for _, b := range tabs {
			b.settled()
		}
	}
	n.stop(t)
	v := judge(t, config.Path, tabs, false)
	db, err := sqlite.Open(config.Path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	ratings := 0
	for i := 0; i < len(tabs); i += 2 {
		rated := map[int64]bool{}
		for _, e := range readLog(t, db, tabs[i].conversation) {
			if e.Rating == nil {
				continue
			}
			if rated[e.Rating.Seq] {
				t.Errorf("%s: event %d is rated twice", tabs[i].conversation, e.Rating.Seq)
			}
			rated[e.Rating.Seq] = true
		}
		if len(rated) != kills {
			t.Errorf("%s: %d ratings of %d questions", tabs[i].conversation, len(rated), kills)
		}
		ratings += len(rated)
	}
	report(t, "kills", kills, "ratings", ratings, "lost", v.lost, "duplicates", v.duplicates, "disordered", v.disordered)
}
