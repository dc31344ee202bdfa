package tool

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/internal/prose"
	"github.com/aisle-chat/aisle/cart"
)

// cartView is what a model reads of a cart.
type cartView struct {
	Lines    []lineView `json:"lines"`
	Subtotal string     `json:"subtotal,omitempty"`
	Off      []string   `json:"discounts,omitempty"`
	Codes    []string   `json:"codes,omitempty"`
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

// shownCart is what any act comes to that returns a cart.
func shownCart[A any](s *Session, _ A, c cart.Cart) Result { return s.cart(c) }

func (s *Session) added(_ AddToCart, a Added) Result { return s.cart(a.Cart) }

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
	for _, n := range c.Codes {
		v.Codes = append(v.Codes, n.Code)
	}
	for _, n := range c.Notices {
		v.Notices = append(v.Notices, n.Text)
	}
	return Result{JSON: encode(v), Blocks: []assistant.Block{CartBlock(&c, s.turn.Locale)}}
}

// CartBlock is a cart as the shopper sees it.
func CartBlock(c *cart.Cart, locale string) assistant.CartBlock {
	var lines []string
	for i := range c.Lines {
		lines = append(lines, strconv.Itoa(c.Lines[i].Quantity)+" × "+LineName(&c.Lines[i]))
	}
	text := "Your cart is empty"
	if len(lines) > 0 {
		text = strings.Join(lines, ", ") + ": " + c.Subtotal.Format(locale)
	}
	return assistant.CartBlock{Text: text, Cart: *c}
}

// LineName calls a line of a cart: "Beck Rain Jacket (Blue, M)".
func LineName(line *cart.Line) string {
	text := prose.Title(line.Title)
	var values []string
	for _, name := range slices.Sorted(maps.Keys(line.Options)) {
		values = append(values, line.Options[name])
	}
	if len(values) > 0 {
		text += " (" + strings.Join(values, ", ") + ")"
	}
	return text
}
