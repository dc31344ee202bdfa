package cart

import (
	"slices"
	"strings"
	"time"

	"github.com/aisle-chat/aisle/catalog"
)

// Promotion takes something off a cart: by itself where Code is empty, or when
// the shopper gives the code.
type Promotion struct {
	// ID is unique within the shop.
	ID string `yaml:"id" json:"id"`
	// Title is what the shopper reads: "20 % off blankets".
	Title string `yaml:"title" json:"title"`
	// Code is compared without regard to case and spaces; empty means automatic.
	Code string `yaml:"code" json:"code,omitempty"`
	// Secret codes work and are never told.
	Secret bool `yaml:"secret" json:"secret,omitempty"`
	// Exactly one of Percent (1 to 100), Amount (a decimal in the shop's
	// currency) and FreeShipping says what it takes off. FreeShipping pays for
	// the cheapest method of the zone.
	Percent      int    `yaml:"percent" json:"percent,omitempty"`
	Amount       string `yaml:"amount" json:"amount,omitempty"`
	FreeShipping bool   `yaml:"free_shipping" json:"free_shipping,omitempty"`
	// Categories and Tags bound what it applies to, any of them; none means
	// everything.
	Categories []string `yaml:"categories" json:"categories,omitempty"`
	Tags       []string `yaml:"tags" json:"tags,omitempty"`
	// Minimum is the least sum of the lines that it applies to, a decimal;
	// empty means none. It counts before discounts.
	Minimum string `yaml:"minimum" json:"minimum,omitempty"`
	// Starts and Ends bound when it runs: from Starts on, and before Ends.
	// Zero means open.
	Starts time.Time `yaml:"-" json:"starts,omitzero"`
	Ends   time.Time `yaml:"-" json:"ends,omitzero"`
	// Limit is how many orders may use it in all, LimitEach how many of one
	// customer or e-mail address; 0 means no limit. Canceled orders do not
	// count.
	Limit     int `yaml:"limit" json:"limit,omitempty"`
	LimitEach int `yaml:"limit_each" json:"limit_each,omitempty"`
	// Alone means that it goes with no other promotion; the better for the
	// shopper is taken.
	Alone bool `yaml:"alone" json:"alone,omitempty"`
}

// Runs reports whether p runs at this time.
func (p *Promotion) Runs(now time.Time) bool {
	return !now.Before(p.Starts) && (p.Ends.IsZero() || now.Before(p.Ends))
}

// Discount is what one promotion takes off a cart or an order.
type Discount struct {
	Promotion string `json:"promotion"` // its id
	Title     string `json:"title"`
	Code      string `json:"code,omitempty"`
	// Amount is positive; zero for free shipping, which shows in the shipping.
	Amount       catalog.Money `json:"amount"`
	FreeShipping bool          `json:"free_shipping,omitempty"`
	// Ends is when the promotion ends; zero means open.
	Ends time.Time `json:"ends,omitzero"`
}

// Usage is how often a promotion has been used: by how many orders that are not
// canceled, and by how many of them of one customer or e-mail address.
type Usage struct{ All, Each int }

// PromoCode writes a code as it is kept and compared: capitals, without spaces.
func PromoCode(code string) string { return strings.ToUpper(strings.Join(strings.Fields(code), "")) }

// appliesTo reports whether the promotion applies to a product.
func (p *Promotion) appliesTo(product *catalog.Product) bool {
	if len(p.Categories) == 0 && len(p.Tags) == 0 {
		return true
	}
	return slices.ContainsFunc(p.Categories, func(path string) bool { return below(product.Category, path) > 0 }) ||
		slices.ContainsFunc(p.Tags, func(tag string) bool { return hasTag(product.Tags, tag) })
}

func hasTag(tags []string, tag string) bool {
	return slices.ContainsFunc(tags, func(t string) bool { return strings.EqualFold(strings.TrimSpace(t), strings.TrimSpace(tag)) })
}
