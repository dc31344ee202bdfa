package cart_test

import (
	"strings"
	"testing"

	"github.com/aisle-chat/aisle/cart"
)

func TestMaskCards(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"twice 166.00 on my visa, 4111 1111 1111 1111", "twice 166.00 on my visa, •••• 1111"},
		{"4111111111111111", "•••• 1111"},
		{"4111-1111-1111-1111!", "•••• 1111!"},
		{"4111.1111.1111.1111 exp 12/27 cvv 123", "•••• 1111 exp 12/27 cvv •••"},
		{"paid 166 4111 1111 1111 1111 12 27", "paid 166 •••• 1111 12 27"},
		{"amex 3782 822463 10005", "amex •••• 0005"},
		{"4111 1111 1111 1111", "•••• 1111"},
		{"4111 - 1111 - 1111 - 1111", "•••• 1111"},
		{"4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1", "•••• 1111"},
		{"4111\n1111\n1111\n1111", "•••• 1111"},
		{"５５５５ ５５５５ ５５５５ ４４４４", "•••• 4444"},
		{"٤١١١١١١١١١١١١١١١", "•••• 1111"},
		{"one 5555555555554444 and 4012888888881881.", "one •••• 4444 and •••• 1881."},
		{"security code is 1234", "security code is •••"},
		// None of these is a card.
		{"order LH-1001, 2 x 49.00 = 98.00", "order LH-1001, 2 x 49.00 = 98.00"},
		{"4111 1111 1111 1112", "4111 1111 1111 1112"},
		{"call +41 111 111 111 111 11", "call +41 111 111 111 111 11"},
		{"tracking 9400 1000 0000 0000 0000 00", "tracking 9400 1000 0000 0000 0000 00"},
		{"PP4111111111111111", "PP4111111111111111"},
		{"41111111111111111111111", "41111111111111111111111"},
		{"", ""},
	} {
		if got := cart.MaskCards(c.text); got != c.want {
			t.Errorf("%q gives %q, want %q", c.text, got, c.want)
		}
		if cart.HasMasked(c.text) || cart.HasMasked(c.want) != (c.want != c.text) {
			t.Errorf("%q: is cut %t, %q: is cut %t", c.text, cart.HasMasked(c.text), c.want, cart.HasMasked(c.want))
		}
	}
}

func FuzzMaskCards(f *testing.F) {
	f.Add("4111 1111 1111 1111 12 27 5555555555554444")
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.ToValidUTF8(text, "")
		masked := cart.MaskCards(text)
		if again := cart.MaskCards(masked); again != masked {
			t.Errorf("%q, then %q, then %q", text, masked, again)
		}
	})
}
