package larkhollow

import (
	"bytes"
	"embed"
	"io/fs"
	"regexp"
	"time"
)

//go:embed knowledge
var files embed.FS

// promotionsFile is the one file whose days are moved.
const promotionsFile = "promotions.yaml"

// promotionDay is the day of a promotion's beginning or end.
var promotionDay = regexp.MustCompile(`(?m)^( +(?:starts|ends): "?)(\d{4}-\d{2}-\d{2})`)

// Knowledge returns the shop's articles and terms, at the top of the file
// system, as of the day on which the shop first opened, in UTC. The articles,
// the policies, shipping and hours are the same at any time; in promotions.yaml
// the days on which something starts and ends are moved along with first, as
// the dates of reviews are in [Feed], so that on the first day the promotions
// stand as they were written to stand. Give the same first at every start.
func Knowledge(first time.Time) fs.FS {
	dir, err := fs.Sub(files, "knowledge")
	if err != nil {
		panic(err) // the folder is embedded above
	}
	written, err := fs.ReadFile(dir, promotionsFile)
	if err != nil {
		panic(err) // so is the file
	}
	shift := age(first)
	return &editedFS{dir, promotionsFile, promotionDay.ReplaceAllFunc(written, func(field []byte) []byte {
		parts := promotionDay.FindSubmatch(field)
		return append(bytes.Clone(parts[1]), moved(parts[2], shift)...)
	})}
}

// What the article about privacy says of who reads along, without a language model
// and with one.
const (
	privacyFile = "privacy.md"
	alone       = "No other company does."
	withModel   = "A language model words some of the answers; it reads the talk without the numbers of cards and accounts, " +
		"e-mail addresses, telephone numbers and postal addresses. Nobody else does."
)

// WithModel returns the shop's own articles as they have to be where a language
// model reads along.
func WithModel(articles fs.FS) fs.FS {
	written, err := fs.ReadFile(articles, privacyFile)
	if err != nil || !bytes.Contains(written, []byte(alone)) {
		panic("larkhollow: the article about privacy does not say who reads along") // it is embedded above
	}
	return &editedFS{articles, privacyFile, bytes.Replace(written, []byte(alone), []byte(withModel), 1)}
}

// editedFS is a folder with another text in one of its files.
type editedFS struct {
	fs.FS
	name string
	text []byte
}

// Open opens a file of the folder.
func (e *editedFS) Open(name string) (fs.File, error) {
	file, err := e.FS.Open(name)
	if err != nil || name != e.name {
		return file, err
	}
	return &editedFile{file, bytes.NewReader(e.text)}, nil
}

// editedFile is a file with another text.
type editedFile struct {
	fs.File
	text *bytes.Reader
}

// Read reads the text.
func (f *editedFile) Read(p []byte) (int, error) { return f.text.Read(p) }

// Stat tells how long it is.
func (f *editedFile) Stat() (fs.FileInfo, error) {
	info, err := f.File.Stat()
	return editedInfo{info, f.text.Size()}, err
}

type editedInfo struct {
	fs.FileInfo
	size int64
}

func (i editedInfo) Size() int64 { return i.size }
