package desk_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/chat"
	"github.com/aisle-chat/aisle/chat/desk"
)

// A hand-off from the shopper's wish to the end, with the assistant silent
// while a person answers.
func TestHandOff(t *testing.T) {
	s := open(t, nil)
	tab, id := s.shopper("I want a person")
	path := "api/conversations/" + id

	list := get[desk.List](s, mara, "api/conversations?view=waiting")
	if len(list.Conversations) != 1 || list.Counts != (desk.Counts{All: 1, Waiting: 1, Unassigned: 1}) {
		t.Fatalf("while waiting: %+v", list)
	}
	line := list.Conversations[0]
	if line.ID != id || line.WaitingSince == 0 || line.Handoff == nil || !slices.Equal(line.Tags, []string{"handoff"}) {
		t.Errorf("the line that waits: %+v", line)
	}

	done := post[desk.Done](s, mara, path+"/take", nothing)
	if c := done.Conversation; c.Owner != chat.OwnedByPerson || !c.Mine || c.Person != "Mara" || c.WaitingSince == 0 {
		t.Errorf("after taking over: %+v", c)
	}
	seq := tab.Say("second", "are you there?")
	replied := post[desk.Replied](s, mara, path+"/reply", desk.Reply{ID: "r1", Text: "  Hello, I am Mara.\n"})
	if m := replied.Event.Message; m == nil || m.Text != "Hello, I am Mara." || m.Name != "Mara" || m.Author != assistant.AuthorPerson {
		t.Errorf("the reply: %+v", replied.Event)
	}
	heard := tab.AwaitEvent(func(e chat.Event) bool { return e.Seq > seq })
	if heard.Seq != replied.Event.Seq {
		t.Errorf("the shopper heard %+v first, not the reply", heard)
	}
	mine := get[desk.List](s, mara, "api/conversations?view=mine")
	if len(mine.Conversations) != 1 || mine.Conversations[0].WaitingSince != 0 {
		t.Errorf("after the reply: %+v", mine.Conversations)
	}

	given := post[desk.Done](s, mara, path+"/give", nothing)
	if given.Conversation.Owner != chat.OwnedByAssistant {
		t.Errorf("after giving back: %+v", given.Conversation)
	}
	ask(tab, "third", "thanks") // the assistant answers again

	post[desk.Done](s, mara, path+"/close", nothing)
	if open := get[desk.List](s, mara, "api/conversations"); open.Counts.All != 0 || len(open.Conversations) != 0 {
		t.Errorf("after closing: %+v", open)
	}
	if closed := get[desk.List](s, mara, "api/conversations?view=closed"); len(closed.Conversations) != 1 {
		t.Errorf("the closed ones: %+v", closed)
	}
	for _, words := range []string{"desk: take", "desk: reply", "desk: give", "desk: close", "person=staff-1"} {
		if !strings.Contains(s.log.String(), words) {
			t.Errorf("the log does not say %q:\n%s", words, s.log)
		}
	}
}

func TestTalk(t *testing.T) {
	s := open(t, nil)
	tab, id := s.shopper("I want a person")
	ask(tab, "second", "and a jacket")
	path := "api/conversations/" + id

	whole := get[desk.Talk](s, mara, path)
	top := whole.Conversation.Top
	if len(whole.Events) != int(top) || whole.Events[0].Seq != 1 || whole.More {
		t.Fatalf("%d events of %d, more %v", len(whole.Events), top, whole.More)
	}
	if whole.Cart == nil || whole.Cart.ID != whole.CartID || string(whole.State) == "" || (whole.Me != desk.Person{ID: mara.ID, Name: mara.Name}) {
		t.Errorf("beside the talk: cart %+v of %q, state %s, me %+v", whole.Cart, whole.CartID, whole.State, whole.Me)
	}
	noted := slices.ContainsFunc(whole.Events, func(e chat.Event) bool { return e.Owner != nil && e.Owner.Handoff != nil })
	if !noted {
		t.Error("the note of the hand-off is not in the log that the desk sees")
	}
	if rest := get[desk.Talk](s, mara, path+"?after=2"); len(rest.Events) != int(top)-2 || rest.Events[0].Seq != 3 {
		t.Errorf("after 2: %+v", rest.Events)
	}
	if none := get[desk.Talk](s, mara, path+"?after=99"); len(none.Events) != 0 || none.Events == nil {
		t.Errorf("after the end: %+v", none.Events)
	}
}

func TestLongTalkComesInPages(t *testing.T) {
	s := open(t, nil)
	_, id := s.shopper("hello")
	for range desk.MaxEvents + 20 {
		if _, err := s.chat.Post(t.Context(), id, chat.Post{Person: chat.Person{Name: "The shop"}, Text: "Your parcel left."}); err != nil {
			t.Fatal(err)
		}
	}
	path := "api/conversations/" + id
	newest := get[desk.Talk](s, mara, path)
	if len(newest.Events) != desk.MaxEvents || newest.Events[desk.MaxEvents-1].Seq != newest.Conversation.Top || newest.More {
		t.Errorf("without after: %d events up to %d of %d, more %v", len(newest.Events),
			newest.Events[len(newest.Events)-1].Seq, newest.Conversation.Top, newest.More)
	}
	first := get[desk.Talk](s, mara, path+"?after=0")
	if len(first.Events) != desk.MaxEvents || first.Events[0].Seq != 1 || !first.More {
		t.Errorf("from the start: %d events, more %v", len(first.Events), first.More)
	}
}

func TestViews(t *testing.T) {
	s := open(t, nil)
	_, waits := s.shopper("I want a person")
	_, helped := s.shopper("hello")
	_, hers := s.shopper("hello")
	_, his := s.shopper("I want a person")
	_, over := s.shopper("bye")
	post[desk.Done](s, mara, "api/conversations/"+hers+"/take", nothing)
	post[desk.Done](s, jonas, "api/conversations/"+his+"/take", nothing)
	post[desk.Done](s, jonas, "api/conversations/"+over+"/close", nothing)

	for view, want := range map[string][]string{
		"all": {waits, helped, hers, his}, "": {waits, helped, hers, his}, "waiting": {waits},
		"mine": {hers}, "unassigned": {waits, helped}, "closed": {over},
	} {
		list := get[desk.List](s, mara, "api/conversations?view="+view)
		var got []string
		for _, c := range list.Conversations {
			got = append(got, c.ID)
			if c.Mine != (c.ID == hers) {
				t.Errorf("view %q: mine is %v of %+v", view, c.Mine, c)
			}
		}
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("view %q has %v, want %v", view, got, want)
		}
		if list.Counts != (desk.Counts{All: 4, Waiting: 1, Mine: 1, Unassigned: 2}) {
			t.Errorf("view %q counts %+v", view, list.Counts)
		}
	}
	if r := s.do(s.request(mara.ID, "GET", "api/conversations?view=none", nil)); r.status != 400 || r.code() != "bad_request" {
		t.Errorf("an unknown view: %d %s", r.status, r.body)
	}
}

func TestOnlyTheOwnerActs(t *testing.T) {
	s := open(t, nil)
	_, id := s.shopper("I want a person")
	path := "api/conversations/" + id
	if r := s.try(mara, path+"/reply", desk.Reply{ID: "1", Text: "hello"}); r.status != 409 || r.code() != "owner" ||
		!strings.Contains(string(r.body), "Take this conversation over first.") {
		t.Errorf("a reply without having taken over: %d %s", r.status, r.body)
	}
	post[desk.Done](s, mara, path+"/take", nothing)
	post[desk.Done](s, mara, path+"/take", nothing) // again changes nothing
	for verb, body := range map[string]any{"take": nothing, "give": nothing, "close": nothing, "reply": desk.Reply{ID: "1", Text: "hello"}} {
		r := s.try(jonas, path+"/"+verb, body)
		if r.status != http.StatusConflict || r.code() != "owner" || !strings.Contains(string(r.body), "Mara answers this conversation.") {
			t.Errorf("%s by another person: %d %s", verb, r.status, r.body)
		}
	}
	talk := get[desk.Talk](s, jonas, path)
	if c := talk.Conversation; c.Person != "Mara" || c.Mine || c.Closed {
		t.Errorf("after the others tried: %+v", c)
	}
}

func TestOneOfManyTakesOver(t *testing.T) {
	s := open(t, func(c *desk.Config) {
		c.Agent = func(r *http.Request) (chat.Person, error) {
			id := r.Header.Get("X-Staff")
			return chat.Person{ID: id, Name: "Person " + id}, nil
		}
	})
	_, id := s.shopper("I want a person")
	const people = 100
	statuses := make([]int, people)
	var all sync.WaitGroup
	for i := range people {
		r := s.request("staff-"+strings.Repeat("i", i+1), "POST", "api/conversations/"+id+"/take", strings.NewReader("{}"))
		all.Go(func() {
			resp, err := s.client.Do(r)
			if err == nil {
				statuses[i] = resp.StatusCode
				resp.Body.Close()
			}
		})
	}
	all.Wait()
	won, lost := 0, 0
	for _, status := range statuses {
		switch status {
		case http.StatusOK:
			won++
		case http.StatusConflict:
			lost++
		}
	}
	if won != 1 || lost != people-1 {
		t.Errorf("of %d people %d took over and %d were told that they did not", people, won, lost)
	}
}

func TestReplyTwiceIsOneReply(t *testing.T) {
	s := open(t, nil)
	_, id := s.shopper("I want a person")
	path := "api/conversations/" + id
	post[desk.Done](s, mara, path+"/take", nothing)
	one := post[desk.Replied](s, mara, path+"/reply", desk.Reply{ID: "r1", Text: "Hello."})
	two := post[desk.Replied](s, mara, path+"/reply", desk.Reply{ID: "r1", Text: "Hello."})
	if one.Event.Seq != two.Event.Seq {
		t.Errorf("the same reply again is event %d, not %d", two.Event.Seq, one.Event.Seq)
	}
	if r := s.try(mara, path+"/reply", desk.Reply{ID: "r1", Text: "Something else."}); r.status != 409 || r.code() != "conflict" {
		t.Errorf("the same id for another text: %d %s", r.status, r.body)
	}
}

func TestBadReplies(t *testing.T) {
	s := open(t, nil)
	_, id := s.shopper("I want a person")
	post[desk.Done](s, mara, "api/conversations/"+id+"/take", nothing)
	for name, c := range map[string]struct {
		body   string
		status int
		code   string
		says   string
	}{
		"nothing":         {``, 400, "bad_request", "not a JSON object"},
		"not JSON":        {`{`, 400, "bad_request", "not valid JSON"},
		"null":            {`null`, 400, "bad_request", "not a JSON object"},
		"a list":          {`[]`, 400, "bad_request", "not a JSON object"},
		"two objects":     {`{"id":"1","text":"a"}{}`, 400, "bad_request", "not valid JSON"},
		"unknown field":   {`{"id":"1","text":"a","to":"all"}`, 400, "bad_request", "/to"},
		"other case":      {`{"ID":"1","text":"a"}`, 400, "bad_request", "/ID"},
		"repeated field":  {`{"id":"1","text":"a","text":"b"}`, 400, "bad_request", "repeats"},
		"wrong type":      {`{"id":1,"text":"a"}`, 400, "bad_request", "/id"},
		"not UTF-8":       {"{\"id\":\"1\",\"text\":\"\xff\"}", 400, "bad_request", "not valid JSON"},
		"no id":           {`{"text":"a"}`, 400, "bad_request", "needs an id"},
		"a long id":       {`{"id":"` + strings.Repeat("x", chat.MaxID+1) + `","text":"a"}`, 400, "bad_request", "needs an id"},
		"no text":         {`{"id":"1","text":" \n "}`, 400, "bad_request", "empty"},
		"a long text":     {`{"id":"1","text":"` + strings.Repeat("ä", chat.MaxText+1) + `"}`, 413, "too_long", "4000 characters"},
		"a large body":    {`{"id":"1","text":"` + strings.Repeat("x", desk.MaxBody) + `"}`, 413, "too_long", "bytes"},
		"the longest one": {`{"id":"1","text":"` + strings.Repeat("ä", chat.MaxText) + `"}`, 200, "", ""},
	} {
		r := s.do(s.request(mara.ID, "POST", "api/conversations/"+id+"/reply", strings.NewReader(c.body)))
		if r.status != c.status || r.code() != c.code || !strings.Contains(string(r.body), c.says) {
			t.Errorf("%s: %d %s, want %d %s saying %q", name, r.status, r.body, c.status, c.code, c.says)
		}
	}
}

func TestNew(t *testing.T) {
	s := open(t, nil)
	for name, change := range map[string]func(*desk.Config){
		"Config.Chat":       func(c *desk.Config) { c.Chat = nil },
		"Config.Agent":      func(c *desk.Config) { c.Agent = nil },
		"Config.MaxStreams": func(c *desk.Config) { c.MaxStreams = -1 },
	} {
		config := s.config
		change(&config)
		if _, err := desk.New(config); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestOurFault(t *testing.T) {
	s := open(t, func(c *desk.Config) { c.Chat = brokenStore{c.Chat} })
	r := s.do(s.request(mara.ID, "GET", "api/conversations/x", nil))
	if r.status != 500 || r.code() != "internal" || strings.Contains(string(r.body), "disk") {
		t.Fatalf("%d %s", r.status, r.body)
	}
	refused := parse[chat.ErrorAnswer](s, reply{200, nil, r.body})
	if id := refused.Error.ID; id == "" || !strings.Contains(s.log.String(), id) || !strings.Contains(s.log.String(), "disk on fire") {
		t.Errorf("id %q and the cause are not in the log:\n%s", id, s.log)
	}
}

type brokenStore struct{ desk.Chat }

func (brokenStore) Conversation(context.Context, string) (chat.Conversation, error) {
	return chat.Conversation{}, errors.New("disk on fire")
}

// A database that another program holds is not our fault, and free again soon.
func TestBusy(t *testing.T) {
	s := open(t, func(c *desk.Config) { c.Chat = busyChat{c.Chat} })
	r := s.do(s.request(mara.ID, "GET", "api/conversations/x", nil))
	if r.status != 503 || r.code() != "busy" {
		t.Errorf("%d %s", r.status, r.body)
	}
}

type busyChat struct{ desk.Chat }

func (busyChat) Conversation(context.Context, string) (chat.Conversation, error) {
	return chat.Conversation{}, fmt.Errorf("store: %w", chat.ErrBusy)
}
