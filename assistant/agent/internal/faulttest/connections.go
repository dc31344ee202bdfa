package faulttest

import (
	"bytes"
	"compress/gzip"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/aisle-chat/aisle/internal/fakellm"
)

// connections are the faults below HTTP, by what scripts call them. They need a real
// socket, and real time.
var connections = map[string]func(*testing.T, Adapter) Outcome{
	"refuse":    refused,
	"bad_cert":  badCertificate,
	"gzip_1GiB": unpacksToMuch,
}

// ask lets an agent ask the server at an address.
func ask(t *testing.T, adapter Adapter, url string) Outcome {
	t.Helper()
	model, client := adapter(t, url)
	defer client.CloseIdleConnections()
	return run(t, newAgent(t, model, newPlanner()))
}

// refused is a server that is not there.
func refused(t *testing.T, adapter Adapter) Outcome {
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	at := free.Addr().String()
	if err := free.Close(); err != nil {
		t.Fatal(err)
	}
	return ask(t, adapter, "http://"+at)
}

// badCertificate is a server whose certificate nobody knows: nothing is sent to it.
func badCertificate(t *testing.T, adapter Adapter) Outcome {
	fake := fakellm.Sequence(fakellm.Text("Hello."))
	listening := httptest.NewUnstartedServer(fake)
	listening.Config.ErrorLog = log.New(io.Discard, "", 0) // the refusal that is wanted
	listening.StartTLS()
	defer listening.Close()
	o := ask(t, adapter, listening.URL)
	if n := len(fake.Requests()); n != 0 {
		t.Errorf("%d requests were sent", n)
	}
	return o
}

// unpacksToMuch is an answer that unpacks to more than a machine has, and that nobody
// has asked to be packed.
func unpacksToMuch(t *testing.T, adapter Adapter) Outcome {
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	if _, err := io.CopyN(z, zeros{}, 64<<20); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	listening := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Accept-Encoding") != "" {
			t.Errorf("compression was asked for: %q", r.Header.Get("Accept-Encoding"))
		}
		w.Header().Set("Content-Encoding", "gzip")
		w.Header().Set("Content-Type", "text/event-stream")
		w.Write(packed.Bytes()) //nolint:errcheck // the client has hung up
	}))
	defer listening.Close()
	return ask(t, adapter, listening.URL)
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }

// Much runs an answer of more than 4 MiB of nothing.
func Much(t *testing.T, adapter Adapter) {
	listening := httptest.NewServer(fakellm.Sequence(fakellm.Script{
		Headers: map[string]string{"Content-Type": "text/event-stream"}, Chunks: []fakellm.Chunk{{Repeat: ": ping\n\n", N: 1 << 20}},
	}))
	defer listening.Close()
	check(t, want{reasons: []string{broken}}, ask(t, adapter, listening.URL), planned(t, newPlanner()))
}
