package anthropic

import (
	"net/http"
	"testing"

	"github.com/aisle-chat/aisle/assistant/agent"
	"github.com/aisle-chat/aisle/assistant/agent/internal/faulttest"
)

// adapter is ours to the harness.
func adapter(t *testing.T, url string) (agent.Model, *http.Client) {
	t.Helper()
	m, err := New(Config{Key: "sk-secret", Model: "scripted", URL: url})
	if err != nil {
		t.Fatal(err)
	}
	return m, m.(*model).http
}

// The promise R21 over Anthropic's wire format: the same scripts, and the same answers.
func TestPromise_R21(t *testing.T) { faulttest.Scripts(t, adapter) }

// And what the set does not have.
func TestPromise_R21_Others(t *testing.T) { faulttest.Others(t, adapter) }

// An answer without an end that says nothing is ended.
func TestPromise_R21_Much(t *testing.T) { faulttest.Much(t, adapter) }
