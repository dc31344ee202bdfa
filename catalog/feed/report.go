package feed

import (
	"cmp"
	"fmt"
	"hash/fnv"
	"io"
	"slices"
	"strings"
	"time"
)

// MaxErrors is how many refusals, and how many repairs, a [Report] describes;
// it counts them all.
const MaxErrors = 1000

// Report says what became of a feed so far. A line is a record of the feed: a
// line of JSON, a row of a table, an item of XML.
type Report struct {
	// Format is what the feed was found to be, such as "Shopify CSV"; empty
	// before the first product was asked for.
	Format Format
	// Encoding is "UTF-8", "UTF-16" or "Windows-1252". Plain ASCII counts as
	// UTF-8.
	Encoding string
	// Lines counts the lines that are not blank. At the end of the feed it is
	// the sum of Products, Folded, Skipped and Refused.
	Lines int
	// Products counts the products that were yielded, with those that a load that
	// goes on passed over (see [Options.Resume]).
	Products int
	// Folded counts the lines that became a variant or a picture of another
	// line's product.
	Folded int
	// Skipped counts the lines that the merchant does not sell: drafts, what is
	// archived, hidden or not published.
	Skipped int
	// Refused counts the lines that are lost, Repaired the values that were put
	// right or left out.
	Refused  int
	Repaired int
	// Errors are the first MaxErrors refusals that were met, Repairs the first
	// MaxErrors repairs, both in the order of the file.
	Errors  []*LineError
	Repairs []Repair
	// ValidUntil is when the first sale of the feed begins or ends: from then on
	// its prices are others, and the feed should be read again. Zero means that
	// no sale does. See [Options.Now].
	ValidUntil time.Time
	// Checkpoint is the place behind the product that was yielded last. Store it
	// together with what you make of that product, and a load that is interrupted
	// can go on there.
	Checkpoint Checkpoint
}

// LineError is one refused line.
type LineError struct {
	// Line counts from 1, blank lines included. A record of several lines has
	// the number of its first one.
	Line int
	// Field is what is wrong, such as "price" or "variants[2].price", or the
	// name of the column; empty when the line as a whole is.
	Field string
	// Reason is a sentence about what was expected.
	Reason string
	// Value is the offending text, shortened to a readable length.
	Value string
}

func (e *LineError) Error() string { return "feed: " + sentence(e.Line, e.Field, e.Reason, e.Value) }

// Refused reports that only one line was lost and the feed goes on; see
// [catalog.NewIndex].
func (e *LineError) Refused() bool { return true }

// Repair is one value that was not as it should be and cost no more than itself.
// Its fields are those of [LineError]; Reason says what was done.
type Repair struct {
	Line                 int
	Field, Reason, Value string
}

func (r Repair) String() string { return sentence(r.Line, r.Field, r.Reason, r.Value) }

func sentence(line int, field, reason, value string) string {
	text := fmt.Sprintf("line %d", line)
	if field != "" {
		text += ", " + field
	}
	text += ": " + reason
	if value != "" {
		text += fmt.Sprintf(" (%s)", value)
	}
	return text
}

// Progress is how far a feed is read.
type Progress struct {
	// Bytes of the file are read, of Size in all. They are counted before
	// unpacking. Size is 0 when nobody knows it.
	Bytes, Size int64
	// Lines, Products and Refused are those of the [Report].
	Lines, Products, Refused int
	// Done is true in the last call, at the end of the feed.
	Done bool
}

// progressEvery is how many lines are read, or products made, between two calls
// of Options.Progress.
const progressEvery = 1000

// ledger is what all readers write down: the report, and the refusals that were
// not yielded yet.
type ledger struct {
	options Options
	report  Report
	pending []*LineError
	// marks is what the file shows about how it writes prices.
	marks marks
	// ids are the lines of the products so far, by a hash of their ids: some 30
	// bytes a product.
	ids map[uint64]int
	// assumed is true once a repair said which currency is taken for granted.
	// Where the format wants every price to name its own, each one that does not
	// is repaired.
	assumed       bool
	wantsCurrency bool
	bytes         *meter
	text          *textReader // nil unless the encoding shows in the text
}

// line counts one line of the feed.
func (l *ledger) line() {
	l.report.Lines++
	if l.report.Lines%progressEvery == 0 {
		l.progress(false)
	}
}

func (l *ledger) product() {
	l.report.Products++
	if l.report.Products%progressEvery == 0 {
		l.progress(false)
	}
}

func (l *ledger) progress(done bool) {
	if l.options.Progress == nil {
		return
	}
	r := &l.report
	l.options.Progress(Progress{
		Bytes: l.bytes.read, Size: l.bytes.size,
		Lines: r.Lines, Products: r.Products, Refused: r.Refused, Done: done,
	})
}

// refuse writes down that a line is lost.
func (l *ledger) refuse(line int, field, value, reason string, args ...any) {
	e := refuse(field, value, reason, args...)
	e.Line = line
	l.lose(e)
}

func (l *ledger) lose(e *LineError) {
	l.report.Refused++
	l.pending = append(l.pending, e)
	if len(l.report.Errors) < MaxErrors {
		l.report.Errors = append(l.report.Errors, e)
	}
}

// refuseAll refuses the lines of one product: the first for the reason given,
// the others because they belong to it.
func (l *ledger) refuseAll(lines []int, field, value, reason string, args ...any) {
	l.refuse(lines[0], field, value, reason, args...)
	for _, line := range lines[1:] {
		l.refuse(line, "", "", "belongs to the product of line %d, which is refused", lines[0])
	}
}

// repair writes down that a value was put right.
func (l *ledger) repair(line int, field, value, reason string, args ...any) {
	l.report.Repaired++
	if len(l.report.Repairs) < MaxErrors {
		l.report.Repairs = append(l.report.Repairs, Repair{line, field, fmt.Sprintf(reason, args...), shorten(value)})
	}
}

// identify notes the id of a product, which an earlier one should not have.
func (l *ledger) identify(line int, field, id string) {
	hash := fnv.New64a()
	io.WriteString(hash, id)
	sum := hash.Sum64()
	if first, again := l.ids[sum]; again {
		l.repair(line, field, id, "stands in line %d too; this product takes the place of that one", first)
	}
	if l.ids == nil {
		l.ids = map[uint64]int{}
	}
	l.ids[sum] = line
}

// until notes a moment at which prices change.
func (l *ledger) until(moment time.Time) {
	if moment.After(l.options.Now) && (l.report.ValidUntil.IsZero() || moment.Before(l.report.ValidUntil)) {
		l.report.ValidUntil = moment
	}
}

// sorted is a copy of the report in the order of the file.
func (l *ledger) sorted() Report {
	r := l.report
	if l.text != nil && l.text.legacy() {
		r.Encoding = "Windows-1252"
	}
	r.Errors = slices.Clone(r.Errors)
	slices.SortStableFunc(r.Errors, func(a, b *LineError) int { return cmp.Compare(a.Line, b.Line) })
	r.Repairs = slices.Clone(r.Repairs)
	slices.SortStableFunc(r.Repairs, func(a, b Repair) int { return cmp.Compare(a.Line, b.Line) })
	return r
}

func refuse(field, value, reason string, args ...any) *LineError {
	return &LineError{Field: field, Reason: fmt.Sprintf(reason, args...), Value: shorten(value)}
}

var oneLine = strings.NewReplacer("\r\n", " ", "\n", " ", "\r", " ", "\t", " ")

// shorten is value as a report shows it, in one line.
func shorten(value string) string {
	const most = 60
	value = oneLine.Replace(strings.ToValidUTF8(value, "�"))
	if len(value) <= most {
		return value
	}
	cut := most
	for cut > 0 && value[cut]&0xC0 == 0x80 {
		cut--
	}
	return value[:cut] + "…"
}
