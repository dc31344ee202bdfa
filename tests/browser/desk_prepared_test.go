package browser

import (
	"testing"
	"time"

	"github.com/chromedp/chromedp/kb"

	"github.com/aisle-chat/aisle/chat"
)

// TestDeskPrepares writes a prepared reply by keys alone, puts it into an answer,
// changes it and removes it. What looks like markup stays text.
func TestDeskPrepares(t *testing.T) {
	for _, s := range []size{wide, phone} {
		t.Run(s.name, func(t *testing.T) {
			store := chat.NewMemory()
			waitingTalk(t, store, "talk-1", "Ada Lovelace", "Where is my parcel?", 7*time.Minute)
			p := newPage(t, s)
			p.dark(s.phone)
			p.visit(deskOver(t, store) + "/desk/")
			p.find("link", "^Ada").tap()
			p.see("where is my parcel")
			if s.phone {
				p.find("link", "^back to the list$").tap()
				p.find("button", "^prepared replies$").tap()
			} else {
				p.hit("p")
			}
			p.see("nothing is prepared yet")
			p.accessible("nothing is prepared")
			p.find("button", "^new reply$").tap()
			p.find("textbox", "^name$").write("<img src=x onerror=alert(1)> hello")
			p.find("textbox", "^text$").write("Hello ")
			p.find("button", "^customer: ").tap()
			p.find("button", "^keep for all$").tap()
			p.find("button", "^<img src=x onerror=alert.1.> hello hello .{2}customer.{2}$").tap()
			p.find("button", "^remove$")
			p.accessible("a prepared reply")
			p.shot("desk-prepared")
			p.expect("400 .Bad Request.")
			p.find("textbox", "^text$").write("Hello {{nobody}}")
			p.find("button", "^keep for all$").tap()
			p.see("there is no variable")
			p.expect("")
			p.find("textbox", "^text$").write("Good day {{customer}}, {{agent}} here.")
			p.find("button", "^keep for all$").tap()
			p.find("button", "good day .{2}customer")
			p.hit(kb.Escape)
			p.missing("dialog", "prepared replies")

			p.find("link", "^Ada").tap()
			p.find("button", "^take over$").tap()
			p.pick("^put in a prepared reply$", "<img src=x onerror=alert(1)> hello")
			reply := p.find("textbox", "^your reply$")
			p.until("the reply to be filled in", func() (bool, string) {
				got := reply.value()
				return got == "Good day Ada, Mira here.", got
			})
			p.find("button", "^send$").tap()
			p.see("good day ada, mira here")

			if s.phone {
				p.find("link", "^back to the list$").tap()
			}
			p.find("button", "^prepared replies$").tap()
			p.find("button", "good day").tap()
			p.find("button", "^remove$").tap()
			p.find("button", "^yes, remove it for all$").tap()
			p.see("nothing is prepared yet")
		})
	}
}
