package larkhollow

import (
	"fmt"
	"io"
	"time"

	"github.com/aisle-chat/aisle/catalog"
	"github.com/aisle-chat/aisle/catalog/feed"
)

// Open returns the products of the feed at path, or the shop's own, as of first,
// where path is empty; see [Feed]. How much of a feed was refused is told in a
// line; a feed of which nothing can be sold is an error.
func Open(path string, first time.Time, told io.Writer) (*catalog.Index, error) {
	if path == "" {
		return catalog.NewIndex(feed.Read(Feed(first)).Products())
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
		fmt.Fprintf(told, "%s: %d of %d lines were refused\n", path, report.Refused, report.Refused+report.Products)
	}
	return index, nil
}
