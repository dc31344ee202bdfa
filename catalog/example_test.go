package catalog_test

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/aisle-chat/aisle/catalog"
	"github.com/aisle-chat/aisle/catalog/feed"
)

func exampleIndex() *catalog.Index {
	index, err := catalog.NewIndex(feed.Read(strings.NewReader(`
{"id": "storm", "title": "Storm Shell Jacket", "category": "Clothing > Jackets", "price": 129, "currency": "USD", "attributes": {"waterproof": true}, "options": [{"name": "color", "values": ["Navy", "Black"]}]}
{"id": "breeze", "title": "Breeze Wind Jacket", "category": "Clothing > Jackets", "price": 79, "currency": "USD", "attributes": {"waterproof": false}, "options": [{"name": "color", "values": ["Sky Blue", "Red"]}]}
{"id": "pack", "title": "Daytrip Backpack", "category": "Bags > Backpacks", "price": 65, "currency": "USD"}
`)).Products())
	if err != nil {
		panic(err)
	}
	return index
}

func ExampleIndex_Search() {
	index := exampleIndex()
	result, err := index.Search(context.Background(), catalog.Query{Text: "waterproof jaket in blue under $150"})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, hit := range result.Hits {
		fmt.Println(hit.Product.Title, hit.Product.Price.Format("en-US"))
	}
	for _, c := range result.Understood.Constraints {
		fmt.Println(c.Kind, c.Field, c.Values, c.MaxPrice)
	}
	// Output:
	// Storm Shell Jacket $129.00
	// price  [] 15000
	// attribute waterproof [yes] 0
	// type  [jacket] 0
	// option color [blue] 0
}

func ExampleIndex_Search_alternatives() {
	index := exampleIndex()
	result, err := index.Search(context.Background(), catalog.Query{Text: "waterproof jacket under $100"})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(len(result.Hits), "hits")
	for _, a := range result.Alternatives {
		fmt.Println(a.Product.Title, a.Product.Price, "breaks", a.Breaks[0].Text)
	}
	// Output:
	// 0 hits
	// Storm Shell Jacket 129.00 USD breaks under $100
	// Breeze Wind Jacket 79.00 USD breaks waterproof
}

func ExampleIndex_Upsert() {
	index := exampleIndex()
	err := index.Upsert(catalog.Product{
		ID: "pack", Title: "Daytrip Backpack", Category: []string{"Bags", "Backpacks"},
		Price: catalog.Money{Amount: 5900, Currency: "USD"},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	index.Delete("breeze")
	p, err := index.Product(context.Background(), "pack")
	fmt.Println(index.Len(), p.Price, err)
	// Output: 2 59.00 USD <nil>
}

func ExampleSwatch() {
	fmt.Println(catalog.Swatch("Teal"), catalog.Swatch("Heather Teal"), catalog.Swatch("Tutti Frutti") == "")
	// Output: #008080 #008080 true
}

func ExampleIndex_Merchandise() {
	index := exampleIndex()
	err := index.Merchandise(catalog.Merchandising{
		Synonyms: []catalog.Synonym{
			{Words: []string{"jacket", "shacket"}},
			{Words: []string{"school bag"}, Means: []string{"backpack"}},
		},
		Rules: []catalog.Rule{{
			Name: "Breeze in May", Action: catalog.ActionPin, Words: "jacket", Products: []string{"breeze"},
			From: time.Date(2026, 5, 1, 0, 0, 0, 0, time.UTC), To: time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC),
		}},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, day := range []int{20, 40} {
		now := time.Date(2026, 5, day, 12, 0, 0, 0, time.UTC)
		result, err := index.Search(context.Background(), catalog.Query{Text: "shackets", Now: now})
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(now.Format("January 2:"), result.Hits[0].Product.Title, result.Applied)
	}
	// Output:
	// May 20: Breeze Wind Jacket [{Breeze in May pin [breeze]}]
	// June 9: Storm Shell Jacket []
}
