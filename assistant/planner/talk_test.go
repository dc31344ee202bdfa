package planner

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/catalog"
	"github.com/aisle-chat/aisle/catalog/feed"
)

var update = flag.Bool("update", false, "write the golden files anew")

var now = time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)

func openIndex(t testing.TB, path string) *catalog.Index {
	t.Helper()
	file, err := feed.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	index, err := catalog.NewIndex(file.Products())
	if err != nil {
		t.Fatal(err)
	}
	return index
}

// talker is a shopper in a test, with what a chat server keeps for one.
type talker struct {
	t         testing.TB
	assistant *Planner
	index     *catalog.Index
	carts     cart.Carts
	book      *cart.OrderBook // nil in a shop without orders
	cart      string
	customer  *assistant.Customer
	proven    []string
	misses    int // wrong proofs so far
	codes     codes
	lenient   bool // a tap or a form that is not there is left out
	now       time.Time
	page      assistant.Page
	last      assistant.Parts
	state     json.RawMessage
	version   int
	turns     int
	waiting   bool
	rated     bool // was asked how it was
	handoff   *assistant.Handoff
	before    string // the last reply's words
}

// newTalker is a shopper in a shop whose orders cannot be looked up.
func newTalker(t testing.TB, index *catalog.Index) *talker {
	t.Helper()
	p := New(Config{Knowledge: os.DirFS("testdata/knowledge"), Name: "Wren", Shop: "Northway"})
	if err := p.Check(); err != nil {
		t.Fatal(err)
	}
	carts, err := cart.New(cart.Config{Store: cart.NewMemory(), Catalog: index})
	if err != nil {
		t.Fatal(err)
	}
	return &talker{t: t, assistant: p, index: index, carts: carts, cart: "cart-1", now: now}
}

// recorder is a Writer.
type recorder struct{ parts assistant.Parts }

func (r *recorder) Write(p assistant.Part) error { r.parts = append(r.parts, p); return nil }

func (k *talker) turn(text string, action *assistant.Action) assistant.Turn {
	return assistant.Turn{
		ID: k.cart + "-turn-" + strconv.Itoa(k.turns), Conversation: "talk", Locale: "en-US", Text: text, Action: action,
		Page: k.page, Customer: k.customer, Waiting: k.waiting, AskedToRate: k.rated, State: k.state, StateVersion: k.version, Now: k.now, Shop: k.shop(),
	}
}

// shop is the shop as this shopper may use it, with what a chat server adds:
// proofs are kept, and bounded.
func (k *talker) shop() assistant.Shop {
	binding := assistant.Binding{
		Catalog: k.index, Carts: k.carts, CartID: k.cart, Customer: k.customer, Proven: k.proven,
		Proved: func(_ context.Context, number string) error { k.proven = append(k.proven, number); return nil },
	}
	if k.book != nil {
		binding.Orders, binding.Terms = k.book, k.assistant.Terms()
		if k.codes.on {
			binding.Codes = mailbox{k}
		}
	}
	return bounded{assistant.BindShop(binding), k}
}

// bounded refuses to look orders up after some misses.
type bounded struct {
	assistant.Shop
	k *talker
}

func (b bounded) Prove(ctx context.Context, number, email string) (cart.Order, error) {
	if b.k.misses >= maxMisses {
		return cart.Order{}, &cart.Error{Code: cart.CodeTooMany, Message: "Those were too many attempts to look up an order. Please try again in 15 minutes, or ask for a person."}
	}
	o, err := b.Shop.Prove(ctx, number, email)
	if err != nil {
		b.k.misses++
	}
	return o, err
}

const maxMisses = 4

func (k *talker) say(text string) assistant.Parts { return k.send(text, nil) }

func (k *talker) send(text string, action *assistant.Action) assistant.Parts {
	k.t.Helper()
	k.turns++
	var r recorder
	outcome, err := k.assistant.Respond(context.Background(), k.turn(text, action), &r)
	if err != nil {
		k.t.Fatalf("%q: %v", text, err)
	}
	k.state, k.version, k.handoff = outcome.State, outcome.StateVersion, outcome.Handoff
	k.waiting = k.waiting || outcome.Handoff != nil
	k.last = r.parts
	for _, part := range r.parts {
		if _, asks := part.(assistant.RatingBlock); asks {
			if k.rated {
				k.t.Errorf("%q: asked a second time how it was", text)
			}
			k.rated = true
		}
	}
	return r.parts
}

// line sends a line of a talk's file: "> " says something, "/tap 2" taps the
// second chip of the last reply, "/tap return" an action of its order, and
// "/fill a=b; c=d" fills its form in. The others are where the shopper is.
func (k *talker) line(line string) (assistant.Parts, bool) {
	if text, ok := strings.CutPrefix(line, "> "); ok {
		return k.say(text), true
	}
	command, rest, _ := strings.Cut(line, " ")
	switch command {
	case "/tap":
		return k.tap(rest), true
	case "/fill":
		return k.fill(rest), true
	case "/page":
		k.page = assistant.Page{Product: rest}
	case "/at":
		kind, order, _ := strings.Cut(rest, " ")
		k.page = assistant.Page{Kind: kind, Order: order}
	case "/customer":
		k.customer = &assistant.Customer{ID: "robin", Name: "Robin Reed", Email: "robin@example.com"}
	case "/guest":
		k.customer = nil
	case "/shop":
		k.withOrders()
	case "/codes":
		k.codes.on, k.codes.down = true, rest == "down"
	case "/later":
		days, err := strconv.Atoi(rest)
		if err != nil {
			k.t.Fatal(err)
		}
		k.now = k.now.AddDate(0, 0, days)
	case "/new":
		k.state, k.version, k.waiting, k.before, k.proven, k.misses, k.codes = nil, 0, false, "", nil, 0, codes{on: k.codes.on}
		k.cart += "x"
	default:
		k.t.Fatalf("%q is no line of a talk", line)
	}
	return nil, false
}

// tap taps a chip of the last reply by its number, or an action of its order.
func (k *talker) tap(which string) assistant.Parts {
	chips := chipsOf(k.last)
	if n, err := strconv.Atoi(which); err == nil && n >= 1 && n <= len(chips) {
		return k.send(chips[n-1].Label, &chips[n-1].Action)
	}
	for _, part := range k.last {
		if block, ok := part.(assistant.OrderBlock); ok {
			for _, a := range block.Order.Actions {
				if strings.HasSuffix(a.ID, ":"+which) {
					return k.send(a.Label, &a.Action)
				}
			}
		}
	}
	if k.lenient {
		return nil
	}
	k.t.Fatalf("there is no chip %s in %s", which, draw(k.last, nil))
	return nil
}

// fill fills in the form of the last reply: what stands in it, and what is
// given besides.
func (k *talker) fill(given string) assistant.Parts {
	for _, part := range k.last {
		form, ok := part.(assistant.FormBlock)
		if !ok {
			continue
		}
		action := form.Action
		action.Values = map[string]string{}
		for _, field := range form.Fields {
			if field.Value != "" {
				action.Values[field.Name] = field.Value
			}
		}
		for pair := range strings.SplitSeq(given, "; ") {
			if name, value, ok := strings.Cut(pair, "="); ok {
				action.Values[name] = value
			}
		}
		for _, field := range form.Fields { // as the chat checks it
			value := action.Values[field.Name]
			if k.lenient && (field.Required && value == "" || field.Kind == assistant.FieldChoice && value != "" && !offers(field, value)) {
				return nil
			}
			if field.Required && value == "" {
				k.t.Fatalf("%s is needed", field.Name)
			}
			if field.Kind == assistant.FieldChoice && value != "" && !offers(field, value) {
				k.t.Fatalf("%s offers no %q", field.Name, value)
			}
		}
		return k.send(form.Sent, &action)
	}
	if k.lenient {
		return nil
	}
	k.t.Fatalf("there is no form in %s", draw(k.last, nil))
	return nil
}

func offers(f assistant.FormField, value string) bool {
	for _, o := range f.Options {
		if o.Value == value {
			return true
		}
	}
	return false
}

func prose1(parts assistant.Parts) string {
	for _, part := range parts {
		if text, ok := part.(assistant.Text); ok {
			return text.Text
		}
	}
	return ""
}

func chipsOf(parts assistant.Parts) []assistant.Choice {
	for _, part := range parts {
		if block, ok := part.(assistant.ChoicesBlock); ok {
			return block.Choices
		}
	}
	return nil
}

func cardsOf(parts assistant.Parts) []assistant.Card {
	for _, part := range parts {
		if block, ok := part.(assistant.ProductsBlock); ok {
			return block.Cards
		}
	}
	return nil
}

// draw writes a reply as the golden files have it.
func draw(parts assistant.Parts, handoff *assistant.Handoff) string {
	var b strings.Builder
	for _, part := range parts {
		switch part := part.(type) {
		case assistant.Text:
			fmt.Fprintf(&b, "%s\n", part.Text)
		case assistant.ProductsBlock:
			for i, card := range part.Cards {
				fmt.Fprintf(&b, "  %d. %s %s | %s\n", i+1, card.Title, card.Price, card.Reason)
			}
		case assistant.ChoicesBlock:
			fmt.Fprintf(&b, "  [%s]\n", strings.Join(labels(part.Choices), "] ["))
		case assistant.WishesBlock:
			fmt.Fprintf(&b, "  {%s}\n", strings.Join(labels(part.Wishes), "} {"))
		case assistant.OrderBlock:
			fmt.Fprintf(&b, "  (order) %s\n", part.Text)
			if !part.Brief {
				for _, p := range part.Order.Parcels {
					fmt.Fprintf(&b, "    %s: %s\n", p.Headline, strings.Join(p.Contents, ", "))
				}
				for _, l := range part.Order.Lines {
					fmt.Fprintf(&b, "    %d %s %s\n", l.Quantity, l.Title, l.Note)
				}
			}
		case assistant.FormBlock:
			fmt.Fprintf(&b, "  (form) %s\n", part.Title)
			for _, f := range part.Fields {
				var options []string
				for _, o := range f.Options {
					options = append(options, strings.TrimSpace(o.Label+" "+o.Help))
				}
				fmt.Fprintf(&b, "    %s: %s [%s] %s\n", f.Name, f.Label, f.Value, strings.Join(options, " | "))
			}
		case assistant.HandoffBlock:
			fmt.Fprintf(&b, "  (handoff) %s\n", strings.TrimSpace(part.Text+" "+part.Expectation))
		case assistant.Block:
			fmt.Fprintf(&b, "  (%s) %s\n", part.Kind(), part.Fallback())
		}
	}
	if handoff != nil {
		fmt.Fprintf(&b, "  HANDOFF %s: %s\n", handoff.Reason, handoff.Summary)
	}
	return reference.ReplaceAllString(b.String(), "$1-####") // they are drawn by lot
}

var reference = regexp.MustCompile(`\b([RW])-[0-9A-Z]{4,}\b`)

func talkFiles(t testing.TB) []string {
	files, err := filepath.Glob("testdata/talks/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no talks", err)
	}
	return files
}

func lines(t testing.TB, file string) []string {
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSpace(string(data)), "\n")
}

// Whole talks, compared with what was read and found good.
func TestTalks(t *testing.T) {
	index := openIndex(t, "testdata/catalog.jsonl")
	for _, file := range talkFiles(t) {
		t.Run(filepath.Base(file), func(t *testing.T) {
			k := newTalker(t, index)
			var b strings.Builder
			for _, line := range lines(t, file) {
				parts, said := k.line(line)
				fmt.Fprintf(&b, "%s\n", line)
				if said {
					b.WriteString(draw(parts, k.handoff))
				}
			}
			golden(t, strings.TrimSuffix(file, ".txt")+".golden", b.String())
		})
	}
}

func golden(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		a, b := strings.Split(got, "\n"), strings.Split(string(want), "\n")
		for i := range min(len(a), len(b)) {
			if a[i] != b[i] {
				t.Fatalf("%s:%d\n got %s\nwant %s\n(-update writes it anew)", file, i+1, a[i], b[i])
			}
		}
		t.Fatalf("%s: %d lines, want %d", file, len(a), len(b))
	}
}
