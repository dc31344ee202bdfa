package catalog

// Money is an amount in the minor unit of its currency: {5200, "USD"} is 52
// dollars, {5200, "JPY"} is 5,200 yen. The zero Money means "no price".
type Money struct {
	Amount int64 `json:"amount"`
	// Currency is an ISO 4217 code in capitals.
	Currency string `json:"currency"`
}

// IsZero reports whether m is no price at all.
func (m Money) IsZero() bool { return m == Money{} }
