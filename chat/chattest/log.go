package chattest

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"sync"
	"time"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/catalog"
	"github.com/aisle-chat/aisle/chat"
)

func testFirst(s *store) {
	now := start.Add(time.Minute)
	want := fresh("c")
	want.Customer = &assistant.Customer{ID: "u1", Name: "Ada", Email: "ada@shop.example", Segments: []string{"trade", "Zürich"}, VIP: true}
	want.Locale, want.Entry, want.Page = "en-US", "launcher", assistant.Page{URL: "https://shop.example/", Title: "Shop", Product: "p1"}
	c, events := s.write(chat.Append{Conversation: "c", Create: want, Events: []chat.Event{says("1", "a jacket")}, Now: now})
	if events[0].Seq != 1 || events[0].At != now.UnixMilli() || events[0].Message.Text != "a jacket" || events[0].ClientID != "1" {
		s.Errorf("event = %+v", events[0])
	}
	full := *want
	full.Created, full.Changed = kept(start), kept(now)
	full.Top, full.LastShopper, full.Messages, full.Preview = 1, 1, 1, "a jacket"
	for name, got := range map[string]chat.Conversation{"Append": c, "Conversation": s.get("c")} {
		if !reflect.DeepEqual(got, full) {
			s.Errorf("%s returned\n%+v, want\n%+v", name, got, full)
		}
	}
	// A second write with another Create adds to the conversation there is.
	other := fresh("c")
	other.SessionID = "another"
	if c, _ = s.write(chat.Append{Conversation: "c", Create: other, Events: []chat.Event{says("2", "in blue")}, Now: now}); c.SessionID != full.SessionID || c.Top != 2 {
		s.Errorf("a second Create changed the conversation: %+v", c)
	}
}

func testMissing(s *store) {
	_, err := s.Conversation(s.ctx, shop, "none")
	s.fails(err, chat.ErrNotFound)
	_, err = s.Events(s.ctx, shop, "none", 0, 10)
	s.fails(err, chat.ErrNotFound)
	_, _, err = s.Append(s.ctx, shop, chat.Append{Conversation: "none", Events: []chat.Event{says("1", "x")}, Now: start})
	s.fails(err, chat.ErrNotFound)
}

func testDense(s *store) {
	for i := range 30 {
		s.write(chat.Append{Conversation: "c", Create: fresh("c"), Now: start, Events: []chat.Event{
			says(fmt.Sprint("m", i), "x"), answers(int64(2*i+1), "y"),
		}})
	}
	if events := s.log("c"); len(events) != 60 {
		s.Errorf("%d events, want 60", len(events))
	}
}

func testWriters(s *store) {
	const writers, each = 8, 12
	var all sync.WaitGroup
	for w := range writers {
		all.Go(func() {
			last := int64(0)
			for i := range each {
				_, events, err := s.Append(s.ctx, shop, chat.Append{
					Conversation: fmt.Sprint("c", i%2), Create: fresh(fmt.Sprint("c", i%2)),
					Events: []chat.Event{says(fmt.Sprint(w, "-", i), fmt.Sprint(w, "-", i))}, Now: start,
				})
				if err != nil {
					s.Errorf("writer %d: %v", w, err)
					return
				}
				if i%2 == 0 && events[0].Seq <= last {
					s.Errorf("writer %d got seq %d after %d", w, events[0].Seq, last)
				}
				if i%2 == 0 {
					last = events[0].Seq
				}
			}
		})
	}
	all.Wait()
	seen := map[string]bool{}
	for _, id := range []string{"c0", "c1"} {
		events := s.log(id)
		if len(events) != writers*each/2 {
			s.Errorf("%s has %d events, want %d", id, len(events), writers*each/2)
		}
		for _, e := range events {
			seen[e.ClientID] = true
		}
	}
	if len(seen) != writers*each {
		s.Errorf("%d different messages stored, want %d", len(seen), writers*each)
	}
}

func testSameClientID(s *store) {
	const writers = 12
	seqs := make([]int64, writers)
	var all sync.WaitGroup
	for w := range writers {
		all.Go(func() {
			_, events, err := s.Append(s.ctx, shop, chat.Append{Conversation: "c", Create: fresh("c"), Events: []chat.Event{says("one", "x")}, Now: start})
			if err != nil {
				s.Errorf("writer %d: %v", w, err)
				return
			}
			seqs[w] = events[0].Seq
		})
	}
	all.Wait()
	if events := s.log("c"); len(events) != 1 {
		s.Errorf("%d events stored, want 1", len(events))
	}
	for w, seq := range seqs {
		if seq != 1 {
			s.Errorf("writer %d was told seq %d", w, seq)
		}
	}
}

func testRepeat(s *store) {
	first := says("1", "a jacket")
	first.Message.Turn = "t1"
	_, stored := s.say("c", first)
	s.say("c", says("2", "in blue"))
	again := says("1", "a jacket")
	again.Message.Turn = "t9" // each try brings a turn id of its own
	c, got := s.say("c", again)
	if !reflect.DeepEqual(got, stored) || got.Message.Turn != "t1" {
		s.Errorf("the repeat came back as %+v, want %+v", got, stored)
	}
	if c.Top != 2 || c.Messages != 2 || c.Preview != "in blue" {
		s.Errorf("the repeat changed the conversation: %+v", c)
	}
	// The same id in another conversation is another command.
	if _, e := s.say("d", says("1", "something else")); e.Seq != 1 {
		s.Errorf("the id of another conversation: %+v", e)
	}
	// What has no client id is never a repeat.
	s.say("c", answers(2, "here"))
	if c, _ = s.say("c", answers(2, "here")); c.Top != 4 {
		s.Errorf("top = %d, want 4", c.Top)
	}
}

func testConflict(s *store) {
	s.say("c", says("1", "a jacket"))
	for _, e := range []chat.Event{
		says("1", "a coat"),
		{Kind: chat.EventCart, ClientID: "1", Cart: &chat.CartChange{Do: "add", Product: "p", Quantity: 1}},
		{Kind: chat.EventActivity, ClientID: "1", Activity: &chat.Activity{Kind: "opened", Product: "p"}},
	} {
		_, _, err := s.Append(s.ctx, shop, chat.Append{Conversation: "c", Events: []chat.Event{says("new", "x"), e}, Now: start})
		s.fails(err, chat.ErrConflict)
	}
	if events := s.log("c"); len(events) != 1 {
		s.Errorf("a conflict left %d events, want 1", len(events))
	}
}

func testAuthors(s *store) {
	s.say("c", says("1", "hello"))
	person := chat.Event{Kind: chat.EventMessage, ClientID: "1", Message: &chat.Message{Author: assistant.AuthorPerson, Name: "Mara", Text: "hello"}}
	_, stored := s.say("c", person)
	if stored.Seq != 2 {
		s.Errorf("the person's message: %+v", stored)
	}
	newly := *person.Message
	newly.Title, newly.Picture = "Fitting advice", "/people/mara.svg?signed=now"
	person.Message = &newly
	if _, again := s.say("c", person); again.Seq != 2 || again.Message.Picture != "" {
		s.Errorf("the person's message again, with a picture by now: %+v", again)
	}
}

func testMixed(s *store) {
	s.say("c", says("1", "one"))
	_, events := s.write(chat.Append{Conversation: "c", Now: start, Events: []chat.Event{
		says("2", "two"), says("1", "one"), says("3", "three"),
	}})
	if events[0].Seq != 2 || events[1].Seq != 1 || events[2].Seq != 3 {
		s.Errorf("seqs %d %d %d, want 2 1 3", events[0].Seq, events[1].Seq, events[2].Seq)
	}
	s.log("c")
}

func testAtomic(s *store) {
	s.say("c", says("1", "one"))
	before := s.get("c")
	stale := before.OwnerVersion + 1
	_, _, err := s.Append(s.ctx, shop, chat.Append{
		Conversation: "c", Events: []chat.Event{says("2", "two")}, IfOwner: &stale,
		Owner: &chat.Owner{State: chat.OwnedByNobody}, State: []byte(`{"a":1}`), Answered: 1, Tags: []string{"t"}, Now: start.Add(time.Hour),
	})
	s.fails(err, chat.ErrOwner)
	if after := s.get("c"); !reflect.DeepEqual(after, before) {
		s.Errorf("a refused write changed\n%+v to\n%+v", before, after)
	}
	s.log("c")
	// A conversation whose first write is refused is not there.
	_, _, err = s.Append(s.ctx, shop, chat.Append{Conversation: "d", Create: fresh("d"), Events: []chat.Event{says("1", "x")}, IfOwner: &stale, Now: start})
	s.fails(err, chat.ErrOwner)
	_, err = s.Conversation(s.ctx, shop, "d")
	s.fails(err, chat.ErrNotFound)
}

func testRepeatChangesNothing(s *store) {
	s.say("c", says("1", "one"))
	before := s.get("c")
	closed := true
	c, _ := s.write(chat.Append{
		Conversation: "c", Events: []chat.Event{says("1", "one")}, Owner: &chat.Owner{State: chat.OwnedByNobody},
		State: []byte(`{"a":1}`), Answered: 1, Tags: []string{"t"}, Closed: &closed, Now: start.Add(time.Hour),
	})
	for name, got := range map[string]chat.Conversation{"Append": c, "Conversation": s.get("c")} {
		if !reflect.DeepEqual(got, before) {
			s.Errorf("after a repeat %s returned\n%+v, want\n%+v", name, got, before)
		}
	}
}

func testRoundTrip(s *store) {
	usd := func(cents int64) catalog.Money { return catalog.Money{Amount: cents, Currency: "USD"} }
	events := []chat.Event{
		{Kind: chat.EventMessage, ClientID: "1", Message: &chat.Message{
			Author: assistant.AuthorShopper, Text: "M", Turn: "t1", Pick: &chat.Pick{Seq: 4, Choice: "m"},
			Page: assistant.Page{URL: "/p", Title: "P", Product: "p"}, Entry: "question",
		}},
		{Kind: chat.EventMessage, Message: &chat.Message{
			Author: assistant.AuthorAssistant, Turn: "t1", Answers: 1, Stopped: true, Failed: true, Parts: assistant.Parts{
				assistant.Text{Text: "**Yes**\n\nit is", Evidence: []assistant.Evidence{{Kind: "product", ID: "p", Field: "f", Value: "v"}}},
				assistant.ProductsBlock{Text: "P", Cards: []assistant.Card{{ID: "p", Title: "P", Price: usd(100), Rating: &catalog.Rating{Average: 4.5, Count: 2}}}},
				assistant.ChoicesBlock{Text: "?", Choices: []assistant.Choice{{ID: "m", Label: "M", Action: assistant.Action{Do: assistant.DoAdd, Product: "p", Options: map[string]string{"size": "M"}, Quantity: 1}}}},
				assistant.CartBlock{Text: "1", Cart: cart.Cart{ID: "k", Currency: "USD", Lines: []cart.Line{{ID: "l", ProductID: "p", Quantity: 1, Unit: usd(100), Total: usd(100)}}, Count: 1, Subtotal: usd(100), Total: usd(100)}},
				assistant.UnknownBlock{Type: "hologram", V: 3, Text: "words", Raw: []byte(`{"type":"hologram","v":3,"text":"words","x":[1]}`)},
			},
		}},
		{Kind: chat.EventOwner, Owner: &chat.OwnerChange{State: chat.OwnedByPerson, Person: "Mara", Title: "Fitting advice", Picture: "/people/mara.svg", Closed: true, Rate: true, Handoff: &assistant.Handoff{Reason: "asked", Summary: "s"}}},
		{Kind: chat.EventCart, ClientID: "2", Cart: &chat.CartChange{Do: "add", Product: "p", Variant: "v", Options: map[string]string{"size": "M"}, Quantity: 2, Seq: 2, Turn: "t1"}},
		{Kind: chat.EventActivity, ClientID: "3", Activity: &chat.Activity{Kind: "opened", Seq: 2, Product: "p", Entry: "launcher"}},
		{Kind: chat.EventMessage, ClientID: "4", Message: &chat.Message{
			Author: assistant.AuthorPerson, Name: "Mara", Title: "Fitting advice", Picture: "/people/mara.svg", PersonID: "1", Text: "Hello.",
		}},
		{Kind: chat.EventRating, ClientID: "rating:3", Rating: &chat.Rating{Seq: 3, Score: 2, Comment: "slow"}},
		{Kind: chat.EventErased, Erased: &chat.Erased{By: assistant.AuthorShopper}},
	}
	_, written := s.write(chat.Append{Conversation: "c", Create: fresh("c"), Events: events, Now: start})
	read := s.log("c")
	for i := range events {
		want := events[i]
		want.Seq, want.At = int64(i+1), start.UnixMilli()
		if !reflect.DeepEqual(written[i], want) {
			s.Errorf("Append returned\n%+v, want\n%+v", written[i], want)
		}
		if !reflect.DeepEqual(read[i], want) {
			s.Errorf("Events returned\n%+v, want\n%+v", read[i], want)
		}
	}
}

func testNaughty(s *store) {
	texts := []string{
		"'; DROP TABLE events; --", "%s%n\x00\x01\x1b[31m", "\u202eevil\u202c", "👩‍👩‍👧‍👦🏴‍☠️", "Z̸̢͖͈͑a̷lgo", "line\r\nbreak\ttab",
		"<script>alert(1)</script>", "\u2028\u2029\ufeff", strings.Repeat("ü", 4000), "\"\\/", "{}", "null", " ",
	}
	for i, text := range texts {
		s.say("c", says(fmt.Sprint("id ", text[:1], i, "'\"%"), text))
	}
	for i, e := range s.log("c") {
		if e.Message.Text != texts[i] {
			s.Errorf("%q came back as %q", texts[i], e.Message.Text)
		}
	}
	// The same texts are no trouble as names of things.
	for _, text := range texts[:4] {
		if _, err := s.Conversation(s.ctx, shop, text); !errors.Is(err, chat.ErrNotFound) {
			s.Errorf("Conversation(%q): %v", text, err)
		}
	}
}

func testPages(s *store) {
	for i := range 25 {
		s.say("c", says(fmt.Sprint(i), fmt.Sprint(i)))
	}
	var got []int64
	for after := int64(0); ; {
		page, err := s.Events(s.ctx, shop, "c", after, 10)
		if err != nil {
			s.Fatal(err)
		}
		if len(page) == 0 {
			break
		}
		if len(page) > 10 {
			s.Fatalf("a page of %d, want at most 10", len(page))
		}
		for _, e := range page {
			got = append(got, e.Seq)
		}
		after = page[len(page)-1].Seq
	}
	if len(got) != 25 || got[0] != 1 || got[24] != 25 {
		s.Errorf("pages gave %v", got)
	}
	for _, after := range []int64{25, 26, 1 << 60} {
		if page, err := s.Events(s.ctx, shop, "c", after, 10); err != nil || len(page) != 0 {
			s.Errorf("after %d: %d events, %v", after, len(page), err)
		}
	}
	if page, err := s.Events(s.ctx, shop, "c", -5, 2); err != nil || len(page) != 2 || page[0].Seq != 1 {
		s.Errorf("after -5: %+v, %v", page, err)
	}
}
