package feed

import (
	"bytes"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/aisle-chat/aisle/catalog"
)

// jsonLines reads one JSON object a line: a product as this package has it, or
// as the Universal Commerce Protocol has it.
type jsonLines struct {
	ledger *ledger
	lines  lineReader
}

func (j *jsonLines) next() (p catalog.Product, ok bool, err error) {
	line, tooLong, err := j.lines.next()
	if err != nil || !tooLong && len(bytes.TrimSpace(line)) == 0 {
		return p, false, err
	}
	j.ledger.line()
	if tooLong {
		j.ledger.refuse(j.lines.line, "", "", "longer than %d bytes", MaxLine)
		return p, false, nil
	}
	p, refusal := j.decode(line)
	if refusal != nil {
		refusal.Line = j.lines.line
		j.ledger.lose(refusal)
	} else {
		j.ledger.identify(j.lines.line, "id", p.ID)
	}
	return p, refusal == nil, nil
}

// decode reads one line. A refusal has no line number yet.
func (j *jsonLines) decode(line []byte) (catalog.Product, *LineError) {
	if isCommerceProduct(line) {
		var p commerceProduct
		if err := json.Unmarshal(line, &p); err != nil {
			return catalog.Product{}, jsonRefusal(err, line)
		}
		return p.product(j.ledger, j.lines.line)
	}
	var r record
	if err := json.Unmarshal(line, &r); err != nil {
		return catalog.Product{}, jsonRefusal(err, line)
	}
	if r.Currency == "" && j.ledger.options.Currency != "" && r.priced() {
		r.Currency = text(j.ledger.options.Currency)
		j.ledger.repair(j.lines.line, "currency", "", "is missing beside a price; taken as %s", r.Currency)
	}
	return r.product()
}

// priced tells whether a price stands in r.
func (r *record) priced() bool {
	if r.Price != "" || r.CompareAt != "" {
		return true
	}
	for _, v := range r.Variants {
		if v.Price != "" || v.CompareAt != "" {
			return true
		}
	}
	return false
}

// isCommerceProduct tells whether line is a product of the Universal Commerce
// Protocol: its prices are objects with an amount, ours are numbers.
func isCommerceProduct(line []byte) bool {
	if !bytes.Contains(line, []byte(`"amount"`)) {
		return false
	}
	var prices struct {
		Range    jsontext.Value `json:"price_range"`
		Price    jsontext.Value `json:"price"`
		Variants []struct {
			Price jsontext.Value `json:"price"`
		} `json:"variants"`
	}
	// What is wrong with the line is the business of who reads all of it.
	json.Unmarshal(line, &prices)
	for _, v := range prices.Variants {
		if v.Price.Kind() == '{' {
			return true
		}
	}
	return prices.Range.Kind() == '{' || prices.Price.Kind() == '{'
}
