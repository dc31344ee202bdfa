package rehearsal

import (
	"regexp"
	"strings"
	"unicode"
)

// excuse is how assistants say that they do not know further.
var excuse = regexp.MustCompile(`(?i)\b(?:(?:i(?:'m| am)? |we )(?:can(?:'t|not| not)|could(?:n't| not)|do(?:n't| not)|did(?:n't| not)|am not|'m not|not|was(?:n't| not)) (?:\w+ )?(?:help|understand|understood|know|catch|sure|able|get that|follow|answer|find an answer|have (?:an answer|that information|information))|(?:rephrase|try again|say that (?:again|differently))|(?:no|not an?) (?:answer|information) (?:to|about|for|on)|beyond what i|outside (?:of )?what i|only an? (?:bot|assistant))`)

// dataSilent is the honest word that a fact is not known.
var dataSilent = regexp.MustCompile(`(?i)\b(?:(?:does|do)(?: not|n't) (?:say|mention|list|state|tell)|not (?:stated|listed|mentioned|given)|nothing (?:about|on) (?:that|this|it)|no (?:details?|data|information)|price on request)`)

// plainText takes the Markdown out of prose.
func plainText(s string) string {
	return strings.NewReplacer("**", "", "__", "", "`", "").Replace(s)
}

// sentences splits prose at full stops, question and exclamation marks and ends
// of lines. Marks inside of numbers and names ("4.7", "No. 5") do not split.
func sentences(text string) []string {
	return sentencesAt(strings.ReplaceAll(plainText(text), "\u00a0", " "))
}

// sentencesAt does so, and takes a space that does not break for a letter.
func sentencesAt(text string) []string {
	var all []string
	var b strings.Builder
	flush := func() {
		if s := strings.TrimSpace(b.String()); s != "" {
			all = append(all, s)
		}
		b.Reset()
	}
	runes := []rune(text)
	for i, r := range runes {
		if r == '\n' {
			flush()
			continue
		}
		b.WriteRune(r)
		initial := r == '.' && i > 1 && unicode.IsLetter(runes[i-1]) && runes[i-2] == '.' // "e.l.f. Studio"
		end := (r == '.' || r == '!' || r == '?') && !initial
		if end && (i+1 == len(runes) || unicode.IsSpace(runes[i+1]) && runes[i+1] != '\u00a0') && !strings.HasSuffix(b.String(), " No.") && !strings.HasSuffix(b.String(), "St.") {
			flush()
		}
	}
	flush()
	return all
}

// clauseEnd is where a sentence goes over to another subject.
var clauseEnd = regexp.MustCompile(`; | — |,? except | \((?:sold|not|out) |, (?:while|but|and) the |, the | and the | or the `)

// clauses splits a sentence where it goes over to another subject.
func clauses(sentence string) []string {
	var all []string
	from := 0
	for _, at := range clauseEnd.FindAllStringIndex(sentence, -1) {
		all = append(all, sentence[from:at[0]])
		from = at[0]
	}
	return append(all, sentence[from:])
}

// fold writes words for comparing: small letters and digits, one space between.
func fold(s string) string {
	var b strings.Builder
	space := true
	for _, r := range strings.ToLower(s) {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r) || r == '.' && !space:
			b.WriteRune(r)
			space = false
		case !space:
			b.WriteByte(' ')
			space = true
		}
	}
	return strings.ReplaceAll(strings.TrimRight(b.String(), " .")+" ", ". ", " ")
}

// has reports whether text has the words of part as whole words; a plural "s"
// at the end of either is let pass.
func has(text, part string) bool {
	t, p := " "+fold(text), strings.TrimSpace(fold(part))
	if p == "" {
		return false
	}
	if strings.Contains(t, " "+p+" ") || strings.Contains(t, " "+p+"s ") || strings.Contains(t, " "+p+"es ") {
		return true
	}
	for _, end := range []string{"s", "es"} {
		if single, ok := strings.CutSuffix(p, end); ok && len(single) > 2 && strings.Contains(t, " "+single+" ") {
			return true
		}
	}
	return false
}

// quoted shortens text for evidence.
func quoted(text string) string {
	const most = 160
	if r := []rune(text); len(r) > most {
		text = string(r[:most]) + "..."
	}
	return "“" + text + "”"
}
