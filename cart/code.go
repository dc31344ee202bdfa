package cart

import (
	"context"
	"slices"
)

// maxCode bounds a code, in bytes, so that what is no code is not kept.
const maxCode = 60

// Promotions implements [Promoter].
func (c *carts) Promotions() []Promotion { return slices.Clone(c.promotions) }

// UsedUp implements [UseCounter].
func (c *carts) UsedUp(ctx context.Context) ([]string, error) {
	var limited []string
	for _, p := range c.promotions {
		if p.Limit > 0 {
			limited = append(limited, p.ID)
		}
	}
	if c.orders == nil || len(limited) == 0 {
		return nil, nil
	}
	used, err := c.orders.PromotionUses(ctx, c.shop, Uses{Promotions: limited})
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(limited, func(id string) bool {
		return !slices.ContainsFunc(c.promotions, func(p Promotion) bool { return p.ID == id && used[id].All >= p.Limit })
	}), nil
}

// ApplyCode implements [Coder].
func (c *carts) ApplyCode(ctx context.Context, cartID, key, code string) (Cart, error) {
	if err := checkIDs(cartID, key); err != nil {
		return Cart{}, err
	}
	code = PromoCode(code)
	if code == "" || len(code) > maxCode {
		return Cart{}, &Error{Code: CodePromoUnknown, Message: "That is no code. Please check the spelling."}
	}
	contents, err := c.store.Contents(ctx, c.shop, cartID)
	if err != nil {
		return Cart{}, err
	}
	by, err := c.prices(ctx, contents)
	if err != nil {
		return Cart{}, err
	}
	refusal := by.refuseCode(cartID, contents, code)
	return c.update(ctx, request{Do: "code", Code: code}, Update{
		CartID: cartID, Key: key,
		Change: func(to, _ *Contents) error {
			switch {
			case slices.Contains(to.Codes, code):
				return nil
			case refusal != nil:
				return refusal
			case len(to.Codes) >= MaxCodes:
				return promoTooMany()
			}
			to.Codes = append(to.Codes, code)
			return nil
		},
	})
}

// RemoveCode implements [Coder].
func (c *carts) RemoveCode(ctx context.Context, cartID, key, code string) (Cart, error) {
	if err := checkIDs(cartID, key); err != nil {
		return Cart{}, err
	}
	code = PromoCode(code)
	return c.update(ctx, request{Do: "uncode", Code: code}, Update{
		CartID: cartID, Key: key,
		Change: func(to, _ *Contents) error {
			to.Codes = withoutText(to.Codes, code)
			return nil
		},
	})
}

// refuseCode says why a cart cannot have a code; nil means that it can. A code
// that only waits for its minimum is no reason, and neither is a better
// promotion: the cart says of both what stands against them.
func (by Prices) refuseCode(cartID string, contents Contents, code string) error {
	i := slices.IndexFunc(by.Promotions, func(p Promotion) bool { return p.Code != "" && PromoCode(p.Code) == code })
	if i < 0 {
		return promoUnknown(code)
	}
	priced := Price(cartID, contents, by)
	if one := by.candidate(&priced, &by.Promotions[i]); one.refusal != nil && !one.short {
		return one.refusal
	}
	return nil
}

// withoutText returns texts without those that equal text.
func withoutText(texts []string, text string) []string {
	return slices.DeleteFunc(texts, func(other string) bool { return other == text })
}
