package cart

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/aisle-chat/aisle/catalog"
)

// offer is what the catalogue says of one choice, frozen for one write.
type offer struct {
	product   *catalog.Product
	selection catalog.Selection
}

func (o offer) name() string { return choiceName(o.product, o.selection.Options) }

// choose finds what item means in the catalogue, or refuses with an *Error.
func (c *carts) choose(ctx context.Context, item Item) (Entry, offer, error) {
	if item.Quantity < 1 || item.Quantity > MaxQuantity {
		return Entry{}, offer{}, wrongQuantity(1)
	}
	product, err := c.product(ctx, item.ProductID)
	if err != nil {
		return Entry{}, offer{}, err
	}
	selection, err := pick(product, item)
	if err != nil {
		return Entry{}, offer{}, err
	}
	entry := Entry{ProductID: product.ID, Quantity: item.Quantity}
	entry.Options = maps.Clone(selection.Options)
	if selection.Variant != nil {
		entry.VariantID = selection.Variant.ID
		maps.DeleteFunc(entry.Options, func(name, _ string) bool {
			_, settled := selection.Variant.Options[name]
			return settled
		})
	}
	return entry, offer{product, selection}, nil
}

// offer finds what an entry of a cart is in the catalogue now, or refuses with
// an *Error.
func (c *carts) offer(ctx context.Context, entry Entry) (offer, error) {
	gone := &Error{Code: CodeNotFound, Message: entry.Name + " is not sold any more. You can remove it from your cart."}
	product, err := c.product(ctx, entry.ProductID)
	if refusal, failure := asRefusal(err); failure != nil {
		return offer{}, failure
	} else if refusal != nil {
		return offer{}, gone
	}
	selection, ok := entry.selection(product)
	if !ok {
		return offer{}, gone
	}
	return offer{product, selection}, nil
}

func (c *carts) product(ctx context.Context, id string) (*catalog.Product, error) {
	product, err := c.catalog.Product(ctx, id)
	if errors.Is(err, catalog.ErrNotFound) {
		return nil, &Error{Code: CodeNotFound, Message: "This product is not in the shop any more."}
	}
	if err != nil {
		return nil, fmt.Errorf("cart: looking up product %q: %w", id, err)
	}
	return &product, nil
}

// pick finds the one choice of product that item singles out. The options of
// the selection hold what the variant settles and what was chosen beside it.
func pick(product *catalog.Product, item Item) (catalog.Selection, error) {
	notMade := func(options map[string]string) error {
		return &Error{Code: CodeNotMade, Message: choiceName(product, options) + " is not made. Please choose something else."}
	}
	if item.VariantID != "" {
		selection, ok := product.SelectVariant(item.VariantID)
		if !ok {
			return selection, &Error{Code: CodeNotFound, Message: "This version of " + product.Title + " is not in the shop any more."}
		}
		chosen, unknown := extras(product, item.Options)
		if len(unknown) > 0 {
			return selection, notMadeIn(product, unknown)
		}
		for name, value := range chosen {
			if own, says := selection.Options[name]; says && own != value {
				return selection, notMade(chosen)
			}
		}
		selection.Options = withOptions(selection.Options, chosen)
		return selection, nil
	}
	selection := product.Select(item.Options)
	switch {
	case len(selection.Unknown) > 0:
		return selection, notMadeIn(product, selection.Unknown)
	case len(selection.Missing) > 0:
		return selection, &Error{Code: CodeChoose, Message: choose(product, selection.Missing), Missing: selection.Missing}
	case selection.NotMade:
		return selection, notMade(selection.Options)
	}
	chosen, _ := extras(product, item.Options)
	selection.Options = withOptions(selection.Options, chosen)
	return selection, nil
}

// add puts entry into to, on top of what is there of the same choice.
func add(to *Contents, entry Entry, o offer, currency string) error {
	if refusal := refuse(o.product, o.selection, currency); refusal != nil {
		return refusal
	}
	limit, have := o.selection.Max(), 0
	held := to.Find(entry.LineID())
	if held != nil {
		have = min(held.Quantity, limit)
	}
	if have+entry.Quantity > limit {
		return tooMany(o.name(), o.selection.Stock, limit, have)
	}
	if held == nil {
		if len(to.Entries) >= MaxLines {
			return errFull()
		}
		to.Entries = append(to.Entries, entry)
		held = &to.Entries[len(to.Entries)-1]
	}
	held.write(have+entry.Quantity, o)
	return nil
}

// set gives the line its quantity; 0 takes it out.
func set(to *Contents, lineID string, quantity int, o offer, currency string) error {
	held := to.Find(lineID)
	if held == nil {
		return errNoLine()
	}
	if quantity == 0 {
		to.Remove(lineID)
		return nil
	}
	if refusal := refuse(o.product, o.selection, currency); refusal != nil {
		return refusal
	}
	if limit := o.selection.Max(); quantity > limit {
		refusal := tooMany(o.name(), o.selection.Stock, limit, 0)
		refusal.Available = max(0, limit-held.Quantity)
		return refusal
	}
	held.write(quantity, o)
	return nil
}

// merge moves the entries of from into to. What cannot be bought any more moves
// too, so that the shopper is told.
func merge(to, from *Contents, offers map[string]offer) error {
	for _, entry := range from.Entries {
		lineID := entry.LineID()
		limit := MaxQuantity
		if o, ok := offers[lineID]; ok && o.selection.Max() > 0 {
			limit = o.selection.Max()
		}
		if held := to.Find(lineID); held != nil {
			held.Quantity = min(held.Quantity+entry.Quantity, limit)
			continue
		}
		if len(to.Entries) >= MaxLines {
			return errFull()
		}
		entry.Quantity = min(entry.Quantity, limit)
		to.Entries = append(to.Entries, entry)
	}
	for _, code := range from.Codes {
		if !slices.Contains(to.Codes, code) && len(to.Codes) < MaxCodes {
			to.Codes = append(to.Codes, code)
		}
	}
	from.Entries, from.Codes = nil, nil
	return nil
}

// write records what the shopper agreed to.
func (e *Entry) write(quantity int, o offer) {
	e.Quantity, e.Seen, e.Name = quantity, o.selection.Price, o.name()
}

func notMadeIn(product *catalog.Product, values []string) *Error {
	return &Error{Code: CodeNotMade, Message: product.Title + " is not made in " + joinAnd(values) + "."}
}

func errNoLine() *Error {
	return &Error{Code: CodeNotFound, Message: "This line is not in your cart any more."}
}

func errFull() *Error {
	return &Error{Code: CodeFull, Message: fmt.Sprintf("Your cart has %d different things in it, which is as many as it can hold.", MaxLines)}
}
