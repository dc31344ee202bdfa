package main

import (
	"fmt"
	"regexp"
	"slices"
	"testing"
	"time"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/chat"
	"github.com/aisle-chat/aisle/chat/chattest"
)

// printedMail is a mail in the log.
var printedMail = regexp.MustCompile(`this demo sends no e-mail.* to=(\S+) subject="(\d{6}) is your code for Larkhollow"`)

// mailLog passes the mails on that are printed in a log.
type mailLog chan []string

func (l mailLog) Write(line []byte) (int, error) {
	if mail := printedMail.FindStringSubmatch(string(line)); mail != nil {
		l <- mail[1:]
	}
	return len(line), nil
}

// A guest without the order's number is sent a code, which this shop prints, and sees
// the orders of the address with it: by the chips and forms of the conversation.
func TestCodeIsPrinted(t *testing.T) {
	log := make(mailLog, 9)
	v := visitLogged(t, options{}, log)
	tab := chattest.Dial(t, v.http, v.base+"/aisle/", chat.Hello{})
	// answer is the reply to what was sent, with the seq that it has.
	answer := func(seq int64) (chat.Message, int64) {
		e := tab.AwaitEvent(func(e chat.Event) bool { return e.Message != nil && e.Message.Answers == seq })
		return *e.Message, e.Seq
	}
	fill := func(id string, form int64, name, value string) (chat.Message, int64) {
		tab.Send(chat.Send{ID: id, Form: &chat.Filled{Seq: form, Values: map[string]string{name: value}}})
		return answer(tab.AwaitEvent(func(e chat.Event) bool { return e.ClientID == id }).Seq)
	}
	reply, form := answer(tab.Say("1", "I do not know my order number"))
	if !asksFor(reply, "email") {
		t.Fatalf("no form for the address: %+v", reply.Parts)
	}
	if reply, form = fill("2", form, "email", "Walter.Boone@example.com"); !asksFor(reply, "code") {
		t.Fatalf("no form for the code: %+v", reply.Parts)
	}
	var mail []string
	select {
	case mail = <-log:
	case <-time.After(30 * time.Second):
		t.Fatal("no code is printed")
	}
	if mail[0] != "walter.boone@example.com" {
		t.Errorf("it is printed as sent to %s", mail[0])
	}
	reply, _ = fill("3", form, "code", mail[1])
	if !slices.ContainsFunc(reply.Parts, func(p assistant.Part) bool {
		order, ok := p.(assistant.OrderBlock)
		return ok && order.Order.Number == "LH-1006" && len(order.Order.ShipTo) == 0
	}) {
		t.Errorf("no order: %s", fmt.Sprint(reply.Parts))
	}
	v.want(v.get("/orders"), 200, "This demo sends no", "I do not know my order number")
	v.want(v.get("/demo"), 200, "printed in the log")
}

// asksFor reports whether a reply has a form with a field.
func asksFor(m chat.Message, field string) bool {
	return slices.ContainsFunc(m.Parts, func(p assistant.Part) bool {
		form, ok := p.(assistant.FormBlock)
		return ok && slices.ContainsFunc(form.Fields, func(f assistant.FormField) bool { return f.Name == field })
	})
}
