package main

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) {
	goleak.VerifyTestMain(m, goleak.Cleanup(func(code int) {
		os.RemoveAll(built)
		os.Exit(code)
	}))
}

// visitor is a browser without scripts in a shop of its own.
type visitor struct {
	t    *testing.T
	shop *shop
	base string
	http *http.Client
}

// visit opens the shop that the options describe; db and address are its own.
func visit(t *testing.T, o options) *visitor {
	t.Helper()
	return visitLogged(t, o, io.Discard)
}

// visitLogged is visit with a log that can be read.
func visitLogged(t *testing.T, o options, log io.Writer) *visitor {
	t.Helper()
	o.db = filepath.Join(t.TempDir(), "shop.db")
	shop, err := open(o, slog.New(slog.NewTextHandler(log, nil)))
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(shop.handler)
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		if err := shop.chat.Shutdown(ctx); err != nil {
			t.Errorf("shutdown: %v", err)
		}
		server.Close()
		if err := shop.db.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	v := &visitor{t: t, shop: shop, base: server.URL}
	v.http = v.browser()
	return v
}

// browser returns a client with cookies of its own that follows no redirect.
func (v *visitor) browser() *http.Client {
	jar, err := cookiejar.New(nil)
	if err != nil {
		v.t.Fatal(err)
	}
	transport := &http.Transport{}
	v.t.Cleanup(transport.CloseIdleConnections)
	return &http.Client{Jar: jar, Transport: transport, CheckRedirect: func(*http.Request, []*http.Request) error {
		return http.ErrUseLastResponse
	}}
}

// answer is what came back.
type answer struct {
	status int
	header http.Header
	body   string
}

func (v *visitor) do(r *http.Request) answer {
	v.t.Helper()
	response, err := v.http.Do(r)
	if err != nil {
		v.t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		v.t.Fatal(err)
	}
	return answer{response.StatusCode, response.Header, string(body)}
}

func (v *visitor) request(method, path string, body io.Reader) *http.Request {
	v.t.Helper()
	r, err := http.NewRequestWithContext(v.t.Context(), method, v.base+path, body)
	if err != nil {
		v.t.Fatal(err)
	}
	return r
}

func (v *visitor) get(path string) answer {
	v.t.Helper()
	return v.do(v.request("GET", path, nil))
}

// post sends a form; fields are names and values in turn.
func (v *visitor) post(path string, fields ...string) answer {
	v.t.Helper()
	form := url.Values{}
	for i := 0; i < len(fields); i += 2 {
		form.Set(fields[i], fields[i+1])
	}
	r := v.request("POST", path, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return v.do(r)
}

func (v *visitor) want(got answer, status int, contains ...string) {
	v.t.Helper()
	if got.status != status {
		v.t.Errorf("status %d, want %d: %.300s", got.status, status, got.body)
	}
	for _, text := range contains {
		if !strings.Contains(got.body, text) {
			v.t.Errorf("the answer lacks %q: %.600s", text, got.body)
		}
	}
}
