package main

import (
	"fmt"
	"io/fs"
	"log/slog"
	"net/http"
	"os"
	"time"

	"github.com/aisle-chat/aisle/assistant/knowledge"
	"github.com/aisle-chat/aisle/assistant/planner"
	"github.com/aisle-chat/aisle/chat"
	"github.com/aisle-chat/aisle/chat/desk"
	"github.com/aisle-chat/aisle/chat/sqlite"
	"github.com/aisle-chat/aisle/examples/internal/larkhollow"
)

// shop is everything that runs: the pages, the chat behind them and the
// database behind both.
type shop struct {
	handler  http.Handler
	site     *site
	chat     *chat.Chat
	db       *sqlite.DB
	brand    brand
	password string
}

// open puts the shop together. Close its database when it is no longer used.
func open(o options, log *slog.Logger) (*shop, error) {
	if o.now == nil {
		o.now = time.Now
	}
	shelf, err := loadShelf(o.feed, o.now())
	if err != nil {
		return nil, err
	}
	if r := shelf.report; r.Refused > 0 {
		log.Warn("some lines of the feed are not products", "refused", r.Refused, "of", r.Lines, "first", r.Errors[0])
	}
	files, articles, err := loadKnowledge(o.knowledge, o.now())
	if err != nil {
		return nil, err
	}
	db, err := sqlite.Open(o.db)
	if err != nil {
		return nil, fmt.Errorf("-db: %w", err)
	}
	s, err := assemble(o, shelf, files, articles, db, log)
	if err != nil {
		db.Close()
		return nil, err
	}
	return s, nil
}

func assemble(o options, shelf *shelf, files fs.FS, articles *knowledge.Base, db *sqlite.DB, log *slog.Logger) (*shop, error) {
	brand := brandOf(o.feed, shelf)
	carts := db.Carts(shelf.index)
	guests := newSessions(o.now)
	talk, err := chat.New(chat.Config{
		Catalog: shelf.index, Store: db, Carts: carts,
		Assistant: planner.New(planner.Config{Knowledge: files, Name: brand.Assistant}),
		Shopper:   guests.shopper, OrderPage: orderPath(""), Now: o.now, Logger: log,
	})
	if err != nil {
		return nil, err
	}
	staff := newStaff()
	table, err := desk.New(desk.Config{Chat: talk, Agent: staff.agent, Login: "/desk/login", Carts: carts, Logger: log})
	if err != nil {
		return nil, err
	}
	site, err := newSite(site{
		shelf: shelf, carts: carts, articles: articles, terms: articles.Terms(), brand: brand, staff: staff,
		sessions: guests, lookUps: newLimiter(o.now), log: log, changed: talk.CartChanged, now: o.now,
	})
	if err != nil {
		return nil, err
	}
	return &shop{handler: site.routes(talk, table), site: site, chat: talk, db: db, brand: brand, password: staff.password}, nil
}

// loadKnowledge reads the articles and terms in folder, or the embedded ones
// when folder is empty; their promotions are dated from first, the time at which
// the shop first opened.
func loadKnowledge(folder string, first time.Time) (fs.FS, *knowledge.Base, error) {
	files := larkhollow.Knowledge(first)
	if folder != "" {
		if info, err := os.Stat(folder); err != nil || !info.IsDir() {
			return nil, nil, fmt.Errorf("there is no folder %s; give -knowledge a folder of Markdown articles, or leave it out", folder)
		}
		files = os.DirFS(folder)
	}
	articles, err := knowledge.Read(files)
	if err != nil {
		return nil, nil, fmt.Errorf("the articles cannot be used: %w", err)
	}
	return files, articles, nil
}
