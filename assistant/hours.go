package assistant

import "github.com/aisle-chat/aisle/cart"

// Hours say when a person of the shop answers, as hours.yaml has it. The zero
// value promises no time.
type Hours struct {
	// TimeZone is an IANA name such as "America/New_York"; empty means UTC.
	TimeZone string `yaml:"time_zone" json:"time_zone"`
	// Week are the openings of a normal week.
	Week []Opening `yaml:"week" json:"week"`
	// Holidays are days with other hours.
	Holidays []Holiday `yaml:"holidays" json:"holidays"`
}

// Opening is a span of time on some days of the week. A span does not cross
// midnight.
type Opening struct {
	// Days are "mon" to "sun", and "mon-fri" for a range.
	Days []string `yaml:"days" json:"days"`
	// From and To are clock times such as "09:00"; To is the first minute that
	// is closed, and "24:00" the end of the day.
	From string `yaml:"from" json:"from"`
	To   string `yaml:"to" json:"to"`
}

// Holiday is a day on which the normal week does not hold.
type Holiday struct {
	Day  cart.Day `yaml:"day" json:"day"`
	Name string   `yaml:"name" json:"name"`
	// From and To as in Opening; both empty means closed all day.
	From string `yaml:"from" json:"from"`
	To   string `yaml:"to" json:"to"`
}
