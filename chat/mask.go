package chat

import (
	"maps"

	"github.com/aisle-chat/aisle/cart"
)

// orderNumber is the field of a form whose value is looked up as it stands: an
// order's number may look like a card's.
const orderNumber = "number"

// masked is a message as it is kept: without the number of a payment card, which
// has no business in a log that people read, but for its last four digits. What
// was never stored cannot be read, mailed or lost.
func masked(s Send) Send {
	s.Text = cart.MaskCards(s.Text)
	if s.Form == nil {
		return s
	}
	form := *s.Form
	form.Values = maps.Clone(form.Values)
	for name, value := range form.Values {
		if name != orderNumber {
			form.Values[name] = cart.MaskCards(value)
		}
	}
	s.Form = &form
	return s
}
