package grounding

import (
	"context"
	"slices"
	"strings"

	"github.com/aisle-chat/aisle/assistant"
)

// Writer is an [assistant.Writer] that verifies text before it passes it on.
// Sentences leave when they are complete, in as few Texts as there were writes;
// a block ends the text before it. Blocks pass at once, and what they show may be
// spoken of. It is used by one goroutine, and must be closed.
type Writer struct {
	c       checker
	out     assistant.Writer
	pending strings.Builder
	given   []assistant.Evidence // what the assistant itself names
	wrote   bool
}

// Writer returns a writer of one reply to out, which may state what s holds.
func (v *Verifier) Writer(s *Snapshot, out assistant.Writer) *Writer {
	return &Writer{c: checker{v: v, s: s}, out: out}
}

// Write implements [assistant.Writer].
func (w *Writer) Write(part assistant.Part) error {
	switch part := part.(type) {
	case assistant.Text:
		w.pending.WriteString(part.Text)
		w.given = append(w.given, part.Evidence...)
		w.c.about(part.Evidence)
		return w.release(false)
	case assistant.Retract:
		w.pending.Reset()
		w.c.talk, w.c.lead, w.c.leadFrom, w.c.met = talk{}, "", nil, nil
		w.given, w.wrote = nil, false
		w.c.s.shown = nil
	case assistant.Block:
		if err := w.release(true); err != nil {
			return err
		}
		w.c.s.learnBlock(part)
		return w.out.Write(w.block(part))
	}
	return w.out.Write(part)
}

// block verifies the prose that a block carries beside its data.
func (w *Writer) block(b assistant.Block) assistant.Block {
	about := func(id, text string) string {
		if text == "" {
			return ""
		}
		kept, findings := w.c.v.CheckAbout(w.c.s, id, text)
		w.c.findings = append(w.c.findings, findings...)
		return kept
	}
	switch b := b.(type) {
	case assistant.ProductsBlock:
		b.Cards = slices.Clone(b.Cards)
		for i := range b.Cards {
			b.Cards[i].Reason = about(b.Cards[i].ID, b.Cards[i].Reason)
		}
		return b
	case assistant.CompareBlock:
		b.Verdict = about("", b.Verdict)
		return b
	}
	return b
}

// CheckReply verifies a reply that is whole, part by part. A Text of which nothing
// is left is left out; where that was all the text, the reply says [Unsure].
func (v *Verifier) CheckReply(s *Snapshot, reply assistant.Parts) (assistant.Parts, []Finding) {
	w := v.Writer(s, nil)
	said, left := false, false
	var out assistant.Parts
	for _, part := range reply {
		switch part := part.(type) {
		case assistant.Text:
			w.c.about(part.Evidence)
			text := w.c.next(part.Text, true)
			said = said || part.Text != ""
			if text.Text != part.Text {
				text.Text = strings.TrimSpace(text.Text)
			}
			if text.Text != "" {
				left = true
				text.Evidence = merge(part.Evidence, text.Evidence)
				out = append(out, text)
			}
		case assistant.Block:
			s.learnBlock(part)
			out = append(out, w.block(part))
		default:
			out = append(out, part)
		}
	}
	if said && !left {
		out = append(out, assistant.Text{Text: Unsure})
	}
	if text := w.c.disclaimers(); text != "" {
		out = append(out, assistant.Text{Text: "\n\n" + text})
	}
	return out, w.c.findings
}

// Annotate returns a reply as it is, with the evidence that Check finds for it. It
// is for an assistant whose sentences are made of data in the first place.
func (v *Verifier) Annotate(s *Snapshot, reply assistant.Parts) (assistant.Parts, []Finding) {
	w := v.Writer(s, nil)
	out := slices.Clone(reply)
	for i, part := range out {
		switch part := part.(type) {
		case assistant.Text:
			w.c.about(part.Evidence)
			part.Evidence = merge(part.Evidence, w.c.next(part.Text, true).Evidence)
			out[i] = part
		case assistant.Block:
			s.learnBlock(part)
		}
	}
	return out, w.c.findings
}

// release writes the sentences that are complete; last those that are not, too.
func (w *Writer) release(last bool) error {
	text := w.pending.String()
	n := complete(text, last)
	if n == 0 {
		return nil
	}
	out := w.c.next(text[:n], true)
	w.pending.Reset()
	w.pending.WriteString(text[n:])
	if !w.wrote {
		out.Text = strings.TrimLeft(out.Text, " \n")
	}
	if out.Text == "" {
		return nil
	}
	out.Evidence = merge(w.given, out.Evidence)
	w.given, w.wrote = nil, true
	return w.out.Write(out)
}

// complete is how much of a text is complete sentences.
func complete(text string, last bool) int {
	if last {
		return len(text)
	}
	n := 0
	for {
		k := cutSentence(text[n:], false)
		if k == 0 {
			return n
		}
		n += k
	}
}

// Close verifies and writes what is left, with the disclaimers that the reply
// needs, and returns what was changed or cut.
func (w *Writer) Close() ([]Finding, error) {
	if err := w.release(true); err != nil {
		return w.c.findings, err
	}
	if text := w.c.disclaimers(); text != "" {
		if w.wrote {
			text = "\n\n" + text
		}
		if err := w.out.Write(assistant.Text{Text: text}); err != nil {
			return w.c.findings, err
		}
	}
	return w.c.findings, nil
}

// Empty reports whether no text has left so far.
func (w *Writer) Empty() bool { return !w.wrote }

// disclaimers are what has to be said of the goods that the reply shows or names.
func (c *checker) disclaimers() string {
	var all []string
	for _, d := range c.v.config.Disclaimers {
		want := strings.ToLower(strings.Join(categoryPath(d.Category), " > "))
		for _, g := range append(slices.Clone(c.s.shown), c.met...) {
			p := g.data()
			if p == nil {
				continue
			}
			path := strings.ToLower(strings.Join(p.Category, " > "))
			if want == "" || path == want || strings.HasPrefix(path, want+" > ") {
				if !slices.Contains(all, d.Text) {
					all = append(all, d.Text)
				}
				break
			}
		}
	}
	return strings.Join(all, "\n\n")
}

// Wrap returns an assistant that says nothing that a does not hold the facts of.
// The optional abilities of a are its own: ask a for them. An assistant of whose
// words nothing is left says that it does not know.
func (v *Verifier) Wrap(a assistant.Assistant) assistant.Assistant {
	return assistant.Func(func(ctx context.Context, turn assistant.Turn, out assistant.Writer) (assistant.Outcome, error) {
		turn, facts := Watch(turn)
		w := v.Writer(facts, out)
		outcome, err := a.Respond(ctx, turn, w)
		if err != nil {
			return outcome, err
		}
		findings, err := w.Close()
		if err == nil && w.Empty() && len(findings) > 0 {
			err = out.Write(assistant.Text{Text: Unsure})
		}
		return outcome, err
	})
}

// Unsure is what a shopper reads where nothing of a reply could be verified.
const Unsure = "I could not verify what I was about to say, so I would rather not guess. A person of the shop can help you with that."
