package larkhollow

import (
	"bytes"
	"embed"
	"io"
	"io/fs"
	"regexp"
	"time"
)

//go:generate go run ./source -o products.jsonl

// Name is the shop's name.
const Name = "Larkhollow"

// Written is the day from which the dates in products.jsonl are counted back:
// a review that is ten days old stands there with the date ten days earlier.
var Written = time.Date(2026, time.November, 24, 0, 0, 0, 0, time.UTC)

//go:embed products.jsonl
var products []byte

//go:embed knowledge
var files embed.FS

// date is a review's date in products.jsonl. A quotation mark inside of a text
// has a backslash before it, so that no text can be taken for one.
var date = regexp.MustCompile(`"date":"(\d{4}-\d{2}-\d{2})"`)

// Feed returns the shop's products as JSON Lines, as feed.Read takes them, as
// of the day on which the shop first opened, in UTC: reviews are as old on that
// day as they were written to be, and none is newer. Give the same first at
// every start, so that a review keeps its date.
func Feed(first time.Time) io.Reader {
	year, month, day := first.UTC().Date()
	shift := time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Sub(Written)
	return bytes.NewReader(date.ReplaceAllFunc(products, func(field []byte) []byte {
		text := date.FindSubmatch(field)[1]
		written, err := time.Parse(time.DateOnly, string(text))
		if err != nil {
			return field // the command in source writes no such date
		}
		return []byte(`"date":"` + written.Add(shift).Format(time.DateOnly) + `"`)
	}))
}

// Knowledge returns the shop's articles: Markdown files with front matter, at
// the top of the file system.
func Knowledge() fs.FS {
	dir, err := fs.Sub(files, "knowledge")
	if err != nil {
		panic(err) // the folder is embedded above
	}
	return dir
}
