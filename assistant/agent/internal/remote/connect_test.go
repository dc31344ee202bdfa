package remote

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// A server that takes a connection and then says nothing, and one that only takes it
// late, have the same three seconds for both together.
func TestConnectTime(t *testing.T) {
	for name, late := range map[string]time.Duration{"says nothing": 0, "is late, and says nothing": 2 * time.Second} {
		synctest.Test(t, func(t *testing.T) {
			client := NewClient()
			var theirs net.Conn
			client.Transport.(*http.Transport).DialContext = func(ctx context.Context, _, _ string) (net.Conn, error) {
				select {
				case <-time.After(late):
				case <-ctx.Done():
					return nil, ctx.Err()
				}
				var ours net.Conn
				ours, theirs = net.Pipe()
				return ours, nil
			}
			began := time.Now()
			res, err := client.Get("https://model.example/v1")
			if err == nil {
				res.Body.Close()
			}
			if took := time.Since(began); err == nil || took != connectTime || !strings.Contains(err.Error(), "within 3s") {
				t.Errorf("a server that %s: %v after %v", name, err, took)
			}
			theirs.Close()
			client.CloseIdleConnections()
		})
	}
}

// Whoever is known by their certificate is spoken to, by HTTP/2 where they can.
func TestTLS(t *testing.T) {
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Proto", r.Proto)
	}))
	server.EnableHTTP2 = true
	server.StartTLS()
	defer server.Close()
	client := NewClient()
	defer client.CloseIdleConnections()
	known := x509.NewCertPool()
	known.AddCert(server.Certificate())
	client.Transport.(*http.Transport).TLSClientConfig = &tls.Config{RootCAs: known, MinVersion: tls.VersionTLS12}
	res, err := client.Get(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	if got := res.Header.Get("Proto"); got != "HTTP/2.0" {
		t.Errorf("spoken is %s", got)
	}
}
