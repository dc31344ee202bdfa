package sqlite_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/cart/carttest"
	"github.com/aisle-chat/aisle/catalog"
	"github.com/aisle-chat/aisle/chat"
	"github.com/aisle-chat/aisle/chat/sqlite"
)

// A file keeps conversations and carts from one run of a program to the next.
func ExampleOpen() {
	dir, err := os.MkdirTemp("", "aisle")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(dir)
	path, ctx := filepath.Join(dir, "shop.db"), context.Background()
	products := carttest.NewCatalog(catalog.Product{ID: "mug", Title: "Enamel Mug", Price: catalog.Money{Amount: 1250, Currency: "USD"}})

	db, err := sqlite.Open(path)
	if err != nil {
		fmt.Println(err)
		return
	}
	_, err = db.Carts(products).Add(ctx, "cart-1", "request-1", cart.Item{ProductID: "mug", Quantity: 2})
	fmt.Println("added:", err)
	_, events, err := db.Append(ctx, "main", chat.Append{
		Conversation: "talk-1",
		Create:       &chat.Conversation{CartID: "cart-1", Owner: chat.Owner{State: chat.OwnedByAssistant}},
		Events: []chat.Event{{
			Kind: chat.EventMessage, ClientID: "message-1",
			Message: &chat.Message{Author: assistant.AuthorShopper, Text: "Is it dishwasher safe?"},
		}},
		Now: time.Now(),
	})
	fmt.Println("said:", events[0].Seq, err)
	fmt.Println("closed:", db.Close())

	db, err = sqlite.Open(path)
	if err != nil {
		fmt.Println(err)
		return
	}
	defer db.Close()
	c, err := db.Carts(products).Get(ctx, "cart-1")
	fmt.Println("cart:", c.Count, c.Subtotal, err)
	talk, err := db.Conversation(ctx, "main", "talk-1")
	fmt.Println("talk:", talk.Preview, err)
	// Output:
	// added: <nil>
	// said: 1 <nil>
	// closed: <nil>
	// cart: 2 25.00 USD <nil>
	// talk: Is it dishwasher safe? <nil>
}

// What went wrong has a name, and a sentence that says what to do.
func ExampleOpen_refused() {
	dir, err := os.MkdirTemp("", "aisle")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "notes.txt")
	if err := os.WriteFile(path, []byte("Buy milk, eggs and a database."), 0o600); err != nil {
		fmt.Println(err)
		return
	}
	_, err = sqlite.Open(path)
	fmt.Println(errors.Is(err, sqlite.ErrNotDatabase))
	fmt.Println(sqlite.ErrNotDatabase)
	// Output:
	// true
	// sqlite: the file is not an SQLite database; choose another path or move the file away
}
