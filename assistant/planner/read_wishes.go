package planner

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/aisle-chat/aisle/assistant/internal/pattern"
	"github.com/aisle-chat/aisle/assistant/internal/prose"
	"github.com/aisle-chat/aisle/catalog"
)

var (
	corrected = correction
	voucher   = pattern.MustCompile(`\bgift (?:voucher|certificate|token)`)
	courtesy  = pattern.MustCompile(`(?i)^\s*(?:hi|hello|hey|thanks|thank you|great|perfect|cool|ok|okay|well|actually|so)\b[\s,.!]+`)
	negated   = pattern.MustCompile(`(?i)\b(?:not|no|without|nothing|except|don'?t (?:want|like)|do not (?:want|like)|hate|avoid|allergic)\s+(?:to |in |of |made of |any |from |with |the )?([\p{L}-]{3,})`)
)

// wishes reads the message against the catalogue.
func (r *reader) wishes(m *Reading) {
	text := r.unaddressed(m.Said)
	if at := corrected.FindStringIndex(m.Norm); at != nil && at[1] < len(m.Norm) {
		m.Correcting = true
		text = m.Norm[at[1]:]
	} else if at := replacing.FindStringIndex(text); at != nil && at[1] < len(text) {
		text = text[at[1]:]
	} else if at := turning.FindStringIndex(text); at != nil && at[1] < len(text) {
		text = text[at[1]:]
	} else if at := courtesy.FindStringIndex(text); at != nil && at[1] < len(text) {
		text = text[at[1]:]
	}
	text, packed := unpacked(r.featured(r.sized(text)))
	text, refused, overdone := r.overdone(beyondNo(text))
	u := r.unmistaken(text)
	m.Wishes, m.Comparatives, m.Sort = settledKinds(u.Constraints), u.Comparatives, u.Sort
	if packed && len(m.Comparatives) == 0 {
		m.Comparatives = []catalog.Comparative{{Field: fieldPacked, Less: true, Most: true, Text: "smallest when packed"}}
	}
	if kind, typed := wish(m.Wishes, catalog.KindType, ""); typed && len(m.Wishes) == 1 && inSome.MatchString(m.Norm) && hasType(r.state.Wishes) {
		u.Terms, m.Wishes = append(slices.Clone(u.Terms), prose.Words(kind.Text)...), nil // "in multicolor" is no kind of thing
	}
	m.Words, m.Known, m.Content, m.Unsold = u.Terms, u.Known, u.Content, u.Unsold
	for _, c := range u.Corrections {
		for i := range m.Wishes {
			m.Wishes[i].Text = strings.ReplaceAll(m.Wishes[i].Text, c.From, c.To)
		}
	}
	if len(u.Constraints) == 0 {
		if word := bareSize(m.Norm); word != "" {
			if sized := r.understand("size " + word).Constraints; len(sized) == 1 && sized[0].Kind == catalog.KindOption {
				m.Wishes, m.Words, m.Known, m.Content = sized, nil, 1, 1
			}
		}
	}
	if assertsPrice.MatchString(m.Said) && !relative.MatchString(m.Said) { // that is no budget
		m.Wishes = slices.DeleteFunc(slices.Clone(m.Wishes), func(c catalog.Constraint) bool { return c.Kind == catalog.KindPrice })
	}
	if overdone {
		m.Wishes = append(slices.Clone(m.Wishes), refused)
	}
	for _, match := range negated.FindAllStringSubmatch(text, -1) {
		r.refuse(m, match[1])
	}
	r.refusals(m)
	if d := dropWish.FindStringSubmatch(m.Norm); d != nil {
		m.Drop = append(m.Drop, wishField(d[1]+d[2]))
	}
}

// sizeMark is a size that stands alone, as people write it behind a color or a comma.
var sizeMark = regexp.MustCompile(`(?:^|[\s,;/(])((?i:xxs|xs|xl|xxl|xxxl|[2-5]xl)|[SML]|(?:,|\bin)\s*[sml])(?:$|[\s,;/).!?])`)

// sized writes out that a letter in a text is a size, where something comes in it: "in
// blue, L". A letter behind a number is a unit.
func (r *reader) sized(text string) string {
	at := sizeMark.FindStringSubmatchIndex(text)
	if at == nil || strings.Contains(strings.ToLower(text), "size") {
		return text
	}
	before, mark := strings.TrimRight(text[:at[2]], " ,;/("), strings.TrimLeft(strings.TrimPrefix(text[at[2]:at[3]], "in"), " ,")
	if before != "" && unicode.IsDigit(rune(before[len(before)-1])) && !strings.ContainsAny(text[len(before):at[3]], ",;/(") {
		return text
	}
	if !hasOption(r.understand("size " + mark).Constraints) {
		return text
	}
	return text[:at[2]] + " size " + mark + text[at[3]:]
}

// packsDown says of a thing that it becomes small.
var packsDown = pattern.MustCompile(`(?i)[\s,]*\b(?:(?:that|which|it|and|should|must|can|has to|needs to)\s+){0,3}(?:packs?|folds?|rolls?|compress(?:es)?)(?: down| up| away| together)?(?: (?:very|really|quite|pretty|nice and|super|so))? (?:small|tiny|tight|flat|compact(?:ly)?)(?: enough)?\b`)

// unpacked takes the wish for a small pack out of a text: how small a thing packs is a
// measure of its own, and no size that it comes in.
func unpacked(text string) (rest string, packed bool) {
	at := packsDown.FindStringIndex(text)
	if at == nil || strings.HasSuffix(strings.TrimSpace(text), "?") {
		return text, false
	}
	return text[:at[0]] + " " + text[at[1]:], true
}

// fieldPacked is the measure of what is packed, as a comparative's field.
const fieldPacked = "packed size"

// ofFeature begins what says how the thing that is looked for is to be: "with a rain
// cover", "one that has a hood".
var ofFeature = pattern.MustCompile(`(?i)^\s*(?:(?:and|ok|okay|but|also|please|maybe|preferably|ideally|rather|one|ones|something|those|any|i (?:need|want|would like|'d like))[\s,]+)*(with|without|(?:that|which) (?:has|have|comes? with|includes?|got)|having|including|(?:it )?(?:must|should|has to|needs to) have)\s+`)

// featured puts the kind of thing that is looked for before a feature of it: a "rain
// cover" is no new search, but what the backpack is to come with.
func (r *reader) featured(text string) string {
	kind, typed := wish(r.state.Wishes, catalog.KindType, "")
	at := ofFeature.FindStringSubmatchIndex(text)
	if !typed || at == nil || kind.Text == "" || strings.Contains(kind.Text, ",") {
		return text
	}
	if u := r.understand(text[at[1]:]); !hasType(u.Constraints) || slices.ContainsFunc(u.Constraints, func(c catalog.Constraint) bool {
		return c.Kind == catalog.KindType && slices.Equal(c.Values, kind.Values)
	}) {
		return text
	}
	link := "with"
	if strings.EqualFold(text[at[2]:at[3]], "without") {
		link = "without"
	}
	whole := kind.Text + " " + link + " " + text[at[1]:]
	if own, ok := wish(r.understand(whole).Constraints, catalog.KindType, ""); !ok || !slices.Equal(own.Values, kind.Values) {
		return text
	}
	return whole
}

var (
	// assertsPrice claims what a certain thing costs; relative asks for one that does.
	assertsPrice = pattern.MustCompile(`(?i)^\s*(?:the|this|that|your)\b.+\bcosts?\s+(?:only\s+|just\s+|now\s+)*[$€£]\s?\d`)
	relative     = pattern.MustCompile(`(?i)\b(?:that|which|one|ones|it)\s+costs?\b`)
)

// unmistaken understands a text without the words of support that the catalogue
// would read over as mistakes for its goods: "swap" is no soap.
func (r *reader) unmistaken(text string) catalog.Understanding {
	u := r.understand(text)
	words := strings.Fields(text)
	mine := len(words)
	words = slices.DeleteFunc(words, func(word string) bool {
		folded := strings.Trim(prose.Fold(word), ".,:;!?")
		return ofSupport()[folded] && slices.ContainsFunc(u.Corrections, func(c catalog.Correction) bool { return c.From == folded })
	})
	if len(words) == mine {
		return u
	}
	return r.understand(strings.Join(words, " "))
}

// inSome names how something is to be: "in multicolor".
var inSome = pattern.MustCompile(`^(?:(?:and|ok|but|also|please|maybe) )*in (?:an? )?\w+(?: please)?$`)

// settledKinds leaves out a wish against a kind of which the same message wants a
// special case: "no trousers after all, rather walking trousers".
func settledKinds(wishes []catalog.Constraint) []catalog.Constraint {
	kind, typed := wish(wishes, catalog.KindType, "")
	return slices.DeleteFunc(slices.Clone(wishes), func(c catalog.Constraint) bool {
		return typed && c.Not && c.Kind == catalog.KindType && narrows(c, kind)
	})
}

// reread writes words of a text as they were meant.
func reread(text string, words, meant []string) string {
	for i, word := range words {
		if word != meant[i] {
			text = regexp.MustCompile(`(?i)\b`+regexp.QuoteMeta(word)+`\b`).ReplaceAllLiteralString(text, meant[i])
		}
	}
	return text
}

// bareSize is the one word of a message that may be a size.
func bareSize(norm string) string {
	words := slices.DeleteFunc(strings.Fields(norm), func(w string) bool { return w == "please" || w == "in" || w == "a" || w == "the" || w == "ok" })
	if len(words) == 1 && len(words[0]) <= 4 && !prose.IsStop(words[0]) {
		return words[0]
	}
	return ""
}

// refuse takes in a wish against something that the catalogue has as a word
// only: "not leather".
func (r *reader) refuse(m *Reading, word string) {
	folded := prose.Fold(word)
	for _, c := range m.Wishes {
		if c.Not && strings.Contains(prose.Fold(c.Text), folded) {
			return
		}
	}
	u := r.understand(word)
	if len(u.Constraints) > 0 || len(u.Terms) == 0 || u.Known == 0 || prose.IsStop(folded) && !materials.MatchString(folded) {
		return
	}
	m.Wishes = append(m.Wishes, catalog.Constraint{
		Kind: catalog.KindAttribute, Values: []string{folded}, Not: true, Text: "not " + folded,
	})
	m.Words = slices.DeleteFunc(slices.Clone(m.Words), func(w string) bool { return slices.Contains(u.Terms, w) })
}

// wishField names the field of a wish as the shopper calls it.
func wishField(word string) string {
	switch word {
	case "colour", "colours", "colors", "color":
		return "color"
	case "price limit", "limit", "price", "budget":
		return string(catalog.KindPrice)
	case "filter", "filters":
		return "all"
	default:
		return word
	}
}

func hasType(wishes []catalog.Constraint) bool {
	return slices.ContainsFunc(wishes, func(c catalog.Constraint) bool { return c.Kind == catalog.KindType && !c.Not })
}

func hasOption(wishes []catalog.Constraint) bool {
	return slices.ContainsFunc(wishes, func(c catalog.Constraint) bool { return c.Kind == catalog.KindOption && !c.Not })
}

func hasHard(wishes []catalog.Constraint) bool {
	return slices.ContainsFunc(wishes, func(c catalog.Constraint) bool { return !c.Soft })
}
