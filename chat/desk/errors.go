package desk

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"runtime/debug"

	"github.com/aisle-chat/aisle/chat"
)

// refusal is an error whose words are meant for whoever made the request.
type refusal struct {
	status  int
	code    chat.ErrorCode
	message string
}

func (r refusal) Error() string { return r.message }

// refuse answers with what err means. What is not a refusal is our fault: its
// words go to the log, and an id to find them there goes out.
func (d *desk) refuse(q *request, err error) {
	if q.Context().Err() != nil || q.w.begun {
		return // nobody is listening, or it is too late to say anything else
	}
	var said refusal
	var invalid chat.Invalid
	detail := chat.ErrorDetail{}
	switch {
	case errors.As(err, &said):
	case errors.As(err, &invalid):
		said = refusal{http.StatusBadRequest, chat.CodeBadRequest, string(invalid) + "."}
	case errors.Is(err, chat.ErrNotFound):
		said = refusal{http.StatusNotFound, chat.CodeNotFound, "There is no such conversation."}
	case errors.Is(err, chat.ErrConflict):
		said = refusal{http.StatusConflict, chat.CodeConflict, "This id was used for something else. Nothing was done."}
	case errors.Is(err, chat.ErrOwner):
		said = refusal{http.StatusConflict, CodeOwner, "Somebody else answers this conversation now."}
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, chat.ErrBusy):
		said = refusal{http.StatusServiceUnavailable, chat.CodeBusy, "The shop's database is busy. Try again in a moment."}
	default:
		said = refusal{http.StatusInternalServerError, chat.CodeInternal, "Something went wrong on our side. Try again; if it stays, tell your administrator the id."}
		detail.ID = rand.Text()[:12]
		d.Logger.ErrorContext(q.Context(), "desk: request failed", "id", detail.ID,
			"method", q.Method, "path", q.path, "person", q.me.ID, "error", err)
	}
	detail.Code, detail.Message = said.code, said.message
	writeJSON(q.w, said.status, chat.ErrorAnswer{Error: detail})
}

// recovered answers for a handler that panicked.
func (d *desk) recovered(q *request) {
	switch cause := recover(); cause {
	case nil:
	case http.ErrAbortHandler:
		panic(cause)
	default:
		err := fmt.Errorf("panic: %v\n%s", cause, debug.Stack())
		if q.w.begun {
			d.Logger.ErrorContext(q.Context(), "desk: request failed", "path", q.path, "error", err)
			panic(http.ErrAbortHandler) // what was begun is not a whole answer
		}
		d.refuse(q, err)
	}
}

// send answers with v.
func send(q *request, v any) error {
	return writeJSON(q.w, http.StatusOK, v)
}

func writeJSON(w http.ResponseWriter, status int, v any) error {
	body, err := json.Marshal(v)
	if err != nil {
		return fmt.Errorf("writing the answer: %w", err)
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	_, err = w.Write(append(body, '\n'))
	return err
}
