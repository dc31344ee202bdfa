package main

import (
	"context"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"go.uber.org/goleak"

	"github.com/aisle-chat/aisle/assistant/agent/langchain"
	"github.com/aisle-chat/aisle/chat"
	"github.com/aisle-chat/aisle/chat/chattest"
	"github.com/aisle-chat/aisle/internal/fakellm"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// The shop opens, the model answers in it by its house rules, and it ends cleanly.
func TestAgent(t *testing.T) {
	fake := fakellm.New(func(r *fakellm.Request) fakellm.Script {
		if r.Messages[len(r.Messages)-1].Role == "tool" {
			return fakellm.Text("[[rooibos]] is the one ", "for late evenings.")
		}
		return fakellm.Calls("", fakellm.Call{Name: "search_products", Arguments: `{"text":"tea for late evenings"}`})
	})
	there := httptest.NewServer(fake)
	defer there.Close()
	shop, err := open("..", filepath.Join(t.TempDir(), "agent.db"), langchain.Server{URL: there.URL + "/v1", Model: "scripted"})
	if err != nil {
		t.Fatal(err)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, end := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- shop.serve(ctx, listener) }()

	browser := &http.Client{Transport: &http.Transport{}}
	defer browser.CloseIdleConnections()
	tab := chattest.Dial(t, browser, "http://"+listener.Addr().String()+"/aisle/", chat.Hello{})
	reply := tab.AwaitReply(tab.Say("1", "something for late evenings"))
	if text := reply.Parts.Fallback(); !strings.Contains(text, "Rooibos Herbal Tea is the one for late evenings.") {
		t.Errorf("it says %q", text)
	}
	if asked := fake.Requests(); !strings.Contains(asked[0].Messages[0].Content, "Never call a tea healthy.") {
		t.Errorf("the policy is %q", asked[0].Messages[0].Content)
	}
	if report := shop.talker.Report(); report.Answered != 1 {
		t.Errorf("%v", report)
	}
	end()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

// imports are what the lines of the guide need around them.
const imports = `package main

import (
	"os"

	"github.com/aisle-chat/aisle/assistant/agent"
	"github.com/aisle-chat/aisle/assistant/agent/langchain"
	"github.com/aisle-chat/aisle/assistant/planner"
	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/catalog"
	"github.com/aisle-chat/aisle/chat"
)

func open(url, name string, index *catalog.Index, db chat.Store, carts cart.Carts, orders cart.Orders) {
`

// The guide's lines compile, but for the errors that they leave out.
func TestGuide(t *testing.T) {
	guide, err := os.ReadFile("../../docs/models.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, found := strings.Cut(string(guide), "```go\n")
	lines, _, closed := strings.Cut(rest, "```")
	if !found || !closed {
		t.Fatal("docs/models.md has no lines of Go")
	}
	program := filepath.Join(t.TempDir(), "main.go")
	if err := os.WriteFile(program, []byte(imports+lines+"\t_, _ = shop, err\n}\n\nfunc main() {}\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("go", "vet", program).CombinedOutput(); err != nil {
		t.Errorf("%v\n%s\nof\n%s", err, out, lines)
	}
}
