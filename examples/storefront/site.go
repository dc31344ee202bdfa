package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"fmt"
	"html/template"
	"io/fs"
	"log/slog"
	"net/http"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/knowledge"
	"github.com/aisle-chat/aisle/cart"
)

// site is the pages of the shop.
type site struct {
	shelf  *shelf
	carts  cart.Carts
	orders *cart.OrderBook
	// terms are what the shop promises.
	terms    assistant.Terms
	sessions *sessions
	lookUps  *limiter
	drafts   *drafts
	articles *knowledge.Base
	// librarian has the text of the articles, as the chat shows it.
	librarian assistant.Librarian
	// model is the name of the language model; empty without one.
	model string
	brand brand
	staff *staff
	log   *slog.Logger
	// changed tells open chats that a page has changed a cart.
	changed func(ctx context.Context, cartID string)
	// placed tells the chat that a cart has become an order.
	placed func(context.Context, cart.Order) error
	// now is the time by which the shop goes.
	now func() time.Time

	pages  map[string]*template.Template
	assets map[string]asset
	policy string
}

func newSite(s site) (*site, error) {
	s.policy = contentPolicy(s.shelf.imageHosts)
	var err error
	if s.assets, err = loadAssets(); err != nil {
		return nil, err
	}
	if s.pages, err = s.loadPages(); err != nil {
		return nil, err
	}
	return &s, nil
}

// loadPages parses each page together with what all pages share.
func (s *site) loadPages() (map[string]*template.Template, error) {
	shared, err := template.New("").Funcs(s.functions()).ParseFS(files, "templates/shared/*.html")
	if err != nil {
		return nil, err
	}
	names, err := fs.Glob(files, "templates/*.html")
	if err != nil {
		return nil, err
	}
	pages := map[string]*template.Template{}
	for _, name := range names {
		clone, err := shared.Clone()
		if err != nil {
			return nil, err
		}
		page, err := clone.ParseFS(files, name)
		if err != nil {
			return nil, err
		}
		pages[strings.TrimSuffix(path.Base(name), ".html")] = page
	}
	return pages, nil
}

// routes returns the whole shop as one handler.
func (s *site) routes(talk, desk http.Handler) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", s.home)
	mux.HandleFunc("GET /products/{id}", s.product)
	mux.HandleFunc("GET /collections", s.everything)
	mux.HandleFunc("GET /collections/{path...}", s.collectionPage)
	mux.HandleFunc("GET /search", s.search)
	mux.HandleFunc("GET /cart", s.cart)
	mux.HandleFunc("POST /cart", s.cartAdd)
	mux.HandleFunc("POST /cart/lines/{line}", s.cartSet)
	mux.HandleFunc("POST /cart/codes", s.cartCode)
	mux.HandleFunc("GET /checkout", s.checkout)
	mux.HandleFunc("POST /checkout", s.placeOrder)
	mux.HandleFunc("GET /account", s.account)
	mux.HandleFunc("POST /account/sign-in", s.signIn)
	mux.HandleFunc("POST /account/sign-out", s.signOut)
	mux.HandleFunc("GET /orders", s.ordersPage)
	mux.HandleFunc("POST /orders", s.lookUp)
	mux.HandleFunc("GET /orders/{number}", s.order)
	mux.HandleFunc("GET /help", s.help)
	mux.HandleFunc("GET /help/{id}", s.article)
	mux.HandleFunc("GET /contact", s.contact)
	mux.HandleFunc("GET /demo", s.demo)
	mux.HandleFunc("GET /demo/states/{state}", s.demoState)
	mux.HandleFunc("GET /img/{kind}/{file}", s.image)
	mux.HandleFunc("GET /static/{file}", s.static)
	mux.HandleFunc("GET /people/{file}", s.portrait)
	mux.HandleFunc("/", s.notFound)
	mux.Handle("/aisle/", talk)
	mux.Handle("POST /aisle/session", s.sessions.withSession(talk))
	s.deskRoutes(mux, desk)

	sameOrigin := http.NewCrossOriginProtection()
	sameOrigin.SetDenyHandler(http.HandlerFunc(s.foreign))
	return s.recovered(headers(limited(sameOrigin.Handler(mux))))
}

// page is a page to be written.
type page struct {
	// Template is its file's name without .html, Title what the browser's tab
	// says.
	Template, Title string
	// About describes the page to search engines; may be empty.
	About string
	// Kind is what the page is, for the chat: one of the assistant.Page
	// constants; empty says nothing.
	Kind string
	// Order is the number of the order that the page shows.
	Order string
	// Data is the page's own.
	Data any
}

// view is what every template is given.
type view struct {
	*site
	page
	// Path is the page's own, for marking it in the navigation.
	Path string
	// Count is how many things are in the cart.
	Count int
	// Key makes the page's forms idempotent.
	Key string
	// Customer is who is signed in; nil for a guest.
	Customer *assistant.Customer
}

// Shop returns what the shop says of itself.
func (v view) Shop() brand { return v.brand }

// Nav returns the collections at the top of the page.
func (v view) Nav() []*collection { return v.shelf.navigation(v.brand.Shelves) }

// Articles returns what the end of every page leads to.
func (v view) Articles() []*knowledge.Article {
	const most = 8
	all := v.valid()
	var named []*knowledge.Article
	for _, id := range v.brand.Help {
		if i := slices.IndexFunc(all, func(a *knowledge.Article) bool { return a.ID == id }); i >= 0 {
			named = append(named, all[i])
		}
	}
	if len(named) > 0 {
		return named
	}
	return all[:min(most, len(all))]
}

// Notice is the promotion that every page speaks of; nil without one.
func (v view) Notice() *offer { return v.promotion() }

// render writes a page. What goes wrong before the first byte becomes the 500
// page.
func (s *site) render(w http.ResponseWriter, r *http.Request, status int, p page) {
	v := view{site: s, page: p, Path: r.URL.Path, Key: rand.Text(), Customer: s.sessions.customer(r)}
	if id := s.sessions.cartOf(r); id != "" {
		if c, err := s.carts.Get(r.Context(), id); err == nil {
			v.Count = c.Count
		}
	}
	var out bytes.Buffer
	if err := s.pages[p.Template].ExecuteTemplate(&out, "layout", v); err != nil {
		s.failed(w, r, fmt.Errorf("page %s: %w", p.Template, err))
		return
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Security-Policy", s.policy)
	h.Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	w.Write(out.Bytes())
}
