package browser

import (
	"context"
	"strings"
	"testing"

	"github.com/aisle-chat/aisle/chat"
)

// TestPast begins anew, goes back to what was said, and takes it home.
func TestPast(t *testing.T) {
	bothSizes(t, func(t *testing.T, s size) {
		c := newCorner(t)
		p := newPage(t, s)
		p.dark(s.phone)
		p.visit(c.url + "/strict")
		p.openChat()
		menu := func(item string) {
			p.panel().find("button", "^more$").tap()
			if item == "" {
				p.accessible("menu")
				p.shot("menu")
				return
			}
			p.find("menuitem", item).tap()
		}
		p.say("a tent for two")
		menu("")
		p.find("menuitem", "^new conversation$").tap()
		p.gone("a tent for two")
		p.see("ask about anything here|what are you looking for|i can find things")
		p.reloadChat() // with nothing said, it is still the new one
		p.gone("a tent for two")
		p.say("and a stove")

		menu("^past conversations$")
		list := p.find("group", "^past conversations$")
		list.find("button", "and a stove.*this one")
		p.accessible("past conversations")
		p.shot("past")
		list.find("button", "a tent for two").tap()
		p.see("i heard: a tent for two")
		p.gone("and a stove")
		p.say("or for three")
		p.reloadChat()
		p.see("i heard: or for three")

		saved := eval[string](p, `new Promise((done) => {
			const whole = URL.createObjectURL;
			URL.createObjectURL = (blob) => { blob.text().then(done); return whole(blob); };
			HTMLAnchorElement.prototype.click = () => {};
			`+inPanel+`
			panel.querySelector('.menu > button').click();
			const save = () => {
				const item = [...panel.querySelectorAll('[role=menuitem]')].find((item) => item.innerText.includes('Save as text'));
				if (item) item.click();
				else setTimeout(save, 20);
			};
			save();
		})`)
		for _, want := range []string{"You said, ", "a tent for two\n", "Wren (assistant), ", "I heard: or for three"} {
			if !strings.Contains(saved, want) {
				t.Errorf("the saved text lacks %q:\n%s", want, saved)
			}
		}
		if strings.Contains(saved, "and a stove") {
			t.Errorf("the saved text has another conversation:\n%s", saved)
		}
	})
}

// TestErase deletes a talk for good, from the list and from the server, and asks first.
func TestErase(t *testing.T) {
	bothSizes(t, func(t *testing.T, s size) {
		c := newCorner(t)
		p := newPage(t, s)
		p.dark(s.phone)
		p.visit(c.url + "/strict")
		p.openChat()
		menu := func(item string) {
			p.panel().find("button", "^more$").tap()
			p.find("menuitem", item).tap()
		}
		p.say("a tent for two")
		menu("^new conversation$")
		p.gone("a tent for two")
		p.say("and a stove")
		menu("^past conversations$")
		list := p.find("group", "^past conversations$")
		list.find("button", "^delete: a tent for two$").tap()
		p.see("delete this for good")
		p.accessible("a conversation that may be deleted")
		p.shot("erase")
		list.find("button", "^keep it$").tap()
		p.focusIs("delete: a tent for two")
		list.find("button", "^delete: a tent for two$").tap()
		list.find("button", "^delete$").tap()
		p.missing("button", "a tent for two")
		p.focusIs("back")
		list.find("button", "and a stove.*this one")

		// The one that is open goes as well, and the next begins anew.
		list.find("button", "^delete: and a stove$").tap()
		list.find("button", "^delete$").tap()
		p.see("nothing was said yet")
		if left, err := c.chat.Conversations(t.Context(), chat.Filter{Spoken: true}); err != nil || len(left) > 0 {
			t.Errorf("left is %+v, %v", left, err)
		}
		p.reloadChat()
		p.gone("and a stove")
		p.say("hello")
	})
}

// postbox is a Mailer whose mails are taken out one by one.
type postbox chan chat.Mail

func (b postbox) Send(_ context.Context, m chat.Mail) error {
	b <- m
	return m.Check()
}

// TestTalkMailed sends a customer what was said, and offers that to nobody else.
func TestTalkMailed(t *testing.T) {
	bothSizes(t, func(t *testing.T, s size) {
		mails := make(postbox, 1)
		c := newCorner(t, func(config *chat.Config) { config.Mailer, config.Name = mails, "The corner shop" })
		p := newPage(t, s)
		p.dark(s.phone)
		p.visit(c.url + "/strict")
		p.openChat()
		p.say("a tent for two")
		p.panel().find("button", "^more$").tap()
		p.find("menuitem", "^save as text$")
		p.missing("menuitem", "e-mail")

		c.signIn(ada)
		p.reloadChat()
		p.see("i heard: a tent for two")
		p.panel().find("button", "^more$").tap()
		p.find("menuitem", "^send to my e-mail$").tap()
		p.find("menuitem", "^on its way to ada@shop.example$")
		p.shot("mailed")
		if m := <-mails; m.To != "ada@shop.example" || !strings.Contains(m.Text, "a tent for two\n") {
			t.Errorf("the mail: %+v", m)
		}
	})
}

// TestBackButton closes what lies over the page before it leaves it.
func TestBackButton(t *testing.T) {
	bothSizes(t, func(t *testing.T, s size) {
		c := newCorner(t)
		p := newPage(t, s)
		p.dark(false)
		p.visit(c.url + "/dark")
		p.visit(c.url + "/")
		p.openChat()
		before := eval[int](p, `history.length`)
		p.panel().find("button", "^cart, empty$").tap()
		p.find("group", "^your cart$")
		eval[struct{}](p, `history.back(); undefined`)
		p.missing("group", "^your cart$")
		p.panel().find("button", "^your orders$").tap()
		p.find("group", "^your orders$").find("button", "^back$").tap()
		p.missing("group", "^your orders$")
		if s.phone { // where the panel covers the page
			eval[struct{}](p, `history.back(); undefined`)
			p.missing("dialog", "")
		}
		if now := eval[int](p, `history.length`); now > before+1 {
			t.Errorf("the history grew from %d to %d", before, now)
		}
		eval[struct{}](p, `history.back(); undefined`)
		p.until("the page before", func() (bool, string) {
			at := eval[string](p, `location.pathname`)
			return at == "/dark", at
		})
	})
}

// TestOtherWords takes what was said for a new beginning, and copies an answer.
func TestOtherWords(t *testing.T) {
	c := newCorner(t)
	p := newPage(t, desktop)
	p.visit(c.url + "/")
	p.openChat()
	p.say("a tent for two")
	p.panel().find("textbox", "^message$").tap()
	p.press(up)
	field := func(want string) {
		p.until("the message to be "+want, func() (bool, string) {
			saw := eval[string](p, inPanel+`panel.querySelector('textarea').value`)
			return saw == want, saw
		})
	}
	field("a tent for two")
	p.paste(" or three")
	p.press(enter)
	p.see("i heard: a tent for two or three")
	p.panel().last("button", "^change what you said$").tap()
	field("a tent for two or three")
	p.focusIs("message")
	p.shot("tools")
}
