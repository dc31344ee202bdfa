package main

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"maps"
	"net/http"
	"slices"
	"sync"
	"time"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/chat"
)

// sessionCookie holds 256 random bits that stand for a guest. It is set when a
// guest first puts something into the cart, looks an order up or opens the chat, not
// before.
// loginCookie holds as many that stand for a customer who has signed in.
const (
	sessionCookie = "shop_session"
	loginCookie   = "shop_login"
)

// How long a guest's cart is remembered, how long somebody stays signed in, and
// how long it is remembered that a guest has proven an order.
const (
	guestLife = 90 * 24 * time.Hour
	loginLife = chat.SessionVerified
	proofLife = 12 * time.Hour
)

// sessions know who makes a request. Guests are known by their cookie alone;
// who is signed in, and which orders a guest has proven, is kept here and ends
// with the process. A real shop has this already.
type sessions struct {
	now func() time.Time

	mu     sync.Mutex
	logins map[string]login // by the hash of the cookie
	proofs map[string]proof // by the guest's cart
}

// login is a customer who has signed in.
type login struct {
	customer assistant.Customer
	until    time.Time
}

// proof is the numbers of orders that a guest has proven.
type proof struct {
	numbers []string
	until   time.Time
}

func newSessions(now func() time.Time) *sessions {
	return &sessions{now: now, logins: map[string]login{}, proofs: map[string]proof{}}
}

// customer returns who is signed in; nil for a guest.
func (s *sessions) customer(r *http.Request) *assistant.Customer {
	key := hashed("login", bits(r, loginCookie))
	s.mu.Lock()
	defer s.mu.Unlock()
	l, ok := s.logins[key]
	if !ok || !s.now().Before(l.until) {
		return nil
	}
	return &l.customer
}

// ended reports whether a request comes from somebody who was signed in and is
// not any more.
func (s *sessions) ended(r *http.Request) bool {
	return bits(r, loginCookie) != "" && s.customer(r) == nil
}

// signIn makes the request and those to come the customer's.
func (s *sessions) signIn(w http.ResponseWriter, r *http.Request, c assistant.Customer) {
	value := setBits(w, r, loginCookie, loginLife)
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.now()
	maps.DeleteFunc(s.logins, func(_ string, l login) bool { return !now.Before(l.until) })
	s.logins[hashed("login", value)] = login{c, now.Add(loginLife)}
}

// signOut ends the login, and the guest's session that was there before it.
func (s *sessions) signOut(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	delete(s.logins, hashed("login", bits(r, loginCookie)))
	s.mu.Unlock()
	for _, name := range []string{loginCookie, sessionCookie} {
		http.SetCookie(w, &http.Cookie{Name: name, Path: "/", MaxAge: -1, HttpOnly: true, SameSite: http.SameSiteLaxMode})
	}
}

// cartOf returns the id of the cart that belongs to a request: the customer's,
// the guest's, or "" for a guest who has none yet. The id is a hash, so that
// whoever sees it, at the desk or in a log, cannot pass for the shopper.
func (s *sessions) cartOf(r *http.Request) string {
	if c := s.customer(r); c != nil {
		return hashed("customer", c.ID)
	}
	return guestCart(r)
}

// ensureCart is cartOf that begins a session where there is none.
func (s *sessions) ensureCart(w http.ResponseWriter, r *http.Request) string {
	if id := s.cartOf(r); id != "" {
		return id
	}
	setBits(w, r, sessionCookie, guestLife)
	return guestCart(r)
}

func guestCart(r *http.Request) string { return hashed("cart of", bits(r, sessionCookie)) }

// proven returns the numbers of the orders that whoever has this cart has
// proven to be theirs.
func (s *sessions) proven(cartID string) []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	p := s.proofs[cartID]
	if !s.now().Before(p.until) {
		return nil
	}
	return slices.Clone(p.numbers)
}

// prove notes one more.
func (s *sessions) prove(cartID, number string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.now()
	maps.DeleteFunc(s.proofs, func(_ string, p proof) bool { return !now.Before(p.until) })
	p := s.proofs[cartID]
	if !slices.Contains(p.numbers, number) {
		p.numbers = append(slices.Clone(p.numbers), number)
	}
	s.proofs[cartID] = proof{p.numbers, now.Add(proofLife)}
}

// withSession begins a session before the chat asks who the shopper is: a guest
// who first chats and then opens the cart page sees one and the same cart.
func (s *sessions) withSession(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.ensureCart(w, r)
		next.ServeHTTP(w, r)
	})
}

// shopper tells the chat whose cart it is, and who is signed in.
func (s *sessions) shopper(r *http.Request) (chat.Shopper, error) {
	return chat.Shopper{CartID: s.cartOf(r), Customer: s.customer(r)}, nil
}

// bits returns the value of one of our cookies, or "" when it is none that we
// have set.
func bits(r *http.Request, name string) string {
	cookie, err := r.Cookie(name)
	if err != nil {
		return ""
	}
	if data, err := base64.RawURLEncoding.DecodeString(cookie.Value); err != nil || len(data) != 32 {
		return ""
	}
	return cookie.Value
}

// setBits sets a cookie to 256 random bits, for the answer and for the rest of
// this request.
func setBits(w http.ResponseWriter, r *http.Request, name string, life time.Duration) string {
	random := make([]byte, 32)
	rand.Read(random) // it never fails
	cookie := &http.Cookie{
		Name: name, Value: base64.RawURLEncoding.EncodeToString(random), Path: "/",
		MaxAge: int(life.Seconds()), HttpOnly: true, SameSite: http.SameSiteLaxMode, Secure: r.TLS != nil,
	}
	http.SetCookie(w, cookie)
	others := slices.DeleteFunc(r.Cookies(), func(c *http.Cookie) bool { return c.Name == name })
	r.Header.Del("Cookie")
	for _, c := range append(others, cookie) {
		r.AddCookie(c)
	}
	return cookie.Value
}

// hashed is a short hash of a secret, of its own for each purpose; "" for none.
func hashed(purpose, secret string) string {
	if secret == "" {
		return ""
	}
	sum := sha256.Sum256([]byte(purpose + " " + secret))
	return hex.EncodeToString(sum[:16])
}
