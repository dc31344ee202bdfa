package tool_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/internal/shoptest"
	"github.com/aisle-chat/aisle/assistant/tool"
	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/catalog"
)

// Whatever changes the cart is done where the message asks for that very change, and
// is a chip where it does not.
func TestCartWritesAreDoneOnlyWhereAsked(t *testing.T) {
	for _, c := range []struct {
		tool, args string
		asks       assistant.Action
		want       func(c cart.Cart) bool
	}{
		{"set_quantity", `{"line": "LINE", "quantity": 2}`, assistant.Action{Do: assistant.DoSet, Quantity: 2}, func(c cart.Cart) bool { return c.Count == 2 }},
		{"set_quantity", `{"line": "LINE", "quantity": 0}`, assistant.Action{Do: assistant.DoSet}, func(c cart.Cart) bool { return c.Count == 0 }},
		{"apply_code", `{"code": "meadow10"}`, assistant.Action{Do: assistant.DoCode, Text: "MEADOW10"}, func(c cart.Cart) bool { return tool.HasCode(&c, "MEADOW10") }},
	} {
		for _, asked := range []bool{true, false} {
			shop := shoptest.Open(t)
			turn := shop.Turn("turn-1", "")
			now, err := tool.AddToCart{Product: "mug", Key: "before"}.Do(t.Context(), &turn)
			if err != nil {
				t.Fatal(err)
			}
			if c.asks.Do == assistant.DoSet {
				c.asks.Line = now.Line.ID
			}
			var writes []assistant.Write
			if asked {
				writes = []assistant.Write{{Key: "turn-1:set", Action: c.asks}}
			}
			call := &caller{t, shop, tool.New(tool.Config{}).Session(turn, writes)}
			r := call.call(c.tool, strings.ReplaceAll(c.args, "LINE", now.Line.ID))
			after, err := turn.Shop.Cart(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			if r.Refused || c.want(after) != asked || (r.Proposal == nil) != asked {
				t.Errorf("%s(%s), asked %v: %s, %d in the cart, %v", c.tool, c.args, asked, r.JSON, after.Count, after.Codes)
			}
		}
	}
}

// A code is told with the cart, and can be taken out.
func TestRemoveCode(t *testing.T) {
	c := begin(t, "")
	turn := c.shop.Turn("turn-0", "")
	if _, err := (tool.AddToCart{Product: "mug", Key: "a"}).Do(t.Context(), &turn); err != nil {
		t.Fatal(err)
	}
	if _, err := (tool.ApplyCode{Code: "MEADOW10", Key: "b"}).Do(t.Context(), &turn); err != nil {
		t.Fatal(err)
	}
	if r := c.call("show_cart", ``); !strings.Contains(string(r.JSON), "MEADOW10") {
		t.Errorf("the cart's codes are not told: %s", r.JSON)
	}
	now, err := tool.RemoveCode{Code: "meadow10", Key: "c"}.Do(t.Context(), &turn)
	if err != nil || tool.HasCode(&now, "MEADOW10") {
		t.Errorf("%+v, %v", now.Codes, err)
	}
}

// What is added says what it is a choice of, also where nothing was added.
func TestAddToCart(t *testing.T) {
	shop := shoptest.Open(t)
	turn := shop.Turn("turn-1", "")
	open, err := tool.AddToCart{Product: "beck", Key: "a"}.Do(t.Context(), &turn)
	if !errors.Is(err, tool.ErrOpen) || open.Product == nil || len(open.Chosen.Missing) != 1 || open.Line != nil {
		t.Errorf("%+v, %v", open.Chosen, err)
	}
	gone, err := tool.AddToCart{Product: "nothing", Key: "b"}.Do(t.Context(), &turn)
	if !errors.Is(err, catalog.ErrNotFound) || gone.Product != nil {
		t.Errorf("%+v, %v", gone, err)
	}
	out, err := tool.AddToCart{Product: "beck", Variant: "beck-l", Key: "c"}.Do(t.Context(), &turn)
	if e, other := tool.Refused(err); e == nil || e.Code != cart.CodeSoldOut || other != nil || out.Product == nil {
		t.Errorf("%v", err)
	}
	now, err := tool.AddToCart{Product: "beck", Options: map[string]string{"Size": "m"}, Quantity: 2, Key: "d"}.Do(t.Context(), &turn)
	if err != nil || now.Line == nil || now.Line.VariantID != "beck-m" || now.Line.Quantity != 2 {
		t.Errorf("%+v, %v", now.Line, err)
	}
	again, err := tool.AddToCart{Product: "beck", Options: map[string]string{"size": "M"}, Quantity: 2, Key: "d"}.Do(t.Context(), &turn)
	if err != nil || again.Cart.Count != 2 {
		t.Errorf("the same key has put in %d, %v", again.Cart.Count, err)
	}
}

// What the shopper had before goes in at the price of today, whatever was shown.
func TestAddAgain(t *testing.T) {
	shop := shoptest.Open(t)
	turn := shop.Turn("turn-1", "")
	card := assistant.Card{ID: "mug", Title: "Tin Mug", Price: catalog.Money{Amount: 100, Currency: "USD"}}
	turn.History = []assistant.Message{{Author: assistant.AuthorAssistant, Parts: assistant.Parts{assistant.ProductsBlock{Cards: []assistant.Card{card}}}}}
	_, err := tool.AddToCart{Product: "mug", Key: "a"}.Do(t.Context(), &turn)
	if e, _ := tool.Refused(err); e == nil || e.Code != cart.CodePriceChanged {
		t.Errorf("%v", err)
	}
	now, err := tool.AddToCart{Product: "mug", Again: true, Key: "b"}.Do(t.Context(), &turn)
	if err != nil || now.Cart.Count != 1 {
		t.Errorf("%d, %v", now.Cart.Count, err)
	}
	gone, err := tool.AddToCart{Product: "nothing", Again: true, Key: "c"}.Do(t.Context(), &turn)
	if e, other := tool.Refused(err); e == nil || other != nil || gone.Product != nil {
		t.Errorf("what is gone: %v", err)
	}
}
