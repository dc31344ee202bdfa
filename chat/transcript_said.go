package chat

import (
	"cmp"
	"strings"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/catalog"
)

// told is what an event says to the shopper in a transcript, as it stands now: who, and
// then the words. who alone is something that happened; both are empty for what a
// transcript leaves out.
func (c *Chat) told(e Event, edit *Edit, words transcriptWords) (who, text string) {
	locale := cmp.Or(c.config.Locale, DefaultLocale)
	switch {
	case e.Message != nil:
		if text = spoken(*e.Message, edit, locale); text != "" {
			who = words.speaker(*e.Message)
		}
	case e.Owner != nil && e.Owner.State == OwnedByPerson && e.Owner.Person != "":
		who = strings.ReplaceAll(words.joined, "{name}", oneLine(e.Owner.Person, MaxName))
	case e.Ordered != nil:
		who = strings.ReplaceAll(words.placed, "{number}", e.Ordered.Number) + ", " + e.Ordered.Total.Format(locale)
		text = linked(e.Ordered.URL)
	}
	return who, text
}

// spoken is a message in words: products as a list with prices and addresses, without
// the chips, which nobody can tap on paper. It is empty for one that was taken back.
func spoken(m Message, edit *Edit, locale string) string {
	if edit != nil {
		return strings.TrimSpace(edit.Text)
	}
	parts := make(assistant.Parts, 0, len(m.Parts)+1)
	if m.Text != "" {
		parts = append(parts, assistant.Text{Text: m.Text})
	}
	for _, part := range m.Parts {
		switch b := part.(type) {
		case assistant.ChoicesBlock, assistant.WishesBlock:
			continue
		case assistant.ProductsBlock:
			b.Text = listed(b.Cards, locale)
			part = b
		case assistant.ProductBlock:
			b.Text = listed([]assistant.Card{b.Product.Card}, locale)
			part = b
		case assistant.OrderBlock:
			b.Text = strings.TrimSpace(b.Text + "\n" + linked(b.Order.URL))
			part = b
		}
		parts = append(parts, part)
	}
	return strings.TrimSpace(parts.Fallback())
}

// listed are cards as lines.
func listed(cards []assistant.Card, locale string) string {
	var list strings.Builder
	for _, card := range cards {
		list.WriteString("- " + oneLine(card.Title, maxTitle))
		if card.Price != (catalog.Money{}) {
			list.WriteString(", " + card.Price.Format(locale))
		}
		list.WriteString("\n")
		if link := linked(card.URL); link != "" {
			list.WriteString("  " + link + "\n")
		}
	}
	return strings.TrimSuffix(list.String(), "\n")
}

// linked is an address that can be followed from a mail, which is on no host: the
// whole of an https URL, or "".
func linked(address string) string {
	if !strings.HasPrefix(address, "https://") {
		return ""
	}
	return safeAddress(address)
}
