package feed

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/aisle-chat/aisle/catalog"
)

// record is one line of a feed.
type record struct {
	ID          text              `json:"id"`
	Title       text              `json:"title"`
	Description text              `json:"description"`
	Brand       text              `json:"brand"`
	Category    path              `json:"category"`
	Price       decimal           `json:"price"`
	CompareAt   decimal           `json:"compare_at"`
	Currency    text              `json:"currency"`
	Options     []option          `json:"options"`
	Variants    []variant         `json:"variants"`
	Attributes  map[string]values `json:"attributes"`
	Image       text              `json:"image"`
	Images      values            `json:"images"`
	ImageSizes  imageSizes        `json:"image_sizes"`
	URL         text              `json:"url"`
	Available   *bool             `json:"available"`
	Stock       *int              `json:"stock"`
	Rating      decimal           `json:"rating"`
	ReviewCount int               `json:"review_count"`
	Reviews     []review          `json:"reviews"`
	SizeChart   *sizeChart        `json:"size_chart"`
	Tags        values            `json:"tags"`
}

type option struct {
	Name   text   `json:"name"`
	Values values `json:"values"`
}

type variant struct {
	ID        text            `json:"id"`
	Options   map[string]text `json:"options"`
	Price     decimal         `json:"price"`
	CompareAt decimal         `json:"compare_at"`
	Available *bool           `json:"available"`
	Stock     *int            `json:"stock"`
	Image     text            `json:"image"`
}

type review struct {
	Rating int  `json:"rating"`
	Text   text `json:"text"`
	Date   text `json:"date"`
}

type sizeChart struct {
	Columns values   `json:"columns"`
	Rows    []values `json:"rows"`
}

// text is a JSON string without the blanks around it. A number is taken as it
// is written, null as "".
type text string

func (t *text) UnmarshalJSONFrom(d *jsontext.Decoder) error {
	s, err := readScalar(d, `"0n`)
	*t = text(s)
	return err
}

// decimal is the decimal text of a JSON number or string; null is "".
type decimal string

func (n *decimal) UnmarshalJSONFrom(d *jsontext.Decoder) error {
	s, err := readScalar(d, `"0n`)
	*n = decimal(s)
	return err
}

// values is a scalar or a list of scalars; empty ones are dropped.
type values []string

func (v *values) UnmarshalJSONFrom(d *jsontext.Decoder) error {
	*v = nil
	if d.PeekKind() != '[' {
		s, err := readScalar(d, `"0ntf`)
		if s != "" {
			*v = values{s}
		}
		return err
	}
	if _, err := d.ReadToken(); err != nil {
		return err
	}
	for d.PeekKind() != ']' {
		s, err := readScalar(d, `"0ntf`)
		if err != nil {
			return err
		}
		if s != "" {
			*v = append(*v, s)
		}
	}
	_, err := d.ReadToken()
	return err
}

// path is a category: a list, or one text with ">" between its parts.
type path []string

func (p *path) UnmarshalJSONFrom(d *jsontext.Decoder) error {
	var v values
	if err := v.UnmarshalJSONFrom(d); err != nil {
		return err
	}
	*p = nil
	for _, part := range v {
		for step := range strings.SplitSeq(part, ">") {
			if step = strings.TrimSpace(step); step != "" {
				*p = append(*p, step)
			}
		}
	}
	return nil
}

// readScalar reads a string, number, boolean or null, as far as kinds allows
// it. A boolean becomes "yes" or "no".
func readScalar(d *jsontext.Decoder, kinds string) (string, error) {
	kind := d.PeekKind()
	if kind != 0 && !strings.ContainsRune(kinds, rune(kind)) {
		value, err := d.ReadValue()
		if err != nil {
			return "", err
		}
		return "", &json.SemanticError{JSONValue: value.Clone(), Err: errors.New("must be text or a number, not " + kindName(kind))}
	}
	token, err := d.ReadToken()
	if err != nil {
		return "", err
	}
	switch kind {
	case 'n':
		return "", nil
	case 't':
		return "yes", nil
	case 'f':
		return "no", nil
	default:
		return strings.TrimSpace(token.String()), nil
	}
}

func kindName(kind jsontext.Kind) string {
	switch kind {
	case '{':
		return "an object"
	case '[':
		return "a list"
	default:
		return kind.String()
	}
}

func jsonRefusal(err error, line []byte) *LineError {
	if semantic, ok := errors.AsType[*json.SemanticError](err); ok {
		reason := "has the wrong type"
		if semantic.Err != nil {
			reason = semantic.Err.Error()
		} else if semantic.JSONKind != 0 {
			reason = "cannot be " + kindName(semantic.JSONKind)
		}
		value := semantic.JSONValue
		if len(value) == 0 {
			value = valueAt(line, semantic.ByteOffset)
		}
		return refuse(fieldName(semantic.JSONPointer), string(value), "%s", reason)
	}
	if syntactic, ok := errors.AsType[*jsontext.SyntacticError](err); ok {
		from := min(max(0, int(syntactic.ByteOffset)-20), len(line))
		reason := "is not valid JSON"
		if syntactic.Err != nil {
			reason += ": " + strings.TrimPrefix(syntactic.Err.Error(), "jsontext: ")
		}
		return refuse(fieldName(syntactic.JSONPointer), string(line[from:]), "%s", reason)
	}
	return refuse("", string(line), "is not a JSON object: %v", err)
}

// valueAt returns the JSON value that begins at or behind offset.
func valueAt(line []byte, offset int64) jsontext.Value {
	rest := bytes.TrimLeft(line[min(max(0, offset), int64(len(line))):], " \t,:")
	value, err := jsontext.NewDecoder(bytes.NewReader(rest)).ReadValue()
	if err != nil {
		return nil
	}
	return value
}

// fieldName writes "/variants/2/price" as "variants[2].price".
func fieldName(pointer jsontext.Pointer) string {
	var name strings.Builder
	for token := range pointer.Tokens() {
		if _, err := strconv.Atoi(token); err == nil && name.Len() > 0 {
			name.WriteString("[" + token + "]")
			continue
		}
		if name.Len() > 0 {
			name.WriteByte('.')
		}
		name.WriteString(token)
	}
	return shorten(name.String())
}

func (r *record) product() (catalog.Product, *LineError) {
	p := catalog.Product{
		ID: string(r.ID), Title: string(r.Title), Description: paragraphs(string(r.Description)),
		Brand: string(r.Brand), Category: r.Category, URL: string(r.URL), Tags: r.Tags,
	}
	switch {
	case p.ID == "":
		return p, refuse("id", "", "is required")
	case p.Title == "":
		return p, refuse("title", "", "is required")
	case r.ReviewCount < 0:
		return p, refuse("review_count", strconv.Itoa(r.ReviewCount), "must not be negative")
	}
	var refusal *LineError
	if p.Price, refusal = r.money("price", r.Price); refusal != nil {
		return p, refusal
	}
	if p.CompareAt, refusal = r.money("compare_at", r.CompareAt); refusal != nil {
		return p, refusal
	}
	if p.Stock, p.SoldOut, refusal = stock("", r.Available, r.Stock); refusal != nil {
		return p, refusal
	}
	if refusal = r.options(&p); refusal != nil {
		return p, refusal
	}
	if refusal = r.variants(&p); refusal != nil {
		return p, refusal
	}
	if refusal = r.opinions(&p); refusal != nil {
		return p, refusal
	}
	for name, vs := range r.Attributes {
		if name = strings.TrimSpace(name); name != "" && len(vs) > 0 {
			p.Attributes = append(p.Attributes, catalog.Attribute{Name: name, Values: vs})
		}
	}
	slices.SortFunc(p.Attributes, func(a, b catalog.Attribute) int { return strings.Compare(a.Name, b.Name) })
	if r.Image != "" {
		p.Images = append(p.Images, string(r.Image))
	}
	for _, image := range r.Images {
		if !slices.Contains(p.Images, image) {
			p.Images = append(p.Images, image)
		}
	}
	if refusal = r.imageSizes(&p); refusal != nil {
		return p, refusal
	}
	if r.SizeChart != nil {
		p.SizeChart.Columns = r.SizeChart.Columns
		for _, row := range r.SizeChart.Rows {
			p.SizeChart.Rows = append(p.SizeChart.Rows, row)
		}
	}
	return p, nil
}

func (r *record) money(field string, amount decimal) (catalog.Money, *LineError) {
	if amount == "" {
		return catalog.Money{}, nil
	}
	if r.Currency == "" {
		return catalog.Money{}, refuse("currency", "", "is required beside a price")
	}
	m, err := catalog.ParseMoney(string(amount), strings.ToUpper(string(r.Currency)))
	switch {
	case err != nil:
		return m, refuse(field, string(amount)+" "+string(r.Currency), "%s", strings.TrimPrefix(err.Error(), "catalog: "))
	case m.Amount < 0:
		return m, refuse(field, string(amount), "must not be negative")
	}
	return m, nil
}

func stock(prefix string, available *bool, count *int) (s catalog.Stock, soldOut bool, refusal *LineError) {
	if count != nil {
		if *count < 0 {
			return s, false, refuse(prefix+"stock", strconv.Itoa(*count), "must not be negative")
		}
		s = catalog.Stock{Known: true, Count: *count}
		soldOut = *count == 0
	}
	return s, soldOut || available != nil && !*available, nil
}

func (r *record) opinions(p *catalog.Product) *LineError {
	if r.Rating != "" {
		average, err := strconv.ParseFloat(string(r.Rating), 64)
		if err != nil || !(average >= 0 && average <= 5) {
			return refuse("rating", string(r.Rating), "must be a number from 1 to 5")
		}
		p.Rating = catalog.Rating{Average: average, Count: r.ReviewCount}
	}
	for i, review := range r.Reviews {
		at := fmt.Sprintf("reviews[%d]", i)
		if review.Rating < 0 || review.Rating > 5 {
			return refuse(at+".rating", strconv.Itoa(review.Rating), "must be a whole number from 1 to 5")
		}
		var date time.Time
		if review.Date != "" {
			var err error
			if date, err = time.Parse(time.DateOnly, string(review.Date)); err != nil {
				if date, err = time.Parse(time.RFC3339, string(review.Date)); err != nil {
					return refuse(at+".date", string(review.Date), "must be a date such as 2026-01-31")
				}
			}
		}
		p.Reviews = append(p.Reviews, catalog.Review{Rating: review.Rating, Text: string(review.Text), Date: date})
	}
	slices.SortStableFunc(p.Reviews, func(a, b catalog.Review) int { return b.Date.Compare(a.Date) })
	return nil
}

// paragraphs leaves one newline between paragraphs and single blanks in them.
func paragraphs(s string) string {
	if !strings.ContainsAny(s, "\r\n\t") {
		return s
	}
	var kept []string
	for line := range strings.FieldsFuncSeq(s, func(c rune) bool { return c == '\n' || c == '\r' }) {
		if line = strings.Join(strings.Fields(line), " "); line != "" {
			kept = append(kept, line)
		}
	}
	return strings.Join(kept, "\n")
}
