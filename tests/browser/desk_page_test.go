package browser

import (
	"fmt"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/chat"
)

// A desk has more room than most pages.
var wide = size{name: "wide", width: 1440, height: 900}

// waitingTalk writes a conversation that has waited for a person for so long.
func waitingTalk(t *testing.T, store chat.Store, id, name, text string, waited time.Duration) {
	t.Helper()
	since := time.Now().Add(-waited)
	note := &assistant.Handoff{Reason: "asked", Summary: name + " wants to know about a parcel."}
	_, _, err := store.Append(t.Context(), chat.DefaultShop, chat.Append{
		Conversation: id, Now: since, Answered: 1, Handoff: note, Owner: &chat.Owner{State: chat.OwnedByNobody},
		Create: &chat.Conversation{
			Customer: &assistant.Customer{ID: id, Name: name}, Created: since, Locale: "en-US",
			Page: assistant.Page{URL: "/products/mug", Title: "Enamel Mug", Product: "mug"},
		},
		Events: []chat.Event{
			{Kind: chat.EventMessage, Message: &chat.Message{Author: assistant.AuthorShopper, Text: text}},
			{Kind: chat.EventOwner, Owner: &chat.OwnerChange{State: chat.OwnedByNobody, Handoff: note}},
		},
	})
	if err != nil {
		t.Fatal(err)
	}
}

// hit presses one of the desk's keys.
func (p *page) hit(key string) {
	p.t.Helper()
	p.do(chromedp.KeyEvent(key))
}

// TestDeskByKeys answers a conversation from beginning to end without a mouse.
func TestDeskByKeys(t *testing.T) {
	store := chat.NewMemory()
	waitingTalk(t, store, "talk-1", "Ada", "Where is my parcel?", 7*time.Minute)
	waitingTalk(t, store, "talk-2", "Grace", "And mine?", 2*time.Minute)
	p := newPage(t, wide)
	p.visit(deskOver(t, store) + "/desk/")
	p.find("link", "^Ada.*waits 7 min")
	p.find("link", "^Grace.*waits 2 min")
	p.accessible("the inbox")
	p.hit("j")
	p.see("where is my parcel")
	p.hit("j")
	p.see("and mine")
	p.hit("k")
	p.see("where is my parcel")
	p.accessible("a talk")
	p.hit("t")
	p.find("textbox", "^your reply$")
	p.see("you answer")
	p.until("the caret in the reply", func() (bool, string) {
		at := p.focused()
		return at.role == "textbox", at.String()
	})
	p.find("textbox", "^your reply$").write("It arrives tomorrow.")
	p.hit(kb.Enter)
	p.gone("sending")
	p.see("it arrives tomorrow")
	p.accessible("a reply")
	p.shot("desk-reply")
	p.hit(kb.Escape)
	p.hit("g")
	p.see("gave back to the assistant")
	p.hit("e")
	p.see("closed the conversation")
	p.hit("7")
	p.find("link", "^Ada")
	p.hit("?")
	p.find("dialog", "^keys$")
	p.accessible("the keys")
	p.hit(kb.Escape)
	p.missing("dialog", "^keys$")
}

// TestDeskOnEveryScreen looks at each part of the page in light and dark.
func TestDeskOnEveryScreen(t *testing.T) {
	for _, s := range []size{wide, phone} {
		for _, scheme := range []string{"light", "dark"} {
			t.Run(s.name+" "+scheme, func(t *testing.T) {
				store := chat.NewMemory()
				waitingTalk(t, store, "talk-1", "Ada", "Where is my parcel?", 7*time.Minute)
				p := newPage(t, s)
				p.dark(scheme == "dark")
				p.visit(deskOver(t, store) + "/desk/")
				p.find("link", "^Ada").tap()
				p.see("where is my parcel")
				p.find("button", "^take over$").tap()
				p.find("textbox", "^your reply$").write("It arrives tomorrow.")
				p.find("button", "^send$").tap()
				p.gone("sending")
				p.accessible("the talk, " + scheme)
				p.shot("desk-talk-" + scheme)
				if !s.phone {
					return
				}
				p.find("link", "^about this conversation$").tap()
				p.see("customer")
				p.accessible("beside the talk, " + scheme)
				p.shot("desk-about-" + scheme)
				p.find("link", "^back to the talk$").tap()
				p.find("link", "^back to the list$").tap()
				p.find("button", "^mine").tap()
				p.find("link", "^Ada")
				p.shot("desk-inbox-" + scheme)
			})
		}
	}
}

// TestDeskSendsAgain loses the connection under a reply.
func TestDeskSendsAgain(t *testing.T) {
	store := chat.NewMemory()
	waitingTalk(t, store, "talk-1", "Ada", "Where is my parcel?", 7*time.Minute)
	p := newPage(t, wide)
	p.visit(deskOver(t, store) + "/desk/#talk-1")
	p.find("button", "^take over$").tap()
	p.find("textbox", "^your reply$").write("It arrives tomorrow.")
	// The reply arrives, and its answer is lost.
	eval[struct{}](p, `(() => {
		const real = window.fetch;
		window.fetch = async (url, init) => {
			const answer = await real(url, init);
			if (init?.method !== 'POST') return answer;
			window.fetch = real;
			throw new TypeError('the connection broke');
		};
	})(); undefined`)
	p.hit(kb.Enter)
	p.find("log", "^messages$")
	p.until("the reply, once and sent", func() (bool, string) {
		events, err := store.Events(t.Context(), chat.DefaultShop, "talk-1", 0, 100)
		if err != nil {
			t.Fatal(err)
		}
		replies := 0
		for _, e := range events {
			if e.Message != nil && e.Message.Author == assistant.AuthorPerson {
				replies++
			}
		}
		return replies == 1, fmt.Sprintf("%d replies", replies)
	})
	p.missing("button", "^send again$")
	p.gone("not sent")
	p.see("it arrives tomorrow")
}

// TestDeskSignOut leaves the desk: the next one who comes has to sign in.
func TestDeskSignOut(t *testing.T) {
	bothSizes(t, func(t *testing.T, s size) {
		shop := newShop(t)
		p := newPage(t, s)
		p.login(shop)
		p.find("button", "^sign out$").tap()
		p.find("textbox", "^password$")
		p.visit(shop.url + "/desk/")
		p.find("textbox", "^password$")
	})
}
