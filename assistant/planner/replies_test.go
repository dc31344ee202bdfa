package planner

import (
	"context"
	"encoding/json"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/internal/prose"
	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/catalog"
	"github.com/aisle-chat/aisle/internal/evaldata"
)

// check holds what is true of every reply.
func (k *talker) check(said string, parts assistant.Parts) {
	t := k.t
	t.Helper()
	var s State
	if err := json.Unmarshal(k.state, &s); err != nil {
		t.Fatalf("%q: state: %v", said, err)
	}
	if len(k.state) > 16<<10 {
		t.Errorf("%q: the state has %d bytes", said, len(k.state))
	}
	words := prose1(parts)
	chips := chipsOf(parts)
	if len(chips) == 0 && k.handoff == nil && !k.waiting {
		t.Errorf("%q: no next move in %q", said, words)
	}
	if words == "" {
		t.Errorf("%q: no words", said)
	}
	if words == k.before && words != "" {
		t.Errorf("%q: said twice in a row: %q", said, words)
	}
	k.before = words
	for _, phrase := range []string{"we apologize for the inconvenience", "as an ai", "i'm just a", "don't hesitate", "%!", "<nil>", "..", " ,", "  "} {
		if strings.Contains(strings.ToLower(words), phrase) {
			t.Errorf("%q: %q in %q", said, phrase, words)
		}
	}
	k.checkOrder(said, parts)
	k.checkChips(said, chips)
	for _, part := range parts {
		if text, ok := part.(assistant.Text); ok {
			k.checkEvidence(said, text)
		}
	}
	k.checkWire(said, parts)
}

// checkOrder holds that cards come before prose and that their reasons differ.
func (k *talker) checkOrder(said string, parts assistant.Parts) {
	spoken := false
	for _, part := range parts {
		switch part := part.(type) {
		case assistant.Text:
			if spoken {
				k.t.Errorf("%q: two texts", said)
			}
			spoken = true
		case assistant.ProductsBlock:
			if spoken {
				k.t.Errorf("%q: cards after prose", said)
			}
			seen := map[string]bool{}
			for _, card := range part.Cards {
				if card.Reason != "" && (seen[card.Reason] || strings.EqualFold(card.Reason, card.Title)) {
					k.t.Errorf("%q: reason %q is no reason", said, card.Reason)
				}
				seen[card.Reason] = true
			}
		case assistant.CartBlock:
			if spoken {
				k.t.Errorf("%q: the cart comes after prose", said)
			}
		case assistant.WishesBlock:
			for _, wish := range part.Wishes {
				if wish.Action.Do != assistant.DoUnwish || wish.Action.Field == "" || utf8.RuneCountInString(wish.Label) > assistant.MaxLabel {
					k.t.Errorf("%q: wish %+v", said, wish)
				}
			}
		}
	}
}

// checkChips holds what chips may be, and that none adds what cannot be had.
func (k *talker) checkChips(said string, chips []assistant.Choice) {
	if len(chips) > assistant.MaxChoices {
		k.t.Errorf("%q: %d chips", said, len(chips))
	}
	ids := map[string]bool{}
	for _, c := range chips {
		if ids[c.ID] || c.ID == "" || c.Label == "" || utf8.RuneCountInString(c.Label) > assistant.MaxLabel {
			k.t.Errorf("%q: chip %+v", said, c)
		}
		ids[c.ID] = true
		a := c.Action
		if a.Do != assistant.DoAdd && a.Do != assistant.DoPick {
			continue
		}
		p, err := k.index.Product(context.Background(), a.Product)
		if err != nil {
			k.t.Fatalf("%q: chip %+v: %v", said, c, err)
		}
		options := map[string]string{}
		for name, value := range a.Options {
			options[name] = value
		}
		if a.Do == assistant.DoPick {
			options[a.Field] = a.Value
		}
		s, isVariant := p.SelectVariant(a.Variant)
		if !isVariant {
			s = p.Select(options)
		}
		if p.SoldOut || p.Price.IsZero() || s.SoldOut || len(s.Unknown) > 0 || s.NotMade || !buyable(&p, options) {
			k.t.Errorf("%q: the chip %q offers what cannot be had", said, c.Label)
		}
	}
}

// checkEvidence holds that each price in the prose is one of the evidence, the
// cart or the wishes.
func (k *talker) checkEvidence(said string, text assistant.Text) {
	for _, e := range text.Evidence {
		if e.Kind == "" || e.ID == "" && e.Kind != "cart" {
			k.t.Errorf("%q: evidence %+v", said, e)
		}
		if e.Kind == "product" {
			if _, err := k.index.Product(context.Background(), e.ID); err != nil {
				k.t.Errorf("%q: evidence of %q: %v", said, e.ID, err)
			}
		}
	}
}

// checkWire holds that a reply survives the log.
func (k *talker) checkWire(said string, parts assistant.Parts) {
	data, err := json.Marshal(parts)
	if err != nil {
		k.t.Fatalf("%q: %v", said, err)
	}
	var back assistant.Parts
	if err := json.Unmarshal(data, &back); err != nil || len(back) != len(parts) {
		k.t.Fatalf("%q: %v", said, err)
	}
}

// copyOf is a shopper in the same state with the same cart, so that each chip
// can be tried.
func (k *talker) copyOf(name string) *talker {
	other := *k
	other.cart = k.cart + "-" + name
	now, err := k.carts.Get(context.Background(), k.cart)
	if err != nil {
		k.t.Fatal(err)
	}
	for i, line := range now.Lines {
		if _, err := k.carts.Add(context.Background(), other.cart, strconv.Itoa(i), cart.Item{ProductID: line.ProductID, VariantID: line.VariantID, Options: line.Options, Quantity: line.Quantity}); err != nil {
			k.t.Fatal(err)
		}
	}
	return &other
}

// tapAll tries every chip and wish of a reply: each must be understood.
func (k *talker) tapAll(said string, parts assistant.Parts) int {
	tapped := 0
	choices := slices.Clone(chipsOf(parts))
	for _, part := range parts {
		switch block := part.(type) {
		case assistant.WishesBlock:
			choices = append(choices, block.Wishes...)
		case assistant.OrderBlock:
			choices = append(choices, block.Order.Actions...)
		}
	}
	for _, choice := range choices {
		other := k.copyOf("tap" + strconv.Itoa(k.turns) + choice.ID)
		action := choice.Action
		if action.Do == assistant.DoSet { // lines of the copy have the same ids
			if c, err := k.carts.Get(context.Background(), other.cart); err != nil || !slices.ContainsFunc(c.Lines, func(l cart.Line) bool { return l.ID == action.Line }) {
				k.t.Fatalf("%q: the line of chip %q is not in the cart", said, choice.Label)
			}
		}
		reply := other.send(choice.Label, &action)
		other.check(said+" / "+choice.Label, reply)
		words := prose1(reply)
		for _, lost := range []string{"not sure what you mean", "did not quite get that", "could not read that", "Which product do you mean", "could not find that", "does not say", "not in what the shop tells me"} {
			if strings.Contains(words, lost) {
				k.t.Errorf("%q: the chip %q is not understood: %q", said, choice.Label, words)
			}
		}
		tapped++
	}
	return tapped
}

// What holds of every reply, over every talk, with every chip tapped.
func TestEveryReply(t *testing.T) {
	index := openIndex(t, "testdata/catalog.jsonl")
	tried, tapped := 0, 0
	for _, file := range talkFiles(t) {
		t.Run(filepath.Base(file), func(t *testing.T) {
			k := newTalker(t, index)
			asked := map[string]bool{}
			for _, line := range lines(t, file) {
				parts, said := k.line(line)
				if !said {
					asked = map[string]bool{}
					continue
				}
				tried++
				k.check(line, parts)
				tapped += k.tapAll(line, parts)
				k.checkAsked(line, asked)
			}
		})
	}
	t.Logf("%d replies, %d chips", tried, tapped)
	if tried == 0 || tapped == 0 {
		t.Fatal("nothing was tried")
	}
}

// checkAsked holds that no wish is asked for twice in a search, nor one that
// holds already.
func (k *talker) checkAsked(said string, asked map[string]bool) {
	var s State
	if err := json.Unmarshal(k.state, &s); err != nil {
		k.t.Fatal(err)
	}
	if len(s.Asked) == 0 || len(s.Seen) == len(s.Shown) { // another search
		clear(asked)
	}
	if s.Pending == nil || s.Pending.Ask != AskWish {
		return
	}
	key := wishKey(catalog.Constraint{Kind: s.Pending.Kind, Field: s.Pending.Field})
	if asked[key] {
		k.t.Errorf("%q: asked for %s twice", said, key)
	}
	asked[key] = true
	if _, have := wish(s.Wishes, s.Pending.Kind, s.Pending.Field); have && s.Pending.Kind != catalog.KindType {
		k.t.Errorf("%q: asked for %s, which is wished already", said, key)
	}
}

// The same over the catalogue of another shop, with its own words.
func TestEveryReplyOfAnotherShop(t *testing.T) {
	talks := map[string][]string{
		"shop":    {"hoodie under 60", "in purple", "for men", "add the first one", "M", "lipstick", "something matte", "red", "the first one", "add it", "yoga pants", "cheaper", "compare the first two", "bag", "show me others", "what is it made of", "my cart"},
		"bestbuy": {"iphone case", "clear", "under 20", "compare the first two", "is it waterproof", "samsung phone unlocked", "cheapest", "add the first one", "tell me about the second", "screen protector", "more", "in black", "any price"},
		"icecat":  {"network cable", "5m", "blue", "shorter", "hp toner", "what is the weight", "the first", "black", "usb stick 32gb", "add 3 of the first", "make it one", "remove it", "laptop bag", "lighter", "kites"},
	}
	tried := 0
	for _, shop := range sortedKeys(talks) {
		t.Run(shop, func(t *testing.T) {
			path := evaldata.Path(t, "dev/"+shop+"/catalog.jsonl")
			k := newTalker(t, openIndex(t, path))
			for _, text := range talks[shop] {
				parts := k.say(text)
				k.check(text, parts)
				tried++
			}
		})
	}
	t.Logf("tried %d replies", tried)
}

// Questions are suggested only where the data answers them.
func TestQuestions(t *testing.T) {
	index := openIndex(t, "testdata/catalog.jsonl")
	result, err := index.Search(context.Background(), catalog.Query{Limit: 100})
	if err != nil {
		t.Fatal(err)
	}
	asked := 0
	for _, hit := range result.Hits {
		k := newTalker(t, index)
		k.page.Product = hit.Product.ID
		questions := k.assistant.Questions(hit.Product)
		if len(questions) > assistant.MaxChoices {
			t.Errorf("%s: %d questions", hit.Product.ID, len(questions))
		}
		for _, q := range questions {
			asked++
			if utf8.RuneCountInString(q) > assistant.MaxLabel {
				t.Errorf("%q is too long", q)
			}
			k.state = nil
			parts := k.say(q)
			answered := false
			for _, part := range parts {
				if text, ok := part.(assistant.Text); ok {
					answered = slices.ContainsFunc(text.Evidence, func(e assistant.Evidence) bool { return e.ID == hit.Product.ID && e.Value != "" })
				}
			}
			if !answered {
				t.Errorf("%s: %q is not answered: %q", hit.Product.ID, q, prose1(parts))
			}
		}
	}
	if asked == 0 {
		t.Fatal("no questions")
	}
	t.Logf("%d questions", asked)
}

func TestProseSentencesOfAFind(t *testing.T) {
	k := newTalker(t, openIndex(t, "testdata/catalog.jsonl"))
	for _, text := range []string{"shirt", "in blue", "jackets under 200", "boots"} {
		words := prose1(k.say(text))
		if n := len(prose.Sentences(words)); n > 4 || len(words) > 330 {
			t.Errorf("%q: %d sentences, %d characters: %q", text, n, len(words), words)
		}
	}
}
