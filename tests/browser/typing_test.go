package browser

import (
	"regexp"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"github.com/aisle-chat/aisle/chat"
)

// writing goes on to write into the field that has the focus until other shows what
// matches: nobody types so slowly that the signs of it run out in between.
func (p *page) writing(other *page, pattern string) {
	p.t.Helper()
	match := regexp.MustCompile("(?i)" + pattern)
	other.until("text "+pattern+" while somebody writes", func() (bool, string) {
		p.do(chromedp.KeyEvent("x"))
		text, err := tryEval[string](other, visibleText)
		if err != nil {
			return false, err.Error()
		}
		return match.MatchString(text), text
	})
}

// TestBothSeeWhoWrites has a shopper and a person see of each other that they are
// there and write, and nothing of it once they have stopped, sent it, or left.
func TestBothSeeWhoWrites(t *testing.T) {
	shop := newShop(t)
	p := newPage(t, phone)
	p.dark(false)
	p.visit(shop.url + "/")
	p.openChat()
	p.send("I would like to talk to a person.")
	p.see("person asked")

	staff := newPage(t, wide)
	staff.dark(false)
	staff.login(shop)
	staff.takeOver()
	p.see("joined the conversation")
	staff.see("guest .{4} is here")

	staff.find("textbox", "^your reply$").write("It ")
	staff.writing(p, "robin is writing")
	p.shot("typing-person")
	p.gone("robin is writing") // by itself: nothing more is typed
	staff.find("textbox", "^your reply$").write("Hello")
	staff.writing(p, "robin is writing")
	staff.press(enter)
	p.see("xhello|hello.*x")
	p.gone("robin is writing")

	p.find("textbox", "^message$").write("Is it ")
	p.writing(staff, "guest .{4} is writing")
	staff.shot("typing-shopper")
	staff.accessible("a talk in which the shopper writes")
	staff.gone("is writing")
	staff.see("guest .{4} is here")
	p.press(enter)
	staff.see("is it x")
	p.visit("about:blank")
	staff.see("is not here at the moment")
}

// TestColleaguesSeeEachOther has two people at the desk see that the other one has
// the same talk open, and writes in it.
func TestColleaguesSeeEachOther(t *testing.T) {
	store := chat.NewMemory()
	waitingTalk(t, store, "talk-1", "Ada", "Where is my parcel?", 7*time.Minute)
	url := deskOver(t, store) + "/desk/"
	mira, jonas := newPage(t, wide), newPage(t, phone)
	mira.dark(false)
	jonas.dark(true)
	mira.visit(url)
	jonas.visit(url)
	eval[struct{}](jonas, `document.cookie = "colleague=Jonas"; undefined`)
	jonas.visit(url)

	mira.find("link", "^Ada").tap()
	mira.see("where is my parcel")
	mira.gone("looking at this too")
	jonas.find("link", "^Ada").tap()
	mira.see("jonas is looking at this too")
	jonas.see("mira is looking at this too")
	mira.accessible("a talk at which two look")
	jonas.accessible("a talk at which two look, dark")
	mira.shot("desk-two-look")
	jonas.shot("desk-two-look")

	jonas.find("button", "^note$").tap()
	jonas.find("textbox", "^your private note$").write("Parcel ")
	jonas.writing(mira, "jonas is writing here too")
	mira.find("button", "^take over$").tap()
	mira.find("textbox", "^your reply$").write("It is ")
	mira.writing(jonas, "mira is writing to the shopper")
	jonas.find("link", "^back to the list$").tap()
	mira.gone("jonas is")
	jonas.find("button", "^open").tap()
	jonas.see("mira (looks|writes)")
	jonas.shot("desk-colleague-in-list")
}

// TestSent marks what has arrived where a person is to read it, until they answer.
func TestSent(t *testing.T) {
	c := newCorner(t)
	p := newPage(t, phone)
	p.dark(false)
	p.visit(c.url + "/strict")
	p.openChat()
	p.say("a tent for two")
	talks, err := c.chat.Conversations(t.Context(), chat.Filter{Limit: 1})
	if err != nil || len(talks) != 1 {
		t.Fatal(talks, err)
	}
	mara := chat.Person{ID: "p-1", Name: "Mara"}
	if _, err := c.chat.TakeOver(t.Context(), talks[0].ID, mara); err != nil {
		t.Fatal(err)
	}
	p.see("mara joined the conversation")
	p.send("are you there?")
	p.see(`are you there\? sent`)
	p.shot("sent-phone")
	if _, err := c.chat.Post(t.Context(), talks[0].ID, chat.Post{Person: mara, Text: "Here I am."}); err != nil {
		t.Fatal(err)
	}
	p.see("here i am")
	p.gone(`are you there\? sent`)
}
