package chat

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"strings"

	"github.com/google/uuid"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/cart"
)

// start is what a connection begins with: the welcome, and the events after
// the given seq up to Welcome.Top.
type start struct {
	welcome Welcome
	after   int64
	due     bool // a turn waits to be answered
}

// readHello returns the first command, which must be a Hello that this server
// understands.
func (k *conn) readHello() (Hello, bool) {
	data, ok := k.read()
	if !ok {
		return Hello{}, false
	}
	command, _, err := decodeCommand(data)
	hello, ok := command.(Hello)
	switch {
	case err != nil:
		return hello, k.turnAway(CodeBadRequest, err.Error(), CloseHello)
	case !ok:
		return hello, k.turnAway(CodeBadRequest, "the first command is hello", CloseHello)
	case hello.V != ProtocolVersion:
		return hello, k.turnAway(CodeVersion, fmt.Sprintf("this server speaks version %d", ProtocolVersion), CloseVersion)
	}
	return hello, true
}

// turnAway ends a connection that has not begun. It returns false.
func (k *conn) turnAway(code ErrorCode, message string, close CloseCode) bool {
	k.tell(Failure{Code: code, Message: message})
	k.out.end(close, string(code))
	return false
}

// begin finds the session and its conversation, and makes k a listener.
func (k *conn) begin(hello Hello) (start, bool) {
	c := k.chat
	ctx := c.storing.context()
	session, err := c.session(ctx, hello.Token)
	if err != nil {
		if errors.Is(err, ErrNotFound) {
			return start{}, k.turnAway(CodeUnauthorized, "The session has ended.", CloseSession)
		}
		return start{}, k.cannotBegin(err)
	}
	if len(hello.Tab) > MaxID || len(hello.Fresh) > MaxID {
		return start{}, k.turnAway(CodeBadRequest, fmt.Sprintf("a tab, and a new conversation, has an id of at most %d bytes", MaxID), CloseHello)
	}
	if !k.enter(session, newTabKey(hello.Token, hello.Tab)) {
		return start{}, k.turnAway(CodeBusy, "The chat is open in too many tabs.", CloseBusy)
	}
	k.session, k.page, k.entry, k.locale = session.kept(), cleanPage(hello.Page), cleanEntry(hello.Entry), cleanLocale(hello.Locale)
	from, err := k.join(ctx, session, hello)
	if err != nil {
		k.leave()
		return start{}, k.cannotBegin(err)
	}
	c.seen(session)
	k.room.show()
	return from, true
}

func (k *conn) cannotBegin(err error) bool {
	if !k.gone.Load() {
		k.chat.log.Error("chat: a connection cannot begin", "error", err)
	}
	return k.turnAway(CodeBusy, "The chat cannot answer at the moment.", CloseBusy)
}

// join enters the conversation's room and says where to begin.
func (k *conn) join(ctx context.Context, session Session, hello Hello) (start, error) {
	c := k.chat
	epoch, err := c.config.Store.Epoch(ctx, c.config.Shop)
	if err != nil {
		return start{}, err
	}
	conv, err := c.current(ctx, session, hello)
	if err != nil {
		return start{}, err
	}
	c.baskets.join(k.session.cart, k)
	k.room = c.enter(conv.ID)
	k.place.Store(k.room)
	top, err := k.room.join(ctx, k)
	if err != nil {
		return start{}, err
	}
	basket, err := c.config.Carts.Get(ctx, k.session.cart)
	if err != nil {
		// The talk goes on without the cart; the next change shows it.
		c.log.Warn("chat: a cart could not be read", "error", err)
		basket = cart.Cart{ID: k.session.cart, Currency: c.config.Currency, Lines: []cart.Line{}}
	}
	from := start{after: hello.After, due: conv.due(), welcome: Welcome{
		V: ProtocolVersion, Conversation: conv.ID, Epoch: epoch, Top: top, Owner: conv.Owner.State, Person: conv.Owner.Person,
		Cart: basket, MaxText: MaxText, SignedIn: k.session.customer != nil, Orders: c.config.Orders != nil,
		Zone: c.terms().TimeZone(),
	}}
	if k.session.customer != nil {
		from.welcome.Customer = k.session.customer.Name
	}
	from.welcome.Mails = c.mailsTranscripts(k.session.customer)
	_, from.welcome.Codes = c.config.Carts.(cart.Coder)
	if conv.Messages == 0 {
		from.welcome.Greeting = k.greeting(ctx)
	}
	had := hello.After > 0 || hello.Epoch != ""
	same := hello.Epoch == epoch && (hello.Conversation == "" || hello.Conversation == conv.ID) && hello.After >= conv.Cut && hello.After <= top
	if !had || !same {
		from.after, from.welcome.Resync = 0, had
	}
	return from, nil
}

// current returns the conversation that a tab shows: the one that it asks for
// if that is the shopper's, or else the one that it begins anew, or else the
// shopper's newest one. Before the first event there is only its id, which every
// tab of the session arrives at.
func (c *Chat) current(ctx context.Context, s Session, hello Hello) (Conversation, error) {
	fresh := ""
	if hello.Fresh != "" {
		fresh = freshConversation(s.ID, hello.Fresh)
	}
	for _, id := range []string{hello.Conversation, fresh} {
		if id == "" {
			continue
		}
		conv, err := c.config.Store.Conversation(ctx, c.config.Shop, id)
		switch {
		case err == nil && conv.isOf(s):
			return conv, nil
		case errors.Is(err, ErrNotFound) && id == fresh:
			if blocked, err := c.blocked(ctx, s); err != nil || blocked.ID != "" {
				return blocked, err
			}
			return Conversation{ID: fresh, Owner: Owner{State: OwnedByAssistant}}, nil
		case err != nil && !errors.Is(err, ErrNotFound):
			return conv, err
		}
	}
	f := s.own()
	f.Limit = 1
	list, err := c.config.Store.Conversations(ctx, c.config.Shop, f)
	if err != nil {
		return Conversation{}, err
	}
	if len(list) > 0 {
		return list[0], nil
	}
	return Conversation{ID: firstConversation(s.ID), Owner: Owner{State: OwnedByAssistant}}, nil
}

// blocked returns a conversation of the shopper's to which the staff listens no
// more, if there is one: then they begin no new one.
func (c *Chat) blocked(ctx context.Context, s Session) (Conversation, error) {
	f := s.own()
	f.Mark, f.Limit = MarkBlocked, 1
	list, err := c.config.Store.Conversations(ctx, c.config.Shop, f)
	if err != nil || len(list) == 0 {
		return Conversation{}, err
	}
	return list[0], nil
}

// isOf reports whether a conversation is for the eyes of a session: the verified
// customer's on every device, and a guest's in the guest's own browser.
func (c Conversation) isOf(s Session) bool {
	if c.Customer != nil {
		return s.Customer != nil && s.Customer.ID == c.Customer.ID
	}
	return c.SessionID == s.ID
}

// firstConversation is the id of a session's first conversation.
func firstConversation(sessionID string) string {
	return uuid.NewSHA1(uuid.NameSpaceOID, []byte("conversation of "+sessionID)).String()
}

// replay writes the welcome and what the browser lacks. It reports whether the
// connection goes on.
func (k *conn) replay(from start) bool {
	c := k.chat
	data, err := EncodeFrame(from.welcome)
	if err != nil || k.pipe.write([][]byte{data}) != nil {
		return false
	}
	for after := from.after; after < from.welcome.Top; {
		events, err := c.config.Store.Events(c.storing.context(), c.config.Shop, k.room.id, after, page)
		if k.gone.Load() {
			return false // the browser has gone
		}
		if err != nil || len(events) == 0 {
			c.log.Error("chat: a conversation cannot be replayed", "conversation", k.room.id, "after", after, "error", err)
			k.out.end(CloseTrouble, "our fault; come back")
			return false
		}
		var frames [][]byte
		size := 0
		for _, e := range events {
			if e.Seq > from.welcome.Top {
				break // from here on the room tells
			}
			data, err := EncodeFrame(Logged{Event: forShopper(e)})
			if err != nil {
				c.log.Error("chat: an event cannot be written", "conversation", k.room.id, "seq", e.Seq, "error", err)
				k.out.end(CloseTrouble, "our fault; come back")
				return false
			}
			after = e.Seq
			frames, size = append(frames, data), size+len(data)
			if size >= maxBatch {
				if k.pipe.write(frames) != nil {
					return false
				}
				frames, size = frames[:0], 0
			}
		}
		if k.pipe.write(frames) != nil {
			return false
		}
	}
	return true
}

// leave undoes begin.
func (k *conn) leave() {
	k.chat.baskets.part(k.session.cart, k)
	k.exit()
	if k.room != nil {
		k.room.part(k)
		k.room.show()
		k.room.leave()
	}
}

// tabKey names one tab of one shopper.
type tabKey struct {
	token [sha256.Size / 2]byte // of its hash
	tab   string
}

func newTabKey(token, tab string) tabKey {
	hash := sha256.Sum256([]byte(token))
	return tabKey{[len(hash) / 2]byte(hash[:]), tab}
}

// enter makes k a tab of its session, in place of the connection that the same
// tab had before. It reports whether the session may have one more.
func (k *conn) enter(session Session, key tabKey) bool {
	c := k.chat
	if before := c.replace(key, k); before != nil {
		before.out.end(CloseReplaced, "the tab has another connection")
		k.counted.Store(before.counted.Swap(false)) // one takes the place of the other
	}
	if !k.counted.Load() && !c.open.enter(session.ID, c.config.Limits.PerSession) {
		k.exit()
		return false
	}
	k.counted.Store(true)
	id := session.ID // and not all of the session with it
	k.owner.Store(&id)
	return true
}

// exit undoes enter.
func (k *conn) exit() {
	c := k.chat
	if k.counted.Swap(false) {
		c.open.leave(k.session.id)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.tabs[k.tab] == k {
		delete(c.tabs, k.tab)
	}
}

// replace notes the connection of a tab and returns the one before it, if there
// is one. A connection that names no tab replaces none.
func (c *Chat) replace(key tabKey, k *conn) (before *conn) {
	if key.tab == "" {
		return nil
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	before, c.tabs[key], k.tab = c.tabs[key], k, key
	return before
}

// What a page may say of itself; what is longer is cut or left out.
const (
	maxURL     = 2048
	maxTitle   = 300
	maxProduct = 200
	maxOrder   = 60
	maxWord    = 35
)

func cleanPage(p assistant.Page) assistant.Page {
	if len(p.URL) > maxURL {
		p.URL = ""
	}
	if title := []rune(p.Title); len(title) > maxTitle {
		p.Title = string(title[:maxTitle])
	}
	if len(p.Product) > maxProduct {
		p.Product = ""
	}
	if len(p.Order) > maxOrder {
		p.Order = ""
	}
	p.Kind = cleanWord(p.Kind, "_-")
	return p
}

// cleanEntry keeps a single word.
func cleanEntry(entry string) string { return cleanWord(entry, "_-") }

// cleanLocale keeps what looks like a BCP 47 tag.
func cleanLocale(locale string) string { return cleanWord(locale, "-") }

func cleanWord(word, more string) string {
	for _, r := range word {
		if (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9') && !strings.ContainsRune(more, r) {
			return ""
		}
	}
	if len(word) > maxWord {
		return ""
	}
	return word
}
