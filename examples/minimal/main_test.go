package main

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// The fifteen lines serve the script and open a session.
func TestMinimal(t *testing.T) {
	shop, err := open(".", filepath.Join(t.TempDir(), "minimal.db"))
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(pages(shop.chat))
	defer func() {
		ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		if err := shop.chat.Shutdown(ctx); err != nil {
			t.Error(err)
		}
		server.Close()
		if err := shop.db.Close(); err != nil {
			t.Error(err)
		}
	}()
	client := server.Client()
	defer client.CloseIdleConnections()

	response, page := answer(t, client, "GET", server.URL+"/", "")
	if response.StatusCode != 200 || !strings.Contains(page, `<script src="/aisle/widget.js" defer></script>`) {
		t.Fatalf("the page: %d %s", response.StatusCode, page)
	}
	response, script := answer(t, client, "GET", server.URL+"/aisle/widget.js", "")
	if response.StatusCode != 200 || !strings.Contains(response.Header.Get("Content-Type"), "javascript") || len(script) < 500 {
		t.Errorf("the script: %d %v, %d bytes", response.StatusCode, response.Header, len(script))
	}
	response, body := answer(t, client, "POST", server.URL+"/aisle/session", server.URL)
	var session struct{ Token, Currency string }
	if err := json.Unmarshal([]byte(body), &session); err != nil || session.Token == "" || session.Currency != "USD" {
		t.Errorf("the session: %d %s, %v", response.StatusCode, body, err)
	}
	response, body = answer(t, client, "GET", server.URL+"/aisle/products/pot", "")
	if response.StatusCode != 200 || !strings.Contains(body, "Stoneware Teapot") {
		t.Errorf("a product: %d %s", response.StatusCode, body)
	}
}

func answer(t *testing.T, client *http.Client, method, url, origin string) (*http.Response, string) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, url, strings.NewReader(""))
	if err != nil {
		t.Fatal(err)
	}
	if origin != "" {
		r.Header.Set("Origin", origin)
	}
	response, err := client.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response, string(body)
}
