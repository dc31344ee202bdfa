package catalog

import (
	"slices"
	"strings"
)

// meaning is what a phrase of the text stands for.
type meaning struct {
	from, to   int
	constraint Constraint
}

// maxPhrase is how many words of the text are looked up together.
const maxPhrase = 5

// phrases finds brands, kinds, colours, sizes, attributes and people in the
// text, the longest phrases first, and turns them into constraints.
func (s *snapshot) phrases(r *reading, text string) {
	ts := r.tokens
	taken := make([]bool, len(ts))
	var found []meaning
	for size := min(maxPhrase, len(ts)-1); size > 0; size-- {
		for i := 0; i+size < len(ts); i++ {
			if !openPhrase(ts, taken, i, size) {
				continue
			}
			c, ok := s.meaning(ts, i, size)
			if !ok {
				continue
			}
			c.Text = wording(text, ts[i:i+size])
			found = append(found, meaning{i, i + size, c})
			for j := i; j < i+size; j++ {
				taken[j] = true
			}
		}
	}
	slices.SortFunc(found, func(a, b meaning) int { return a.from - b.from })
	found = s.settleTypes(ts, found, text)
	named := slices.ContainsFunc(found, func(m meaning) bool { return m.constraint.Kind == KindType })
	unsay(ts, found)
	dislike(ts, found)
	s.settleChoices(ts, found)
	s.settleSizes(ts, found)
	for _, m := range found {
		if c := &m.constraint; !named && c.Kind == KindAttribute && c.Field == "tags" && !c.Not {
			c.Soft = true // what the tag is to be on is not known: "water bottle"
		}
		if c := &m.constraint; c.Kind == KindType && !c.Not {
			ts[m.to-1].kinds = c.Values
		}
		r.add(m.constraint)
		for j := m.from; j < m.to; j++ {
			ts[j].role = claimed
		}
	}
}

// unsay keeps a negation from the thing itself where a quality is named before
// it: "no leather bag" asks for a bag.
func unsay(ts []token, found []meaning) {
	for i := range found {
		m := &found[i].constraint
		if m.Kind == KindType && !m.Not {
			return
		}
	}
	for i := 1; i < len(found); i++ {
		before, m := &found[i-1], &found[i]
		if m.constraint.Kind != KindType || before.to != m.from || stops(ts[m.from].gap) || !before.constraint.Not {
			continue
		}
		switch before.constraint.Kind {
		case KindAttribute, KindOption, KindBrand:
			m.constraint.Not = false
			for j := m.from; j < m.to; j++ {
				ts[j].not = false
			}
		}
	}
}

func openPhrase(ts []token, taken []bool, i, size int) bool {
	for j := i; j < i+size; j++ {
		if ts[j].role != free || taken[j] || j > i && (stops(ts[j].gap) || ts[j].not != ts[i].not) {
			return false
		}
	}
	return true
}

// add appends c, as another value of a constraint of the same field where that
// is what the shopper means: "black or blue".
func (r *reading) add(c Constraint) {
	for i := range r.Constraints {
		have := &r.Constraints[i]
		if have.Kind == c.Kind && have.Field == c.Field && have.Not == c.Not && have.Soft == c.Soft && c.Kind != KindAttribute {
			for _, value := range c.Values {
				if !slices.Contains(have.Values, value) {
					have.Values = append(slices.Clip(have.Values), value)
				}
			}
			have.Text += ", " + c.Text
			return
		}
	}
	r.Constraints = append(r.Constraints, c)
}

// meaning looks up the phrase of size words at token i, and what the merchant
// says that it means.
func (s *snapshot) meaning(ts []token, i, size int) (Constraint, bool) {
	own, known := s.ownMeaning(ts, i, size)
	if s.merchant == nil || size > maxSynonymWords {
		return own, known
	}
	for _, other := range s.merchant.meant(key(ts[i : i+size])) {
		c, ok := s.meaningOf(other, ts[i].not)
		switch {
		case !ok:
		case !known:
			own, known = c, true
		case c.Kind == own.Kind && c.Field == own.Field:
			for _, value := range c.Values {
				own.Values = appendNew(own.Values, value)
			}
		}
	}
	return own, known
}

// meaningOf looks up a phrase that does not stand in the text.
func (s *snapshot) meaningOf(k string, not bool) (Constraint, bool) {
	ts := tokenize(k)
	for i := range ts {
		ts[i].not = not
	}
	return s.ownMeaning(ts, 0, len(ts)-1)
}

// ownMeaning looks up the phrase of size words at token i.
func (s *snapshot) ownMeaning(ts []token, i, size int) (Constraint, bool) {
	phrase := ts[i : i+size]
	k := key(phrase)
	not := phrase[0].not
	if size == 1 && (stopWords[phrase[0].text] || negations[phrase[0].text]) && !s.cuedSize(ts, i, size) {
		return Constraint{}, false
	}
	if size == 1 && i > 0 && ts[i-1].text == "how" && sizeOrLength[phrase[0].text] {
		return Constraint{}, false // "how long" asks, and chooses nothing
	}
	if s.cuedSize(ts, i, size) {
		if c, ok := s.size(ts, i, size); ok {
			c.Not = not
			return c, true
		}
	}
	if a := (aged(phrase) | ofAge(ts, i, size)) & s.audiences(); a != 0 {
		return Constraint{Kind: KindAudience, Values: a.names(), Not: not}, true
	}
	if size == 1 {
		if a, ok := audiences[k]; ok && s.audiences()&a != 0 {
			return Constraint{Kind: KindAudience, Values: (a & s.audiences()).names(), Not: not}, true
		}
		if a, ok := kin[k]; ok && !not && s.audiences()&a != 0 {
			return Constraint{Kind: KindAudience, Values: (a & s.audiences()).names(), Soft: true}, true
		}
	}
	b, likely := s.brand(k)
	if b != "" && (likely >= sureBrand || size > 1 || cuedBrand(ts, i)) {
		soft := likely < sureBrand && size == 1 && !cuedBrand(ts, i) && !not
		return Constraint{Kind: KindBrand, Values: []string{b}, Not: not, Soft: soft}, true
	}
	if c, ok := s.color(phrase); ok && (isBasicColor(c.Values[0]) || !s.isLabel(k)) {
		c.Not = not
		return c, true
	}
	sized, isSize := s.size(ts, i, size)
	sized.Not = not
	if isSize && size > 1 {
		return sized, true
	}
	if kinds := s.kinds(phrase, k); len(kinds) > 0 {
		return Constraint{Kind: KindType, Values: kinds, Not: not}, true
	}
	if b != "" {
		return Constraint{Kind: KindBrand, Values: []string{b}, Not: not, Soft: !not}, true
	}
	if isSize {
		return sized, true
	}
	if talkWords(phrase) == size {
		return Constraint{}, false
	}
	if c, ok := s.attribute(k); ok {
		c.Not = not
		return c, true
	}
	if c, ok := s.choice(k); ok {
		c.Not = not
		return c, true
	}
	return s.material(phrase)
}

// sizeOrLength are words that ask for a measure behind "how".
var sizeOrLength = wordSet(`long short large small medium wide narrow tall big deep high light heavy warm firm soft`)

// sureBrand is the share of the products with a name in their title from which
// on the name means the brand.
const sureBrand = 0.5

func (s *snapshot) brand(k string) (name string, likely float64) {
	docs, words := 0, 0
	for i := range s.parts {
		if b := s.parts[i].lexicon.brands[k]; b != nil {
			if len(b.docs) > docs {
				name = b.name
			}
			docs += len(b.docs)
			words += b.words
		}
	}
	if docs == 0 {
		return "", 0
	}
	return name, float64(docs) / float64(max(1, words))
}

// cuedBrand reports whether the word before says that a brand follows.
func cuedBrand(ts []token, i int) bool {
	if i == 0 {
		return false
	}
	switch ts[i-1].text {
	case "from", "by", "brand":
		return true
	}
	return false
}

func (s *snapshot) audiences() audience {
	var a audience
	for i := range s.parts {
		a |= s.parts[i].lexicon.audiences
	}
	return a
}

func isSizeField(name string) bool {
	name = fold(name)
	return name == "size" || strings.HasSuffix(name, " size") || strings.HasPrefix(name, "size ") || name == "waist" || name == "length"
}

func wordsOf(phrase []token) string {
	if len(phrase) == 1 {
		return phrase[0].text
	}
	texts := make([]string, len(phrase))
	for i := range phrase {
		texts[i] = phrase[i].text
	}
	return strings.Join(texts, " ")
}

// cuedSize reports whether the words around say that a size is meant.
func (s *snapshot) cuedSize(ts []token, i, size int) bool {
	for j := i - 1; j >= 0 && j >= i-5; j-- {
		switch ts[j].text {
		case "size", "sized", "sizes", "sz":
			return true
		case "in", "a", "an", "is", "of", "us", "eu", "uk":
		case "or", "and":
			if j--; j < 0 || sizes[ts[j].text] == "" && !isNumber(ts[j].text) {
				return false
			}
		default:
			return false
		}
	}
	return ts[i+size].text == "size" && !stops(ts[i+size].gap)
}

// size reads a phrase as a value of a size option.
func (s *snapshot) size(ts []token, i, size int) (Constraint, bool) {
	phrase := ts[i : i+size]
	cued := s.cuedSize(ts, i, size)
	text, stems := fold(wordsOf(phrase)), key(phrase)
	k := text
	short, standard := sizes[text]
	if standard {
		k = short
	}
	field := ""
	for p := range s.parts {
		x := &s.parts[p].lexicon
		for _, candidate := range [...]string{k, stems} {
			for _, ref := range x.values[candidate] {
				if ref.kind == KindOption && isSizeField(ref.field) {
					bare := len(k) == 1 || isNumber(k)
					if !cued && bare && !behindIn(ts, i, k) && len(phrase[0].text) < 3 {
						continue
					}
					return Constraint{Kind: KindOption, Field: ref.field, Values: []string{ref.value}}, true
				}
			}
		}
		if x.sized {
			field = "size"
		}
	}
	if field != "" && cued && (standard || size == 1 && isNumber(phrase[0].text)) && ts[max(0, i-1)].text != "us" {
		return Constraint{Kind: KindOption, Field: field, Values: []string{strings.ToUpper(k)}}, true
	}
	return Constraint{}, false
}

// behindIn reports whether a bare size stands behind "in", as in "in m or l", or a
// letter behind "a".
func behindIn(ts []token, i int, k string) bool {
	if i == 0 {
		return false
	}
	switch ts[i-1].text {
	case "in":
		return true
	case "a", "an":
		return len(k) == 1 || i > 1 && ts[i-2].text == "in"
	case "or", "and":
		return i > 2 && sizes[ts[i-2].text] != "" && behindIn(ts, i-2, k)
	}
	return false
}

// attribute reads a phrase as something that the catalogue says of products.
func (s *snapshot) attribute(k string) (Constraint, bool) {
	for i := range s.parts {
		if name := s.parts[i].lexicon.flags[k]; name != "" && !s.endsInLabel(k) {
			return Constraint{Kind: KindAttribute, Field: name, Values: []string{"yes"}}, true
		}
	}
	best := valueRef{}
	for i := range s.parts {
		for _, ref := range s.parts[i].lexicon.values[k] {
			if ref.kind == KindAttribute && ref.count > best.count {
				best = ref
			}
		}
	}
	if best.count == 0 || isNumber(k) || len(k) < 3 {
		return Constraint{}, false
	}
	return Constraint{Kind: KindAttribute, Field: best.field, Values: []string{best.value}, Soft: !isMaterialField(best.field)}, true
}

// endsInLabel reports whether a phrase of several words ends in a kind that a
// category is called by: "gaming mouse pad" is a mouse pad, whether or not some
// product has an attribute of that name.
func (s *snapshot) endsInLabel(k string) bool {
	for {
		_, tail, more := strings.Cut(k, " ")
		if !more {
			return false
		}
		if k = tail; s.isLabel(k) {
			return true
		}
	}
}

func isMaterialField(name string) bool {
	name = fold(name)
	return strings.Contains(name, "material") || strings.Contains(name, "fabric") || name == "tags" || strings.HasPrefix(name, "feature")
}
