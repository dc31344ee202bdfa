package chat

import (
	"encoding/json"
	"errors"
	"reflect"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/aisle-chat/aisle/assistant"
)

func TestApply(t *testing.T) {
	created := time.Date(2026, 11, 24, 9, 0, 0, 123456789, time.FixedZone("there", 3600))
	now := created.Add(time.Minute)
	owner, closed := int64(0), true
	c := Conversation{ID: "c", Created: created, Owner: Owner{State: OwnedByAssistant}, Tags: []string{"gift"}, Answered: 1}
	before := c.Clone()
	got, events, err := c.Apply(Append{
		Events: []Event{
			{Kind: EventMessage, Message: &Message{Author: assistant.AuthorShopper, Text: " a\n jacket,\tplease "}},
			{Kind: EventActivity, At: 7, Activity: &Activity{Kind: "shown"}},
			{Kind: EventMessage, Message: &Message{Author: assistant.AuthorAssistant, Parts: assistant.Parts{assistant.Text{Text: strings.Repeat("ü ", 200)}}}},
		},
		IfOwner: &owner, Owner: &Owner{State: OwnedByNobody}, State: json.RawMessage(`{"a":1}`), StateVersion: 2,
		Answered: 3, Tags: []string{"gift", "size", "size"}, Handoff: &assistant.Handoff{Reason: "asked"}, Closed: &closed, Now: now,
	})
	if err != nil {
		t.Fatal(err)
	}
	want := Conversation{
		ID: "c", Created: time.Date(2026, 11, 24, 8, 0, 0, 123e6, time.UTC), Changed: time.Date(2026, 11, 24, 8, 1, 0, 123e6, time.UTC),
		Top: 3, LastShopper: 1, Messages: 2, Preview: got.Preview, Answered: 3, Owner: Owner{State: OwnedByNobody}, OwnerVersion: 1,
		Handoff: &assistant.Handoff{Reason: "asked"}, WaitingSince: time.Date(2026, 11, 24, 8, 1, 0, 123e6, time.UTC),
		Closed: true, Tags: []string{"gift", "size"}, State: json.RawMessage(`{"a":1}`), StateVersion: 2,
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
	if utf8.RuneCountInString(got.Preview) != maxPreview || !strings.HasSuffix(got.Preview, "…") {
		t.Errorf("preview %q", got.Preview)
	}
	for i, at := range []int64{now.UnixMilli(), 7, now.UnixMilli()} {
		if events[i].Seq != int64(i+1) || events[i].At != at {
			t.Errorf("event %d: seq %d at %d", i, events[i].Seq, events[i].At)
		}
	}
	if !reflect.DeepEqual(c.Clone(), before) {
		t.Errorf("Apply changed what it was given: %+v", c)
	}

	// A second wait keeps the time of the first; the other fields stay.
	later, events, err := got.Apply(Append{Owner: &Owner{State: OwnedByNobody}, Answered: 1, Now: now.Add(time.Hour), Events: []Event{
		{Kind: EventMessage, Message: &Message{Author: assistant.AuthorPerson, Text: "Hello\nthere"}}}})
	if err != nil || later.WaitingSince != got.WaitingSince || later.OwnerVersion != 2 || later.Answered != 3 || later.LastShopper != 1 ||
		later.Preview != "Hello there" || later.StateVersion != 2 || !later.Closed || events[0].Seq != 4 {
		t.Errorf("later = %+v, %v", later, err)
	}
	if _, _, err = later.Apply(Append{IfOwner: &owner}); !errors.Is(err, ErrOwner) {
		t.Errorf("a stale owner: %v", err)
	}
	twice := Event{ClientID: "1", Kind: EventCart, Cart: &CartChange{Do: "add"}}
	if _, _, err = later.Apply(Append{Events: []Event{twice, twice}}); !errors.Is(err, ErrConflict) {
		t.Errorf("one client id twice: %v", err)
	}
	taken, _, _ := later.Apply(Append{Owner: &Owner{State: OwnedByPerson, PersonID: "7", Person: "Mira"}, Now: now})
	if !taken.WaitingSince.IsZero() || taken.Owner.Person != "Mira" {
		t.Errorf("taken = %+v", taken)
	}
}

func TestRepeats(t *testing.T) {
	message := func(author assistant.Author, text, turn string, seq int64) Event {
		return Event{Seq: seq, At: seq, Kind: EventMessage, ClientID: "1", Message: &Message{Author: author, Text: text, Turn: turn}}
	}
	first := message(assistant.AuthorShopper, "hi", "t1", 1)
	for _, c := range []struct {
		name  string
		again Event
		want  bool
	}{
		{"another try", message(assistant.AuthorShopper, "hi", "t2", 9), true},
		{"another text", message(assistant.AuthorShopper, "ho", "t1", 1), false},
		{"another author", message(assistant.AuthorPerson, "hi", "t1", 1), false},
		{"another kind", Event{Kind: EventCart, ClientID: "1", Cart: &CartChange{Do: "add"}}, false},
	} {
		if got := c.again.Repeats(first); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
	if first.Message.Turn != "t1" || first.Seq != 1 {
		t.Errorf("comparing changed the event: %+v", first)
	}
	for _, c := range []struct {
		event Event
		want  assistant.Author
	}{
		{first, assistant.AuthorShopper},
		{message(assistant.AuthorAssistant, "", "", 2), assistant.AuthorAssistant},
		{Event{Kind: EventOwner, Owner: &OwnerChange{}}, assistant.AuthorPerson},
		{Event{Kind: EventCart, Cart: &CartChange{}}, assistant.AuthorShopper},
		{Event{Kind: EventActivity, Activity: &Activity{}}, assistant.AuthorShopper},
	} {
		if got := c.event.By(); got != c.want {
			t.Errorf("%s is by %q, want %q", c.event.Kind, got, c.want)
		}
	}
}

// TestPreview compares the one pass to what it stands for.
func TestPreview(t *testing.T) {
	long := func(text string) string {
		line := strings.Join(strings.Fields(text), " ")
		if utf8.RuneCountInString(line) <= maxPreview {
			return line
		}
		return string([]rune(line)[:maxPreview-1]) + "…"
	}
	for _, text := range []string{
		"", " ", "a", "  two\n\twords  ", strings.Repeat("ä", maxPreview), strings.Repeat("ä", maxPreview) + "  \n",
		strings.Repeat("ä", maxPreview) + " b", strings.Repeat("ä", maxPreview-1) + " b", strings.Repeat("ä", maxPreview-2) + " b",
		strings.Repeat("ä", maxPreview-2) + " bc", strings.Repeat("x y\u00a0", 100), strings.Repeat("👋 ", 61),
	} {
		if got, want := preview(Message{Text: text}), long(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
