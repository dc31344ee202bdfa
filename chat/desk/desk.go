package desk

import (
	"context"
	"errors"
	"iter"
	"log/slog"
	"net/http"
	"sync"
	"time"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/catalog"
	"github.com/aisle-chat/aisle/chat"
)

// Chat is what the desk needs of the shop's conversations. A *chat.Chat is one.
type Chat interface {
	Conversations(ctx context.Context, f chat.Filter) ([]chat.Conversation, error)
	Conversation(ctx context.Context, id string) (chat.Conversation, error)
	Events(ctx context.Context, id string, after int64, limit int) ([]chat.Event, error)
	TakeOver(ctx context.Context, id string, by chat.Person) (chat.Conversation, error)
	GiveBack(ctx context.Context, id string, by chat.Person) (chat.Conversation, error)
	CloseConversation(ctx context.Context, id string, by chat.Person) (chat.Conversation, error)
	Transfer(ctx context.Context, id, from string, to chat.Person) (chat.Conversation, error)
	Sort(ctx context.Context, id, clientID string, by chat.Person, s chat.Staff) (chat.Conversation, error)
	Edit(ctx context.Context, id, clientID string, by chat.Person, seq int64, text string) (chat.Event, error)
	OrdersOf(ctx context.Context, id string) ([]assistant.OrderView, error)
	Post(ctx context.Context, id string, p chat.Post) (chat.Event, error)
	Attend(ctx context.Context, id string, p chat.Person, does chat.Doing) (chat.Presence, error)
	Presence(id string) chat.Presence
	Macros(ctx context.Context) ([]chat.Macro, error)
	PutMacro(ctx context.Context, m chat.Macro) (chat.Macro, error)
	DropMacro(ctx context.Context, id string, version int64) error
	Watch(ctx context.Context) iter.Seq[chat.Change]
}

// The default of [Config], and the limits that always hold.
const (
	// DefaultMaxStreams is how many desks may listen at the same time.
	DefaultMaxStreams = 200

	// MaxListed is how many conversations a view shows at most.
	MaxListed = 200
	// MaxEvents is how many events one answer carries at most.
	MaxEvents = 200
	// MaxBody is the largest body of a request, in bytes.
	MaxBody = 64 << 10
	// Heartbeat is the time between two signs of life on GET api/events.
	Heartbeat = 20 * time.Second
	// StreamTime is how long one GET api/events lasts. Whoever listens asks
	// again, and is asked again who they are.
	StreamTime = 10 * time.Minute
)

// ErrForbidden is for [Config].Agent: this person is known and may not use the
// desk. Test with errors.Is.
var ErrForbidden = errors.New("desk: this person may not use the desk")

// Config says what a desk is made of.
type Config struct {
	// Chat has the conversations. It is required.
	Chat Chat
	// Agent says who of the staff makes a request, by the shop's own login. It
	// is required and is asked on every request, for pages and files as well.
	// An error that is [ErrForbidden] is answered with 403, any other with 401.
	// The person has an ID, which is theirs for good, and a Name, which is what
	// shoppers read, with a Title and a Picture if they have them; their Role says
	// what they may do.
	Agent func(*http.Request) (chat.Person, error)
	// Roles says what each role may do; nil means DefaultRoles. A person whose
	// Role is empty is an agent, and a role that is not here may nothing.
	Roles map[string][]Permission
	// Team are the people that conversations can be given to. nil means those
	// who have used the desk since the process started.
	Team func(context.Context) ([]chat.Person, error)
	// Login is the URL of the shop's login. The page sends whoever is not
	// signed in there; the API never does. Empty means that the page answers
	// 401 as the API does.
	Login string
	// Logout is the URL, on the desk's own host, that ends the session of whoever
	// posts to it. Empty means that the page offers no signing out.
	Logout string
	// Carts are the shoppers' carts, for the column beside the talk. nil means
	// that it shows what the talk itself tells of the cart.
	Carts cart.Carts
	// Catalog is where products to show are looked for; nil means that replies
	// are words alone.
	Catalog catalog.Catalog
	// Clerk lets the staff act on orders; nil means that it cannot, and a
	// [cart.OrderBook] is one. Which orders, [chat.Chat.OrdersOf] says.
	Clerk cart.Clerk
	// Macros are prepared replies that the shop begins with. The staff writes more,
	// and others in their place, where the chat's store is a [chat.MacroStore].
	Macros []Macro
	// MaxStreams is how many desks may listen at the same time; 0 means
	// DefaultMaxStreams.
	MaxStreams int
	// Logger is told of refusals that are the shop's own fault, and of who did
	// what; nil means slog.Default().
	Logger *slog.Logger
}

// New returns the desk: the page and its API, to be mounted anywhere, without
// http.StripPrefix, behind the shop's own login:
//
//	mux.Handle("/desk/", handler)
//
// The handler is safe for concurrent use. It holds nothing that needs closing:
// its streams end with their requests, and when Chat's Watch ends.
func New(c Config) (http.Handler, error) {
	switch {
	case c.Chat == nil:
		return nil, errors.New("desk: Config.Chat is missing: the desk answers conversations of a chat.Chat")
	case c.Agent == nil:
		return nil, errors.New("desk: Config.Agent is missing: without it anybody could answer in the shop's name")
	case c.MaxStreams < 0:
		return nil, errors.New("desk: Config.MaxStreams is negative; 0 means DefaultMaxStreams")
	}
	if err := checkMacros(c.Macros); err != nil {
		return nil, err
	}
	if c.MaxStreams == 0 {
		c.MaxStreams = DefaultMaxStreams
	}
	if c.Roles == nil {
		c.Roles = DefaultRoles()
	}
	if c.Logger == nil {
		c.Logger = slog.Default()
	}
	return newDesk(c), nil
}

// desk is the handler.
type desk struct {
	Config
	// sameOrigin refuses requests that another site's page has made.
	sameOrigin *http.CrossOriginProtection
	// streams has a place for each stream that is open.
	streams    chan struct{}
	heartbeat  time.Duration
	streamTime time.Duration

	mu    sync.Mutex
	asked map[string]asked       // by conversation
	met   map[string]chat.Person // by id
}

func newDesk(c Config) *desk {
	return &desk{
		Config: c, sameOrigin: http.NewCrossOriginProtection(),
		streams: make(chan struct{}, c.MaxStreams), heartbeat: Heartbeat, streamTime: StreamTime,
		asked: map[string]asked{}, met: map[string]chat.Person{},
	}
}

// ServeHTTP implements [http.Handler]. Every request, whatever it asks for,
// meets the headers and the question who asks first.
func (d *desk) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	setHeaders(w.Header())
	q := &request{Request: r, w: &answer{ResponseWriter: w}, path: pathBelow(r.Pattern, r.URL.Path)}
	defer d.recovered(q)
	if err := d.serve(q); err != nil {
		d.refuse(q, err)
	}
}

// setHeaders sets what every answer has. Nothing of the desk is kept by a
// browser, shown in a frame or allowed to load what is not its own; pictures
// of products may come from wherever the catalogue has them.
func setHeaders(h http.Header) {
	h.Set("Cache-Control", "no-store")
	h.Set("Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self'; "+
		"img-src 'self' https:; connect-src 'self'; base-uri 'none'; form-action 'none'; "+
		"frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Referrer-Policy", "same-origin")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("X-Frame-Options", "DENY")
}
