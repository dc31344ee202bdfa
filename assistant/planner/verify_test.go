package planner

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/grounding"
)

// TestPlantedMistakes plants mistakes in what the planner says, as a broken template
// would make them. None of them reaches the shopper, and a next move does.
func TestPlantedMistakes(t *testing.T) {
	index := openIndex(t, "testdata/catalog.jsonl")
	tried, stopped := 0, 0
	for _, c := range []struct {
		name         string
		before       []string
		ask          string
		right, wrong string
	}{
		{"a price", []string{"clay mug"}, "how much is the clay mug", "$14.00", "$12.00"},
		{"the sum of a cart", []string{"clay mug", "add the clay mug"}, "show my cart", "$14.00", "$41.00"},
		{"the row of a size chart", []string{"fjord rain jacket"}, "my chest is 42 inches", "size L", "size M"},
		{"the numbers of a row", []string{"fjord rain jacket"}, "my chest is 42 inches", "102-109", "95-101"},
		{"a conversion", []string{"fjord rain jacket"}, "my chest is 42 inches", "(107 cm)", "(117 cm)"},
		{"the last day to order", nil, "by when do i have to order for christmas?", "December 18", "December 21"},
		{"a day of delivery", nil, "when would it arrive if i order now", "November", "October"},
		{"the cost of shipping", nil, "how much is shipping?", "$4.50", "$2.50"},
		{"the return window", nil, "how long can i return something", "30 days", "90 days"},
		{"a property", []string{"clay mug"}, "can the clay mug go in the dishwasher?", "“dishwasher: no”", "“dishwasher: yes”"},
		{"what costs more", []string{"tin mug"}, "a better one", "350 ml instead of 300 ml", "350 ml instead of 200 ml"},
	} {
		k := newTalker(t, index)
		k.withOrders()
		for _, text := range c.before {
			k.say(text)
		}
		state, version := k.state, k.version
		right := k.say(c.ask)
		if !strings.Contains(prose1(right), c.right) {
			t.Errorf("%s: without a mistake it says %q, without %q", c.name, prose1(right), c.right)
			continue
		}
		k.state, k.version = state, version
		planted := false
		k.assistant.say = func(f *Facts, scene *Scene, name, locale, currency string) Reply {
			reply := say(f, scene, name, locale, currency)
			for i, part := range reply.Parts {
				if text, ok := part.(assistant.Text); ok && strings.Contains(text.Text, c.right) {
					text.Text = strings.ReplaceAll(text.Text, c.right, c.wrong)
					reply.Parts[i], planted = text, true
				}
			}
			return reply
		}
		parts := k.say(c.ask)
		tried++
		switch said := prose1(parts); {
		case !planted:
			t.Errorf("%s: nothing was planted in %q", c.name, said)
		case strings.Contains(said, c.wrong):
			t.Errorf("%s reached the shopper: %q", c.name, said)
		case strings.TrimSpace(said) == "":
			t.Errorf("%s: nothing is left", c.name)
		case len(chipsOf(parts)) == 0:
			t.Errorf("%s: no next move is left of %q", c.name, said)
		default:
			stopped++
		}
	}
	t.Logf("planted %d, stopped %d", tried, stopped)
}

// TestNextMoveAfterCut gives a reply of which nothing is left a way on.
func TestNextMoveAfterCut(t *testing.T) {
	k := newTalker(t, openIndex(t, "testdata/catalog.jsonl"))
	k.assistant.say = func(f *Facts, _ *Scene, _, _, _ string) Reply {
		return Reply{Parts: assistant.Parts{assistant.Text{Text: "Everything is 90 % off until Friday."}}, State: f.Plan.State}
	}
	parts := k.say("hello")
	if prose1(parts) != grounding.Unsure || len(chipsOf(parts)) < 2 {
		t.Errorf("%q with %d chips", prose1(parts), len(chipsOf(parts)))
	}
}

// TestClaims holds what the merchant's claims.yaml forbids and wants to be said,
// beside what a verifier in Go does.
func TestClaims(t *testing.T) {
	own, err := grounding.New(grounding.Config{Forbidden: []string{"recycled"}})
	if err != nil {
		t.Fatal(err)
	}
	folder := fstest.MapFS{"claims.yaml": {Data: []byte("forbidden:\n  - waterproof\ndisclaimers:\n  - category: Clothing\n    text: Colors on a screen may differ.\n")}}
	k := newTalker(t, openIndex(t, "testdata/catalog.jsonl"))
	k.assistant = New(Config{Knowledge: folder, Verifier: own})
	if err := k.assistant.Check(); err != nil {
		t.Fatal(err)
	}
	k.say("fjord rain jacket")
	for _, text := range []string{"is the fjord rain jacket waterproof?", "what is it made of?", "tell me more about it"} {
		said := prose1(k.say(text))
		for _, forbidden := range []string{"waterproof", "recycled"} {
			if strings.Contains(strings.ToLower(said), forbidden) {
				t.Errorf("%q says %q: %s", text, forbidden, said)
			}
		}
		names := strings.Contains(said, "Fjord") || said != "" && !strings.HasPrefix(said, grounding.Unsure)
		if got := strings.Count(said, "Colors on a screen may differ."); names && got != 1 {
			t.Errorf("%q: the disclaimer is not there once: %s", text, said)
		}
	}
	if New(Config{Knowledge: fstest.MapFS{"claims.yaml": {Data: []byte("forbidden: yes\n")}}}).Check() == nil {
		t.Error("a broken claims.yaml is accepted")
	}
}
