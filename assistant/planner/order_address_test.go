package planner

import (
	"testing"

	"github.com/aisle-chat/aisle/cart"
)

func TestAddressIn(t *testing.T) {
	for _, c := range []struct {
		text string
		want cart.Address
	}{
		{"Theo Park, 5 Elm Street, Troy, NY 12180", cart.Address{Name: "Theo Park", Line1: "5 Elm Street", City: "Troy", Region: "NY", Postal: "12180"}},
		{"ok then send it to my sister at 5 Elm Street, Troy NY 12180", cart.Address{Line1: "5 Elm Street", City: "Troy", Region: "NY", Postal: "12180"}},
		{"please send it to Ana Vega at 12b Old Mill Rd., Apt 4, St. Paul, mn 55102-1234", cart.Address{Name: "Ana Vega", Line1: "12b Old Mill Rd.", Line2: "Apt 4", City: "St. Paul", Region: "MN", Postal: "55102-1234"}},
		{"change the address to 77 Ridge Avenue, Asheville, North Carolina 28801", cart.Address{Line1: "77 Ridge Avenue", City: "Asheville", Region: "North Carolina", Postal: "28801"}},
		{"Theo Park\n5 Elm Street\nTroy, NY 12180", cart.Address{Name: "Theo Park", Line1: "5 Elm Street", City: "Troy", Region: "NY", Postal: "12180"}},
		{"PO Box 12, Barre, VT 05641", cart.Address{Line1: "PO Box 12", City: "Barre", Region: "VT", Postal: "05641"}},
		{"8 Rue Sainte, Montreal, QC h2x 1y4, Canada", cart.Address{Line1: "8 Rue Sainte", City: "Montreal", Region: "QC", Postal: "H2X 1Y4", Country: "CA"}},
		{"the new street is 9 Larch Court in Albany", cart.Address{Line1: "9 Larch Court", City: "Albany"}},
	} {
		if got, ok := addressIn(c.text); !ok || got != c.want {
			t.Errorf("%q gives %+v (%v), want %+v", c.text, got, ok, c.want)
		}
	}
	for _, text := range []string{"where is order 1003", "2 mugs", "LH 1003, priya.nair@example.com", "i have waited 12 days", "boots in size 10 under 100", "its 5 days late, please send it"} {
		if got, ok := addressIn(text); ok {
			t.Errorf("%q gives %+v", text, got)
		}
	}
}
