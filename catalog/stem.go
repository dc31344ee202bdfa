package catalog

import "strings"

// stem brings the singular and the plural of a product word to one form, and
// British and American spelling too. It works on nouns, which is what products
// are called by: a stemmer for prose would turn "organic" into "organ".
func stem(w string) string {
	if len(w) < 3 || w[len(w)-1] >= utf8Start {
		return w
	}
	if s, ok := irregular[w]; ok {
		return s
	}
	for i := range len(w) {
		if w[i] < 'a' {
			return w // digits: a model number has no plural
		}
	}
	return spelling(singular(w))
}

// verbsOf returns the words that an -ing comes from or goes with, as far as
// titles say either: "charging" goes with "charge" and "charger".
func verbsOf(w string) []string {
	base, ok := strings.CutSuffix(w, "ing")
	if !ok || len(base) < 3 || !isPlainWord(base) {
		return nil
	}
	if n := len(base); base[n-1] == base[n-2] {
		base = base[:n-1] // running
	}
	return []string{base, base + "e", base + "er"}
}

const utf8Start = 0x80

func singular(w string) string {
	n := len(w)
	switch {
	case n <= 3:
		if n == 3 && w[2] == 's' && !strings.ContainsAny(w[1:2], "aius") {
			return w[:2]
		}
		return w
	case strings.HasSuffix(w, "ies") && n > 4:
		return w[:n-3] + "y"
	case strings.HasSuffix(w, "ie") && n > 4:
		return w[:n-2] + "y" // hoodie like hoodies
	case w[n-1] != 's', strings.HasSuffix(w, "ss"), strings.HasSuffix(w, "us"), strings.HasSuffix(w, "is"):
		return w
	case strings.HasSuffix(w, "sses"), strings.HasSuffix(w, "xes"), strings.HasSuffix(w, "zzes"),
		strings.HasSuffix(w, "ches"), strings.HasSuffix(w, "shes"), strings.HasSuffix(w, "oes"):
		return w[:n-2]
	default:
		return w[:n-1]
	}
}

// irregular holds words whose two forms no rule brings together, under both.
var irregular = map[string]string{
	"men": "man", "mens": "man", "man": "man", "women": "woman", "womens": "woman",
	"children": "child", "childrens": "child", "feet": "foot", "teeth": "tooth",
	"mice": "mouse", "geese": "goose", "people": "person", "dice": "die",
	"knives": "knife", "wives": "wife", "lives": "life", "shelves": "shelf",
	"scarves": "scarf", "leaves": "leaf", "loaves": "loaf", "halves": "half",
	"calves": "calf", "gloves": "glove", "lens": "lens", "lenses": "lens",
	"lense": "lens", "shoes": "shoe", "toes": "toe", "canoes": "canoe", "hoes": "hoe",
	"buses": "bus", "gases": "gas", "gas": "gas", "bias": "bias", "canvas": "canvas",
	"canvases": "canvas", "atlas": "atlas", "christmas": "christmas",
	"series": "series", "axes": "axe", "caches": "cache", "photos": "photo",
	"accessories": "accessory", "movies": "movie", "ties": "tie", "pies": "pie",
	"dies": "die", "eyes": "eye", "dyes": "dye", "this": "this", "was": "was",
	"has": "has", "does": "do", "goes": "go", "yes": "yes", "plus": "plus",
	"less": "less", "virus": "virus", "vases": "vase", "bases": "base",
	"gps": "gps", "ios": "ios", "dvds": "dvd", "cds": "cd", "tvs": "tv", "pcs": "pc",
	"ups": "ups", "usb": "usb", "ladies": "lady", "pyjamas": "pajama", "pajamas": "pajama",
	"jewellery": "jewelry", "grey": "gray", "greyish": "gray", "tyre": "tire",
	"tyres": "tire", "aluminium": "aluminum", "moulded": "molded", "mould": "mold",
	"woollen": "woolen", "licence": "license", "programme": "program", "cosy": "cozy",
	"moisturiser": "moisturizer", "doughnut": "donut", "mum": "mom", "draught": "draft",
}

// spelling brings British endings to American ones, which is a choice of sides
// and nothing more.
func spelling(w string) string {
	n := len(w)
	switch {
	case n >= 6 && strings.HasSuffix(w, "our") || n >= 7 && strings.HasSuffix(w, "oured"):
		return strings.Replace(w, "our", "or", 1)
	case n >= 5 && (strings.HasSuffix(w, "tre") || strings.HasSuffix(w, "bre")):
		return w[:n-2] + "er"
	case n >= 7 && strings.HasSuffix(w, "iser"):
		return w[:n-4] + "izer"
	}
	return w
}
