package desk

import (
	"errors"
	"fmt"
	"mime"
	"net/http"
	"strings"

	"github.com/aisle-chat/aisle/chat"
)

// request is a request to the desk.
type request struct {
	*http.Request
	w *answer
	// path is what follows the mount, id the conversation that it names.
	path, id string
	me       chat.Person
}

// answer notes whether anything was answered yet.
type answer struct {
	http.ResponseWriter
	begun bool
}

func (a *answer) WriteHeader(status int) {
	a.begun = true
	a.ResponseWriter.WriteHeader(status)
}

func (a *answer) Write(data []byte) (int, error) {
	a.begun = true
	return a.ResponseWriter.Write(data)
}

// Unwrap is for http.ResponseController.
func (a *answer) Unwrap() http.ResponseWriter { return a.ResponseWriter }

// route is one thing that the desk can be asked.
type route struct {
	method string
	// path is what follows the mount; "{id}" stands for a conversation.
	path string
	// needs is what whoever asks must be allowed.
	needs Permission
	serve func(*desk, *request) error
}

// routes are all of them.
var routes = []route{
	{http.MethodGet, "", MaySee, file("index.html")},
	{http.MethodGet, "desk.js", MaySee, file("desk.js")},
	{http.MethodGet, "desk.css", MaySee, file("desk.css")},
	{http.MethodGet, "icon.svg", MaySee, file("icon.svg")},
	{http.MethodGet, "api/conversations", MaySee, (*desk).list},
	{http.MethodGet, "api/conversations/{id}", MaySee, (*desk).talk},
	{http.MethodPost, "api/conversations/{id}/take", MayAnswer, change("take", Chat.TakeOver)},
	{http.MethodPost, "api/conversations/{id}/reply", MayAnswer, (*desk).reply},
	{http.MethodPost, "api/conversations/{id}/edit", MayAnswer, (*desk).edit},
	{http.MethodPost, "api/conversations/{id}/give", MayAnswer, change("give", Chat.GiveBack)},
	{http.MethodPost, "api/conversations/{id}/transfer", MayAnswer, (*desk).transfer},
	{http.MethodPost, "api/conversations/{id}/close", MayAnswer, change("close", Chat.CloseConversation)},
	{http.MethodPost, "api/conversations/{id}/sort", MaySort, (*desk).sort},
	{http.MethodPost, "api/conversations/{id}/order", MayOrder, (*desk).order},
	{http.MethodPost, "api/conversations/{id}/presence", MaySee, (*desk).attend},
	{http.MethodGet, "api/products", MayAnswer, (*desk).products},
	{http.MethodGet, "api/macros", MayPrepare, (*desk).prepared},
	{http.MethodPost, "api/macros/write", MayPrepare, (*desk).prepare},
	{http.MethodPost, "api/macros/remove", MayPrepare, (*desk).unprepare},
	{http.MethodGet, "api/people", MaySee, (*desk).people},
	{http.MethodGet, "api/events", MaySee, (*desk).stream},
}

// match reports whether path is r's, and which conversation it names.
func (r route) match(path string) (id string, ok bool) {
	before, after, named := strings.Cut(r.path, "{id}")
	if !named {
		return "", path == r.path
	}
	id, ok = strings.CutPrefix(path, before)
	if ok {
		id, ok = strings.CutSuffix(id, after)
	}
	return id, ok && id != "" && !strings.Contains(id, "/")
}

// serve finds out who asks, then what for, then does it.
func (d *desk) serve(q *request) error {
	me, err := d.Agent(q.Request)
	if err != nil || me.ID == "" || strings.TrimSpace(me.Name) == "" {
		return d.stranger(q, err)
	}
	q.me = me
	d.meet(me)
	for _, route := range routes {
		id, ok := route.match(q.path)
		if !ok {
			continue
		}
		q.id = id
		switch {
		case route.method == http.MethodPost:
			if q.Method != http.MethodPost {
				return wrongMethod(q, "POST")
			}
			if err := d.checkWrite(q); err != nil {
				return err
			}
		case q.Method != http.MethodGet && q.Method != http.MethodHead:
			return wrongMethod(q, "GET, HEAD")
		}
		if err := d.permit(q, route.needs); err != nil {
			return err
		}
		return route.serve(d, q)
	}
	return refusal{http.StatusNotFound, chat.CodeNotFound, "There is nothing at this address of the desk."}
}

func wrongMethod(q *request, allowed string) error {
	q.w.Header().Set("Allow", allowed)
	return refusal{http.StatusMethodNotAllowed, chat.CodeBadRequest,
		fmt.Sprintf("This address takes %s, not %s.", allowed, q.Method)}
}

// checkWrite refuses a change that the desk's own page cannot have asked for.
// The cookie of the shop's login comes along with requests of other sites'
// pages too; but those carry a foreign origin, and cannot be JSON.
func (d *desk) checkWrite(q *request) error {
	if err := d.sameOrigin.Check(q.Request); err != nil {
		return refusal{http.StatusForbidden, chat.CodeForbidden, "Changes are made from the desk's own page only."}
	}
	kind, _, err := mime.ParseMediaType(q.Header.Get("Content-Type"))
	if err != nil || kind != "application/json" {
		return refusal{http.StatusUnsupportedMediaType, chat.CodeBadRequest, "The body of a change is JSON: send Content-Type: application/json."}
	}
	return nil
}

// stranger refuses somebody whom Agent did not name.
func (d *desk) stranger(q *request, err error) error {
	switch {
	case errors.Is(err, ErrForbidden):
		return refusal{http.StatusForbidden, chat.CodeForbidden, "Your account may not use the desk. Ask whoever manages the shop's accounts."}
	case err == nil:
		return errors.New("Config.Agent named a person without an ID or without a name")
	case d.Login != "" && q.path == "" && q.Method == http.MethodGet:
		http.Redirect(q.w, q.Request, d.Login, http.StatusSeeOther)
		return nil
	}
	return refusal{http.StatusUnauthorized, chat.CodeUnauthorized, "You are not signed in. Sign in and try again."}
}
