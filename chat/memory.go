package chat

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/google/uuid"

	"github.com/aisle-chat/aisle/assistant"
)

// DefaultConversations is how many conversations a list has whose Filter names
// no Limit.
const DefaultConversations = 100

// Memory is a [Store] that keeps everything for as long as the program runs,
// for tests and trials. Make one with [NewMemory].
type Memory struct {
	mu    sync.RWMutex
	epoch string
	shops map[string]*memoryShop
}

type memoryShop struct {
	sessions      map[string]Session           // by id
	tokens        map[[sha256.Size]byte]string // token hash to session id
	conversations map[string]*memoryConversation
	codes         []*memoryCode // in the order of their making
	macros        []Macro       // by name
}

type memoryConversation struct {
	state  Conversation
	events [][]byte // those after state.Cut, as JSON, so that nobody shares what one points to
	done   map[memoryClientID]int64
}

type memoryClientID struct {
	by assistant.Author
	id string
}

// NewMemory returns an empty Memory.
func NewMemory() *Memory {
	return &Memory{epoch: uuid.NewString(), shops: map[string]*memoryShop{}}
}

// Epoch implements [Store].
func (m *Memory) Epoch(ctx context.Context, _ string) (string, error) { return m.epoch, ctx.Err() }

// PutSession implements [Store].
func (m *Memory) PutSession(ctx context.Context, shop string, s Session) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	in := m.shop(shop)
	s = s.clone()
	if old, ok := in.sessions[s.ID]; ok {
		delete(in.tokens, hashKey(old.TokenHash))
		s.Proven = old.Proven
	}
	in.sessions[s.ID] = s
	in.tokens[hashKey(s.TokenHash)] = s.ID
	return nil
}

// Session implements [Store].
func (m *Memory) Session(ctx context.Context, shop, id string) (Session, error) {
	if err := ctx.Err(); err != nil {
		return Session{}, err
	}
	m.mu.RLock()
	defer m.mu.RUnlock()
	if in := m.shops[shop]; in != nil {
		if s, ok := in.sessions[id]; ok {
			return s.clone(), nil
		}
	}
	return Session{}, ErrNotFound
}

// Touch implements [Store].
func (m *Memory) Touch(ctx context.Context, shop, id string, seen time.Time) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	in := m.shop(shop)
	s, ok := in.sessions[id]
	if !ok {
		return ErrNotFound
	}
	if seen = stamp(seen); seen.After(s.Seen) {
		s.Seen = seen
		in.sessions[id] = s
	}
	return nil
}

// ProveOrder implements [Store].
func (m *Memory) ProveOrder(ctx context.Context, shop, id, number string) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	in := m.shop(shop)
	s, ok := in.sessions[id]
	if !ok {
		return ErrNotFound
	}
	in.prove(s, number)
	return nil
}

// prove adds numbers of orders to a session's proofs, each once.
func (in *memoryShop) prove(s Session, numbers ...string) {
	s.Proven = slices.Clone(s.Proven)
	for _, number := range numbers {
		if !slices.Contains(s.Proven, number) {
			s.Proven = append(s.Proven, number)
		}
	}
	in.sessions[s.ID] = s
}

// SessionByToken implements [Store].
func (m *Memory) SessionByToken(ctx context.Context, shop string, tokenHash []byte) (Session, error) {
	if err := ctx.Err(); err != nil {
		return Session{}, err
	}
	m.mu.RLock()
	defer m.mu.RUnlock()
	if in := m.shops[shop]; in != nil {
		if s, ok := in.sessions[in.tokens[hashKey(tokenHash)]]; ok && bytes.Equal(s.TokenHash, tokenHash) {
			return s.clone(), nil
		}
	}
	return Session{}, ErrNotFound
}

// Append implements [Store].
func (m *Memory) Append(ctx context.Context, shop string, a Append) (Conversation, []Event, error) {
	if err := ctx.Err(); err != nil {
		return Conversation{}, nil, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	in := m.shop(shop)
	c := in.conversations[a.Conversation]
	if c == nil {
		if a.Create == nil {
			return Conversation{}, nil, ErrNotFound
		}
		c = &memoryConversation{state: a.Create.Clone(), done: map[memoryClientID]int64{}}
		c.state.ID = a.Conversation
	}
	return in.append(c, a)
}

// append does a to c, which is added to the shop if it succeeds.
func (in *memoryShop) append(c *memoryConversation, a Append) (Conversation, []Event, error) {
	result := make([]Event, len(a.Events))
	var fresh []Event
	var places []int // of fresh in result
	for i, e := range a.Events {
		seq, repeated := c.done[memoryClientID{e.By(), e.ClientID}]
		if !repeated || e.ClientID == "" {
			fresh, places = append(fresh, e), append(places, i)
			continue
		}
		stored, err := c.event(seq)
		if err != nil {
			return Conversation{}, nil, err
		}
		if !e.Repeats(stored) {
			return Conversation{}, nil, ErrConflict
		}
		result[i] = stored
	}
	if len(a.Events) > 0 && len(fresh) == 0 {
		return c.state.Clone(), result, nil
	}
	a.Events = fresh
	next, fresh, err := c.state.Apply(a)
	if err != nil {
		return Conversation{}, nil, err
	}
	lines := make([][]byte, len(fresh))
	for i, e := range fresh {
		if lines[i], err = json.Marshal(e); err != nil {
			return Conversation{}, nil, fmt.Errorf("chat: storing an event: %w", err)
		}
	}
	if a.Erase {
		c.events, c.done = nil, map[memoryClientID]int64{}
	}
	for i, e := range fresh {
		if e.ClientID != "" {
			c.done[memoryClientID{e.By(), e.ClientID}] = e.Seq
		}
		result[places[i]] = e
	}
	c.events = append(c.events, lines...)
	c.state = next
	in.conversations[a.Conversation] = c
	return next.Clone(), result, nil
}

// Events implements [Store].
func (m *Memory) Events(ctx context.Context, shop, conversation string, after int64, limit int) ([]Event, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	m.mu.RLock()
	defer m.mu.RUnlock()
	c := m.conversation(shop, conversation)
	if c == nil {
		return nil, ErrNotFound
	}
	var events []Event
	for seq := max(after, c.state.Cut) + 1; seq <= c.state.Top && len(events) < limit; seq++ {
		e, err := c.event(seq)
		if err != nil {
			return nil, err
		}
		events = append(events, e)
	}
	return events, nil
}

// Conversation implements [Store].
func (m *Memory) Conversation(ctx context.Context, shop, id string) (Conversation, error) {
	if err := ctx.Err(); err != nil {
		return Conversation{}, err
	}
	m.mu.RLock()
	defer m.mu.RUnlock()
	c := m.conversation(shop, id)
	if c == nil {
		return Conversation{}, ErrNotFound
	}
	return c.state.Clone(), nil
}

// Conversations implements [Store].
func (m *Memory) Conversations(ctx context.Context, shop string, f Filter) ([]Conversation, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	m.mu.RLock()
	defer m.mu.RUnlock()
	var found []Conversation
	if in := m.shops[shop]; in != nil {
		for _, c := range in.conversations {
			said, err := c.says(f.Text)
			if err != nil {
				return nil, err
			}
			if said && f.matches(c.state) {
				found = append(found, c.state)
			}
		}
	}
	slices.SortFunc(found, func(a, b Conversation) int {
		return cmp.Or(b.Changed.Compare(a.Changed), cmp.Compare(b.ID, a.ID))
	})
	if f.Limit <= 0 {
		f.Limit = DefaultConversations
	}
	found = found[:min(len(found), f.Limit)]
	for i := range found {
		found[i] = found[i].Clone()
	}
	return found, nil
}

// matches reports whether f asks for c.
func (f Filter) matches(c Conversation) bool {
	return (f.Session == "" || f.Session == c.SessionID) &&
		(f.Customer == "" || c.Customer != nil && f.Customer == c.Customer.ID) &&
		(f.Cart == "" || f.Cart == c.CartID) &&
		(f.Owner == "" || f.Owner == c.Owner.State) &&
		(!f.Due || c.due()) &&
		(!f.Open || !c.Closed) && (!f.Closed || c.Closed) &&
		(f.Assignee == "" || f.Assignee == c.Assignee.ID) &&
		(f.Mark == "" || f.Mark == c.Mark) &&
		(!f.Wanted || c.Mark != MarkSpam && c.Mark != MarkBlocked) &&
		(!f.Unwanted || c.Mark == MarkSpam || c.Mark == MarkBlocked) &&
		(f.Score == 0 || c.Score > 0 && c.Score <= f.Score) &&
		(f.Awake.IsZero() || !c.SnoozedUntil.After(f.Awake)) &&
		(f.Asleep.IsZero() || c.SnoozedUntil.After(f.Asleep)) &&
		(f.Tag == "" || slices.Contains(c.Tags, f.Tag)) &&
		(!f.Spoken || c.Messages > 0) &&
		(f.Before.IsZero() || c.Changed.Before(f.Before))
}

// says reports whether text, if there is any, is in what was said or noted or
// in who the shopper is.
func (c *memoryConversation) says(text string) (bool, error) {
	has := func(in string) bool { return strings.Contains(lower(in), lower(text)) }
	if text == "" || text == c.state.ID || c.state.Customer != nil && (has(c.state.Customer.Name) || has(c.state.Customer.Email)) {
		return true, nil
	}
	for i := range c.events {
		e, err := c.event(c.state.Cut + int64(i) + 1)
		if err != nil {
			return false, err
		}
		if e.Message != nil && has(e.Message.Text) || e.Staff != nil && has(e.Staff.Note) {
			return true, nil
		}
	}
	return false, nil
}

// lower makes the capital letters of ASCII small ones.
func lower(text string) string {
	return strings.Map(func(r rune) rune {
		if 'A' <= r && r <= 'Z' {
			r += 'a' - 'A'
		}
		return r
	}, text)
}

// due reports whether a turn of the assistant is due.
func (c Conversation) due() bool {
	return c.LastShopper > c.Answered && c.Owner.State != OwnedByPerson
}

// shop returns the shop's part, made if need be. The lock is held for writing.
func (m *Memory) shop(name string) *memoryShop {
	in := m.shops[name]
	if in == nil {
		in = &memoryShop{
			sessions: map[string]Session{}, tokens: map[[sha256.Size]byte]string{},
			conversations: map[string]*memoryConversation{},
		}
		m.shops[name] = in
	}
	return in
}

func (m *Memory) conversation(shop, id string) *memoryConversation {
	if in := m.shops[shop]; in != nil {
		return in.conversations[id]
	}
	return nil
}

func (c *memoryConversation) event(seq int64) (e Event, err error) {
	if err = json.Unmarshal(c.events[seq-1-c.state.Cut], &e); err != nil {
		err = fmt.Errorf("chat: reading event %d of %s: %w", seq, c.state.ID, err)
	}
	return e, err
}

// clone returns a deep copy of s with its times as every store keeps them.
func (s Session) clone() Session {
	s.TokenHash, s.Proven = bytes.Clone(s.TokenHash), slices.Clone(s.Proven)
	s.Customer = s.Customer.Clone()
	s.Created, s.Seen = stamp(s.Created), stamp(s.Seen)
	return s
}

func hashKey(tokenHash []byte) (key [sha256.Size]byte) {
	copy(key[:], tokenHash)
	return key
}
