package main

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"time"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/knowledge"
	"github.com/aisle-chat/aisle/assistant/planner"
	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/catalog"
	"github.com/aisle-chat/aisle/examples/internal/larkhollow"
	"github.com/aisle-chat/aisle/examples/internal/talker"
)

// shop is what all conversations share.
type shop struct {
	assistant assistant.Assistant
	products  catalog.Catalog
	carts     cart.Carts
	orders    cart.Orders
	terms     assistant.Terms
}

// open opens the shop with its first conversation: Larkhollow, with the orders
// that it comes with, or somebody's feed without any.
func open(ctx context.Context, feedPath, folder string, model talker.Model, errOut io.Writer) (*talk, error) {
	now := time.Now()
	index, err := larkhollow.Open(feedPath, now, errOut)
	if err != nil {
		return nil, err
	}
	files := articles(feedPath, folder, now)
	if model.URL != "" && feedPath == "" && folder == "" {
		files = larkhollow.WithModel(files)
	}
	config := planner.Config{Knowledge: files, Name: "Wren"}
	if feedPath == "" {
		config.Shop = larkhollow.Name
	}
	shopping := planner.New(config)
	if err := shopping.Check(); err != nil {
		return nil, err
	}
	base, err := knowledge.Read(files)
	if err != nil {
		return nil, err
	}
	if folder != "" && len(base.Articles()) == 0 {
		fmt.Fprintf(errOut, "terminal: %s has no articles to answer from; they are files that end in .md\n", folder)
	}
	terms := base.Terms()
	orders, err := cart.NewOrderBook(cart.OrderBookConfig{
		Store: cart.NewOrderMemory(), Carts: cart.NewMemory(), Catalog: index, Prefix: larkhollow.Prefix,
		Policies: terms.Policies, Shipping: terms.Shipping, Promotions: terms.Promotions,
	})
	if err != nil {
		return nil, err
	}
	if feedPath == "" {
		samples, err := larkhollow.Orders(now)
		if err != nil {
			return nil, err
		}
		for _, o := range samples {
			if err := orders.Put(ctx, o); err != nil {
				return nil, err
			}
		}
	}
	answers := assistant.Assistant(shopping)
	talking, err := model.Open(talker.House{
		BuiltIn: shopping, Articles: base, Log: slog.New(slog.NewTextHandler(errOut, nil)),
	})
	if err != nil {
		return nil, err
	}
	if talking != nil {
		answers = talking
	}
	return &talk{shop: &shop{answers, index, orders.Carts(), orders, terms}, conversation: "terminal-1"}, nil
}

// articles are those of the folder; the demo's own belong to the demo shop.
func articles(feedPath, folder string, first time.Time) fs.FS {
	switch {
	case folder != "":
		return os.DirFS(folder)
	case feedPath == "":
		return larkhollow.Knowledge(first)
	default:
		return nil
	}
}
