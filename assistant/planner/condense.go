package planner

import (
	"strings"
	"unicode/utf8"
)

// How much of a long message is read for what it asks: it begins with what it is
// about, and ends with the question. Numbers of orders, addresses and what hands over
// at once are looked for in all of it.
const (
	readFirst = 450 // bytes
	readLast  = 350
)

// condensed leaves the middle out of a text that is longer than anybody asks a thing
// in, between two words.
func condensed(text string) string {
	if len(text) <= readFirst+readLast {
		return text
	}
	first, last := text[:readFirst], text[len(text)-readLast:]
	for !utf8.ValidString(first) && len(first) > readFirst-utf8.UTFMax {
		first = first[:len(first)-1]
	}
	if at := strings.LastIndexAny(first, " \n\t"); at > 0 {
		first = first[:at]
	}
	if at := strings.IndexAny(last, " \n\t"); at >= 0 {
		last = last[at+1:]
	}
	for len(last) > 0 && !utf8.RuneStart(last[0]) {
		last = last[1:]
	}
	return first + "\n" + last
}
