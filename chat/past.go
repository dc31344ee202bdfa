package chat

import (
	"errors"
	"net/http"

	"github.com/google/uuid"

	"github.com/aisle-chat/aisle/assistant"
)

const (
	// maxPast is how many conversations GET conversations lists.
	maxPast = 30
	// titleEvents is how many events are looked through for what the shopper
	// said first, and maxPastTitle how many characters of that are shown.
	titleEvents  = 20
	maxPastTitle = 80
)

// freshConversation is the id of the conversation that a session begins under a
// key of the browser's. The key comes again with each hello, and means the same
// conversation each time; of another session it means another one.
func freshConversation(sessionID, key string) string {
	return uuid.NewSHA1(uuid.NameSpaceOID, []byte("conversation of "+sessionID+" named "+key)).String()
}

// serveConversations answers GET conversations: those of the shopper's in which
// something was said, the newest first.
func (c *Chat) serveConversations(w http.ResponseWriter, r *http.Request) {
	s, ok := c.caller(w, r)
	if !ok {
		return
	}
	f := s.own()
	f.Spoken, f.Limit = true, maxPast
	list, err := c.config.Store.Conversations(r.Context(), c.config.Shop, f)
	if err != nil {
		c.fail(w, r, err)
		return
	}
	answer := ConversationsAnswer{Conversations: []PastConversation{}}
	for _, conv := range list {
		if !conv.isOf(s) {
			continue // a customer's, of the time when this browser was signed in
		}
		events, err := c.config.Store.Events(r.Context(), c.config.Shop, conv.ID, conv.Cut, titleEvents)
		if err != nil {
			c.fail(w, r, err)
			return
		}
		answer.Conversations = append(answer.Conversations, PastConversation{
			ID: conv.ID, Title: title(events), Changed: conv.Changed.UnixMilli(), Messages: conv.Messages, Owner: conv.Owner.State, Closed: conv.Closed,
		})
	}
	writeJSON(w, http.StatusOK, answer)
}

// caller is the session whose token a request carries. It answers those that
// carry none, or come from a page that may not ask.
func (c *Chat) caller(w http.ResponseWriter, r *http.Request) (s Session, ok bool) {
	if allowed, _ := c.origins.allow(r); !allowed && r.Header.Get("Origin") != "" {
		c.refuse(w, r, http.StatusForbidden, CodeForbidden, "This page may not use the chat.")
		return s, false
	}
	s, err := c.session(r.Context(), bearer(r))
	switch {
	case errors.Is(err, ErrNotFound):
		c.refuse(w, r, http.StatusUnauthorized, CodeUnauthorized, "The session has ended.")
	case err != nil:
		c.fail(w, r, err)
	}
	return s, err == nil
}

// own is the filter for the conversations of a session: the customer's on
// whichever device, or the guest's in this browser.
func (s Session) own() Filter {
	if s.Customer != nil {
		return Filter{Customer: s.Customer.ID}
	}
	return Filter{Session: s.ID}
}

// title is what the shopper said first, in one line.
func title(events []Event) string {
	for _, e := range events {
		if e.Message != nil && e.Message.Author == assistant.AuthorShopper {
			return oneLine(e.Message.Text, maxPastTitle)
		}
	}
	return ""
}
