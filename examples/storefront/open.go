package main

import (
	"context"
	"fmt"
	"io/fs"
	"log/slog"
	"net/http"
	"os"
	"time"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/agent"
	"github.com/aisle-chat/aisle/assistant/knowledge"
	"github.com/aisle-chat/aisle/assistant/planner"
	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/chat"
	"github.com/aisle-chat/aisle/chat/desk"
	"github.com/aisle-chat/aisle/chat/sqlite"
	"github.com/aisle-chat/aisle/examples/internal/larkhollow"
	"github.com/aisle-chat/aisle/examples/internal/talker"
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
	// talker is the agent of the language model; nil without one.
	talker *agent.Agent
}

// open puts the shop together. Close its database when it is no longer used.
func open(o options, log *slog.Logger) (*shop, error) {
	if o.now == nil {
		o.now = time.Now
	}
	db, err := sqlite.Open(o.db)
	if err != nil {
		return nil, fmt.Errorf("-db: %w", err)
	}
	s, err := stock(o, db, log)
	if err != nil {
		db.Close()
		return nil, err
	}
	return s, nil
}

// stock fills the shop with what it sells and what it says. Everything that has
// a date is counted from the day on which the shop first opened.
func stock(o options, db *sqlite.DB, log *slog.Logger) (*shop, error) {
	shelf, err := loadShelf(o.feed, db.Created())
	if err != nil {
		return nil, err
	}
	if r := shelf.report; r.Refused > 0 {
		log.Warn("some lines of the feed are not products", "refused", r.Refused, "of", r.Lines, "first", r.Errors[0])
	}
	if r := shelf.report; r.Repaired > 0 {
		log.Warn("some values of the feed are not as they should be", "repaired", r.Repaired, "first", r.Repairs[0].String())
	}
	files, articles, err := loadKnowledge(o, db.Created())
	if err != nil {
		return nil, err
	}
	if o.knowledge != "" && len(articles.Articles()) == 0 {
		log.Warn("there are no articles to answer from; they are files that end in .md", "folder", o.knowledge)
	}
	return assemble(o, shelf, files, articles, db, log)
}

func assemble(o options, shelf *shelf, files fs.FS, articles *knowledge.Base, db *sqlite.DB, log *slog.Logger) (*shop, error) {
	brand, terms, guests := brandOf(o.feed, shelf), articles.Terms(), newSessions(o.now)
	orders, err := db.OrderBook(cart.OrderBookConfig{
		Catalog: shelf.index, Policies: terms.Policies, Shipping: terms.Shipping, Promotions: terms.Promotions,
		Prefix: brand.OrderPrefix, Now: o.now,
	})
	if err != nil {
		return nil, err
	}
	if brand.Own {
		if err := seed(context.Background(), orders, db.Created()); err != nil {
			return nil, err
		}
	}
	carts := orders.Carts()
	wren := planner.New(planner.Config{Knowledge: files, Name: brand.Assistant, Shop: brand.Name})
	answers := assistant.Assistant(wren)
	model, err := o.model.Open(talker.House{
		BuiltIn: wren, Articles: articles, Ledger: db.Ledger(), Log: log,
	})
	if err != nil {
		return nil, err
	}
	if model != nil {
		answers = model
	}
	talk, err := chat.New(chat.Config{
		Catalog: shelf.index, Store: db, Carts: carts, Assistant: answers, Orders: orders, OrderPage: orderPath(""),
		Policies: terms.Policies, Shipping: terms.Shipping, Hours: terms.Hours, Promotions: terms.Promotions,
		Mailer: printer{log}, Name: brand.Name,
		Shopper: guests.shopper, AnswerLimit: answerLimit, Now: o.now, Logger: log,
	})
	if err != nil {
		return nil, err
	}
	staff := newStaff()
	table, err := desk.New(desk.Config{
		Chat: talk, Agent: staff.agent, Login: deskLogin, Logout: deskLogout, Carts: carts, Catalog: shelf.index, Clerk: orders,
		Macros: macros, Logger: log,
	})
	if err != nil {
		return nil, err
	}
	site, err := newSite(site{
		shelf: shelf, carts: carts, orders: orders, articles: articles, librarian: wren, terms: terms, brand: brand, staff: staff, model: o.model.Name,
		sessions: guests, lookUps: newLimiter(o.now), drafts: newDrafts(o.now), log: log, now: o.now,
		changed: talk.CartChanged, placed: talk.OrderPlaced,
	})
	if err != nil {
		return nil, err
	}
	return &shop{handler: site.routes(talk, table), site: site, chat: talk, db: db, brand: brand, password: staff.password, talker: model}, nil
}

// loadKnowledge reads the articles and terms in a folder. Without one they are
// our own, with promotions dated from first, or none in a shop that sells
// somebody else's things.
func loadKnowledge(o options, first time.Time) (fs.FS, *knowledge.Base, error) {
	var files fs.FS
	switch folder := o.knowledge; {
	case folder != "":
		if info, err := os.Stat(folder); err != nil || !info.IsDir() {
			return nil, nil, fmt.Errorf("there is no folder %s; give -knowledge a folder of Markdown articles, or leave it out", folder)
		}
		files = os.DirFS(folder)
	case o.feed == "":
		files = larkhollow.Knowledge(first)
		if o.model.URL != "" {
			files = larkhollow.WithModel(files)
		}
	}
	articles, err := knowledge.Read(files)
	if err != nil {
		return nil, nil, fmt.Errorf("the articles cannot be used: %w", err)
	}
	return files, articles, nil
}
