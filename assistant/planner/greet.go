package planner

import (
	"context"
	"strings"
	"time"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/grounding"
	"github.com/aisle-chat/aisle/assistant/internal/calendar"
	"github.com/aisle-chat/aisle/cart"
)

// Greet implements [assistant.Greeter]: who speaks, what can be done here, and
// when a person is there, as far as the shop's terms say; and for a customer who
// has come back the order that is under way. It says nothing that the shop
// cannot do.
//
// Like every reply it is verified before it leaves.
func (p *Planner) Greet(ctx context.Context, turn assistant.Turn) (assistant.Greeting, error) {
	turn, facts := grounding.Watch(turn)
	greeting, err := p.greeting(ctx, turn)
	if err != nil {
		return greeting, err
	}
	p.tell(facts)
	greeting, _ = p.verifier.CheckGreeting(facts, greeting)
	if greeting.Text == "" {
		greeting.Text = "Hi, I'm the assistant of this shop."
	}
	return p.voice.Greeting(greeting), nil
}

func (p *Planner) greeting(ctx context.Context, turn assistant.Turn) (assistant.Greeting, error) {
	terms := turn.Shop.Terms()
	text := "Hi"
	if turn.Customer != nil && turn.Customer.Name != "" {
		given, _, _ := strings.Cut(turn.Customer.Name, " ")
		text += " " + plainText(given)
	}
	text += ", I'm " + p.introduced() + ". " + p.can(terms)
	if span := personHere(terms.Hours, turn.Now); span != "" {
		text += "; a person is here " + span
	}
	text += "."
	under, err := underWay(ctx, turn)
	if err != nil {
		return assistant.Greeting{}, err
	}
	if under != nil {
		view := assistant.NewOrderView(*under, terms, turn.Now, turn.Locale, true)
		text += " Your order " + under.Number + ": " + lowerFirst(view.Headline) + "."
	}
	chips, err := p.greetingChips(ctx, turn, under)
	return assistant.Greeting{Text: text, Chips: chips}, err
}

// personHere says when a person is there next: "9 to 17" today, "Monday, 9 to 17"
// after hours. It is empty where no time is promised.
func personHere(hours *assistant.Hours, now time.Time) string {
	span := hours.Span(now)
	next, ok := hours.Next(now)
	if !ok || span == "" {
		return ""
	}
	today := calendar.Day(now, next.Location())
	switch day := calendar.Day(next, next.Location()); {
	case day.Equal(today):
		return span
	case calendar.Days(today, day) < 7:
		return day.Format("Monday") + ", " + span
	default:
		return "from " + day.Format("January 2") + " on, " + span
	}
}

// introduced is who the assistant is: "Wren, Larkhollow's assistant".
func (p *Planner) introduced() string {
	of := "this shop's assistant"
	if p.persona.Shop != "" {
		of = p.persona.Shop + "'s assistant"
		if strings.HasSuffix(p.persona.Shop, "s") {
			of = p.persona.Shop + "' assistant"
		}
	}
	if p.persona.Name == "" {
		if p.persona.Shop == "" {
			return "the assistant of this shop"
		}
		return of
	}
	return p.persona.Name + ", " + of
}

// can says what the assistant does in this shop.
func (p *Planner) can(terms assistant.Terms) string {
	if terms.Orders {
		return "I can find things, check sizes and track orders"
	}
	return "I can find things, check sizes and fill your cart"
}

// underWay is the newest order of a verified customer that has not arrived; nil
// where there is none.
func underWay(ctx context.Context, turn assistant.Turn) (*cart.Order, error) {
	if turn.Customer == nil || !turn.Shop.Terms().Orders {
		return nil, nil
	}
	orders, err := turn.Shop.Orders(ctx)
	if err != nil {
		return nil, err
	}
	for i := range orders {
		o := &orders[i]
		if status := o.Progress(turn.Shop.Terms().Policies, turn.Now).Status; o.CustomerID == turn.Customer.ID && status != cart.StatusDelivered && status != cart.StatusCanceled {
			return o, nil
		}
	}
	return nil, nil
}

// greetingChips are what shoppers want on a page. Each of them gets a good
// answer when it is said; a test holds that.
func (p *Planner) greetingChips(ctx context.Context, turn assistant.Turn, under *cart.Order) ([]string, error) {
	terms := turn.Shop.Terms()
	var chips []string
	add := func(when bool, text string) {
		if when && len(chips) < assistant.MaxChoices {
			chips = append(chips, text)
		}
	}
	switch turn.Page.Kind {
	case assistant.PageCart, assistant.PageCheckout:
		add(true, "How much is shipping?")
		add(terms.Shipping != nil, "When would it arrive?")
		add(terms.Promotions != nil, "I have a code")
		add(true, "What is your return policy?")
		return chips, nil
	case assistant.PageOrder:
		if terms.Orders {
			return []string{"Track this order", "Return something", "Report a problem"}, nil
		}
	}
	if turn.Page.Product != "" {
		product, err := turn.Shop.Product(ctx, turn.Page.Product)
		if err == nil {
			questions := p.Questions(product)
			return questions[:min(len(questions), 3)], nil
		}
	}
	add(under != nil, "Where is my order?")
	add(true, "Help me choose")
	add(true, "Gift ideas")
	add(under == nil && terms.Orders, "Track an order")
	add(true, "Returns")
	return chips, nil
}
