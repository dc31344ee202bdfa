package cart

import "time"

// Shipping is how and where a shop sends, as shipping.yaml has it: the only
// source of costs and delivery times. Days are working days: neither Saturday,
// Sunday nor a holiday.
type Shipping struct {
	// Currency is the ISO 4217 code of the amounts here, in the policies and in
	// the promotions: the one that the shop sells in. Empty means
	// DefaultCurrency.
	Currency string `yaml:"currency" json:"currency"`
	// TimeZone is that of the warehouse, an IANA name such as "America/New_York";
	// empty means UTC. Cut-offs are in it.
	TimeZone string `yaml:"time_zone" json:"time_zone"`
	// CutOff is until when an order leaves on its handling schedule the same
	// day: "14:00". Later ones count from the next working day.
	CutOff string `yaml:"cut_off" json:"cut_off"`
	// Handling is how many working days packing takes; 0 means the same day.
	Handling int `yaml:"handling_days" json:"handling_days"`
	// Holidays are days on which nobody packs and nothing is delivered, as
	// 2026-12-25.
	Holidays []Day `yaml:"holidays" json:"holidays"`
	// Zones are where the shop sends, in order; a country that is in none is
	// not sent to.
	Zones []Zone `yaml:"zones" json:"zones"`
	// Elsewhere is what is said of other countries, a sentence.
	Elsewhere string `yaml:"elsewhere" json:"elsewhere"`
}

// Zone is a group of countries with the same methods.
type Zone struct {
	ID   string `yaml:"id" json:"id"`
	Name string `yaml:"name" json:"name"` // "the United States"
	// Countries are ISO 3166-1 alpha-2 codes.
	Countries []string `yaml:"countries" json:"countries"`
	// Duties is what is said about duties and taxes at the border, a phrase;
	// empty says nothing.
	Duties  string   `yaml:"duties" json:"duties"`
	Methods []Method `yaml:"methods" json:"methods"`
}

// Method is one way of sending.
type Method struct {
	// ID is unique within the file.
	ID   string `yaml:"id" json:"id"`
	Name string `yaml:"name" json:"name"` // "Standard"
	// Cost is a decimal in the shop's currency such as "5.90"; "0" is free.
	Cost string `yaml:"cost" json:"cost"`
	// FreeFrom is the subtotal, after discounts, from which it is free; empty
	// means never.
	FreeFrom string `yaml:"free_from" json:"free_from"`
	// MinDays and MaxDays are the transit in working days.
	MinDays int `yaml:"min_days" json:"min_days"`
	MaxDays int `yaml:"max_days" json:"max_days"`
	// Carrier is a name for the shopper; empty says nothing.
	Carrier string `yaml:"carrier" json:"carrier"`
}

// Day is a calendar day such as "2026-12-25".
type Day string

// Time returns the day's midnight in UTC; zero when d is no day.
func (d Day) Time() time.Time {
	t, err := time.Parse(time.DateOnly, string(d))
	if err != nil {
		return time.Time{}
	}
	return t
}
