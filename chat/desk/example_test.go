package desk_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/catalog"
	"github.com/aisle-chat/aisle/chat"
	"github.com/aisle-chat/aisle/chat/desk"
)

// The desk stands behind the shop's own login, here a cookie. A program may
// ask what the page asks.
func Example() {
	index, err := catalog.NewIndex(func(yield func(catalog.Product, error) bool) {
		yield(catalog.Product{ID: "mug", Title: "Enamel Mug", Price: catalog.Money{Amount: 1250, Currency: "USD"}}, nil)
	})
	if err != nil {
		panic(err)
	}
	carts, err := cart.New(cart.Config{Store: cart.NewMemory(), Catalog: index})
	if err != nil {
		panic(err)
	}
	hello := func(_ context.Context, _ assistant.Turn, w assistant.Writer) (assistant.Outcome, error) {
		return assistant.Outcome{}, w.Write(assistant.Text{Text: "Hello."})
	}
	shop, err := chat.New(chat.Config{Catalog: index, Store: chat.NewMemory(), Carts: carts, Assistant: assistant.Func(hello)})
	if err != nil {
		panic(err)
	}
	defer shop.Shutdown(context.Background())

	staff, err := desk.New(desk.Config{
		Chat:  shop,
		Carts: carts,
		Agent: func(r *http.Request) (chat.Person, error) {
			cookie, err := r.Cookie("staff")
			if err != nil || cookie.Value != "mara's session" {
				return chat.Person{}, errors.New("not signed in")
			}
			return chat.Person{ID: "staff-1", Name: "Mara"}, nil
		},
	})
	if err != nil {
		panic(err)
	}
	mux := http.NewServeMux()
	mux.Handle("/aisle/", shop)
	mux.Handle("/desk/", staff)

	for _, session := range []string{"", "mara's session"} {
		r := httptest.NewRequest("GET", "/desk/api/conversations?view=waiting", nil)
		r.AddCookie(&http.Cookie{Name: "staff", Value: session})
		w := httptest.NewRecorder()
		mux.ServeHTTP(w, r)
		var list desk.List
		json.Unmarshal(w.Body.Bytes(), &list)
		fmt.Println(w.Code, list.Me.Name, list.Counts.Waiting)
	}
	// Output:
	// 401  0
	// 200 Mara 0
}
