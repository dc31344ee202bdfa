package desk_test

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/aisle-chat/aisle/chat"
	"github.com/aisle-chat/aisle/chat/desk"
)

// everything is each address of the desk; id stands for a conversation. A test
// inside the package fails when one is missing here.
var everything = []struct{ method, path string }{
	{"GET", ""}, {"GET", "desk.js"}, {"GET", "desk.css"}, {"GET", "icon.svg"},
	{"GET", "api/conversations"}, {"GET", "api/conversations/{id}"},
	{"POST", "api/conversations/{id}/take"}, {"POST", "api/conversations/{id}/reply"},
	{"POST", "api/conversations/{id}/give"}, {"POST", "api/conversations/{id}/close"},
	{"POST", "api/conversations/{id}/edit"}, {"POST", "api/conversations/{id}/transfer"}, {"POST", "api/conversations/{id}/sort"},
	{"POST", "api/conversations/{id}/order"}, {"POST", "api/conversations/{id}/presence"}, {"GET", "api/products"},
	{"GET", "api/macros"}, {"POST", "api/macros/write"}, {"POST", "api/macros/remove"}, {"GET", "api/people"}, {"GET", "api/events"},
}

func TestEveryRouteIsThere(t *testing.T) {
	for _, route := range desk.Routes {
		found := false
		for _, known := range everything {
			found = found || route[0] == known.method && route[1] == known.path
		}
		if !found {
			t.Errorf("%s is not in the table of routes that are tested", route[:2])
		}
	}
	if len(desk.Routes) != len(everything) {
		t.Errorf("%d routes, %d tested", len(desk.Routes), len(everything))
	}
}

// The API's documentation has every route of it, and the page needs no other.
func TestEveryRouteIsDocumented(t *testing.T) {
	doc, err := os.ReadFile("doc.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, route := range desk.Routes {
		if line := fmt.Sprintf("//\t%-4s %s", route[0], route[1]); strings.HasPrefix(route[1], "api/") && !regexp.MustCompile(regexp.QuoteMeta(line)+`[\s?]`).Match(doc) {
			t.Errorf("doc.go lacks %q", line)
		}
	}
}

func TestNobodyElseIsLetIn(t *testing.T) {
	s := open(t, nil)
	tab, id := s.shopper("I want a person")
	addresses := append([]struct{ method, path string }{{"GET", "nowhere"}, {"DELETE", "api/conversations"}}, everything...)
	for _, by := range []struct {
		name, staff string
		status      int
		code        string
	}{
		{"nobody", "", 401, "unauthorized"},
		{"a shopper", tab.Hello.Token, 401, "unauthorized"},
		{"a colleague without a desk", "cleaner", 403, "forbidden"},
		{"somebody without a name", "nameless", 500, "internal"},
		{"a login that panics", "broken", 500, "internal"},
	} {
		allowed := 0
		for _, at := range addresses {
			path := strings.ReplaceAll(at.path, "{id}", id)
			r := s.request(by.staff, at.method, path, strings.NewReader(`{"id":"1","text":"hello"}`))
			r.Header.Set("Authorization", "Bearer "+tab.Hello.Token)
			got := s.do(r)
			if got.status != by.status || got.code() != by.code {
				t.Errorf("%s %s by %s: %d %s", at.method, at.path, by.name, got.status, got.body)
				allowed++
			}
			headers(t, at.path, got)
		}
		if allowed > 0 {
			t.Errorf("%s was allowed %d things", by.name, allowed)
		}
	}
	if talk := get[desk.Talk](s, mara, "api/conversations/"+id); talk.Conversation.Owner != chat.OwnedByNobody {
		t.Errorf("the conversation has changed: %+v", talk.Conversation)
	}
}

// headers checks what every answer has.
func headers(t *testing.T, path string, r reply) {
	t.Helper()
	policy := r.header.Get("Content-Security-Policy")
	for _, part := range []string{"default-src 'none'", "script-src 'self';", "style-src 'self';", "frame-ancestors 'none'", "base-uri 'none'"} {
		if !strings.Contains(policy, part) {
			t.Errorf("%s: the policy lacks %q: %s", path, part, policy)
		}
	}
	if strings.Contains(policy, "unsafe") {
		t.Errorf("%s: the policy is unsafe: %s", path, policy)
	}
	for name, want := range map[string]string{
		"X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY", "Cache-Control": "no-store",
		"Referrer-Policy": "same-origin", "Cross-Origin-Resource-Policy": "same-origin",
	} {
		if got := r.header.Get(name); got != want {
			t.Errorf("%s: %s is %q", path, name, got)
		}
	}
}

func TestThePage(t *testing.T) {
	s := open(t, nil)
	for path, kind := range map[string]string{
		"": "text/html; charset=utf-8", "desk.js": "text/javascript; charset=utf-8",
		"desk.css": "text/css; charset=utf-8", "icon.svg": "image/svg+xml",
	} {
		r := s.do(s.request(mara.ID, "GET", path, nil))
		if r.status != 200 || r.header.Get("Content-Type") != kind || len(r.body) == 0 {
			t.Errorf("%q: %d %s, %d bytes", path, r.status, r.header.Get("Content-Type"), len(r.body))
		}
		headers(t, path, r)
		if path == "" && (strings.Contains(string(r.body), "<style") || strings.Contains(string(r.body), "<script>")) {
			t.Error("the page has inline styles or scripts")
		}
	}
}

func TestLoginPage(t *testing.T) {
	s := open(t, func(c *desk.Config) { c.Login = "/login?then=desk" })
	if r := s.do(s.request("", "GET", "", nil)); r.status != http.StatusSeeOther || r.header.Get("Location") != "/login?then=desk" {
		t.Errorf("the page: %d to %q", r.status, r.header.Get("Location"))
	}
	if r := s.do(s.request("", "GET", "api/conversations", nil)); r.status != 401 || r.code() != "unauthorized" {
		t.Errorf("the API: %d %s", r.status, r.body)
	}
}

// The page is told where it signs out, by a shop that has such a place.
func TestLogout(t *testing.T) {
	for logout, part := range map[string]string{"/desk/logout": `"logout":"/desk/logout"`, "": ""} {
		s := open(t, func(c *desk.Config) { c.Logout = logout })
		r := s.do(s.request(mara.ID, "GET", "api/conversations", nil))
		if got := strings.Contains(string(r.body), `"logout"`); r.status != 200 || got != (logout != "") || !strings.Contains(string(r.body), part) {
			t.Errorf("a shop with %q: %d %s", logout, r.status, r.body)
		}
	}
}

func TestOtherSitesChangeNothing(t *testing.T) {
	s := open(t, nil)
	_, id := s.shopper("I want a person")
	path := "api/conversations/" + id + "/take"
	for name, c := range map[string]struct {
		header map[string]string
		body   string
		status int
	}{
		"another site":              {map[string]string{"Origin": "https://evil.test", "Sec-Fetch-Site": "cross-site"}, "{}", 403},
		"an old browser elsewhere":  {map[string]string{"Origin": "https://evil.test", "Sec-Fetch-Site": ""}, "{}", 403},
		"a sister site":             {map[string]string{"Origin": "http://blog.shop.test", "Sec-Fetch-Site": "same-site"}, "{}", 403},
		"a sandboxed frame":         {map[string]string{"Origin": "null", "Sec-Fetch-Site": ""}, "{}", 403},
		"a form":                    {map[string]string{"Content-Type": "application/x-www-form-urlencoded"}, "a=b", 415},
		"a form of plain text":      {map[string]string{"Content-Type": "text/plain"}, "{}", 415},
		"a form that says nothing":  {map[string]string{"Content-Type": ""}, "{}", 415},
		"something that looks like": {map[string]string{"Content-Type": "text/plain; application/json"}, "{}", 415},
	} {
		r := s.request(mara.ID, "POST", path, strings.NewReader(c.body))
		for key, value := range c.header {
			if r.Header.Del(key); value != "" {
				r.Header.Set(key, value)
			}
		}
		if got := s.do(r); got.status != c.status {
			t.Errorf("%s: %d %s, want %d", name, got.status, got.body, c.status)
		}
	}
	if talk := get[desk.Talk](s, mara, "api/conversations/"+id); talk.Conversation.Owner != chat.OwnedByNobody {
		t.Errorf("the conversation has changed: %+v", talk.Conversation)
	}
	// A program that is no browser sends neither header, and may.
	program := s.request(mara.ID, "POST", path, strings.NewReader("{}"))
	program.Header.Del("Origin")
	program.Header.Del("Sec-Fetch-Site")
	program.Header.Set("Content-Type", "application/json; charset=utf-8")
	if got := s.do(program); got.status != 200 {
		t.Errorf("a program: %d %s", got.status, got.body)
	}
}

func TestWrongAddresses(t *testing.T) {
	s := open(t, nil)
	_, id := s.shopper("hello")
	for _, c := range []struct {
		method, path string
		status       int
		allow        string
	}{
		{"GET", "nowhere", 404, ""},
		{"GET", "api", 404, ""},
		{"GET", "api/conversations/", 404, ""},
		{"GET", "api/conversations/none", 404, ""},
		{"GET", "api/conversations/a/b", 404, ""},
		{"POST", "api/conversations/none/take", 404, ""},
		{"POST", "api/conversations/none/reply", 404, ""},
		{"GET", "dist/desk.js", 404, ""},
		{"GET", "api/conversations/" + id + "/take", 405, "POST"},
		{"PUT", "api/conversations/" + id, 405, "GET, HEAD"},
		{"POST", "api/events", 405, "GET, HEAD"},
		{"GET", "api/conversations/" + id + "?after=-1", 400, ""},
		{"GET", "api/conversations/" + id + "?after=x", 400, ""},
	} {
		var body io.Reader
		if c.method != "GET" {
			body = strings.NewReader(`{"id":"1","text":"a"}`)
			if strings.HasSuffix(c.path, "/take") {
				body = strings.NewReader("{}")
			}
		}
		r := s.do(s.request(mara.ID, c.method, c.path, body))
		if r.status != c.status || r.code() == "" || r.header.Get("Allow") != c.allow {
			t.Errorf("%s %s: %d %s, allow %q", c.method, c.path, r.status, r.body, r.header.Get("Allow"))
		}
	}
}

func TestAnyMount(t *testing.T) {
	s := open(t, nil)
	handler, err := desk.New(s.config)
	if err != nil {
		t.Fatal(err)
	}
	for pattern, prefix := range map[string]string{
		"/": "/", "/staff/desk/": "/staff/desk/", "GET /only/": "/only/", "shop.test/host/": "/host/",
		"/{team}/inbox/": "/blue/inbox/", "/deep/{rest...}": "/deep/",
	} {
		mux := http.NewServeMux()
		mux.Handle(pattern, handler)
		checkMount(t, pattern, mux, prefix)
	}
	stripped := http.NewServeMux()
	stripped.Handle("/staff/", http.StripPrefix("/staff", handler))
	checkMount(t, "stripped", stripped, "/staff/")
	checkMount(t, "no mux", handler, "/")
}

func checkMount(t *testing.T, name string, h http.Handler, prefix string) {
	t.Helper()
	for path, status := range map[string]int{"": 200, "desk.js": 200, "api/conversations": 200, "api/conversations/none": 404, "none": 404} {
		r := httptest.NewRequest("GET", site+prefix+path, nil)
		r.Header.Set("X-Staff", mara.ID)
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if w.Code != status {
			t.Errorf("%s: GET %s%s: %d %s", name, prefix, path, w.Code, w.Body)
		}
	}
}
