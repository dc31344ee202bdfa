package browser

import (
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/aisle-chat/aisle/internal/fakellm"
)

// talker is a language model by script: it looks for what the shopper wants, and
// dies in the middle of a sentence when that is a stove.
func talker(r *fakellm.Request) fakellm.Script {
	last := r.Messages[len(r.Messages)-1]
	switch {
	case last.Role == "tool" && strings.Contains(last.Content, "stove"):
		half := fakellm.Text("Would you rather cook for one or for two? ", "And is it for ")
		half.Chunks = append(half.Chunks[:3], fakellm.Chunk{SleepMS: 1 << 30}) // until somebody ends it
		return half
	case last.Role == "tool":
		return fakellm.Text("Do you walk fast, ", "or do you stroll? ", "The first one was made by monks in Italy and costs $1.")
	case strings.Contains(last.Content, "stove"):
		return fakellm.Calls("", fakellm.Call{Name: "search_products", Arguments: `{"text":"camp stove"}`})
	}
	return fakellm.Calls("", fakellm.Call{Name: "search_products", Arguments: `{"text":"waterproof jacket under $150"}`})
}

// TestModelJourney is an evening with a language model: cards and its own words, none
// that are not true, taps that it never hears of; and its server dies in the middle
// of a reply, of which the shopper notices nothing but the wording.
func TestModelJourney(t *testing.T) {
	bothSizes(t, func(t *testing.T, s size) {
		server := httptest.NewServer(fakellm.New(talker))
		defer server.Close()
		shop := newShop(t, "-model-url", server.URL+"/v1", "-model", "scripted")
		p := newPage(t, s)
		p.visit(shop.url + "/")
		p.openChat()

		t.Log("the model's words, and the catalogue's cards")
		answer := p.say("waterproof jacket under $150")
		if !strings.Contains(answer, "or do you stroll?") || strings.Contains(answer, "monks") || strings.Contains(answer, "$1.") {
			t.Errorf("the model's answer reads %q", answer)
		}
		cards := p.cards()
		if len(cards) == 0 {
			t.Fatal("there are no cards")
		}
		for _, c := range cards {
			if c.cents == 0 || c.cents >= 150_00 {
				t.Errorf("under $150 shows %s for %d cents", c.title, c.cents)
			}
		}
		p.shot("model-01-words")

		t.Log("what the next message refers to is what the model showed")
		if answer := p.say("add the first one"); !strings.Contains(answer, cards[0].title) {
			t.Errorf("adding %q reads %q", cards[0].title, answer)
		}

		t.Log("the server dies in the middle of a sentence")
		p.send("a camp stove")
		p.see("cook for one or for two")
		p.shot("model-02-half")
		server.CloseClientConnections()
		answer = p.reply("a camp stove")
		if strings.Contains(answer, "cook for one") || !strings.Contains(strings.ToLower(answer), "stove") {
			t.Errorf("after the model has died the answer reads %q", answer)
		}
		p.gone("cook for one or for two|sorry|went wrong|could not answer")
		p.shot("model-03-finished")

		t.Log("and it stays so after a reload")
		whole := p.conversation()
		p.reloadChat()
		p.sameConversation(whole)
	})
}
