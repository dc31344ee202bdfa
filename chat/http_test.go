package chat_test

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/catalog"
	"github.com/aisle-chat/aisle/chat"
	"github.com/aisle-chat/aisle/chat/chattest"
	"github.com/aisle-chat/aisle/widget"
)

// ask makes a request and returns the answer with its body.
func ask(t *testing.T, client *http.Client, req *http.Request) (*http.Response, string) {
	t.Helper()
	res, err := client.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res, string(body)
}

// curious suggests questions.
type curious struct{ echo }

func (curious) Questions(p catalog.Product) []string {
	if p.ID == "mug" {
		return []string{strings.Repeat("long ", 300) + "?", strings.Repeat("long ", 300) + "?"}
	}
	return []string{"Is the " + p.Title + " waterproof?", "2?", "3?", "4?", "5?"}
}

func TestRoutes(t *testing.T) {
	s := open(t, func(c *chat.Config) { c.Assistant = curious{} })
	for _, c := range []struct {
		method, path string
		status       int
		allow        string // for 405
		holds        string
		cache        string
	}{
		{"GET", "widget.js", 200, "", "", "public, max-age=300"},
		{"HEAD", "widget.js", 200, "", "", "public, max-age=300"},
		{"GET", widget.Versioned().Name, 200, "", "", "public, max-age=31536000, immutable"},
		{"GET", "widget.d.ts", 200, "", "", "public, max-age=300"},
		{"GET", "products/jacket", 200, "", `"type":"product"`, "public, max-age=60"},
		{"GET", "products/jacket?variant=jacket-l", 200, "", `"variant":"jacket-l"`, "public, max-age=60"},
		{"GET", "products/a%2Fb%20c", 200, "", `A product with a strange id`, "public, max-age=60"},
		{"GET", "products/none", 404, "", `"code":"not_found"`, "no-store"},
		{"GET", "products/", 404, "", `"code":"not_found"`, "no-store"},
		{"GET", "products", 404, "", `"code":"not_found"`, "no-store"},
		{"GET", "products/a/b", 404, "", `"code":"not_found"`, "no-store"},
		{"GET", "questions?product=jacket", 200, "", `{"questions":["Is the Harbor Jacket waterproof?","2?","3?","4?"]}`, "public, max-age=60"},
		{"GET", "questions?product=mug", 200, "", `long ?"]}`, "public, max-age=60"},
		{"GET", "questions", 200, "", `{"questions":[]}`, "public, max-age=60"},
		{"GET", "questions?product=none", 404, "", `"code":"not_found"`, "no-store"},
		{"GET", "ready", 200, "", `{"ready":true}`, "no-store"},
		{"HEAD", "ready", 200, "", "", "no-store"},
		{"GET", "", 404, "", `"code":"not_found"`, "no-store"},
		{"GET", "index.html", 404, "", `"code":"not_found"`, "no-store"},
		{"GET", "x/widget.js", 404, "", `"code":"not_found"`, "no-store"},
		{"GET", "session", 405, "POST", `"code":"bad_request"`, "no-store"},
		{"POST", "ws", 405, "GET", `"code":"bad_request"`, "no-store"},
		{"GET", "stream", 405, "POST", `"code":"bad_request"`, "no-store"},
		{"GET", "commands", 405, "POST", `"code":"bad_request"`, "no-store"},
		{"POST", "widget.js", 405, "GET, HEAD", `"code":"bad_request"`, "no-store"},
		{"DELETE", "products/jacket", 405, "GET, HEAD", `"code":"bad_request"`, "no-store"},
		{"OPTIONS", "session", 405, "POST", `"code":"bad_request"`, "no-store"},
		{"POST", "session", 403, "", `"code":"forbidden"`, "no-store"},
		{"GET", "ws", 403, "", `"code":"forbidden"`, "no-store"},
		{"POST", "stream", 403, "", `"code":"forbidden"`, "no-store"},
		{"POST", "commands", 403, "", `"code":"forbidden"`, "no-store"},
	} {
		res, body := ask(t, s.client, s.request(t, c.method, c.path, ""))
		if res.StatusCode != c.status || res.Header.Get("Allow") != c.allow || !strings.Contains(body, c.holds) || res.Header.Get("Cache-Control") != c.cache {
			t.Errorf("%s %s: %s, Allow %q, Cache-Control %q, %.200s", c.method, c.path, res.Status, res.Header.Get("Allow"), res.Header.Get("Cache-Control"), body)
		}
		if len(body) > 2<<10 && strings.HasPrefix(c.path, "questions") {
			t.Errorf("%s: %d bytes", c.path, len(body))
		}
		if res.Header.Get("X-Content-Type-Options") != "nosniff" || !slices.Contains(res.Header.Values("Vary"), "Origin") || res.Header.Get("Access-Control-Allow-Origin") != "" {
			t.Errorf("%s %s: headers %v", c.method, c.path, res.Header)
		}
		if res.StatusCode >= 400 {
			var answer chat.ErrorAnswer
			if err := json.Unmarshal([]byte(body), &answer); c.method != "HEAD" && (err != nil || answer.Error.ID == "" || answer.Error.Message == "") {
				t.Errorf("%s %s: %s", c.method, c.path, body)
			}
		}
	}
}

func TestNotModified(t *testing.T) {
	s := open(t, nil)
	for _, path := range []string{"widget.js", "products/jacket", "questions?product=mug"} {
		for _, coding := range []string{"identity", "gzip"} {
			req := s.request(t, "GET", path, "")
			req.Header.Set("Accept-Encoding", coding)
			res, body := ask(t, s.client, req)
			if got := res.Header.Get("Content-Encoding"); path == "widget.js" && coding == "gzip" && got != "gzip" {
				t.Errorf("%s: Content-Encoding %q", path, got)
			}
			req.Header.Set("If-None-Match", res.Header.Get("ETag"))
			if again, rest := ask(t, s.client, req); again.StatusCode != http.StatusNotModified || rest != "" || body == "" {
				t.Errorf("%s: %s, then %s", path, res.Status, again.Status)
			}
		}
	}
}

// A Chat works under any mount, with and without http.StripPrefix.
func TestMounts(t *testing.T) {
	s := open(t, nil)
	mux := http.NewServeMux()
	mux.Handle("/aisle/", s.Chat)
	mux.Handle("/deep/er/chat/", s.Chat)
	mux.Handle("GET /get/only/", s.Chat)
	mux.Handle("shop.test/host/", s.Chat)
	mux.Handle("/shops/{shop}/chat/", s.Chat)
	mux.Handle("/stripped/", http.StripPrefix("/stripped", s.Chat))
	mux.Handle("/products/chat/", s.Chat)
	for _, c := range []struct {
		handler http.Handler
		mount   string
	}{
		{mux, "/aisle/"}, {mux, "/deep/er/chat/"}, {mux, "/get/only/"}, {mux, "/host/"}, {mux, "/shops/main/chat/"}, {mux, "/stripped/"}, {mux, "/products/chat/"},
		{s.Chat, "/"}, {s.Chat, "/a/router/of/another/kind/"},
	} {
		for path, want := range map[string]int{"widget.js": 200, "products/jacket": 200, "products/a%2Fb%20c": 200, "questions": 200, "session": 405, "nothing": 404} {
			w := httptest.NewRecorder()
			c.handler.ServeHTTP(w, httptest.NewRequest("GET", "http://shop.test"+c.mount+path, nil))
			if w.Code != want {
				t.Errorf("%s%s: %d, want %d", c.mount, path, w.Code, want)
			}
		}
	}
}

func TestSessions(t *testing.T) {
	who := chat.Shopper{}
	var trouble error
	calls := 0
	s := open(t, func(c *chat.Config) {
		c.Origins = []string{"https://blog.test"}
		c.Shopper = func(r *http.Request) (chat.Shopper, error) { calls++; return who, trouble }
	})
	ask := func(origin, token string) (chat.SessionAnswer, int, string) {
		req := s.request(t, "POST", "session", origin)
		if token != "" {
			req.Header.Set("Authorization", "Bearer "+token)
		}
		res, body := ask(t, s.client, req)
		var answer chat.SessionAnswer
		json.Unmarshal([]byte(body), &answer)
		return answer, res.StatusCode, body
	}
	const own = "http://shop.test"
	first, _, _ := ask(own, "")
	if len(first.Token) != 43 || first.Currency != "USD" || first.Expires == 0 {
		t.Errorf("session = %+v", first)
	}
	if again, _, _ := ask(own, first.Token); again.Token != first.Token {
		t.Error("the same shopper got another token")
	}
	if other, _, _ := ask(own, "wrong"); other.Token == first.Token || other.Token == "" {
		t.Errorf("a wrong token: %+v", other)
	}
	// Who signs in, or comes with another cart, gets a session of their own.
	who = chat.Shopper{CartID: "ada's", Customer: &assistant.Customer{ID: "u1"}}
	signed, _, _ := ask(own, first.Token)
	if signed.Token == first.Token || signed.Expires >= first.Expires {
		t.Errorf("signed in: %+v", signed)
	}
	if again, _, _ := ask(own, signed.Token); again.Token != signed.Token {
		t.Error("the same customer got another token")
	}
	if tab := chattest.Dial(t, s.client, mount, chat.Hello{Token: signed.Token}); tab.Welcome.Cart.ID != "ada's" {
		t.Errorf("cart %q", tab.Welcome.Cart.ID)
	}
	who = chat.Shopper{}
	if out, _, _ := ask(own, signed.Token); out.Token == signed.Token {
		t.Error("a shopper who signed out keeps the token")
	}
	// The shop's cookies are read for its own pages only.
	before := calls
	if answer, status, _ := ask("https://blog.test", ""); status != 200 || answer.Token == "" || calls != before {
		t.Errorf("from a listed origin: %d, %d calls", status, calls-before)
	}
	trouble = errors.New("SECRET: no database")
	if _, status, body := ask(own, ""); status != 500 || strings.Contains(body, "SECRET") || !strings.Contains(body, `"id":"`) {
		t.Errorf("a shop in trouble: %d %s", status, body)
	}
	if !strings.Contains(s.log.String(), "no database") {
		t.Error("the trouble is not in the log")
	}
	if log := s.log.String(); strings.Contains(log, first.Token) || strings.Contains(log, signed.Token) {
		t.Error("a token is in the log")
	}
}

func TestPreflight(t *testing.T) {
	s := open(t, func(c *chat.Config) { c.Origins = []string{"https://blog.test"} })
	for _, c := range []struct {
		origin, path, method string
		status               int
	}{
		{"https://blog.test", "session", "POST", 204},
		{"https://blog.test", "stream", "POST", 204},
		{"https://blog.test", "commands", "POST", 204},
		{"https://evil.test", "stream", "POST", 403},
		{"https://blog.test", "session", "DELETE", 403},
		{"https://blog.test", "products/mug", "GET", 204},
		{"https://evil.test", "session", "POST", 403},
		{"", "session", "POST", 403},
	} {
		req := s.request(t, "OPTIONS", c.path, c.origin)
		req.Header.Set("Access-Control-Request-Method", c.method)
		res, _ := ask(t, s.client, req)
		echoed := res.Header.Get("Access-Control-Allow-Origin")
		if res.StatusCode != c.status || (echoed != "") != (c.status == 204) || echoed != "" && echoed != c.origin {
			t.Errorf("%+v: %s, %v", c, res.Status, res.Header)
		}
		if res.Header.Get("Access-Control-Allow-Credentials") != "" {
			t.Errorf("%+v: credentials", c)
		}
	}
}

func TestConfig(t *testing.T) {
	good := open(t, nil).config
	for name, c := range map[string]struct {
		change func(*chat.Config)
		says   string
	}{
		"no catalogue":    {func(c *chat.Config) { c.Catalog = nil }, "Config.Catalog"},
		"no store":        {func(c *chat.Config) { c.Store = nil }, "Config.Store"},
		"no carts":        {func(c *chat.Config) { c.Carts = nil }, "Config.Carts"},
		"no assistant":    {func(c *chat.Config) { c.Assistant = nil }, "Config.Assistant"},
		"a bad origin":    {func(c *chat.Config) { c.Origins = []string{"https://shop.test/"} }, "Config.Origins"},
		"any origin":      {func(c *chat.Config) { c.Origins = []string{"*"} }, "Config.Origins"},
		"a bad time":      {func(c *chat.Config) { c.TurnTimeout = -1 }, "Config.TurnTimeout"},
		"a bad drain":     {func(c *chat.Config) { c.DrainTime = -1 }, "Config.DrainTime"},
		"a bad rate":      {func(c *chat.Config) { c.Limits.Messages = []chat.Rate{{Every: 1}} }, "Config.Limits.Messages"},
		"a bad assistant": {func(c *chat.Config) { c.Assistant = broken{} }, "article 3 has no title"},
	} {
		config := good
		c.change(&config)
		if _, err := chat.New(config); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

type broken struct{ echo }

func (broken) Check() error { return errors.New("article 3 has no title") }

// More new connections than the server can greet are turned away with a time to
// come back, over either transport; sessions and everything else go on.
func TestPromise_R07_Admission(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := open(t, func(c *chat.Config) { c.Limits.Arrivals = []chat.Rate{{Every: 2 * time.Second, Burst: 1}} })
		token := chattest.Session(t, s.client, mount).Token
		first := chattest.Dial(t, s.client, mount, chat.Hello{Token: token})
		for i, path := range []string{"ws", "stream"} {
			method := map[string]string{"ws": http.MethodGet, "stream": http.MethodPost}[path]
			res, body := ask(t, s.client, s.request(t, method, path, "http://shop.test"))
			if want := strconv.Itoa(2 * (i + 1)); res.StatusCode != http.StatusServiceUnavailable || res.Header.Get("Retry-After") != want || !strings.Contains(body, `"busy"`) {
				t.Errorf("%s: %s, Retry-After %q, want %s, %s", path, res.Status, res.Header.Get("Retry-After"), want, body)
			}
		}
		if status, _ := ask(t, s.client, s.request(t, http.MethodGet, "products/mug", "")); status.StatusCode != http.StatusOK {
			t.Errorf("a product: %s", status.Status)
		}
		chattest.Session(t, s.client, mount)
		first.Say("1", "still here")
		time.Sleep(2 * time.Second)
		chattest.Stream.Dial(t, s.client, mount, chat.Hello{Token: token})
	})
}
