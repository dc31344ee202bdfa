package cart

// Policies are the shop's rules about orders, as policies.yaml has them: the
// only source of every number and condition that anything says about returns,
// exchanges, refunds and problems. Days are calendar days unless a field says
// working days. The zero value of a part means that the shop says nothing about
// it, and then nothing is promised.
//
// A window of days begins on the calendar day of delivery, in TimeZone, and its
// last day counts whole: of something delivered on March 1, however late in the
// evening, a return within 30 days can be asked for until midnight at the end of
// March 31. The methods of Policies are pure functions of an order, the
// policies and a time.
type Policies struct {
	// TimeZone is where days begin and end, an IANA name such as
	// "America/New_York"; empty means UTC.
	TimeZone    string           `yaml:"time_zone" json:"time_zone"`
	Returns     ReturnPolicy     `yaml:"returns" json:"returns"`
	Exchange    ExchangePolicy   `yaml:"exchange" json:"exchange"`
	Refund      RefundPolicy     `yaml:"refund" json:"refund"`
	Cancel      CutOff           `yaml:"cancel" json:"cancel"`
	Address     CutOff           `yaml:"address" json:"address"`
	Damaged     ReportPolicy     `yaml:"damaged" json:"damaged"`
	WrongItem   ReportPolicy     `yaml:"wrong_item" json:"wrong_item"`
	NotReceived WaitPolicy       `yaml:"not_received" json:"not_received"`
	Late        LatePolicy       `yaml:"late" json:"late"`
	Lost        LatePolicy       `yaml:"lost" json:"lost"`
	Warranty    WarrantyPolicy   `yaml:"warranty" json:"warranty"`
	Gift        GiftReturnPolicy `yaml:"gift" json:"gift"`
}

// ReturnPolicy says what can be sent back for the money.
type ReturnPolicy struct {
	// Window is how many days after delivery a return can be asked for.
	Window int `yaml:"window" json:"window"`
	// Condition is how things must come back, a phrase: "unused, with its
	// labels on".
	Condition string `yaml:"condition" json:"condition"`
	// PaidBy is who pays the parcel back: "shop" or "shopper". Fee is what the
	// shop takes off the refund for it, a decimal in the shop's currency such
	// as "5.90"; empty means nothing.
	PaidBy string `yaml:"paid_by" json:"paid_by"`
	Fee    string `yaml:"fee" json:"fee"`
	// FinalSale is the phrase for what cannot come back because it was sold as
	// final; empty means that there is no such thing.
	FinalSale string `yaml:"final_sale" json:"final_sale"`
	// Categories have rules of their own. The longest path that a product lies
	// below counts.
	Categories []CategoryRule `yaml:"categories" json:"categories"`
}

// CategoryRule is what differs for one category.
type CategoryRule struct {
	// Category is a path such as "Footwear" or "Gifts > Gift cards".
	Category string `yaml:"category" json:"category"`
	// Window replaces the general one; 0 keeps it, a negative one means that
	// nothing of the category can come back, by return or exchange.
	Window int `yaml:"window" json:"window"`
	// Condition replaces the general one; empty keeps it.
	Condition string `yaml:"condition" json:"condition"`
	// Why is a phrase for the shopper: "for reasons of hygiene".
	Why string `yaml:"why" json:"why"`
}

// ExchangePolicy says how a thing is exchanged for another variant.
type ExchangePolicy struct {
	// Window is how many days after delivery; 0 means that of returns, by
	// category as there. What can never come back is not exchanged either.
	Window int `yaml:"window" json:"window"`
	// PaidBy is who pays both ways: "shop" or "shopper".
	PaidBy string `yaml:"paid_by" json:"paid_by"`
	// Ships says when the other one leaves, a phrase: "as soon as your parcel
	// is scanned".
	Ships string `yaml:"ships" json:"ships"`
}

// RefundPolicy says how money goes back.
type RefundPolicy struct {
	// Days are the working days after the goods have come back.
	Days int `yaml:"days" json:"days"`
	// To is where it goes, a phrase: "the way it came".
	To string `yaml:"to" json:"to"`
	// Shipping is true when the outward shipping is refunded too.
	Shipping bool `yaml:"shipping" json:"shipping"`
}

// CutOff says until when something can be changed.
type CutOff struct {
	// Until is the last state in which it can: OrderPlaced or OrderPacked.
	// Empty means never, where any other field says something.
	Until OrderState `yaml:"until" json:"until"`
	// Hours is how many hours after the order was placed; 0 means no limit
	// but the state.
	Hours int `yaml:"hours" json:"hours"`
	// After is what to do once it is too late, a sentence.
	After string `yaml:"after" json:"after"`
}

// ReportPolicy says by when a fault must be reported and what is done.
type ReportPolicy struct {
	// Window is how many days after delivery.
	Window int `yaml:"window" json:"window"`
	// Photo is true when a picture is wanted.
	Photo bool `yaml:"photo" json:"photo"`
	// Remedies are what the shopper may choose: "replacement", "refund".
	Remedies []string `yaml:"remedies" json:"remedies"`
	// Answer is within how many working hours somebody decides.
	Answer int `yaml:"answer_hours" json:"answer_hours"`
	// KeepIt is true when the faulty thing need not be sent back.
	KeepIt bool `yaml:"keep_it" json:"keep_it"`
}

// WaitPolicy is about what is said to be delivered and is not there.
type WaitPolicy struct {
	// Wait is how many days to wait and look first, Window within how many
	// days after the stated delivery it must be reported.
	Wait   int `yaml:"wait" json:"wait"`
	Window int `yaml:"window" json:"window"`
	// Check is what to do meanwhile, a phrase: "look with neighbours and at
	// the back door".
	Check string `yaml:"check" json:"check"`
	// Remedies as in ReportPolicy.
	Remedies []string `yaml:"remedies" json:"remedies"`
}

// LatePolicy is about parcels that are overdue or do not move.
type LatePolicy struct {
	// After is how many whole days must have gone by after the promised day
	// (late), or after the day on which the tracking last changed (lost).
	After int `yaml:"after" json:"after"`
	// Remedies as in ReportPolicy.
	Remedies []string `yaml:"remedies" json:"remedies"`
}

// WarrantyPolicy is about what breaks later.
type WarrantyPolicy struct {
	// Months are counted from delivery.
	Months int `yaml:"months" json:"months"`
	// Covers and Excludes are phrases: "faults in material and making", "wear
	// and accidents".
	Covers   string `yaml:"covers" json:"covers"`
	Excludes string `yaml:"excludes" json:"excludes"`
	// Remedies as in ReportPolicy, in the order in which they are tried.
	Remedies []string `yaml:"remedies" json:"remedies"`
	// Categories have other terms; only Months differ, and 0 is none.
	Categories []WarrantyRule `yaml:"categories" json:"categories"`
}

// WarrantyRule is the warranty of one category.
type WarrantyRule struct {
	Category string `yaml:"category" json:"category"`
	Months   int    `yaml:"months" json:"months"`
}

// GiftReturnPolicy is about returns by whoever was given something.
type GiftReturnPolicy struct {
	// Window is how many days after delivery; 0 means that of returns.
	Window int `yaml:"window" json:"window"`
	// As is what the receiver gets: "store credit".
	As string `yaml:"as" json:"as"`
	// Discreet is true when the giver is not told.
	Discreet bool `yaml:"discreet" json:"discreet"`
}
