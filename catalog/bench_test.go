package catalog_test

import (
	"bufio"
	"context"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aisle-chat/aisle/catalog"
	"github.com/aisle-chat/aisle/catalog/feed"
	"github.com/aisle-chat/aisle/internal/evaldata"
)

// evalFile returns the path of a file of the evaluation sets.
func evalFile(t testing.TB, set, name string) string {
	t.Helper()
	return evaldata.Path(t, "dev/"+set+"/"+name)
}

func loadIndex(t testing.TB, path string) *catalog.Index {
	t.Helper()
	products, err := feed.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer products.Close()
	index, err := catalog.NewIndex(products.Products())
	if err != nil {
		t.Fatal(err)
	}
	if report := products.Report(); report.Refused > 0 {
		t.Fatalf("%s: %d lines refused, first %v", path, report.Refused, report.Errors[0])
	}
	return index
}

// texts returns the third column of a query file.
func texts(t testing.TB, path string) []string {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var all []string
	for lines := bufio.NewScanner(file); lines.Scan(); {
		if columns := strings.Split(lines.Text(), "\t"); len(columns) == 3 {
			all = append(all, columns[2])
		}
	}
	return all
}

// BenchmarkSearch reads, corrects and searches every query of a set in turn.
func BenchmarkSearch(b *testing.B) {
	for _, set := range []struct{ name, feed string }{{"icecat", "catalog.jsonl"}, {"scale100k", "catalog.jsonl.gz"}} {
		b.Run(set.name, func(b *testing.B) {
			index := loadIndex(b, evalFile(b, set.name, set.feed))
			queries := texts(b, evalFile(b, set.name, "queries.tsv"))
			var times []time.Duration
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				began := time.Now()
				if _, err := index.Search(context.Background(), catalog.Query{Text: queries[i%len(queries)]}); err != nil {
					b.Fatal(err)
				}
				times = append(times, time.Since(began))
			}
			slices.Sort(times)
			b.ReportMetric(float64(times[len(times)/2].Microseconds())/1000, "p50-ms")
			b.ReportMetric(float64(times[len(times)*99/100].Microseconds())/1000, "p99-ms")
		})
	}
}

// BenchmarkNewIndex reads and indexes a feed.
func BenchmarkNewIndex(b *testing.B) {
	for _, set := range []struct{ name, feed string }{{"icecat", "catalog.jsonl"}, {"scale100k", "catalog.jsonl.gz"}} {
		b.Run(set.name, func(b *testing.B) {
			path := evalFile(b, set.name, set.feed)
			for b.Loop() {
				loadIndex(b, path)
			}
		})
	}
}

// BenchmarkUpsert changes one product after the other in a large index.
func BenchmarkUpsert(b *testing.B) {
	index := loadIndex(b, evalFile(b, "scale100k", "catalog.jsonl.gz"))
	var changed []catalog.Product
	for _, text := range texts(b, evalFile(b, "scale100k", "queries.tsv"))[:300] {
		result, err := index.Search(context.Background(), catalog.Query{Text: text})
		if err != nil {
			b.Fatal(err)
		}
		for _, hit := range result.Hits {
			changed = append(changed, hit.Product)
		}
	}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		if err := index.Upsert(changed[i%len(changed)]); err != nil {
			b.Fatal(err)
		}
	}
}
