package agent

import (
	"context"
	"strings"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/grounding"
)

// phrase lets the fallback find the answer and do what is to be done, and the model
// say it in other words. Where the model fails, the fallback's own words leave:
// nothing is done twice.
func (t *talk) phrase(ctx context.Context) (assistant.Outcome, error) {
	a := t.agent
	turn, facts := grounding.Watch(t.turn)
	facts.LearnNames(a.config.Persona.Name, a.config.Persona.Shop)
	verified := a.config.Verifier.Writer(facts, t.out)
	own := &draft{to: verified}
	outcome, err := a.config.Fallback.Respond(ctx, turn, own)
	if err != nil {
		t.broken = err // nobody is left to ask
		return outcome, err
	}
	words := strings.TrimSpace(own.words())
	if words == "" {
		return outcome, nil
	}
	for _, e := range own.evidence() {
		if article, ok := a.Article(e.ID, turn.Now); ok && e.Kind == "article" {
			facts.LearnArticle(article)
		}
	}
	t.failed = t.reword(ctx, words, verified)
	if t.failed == nil && !t.out.spoke {
		t.failed = errNothing
	}
	switch {
	case t.out.err != nil:
		return outcome, t.out.err
	case t.failed != nil:
		t.blames(ctx, t.failed)
		return outcome, t.again(own)
	}
	return outcome, own.after(t.out)
}

// reword asks for other words and writes them as they come.
func (t *talk) reword(ctx context.Context, words string, verified *grounding.Writer) error {
	a := t.agent
	s := speaker{out: verified, title: func(string) (string, bool) { return "", false }, restore: t.mask.Restore}
	stop, err := t.ask(ctx, Request{
		System: a.rewording,
		Messages: append(a.history(&t.turn, t.private), Message{
			Role: RoleUser, Text: "The shopper wrote: " + t.private(clean(t.turn.Text)) + "\n\nThe answer:\n" + t.private(words),
		}),
		MaxTokens: a.config.MaxTokens,
	}, func(e Event) error {
		if d, ok := e.(Delta); ok {
			return s.write(string(d))
		}
		return nil
	})
	if err == nil && stop.Cut {
		err = errCutOff // half of an answer is another answer
	}
	if err != nil {
		return err
	}
	if err := s.end(); err != nil {
		return err
	}
	findings, err := verified.Close()
	t.changed(findings)
	return err
}

// again writes the fallback's reply as it was.
func (t *talk) again(own *draft) error {
	if err := t.out.retract(); err != nil {
		return err
	}
	for _, part := range own.parts {
		if err := t.out.Write(part); err != nil {
			return err
		}
	}
	return nil
}

// draft takes a reply: what is shown before the words passes on at once, the words
// and what comes after them wait.
type draft struct {
	to    assistant.Writer
	parts assistant.Parts
	spoke bool
	tail  assistant.Parts // blocks after the first words
}

// Write implements [assistant.Writer].
func (d *draft) Write(p assistant.Part) error {
	switch p := p.(type) {
	case assistant.Status:
		return d.to.Write(p)
	case assistant.Retract:
		d.parts, d.tail, d.spoke = nil, nil, false
		return d.to.Write(p)
	case assistant.Text:
		d.parts, d.spoke = append(d.parts, p), true
		return nil
	}
	d.parts = append(d.parts, p)
	if d.spoke {
		d.tail = append(d.tail, p)
		return nil
	}
	return d.to.Write(p)
}

func (d *draft) words() string {
	var all strings.Builder
	for _, p := range d.parts {
		if text, ok := p.(assistant.Text); ok {
			all.WriteString(text.Text)
		}
	}
	return all.String()
}

func (d *draft) evidence() []assistant.Evidence {
	var all []assistant.Evidence
	for _, p := range d.parts {
		if text, ok := p.(assistant.Text); ok {
			all = append(all, text.Evidence...)
		}
	}
	return all
}

// after writes what comes after the words.
func (d *draft) after(w assistant.Writer) error {
	for _, p := range d.tail {
		if err := w.Write(p); err != nil {
			return err
		}
	}
	return nil
}
