package planner

import (
	"context"
	"encoding/json"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/catalog"
	"github.com/aisle-chat/aisle/internal/evaldata"
)

// maker makes up what a shopper says, from what a catalogue holds.
type maker struct {
	*rand.Rand
	kinds, colors, brands []string
}

func newMaker(t *testing.T, index *catalog.Index, seed uint64) *maker {
	t.Helper()
	m := &maker{Rand: rand.New(rand.NewPCG(seed, 11))}
	result, err := index.Search(context.Background(), catalog.Query{Limit: 100, Offset: int(seed*37) % 200})
	if err != nil {
		t.Fatal(err)
	}
	if len(result.Hits) == 0 {
		if result, err = index.Search(context.Background(), catalog.Query{Limit: 100}); err != nil {
			t.Fatal(err)
		}
	}
	add := func(all *[]string, word string) {
		if word != "" && len(word) <= 24 && !slices.Contains(*all, word) {
			*all = append(*all, word)
		}
	}
	for i := range result.Hits {
		p := &result.Hits[i].Product
		add(&m.kinds, strings.ToLower(kindOf(p)))
		add(&m.brands, p.Brand)
		for _, o := range p.Options {
			if isColor(o.Name) {
				add(&m.colors, strings.ToLower(o.Values[0]))
			}
		}
	}
	if len(m.kinds) == 0 {
		t.Fatal("no kinds")
	}
	add(&m.colors, "blue")
	add(&m.colors, "black")
	return m
}

func (m *maker) one(from []string) string { return from[m.IntN(len(from))] }

// next is something that a shopper says.
func (m *maker) next() string {
	kind, other := m.one(m.kinds), m.one(m.kinds)
	sum := strconv.Itoa([]int{15, 40, 90, 250}[m.IntN(4)])
	said := []string{
		"show me " + kind, kind, "i need " + kind + " under $" + sum, kind + " in " + m.one(m.colors), "how about " + kind + "?", "more " + kind,
		"in " + m.one(m.colors), "not " + m.one(m.colors), "under $" + sum, "cheaper", "any price", "any color", "which is the cheapest?", "what costs the most",
		"a better one", "show me others", "show me more", "just show me", "no, i meant " + kind, "no " + other + " after all, rather " + kind, "ok back to " + kind,
		"tell me about the first one", "how much is the second one?", "compare the first two", "is it any good?", "what goes with it?", "what is it made of?",
		"add the first one", "add both", "make it two", "take it out again", "undo", "my cart", "start over", "everything", "all", "new arrivals",
		"i need a " + singularOf(kind) + " and a " + singularOf(other) + ", " + sum + " all in", "everything for a trip under $" + sum, "another one", "add all",
		"a gift for my sister around $" + sum, "i already have one", "thanks", "hmm", "which one is lighter?", "the last one", "do you have it in " + m.one(m.colors) + "?",
	}
	if len(m.brands) > 0 {
		said = append(said, "by "+m.one(m.brands), "but not "+m.one(m.brands))
	}
	return m.one(said)
}

// Whatever is said in whatever order, what holds of every reply holds.
func TestDialogues(t *testing.T) {
	for name, talks := range map[string]int{"": 40, "shop": 8, "bestbuy": 6, "icecat": 4} {
		t.Run("catalogue "+name, func(t *testing.T) {
			path := "testdata/catalog.jsonl"
			if name != "" {
				path = evaldata.Path(t, "dev/"+name+"/catalog.jsonl")
			}
			index := openIndex(t, path)
			for seed := range talks {
				m := newMaker(t, index, uint64(seed))
				k := newTalker(t, index)
				asked := map[string]bool{}
				for range 14 {
					text := m.next()
					parts := k.say(text)
					k.check(text, parts)
					k.checkAsked(text, asked)
					k.checkGoods(text, parts)
					if t.Failed() {
						t.Fatalf("seed %d", seed)
					}
				}
			}
		})
	}
}

// checkGoods holds that cards cost what the catalogue says, that a question comes
// with first picks, and that of two wishes about one thing the newer one holds and
// can be taken back.
func (k *talker) checkGoods(said string, parts assistant.Parts) {
	k.t.Helper()
	for _, card := range cardsOf(parts) {
		p, err := k.index.Product(context.Background(), card.ID)
		if err != nil {
			k.t.Errorf("%q: the card of %s: %v", said, card.ID, err)
			continue
		}
		price := p.Price
		if s, ok := p.SelectVariant(card.Variant); ok {
			price = s.Price
		}
		if card.Price != price {
			k.t.Errorf("%q: %s is shown for %s and costs %s", said, card.Title, card.Price, price)
		}
	}
	var s State
	if err := json.Unmarshal(k.state, &s); err != nil {
		k.t.Fatal(err)
	}
	if s.Pending != nil && s.Pending.Ask == AskWish && len(cardsOf(parts)) == 0 {
		k.t.Errorf("%q: a question without first picks", said)
	}
	if s.Streak > askStreak {
		k.t.Errorf("%q: %d questions in a row", said, s.Streak)
	}
	seen := map[string]bool{}
	for _, c := range s.Wishes {
		key := wishKey(c)
		if seen[key] && (c.Kind == catalog.KindPrice || c.Kind == catalog.KindType || c.Kind == catalog.KindOption) {
			k.t.Errorf("%q: two wishes about %s", said, key)
		}
		seen[key] = true
	}
	for _, part := range parts {
		block, ok := part.(assistant.WishesBlock)
		if !ok || s.Kit != nil {
			continue
		}
		for _, w := range block.Wishes {
			if !seen[w.Action.Field] {
				k.t.Errorf("%q: the chip %q takes back %q, which is no wish", said, w.Label, w.Action.Field)
			}
		}
	}
}
