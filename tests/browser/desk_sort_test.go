package browser

import (
	"testing"
	"time"

	"github.com/chromedp/chromedp/kb"

	"github.com/aisle-chat/aisle/chat"
)

// TestDeskSorts notes, tags, searches, changes and takes back, in a real page.
func TestDeskSorts(t *testing.T) {
	for _, scheme := range []string{"light", "dark"} {
		t.Run(scheme, func(t *testing.T) {
			store := chat.NewMemory()
			waitingTalk(t, store, "talk-1", "Ada", "Where is my parcel?", 7*time.Minute)
			waitingTalk(t, store, "talk-2", "Grace", "Is the mug blue?", 2*time.Minute)
			p := newPage(t, wide)
			p.dark(scheme == "dark")
			p.visit(deskOver(t, store) + "/desk/")
			p.find("link", "^Ada").tap()
			p.see("where is my parcel")

			p.hit("n")
			p.find("textbox", "^your private note$").write("Called the carrier: it is in Troy.")
			p.hit(kb.Enter)
			p.see("noted, for the staff only")
			p.find("textbox", "^new tag$").write("parcel")
			p.hit(kb.Enter)
			p.find("button", "^take off the tag parcel$")
			p.see("tagged it parcel")
			p.pick("^priority$", "2")
			p.see("made it urgent")
			p.pick("^assigned to$", "1")
			p.see("assigned it to mira")

			p.hit(kb.Escape)
			p.find("button", "^take over$").tap()
			p.find("textbox", "^your reply$").write("It is ten days away.")
			p.find("button", "^send$").tap()
			p.gone("sending")
			p.find("button", "^edit$").tap()
			p.find("button", "^change$")
			p.find("textbox", "^your reply$").write("It is two days away.")
			p.find("button", "^change$").tap()
			p.see("edited")
			p.accessible("a sorted talk, " + scheme)
			p.shot("desk-sorted-" + scheme)
			p.find("button", "^take back$").tap()
			p.see("taken back")

			p.find("searchbox", "^search the view$").write("#parcel")
			p.missing("link", "^Grace")
			p.hit(kb.Escape)
			p.find("searchbox", "^search the view$").write("nothing of the kind")
			p.see("nothing here matches")
			p.find("button", "^show the whole view$").tap()
			p.find("link", "^Grace").tap()
			p.see("is the mug blue")
			p.pick("^put off$", "1")
			p.missing("link", "^Grace")
			p.find("button", "^snoozed").tap()
			p.find("link", "^Grace")
			p.pick("^mark$", "spam")
			p.missing("link", "^Grace")
			p.find("button", "^spam").tap()
			p.find("link", "^Grace")
			p.accessible("the spam, " + scheme)
		})
	}
}

// pick chooses an option of a list by its value.
func (p *page) pick(list, value string) {
	p.t.Helper()
	box := p.find("combobox", list)
	p.until("the list to be open", func() (bool, string) {
		chosen, err := call[bool](box, `function (value) {
			if (this.disabled) return false;
			this.value = value;
			this.dispatchEvent(new Event("change", { bubbles: true }));
			return true;
		}`, value)
		if err != nil {
			return false, err.Error()
		}
		return chosen, "it is closed"
	})
}
