package voice

import "github.com/aisle-chat/aisle/assistant/internal/pattern"

// form writes short forms out, or long ones short.
type form struct {
	find *pattern.Pattern
	put  string
}

// in is a text with its forms changed, outside of quotation marks.
func (f *form) in(text string) string {
	var out []byte
	from := 0
	for _, at := range f.find.FindAllStringSubmatchIndex(text, -1) {
		if quoted(text, at[0]) {
			continue
		}
		out = append(out, text[from:at[0]]...)
		out = f.find.ExpandString(out, f.put, text, at)
		from = at[1]
	}
	if from == 0 {
		return text
	}
	return string(out) + text[from:]
}

// Forms of English that can be changed without looking at the rest of the sentence.
// Left out is what can be wrong: "I have two" has no short form, and a verb at the
// end of a sentence, as in "what it is.", keeps its length.
const (
	helpers = `\b([Dd]o|[Dd]oes|[Dd]id|[Ii]s|[Aa]re|[Ww]as|[Ww]ere|[Cc]ould|[Ww]ould|[Ss]hould|[Hh]ave|[Hh]as|[Hh]ad)`
	clause  = `((?:^|[.!?;:,]\s+|\n)`
	goesOn  = `( [a-z0-9*])`
	mark    = `['’]`
	persons = `(you|we|they|it|he|she|I|there)\b`
)

var casual = forms(
	helpers+` not\b`, "${1}n't",
	`\b([Cc])annot\b`, "${1}an't",
	`\b([Ww])ill not\b`, "${1}on't",
	`\bI am`+goesOn, "I'm$1",
	`\bI will`+goesOn, "I'll$1",
	clause+`(?:[Ii]t|[Tt]hat|[Tt]here)) is`+goesOn, "$1's$2",
	clause+`(?:[Yy]ou|[Ww]e|[Tt]hey)) are`+goesOn, "$1're$2",
	clause+`(?:[Yy]ou|[Ww]e|[Tt]hey|[Ii]t)) will`+goesOn, "$1'll$2",
)

var formal = forms(
	helpers+`n`+mark+`t `+persons, "$1 $2 not",
	`\b([Cc])an`+mark+`t `+persons, "${1}an $2 not",
	`\b([Ww])on`+mark+`t `+persons, "${1}ill $2 not",
	helpers+`n`+mark+`t\b`, "$1 not",
	`\b([Cc])an`+mark+`t\b`, "${1}annot",
	`\b([Ww])on`+mark+`t\b`, "${1}ill not",
	`\bI`+mark+`m\b`, "I am",
	`\b([Ii]t|[Tt]hat|[Tt]here|[Hh]e|[Ss]he)`+mark+`s (been|got|had)\b`, "$1 has $2",
	`\b([Ii]t|[Tt]hat|[Tt]here|[Ww]hat|[Hh]ere|[Hh]e|[Ss]he)`+mark+`s\b`, "$1 is",
	`\b([Yy]ou|[Ww]e|[Tt]hey)`+mark+`re\b`, "$1 are",
	`\b(I|[Yy]ou|[Ww]e|[Tt]hey|[Ii]t|[Tt]hat|[Tt]here)`+mark+`ll\b`, "$1 will",
	`\b(I|[Yy]ou|[Ww]e|[Tt]hey)`+mark+`ve\b`, "$1 have",
	`\b(I|[Yy]ou|[Ww]e|[Tt]hey)`+mark+`d (like|love|suggest|say|go|take|be|recommend|pick|choose|rather|prefer|need|want)\b`, "$1 would $2",
	`\b([Ll])et`+mark+`s\b`, "${1}et us",
)

// forms compiles pairs of what is found and what is put there.
func forms(pairs ...string) []form {
	var all []form
	for i := 0; i < len(pairs); i += 2 {
		all = append(all, form{pattern.MustCompile(pairs[i]), pairs[i+1]})
	}
	return all
}
