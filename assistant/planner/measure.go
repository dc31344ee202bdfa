package planner

import (
	"slices"
	"strconv"
	"strings"

	"github.com/aisle-chat/aisle/assistant/internal/pattern"
	"github.com/aisle-chat/aisle/assistant/internal/traits"
	"github.com/aisle-chat/aisle/catalog"
)

// measure is a traits.Measure.
type measure struct {
	value float64
	unit  string
	text  string // as the data writes it
}

// parseMeasure reads a value such as "340 g", "1.42 kg", "-5 °C" or "20".
func parseMeasure(text string) (measure, bool) {
	m, ok := traits.ParseMeasure(text)
	return measure{m.Value, m.Unit, m.Text}, ok
}

// fieldWords are attribute names that a comparative may mean, besides the one
// that it names.
var fieldWords = map[string][]string{
	"size":       {"capacity", "volume", "screen size", "display size", "display diagonal", "size"},
	"capacity":   {"volume", "storage", "memory capacity"},
	"warmth":     {"comfort temperature"},
	"speed":      {"clock speed", "processor frequency", "data transfer rate", "print speed"},
	"brightness": {"light", "luminosity"},
	"thickness":  {"depth", "height"},
	"length":     {"cable length"},
	"noise":      {"noise level"},
	fieldPacked:  {"pack size", "packed", "packed dimensions", "folded size"},
}

// fieldRating stands for what buyers say, as a comparative's field.
const fieldRating = "rating"

// measureOf reads the measure of a field of p.
func measureOf(p *catalog.Product, field string) (measure, bool) {
	if field == fieldRating {
		return measure{p.Rating.Average, "", ratingWords(p)}, p.Rating.Count > 0
	}
	for _, wanted := range append([]string{field}, fieldWords[field]...) {
		at := slices.IndexFunc(p.Attributes, func(a catalog.Attribute) bool { return strings.EqualFold(a.Name, wanted) })
		if at >= 0 && len(p.Attributes[at].Values) > 0 {
			if m, ok := parseMeasure(p.Attributes[at].Values[0]); ok {
				if field == fieldPacked {
					m = roomOf(m)
				}
				if field == "warmth" && wanted != field {
					m.value = -m.value // what holds out lower is warmer
				}
				return m, true
			}
		}
	}
	return measure{}, false
}

// sides are the numbers of "45 x 16 cm".
var sides = pattern.MustCompile(`(\d+(?:[.,]\d+)?)\s*(?:[x×*]|by)\s*(\d+(?:[.,]\d+)?)(?:\s*(?:[x×*]|by)\s*(\d+(?:[.,]\d+)?))?\s*(cm|mm|in|inch|inches)?`)

// roomOf brings what is told by its sides to the room that it takes; a roll of two
// numbers is as deep as it is wide. Of one number nothing is known but the length.
func roomOf(m measure) measure {
	at := sides.FindStringSubmatch(strings.ToLower(m.text))
	if at == nil {
		return m
	}
	room, least := 1.0, 0.0
	for _, text := range at[1:4] {
		side, err := strconv.ParseFloat(strings.Replace(text, ",", ".", 1), 64)
		if err != nil {
			side = least
		}
		if _, factor, ok := traits.Smallest(at[4]); ok && err == nil {
			side *= factor
		}
		if room *= side; least == 0 || side < least {
			least = side
		}
	}
	return measure{room, "room", m.text}
}
