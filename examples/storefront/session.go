package main

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"net/http"
	"time"

	"github.com/aisle-chat/aisle/chat"
)

// sessionCookie holds 256 random bits that stand for a guest. It is set when a
// guest first puts something into the cart or opens the chat, not before.
const sessionCookie = "shop_session"

// cartOf returns the id of the cart that belongs to a request, or "" for a
// guest who has none yet. The id is a hash of the cookie, so that whoever sees
// it, at the desk or in a log, cannot pass for the shopper.
func cartOf(r *http.Request) string {
	cookie, err := r.Cookie(sessionCookie)
	if err != nil {
		return ""
	}
	if bits, err := base64.RawURLEncoding.DecodeString(cookie.Value); err != nil || len(bits) != 32 {
		return ""
	}
	sum := sha256.Sum256([]byte("cart of " + cookie.Value))
	return hex.EncodeToString(sum[:16])
}

// ensureCart is cartOf that begins a session where there is none.
func ensureCart(w http.ResponseWriter, r *http.Request) string {
	if id := cartOf(r); id != "" {
		return id
	}
	bits := make([]byte, 32)
	rand.Read(bits)
	cookie := &http.Cookie{
		Name: sessionCookie, Value: base64.RawURLEncoding.EncodeToString(bits), Path: "/",
		MaxAge: int((90 * 24 * time.Hour).Seconds()), HttpOnly: true, SameSite: http.SameSiteLaxMode, Secure: r.TLS != nil,
	}
	http.SetCookie(w, cookie)
	r.Header.Del("Cookie")
	r.AddCookie(cookie)
	return cartOf(r)
}

// withSession begins a session before the chat asks who the shopper is: a guest
// who first chats and then opens the cart page sees one and the same cart.
func withSession(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ensureCart(w, r)
		next.ServeHTTP(w, r)
	})
}

// shopper tells the chat whose cart it is.
func shopper(r *http.Request) (chat.Shopper, error) {
	return chat.Shopper{CartID: cartOf(r)}, nil
}
