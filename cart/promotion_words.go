package cart

import (
	"fmt"
	"time"

	"github.com/aisle-chat/aisle/catalog"
)

// What is said of a code that takes nothing off. An automatic promotion is
// called by its title.

func (p *Promotion) name() string {
	if p.Code == "" {
		return "“" + p.Title + "”"
	}
	return PromoCode(p.Code)
}

func promoUnknown(code string) *Error {
	return &Error{Code: CodePromoUnknown, Message: "There is no code " + code + " in this shop. Please check the spelling."}
}

func promoEarly(p *Promotion, now time.Time, place *time.Location) *Error {
	return &Error{Code: CodePromoEarly, Message: p.name() + " starts " + dayWords(dayOf(p.Starts, place), now, place) + "."}
}

func promoOver(p *Promotion, now time.Time, place *time.Location) *Error {
	last := dayOf(p.Ends.Add(-time.Nanosecond), place) // Ends itself does not count
	return &Error{Code: CodePromoOver, Message: p.name() + " ended " + dayWords(last, now, place) + "."}
}

func promoUsedUp(p *Promotion) *Error {
	return &Error{Code: CodePromoUsed, Message: p.name() + " has been used as often as it goes, so it has ended."}
}

func promoUsed(p *Promotion, times int) *Error {
	often := "already, and it goes once"
	if p.LimitEach > 1 {
		often = fmt.Sprintf("%d times already, as often as it goes", times)
	}
	return &Error{Code: CodePromoUsed, Message: "You have used " + p.name() + " " + often + "."}
}

func promoNothing(p *Promotion, empty bool) *Error {
	if empty {
		return &Error{Code: CodePromoNothing, Message: "Your cart is empty. Add something first, then " + p.name() + " can count."}
	}
	return &Error{Code: CodePromoNothing, Message: "Nothing in your cart goes with " + p.name() + " (" + p.Title + ")."}
}

func promoShort(p *Promotion, minimum, short catalog.Money) *Error {
	of := ""
	if len(p.Categories) > 0 || len(p.Tags) > 0 {
		of = " of what it goes with"
	}
	return &Error{Code: CodePromoNothing, Message: p.name() + " starts at " + minimum.Format(locale) + of + ": you are " + short.Format(locale) + " short."}
}

// promoBeaten says why a promotion that could count does not: others have left
// it nothing to take off, or are the better choice.
func promoBeaten(p *Promotion, instead []Discount, together bool) string {
	switch {
	case len(instead) == 0:
		return "There is nothing that " + p.name() + " could take off."
	case together:
		return "“" + instead[0].Title + "” takes off everything there is, so nothing is left for " + p.name() + "."
	}
	return p.name() + " cannot be combined with “" + instead[0].Title + "”, which saves you at least as much."
}

func promoTooMany() *Error {
	return &Error{Code: CodeFull, Message: fmt.Sprintf("A cart takes at most %d codes. Please remove one first.", MaxCodes)}
}

// dayWords says when a calendar day is, as seen from now: "today", "tomorrow",
// "yesterday", "on March 3", with the year where it is another one.
func dayWords(day, now time.Time, place *time.Location) string {
	today := dayOf(now, place)
	switch {
	case day.Equal(today):
		return "today"
	case day.Equal(today.AddDate(0, 0, 1)):
		return "tomorrow"
	case day.Equal(today.AddDate(0, 0, -1)):
		return "yesterday"
	case day.Year() == today.Year():
		return "on " + day.Format("January 2")
	}
	return "on " + day.Format("January 2, 2006")
}
