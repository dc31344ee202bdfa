package agent

import (
	"slices"
	"strings"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/internal/prose"
)

// perMessage is what a message costs besides its words.
const perMessage = 4

// history is the conversation before the turn, as far as its tokens allow: the
// latest messages, oldest first. What tools returned then is not repeated; what was
// shown stands there by its id, and the tools have the rest.
func (a *Agent) history(turn *assistant.Turn, private func(string) string) []Message {
	left := a.config.HistoryTokens
	var all []Message
	for i := len(turn.History) - 1; i >= 0; i-- {
		m := Message{Role: RoleAssistant, Text: private(prose.Visible(told(&turn.History[i])))}
		if turn.History[i].Author == assistant.AuthorShopper {
			m.Role = RoleUser
		}
		if m.Text == "" {
			continue
		}
		if turn.History[i].CountedBy == a.countedBy {
			m.tokens = turn.History[i].Tokens
		}
		if m.tokens == 0 {
			m.tokens = a.memo.count(a.config.Counter, m.Text)
		}
		if left -= perMessage + m.tokens; left < 0 {
			break
		}
		all = append(all, m)
	}
	slices.Reverse(all)
	return all
}

// wording is the way in which told writes messages: what was counted of another one is
// counted again.
const wording = 1

// counts are the tokens of a message and of its reply, which chat keeps with them: a
// conversation is counted once, however often the shop is started anew. The marks that
// stand for personal data are as long as it is, about.
func (a *Agent) counts(turn *assistant.Turn, reply assistant.Parts) assistant.Counts {
	count := func(m assistant.Message) int { return a.memo.count(a.config.Counter, prose.Visible(told(&m))) }
	return assistant.Counts{
		By:     a.countedBy,
		Asked:  count(assistant.Message{Author: assistant.AuthorShopper, Text: turn.Text}),
		Answer: count(assistant.Message{Author: assistant.AuthorAssistant, Parts: reply}),
	}
}

// told is a message as a model reads it.
func told(m *assistant.Message) string {
	if m.Author == assistant.AuthorShopper {
		return m.Text
	}
	var words, shown []string
	for _, part := range m.Parts {
		switch part := part.(type) {
		case assistant.Text:
			words = append(words, part.Text)
		case assistant.ProductsBlock:
			shown = append(shown, named(part.Cards)...)
		case assistant.CompareBlock:
			shown = append(shown, named(part.Cards)...)
		case assistant.ProductBlock:
			shown = append(shown, named([]assistant.Card{part.Product.Card})...)
		case assistant.CartBlock:
			shown = append(shown, "the cart")
		case assistant.OrderBlock:
			shown = append(shown, "order "+part.Order.Number)
		case assistant.ArticleBlock:
			shown = append(shown, "article "+part.ID)
		}
	}
	text := strings.TrimSpace(strings.Join(words, ""))
	if text == "" {
		text = m.Text
	}
	if m.Author == assistant.AuthorPerson {
		text = "(a person of the shop) " + text
	}
	if len(shown) > 0 {
		text += "\n(shown: " + strings.Join(shown, "; ") + ")"
	}
	return strings.TrimSpace(text)
}

// named are cards by id and title.
func named(cards []assistant.Card) []string {
	var names []string
	for _, c := range cards {
		names = append(names, c.ID+" = "+c.Title)
	}
	return names
}
