package remote

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

func TestRetryAfter(t *testing.T) {
	now := time.Date(2099, 10, 21, 7, 27, 0, 0, time.UTC)
	for value, want := range map[string]time.Duration{
		"2": 2 * time.Second, "0": 0, "-1": 0, "": 0, "soon": 0, "999999999": maxWait,
		"Wed, 21 Oct 2099 07:28:00 GMT":     time.Minute,
		"Wednesday, 21-Oct-99 07:28:00 GMT": 0, // of the last century
		"Wed Oct 21 07:27:30 2099":          30 * time.Second,
		"Wed, 21 Oct 2099 07:26:00 GMT":     0,
		"Wed, 28 Oct 2099 07:26:00 GMT":     maxWait,
	} {
		if got := RetryAfter(http.Header{"Retry-After": {value}}, now); got != want {
			t.Errorf("%q is %v, want %v", value, got, want)
		}
	}
}

func TestDiscreet(t *testing.T) {
	if got := Discreet("the key\n sk-1 is\u200b wrong", "sk-1"); got != "the key (the key) is wrong" {
		t.Errorf("%q", got)
	}
	if got := Discreet(strings.Repeat("é", 500), ""); len([]rune(got)) != maxReason+2 {
		t.Errorf("%d characters", len([]rune(got)))
	}
}

// The key does not go along with a redirect.
func TestRedirect(t *testing.T) {
	other := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("somebody else was asked") }))
	defer other.Close()
	server := httptest.NewServer(http.RedirectHandler(other.URL, http.StatusTemporaryRedirect))
	defer server.Close()
	client := NewClient()
	defer client.CloseIdleConnections()
	res, err := client.Get(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusTemporaryRedirect {
		t.Errorf("status %d", res.StatusCode)
	}
}

// Every kind of server says in its own place what is wrong.
func TestReason(t *testing.T) {
	for body, want := range map[string]string{
		`{"error":{"message":"no such model","code":"x"}}`:                    "no such model",
		`[{"error":{"code":400,"message":"API key not valid."}}]`:             "API key not valid.",
		`{"error":"model 'nope' not found"}`:                                  "model 'nope' not found",
		`{"object":"error","message":"The model does not exist.","code":404}`: "The model does not exist.",
		`{"detail":"Not Found"}`:                                              "Not Found",
		`{"detail":[{"loc":["body"],"msg":"x"}]}`:                             "",
		`{"error":null,"message":"busy"}`:                                     "busy",
		`<html>`:                                                              "",
		``:                                                                    "",
		`[]`:                                                                  "",
		`{"type":"error","error":{"type":"not_found_error","message":"m: x"}}`: "m: x",
	} {
		if got := Reason([]byte(body)); got != want {
			t.Errorf("of %s is read %q, want %q", body, got, want)
		}
	}
}
