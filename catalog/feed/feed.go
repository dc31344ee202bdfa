package feed

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"time"

	"github.com/aisle-chat/aisle/catalog"
)

// DefaultCurrency is that of prices in a feed that names no currency anywhere,
// where [Options.Currency] does not say either.
const DefaultCurrency = "USD"

// Options say what a feed itself may leave open. The zero Options are good for
// a feed that is complete.
type Options struct {
	// Currency is the ISO 4217 code, in capitals, of prices that carry none, and
	// settles whose "$" or "kr" is meant. Empty means the one that the feed
	// itself writes most often, or else DefaultCurrency; JSON Lines of our own
	// have to name their currency then.
	Currency string
	// Now is the moment for which prices are read: a sale that has not begun, or
	// is over, is none. Zero means the time of the call.
	Now time.Time
	// Location is the time zone of dates that carry none; nil means UTC.
	Location *time.Location
	// Resume goes on with a load that was interrupted: what stands in front of the
	// checkpoint is read again, since later lines depend on it, but not yielded.
	// The [Report] is that of the whole feed. Empty means from the beginning; a
	// feed that has changed in front of the checkpoint ends with ErrChanged.
	Resume Checkpoint
	// Progress, if not nil, is called every thousand lines and at the end, by
	// the goroutine that reads the feed.
	Progress func(Progress)
}

// Feed is a stream of products. It is used by one goroutine.
type Feed struct {
	ledger  ledger
	opened  io.Closer // nil for Read
	in      io.Reader
	source  source // nil before the first product was asked for
	ready   *catalog.Product
	place   place // behind the product that was yielded last
	resume  place // what is yielded stands behind it
	ended   bool
	broken  error // what the stream ended with, other than its end
	cleanup func()
}

var errClosed = errors.New("feed: closed before its end")

// source is a reader of one format. It writes refusals into the ledger.
type source interface {
	// next goes one step further: ok is true when that gave a product. The end
	// of the feed is io.EOF, and any other error the end of the stream.
	next() (p catalog.Product, ok bool, err error)
}

// meter counts the bytes of a file.
type meter struct {
	in         io.Reader
	read, size int64
}

func (m *meter) Read(p []byte) (int, error) {
	n, err := m.in.Read(p)
	m.read += int64(n)
	return n, err
}

// Open is OpenWith with the zero Options.
func Open(path string) (*Feed, error) { return OpenWith(path, Options{}) }

// OpenWith opens the feed in a file. Close it when done.
func OpenWith(path string, o Options) (*Feed, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("feed: %w", err)
	}
	info, err := file.Stat()
	if err == nil && info.IsDir() {
		file.Close()
		return nil, fmt.Errorf("feed: %s is a folder; name the file of products in it", path)
	}
	f, optionsErr := ReadWith(file, o)
	if optionsErr != nil {
		file.Close()
		return nil, optionsErr
	}
	f.opened = file
	if err == nil && info.Mode().IsRegular() {
		f.ledger.bytes.size = info.Size()
	}
	return f, nil
}

// Read is ReadWith with the zero Options.
func Read(r io.Reader) *Feed { return newFeed(r, Options{}) }

// ReadWith reads a feed from r. It does not close r.
func ReadWith(r io.Reader, o Options) (*Feed, error) {
	if o.Currency != "" {
		if _, err := catalog.ParseMoney("0", o.Currency); err != nil {
			return nil, fmt.Errorf("feed: Options.Currency %q is not an ISO 4217 code such as EUR", o.Currency)
		}
	}
	f := newFeed(r, o)
	var ok bool
	if f.resume, ok = parseCheckpoint(o.Resume); !ok {
		return nil, fmt.Errorf("feed: Options.Resume %.40q is no checkpoint; take it from a Report as it is", o.Resume)
	}
	return f, nil
}

func newFeed(r io.Reader, o Options) *Feed {
	if o.Now.IsZero() {
		o.Now = time.Now()
	}
	if o.Location == nil {
		o.Location = time.UTC
	}
	m := &meter{in: r}
	return &Feed{ledger: ledger{options: o, bytes: m}, in: m}
}

// Products yields the products in the order of the feed. A refused line yields
// a *LineError and the feed goes on; any other error is the last thing yielded:
// the stream itself broke, or is no feed. Ranging again goes on where the last
// range stopped.
func (f *Feed) Products() iter.Seq2[catalog.Product, error] {
	return func(yield func(catalog.Product, error) bool) {
		for {
			if len(f.ledger.pending) > 0 {
				refused := f.ledger.pending[0]
				f.ledger.pending = f.ledger.pending[1:]
				if !f.resuming() && !yield(catalog.Product{}, refused) {
					return
				}
				continue
			}
			if f.ready != nil {
				p := *f.ready
				f.ready = nil
				if skipped := f.pass(&p); !skipped && !yield(p, nil) {
					return
				}
				continue
			}
			if f.ended {
				if f.broken != nil {
					yield(catalog.Product{}, f.broken)
				}
				return
			}
			f.step()
		}
	}
}

// resuming reports whether what comes next stands in front of the checkpoint.
func (f *Feed) resuming() bool { return f.place.products < f.resume.products }

// pass moves on behind a product; skipped is true when it stands in front of the
// checkpoint.
func (f *Feed) pass(p *catalog.Product) (skipped bool) {
	skipped = f.resuming()
	f.place.pass(p)
	if f.place.products == f.resume.products && f.place != f.resume {
		f.abandon(ErrChanged)
	}
	return skipped
}

// step reads on until there is something to yield, or the end.
func (f *Feed) step() {
	if f.source == nil {
		if f.source, f.broken = f.detect(); f.broken != nil {
			f.end()
			return
		}
	}
	p, ok, err := f.source.next()
	switch {
	case err != nil:
		if err != io.EOF { // a wrapped one is where something ended too early
			f.broken = err
		} else if f.resuming() {
			f.broken = ErrChanged // it ends in front of the checkpoint
		}
		f.end()
	case ok:
		f.ledger.product()
		f.ready = &p
	}
}

func (f *Feed) end() {
	f.ended = true
	f.tidy()
	f.ledger.progress(true)
}

// Report says what has been read so far.
func (f *Feed) Report() Report {
	r := f.ledger.sorted()
	if r.Checkpoint = f.place.checkpoint(); f.resuming() {
		r.Checkpoint = f.ledger.options.Resume
	}
	return r
}

// Close closes the file and removes what was put aside while reading it. A feed
// of [Read] needs Close only if it was not read to its end.
func (f *Feed) Close() error {
	if !f.ended {
		f.abandon(errClosed)
	}
	f.tidy()
	if f.opened == nil {
		return nil
	}
	return f.opened.Close()
}

// abandon ends the feed before its end.
func (f *Feed) abandon(why error) {
	f.ended, f.broken = true, why
	f.ready, f.ledger.pending = nil, nil
	f.tidy()
}

func (f *Feed) tidy() {
	if f.cleanup != nil {
		f.cleanup()
		f.cleanup = nil
	}
}
