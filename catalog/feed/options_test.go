package feed

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/aisle-chat/aisle/catalog"
)

// readWith reads text with options, and fails when the stream breaks.
func readWith(t *testing.T, text string, o Options) ([]catalog.Product, Report) {
	t.Helper()
	f, err := ReadWith(strings.NewReader(text), o)
	if err != nil {
		t.Fatal(err)
	}
	products, broken := readAll(f)
	if broken != nil {
		t.Fatal(broken)
	}
	return products, f.Report()
}

func TestCurrencyOption(t *testing.T) {
	const (
		shopify = "Handle,Title,Variant Price\nhat,Hat,12.00\n"
		ours    = `{"id":"hat","title":"Hat","price":"12.00"}`
		item    = "id,title,price\nhat,Hat,12.00\ncap,Cap,9.00 SEK\n"
	)
	for _, c := range []struct{ text, option, want string }{
		{shopify, "", "12.00 USD"}, {shopify, "EUR", "12.00 EUR"}, {shopify, "JPY", "12 JPY"},
		{ours, "EUR", "12.00 EUR"}, {item, "", "12.00 SEK"}, {item, "EUR", "12.00 EUR"},
	} {
		products, report := readWith(t, c.text, Options{Currency: c.option})
		if products[0].Price.String() != c.want || report.Repaired != 1 || !strings.Contains(report.Repairs[0].Reason, "taken as "+c.want[len(c.want)-3:]) {
			t.Errorf("%q with %q: %s, want %s; %v", c.text, c.option, products[0].Price, c.want, report.Repairs)
		}
	}
	if products, report := readWith(t, ours, Options{}); len(products) != 0 || report.Errors[0].Field != "currency" {
		t.Errorf("our own lines without a currency: %v, %+v", products, report)
	}
	for _, wrong := range []string{"eur", "EURO", "€"} {
		if _, err := ReadWith(strings.NewReader(ours), Options{Currency: wrong}); err == nil || !strings.Contains(err.Error(), wrong) {
			t.Errorf("currency %q: %v", wrong, err)
		}
		path := filepath.Join(t.TempDir(), "feed.jsonl")
		if err := os.WriteFile(path, []byte(ours), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := OpenWith(path, Options{Currency: wrong}); err == nil {
			t.Errorf("currency %q opens", wrong)
		}
	}
}

// A sale is on or not at the moment given, in the time zone given, and the
// report says until when that holds.
func TestSales(t *testing.T) {
	const merchant = "id,title,price,sale_price,sale_price_effective_date\nhat,Hat,20.00 EUR,15.00 EUR,2026-05-01/2026-05-31\n"
	const woo = "ID,Name,Regular price,Sale price,Date sale price starts,Date sale price ends\n1,Hat,20.00,15.00,2026-05-01,2026-05-31\n"
	zone := time.FixedZone("", 2*60*60)
	for _, c := range []struct {
		now      string
		zone     *time.Location
		amount   int64
		compare  int64
		validity string
	}{
		{"2026-04-30T23:59:59Z", nil, 2000, 0, "2026-05-01T00:00:00Z"},
		{"2026-05-01T00:00:00Z", nil, 1500, 2000, "2026-06-01T00:00:00Z"},
		{"2026-05-31T23:59:59Z", nil, 1500, 2000, "2026-06-01T00:00:00Z"},
		{"2026-06-01T00:00:00Z", nil, 2000, 0, ""},
		{"2026-04-30T23:59:59Z", zone, 1500, 2000, "2026-05-31T22:00:00Z"},
		{"2026-05-31T22:00:00Z", zone, 2000, 0, ""},
	} {
		now, err := time.Parse(time.RFC3339, c.now)
		if err != nil {
			t.Fatal(err)
		}
		for _, text := range []string{merchant, woo} {
			products, report := readWith(t, text, Options{Now: now, Location: c.zone, Currency: "EUR"})
			p, validity := products[0], ""
			if !report.ValidUntil.IsZero() {
				validity = report.ValidUntil.UTC().Format(time.RFC3339)
			}
			if p.Price.Amount != c.amount || p.CompareAt.Amount != c.compare || validity != c.validity {
				t.Errorf("%.20s at %s: %s before %s until %s, want %d before %d until %s", text, c.now, p.Price, p.CompareAt, validity, c.amount, c.compare, c.validity)
			}
		}
	}
}

func TestProgress(t *testing.T) {
	for name, w := range writers {
		var b bytes.Buffer
		w.write(&b, goods(2500))
		path := filepath.Join(t.TempDir(), "feed.gz")
		if err := os.WriteFile(path, pack(t, b.Bytes()), 0o600); err != nil {
			t.Fatal(err)
		}
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		var calls []Progress
		f, err := OpenWith(path, Options{Progress: func(p Progress) { calls = append(calls, p) }})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := readAll(f); err != nil {
			t.Fatal(err)
		}
		if len(calls) < 4 {
			t.Fatalf("%s: %d calls", name, len(calls))
		}
		last := Progress{}
		for i, p := range calls {
			if p.Size != info.Size() || p.Bytes < last.Bytes || p.Bytes > p.Size || p.Lines < last.Lines || p.Products < last.Products || p.Done != (i == len(calls)-1) {
				t.Errorf("%s, call %d: %+v after %+v", name, i, p, last)
			}
			last = p
		}
		if report := f.Report(); last.Bytes != last.Size || last.Products != 2500 || last.Lines != report.Lines {
			t.Errorf("%s: %+v at the end, report %+v", name, last, report)
		}
		if err := f.Close(); err != nil {
			t.Error(err)
		}
	}
}

// More variants than a product can have are refused, the others stay.
func TestManyVariants(t *testing.T) {
	var merchant, woo, shopify strings.Builder
	merchant.WriteString("id,title,price,item_group_id,size\n")
	woo.WriteString("ID,Type,Name,Regular price,Parent,Attribute 1 name,Attribute 1 value(s)\np,variable,Hat,,,Size,\n")
	shopify.WriteString("Handle,Title,Variant Price,Option1 Name,Option1 Value\n")
	for n := range MaxVariants + 3 {
		fmt.Fprintf(&merchant, "%d,Hat,1.00 USD,g,%d\n", n, n)
		fmt.Fprintf(&woo, "%d,variation,Hat,1.00,id:p,Size,%d\n", n, n)
		fmt.Fprintf(&shopify, "hat,Hat,1.00,Size,%d\n", n)
	}
	for text, refused := range map[string]int{merchant.String(): 3, woo.String(): 3, shopify.String(): 3} {
		products, report := readWith(t, text, Options{})
		if len(products) != 1 || len(products[0].Variants) != MaxVariants || report.Refused != refused {
			t.Errorf("%.40q: %d products, report %d refused, %+v", text, len(products), report.Refused, report.Errors)
		}
	}
}

// A report describes no more than MaxErrors lines, and counts them all.
func TestMaxErrors(t *testing.T) {
	text := "id,title,price,availability\n" + strings.Repeat("a,,1,\nb,Hat,1,perhaps\n", MaxErrors+5)
	const repairs = 2*(MaxErrors+5) + MaxErrors + 4 // of currency, availability, and all ids but the first
	_, report := readWith(t, text, Options{})
	if len(report.Errors) != MaxErrors || report.Refused != MaxErrors+5 || len(report.Repairs) != MaxErrors || report.Repaired != repairs {
		t.Errorf("%d of %d errors, %d of %d repairs", len(report.Errors), report.Refused, len(report.Repairs), report.Repaired)
	}
	var refused interface{ Refused() bool }
	if err := error(report.Errors[0]); !errors.As(err, &refused) || !refused.Refused() {
		t.Errorf("%v is not a refusal of one line", err)
	}
}

func ExampleReadWith() {
	const export = `Handle,Title,Option1 Name,Option1 Value,Variant Price,Variant Compare At Price
wool-hat,Wool Hat,Size,S,19.90,25.00
wool-hat,,,L,21.90,soon
linen-cap,Linen Cap,Title,Default Title,call us,
`
	products, err := ReadWith(strings.NewReader(export), Options{Currency: "EUR"})
	if err != nil {
		fmt.Println(err)
		return
	}
	for p, err := range products.Products() {
		if err != nil {
			fmt.Println(err)
			continue
		}
		fmt.Println(p.Title, p.Price, "in", len(p.Variants), "sizes")
	}
	report := products.Report()
	fmt.Println(report.Format, report.Lines, "lines,", report.Refused, "refused")
	for _, repair := range report.Repairs {
		fmt.Println(repair)
	}
	// Output:
	// Wool Hat 19.90 EUR in 2 sizes
	// feed: line 4, Variant Price: is not a price (call us)
	// Shopify CSV 3 lines, 1 refused
	// line 2, Variant Price: names no currency; taken as EUR (19.90)
	// line 3, Variant Compare At Price: is not a price; left out (soon)
}
