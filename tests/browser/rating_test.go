package browser

import (
	"fmt"
	"testing"

	"github.com/aisle-chat/aisle/chat"
)

// TestRating rates a conversation, with a comment, and the help of a person, by
// keyboard. What was rated says thanks, also after a reload; what the shopper
// talks past is gone.
func TestRating(t *testing.T) {
	bothSizes(t, func(t *testing.T, s size) {
		c := newCorner(t)
		p := newPage(t, s)
		p.dark(s.phone)
		path := "/strict"
		if s.phone {
			path = "/dark"
		}
		p.visit(c.url + path)
		p.openChat()
		p.send("goodbye")
		p.see("how was this conversation\\?")
		p.accessible("question how it was")
		p.send("one more thing")
		p.gone("how was this conversation\\?")

		p.send("goodbye")
		p.panel().find("radio", "^4 of 5, good$").tap()
		p.shot("rating")
		p.panel().find("button", "^add a comment$").tap()
		p.focusIs("comment")
		p.panel().find("textbox", "^comment$").write("Quick, and <b>kind</b>.")
		p.accessible("rating with a comment")
		if found := p.small(p.panel().find("group", "^how was this conversation\\?$")); len(found) > 0 {
			t.Errorf("small targets: %v", found)
		}
		p.shot("rating-comment")
		p.panel().find("button", "^send rating$").tap()
		p.see("you gave 4 of 5. thank you for telling us")
		p.accessible("thanks for a rating")
		p.shot("rating-thanks")
		p.reloadChat()
		p.see("you gave 4 of 5. thank you for telling us")
		p.missing("radio", "of 5")

		talk := c.talk(t)
		if _, err := c.chat.TakeOver(t.Context(), talk.ID, mara); err != nil {
			t.Fatal(err)
		}
		p.see("mara joined the conversation")
		p.send("my invoice, please")
		p.see("you said : my invoice, please")
		p.until("the message to be stored", func() (bool, string) {
			now, err := c.chat.Conversation(t.Context(), talk.ID)
			return err == nil && now.LastShopper > talk.LastShopper, fmt.Sprint(now.LastShopper, err)
		})
		if _, err := c.chat.Post(t.Context(), talk.ID, chat.Post{Person: mara, Text: "Here it is."}); err != nil {
			t.Fatal(err)
		}
		if _, err := c.chat.GiveBack(t.Context(), talk.ID, mara); err != nil {
			t.Fatal(err)
		}
		p.see("how was the help of mara\\?")
		p.shot("rating-person")
		if !s.phone {
			p.tabTo("radio", "^1 of 5, very poor$")
			p.press(space)
			p.press(down)
			p.see("poor")
			p.tabTo("button", "^send rating$")
			p.press(enter)
		} else {
			p.panel().find("radio", "^2 of 5, poor$").tap()
			p.panel().last("button", "^send rating$").tap()
		}
		p.see("you gave 2 of 5")

		var got []chat.Rating
		events, err := c.chat.Events(t.Context(), talk.ID, 0, 100)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range events {
			if e.Rating != nil {
				got = append(got, *e.Rating)
			}
		}
		if len(got) != 2 || got[0].Score != 4 || got[0].Comment != "Quick, and <b>kind</b>." || got[1].Score != 2 || got[1].Comment != "" {
			t.Errorf("the log has %+v", got)
		}
	})
}

var mara = chat.Person{ID: "1", Name: "Mara"}

// talk is the one conversation of the shop.
func (c *corner) talk(t *testing.T) chat.Conversation {
	t.Helper()
	all, err := c.chat.Conversations(t.Context(), chat.Filter{})
	if err != nil || len(all) != 1 {
		t.Fatalf("%d conversations, %v", len(all), err)
	}
	return all[0]
}
