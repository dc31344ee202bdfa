package feed

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/aisle-chat/aisle/catalog"
)

// Every sample says the same whatever its newlines, its encoding and its
// packing are, and however it comes in.
func TestDetect(t *testing.T) {
	for _, path := range samples(t) {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		want, wantReport := readBytes(t, data)
		text, crlf := strings.ReplaceAll(string(data), "\r\n", "\n"), "\r\n"
		if strings.Contains(filepath.Base(path), "atom") {
			crlf = "\n" // says which encoding it has, and is written in that
		}
		forms := map[string][]byte{
			"gzip":            pack(t, data),
			"windows":         []byte(strings.ReplaceAll(text, "\n", crlf)),
			"gzip of windows": pack(t, []byte(strings.ReplaceAll(text, "\n", crlf))),
			"old mac":         []byte(strings.ReplaceAll(text, "\n", "\r")),
		}
		if mark := "\xef\xbb\xbf"; validUTF8(text) {
			bare := strings.TrimPrefix(text, mark)
			forms["marked"] = []byte(mark + bare)
			forms["bare"] = []byte(bare)
			forms["utf-16"] = append([]byte("\xff\xfe"), wide(bare, false)...)
			forms["utf-16, big end first"] = append([]byte("\xfe\xff"), wide(bare, true)...)
			forms["utf-16 without a mark"] = wide(bare, false)
			forms["gzip of utf-16"] = pack(t, wide(bare, true))
		}
		for name, form := range forms {
			got, report := readBytes(t, form)
			report.Encoding = wantReport.Encoding
			if !reflect.DeepEqual(got, want) || !reflect.DeepEqual(report, wantReport) {
				t.Errorf("%s as %s: %d products, %+v\nwant %d, %+v", path, name, len(got), report, len(want), wantReport)
			}
		}
		slow, err := ReadWith(iotest.OneByteReader(bytes.NewReader(data)), Options{Now: may})
		if err != nil {
			t.Fatal(err)
		}
		if got, broken := readAll(slow); broken != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s byte by byte: %d products, %v", path, len(got), broken)
		}
	}
}

// A feed that is cut off in its packing is an error in every format, and so is
// one that is closed while it is read.
func TestCutOff(t *testing.T) {
	for name, w := range writers {
		var b bytes.Buffer
		w.write(&b, goods(60))
		packed := pack(t, b.Bytes())
		if index, err := catalog.NewIndex(Read(bytes.NewReader(packed[:len(packed)-20])).Products()); err == nil {
			t.Errorf("%s: an index of %d products of a feed that is cut off", name, index.Len())
		}
	}
	f := Read(strings.NewReader("id,title,price\n1,Hat,2\n2,Cap,3\n"))
	for range f.Products() {
		break
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	if rest, err := readAll(f); err == nil || len(rest) > 0 {
		t.Errorf("%d products of a closed feed, %v", len(rest), err)
	}
}

func readBytes(t *testing.T, data []byte) ([]catalog.Product, Report) {
	t.Helper()
	f, err := ReadWith(bytes.NewReader(data), Options{Now: may})
	if err != nil {
		t.Fatal(err)
	}
	products, broken := readAll(f)
	if broken != nil {
		t.Fatal(broken)
	}
	return products, f.Report()
}

func TestDetectOthers(t *testing.T) {
	for _, c := range []struct{ name, text, says string }{
		{"an HTML page", "\n<!-- hello --><!DOCTYPE html><html><body>Log in</body></html>", "HTML page"},
		{"another table", "sku,name,cost\n1,Hat,2\n", `it begins with "sku,name,cost`},
		{"prose", "Dear customer,\nwe are sorry.", "Dear customer"},
		{"other XML", "<?xml version=\"1.0\"?><urlset><url/></urlset>", "without an item or an entry"},
		{"an encoding", `<?xml version="1.0" encoding="Shift_JIS"?><rss/>`, "shift_jis"},
		{"a spreadsheet", "PK\x03\x04\x14\x00\x06\x00", "PK"},
		{"a picture", "\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00H" + strings.Repeat("\n{\x01", 9), "is no text"},
		{"a database", "SQLite format 3\x00\x10\x00\x01\x01" + strings.Repeat("\r{x", 9), "is no text"},
	} {
		f := Read(strings.NewReader(c.text))
		products, err := readAll(f)
		if err == nil || len(products) > 0 || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %d products, %v", c.name, len(products), err)
		}
		if c.name != "an encoding" && !errors.Is(err, ErrFormat) {
			t.Errorf("%s: %v is not ErrFormat", c.name, err)
		}
	}
	for _, c := range []struct {
		name, text string
		format     Format
		products   int
	}{
		{"no item yet", "<rss><channel><title>x</title></channel></rss>", MerchantXML, 0},
		{"a header alone", "id,title,price\n", Merchant, 0},
		{"semicolons", "sep=;\nid;title;price\n1;Hat, \"blue\";12,50 EUR\n", Merchant, 1},
		{"bars", "id|title|price|link\n1|Hat|12 EUR|x\n", Merchant, 1},
		{"names with their field", "ID [id]\tTitle [title]\tPrice [price]\tid\ttitle\tprice\n", Merchant, 0},
		{"fields with a prefix", "g:id\tg:title\tg:price\n1\tHat\t12 EUR\n", Merchant, 1},
		{"blank lines first", "\n\n  \nHandle,Title\nhat,Hat\n", Shopify, 1},
		{"JSON behind a damaged line", "\x00oops\n{\"id\":1,\"title\":\"x\"}\n", JSONLines, 1},
		{"a table with a zero in its first row", "id,title,price\n1,Hat\x00,12.00 USD\n2,Cap,9.00 USD\n", Merchant, 2},
		{"JSON behind a line with zeros in it", "oops\x00\x00\n{\"id\":1,\"title\":\"x\"}\n", JSONLines, 1},
		{"no JSON at all", "scrap\nmore scrap\n", JSONLines, 0},
		{"nothing", " \n\n", JSONLines, 0},
	} {
		f := Read(strings.NewReader(c.text))
		products, err := readAll(f)
		if report := f.Report(); err != nil || len(products) != c.products || report.Format != c.format {
			t.Errorf("%s: %d products of %q, %v, %v", c.name, len(products), report.Format, err, report.Errors)
		}
	}
}
