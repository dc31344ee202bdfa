package catalog

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
)

// Money is an amount in the minor unit of its currency: {5200, "USD"} is 52
// dollars, {5200, "JPY"} is 5,200 yen. The zero Money means "no price".
type Money struct {
	Amount int64 `json:"amount"`
	// Currency is an ISO 4217 code in capitals.
	Currency string `json:"currency"`
}

// Why arithmetic with money is refused. Test with errors.Is.
var (
	ErrCurrency = errors.New("catalog: amounts in different currencies cannot be added")
	ErrOverflow = errors.New("catalog: amount of money too large")
)

// IsZero reports whether m is no price at all.
func (m Money) IsZero() bool { return m == Money{} }

// Exponent is the number of decimal places of a currency's minor unit by ISO
// 4217: 2 for USD, 0 for JPY, 3 for KWD. A code that is not in the table has 2.
func Exponent(currency string) int {
	switch currency {
	case "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF",
		"UGX", "UYI", "VND", "VUV", "XAF", "XOF", "XPF":
		return 0
	case "BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND":
		return 3
	case "CLF", "UYW":
		return 4
	default:
		return 2
	}
}

// ParseMoney reads a decimal text such as "129.00", "129" or "-4.5" as an
// amount of currency, exactly: no digit is rounded away, and more decimal
// places than the currency has are an error unless they are zeros. A thousands
// separator, an exponent or a currency sign is an error too; a feed that writes
// those is its reader's business.
func ParseMoney(text, currency string) (Money, error) {
	if !validCurrency(currency) {
		return Money{}, fmt.Errorf("catalog: currency %.20q is not an ISO 4217 code of three capitals", currency)
	}
	digits, negative := strings.CutPrefix(text, "-")
	whole, fraction, point := strings.Cut(digits, ".")
	if whole == "" || point && fraction == "" || !allDigits(whole) || !allDigits(fraction) {
		return Money{}, fmt.Errorf("catalog: price %.40q is not a decimal number", text)
	}
	exponent := Exponent(currency)
	if len(fraction) > exponent {
		if strings.Trim(fraction[exponent:], "0") != "" {
			return Money{}, fmt.Errorf("catalog: price %.40q has more than the %d decimal places of %s", text, exponent, currency)
		}
		fraction = fraction[:exponent]
	}
	fraction += strings.Repeat("0", exponent-len(fraction))
	amount, err := strconv.ParseInt(whole+fraction, 10, 64)
	if err != nil {
		return Money{}, fmt.Errorf("%w: %.40q", ErrOverflow, text)
	}
	if negative {
		amount = -amount
	}
	return Money{amount, currency}, nil
}

// Add returns m + n. Amounts in different currencies give [ErrCurrency], a sum
// beyond 64 bits gives [ErrOverflow]. The zero Money adds nothing to any
// currency.
func (m Money) Add(n Money) (Money, error) {
	switch {
	case m.IsZero():
		return n, nil
	case n.IsZero():
		return m, nil
	case m.Currency != n.Currency:
		return Money{}, fmt.Errorf("%w: %s and %s", ErrCurrency, m.Currency, n.Currency)
	case n.Amount > 0 && m.Amount > math.MaxInt64-n.Amount, n.Amount < 0 && m.Amount < math.MinInt64-n.Amount:
		return Money{}, fmt.Errorf("%w: %s plus %s", ErrOverflow, m, n)
	}
	return Money{m.Amount + n.Amount, m.Currency}, nil
}

// Mul returns m taken n times, or [ErrOverflow].
func (m Money) Mul(n int) (Money, error) {
	product := m.Amount * int64(n)
	if n == -1 && m.Amount == math.MinInt64 || n != 0 && product/int64(n) != m.Amount {
		return Money{}, fmt.Errorf("%w: %s times %d", ErrOverflow, m, n)
	}
	return Money{product, m.Currency}, nil
}

// String writes m for machines and logs: "129.00 USD". The zero Money is "".
func (m Money) String() string {
	if m.IsZero() {
		return ""
	}
	sign, whole, fraction := m.parts()
	if fraction != "" {
		fraction = "." + fraction
	}
	return sign + whole + fraction + " " + m.Currency
}

// parts returns the sign and the digits before and after the decimal point.
func (m Money) parts() (sign, whole, fraction string) {
	magnitude := uint64(m.Amount)
	if m.Amount < 0 {
		sign, magnitude = "-", -magnitude
	}
	digits := strconv.FormatUint(magnitude, 10)
	exponent := Exponent(m.Currency)
	if missing := exponent + 1 - len(digits); missing > 0 {
		digits = strings.Repeat("0", missing) + digits
	}
	return sign, digits[:len(digits)-exponent], digits[len(digits)-exponent:]
}

func validCurrency(code string) bool {
	if len(code) != 3 {
		return false
	}
	for i := range 3 {
		if code[i] < 'A' || code[i] > 'Z' {
			return false
		}
	}
	return true
}

func allDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}
