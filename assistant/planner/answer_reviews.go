package planner

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/internal/pattern"
	"github.com/aisle-chat/aisle/assistant/internal/prose"
	"github.com/aisle-chat/aisle/assistant/internal/traits"
	"github.com/aisle-chat/aisle/catalog"
)

// What reviews say about the fit.
var (
	fitsTrue  = pattern.MustCompile(`(?i)\btrue to (?:its )?size|\bfits? (?:perfectly|well|great|as expected|just right|like a glove)|\bperfect fit|\bsize is (?:right|spot on)`)
	fitsSmall = pattern.MustCompile(`(?i)\bruns? (?:\w+ ){0,3}?(?:small|tight|narrow|short)|\btoo (?:small|tight|narrow)|\b(?:size|go|order) up\b|\bone size (?:up|larger|bigger)|\bfits? (?:\w+ )?(?:small|tight)|\bsnug\b`)
	fitsLarge = pattern.MustCompile(`(?i)\bruns? (?:\w+ ){0,3}?(?:large|big|wide|long|loose)|\btoo (?:big|large|loose|wide)|\b(?:size|go) down\b|\bone size (?:down|smaller)|\bfits? (?:\w+ )?(?:large|big|loose)|\broomy\b`)
)

// fitVotes counts the reviews that say something of the fit.
func fitVotes(p *catalog.Product) (right, small, large int) {
	for _, r := range p.Reviews {
		switch {
		case fitsSmall.MatchString(r.Text):
			small++
		case fitsLarge.MatchString(r.Text):
			large++
		case fitsTrue.MatchString(r.Text):
			right++
		}
	}
	return right, small, large
}

func answerFit(p *catalog.Product) []sentence {
	var said []sentence
	right, small, large := fitVotes(p)
	if total := right + small + large; total > 0 {
		var votes []string
		for _, v := range []struct {
			count int
			words string
		}{{right, "true to size"}, {small, "small"}, {large, "large"}} {
			if v.count > 0 {
				votes = append(votes, number(v.count)+" "+plural2(v.count, "says", "say")+" "+v.words)
			}
		}
		text := fmt.Sprintf("Of %s that %s the fit of the %s, %s.",
			counted(total, "review"), plural2(total, "mentions", "mention"), name(p), joined(votes, "and"))
		other := fmt.Sprintf("Reviews on the fit of the %s: %s.", name(p), joined(votes, "and"))
		said = append(said, says(fact(p, "reviews", fmt.Sprintf("fit: %d true, %d small, %d large", right, small, large)), text, other))
	} else if len(p.Reviews) > 0 {
		said = append(said, says(fact(p, "reviews", strconv.Itoa(len(p.Reviews))), "None of its "+counted(len(p.Reviews), "review")+" mentions how the "+name(p)+" fits."))
	}
	if values, ok := traits.Attribute(p, "fit"); ok {
		value := strings.Join(values, ", ")
		said = append(said, says(fact(p, "fit", value), "The shop describes the cut as "+value+".", "Its cut is "+value+"."))
	}
	if len(said) == 1 && len(p.Reviews) > 0 && right+small+large == 0 || len(said) == 0 {
		said = append(said, answerSize(p, &Reading{})...)
	}
	return said
}

func plural2(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

func answerReviews(p *catalog.Product) []sentence {
	var said []sentence
	if p.Rating.Count > 0 {
		rating := ratingWords(p)
		said = append(said, says(fact(p, "rating", rating), upperFirst(the(p, "has", "have"))+" "+rating+".", upperFirst(rating)+" for the "+name(p)+"."))
	}
	best, worst := -1, -1
	for i, r := range p.Reviews {
		if r.Rating >= 4 && (best < 0 || r.Rating > p.Reviews[best].Rating) {
			best = i
		}
		if r.Rating > 0 && r.Rating <= 3 && (worst < 0 || r.Rating < p.Reviews[worst].Rating) {
			worst = i
		}
	}
	if best >= 0 {
		said = append(said, quoted(p, best, "One shopper writes: ", "A happy one: "))
	}
	if worst >= 0 {
		said = append(said, quoted(p, worst, "A more critical one: ", "The other side: "))
	}
	if len(said) == 0 {
		said = append(said, says(fact(p, "reviews", "none"),
			"There are no reviews of the "+name(p)+" in the shop's data yet.", "Nobody has reviewed the "+name(p)+" here yet."))
	}
	return said
}

func quoted(p *catalog.Product, i int, leads ...string) sentence {
	quote := quoteOf(p.Reviews[i].Text)
	s := sentence{evidence: []assistant.Evidence{fact(p, "reviews", quote)}}
	for _, lead := range leads {
		s.wordings = append(s.wordings, lead+"“"+quote+"”")
	}
	return s
}

// quoteOf takes the first sentences of a review, as text that may be quoted and
// carries no marks of its own.
func quoteOf(text string) string {
	quote := ""
	for _, s := range prose.Sentences(text) {
		if quote != "" && len(quote)+len(s) > 120 {
			break
		}
		quote = strings.TrimSpace(quote + " " + s)
	}
	return plainText(cut(quote, 140))
}
