package browser

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync/atomic"
	"time"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/cart"
)

// script is an assistant that answers a few words with what the widget must be
// able to show. Prices, orders and proof are the shop's own.
type script struct {
	corner *corner
	// quiet greets nobody.
	quiet atomic.Bool
	// page is the page that was greeted last, cart the id of the cart of whoever
	// spoke last.
	page atomic.Pointer[assistant.Page]
	cart atomic.Pointer[string]
}

// Greet implements [assistant.Greeter].
func (s *script) Greet(_ context.Context, turn assistant.Turn) (assistant.Greeting, error) {
	s.page.Store(&turn.Page)
	if s.quiet.Load() {
		return assistant.Greeting{}, errors.New("nothing to say")
	}
	greeting := assistant.Greeting{
		Text:  "Hi, I'm Wren, the corner shop's assistant. I can find things, check sizes and track orders; a person is here 9 to 17.",
		Chips: []string{"Help me choose", "Gift ideas", "Track an order", "Returns"},
	}
	if turn.Page.Kind == assistant.PageCart {
		greeting.Chips = []string{"What does shipping cost?", "When will it be here?", "I have a code"}
	}
	return greeting, nil
}

// Article implements [assistant.Librarian].
func (s *script) Article(id string, _ time.Time) (assistant.Article, bool) {
	if id != "returns" {
		return assistant.Article{}, false
	}
	return assistant.Article{ID: "returns", Title: "Returns and refunds", URL: "/help/returns", Sections: []assistant.Section{
		{Text: "If something is not right, send it back. This page says how."},
		{Heading: "How long you have", Text: returnsQuote},
		{Heading: "What it needs", Text: "Please send it:\n- unused\n- with its labels\n- in a box that closes"},
		{Heading: "When the money comes", Text: "Within five working days after it has come back to us."},
	}}, true
}

const returnsQuote = "You have 30 days from the day it arrives. After that we cannot take it back."

// Respond implements [assistant.Assistant].
func (s *script) Respond(ctx context.Context, turn assistant.Turn, w assistant.Writer) (assistant.Outcome, error) {
	basket, err := turn.Shop.Cart(ctx)
	if err != nil {
		return assistant.Outcome{}, err
	}
	s.cart.Store(&basket.ID)
	if strings.Contains(strings.ToLower(turn.Text), "take your time") {
		if err := w.Write(say("Let me think about that.")); err != nil {
			return assistant.Outcome{}, err
		}
		<-ctx.Done()
		return assistant.Outcome{}, ctx.Err()
	}
	parts, err := s.answer(ctx, turn)
	if err != nil {
		return assistant.Outcome{}, err
	}
	for _, part := range parts {
		if err := w.Write(part); err != nil {
			return assistant.Outcome{}, err
		}
	}
	return assistant.Outcome{}, nil
}

func (s *script) answer(ctx context.Context, turn assistant.Turn) ([]assistant.Part, error) {
	said := strings.ToLower(turn.Text)
	if a := turn.Action; a != nil && a.Do == assistant.DoSubmit {
		return s.submitted(ctx, turn, a)
	}
	switch {
	case strings.Contains(said, "track"), strings.Contains(said, "order"):
		return []assistant.Part{say("Which order is it? I need its number and the e-mail that it was placed with."), lookUpForm}, nil
	case strings.Contains(said, "return something"):
		return []assistant.Part{say("What would you like to send back?"), returnForm}, nil
	case strings.Contains(said, "returns"):
		return []assistant.Part{say("You have 30 days."), assistant.ArticleBlock{Text: "Returns and refunds: 30 days", ID: "returns", Title: "Returns and refunds", Quote: returnsQuote, URL: "/help/returns"}}, nil
	case strings.Contains(said, "lost article"):
		return []assistant.Part{say("It is in this one."), assistant.ArticleBlock{Text: "Lost", ID: "lost", Title: "An article that is gone", Quote: "This passage is all that is left.", URL: "/help/lost"}}, nil
	case strings.Contains(said, "compare all"):
		return s.compare(ctx, "beck", "drizzle", "heath", "tent")
	case strings.Contains(said, "compare"):
		return s.compare(ctx, "beck", "drizzle")
	case strings.Contains(said, "show"):
		return s.cards(ctx, "beck", "tent", "lamp", "mug")
	case strings.Contains(said, "nothing"):
		return []assistant.Part{say("There is no purple anvil here. The nearest thing is a lantern."), chips("Show the lantern", "Look at everything")}, nil
	case strings.Contains(said, "talk for long"):
		parts := make([]assistant.Part, streamed)
		for i := range parts {
			parts[i] = say(fmt.Sprintf("word%d ", i))
		}
		return parts, nil
	case strings.Contains(said, "goodbye"):
		return []assistant.Part{say("Take care."), assistant.RatingBlock{Text: "How was this conversation?"}}, nil
	case strings.Contains(said, "to a person"):
		return []assistant.Part{assistant.HandoffBlock{Text: "I have asked the team. What you wrote goes along.", Expectation: "Nobody is here now; somebody answers on Monday from 9."}}, nil
	default:
		return []assistant.Part{say("I heard: " + turn.Text)}, nil
	}
}

func say(text string) assistant.Text { return assistant.Text{Text: text} }

func chips(labels ...string) assistant.ChoicesBlock {
	block := assistant.ChoicesBlock{Text: strings.Join(labels, ", ")}
	for _, label := range labels {
		block.Choices = append(block.Choices, assistant.Choice{ID: label, Label: label, Action: assistant.Action{Do: assistant.DoSay}})
	}
	return block
}

var lookUpForm = assistant.FormBlock{
	Text: "Which order is it? Please tell me its number and the e-mail.", Title: "Find your order", Submit: "Find it", Sent: "Here is my order number.",
	Action: assistant.Action{Do: assistant.DoSubmit, Form: "look_up"},
	Fields: []assistant.FormField{
		{Name: "number", Label: "Order number", Kind: assistant.FieldText, Required: true, Max: 30, Help: "It begins with LH."},
		{Name: "email", Label: "E-mail", Kind: assistant.FieldEmail, Required: true, Autocomplete: "email"},
	},
}

var returnForm = assistant.FormBlock{
	Text: "What goes back, and why?", Title: "Return something", Submit: "Ask for the return", Sent: "I would like to return this.",
	Action: assistant.Action{Do: assistant.DoSubmit, Form: "return"},
	Fields: []assistant.FormField{
		{Name: "lines", Label: "What goes back", Kind: assistant.FieldMany, Required: true, Options: []assistant.FieldOption{
			{Value: "l1", Label: "Beck Waterproof Jacket", Help: "M, $129.00", Image: "/picture/2f5d50"},
			{Value: "l2", Label: "Hearth Enamel Mug", Help: "2 for $28.00", Image: "/picture/a33c3c"},
		}},
		{Name: "count", Label: "How many mugs", Kind: assistant.FieldNumber, Max: 2},
		{Name: "reason", Label: "What is the reason?", Kind: assistant.FieldChoice, Required: true, Options: []assistant.FieldOption{
			{Value: "small", Label: "Too small"}, {Value: "large", Label: "Too large"}, {Value: "other", Label: "Something else", Help: "Tell us below"},
		}},
		{Name: "note", Label: "Anything to add", Kind: assistant.FieldLong, Max: 40},
		{Name: "unused", Label: "It is unused and has its labels", Kind: assistant.FieldCheck, Required: true},
	},
}

// submitted answers a form.
func (s *script) submitted(ctx context.Context, turn assistant.Turn, a *assistant.Action) ([]assistant.Part, error) {
	if a.Form == "return" {
		return []assistant.Part{say("Your return is asked for. Its reference is **R-5001**."), chips("What happens next?")}, nil
	}
	order, err := turn.Shop.Prove(ctx, a.Values["number"], a.Values["email"])
	if errors.Is(err, cart.ErrNoOrder) {
		return []assistant.Part{say("I find no order with this number and e-mail."), lookUpForm}, nil
	}
	if err != nil {
		return nil, err
	}
	view := assistant.NewOrderView(order, turn.Shop.Terms(), turn.Now, turn.Locale, false)
	return []assistant.Part{assistant.OrderBlock{Text: view.Headline, Order: view}, assistant.OrderBlock{Text: view.Headline, Order: view, Brief: true}}, nil
}

func (s *script) cards(ctx context.Context, ids ...string) ([]assistant.Part, error) {
	block := assistant.ProductsBlock{Text: "A few things"}
	for _, id := range ids {
		p, err := s.corner.index.Product(ctx, id)
		if err != nil {
			return nil, err
		}
		block.Cards = append(block.Cards, assistant.NewCard(&p, "", ""))
	}
	return []assistant.Part{block, say("These are the best known.")}, nil
}

func (s *script) compare(ctx context.Context, ids ...string) ([]assistant.Part, error) {
	found, err := s.cards(ctx, ids...)
	if err != nil {
		return nil, err
	}
	cards := found[0].(assistant.ProductsBlock).Cards
	n := len(cards)
	return []assistant.Part{assistant.CompareBlock{
		Text: "The Beck keeps out more, the Drizzle weighs less.", Cards: cards,
		Verdict: "The Beck if it pours for hours, the Drizzle if it stays in the bag until it rains.",
		Rows: []assistant.CompareRow{
			{Label: "Price", Values: []string{"$129.00", "$89.00", "$189.00", "$249.00"}[:n], Better: 1, Word: "less"},
			{Label: "Weight", Values: []string{"420 g", "240 g", "690 g", ""}[:n], Better: 1, Word: "lighter"},
			{Label: "Water column", Values: []string{"20,000 mm", "8,000 mm", "15,000 mm", "3,000 mm"}[:n], Better: 0, Word: "drier"},
			{Label: "Packs into its pocket", Values: []string{"no", "yes", "", "no"}[:n], Better: -1},
			{Label: "Care", Values: []string{"Machine wash at 30 °C, tumble dry low, renew the finish twice a year", "Machine wash at 30 °C", "Hand wash", "Wipe clean"}[:n], Better: -1},
			{Label: "Pockets", Values: []string{"4", "2", "6", ""}[:n], Better: -1},
			{Label: "Hood", Values: []string{"fixed", "rolls away", "removable", ""}[:n], Better: -1},
			{Label: "Made in", Values: []string{"Portugal", "Vietnam", "", "China"}[:n], Better: -1},
		},
	}, say("They differ in price, weight and the water that they keep out.")}, nil
}
