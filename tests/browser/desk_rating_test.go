package browser

import (
	"testing"
	"time"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/chat"
)

// TestDeskRatings finds what was rated low, also once it is closed, with the score and
// the comment in the list, in the talk and beside it, and keeps a search for a score.
func TestDeskRatings(t *testing.T) {
	for _, scheme := range []string{"light", "dark"} {
		t.Run(scheme, func(t *testing.T) {
			store := chat.NewMemory()
			waitingTalk(t, store, "talk-1", "Ada", "Where is my parcel?", 7*time.Minute)
			waitingTalk(t, store, "talk-2", "Grace", "Is the mug blue?", 2*time.Minute)
			waitingTalk(t, store, "talk-3", "Joan", "A thousand mugs, please", time.Minute)
			closed := true
			for _, a := range []chat.Append{
				{Conversation: "talk-1", Closed: &closed, Owner: &chat.Owner{State: chat.OwnedByAssistant}, Events: []chat.Event{{
					Kind: chat.EventRating, Rating: &chat.Rating{Seq: 1, Score: 1, Comment: "It went in circles <b>for an hour</b>."},
				}}},
				{Conversation: "talk-2", Events: []chat.Event{{Kind: chat.EventRating, Rating: &chat.Rating{Seq: 1, Score: 4}}}},
				{Conversation: "talk-3", Handoff: &assistant.Handoff{Reason: "topic", Trigger: "wholesale", Priority: 2, Summary: "The shopper wrote: “A thousand mugs, please”."}},
			} {
				a.Now = time.Now()
				if _, _, err := store.Append(t.Context(), chat.DefaultShop, a); err != nil {
					t.Fatal(err)
				}
			}
			p := newPage(t, wide)
			p.dark(scheme == "dark")
			p.visit(deskOver(t, store) + "/desk/")
			p.find("link", "^Grace.*4 of 5 stars")
			p.find("link", "^Joan.*About wholesale.*urgent")
			p.missing("link", "^Ada")
			p.find("button", "^rated low").tap()
			p.missing("link", "^Grace")
			p.find("link", "^Ada.*1 of 5 stars").tap()
			p.see("rated it 1 of 5: .it went in circles <b>for an hour</b>")
			p.see("rating 1 of 5 stars it went in circles <b>for an hour</b>")
			p.accessible("what was rated low, " + scheme)
			p.shot("desk-rated-" + scheme)

			p.find("button", "^open").tap()
			p.find("searchbox", "^search the view$").write("score:4")
			p.missing("link", "^Joan")
			p.find("link", "^Grace")
			p.find("button", "^keep$").tap()
			p.find("button", "^score:4$")
		})
	}
}
