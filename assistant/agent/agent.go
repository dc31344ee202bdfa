package agent

import (
	"context"
	"time"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/grounding"
	"github.com/aisle-chat/aisle/assistant/internal/redact"
	"github.com/aisle-chat/aisle/assistant/tool"
)

// Respond implements [assistant.Assistant].
func (a *Agent) Respond(ctx context.Context, turn assistant.Turn, w assistant.Writer) (assistant.Outcome, error) {
	survey, settled, err := a.survey(ctx, turn)
	if err != nil {
		return assistant.Outcome{}, err
	}
	a.report.note(func(r *Report) {
		r.Turns++
		if settled {
			r.Settled++
		}
	})
	if settled {
		return a.settled(ctx, turn, w)
	}
	t := &talk{agent: a, turn: turn, survey: survey, out: &outlet{to: w, voice: a.voice}}
	outcome, err := t.try(ctx)
	switch {
	case t.out.err != nil:
		return assistant.Outcome{Usage: t.usage()}, t.out.err // nobody wants the reply any more
	case ctx.Err() != nil:
		return assistant.Outcome{Usage: t.usage()}, ctx.Err()
	case t.broken != nil:
		return assistant.Outcome{Usage: t.usage()}, t.broken
	case err != nil:
		return t.fallBack(ctx, err)
	}
	outcome.Usage, outcome.Counts = t.usage(), a.counts(&turn, t.out.parts)
	return outcome, nil
}

// settled lets the fallback answer a turn that needs no model.
func (a *Agent) settled(ctx context.Context, turn assistant.Turn, w assistant.Writer) (assistant.Outcome, error) {
	if a.config.Mode == Off {
		return a.config.Fallback.Respond(ctx, turn, w)
	}
	kept := keeper{to: w}
	outcome, err := a.config.Fallback.Respond(ctx, turn, &kept)
	if err == nil {
		outcome.Counts = a.counts(&turn, kept.parts)
	}
	return outcome, err
}

// survey asks the pilot, where there is one. A tap is never the model's.
func (a *Agent) survey(ctx context.Context, turn assistant.Turn) (s assistant.Survey, settled bool, err error) {
	if a.config.Mode == Off {
		return s, true, nil
	}
	if pilot, ok := a.config.Fallback.(assistant.Pilot); ok {
		s, err = pilot.Survey(ctx, turn)
	}
	return s, s.Settled || turn.Action != nil, err
}

// talk is one turn that the model has a part in. It is used by one goroutine.
type talk struct {
	agent  *Agent
	turn   assistant.Turn
	survey assistant.Survey
	out    *outlet
	mask   redact.Masker
	used   Usage
	calls  int      // to the model
	asked  *Request // the last one
	failed error    // why the model had no part in a reply that is complete all the same
	broken error    // of the fallback itself
}

// try answers with the model's help, if it may be asked.
func (t *talk) try(ctx context.Context) (outcome assistant.Outcome, err error) {
	a := t.agent
	if !a.breaker.allow(time.Now()) {
		return assistant.Outcome{}, errOpen
	}
	limited, cancel := a.config.Limits.within(ctx)
	defer cancel()
	defer func() {
		if p := recover(); p != nil {
			outcome, err = assistant.Outcome{}, t.panicked(ctx, p)
		}
		why := err
		if why == nil {
			why = t.failed
		}
		a.breaker.done(time.Now(), why == nil, blame(why) && t.out.err == nil && ctx.Err() == nil && t.broken == nil)
		if err == nil {
			a.report.note(func(r *Report) { r.Answered++ })
		}
	}()
	if err := a.budget.begin(limited, &t.turn); err != nil {
		return assistant.Outcome{}, err
	}
	if a.config.Mode == PhraseOnly {
		return t.phrase(limited)
	}
	return t.plan(limited)
}

// fallBack lets the fallback answer in the place of what was written.
func (t *talk) fallBack(ctx context.Context, why error) (assistant.Outcome, error) {
	a := t.agent
	t.blames(ctx, why)
	if err := t.out.retract(); err != nil {
		return assistant.Outcome{Usage: t.usage()}, err
	}
	outcome, err := a.settled(ctx, t.turn, t.out.to)
	outcome.Usage = t.usage()
	return outcome, err
}

// usage is what the turn has cost so far.
func (t *talk) usage() assistant.Usage {
	if t.calls == 0 {
		return assistant.Usage{}
	}
	return assistant.Usage{Model: t.agent.config.Name, InputTokens: t.used.InputTokens, OutputTokens: t.used.OutputTokens}
}

// private is a text as the model may read it.
func (t *talk) private(text string) string {
	if t.agent.config.Trusted {
		return text
	}
	return t.mask.Mask(text)
}

// plan lets the model choose tools and words.
func (t *talk) plan(ctx context.Context) (assistant.Outcome, error) {
	a := t.agent
	turn, facts := grounding.Watch(t.turn)
	facts.LearnNames(a.config.Persona.Name, a.config.Persona.Shop)
	p := &planning{
		talk: t, facts: facts, session: a.box.Session(turn, t.survey.Writes),
		verified: a.config.Verifier.Writer(facts, t.out),
	}
	p.speaker = speaker{out: p.verified, title: p.session.Title, restore: t.mask.Restore}
	request := Request{
		System:    a.duties + "\n\n" + scene(&turn, t.survey.Wishes, p.session.Title, t.private),
		Messages:  append(a.history(&turn, t.private), Message{Role: RoleUser, Text: t.private(clean(turn.Text))}),
		Tools:     p.session.Tools(),
		MaxTokens: a.config.MaxTokens,
	}
	t.out.policy = dutyRows
	for round := 0; ; round++ {
		if round == MaxRounds {
			request.Tools = nil // it has to come to an end
		}
		if err := p.speaker.begin(round == 0); err != nil {
			return assistant.Outcome{}, err
		}
		text, calls, err := p.round(ctx, request)
		if err != nil {
			return assistant.Outcome{}, err
		}
		if len(calls) == 0 {
			break
		}
		if round == MaxRounds {
			return assistant.Outcome{}, errRounds
		}
		request.Messages = append(request.Messages, Message{Role: RoleAssistant, Text: text, Calls: calls})
		results, err := p.act(ctx, calls)
		if err != nil {
			return assistant.Outcome{}, err
		}
		request.Messages = append(request.Messages, results...)
		if err := t.out.Write(assistant.Status{Text: reading}); err != nil {
			return assistant.Outcome{}, err
		}
	}
	return p.finish(ctx)
}

// reading is what the shopper is told while the model reads what tools returned.
const reading = "Reading what I found"

// planning is a turn in which the model chooses.
type planning struct {
	*talk
	facts    *grounding.Snapshot
	session  *tool.Session
	verified *grounding.Writer
	speaker  speaker
	chips    []assistant.Choice
	acted    int  // tools called
	searched bool // one of them has looked for products
}

// round asks the model once. What it writes leaves while it comes.
func (p *planning) round(ctx context.Context, r Request) (text string, calls []ToolCall, err error) {
	var wrote []byte
	stop, err := p.ask(ctx, r, func(e Event) error {
		switch e := e.(type) {
		case Delta:
			wrote = append(wrote, e...)
			return p.speaker.write(string(e))
		case ToolCall:
			if len(calls) < MaxCalls {
				calls = append(calls, e)
			}
		}
		return nil
	})
	if err != nil {
		return "", nil, err
	}
	if len(calls) > 0 {
		return string(wrote), calls, nil
	}
	if stop.Cut {
		return "", nil, errCutOff // half of an answer is another answer
	}
	return string(wrote), nil, p.speaker.end()
}

// act calls tools, one after the other, and shows what they return.
func (p *planning) act(ctx context.Context, calls []ToolCall) ([]Message, error) {
	var results []Message
	for _, call := range calls {
		content := `{"error":"that is enough for one answer; say what you have found"}`
		if p.acted < MaxCalls {
			p.acted++
			r, err := p.session.Call(ctx, call.Name, []byte(p.mask.RestoreData(call.Arguments)))
			if err != nil {
				return nil, err
			}
			p.searched = p.searched || call.Name == tool.NameSearch && !r.Refused
			for _, article := range r.Articles {
				p.facts.LearnArticle(article)
			}
			for _, block := range r.Blocks {
				if err := p.verified.Write(block); err != nil {
					return nil, err
				}
			}
			if r.Proposal != nil {
				p.propose(*r.Proposal)
			}
			content = string(r.JSON)
			if !p.agent.config.Trusted {
				content = p.mask.MaskData(content)
			}
		}
		results = append(results, Message{Role: RoleTool, Text: content, CallID: call.ID, Name: call.Name})
	}
	return results, nil
}

// propose keeps a chip; the same one comes once.
func (p *planning) propose(c assistant.Choice) {
	for _, o := range p.chips {
		if o.ID == c.ID {
			return
		}
	}
	if len(p.chips) < assistant.MaxChoices {
		p.chips = append(p.chips, c)
	}
}

// finish ends the reply with its chips, and lets the pilot remember it.
func (p *planning) finish(ctx context.Context) (assistant.Outcome, error) {
	findings, err := p.verified.Close()
	if err != nil {
		return assistant.Outcome{}, err
	}
	p.changed(findings)
	if !p.out.spoke {
		return assistant.Outcome{}, errNothing
	}
	if err := p.wishes(); err != nil {
		return assistant.Outcome{}, err
	}
	p.moves()
	if len(p.chips) > 0 {
		if err := p.out.Write(choices(p.chips)); err != nil {
			return assistant.Outcome{}, err
		}
	}
	return p.remembered(ctx)
}

// remembered is the outcome of a reply that is written.
func (t *talk) remembered(ctx context.Context) (assistant.Outcome, error) {
	outcome := assistant.Outcome{State: t.turn.State, StateVersion: t.turn.StateVersion, ConfigHash: t.agent.hash}
	if pilot, ok := t.agent.config.Fallback.(assistant.Pilot); ok {
		state, version, err := pilot.Follow(ctx, t.turn, t.survey, t.out.parts)
		if err != nil {
			return outcome, err
		}
		outcome.State, outcome.StateVersion = state, version
	}
	return outcome, nil
}

// ask sends a request within the budget, and counts what it costs.
func (t *talk) ask(ctx context.Context, r Request, more func(Event) error) (Stop, error) {
	a := t.agent
	input := a.count(&r)
	most := Usage{InputTokens: margin * input, OutputTokens: r.MaxTokens}
	if err := a.budget.reserve(ctx, a.budget.entries(&t.turn, int64(most.InputTokens), int64(most.OutputTokens))); err != nil {
		return Stop{}, err
	}
	t.asked = &r
	var wrote int // bytes
	said, stop, err := a.generate(ctx, r, func(e Event) error {
		switch e := e.(type) {
		case Delta:
			wrote += len(e)
		case ToolCall:
			wrote += len(e.Name) + len(e.Arguments)
		}
		return more(e)
	})
	used := plausible(said, Usage{InputTokens: input, OutputTokens: (wrote + 3) / 4}, most)
	t.calls++
	t.used.InputTokens += used.InputTokens
	t.used.OutputTokens += used.OutputTokens
	a.report.note(func(r *Report) {
		r.Calls++
		r.InputTokens += used.InputTokens
		r.OutputTokens += used.OutputTokens
	})
	if settled := a.budget.settle(ctx, &t.turn, most, used); settled != nil {
		a.config.Logger.Warn("agent: the ledger holds more than was used", "error", settled)
	}
	return stop, err
}

// count is how many tokens a request has.
func (a *Agent) count(r *Request) int {
	n := a.memo.count(a.config.Counter, r.System)
	for _, m := range r.Messages {
		if m.tokens == 0 {
			m.tokens = a.memo.count(a.config.Counter, m.Text)
		}
		n += perMessage + m.tokens
		for _, c := range m.Calls {
			n += perMessage + a.memo.count(a.config.Counter, c.Name+c.Arguments)
		}
	}
	for _, t := range r.Tools {
		n += a.toolTokens(&t)
	}
	return n
}

// toolTokens is how many tokens a tool has. They are counted once: tools never
// change.
func (a *Agent) toolTokens(t *tool.Tool) int {
	if n, ok := a.tools.Load(t.Name); ok {
		return n.(int)
	}
	n := perMessage + a.config.Counter.Count(t.Name+t.Description+string(t.Schema))
	a.tools.Store(t.Name, n)
	return n
}

// changed notes what the verifier did.
func (t *talk) changed(findings []grounding.Finding) {
	if len(findings) > 0 {
		t.agent.report.note(func(r *Report) { r.Changed += len(findings) })
	}
}
