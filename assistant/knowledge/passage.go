package knowledge

import (
	"math"
	"slices"
	"strings"

	"github.com/aisle-chat/aisle/assistant/internal/pattern"
	"github.com/aisle-chat/aisle/assistant/internal/prose"
)

// passage is a passage as retrieval sees it.
type passage struct {
	heading, all set
	words        []string // of the heading, as they stand
	refuses      bool     // the heading says what is not so
	answers      [kinds]bool
}

func newPassage(a *Article, i int) passage {
	text := &a.Passages[i]
	p := passage{heading: set{}, all: set{}, words: prose.Words(text.Heading), refuses: refuses.MatchString(prose.Fold(text.Heading))}
	p.heading.add(text.Heading)
	p.all.add(text.Heading, text.Text)
	folded := prose.Fold(text.Heading + " " + text.Text)
	for kind, k := range answerKinds {
		p.answers[kind] = k.told.MatchString(folded)
	}
	return p
}

// kinds is how many kinds of answers a question may ask for by its first words.
const kinds = 4

// answerKinds are those kinds: asked by some words, and told by others.
var answerKinds = [kinds]struct{ asked, told *pattern.Pattern }{
	{ // a time
		pattern.MustCompile(`\b(?:how (?:long|soon|fast|quickly|many (?:days|weeks|months|years))|when|until|deadline)\b`),
		pattern.MustCompile(`\b(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten) (?:working |business |calendar )?(?:minute|hour|day|week|month|year)s?\b|\bwithin\b|\buntil\b|\b(?:am|pm)\b|\bexpires?\b|\bwhen the\b`),
	},
	{ // who pays, and how much
		pattern.MustCompile(`\b(?:how much|costs?|who pays|pay for|charged?|fees?|price|expensive|free)\b`),
		pattern.MustCompile(`\b(?:free|costs?|pays?|paid|charged?|expense|nothing|fee|on us|refunded)\b`),
	},
	{ // a reason
		pattern.MustCompile(`\b(?:why|how come|not (?:there|here) yet|still (?:not|no|waiting))\b`),
		pattern.MustCompile(`\b(?:because|since|so that|reasons?|still waiting|take their time|takes longer)\b`),
	},
	{ // a place
		pattern.MustCompile(`\b(?:where (?:is|are|can|do you)|which city|your address)\b`),
		pattern.MustCompile(`\b(?:road|street|avenue|lane|square|city|at \d+|come by)\b`),
	},
}

// refuses is what a heading, or a question, says of what is not so.
var refuses = pattern.MustCompile(`\b(?:cannot|cant|can not|never|except\w*|exclu\w*|not (?:cover\w*|includ\w*|allowed))\b|^what\b.*\bnot\b|\b(?:doesnt|does not|isnt|not) (?:it )?cover\w*\b`)

// mayI asks whether something can be done: the answer may be that it cannot.
var mayI = pattern.MustCompile(`^(?:can|could|may|is it|are there|will)\b`)

// priceTerm is the word for every word that asks what something costs.
var priceTerm = terms("price")[0]

// What a passage gains besides the words that it shares with a question.
const (
	inHeading   = 0.8  // of a word's weight, where it stands in the heading, as far as the question has the heading
	inQuestion  = 0.5  // where only the article's own question has it
	wholeTitle  = 1.0  // where the question has the heading's every word
	rightAnswer = 0.35 // where it tells what kind of answer is asked for
	lead        = 0.3  // where an article begins
	asWhole     = 0.5  // there, where the question asks for the article as a whole
	inTitle     = 0.4  // of a word's weight there, where only the title has it
	ofAll       = 0.5  // of a word's weight, where it is the article's matter or only says what kind of answer is asked for
	wrongSense  = -0.4 // where its heading refuses, which the question does not ask for; the heading counts for nothing then
	rightSense  = 1.0  // where both refuse
)

// passage picks the passage of an article that covers most of what was asked. A
// term that few of its passages have tells more than one that stands in all.
func (e *entry) passage(question string, asked []string, like int) *Passage {
	folded := prose.Fold(question)
	words := strings.Fields(folded)
	weight := func(term string) float64 {
		count := 0
		for i := range e.passages {
			if e.passages[i].all[term] {
				count++
			}
		}
		return math.Log(1 + float64(len(e.passages)+1)/float64(max(count, 1)))
	}
	most := weight("")
	best, top := 0, -1.0
	for i := range e.passages {
		p := &e.passages[i]
		score, inAll, have := 0.0, 0.0, 0
		for _, term := range asked {
			share := 1.0
			if len(asked) > 1 && (e.title[term] || term == priceTerm && answerKinds[1].asked.MatchString(folded)) {
				share = ofAll
			}
			switch {
			case p.all[term]:
				score += share * weight(term)
			case i == 0 && e.title[term]:
				score += share * inTitle * weight(term)
			}
			if p.heading[term] {
				inAll += share * inHeading * weight(term)
				have++
			}
		}
		if like >= 0 {
			for term := range e.questions[like] {
				if p.all[term] && !slices.Contains(asked, term) {
					score += inQuestion * weight(term)
				}
			}
		}
		asks := refuses.MatchString(folded)
		switch {
		case p.refuses && !asks:
			if !mayI.MatchString(folded) {
				score += wrongSense * most
			}
		case have > 0:
			score += inAll * float64(have) / float64(len(p.heading))
			fallthrough
		default:
			if have > 0 && have == len(p.heading) || p.named(words) {
				score += wholeTitle * most
			}
		}
		if p.refuses && asks {
			score += rightSense * most
		}
		told, wanted := 0, 0
		for kind, k := range answerKinds {
			if k.asked.MatchString(folded) {
				if wanted++; p.answers[kind] {
					told++
				}
			}
		}
		score += rightAnswer * most * float64(told)
		if i == 0 {
			score += lead * most
			if len(asked) == 1 && e.title[asked[0]] && told == wanted {
				score += asWhole * most
			}
		}
		if score > top+1e-9 {
			best, top = i, score
		}
	}
	return &e.article.Passages[best]
}

// named reports whether a question has every word of the heading, also those that
// say nothing elsewhere: "how do I wash down?".
func (p *passage) named(question []string) bool {
	return len(p.words) > 0 && !slices.ContainsFunc(p.words, func(word string) bool { return !slices.Contains(question, word) })
}
