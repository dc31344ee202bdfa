package agent_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/agent"
	"github.com/aisle-chat/aisle/assistant/internal/shoptest"
	"github.com/aisle-chat/aisle/assistant/knowledge"
	"github.com/aisle-chat/aisle/assistant/planner"
)

// A whole turn: cards before words, titles in the place of references, what cannot
// be verified left out, and the next message goes on from there.
func TestTurn(t *testing.T) {
	model := script(
		[]any{agent.Delta("Let me look. "), agent.ToolCall{ID: "1", Name: "search_products", Arguments: `{"text":"jacket"}`}, agent.Usage{InputTokens: 900, OutputTokens: 20}, agent.Stop{}},
		[]any{agent.Delta("[[be"), agent.Delta("ck]] is waterproof. "), agent.Delta("[[drizzle]] is lighter. "), agent.Delta("[[made-up]] is red. It is made in Italy."), agent.Usage{InputTokens: 1100, OutputTokens: 30}, agent.Stop{}},
	)
	r := enter(t, model)
	seen := r.say("a jacket for the rain")
	if got := kinds(seen.All); !strings.HasPrefix(got, "products text") || !strings.HasSuffix(got, "choices") {
		t.Errorf("the parts are %q", got)
	}
	if _, waits := seen.All[1].(assistant.Status); !waits {
		t.Errorf("after the cards the shopper is told %+v", seen.All[1])
	}
	text := seen.Text()
	if !strings.Contains(text, "Beck Rain Jacket is waterproof.") || !strings.Contains(text, "Drizzle Shell Jacket is lighter.") {
		t.Errorf("it says %q", text)
	}
	for _, never := range []string{"Let me look", "Italy", "made-up", "red", "[["} {
		if strings.Contains(text, never) {
			t.Errorf("%q is in %q", never, text)
		}
	}
	if u := r.last.Usage; u.Model != "scripted" || u.InputTokens != 2000 || u.OutputTokens != 50 {
		t.Errorf("usage is %+v", u)
	}
	if r.last.ConfigHash == "" {
		t.Error("nobody knows which configuration answered")
	}
	again := model.asked()[1]
	if n := len(again.Messages); n != 3 || again.Messages[1].Calls[0].ID != "1" || again.Messages[2].CallID != "1" || !strings.Contains(again.Messages[2].Text, `"id":"beck"`) {
		t.Errorf("the model read %+v", again.Messages)
	}

	before := len(model.asked())
	cards := seen.Seen[0].(assistant.ProductsBlock).Cards
	at := slices.IndexFunc(cards, func(c assistant.Card) bool { return c.ID == "drizzle" })
	if r.say("add the " + []string{"first", "second", "third"}[at] + " one"); len(model.asked()) != before {
		t.Error("the model was asked for a write that the message asks for itself")
	}
	if r.shop.Count(t) != 1 {
		t.Errorf("%d in the cart", r.shop.Count(t))
	}
}

// When a person is asked for is the merchant's to say, not a model's: neither a topic of
// theirs nor a rating reaches it.
func TestMerchantsTriggersNeedNoModel(t *testing.T) {
	model := script(says("I am a model."))
	rules := fstest.MapFS{knowledge.HandoffFile: {Data: []byte("topics: [{name: wholesale, words: [wholesale]}]\nvip: {when: any}\nlow_rating: {up_to: 2, then: wait}\n")}}
	r := enter(t, model, func(c *agent.Config) { c.Fallback = planner.New(planner.Config{Knowledge: rules}) })
	r.say("a wholesale price for jackets?")
	if h := r.last.Handoff; h == nil || h.Reason != "topic" || h.Trigger != "wholesale" {
		t.Errorf("the topic: %+v", h)
	}
	r.last, r.shop.Customer = assistant.Outcome{}, &assistant.Customer{ID: "ada", VIP: true}
	r.say("a jacket for the rain")
	if h := r.last.Handoff; h == nil || h.Reason != "vip" {
		t.Errorf("the VIP: %+v", h)
	}
	parts, outcome, err := r.agent.Rated(t.Context(), r.turn("no help"), 1)
	if err != nil || len(parts) == 0 || outcome.Handoff == nil || outcome.Handoff.Reason != "low_rating" {
		t.Errorf("the rating: %+v, %+v, %v", parts, outcome.Handoff, err)
	}
	if n := len(model.asked()); n != 0 {
		t.Errorf("the model was asked %d times", n)
	}
}

// Phrase only: the fallback's blocks, the model's words, and no number that is not
// the fallback's.
func TestPhraseOnly(t *testing.T) {
	phrase := func(c *agent.Config) { c.Mode = agent.PhraseOnly }
	model := script(says("The Beck Rain Jacket keeps rain out. It costs $99."))
	r := enter(t, model, phrase)
	seen := r.say("waterproof jacket")
	own := alone(t, "waterproof jacket")
	if got := strings.ReplaceAll(kinds(seen.Seen), "text text", "text"); got != kinds(own.Seen) {
		t.Errorf("%q instead of %q", got, kinds(own.Seen))
	}
	if text := seen.Text(); strings.Contains(text, "$99") || text == own.Text() {
		t.Errorf("it says %q", text)
	}
	if len(model.asked()[0].Tools) != 0 || !strings.Contains(model.asked()[0].Messages[0].Text, own.Text()) {
		t.Errorf("the model read %+v", model.asked()[0])
	}
	for name, reply := range map[string][]any{
		"fails":          {&agent.Error{Status: 400, Err: errors.New("no")}},
		"is cut":         {agent.Delta("One jacket. And"), agent.Stop{Cut: true}},
		"breaks off":     {agent.Delta("One jacket. And")},
		"says nothing":   {agent.Stop{}},
		"only lies":      says("It is made in Italy."),
		"speaks forever": {agent.Delta(strings.Repeat("Nice. ", 2000)), agent.Stop{}},
	} {
		r := enter(t, script(reply), phrase)
		seen := r.say("waterproof jacket")
		if seen.Text() != own.Text() || kinds(seen.Seen) != kinds(own.Seen) {
			t.Errorf("a model that %s leaves %q, %q", name, kinds(seen.Seen), seen.Text())
		}
		if report := r.agent.Report(); len(report.Fallbacks) != 1 {
			t.Errorf("a model that %s: %+v", name, report)
		}
	}
}

// What a model proposes is a chip, also when it says that it was done.
func TestProposals(t *testing.T) {
	r := enter(t, script(
		calls("search_products", `{"text":"mug"}`),
		calls("add_to_cart", `{"product":"mug"}`),
		says("I have added it to your cart. You can put it into the cart with the button."),
	))
	seen := r.say("is there something for coffee")
	if r.shop.Count(t) != 0 {
		t.Fatalf("%d in the cart", r.shop.Count(t))
	}
	if strings.Contains(seen.Text(), "have added") {
		t.Errorf("it says %q", seen.Text())
	}
	var chips []assistant.Choice
	for _, p := range seen.Seen {
		if block, ok := p.(assistant.ChoicesBlock); ok {
			chips = block.Choices
		}
	}
	if len(chips) == 0 || chips[0].Action.Do != assistant.DoAdd || chips[0].Action.Product != "mug" {
		t.Fatalf("the chips are %+v", chips)
	}
	tap := r.turn(chips[0].Label)
	tap.Action = &chips[0].Action
	r.do(tap)
	if r.shop.Count(t) != 1 {
		t.Errorf("%d in the cart after the tap", r.shop.Count(t))
	}
}

// Several calls in one answer are all done, in their order; too many are not.
func TestParallelCalls(t *testing.T) {
	var many []any
	for _, text := range []string{"jacket", "mug", "lamp", "tent", "rain jacket", "down jacket", "shell", "camp lamp", "tin mug", "moor tent", "cup"} {
		many = append(many, agent.ToolCall{ID: text, Name: "search_products", Arguments: `{"text":"` + text + `"}`})
	}
	model := script(append(many, agent.Stop{}), says("Here is a bit of everything: [[mug]], [[lamp]]."))
	seen := enter(t, model).say("surprise me with something")
	asked := model.asked()[1].Messages
	results := 0
	for _, m := range asked {
		if m.Role == agent.RoleTool {
			results++
		}
	}
	if results != agent.MaxCalls {
		t.Errorf("%d results", results)
	}
	if !strings.Contains(seen.Text(), "Tin Mug, Camp Lamp") {
		t.Errorf("%q", seen.Text())
	}
}

// A model that never stops calling tools is stopped.
func TestRounds(t *testing.T) {
	model := script(calls("show_cart", `{}`))
	r := enter(t, model)
	seen := r.say("something nice for my aunt")
	if n := len(model.asked()); n != agent.MaxRounds+1 {
		t.Errorf("%d rounds", n)
	}
	if last := model.asked()[agent.MaxRounds]; len(last.Tools) != 0 {
		t.Error("the last round still offers tools")
	}
	if !strings.Contains(kinds(seen.All), "retract") || seen.Text() == "" {
		t.Errorf("%q", kinds(seen.All))
	}
}

// The conversation is read as far as it has room, without what tools returned, and
// what was shown stands there by its id.
func TestHistory(t *testing.T) {
	model := script(calls("search_products", `{"text":"lamp"}`), says("[[lamp]] hangs from a branch."), says("Yes."))
	r := enter(t, model, func(c *agent.Config) { c.HistoryTokens = 120 })
	r.said = append(r.said, assistant.Message{Author: assistant.AuthorShopper, Text: strings.Repeat("long ago ", 100)})
	r.say("a light for the camp")
	r.say("what do you think of it?")
	asked := model.asked()
	last := asked[len(asked)-1].Messages
	if len(last) != 3 || last[0].Text != "a light for the camp" || !strings.Contains(last[1].Text, "lamp = Camp Lamp") || strings.Contains(last[1].Text, "$35") {
		t.Errorf("the model read %+v", last)
	}
}

// What was wished for stays wished for, also where a model answers: it reads it, and
// the shopper sees it and can take it back.
func TestWishes(t *testing.T) {
	find := calls("search_products", `{"text":"waterproof jacket"}`)
	model := script(find, says("[[beck]] keeps the rain out."), find, says("[[beck]] it is."))
	r := enter(t, model)
	r.say("waterproof jacket")
	seen := r.say("something under $150")
	if system := model.asked()[2].System; !strings.Contains(system, "wished for so far: Jacket, Waterproof, Up to $150.") {
		t.Errorf("the model read %q", system)
	}
	at := slices.IndexFunc(seen.Seen, func(p assistant.Part) bool { _, ok := p.(assistant.WishesBlock); return ok })
	if at < 0 {
		t.Fatalf("the wishes are not shown: %s", kinds(seen.Seen))
	}
	wishes := seen.Seen[at].(assistant.WishesBlock).Wishes
	tap := r.turn(wishes[1].Label)
	tap.Action = &wishes[1].Action
	if text := r.do(tap).Seen.Fallback(); strings.Contains(text, "Waterproof") || len(model.asked()) != 4 {
		t.Errorf("after it was taken back: %q", text)
	}
}

// What is wrong in the configuration is said by New.
func TestConfig(t *testing.T) {
	wren := &agent.Agent{}
	for name, c := range map[string]struct {
		config agent.Config
		want   string
	}{
		"no model":        {agent.Config{Fallback: wren}, "Config.Model"},
		"no fallback":     {agent.Config{Model: script()}, "Config.Fallback"},
		"no such mode":    {agent.Config{Model: script(), Fallback: wren, Mode: 7}, "Config.Mode"},
		"tokens":          {agent.Config{Model: script(), Fallback: wren, MaxTokens: -1}, "negative"},
		"limits":          {agent.Config{Model: script(), Fallback: wren, Limits: agent.Limits{Stall: -1}}, "Limits.Stall"},
		"whose money":     {agent.Config{Model: script(), Fallback: wren, Budget: agent.Budget{ShopperMoney: usd(500)}}, "ShopperMoney"},
		"money, no price": {agent.Config{Model: script(), Fallback: wren, Budget: agent.Budget{DayMoney: usd(500)}}, "Prices"},
	} {
		if _, err := agent.New(c.config); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// When the reply is not wanted any more, nobody answers in its place.
func TestUnwanted(t *testing.T) {
	r := enter(t, script(says("One. Two. Three. Four.")))
	stop := errors.New("a person took over")
	_, err := r.agent.Respond(t.Context(), r.turn("something nice for my aunt"), refusing{stop})
	if !errors.Is(err, stop) {
		t.Errorf("%v", err)
	}
	if report := r.agent.Report(); len(report.Fallbacks) != 0 {
		t.Errorf("%+v", report)
	}
}

type refusing struct{ err error }

func (w refusing) Write(assistant.Part) error { return w.err }

// Personal data reach the model in nothing that it is asked with.
func TestPersonalDataStayHome(t *testing.T) {
	secrets := []string{"june@alder.example", "4111 1111 1111 1111", "+49 151 23456789", "12 Elm Street", "DE89370400440532013000"}
	model := script(calls("search_products", `{"text":"chair"}`), says("What does she like?"))
	shop := shoptest.Open(t, `{"id":"chair","title":"Fold Chair","price":"40.00","currency":"USD","reviews":[{"rating":5,"text":"Write to june@alder.example for more."}]}`)
	r := enterShop(t, shop, model)
	r.said = []assistant.Message{{Author: assistant.AuthorShopper, Text: "I live at 12 Elm Street and bank at DE89370400440532013000"}}
	seen := r.say("something nice for a friend, her number is +49 151 23456789")
	for _, request := range model.asked() {
		all := request.System
		for _, m := range request.Messages {
			all += "\n" + m.Text
		}
		for _, s := range secrets {
			if strings.Contains(all, s) {
				t.Errorf("%q reached the model", s)
			}
		}
	}
	if !strings.Contains(seen.Text(), "What does she like?") {
		t.Errorf("it says %q", seen.Text())
	}
}

// A tool is given what the shopper wrote in the place of its mark, and what it says of
// that goes back to the model with the mark.
func TestToolsReadWhatTheShopperWrote(t *testing.T) {
	const code = "415-555-2671" // as a telephone in America
	model := script(calls("apply_code", `{"code":"[[phone-1]]"}`), says("Tap the button for it. Is [[phone-1]] the right one?"))
	r := enter(t, model)
	seen := r.say("something nice for my aunt, cheaper with " + code)
	var chips []string
	for _, part := range seen.Seen {
		if block, ok := part.(assistant.ChoicesBlock); ok {
			for _, c := range block.Choices {
				chips = append(chips, c.Label+"|"+c.Action.Text)
			}
		}
	}
	if want := "Use the code " + code + "|" + code; !slices.Contains(chips, want) {
		t.Errorf("the chips are %q, want %q", chips, want)
	}
	if !strings.Contains(seen.Text(), code) {
		t.Errorf("the shopper reads %q", seen.Text())
	}
	for _, request := range model.asked() {
		for _, m := range request.Messages {
			if strings.Contains(m.Text+fmt.Sprint(m.Calls), code) {
				t.Errorf("the model reads %q", m.Text)
			}
		}
	}
}

// tally counts texts, and notes which.
type tally struct {
	mu    sync.Mutex
	texts []string
}

func (c *tally) Count(text string) int {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.texts = append(c.texts, text)
	return agent.Estimate.Count(text)
}

// What was counted in a turn is not counted again in a later one, though the program
// was started anew in between: the counts are kept with the messages. Those of another
// counter mean nothing.
func TestCountedOnce(t *testing.T) {
	model := script(calls("search_products", `{"text": "rain jacket"}`), says("Both are good choices, and it comes down to what you do with it."), says("That depends on how far you walk."))
	with := func(c agent.Counter) func(*agent.Config) {
		return func(config *agent.Config) { config.Counter = c }
	}
	r := enter(t, model, with(&tally{}))
	const first, settled = "which jacket would you take for a walk in the rain?", "how long do I have to return something, and what does it cost?"
	for _, text := range []string{first, settled} {
		r.say(text)
		asked, reply := &r.said[len(r.said)-2], &r.said[len(r.said)-1]
		c := r.last.Counts
		if c.By == "" || c.Asked != agent.Estimate.Count(text) || c.Answer < agent.Estimate.Count(reply.Parts.Fallback())/2 {
			t.Fatalf("%q: %+v", text, c)
		}
		asked.Tokens, asked.CountedBy = c.Asked, c.By
		reply.Tokens, reply.CountedBy = c.Answer, c.By
	}
	if got := r.agent.Report(); got.Settled != 1 || got.Answered != 1 {
		t.Fatalf("%+v", got)
	}
	const last = "and which one is better for a long way up a hill?"
	again := func(c agent.Counter) []agent.Message {
		next := enterShop(t, r.shop, model, with(c))
		next.said, next.last, next.turns = slices.Clone(r.said), r.last, r.turns
		next.say(last)
		asked := model.asked()
		return asked[len(asked)-1].Messages
	}
	fresh := &tally{}
	if sent := again(fresh); len(sent) != 5 {
		t.Errorf("the model was sent %d messages", len(sent))
	}
	for _, text := range fresh.texts {
		if strings.Contains(text, first) || strings.Contains(text, settled) || strings.Contains(text, "Both are good choices") {
			t.Errorf("counted again: %q", text)
		}
	}
	other := &tally{}
	again(renamed{other})
	if !slices.ContainsFunc(other.texts, func(text string) bool { return strings.Contains(text, first) }) {
		t.Error("another counter believes what this one has counted")
	}
}

// renamed is a counter of another name.
type renamed struct{ agent.Counter }

func (renamed) Name() string { return "another" }
