package assistant_test

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/catalog"
)

var update = flag.Bool("update", false, "write the golden files anew")

func product() catalog.Product {
	usd := func(amount int64) catalog.Money { return catalog.Money{Amount: amount, Currency: "USD"} }
	variant := func(color, size string, price int64, soldOut bool, stock catalog.Stock) catalog.Variant {
		return catalog.Variant{
			ID: strings.ToLower("jacket-" + color + "-" + size), Options: map[string]string{"color": color, "size": size},
			Price: usd(price), SoldOut: soldOut, Stock: stock, Image: "/" + color + ".svg",
		}
	}
	return catalog.Product{
		ID: "jacket", Title: "Rain Jacket", Brand: "Northway", Category: []string{"Clothing", "Jackets"},
		Description: "Keeps the rain out.", Price: usd(8000), CompareAt: usd(10000), URL: "/p/jacket", Images: []string{"/jacket.svg"},
		Options: []catalog.Option{{Name: "color", Values: []string{"Blue", "Mustard", "Pink"}}, {Name: "size", Values: []string{"S", "M"}}},
		Variants: []catalog.Variant{
			variant("Blue", "S", 8000, false, catalog.Stock{Known: true, Count: 3}),
			variant("Blue", "M", 9000, true, catalog.Stock{Known: true}),
			variant("Mustard", "M", 8500, false, catalog.Stock{}),
		},
		Attributes: []catalog.Attribute{{Name: "waterproof", Values: []string{"yes"}}},
		Rating:     catalog.Rating{Average: 4.5, Count: 12},
		Reviews:    []catalog.Review{{Rating: 5, Text: "Dry."}},
		SizeChart:  catalog.SizeChart{Columns: []string{"Size", "Chest (cm)"}, Rows: [][]string{{"S", "88-94"}}},
	}
}

// examples has one of each part that is stored.
func examples() map[string]assistant.Part {
	p := product()
	choice := assistant.Choice{ID: "c1", Label: "Add to cart", Action: assistant.Action{Do: assistant.DoAdd, Product: "jacket", Variant: "jacket-blue-s", Quantity: 1}}
	return map[string]assistant.Part{
		"text":     assistant.Text{Text: "It costs $80.00.", Evidence: []assistant.Evidence{{Kind: "product", ID: "jacket", Field: "price", Value: "80.00 USD"}}},
		"products": assistant.ProductsBlock{Text: "Rain Jacket", Cards: []assistant.Card{assistant.NewCard(&p, "jacket-blue-s", "The lightest")}},
		"product":  assistant.ProductBlock{Text: "Rain Jacket", Product: assistant.NewDetails(&p, "")},
		"cart":     assistant.CartBlock{Text: "1 item", Cart: cart.Cart{ID: "c", Currency: "USD", Count: 1, Lines: []cart.Line{{ID: "l", ProductID: "jacket", Quantity: 1, Max: 3}}}},
		"choices":  assistant.ChoicesBlock{Text: "Add to cart", Choices: []assistant.Choice{choice}},
		"wishes":   assistant.WishesBlock{Text: "Blue", Wishes: []assistant.Choice{{ID: "w1", Label: "Blue", Action: assistant.Action{Do: assistant.DoUnwish, Field: "option:color"}}}},
		"article":  assistant.ArticleBlock{Text: "Returns", ID: "returns", Title: "Returns", Quote: "30 days.", URL: "/help/returns"},
		"handoff":  assistant.HandoffBlock{Text: "A person was asked.", Expectation: "By Monday, 9:00."},
		"compare": assistant.CompareBlock{Text: "Rain Jacket and Shell", Verdict: "The Shell if it pours.", Cards: []assistant.Card{assistant.NewCard(&p, "", "")},
			Rows: []assistant.CompareRow{{Label: "Weight", Values: []string{"420 g"}, Better: 0, Word: "lighter"}}},
		"order": assistant.OrderBlock{Text: "LH-1042 arrives Thursday", Order: assistant.OrderView{
			Number: "LH-1042", Placed: 1764000000000, Status: "shipped", Headline: "Arrives Thursday",
			Lines: []assistant.OrderedLine{{ID: "1", Product: "jacket", Title: "Rain Jacket", Quantity: 1, Total: p.Price}}, Total: p.Price}},
		"form": assistant.FormBlock{Text: "Which order is it?", Title: "Find your order", Submit: "Look it up", Sent: "My order",
			Fields: []assistant.FormField{{Name: "number", Label: "Order number", Kind: assistant.FieldText, Required: true}},
			Action: assistant.Action{Do: assistant.DoSubmit, Form: "find_order"}},
	}
}

// Each part as the log keeps it: written as the golden file has it, and read
// back as it was.
func TestPartsKeepTheirForm(t *testing.T) {
	for name, part := range examples() {
		t.Run(name, func(t *testing.T) {
			data, err := json.MarshalIndent(assistant.Parts{part}, "", "  ")
			if err != nil {
				t.Fatal(err)
			}
			file := filepath.Join("testdata", "parts", name+".json")
			if *update {
				if err := os.WriteFile(file, append(data, '\n'), 0o666); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if string(data)+"\n" != string(want) {
				t.Errorf("%s is\n%s\n(-update writes it anew)", file, data)
			}
			var back assistant.Parts
			if err := json.Unmarshal(data, &back); err != nil {
				t.Fatal(err)
			}
			if !reflect.DeepEqual(back, assistant.Parts{part}) {
				t.Errorf("came back as %#v", back)
			}
			if block, ok := part.(assistant.Block); ok && block.Kind() != name {
				t.Errorf("kind %q", block.Kind())
			}
		})
	}
}

// A block of a newer version is kept as it came, and its words are shown.
func TestUnknownBlocks(t *testing.T) {
	for _, raw := range []string{
		`{"type":"hologram","v":1,"text":"A hologram.","beams":3}`,
		`{"type":"products","v":9,"text":"Cards of tomorrow","cards":{"new":"shape"}}`,
	} {
		var parts assistant.Parts
		if err := json.Unmarshal([]byte("["+raw+"]"), &parts); err != nil {
			t.Fatal(err)
		}
		if _, ok := parts[0].(assistant.UnknownBlock); !ok || parts.Fallback() == "" {
			t.Errorf("%s became %#v", raw, parts[0])
		}
		data, err := json.Marshal(parts)
		if err != nil || string(data) != "["+raw+"]" {
			t.Errorf("%s was written as %s, %v", raw, data, err)
		}
	}
}

func TestBrokenParts(t *testing.T) {
	for _, data := range []string{`{}`, `[1]`, `[{}]`, `[{"v":1,"text":"x"}]`, `[{"type":"products","v":1,"cards":3}]`, `[`} {
		var parts assistant.Parts
		if err := json.Unmarshal([]byte(data), &parts); err == nil {
			t.Errorf("%s was read as %#v", data, parts)
		}
	}
}

func TestFallback(t *testing.T) {
	parts := assistant.Parts{assistant.ProductsBlock{Text: "Rain Jacket"}, assistant.Text{Text: "It is dry."}, assistant.ChoicesBlock{}}
	if got := parts.Fallback(); got != "Rain Jacket\n\nIt is dry." {
		t.Errorf("%q", got)
	}
}

func FuzzParts(f *testing.F) {
	for _, part := range examples() {
		data, err := json.Marshal(assistant.Parts{part})
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Add([]byte(`[{"type":"x","v":2}]`))
	f.Fuzz(func(t *testing.T, data []byte) {
		var parts assistant.Parts
		if json.Unmarshal(data, &parts) != nil {
			return
		}
		again, err := json.Marshal(parts)
		if err != nil {
			t.Fatalf("%s was read and cannot be written: %v", data, err)
		}
		var back assistant.Parts
		if err := json.Unmarshal(again, &back); err != nil || len(back) != len(parts) {
			t.Fatalf("%s was written as %s: %v", data, again, err)
		}
	})
}

// Prose comes in pieces and is one flow; a block stands for itself.
func TestFallbackFlows(t *testing.T) {
	parts := assistant.Parts{
		assistant.Text{Text: "Two "}, assistant.Text{Text: "jackets."},
		assistant.ProductsBlock{Text: "Rain Jacket ($80.00)"}, assistant.ChoicesBlock{},
		assistant.Text{Text: "Which one?"},
	}
	if got, want := parts.Fallback(), "Two jackets.\n\nRain Jacket ($80.00)\n\nWhich one?"; got != want {
		t.Errorf("Fallback:\n%q, want\n%q", got, want)
	}
}
