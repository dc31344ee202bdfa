package chat

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/google/uuid"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/cart"
)

// Chat runs the conversations of one shop. It is an http.Handler; see
// ServeHTTP for where to mount it. A Chat is safe for concurrent use. Make one
// with [New] and end it with Shutdown.
type Chat struct {
	config  Config
	log     *slog.Logger
	origins origins

	gate        *gate    // new connections in all
	arrivals    *limiter // by address
	messages    *limiter // by session
	lookUps     lookUps
	codes       *limiter                  // those that are asked for, by address
	transcripts *limiter                  // those that are sent, by customer
	erasing     *limiter                  // of conversations, by session
	attending   *limiter                  // signs by person
	mailSeen    atomic.Pointer[time.Time] // when the mailer was ready last
	open        counter                   // connections by session, by address and in all

	rooms    rooms
	baskets  baskets
	watches  watches
	presence *presence

	steady steady // for how long sessions last

	name  string // that it holds leases under
	alone bool   // no other process serves this shop

	life       context.Context // until Shutdown is done
	turns      context.Context // until Shutdown has waited for replies long enough
	serving    context.Context // until Shutdown is called
	storing    *bound          // for one use of the store
	commanding *bound          // for one command
	probing    *bound          // for one ping
	endServing func()
	stop       []func() // what Shutdown ends, in order

	mu    sync.Mutex
	ended bool
	conns map[*conn]struct{}
	tabs  map[tabKey]*conn

	connected sync.WaitGroup // the conns
	work      sync.WaitGroup // what spawn started
	warn      sync.Once
}

// New returns a shop's chat, ready to be mounted, and begins to answer what an
// earlier process left unanswered. It fails when the configuration makes no
// sense; the error says which field and what to do.
func New(config Config) (*Chat, error) {
	alone := config.Broker == nil
	config = config.withDefaults()
	if err := config.check(); err != nil {
		return nil, err
	}
	allowed, err := newOrigins(config.Origins)
	if err != nil {
		return nil, err
	}
	c := &Chat{
		config: config, log: config.Logger, origins: allowed,
		gate: newGate(config.Limits.Arrivals), arrivals: newLimiter(config.Limits.Connections), messages: newLimiter(config.Limits.Messages),
		lookUps: newLookUps(*config.Limits.LookUps), codes: newLimiter(config.Limits.Codes.Address), transcripts: newLimiter(config.Limits.Transcripts), attending: newLimiter([]Rate{{time.Second, 5}}), erasing: newLimiter(eraseRates),
		rooms: rooms{all: map[string]*room{}}, baskets: baskets{all: map[string]*basket{}},
		conns: map[*conn]struct{}{}, tabs: map[tabKey]*conn{}, steady: newSteady(config.Now), name: uuid.NewString(), alone: alone,
	}
	c.presence = newPresence(func(id string) { c.watches.change(Change{Conversation: id, Presence: true}) })
	var endLife, endTurns context.CancelCauseFunc
	c.life, endLife = context.WithCancelCause(context.Background())
	c.turns, endTurns = context.WithCancelCause(c.life)
	c.serving, c.endServing = context.WithCancel(c.life)
	c.storing, c.commanding = newBound(c.life, storeTimeout), newBound(c.life, commandTimeout)
	c.probing = newBound(c.life, DefaultWriteTimeout)
	c.stop = []func(){
		func() { endTurns(errClosing) },
		config.Broker.Subscribe(config.Shop, c.hint),
		c.presence.close,
		c.watchCarts(),
		func() { endLife(errClosing) },
	}
	if untold := c.untold(); len(untold) > 0 {
		c.log.Warn("chat: the carts do not know some promotions, and shoppers are not told of them; give the carts, or the order book, the same promotions",
			"promotions", strings.Join(untold, ", "))
	}
	if c.config.Mailer != nil && c.config.Orders != nil && !c.sendsCodes() {
		c.log.Warn("chat: no codes are sent by mail, since the orders are not found by an e-mail address; Config.Orders needs the method of cart.EmailOrders")
	}
	c.spawn(c.lookOut)
	c.spawn(c.sweep)
	if c.config.AnswerLimit > 0 {
		c.spawn(c.watchWaits)
	}
	return c, nil
}

// untold are the ids of the shop's promotions that its carts cannot apply.
func (c *Chat) untold() []string {
	told := c.bind(Session{}, "").Terms().Promotions
	var ids []string
	for _, p := range c.config.Promotions {
		if !slices.ContainsFunc(told, func(t cart.Promotion) bool { return t.ID == p.ID }) {
			ids = append(ids, p.ID)
		}
	}
	return ids
}

// watchCarts follows what others write to carts, where the carts can tell.
func (c *Chat) watchCarts() (stop func()) {
	if w, ok := c.config.Carts.(cart.Watcher); ok {
		return w.Watch(func(shop, cartID string) {
			if shop == c.config.Shop {
				c.cartWritten(cartID)
			}
		})
	}
	return func() {}
}

// spawn runs f in a goroutine that Shutdown waits for, unless the chat is
// shutting down.
func (c *Chat) spawn(f func()) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.ended {
		return false
	}
	c.work.Go(f)
	return true
}

func (c *Chat) closing() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.ended
}

// wait waits for the group or for ctx.
func wait(ctx context.Context, group *sync.WaitGroup) error {
	done := make(chan struct{})
	go func() {
		group.Wait()
		close(done)
	}()
	select {
	case <-done:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// append writes to the log and tells everybody.
func (c *Chat) append(ctx context.Context, a Append) (Conversation, []Event, error) {
	if _, bounded := ctx.Deadline(); !bounded {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, storeTimeout)
		defer cancel()
	}
	a.Now = c.config.Now()
	began := time.Now()
	conv, events, err := c.config.Store.Append(ctx, c.config.Shop, a)
	if err != nil || len(events) == 0 {
		return conv, events, err
	}
	if r := c.find(a.Conversation); r != nil {
		r.prove(conv.Lease, began)
		r.note(events, conv.Cut)
		if err := r.tell(c.life, events); err != nil {
			c.log.Error("chat: events were stored and not shown", "conversation", a.Conversation, "error", err)
		}
		r.leave()
	}
	c.config.Broker.Publish(c.config.Shop, Hint{Conversation: a.Conversation, Top: conv.Top})
	return conv, events, nil
}

// retries are the pauses before a write that the assistant's side makes is
// tried again; the last one comes again until patience has passed. A browser
// tries its own again.
var retries = []time.Duration{100 * time.Millisecond, 500 * time.Millisecond, 2 * time.Second, 4 * time.Second}

// patience is how long a reply that is made waits for a store that cannot
// write.
const patience = time.Minute

// appendFirmly is append for what no browser would send again.
func (c *Chat) appendFirmly(a Append) (conv Conversation, events []Event, err error) {
	began := time.Now()
	for try := 0; ; try++ {
		if conv, events, err = c.append(c.storing.context(), a); err == nil || decided(err) || time.Since(began) > patience {
			return conv, events, err
		}
		select {
		case <-time.After(retries[min(try, len(retries)-1)]):
		case <-c.turns.Done():
			return conv, events, err
		}
	}
}

// decided reports whether a store's error is its answer, which trying again
// does not change.
func decided(err error) bool {
	return errors.Is(err, ErrOwner) || errors.Is(err, ErrLease) || errors.Is(err, ErrConflict) || errors.Is(err, ErrNotFound)
}

// top is the seq of a conversation's newest event; 0 before its first one.
func (c *Chat) top(ctx context.Context, id string) (int64, error) {
	conv, err := c.config.Store.Conversation(ctx, c.config.Shop, id)
	if err != nil {
		if errors.Is(err, ErrNotFound) {
			return 0, nil
		}
		return 0, err
	}
	return conv.Top, nil
}

// hint follows what a broker says.
func (c *Chat) hint(h Hint) {
	if h == (Hint{}) {
		c.spawn(c.lookAgain)
		return
	}
	if h.Sign != (Sign{}) {
		c.heed(h.Conversation, h.Sign)
		return
	}
	if h.Cart != "" {
		c.showCart(h.Cart)
	}
	if h.Conversation == "" {
		return
	}
	c.watches.change(Change{Conversation: h.Conversation, Top: h.Top})
	r := c.find(h.Conversation)
	if r == nil {
		return
	}
	if told := r.position(); told < 0 || told >= h.Top || !c.spawn(func() { r.follow(h.Top) }) {
		r.leave()
	}
}

// lookAgain reads everything that is open here, since hints were lost.
func (c *Chat) lookAgain() {
	c.watches.change(Change{})
	for _, id := range c.baskets.ids() {
		c.showCart(id)
	}
	for _, id := range c.rooms.ids() {
		if r := c.find(id); r != nil {
			r.refresh()
			r.leave()
		}
	}
}

// follow hears a hint and leaves the room.
func (r *room) follow(top int64) {
	defer r.leave()
	ctx, cancel := context.WithTimeout(r.chat.life, storeTimeout)
	defer cancel()
	if err := r.hear(ctx, top); err != nil {
		r.chat.log.Warn("chat: a hint could not be followed", "conversation", r.id, "error", err)
	}
}

// refresh looks whether the store knows more than the room has told.
func (r *room) refresh() {
	ctx := r.chat.storing.context()
	top, err := r.chat.top(ctx, r.id)
	if err == nil {
		err = r.hear(ctx, top)
	}
	if err != nil && r.chat.life.Err() == nil {
		r.chat.log.Warn("chat: a conversation could not be refreshed", "conversation", r.id, "error", err)
	}
}

var _ assistant.Writer = (*reply)(nil)
