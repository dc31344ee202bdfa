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
	return &datedFS{dir, promotionDay.ReplaceAllFunc(written, func(field []byte) []byte {
		parts := promotionDay.FindSubmatch(field)
		return append(bytes.Clone(parts[1]), moved(parts[2], shift)...)
	})}
}

// datedFS is the folder with other promotions. They are as long as they were,
// since a day is always written with ten letters.
type datedFS struct {
	fs.FS
	promotions []byte
}

// Open opens a file of the folder.
func (d *datedFS) Open(name string) (fs.File, error) {
	file, err := d.FS.Open(name)
	if err != nil || name != promotionsFile {
		return file, err
	}
	return &datedFile{file, bytes.NewReader(d.promotions)}, nil
}

// datedFile is a file with other text of the same length.
type datedFile struct {
	fs.File
	text *bytes.Reader
}

// Read reads the text.
func (f *datedFile) Read(p []byte) (int, error) { return f.text.Read(p) }
