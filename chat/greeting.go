package chat

import (
	"context"

	"github.com/aisle-chat/aisle/assistant"
)

// greeting is what the tab shows while nothing has been said; nil where the
// assistant greets nobody. It is a courtesy: what fails is left out.
func (k *conn) greeting(ctx context.Context) *assistant.Greeting {
	c := k.chat
	greeter, ok := c.config.Assistant.(assistant.Greeter)
	if !ok {
		return nil
	}
	locale := k.locale
	if locale == "" {
		locale = c.config.Locale
	}
	greeting, err := greeter.Greet(ctx, assistant.Turn{
		Conversation: k.room.id, Locale: locale, Page: k.page, Customer: k.session.customer, Now: c.config.Now(), Shop: c.bind(k.session.session(), k.address),
	})
	if err != nil {
		if ctx.Err() == nil {
			c.log.Warn("chat: no greeting", "error", err)
		}
		return nil
	}
	greeting.Chips = greeting.Chips[:min(len(greeting.Chips), assistant.MaxChoices)]
	return &greeting
}

// visit notes that the shopper is on another page now, and greets there as long
// as nothing has been said.
func (k *conn) visit(ctx context.Context, page assistant.Page) {
	if page == k.page {
		return
	}
	k.page = page
	k.room.moves(page)
	if k.room.position() > 0 { // something is logged, which need not be a message
		conv, err := k.chat.config.Store.Conversation(ctx, k.chat.config.Shop, k.room.id)
		if err != nil || conv.Messages > 0 {
			return
		}
	}
	if greeting := k.greeting(ctx); greeting != nil {
		k.tell(Greeted{Greeting: *greeting})
	}
}
