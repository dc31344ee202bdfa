package pattern

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

// What an expression needs is found, and nothing that it does not need.
func TestNeeds(t *testing.T) {
	for expr, want := range map[string]string{
		`\bcancel\w*\b`:                           "cancel",
		`\b(?:codes?|coupons?)\b`:                 "code|coupon",
		`\bwhere (?:is|are) my\b`:                 "where is my|where are my",
		`\b(?:my|the) (?:\w+ )?order\b.*\blate\b`: "order",
		`\bdeliver(?:y|ed)?\b`:                    "deliver",
		`late|[12]`:                               "1|2|late",
		`(?:lost )+parcel`:                        "lost ",
		`a{2,3}bc`:                                "bc",
		`(?i)late`:                                "late",
		`(?i)\bW-[2-9A-Z]{4,}\b`:                  "w-",
		`(?i:Kelvin)|Grade [C-F]`:                 "kelvin|grade c|grade d|grade e|grade f",
		`(?:late)?`:                               "",
		`\w+`:                                     "",
		`late|`:                                   "",
		"late|\ufffd":                             "",
	} {
		if got := strings.Join(MustCompile(expr).needs, "|"); got != want {
			t.Errorf("%s needs %q, want %q", expr, got, want)
		}
	}
}

// With the words or without: the answer is that of the expression itself.
func FuzzMatch(f *testing.F) {
	f.Add(`\b(?:my|the) (?:\w+ )?order\b.*\blate\b|lost`, "the order is late")
	f.Add(`(a|ab)(c|bcd)(d*)`, "abcd")
	f.Add(`[^a]b?|\Qa.b\E+`, "a.b")
	f.Add(`(?i:K)elvin|x(?-i:Y)`, "\u212aelvin")
	f.Add(`(?s:a.b)|^$`, "")
	f.Add("\ufffdx", "\xffx")
	f.Add(`(?i)\bkiss(?:es)?\b`, "Ki\u017fs")
	f.Add(`(?i)[\s,]*stra(ß|ss)e`, "STRASSE")
	f.Fuzz(func(t *testing.T, expr, text string) {
		r, err := regexp.Compile(expr)
		if err != nil || len(expr) > 200 {
			return
		}
		if want, got := r.MatchString(text), MustCompile(expr).MatchString(text); got != want {
			t.Errorf("%q in %q: %v", expr, text, got)
		}
		p := MustCompile(expr)
		whole := NewText(text)
		if want, got := r.MatchString(text), p.MatchText(&whole); got != want {
			t.Errorf("%q in the whole of %q: %v", expr, text, got)
		}
		if want, got := r.ReplaceAllString(text, "<$1>"), p.ReplaceAllString(text, "<$1>"); got != want {
			t.Errorf("%q in %q: %q, want %q", expr, text, got, want)
		}
		if want, got := r.Split(text, 3), p.Split(text, 3); !slices.Equal(got, want) {
			t.Errorf("%q in %q: %q, want %q", expr, text, got, want)
		}
		// Whatever it matches holds what it needs.
		if m := r.FindString(text); !p.folded && p.needs != nil && r.MatchString(text) && !slices.ContainsFunc(p.needs, func(n string) bool { return strings.Contains(m, n) }) {
			t.Errorf("%q matches %q, which has none of %q", expr, m, p.needs)
		}
	})
}
