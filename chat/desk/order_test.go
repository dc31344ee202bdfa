package desk_test

import (
	"iter"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/catalog"
	"github.com/aisle-chat/aisle/chat"
	"github.com/aisle-chat/aisle/chat/desk"
)

var lead = chat.Person{ID: "lead"}

// withOrder returns a shop with an order book, and a conversation that has an
// order with the number LH-1.
func withOrder(t *testing.T, change func(*desk.Config)) (s *shop, id string) {
	t.Helper()
	mug := catalog.Product{ID: "mug", Title: "Enamel Mug", Price: catalog.Money{Amount: 1250, Currency: "USD"}}
	lamp := catalog.Product{ID: "lamp", Title: "Desk Lamp", Price: catalog.Money{Amount: 8900, Currency: "USD"}}
	index, err := catalog.NewIndex(iter.Seq2[catalog.Product, error](func(yield func(catalog.Product, error) bool) {
		_ = yield(mug, nil) && yield(lamp, nil)
	}))
	if err != nil {
		t.Fatal(err)
	}
	book, err := cart.NewOrderBook(cart.OrderBookConfig{Store: cart.NewOrderMemory(), Carts: cart.NewMemory(), Catalog: index, Prefix: "LH-"})
	if err != nil {
		t.Fatal(err)
	}
	s = open(t, func(c *desk.Config) {
		c.Catalog, c.Clerk = index, book
		if change != nil {
			change(c)
		}
	}, func(c *chat.Config) { c.Catalog, c.Carts, c.Orders = index, book.Carts(), book })
	tab, id := s.shopper("hello")
	conversation, err := s.chat.Conversation(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	o := cart.Order{
		Number: "LH-1", Email: "ada@shop.example", CartID: conversation.CartID, Placed: time.Now(), State: cart.OrderPlaced, Currency: "USD",
		Lines: []cart.OrderLine{{ID: "l1", ProductID: "mug", Title: "Enamel Mug", Quantity: 2, Unit: mug.Price, Total: catalog.Money{Amount: 2500, Currency: "USD"}}},
		Total: catalog.Money{Amount: 2500, Currency: "USD"},
	}
	if err := book.Put(t.Context(), o); err != nil {
		t.Fatal(err)
	}
	if err := s.chat.OrderPlaced(t.Context(), o); err != nil {
		t.Fatal(err)
	}
	tab.AwaitEvent(func(e chat.Event) bool { return e.Ordered != nil })
	return s, id
}

func TestOrderActs(t *testing.T) {
	s, id := withOrder(t, nil)
	path := "api/conversations/" + id
	talk := get[desk.Talk](s, mara, path)
	if len(talk.Orders) != 1 || talk.Orders[0].Number != "LH-1" || !slices.Equal(talk.Acts, []cart.ActKind{cart.ActAddress, cart.ActResend, cart.ActCancel}) {
		t.Fatalf("an agent sees %+v and may %v", talk.Orders, talk.Acts)
	}
	if acts := get[desk.Talk](s, lead, path).Acts; !slices.Contains(acts, cart.ActRefund) {
		t.Errorf("a lead may %v", acts)
	}
	if acts := get[desk.Talk](s, chat.Person{ID: "reader"}, path).Acts; len(acts) != 0 {
		t.Errorf("a reader may %v", acts)
	}
	refund := desk.Act{ID: "a1", Kind: cart.ActRefund, Order: "LH-1", Amount: 1250, Note: "One was chipped."}
	if got := s.try(mara, path+"/order", refund); got.status != 403 {
		t.Errorf("an agent refunds: %d %s", got.status, got.body)
	}
	done := post[desk.Done](s, lead, path+"/order", refund).Conversation
	if again := post[desk.Done](s, lead, path+"/order", refund).Conversation; again.Top != done.Top {
		t.Errorf("the same again is noted again: %d, %d", again.Top, done.Top)
	}
	talk = get[desk.Talk](s, mara, path)
	note := talk.Events[len(talk.Events)-1].Staff
	if note == nil || note.Order == nil || note.Order.Number != "LH-1" || note.Order.Kind != cart.ActRefund || note.Order.Reference == "" || note.Note != "One was chipped." || note.By != "Noor" {
		t.Errorf("the note is %+v", note)
	}
	if refunds := talk.Orders[0].Refunds; len(refunds) != 1 || refunds[0].Amount.Amount != 1250 {
		t.Errorf("refunds: %+v", refunds)
	}
	for _, bad := range []struct {
		act    desk.Act
		status int
		code   string
	}{
		{desk.Act{ID: "a2", Kind: cart.ActRefund, Order: "LH-1", Amount: 1251}, 409, "bad_field"},
		{desk.Act{ID: "a3", Kind: "burn", Order: "LH-1"}, 409, "bad_field"},
		{desk.Act{ID: "a4", Kind: cart.ActCancel, Order: "LH-2"}, 404, "not_found"},
		{desk.Act{Kind: cart.ActCancel, Order: "LH-1"}, 400, "bad_request"},
		{desk.Act{ID: "a5", Kind: cart.ActAddress, Order: "LH-1", Address: cart.Address{Name: "Ada"}}, 409, "bad_field"},
	} {
		if got := s.try(lead, path+"/order", bad.act); got.status != bad.status || got.code() != bad.code {
			t.Errorf("%+v: %d %s", bad.act, got.status, got.body)
		}
	}
	// Another shopper's order is none of this talk's.
	_, other := s.shopper("and me?")
	if got := s.try(lead, "api/conversations/"+other+"/order", desk.Act{ID: "a6", Kind: cart.ActCancel, Order: "LH-1"}); got.status != 404 {
		t.Errorf("somebody else's order: %d %s", got.status, got.body)
	}
	post[desk.Done](s, mara, path+"/order", desk.Act{ID: "a7", Kind: cart.ActCancel, Order: "lh-1"})
	if o := get[desk.Talk](s, mara, path).Orders[0]; o.Status != "canceled" {
		t.Errorf("the order is %+v", o)
	}
}

func TestProductsInAReply(t *testing.T) {
	s, id := withOrder(t, nil)
	found := get[desk.Products](s, mara, "api/products?q=mug").Cards
	if len(found) == 0 || found[0].ID != "mug" {
		t.Fatalf("found %+v", found)
	}
	post[desk.Done](s, mara, "api/conversations/"+id+"/take", nothing)
	said := post[desk.Replied](s, mara, "api/conversations/"+id+"/reply", desk.Reply{ID: "r1", Text: "This one.", Products: []string{"mug"}}).Event
	block, ok := said.Message.Parts[0].(assistant.ProductsBlock)
	if !ok || len(block.Cards) != 1 || block.Cards[0].Price != found[0].Price || block.Text != "Enamel Mug" {
		t.Errorf("said %+v", said.Message)
	}
	for _, ids := range [][]string{{"nothing"}, strings.Split(strings.Repeat("mug,", 7), ",")} {
		if got := s.try(mara, "api/conversations/"+id+"/reply", desk.Reply{ID: "r2", Text: "x", Products: ids}); got.status != 400 {
			t.Errorf("%v: %d %s", ids, got.status, got.body)
		}
	}
	if got := s.do(s.request(mara.ID, "GET", "api/products?q="+strings.Repeat("x", 201), nil)); got.status != 400 {
		t.Errorf("a long search: %d", got.status)
	}
}

func TestMacros(t *testing.T) {
	s, id := withOrder(t, func(c *desk.Config) {
		c.Macros = []desk.Macro{{Name: "Hello", Text: "Hi {{customer}}, {{ agent }} here about {{order}} and {{product}}."}}
	})
	if macros := get[desk.Talk](s, mara, "api/conversations/"+id).Macros; len(macros) != 1 || macros[0].Text != "Hi there, Mara here about LH-1 and it." {
		t.Errorf("macros: %+v", macros)
	}
	for what, bad := range map[string][]desk.Macro{
		"no name":  {{Text: "x"}},
		"no text":  {{Name: "a", Text: " "}},
		"twice":    {{Name: "a", Text: "x"}, {Name: "a", Text: "y"}},
		"unknown":  {{Name: "a", Text: "{{price}}"}},
		"too long": {{Name: "a", Text: strings.Repeat("x", chat.MaxText+1)}},
	} {
		config := s.config
		config.Macros = bad
		if _, err := desk.New(config); err == nil || !strings.Contains(err.Error(), "Config.Macros[") {
			t.Errorf("%s: %v", what, err)
		}
	}
}
