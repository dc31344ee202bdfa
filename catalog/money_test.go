package catalog

import (
	"errors"
	"fmt"
	"math"
	"testing"
)

func TestParseMoney(t *testing.T) {
	for _, c := range []struct {
		text, currency string
		want           int64
		bad            bool
	}{
		{"129.00", "USD", 12900, false},
		{"129", "USD", 12900, false},
		{"0.1", "USD", 10, false},
		{"-4.5", "EUR", -450, false},
		{"5200", "JPY", 5200, false},
		{"5200.00", "JPY", 5200, false},
		{"1.234", "KWD", 1234, false},
		{"92233720368547758.07", "USD", math.MaxInt64, false},
		{"92233720368547758.08", "USD", 0, true},
		{"1.005", "USD", 0, true},
		{"5200.5", "JPY", 0, true},
		{"1,299.00", "USD", 0, true},
		{"$5", "USD", 0, true},
		{"1e3", "USD", 0, true},
		{"", "USD", 0, true},
		{".5", "USD", 0, true},
		{"5.", "USD", 0, true},
		{"--5", "USD", 0, true},
		{"5", "usd", 0, true},
		{"5", "", 0, true},
	} {
		m, err := ParseMoney(c.text, c.currency)
		if (err != nil) != c.bad || m.Amount != c.want {
			t.Errorf("ParseMoney(%q, %q) = %v, %v", c.text, c.currency, m, err)
		}
	}
}

func TestMoneyArithmetic(t *testing.T) {
	usd := func(amount int64) Money { return Money{amount, "USD"} }
	if sum, err := usd(150).Add(usd(-50)); err != nil || sum != usd(100) {
		t.Errorf("Add = %v, %v", sum, err)
	}
	if sum, err := (Money{}).Add(usd(7)); err != nil || sum != usd(7) {
		t.Errorf("nothing + 7 = %v, %v", sum, err)
	}
	if _, err := usd(1).Add(Money{1, "EUR"}); !errors.Is(err, ErrCurrency) {
		t.Errorf("USD + EUR: %v", err)
	}
	for _, c := range []struct{ a, b int64 }{{math.MaxInt64, 1}, {math.MinInt64, -1}} {
		if _, err := usd(c.a).Add(usd(c.b)); !errors.Is(err, ErrOverflow) {
			t.Errorf("%d + %d: %v", c.a, c.b, err)
		}
	}
	if product, err := usd(5200).Mul(3); err != nil || product != usd(15600) {
		t.Errorf("Mul = %v, %v", product, err)
	}
	for _, c := range []struct {
		a int64
		n int
	}{{math.MaxInt64, 2}, {math.MinInt64, -1}, {math.MaxInt64/99 + 1, 99}} {
		if _, err := usd(c.a).Mul(c.n); !errors.Is(err, ErrOverflow) {
			t.Errorf("%d * %d: %v", c.a, c.n, err)
		}
	}
}

func TestMoneyFormat(t *testing.T) {
	for _, c := range []struct {
		money  Money
		locale string
		want   string
	}{
		{Money{129900, "USD"}, "en-US", "$1,299.00"},
		{Money{129900, "USD"}, "en", "$1,299.00"},
		{Money{129900, "USD"}, "en_US.UTF-8", "$1,299.00"},
		{Money{-500, "USD"}, "en-US", "-$5.00"},
		{Money{129900, "CAD"}, "en-US", "CA$1,299.00"},
		{Money{129900, "CAD"}, "en-CA", "$1,299.00"},
		{Money{129900, "EUR"}, "en-IE", "€1,299.00"},
		{Money{129900, "SEK"}, "en", "SEK\u00a01,299.00"},
		{Money{129900, "EUR"}, "fr-FR", "1\u202f299,00\u00a0€"},
		{Money{129900, "EUR"}, "de-DE", "1.299,00\u00a0€"},
		{Money{129900, "EUR"}, "de-AT", "€\u00a01.299,00"},
		{Money{129900, "CHF"}, "de-CH", "CHF\u00a01’299.00"},
		{Money{129900, "EUR"}, "es-ES", "1299,00\u00a0€"},
		{Money{1299900, "EUR"}, "es-ES", "12.999,00\u00a0€"},
		{Money{129900, "EUR"}, "it-IT", "1.299,00\u00a0€"},
		{Money{129900, "BRL"}, "pt-BR", "R$\u00a01.299,00"},
		{Money{129900, "EUR"}, "pt-PT", "1299,00\u00a0€"},
		{Money{129900, "EUR"}, "nl-NL", "€\u00a01.299,00"},
		{Money{-500, "EUR"}, "nl-NL", "€\u00a0-5,00"},
		{Money{5200, "JPY"}, "ja-JP", "¥5,200"},
		{Money{5200, "JPY"}, "en-US", "¥5,200"},
		{Money{129900, "USD"}, "ar", "\u200f1,299.00\u00a0$"},
		{Money{1234567, "KWD"}, "en", "KWD\u00a01,234.567"},
		{Money{5, "USD"}, "en", "$0.05"},
		{Money{5, "USD"}, "tlh", "$0.05"},
		{Money{math.MinInt64, "USD"}, "en", "-$92,233,720,368,547,758.08"},
		{Money{}, "en", ""},
	} {
		if got := c.money.Format(c.locale); got != c.want {
			t.Errorf("%v.Format(%q) = %q, want %q", c.money, c.locale, got, c.want)
		}
	}
}

func FuzzParseMoney(f *testing.F) {
	for _, seed := range []string{"129.00", "-0.5", "1e9", "99999999999999999999", "0x10", "1.2.3", "\u0663"} {
		f.Add(seed, "USD")
		f.Add(seed, "JPY")
	}
	f.Fuzz(func(t *testing.T, text, currency string) {
		m, err := ParseMoney(text, currency)
		if err != nil {
			if m != (Money{}) {
				t.Errorf("%v beside the error %v", m, err)
			}
			return
		}
		written := m.String()
		again, err := ParseMoney(written[:len(written)-4], currency)
		if err != nil || again != m {
			t.Errorf("%q is %v, written %q, read again %v, %v", text, m, written, again, err)
		}
		m.Format("de-DE")
	})
}

func ExampleParseMoney() {
	price, err := ParseMoney("129.00", "USD")
	if err != nil {
		fmt.Println(err)
		return
	}
	three, _ := price.Mul(30)
	fmt.Println(price, three.Format("en-US"), three.Format("ja-JP"))
	// Output: 129.00 USD $3,870.00 $3,870.00
}
