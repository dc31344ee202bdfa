package desk_test

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aisle-chat/aisle/chat"
	"github.com/aisle-chat/aisle/chat/desk"
)

// ids are the conversations of a view, in its order.
func (s *shop) ids(by chat.Person, query string) (ids []string) {
	s.t.Helper()
	for _, c := range get[desk.List](s, by, "api/conversations?"+query).Conversations {
		ids = append(ids, c.ID)
	}
	return ids
}

func TestSorting(t *testing.T) {
	s := open(t, func(c *desk.Config) {
		c.Team = func(context.Context) ([]chat.Person, error) { return []chat.Person{mara, jonas}, nil }
	})
	_, first := s.shopper("I want a person")
	_, second := s.shopper("I want a person too")
	_, third := s.shopper("hello")
	sort := func(id string, in desk.Sort) desk.Conversation {
		t.Helper()
		return post[desk.Done](s, mara, "api/conversations/"+id+"/sort", in).Conversation
	}
	high, later, now, jonasID, nobody := 1, time.Now().Add(time.Hour).UnixMilli(), int64(0), jonas.ID, ""
	c := sort(second, desk.Sort{ID: "1", Note: " Called back. ", Tag: []string{"vip"}, Assign: &jonasID, Priority: &high})
	if !slices.Equal(c.Tags, []string{"handoff", "vip"}) || c.Priority != 1 || c.Assignee == nil || *c.Assignee != (desk.Person{ID: jonas.ID, Name: jonas.Name}) {
		t.Errorf("sorted: %+v", c)
	}
	if again := sort(second, desk.Sort{ID: "1", Note: "Called back.", Tag: []string{"vip"}, Assign: &jonasID, Priority: &high}); again.Top != c.Top {
		t.Errorf("the same again: top %d, want %d", again.Top, c.Top)
	}
	events := get[desk.Talk](s, jonas, "api/conversations/"+second).Events
	if note := events[len(events)-1].Staff; note == nil || note.Note != "Called back." || note.By != "Mara" {
		t.Errorf("the note is %+v", note)
	}
	for query, want := range map[string][]string{
		"view=waiting":                {second, first},
		"view=mine":                   {second}, // Jonas's
		"view=all&tag=vip":            {second},
		"view=all&tag=v":              nil,
		"view=all&q=CALLED":           {second},
		"view=all&q=hell":             {third},
		"view=waiting&q=hell":         nil,
		"view=unassigned&q=person":    {first},
		"view=closed":                 nil,
		"view=all&q=" + third:         {third},
		"view=all&q=%25":              nil,
		"view=snoozed":                nil,
		"view=spam":                   nil,
		"view=unassigned&tag=handoff": {first},
	} {
		if got := s.ids(jonas, query); !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", query, got, want)
		}
	}
	sort(first, desk.Sort{ID: "2", Snooze: &later})
	if got := s.ids(mara, "view=waiting"); !slices.Equal(got, []string{second}) || get[desk.List](s, mara, "api/conversations").Counts.Waiting != 1 {
		t.Errorf("put off: %v", got)
	}
	if got := s.ids(mara, "view=snoozed"); !slices.Equal(got, []string{first}) {
		t.Errorf("snoozed: %v", got)
	}
	sort(first, desk.Sort{ID: "3", Snooze: &now})
	sort(second, desk.Sort{ID: "4", Assign: &nobody, Untag: []string{"vip"}})
	if got := s.ids(mara, "view=unassigned"); len(got) != 3 {
		t.Errorf("unassigned: %v", got)
	}
	spam := chat.MarkSpam
	post[desk.Done](s, chat.Person{ID: "lead"}, "api/conversations/"+third+"/sort", desk.Sort{ID: "5", Mark: &spam})
	if all, junk := s.ids(mara, "view=all"), s.ids(mara, "view=spam"); len(all) != 2 || !slices.Equal(junk, []string{third}) {
		t.Errorf("all %v, spam %v", all, junk)
	}
}

// What was rated low stands in a view of its own, open or closed, and any view is
// narrowed by a score.
func TestLowRatings(t *testing.T) {
	s := open(t, nil)
	tab, bad := s.shopper("hello")
	_, unrated := s.shopper("hello again")
	post[desk.Done](s, mara, "api/conversations/"+bad+"/close", struct{}{})
	closing := tab.AwaitEvent(func(e chat.Event) bool { return e.Owner != nil && e.Owner.Closed })
	tab.Send(chat.GiveRating{ID: "r", Rating: chat.Rating{Seq: closing.Seq, Score: 2, Comment: "Slow."}})
	tab.AwaitEvent(func(e chat.Event) bool { return e.Rating != nil })
	for query, want := range map[string][]string{
		"view=low":            {bad},
		"view=low&score=5":    {bad},
		"view=low&score=1":    nil,
		"view=low&q=hello":    {bad},
		"view=low&q=again":    nil,
		"view=closed&score=2": {bad},
		"view=closed&score=1": nil,
		"view=all&score=5":    nil,
		"view=all":            {unrated},
	} {
		if got := s.ids(mara, query); !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", query, got, want)
		}
	}
	if got := get[desk.List](s, mara, "api/conversations?view=low").Conversations; len(got) != 1 || got[0].Score != 2 {
		t.Errorf("%+v", got)
	}
	spam := chat.MarkSpam
	post[desk.Done](s, chat.Person{ID: "lead"}, "api/conversations/"+bad+"/sort", desk.Sort{ID: "1", Mark: &spam})
	if got := s.ids(mara, "view=low"); got != nil {
		t.Errorf("spam: %v", got)
	}
	for _, score := range []string{"0", "6", "-1", "two", "2.5"} {
		if got := s.do(s.request(mara.ID, http.MethodGet, "api/conversations?view=low&score="+score, nil)); got.status != http.StatusBadRequest {
			t.Errorf("score=%s: %d", score, got.status)
		}
	}
}

func TestSortingIsRefused(t *testing.T) {
	s := open(t, nil)
	_, id := s.shopper("hello")
	stranger := "somebody"
	for _, bad := range []struct {
		in     desk.Sort
		status int
	}{
		{desk.Sort{ID: "1"}, 400},
		{desk.Sort{Note: "no id"}, 400},
		{desk.Sort{ID: "1", Tag: []string{" "}}, 400},
		{desk.Sort{ID: "1", Note: strings.Repeat("x", chat.MaxNote+1)}, 400},
		{desk.Sort{ID: "1", Assign: &stranger}, 404},
	} {
		if got := s.try(mara, "api/conversations/"+id+"/sort", bad.in); got.status != bad.status || strings.Contains(string(got.body), "chat:") {
			t.Errorf("%+v: %d %s", bad.in, got.status, got.body)
		}
	}
	for _, query := range []string{"view=none", "q=" + strings.Repeat("x", 201), "q=" + url.QueryEscape("\xff")} {
		if got := s.do(s.request(mara.ID, "GET", "api/conversations?"+query, nil)); got.status != 400 {
			t.Errorf("%.20s: %d", query, got.status)
		}
	}
}

func TestTransferAndEdit(t *testing.T) {
	s := open(t, nil)
	tab, id := s.shopper("I want a person")
	at := "api/conversations/" + id + "/"
	get[desk.List](s, jonas, "api/conversations") // he has been at the desk
	if people := get[desk.People](s, mara, "api/people").People; !slices.Equal(people, []desk.Person{{ID: jonas.ID, Name: "Jonas"}, {ID: mara.ID, Name: "Mara"}}) {
		t.Errorf("people: %+v", people)
	}
	post[desk.Done](s, mara, at+"take", nothing)
	said := post[desk.Replied](s, mara, at+"reply", desk.Reply{ID: "r1", Text: "Ten days."}).Event
	edited := post[desk.Replied](s, mara, at+"edit", desk.Edit{ID: "e1", Seq: said.Seq, Text: "Thirty days."}).Event
	if e := tab.AwaitEvent(func(e chat.Event) bool { return e.Edit != nil }); e.Seq != edited.Seq || e.Edit.Text != "Thirty days." {
		t.Errorf("the shopper sees %+v", e.Edit)
	}
	if got := s.try(jonas, at+"edit", desk.Edit{ID: "e2", Seq: said.Seq, Text: "x"}); got.status != 403 || got.code() != "owner" {
		t.Errorf("a colleague edits: %d %s", got.status, got.body)
	}
	if got := s.try(mara, at+"transfer", desk.Transfer{To: "somebody"}); got.status != 404 {
		t.Errorf("to a stranger: %d %s", got.status, got.body)
	}
	if c := post[desk.Done](s, mara, at+"transfer", desk.Transfer{To: jonas.ID}).Conversation; c.Person != "Jonas" || c.Mine {
		t.Errorf("transferred: %+v", c)
	}
	if got := s.try(mara, at+"transfer", desk.Transfer{To: mara.ID}); got.status != 409 {
		t.Errorf("taken back by who gave it: %d %s", got.status, got.body)
	}
	post[desk.Replied](s, jonas, at+"reply", desk.Reply{ID: "r2", Text: "Hello, Jonas here."})

	// What a colleague has left lying, a lead gives to somebody who is there.
	if got := s.try(mara, at+"transfer", desk.Transfer{From: jonas.ID, To: mara.ID}); got.status != 403 || !strings.Contains(string(got.body), "reassign") {
		t.Errorf("an agent takes it away: %d %s", got.status, got.body)
	}
	if got := s.try(lead, at+"transfer", desk.Transfer{From: mara.ID, To: lead.ID}); got.status != 409 {
		t.Errorf("a lead who has not seen who answers: %d %s", got.status, got.body)
	}
	if c := post[desk.Done](s, lead, at+"transfer", desk.Transfer{From: jonas.ID, To: mara.ID}).Conversation; c.Person != "Mara" || c.PersonID != mara.ID {
		t.Errorf("reassigned: %+v", c)
	}
	if got := s.try(jonas, at+"reply", desk.Reply{ID: "r3", Text: "I am back."}); got.status != 409 {
		t.Errorf("who had it before: %d %s", got.status, got.body)
	}
}
