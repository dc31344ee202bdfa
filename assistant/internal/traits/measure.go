package traits

import (
	"strconv"
	"strings"
)

// Measure is a number with its unit, brought to the smallest unit of its kind.
type Measure struct {
	Value float64
	Unit  string
	Text  string // as the data write it
}

// smaller brings units of one kind to one.
var smaller = map[string]struct {
	unit   string
	factor float64
}{
	"kg": {"g", 1000}, "g": {"g", 1}, "lb": {"g", 453.6}, "lbs": {"g", 453.6}, "oz": {"g", 28.35},
	"m": {"mm", 1000}, "cm": {"mm", 10}, "mm": {"mm", 1}, "in": {"mm", 25.4}, "inch": {"mm", 25.4}, "inches": {"mm", 25.4}, "ft": {"mm", 304.8},
	"l": {"ml", 1000}, "ml": {"ml", 1}, "tb": {"mb", 1 << 20}, "gb": {"mb", 1 << 10}, "mb": {"mb", 1},
	"kw": {"w", 1000}, "w": {"w", 1}, "h": {"min", 60}, "hours": {"min", 60}, "hour": {"min", 60}, "min": {"min", 1},
	"ghz": {"mhz", 1000}, "mhz": {"mhz", 1},
}

// Smallest returns the smallest unit of a unit's kind, and how many of it there are in
// one; ok is false for a unit that is not known.
func Smallest(unit string) (small string, factor float64, ok bool) {
	to, ok := smaller[unit]
	return to.unit, to.factor, ok
}

// ParseMeasure reads a value such as "340 g", "1.42 kg", "-5 °C" or "20".
func ParseMeasure(text string) (m Measure, ok bool) {
	s := strings.ReplaceAll(strings.TrimSpace(text), ",", "")
	end := 0
	s, below := strings.CutPrefix(strings.Replace(s, "−", "-", 1), "-")
	for end < len(s) && (s[end] >= '0' && s[end] <= '9' || s[end] == '.') {
		end++
	}
	value, err := strconv.ParseFloat(strings.TrimSuffix(s[:end], "."), 64)
	if err != nil {
		return Measure{}, false
	}
	if below {
		value = -value
	}
	unit, _, _ := strings.Cut(strings.ToLower(strings.TrimSpace(s[end:])), " ")
	m = Measure{value, unit, text}
	if small, factor, ok := Smallest(strings.TrimSuffix(unit, ".")); ok {
		m.Value, m.Unit = value*factor, small
	}
	return m, true
}
