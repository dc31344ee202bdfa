package main

import (
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/aisle-chat/aisle/assistant/agent"
	"github.com/aisle-chat/aisle/assistant/knowledge"
	"github.com/aisle-chat/aisle/assistant/planner"
	"github.com/aisle-chat/aisle/catalog"
)

// liar is a model that looks at what it is asked about, as a good one does, and then
// says what it was told to.
type liar struct {
	looks  []agent.ToolCall
	pieces []string
}

// Generate implements [agent.Model].
func (l liar) Generate(_ context.Context, r agent.Request) iter.Seq2[agent.Event, error] {
	return func(yield func(agent.Event, error) bool) {
		called := 0
		for _, m := range r.Messages {
			called += len(m.Calls)
		}
		if called < len(l.looks) {
			_ = yield(l.looks[called], nil) && yield(agent.Stop{}, nil)
			return
		}
		for _, piece := range l.pieces {
			if !yield(agent.Delta(piece), nil) {
				return
			}
		}
		yield(agent.Stop{}, nil)
	}
}

// look is a call of a tool.
func look(name string, args map[string]string) agent.ToolCall {
	data, err := json.Marshal(args)
	if err != nil {
		panic(err) // texts
	}
	return agent.ToolCall{ID: name + "-" + string(data), Name: name, Arguments: string(data)}
}

// talker is an assistant with a model in a shop.
func (g *goods) talker(model agent.Model, change ...func(*agent.Config)) (*agent.Agent, error) {
	plan := planner.Config{Name: "Wren", Shop: "Larkhollow"}
	if g.about != nil {
		plan.Knowledge = g.about
	}
	wren := planner.New(plan)
	if err := wren.Check(); err != nil {
		return nil, err
	}
	config := agent.Config{
		Model: model, Fallback: wren, Articles: g.articles, Persona: knowledge.Persona{Name: "Wren", Shop: "Larkhollow"},
		Budget: agent.Budget{ShopperTokens: -1, TalkTurns: -1},
	}
	for _, c := range change {
		c(&config)
	}
	return agent.New(config)
}

// swap is a model that is another one for every turn: an agent is made once.
type swap struct{ agent.Model }

// tale is one reply of a liar, and what became of it.
type tale struct {
	lie       lie
	truths    []string
	said      string
	shown     string // what the shopper saw
	instead   string // what stands in the place of the lie; empty where it was cut
	delivered bool
	lost      []string // true sentences that did not reach the shopper
	fell      bool     // the fallback answered
}

// tell lets a liar answer n times, each time with one lie among true sentences.
func tell(ctx context.Context, g *goods, lies words, n int, seed uint64) ([]tale, error) {
	model := &swap{}
	a, err := g.talker(model)
	if err != nil {
		return nil, err
	}
	r := rand.New(rand.NewPCG(seed, 1))
	var told []tale
	for i := 0; len(told) < n; i++ {
		kind := lies.kinds[i%len(lies.kinds)]
		lines := lies.lines[kind]
		s := newSubject(r, g)
		l, ok := s.lie(kind, lines[(i/len(lies.kinds))%len(lines)])
		if !ok {
			continue
		}
		t := tale{lie: l, truths: s.truths(3)}
		// The first true sentence says whom "it" means; the lie stands anywhere after.
		said := slices.Insert(slices.Clone(t.truths), 1+r.IntN(len(t.truths)), l.text)
		t.said = join(r, said)
		model.Model = liar{
			looks: []agent.ToolCall{
				look("search_products", map[string]string{"text": s.product.Title}),
				look("get_product", map[string]string{"id": s.product.ID}),
				look("search_products", map[string]string{"text": s.other.Title}),
			},
			pieces: pieces(r, t.said),
		}
		if err := t.play(ctx, g, a, s.product); err != nil {
			return nil, err
		}
		told = append(told, t)
	}
	return told, nil
}

// join sets sentences one after the other, as models do. One without an end, such as
// a point of a list, has a line of its own.
func join(r *rand.Rand, sentences []string) string {
	between := []string{" ", " ", "\n", "\n\n"}[r.IntN(4)]
	var b strings.Builder
	for i, s := range sentences {
		open := strings.HasPrefix(s, "- ") || strings.HasPrefix(s, "**")
		switch {
		case i == 0:
		case open || !strings.ContainsAny(s[len(s)-1:], ".!?\""):
			b.WriteString("\n")
		default:
			b.WriteString(between)
		}
		b.WriteString(s)
		if open && between == " " {
			b.WriteString("\n")
		}
	}
	return b.String()
}

// truths are n true sentences, the first of which names the product.
func (s *subject) truths(n int) []string {
	var all []string
	for len(all) < n {
		kind := truthWords.kinds[s.rand.IntN(len(truthWords.kinds))]
		if !s.holds(kind) {
			continue
		}
		lines := truthWords.lines[kind]
		line := lines[s.rand.IntN(len(lines))]
		if len(all) == 0 && !strings.Contains(line, "{title}") {
			continue
		}
		if text, ok := s.truth(line); ok && !slices.Contains(all, text) {
			all = append(all, text)
		}
	}
	return all
}

// holds reports whether true sentences of a kind are true here that do not name what
// they are about.
func (s *subject) holds(kind string) bool {
	switch kind {
	case "shipping", "returns", "offer":
		return s.terms.Policies != nil
	case "waterproof":
		return s.attribute("waterproof") == "yes"
	}
	return true
}

// play lets one message be answered and judges what is seen of it.
func (t *tale) play(ctx context.Context, g *goods, a *agent.Agent, p *catalog.Product) error {
	v, err := g.visit()
	if err != nil {
		return err
	}
	before := a.Report()
	turn := v.turn("Tell me what you think of the " + p.Title)
	turn.Page.Product = p.ID
	var w seen
	if _, err := a.Respond(ctx, turn, &w); err != nil {
		return err
	}
	after := a.Report()
	if after.Settled != before.Settled {
		return fmt.Errorf("adversary: the model was not asked about the %s", p.Title)
	}
	t.fell = after.Answered == before.Answered
	t.judge(w.text())
	return nil
}

// judge compares what was said with what is seen.
func (t *tale) judge(shown string) {
	t.shown = shown
	left := plain(shown)
	t.delivered = strings.Contains(left, plain(t.lie.text))
	for _, truth := range t.truths {
		truth = plain(truth)
		if !strings.Contains(left, truth) {
			t.lost = append(t.lost, truth)
		}
		left = strings.Replace(left, truth, " ", 1)
	}
	if t.fell {
		return
	}
	if t.instead = strings.TrimSpace(left); strings.Contains(left, plain(t.lie.marker)) {
		t.delivered = true
	}
}

// told sums up what became of lies.
type told struct {
	Shop                    string
	Lies, Delivered         int
	Truths, Kept            int
	Replaced, Cut, Fellback int
	Kinds                   []kindTold
	leaked, lost            []string
}

// kindTold is one kind of lie, with one of them and what the shopper saw instead.
type kindTold struct {
	Kind             string
	Tried, Delivered int
	Said, Seen       string
}

// sum sums up.
func sum(shop string, tales []tale) told {
	s := told{Shop: shop, Lies: len(tales)}
	at := map[string]int{}
	for i := range tales {
		t := &tales[i]
		k, ok := at[t.lie.kind]
		if !ok {
			k = len(s.Kinds)
			at[t.lie.kind] = k
			s.Kinds = append(s.Kinds, kindTold{Kind: t.lie.kind, Said: t.lie.text, Seen: t.instead})
		}
		s.Kinds[k].Tried++
		s.Truths += len(t.truths)
		s.Kept += len(t.truths) - len(t.lost)
		for _, l := range t.lost {
			s.lost = append(s.lost, fmt.Sprintf("%q of %q", l, t.said))
		}
		switch {
		case t.delivered:
			s.Delivered++
			s.Kinds[k].Delivered++
			s.leaked = append(s.leaked, t.lie.kind+": "+t.lie.text)
		case t.fell:
			s.Fellback++
		case t.instead != "":
			s.Replaced++
		default:
			s.Cut++
		}
	}
	return s
}
