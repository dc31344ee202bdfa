package planner

import (
	"slices"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/grounding"
	"github.com/aisle-chat/aisle/assistant/knowledge"
)

// verified is the last stage: a reply of which every sentence was worked out again
// from what was read for it, with the evidence, in the voice of the brand. What could
// not be is cut, and a next move stays.
func (p *Planner) verified(facts *grounding.Snapshot, turn assistant.Turn, reply Reply) assistant.Parts {
	p.tell(facts)
	for _, kind := range reply.Kinds {
		facts.LearnNames(kind, lowerWords(kind))
	}
	if e := reply.State.Errand; e != nil && e.Gift {
		facts.LearnSaid("it was a gift")
	}
	if reply.Handoff != nil || turn.Waiting {
		facts.LearnHandoff()
	}
	for _, c := range reply.State.Wishes {
		facts.LearnSaid(append(c.Values, c.Text, wishLabel(c, moneyWriter{turn.Locale, facts.Currency()}))...)
	}
	if said := reply.Prepared; said != "" {
		facts.LearnArticle(assistant.Article{ID: knowledge.PersonaFile, Sections: []assistant.Section{{Text: said}}})
	}
	read := func(id string) {
		if a, ok := p.Article(id, turn.Now); ok {
			facts.LearnArticle(a)
		}
	}
	for _, part := range reply.Parts {
		switch part := part.(type) {
		case assistant.ArticleBlock:
			read(part.ID)
		case assistant.Text:
			for _, e := range part.Evidence {
				if e.Kind == "article" {
					read(e.ID)
				}
			}
		}
	}
	parts, findings := p.verifier.CheckReply(facts, reply.Parts)
	if len(findings) > 0 && !turn.Waiting && !slices.ContainsFunc(parts, moves) {
		parts = append(parts, assistant.ChoicesBlock{Choices: []assistant.Choice{
			{ID: "c1", Label: "Talk to a person", Action: assistant.Action{Do: assistant.DoPerson}},
			{ID: "c2", Label: "What can you do?", Action: assistant.Action{Do: assistant.DoSay, Text: "What can you do?"}},
		}})
	}
	return p.voice.Parts(parts)
}

// tell says what may be called by name.
func (p *Planner) tell(facts *grounding.Snapshot) { facts.LearnNames(p.persona.Name, p.persona.Shop) }

// moves reports whether a part lets the shopper go on with a tap.
func moves(part assistant.Part) bool {
	switch part.(type) {
	case assistant.ChoicesBlock, assistant.FormBlock, assistant.HandoffBlock:
		return true
	}
	return false
}
