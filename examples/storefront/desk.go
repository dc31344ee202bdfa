package main

import (
	"crypto/rand"
	"crypto/subtle"
	"errors"
	"net/http"
	"sync"
	"time"

	"github.com/aisle-chat/aisle/chat"
	"github.com/aisle-chat/aisle/chat/desk"
)

// deskCookie holds the token of somebody who is signed in at the desk.
const deskCookie = "desk_session"

// deskLogin and deskLogout begin and end a session at the desk.
const (
	deskLogin  = "/desk/login"
	deskLogout = "/desk/logout"
)

// deskUser is the one who may sign in.
const deskUser = "demo"

// robin is that one, as shoppers see them too.
var robin = chat.Person{ID: deskUser, Name: "Robin", Title: "Outfitter", Picture: "/people/robin.svg", Role: desk.RoleLead}

// staff is the shop's own login for the desk: one user, one password made at
// start, tokens that end with the process. A real shop has a login already.
type staff struct {
	password string

	mu     sync.Mutex
	tokens map[string]bool
}

func newStaff() *staff {
	return &staff{password: rand.Text()[:16], tokens: map[string]bool{}}
}

// answerLimit is how long a shopper waits for a person while the shop is open.
const answerLimit = 15 * time.Minute

// macros are the desk's prepared replies.
var macros = []desk.Macro{
	{Name: "Hello", Text: "Hello {{customer}}, this is {{agent}}. I am reading what you wrote and will be right with you."},
	{Name: "Looking into it", Text: "Thank you, {{customer}}. I am looking into {{order}} now and will write here as soon as I know more."},
	{Name: "Anything else", Text: "Is there anything else that I can do for you, {{customer}}?"},
}

// agent says who makes a request to the desk.
func (s *staff) agent(r *http.Request) (chat.Person, error) {
	cookie, err := r.Cookie(deskCookie)
	if err != nil {
		return chat.Person{}, errors.New("not signed in")
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.tokens[cookie.Value] {
		return chat.Person{}, errors.New("not signed in")
	}
	return robin, nil
}

// signIn checks user and password and sets the desk's cookie.
func (s *staff) signIn(w http.ResponseWriter, r *http.Request, user, password string) bool {
	known := subtle.ConstantTimeCompare([]byte(user), []byte(deskUser))
	right := subtle.ConstantTimeCompare([]byte(password), []byte(s.password))
	if known&right != 1 {
		return false
	}
	token := rand.Text()
	s.mu.Lock()
	s.tokens[token] = true
	s.mu.Unlock()
	http.SetCookie(w, &http.Cookie{
		Name: deskCookie, Value: token, Path: "/desk/",
		HttpOnly: true, SameSite: http.SameSiteStrictMode, Secure: r.TLS != nil,
	})
	return true
}

// signOut ends the session of a request.
func (s *staff) signOut(w http.ResponseWriter, r *http.Request) {
	if cookie, err := r.Cookie(deskCookie); err == nil {
		s.mu.Lock()
		delete(s.tokens, cookie.Value)
		s.mu.Unlock()
	}
	http.SetCookie(w, &http.Cookie{Name: deskCookie, Path: "/desk/", MaxAge: -1, HttpOnly: true, SameSite: http.SameSiteStrictMode})
}

// deskRoutes adds the login beside the desk itself.
func (s *site) deskRoutes(mux *http.ServeMux, desk http.Handler) {
	mux.Handle("/desk/", desk)
	mux.HandleFunc("GET "+deskLogin, func(w http.ResponseWriter, r *http.Request) {
		s.render(w, r, http.StatusOK, deskPage(""))
	})
	mux.HandleFunc("POST "+deskLogin, func(w http.ResponseWriter, r *http.Request) {
		if !s.staff.signIn(w, r, r.PostFormValue("user"), r.PostFormValue("password")) {
			s.render(w, r, http.StatusUnauthorized, deskPage("That is not the user and password. Both were printed when the shop started."))
			return
		}
		http.Redirect(w, r, "/desk/", http.StatusSeeOther)
	})
	mux.HandleFunc("POST "+deskLogout, func(w http.ResponseWriter, r *http.Request) {
		s.staff.signOut(w, r)
		http.Redirect(w, r, deskLogin, http.StatusSeeOther)
	})
}

// deskPage is the login of the desk; refusal is why the last one failed.
func deskPage(refusal string) page {
	return page{Template: "desk", Title: "Sign in to the desk", Data: refusal}
}
