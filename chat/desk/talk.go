package desk

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	strict "github.com/go-json-experiment/json"

	"github.com/aisle-chat/aisle/chat"
)

// talk answers GET api/conversations/{id}?after=. Without after it is the
// newest MaxEvents events.
func (d *desk) talk(q *request) error {
	ctx := q.Context()
	c, err := d.Chat.Conversation(ctx, q.id)
	if err != nil {
		return err
	}
	after := max(0, c.Top-MaxEvents)
	if given := q.URL.Query().Get("after"); given != "" {
		after, err = strconv.ParseInt(given, 10, 64)
		if err != nil || after < 0 {
			return refusal{http.StatusBadRequest, chat.CodeBadRequest, "after is the seq of an event: a whole number, 0 or more."}
		}
	}
	events, err := d.Chat.Events(ctx, q.id, after, MaxEvents)
	if err != nil {
		return err
	}
	answer := Talk{
		Me: personOf(q.me), Now: time.Now().UnixMilli(), Events: append([]chat.Event{}, events...),
		CartID: c.CartID, State: c.State,
	}
	// The log may have grown since c was read: then the rest follows at once.
	if last := len(events) - 1; last >= 0 {
		answer.More = len(events) == MaxEvents && events[last].Seq < c.Top
	}
	if answer.Conversation, err = d.conversation(ctx, c, q.me); err != nil {
		return err
	}
	if answer.Orders, err = d.Chat.OrdersOf(ctx, q.id); err != nil {
		return fmt.Errorf("reading the orders: %w", err)
	}
	answer.Acts = d.acts(q.me, answer.Orders)
	if answer.Macros, err = d.macros(ctx, answer, q.me); err != nil {
		return err
	}
	if d.Carts != nil && c.CartID != "" {
		now, err := d.Carts.Get(ctx, c.CartID)
		if err != nil {
			return fmt.Errorf("reading the cart: %w", err)
		}
		answer.Cart = &now
	}
	return send(q, answer)
}

// change answers POST api/conversations/{id}/take, give and close. Chat says who
// may: a conversation that somebody else answers is theirs.
func change(verb string, do func(Chat, context.Context, string, chat.Person) (chat.Conversation, error)) func(*desk, *request) error {
	return func(d *desk, q *request) error {
		if err := decode(q, &struct{}{}); err != nil {
			return err
		}
		c, err := do(d.Chat, q.Context(), q.id, q.me)
		return d.done(q, verb, c, err)
	}
}

// reply answers POST api/conversations/{id}/reply. Only the person who answers
// a conversation writes into it.
func (d *desk) reply(q *request) error {
	var in Reply
	if err := decode(q, &in); err != nil {
		return err
	}
	in.Text = strings.TrimSpace(in.Text)
	if err := checkID(in.ID); err != nil {
		return err
	}
	switch {
	case in.Text == "":
		return refusal{http.StatusBadRequest, chat.CodeBadRequest, "The reply is empty. Write something first."}
	case utf8.RuneCountInString(in.Text) > chat.MaxText:
		return refusal{http.StatusRequestEntityTooLarge, chat.CodeTooLong,
			fmt.Sprintf("A reply has at most %d characters. Shorten it, or send it in parts.", chat.MaxText)}
	}
	event, err := d.Chat.Post(q.Context(), q.id, chat.Post{ClientID: in.ID, Person: q.me, Text: in.Text, Products: in.Products})
	if err != nil {
		return d.explain(q, err)
	}
	d.audit(q, "reply")
	return send(q, Replied{event})
}

// explain says who answers the conversation where err says that it is not the
// person who asks.
func (d *desk) explain(q *request, err error) error {
	if !errors.Is(err, chat.ErrOwner) {
		return err
	}
	c, err := d.Chat.Conversation(q.Context(), q.id)
	if err != nil {
		return err
	}
	words := "Take this conversation over first."
	if c.Owner.State == chat.OwnedByPerson {
		words = fmt.Sprintf("%s answers this conversation.", c.Owner.Person)
	}
	return refusal{http.StatusConflict, CodeOwner, words}
}

// audit logs what a person did. What was written stands in the conversation.
func (d *desk) audit(q *request, what string) {
	d.Logger.InfoContext(q.Context(), "desk: "+what, "conversation", q.id, "person", q.me.ID)
}

// decode reads the body of a change into v. It is one JSON object without
// unknown or repeated fields.
func decode(q *request, v any) error {
	body, err := io.ReadAll(http.MaxBytesReader(q.w, q.Body, MaxBody))
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &tooLarge):
		return refusal{http.StatusRequestEntityTooLarge, chat.CodeTooLong,
			fmt.Sprintf("The body is larger than %d bytes.", MaxBody)}
	case err != nil:
		return refusal{http.StatusBadRequest, chat.CodeBadRequest, "The body did not arrive whole. Send it again."}
	}
	if trimmed := strings.TrimLeft(string(body), " \t\r\n"); !strings.HasPrefix(trimmed, "{") {
		return refusal{http.StatusBadRequest, chat.CodeBadRequest, "The body is not a JSON object."}
	}
	if err := strict.Unmarshal(body, v, strict.RejectUnknownMembers(true)); err != nil {
		return refusal{http.StatusBadRequest, chat.CodeBadRequest, wrongBody(err)}
	}
	return nil
}

// wrongBody says what is wrong with a body, in words for whoever wrote it.
func wrongBody(err error) string {
	var semantic *strict.SemanticError
	if !errors.As(err, &semantic) {
		return "The body is not valid JSON, or repeats a field."
	}
	if errors.Is(err, strict.ErrUnknownName) {
		return fmt.Sprintf("The body has a field that is not known here: %.60q.", string(semantic.JSONPointer))
	}
	return fmt.Sprintf("The body has a wrong value at %.60q.", string(semantic.JSONPointer))
}
