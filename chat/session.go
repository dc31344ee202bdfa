package chat

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/cart"
)

// tokenBytes is how much chance a token holds.
const tokenBytes = 32

// newToken returns a bearer token and what is stored of it.
func newToken() (token string, hash []byte) {
	random := make([]byte, tokenBytes)
	rand.Read(random) // it never fails
	token = base64.RawURLEncoding.EncodeToString(random)
	return token, hashToken(token)
}

func hashToken(token string) []byte {
	sum := sha256.Sum256([]byte(token))
	return sum[:]
}

// Expires is when s ends, as things stand.
func (s Session) Expires() time.Time {
	if s.Customer != nil {
		return s.Created.Add(SessionVerified)
	}
	idle, life := s.Seen.Add(SessionIdle), s.Created.Add(SessionLife)
	if idle.Before(life) {
		return idle
	}
	return life
}

// sessionKept is what a connection keeps of its session.
type sessionKept struct {
	id, cart string
	customer *assistant.Customer
	proven   []string
}

func (s Session) kept() sessionKept { return sessionKept{s.ID, s.CartID, s.Customer, s.Proven} }

// session is as much of it as was kept.
func (s sessionKept) session() Session {
	return Session{ID: s.id, CartID: s.cart, Customer: s.customer, Proven: s.proven}
}

// session returns the session of a token, or ErrNotFound if there is none or
// it has ended.
func (c *Chat) session(ctx context.Context, token string) (Session, error) {
	if len(token) != base64.RawURLEncoding.EncodedLen(tokenBytes) {
		return Session{}, ErrNotFound
	}
	s, err := c.config.Store.SessionByToken(ctx, c.config.Shop, hashToken(token))
	if err != nil {
		return Session{}, err
	}
	if !c.steady.now().Before(s.Expires()) {
		return Session{}, ErrNotFound
	}
	return s, nil
}

// seenEvery is how exactly Session.Seen is kept.
const seenEvery = time.Hour

// seen notes that s is in use. Nobody waits for it: a store that can be read and
// not written keeps nobody from a conversation.
func (c *Chat) seen(s Session) {
	now := c.steady.now()
	if now.Sub(s.Seen) < seenEvery {
		return
	}
	c.spawn(func() {
		ctx, cancel := context.WithTimeout(c.life, storeTimeout)
		defer cancel()
		if err := c.config.Store.Touch(ctx, c.config.Shop, s.ID, now); err != nil {
			c.log.Warn("chat: that a session is in use is not noted", "error", err)
		}
	})
}

// serveSession answers POST session: it gives the browser a token. A browser
// that has one already sends it as "Authorization: Bearer TOKEN" and keeps it
// as long as it is good and the shopper is still the same.
func (c *Chat) serveSession(w http.ResponseWriter, r *http.Request) {
	allowed, own := c.origins.allow(r)
	if !allowed {
		c.refuse(w, r, http.StatusForbidden, CodeForbidden, "This page may not use the chat.")
		return
	}
	if !c.admit(w, r) {
		return
	}
	var shopper Shopper
	if c.config.Shopper != nil && own {
		var err error
		if shopper, err = c.config.Shopper(r); err != nil {
			c.fail(w, r, err)
			return
		}
	}
	s, token, err := c.openSession(r.Context(), shopper, bearer(r))
	if err != nil {
		c.fail(w, r, err)
		return
	}
	writeJSON(w, http.StatusOK, SessionAnswer{Token: token, Expires: s.Expires().UnixMilli(), Currency: c.config.Currency})
}

// openSession returns the shopper's session: the one of token if that is good
// and of the same shopper, or else a new one. A guest who has signed in
// meanwhile takes the talk along: what was said is the customer's from now on,
// and the guest's token ends.
func (c *Chat) openSession(ctx context.Context, shopper Shopper, token string) (Session, string, error) {
	now := c.steady.now()
	old, err := c.session(ctx, token)
	switch {
	case err == nil && old.isOf(shopper):
		c.seen(old)
		return old, token, nil
	case err != nil && !errors.Is(err, ErrNotFound):
		return Session{}, "", err
	}
	token, hash := newToken()
	s := Session{ID: uuid.NewString(), TokenHash: hash, CartID: shopper.CartID, Customer: shopper.Customer, Created: now, Seen: now}
	if s.CartID == "" {
		s.CartID = uuid.NewString()
	}
	if err == nil {
		if signedIn := old.Customer == nil && s.Customer != nil; signedIn {
			if err := c.identify(ctx, old, s); err != nil {
				return Session{}, "", err
			}
			if s.Proven, err = c.keepProofs(ctx, old); err != nil {
				return Session{}, "", err
			}
		}
		// Whoever was here before is not any more: the old token ends.
		old.Created, old.Seen = time.Time{}, time.Time{}
		if err := c.putSession(ctx, old); err != nil {
			return Session{}, "", err
		}
		c.endTabs(old.ID)
	}
	return s, token, c.putSession(ctx, s)
}

// putSession stores a session, and tries for as long as a shopper waits for a
// page while another program holds the store or the disk is in trouble.
func (c *Chat) putSession(ctx context.Context, s Session) error {
	ctx, cancel := context.WithTimeout(ctx, commandTimeout)
	defer cancel()
	for {
		err := c.config.Store.PutSession(ctx, c.config.Shop, s)
		if again := errors.Is(err, ErrBusy) && !errors.Is(err, ErrFull) || errors.Is(err, ErrUncertain); !again {
			return err
		}
		select {
		case <-time.After(retries[0]):
		case <-ctx.Done():
			return err
		}
	}
}

// identify makes the conversations of a guest those of a customer.
func (c *Chat) identify(ctx context.Context, guest, customer Session) error {
	list, err := c.config.Store.Conversations(ctx, c.config.Shop, Filter{Session: guest.ID})
	if err != nil {
		return err
	}
	for _, conv := range list {
		if conv.Customer != nil {
			continue
		}
		if _, _, err := c.append(ctx, Append{
			Conversation: conv.ID, Identify: &Identify{Customer: *customer.Customer, CartID: customer.CartID},
			Events: []Event{{Kind: EventIdentity, ClientID: "identity", Identity: &Identity{Name: customer.Customer.Name}}},
		}); err != nil {
			return err
		}
	}
	return nil
}

// keepProofs notes the orders that came out of a guest's cart as proven, since the
// guest has another cart from now on, and returns the numbers of all that are.
func (c *Chat) keepProofs(ctx context.Context, guest Session) ([]string, error) {
	shop := assistant.BindShop(assistant.Binding{CartID: guest.CartID, Orders: c.config.Orders, Proven: guest.Proven})
	orders, err := shop.Orders(ctx)
	if err != nil {
		return nil, err
	}
	proven := slices.Clone(guest.Proven)
	for _, o := range orders {
		if slices.ContainsFunc(proven, func(number string) bool { return cart.SameNumber(number, o.Number) }) {
			continue
		}
		if err := c.config.Store.ProveOrder(ctx, c.config.Shop, guest.ID, o.Number); err != nil {
			return nil, err
		}
		proven = append(proven, o.Number)
	}
	return proven, nil
}

// endTabs ends the connections of a session that has ended; their browsers get
// a new one and come back.
func (c *Chat) endTabs(session string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for k := range c.conns {
		if k.belongs(session) {
			k.out.end(CloseSession, "the session has ended")
		}
	}
}

// isOf reports whether s is still what a new session of the shopper would be.
func (s Session) isOf(shopper Shopper) bool {
	if shopper.CartID != "" && shopper.CartID != s.CartID {
		return false
	}
	if shopper.Customer == nil || s.Customer == nil {
		return shopper.Customer == s.Customer
	}
	return shopper.Customer.Equal(*s.Customer)
}

// bearer returns the token of the Authorization header, or "".
func bearer(r *http.Request) string {
	scheme, token, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	if !strings.EqualFold(scheme, "Bearer") {
		return ""
	}
	return token
}
