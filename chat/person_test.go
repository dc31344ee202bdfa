package chat_test

import (
	"strings"
	"testing"

	"github.com/aisle-chat/aisle/chat"
)

// Whoever joins has a title and a picture, and what they say keeps those of its time.
func TestPersonIsSeen(t *testing.T) {
	s := script(t, handsOver)
	tab := s.tab(t)
	id := tab.Welcome.Conversation
	tab.AwaitReply(tab.Say("1", "person"))
	mara := chat.Person{ID: "1", Name: "Mara", Title: "Fitting\nadvice", Picture: "/people/mara.svg", Role: "lead"}
	must(s.TakeOver(t.Context(), id, mara))
	joined := func(e chat.Event) bool { return e.Owner != nil && e.Owner.State == chat.OwnedByPerson }
	if e := tab.AwaitEvent(joined); e.Owner.Title != "Fitting advice" || e.Owner.Picture != "/people/mara.svg" {
		t.Errorf("the shopper sees %+v", e.Owner)
	}
	first := chat.Post{ClientID: "p1", Person: mara, Text: "Hello."}
	before := must(s.Post(t.Context(), id, first)).Message
	// The picture's address is signed anew with each request: the same post again is
	// the same post.
	first.Person.Picture = "https://pictures.example/mara?signed=2"
	if again := must(s.Post(t.Context(), id, first)).Message; again.Picture != before.Picture {
		t.Errorf("the same post again shows %q", again.Picture)
	}
	after := must(s.Post(t.Context(), id, chat.Post{ClientID: "p2", Person: first.Person, Text: "Hello again."})).Message
	if before.Title != "Fitting advice" || before.Picture != "/people/mara.svg" || after.Picture != first.Person.Picture {
		t.Errorf("said by %+v, and then by %+v", before, after)
	}
	must(s.Transfer(t.Context(), id, mara.ID, chat.Person{ID: "2", Name: "Ivo", Title: "Repairs"}))
	ivos := func(e chat.Event) bool { return joined(e) && e.Owner.Person == "Ivo" }
	if e := tab.AwaitEvent(ivos); e.Owner.Title != "Repairs" || e.Owner.Picture != "" {
		t.Errorf("the shopper sees %+v", e.Owner)
	}
}

// What is no address of a picture reaches nobody.
func TestPersonPicture(t *testing.T) {
	s := script(t, handsOver)
	tab := s.tab(t)
	tab.AwaitReply(tab.Say("1", "person"))
	for address, shown := range map[string]bool{
		"":                                            false,
		"/people/mara.svg?size=96":                    true,
		"https://pictures.example/mara.jpg":           true,
		"http://127.0.0.1:8080/mara.jpg":              true,
		"http://[::1]/mara.jpg":                       true,
		"http://localhost/mara.jpg":                   true,
		"http://pictures.example/mara.jpg":            false,
		"//pictures.example/mara.jpg":                 false,
		"///pictures.example/mara.jpg":                false,
		`/\pictures.example/mara.jpg`:                 false,
		"https:///mara.jpg":                           false,
		"https://me:secret@pictures.example/mara.jpg": false,
		"people/mara.svg":                             false,
		"data:image/svg+xml,<svg/>":                   false,
		"javascript:alert(1)":                         false,
		"https://pictures.example/a b.jpg":            false,
		"https://pictures.example/a\u0085b":           false,
		"/" + strings.Repeat("a", 2047):               true,
		"/" + strings.Repeat("a", 2048):               false,
		"https://pictures.example/%zz":                false,
		"https://pictures.example/m.jpg\r\nx":         false,
	} {
		post := chat.Post{Person: chat.Person{Name: "Larkhollow", Picture: address, Title: strings.Repeat("é", chat.MaxTitle+1)}, Text: "Your parcel left."}
		m := must(s.Post(t.Context(), tab.Welcome.Conversation, post)).Message
		if want := map[bool]string{true: address}[shown]; m.Picture != want {
			t.Errorf("%.80q is shown as %.80q", address, m.Picture)
		}
		if want := strings.Repeat("é", chat.MaxTitle-1) + "…"; m.Title != want {
			t.Errorf("a long title is %q", m.Title)
		}
	}
}
