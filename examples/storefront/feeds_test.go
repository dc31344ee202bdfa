package main

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// Whatever somebody sells, every page that the demo leads to is there, and speaks of
// money in the shop's own currency.
func TestEveryFeed(t *testing.T) {
	feeds, err := filepath.Glob("../../catalog/feed/testdata/*.*l")
	if err != nil || len(feeds) < 3 {
		t.Fatal(feeds, err)
	}
	euros := filepath.Join(t.TempDir(), "euros.jsonl")
	goods := `{"id":"lamp","title":"Brass Lamp","category":"Lamps","price":"129.00","currency":"EUR","stock":3}
{"id":"bulb","title":"Warm Bulb","category":"Lamps","price":"9.90","currency":"EUR","options":[{"name":"size","values":["E14","E27"]}]}
{"id":"shade","title":"Paper Shade","category":"Shades","price":"24.00","currency":"EUR","stock":0}
`
	if err := os.WriteFile(euros, []byte(goods), 0o600); err != nil {
		t.Fatal(err)
	}
	// One of the feeds has things in another currency than most, which cannot be bought.
	for _, feed := range append(feeds, euros, "../minimal/products.jsonl") {
		t.Run(filepath.Base(feed), func(t *testing.T) {
			v := visit(t, options{feed: feed})
			paths := []string{"/", "/demo", "/collections", "/cart", "/orders", "/account", "/help"}
			for _, state := range v.shop.site.states() {
				paths = append(paths, state.Path)
			}
			for _, path := range paths {
				got := v.get(path)
				if got.status >= 500 && path != "/demo/states/500" {
					t.Errorf("%s answers %d", path, got.status)
				}
				checkPage(t, path, got)
				if feed == euros && strings.Contains(got.body, "$") {
					t.Errorf("%s speaks of dollars in a shop that sells in euros", path)
				}
			}
		})
	}
}

// A folder in which there is nothing to answer from is told of at the start.
func TestFolderWithoutArticles(t *testing.T) {
	for folder, warned := range map[string]bool{t.TempDir(): true, "../minimal/knowledge": false} {
		var said strings.Builder
		shop, err := open(options{db: filepath.Join(t.TempDir(), "shop.db"), knowledge: folder}, slog.New(slog.NewTextHandler(&said, nil)))
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
		defer cancel()
		if err := errors.Join(shop.chat.Shutdown(ctx), shop.db.Close()); err != nil {
			t.Error(err)
		}
		if got := strings.Contains(said.String(), "there are no articles") && strings.Contains(said.String(), folder); got != warned {
			t.Errorf("%s: the log says %q", folder, said.String())
		}
	}
}
