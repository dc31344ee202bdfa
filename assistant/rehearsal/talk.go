package rehearsal

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/cart"
)

// talk is one shopper's conversation, with everything that a chat server would
// keep of it.
type talk struct {
	setup   *Setup
	script  *Script
	book    *cart.OrderBook
	grader  *grader
	now     time.Time
	page    assistant.Page
	history []assistant.Message
	state   json.RawMessage
	version int
	waiting bool
	proven  []string
	log     *Transcript
}

// patience is how many messages a reacting shopper spends on one step.
const patience = 5

// play plays a script to its end.
func play(ctx context.Context, setup *Setup, script *Script) (*Transcript, error) {
	t := &talk{setup: setup, script: script, now: setup.Now, log: &Transcript{ID: script.ID, Theme: script.Theme, Page: script.Page}}
	var err error
	if t.book, err = setup.book(ctx, func() time.Time { return t.now }); err != nil {
		return nil, err
	}
	if script.Page != "" {
		p, err := setup.Catalog.Product(ctx, script.Page)
		if err != nil {
			return nil, fmt.Errorf("page: %w: %q", err, script.Page)
		}
		t.page = assistant.Page{URL: p.URL, Title: p.Title, Product: p.ID, Kind: assistant.PageProduct}
	}
	if t.grader, err = newGrader(ctx, setup, t.log); err != nil {
		return nil, err
	}
	for i := range script.Turns {
		step := &script.Turns[i]
		want := step.want(setup)
		if script.Reacts && !t.sees(&want) {
			continue
		}
		x, err := t.send(ctx, Exchange{Step: i, Say: step.Say, Want: want})
		for n := 1; err == nil && script.Reacts && n < patience; n++ {
			next, ok := t.react(step, x)
			if !ok {
				break
			}
			next.Step, next.Want = i, want
			x, err = t.send(ctx, next)
		}
		if err != nil {
			return nil, err
		}
	}
	t.grader.finish()
	return t.log, nil
}

// sees reports whether a shopper has before their eyes what a step points at:
// nobody asks for the second of one.
func (t *talk) sees(want *Want) bool {
	list := t.grader.world.shownLast()
	switch {
	case want.Kind == WantCompare:
		return len(list) >= 2
	case want.Nth > 0:
		return len(list) >= want.Nth
	default:
		return true
	}
}

// send says x to the assistant, and keeps and grades what comes back.
func (t *talk) send(ctx context.Context, x Exchange) (*Exchange, error) {
	t.now = t.now.Add(pace)
	x.At = t.now
	turn := assistant.Turn{
		ID: t.script.ID + "-" + strconv.Itoa(len(t.log.Exchanges)+1), Conversation: t.script.ID, Locale: "en-US",
		Text: x.Say, Action: x.Tapped, Page: t.page, Waiting: t.waiting, History: slices.Clip(t.history),
		State: t.state, StateVersion: t.version, Now: t.now,
	}
	binding := assistant.Binding{
		Catalog: t.setup.Catalog, Carts: t.book.Carts(), CartID: t.script.ID, Terms: t.setup.Terms, Proven: t.proven,
		Proved: func(_ context.Context, number string) error {
			t.proven = append(t.proven, number)
			return nil
		},
	}
	if len(t.setup.Orders) > 0 {
		binding.Orders = t.book
	}
	turn.Shop = assistant.BindShop(binding)
	reply := &reply{}
	began := time.Now()
	outcome, err := t.setup.Assistant.Respond(ctx, turn, reply)
	x.MS = float64(time.Since(began).Microseconds()) / 1000
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if err != nil { // the shopper sees none of it
		x.Failed, reply.parts, outcome = err.Error(), nil, assistant.Outcome{State: t.state, StateVersion: t.version}
	}
	x.Parts, x.Handoff, x.State = reply.parts, outcome.Handoff, outcome.State
	for _, part := range x.Parts {
		if text, ok := part.(assistant.Text); ok {
			x.Text = strings.TrimSpace(x.Text + " " + text.Text)
		}
	}
	binding.Proven = t.proven
	after := assistant.BindShop(binding)
	if x.Cart, err = after.Cart(ctx); err != nil {
		return nil, err
	}
	if x.Orders, err = after.Orders(ctx); err != nil {
		return nil, err
	}
	t.state, t.version = outcome.State, outcome.StateVersion
	t.waiting = t.waiting || outcome.Handoff != nil
	t.history = append(t.history,
		assistant.Message{Author: assistant.AuthorShopper, Text: x.Say, At: t.now},
		assistant.Message{Author: assistant.AuthorAssistant, Parts: x.Parts, At: t.now})
	kept := &x
	t.log.Exchanges = append(t.log.Exchanges, kept)
	return kept, t.grader.next(ctx, kept)
}

// reply collects what an assistant writes.
type reply struct{ parts assistant.Parts }

// Write implements [assistant.Writer].
func (r *reply) Write(part assistant.Part) error {
	switch part.(type) {
	case assistant.Retract:
		r.parts = nil
	case assistant.Status:
	default:
		r.parts = append(r.parts, part)
	}
	return nil
}

// react is what a shopper says to a reply before going on with the script.
func (t *talk) react(step *Step, x *Exchange) (Exchange, bool) {
	if x.Want.Kind == WantAdd {
		for _, chip := range x.chips() {
			if chip.Action.Do == assistant.DoPick || chip.Action.Do == assistant.DoAdd && x.Cart.Count == 0 {
				action := chip.Action
				return Exchange{Say: chip.Label, Tapped: &action}, true
			}
		}
	}
	if forms := blocks[assistant.FormBlock](x); len(forms) > 0 && step.fills() {
		if action, ok := t.fill(&forms[0], x.Want); ok {
			return Exchange{Say: forms[0].Sent, Tapped: &action}, true
		}
	}
	if _, open := failed(x.Checks, CheckAnswered); open && step.Again != "" && !x.Again && !dataSilent.MatchString(x.Text) {
		return Exchange{Say: step.Again, Again: true}, true
	}
	return Exchange{}, false
}

// fills reports whether the shopper means to fill in what the step brings.
func (s *Step) fills() bool {
	return s.Want != nil && s.Want.Order != "" && slices.Contains([]WantKind{WantOrder, WantRequest, WantProblem}, s.Want.Kind)
}

// newAddress is where a shopper wants an order to go, by HTML's names of fields.
var newAddress = map[string]string{
	"name": "Robin Field", "address-line1": "8 Ferry Road", "address-level2": "Troy", "address-level1": "NY", "postal-code": "12180", "country": "US",
}

// fill fills a form in as a willing shopper does; not ok when that shopper does
// not know what it asks for, or has just sent this very form.
func (t *talk) fill(form *assistant.FormBlock, want Want) (assistant.Action, bool) {
	last := t.log.Exchanges[len(t.log.Exchanges)-1]
	if last.Tapped != nil && last.Tapped.Do == assistant.DoSubmit && last.Tapped.Form == form.Action.Form {
		return assistant.Action{}, false
	}
	action := form.Action
	action.Values = map[string]string{}
	for _, field := range form.Fields {
		value := field.Value
		switch {
		case value != "":
		case newAddress[field.Autocomplete] != "":
			value = newAddress[field.Autocomplete]
		case field.Kind == assistant.FieldEmail:
			value = want.Email
		case len(field.Options) > 0:
			value = field.Options[0].Value
		case !field.Required:
		case field.Kind == assistant.FieldCheck:
			value = "yes"
		case field.Kind == assistant.FieldNumber:
			value = "1"
		case strings.Contains(strings.ToLower(field.Name+" "+field.Label), "number"):
			value = want.Order
		default:
			value = "It is not what I hoped for."
		}
		if value == "" && field.Required {
			return assistant.Action{}, false
		}
		if value != "" {
			action.Values[field.Name] = value
		}
	}
	return action, true
}
