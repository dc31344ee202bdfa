package chat_test

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"time"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/catalog"
	"github.com/aisle-chat/aisle/catalog/feed"
	"github.com/aisle-chat/aisle/chat"
)

// A shop in a few lines: what it sells, where talks and carts are kept, who
// answers. A real shop keeps them in a file with sqlite.Open, and has the
// built-in planner answer.
func Example() {
	products := feed.Read(stock())
	index, err := catalog.NewIndex(products.Products())
	if err != nil {
		panic(err)
	}
	carts, err := cart.New(cart.Config{Store: cart.NewMemory(), Catalog: index})
	if err != nil {
		panic(err)
	}
	shop, err := chat.New(chat.Config{
		Catalog: index, Store: chat.NewMemory(), Carts: carts,
		Assistant: assistant.Func(func(ctx context.Context, turn assistant.Turn, w assistant.Writer) (assistant.Outcome, error) {
			return assistant.Outcome{}, w.Write(assistant.Text{Text: "Hello!"})
		}),
	})
	if err != nil {
		panic(err)
	}
	mux := http.NewServeMux()
	mux.Handle("/aisle/", shop) // <script src="/aisle/widget.js" defer></script>

	answer := httptest.NewRecorder()
	mux.ServeHTTP(answer, httptest.NewRequest("GET", "/aisle/products/mug", nil))
	fmt.Println(answer.Code, answer.Header().Get("Content-Type"))

	// At the end, before http.Server.Shutdown, which does not know websockets:
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	fmt.Println(shop.Shutdown(ctx))
	// Output:
	// 200 application/json; charset=utf-8
	// <nil>
}

// A shop's own session says whose cart it is, and who is signed in.
func ExampleConfig_shopper() {
	config := chat.Config{
		Shopper: func(r *http.Request) (chat.Shopper, error) {
			session, err := r.Cookie("session") // look it up as the shop's pages do
			if err != nil {
				return chat.Shopper{}, nil // a stranger: the chat makes a cart
			}
			return chat.Shopper{CartID: "cart-of-" + session.Value}, nil
		},
	}
	r := httptest.NewRequest("POST", "/aisle/session", nil)
	r.AddCookie(&http.Cookie{Name: "session", Value: "42"})
	fmt.Println(config.Shopper(r))
	// Output: {cart-of-42 <nil>} <nil>
}

// The shop's own code writes into a conversation.
func ExampleChat_Post() {
	shop := exampleShop()
	defer shop.Shutdown(context.Background())
	ctx := context.Background()
	list, err := shop.Conversations(ctx, chat.Filter{Session: "ada's"})
	if err != nil {
		panic(err)
	}
	event, err := shop.Post(ctx, list[0].ID, chat.Post{
		ClientID: "parcel-7-left", // the same again is the same post
		Person:   chat.Person{Name: "Larkhollow"},
		Text:     "Your parcel left this morning.",
	})
	fmt.Println(event.Seq, event.Message.Author, event.Message.Text, err)
	// Output: 2 person Your parcel left this morning. <nil>
}

func stock() *strings.Reader {
	return strings.NewReader(`{"id":"mug","title":"Enamel Mug","price":"12.50","currency":"USD"}` + "\n")
}

// exampleShop is a shop in which one conversation has taken place.
func exampleShop() *chat.Chat {
	index, err := catalog.NewIndex(feed.Read(stock()).Products())
	if err != nil {
		panic(err)
	}
	carts, err := cart.New(cart.Config{Store: cart.NewMemory(), Catalog: index})
	if err != nil {
		panic(err)
	}
	store := chat.NewMemory()
	_, _, err = store.Append(context.Background(), chat.DefaultShop, chat.Append{
		Conversation: "c1", Create: &chat.Conversation{SessionID: "ada's", CartID: "k", Owner: chat.Owner{State: chat.OwnedByPerson}}, Now: time.Now(),
		Events: []chat.Event{{Kind: chat.EventMessage, ClientID: "1", Message: &chat.Message{Author: assistant.AuthorShopper, Text: "Where is my parcel?"}}},
	})
	if err != nil {
		panic(err)
	}
	shop, err := chat.New(chat.Config{
		Catalog: index, Store: store, Carts: carts, Assistant: echo{}, Logger: slog.New(slog.DiscardHandler),
	})
	if err != nil {
		panic(err)
	}
	return shop
}
