package main

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/chat"
	"github.com/aisle-chat/aisle/chat/chattest"
)

// imports are what the lines of the README need around them.
const imports = `package main

import (
	"net/http"
	"os"

	"github.com/aisle-chat/aisle/assistant/planner"
	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/catalog"
	"github.com/aisle-chat/aisle/catalog/feed"
	"github.com/aisle-chat/aisle/chat"
	"github.com/aisle-chat/aisle/chat/sqlite"
)

func main() {
	mux := http.NewServeMux()
`

// The README's lines compile, but for the errors that they leave out.
func TestReadme(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, found := strings.Cut(string(readme), "```go\n")
	lines, _, closed := strings.Cut(rest, "```")
	if n := strings.Count(lines, "\n"); !found || !closed || n > 15 {
		t.Fatalf("the README has a block of %d lines of Go, %v; it promises about fifteen", n, found)
	}
	program := filepath.Join(t.TempDir(), "main.go")
	if err := os.WriteFile(program, []byte(imports+lines+"\t_ = err\n}\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("go", "vet", program).CombinedOutput(); err != nil {
		t.Errorf("%v\n%s\nof\n%s", err, out, lines)
	}
}

var couponCode = regexp.MustCompile(`\b[A-Z]+[0-9]+\b`)

// What the assistant tells of promotions is what the cart takes off.
func TestPromotionsCount(t *testing.T) {
	shop, err := open(".", filepath.Join(t.TempDir(), "minimal.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
		defer cancel()
		if err := shop.chat.Shutdown(ctx); err != nil {
			t.Error(err)
		}
		if err := shop.db.Close(); err != nil {
			t.Error(err)
		}
	})
	tab := chattest.Dial(t, chattest.Serve(t, pages(shop.chat)), "http://shop.test/aisle/", chat.Hello{})
	told := tab.AwaitReply(tab.Say("m1", "Is there a discount code?")).Parts.Fallback()
	code := couponCode.FindString(told)
	if code == "" {
		t.Fatalf("the assistant knows of no code: %q", told)
	}
	tab.Send(chat.CartAdd{ID: "add", Item: cart.Item{ProductID: "sencha", Quantity: 1}})
	chattest.Await[chat.Ack](tab)
	tab.Send(chat.CartCode{ID: "code", Code: code})
	for {
		switch f := tab.Next().(type) {
		case chat.Failure:
			t.Fatalf("the cart refuses what the assistant tells of: %+v", f)
		case chat.CartNow:
			if len(f.Cart.Discounts) == 1 {
				if got := f.Cart.Total.String(); got != "10.80 USD" {
					t.Errorf("the total with %s is %s", code, got)
				}
				return
			}
		}
	}
}
