package catalog

import "slices"

// units brings the ways to write a unit of measure to one.
var units = map[string]string{
	"in": "in", "inch": "in", "inches": "in", "cm": "cm", "centimeter": "cm", "centimeters": "cm",
	"centimetre": "cm", "centimetres": "cm", "mm": "mm", "millimeter": "mm", "millimeters": "mm",
	"m": "m", "meter": "m", "meters": "m", "metre": "m", "metres": "m", "mtr": "m",
	"ft": "ft", "foot": "ft", "feet": "ft", "yd": "yd", "yard": "yd", "yards": "yd",
	"km": "km", "mile": "mile", "miles": "mile", "g": "g", "gram": "g", "grams": "g",
	"kg": "kg", "kilo": "kg", "kilos": "kg", "kilogram": "kg", "kilograms": "kg", "kgs": "kg",
	"lb": "lb", "lbs": "lb", "oz": "oz", "ounce": "oz", "ounces": "oz",
	"ml": "ml", "milliliter": "ml", "millilitre": "ml", "cl": "cl", "l": "l", "liter": "l",
	"liters": "l", "litre": "l", "litres": "l", "gal": "gal", "gallon": "gal", "gallons": "gal",
	"qt": "qt", "quart": "qt", "quarts": "qt", "kb": "kb", "mb": "mb", "gb": "gb", "tb": "tb",
	"gigabyte": "gb", "gigabytes": "gb", "megabyte": "mb", "megabytes": "mb", "terabyte": "tb",
	"terabytes": "tb", "gig": "gb", "gigs": "gb", "hz": "hz", "khz": "khz", "mhz": "mhz", "ghz": "ghz",
	"w": "w", "watt": "w", "watts": "w", "kw": "kw", "v": "v", "volt": "v", "volts": "v",
	"va": "va", "kva": "kva", "mah": "mah", "amp": "a", "amps": "a", "ma": "ma",
	"mp": "mp", "megapixel": "mp", "megapixels": "mp", "dpi": "dpi", "rpm": "rpm", "mbps": "mbps",
	"person": "person", "persons": "person", "people": "person", "pers": "person",
	"piece": "piece", "pieces": "piece", "pcs": "piece",
	"gbps": "gbps", "db": "db", "mg": "mg", "mcg": "mcg", "bar": "bar", "psi": "psi",
}

// scales say what a unit measures and how much of it, so that a wish in one unit
// finds what is told in another.
var scales = map[string]struct {
	of     string
	factor float64
}{
	"mm": {"length", 1}, "cm": {"length", 10}, "m": {"length", 1000}, "in": {"length", 25.4}, "ft": {"length", 304.8}, "yd": {"length", 914.4},
	"g": {"weight", 1}, "kg": {"weight", 1000}, "oz": {"weight", 28.35}, "lb": {"weight", 453.59},
	"ml": {"volume", 1}, "cl": {"volume", 10}, "l": {"volume", 1000},
	"mb": {"data", 1}, "gb": {"data", 1024}, "tb": {"data", 1024 * 1024},
	"w": {"power", 1}, "kw": {"power", 1000}, "mhz": {"frequency", 1}, "ghz": {"frequency", 1000},
}

// sameScale returns the units that measure the same as unit, itself first.
func sameScale(unit string) []string {
	same := []string{unit}
	for other, scale := range scales {
		if other != unit && scale.of == scales[unit].of && scales[unit].of != "" {
			same = append(same, other)
		}
	}
	slices.Sort(same[1:])
	return same
}

// convert returns a number of one unit in another of the same scale.
func convert(value float64, from, to string) float64 {
	if from == to {
		return value
	}
	return value * scales[from].factor / scales[to].factor
}

// countables are nouns behind a number that make it a count, not a price.
var countables = map[string]bool{
	"person": true, "persons": true, "people": true, "man": true, "men": true, "pack": true,
	"packs": true, "piece": true, "pieces": true, "pc": true, "pcs": true, "year": true,
	"years": true, "yr": true, "yrs": true, "yo": true, "month": true, "months": true, "week": true,
	"weeks": true, "day": true, "days": true, "hour": true, "hours": true, "minute": true,
	"minutes": true, "player": true, "players": true, "star": true, "stars": true, "percent": true,
	"speed": true, "port": true, "ports": true, "bit": true, "page": true, "pages": true,
	"sheet": true, "sheets": true, "count": true, "ct": true, "ply": true, "x": true,
	"degree": true, "degrees": true, "season": true, "seater": true, "seat": true, "seats": true,
	"drawer": true, "drawers": true, "button": true, "buttons": true, "way": true, "tier": true,
	"tiers": true, "shelf": true, "times": true, "tog": true, "thread": true, "k": true,
	"pair": true, "pairs": true, "item": true, "items": true, "core": true, "cores": true,
	"guest": true, "guests": true, "kid": true, "kids": true, "cup": true, "cups": true,
	"bottle": true, "bottles": true, "channel": true, "channels": true, "outlet": true,
	"outlets": true, "bay": true, "slot": true, "slots": true, "user": true, "users": true,
}

// unitOf returns the unit that a word names, or "".
func unitOf(w string) string { return units[w] }

// isNumber reports whether w is a decimal number.
func isNumber(w string) bool {
	for i := range len(w) {
		if (w[i] < '0' || w[i] > '9') && w[i] != '.' {
			return false
		}
	}
	return w != ""
}

// splitMeasure splits "16gb" into "16" and "gb"; unit is "" for anything else.
func splitMeasure(w string) (number, unit string) {
	end := 0
	for end < len(w) && (w[end] >= '0' && w[end] <= '9' || w[end] == '.') {
		end++
	}
	if end == 0 || end == len(w) {
		return "", ""
	}
	return w[:end], units[w[end:]]
}

// sizes brings the names of clothing sizes to the letters that shops print.
var sizes = map[string]string{
	"xs": "xs", "s": "s", "m": "m", "l": "l", "xl": "xl", "xxs": "xxs", "xxl": "xxl", "xxxl": "xxxl",
	"small": "s", "medium": "m", "large": "l", "sm": "s", "med": "m", "lg": "l",
	"extra small": "xs", "x small": "xs", "xsmall": "xs", "extra large": "xl", "x large": "xl", "xlarge": "xl",
	"extra extra small": "xxs", "xx small": "xxs", "2xs": "xxs",
	"extra extra large": "xxl", "xx large": "xxl", "xxlarge": "xxl", "2x": "xxl", "2xl": "xxl", "2x large": "xxl",
	"3x": "xxxl", "3xl": "xxxl", "3x large": "xxxl", "xxx large": "xxxl",
	"4x": "4xl", "4xl": "4xl", "4x large": "4xl", "5x": "5xl", "5xl": "5xl", "5x large": "5xl",
	"one size": "one size", "os": "one size", "one size fit all": "one size",
}

// sizeKey brings a size to a form in which "Large", "L" and "large" are one.
func sizeKey(value string) string {
	key := fold(value)
	if s, ok := sizes[key]; ok {
		return s
	}
	return key
}
