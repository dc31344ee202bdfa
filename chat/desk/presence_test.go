package desk_test

import (
	"encoding/json"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/chat"
	"github.com/aisle-chat/aisle/chat/desk"
)

// hear waits for the word of who is where that is wanted. One that is told late has
// what came after it as well, so that the same may be told twice.
func (l *listener) hear(wanted func(desk.Present) bool) desk.Attended {
	l.t.Helper()
	for {
		kind, data, _ := strings.Cut(l.next(), " ")
		switch kind {
		case "":
			l.t.Fatal("the stream has ended, and nothing of the kind was told")
		case "presence":
			var got desk.Attended
			if err := json.Unmarshal([]byte(data), &got); err != nil {
				l.t.Fatal(err)
			}
			if wanted(got.Present) {
				return got
			}
		}
	}
}

// Colleagues see who is in a talk, and what the shopper does, on every desk and at
// once.
func TestPresence(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := open(t, nil)
		tab, id := s.shopper("I want a person")
		tab.Send(chat.Visit{Page: assistant.Page{URL: "/mug", Title: "Enamel Mug"}})
		synctest.Wait()
		if line := get[desk.Talk](s, mara, "api/conversations/"+id).Conversation; line.Present.Shopper != "" || line.Present.People != nil {
			t.Errorf("before anybody looks: %+v", line.Present)
		}
		l := s.listen(jonas)
		l.next()
		at := "api/conversations/" + id + "/presence"
		if got := post[desk.Attended](s, mara, at, desk.Attend{Does: chat.Looks}); got.Conversation != id || len(got.Present.People) != 1 {
			t.Errorf("Mara is answered %+v", got)
		}
		// The shopper's side answers a moment later.
		got := l.hear(func(p desk.Present) bool { return p.Shopper == chat.Looks })
		want := desk.Attendee{ID: mara.ID, Name: "Mara", Does: chat.Looks}
		if p := got.Present; got.Conversation != id || p.At == 0 || p.Page.Title != "Enamel Mug" || len(p.People) != 1 || p.People[0] != want {
			t.Errorf("Jonas hears %+v", got)
		}
		post[desk.Done](s, mara, "api/conversations/"+id+"/take", nothing)
		post[desk.Attended](s, mara, at, desk.Attend{Does: chat.Writes})
		l.hear(func(p desk.Present) bool { return p.People[0].Does == chat.Writes })
		tab.Send(chat.Typing{})
		l.hear(func(p desk.Present) bool { return p.Shopper == chat.Writes && p.People[0].Does == chat.Writes })
		// A reader may look, and is seen to.
		post[desk.Attended](s, chat.Person{ID: "reader"}, at, desk.Attend{Does: chat.Writes})
		list := get[desk.List](s, jonas, "api/conversations")
		if p := list.Conversations[0].Present; len(p.People) != 2 || p.People[1] != (desk.Attendee{ID: "reader", Name: "Noor", Does: chat.Notes}) {
			t.Errorf("the list has %+v", p)
		}
		for does, status := range map[chat.Doing]int{"sings": 400, "": 400} {
			if r := s.try(mara, at, desk.Attend{Does: does}); r.status != status {
				t.Errorf("%q: %d %s", does, r.status, r.body)
			}
		}
		if r := s.try(mara, "api/conversations/nowhere/presence", desk.Attend{Does: chat.Looks}); r.status != 404 {
			t.Errorf("nowhere: %d %s", r.status, r.body)
		}
	})
}
