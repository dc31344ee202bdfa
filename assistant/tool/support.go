package tool

import (
	"context"
	"strings"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/internal/prose"
	"github.com/aisle-chat/aisle/assistant/knowledge"
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

type termsArgs struct {
	Topic string `json:"topic" enum:"returns|exchange|refund|cancel|address|damaged|wrong_item|not_received|late|lost|warranty|gift|shipping|hours|promotions" about:"the matter"`
}

func shopTerms(_ context.Context, s *Session, args termsArgs) (Result, error) {
	terms := s.turn.Shop.Terms()
	silent := refuse("the shop says nothing about this; promise nothing")
	switch args.Topic {
	case "shipping":
		if terms.Shipping == nil {
			return silent, nil
		}
		return Result{JSON: encode(terms.Shipping)}, nil
	case "hours":
		if terms.Hours == nil {
			return silent, nil
		}
		return Result{JSON: encode(map[string]any{"open_now": terms.Hours.Open(s.turn.Now), "a_person_answers": terms.Hours.Expectation(s.turn.Now), "week": terms.Hours.Week})}, nil
	case "promotions":
		running := []promotionView{}
		for _, p := range terms.Promotions {
			if !p.Secret && p.Runs(s.turn.Now) {
				v := promotionView{Title: p.Title, Code: p.Code, Minimum: p.Minimum}
				if !p.Ends.IsZero() {
					v.Ends = prose.Date(p.Ends)
				}
				running = append(running, v)
			}
		}
		return Result{JSON: encode(map[string]any{"run_now": running})}, nil
	}
	if terms.Policies == nil {
		return silent, nil
	}
	return Result{JSON: encode(rule(terms.Policies, args.Topic))}, nil
}

type promotionView struct {
	Title   string `json:"title"`
	Code    string `json:"code,omitempty"`
	Minimum string `json:"minimum,omitempty"`
	Ends    string `json:"ends,omitempty"`
}

// rule is one part of the policies.
func rule(p *cart.Policies, topic string) any {
	return map[string]any{
		"returns": p.Returns, "exchange": p.Exchange, "refund": p.Refund, "cancel": p.Cancel, "address": p.Address,
		"damaged": p.Damaged, "wrong_item": p.WrongItem, "not_received": p.NotReceived, "late": p.Late, "lost": p.Lost,
		"warranty": p.Warranty, "gift": p.Gift,
	}[topic]
}

// maxPassages is how many articles answer a question.
const maxPassages = 2

type articleArgs struct {
	Question string `json:"question" about:"the shopper's question"`
}

func findArticles(_ context.Context, s *Session, args articleArgs) (Result, error) {
	if s.box.articles == nil {
		return refuse("there are no articles"), nil
	}
	found := s.box.articles.Find(args.Question, s.turn.Now, maxPassages)
	if len(found) == 0 {
		return refuse("no article answers this; say that you do not know"), nil
	}
	var result Result
	views := []map[string]string{}
	for i, f := range found {
		views = append(views, map[string]string{"article": f.Article.ID, "title": f.Article.Title, "text": prose.Visible(f.Passage.Text)})
		result.Articles = append(result.Articles, articleOf(f.Article))
		if i == 0 {
			quote := f.Passage.Text
			result.Blocks = append(result.Blocks, assistant.ArticleBlock{
				Text: f.Article.Title + ": " + quote, ID: f.Article.ID, Title: f.Article.Title, Quote: quote, URL: f.Article.URL,
			})
		}
	}
	result.JSON = encode(map[string]any{"articles": views})
	return result, nil
}

func articleOf(a *knowledge.Article) assistant.Article {
	article := assistant.Article{ID: a.ID, Title: a.Title, URL: a.URL}
	for i := range a.Passages {
		p := &a.Passages[i]
		last := len(article.Sections) - 1
		if last >= 0 && article.Sections[last].Heading == p.Heading {
			article.Sections[last].Text = strings.Join([]string{article.Sections[last].Text, p.Text}, "\n\n")
			continue
		}
		article.Sections = append(article.Sections, assistant.Section{Heading: p.Heading, Text: p.Text})
	}
	return article
}
