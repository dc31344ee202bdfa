package grounding

import (
	"math"
	"slices"
	"strings"
)

// measure is a number with a unit, brought to the base unit of its dimension.
type measure struct {
	// dim is the dimension: "mass", "length", or the unit itself where it is the
	// only one of its dimension.
	dim   string
	value float64
	// exact is the value as it was written, unit as it was called.
	exact float64
	unit  string
	from  int // tokens
	to    int
}

type unit struct {
	dim    string
	factor float64
}

var units = map[string]unit{
	"mg": {"mass", .001}, "g": {"mass", 1}, "gram": {"mass", 1}, "grams": {"mass", 1}, "gr": {"mass", 1},
	"kg": {"mass", 1000}, "kilo": {"mass", 1000}, "kilos": {"mass", 1000}, "kilogram": {"mass", 1000}, "kilograms": {"mass", 1000}, "kgs": {"mass", 1000},
	"oz": {"mass", 28.3495}, "ounce": {"mass", 28.3495}, "ounces": {"mass", 28.3495},
	"lb": {"mass", 453.592}, "lbs": {"mass", 453.592}, "pound": {"mass", 453.592}, "pounds": {"mass", 453.592},
	"mm": {"length", 1}, "millimeter": {"length", 1}, "millimeters": {"length", 1}, "millimetre": {"length", 1}, "millimetres": {"length", 1},
	"cm": {"length", 10}, "centimeter": {"length", 10}, "centimeters": {"length", 10}, "centimetre": {"length", 10}, "centimetres": {"length", 10},
	"m": {"length", 1000}, "meter": {"length", 1000}, "meters": {"length", 1000}, "metre": {"length", 1000}, "metres": {"length", 1000},
	"km": {"length", 1e6}, "kilometer": {"length", 1e6}, "kilometers": {"length", 1e6}, "kilometres": {"length", 1e6}, "mile": {"length", 1609344}, "miles": {"length", 1609344},
	"inch": {"length", 25.4}, "inches": {"length", 25.4}, "\"": {"length", 25.4}, "ft": {"length", 304.8}, "foot": {"length", 304.8}, "feet": {"length", 304.8}, "'": {"length", 304.8},
	"yard": {"length", 914.4}, "yards": {"length", 914.4},
	"ml": {"volume", 1}, "cl": {"volume", 10}, "l": {"volume", 1000}, "liter": {"volume", 1000}, "liters": {"volume", 1000}, "litre": {"volume", 1000}, "litres": {"volume", 1000}, "ltr": {"volume", 1000},
	"gallon": {"volume", 3785.41}, "gallons": {"volume", 3785.41}, "quart": {"volume", 946.353}, "quarts": {"volume", 946.353}, "pint": {"volume", 473.176}, "pints": {"volume", 473.176}, "cup": {"cup", 1}, "cups": {"cup", 1},
	"w": {"power", 1}, "watt": {"power", 1}, "watts": {"power", 1}, "kw": {"power", 1000}, "v": {"volt", 1}, "volt": {"volt", 1}, "volts": {"volt", 1}, "a": {"ampere", 1},
	"mah": {"charge", 1}, "wh": {"energy", 1}, "lm": {"light", 1}, "lumen": {"light", 1}, "lumens": {"light", 1},
	"kb": {"data", .000001}, "mb": {"data", .001}, "gb": {"data", 1}, "tb": {"data", 1000}, "gigabyte": {"data", 1}, "gigabytes": {"data", 1}, "terabyte": {"data", 1000}, "terabytes": {"data", 1000},
	"hz": {"rate", 1}, "khz": {"rate", 1e3}, "mhz": {"rate", 1e6}, "ghz": {"rate", 1e9}, "dpi": {"dpi", 1}, "mp": {"megapixel", 1}, "megapixel": {"megapixel", 1}, "megapixels": {"megapixel", 1}, "rpm": {"rpm", 1}, "psi": {"psi", 1}, "db": {"db", 1},
	"second": {"time", 1}, "seconds": {"time", 1}, "sec": {"time", 1}, "minute": {"time", 60}, "minutes": {"time", 60}, "min": {"time", 60}, "mins": {"time", 60},
	"hour": {"time", 3600}, "hours": {"time", 3600}, "hrs": {"time", 3600}, "hr": {"time", 3600}, "h": {"time", 3600},
	"day": {"time", 86400}, "days": {"time", 86400}, "week": {"time", 604800}, "weeks": {"time", 604800}, "night": {"time", 86400}, "nights": {"time", 86400},
	"month": {"month", 1}, "months": {"month", 1}, "year": {"month", 12}, "years": {"month", 12},
	"denier": {"denier", 1}, "d": {"denier", 1}, "person": {"person", 1}, "persons": {"person", 1}, "people": {"person", 1},
	"ah": {"charge", 1000}, "kwh": {"energy", 1000}, "ma": {"current", .001}, "va": {"apparent", 1}, "nm": {"torque", 1}, "bar": {"pressure", 1}, "lux": {"lux", 1},
	"mcg": {"mass", 1e-6}, "µg": {"mass", 1e-6}, "μg": {"mass", 1e-6}, "ug": {"mass", 1e-6}, "iu": {"iu", 1},
	"s": {"time", 1}, "ms": {"time", .001}, "ppm": {"pages", 1}, "fps": {"fps", 1}, "px": {"pixel", 1}, "pixels": {"pixel", 1}, "mbps": {"mbps", 1}, "gbps": {"mbps", 1000},
	"sqm": {"area", 1e6}, "sqft": {"area", 92903},
	"celsius": {"warmth", 1}, "c": {"warmth", 1}, "calories": {"kcal", 1}, "kcal": {"kcal", 1}, "grit": {"grit", 1}, "ply": {"ply", 1},
}

// measures finds the measures among tokens, in products ("20 x 30 cm") and ranges
// ("20 to 30 cm") each part.
func measures(t []token) []measure {
	var all []measure
	for i := 0; i < len(t); i++ {
		value, n := numberAt(t, i)
		if n == 0 {
			continue
		}
		at := i
		i += n - 1
		u, width, name := unitAt(t, at+n)
		if width == 0 {
			continue
		}
		add := func(value float64, from, to int) {
			m := measure{dim: u.dim, value: value * u.factor, exact: value, unit: name, from: from, to: to}
			if name == "f" {
				m.value = (value - 32) / 1.8
			}
			if from > 0 && t[from-1].word == "-" && u.dim == "warmth" && (from == 1 || !t[from-1].joined) {
				m.value = -m.value
			}
			all = append(all, m)
		}
		add(value, at, at+n+width)
		// The numbers before it in a product or a range have the same unit.
		for back := at; back >= 2; back -= 2 {
			join := t[back-1].word
			if t[back-2].kind != isNumber || join != "x" && join != "×" && join != "to" && join != "-" && join != "or" && join != "and" && join != "/" && join != "by" {
				break
			}
			add(t[back-2].value, back-2, back-1)
		}
		i = at + n + width - 1
	}
	return all
}

// unitAt reads the unit at token i: "g", "-hour", "°C", "mm". "in" counts only
// where nothing can follow that it leads to.
func unitAt(t []token, i int) (u unit, width int, name string) {
	from := i
	if i < len(t) && t[i].word == "-" && t[i].joined {
		i++
	}
	if i >= len(t) {
		return u, 0, ""
	}
	switch w := t[i].word; {
	case w == "°" || w == "º" || w == "degree" || w == "degrees":
		if i+1 < len(t) && (t[i+1].word == "f" || t[i+1].word == "fahrenheit") {
			return unit{"warmth", 1}, i + 2 - from, "f"
		}
		if i+1 < len(t) && (t[i+1].word == "c" || t[i+1].word == "celsius") {
			return unit{"warmth", 1}, i + 2 - from, "c"
		}
		return unit{"warmth", 1}, i + 1 - from, "c"
	case w == "in" && (t[i].joined || i+1 == len(t) || t[i+1].kind == isSign):
		return unit{"length", 25.4}, i + 1 - from, "in"
	case w == "\"" && !t[i].joined, w == "'" && !t[i].joined, w == "a", w == "c" && !t[i].joined, w == "d" && !t[i].joined:
		return u, 0, ""
	case w == "square" || w == "cubic", w == "fl" && i+1 < len(t) && t[i+1].word == "oz":
		if i+1 < len(t) && w == "fl" {
			return unit{"volume", 29.5735}, i + 2 - from, "fl oz"
		}
		if i+1 < len(t) && w == "square" && units[t[i+1].word].dim == "length" {
			f := units[t[i+1].word].factor
			return unit{"area", f * f}, i + 2 - from, "square " + t[i+1].word
		}
		return u, 0, ""
	case w == "s" && (!t[i].joined || i > 0 && t[i-1].value >= 1000): // "the 1990s"
		if i > 0 && t[i].joined {
			return u, 0, ""
		}
		return units[w], i + 1 - from, w
	default:
		u, ok := units[w]
		if !ok {
			return u, 0, ""
		}
		if i+1 < len(t) && t[i+1].joined && u.dim == "length" { // "m²"
			switch t[i+1].word {
			case "²":
				return unit{"area", u.factor * u.factor}, i + 2 - from, w + "²"
			case "³":
				return unit{"volume", u.factor * u.factor * u.factor / 1000}, i + 2 - from, w + "³"
			}
		}
		return u, i + 1 - from, w
	}
}

// same reports whether two measures say the same: within one system of units
// exactly, in two as far as somebody who rounds would say so, and about only
// nearly.
func (m measure) same(n measure, about bool) bool {
	if m.dim != n.dim {
		return false
	}
	most := 1e-9
	switch {
	case about:
		most = 0.06
	case imperial[m.unit] != imperial[n.unit]:
		most = 0.02
	}
	diff := math.Abs(m.value - n.value)
	return diff <= most*math.Max(math.Abs(m.value), math.Abs(n.value)) || m.dim == "warmth" && imperial[m.unit] != imperial[n.unit] && diff <= 0.6
}

var imperial = set(`oz ounce ounces lb lbs pound pounds inch inches in " ' ft foot feet yard yards mile miles gallon gallons quart quarts pint pints f`)

// roles are the attributes that a word makes a measure speak of.
var roles = map[string][]string{
	"weighs": {"weight"}, "weigh": {"weight"}, "weight": {"weight"}, "weighing": {"weight"}, "heavy": {"weight"},
	"holds": {"capacity", "volume"}, "capacity": {"capacity", "volume"}, "carries": {"capacity", "load"}, "volume": {"volume", "capacity"},
	"tall": {"height"}, "height": {"height"}, "high": {"height"}, "wide": {"width"}, "width": {"width"}, "thick": {"thickness"}, "thickness": {"thickness"}, "diameter": {"diameter"},
	"runs": {"run time"}, "lasts": {"run time", "burn time", "battery life"}, "burns": {"burn time", "run time"}, "bright": {"brightness"}, "brightness": {"brightness"},
	"deep": {"depth"}, "depth": {"depth"}, "drop": {"drop"},
}

// measure reads a number with a unit and holds it against the goods.
func (r *reading) measure(i int) bool {
	if r.measured == nil {
		r.measured = append([]measure{}, measures(r.t)...)
	}
	var m *measure
	for k := range r.measured {
		if r.measured[k].from == i {
			m = &r.measured[k]
		}
	}
	if m == nil || m.dim == "time" && r.clauseOf(i).topics.has(ofRules) || m.unit == "people" && r.clauseOf(i).topics.has(ofHours|ofReviews) {
		return false
	}
	if r.strict && r.word(i-1) == "per" && r.moneys() > 0 {
		r.take(m.from, m.to) // "£5.63 per 100 ml": the amount is worked out
		return true
	}
	c := claim{kind: KindMeasure, from: m.from, to: m.to, why: "the data of the goods have another measure, or none"}
	goods, _ := r.subjects(i)
	cl := r.clauseOf(i)
	var want []string
	for k := cl.from; k < cl.to; k++ {
		if names := roles[r.word(k)]; names != nil && (want == nil || k < i) {
			want = names
		}
	}
	about := r.near(i, 3, set("about around roughly nearly almost approximately some")) || r.word(i-1) == "~"
	bound := 0 // "a bit under 10 cm"
	if r.strict && r.near(i, 3, set("bit little just shy")) {
		switch r.word(i - 1) {
		case "under", "below":
			bound = 1
		case "over", "above":
			bound = -1
		}
	}
	matched := 0
	var right []string
	for _, g := range goods {
		f := g.read()
		role := slices.ContainsFunc(f.measures, func(x measured) bool { return slices.Contains(want, strings.TrimSpace(x.of)) && x.dim == m.dim })
		ok := false
		for _, x := range f.measures {
			if role && !slices.Contains(want, strings.TrimSpace(x.of)) {
				continue
			}
			if m.same(x.measure, about || bound != 0) && (bound == 0 || float64(bound)*(m.value-x.value) >= 0) {
				ok = true
				r.citeGoods([]*good{g}, strings.TrimSpace(x.of), r.textOf(m.from, m.to))
				break
			}
			if role && x.unit == m.unit {
				right = append(right, plain(x.exact))
			}
		}
		// A feed may leave the unit to the attribute's name.
		ok = ok || !role && f.numbers[m.exact] && !slices.ContainsFunc(f.measures, func(x measured) bool { return x.exact == m.exact }) && numberOnly(f, m.exact, want)
		if ok {
			matched++
		}
	}
	if r.strict && r.apart(m) {
		r.take(m.from, m.to)
		return true
	}
	against := r.strict && r.hasAny(m.to, m.to+2, set("instead versus vs against compared rather")) // "80 minutes instead of 40"
	c.ok = matched > 0 && (r.enough(goods, matched) || (r.several() || against) && len(r.nearest(i)) != 1)
	if len(goods) == 0 || !c.ok && r.quotesReviews() {
		c.ok = strings.Contains(r.said, flat(r.textOf(m.from, m.to))) && len(goods) == 0
		for _, g := range goods {
			c.ok = c.ok || strings.Contains(g.read().reviews, flat(r.textOf(m.from, m.to)))
		}
	}
	if !c.ok && (r.question || cl.wish || r.hasAny(0, len(r.t), set("chart size")) || r.clauseOf(i).denied) && strings.Contains(r.said, flat(r.textOf(m.from, m.to))) {
		c.ok = true
	}
	if right = slices.Compact(right); !c.ok && !r.near(i, 2, set("than under over below above up least")) && len(goods) == 1 && len(right) == 1 && r.t[m.from].kind == isNumber && !(r.strict && (len(r.all()) > 1 || len(r.measured) > 1)) {
		c.instead = strings.Replace(r.textOf(m.from, m.to), r.textOf(m.from, m.from+1), right[0], 1)
	}
	return r.settle(c)
}

// numberOnly reports whether an attribute of one of the names is this number and
// nothing else.
func numberOnly(f *sheet, value float64, names []string) bool {
	for _, a := range f.attributes {
		if strings.TrimSpace(a.value) == plain(value) && (names == nil || slices.Contains(names, strings.TrimSpace(a.name))) {
			return true
		}
	}
	return false
}
