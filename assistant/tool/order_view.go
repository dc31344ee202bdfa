package tool

import (
	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/internal/prose"
	"github.com/aisle-chat/aisle/cart"
)

// maxOrders is how many orders a list has.
const maxOrders = 3

// orderView is what a model reads of an order: where it is and what it holds. A
// name, an address and how it was paid are nobody's business but the shopper's.
type orderView struct {
	Number   string     `json:"number"`
	Placed   string     `json:"placed"`
	Status   string     `json:"status"`
	Headline string     `json:"headline"`
	Lines    []lineView `json:"lines"`
	Total    string     `json:"total"`
	Requests []string   `json:"requests,omitempty"`
	Refunds  []string   `json:"refunds,omitempty"`
	Possible []string   `json:"the_shopper_can,omitempty"`
}

// orders tells a model the newest orders, and shows them.
func (s *Session) orders(_ ListOrders, orders []cart.Order) Result {
	if len(orders) == 0 {
		return s.noOrder("this shopper may see no order yet; by its number and e-mail address one can be found, with the button")
	}
	views := []orderView{}
	var result Result
	for i := range orders[:min(len(orders), maxOrders)] {
		v, block := s.order(&orders[i], true)
		views = append(views, v)
		result.Blocks = append(result.Blocks, block)
	}
	result.JSON = encode(map[string]any{"total": len(orders), "orders": views})
	return result
}

// gotOrder tells a model one order, and shows it.
func (s *Session) gotOrder(_ GetOrder, o GotOrder) Result {
	v, block := s.order(&o.Order, false)
	return Result{JSON: encode(v), Blocks: []assistant.Block{block}}
}

// noOrder says the same whether or not there is one, and how to prove it.
func (s *Session) noOrder(why string) Result {
	r := s.propose(Offer{Label: "Look up an order", Action: assistant.Action{Do: assistant.DoOrder, Text: "Look up an order"}})
	r.JSON, r.Refused = encode(map[string]string{"error": why}), true
	return r
}

func (s *Session) order(o *cart.Order, brief bool) (orderView, assistant.OrderBlock) {
	shown := assistant.NewOrderView(*o, s.turn.Shop.Terms(), s.turn.Now, s.turn.Locale, s.turn.Customer.Placed(o))
	v := orderView{
		Number: o.Number, Placed: prose.Date(o.Placed), Status: shown.Status, Headline: shown.Headline,
		Lines: []lineView{}, Total: s.price(shown.Total),
	}
	for _, l := range shown.Lines {
		s.met[l.Product] = l.Title
		v.Lines = append(v.Lines, lineView{l.ID, l.Product, prose.Visible(l.Title), l.Options, l.Quantity, s.price(l.Total)})
	}
	for _, r := range shown.Requests {
		v.Requests = append(v.Requests, r.Reference+": "+r.Headline)
	}
	for _, r := range shown.Refunds {
		v.Refunds = append(v.Refunds, r.Headline)
	}
	for _, a := range shown.Actions {
		v.Possible = append(v.Possible, a.Label)
	}
	return v, OrderBlock(shown, brief)
}
