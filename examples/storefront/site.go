package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"html/template"
	"io/fs"
	"log/slog"
	"net/http"
	"path"
	"strings"

	"github.com/aisle-chat/aisle/assistant/knowledge"
	"github.com/aisle-chat/aisle/cart"
)

//go:embed templates static
var files embed.FS

// site is the pages of the shop.
type site struct {
	shelf    *shelf
	carts    cart.Carts
	articles *knowledge.Base
	brand    brand
	staff    *staff
	log      *slog.Logger
	// changed tells open chats that a page has changed a cart.
	changed func(ctx context.Context, cartID string)

	pages  map[string]*template.Template
	assets map[string]asset
	policy string
}

// asset is a static file under a name that changes with its content.
type asset struct {
	name, kind string
	data       []byte
}

func newSite(s site) (*site, error) {
	s.policy = contentPolicy(s.shelf.imageHosts)
	if err := s.loadAssets(); err != nil {
		return nil, err
	}
	if err := s.loadPages(); err != nil {
		return nil, err
	}
	return &s, nil
}

func (s *site) loadAssets() error {
	kinds := map[string]string{".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}
	s.assets = map[string]asset{}
	names, err := fs.Glob(files, "static/*")
	if err != nil {
		return err
	}
	for _, name := range names {
		data, err := files.ReadFile(name)
		if err != nil {
			return err
		}
		sum := sha256.Sum256(data)
		ext := path.Ext(name)
		base := strings.TrimSuffix(path.Base(name), ext)
		s.assets[path.Base(name)] = asset{base + "." + hex.EncodeToString(sum[:5]) + ext, kinds[ext], data}
	}
	return nil
}

// loadPages parses each page together with the layout and the pieces.
func (s *site) loadPages() error {
	shared, err := template.New("").Funcs(s.functions()).ParseFS(files, "templates/layout.html", "templates/pieces.html")
	if err != nil {
		return err
	}
	names, err := fs.Glob(files, "templates/*.html")
	if err != nil {
		return err
	}
	s.pages = map[string]*template.Template{}
	for _, name := range names {
		clone, err := shared.Clone()
		if err != nil {
			return err
		}
		page, err := clone.ParseFS(files, name)
		if err != nil {
			return err
		}
		s.pages[strings.TrimSuffix(path.Base(name), ".html")] = page
	}
	return nil
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
	mux.HandleFunc("GET /help", s.help)
	mux.HandleFunc("GET /help/{id}", s.article)
	mux.HandleFunc("GET /demo", s.demo)
	mux.HandleFunc("GET /img/{kind}/{file}", s.image)
	mux.HandleFunc("GET /static/{file}", s.static)
	mux.HandleFunc("/", s.notFound)
	mux.Handle("/aisle/", talk)
	mux.Handle("POST /aisle/session", withSession(talk))
	s.deskRoutes(mux, desk)

	sameOrigin := http.NewCrossOriginProtection()
	sameOrigin.SetDenyHandler(http.HandlerFunc(s.foreign))
	return s.recovered(headers(limited(sameOrigin.Handler(mux))))
}

// view is what every template is given.
type view struct {
	*site
	Title string
	// Path is the page's own, for marking it in the navigation.
	Path string
	// Count is how many things are in the cart.
	Count int
	// Key makes the page's forms idempotent.
	Key string
	// Data is the page's own.
	Data any
}

// Shop returns what the shop says of itself.
func (v view) Shop() brand { return v.brand }

// Nav returns the collections at the top of the page.
func (v view) Nav() []*collection { return v.shelf.navigation() }

// Articles returns what there is to read.
func (v view) Articles() []*knowledge.Article { return v.articles.Articles() }

// render writes a page. What goes wrong before the first byte becomes the 500
// page.
func (s *site) render(w http.ResponseWriter, r *http.Request, status int, page, title string, data any) {
	v := view{site: s, Title: title, Path: r.URL.Path, Key: rand.Text(), Data: data}
	if id := cartOf(r); id != "" {
		if c, err := s.carts.Get(r.Context(), id); err == nil {
			v.Count = c.Count
		}
	}
	var out bytes.Buffer
	if err := s.pages[page].ExecuteTemplate(&out, "layout", v); err != nil {
		s.failed(w, r, fmt.Errorf("page %s: %w", page, err))
		return
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Security-Policy", s.policy)
	h.Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	w.Write(out.Bytes())
}
