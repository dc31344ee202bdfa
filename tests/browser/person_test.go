package browser

import (
	"strings"
	"testing"

	"github.com/aisle-chat/aisle/chat"
)

// portraits are the pictures of people that the panel shows, as "header /mara.svg", by
// where they stand; those that have not loaded are left out.
const portraits = inPanel + `[...panel.querySelectorAll('img')]
	.filter((img) => img.alt === '' && img.complete && img.naturalWidth > 0 && img.checkVisibility() && !img.closest('.card'))
	.map((img) => (img.closest('[part=header]') ? 'header' : img.closest('[part=person-message]') ? 'words' : 'line') + ' ' + new URL(img.src).pathname)
	.join(', ')`

// TestWhoJoins shows who joins with name, title and picture: in the header, in the line
// that says so, and beside their words, which keep the picture once another has taken
// over. A picture that does not load leaves the first letter of the name.
func TestWhoJoins(t *testing.T) {
	for _, seen := range []struct {
		name, path string
		size       size
		media      map[string]string
	}{
		{"light", "/", desktop, nil},
		{"dark", "/dark", phone, map[string]string{"prefers-color-scheme": "dark"}},
		{"mirrored", "/in/he", phone, nil},
		{"forced colors", "/strict", phone, map[string]string{"forced-colors": "active"}},
	} {
		t.Run(seen.name, func(t *testing.T) {
			c := newCorner(t)
			p := newPage(t, seen.size)
			p.media(seen.media)
			p.expect("nobody.png|404")
			p.visit(c.url + seen.path)
			p.openChat()
			p.say("a tent for two")
			talks, err := c.chat.Conversations(t.Context(), chat.Filter{Limit: 1})
			if err != nil || len(talks) != 1 {
				t.Fatal(talks, err)
			}
			id := talks[0].ID
			mara := chat.Person{ID: "p-1", Name: "Mara", Title: "Fitting advice", Picture: "/picture/2f5d50"}
			ivo := chat.Person{ID: "p-2", Name: "Ivo", Picture: "/aisle/nobody.png"}
			if _, err := c.chat.TakeOver(t.Context(), id, mara); err != nil {
				t.Fatal(err)
			}
			p.see("mara joined the conversation · fitting advice")
			if _, err := c.chat.Post(t.Context(), id, chat.Post{Person: mara, Text: "Hello, I am Mara. For two and their dog, take the one for three."}); err != nil {
				t.Fatal(err)
			}
			p.see("mara fitting advice hello, i am mara")
			p.showsPortraits("header /picture/2f5d50, line /picture/2f5d50, words /picture/2f5d50")
			p.accessible(seen.name + ", a person has joined")
			p.fits(seen.name + ", a person has joined")
			p.shot("person-joined-" + seen.name)

			if _, err := c.chat.Transfer(t.Context(), id, mara.ID, ivo); err != nil {
				t.Fatal(err)
			}
			p.see("ivo joined the conversation")
			if _, err := c.chat.Post(t.Context(), id, chat.Post{Person: ivo, Text: "And I am Ivo."}); err != nil {
				t.Fatal(err)
			}
			p.see("ivo from the shop and i am ivo")
			p.showsPortraits("line /picture/2f5d50, words /picture/2f5d50")
			p.until("the first letter for a picture that does not load", func() (bool, string) {
				letters, err := tryEval[string](p, inPanel+`[...panel.querySelectorAll('[aria-hidden=true]')].map((e) => e.textContent).filter((text) => text === 'I').join('')`)
				return err == nil && letters == "III", letters
			})
			p.accessible(seen.name + ", a person without a picture has joined")
			p.shot("person-no-picture-" + seen.name)

			// Another page has all of it from the log alone.
			p.visit(c.url + seen.path)
			if seen.size == phone { // where the panel does not open by itself
				p.openChat()
			}
			p.see("and i am ivo")
			p.showsPortraits("line /picture/2f5d50, words /picture/2f5d50")
		})
	}
}

// showsPortraits waits until exactly these portraits are to be seen.
func (p *page) showsPortraits(want string) {
	p.t.Helper()
	p.until("the portraits "+want, func() (bool, string) {
		got, err := tryEval[string](p, portraits)
		if err != nil {
			return false, err.Error()
		}
		return strings.TrimSpace(got) == want, got
	})
}
