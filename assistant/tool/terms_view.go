package tool

import (
	"time"

	"github.com/aisle-chat/aisle/assistant/internal/prose"
	"github.com/aisle-chat/aisle/cart"
)

// terms tells a model the rules on a matter.
func (s *Session) terms(a ShopTerms, r Rules) Result {
	silent := refuse("the shop says nothing about this; promise nothing")
	switch a.Topic {
	case TopicShipping:
		if r.Shipping == nil {
			return silent
		}
		return Result{JSON: encode(shippingView{r.Shipping, s.ways(r.Delivery)})}
	case "hours":
		if r.Hours == nil {
			return silent
		}
		return Result{JSON: encode(map[string]any{"open_now": r.Hours.Open(s.turn.Now), "a_person_answers": r.Hours.Expectation(s.turn.Now), "week": r.Hours.Week})}
	case TopicPromotions:
		running := []promotionView{}
		for _, p := range r.Running {
			v := promotionView{Title: p.Title, Code: p.Code, Minimum: p.Minimum}
			if !p.Ends.IsZero() {
				v.LastDay = prose.Date(LastDay(r.Terms, p.Ends))
			}
			running = append(running, v)
		}
		return Result{JSON: encode(map[string]any{"run_now": running})}
	}
	if r.Policies == nil {
		return silent
	}
	return Result{JSON: encode(rule(r.Policies, a.Topic))}
}

// shippingView is what a model reads of the shipping: the rules, and what they come to
// for the cart as it is, to the shop's first country.
type shippingView struct {
	*cart.Shipping
	Ways []wayView `json:"now_for_this_cart,omitempty"`
}

type wayView struct {
	Method  string `json:"method"`
	Price   string `json:"price"`
	Arrives string `json:"arrives,omitempty"`
}

func (s *Session) ways(d *Delivery) []wayView {
	if d == nil || !d.Priced {
		return nil
	}
	var ways []wayView
	for _, o := range d.Options {
		v := wayView{Method: o.Method.Name, Price: o.Price.Format(s.turn.Locale), Arrives: day(o.Arrives.From)}
		if o.Price.Amount == 0 {
			v.Price = "free"
		}
		if to := day(o.Arrives.To); to != "" && to != v.Arrives {
			v.Arrives += " to " + to
		}
		ways = append(ways, v)
	}
	return ways
}

func day(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return prose.Date(t)
}

type promotionView struct {
	Title   string `json:"title"`
	Code    string `json:"code,omitempty"`
	Minimum string `json:"minimum,omitempty"`
	LastDay string `json:"last_day,omitempty"`
}

// rule is one part of the policies.
func rule(p *cart.Policies, topic string) any {
	return map[string]any{
		"returns": p.Returns, "exchange": p.Exchange, "refund": p.Refund, "cancel": p.Cancel, "address": p.Address,
		"damaged": p.Damaged, "wrong_item": p.WrongItem, "not_received": p.NotReceived, "late": p.Late, "lost": p.Lost,
		"warranty": p.Warranty, "gift": p.Gift,
	}[topic]
}
