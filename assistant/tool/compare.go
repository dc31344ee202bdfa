package tool

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/internal/prose"
	"github.com/aisle-chat/aisle/catalog"
)

// CompareProducts sets products side by side.
type CompareProducts struct {
	IDs []string `json:"ids" range:"2-4" about:"the ids of the products"`
}

// Comparison is what products differ in.
type Comparison struct {
	// Products are those that the shop still has, in the order asked for and each
	// once. Of fewer than two there are no rows.
	Products []catalog.Product
	// Rows are the facts in which they differ, the weightiest first, at most twelve.
	Rows []ComparedRow
	// Evidence is what Rows say.
	Evidence []assistant.Evidence
}

// ComparedRow is a row with why the better product is the one to take: "weight
// counts". Reason is empty where nothing is better.
type ComparedRow struct {
	assistant.CompareRow
	Reason string
}

func (a CompareProducts) products() []string { return a.IDs }

// Do implements [Act].
func (a CompareProducts) Do(ctx context.Context, turn *assistant.Turn) (Comparison, error) {
	var products []catalog.Product
	for i, id := range a.IDs {
		if slices.Contains(a.IDs[:i], id) {
			continue
		}
		p, err := GetProduct{ID: id}.Do(ctx, turn)
		if errors.Is(err, catalog.ErrNotFound) {
			continue
		}
		if err != nil {
			return Comparison{}, err
		}
		products = append(products, p)
	}
	return Compare(products, turn.Locale), nil
}

// Compare compares products that are at hand already. Amounts are written for locale.
func Compare(products []catalog.Product, locale string) Comparison {
	c := Comparison{Products: products}
	if len(products) > 1 {
		c.compare(locale)
	}
	return c
}

// Block is the table that the shopper sees, with whom each product is for, where
// somebody says so.
func (c *Comparison) Block(verdict string) assistant.CompareBlock {
	block := assistant.CompareBlock{Verdict: verdict}
	var titles []string
	for i := range c.Products {
		block.Cards = append(block.Cards, assistant.NewCard(&c.Products[i], "", ""))
		titles = append(titles, prose.Title(c.Products[i].Title))
	}
	lines := []string{prose.List(titles, "or")}
	for _, row := range c.Rows {
		block.Rows = append(block.Rows, row.CompareRow)
		values := slices.Clone(row.Values)
		for i, value := range values {
			if value == "" {
				values[i] = "not said"
			}
		}
		lines = append(lines, row.Label+": "+strings.Join(values, " / "))
	}
	if verdict != "" {
		lines = append(lines, verdict)
	}
	block.Text = strings.Join(lines, "\n")
	return block
}
