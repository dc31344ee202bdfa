package larkhollow

import (
	"bytes"
	"embed"
	"io"
	"io/fs"
)

//go:generate go run ./source -o products.jsonl

// Name is the shop's name.
const Name = "Larkhollow"

//go:embed products.jsonl
var products []byte

//go:embed knowledge
var files embed.FS

// Feed returns the shop's products as JSON Lines, as feed.Read takes them.
func Feed() io.Reader { return bytes.NewReader(products) }

// Knowledge returns the shop's articles: Markdown files with front matter, at
// the top of the file system.
func Knowledge() fs.FS {
	dir, err := fs.Sub(files, "knowledge")
	if err != nil {
		panic(err) // the folder is embedded above
	}
	return dir
}
