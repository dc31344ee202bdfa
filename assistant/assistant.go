package assistant

import (
	"context"
	"encoding/json"
	"slices"
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
	// Session names the shopper's browser session, which a guest's conversations
	// share; empty where there is none. Address is the network address that the
	// message came from, to count by and for nothing else; empty where it is not
	// known, or is that of a proxy.
	Session, Address string
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
	// AskedToRate is true where the shopper was asked not long ago how this
	// conversation was: nobody is asked twice for the same.
	AskedToRate bool
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
	// Kind is what the page is, as far as the shop says so: one of the Page
	// constants. Order is the number of the order that it shows.
	Kind  string `json:"kind,omitempty"`
	Order string `json:"order,omitempty"`
}

// Kinds of page, for [Page.Kind].
const (
	PageHome       = "home"
	PageProduct    = "product"
	PageCollection = "collection"
	PageSearch     = "search"
	PageCart       = "cart"
	PageCheckout   = "checkout"
	PageOrder      = "order"
	PageAccount    = "account"
	PageArticle    = "article"
)

// Customer is a shopper whom the shop has identified.
type Customer struct {
	ID    string `json:"id"`
	Name  string `json:"name,omitempty"`
	Email string `json:"email,omitempty"`
	// Segments are the groups that the shop counts the customer among, such as
	// "trade". VIP is true for one of those that the shop takes most care of. A
	// merchant's handoff.yaml goes by them; shoppers never see them.
	Segments []string `json:"segments,omitempty"`
	VIP      bool     `json:"vip,omitempty"`
}

// Equal reports whether two customers are the same, and the same is known of them.
func (c Customer) Equal(o Customer) bool {
	return c.ID == o.ID && c.Name == o.Name && c.Email == o.Email && c.VIP == o.VIP && slices.Equal(c.Segments, o.Segments)
}

// Placed reports whether an order is c's own; nobody's where c is nil.
func (c *Customer) Placed(o *cart.Order) bool {
	return c != nil && o.CustomerID != "" && o.CustomerID == c.ID
}

// Clone returns a copy that shares nothing with c; nil for nil.
func (c *Customer) Clone() *Customer {
	if c == nil {
		return nil
	}
	clone := *c
	clone.Segments = slices.Clone(c.Segments)
	return &clone
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
	// Tokens is how many tokens the message has where a language model reads it, as
	// CountedBy has counted them; see [Counts]. 0 means that nobody has.
	Tokens    int
	CountedBy string
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
	// Usage is what a language model charged; zero without one. It counts also where
	// Respond returns an error.
	Usage Usage
	// Counts are the tokens of the message and of its reply; zero without a language
	// model.
	Counts Counts
	// ConfigHash names the configuration that answered, so that a reply can be
	// traced to it.
	ConfigHash string
}

// MaxPriority is the highest priority of a [Handoff].
const MaxPriority = 2

// Handoff is the note that goes to the person who takes over.
type Handoff struct {
	// Reason is a short code: "asked", "angry", "cannot_help", "sensitive",
	// "account", "disputed" or "unproven"; where the merchant's handoff.yaml asks for
	// a person: "topic", "segment", "vip", "low_confidence" or "low_rating".
	Reason string `json:"reason"`
	// Trigger is the name of the topic or segment; empty for other reasons.
	Trigger string `json:"trigger,omitempty"`
	// Priority is how soon a person is wanted, from 0, which is the ordinary, to
	// MaxPriority.
	Priority int `json:"priority,omitempty"`
	// Summary tells in one or two sentences what the shopper wants.
	Summary string `json:"summary"`
	// Mood is "angry" or "annoyed" where the shopper is, and empty otherwise.
	Mood string `json:"mood,omitempty"`
	// Contact is the e-mail address that the shopper has left for the answer.
	Contact string `json:"contact,omitempty"`
}

// Counts are how many tokens a message and its reply have where a language model reads
// them in later turns. They are kept with the reply and come back with the messages of
// [Turn.History], so that nobody counts them again.
type Counts struct {
	// By names who has counted, and how: what others have counted means nothing.
	By     string `json:"by"`
	Asked  int    `json:"asked"`
	Answer int    `json:"answer"`
}

// Usage counts a language model's work, in tokens.
type Usage struct {
	Model        string `json:"model"`
	InputTokens  int    `json:"input_tokens"`
	OutputTokens int    `json:"output_tokens"`
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
	// ApplyCode and RemoveCode change its promotion codes; see cart.Coder. In a
	// shop whose carts know no codes every code is unknown.
	ApplyCode(ctx context.Context, key, code string) (cart.Cart, error)
	RemoveCode(ctx context.Context, key, code string) (cart.Cart, error)
	// UsedUp are the ids of the promotions that nobody can use any more; none
	// where the shop's carts do not count. See cart.UseCounter.
	UsedUp(ctx context.Context) ([]string, error)

	// Orders are those that this shopper may see, the newest first: the
	// verified customer's, and those that were proven. None is no error.
	Orders(ctx context.Context) ([]cart.Order, error)
	// Order is one of them; any other number is cart.ErrNoOrder, whether or not
	// there is such an order.
	Order(ctx context.Context, number string) (cart.Order, error)
	// Prove lets the shopper see the order with this number, if it was placed
	// with this e-mail address. Otherwise it is cart.ErrNoOrder; after too many
	// attempts it is a *cart.Error with cart.CodeTooMany.
	Prove(ctx context.Context, number, email string) (cart.Order, error)
	// SendCode sends a code to an e-mail address, or where that is empty to the one
	// that the order with a number was placed with, if there is any order with it.
	// Whether there is, neither the answer nor the time that it takes tells. The same
	// key again is the same request. After too many codes it is a *cart.Error with
	// cart.CodeTooMany, and one with cart.CodeNotNow where no mail can be sent.
	SendCode(ctx context.Context, key, email, number string) error
	// ProveCode lets the shopper see the orders of the address that the newest code
	// was sent to, by that code; ErrWrongCode or ErrNoCode otherwise. The same key
	// again is the same attempt.
	ProveCode(ctx context.Context, key, code string) error
	// File files a request about an order that the shopper may see; see
	// cart.Orders.
	File(ctx context.Context, key string, r cart.Request) (cart.Request, error)
	// AddFact adds what the shopper tells to a request about such an order; see
	// cart.FactAdder. A shop whose orders take no facts refuses with a
	// *cart.Error.
	AddFact(ctx context.Context, key, number, reference, fact string) (cart.Request, error)

	// AskRestock notes that this shopper wants to hear when something that is sold
	// out can be had again; see cart.Restocker. Whose request it is comes from the
	// session, the e-mail address from r. A shop that keeps no such requests
	// refuses with a *cart.Error; Terms.Restocks says so beforehand.
	AskRestock(ctx context.Context, r cart.Restock) (cart.Restock, error)
	// Restocks are this shopper's requests of that kind, the newest first, at most
	// MaxOrders of them.
	Restocks(ctx context.Context) ([]cart.Restock, error)
	// DropRestock takes back one of this shopper's open requests of that kind and
	// returns it as it is then; cart.ErrNoRestock where there is none. A shop that
	// cannot take one back refuses with a *cart.Error.
	DropRestock(ctx context.Context, reference string) (cart.Restock, error)

	// Terms are the shop's rules, as they are now.
	Terms() Terms
}

// Terms are what a shop promises, a frozen value. What is nil or empty is not
// known, and then nothing is said about it.
type Terms struct {
	Policies *cart.Policies
	Shipping *cart.Shipping
	Hours    *Hours
	// Promotions are all that the shop has, those included that do not run now.
	Promotions []cart.Promotion
	// Orders is true where orders can be looked up. OrderPrefix is what their
	// numbers begin with, as in "LH-"; empty where that is not known.
	Orders      bool
	OrderPrefix string
	// Codes is true where a code that is sent by mail shows a shopper the orders of
	// the address.
	Codes bool
	// Restocks is true where it is noted who wants to hear that something can be
	// had again.
	Restocks bool
	// OrderPage is where the shop shows an order, to which the number is added;
	// empty means that it has no such page.
	OrderPage string
}

// TimeZone names the time zone that the shop's days are in, as in
// "America/New_York": that of the policies, or else of the shipping; "UTC" where
// neither says.
func (t Terms) TimeZone() string {
	if t.Policies != nil && t.Policies.TimeZone != "" {
		return t.Policies.TimeZone
	}
	if t.Shipping != nil && t.Shipping.TimeZone != "" {
		return t.Shipping.TimeZone
	}
	return "UTC"
}

// Termed is an optional ability of an [Assistant]: the terms that it has read
// with the merchant's articles. A chat uses them where its own configuration
// says nothing.
type Termed interface {
	Terms() Terms
}

// Questioner is an optional ability of an [Assistant]: the questions worth
// suggesting on a product's page, best first, at most four, each of at most
// MaxLabel characters and each with an answer in the shop's data.
type Questioner interface {
	Questions(p catalog.Product) []string
}

// Greeter is an optional ability of an [Assistant]: the first words of a
// conversation, before the shopper has said anything. The turn has no text.
type Greeter interface {
	Greet(ctx context.Context, turn Turn) (Greeting, error)
}

// Greeting is what an empty conversation shows.
type Greeting struct {
	Text string `json:"text"`
	// Chips are up to MaxChoices things that the shopper may want to say here.
	Chips []string `json:"chips,omitempty"`
}

// Rated is an optional ability of an [Assistant]: what it does when a shopper has said
// how the conversation was. turn.Text is the comment, which may be empty, and score is
// from 1, the worst, to 5. No parts are no answer; a Handoff makes the conversation
// wait for a person. It is asked while no person has the conversation.
type Rated interface {
	Rated(ctx context.Context, turn Turn, score int) (Parts, Outcome, error)
}

// Librarian is an optional ability of an [Assistant]: whole articles, for a
// shopper who opens a source. ok is false when there is none that holds now.
type Librarian interface {
	Article(id string, now time.Time) (article Article, ok bool)
}

// Article is one of the merchant's articles, plain text.
type Article struct {
	ID       string    `json:"id"`
	Title    string    `json:"title"`
	URL      string    `json:"url,omitempty"`
	Sections []Section `json:"sections"`
}

// Section is a part of an [Article].
type Section struct {
	Heading string `json:"heading,omitempty"`
	// Text are paragraphs; a line that begins with "- " is a point of a list.
	Text string `json:"text"`
}
