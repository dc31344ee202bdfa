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

// A backup is taken while the shop runs, and restored before it starts again.
func ExampleRestore() {
	dir, err := os.MkdirTemp("", "aisle")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(dir)
	path, backup, ctx := filepath.Join(dir, "shop.db"), filepath.Join(dir, "monday.db"), context.Background()
	say := func(db *sqlite.DB, id string) {
		_, _, err := db.Append(ctx, "main", chat.Append{
			Conversation: "talk-1",
			Create:       &chat.Conversation{Owner: chat.Owner{State: chat.OwnedByAssistant}},
			Events: []chat.Event{{
				Kind: chat.EventMessage, ClientID: id, Message: &chat.Message{Author: assistant.AuthorShopper, Text: "Hello"},
			}},
			Now: time.Now(),
		})
		if err != nil {
			fmt.Println(err)
		}
	}

	db, err := sqlite.Open(path)
	if err != nil {
		fmt.Println(err)
		return
	}
	say(db, "message-1")
	fmt.Println("backed up:", db.Backup(ctx, backup))
	say(db, "message-2")
	fmt.Println("whole:", db.CheckIntegrity(ctx))
	before, _ := db.Epoch(ctx, "main")
	db.Close() // and then the disk is lost

	fmt.Println("restored:", sqlite.Restore(ctx, backup, path))
	db, err = sqlite.Open(path)
	if err != nil {
		fmt.Println(err)
		return
	}
	defer db.Close()
	talk, _ := db.Conversation(ctx, "main", "talk-1")
	after, _ := db.Epoch(ctx, "main")
	fmt.Println("events:", talk.Top, "another epoch:", after != before)
	// Output:
	// backed up: <nil>
	// whole: <nil>
	// restored: <nil>
	// events: 1 another epoch: true
}
