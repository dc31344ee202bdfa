package planner

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/cart"
)

// What the data alone answers needs no language model; what wants a talker does.
func TestSurvey(t *testing.T) {
	k := newTalker(t, openIndex(t, "testdata/catalog.jsonl"))
	k.say("clay mug")
	for text, settled := range map[string]bool{
		"add it":                         true,
		"what is in my cart":             true,
		"where is my order?":             true,
		"how do i send something back":   true,
		"I want to talk to a person":     true,
		"thank you":                      true,
		"waterproof jacket under $150":   false,
		"is it dishwasher safe?":         false,
		"compare the first two":          false,
		"something nice for my aunt":     false,
		"what do you think of the moon?": false,
	} {
		survey, err := k.assistant.Survey(t.Context(), k.turn(text, nil))
		if err != nil {
			t.Fatal(err)
		}
		if survey.Settled != settled {
			t.Errorf("%q: settled is %v, want %v", text, survey.Settled, settled)
		}
		if (len(survey.Writes) > 0) != (text == "add it") {
			t.Errorf("%q asks for %v", text, survey.Writes)
		}
	}
	survey, err := k.assistant.Survey(t.Context(), k.turn("Show my cart", &assistant.Action{Do: assistant.DoCart}))
	if err != nil || !survey.Settled {
		t.Errorf("a tap is not settled: %+v, %v", survey, err)
	}
	if now, err := k.carts.Get(t.Context(), k.cart); err != nil || now.Count != 0 {
		t.Errorf("reading has put %d into the cart, %v", now.Count, err)
	}
}

// A write that a survey reads is the very one that the reply does, under the same
// key, so that it happens once whoever does it.
func TestSurveyedWriteIsDoneOnce(t *testing.T) {
	k := newTalker(t, openIndex(t, "testdata/catalog.jsonl"))
	k.say("clay mug")
	turn := k.turn("add two of them", nil)
	survey, err := k.assistant.Survey(t.Context(), turn)
	if err != nil || len(survey.Writes) != 1 {
		t.Fatalf("%+v, %v", survey, err)
	}
	write := survey.Writes[0]
	p, err := turn.Shop.Product(t.Context(), write.Action.Product)
	if err != nil {
		t.Fatal(err)
	}
	item := cart.Item{ProductID: p.ID, Options: p.Select(write.Action.Options).Options, Quantity: write.Action.Quantity}
	if _, err := turn.Shop.Add(t.Context(), write.Key, item); err != nil {
		t.Fatal(err)
	}
	if _, err := k.assistant.Respond(t.Context(), turn, &recorder{}); err != nil {
		t.Fatal(err)
	}
	now, err := k.carts.Get(t.Context(), k.cart)
	if err != nil || now.Count != 2 {
		t.Fatalf("%d in the cart, %v", now.Count, err)
	}
}

// After somebody else's reply "the second one" is the second that it showed, and
// the wishes of the message still hold.
func TestFollow(t *testing.T) {
	index := openIndex(t, "testdata/catalog.jsonl")
	k := newTalker(t, index)
	turn := k.turn("blue jackets", nil)
	var cards []assistant.Card
	for _, id := range []string{"skerry", "fjord"} {
		p, err := index.Product(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		cards = append(cards, assistant.NewCard(&p, "", ""))
	}
	reply := assistant.Parts{assistant.ProductsBlock{Cards: cards}, assistant.Text{Text: "Two of them."}}
	state, version, err := k.assistant.Follow(t.Context(), turn, assistant.Survey{}, reply)
	if err != nil {
		t.Fatal(err)
	}
	var s State
	if err := json.Unmarshal(state, &s); err != nil || version != StateVersion {
		t.Fatalf("version %d, %v", version, err)
	}
	before, err := k.assistant.Survey(t.Context(), turn)
	if err != nil {
		t.Fatal(err)
	}
	for range 2 { // what a survey has read is read in the same way, however often
		if same, _, err := k.assistant.Follow(t.Context(), turn, before, reply); err != nil || string(same) != string(state) {
			t.Errorf("%v: %s after its own survey, %s without", err, same, state)
		}
	}
	if len(s.Wishes) != 2 || s.Turns != 1 {
		t.Errorf("wishes %v after %d turns", s.Wishes, s.Turns)
	}
	next := k.turn("add the second one", nil)
	next.State, next.StateVersion = state, version
	survey, err := k.assistant.Survey(t.Context(), next)
	if err != nil || len(survey.Writes) != 1 || survey.Writes[0].Action.Product != "fjord" {
		t.Errorf("%+v, %v", survey, err)
	}
}

// Wishes add up over messages, whoever answers them, and each can be taken back.
func TestSurveyedWishes(t *testing.T) {
	k := newTalker(t, openIndex(t, "testdata/catalog.jsonl"))
	survey, err := k.assistant.Survey(t.Context(), k.turn("waterproof jacket under $150", nil))
	if err != nil {
		t.Fatal(err)
	}
	k.say("waterproof jacket under $150")
	more, err := k.assistant.Survey(t.Context(), k.turn("in blue", nil))
	if err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprint(labels(survey.Wishes), labels(more.Wishes)); got != "[Jacket Waterproof Up to $150] [Jacket Waterproof Blue Up to $150]" {
		t.Errorf("%s", got)
	}
	for _, w := range more.Wishes {
		if w.Action.Do != assistant.DoUnwish || w.Action.Field == "" {
			t.Errorf("%+v cannot be taken back", w)
		}
	}
}
