package chat

import (
	"bytes"
	"context"
	"crypto/subtle"
	"errors"
	"slices"
	"time"
)

// Errors of codes that are sent by mail; test with errors.Is.
var (
	// ErrWrongCode says that a code is not the one that was sent. It counts as a try.
	ErrWrongCode = errors.New("chat: this is not the code that was sent")
	// ErrManyCodes says that a session, or a mailbox, was sent as many codes as it may
	// be sent for now.
	ErrManyCodes = errors.New("chat: too many codes")
)

// How long a code holds, and for how long it counts that one was sent.
const (
	CodeLife   = 10 * time.Minute
	CodeWindow = 24 * time.Hour
)

// Code is a one-time code that was sent by mail to prove whose orders are asked for.
// Of the code itself only a digest is kept. A session has one that is open at most:
// it is until it is used, tried too often or replaced by the next.
type Code struct {
	// ID names it within the shop.
	ID        string
	SessionID string
	// Email is the address that it goes to, as cart.FoldEmail writes it; empty while
	// it is not known. Number is that of the order whose address it goes to, as
	// cart.OrderNumber writes it; empty where it was asked for by address.
	Email, Number string
	// Hash is the digest of the code.
	Hash []byte
	// Made is when it was asked for, Ends when it holds no more.
	Made, Ends time.Time
}

// CodeBounds say how many codes made after Since one session may have asked for, and
// how many may have been for one mailbox. A negative number is no bound.
type CodeBounds struct {
	Since            time.Time
	Session, Mailbox int
}

// CodeTry is one attempt to use a code.
type CodeTry struct {
	// ID is the code's, Hash the digest of what was entered.
	ID   string
	Hash []byte
	// Key names the attempt. The same key again, with nothing tried in between, gets
	// the same answer and counts no more.
	Key string
	// Most is how many attempts a code has; the last of them closes it in any case.
	Most int
	// Orders are the numbers that become the session's Proven if it is right.
	Orders []string
	// Now is the time of the attempt.
	Now time.Time
}

// matches compares digests in a time that tells nothing about them.
func (t CodeTry) matches(hash []byte) bool {
	return len(hash) > 0 && subtle.ConstantTimeCompare(t.Hash, hash) == 1
}

// Tried is what a [Store] keeps of the attempts at a code.
type Tried struct {
	Open    bool   // nobody has used it, replaced it or tried too often
	Tries   int    // so many
	Key     string // of the last one
	Matched bool   // it was right
}

// Next returns what a code's attempts become by t, and the answer to it: nil,
// ErrWrongCode, or ErrNotFound for a code that is not open any more. A store asks
// inside its transaction and keeps the result also where the answer is an error.
func (d Tried) Next(c Code, t CodeTry) (Tried, error) {
	switch {
	case d.Tries > 0 && d.Key == t.Key && d.Matched:
		return d, nil
	case d.Tries > 0 && d.Key == t.Key:
		return d, ErrWrongCode
	case !d.Open || !t.Now.Before(c.Ends) || d.Tries >= t.Most:
		return d, ErrNotFound
	}
	d.Tries++
	d.Key, d.Matched = t.Key, t.matches(c.Hash)
	d.Open = !d.Matched && d.Tries < t.Most
	if !d.Matched {
		return d, ErrWrongCode
	}
	return d, nil
}

// memoryCode is a code in a [Memory].
type memoryCode struct {
	code  Code
	tried Tried
}

// PutCode implements [Store].
func (m *Memory) PutCode(ctx context.Context, shop string, c Code, b CodeBounds) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	in := m.shop(shop)
	if old := in.code(c.ID); old != nil {
		if old.code.SessionID != c.SessionID {
			return ErrConflict
		}
		if old.tried.Open {
			old.code.Hash = bytes.Clone(c.Hash)
		}
		return nil
	}
	session, mailbox := 0, 0
	for _, other := range in.codes {
		if !other.code.Made.After(stamp(b.Since)) {
			continue
		}
		if other.code.SessionID == c.SessionID {
			session++
		}
		if c.Number == other.code.Number && (c.Number != "" || c.Email != "" && c.Email == other.code.Email) {
			mailbox++
		}
	}
	if b.Session >= 0 && session >= b.Session || b.Mailbox >= 0 && mailbox >= b.Mailbox {
		return ErrManyCodes
	}
	for _, other := range in.codes {
		if other.code.SessionID == c.SessionID {
			other.tried.Open = false
		}
	}
	c.Hash, c.Made, c.Ends = bytes.Clone(c.Hash), stamp(c.Made), stamp(c.Ends)
	in.codes = append(in.codes, &memoryCode{c, Tried{Open: true}})
	return nil
}

// AimCode implements [Store].
func (m *Memory) AimCode(ctx context.Context, shop, id, email string, b CodeBounds) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	in := m.shop(shop)
	code := in.code(id)
	if code == nil {
		return ErrNotFound
	}
	mailbox := 0
	for _, other := range in.codes {
		if other != code && other.code.Email == email && other.code.Made.After(stamp(b.Since)) {
			mailbox++
		}
	}
	if b.Mailbox >= 0 && mailbox >= b.Mailbox {
		return ErrManyCodes
	}
	code.code.Email = email
	return nil
}

// OpenCode implements [Store].
func (m *Memory) OpenCode(ctx context.Context, shop, session, key string) (Code, error) {
	if err := ctx.Err(); err != nil {
		return Code{}, err
	}
	m.mu.RLock()
	defer m.mu.RUnlock()
	if in := m.shops[shop]; in != nil {
		for _, c := range slices.Backward(in.codes) {
			if c.code.SessionID == session && (c.tried.Open || key != "" && c.tried.Key == key) {
				code := c.code
				code.Hash = bytes.Clone(code.Hash)
				return code, nil
			}
		}
	}
	return Code{}, ErrNotFound
}

// TryCode implements [Store].
func (m *Memory) TryCode(ctx context.Context, shop string, t CodeTry) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	in := m.shop(shop)
	code := in.code(t.ID)
	if code == nil {
		return ErrNotFound
	}
	next, err := code.tried.Next(code.code, t)
	code.tried = next
	if s, ok := in.sessions[code.code.SessionID]; ok && err == nil {
		in.prove(s, t.Orders...)
	}
	return err
}

// code returns the code with this id, or nil.
func (in *memoryShop) code(id string) *memoryCode {
	for _, c := range in.codes {
		if c.code.ID == id {
			return c
		}
	}
	return nil
}
