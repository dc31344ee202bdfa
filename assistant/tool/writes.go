package tool

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/internal/prose"
	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/catalog"
)

type noArgs struct{}

func showCart(ctx context.Context, s *Session, _ noArgs) (Result, error) {
	c, err := s.turn.Shop.Cart(ctx)
	if err != nil {
		return refusal(err)
	}
	return s.cart(c), nil
}

// cartView is what a model reads of a cart.
type cartView struct {
	Lines    []lineView `json:"lines"`
	Subtotal string     `json:"subtotal,omitempty"`
	Off      []string   `json:"discounts,omitempty"`
	Total    string     `json:"total,omitempty"`
	Notices  []string   `json:"notices,omitempty"`
}

type lineView struct {
	Line     string            `json:"line"`
	Product  string            `json:"product"`
	Title    string            `json:"title"`
	Options  map[string]string `json:"options,omitempty"`
	Quantity int               `json:"quantity"`
	Total    string            `json:"total"`
}

// cart shows a cart, and what is in it may be spoken of.
func (s *Session) cart(c cart.Cart) Result {
	v := cartView{Lines: []lineView{}}
	for _, l := range c.Lines {
		s.met[l.ProductID] = l.Title
		v.Lines = append(v.Lines, lineView{l.ID, l.ProductID, prose.Visible(l.Title), l.Options, l.Quantity, s.price(l.Total)})
	}
	if len(c.Lines) > 0 {
		v.Subtotal, v.Total = s.price(c.Subtotal), s.price(c.Total)
	}
	for _, d := range c.Discounts {
		v.Off = append(v.Off, d.Title)
	}
	for _, n := range c.Notices {
		v.Notices = append(v.Notices, n.Text)
	}
	text := "Your cart is empty."
	if c.Count > 0 {
		text = "In your cart: " + prose.Count(c.Count, "item") + ", " + s.price(c.Total) + "."
	}
	return Result{JSON: encode(v), Blocks: []assistant.Block{assistant.CartBlock{Text: text, Cart: c}}}
}

type addArgs struct {
	Product  string            `json:"product" about:"the id of a product that a tool returned"`
	Variant  string            `json:"variant,omitempty" about:"the variant's id, where get_product gave one"`
	Options  map[string]string `json:"options,omitempty" about:"the choices by the option's name, as far as the shopper has made them"`
	Quantity int               `json:"quantity,omitempty" range:"1-99" about:"how many; 1 unless the shopper said otherwise"`
}

func addToCart(ctx context.Context, s *Session, args addArgs) (Result, error) {
	p, refused, err := s.known(ctx, args.Product)
	if err != nil || refused != nil {
		return or(refused), err
	}
	if _, made := p.SelectVariant(args.Variant); args.Variant != "" && !made {
		return refuse("the product has no such variant"), nil
	}
	put := Put{Product: &p, Chosen: Choose(&p, args.Variant, args.Options), Quantity: max(1, args.Quantity)}
	chosen := put.Chosen
	switch {
	case p.Price.IsZero():
		return refuse("the price is on request; it cannot be put into the cart"), nil
	case chosen.SoldOut || p.SoldOut:
		return refuse("this is sold out"), nil
	case len(chosen.Unknown) > 0 || chosen.NotMade:
		return refuse("the product is not made in this choice"), nil
	}
	called := p.Title
	if put.Quantity > 1 {
		called = strconv.Itoa(put.Quantity) + " × " + called
	}
	proposed := s.propose("Add "+called, put.Action())
	key, asked := s.asked(put)
	if !asked {
		return proposed, nil
	}
	now, why, err := put.Do(ctx, s.turn.Shop, s.turn.History, key)
	switch {
	case err != nil:
		return Result{}, err
	case why == nil:
		return s.cart(now), nil
	case why.Code == cart.CodePriceChanged: // the shopper sees the price, and decides
		proposed.JSON, proposed.Refused = encode(map[string]string{"error": why.Message, "price": s.price(why.Price)}), true
		proposed.Blocks = []assistant.Block{s.cards([]assistant.Card{assistant.NewCard(&p, put.Action().Variant, "")})}
		return proposed, nil
	}
	return refuse(why.Message), nil
}

// asked finds the write of this turn's message that is this very one.
func (s *Session) asked(put Put) (key string, ok bool) {
	p, chosen := put.Product, put.Chosen
	if !chosen.Complete() {
		return "", false
	}
	for _, w := range s.writes {
		a := w.Action
		if a.Do != assistant.DoAdd || a.Product != p.ID || a.Quantity != put.Quantity {
			continue
		}
		own := Choose(p, a.Variant, a.Options)
		if own.Complete() && sameVariant(own.Variant, chosen.Variant) && maps.Equal(own.Options, chosen.Options) {
			return w.Key, true
		}
	}
	return "", false
}

func sameVariant(a, b *catalog.Variant) bool {
	return a == nil && b == nil || a != nil && b != nil && a.ID == b.ID
}

type quantityArgs struct {
	Line     string `json:"line" about:"the id of a line, from show_cart"`
	Quantity int    `json:"quantity" range:"0-99" about:"how many there are to be; 0 removes the line"`
}

func setQuantity(ctx context.Context, s *Session, args quantityArgs) (Result, error) {
	c, err := s.turn.Shop.Cart(ctx)
	if err != nil {
		return refusal(err)
	}
	i := slices.IndexFunc(c.Lines, func(l cart.Line) bool { return l.ID == args.Line })
	if i < 0 {
		return refuse("the cart has no such line; show_cart has them"), nil
	}
	line := &c.Lines[i]
	if args.Quantity > line.Max {
		return refuse("so many cannot be had"), nil
	}
	words := "Remove " + line.Title
	if args.Quantity > 0 {
		words = "Make it " + strconv.Itoa(args.Quantity) + " × " + line.Title
	}
	return s.propose(words, assistant.Action{Do: assistant.DoSet, Line: line.ID, Quantity: args.Quantity}), nil
}

type codeArgs struct {
	Code string `json:"code" about:"the code as the shopper typed it"`
}

// applyCode proposes a code that the shopper gave, or that the shop tells everybody.
// A code that a text from outside told the model is neither.
func applyCode(_ context.Context, s *Session, args codeArgs) (Result, error) {
	code := cart.PromoCode(args.Code)
	known := slices.ContainsFunc(s.turn.Shop.Terms().Promotions, func(p cart.Promotion) bool {
		return p.Code != "" && !p.Secret && p.Runs(s.turn.Now) && cart.PromoCode(p.Code) == code
	})
	if !known && !s.typed(args.Code) {
		return refuse("neither the shopper nor the shop has named this code"), nil
	}
	return s.propose("Use the code "+code, assistant.Action{Do: assistant.DoCode, Text: code}), nil
}

// typed reports whether the shopper has typed this in the conversation.
func (s *Session) typed(word string) bool {
	word = strings.ToLower(strings.TrimSpace(word))
	says := func(text string) bool {
		return slices.ContainsFunc(strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return strings.ContainsRune(" \n\t.,;:!?\"'“”()", r) }),
			func(w string) bool { return w == word })
	}
	return says(s.turn.Text) || slices.ContainsFunc(s.turn.History, func(m assistant.Message) bool {
		return m.Author == assistant.AuthorShopper && says(m.Text)
	})
}

type personArgs struct {
	Why string `json:"why" about:"what the shopper wants, in a sentence"`
}

func askForPerson(_ context.Context, s *Session, _ personArgs) (Result, error) {
	if s.turn.Waiting {
		return refuse("a person has been asked for already"), nil
	}
	return s.propose("Talk to a person", assistant.Action{Do: assistant.DoPerson}), nil
}

// propose makes a chip of a change, and tells the model that nothing is done yet.
func (s *Session) propose(words string, action assistant.Action) Result {
	id := sha256.Sum256(encode(action))
	choice := &assistant.Choice{ID: "p" + hex.EncodeToString(id[:6]), Label: chipLabel(words), Action: action}
	return Result{
		JSON:     encode(map[string]string{"proposed": choice.Label, "status": "nothing is changed yet: the shopper sees a button and decides"}),
		Proposal: choice,
	}
}

// chipLabel is a chip's label: no longer than there is room for.
func chipLabel(text string) string {
	runes := []rune(strings.Join(strings.Fields(prose.Visible(text)), " "))
	if len(runes) <= assistant.MaxLabel {
		return string(runes)
	}
	return strings.TrimSpace(string(runes[:assistant.MaxLabel-1])) + "…"
}
