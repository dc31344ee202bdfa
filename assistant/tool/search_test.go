package tool_test

import (
	"strings"
	"testing"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/internal/shoptest"
	"github.com/aisle-chat/aisle/assistant/tool"
	"github.com/aisle-chat/aisle/catalog"
)

// What is sold out is shown only where nothing else is, to whoever asks.
func TestSearchLeavesOutWhatIsSoldOut(t *testing.T) {
	const gone = `{"id":"gone","title":"Gone Rain Jacket","price":"80.00","currency":"USD","category":"Clothing > Jackets","available":false}`
	shop := shoptest.Open(t, gone)
	turn := shop.Turn("turn-1", "")
	jacket := catalog.Constraint{Kind: catalog.KindType, Values: []string{"jackets"}, Text: "jacket"}
	found, err := tool.SearchProducts{Text: "jacket", Wishes: []catalog.Constraint{jacket}}.Do(t.Context(), &turn)
	if err != nil {
		t.Fatal(err)
	}
	if found.Total != 4 {
		t.Errorf("%d jackets", found.Total)
	}
	for _, hit := range found.Cards(tool.MaxCards) {
		if hit.Product.SoldOut {
			t.Errorf("%s is sold out", hit.Product.ID)
		}
	}
	session := tool.New(tool.Config{}).Session(turn, nil)
	r, err := session.Call(t.Context(), tool.NameSearch, []byte(`{"text": "jacket"}`))
	if err != nil {
		t.Fatal(err)
	}
	for _, card := range r.Blocks[0].(assistant.ProductsBlock).Cards {
		if card.ID == "gone" {
			t.Errorf("a model is told of what is sold out: %s", r.JSON)
		}
	}
	r, err = session.Call(t.Context(), tool.NameSearch, []byte(`{"text": "gone rain jacket", "max_price": 85}`))
	if err != nil || !strings.Contains(string(r.JSON), `"sold_out":true`) {
		t.Errorf("the only one that there is: %s, %v", r.JSON, err)
	}
}

// Wishes that were read already and bounds of a price hold together, and the caller's
// list of wishes stays as it is.
func TestSearchAddsABoundToWishes(t *testing.T) {
	turn := shoptest.Open(t).Turn("turn-1", "")
	wishes := make([]catalog.Constraint, 1, 4)
	wishes[0] = catalog.Constraint{Kind: catalog.KindType, Values: []string{"jackets"}}
	found, err := tool.SearchProducts{Text: "jacket", MaxPrice: "100", Wishes: wishes}.Do(t.Context(), &turn)
	if err != nil || found.Total != 1 || found.Hits[0].Product.ID != "drizzle" {
		t.Errorf("%d found, %v", found.Total, err)
	}
	if wishes[:2][1].Kind != "" {
		t.Error("the caller's wishes were written to")
	}
}
