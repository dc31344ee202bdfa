package chat

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode"

	strict "github.com/go-json-experiment/json"
	"github.com/google/uuid"

	"github.com/aisle-chat/aisle/catalog"
)

// A route is one address below the mount.
type route struct {
	methods []string
	serve   func(w http.ResponseWriter, r *http.Request)
}

// ServeHTTP answers everything below the mount. Mount a Chat with any prefix
// and without http.StripPrefix: what counts is what follows the pattern.
func (c *Chat) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cache-Control", "no-store")
	h.Add("Vary", "Origin")
	found, ok := c.route(r)
	switch {
	case !ok:
		c.refuse(w, r, http.StatusNotFound, CodeNotFound, "There is nothing at this address.")
	case r.Method == http.MethodOptions && r.Header.Get("Access-Control-Request-Method") != "":
		c.preflight(w, r, found)
	case !slices.Contains(found.methods, r.Method):
		h.Set("Allow", strings.Join(found.methods, ", "))
		c.refuse(w, r, http.StatusMethodNotAllowed, CodeBadRequest, "This address takes "+strings.Join(found.methods, " or ")+".")
	default:
		c.allowOrigin(w, r)
		found.serve(w, r)
	}
}

var get = []string{http.MethodGet, http.MethodHead}

// route finds what follows the mount.
func (c *Chat) route(r *http.Request) (route, bool) {
	rest := belowMount(r)
	switch {
	case len(rest) == 2:
		serve, known := map[string]func(http.ResponseWriter, *http.Request, string){
			"products": c.serveProduct, "orders": c.serveOrder, "articles": c.serveArticle,
		}[rest[0]]
		id, err := url.PathUnescape(rest[1])
		return route{get, func(w http.ResponseWriter, r *http.Request) { serve(w, r, id) }}, known && err == nil && id != ""
	case len(rest) != 1:
		return route{}, false
	}
	switch name := rest[0]; name {
	case "session":
		return route{[]string{http.MethodPost}, c.serveSession}, true
	case "ws":
		return route{[]string{http.MethodGet}, c.serveSocket}, true
	case "ready":
		return route{get, c.serveReady}, true
	case "stream":
		return route{[]string{http.MethodPost}, c.serveStream}, true
	case "commands":
		return route{[]string{http.MethodPost}, c.serveCommands}, true
	case "questions":
		return route{get, c.serveQuestions}, true
	case "conversations":
		return route{get, c.serveConversations}, true
	case "transcript":
		return route{[]string{http.MethodPost}, c.serveTranscript}, true
	case "erase":
		return route{[]string{http.MethodPost}, c.serveErase}, true
	case "orders":
		return route{[]string{http.MethodGet, http.MethodPost}, func(w http.ResponseWriter, r *http.Request) {
			if r.Method == http.MethodPost {
				c.serveLookUp(w, r)
			} else {
				c.serveOrders(w, r)
			}
		}}, true
	default:
		asset, ok := assets()[name]
		return route{get, asset.serve}, ok
	}
}

// belowMount returns the segments of the path after the mount, still escaped.
// http.ServeMux says in r.Pattern where the mount ends. Behind a router that
// does not say it, or that cuts the prefix off, the last segments count.
func belowMount(r *http.Request) []string {
	segments := strings.Split(strings.TrimPrefix(r.URL.EscapedPath(), "/"), "/")
	if _, pattern, ok := strings.Cut(r.Pattern, "/"); ok { // without method and host
		mount := strings.Split(pattern, "/")
		mount = mount[:len(mount)-1] // what follows the last slash is not the mount's
		if len(mount) > 0 && len(mount) < len(segments) && follows(segments, mount) {
			return segments[len(mount):]
		}
	}
	n := len(segments)
	if n > 1 && (segments[n-2] == "products" || segments[n-2] == "orders" || segments[n-2] == "articles") {
		return segments[n-2:]
	}
	return segments[n-1:]
}

// follows reports whether segments begin with the mount; a segment in braces
// is a wildcard.
func follows(segments, mount []string) bool {
	for i, m := range mount {
		if segments[i] != m && !strings.HasPrefix(m, "{") {
			return false
		}
	}
	return true
}

// allowOrigin lets a page of another, listed origin read the answer.
func (c *Chat) allowOrigin(w http.ResponseWriter, r *http.Request) bool {
	allowed, own := c.origins.allow(r)
	if allowed && !own {
		w.Header().Set("Access-Control-Allow-Origin", r.Header.Get("Origin"))
	}
	return allowed
}

func (c *Chat) preflight(w http.ResponseWriter, r *http.Request, found route) {
	if !slices.Contains(found.methods, r.Header.Get("Access-Control-Request-Method")) || !c.allowOrigin(w, r) {
		c.refuse(w, r, http.StatusForbidden, CodeForbidden, "This page may not use the chat in this way.")
		return
	}
	w.Header().Set("Access-Control-Allow-Methods", strings.Join(found.methods, ", "))
	w.Header().Set("Access-Control-Allow-Headers", "Authorization, Content-Type")
	w.Header().Set("Access-Control-Max-Age", "600")
	w.WriteHeader(http.StatusNoContent)
}

// fail answers with what an error means. What it says stays in the log.
func (c *Chat) fail(w http.ResponseWriter, r *http.Request, err error) {
	status, code, message := http.StatusInternalServerError, CodeInternal, "Something went wrong on our side."
	switch {
	case errors.Is(err, ErrNotFound), errors.Is(err, catalog.ErrNotFound):
		status, code, message = http.StatusNotFound, CodeNotFound, "This is not here any more."
	case r.Context().Err() != nil:
		status, code, message = http.StatusServiceUnavailable, CodeUnavailable, "The request was given up."
	case errors.Is(err, ErrBusy), errors.Is(err, ErrUncertain):
		status, code, message = http.StatusServiceUnavailable, busyCode(err), "The chat cannot answer at the moment. Please try again."
		w.Header().Set("Retry-After", "2")
	}
	id := c.answer(w, status, code, message)
	if code == CodeInternal || code == CodeBusy || code == CodeFull {
		c.log.Error("chat: a request failed", "id", id, "route", belowMount(r)[0], "error", err)
	}
}

// refuse answers a request that is not served.
func (c *Chat) refuse(w http.ResponseWriter, r *http.Request, status int, code ErrorCode, message string) {
	id := c.answer(w, status, code, message)
	c.log.Debug("chat: a request was refused", "id", id, "code", string(code), "method", shorten(r.Method), "path", shorten(r.URL.Path), "origin", shorten(r.Header.Get("Origin")))
}

func (c *Chat) answer(w http.ResponseWriter, status int, code ErrorCode, message string) (id string) {
	id = newErrorID()
	writeJSON(w, status, ErrorAnswer{ErrorDetail{Code: code, Message: message, ID: id}})
	return id
}

// newErrorID returns what a shopper can read out and the staff can search for.
func newErrorID() string { return uuid.NewString()[:8] }

// maxBody bounds the body of a POST below the mount that is no command, in bytes.
const maxBody = 2 << 10

// bodyOf reads the body of a POST as strictly as a command is read. Its error is
// for nobody but who has sent it.
func bodyOf[T any](r *http.Request) (body T, err error) {
	data, err := io.ReadAll(io.LimitReader(r.Body, maxBody+1))
	if err == nil && len(data) > maxBody {
		err = errors.New("chat: the body is too large")
	}
	if err == nil {
		err = strict.Unmarshal(data, &body, strict.RejectUnknownMembers(true))
	}
	return body, err
}

func writeJSON(w http.ResponseWriter, status int, v any) {
	body, err := json.Marshal(v)
	if err != nil {
		http.Error(w, "", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(status)
	w.Write(body)
}

// shorten bounds what goes to the log of words from outside, and takes out what
// would not be seen there or do something to who reads it.
func shorten(text string) string {
	const most = 200
	if len(text) > most {
		text = text[:most] + "…"
	}
	return strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) {
			return '?'
		}
		return r
	}, text)
}
