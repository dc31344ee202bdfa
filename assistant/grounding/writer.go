package grounding

import (
	"slices"
	"strconv"
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
		block := w.block(part)
		if block == nil {
			return nil
		}
		return w.out.Write(block)
	}
	return w.out.Write(part)
}

// block verifies the prose that a block carries beside its data. It is nil where
// nothing is left of one that has only prose.
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
	case assistant.ChoicesBlock:
		b.Choices = slices.DeleteFunc(slices.Clone(b.Choices), func(c assistant.Choice) bool {
			return !w.chip(c)
		})
		if len(b.Choices) == 0 {
			return nil
		}
		return b
	}
	return b
}

// chip reports whether a chip may be offered. It speaks for the shopper, who asks,
// so that only a price, a share or a day in it can be wrong, and what the merchant
// forbids: other numbers are parts of names.
func (w *Writer) chip(c assistant.Choice) bool {
	asked := strings.TrimRight(c.Label, "?.! ") + "?"
	if n := c.Action.Quantity; n > 0 { // how many the tap itself puts into the cart is true
		asked = strings.Replace(asked, " "+strconv.Itoa(n), "", 1)
	}
	quiet := &Verifier{forbidden: w.c.v.forbidden}
	_, findings := quiet.CheckAbout(w.c.s, c.Action.Product, asked)
	findings = slices.DeleteFunc(findings, func(f Finding) bool {
		return !chipKinds[f.Kind]
	})
	if len(findings) == 0 {
		return true
	}
	f := findings[0]
	f.Sentence, f.Instead = c.Label, ""
	w.c.findings = append(w.c.findings, f)
	if w.c.v.config.Report != nil {
		w.c.v.config.Report(w.c.s.turn, f)
	}
	return false
}

var chipKinds = map[Kind]bool{KindMoney: true, KindPercent: true, KindDate: true, KindTime: true, KindForbidden: true}

// CheckReply verifies a reply that is whole, part by part. A Text of which nothing
// is left is left out; where nothing is left that states anything, the reply says
// [Unsure] in its place. Disclaimers stand at the end of the text.
func (v *Verifier) CheckReply(s *Snapshot, reply assistant.Parts) (assistant.Parts, []Finding) {
	w := v.Writer(s, nil)
	var out assistant.Parts
	place := -1 // where the text stands, or would
	var said []int
	stated, cut := false, false
	for _, part := range reply {
		switch part := part.(type) {
		case assistant.Text:
			if place < 0 {
				place = len(out)
			}
			w.c.about(part.Evidence)
			known := len(w.c.findings)
			text := w.c.next(part.Text, true)
			cut = cut || slices.ContainsFunc(w.c.findings[known:], Finding.cut)
			if text.Text != part.Text {
				text.Text = strings.TrimSpace(text.Text)
			}
			if text.Text == "" {
				continue
			}
			stated = stated || len(text.Evidence) > 0
			text.Evidence = merge(part.Evidence, text.Evidence)
			said = append(said, len(out))
			out = append(out, text)
		case assistant.Block:
			s.learnBlock(part)
			if block := w.block(part); block != nil {
				out = append(out, block)
			}
		default:
			out = append(out, part)
		}
	}
	if cut && !stated {
		out, said = unsure(out, place, said)
	}
	if more := w.c.disclaimers(); more != "" {
		if len(said) == 0 {
			return append(out, assistant.Text{Text: more}), w.c.findings
		}
		text := out[said[len(said)-1]].(assistant.Text)
		text.Text += "\n\n" + more
		out[said[len(said)-1]] = text
	}
	return out, w.c.findings
}

// unsure says before the texts that are left, or at place, that something could not
// be verified. It returns where the texts stand now.
func unsure(out assistant.Parts, place int, said []int) (assistant.Parts, []int) {
	words := Unsure
	if slices.ContainsFunc(out, func(p assistant.Part) bool { return len(assistant.CardsOf(p)) > 0 }) {
		words = UnsureBeside
	}
	if len(said) == 0 {
		return slices.Insert(out, place, assistant.Part(assistant.Text{Text: words})), []int{place}
	}
	text := out[said[0]].(assistant.Text)
	text.Text = words + " " + text.Text
	out[said[0]] = text
	return out, said
}

// CheckGreeting verifies the first words of a conversation and the chips below
// them. A sentence that does not hold is cut, and so is a chip.
func (v *Verifier) CheckGreeting(s *Snapshot, g assistant.Greeting) (assistant.Greeting, []Finding) {
	text, findings := v.Check(s, assistant.Text{Text: g.Text})
	g.Text = text.Text
	w := v.Writer(s, nil)
	g.Chips = slices.DeleteFunc(slices.Clone(g.Chips), func(label string) bool {
		return !w.chip(assistant.Choice{Label: label, Action: assistant.Action{Product: s.turn.Page.Product}})
	})
	return g, append(findings, w.c.findings...)
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

// UnsureBeside is what a shopper reads beside cards, where nothing of the words
// could be verified.
const UnsureBeside = "Here is what I found; the cards have what the shop says of each."

// Unsure is what a shopper reads where nothing of a reply could be verified.
const Unsure = "I could not verify what I was about to say, so I would rather not guess. A person of the shop can help you with that."
