package cart

import (
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/aisle-chat/aisle/catalog"
)

// MaxUnit is the highest unit price, in minor units, that a cart works with.
// Together with [MaxLines] and [MaxQuantity] it keeps every total below 2^53:
// it cannot overflow here and is exact in a browser.
const MaxUnit = 400_000_000_000

// The codes of a [Notice].
const (
	NoticePriceChanged = "price_changed"
	NoticeStockReduced = "stock_reduced"
	NoticeSoldOut      = "sold_out"
	NoticeGone         = "gone"
)

// Prices is what [Price] prices by, a frozen value.
type Prices struct {
	// Products are what the catalogue says now, by id; one that is missing is
	// gone.
	Products map[string]catalog.Product
	// Currency is the one that the shop sells in.
	Currency string
	// Promotions are all that the shop has, Used how often they have been used,
	// by their ids. Both may be nil.
	Promotions []Promotion
	Used       map[string]Usage
	// Shipping is for Cart.Delivery and for the worth of free shipping; nil
	// says nothing. Its time zone is the one in which promotions begin and end.
	Shipping *Shipping
	// Now is the time for promotions.
	Now time.Time
}

// Price makes the cart id out of what is in it and of what holds now: the one
// place where a cart is priced. It changes nothing that it is given and depends
// on nothing else.
//
// A line never shows more than can be bought: where the stock has fallen below
// the quantity, the line holds what is left and a notice says so. What cannot
// be bought at all stays as an unavailable line.
//
// Promotions take off percentages first, then amounts, in the order of the
// shop's list, each from what the ones before have left of the lines that it
// applies to. A percentage of their sum is rounded half up to the minor unit;
// what is taken off is then spread over the lines in proportion to their
// prices, where the units that are left over by rounding down go to the lines
// with the largest fractions, the first of equals first. Nothing falls below
// zero. A promotion that stands alone is compared with all others together, and
// the shopper gets what saves more.
func Price(id string, contents Contents, by Prices) Cart {
	c := Cart{ID: id, Version: contents.Version, Currency: by.Currency, Lines: []Line{}}
	c.Subtotal.Currency = by.Currency
	for _, entry := range contents.Entries {
		product, known := by.Products[entry.ProductID]
		var line Line
		var notices []Notice
		if known {
			line, notices = priceLine(entry, &product, by.Currency)
		} else {
			line, notices = goneLine(entry, by.Currency)
		}
		c.Lines = append(c.Lines, line)
		c.Notices = append(c.Notices, notices...)
		if !line.Unavailable {
			c.Count += line.Quantity
			c.Subtotal.Amount += line.Total.Amount
		}
	}
	c.Total = c.Subtotal
	discount(&c, contents.Codes, by)
	c.Delivery = deliveryNote(&c, by.Shipping)
	return c
}

// deliveryNote says what sending the cart to the shop's first zone costs at
// least; nil where that is not known.
func deliveryNote(c *Cart, s *Shipping) *DeliveryNote {
	if s == nil || len(s.Zones) == 0 || c.Currency == "" {
		return nil
	}
	z := &s.Zones[0]
	cheapest := z.Cheapest(c.Total)
	if cheapest == nil {
		return nil
	}
	note := &DeliveryNote{From: z.price(cheapest, c.Total, c.freeShipping())}
	for i := range z.Methods {
		if from, ok := z.Methods[i].Free(c.Currency); ok && (note.FreeFrom.IsZero() || from.Amount < note.FreeFrom.Amount) {
			note.FreeFrom = from
		}
	}
	if left := note.FreeFrom.Amount - c.Total.Amount; left > 0 && note.From.Amount > 0 {
		note.Left = catalog.Money{Amount: left, Currency: c.Currency}
	}
	return note
}

// freeShipping reports whether a promotion pays for the shipping.
func (c *Cart) freeShipping() bool {
	return slices.ContainsFunc(c.Discounts, func(d Discount) bool { return d.FreeShipping })
}

// priceLine makes the line of a product that the catalogue has.
func priceLine(entry Entry, product *catalog.Product, currency string) (Line, []Notice) {
	selection, ok := entry.selection(product)
	if !ok {
		return goneLine(entry, currency)
	}
	name := choiceName(product, selection.Options)
	line := Line{
		ID: entry.LineID(), ProductID: entry.ProductID, VariantID: entry.VariantID,
		Options: selection.Options, Title: product.Title, URL: product.URL, Quantity: entry.Quantity,
		Unit: selection.Price, CompareAt: selection.CompareAt, Max: selection.Max(),
		FinalSale: FinalSale(product),
	}
	switch {
	case selection.Variant != nil && selection.Variant.Image != "":
		line.Image = selection.Variant.Image
	case len(product.Images) > 0:
		line.Image = product.Images[0]
	}
	line.ImageSizes = product.Sizes(line.Image)
	if refusal := refuse(product, selection, currency); refusal != nil {
		line.Unavailable, line.Max = true, 0
		line.Total.Currency = currency
		if refusal.Code == CodeSoldOut {
			return line, []Notice{{NoticeSoldOut, line.ID, name + " is sold out."}}
		}
		line.Unit, line.CompareAt = catalog.Money{}, catalog.Money{}
		return line, []Notice{{NoticeGone, line.ID, name + " cannot be bought here any more."}}
	}
	var notices []Notice
	if line.Quantity > line.Max {
		line.Quantity = line.Max
		notices = append(notices, Notice{NoticeStockReduced, line.ID, onlyLeft(line.Max, name) + " Your cart has been adjusted."})
	}
	if entry.Seen != selection.Price {
		notices = append(notices, Notice{NoticePriceChanged, line.ID, priceChanged(name, entry.Seen, selection.Price)})
	}
	line.Total = catalog.Money{Amount: selection.Price.Amount * int64(line.Quantity), Currency: currency}
	return line, notices
}

// FinalSale reports whether a product is sold without a right to return it: it
// has TagFinalSale, in whatever case, with a hyphen or a space.
func FinalSale(product *catalog.Product) bool {
	return slices.ContainsFunc(product.Tags, func(tag string) bool {
		return strings.EqualFold(strings.Join(strings.Fields(tag), "-"), TagFinalSale)
	})
}

// goneLine makes the line of something that the catalogue has no more.
func goneLine(entry Entry, currency string) (Line, []Notice) {
	line := Line{
		ID: entry.LineID(), ProductID: entry.ProductID, VariantID: entry.VariantID,
		Options: maps.Clone(entry.Options), Title: entry.Name, Quantity: entry.Quantity,
		Total: catalog.Money{Currency: currency}, Unavailable: true,
	}
	return line, []Notice{{NoticeGone, line.ID, entry.Name + " is not sold any more."}}
}

// selection returns what the entry singles out of product now; ok is false when
// that is not made any more.
func (e Entry) selection(product *catalog.Product) (s catalog.Selection, ok bool) {
	if e.VariantID == "" {
		s = product.Select(e.Options)
		return s, s.Complete() && s.Variant == nil
	}
	if s, ok = product.SelectVariant(e.VariantID); !ok {
		return s, false
	}
	if chosen, _ := extras(product, e.Options); len(chosen) < len(e.Options) {
		return s, false
	}
	s.Options = withOptions(s.Options, e.Options)
	return s, true
}

// extras reads options against the axes of product, whatever its variants are:
// chosen are the values of those axes that really offer a choice, spelled as
// product spells them, and unknown the values that it is not made in.
func extras(product *catalog.Product, options map[string]string) (chosen map[string]string, unknown []string) {
	bare := catalog.Product{Options: product.Options}
	selection := bare.Select(options)
	for _, option := range product.Options {
		named := false
		for name := range options {
			named = named || strings.EqualFold(name, option.Name)
		}
		if !named || len(option.Values) < 2 {
			delete(selection.Options, option.Name)
		}
	}
	return selection.Options, selection.Unknown
}

// withOptions returns base with the names of more that it lacks.
func withOptions(base, more map[string]string) map[string]string {
	all := maps.Clone(more)
	if all == nil {
		all = map[string]string{}
	}
	maps.Copy(all, base)
	return all
}

// refuse says why the selection cannot be bought; nil means that it can.
func refuse(product *catalog.Product, s catalog.Selection, currency string) *Error {
	name := choiceName(product, s.Options)
	switch {
	case s.Price.IsZero() || s.Price.Amount < 0 || s.Price.Amount > MaxUnit:
		return &Error{Code: CodePriceOnAsking, Message: "The price of " + name + " is on request, so it cannot be put in the cart."}
	case s.Price.Currency != currency:
		return &Error{Code: CodeCurrency, Message: name + " is priced in " + s.Price.Currency + ", and this shop sells in " + currency + "."}
	case s.Max() == 0:
		return &Error{Code: CodeSoldOut, Message: name + " is sold out."}
	}
	return nil
}
