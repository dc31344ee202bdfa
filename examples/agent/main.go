package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/signal"
	"path/filepath"
	"time"

	"github.com/aisle-chat/aisle/assistant/agent"
	"github.com/aisle-chat/aisle/assistant/agent/langchain"
	"github.com/aisle-chat/aisle/assistant/knowledge"
	"github.com/aisle-chat/aisle/assistant/planner"
	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/catalog"
	"github.com/aisle-chat/aisle/catalog/feed"
	"github.com/aisle-chat/aisle/chat"
	"github.com/aisle-chat/aisle/chat/sqlite"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	addr := flag.String("addr", "127.0.0.1:8080", "the `address` to listen on")
	server := langchain.Server{Key: os.Getenv("AISLE_MODEL_KEY")}
	flag.StringVar(&server.URL, "model-url", "http://localhost:11434/v1", "the `address` of a server that speaks OpenAI's chat completions")
	flag.StringVar(&server.Model, "model", "qwen3", "the `name` of a model there")
	flag.Parse()
	listener, err := net.Listen("tcp", *addr)
	if err != nil {
		log.Fatal(err)
	}
	shop, err := open("examples", "agent.db", server)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("open at http://%s/\n", listener.Addr())
	if err := shop.serve(ctx, listener); err != nil {
		log.Fatal(err)
	}
	fmt.Println(shop.talker.Report())
}

type shop struct {
	chat   *chat.Chat
	db     *sqlite.DB
	talker *agent.Agent
}

// open puts the shop together from the files of the examples in dir.
func open(dir, database string, server langchain.Server) (*shop, error) {
	products, err := feed.Open(filepath.Join(dir, "minimal", "products.jsonl"))
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
	s := &shop{db: db}
	if err := s.converse(dir, index, server); err != nil {
		db.Close()
		return nil, err
	}
	return s, nil
}

// converse makes the chat. The built-in assistant goes first, finds what the model
// need not look for, and finishes what it cannot.
func (s *shop) converse(dir string, index *catalog.Index, server langchain.Server) error {
	helper := planner.New(planner.Config{Knowledge: os.DirFS(filepath.Join(dir, "minimal", "knowledge"))})
	terms := helper.Terms()
	orders, err := s.db.OrderBook(cart.OrderBookConfig{
		Catalog: index, Policies: terms.Policies, Shipping: terms.Shipping, Promotions: terms.Promotions,
	})
	if err != nil {
		return err
	}
	model, err := langchain.OpenAI(server)
	if err != nil {
		return err
	}
	s.talker, err = agent.New(agent.Config{
		Model: model, Name: server.Model, Fallback: helper,
		Persona: knowledge.Persona{Name: "Leaf", Shop: "A small shop", Tone: "You are warm and brief."},
		Rules:   os.DirFS(filepath.Join(dir, "agent", "rules")),
		Budget:  agent.Budget{DayTokens: 2_000_000, Ledger: s.db.Ledger()},
		Logger:  slog.Default(),
	})
	if err != nil {
		return err
	}
	s.chat, err = chat.New(chat.Config{
		Catalog: index, Store: s.db, Carts: orders.Carts(), Orders: orders, Assistant: s.talker,
	})
	return err
}

// serve serves the shop until ctx ends, and closes it.
func (s *shop) serve(ctx context.Context, listener net.Listener) error {
	server := &http.Server{Handler: pages(s.chat), ReadHeaderTimeout: 5 * time.Second}
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(listener) }()
	select {
	case err := <-ended:
		return errors.Join(err, s.db.Close())
	case <-ctx.Done():
	}
	end, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	return errors.Join(s.chat.Shutdown(end), server.Shutdown(end), s.db.Close())
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
