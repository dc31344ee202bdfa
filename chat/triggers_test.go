package chat_test

import (
	"context"
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/knowledge"
	"github.com/aisle-chat/aisle/assistant/planner"
	"github.com/aisle-chat/aisle/chat"
)

// triggers is a handoff.yaml with every kind of trigger.
const triggers = `
topics:
  - {name: wholesale, words: [wholesale, bulk order], priority: 1}
  - {name: money, matters: [charge]}
segments:
  - {name: trade, when: any, priority: 1}
  - {name: club, when: support}
vip: {when: problem, priority: 2}
low_confidence: {below: 30}
low_rating: {up_to: 2, then: wait, priority: 1}
`

// stores are those that a test of the whole way runs on.
var stores = map[string]func(*testing.T, func(*chat.Config)) *shop{
	"memory": func(t *testing.T, change func(*chat.Config)) *shop { return open(t, change) },
	"sqlite": func(t *testing.T, change func(*chat.Config)) *shop {
		return onFile(t, filepath.Join(t.TempDir(), "shop.db"), 0, change)
	},
}

// planned has the built-in assistant answer by a handoff.yaml, and whoever comes is
// this customer.
func planned(handoff string, customer *assistant.Customer) func(*chat.Config) {
	return func(c *chat.Config) {
		files := fstest.MapFS{"returns.md": {Data: []byte("---\nid: returns\ntitle: Returns\nquestions:\n  - Can I return things?\n---\nAnything can come back within thirty days.\n")}}
		if handoff != "" {
			files[knowledge.HandoffFile] = &fstest.MapFile{Data: []byte(handoff)}
		}
		c.Assistant = planner.New(planner.Config{Knowledge: files})
		c.Shopper = func(*http.Request) (chat.Shopper, error) { return chat.Shopper{Customer: customer}, nil }
	}
}

// Each of the merchant's triggers asks for a person, with its reason and priority, and
// nothing else does.
func TestTriggers(t *testing.T) {
	known := func(vip bool, segments ...string) *assistant.Customer {
		return &assistant.Customer{ID: "ada", Name: "Ada", Email: "ada@mail.example", VIP: vip, Segments: segments}
	}
	cases := []struct {
		name     string
		without  bool // a handoff.yaml
		customer *assistant.Customer
		say      []string
		want     *assistant.Handoff // its Summary is a part of what is wanted
		tag      string
		answers  string // what the reply says besides
	}{
		{name: "words", say: []string{"Do you do WHOLESALE prices?"}, want: &assistant.Handoff{Reason: "topic", Trigger: "wholesale", Priority: 1, Summary: "WHOLESALE prices?"}, tag: "wholesale"},
		{name: "a phrase by its stems", say: []string{"i want to place bulk orders"}, want: &assistant.Handoff{Reason: "topic", Trigger: "wholesale", Priority: 1}, tag: "wholesale"},
		{name: "only a part of a phrase", say: []string{"an enamel mug in bulk"}},
		{name: "a matter", say: []string{"I was charged twice for my order"}, want: &assistant.Handoff{Reason: "topic", Trigger: "money"}, tag: "money"},
		{name: "a segment, whatever is said", customer: known(false, "Trade"), say: []string{"show me enamel mugs"}, want: &assistant.Handoff{Reason: "segment", Trigger: "trade", Priority: 1}, tag: "trade", answers: "Enamel Mug"},
		{name: "a segment with a matter of support", customer: known(false, "club"), say: []string{"can I return things?"}, want: &assistant.Handoff{Reason: "segment", Trigger: "club"}, tag: "club", answers: "thirty days"},
		{name: "a segment without one", customer: known(false, "club"), say: []string{"show me enamel mugs"}},
		{name: "another segment", customer: known(false, "press"), say: []string{"can I return things?"}},
		{name: "a VIP with a problem", customer: known(true), say: []string{"my mug arrived broken"}, want: &assistant.Handoff{Reason: "vip", Priority: 2}, tag: "vip"},
		{name: "a VIP before the segment", customer: known(true, "trade"), say: []string{"my mug arrived broken"}, want: &assistant.Handoff{Reason: "vip", Priority: 2}, tag: "vip"},
		{name: "a VIP without one", customer: known(true), say: []string{"can I return things?"}},
		{name: "somebody else with a problem", customer: known(false), say: []string{"my mug arrived broken"}},
		{name: "low confidence", say: []string{"i have been thinking about what we said"}, want: &assistant.Handoff{Reason: "low_confidence"}},
		{name: "high confidence", say: []string{"hello", "show me enamel mugs", "what can you do?", "can I return things?", "thanks"}},
		{name: "without triggers", without: true, customer: known(true, "trade"), say: []string{"do you do wholesale prices?", "can I return things?"}},
		{name: "a threat before all", customer: known(true, "trade"), say: []string{"I will burn your shop down, wholesale"}, want: &assistant.Handoff{Reason: "sensitive", Priority: 2, Mood: "angry"}},
	}
	for name, open := range stores {
		t.Run(name, func(t *testing.T) {
			for _, c := range cases {
				t.Run(c.name, func(t *testing.T) {
					handoff := triggers
					if c.without {
						handoff = ""
					}
					s := open(t, planned(handoff, c.customer))
					tab := s.tab(t)
					var reply chat.Message
					for i, text := range c.say {
						reply = tab.AwaitReply(tab.Say(string(rune('a'+i)), text))
					}
					conv := must(s.Conversation(t.Context(), tab.Welcome.Conversation))
					checkHandoff(t, conv, c.want)
					if c.tag != "" && !slices.Contains(conv.Tags, c.tag) {
						t.Errorf("tags %q, without %q", conv.Tags, c.tag)
					}
					if said := reply.Parts.Fallback(); !strings.Contains(said, c.answers) || (c.want != nil) != strings.Contains(said, "Whoever joins will see everything") {
						t.Errorf("the shopper reads %q", said)
					}
				})
			}
		})
	}
}

// checkHandoff checks whether a conversation waits for a person with this note.
func checkHandoff(t *testing.T, conv chat.Conversation, want *assistant.Handoff) {
	t.Helper()
	if want == nil {
		if conv.Owner.State != chat.OwnedByAssistant || conv.Handoff != nil || conv.Priority != 0 {
			t.Errorf("owner %+v, handoff %+v, priority %d", conv.Owner, conv.Handoff, conv.Priority)
		}
		return
	}
	if conv.Owner.State != chat.OwnedByNobody || conv.Handoff == nil || conv.WaitingSince.IsZero() || conv.Closed {
		t.Fatalf("owner %+v, handoff %+v, closed %v", conv.Owner, conv.Handoff, conv.Closed)
	}
	got := *conv.Handoff
	if !strings.Contains(got.Summary, want.Summary) || got.Summary == "" {
		t.Errorf("the summary is %q, without %q", got.Summary, want.Summary)
	}
	if got.Summary = want.Summary; got != *want || conv.Priority != want.Priority {
		t.Errorf("handoff %+v with priority %d, want %+v", got, conv.Priority, *want)
	}
}

// Who the shopper is asks for a person once; what they write, every time that the
// assistant has the conversation.
func TestTriggersAgain(t *testing.T) {
	s := open(t, planned(triggers, &assistant.Customer{ID: "ada", Segments: []string{"trade"}}))
	tab := s.tab(t)
	id := tab.Welcome.Conversation
	waits := func(text string, want chat.OwnerState) {
		t.Helper()
		tab.AwaitReply(tab.Say(text, text))
		if conv := must(s.Conversation(t.Context(), id)); conv.Owner.State != want {
			t.Errorf("after %q it is %s, want %s", text, conv.Owner.State, want)
		}
	}
	give := func() {
		must(s.TakeOver(t.Context(), id, mara))
		must(s.GiveBack(t.Context(), id, mara))
	}
	waits("show me mugs", chat.OwnedByNobody)
	give()
	waits("show me jackets", chat.OwnedByAssistant)
	waits("a wholesale price for mugs?", chat.OwnedByNobody)
	give()
	waits("no, a wholesale price for jackets", chat.OwnedByNobody)
}

// What the shop's login says of a customer counts from the next message on.
func TestTriggersFollowTheLogin(t *testing.T) {
	for name, open := range stores {
		t.Run(name, func(t *testing.T) {
			customer := assistant.Customer{ID: "ada", Name: "Ada"}
			s := open(t, func(c *chat.Config) {
				planned(triggers, nil)(c)
				c.Shopper = func(*http.Request) (chat.Shopper, error) { return chat.Shopper{Customer: customer.Clone()}, nil }
			})
			tab := s.tab(t)
			id := tab.Welcome.Conversation
			tab.AwaitReply(tab.Say("a", "my mug arrived broken"))
			before := must(s.Conversation(t.Context(), id))
			checkHandoff(t, before, nil)

			customer.VIP, customer.Segments = true, []string{"press"}
			later := s.tab(t)
			if later.Welcome.Conversation != id {
				t.Fatalf("the talk goes on in %s, not in %s", later.Welcome.Conversation, id)
			}
			later.AwaitReply(later.Say("b", "my mug arrived broken"))
			after := must(s.Conversation(t.Context(), id))
			checkHandoff(t, after, &assistant.Handoff{Reason: "vip", Priority: 2})
			if after.Customer == nil || !after.Customer.Equal(customer) || after.CartID != before.CartID {
				t.Errorf("the customer is %+v with cart %s, before it was %s", after.Customer, after.CartID, before.CartID)
			}
		})
	}
}

// Out of hours the address that a shopper leaves is added to the request.
func TestTriggersOutOfHours(t *testing.T) {
	sunday := time.Date(2026, time.November, 29, 12, 0, 0, 0, time.UTC)
	s := open(t, func(c *chat.Config) {
		c.Now = func() time.Time { return sunday }
		c.Assistant = planner.New(planner.Config{Knowledge: fstest.MapFS{
			knowledge.HandoffFile: {Data: []byte(triggers)},
			knowledge.HoursFile:   {Data: []byte("week:\n  - {days: [mon-fri], from: 09:00, to: 17:00}\n")},
		}})
	})
	tab := s.tab(t)
	asked := tab.Say("a", "a wholesale price for mugs?")
	reply := tab.AwaitReply(asked)
	var expectation, form string
	for _, part := range reply.Parts {
		switch part := part.(type) {
		case assistant.HandoffBlock:
			expectation = part.Expectation
		case assistant.FormBlock:
			form = part.Title
		}
	}
	if !strings.Contains(expectation, "Monday") || form != "Answer by e-mail" {
		t.Errorf("the shopper is told %q and given the form %q", expectation, form)
	}
	tab.Send(chat.Send{ID: "b", Form: &chat.Filled{Seq: asked + 1, Values: map[string]string{"email": "ada@mail.example"}}})
	tab.AwaitEvent(func(e chat.Event) bool {
		return e.Message != nil && e.Message.Author == assistant.AuthorAssistant && e.Seq > asked+2
	})
	checkHandoff(t, must(s.Conversation(t.Context(), tab.Welcome.Conversation)), &assistant.Handoff{
		Reason: "topic", Trigger: "wholesale", Priority: 1, Contact: "ada@mail.example", Summary: "a wholesale price for mugs?",
	})
	if m := tab.AwaitReply(tab.Say("c", "show me enamel mugs")); !strings.Contains(m.Parts.Fallback(), "Enamel Mug") {
		t.Errorf("meanwhile the assistant says %q", m.Parts.Fallback())
	}
}

// A low rating makes the conversation wait for a person, or offers one, also where the
// rating is sent again, the conversation was closed, or its shopper writes meanwhile.
func TestLowRating(t *testing.T) {
	offer := strings.Replace(triggers, "then: wait", "then: offer", 1)
	low := &assistant.Handoff{Reason: "low_rating", Priority: 1, Summary: "rated the conversation 1 of 5 and wrote: “no help at all”."}
	for _, c := range []struct {
		name, handoff string
		score         int
		close         bool
		want          *assistant.Handoff
		told          string
	}{
		{"low", triggers, 1, false, low, "sorry that this was no better"},
		{"low, of a closed one", triggers, 1, true, low, "sorry that this was no better"},
		{"low, with an offer", offer, 1, false, nil, "Shall a person of the shop have a look?"},
		{"not low", triggers, 3, false, nil, ""},
		{"without triggers", "", 1, false, nil, ""},
	} {
		for name, open := range stores {
			t.Run(c.name+"/"+name, func(t *testing.T) {
				s := open(t, planned(c.handoff, nil))
				tab := s.tab(t)
				id := tab.Welcome.Conversation
				tab.AwaitReply(tab.Say("1", "show me enamel mugs"))
				bye := tab.Say("2", "bye")
				tab.AwaitReply(bye)
				if c.close {
					must(s.CloseConversation(t.Context(), id, mara))
				}
				rating := chat.Rating{Seq: bye + 1, Score: c.score, Comment: "no help at all"}
				var first int64
				for _, command := range []string{"r1", "r1", "r2"} { // a retry, and a tap in another tab
					tab.Send(chat.GiveRating{ID: command, Rating: rating})
					seq, refused := outcome(tab, command)
					if refused != nil || first != 0 && seq != first {
						t.Fatalf("%s: seq %d after %d, %+v", command, seq, first, refused)
					}
					first = seq
				}
				conv := must(s.Conversation(t.Context(), id))
				checkHandoff(t, conv, c.want)
				if c.want != nil && !slices.Contains(conv.Tags, "low_rating") {
					t.Errorf("tags %q", conv.Tags)
				}
				var told []string
				for _, e := range must(s.Events(t.Context(), id, first, 100)) {
					if e.Message != nil {
						told = append(told, e.Message.Parts.Fallback())
					}
				}
				if (len(told) == 1) != (c.told != "") || len(told) > 0 && !strings.Contains(told[0], c.told) {
					t.Errorf("the shopper reads %q, want %q once", told, c.told)
				}
				if c.want == nil {
					return
				}
				// The talk goes on, and what is added changes nothing of the reason.
				tab.AwaitReply(tab.Say("3", "show me enamel mugs"))
				if conv := must(s.Conversation(t.Context(), id)); conv.Owner.State != chat.OwnedByNobody || conv.Handoff.Reason != "low_rating" {
					t.Errorf("then it is %+v with %+v", conv.Owner, conv.Handoff)
				}
			})
		}
	}
}

// While a person has the conversation, a low rating is theirs to read.
func TestLowRatingOfAPerson(t *testing.T) {
	s := open(t, planned(triggers, nil))
	tab := s.tab(t)
	id := tab.Welcome.Conversation
	tab.AwaitReply(tab.Say("1", "show me enamel mugs"))
	bye := tab.Say("2", "bye")
	tab.AwaitReply(bye)
	must(s.TakeOver(t.Context(), id, mara))
	tab.Send(chat.GiveRating{ID: "r", Rating: chat.Rating{Seq: bye + 1, Score: 1}})
	if _, refused := outcome(tab, "r"); refused != nil {
		t.Fatal(refused)
	}
	if conv := must(s.Conversation(t.Context(), id)); conv.Owner.State != chat.OwnedByPerson || conv.Handoff != nil {
		t.Errorf("owner %+v, handoff %+v", conv.Owner, conv.Handoff)
	}
}

// An address that is left while a person is waited for is added to the request, whose
// reason stays.
func TestHandoffKeepsItsReason(t *testing.T) {
	notes := []*assistant.Handoff{
		{Reason: "topic", Trigger: "wholesale", Priority: 2, Summary: "wants many", Mood: "annoyed"},
		{Reason: "asked", Summary: "wants many", Contact: "ada@mail.example"},
		{Reason: "sensitive", Summary: "threatens", Priority: 1},
	}
	turn := 0
	s := script(t, func(context.Context, assistant.Turn, assistant.Writer) (assistant.Outcome, error) {
		turn++
		return assistant.Outcome{Handoff: notes[turn-1]}, nil
	})
	tab := s.tab(t)
	for i, want := range []assistant.Handoff{
		*notes[0],
		{Reason: "topic", Trigger: "wholesale", Priority: 2, Summary: "wants many", Mood: "annoyed", Contact: "ada@mail.example"},
		*notes[2],
	} {
		tab.AwaitReply(tab.Say(string(rune('a'+i)), "hello"))
		conv := must(s.Conversation(t.Context(), tab.Welcome.Conversation))
		if *conv.Handoff != want || conv.Priority != 2 {
			t.Errorf("handoff %+v with priority %d, want %+v", *conv.Handoff, conv.Priority, want)
		}
	}
}

// A handoff.yaml with a mistake keeps the shop from opening, and says where it is.
func TestWrongTriggers(t *testing.T) {
	config := open(t, nil).config
	planned("vip:\n  when: always\n", nil)(&config)
	if _, err := chat.New(config); err == nil || !strings.Contains(err.Error(), "handoff.yaml:2") || !strings.Contains(err.Error(), "vip.when") {
		t.Errorf("the chat opens: %v", err)
	}
}
