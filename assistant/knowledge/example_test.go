package knowledge_test

import (
	"fmt"
	"testing/fstest"
	"time"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/knowledge"
)

// A folder of articles is read once and asked as often as one likes.
func ExampleRead() {
	folder := fstest.MapFS{"returns.md": {Data: []byte(`---
id: returns
title: Returns
questions: [What is your return policy?]
---
You can return anything within 30 days.

## Refunds

The money is back after five working days.
`)}}
	base, err := knowledge.Read(folder)
	if err != nil {
		fmt.Println(err)
		return
	}
	at := time.Date(2026, 11, 24, 0, 0, 0, 0, time.UTC)
	for _, found := range base.Find("how long do refunds take?", at, 1) {
		fmt.Println(found.Article.Title+":", found.Passage.Text)
	}
	fmt.Println(len(base.Find("do you sell kites?", at, 1)))
	// Output:
	// Returns: The money is back after five working days.
	// 0
}

// A mistake in an article names its file, line and field.
func ExampleError() {
	_, err := knowledge.Parse("returns.md", []byte("---\nid: returns\ntitel: Returns\n---\nText.\n"), assistant.Terms{})
	fmt.Println(err)
	// Output: knowledge: returns.md:3: titel: unknown field "titel"
}

// Articles take their numbers from the terms beside them.
func ExampleBase_Terms() {
	base, err := knowledge.Read(fstest.MapFS{
		"policies.yaml": {Data: []byte("returns:\n  window: 30\n")},
		"returns.md":    {Data: []byte("---\nid: returns\ntitle: Returns\n---\nWithin {{returns.window}}.\n")},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(base.Articles()[0].Passages[0].Text)
	fmt.Println(base.Terms().Policies.Returns.Window)
	// Output:
	// Within 30 days.
	// 30
}
