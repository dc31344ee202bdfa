// Package pattern matches regular expressions that mostly do not match.
//
// A message is held against hundreds of expressions, of which one or none is meant.
// Most of them need some word that is not there, and looking for a few words costs a
// hundredth of what running the expression does.
package pattern

import (
	"regexp"
	"regexp/syntax"
	"slices"
	"strings"
	"unicode/utf8"
)

// Pattern is a regular expression with the words that it needs. It is safe for
// concurrent use.
type Pattern struct {
	expr *regexp.Regexp
	// needs are texts of which each match holds at least one; nil means that
	// nothing is known. Where folded is true they are in lower case, and matches hold
	// them in any.
	needs  []string
	folded bool
	signs  []sign // of needs
}

// MustCompile compiles an expression, as regexp.MustCompile does.
func MustCompile(expr string) *Pattern {
	p := &Pattern{expr: regexp.MustCompile(expr)}
	if tree, err := syntax.Parse(expr, syntax.Perl); err == nil {
		p.folded = folds(tree)
		p.needs = least(reading{p.folded}.textsOf(tree).needs)
	}
	for _, need := range p.needs {
		p.signs = append(p.signs, signOf(need))
	}
	return p
}

// folds reports whether any case of some letter matches.
func folds(e *syntax.Regexp) bool {
	return e.Op == syntax.OpLiteral && e.Flags&syntax.FoldCase != 0 || slices.ContainsFunc(e.Sub, folds)
}

// MatchString reports whether text has a match.
func (p *Pattern) MatchString(text string) bool {
	return p.May(text) && p.expr.MatchString(text)
}

// May reports whether text may have a match: false is certain.
func (p *Pattern) May(text string) bool {
	if len(p.needs) < fewNeeds {
		return p.needs == nil || p.holds(text, nil)
	}
	t := NewText(text)
	return p.holds(text, &t)
}

// fewNeeds is up to how many texts are looked for without looking at the pairs first.
const fewNeeds = 6

// MatchText reports whether a text has a match.
func (p *Pattern) MatchText(t *Text) bool {
	return p.MayText(t) && p.expr.MatchString(t.text)
}

// MayText is May of a text that is held against many patterns.
func (p *Pattern) MayText(t *Text) bool { return p.needs == nil || p.holds(t.text, t) }

// holds reports whether a text has one of the needs. t is the same text; nil where it
// was not made.
func (p *Pattern) holds(text string, t *Text) bool {
	if p.folded && !isASCII(text) { // there are letters such as ſ, which is an s
		return true
	}
	for i, need := range p.needs {
		switch {
		case t != nil && !t.may(p.signs[i]):
		case p.folded && containsFolded(text, need), !p.folded && strings.Contains(text, need):
			return true
		}
	}
	return false
}

// FindString is the first match, or empty.
func (p *Pattern) FindString(text string) string {
	if !p.May(text) {
		return ""
	}
	return p.expr.FindString(text)
}

// FindStringIndex is where the first match is, or nil.
func (p *Pattern) FindStringIndex(text string) []int {
	if !p.May(text) {
		return nil
	}
	return p.expr.FindStringIndex(text)
}

// FindStringSubmatch is the first match and its parts, or nil.
func (p *Pattern) FindStringSubmatch(text string) []string {
	if !p.May(text) {
		return nil
	}
	return p.expr.FindStringSubmatch(text)
}

// FindStringSubmatchIndex is where the first match and its parts are, or nil.
func (p *Pattern) FindStringSubmatchIndex(text string) []int {
	if !p.May(text) {
		return nil
	}
	return p.expr.FindStringSubmatchIndex(text)
}

// FindAllString are the matches, n at most where n is not negative.
func (p *Pattern) FindAllString(text string, n int) []string {
	if !p.May(text) {
		return nil
	}
	return p.expr.FindAllString(text, n)
}

// FindAllStringIndex is where the matches are, n at most where n is not negative.
func (p *Pattern) FindAllStringIndex(text string, n int) [][]int {
	if !p.May(text) {
		return nil
	}
	return p.expr.FindAllStringIndex(text, n)
}

// FindAllStringSubmatch are the matches and their parts, n at most where n is not
// negative.
func (p *Pattern) FindAllStringSubmatch(text string, n int) [][]string {
	if !p.May(text) {
		return nil
	}
	return p.expr.FindAllStringSubmatch(text, n)
}

// FindAllStringSubmatchIndex is where the matches and their parts are, n at most where
// n is not negative.
func (p *Pattern) FindAllStringSubmatchIndex(text string, n int) [][]int {
	if !p.May(text) {
		return nil
	}
	return p.expr.FindAllStringSubmatchIndex(text, n)
}

// ExpandString appends template, in which $1 is a part of the match at match in text, to
// dst.
func (p *Pattern) ExpandString(dst []byte, template, text string, match []int) []byte {
	return p.expr.ExpandString(dst, template, text, match)
}

// Split is text without its matches, in n pieces at most where n is not negative.
func (p *Pattern) Split(text string, n int) []string {
	if n > 0 && !p.May(text) {
		return []string{text}
	}
	return p.expr.Split(text, n)
}

// ReplaceAllString is text with repl, in which $1 is a part, in the place of each match.
func (p *Pattern) ReplaceAllString(text, repl string) string {
	if !p.May(text) {
		return text
	}
	return p.expr.ReplaceAllString(text, repl)
}

// containsFolded reports whether text, which is of ASCII characters, has need, which is
// in lower case, in any case.
func containsFolded(text, need string) bool {
	for i := 0; i+len(need) <= len(text); i++ {
		k := 0
		for k < len(need) && lower(text[i+k]) == need[k] {
			k++
		}
		if k == len(need) {
			return true
		}
	}
	return false
}

func lower(c byte) byte {
	if c >= 'A' && c <= 'Z' {
		return c + 'a' - 'A'
	}
	return c
}

func isASCII(text string) bool {
	for i := range len(text) {
		if text[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// String is the expression.
func (p *Pattern) String() string { return p.expr.String() }

// How many texts are kept. More of them say more, and take longer to look for.
const (
	maxExact = 24
	maxNeeds = 64
)

// texts are what the matches of an expression consist of.
type texts struct {
	// exact are all matches there can be; nil where they are too many.
	exact []string
	// needs are texts of which each match holds one; nil where there are none.
	needs []string
}

// reading reads an expression, in lower case where it is folded.
type reading struct{ folded bool }

// textsOf reads an expression. What it does not know needs nothing.
func (r reading) textsOf(e *syntax.Regexp) texts {
	switch e.Op {
	case syntax.OpEmptyMatch, syntax.OpBeginLine, syntax.OpEndLine, syntax.OpBeginText, syntax.OpEndText, syntax.OpWordBoundary, syntax.OpNoWordBoundary:
		return exactly("")
	case syntax.OpLiteral:
		if !slices.Contains(e.Rune, utf8.RuneError) { // which any broken byte matches
			return exactly(r.text(e.Rune...))
		}
	case syntax.OpCharClass:
		return r.charactersOf(e.Rune)
	case syntax.OpCapture:
		return r.textsOf(e.Sub[0])
	case syntax.OpQuest:
		if sub := r.textsOf(e.Sub[0]); sub.exact != nil {
			return exactly(append([]string{""}, sub.exact...)...)
		}
	case syntax.OpPlus:
		return texts{needs: r.textsOf(e.Sub[0]).needs}
	case syntax.OpRepeat:
		if e.Min > 0 {
			return texts{needs: r.textsOf(e.Sub[0]).needs}
		}
	case syntax.OpAlternate:
		return r.eitherOf(e.Sub)
	case syntax.OpConcat:
		return r.rowOf(e.Sub)
	}
	return texts{}
}

// text is what characters are held against.
func (r reading) text(characters ...rune) string {
	if r.folded {
		return strings.ToLower(string(characters))
	}
	return string(characters)
}

// exactly is an expression that matches these and nothing else.
func exactly(all ...string) texts {
	if len(all) > maxExact {
		return texts{needs: least(all)}
	}
	return texts{exact: all, needs: least(all)}
}

// charactersOf are the characters of a class, if they are few.
func (r reading) charactersOf(ranges []rune) texts {
	var all []string
	for i := 0; i+1 < len(ranges); i += 2 {
		for c := ranges[i]; c <= ranges[i+1]; c++ {
			if text := r.text(c); !slices.Contains(all, text) {
				all = append(all, text)
			}
			if len(all) > maxExact || c == utf8.RuneError {
				return texts{}
			}
		}
	}
	return exactly(all...)
}

// eitherOf are alternatives: all of them have to need something.
func (r reading) eitherOf(subs []*syntax.Regexp) texts {
	var exact, needs []string
	finite, needy := true, true
	for _, sub := range subs {
		t := r.textsOf(sub)
		finite, needy = finite && t.exact != nil, needy && t.needs != nil
		exact, needs = append(exact, t.exact...), append(needs, t.needs...)
	}
	switch {
	case finite && len(exact) <= maxExact:
		return exactly(exact...)
	case needy:
		return texts{needs: least(needs)}
	}
	return texts{}
}

// rowOf are expressions one behind the other: as long as all matches are known they
// are joined; of the stretches of such, and of the rest, the most telling is needed.
func (r reading) rowOf(subs []*syntax.Regexp) texts {
	var needs []string
	run, whole := []string{""}, true
	for _, sub := range subs {
		t := r.textsOf(sub)
		if t.exact != nil && len(run)*len(t.exact) <= maxExact {
			run = product(run, t.exact)
			continue
		}
		needs = better(better(needs, least(run)), t.needs)
		run, whole = []string{""}, false
		if t.exact != nil {
			run = t.exact
		}
	}
	if whole {
		return exactly(run...)
	}
	return texts{needs: better(needs, least(run))}
}

// product are all of one followed by all of the other.
func product(first, then []string) []string {
	var all []string
	for _, a := range first {
		for _, b := range then {
			all = append(all, a+b)
		}
	}
	return all
}

// least are texts without those that hold another one; nil where one is empty, and
// where they are too many.
func least(all []string) []string {
	all = slices.Clone(all)
	slices.SortFunc(all, func(a, b string) int { return len(a) - len(b) })
	var kept []string
	for _, text := range all {
		if text == "" {
			return nil
		}
		if !slices.ContainsFunc(kept, func(k string) bool { return strings.Contains(text, k) }) {
			kept = append(kept, text)
		}
	}
	if len(kept) > maxNeeds {
		return nil
	}
	return kept
}

// better is the one that tells more: whose shortest text is longer, up to a few
// characters, and that has fewer.
func better(a, b []string) []string {
	worth := func(needs []string) int {
		if needs == nil {
			return -1
		}
		return min(len(needs[0]), 4)*(maxNeeds+1) - len(needs)
	}
	if worth(b) > worth(a) {
		return b
	}
	return a
}
