package planner

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/tool"
	"github.com/aisle-chat/aisle/catalog"
)

// A comparison shows only what differs, marks what is better by a word, and
// ends with whom each product is for.
func TestCompareBlock(t *testing.T) {
	index := openIndex(t, "testdata/catalog.jsonl")
	var products []catalog.Product
	for _, id := range []string{"fjord", "skerry", "summit"} {
		p, err := index.Product(context.Background(), id)
		if err != nil {
			t.Fatal(err)
		}
		products = append(products, p)
	}
	compared := tool.Compare(products, "en-US")
	rows, evidence := compared.Rows, compared.Evidence
	for _, row := range rows {
		if slices.Equal(row.Values, slices.Repeat(row.Values[:1], len(row.Values))) || len(row.Values) != len(products) {
			t.Errorf("%s: %q", row.Label, row.Values)
		}
		if (row.Better < 0) != (row.Word == "") {
			t.Errorf("%s: better %d, %q", row.Label, row.Better, row.Word)
		}
	}
	price := rows[0]
	if price.Label != "Price" || price.Better != 1 || price.Word != "cheaper" {
		t.Errorf("first row: %+v", price)
	}
	if at := slices.IndexFunc(rows, func(r tool.ComparedRow) bool { return r.Label == "Weight" }); at < 0 || rows[at].Better != 1 || rows[at].Word != "lighter" {
		t.Errorf("no weight in %+v", rows)
	}
	for _, e := range evidence {
		if e.Kind != "product" || e.Value == "" {
			t.Errorf("evidence %+v", e)
		}
	}
	verdict := verdictOf(products, rows)
	for _, p := range products {
		if !strings.Contains(verdict, name(&p)+" if ") {
			t.Errorf("%q says nothing of %s", verdict, p.Title)
		}
	}
	if same := tool.Compare([]catalog.Product{products[0], products[0]}, "en-US").Rows; len(same) != 0 {
		t.Errorf("a product differs from itself: %+v", same)
	}
}

// The prose of a comparison stays short: the table says the rest.
func TestCompareIsShort(t *testing.T) {
	k := newTalker(t, openIndex(t, "testdata/catalog.jsonl"))
	k.say("jackets")
	parts := k.say("compare the first three")
	block, ok := parts[0].(assistant.CompareBlock)
	if !ok || len(block.Cards) != 3 || len(block.Rows) == 0 || block.Verdict == "" {
		t.Fatalf("%+v", parts)
	}
	if words := prose1(parts); len(words) > 120 {
		t.Errorf("%d characters: %q", len(words), words)
	}
}
