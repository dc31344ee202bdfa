package langchain

import (
	"net/http"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/aisle-chat/aisle/assistant/agent"
	"github.com/aisle-chat/aisle/assistant/agent/internal/faulttest"
	"github.com/aisle-chat/aisle/internal/fakellm"
)

// adapter is ours to the harness.
func adapter(t *testing.T, url string) (agent.Model, *http.Client) {
	t.Helper()
	m, err := OpenAI(Server{URL: url + "/v1", Key: "sk-secret", Model: "scripted"})
	if err != nil {
		t.Fatal(err)
	}
	return m, m.(*server).client.http
}

// The promise R21 over OpenAI's wire format: all scripts, of which those that end below
// HTTP take a real socket and the others virtual time.
func TestPromise_R21(t *testing.T) { faulttest.Scripts(t, adapter) }

// And what the set does not have.
func TestPromise_R21_Others(t *testing.T) { faulttest.Others(t, adapter) }

// An answer without an end that says nothing is ended.
func TestPromise_R21_Much(t *testing.T) { faulttest.Much(t, adapter) }

// What a browser or a terminal could misunderstand is shown as the text that it is,
// and what nobody sees is not there.
func TestShownAsText(t *testing.T) {
	for said, want := range map[string]string{
		"Tell\x00 me\x1b[ more\a.":                 "Tell me[ more.",
		"Do you like \u202eit\u202c?":              "Do you like it?",
		"Is it <b>warm</b> there?":                 "Is it <b>warm</b> there?",
		"```text\nIs it cold there?":               "Is it cold there?",
		"Is it cold there?\n```\nOr is it warm?\n": "Is it cold there?\nOr is it warm?\n",
	} {
		synctest.Test(t, func(t *testing.T) {
			s := faulttest.New(t, adapter, func(*fakellm.Request) fakellm.Script { return fakellm.Text(strings.SplitAfter(said, "b")...) })
			defer s.Close(t)
			if o := s.Run(t); o.Seen.Text() != want || len(o.Report.Fallbacks) > 0 {
				t.Errorf("of %q the shopper reads %q, want %q (%v)", said, o.Seen.Text(), want, o.Report.Fallbacks)
			}
		})
	}
}
