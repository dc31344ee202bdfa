package browser

import (
	"crypto/tls"
	"regexp"
	"testing"

	"github.com/aisle-chat/aisle/assistant/planner"
	"github.com/aisle-chat/aisle/chat"
	"github.com/aisle-chat/aisle/chat/smtp"
	"github.com/aisle-chat/aisle/internal/smtptest"
)

var mailedCode = regexp.MustCompile(`\b\d{6}\b`)

// TestOrderByCode proves orders by a code that comes by mail, from a real mail
// server: from the orders screen into the conversation, with a wrong code, a new one
// and a reload, to the orders.
func TestOrderByCode(t *testing.T) {
	bothSizes(t, func(t *testing.T, s size) {
		server := smtptest.Start(t, smtptest.Options{})
		mailer, err := smtp.New(smtp.Config{Addr: server.Addr, From: "The Corner Shop <orders@shop.example>", TLS: &tls.Config{RootCAs: server.Roots}})
		if err != nil {
			t.Fatal(err)
		}
		c := newCorner(t, func(config *chat.Config) {
			config.Assistant, config.Mailer, config.Name = planner.New(planner.Config{Shop: "The Corner Shop"}), mailer, "The Corner Shop"
		})
		p := newPage(t, s)
		p.dark(false)
		p.visit(c.url + "/strict")
		p.openChat()
		p.panel().find("button", "^your orders$").tap()
		screen := p.panel().find("group", "^your orders$")
		screen.find("form", "^look up an order$")
		p.accessible("orders, with codes by mail")
		p.shot("code-01-orders")
		screen.find("button", "code by e-mail$").tap()

		p.see("you said : i do not know my order number")
		form := p.find("form", "^a code by e-mail$")
		p.accessible("a code by mail")
		p.shot("code-02-where")
		form.find("textbox", "^e-mail address$").write("ada@shop.example")
		p.press(enter)
		p.see("if something was ordered with that address")
		mail := server.Next(t)
		first := mailedCode.FindString(mail.Text)
		if mail.To != "ada@shop.example" || first == "" {
			t.Fatalf("the mail: %+v", mail)
		}

		form = p.find("form", "^enter the code$")
		p.accessible("entering the code")
		p.shot("code-03-enter")
		wrong := "111111"
		if first == wrong {
			wrong = "222222"
		}
		form.find("textbox", "^code from the e-mail$").write(wrong)
		p.press(enter)
		p.see("that is not the code")
		p.shot("code-04-wrong")
		p.panel().find("button", "^send me a new code$").tap()
		p.see("if there are orders with that address|a code of six digits goes there now")
		second := mailedCode.FindString(server.Next(t).Text)

		p.reloadChat() // nothing is lost with the page
		form = p.find("form", "^enter the code$")
		form.find("textbox", "^code from the e-mail$").write(second[:3] + " " + second[3:])
		p.press(enter)
		p.see("lh-1001")
		p.missing("form", "^enter the code$")
		p.accessible("the orders that a code has shown")
		p.shot("code-05-orders")
		p.panel().find("button", "^your orders$").tap()
		p.panel().find("button", "lh-1001 · .*3 items$")
		p.panel().find("button", "lh-1002 · ")
		p.shot("code-06-list")
	})
}
