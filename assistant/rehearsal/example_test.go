package rehearsal_test

import (
	"context"
	"fmt"
	"log"
	"time"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/rehearsal"
	"github.com/aisle-chat/aisle/catalog"
)

// An assistant that always promises the same is rehearsed with one shopper.
func Example() {
	index, err := catalog.NewIndex(func(yield func(catalog.Product, error) bool) {
		yield(catalog.Product{ID: "kite", Title: "Red Kite", Price: catalog.Money{Amount: 1200, Currency: "USD"}}, nil)
	})
	if err != nil {
		log.Fatal(err)
	}
	promises := assistant.Func(func(_ context.Context, _ assistant.Turn, w assistant.Writer) (assistant.Outcome, error) {
		return assistant.Outcome{}, w.Write(assistant.Text{Text: "The Red Kite costs $9.00. Do you want it?"})
	})
	report, err := rehearsal.Run(context.Background(), rehearsal.Setup{
		Assistant: promises, Catalog: index, Now: time.Date(2026, time.November, 23, 15, 0, 0, 0, time.UTC),
	}, []rehearsal.Script{{ID: "one", Page: "kite", Turns: []rehearsal.Step{{Say: "how much is this?"}}}})
	if err != nil {
		log.Fatal(err)
	}
	for _, check := range report.Talks[0].Exchanges[0].Checks {
		if !check.Pass {
			fmt.Printf("%s: %s\n", check.Name, check.Evidence)
		}
	}
	// Output:
	// grounded: price "$9.00" in “The Red Kite costs $9.00.”: no price of Red Kite, no sum of cart, orders or terms
}
