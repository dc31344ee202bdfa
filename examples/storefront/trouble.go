package main

import (
	"errors"
	"fmt"
	"net/http"
	"runtime/debug"
	"strings"

	"github.com/aisle-chat/aisle/examples/internal/larkhollow/picture"
)

// trouble is what the error page says: a sentence and what to do.
type trouble struct {
	Headline, Text string
	Link, Action   string
	// Instead are things that one may like instead.
	Instead []found
}

// notFound answers for pages that do not exist. A picture that is missing gets
// a drawn one in its place.
func (s *site) notFound(w http.ResponseWriter, r *http.Request) {
	if wantsImage(r) {
		s.placeholder(w, r)
		return
	}
	s.render(w, r, http.StatusNotFound, page{Template: "trouble", Title: "Not found", Data: trouble{
		Headline: "This path leads nowhere.", Text: "The page has moved or never was. Everything we sell is one step away.",
		Link: "/collections", Action: "See everything",
	}})
}

// noProduct answers for products that are not sold here.
func (s *site) noProduct(w http.ResponseWriter, r *http.Request) {
	s.render(w, r, http.StatusNotFound, page{Template: "trouble", Title: "Not found", Data: trouble{
		Headline: "We do not have this one.", Text: "It may have been sold to the last piece. There is a good chance that something like it is here.",
		Link: "/collections", Action: "See everything", Instead: suggested(s.shelf.favourites(4)),
	}})
}

// foreign answers a form that another site has sent.
func (s *site) foreign(w http.ResponseWriter, r *http.Request) {
	s.render(w, r, http.StatusForbidden, page{Template: "trouble", Title: "Not from here", Data: trouble{
		Headline: "That came from another site.", Text: "Nothing was changed. Please use the form on our own page.",
		Link: "/cart", Action: "Go to the cart",
	}})
}

// failed answers when something of ours broke; what, stands in the log.
func (s *site) failed(w http.ResponseWriter, r *http.Request, err error) {
	s.log.Error("page failed", "path", r.URL.Path, "err", err)
	w.Header().Set("Content-Security-Policy", s.policy)
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(http.StatusInternalServerError)
	v := view{site: s, Path: r.URL.Path, page: page{Template: "trouble", Title: "Something broke", Data: trouble{
		Headline: "Something broke on our side.", Text: "Nothing that you did is lost. Try again in a moment; if it stays, the chat reaches a person.",
		Link: r.URL.Path, Action: "Try again",
	}}}
	if err := s.pages["trouble"].ExecuteTemplate(w, "layout", v); err != nil {
		s.log.Error("error page failed", "err", err)
	}
}

// recovered turns a panic of a page into the 500 page.
func (s *site) recovered(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			switch v := recover(); {
			case v == nil:
			case v == http.ErrAbortHandler: // the way to end an answer that has begun
				panic(v)
			default:
				s.failed(w, r, fmt.Errorf("panic: %v\n%s", v, debug.Stack()))
			}
		}()
		next.ServeHTTP(w, r)
	})
}

func wantsImage(r *http.Request) bool {
	return r.Header.Get("Sec-Fetch-Dest") == "image" || strings.HasPrefix(r.Header.Get("Accept"), "image/")
}

// placeholder stands in for a picture that is not there.
func (s *site) placeholder(w http.ResponseWriter, r *http.Request) {
	svg, err := picture.Draw(placeholderKind, placeholderTint(r.URL.Path), picture.Front)
	if err != nil {
		http.Error(w, "no picture", http.StatusNotFound)
		return
	}
	writeSVG(w, http.StatusNotFound, "no-cache", svg)
}

// image serves /img/KIND/TINT.svg and /img/KIND/TINT-VIEW.svg.
func (s *site) image(w http.ResponseWriter, r *http.Request) {
	name, isSVG := strings.CutSuffix(r.PathValue("file"), ".svg")
	tint, view, _ := strings.Cut(name, "-")
	svg, err := picture.Draw(r.PathValue("kind"), tint, picture.View(view))
	switch {
	case !isSVG || errors.Is(err, picture.ErrNotFound):
		s.notFound(w, r)
	case err != nil:
		s.failed(w, r, err)
	default:
		writeSVG(w, http.StatusOK, "public, max-age=86400", svg)
	}
}

func writeSVG(w http.ResponseWriter, status int, cache string, svg []byte) {
	h := w.Header()
	h.Set("Content-Type", "image/svg+xml")
	h.Set("Cache-Control", cache)
	h.Set("Content-Security-Policy", "default-src 'none'")
	w.WriteHeader(status)
	w.Write(svg)
}
