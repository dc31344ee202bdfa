package main

import (
	"strings"

	"github.com/aisle-chat/aisle/cart"
)

// cartPage is the cart in words, with what just happened.
type cartPage struct {
	cartValues
	// Added is the title of what was just put in.
	Added string
	// TakesCodes is true where the shop has promotions; Code is what stands in
	// the field for a code.
	TakesCodes bool
	Code       string
	// Guest is true for a guest who could sign in.
	Guest bool
}

// cartValues are the words of the cart page, for its template and its script.
type cartValues struct {
	Count int          `json:"count"`
	Lines []lineValues `json:"lines"`
	// Rows are the sums, from the subtotal to the total.
	Rows []sumValues `json:"rows"`
	// Codes are those that the shopper gave.
	Codes []codeValues `json:"codes"`
	// Delivery says how much is missing until the shipping is free, or that it
	// is; Percent is how far it is, 0 where there is nothing to show.
	Delivery string `json:"delivery"`
	Percent  int64  `json:"percent"`
	// Refusal is why something was not done; Changed is true where something is
	// different from when it was put in.
	Refusal string `json:"refusal,omitempty"`
	Changed bool   `json:"changed,omitempty"`
}

type lineValues struct {
	ID       string `json:"id"`
	Title    string `json:"title"`
	URL      string `json:"url"`
	Image    string `json:"image"`
	Options  string `json:"options"`
	Unit     string `json:"unit"`
	Total    string `json:"total"`
	Note     string `json:"note"`
	Quantity int    `json:"quantity"`
	Max      int    `json:"max"`
}

// sumValues is one row of the sums.
type sumValues struct {
	Label string `json:"label"`
	Value string `json:"value"`
	// Kind is "subtotal", "discount", "shipping" or "total".
	Kind string `json:"kind"`
}

type codeValues struct {
	Code  string `json:"code"`
	Title string `json:"title"`
	Why   string `json:"why"`
}

// cartPage puts a cart into words.
func (s *site) cartPage(c cart.Cart) cartPage {
	v := cartValues{
		Count: c.Count, Lines: []lineValues{}, Codes: []codeValues{}, Changed: len(c.Notices) > 0, Rows: s.sums(c),
	}
	for _, l := range c.Lines {
		v.Lines = append(v.Lines, lineOf(c, l))
	}
	for _, code := range c.Codes {
		v.Codes = append(v.Codes, codeValues{code.Code, code.Title, code.Why})
	}
	v.Delivery, v.Percent = deliveryWords(c)
	return cartPage{cartValues: v, TakesCodes: len(s.terms.Promotions) > 0}
}

// sums are the rows from the subtotal to the total.
func (s *site) sums(c cart.Cart) []sumValues {
	rows := []sumValues{{"Subtotal", price(c.Subtotal), "subtotal"}}
	for _, d := range c.Discounts {
		row := sumValues{d.Title, "−" + d.Amount.Format(locale), "discount"}
		if d.FreeShipping && d.Amount.Amount == 0 {
			row.Value = "free shipping"
		}
		if d.Code != "" {
			row.Label += " (" + d.Code + ")"
		}
		if !d.Ends.IsZero() {
			row.Label += ", until " + s.lastDay(d.Ends)
		}
		rows = append(rows, row)
	}
	shipping, total := sumValues{"Shipping", "at the checkout", "shipping"}, sumValues{"Total before shipping", price(c.Total), "total"}
	if d := c.Delivery; d != nil {
		shipping.Value = "from " + d.From.Format(locale)
		if d.From.Amount == 0 {
			shipping.Value, total.Label = "free", "Total"
		}
	}
	return append(rows, shipping, total)
}

// deliveryWords say how far it is to free shipping, in words and in percent.
func deliveryWords(c cart.Cart) (string, int64) {
	d := c.Delivery
	if d == nil || d.FreeFrom.Amount <= 0 || c.Count == 0 {
		return "", 0
	}
	if d.Left.Amount <= 0 {
		return "The shipping is free for this cart.", 100
	}
	return d.Left.Format(locale) + " more, and the shipping is free.", max(1, 100-d.Left.Amount*100/d.FreeFrom.Amount)
}

// Blank, BlankRow and BlankCode are empty pieces, for the script to copy.
func (p cartPage) Blank() lineValues { return lineValues{} }

// BlankRow is an empty row of the sums.
func (p cartPage) BlankRow() sumValues { return sumValues{} }

// BlankCode is an empty code.
func (p cartPage) BlankCode() codeValues { return codeValues{} }

func lineOf(c cart.Cart, l cart.Line) lineValues {
	v := lineValues{
		ID: l.ID, Title: l.Title, URL: l.URL, Image: l.Image, Options: optionWords(l.Options),
		Unit: price(l.Unit), Total: price(l.Total), Quantity: l.Quantity, Max: max(l.Max, l.Quantity),
	}
	if v.Image == "" {
		v.Image = placeholderURL(l.ProductID)
	}
	if v.URL == "" {
		v.URL = productPath(l.ProductID)
	}
	for _, n := range c.Notices {
		if n.Line == l.ID {
			v.Note = strings.TrimSpace(v.Note + " " + n.Text)
		}
	}
	if l.Unavailable && v.Note == "" {
		v.Note = "This cannot be bought any more. It is not part of the total."
	}
	if l.Unavailable {
		v.Unit, v.Total = "", "" // it counts for nothing
	}
	return v
}
