package feed

import (
	"strconv"
	"strings"

	"github.com/go-json-experiment/json"

	"github.com/aisle-chat/aisle/catalog"
)

// metafieldName reads the header of a column with a metafield, in small letters:
// "fabric (product.metafields.custom.fabric)", or, as apps write it,
// "metafield: custom.fabric [single_line_text_field]". key is "" for any other
// column.
func metafieldName(header string) (label, key string) {
	const own = "(product.metafields."
	if at := strings.LastIndex(header, own); at >= 0 {
		key = strings.TrimSuffix(header[at+len(own):], ")")
		if label = strings.TrimSpace(header[:at]); label == "" {
			label = lastPart(key)
		}
		return label, key
	}
	if rest, ok := strings.CutPrefix(header, "metafield:"); ok {
		key, _, _ = strings.Cut(rest, "[")
		key = strings.TrimSpace(key)
		return lastPart(key), key
	}
	return "", ""
}

// lastPart is "care guide" of "custom.care_guide".
func lastPart(key string) string {
	key = key[strings.LastIndexByte(key, '.')+1:]
	return strings.TrimSpace(words.Replace(key))
}

// measure is how metafields hold weights, lengths and volumes.
type measure struct {
	Value decimal `json:"value"`
	Unit  text    `json:"unit"`
}

// metafieldValues reads the value of a metafield: a text, a list, a measure, yes
// or no. References to other objects and formatted text say nothing to a
// shopper.
func metafieldValues(value string) []string {
	switch {
	case value == "" || strings.Contains(value, "gid://"):
		return nil
	case strings.EqualFold(value, "true"):
		return []string{"yes"}
	case strings.EqualFold(value, "false"):
		return []string{"no"}
	case strings.HasPrefix(value, "["):
		var several values
		if json.Unmarshal([]byte(value), &several) != nil {
			return nil
		}
		return several
	case strings.HasPrefix(value, "{"):
		var m measure
		if json.Unmarshal([]byte(value), &m) == nil && m.Value != "" && m.Unit != "" {
			return []string{string(m.Value) + " " + strings.ToLower(string(m.Unit))}
		}
		return nil
	case strings.Contains(value, "; "):
		return list(value, ";")
	}
	return []string{value}
}

// metafieldRating reads the stars that review apps write into the metafields
// reviews.rating and reviews.rating_count.
func metafieldRating(value, count string) catalog.Rating {
	var r struct {
		Value decimal `json:"value"`
		Max   decimal `json:"scale_max"`
	}
	if json.Unmarshal([]byte(value), &r) != nil {
		r.Value = decimal(value)
	}
	if r.Max == "" {
		r.Max = "5"
	}
	average, err := strconv.ParseFloat(string(r.Value), 64)
	most, errMost := strconv.ParseFloat(string(r.Max), 64)
	n, errCount := strconv.Atoi(count)
	if err != nil || errMost != nil || errCount != nil || n <= 0 || !(most >= 1) || !(average >= 0 && average <= most) {
		return catalog.Rating{}
	}
	return catalog.Rating{Average: average * 5 / most, Count: n}
}
