package main

import (
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"github.com/aisle-chat/aisle/assistant/planner"
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
	talk, err := chat.New(chat.Config{
		Catalog: index, Store: db, Carts: db.Carts(index),
		Assistant: planner.New(planner.Config{Knowledge: os.DirFS(filepath.Join(dir, "knowledge"))}),
	})
	if err != nil {
		db.Close()
		return nil, err
	}
	return &shop{talk, db}, nil
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
