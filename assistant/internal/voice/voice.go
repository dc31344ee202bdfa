// Package voice puts sentences into the voice of a brand: its words in the place of
// those that it avoids, as formal as it is, with as many emoji as it wants, and
// without the stock phrases that nobody reads. It changes words, never facts: it is
// applied to sentences that were verified already.
package voice

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/internal/pattern"
	"github.com/aisle-chat/aisle/assistant/internal/prose"
	"github.com/aisle-chat/aisle/assistant/knowledge"
)

// Voice is how one shop speaks. It is safe for concurrent use; the zero value, like
// that of a zero Persona, leaves every text as it is but for emoji.
type Voice struct {
	words    []wording
	forms    []form
	emoji    bool // one in a reply
	prepared map[string]string
}

// New is the voice of a persona that was read from its file.
func New(p knowledge.Persona) *Voice {
	v := &Voice{emoji: p.Emoji == knowledge.EmojiSparing, prepared: map[string]string{}}
	for _, w := range p.Words {
		v.words = append(v.words, newWording(w))
	}
	slices.SortStableFunc(v.words, func(a, b wording) int { return len(b.not) - len(a.not) }) // "very cheap" before "cheap"
	switch p.Formality {
	case knowledge.FormalityCasual:
		v.forms = casual
	case knowledge.FormalityFormal:
		v.forms = formal
	}
	for _, e := range p.Examples {
		if key := asked(e.Ask); key != "" {
			v.prepared[key] = e.Reply
		}
	}
	return v
}

// Prepared is what the shop has decided to say to a message, if it has.
func (v *Voice) Prepared(message string) (string, bool) {
	if len(v.prepared) == 0 {
		return "", false
	}
	reply, ok := v.prepared[asked(message)]
	return reply, ok
}

// courtesy makes no difference to what is asked.
var courtesy = pattern.MustCompile(`\b(?:please|hi|hello|hey|thanks|thank you|so|ok|well)\b`)

func asked(message string) string {
	return strings.Join(strings.Fields(courtesy.ReplaceAllString(prose.Fold(message), " ")), " ")
}

// Say is a text in the voice. told says whether an emoji was shown in this reply
// already, and is set when one is.
func (v *Voice) Say(text string, told *bool) string {
	if hasEmoji(text) {
		text = v.calm(text, told)
	}
	for i := range v.words {
		text = v.words[i].in(text)
	}
	for i := range v.forms {
		text = v.forms[i].in(text)
	}
	return text
}

// Parts is a finished reply in the voice. Names, quotations, cards and what the
// shopper reads on the shop's own pages stay as they are.
func (v *Voice) Parts(parts assistant.Parts) assistant.Parts {
	told := false
	for i, part := range parts {
		parts[i] = v.Part(part, &told)
	}
	return parts
}

// Part is one piece of a reply in the voice; see [Voice.Say].
func (v *Voice) Part(part assistant.Part, told *bool) assistant.Part {
	switch part := part.(type) {
	case assistant.Text:
		part.Text = v.Say(part.Text, told)
		return part
	case assistant.ChoicesBlock:
		part.Choices = slices.Clone(part.Choices)
		for i := range part.Choices {
			c := &part.Choices[i]
			if label := v.Say(c.Label, told); label != "" && utf8.RuneCountInString(label) <= assistant.MaxLabel {
				c.Label = label
			}
		}
		return part
	}
	return part
}

// Greeting is a greeting in the voice.
func (v *Voice) Greeting(g assistant.Greeting) assistant.Greeting {
	told := false
	g.Text = v.Say(g.Text, &told)
	return g
}
