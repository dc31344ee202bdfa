package feed

import (
	"strings"
	"testing"
	"time"

	"github.com/aisle-chat/aisle/catalog"
)

// prices is a ledger that has seen these prices of its feed.
func prices(currency string, seen ...string) *ledger {
	l := &ledger{options: Options{Currency: currency, Now: may, Location: time.UTC}}
	for _, price := range seen {
		l.marks.observe(price)
	}
	return l
}

func TestPrice(t *testing.T) {
	for _, c := range []struct {
		text string
		want string // as catalog.Money writes it, or the reason of a refusal
	}{
		{"", ""},
		{"1299", "1299.00 USD"},
		{"$1,299.00", "1299.00 USD"},
		{"1.299,00 EUR", "1299.00 EUR"},
		{"1 299,00 €", "1299.00 EUR"},
		{"1\u202f299,00\u00a0€", "1299.00 EUR"},
		{"EUR 12", "12.00 EUR"},
		{"12.5 GBP", "12.50 GBP"},
		{"£12", "12.00 GBP"},
		{".99", "0.99 USD"},
		{"0,5", "0.50 USD"},
		{"CHF 1'299.–", "1299.00 CHF"},
		{"12,- €", "12.00 EUR"},
		{"€1.299,--", "1299.00 EUR"},
		{"Rs.1,29,900/-", "129900.00 INR"},
		{"1’299.50 CHF", "1299.50 CHF"},
		{"1,29,900.00 INR", "129900.00 INR"},
		{"Rs. 500", "500.00 INR"},
		{"1.299.000 VND", "1299000 VND"},
		{"¥1,500", "1500 JPY"},
		{"CN¥ 15.00", "15.00 CNY"},
		{"12.345 KWD", "12.345 KWD"},
		{"R$ 1.234,56", "1234.56 BRL"},
		{"$12.00 CAD", "12.00 CAD"},
		{"US$12", "12.00 USD"},
		{"US $ 12", "12.00 USD"},
		{"12.00 usd", "12.00 USD"},
		{"19.990", "19990.00 USD"}, // nothing in the feed tells that it is cents
		{"1299.000", "1299.00 USD"},
		{"0.990", "0.99 USD"},
		{"-0", "0.00 USD"},
		{"12 kr", "has a sign of several currencies"},
		{"$10.00 EUR", "has two currencies"},
		{"-3", "must not be negative"},
		{"−3,00 €", "must not be negative"},
		{"call us", "is not a price"},
		{"from $12", "is not a price"},
		{"10.00 - 20.00", "is not a price"},
		{"12.00.00", "is not a price"},
		{"1,29,90", "is not a price"},
		{"1.299,00.5", "is not a price"},
		{"1e3", "is not a price"},
		{"12.999", "12999.00 USD"},
		{"1299.999", "more than the 2 decimal places"},
		{"99999999999999999999", "too large"},
		{"12 ABC", "is not a price"},
	} {
		m, err := prices("").price(1, "price", c.text, "")
		got := m.String()
		if err != nil {
			got = err.Error()
		}
		if got != c.want && (err == nil || !strings.Contains(got, c.want)) {
			t.Errorf("%q: %s, want %s", c.text, got, c.want)
		}
	}
}

// What one price leaves open the others of the feed settle.
func TestPriceOfFeed(t *testing.T) {
	for _, c := range []struct {
		text, want string
		l          *ledger
		repaired   int
	}{
		{"1.299", "1299.00 EUR", prices("EUR"), 2},
		{"1.299", "1299.00 EUR", prices("EUR", "12,50", "9.5", "7,00"), 1},
		{"1.290", "1.29 EUR", prices("EUR", "12.50"), 1},
		{"1,299", "1299.00 EUR", prices("EUR", "12.50"), 1},
		{"1,290", "1.29 EUR", prices("EUR", "1.299.000"), 1},
		{"1,290", "1.29 EUR", prices("EUR", "1.299,5"), 1},
		{"1.299", "1.299 KWD", prices("KWD"), 1},
		{"1.299", "1299 JPY", prices("JPY", "12.50"), 1},
		{"12", "12.00 EUR", prices("", "8 €", "9 EUR", "7 USD"), 1},
		{"$12", "12.00 CAD", prices("CAD"), 0},
		{"$12", "12.00 AUD", prices("", "7 AUD"), 0},
		{"12 kr", "12.00 SEK", prices("SEK"), 0},
		{"12 kr", "12.00 DKK", prices("", "5 DKK"), 0},
		{"12 €", "12.00 EUR", prices("USD"), 0},
	} {
		m, err := c.l.price(1, "price", c.text, "")
		if err != nil || m.String() != c.want || c.l.report.Repaired != c.repaired {
			t.Errorf("%q: %s, %v, want %s; repairs %v", c.text, m, err, c.want, c.l.report.Repairs)
		}
	}
	l := prices("")
	l.price(1, "price", "1", "")
	l.price(2, "price", "2", "")
	if l.report.Repaired != 1 || !strings.Contains(l.report.Repairs[0].Reason, "taken as USD") {
		t.Errorf("a feed without a currency: %v", l.report.Repairs)
	}
}

func TestReduced(t *testing.T) {
	usd := func(amount int64) catalog.Money { return catalog.Money{Amount: amount, Currency: "USD"} }
	for _, c := range []struct {
		price, before, want catalog.Money
		repaired            int
	}{
		{usd(100), usd(200), usd(200), 0},
		{usd(100), usd(100), catalog.Money{}, 0},
		{usd(100), usd(0), catalog.Money{}, 0},
		{usd(100), catalog.Money{}, catalog.Money{}, 0},
		{usd(100), usd(50), catalog.Money{}, 1},
		{usd(100), catalog.Money{Amount: 200, Currency: "EUR"}, catalog.Money{}, 1},
		{catalog.Money{}, usd(50), catalog.Money{}, 1},
	} {
		l := prices("")
		if got := l.reduced(1, "before", "", c.price, c.before); got != c.want || l.report.Repaired != c.repaired {
			t.Errorf("%s before %s: %s, want %s, repairs %v", c.before, c.price, got, c.want, l.report.Repairs)
		}
	}
}

func TestWindow(t *testing.T) {
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		text  string
		zone  *time.Location
		now   string
		on    bool
		until string // when that changes
	}{
		{"2026-05-01T13:00-0800/2026-05-29T15:30-0800", time.UTC, "2026-05-01T20:59:59Z", false, "2026-05-01T21:00:00Z"},
		{"2026-05-01T13:00-0800/2026-05-29T15:30-0800", time.UTC, "2026-05-01T21:00:00Z", true, "2026-05-29T23:30:00Z"},
		{"2026-05-01T13:00-0800/2026-05-29T15:30-0800", time.UTC, "2026-05-29T23:30:00Z", false, ""},
		{"2026-05-01 / 2026-05-31", time.UTC, "2026-05-31T23:59:59Z", true, "2026-06-01T00:00:00Z"},
		{"2026-05-01/2026-05-31", berlin, "2026-05-31T22:00:00Z", false, ""},
		{"2026-05-01T00:00:00Z/2026-05-31T23:59:59+02:00", time.UTC, "2026-05-31T21:00:00Z", true, "2026-05-31T21:59:59Z"},
		{"2026-05-01T08:00/2026-05-31T20:00", berlin, "2026-05-01T06:00:00Z", true, "2026-05-31T18:00:00Z"},
		{"2026-05-01 08:00:00/2026-05-31 20:00", time.UTC, "2026-05-01T07:00:00Z", false, "2026-05-01T08:00:00Z"},
	} {
		w, err := parseWindow(c.text, c.zone)
		if err != nil {
			t.Errorf("%s: %v", c.text, err)
			continue
		}
		l := prices("")
		if l.options.Now, err = time.Parse(time.RFC3339, c.now); err != nil {
			t.Fatal(err)
		}
		on, until := l.on(w), ""
		if !l.report.ValidUntil.IsZero() {
			until = l.report.ValidUntil.UTC().Format(time.RFC3339)
		}
		if on != c.on || until != c.until {
			t.Errorf("%s at %s: %t until %s, want %t until %s", c.text, c.now, on, until, c.on, c.until)
		}
	}
	for _, text := range []string{"", "2026-05-01", "tomorrow/2026-05-01", "2026-05-01/31.05.2026"} {
		if _, err := parseWindow(text, time.UTC); err == nil {
			t.Errorf("%q is no error", text)
		}
	}
}

func FuzzPrice(f *testing.F) {
	for _, text := range []string{"$1,299.00", "1.299,00 EUR", "1 299,00 €", "CHF 1'299.–", "1,29,900.00 INR", "12 kr", "-3", ".99", "US $ 12", "1e3"} {
		f.Add(text, "EUR")
	}
	f.Fuzz(func(t *testing.T, text, currency string) {
		if len(currency) != 3 || !strings.Contains(codes, " "+currency+" ") {
			currency = ""
		}
		l := prices(currency)
		l.marks.observe(text)
		m, err := l.price(1, "price", text, "")
		if err != nil || m.IsZero() {
			return
		}
		if m.Amount < 0 || m.Currency == "" {
			t.Fatalf("%q: %v", text, m)
		}
		if again, err := prices("").price(1, "price", m.String(), ""); err != nil || again != m {
			t.Fatalf("%q is %s, and that is %s, %v", text, m, again, err)
		}
	})
}
