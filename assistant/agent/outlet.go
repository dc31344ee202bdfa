package agent

import (
	"iter"
	"strconv"
	"strings"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/internal/prose"
	"github.com/aisle-chat/aisle/assistant/internal/voice"
)

// outlet is where verified parts leave, and what knows of them.
type outlet struct {
	to    assistant.Writer
	voice *voice.Voice
	told  bool // an emoji
	parts assistant.Parts
	wrote bool
	spoke bool  // words have left
	err   error // of the writer: the reply is not wanted any more
	// policy are rows of words that are nobody's business but the model's.
	policy map[string]bool
}

// keeper passes a reply on and keeps it.
type keeper struct {
	to    assistant.Writer
	parts assistant.Parts
}

// Write implements [assistant.Writer].
func (k *keeper) Write(p assistant.Part) error {
	switch p.(type) {
	case assistant.Retract:
		k.parts = nil
	case assistant.Status:
	default:
		k.parts = append(k.parts, p)
	}
	return k.to.Write(p)
}

// row is how many words in a row of the policy give it away.
const row = 7

// rows are the rows of words of a policy, and its heads, which end in a colon.
func rows(policy string) map[string]bool {
	all := map[string]bool{}
	for words := range rowsOf(policy) {
		all[words] = true
	}
	for line := range strings.Lines(policy) {
		if head := strings.TrimSpace(line); strings.HasSuffix(head, ":") {
			all[strings.Join(prose.Words(head), " ")] = true
		}
	}
	return all
}

// rowsOf are the rows of words of a text, each parted by single blanks.
func rowsOf(text string) iter.Seq[string] {
	return func(yield func(string) bool) {
		words := prose.Words(text)
		joined := strings.Join(words, " ")
		from, to := 0, -1
		for i, word := range words {
			if to += 1 + len(word); i+1 < row {
				continue
			}
			if !yield(joined[from:to]) {
				return
			}
			from += len(words[i+1-row]) + 1
		}
	}
}

// dutyRows are those that no shopper is told.
var dutyRows = rows(duties + "\n" + ruleHead)

// secret is a text without the sentences that repeat the policy, and without its
// heads.
func (o *outlet) secret(text string) string {
	if strings.Contains(text, ":") {
		var kept strings.Builder
		for line := range strings.Lines(text) {
			if !strings.Contains(line, ":") || !o.policy[strings.Join(prose.Words(line), " ")] {
				kept.WriteString(line)
			}
		}
		text = kept.String()
	}
	for words := range rowsOf(text) {
		if o.policy[words] {
			return ""
		}
	}
	return text
}

// Write implements [assistant.Writer].
func (o *outlet) Write(p assistant.Part) error {
	if o.err != nil {
		return o.err
	}
	if text, ok := p.(assistant.Text); ok {
		text.Text = voice.Fresh(o.secret(unfenced(sure(text.Text))))
		p = text
	}
	p = o.voice.Part(p, &o.told)
	if text, ok := p.(assistant.Text); ok {
		if text.Text == "" {
			return nil
		}
		o.spoke = o.spoke || strings.TrimSpace(text.Text) != ""
	}
	if _, passing := p.(assistant.Status); !passing {
		o.parts, o.wrote = append(o.parts, p), true
	}
	o.err = o.to.Write(p)
	return o.err
}

// unfenced is a text without the lines that begin or end a block of code: a shop
// has none to show, and one without an end would take in all that follows.
func unfenced(text string) string {
	if !strings.Contains(text, fence) {
		return text
	}
	var kept strings.Builder
	for line := range strings.Lines(text) {
		if !strings.HasPrefix(strings.TrimSpace(line), fence) {
			kept.WriteString(line)
		}
	}
	return kept.String()
}

const fence = "```"

// sure is a text without the sentences that refer to nothing.
func sure(text string) string {
	for {
		at := strings.Index(text, unknown)
		if at < 0 {
			return text
		}
		from, to := 0, len(text)
		for _, end := range []string{". ", "! ", "? ", "\n"} {
			if i := strings.LastIndex(text[:at], end); i >= 0 {
				from = max(from, i+len(end))
			}
			if i := strings.Index(text[at:], end); i >= 0 {
				to = min(to, at+i+len(end))
			}
		}
		text = text[:from] + text[to:]
	}
}

// retract takes back what was written, if anything was.
func (o *outlet) retract() error {
	if !o.wrote {
		return o.err
	}
	o.parts, o.wrote, o.spoke, o.told = nil, false, false, false
	o.err = o.to.Write(assistant.Retract{})
	return o.err
}

// wishes shows what the shopper looks for, each to be taken back, where something
// was looked for.
func (p *planning) wishes() error {
	if !p.searched || len(p.survey.Wishes) == 0 {
		return nil
	}
	return p.out.Write(assistant.WishesBlock{Text: "Looking for: " + strings.Join(labels(p.survey.Wishes), ", "), Wishes: p.survey.Wishes})
}

func labels(choices []assistant.Choice) []string {
	var all []string
	for _, c := range choices {
		all = append(all, c.Label)
	}
	return all
}

// moves adds next moves to a reply that has room for some: every reply leaves one.
func (p *planning) moves() {
	var cards []assistant.Card
	for _, part := range p.out.parts {
		if block, ok := part.(assistant.ProductsBlock); ok {
			cards = append(cards, block.Cards...)
		}
	}
	add := func(label string, action assistant.Action) {
		p.propose(assistant.Choice{ID: "m" + strconv.Itoa(len(p.chips)+1), Label: label, Action: action})
	}
	switch {
	case len(cards) > 1:
		add("Compare the first two", assistant.Action{Do: assistant.DoSay, Text: "Compare the first two"})
		add("Show me others", assistant.Action{Do: assistant.DoSay, Text: "Show me others"})
	case len(cards) == 1:
		add("Tell me more about it", assistant.Action{Do: assistant.DoAbout, Product: cards[0].ID, Text: "Tell me more about it"})
	}
	if len(p.chips) == 0 {
		add("What can you do?", assistant.Action{Do: assistant.DoSay, Text: "What can you do?"})
	}
}

// choices are the chips of a reply.
func choices(chips []assistant.Choice) assistant.ChoicesBlock {
	return assistant.ChoicesBlock{Text: "You could also say: " + strings.Join(labels(chips), ", ") + ".", Choices: chips}
}

// clean is a text without what nobody sees.
func clean(text string) string { return strings.TrimSpace(prose.Visible(text)) }
