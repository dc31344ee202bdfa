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
		if left -= perMessage + a.memo.count(a.config.Counter, m.Text); left < 0 {
			break
		}
		all = append(all, m)
	}
	slices.Reverse(all)
	return all
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
