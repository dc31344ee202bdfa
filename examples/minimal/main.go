package main

import (
	"fmt"
	"io"
	"io/fs"
	"log"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"github.com/aisle-chat/aisle/assistant/planner"
	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/catalog"
	"github.com/aisle-chat/aisle/catalog/feed"
	"github.com/aisle-chat/aisle/chat"
	"github.com/aisle-chat/aisle/chat/sqlite"
)

const addr = "127.0.0.1:8080"

func main() {
	listener, err := net.Listen("tcp", addr)
	if err != nil {
		log.Fatal(err)
	}
	shop, err := open("examples/minimal", "minimal.db")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("open at http://%s/\n", addr)
	server := &http.Server{Handler: pages(shop.chat), ReadHeaderTimeout: 5 * time.Second}
	log.Fatal(server.Serve(listener))
}

type shop struct {
	chat *chat.Chat
	db   *sqlite.DB
}

// open puts the chat together from the files in dir.
func open(dir, database string) (*shop, error) {
	products, err := feed.Open(filepath.Join(dir, "products.jsonl"))
	if err != nil {
		return nil, err
	}
	defer products.Close()
	index, err := catalog.NewIndex(products.Products())
	if err != nil {
		return nil, err
	}
	db, err := sqlite.Open(database)
	if err != nil {
		return nil, err
	}
	talk, err := converse(index, db, os.DirFS(filepath.Join(dir, "knowledge")))
	if err != nil {
		db.Close()
		return nil, err
	}
	return &shop{talk, db}, nil
}

// converse makes the chat of what is sold, kept and known. The carts get the
// promotions and the shipping that the assistant tells of.
func converse(index *catalog.Index, db *sqlite.DB, knowledge fs.FS) (*chat.Chat, error) {
	helper := planner.New(planner.Config{Knowledge: knowledge})
	terms := helper.Terms()
	orders, err := db.OrderBook(cart.OrderBookConfig{
		Catalog: index, Policies: terms.Policies, Shipping: terms.Shipping, Promotions: terms.Promotions,
	})
	if err != nil {
		return nil, err
	}
	return chat.New(chat.Config{
		Catalog: index, Store: db, Carts: orders.Carts(), Orders: orders, Assistant: helper,
	})
}

// pages is the shop that was there before, with the chat mounted beside it.
func pages(talk http.Handler) http.Handler {
	mux := http.NewServeMux()
	mux.Handle("/aisle/", talk)
	mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		io.WriteString(w, page)
	})
	return mux
}

const page = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>A small shop</title>
<h1>A small shop</h1>
<p>Three kinds of tea and a pot. Ask in the corner.</p>
<script src="/aisle/widget.js" defer></script>
</html>
`
