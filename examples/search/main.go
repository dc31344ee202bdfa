// Search runs a file of queries over a feed and prints what was found in the
// format of TREC runs.
//
//	go run ./examples/search -feed products.jsonl -queries queries.tsv [-k 10]
//
// Each line of the query file is an id, a kind and the text, separated by tabs.
// Standard output gets one line a product found: query id, Q0, product id,
// rank, score and the name of the run, separated by tabs. Products that break
// a wish that the text states are not printed; where a text only names things,
// what comes near fills the page. Standard error gets a summary: latency, the
// time to build the index, and memory.
package main

import (
	"bufio"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/aisle-chat/aisle/catalog"
	"github.com/aisle-chat/aisle/catalog/feed"
)

func main() {
	if err := run(os.Args[1:], os.Stdout, os.Stderr); err != nil {
		if !errors.Is(err, flag.ErrHelp) {
			fmt.Fprintln(os.Stderr, "search:", err)
		}
		os.Exit(1)
	}
}

func run(args []string, stdout, stderr io.Writer) error {
	flags := flag.NewFlagSet("search", flag.ContinueOnError)
	flags.SetOutput(stderr)
	path := flags.String("feed", "", "file of products: a Shopify or WooCommerce CSV, a Google Merchant Center feed or JSON Lines, .gz too")
	queries := flags.String("queries", "", "file of queries: id, kind and text, separated by tabs")
	k := flags.Int("k", catalog.DefaultLimit, "most products a query")
	if err := flags.Parse(args); err != nil {
		return err
	}
	switch {
	case *path == "" || *queries == "":
		return errors.New("name a feed and a query file: -feed products.jsonl -queries queries.tsv")
	case flags.NArg() > 0:
		return fmt.Errorf("unexpected argument %q", flags.Arg(0))
	case *k < 1 || *k > catalog.MaxLimit:
		return fmt.Errorf("-k must be from 1 to %d", catalog.MaxLimit)
	}
	before := heap()
	began := time.Now()
	index, report, err := load(*path)
	if err != nil {
		return err
	}
	built := time.Since(began)
	memory := heap() - before
	for _, refused := range report.Errors {
		fmt.Fprintln(stderr, refused)
	}

	file, err := os.Open(*queries)
	if err != nil {
		return err
	}
	defer file.Close()
	out := bufio.NewWriter(stdout)
	times, err := answer(index, file, out, *k)
	if err != nil {
		return err
	}
	if err := out.Flush(); err != nil {
		return err
	}
	fmt.Fprintf(stderr, "products %d refused %d queries %d\n", index.Len(), report.Refused, len(times))
	if len(times) > 0 {
		slices.Sort(times)
		fmt.Fprintf(stderr, "latency p50 %.3f ms p95 %.3f ms p99 %.3f ms\n",
			milliseconds(times, 50), milliseconds(times, 95), milliseconds(times, 99))
	}
	fmt.Fprintf(stderr, "build %.2f s memory %.1f MB\n", built.Seconds(), float64(memory)/1e6)
	return nil
}

func load(path string) (*catalog.Index, feed.Report, error) {
	products, err := feed.Open(path)
	if err != nil {
		return nil, feed.Report{}, err
	}
	defer products.Close()
	index, err := catalog.NewIndex(products.Products())
	report := products.Report()
	if err == nil && report.Products == 0 && report.Refused > 0 {
		err = fmt.Errorf("nothing in %s can be found: all of its %d lines are refused, the first one: %w", path, report.Refused, report.Errors[0])
	}
	return index, report, err
}

// answer runs the queries one after the other and returns how long each took.
func answer(index *catalog.Index, queries io.Reader, out io.Writer, k int) ([]time.Duration, error) {
	var times []time.Duration
	lines := bufio.NewScanner(queries)
	for number := 1; lines.Scan(); number++ {
		line := strings.TrimRight(lines.Text(), "\r")
		if line == "" {
			continue
		}
		id, rest, ok := strings.Cut(line, "\t")
		_, text, whole := strings.Cut(rest, "\t")
		if !ok || !whole {
			return nil, fmt.Errorf("queries, line %d: want id, kind and text separated by tabs, got %.60q", number, line)
		}
		began := time.Now()
		result, err := index.Search(context.Background(), catalog.Query{Text: text, Limit: k, Near: true})
		times = append(times, time.Since(began))
		if err != nil {
			return nil, fmt.Errorf("query %s: %w", id, err)
		}
		for rank, hit := range result.Hits {
			fmt.Fprintf(out, "%s\tQ0\t%s\t%d\t%.4f\taisle\n", id, hit.Product.ID, rank+1, hit.Score)
		}
	}
	return times, lines.Err()
}

// milliseconds returns a percentile of sorted times.
func milliseconds(sorted []time.Duration, percent int) float64 {
	at := min(len(sorted)-1, len(sorted)*percent/100)
	return float64(sorted[at].Nanoseconds()) / 1e6
}

// heap is what is in use after a collection.
func heap() int64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}
