package rehearsal_test

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/rehearsal"
	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/catalog"
)

// planted is a transcript written by hand, in the form that bad.txt explains.
type planted struct {
	rehearsal.Transcript
	fails, also []string
}

// readPlanted reads a file of them.
func readPlanted(t *testing.T, file string, setup rehearsal.Setup) []*planted {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var found []*planted
	for n, line := range strings.Split(string(data), "\n") {
		word, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
		if word == "" || word == "#" {
			continue
		}
		if word == "==" {
			found = append(found, &planted{Transcript: rehearsal.Transcript{ID: rest}})
			continue
		}
		if err := found[len(found)-1].line(setup, word, rest); err != nil {
			t.Fatalf("%s:%d: %v", file, n+1, err)
		}
	}
	return found
}

// line takes a line in.
func (p *planted) line(setup rehearsal.Setup, word, rest string) error {
	switch word {
	case "fails":
		p.fails = strings.Fields(rest)
		return nil
	case "also":
		p.also = strings.Fields(rest)
		return nil
	case "page":
		p.Page = rest
		return nil
	case ">":
		x := &rehearsal.Exchange{Step: len(p.Exchanges), Say: rest, Want: rehearsal.Infer(setup.Catalog, rest), At: monday.Add(time.Duration(len(p.Exchanges)) * time.Minute), MS: 2}
		if n := len(p.Exchanges); n > 0 {
			x.Cart, x.Orders = p.Exchanges[n-1].Cart, p.Exchanges[n-1].Orders
		}
		p.Exchanges = append(p.Exchanges, x)
		return nil
	}
	x := p.Exchanges[len(p.Exchanges)-1]
	switch word {
	case "want":
		return want(&x.Want, rest)
	case "<":
		x.Text = strings.TrimSpace(x.Text + " " + rest)
		x.Parts = append(x.Parts, assistant.Text{Text: rest})
	case "cards":
		var cards []assistant.Card
		for id := range strings.FieldsSeq(rest) {
			id, price, false_ := strings.Cut(id, "=")
			product, err := setup.Catalog.Product(context.Background(), id)
			if err != nil {
				return err
			}
			card := assistant.NewCard(&product, "", "")
			if false_ {
				if card.Price, err = catalog.ParseMoney(price, "USD"); err != nil {
					return err
				}
			}
			cards = append(cards, card)
		}
		x.Parts = append(x.Parts, assistant.ProductsBlock{Cards: cards})
	case "chips":
		var block assistant.ChoicesBlock
		for i, label := range strings.Split(rest, " | ") {
			action := assistant.Action{Do: assistant.DoSay}
			if label == "Talk to a person" {
				action.Do = assistant.DoPerson
			}
			block.Choices = append(block.Choices, assistant.Choice{ID: strconv.Itoa(i), Label: label, Action: action})
		}
		x.Parts = append(x.Parts, block)
	case "form":
		title, fields, _ := strings.Cut(rest, ": ")
		form := assistant.FormBlock{Title: title, Action: assistant.Action{Do: assistant.DoSubmit}}
		for label := range strings.SplitSeq(fields, ", ") {
			kind := assistant.FieldText
			if strings.Contains(label, "-mail") {
				kind = assistant.FieldEmail
			}
			form.Fields = append(form.Fields, assistant.FormField{Name: label, Label: label, Kind: kind, Required: true})
		}
		x.Parts = append(x.Parts, form)
	case "article":
		id, quote, _ := strings.Cut(rest, ": ")
		x.Parts = append(x.Parts, assistant.ArticleBlock{ID: id, Title: id, Quote: quote})
	case "handoff":
		x.Handoff = &assistant.Handoff{Reason: "asked", Summary: rest}
	case "proven", "order":
		for _, o := range setup.Orders {
			if o.Number == rest && word == "proven" {
				x.Orders = append(slices.Clone(x.Orders), o)
			}
			if o.Number == rest && word == "order" {
				x.Parts = append(x.Parts, assistant.OrderBlock{Order: assistant.NewOrderView(o, setup.Terms, x.At, "en-US", false)})
			}
		}
	case "cart":
		return addTo(&x.Cart, setup, rest)
	case "ms":
		var err error
		x.MS, err = strconv.ParseFloat(rest, 64)
		return err
	default:
		return fmt.Errorf("%q begins no line", word)
	}
	return nil
}

// want reads "kind=find things=jackets,coats max=9000".
func want(w *rehearsal.Want, text string) error {
	for pair := range strings.FieldsSeq(text) {
		name, value, _ := strings.Cut(pair, "=")
		value = strings.ReplaceAll(value, "_", " ")
		var err error
		switch name {
		case "kind":
			w.Kind = rehearsal.WantKind(value)
		case "topic":
			w.Topic = strings.ReplaceAll(value, " ", "_")
		case "things":
			w.Things = strings.Split(value, ",")
		case "not":
			w.Not = strings.Split(value, ",")
		case "says":
			w.Says = strings.Split(value, ",")
		case "forbid":
			w.Forbid = strings.Split(value, ",")
		case "order":
			w.Order = value
		case "product":
			w.Product = value
		case "nth":
			w.Nth, err = strconv.Atoi(value)
		case "max":
			w.Max, err = strconv.ParseInt(value, 10, 64)
		default:
			err = fmt.Errorf("a want has no %q", name)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// addTo puts a product into the cart.
func addTo(c *cart.Cart, setup rehearsal.Setup, id string) error {
	p, err := setup.Catalog.Product(context.Background(), id)
	if err != nil {
		return err
	}
	c.Lines = append(slices.Clone(c.Lines), cart.Line{ID: id, ProductID: id, Title: p.Title, Quantity: 1, Unit: p.Price, Total: p.Price})
	c.Version++
	c.Count++
	c.Currency = "USD"
	c.Subtotal = usd(c.Subtotal.Amount + p.Price.Amount)
	c.Total = c.Subtotal
	return nil
}

func checked(t *testing.T, setup rehearsal.Setup, p *planted) []string {
	t.Helper()
	if err := rehearsal.Grade(context.Background(), setup, &p.Transcript); err != nil {
		t.Fatal(err)
	}
	return failedChecks(&p.Transcript)
}

// Every bad transcript is failed by the check that is there for it, and by no
// others but those that the file names.
func TestBadTranscripts(t *testing.T) {
	setup := shop(t, nil)
	bad := readPlanted(t, "testdata/bad.txt", setup)
	if len(bad) < 30 {
		t.Errorf("only %d bad transcripts", len(bad))
	}
	caught := map[string]bool{}
	for _, p := range bad {
		t.Run(p.ID, func(t *testing.T) {
			want := slices.Sorted(slices.Values(append(slices.Clone(p.fails), p.also...)))
			if got := checked(t, setup, p); !slices.Equal(got, want) || len(p.fails) != 1 {
				var b strings.Builder
				if err := p.Print(&b); err != nil {
					t.Fatal(err)
				}
				t.Errorf("failed by %q, want %q\n%s", got, want, b.String())
			}
		})
		for _, name := range p.fails {
			caught[name] = true
		}
	}
	for _, name := range rehearsal.Checks() {
		if !caught[name] {
			t.Errorf("no bad transcript is there for %s", name)
		}
	}
}

// A good transcript of each theme passes.
func TestGoodTranscripts(t *testing.T) {
	setup := shop(t, nil)
	seen := map[string]bool{}
	for _, p := range readPlanted(t, "testdata/good.txt", setup) {
		theme, _, _ := strings.Cut(p.ID, ":")
		seen[theme] = true
		t.Run(p.ID, func(t *testing.T) {
			if got := checked(t, setup, p); len(got) > 0 || !p.Flawless() {
				var b strings.Builder
				if err := p.Print(&b); err != nil {
					t.Fatal(err)
				}
				t.Errorf("failed by %q\n%s", got, b.String())
			}
		})
	}
	for _, theme := range rehearsal.Themes() {
		if !seen[theme] {
			t.Errorf("there is no good transcript of %s", theme)
		}
	}
}
