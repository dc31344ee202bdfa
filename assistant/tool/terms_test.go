package tool_test

import (
	"context"
	"strings"
	"testing"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/internal/shoptest"
	"github.com/aisle-chat/aisle/assistant/tool"
	"github.com/aisle-chat/aisle/cart"
)

// spent is a shop in which some promotions are used up.
type spent struct {
	assistant.Shop
	ids   []string
	terms assistant.Terms
}

func (s spent) UsedUp(context.Context) ([]string, error) { return s.ids, nil }
func (s spent) Terms() assistant.Terms                   { return s.terms }

// A promotion that nobody can use any more is told by no door.
func TestUsedUpPromotionsAreNotTold(t *testing.T) {
	turn := shoptest.Open(t).Turn("turn-1", "")
	terms := turn.Shop.Terms()
	terms.Promotions = []cart.Promotion{{ID: "first", Title: "The first hundred", Code: "HUNDRED", Limit: 100}, {ID: "all", Title: "For all", Code: "ALL"}}
	turn.Shop = spent{turn.Shop, []string{"first"}, terms}
	rules, err := tool.ShopTerms{Topic: tool.TopicPromotions}.Do(t.Context(), &turn)
	if err != nil || len(rules.Running) != 1 || rules.Running[0].ID != "all" {
		t.Errorf("%+v, %v", rules.Running, err)
	}
	r, err := tool.New(tool.Config{}).Session(turn, nil).Call(t.Context(), "shop_terms", []byte(`{"topic": "promotions"}`))
	if err != nil || strings.Contains(string(r.JSON), "HUNDRED") || !strings.Contains(string(r.JSON), "ALL") {
		t.Errorf("%s, %v", r.JSON, err)
	}
}

// What sending costs is worked out for the cart as it is, and not by a model.
func TestShippingIsWorkedOut(t *testing.T) {
	shop := shoptest.Open(t)
	turn := shop.Turn("turn-1", "")
	call := func() string {
		r, err := tool.New(tool.Config{}).Session(turn, nil).Call(t.Context(), "shop_terms", []byte(`{"topic": "shipping"}`))
		if err != nil || r.Refused {
			t.Fatalf("%s, %v", r.JSON, err)
		}
		return string(r.JSON)
	}
	if got := call(); strings.Contains(got, "now_for_this_cart") {
		t.Errorf("an empty cart has a price: %s", got)
	}
	if _, err := (tool.AddToCart{Product: "mug", Key: "a"}).Do(t.Context(), &turn); err != nil {
		t.Fatal(err)
	}
	rules, err := tool.ShopTerms{Topic: tool.TopicShipping}.Do(t.Context(), &turn)
	if err != nil || rules.Delivery == nil || len(rules.Delivery.Options) == 0 || rules.Delivery.Subtotal.Amount != 950 {
		t.Fatalf("%+v, %v", rules.Delivery, err)
	}
	got := call()
	for _, o := range rules.Delivery.Options {
		if price := o.Price.Format("en-US"); o.Price.Amount > 0 && !strings.Contains(got, `"price":"`+price+`"`) {
			t.Errorf("%s costs %s, which is not in %s", o.Method.Name, price, got)
		}
	}
}

// Whoever asks for a person is told when somebody answers; a note keeps its reason.
func TestAskForPerson(t *testing.T) {
	turn := shoptest.Open(t).Turn("turn-1", "")
	asked, err := tool.AskForPerson{Why: "A tent for six."}.Do(t.Context(), &turn)
	if err != nil || asked.Note.Reason != "asked" || asked.Note.Summary != "A tent for six." || asked.Block.Expectation != turn.Shop.Terms().Hours.Expectation(turn.Now) {
		t.Errorf("%+v, %v", asked, err)
	}
	asked, err = tool.AskForPerson{Why: "x", Note: assistant.Handoff{Reason: "angry", Priority: 1}}.Do(t.Context(), &turn)
	if err != nil || asked.Note.Reason != "angry" || asked.Note.Priority != 1 {
		t.Errorf("%+v, %v", asked, err)
	}
	turn.Waiting = true
	if _, err := (tool.AskForPerson{}).Offer(t.Context(), &turn); err == nil {
		t.Error("whoever waits is offered a person")
	}
}
