package browser

import (
	"testing"
	"time"

	"github.com/chromedp/chromedp/kb"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/chat"
)

// TestDeskComesBack loses the page of the person who answers in the middle of a reply.
// When they come back the conversation is still theirs, what they had begun to write is
// there, and so is what the shopper has said meanwhile.
func TestDeskComesBack(t *testing.T) {
	store := chat.NewMemory()
	waitingTalk(t, store, "talk-1", "Ada", "Where is my parcel?", 7*time.Minute)
	p := newPage(t, wide)
	site := deskOver(t, store)
	p.visit(site + "/desk/#talk-1")
	p.find("button", "^take over$").tap()
	p.find("textbox", "^your reply$").write("It arrives tomor")
	p.visit(serve(t, "<!doctype html><title>Gone</title><p>gone</p>"))

	before, err := store.Conversation(t.Context(), chat.DefaultShop, "talk-1")
	if err != nil || before.Owner.State != chat.OwnedByPerson || before.Owner.Person != "Mira" {
		t.Fatalf("while she is away it is %+v, %v", before.Owner, err)
	}
	if _, _, err := store.Append(t.Context(), chat.DefaultShop, chat.Append{
		Conversation: "talk-1", Now: time.Now(),
		Events: []chat.Event{{Kind: chat.EventMessage, Message: &chat.Message{Author: assistant.AuthorShopper, Text: "Are you there?"}}},
	}); err != nil {
		t.Fatal(err)
	}

	p.visit(site + "/desk/")
	p.find("button", "^mine 1").tap()
	p.find("link", "^Ada.*you answer").tap()
	p.see("are you there\\?")
	p.find("textbox", "^your reply$")
	if got := eval[string](p, "document.querySelector('textarea').value"); got != "It arrives tomor" {
		t.Errorf("the draft is %q", got)
	}
	p.find("textbox", "^your reply$").write("It arrives tomorrow.")
	p.hit(kb.Enter)
	p.gone("sending")
	p.see("it arrives tomorrow\\.")
	after, err := store.Conversation(t.Context(), chat.DefaultShop, "talk-1")
	if err != nil || after.OwnerVersion != before.OwnerVersion {
		t.Errorf("it changed hands: %+v, %v", after.Owner, err)
	}
	p.find("button", "^give back$").tap()
	p.see("the assistant answers")
}
