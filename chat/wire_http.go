package chat

import "github.com/aisle-chat/aisle/assistant"

// What travels over HTTP besides commands and frames.
type (
	// SessionAnswer answers POST session.
	SessionAnswer struct {
		// Token is the bearer token for Hello; it never travels in a URL.
		Token string `json:"token"`
		// Expires is in milliseconds since 1970, UTC.
		Expires int64 `json:"expires"`
		// Currency is the shop's one selling currency.
		Currency string `json:"currency"`
	}
	// Caller is the first line of POST commands. Each line after it is a
	// command for the stream that this tab has open.
	Caller struct {
		Token string `json:"token"`
		Tab   string `json:"tab"`
	}
	// Closed is the data of the last event of a stream, whose name is "close".
	Closed struct {
		Code   CloseCode `json:"code"`
		Reason string    `json:"reason"`
	}
	// QuestionsAnswer answers GET questions.
	QuestionsAnswer struct {
		Questions []string `json:"questions"`
	}
	// ReadyAnswer answers GET ready while the process takes new connections.
	ReadyAnswer struct {
		Ready bool `json:"ready"`
	}
	// ConversationsAnswer answers GET conversations: the shopper's own in which
	// something was said, the one that changed last first; 30 at most.
	ConversationsAnswer struct {
		Conversations []PastConversation `json:"conversations"`
	}
	// PastConversation is one of a shopper's conversations in a list.
	PastConversation struct {
		ID string `json:"id"`
		// Title is what the shopper said first, of at most 80 characters; empty
		// where that is not kept any more.
		Title string `json:"title"`
		// Changed is in milliseconds since 1970, UTC.
		Changed  int64      `json:"changed"`
		Messages int        `json:"messages"`
		Owner    OwnerState `json:"owner"`
		Closed   bool       `json:"closed,omitempty"`
	}
	// TranscriptRequest is the body of POST transcript, which sends a conversation of
	// the shopper's to the e-mail address of theirs that the shop knows; see
	// Welcome.Mails.
	TranscriptRequest struct {
		Conversation string `json:"conversation"`
	}
	// TranscriptAnswer says where it is on its way to.
	TranscriptAnswer struct {
		Email string `json:"email"`
	}
	// EraseRequest is the body of POST erase, which deletes what was said in one of the
	// shopper's conversations. All of them, where Conversation is empty.
	EraseRequest struct {
		Conversation string `json:"conversation,omitempty"`
	}
	// EraseAnswer says how many were deleted.
	EraseAnswer struct {
		Conversations int `json:"conversations"`
	}
	// OrdersAnswer answers GET orders: those that the shopper may see, the
	// newest first.
	OrdersAnswer struct {
		Orders []assistant.OrderView `json:"orders"`
		// Codes is true where a code by e-mail shows orders to whoever does not have
		// their number: the assistant sends it.
		Codes bool `json:"codes,omitempty"`
	}
	// LookUp is the body of POST orders, which answers with an OrderAnswer.
	LookUp struct {
		Number string `json:"number"`
		Email  string `json:"email"`
	}
	// OrderAnswer answers GET orders/{number} and POST orders.
	OrderAnswer struct {
		Order assistant.OrderView `json:"order"`
	}
	// ErrorAnswer is the body of every refusal over HTTP.
	ErrorAnswer struct {
		Error ErrorDetail `json:"error"`
	}
	// ErrorDetail says what went wrong.
	ErrorDetail struct {
		Code    ErrorCode `json:"code"`
		Message string    `json:"message"`
		// ID finds the matching line in the shop's log; empty where there is
		// none.
		ID string `json:"id,omitempty"`
	}
)
