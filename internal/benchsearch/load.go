package main

import (
	"context"
	"fmt"
	"io"
	"slices"
	"sync"
	"text/tabwriter"
	"time"

	"github.com/aisle-chat/aisle/catalog"
)

// The open loop: what shoppers do does not wait for the engine. Each client
// sends its queries by the clock, and a query's time runs from the moment it
// was due.
const (
	clients = 4
	perSec  = 50  // queries a client
	upserts = 100 // products a second, one at a time
)

// printLoad measures the open loop on the larger sets.
func printLoad(ctx context.Context, w io.Writer, sets []*set, lasts time.Duration) error {
	fmt.Fprintf(w, "\nOpen loop: %d clients x %d queries/s for %s, ms from when a query was due, while %d products/s are upserted\n",
		clients, perSec, lasts, upserts)
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, "products\tp50\tp95\tp99\tmax\tupsert p99\tmax\twithout a writer p99\tan empty query p99\t")
	for _, s := range sets {
		if s.name != "icecat" && s.name != "scale100k" {
			continue
		}
		index, _, err := build(s.catalog)
		if err != nil {
			return err
		}
		products := index.Len()
		changed, err := someProducts(ctx, index, s.queries)
		if err != nil {
			return err
		}
		idle := openLoop(ctx, lasts/3, func(int) {})
		calm := openLoop(ctx, lasts, search(ctx, index, s.queries))
		var writes []float64
		writing, stop := context.WithCancel(ctx)
		var writer sync.WaitGroup
		writer.Go(func() { writes = write(writing, index, changed) })
		busy := openLoop(ctx, lasts, search(ctx, index, s.queries))
		stop()
		writer.Wait()
		fmt.Fprintf(t, "%d\t%.2f\t%.2f\t%.2f\t%.2f\t%.2f\t%.2f\t%.2f\t%.2f\t\n", products,
			percentile(busy, 50), percentile(busy, 95), percentile(busy, 99), percentile(busy, 100),
			percentile(writes, 99), percentile(writes, 100), percentile(calm, 99), percentile(idle, 99))
	}
	return t.Flush()
}

func search(ctx context.Context, index *catalog.Index, asked []query) func(n int) {
	return func(n int) {
		// An error means that ctx has ended, and with it the loop.
		_, _ = index.Search(ctx, catalog.Query{Text: asked[n%len(asked)].text, Limit: depth, Near: true})
	}
}

// someProducts are products to change: those that the first queries find.
func someProducts(ctx context.Context, index *catalog.Index, asked []query) ([]catalog.Product, error) {
	var products []catalog.Product
	for _, q := range asked {
		r, err := index.Search(ctx, catalog.Query{Text: q.text, Limit: depth, Near: true})
		if err != nil {
			return nil, err
		}
		for _, hit := range r.Hits {
			products = append(products, hit.Product)
		}
	}
	return products, nil
}

// openLoop calls do by the clock and returns how long after it was due each
// call was done, sorted, in milliseconds.
func openLoop(ctx context.Context, lasts time.Duration, do func(n int)) []float64 {
	const interval = time.Second / perSec
	var all [clients][]float64
	var running sync.WaitGroup
	began := time.Now()
	for client := range clients {
		running.Go(func() {
			due := began.Add(interval * time.Duration(client) / clients)
			for n := client; due.Sub(began) < lasts && ctx.Err() == nil; n += clients {
				time.Sleep(time.Until(due))
				do(n)
				all[client] = append(all[client], time.Since(due).Seconds()*1000)
				due = due.Add(interval)
			}
		})
	}
	running.Wait()
	return slices.Sorted(slices.Values(slices.Concat(all[:]...)))
}

// write upserts products, each with another price, by the clock until ctx ends,
// and returns how long each took.
func write(ctx context.Context, index *catalog.Index, products []catalog.Product) []float64 {
	var took []float64
	due := time.Now()
	for n := 0; ctx.Err() == nil; n++ {
		due = due.Add(time.Second / upserts)
		time.Sleep(time.Until(due))
		p := products[n%len(products)]
		if !p.Price.IsZero() && len(p.Variants) == 0 {
			p.Price.Amount += int64(n%7) - 3
		}
		began := time.Now()
		if err := index.Upsert(p); err != nil {
			fmt.Println("upsert:", err)
			break
		}
		took = append(took, time.Since(began).Seconds()*1000)
	}
	slices.Sort(took)
	return took
}
