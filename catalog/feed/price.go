package feed

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/aisle-chat/aisle/catalog"
)

// marks is what a file shows about how it writes prices: how often a point and a
// comma could only be in front of decimals, and which currencies it names.
type marks struct {
	points, commas int
	currencies     map[string]int
	// currency is the one named most often, or "".
	currency string
	// usual is the mark in front of decimals by the rules of the format, or 0.
	usual byte
}

// decimal is the mark in front of decimals, or 0 when nothing tells.
func (m *marks) decimal() byte {
	switch {
	case m.points > m.commas:
		return '.'
	case m.commas > m.points:
		return ','
	default:
		return m.usual
	}
}

// observe learns from one price of the file.
func (m *marks) observe(text string) {
	a, err := splitPrice(text)
	if err != nil {
		return
	}
	if len(a.currencies) == 1 {
		if m.currencies == nil {
			m.currencies = map[string]int{}
		}
		c := a.currencies[0]
		m.currencies[c]++
		if m.currencies[c] > m.currencies[m.currency] {
			m.currency = c
		}
	}
	switch n := parseNumber(a.number); {
	case n.groups == nil || n.ambiguous():
	case n.decimal == '.' || n.decimal == 0 && n.group == ',':
		m.points++
	case n.decimal == ',' || n.decimal == 0 && n.group == '.':
		m.commas++
	}
}

// priceText is a price taken apart: the digits with their separators, and the
// currencies that its sign may stand for.
type priceText struct {
	number     string
	negative   bool
	currencies []string
}

// Why a price cannot be read.
var (
	errNoPrice  = errors.New("is not a price")
	errNegative = errors.New("must not be negative")
	errSign     = errors.New("has two currencies")
)

// splitPrice finds the number and the currency in "$1,299.00", "1 299,00 €",
// "EUR 12" or "CHF 1'299.–".
func splitPrice(text string) (priceText, error) {
	isDigit := func(r rune) bool { return r >= '0' && r <= '9' }
	from, last := strings.IndexFunc(text, isDigit), strings.LastIndexFunc(text, isDigit)
	if from < 0 {
		return priceText{}, errNoPrice
	}
	before, number, after := strings.TrimSpace(text[:from]), text[from:last+1], strings.TrimSpace(text[last+1:])
	if n := len(before); n > 0 && (before[n-1] == '.' || before[n-1] == ',') && (n == 1 || !isLetter(before[:n-1])) {
		before, number = before[:n-1], "0"+before[n-1:]+number // ".99"
	}
	for _, nothing := range []string{".-", ",-", ".–", ",–", ".—", ",—", "/-", "-", "."} { // "12.–" is twelve and no cents
		rest, found := strings.CutPrefix(after, nothing)
		if !found {
			continue
		}
		if mark := nothing[0]; len(nothing) > 1 && mark != '/' {
			number += string(mark) + "00"
		}
		after = strings.TrimSpace(strings.TrimLeft(rest, "-"))
		break
	}
	p := priceText{number: number}
	for _, minus := range []string{"-", "−", "–"} {
		if strings.HasPrefix(before, minus) || strings.HasSuffix(before, minus) {
			before, p.negative = strings.TrimSpace(strings.Trim(before, minus)), true
		}
	}
	first, ok1 := currenciesOf(before)
	second, ok2 := currenciesOf(after)
	if !ok1 || !ok2 {
		return priceText{}, errNoPrice
	}
	both, ok := common(first, second)
	if !ok {
		return priceText{}, errSign
	}
	p.currencies = both
	return p, nil
}

// isLetter tells whether text ends with a letter, as a currency's "Rs" does.
func isLetter(text string) bool {
	last := rune(0)
	for _, r := range text {
		last = r
	}
	return unicode.IsLetter(last)
}

// number is digits with what separates them.
type number struct {
	groups []string // nil when it is none
	// group and decimal are the separators between groups and in front of the
	// decimals; 0 when there is none. A blank stands for every kind of blank,
	// an apostrophe for both kinds.
	group, decimal byte
}

// ambiguous tells whether the one separator of n may be either: "1.299".
func (n number) ambiguous() bool {
	return n.decimal != 0 && n.group == 0 && len(n.groups) == 2 && len(n.groups[1]) == 3 &&
		len(n.groups[0]) <= 3 && n.groups[0][0] != '0'
}

// parseNumber splits a number. Of a single separator it says that decimals
// follow; see ambiguous.
func parseNumber(text string) number {
	var n number
	var separators []byte
	group := ""
	for _, r := range text {
		if r >= '0' && r <= '9' {
			group += string(r)
			continue
		}
		separator := byte(0)
		switch {
		case r == '.' || r == ',':
			separator = byte(r)
		case r == '\'' || r == '’':
			separator = '\''
		case unicode.IsSpace(r):
			separator = ' '
		}
		if separator == 0 || group == "" {
			return number{}
		}
		separators = append(separators, separator)
		n.groups, group = append(n.groups, group), ""
	}
	n.groups = append(n.groups, group)
	if len(separators) == 0 {
		return n
	}
	end := len(separators) - 1
	last := separators[end]
	if (last == '.' || last == ',') && !slices.Contains(separators[:end], last) {
		n.decimal, separators = last, separators[:end]
	}
	for _, s := range separators {
		if n.group != 0 && n.group != s {
			return number{}
		}
		n.group = s
	}
	if !n.sound() {
		return number{}
	}
	return n
}

// sound tells whether the groups are of three digits, or, as in India, of two
// between the first and the last.
func (n number) sound() bool {
	whole := n.groups
	if n.decimal != 0 {
		whole = whole[:len(whole)-1]
	}
	if len(whole) < 2 {
		return true
	}
	for i, group := range whole {
		switch {
		case i == 0 && len(group) > 3, i == len(whole)-1 && len(group) != 3:
			return false
		case i > 0 && i < len(whole)-1 && len(group) != 3 && (len(group) != 2 || n.group != ','):
			return false
		}
	}
	return true
}

// text writes n as catalog.ParseMoney takes it.
func (n number) text() string {
	if n.decimal == 0 {
		return strings.Join(n.groups, "")
	}
	end := len(n.groups) - 1
	return strings.Join(n.groups[:end], "") + "." + n.groups[end]
}

// price reads a price of the feed. An empty text is the zero Money. currency is
// what the line says elsewhere about it, or "".
func (l *ledger) price(line int, field, text, currency string) (catalog.Money, error) {
	if text = strings.TrimSpace(text); text == "" {
		return catalog.Money{}, nil
	}
	a, err := splitPrice(text)
	if err != nil {
		return catalog.Money{}, err
	}
	n := parseNumber(a.number)
	switch {
	case n.groups == nil:
		return catalog.Money{}, errNoPrice
	case a.negative && strings.Trim(a.number, "0.,") != "":
		return catalog.Money{}, errNegative
	}
	if currency, err = l.currency(line, field, text, a.currencies, currency); err != nil {
		return catalog.Money{}, err
	}
	if n.ambiguous() {
		n = l.settle(line, field, text, n, currency)
	}
	m, err := catalog.ParseMoney(n.text(), currency)
	if err != nil {
		return m, errors.New(strings.TrimPrefix(err.Error(), "catalog: "))
	}
	return m, nil
}

// settle decides whether the three digits behind the only separator of n are
// decimals or thousands.
func (l *ledger) settle(line int, field, text string, n number, currency string) number {
	thousands := number{groups: n.groups, group: n.decimal}
	switch mark := l.marks.decimal(); {
	case catalog.Exponent(currency) == 0:
		return thousands
	case mark == n.decimal:
		return n
	case mark != 0:
		return thousands
	case catalog.Exponent(currency) >= 3 && n.decimal == '.':
		return n
	}
	l.repair(line, field, text, "can be read in two ways; taken as %s %s", thousands.text(), currency)
	return thousands
}

// currency picks the currency of a price: what its sign says, or else what the
// line, the options or the rest of the feed do.
func (l *ledger) currency(line int, field, text string, signs []string, stated string) (string, error) {
	for _, known := range []string{stated, l.options.Currency, l.marks.currency} {
		if known != "" && slices.Contains(signs, known) {
			return known, nil
		}
	}
	if len(signs) > 0 {
		if signs[0] == "" {
			return "", fmt.Errorf("has a sign of several currencies (%s); say which in Options.Currency", strings.Join(signs[1:], ", "))
		}
		return signs[0], nil
	}
	if stated != "" {
		return stated, nil
	}
	currency := l.options.Currency
	if currency == "" {
		currency = l.marks.currency
	}
	if currency == "" {
		currency = DefaultCurrency
	}
	if l.wantsCurrency || !l.assumed {
		l.assumed = true
		l.repair(line, field, text, "names no currency; taken as %s", currency)
	}
	return currency, nil
}

// reduced is a price and what it was before, as catalog has them. An old price
// that is no higher is none: shops leave it there after a sale.
func (l *ledger) reduced(line int, field, text string, price, before catalog.Money) catalog.Money {
	switch {
	case before.Amount == 0 || before == price:
		return catalog.Money{}
	case price.IsZero() || before.Currency != price.Currency || before.Amount < price.Amount:
		l.repair(line, field, text, "is not above the price; left out")
		return catalog.Money{}
	}
	return before
}
