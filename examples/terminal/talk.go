package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/catalog"
)

// talk is one shopper's conversation, with everything that a chat server would
// keep of it.
type talk struct {
	*shop

	conversation string
	number       int // of conversations
	turns        int
	page         assistant.Page
	history      []assistant.Message
	state        json.RawMessage
	version      int
	waiting      bool
	choices      []assistant.Choice
	form         *assistant.FormBlock
	proven       []string // the numbers of orders
}

// answer is one reply. Its JSON form is what -json prints.
type answer struct {
	Text   string          `json:"text"`
	Blocks []any           `json:"blocks"`
	State  json.RawMessage `json:"state"`
	MS     float64         `json:"ms"`
	parts  assistant.Parts
}

// mistake is a command that could not be carried out. The talk goes on.
type mistake string

func (m mistake) Error() string { return string(m) }

// line takes one line of input. Commands have no answer.
func (t *talk) line(ctx context.Context, line string) (*answer, error) {
	command, argument, _ := strings.Cut(strings.TrimSpace(line), " ")
	switch {
	case command == "":
		return nil, nil
	case command == "/new":
		t.number++
		*t = talk{shop: t.shop, number: t.number, page: t.page, conversation: "terminal-" + strconv.Itoa(t.number+1)}
		return nil, nil
	case command == "/page":
		return nil, t.visit(ctx, strings.TrimSpace(argument))
	case command == "/fill":
		return t.fill(ctx, argument)
	case strings.HasPrefix(command, "/"):
		i, err := strconv.Atoi(command[1:])
		if err != nil || i < 1 || i > len(t.choices) {
			return nil, mistake(fmt.Sprintf("%s is no command: there is /new, /page ID, /fill NAME=VALUE; ... and, for the last reply's chips, /1 to /%d", command, len(t.choices)))
		}
		choice := t.choices[i-1]
		return t.send(ctx, choice.Label, &choice.Action)
	default:
		return t.send(ctx, line, nil)
	}
}

// visit goes to a product's page; an empty id leaves it.
func (t *talk) visit(ctx context.Context, id string) error {
	t.page = assistant.Page{}
	if id == "" {
		return nil
	}
	p, err := t.products.Product(ctx, id)
	if errors.Is(err, catalog.ErrNotFound) {
		return mistake(fmt.Sprintf("there is no product %q to be on the page of", id))
	}
	t.page = assistant.Page{URL: p.URL, Title: p.Title, Product: p.ID}
	return err
}

// fill sends the last reply's form: what stands in it already, and what is given
// as "name=value; name=value".
func (t *talk) fill(ctx context.Context, given string) (*answer, error) {
	if t.form == nil {
		return nil, mistake("the last reply had no form to fill in")
	}
	action := t.form.Action
	action.Values = map[string]string{}
	for _, field := range t.form.Fields {
		if field.Value != "" {
			action.Values[field.Name] = field.Value
		}
	}
	for pair := range strings.SplitSeq(given, ";") {
		name, value, ok := strings.Cut(strings.TrimSpace(pair), "=")
		if !ok {
			continue
		}
		if !slices.ContainsFunc(t.form.Fields, func(f assistant.FormField) bool { return f.Name == name }) {
			return nil, mistake(fmt.Sprintf("the form has no field %q", name))
		}
		action.Values[name] = value
	}
	for _, field := range t.form.Fields {
		if field.Required && action.Values[field.Name] == "" {
			return nil, mistake(field.Label + " is needed (" + field.Name + ")")
		}
	}
	return t.send(ctx, t.form.Sent, &action)
}

// send says text to the assistant, or taps a chip, and keeps what comes back.
func (t *talk) send(ctx context.Context, text string, action *assistant.Action) (*answer, error) {
	t.turns++
	now := time.Now()
	turn := assistant.Turn{
		ID: t.conversation + "-" + strconv.Itoa(t.turns), Conversation: t.conversation, Locale: "en-US",
		Text: text, Action: action, Page: t.page, Waiting: t.waiting, History: t.history,
		State: t.state, StateVersion: t.version, Now: now,
		Shop: assistant.BindShop(assistant.Binding{
			Catalog: t.products, Carts: t.carts, CartID: t.conversation, Orders: t.orders, Terms: t.terms, Proven: t.proven,
			Proved: func(_ context.Context, number string) error {
				t.proven = append(t.proven, number)
				return nil
			},
		}),
	}
	a := &answer{Blocks: []any{}}
	outcome, err := t.assistant.Respond(ctx, turn, a)
	if err != nil {
		return nil, err
	}
	a.MS = float64(time.Since(now).Microseconds()) / 1000
	a.State = outcome.State
	t.state, t.version = outcome.State, outcome.StateVersion
	t.waiting = t.waiting || outcome.Handoff != nil
	t.choices, t.form = nil, nil
	for _, part := range a.parts {
		switch block := part.(type) {
		case assistant.ChoicesBlock:
			t.choices = block.Choices
		case assistant.FormBlock:
			t.form = &block
		}
	}
	t.history = append(t.history,
		assistant.Message{Author: assistant.AuthorShopper, Text: text, At: now},
		assistant.Message{Author: assistant.AuthorAssistant, Parts: a.parts, At: now})
	return a, nil
}

// Write implements [assistant.Writer].
func (a *answer) Write(part assistant.Part) error {
	switch part := part.(type) {
	case assistant.Text:
		a.Text = strings.TrimSpace(a.Text + " " + part.Text)
		a.parts = append(a.parts, part)
	case assistant.Block:
		a.Blocks = append(a.Blocks, part)
		a.parts = append(a.parts, part)
	case assistant.Retract:
		*a = answer{Blocks: []any{}}
	}
	return nil
}

func printJSON(out io.Writer, a *answer) error {
	line, err := json.Marshal(a)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(out, "%s\n", line)
	return err
}

// printText draws a reply for a person.
func printText(out io.Writer, a *answer) error {
	var b strings.Builder
	for _, part := range a.parts {
		switch part := part.(type) {
		case assistant.Text:
			fmt.Fprintf(&b, "%s\n", part.Text)
		case assistant.ProductsBlock:
			for i, card := range part.Cards {
				fmt.Fprintf(&b, "  %d. %s  %s%s\n", i+1, card.Title, price(card), reason(card))
			}
		case assistant.CartBlock:
			fmt.Fprintf(&b, "  [cart] %s\n", part.Text)
		case assistant.WishesBlock:
			var labels []string
			for _, wish := range part.Wishes {
				labels = append(labels, wish.Label+" ×")
			}
			fmt.Fprintf(&b, "  %s\n", strings.Join(labels, "  "))
		case assistant.ArticleBlock:
			fmt.Fprintf(&b, "  [%s] %s\n", part.Title, part.URL)
		case assistant.ChoicesBlock:
			var labels []string
			for i, choice := range part.Choices {
				labels = append(labels, fmt.Sprintf("/%d %s", i+1, choice.Label))
			}
			fmt.Fprintf(&b, "  > %s\n", strings.Join(labels, "   "))
		case assistant.FormBlock:
			fmt.Fprintf(&b, "  [form] %s\n", part.Title)
			for _, field := range part.Fields {
				fmt.Fprintf(&b, "    %s=%s  (%s)\n", field.Name, field.Value, describe(field))
			}
		case assistant.Block:
			fmt.Fprintf(&b, "  [%s] %s\n", part.Kind(), part.Fallback())
		}
	}
	_, err := fmt.Fprintf(out, "%s\n", b.String())
	return err
}

// describe says what a field of a form takes.
func describe(f assistant.FormField) string {
	words := f.Label
	for i, option := range f.Options {
		separator := ", "
		if i == 0 {
			separator = ": "
		}
		words += separator + option.Value
	}
	return words
}

func price(card assistant.Card) string {
	switch {
	case card.Price.IsZero():
		return "price on request"
	case card.PriceMax.Amount > card.Price.Amount:
		return "from " + card.Price.Format("en-US")
	default:
		return card.Price.Format("en-US")
	}
}

func reason(card assistant.Card) string {
	if card.Reason == "" {
		return ""
	}
	return "  (" + card.Reason + ")"
}
