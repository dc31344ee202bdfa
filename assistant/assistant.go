package assistant

import (
	"context"
	"encoding/json"
	"time"

	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/catalog"
)

// Assistant answers one message of one shopper. Implementations are safe for
// concurrent use and keep nothing between turns but what they return in
// [Outcome.State]. Wrap an Assistant as one wraps an http.Handler.
//
// Respond writes its reply to w as it comes, and returns when the reply is
// complete. An error means that the reply is not usable: what was written is
// retracted and the shopper is told so. When ctx ends, Respond returns soon,
// with ctx's error.
type Assistant interface {
	Respond(ctx context.Context, turn Turn, w Writer) (Outcome, error)
}

// Func lets a function be an [Assistant].
type Func func(ctx context.Context, turn Turn, w Writer) (Outcome, error)

// Respond calls f.
func (f Func) Respond(ctx context.Context, turn Turn, w Writer) (Outcome, error) {
	return f(ctx, turn, w)
}

// Writer takes the parts of a reply in the order in which the shopper sees
// them. Write returns an error when the reply is no longer wanted (the shopper
// pressed stop, a person took over); the assistant should return it. A Writer
// is used by one goroutine.
type Writer interface {
	Write(Part) error
}

// Turn is one message of a shopper with everything needed to answer it. It is
// a snapshot: nobody changes it while Respond runs, and Respond must not.
type Turn struct {
	// ID is unique; it seeds idempotency keys, so that a turn that runs twice
	// writes once.
	ID string
	// Conversation is the id of the talk that the turn belongs to.
	Conversation string
	// Locale is a BCP 47 tag such as "en-US".
	Locale string
	// Text is what the shopper typed, or the label of what was tapped.
	Text string
	// Action is what was tapped, as the chip itself carried it; nil when the
	// shopper typed. It never comes from a model or from the browser's words.
	Action *Action
	// Page is where the shopper is.
	Page Page
	// Customer is set only when the shop's own login vouched for it.
	Customer *Customer
	// Waiting is true while the shopper waits for a person: the assistant goes
	// on helping but promises nothing that only a person may decide.
	Waiting bool
	// History are the messages before this one, oldest first.
	History []Message
	// State is what the assistant returned as Outcome.State last time; nil at
	// the start. StateVersion is its Outcome.StateVersion.
	State        json.RawMessage
	StateVersion int
	// Now is the time of the message.
	Now time.Time
	// Shop acts for this shopper only.
	Shop Shop
}

// Page is what is known of the web page around the widget.
type Page struct {
	URL   string `json:"url,omitempty"`
	Title string `json:"title,omitempty"`
	// Product is the catalogue id of the page's product; empty elsewhere.
	Product string `json:"product,omitempty"`
}

// Customer is a shopper whom the shop has identified.
type Customer struct {
	ID    string `json:"id"`
	Name  string `json:"name,omitempty"`
	Email string `json:"email,omitempty"`
}

// Author says who wrote a message.
type Author string

// The authors of messages.
const (
	AuthorShopper   Author = "shopper"
	AuthorAssistant Author = "assistant"
	AuthorPerson    Author = "person" // someone of the shop's staff
)

// Message is one entry of a conversation.
type Message struct {
	Author Author
	// Name is the person's name where Author is AuthorPerson.
	Name  string
	Text  string
	Parts Parts // what the assistant or a person sent, in order
	At    time.Time
}

// Outcome is what a turn leaves behind besides its reply.
type Outcome struct {
	// State is kept with the conversation and comes back in the next Turn. It
	// is a small JSON object that a person can read.
	State        json.RawMessage
	StateVersion int
	// Handoff asks for a person; nil means none is needed.
	Handoff *Handoff
	// Tags are added to the conversation.
	Tags []string
	// Usage is what a language model charged; zero without one.
	Usage Usage
	// ConfigHash names the configuration that answered, so that a reply can be
	// traced to it.
	ConfigHash string
}

// Handoff is the note that goes to the person who takes over.
type Handoff struct {
	// Reason is a short code: "asked", "angry", "cannot_help", "sensitive".
	Reason string `json:"reason"`
	// Summary tells in one or two sentences what the shopper wants.
	Summary string `json:"summary"`
}

// Usage counts a language model's work.
type Usage struct {
	Model        string
	InputTokens  int
	OutputTokens int
}

// Shop is the shop as one shopper may use it: the cart and the orders are
// bound to the session by [BindShop], never by what anybody writes.
type Shop interface {
	// Search, Product and Understand are the catalogue's.
	Search(ctx context.Context, q catalog.Query) (catalog.Result, error)
	Product(ctx context.Context, id string) (catalog.Product, error)
	Understand(text string) catalog.Understanding
	// Cart is the shopper's cart, priced now.
	Cart(ctx context.Context) (cart.Cart, error)
	// Add and SetQuantity change it; see cart.Carts for keys and refusals.
	Add(ctx context.Context, key string, item cart.Item) (cart.Cart, error)
	SetQuantity(ctx context.Context, key, lineID string, quantity int) (cart.Cart, error)
}

// Questioner is an optional ability of an [Assistant]: the questions worth
// suggesting on a product's page, best first, at most four, each of at most
// MaxLabel characters and each with an answer in the shop's data.
type Questioner interface {
	Questions(p catalog.Product) []string
}
