package grounding_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/grounding"
	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/catalog"
)

// TestBlocks lets a block end the text before it, and the text after it speak of
// what it shows.
func TestBlocks(t *testing.T) {
	facts := facts()
	p := beck()
	out := &parts{}
	w := newVerifier(t, grounding.Config{}).Writer(facts, out)
	for _, part := range []assistant.Part{
		assistant.Status{Text: "Looking"}, assistant.Text{Text: "Here is one"},
		assistant.ProductsBlock{Cards: []assistant.Card{assistant.NewCard(&p, "", "Made in Italy"), assistant.NewCard(&p, "", "340 g light")}},
		assistant.Text{Text: "It is $128.00. It is $77."},
	} {
		if err := w.Write(part); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := w.Close(); err != nil {
		t.Fatal(err)
	}
	var kinds []string
	for _, part := range out.all {
		switch part := part.(type) {
		case assistant.Status:
			kinds = append(kinds, "status")
		case assistant.Text:
			kinds = append(kinds, part.Text)
		case assistant.ProductsBlock:
			kinds = append(kinds, "cards "+part.Cards[0].Reason+"|"+part.Cards[1].Reason)
		}
	}
	if got, want := strings.Join(kinds, ";"), "status;Here is one;cards |340 g light;It is $128.00. It is $128.00."; strings.ReplaceAll(got, ". ;", ". ") != want && got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
}

// TestMerchant holds what the merchant forbids and wants to be said.
func TestMerchant(t *testing.T) {
	var told []string
	v := newVerifier(t, grounding.Config{
		Forbidden:   []string{"waterproof"},
		Disclaimers: []grounding.Disclaimer{{Category: "Clothing", Text: "Colors may differ."}, {Category: "Lighting", Text: "Keep away from children."}},
		Report:      func(_ assistant.Turn, f grounding.Finding) { told = append(told, string(f.Kind)) },
	})
	out := &parts{}
	w := v.Writer(facts(), out)
	if err := w.Write(assistant.Text{Text: "The Beck is waterproof. The Beck costs $128."}); err != nil {
		t.Fatal(err)
	}
	findings, err := w.Close()
	if err != nil || len(findings) != 1 || strings.Join(told, " ") != "forbidden" {
		t.Errorf("%v, %v, told %q", findings, err, told)
	}
	if got, want := out.text(), "The Beck costs $128.\n\nColors may differ."; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	for _, broken := range []grounding.Config{{Forbidden: []string{" "}}, {Disclaimers: []grounding.Disclaimer{{Category: "Clothing"}}}} {
		if _, err := grounding.New(broken); err == nil {
			t.Errorf("%+v is accepted", broken)
		}
	}
}

// TestRetract begins anew.
func TestRetract(t *testing.T) {
	out := &parts{}
	w := newVerifier(t, grounding.Config{}).Writer(facts(), out)
	for _, part := range []assistant.Part{assistant.Text{Text: "The Beck is a good"}, assistant.Retract{}, assistant.Text{Text: "It costs $128."}} {
		if err := w.Write(part); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if out.text() != "" { // nothing says any more what "it" is
		t.Errorf("%q", out.text())
	}
}

// doing is a shop in which something can be put into the cart.
type doing struct{ shop }

func (doing) Add(context.Context, string, cart.Item) (cart.Cart, error) {
	return cart.Cart{ID: "c", Currency: "USD", Count: 1, Lines: []cart.Line{{ProductID: "beck", Title: "Beck Rain Jacket", Quantity: 1, Unit: usd(12800), Total: usd(12800)}}, Subtotal: usd(12800), Total: usd(12800)}, nil
}

func (doing) Product(_ context.Context, id string) (catalog.Product, error) {
	if id == "beck" {
		return beck(), nil
	}
	return catalog.Product{}, catalog.ErrNotFound
}

// TestWrap lets an assistant tell what it has done, and nothing else.
func TestWrap(t *testing.T) {
	respond := func(add bool, words string) string {
		t.Helper()
		a := newVerifier(t, grounding.Config{}).Wrap(assistant.Func(func(ctx context.Context, turn assistant.Turn, w assistant.Writer) (assistant.Outcome, error) {
			if _, err := turn.Shop.Product(ctx, "beck"); err != nil {
				return assistant.Outcome{}, err
			}
			if add {
				if _, err := turn.Shop.Add(ctx, "k", cart.Item{ProductID: "beck"}); err != nil {
					return assistant.Outcome{}, err
				}
			}
			return assistant.Outcome{}, w.Write(assistant.Text{Text: words})
		}))
		out := &parts{}
		if _, err := a.Respond(context.Background(), assistant.Turn{Locale: "en-US", Now: monday, Shop: doing{}}, out); err != nil {
			t.Fatal(err)
		}
		return out.text()
	}
	const words = "I have added the Beck to your cart."
	if got := respond(true, words); got != words {
		t.Errorf("done, and told as %q", got)
	}
	if got := respond(false, words); got != grounding.Unsure {
		t.Errorf("not done, and told as %q", got)
	}
	failed := newVerifier(t, grounding.Config{}).Wrap(assistant.Func(func(context.Context, assistant.Turn, assistant.Writer) (assistant.Outcome, error) {
		return assistant.Outcome{}, errors.ErrUnsupported
	}))
	if _, err := failed.Respond(context.Background(), assistant.Turn{}, &parts{}); !errors.Is(err, errors.ErrUnsupported) {
		t.Errorf("the error became %v", err)
	}
}
