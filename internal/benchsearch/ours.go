package main

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"github.com/aisle-chat/aisle/catalog"
	"github.com/aisle-chat/aisle/catalog/feed"
)

// ours runs package catalog over the sets.
func ours(ctx context.Context, sets []*set) []result {
	var results []result
	for _, s := range sets {
		index, c, err := build(s.catalog)
		if err != nil {
			fmt.Printf("skip  aisle on %s: %v\n", s.name, err)
			continue
		}
		answers := found{}
		var times []float64
		for _, q := range s.asked() {
			// The best of three, as the peers' programs measure it.
			best := time.Duration(1<<63 - 1)
			for range 3 {
				began := time.Now()
				r, err := index.Search(ctx, catalog.Query{Text: q.text, Limit: depth, Near: true})
				best = min(best, time.Since(began))
				if err != nil {
					return results
				}
				ids := make([]string, len(r.Hits))
				for i, hit := range r.Hits {
					ids[i] = hit.Product.ID
				}
				answers[q.id] = ids
			}
			times = append(times, best.Seconds()*1000)
		}
		slices.Sort(times)
		c.p50, c.p95, c.p99 = percentile(times, 50), percentile(times, 95), percentile(times, 99)
		results = append(results, judge("aisle", s, answers, c))
	}
	return results
}

// build reads a feed and makes an index of it. The time includes reading; the
// peers' does not.
func build(path string) (*catalog.Index, cost, error) {
	products, err := feed.Open(path)
	if err != nil {
		return nil, cost{}, err
	}
	defer products.Close()
	runtime.GC()
	debug.FreeOSMemory()
	before, began := resident(), time.Now()
	index, err := catalog.NewIndex(products.Products())
	took := time.Since(began)
	runtime.GC()
	debug.FreeOSMemory()
	return index, cost{build: took.Seconds() * 1000, memory: max(0, resident()-before)}, err
}

// resident is the memory of this process in MB, or what its heap has in use
// where the system does not say.
func resident() float64 {
	if file, err := os.Open(filepath.FromSlash("/proc/self/status")); err == nil {
		defer file.Close()
		for in := bufio.NewScanner(file); in.Scan(); {
			var kb int
			if n, _ := fmt.Sscanf(strings.TrimSpace(in.Text()), "VmRSS: %d kB", &kb); n == 1 {
				return float64(kb) * 1024 / 1e6
			}
		}
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return float64(m.HeapAlloc) / 1e6
}
