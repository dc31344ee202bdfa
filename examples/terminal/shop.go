package main

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"os"
	"time"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/knowledge"
	"github.com/aisle-chat/aisle/assistant/planner"
	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/catalog"
	"github.com/aisle-chat/aisle/catalog/feed"
	"github.com/aisle-chat/aisle/examples/internal/larkhollow"
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
func open(ctx context.Context, feedPath, folder string, errOut io.Writer) (*talk, error) {
	index, err := openCatalog(feedPath, errOut)
	if err != nil {
		return nil, err
	}
	now := time.Now()
	files := articles(feedPath, folder, now)
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
	return &talk{shop: &shop{shopping, index, orders.Carts(), orders, terms}, conversation: "terminal-1"}, nil
}

func openCatalog(path string, errOut io.Writer) (*catalog.Index, error) {
	if path == "" {
		return catalog.NewIndex(feed.Read(larkhollow.Feed(time.Now())).Products())
	}
	file, err := feed.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	index, err := catalog.NewIndex(file.Products())
	if err != nil {
		return nil, err
	}
	report := file.Report()
	if report.Products == 0 && report.Refused > 0 {
		return nil, fmt.Errorf("nothing in %s can be sold: all of its %d lines are refused, the first one: %w", path, report.Refused, report.Errors[0])
	}
	if report.Refused > 0 {
		fmt.Fprintf(errOut, "terminal: %s: %d of %d lines were refused\n", path, report.Refused, report.Refused+report.Products)
	}
	return index, nil
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
