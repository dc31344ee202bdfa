package feed

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aisle-chat/aisle/catalog"
)

func readAll(f *Feed) (products []catalog.Product, broken error) {
	for p, err := range f.Products() {
		if _, refused := errors.AsType[*LineError](err); refused {
			continue
		}
		if err != nil {
			return products, err
		}
		products = append(products, p)
	}
	return products, nil
}

func one(t *testing.T, line string) catalog.Product {
	t.Helper()
	f := Read(strings.NewReader(line))
	products, err := readAll(f)
	if err != nil || len(products) != 1 {
		t.Fatalf("%d products, %v, %v", len(products), err, f.Report().Errors)
	}
	return products[0]
}

func TestProduct(t *testing.T) {
	got := one(t, `{"id":7,"title":" Wool Hat ","description":"Warm.\r\n\r\n  Very  warm.","brand":"Halden",`+
		`"category":"Men > Hats","price":"19.90","compare_at":25,"currency":"usd",`+
		`"options":[{"name":"Colour","values":["Red","Blue","Red"]}],`+
		`"attributes":{"material":["wool","silk"],"weight":1.20,"washable":true,"empty":"","none":null},`+
		`"image":"a.jpg","images":["a.jpg","b.jpg"],"image_sizes":{"b.jpg":[{"url":"b-9.jpg","width":9},{"url":"b-2.jpg","width":2}],"a.jpg":[]},"url":"/hat","stock":3,"rating":4.5,"review_count":8,`+
		`"reviews":[{"rating":4,"text":"ok","date":"2025-01-02"},{"rating":5,"text":"great","date":"2025-03-04T10:00:00Z"}],`+
		`"size_chart":{"columns":["Size","Head (cm)"],"rows":[["S","54-56"]]},"tags":"sale","unknown":{"x":1}}`)
	want := catalog.Product{
		ID: "7", Title: "Wool Hat", Description: "Warm.\nVery warm.", Brand: "Halden", Category: []string{"Men", "Hats"},
		Price: catalog.Money{Amount: 1990, Currency: "USD"}, CompareAt: catalog.Money{Amount: 2500, Currency: "USD"},
		Options: []catalog.Option{{Name: "color", Values: []string{"Red", "Blue"}}},
		Attributes: []catalog.Attribute{
			{Name: "material", Values: []string{"wool", "silk"}}, {Name: "washable", Values: []string{"yes"}}, {Name: "weight", Values: []string{"1.20"}},
		},
		Images: []string{"a.jpg", "b.jpg"}, ImageSizes: map[string][]catalog.ImageSize{"b.jpg": {{URL: "b-2.jpg", Width: 2}, {URL: "b-9.jpg", Width: 9}}}, URL: "/hat", Stock: catalog.Stock{Known: true, Count: 3},
		Rating: catalog.Rating{Average: 4.5, Count: 8},
		Reviews: []catalog.Review{
			{Rating: 5, Text: "great", Date: time.Date(2025, 3, 4, 10, 0, 0, 0, time.UTC)},
			{Rating: 4, Text: "ok", Date: time.Date(2025, 1, 2, 0, 0, 0, 0, time.UTC)},
		},
		SizeChart: catalog.SizeChart{Columns: []string{"Size", "Head (cm)"}, Rows: [][]string{{"S", "54-56"}}},
		Tags:      []string{"sale"},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}

func TestVariants(t *testing.T) {
	p := one(t, `{"id":"a","title":"Shirt","price":30,"currency":"USD","variants":[`+
		`{"id":"1","options":{"Size":"S","Colour":"Red"},"price":25,"available":false},`+
		`{"id":"2","options":{"Size":"M","Colour":"Red"},"stock":4},`+
		`{"id":"3","options":{"Size":"M","Colour":"Blue"},"stock":0,"image":"/blue.jpg"}]}`)
	if want := []catalog.Option{{Name: "color", Values: []string{"Red", "Blue"}}, {Name: "size", Values: []string{"S", "M"}}}; !reflect.DeepEqual(p.Options, want) {
		t.Errorf("options %+v", p.Options)
	}
	if p.Price.Amount != 2500 || p.Variants[1].Price.Amount != 3000 || p.SoldOut {
		t.Errorf("price %v, second variant %v, sold out %t", p.Price, p.Variants[1].Price, p.SoldOut)
	}
	if !p.Variants[0].SoldOut || p.Variants[1].SoldOut || !p.Variants[2].SoldOut || p.Variants[1].Stock.Count != 4 {
		t.Errorf("variants %+v", p.Variants)
	}
	if p.Variants[0].Image != "" || p.Variants[2].Image != "/blue.jpg" {
		t.Errorf("pictures %q, %q", p.Variants[0].Image, p.Variants[2].Image)
	}
	if p := one(t, `{"id":"a","title":"Shirt","variants":[{"id":"1","available":false}]}`); !p.SoldOut || !p.Price.IsZero() {
		t.Errorf("all variants sold out: %+v", p)
	}
}

func TestRefusals(t *testing.T) {
	for _, c := range []struct{ line, field, reason, value string }{
		{`{"title":"x"}`, "id", "is required", ""},
		{`{"id":"1","title":"  "}`, "title", "is required", ""},
		{`{"id":"1","title":["x"]}`, "title", "must be text or a number, not a list", `["x"]`},
		{`{"id":"1","title":"x","price":"1,299.00","currency":"USD"}`, "price", "is not a decimal number", "1,299.00 USD"},
		{`{"id":"1","title":"x","price":1e3,"currency":"USD"}`, "price", "is not a decimal number", "1e3 USD"},
		{`{"id":"1","title":"x","price":19.999,"currency":"USD"}`, "price", "more than the 2 decimal places", "19.999 USD"},
		{`{"id":"1","title":"x","price":-3,"currency":"USD"}`, "price", "must not be negative", "-3"},
		{`{"id":"1","title":"x","price":3}`, "currency", "is required beside a price", ""},
		{`{"id":"1","title":"x","price":3,"currency":"Dollars"}`, "price", "is not an ISO 4217 code", "3 Dollars"},
		{`{"id":"1","title":"x","price":3,"currency":"USD","variants":[{"id":"a"},{"id":"b","price":{}}]}`, "variants[1].price", "not an object", "{}"},
		{`{"id":"1","title":"x","variants":[{"id":"a"},{"id":"a"}]}`, "variants[1].id", "stands there twice", "a"},
		{`{"id":"1","title":"x","currency":"USD","variants":[{"id":"a","price":1},{"id":"b"}]}`, "variants[1].price", "for every variant or for none", ""},
		{`{"id":"1","title":"x","options":[{"name":"size","values":["S"]},{"name":"Size","values":["M"]}]}`, "options[1].name", "stands there twice", "size"},
		{`{"id":"1","title":"x","attributes":{"a":{"b":1}}}`, "attributes.a", "not an object", `{"b":1}`},
		{`{"id":"1","title":"x","available":"maybe"}`, "available", "", `"maybe"`},
		{`{"id":"1","title":"x","stock":-1}`, "stock", "must not be negative", "-1"},
		{`{"id":"1","title":"x","rating":9}`, "rating", "from 1 to 5", "9"},
		{`{"id":"1","title":"x","image":"a.jpg","image_sizes":{"b.jpg":[]}}`, "image_sizes.b.jpg", "no picture of this product", "b.jpg"},
		{`{"id":"1","title":"x","image":"a.jpg","image_sizes":{"a.jpg":[{"url":"b.jpg","width":0}]}}`, "image_sizes.a.jpg", "needs a url and a width", "b.jpg 0"},
		{`{"id":"1","title":"x","image":"a.jpg","image_sizes":{"a.jpg":[{"width":1},{"width":2},{"width":3},{"width":4},{"width":5},{"width":6},{"width":7},{"width":8},{"width":9}]}}`, "image_sizes.a.jpg", "more than 8", "9"},
		{`{"id":"1","title":"x","reviews":[{"rating":5,"date":"yesterday"}]}`, "reviews[0].date", "must be a date", "yesterday"},
		{`{"id":"1","title":"x","id":"2"}`, "id", "duplicate", ""},
		{`{"id":"1","title":"x"`, "", "is not valid JSON", ""},
		{`{"id":"1","title":"x"} x`, "", "is not valid JSON", ""},
		{`[1,2]`, "", "", ""},
		{"{\"id\":\"1\",\"title\":\"\xff\"}", "title", "UTF-8", ""},
	} {
		f := Read(strings.NewReader(c.line + "\n" + `{"id":"good","title":"good"}`))
		products, err := readAll(f)
		report := f.Report()
		if err != nil || len(products) != 1 || report.Refused != 1 || report.Products != 1 || report.Lines != 2 {
			t.Errorf("%s: %d products, %v, report %+v", c.line, len(products), err, report)
			continue
		}
		got := report.Errors[0]
		if got.Line != 1 || got.Field != c.field || !strings.Contains(got.Reason, c.reason) || c.value != "" && got.Value != c.value {
			t.Errorf("%s: %v (field %q, reason %q, value %q)", c.line, got, got.Field, got.Reason, got.Value)
		}
	}
}

const two = `{"id":"a","title":"A"}` + "|" + `{"id":"b","title":"B"}` + "|"

func TestLines(t *testing.T) {
	long := `{"id":"long","title":"` + strings.Repeat("x", MaxLine) + `"}`
	for _, c := range []struct {
		name, text        string
		products, refused int
		line              int // of the first refusal
	}{
		{"newline", strings.ReplaceAll(two, "|", "\n"), 2, 0, 0},
		{"carriage return and newline", strings.ReplaceAll(two, "|", "\r\n"), 2, 0, 0},
		{"carriage return", strings.ReplaceAll(two, "|", "\r"), 2, 0, 0},
		{"no newline at the end", strings.TrimSuffix(strings.ReplaceAll(two, "|", "\n"), "\n"), 2, 0, 0},
		{"blank lines", strings.ReplaceAll(two, "|", "\n \n\n"), 2, 0, 0},
		{"byte order mark", "\xef\xbb\xbf" + strings.ReplaceAll(two, "|", "\n"), 2, 0, 0},
		{"nothing", "", 0, 0, 0},
		{"a line too long", "\r\n" + long + "\r\n" + strings.ReplaceAll(two, "|", "\n"), 2, 1, 2},
		{"a line too long at the end", strings.ReplaceAll(two, "|", "\n") + long, 2, 1, 3},
	} {
		for _, zipped := range []bool{false, true} {
			data := []byte(c.text)
			if zipped {
				data = pack(t, data)
			}
			f := Read(bytes.NewReader(data))
			products, err := readAll(f)
			report := f.Report()
			if err != nil || len(products) != c.products || report.Refused != c.refused {
				t.Errorf("%s, gzip %t: %d products, %v, report %+v", c.name, zipped, len(products), err, report)
			} else if c.refused > 0 && report.Errors[0].Line != c.line {
				t.Errorf("%s: refused line %d, want %d", c.name, report.Errors[0].Line, c.line)
			}
		}
	}
}

func pack(t *testing.T, data []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	w.Write(data)
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestBrokenStream(t *testing.T) {
	whole := pack(t, []byte(strings.Repeat(strings.ReplaceAll(two, "|", "\n"), 100)))
	for _, cut := range []int{3, 12, len(whole) - 5} {
		f := Read(bytes.NewReader(whole[:cut]))
		if _, err := readAll(f); err == nil {
			t.Errorf("gzip cut off after %d bytes is no error", cut)
		}
		if _, err := readAll(f); err == nil {
			t.Errorf("gzip cut off after %d bytes is no error the second time", cut)
		}
	}
	if index, err := catalog.NewIndex(Read(bytes.NewReader(whole[:len(whole)-5])).Products()); err == nil {
		t.Errorf("an index of %d products from a broken stream", index.Len())
	}
}

func TestOpen(t *testing.T) {
	path := filepath.Join(t.TempDir(), "products.jsonl.gz")
	if err := os.WriteFile(path, pack(t, []byte(strings.ReplaceAll(two, "|", "\n"))), 0o600); err != nil {
		t.Fatal(err)
	}
	f, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for p := range f.Products() { // stop and go on
		if p.ID != "a" {
			t.Errorf("first product %q", p.ID)
		}
		break
	}
	if rest, err := readAll(f); err != nil || len(rest) != 1 || rest[0].ID != "b" {
		t.Errorf("rest %v, %v", rest, err)
	}
	if _, err := Open(filepath.Join(t.TempDir(), "missing.jsonl")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("missing file: %v", err)
	}
	if _, err := Open(t.TempDir()); err == nil {
		t.Error("a folder was opened as a feed")
	}
}

// FuzzRead reads anything as every format would.
func FuzzRead(f *testing.F) {
	f.Add([]byte(strings.ReplaceAll(two, "|", "\r\n")))
	f.Add([]byte(`{"id":1,"title":"x","price":1.10,"currency":"USD","variants":[{"id":"a","options":{"Colour":"Red"}}]}`))
	f.Add([]byte("\x1f\x8b\x08"))
	f.Add([]byte("\xef\xbb\xbf{}\r\r\n"))
	for _, path := range samples(f) {
		data, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		read := func() ([]catalog.Product, Report, error) {
			feed, err := ReadWith(bytes.NewReader(data), Options{Now: may})
			if err != nil {
				t.Fatal(err)
			}
			products, broken := readAll(feed)
			return products, feed.Report(), broken
		}
		products, report, err := read()
		again, reportAgain, errAgain := read()
		if !reflect.DeepEqual(products, again) || fmt.Sprint(err) != fmt.Sprint(errAgain) || !reflect.DeepEqual(report, reportAgain) {
			t.Fatal("two readings of the same bytes differ")
		}
		if report.Products != len(products) || err == nil && report.Products+report.Folded+report.Skipped+report.Refused != report.Lines {
			t.Fatalf("%d products, report %+v", len(products), report)
		}
		if half := len(products) / 2; half > 0 {
			rest, resumed, errResumed := goOn(t, data, half)
			if !reflect.DeepEqual(rest, products[half:]) || fmt.Sprint(err) != fmt.Sprint(errResumed) || !reflect.DeepEqual(report, resumed) {
				t.Fatalf("gone on behind product %d: %d products, want %d; %v; report %+v, want %+v", half, len(rest), len(products)-half, errResumed, resumed, report)
			}
		}
		for _, e := range report.Errors {
			if e.Line < 1 || e.Reason == "" {
				t.Fatalf("refusal %+v", e)
			}
		}
		for _, p := range products {
			checkProduct(t, p)
		}
	})
}

// goOn reads a feed as far as behind a number of products, and then the rest of it
// with another reader.
func goOn(t *testing.T, data []byte, behind int) ([]catalog.Product, Report, error) {
	f, err := ReadWith(bytes.NewReader(data), Options{Now: may})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for _, err := range f.Products() {
		if err == nil {
			behind--
		}
		if behind == 0 {
			break
		}
	}
	f, err = ReadWith(bytes.NewReader(data), Options{Now: may, Resume: f.Report().Checkpoint})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rest, broken := readAll(f)
	return rest, f.Report(), broken
}

// checkProduct holds p to what package catalog says of products.
func checkProduct(t *testing.T, p catalog.Product) {
	if p.ID == "" || p.Title == "" || p.Price.Amount < 0 || p.CompareAt.Amount < 0 || p.Stock.Count < 0 {
		t.Fatalf("product %+v", p)
	}
	if !slices.IsSortedFunc(p.Attributes, func(a, b catalog.Attribute) int { return strings.Compare(a.Name, b.Name) }) {
		t.Fatalf("attributes %+v", p.Attributes)
	}
	ids := map[string]bool{}
	for _, v := range p.Variants {
		if v.ID == "" || ids[v.ID] || v.Price.Amount < p.Price.Amount || v.Price.IsZero() != p.Price.IsZero() || v.Stock.Count < 0 {
			t.Fatalf("variant %+v of %+v", v, p)
		}
		ids[v.ID] = true
		for name, value := range v.Options {
			if option := findOption(&p, name); option == nil || !slices.Contains(option.Values, value) {
				t.Fatalf("%s %q of %+v is no option", name, value, p)
			}
		}
	}
}

func ExampleRead() {
	products := Read(strings.NewReader(`
{"id": "hat", "title": "Wool Hat", "price": 19.90, "currency": "USD"}
{"id": "cap", "title": "Linen Cap", "price": "free", "currency": "USD"}
`))
	index, err := catalog.NewIndex(products.Products())
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(index.Len(), "product")
	for _, refused := range products.Report().Errors {
		fmt.Println(refused)
	}
	// Output:
	// 1 product
	// feed: line 3, price: price "free" is not a decimal number (free USD)
}
