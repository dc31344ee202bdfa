package catalog

import (
	"math"
	"strconv"
)

// extent is a wish for a measure: from low to high of a unit, both included. It is
// written as the value of a Constraint: "2 m", "up to 400 g", "at least 4
// people", "20 to 30 cm".
type extent struct {
	low, high float64
	unit      string
}

func (s extent) exact() bool { return s.low == s.high }

// String writes what parseExtent reads.
func (s extent) String() string {
	unit := s.unit
	if unit == "person" && !(s.low == 1 && s.high == 1) {
		unit = "people"
	}
	switch {
	case s.exact():
		return decimal(s.low) + " " + unit
	case s.low == 0:
		return "up to " + decimal(s.high) + " " + unit
	case math.IsInf(s.high, 1):
		return "at least " + decimal(s.low) + " " + unit
	default:
		return decimal(s.low) + " to " + decimal(s.high) + " " + unit
	}
}

func decimal(value float64) string { return strconv.FormatFloat(value, 'f', -1, 64) }

// parseExtent reads an extent; ok is false for any other value of an attribute, and
// for units that measure nothing.
func parseExtent(value string) (s extent, ok bool) {
	ws := words(nil, value)
	low, high := 0.0, math.Inf(1)
	switch {
	case len(ws) == 1: // "16GB"
		number, unit := splitMeasure(ws[0].text)
		low, ok = parseDecimal(number)
		high, s.unit = low, unit
	case len(ws) == 2:
		low, ok = parseDecimal(ws[0].text)
		high = low
	case len(ws) == 4 && ws[0].text == "up" && ws[1].text == "to":
		high, ok = parseDecimal(ws[2].text)
	case len(ws) == 4 && ws[0].text == "at" && ws[1].text == "least":
		low, ok = parseDecimal(ws[2].text)
	case len(ws) == 4 && ws[1].text == "to":
		var ok2 bool
		low, ok = parseDecimal(ws[0].text)
		high, ok2 = parseDecimal(ws[2].text)
		ok = ok && ok2
	}
	if s.unit == "" && len(ws) > 0 {
		s.unit = unitOf(ws[len(ws)-1].text)
	}
	if !ok || dimensions[s.unit] == nil {
		return extent{}, false
	}
	s.low, s.high = low, high
	return s, true
}

func parseDecimal(text string) (float64, bool) {
	value, err := strconv.ParseFloat(text, 64)
	return value, err == nil && isNumber(text)
}

// widened is an extent that takes in what says the same in another unit.
func (s extent) widened() extent {
	const rounding = 0.002
	return extent{s.low * (1 - rounding), s.high * (1 + rounding), s.unit}
}
