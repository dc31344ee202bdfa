package main

import (
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/chat"
	"github.com/aisle-chat/aisle/chat/chattest"
	"github.com/aisle-chat/aisle/examples/internal/talker"
	"github.com/aisle-chat/aisle/internal/fakellm"
)

const wish = "waterproof jacket under $150 in blue"

// model starts a server that talks by a script, and returns the flags for it.
func model(t *testing.T, next func(*fakellm.Request) fakellm.Script) (*httptest.Server, talker.Model) {
	t.Helper()
	server := httptest.NewServer(fakellm.New(next))
	t.Cleanup(server.Close)
	return server, talker.Model{URL: server.URL + "/v1", Name: "scripted"}
}

// searching looks for what the shopper says, and then answers with these words.
func searching(words fakellm.Script) func(*fakellm.Request) fakellm.Script {
	return func(r *fakellm.Request) fakellm.Script {
		if last := r.Messages[len(r.Messages)-1]; last.Role == "user" {
			return fakellm.Calls("", fakellm.Call{Name: "search_products", Arguments: `{"text":"` + wish + `"}`})
		}
		return words
	}
}

// With a model it is the model that talks, as far as it says what is true.
func TestModelTalks(t *testing.T) {
	_, flags := model(t, searching(fakellm.Text("Would you rather have it light or warm? ", "It was made in Italy by monks.")))
	v := visit(t, options{model: flags})
	tab := chattest.Dial(t, v.http, v.base+"/aisle/", chat.Hello{})
	reply := tab.AwaitReply(tab.Say("1", wish))
	if text := prose(reply.Parts); strings.TrimSpace(text) != "Would you rather have it light or warm?" {
		t.Errorf("it says %q", text)
	}
	if cards := cardsOf(reply.Parts); len(cards) == 0 || cards[0].Title != "Beck Waterproof Jacket" {
		t.Errorf("it shows %+v", cards)
	}
	tab.AwaitReply(tab.Say("2", "what is in my cart?"))
	events, err := v.shop.db.Events(t.Context(), chat.DefaultShop, tab.Welcome.Conversation, 0, 100)
	if err != nil {
		t.Fatal(err)
	}
	var used []assistant.Usage // by turn, as it is logged
	for _, e := range events {
		if e.Message != nil && e.Message.Usage != nil {
			used = append(used, *e.Message.Usage)
		}
	}
	if len(used) != 1 || used[0] != (assistant.Usage{Model: "scripted", InputTokens: 200, OutputTokens: 40}) {
		t.Errorf("what it cost is logged as %+v", used)
	}
	if report := v.shop.talker.Report(); report.Turns != 2 || report.Settled != 1 || report.Answered != 1 || len(report.Fallbacks) > 0 {
		t.Errorf("%v", report)
	}
}

// The shop's own pages say who reads along.
func TestModelIsNamed(t *testing.T) {
	_, flags := model(t, searching(fakellm.Text("Hello.")))
	const reads = "A language model words some of the answers"
	with, without := visit(t, options{model: flags}), visit(t, options{})
	with.want(with.get("/help/privacy"), 200, reads)
	with.want(with.get("/demo"), 200, "the language model scripted")
	for _, page := range []string{"/help/privacy", "/demo"} {
		if body := without.get(page).body; strings.Contains(body, reads) || strings.Contains(body, "the language model") {
			t.Errorf("%s speaks of a model that there is none", page)
		}
	}
	without.want(without.get("/help/privacy"), 200, "No other company does.")
}

// The model's server dies in the middle of a sentence: the built-in assistant
// finishes the turn, as if it had been alone.
func TestModelDies(t *testing.T) {
	alone := visit(t, options{})
	tab := chattest.Dial(t, alone.http, alone.base+"/aisle/", chat.Hello{})
	own := tab.AwaitReply(tab.Say("1", wish))

	half := fakellm.Text("Would you rather have it light or warm? ", "And then I would ")
	half.Chunks = append(half.Chunks[:3], fakellm.Chunk{SleepMS: 1 << 30})
	server, flags := model(t, searching(half))
	v := visit(t, options{model: flags})
	tab = chattest.Dial(t, v.http, v.base+"/aisle/", chat.Hello{})
	seq := tab.Say("1", wish)
	for came := ""; !strings.Contains(came, "light or warm"); {
		came += chattest.Await[chat.Delta](tab).Text
	}
	server.CloseClientConnections()
	reply := tab.AwaitReply(seq)
	if reply.Failed || prose(reply.Parts) != prose(own.Parts) || reply.Parts.Fallback() != own.Parts.Fallback() {
		t.Errorf("the shopper reads %q, without a model %q", reply.Parts.Fallback(), own.Parts.Fallback())
	}
	if report := v.shop.talker.Report(); report.Fallbacks["no connection, or a broken answer"] != 1 {
		t.Errorf("%v", report)
	}
}

func prose(parts assistant.Parts) string {
	var all strings.Builder
	for _, p := range parts {
		if text, ok := p.(assistant.Text); ok {
			all.WriteString(text.Text)
		}
	}
	return all.String()
}

func cardsOf(parts assistant.Parts) []assistant.Card {
	var all []assistant.Card
	for _, p := range parts {
		if block, ok := p.(assistant.ProductsBlock); ok {
			all = append(all, block.Cards...)
		}
	}
	return all
}
