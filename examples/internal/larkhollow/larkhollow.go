package larkhollow

import (
	"bytes"
	_ "embed"
	"io"
	"regexp"
	"time"
)

//go:generate go run ./source -o products.jsonl

// Name is the shop's name.
const Name = "Larkhollow"

// Written is the day as of which products.jsonl and the days in promotions.yaml
// were written: a review that is ten days old stands there with the date ten
// days earlier, and a promotion that has ten days to go with one ten days later.
var Written = time.Date(2026, time.November, 24, 0, 0, 0, 0, time.UTC)

//go:embed products.jsonl
var products []byte

// date is a review's date in products.jsonl. A quotation mark inside of a text
// has a backslash before it, so that no text can be taken for one.
var date = regexp.MustCompile(`"date":"(\d{4}-\d{2}-\d{2})"`)

// Feed returns the shop's products as JSON Lines, as feed.Read takes them, as
// of the day on which the shop first opened, in UTC: reviews are as old on that
// day as they were written to be, and none is newer. Give the same first at
// every start, so that a review keeps its date.
func Feed(first time.Time) io.Reader {
	shift := age(first)
	return bytes.NewReader(date.ReplaceAllFunc(products, func(field []byte) []byte {
		day := moved(date.FindSubmatch(field)[1], shift)
		return append(append([]byte(`"date":"`), day...), '"')
	}))
}

// age is how long after Written the shop first opened, in whole days.
func age(first time.Time) time.Duration {
	year, month, day := first.UTC().Date()
	return time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Sub(Written)
}

// moved returns a day, YYYY-MM-DD, some days on. What is no day stays.
func moved(day []byte, shift time.Duration) []byte {
	written, err := time.Parse(time.DateOnly, string(day))
	if err != nil {
		return day
	}
	return []byte(written.Add(shift).Format(time.DateOnly))
}
