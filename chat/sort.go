package chat

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/aisle-chat/aisle/assistant"
)

// Limits of what the staff sorts conversations by.
const (
	MaxPriority = assistant.MaxPriority // the highest priority; 0 is the ordinary one
	MaxNote     = 4000                  // characters of a private note
	MaxTag      = 40                    // characters of a tag
	MaxTags     = 20                    // tags that one change puts on or takes off
)

// Sort notes something about a conversation, or sorts it: tags, assignment,
// priority, putting off, a mark. It asks nobody: any person of the staff may,
// whoever owns the conversation. A clientID makes it idempotent, as with
// [Post]. The shopper sees nothing of it.
func (c *Chat) Sort(ctx context.Context, id, clientID string, by Person, s Staff) (Conversation, error) {
	if err := checkPerson(by); err != nil {
		return Conversation{}, err
	}
	s.By, s.ByID = by.Name, by.ID
	if err := s.check(); err != nil {
		return Conversation{}, err
	}
	if len(clientID) > MaxID {
		return Conversation{}, invalid("A client id has at most %d bytes", MaxID)
	}
	if _, err := c.Conversation(ctx, id); err != nil {
		return Conversation{}, err
	}
	conv, _, err := c.append(ctx, Append{Conversation: id, Events: []Event{{Kind: EventStaff, ClientID: clientID, Staff: &s}}})
	return conv, err
}

// check says what is wrong with s, in words for the person who did it.
func (s Staff) check() error {
	if n := utf8.RuneCountInString(s.Note); n > MaxNote || !utf8.ValidString(s.Note) {
		return invalid("A note has at most %d characters of valid UTF-8, not %d", MaxNote, n)
	}
	if len(s.Tag) > MaxTags || len(s.Untag) > MaxTags {
		return invalid("A change has at most %d tags", MaxTags)
	}
	for _, tag := range slices.Concat(s.Tag, s.Untag) {
		if n := utf8.RuneCountInString(tag); n < 1 || n > MaxTag || tag != strings.TrimSpace(tag) || !utf8.ValidString(tag) || strings.ContainsFunc(tag, unicode.IsControl) {
			return invalid("A tag has from 1 to %d characters, without spaces around them: %.60q", MaxTag, tag)
		}
	}
	switch {
	case s.Assign != nil && s.Assign.ID != "" && strings.TrimSpace(s.Assign.Name) == "":
		return invalid("Whom a conversation is assigned to has an ID and a Name")
	case s.Priority != nil && (*s.Priority < 0 || *s.Priority > MaxPriority):
		return invalid("A priority is from 0 to %d, not %d", MaxPriority, *s.Priority)
	case s.Snooze != nil && *s.Snooze < 0:
		return invalid("A conversation cannot be put off until before 1970")
	case s.Mark != nil && !slices.Contains([]Mark{MarkNone, MarkTest, MarkSpam, MarkBlocked}, *s.Mark):
		return invalid("There is no mark %.20q", *s.Mark)
	}
	return nil
}

// Transfer makes another person the owner of a conversation that the person with
// the ID from owns; it fails with ErrOwner when that one does not. Who may do so is
// the caller's to decide. The shopper is told who joins.
func (c *Chat) Transfer(ctx context.Context, id, from string, to Person) (Conversation, error) {
	if err := checkPerson(to); err != nil {
		return Conversation{}, err
	}
	return c.change(ctx, id, func(conv Conversation) (*Append, error) {
		if conv.Owner.State != OwnedByPerson || conv.Owner.PersonID != from {
			return nil, ErrOwner
		}
		if from == to.ID {
			return nil, nil
		}
		return &Append{
			Owner:  &Owner{State: OwnedByPerson, PersonID: to.ID, Person: to.Name},
			Events: []Event{to.joins()},
		}, nil
	})
}

// Edit changes a message that the person wrote, or takes it back where text is
// empty. What it was stays in the log, for the staff. It fails with ErrNotFound
// where there is no message with this seq, and with ErrOwner where somebody else
// wrote it. A clientID makes it idempotent, as with [Post].
func (c *Chat) Edit(ctx context.Context, id, clientID string, by Person, seq int64, text string) (Event, error) {
	if err := checkPerson(by); err != nil {
		return Event{}, err
	}
	text = strings.TrimSpace(text)
	if n := utf8.RuneCountInString(text); n > MaxText || !utf8.ValidString(text) {
		return Event{}, invalid("A message has at most %d characters of valid UTF-8, not %d", MaxText, n)
	}
	if seq < 1 || len(clientID) > MaxID {
		return Event{}, ErrNotFound
	}
	events, err := c.Events(ctx, id, seq-1, 1)
	if err != nil {
		return Event{}, err
	}
	if len(events) == 0 || events[0].Seq != seq || events[0].Message == nil {
		return Event{}, ErrNotFound
	}
	if m := events[0].Message; m.Author != assistant.AuthorPerson || m.PersonID != by.ID {
		return Event{}, ErrOwner
	}
	_, events, err = c.append(ctx, Append{Conversation: id, Events: []Event{{
		Kind: EventEdit, ClientID: clientID, Edit: &Edit{Seq: seq, Text: text, Person: by.Name},
	}}})
	if err != nil {
		return Event{}, err
	}
	return events[0], nil
}

// Invalid says which limit a change breaks, in words for the person who asked
// for it.
type Invalid string

// Error implements error.
func (e Invalid) Error() string { return "chat: " + string(e) }

func invalid(format string, args ...any) error { return Invalid(fmt.Sprintf(format, args...)) }

func checkPerson(p Person) error {
	if p.ID == "" || strings.TrimSpace(p.Name) == "" {
		return invalid("A person of the staff has an ID and a Name")
	}
	return nil
}
