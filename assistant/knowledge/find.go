package knowledge

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/aisle-chat/aisle/assistant/internal/prose"
)

// MinScore is the score from which a passage answers a question. Below it,
// [Base.Find] finds nothing and says nothing.
const MinScore = 0.5

// Found is a passage that answers.
type Found struct {
	Article *Article
	Passage *Passage
	// Score is from MinScore to 1: how much of the question the passage and its
	// article cover.
	Score float64
}

// Find returns the passages that answer question, best first, at most limit and
// at most one of each article. Articles that do not hold at now are left out.
// When nothing answers, it returns nothing.
func (b *Base) Find(question string, now time.Time, limit int) []Found {
	asked := b.weights.correct(terms(question))
	folded := prose.Fold(question)
	if len(asked) == 0 && folded == "" {
		return nil
	}
	var found []Found
	for i := range b.entries {
		e := &b.entries[i]
		if !e.article.Valid(now) {
			continue
		}
		score, like := b.score(e, asked, folded)
		if score >= MinScore {
			found = append(found, Found{e.article, b.passage(e, asked, like), score})
		}
	}
	slices.SortStableFunc(found, func(a, b Found) int { return cmp.Compare(b.Score, a.Score) })
	return found[:min(len(found), limit)]
}

// entry is an article as retrieval sees it.
type entry struct {
	article   *Article
	about     set   // title, tags and questions
	all       set   // about and every passage
	questions []set // by question
	folded    []string
	passages  []set // by passage, its heading included
}

type set map[string]bool

func newEntry(a *Article) entry {
	e := entry{article: a, about: set{}, all: set{}}
	e.about.add(a.Title, strings.Join(a.Tags, "\n"))
	for _, q := range a.Questions {
		e.about.add(q)
		s := set{}
		s.add(q)
		e.questions = append(e.questions, s)
		e.folded = append(e.folded, prose.Fold(q))
	}
	for term := range e.about {
		e.all[term] = true
	}
	for _, p := range a.Passages {
		s := set{}
		s.add(p.Heading, p.Text)
		e.passages = append(e.passages, s)
		e.all.add(p.Heading, p.Text)
	}
	return e
}

func (s set) add(texts ...string) {
	for _, text := range texts {
		for _, term := range terms(text) {
			s[term] = true
		}
	}
}

// weights say how much a term tells: one that every article has tells little,
// one that no article has tells that the question is about something else.
type weights struct {
	known   map[string]float64
	unknown float64
}

func weigh(entries []entry) weights {
	counts := map[string]int{}
	for _, e := range entries {
		for term := range e.all {
			counts[term]++
		}
	}
	n := float64(len(entries))
	w := weights{map[string]float64{}, math.Log(1 + (n+1)/1)}
	for term, count := range counts {
		w.known[term] = math.Log(1 + (n+1)/float64(count))
	}
	return w
}

// correct reads over one typing mistake behind the first letter of each word that
// no article has.
func (w weights) correct(asked []string) []string {
	for i, term := range asked {
		if _, known := w.known[term]; known || len(term) < 5 {
			continue
		}
		best := ""
		for other, weight := range w.known {
			if term[0] == other[0] && prose.Near(term, other) && (best == "" || weight < w.known[best] || weight == w.known[best] && other < best) {
				best = other
			}
		}
		if best != "" {
			asked[i] = best
		}
	}
	return asked
}

func (w weights) of(term string) float64 {
	if weight, ok := w.known[term]; ok {
		return weight
	}
	return w.unknown
}

// score says how well an article answers, and which of its questions is like
// the one asked; -1 means none.
func (b *Base) score(e *entry, asked []string, folded string) (score float64, like int) {
	like = -1
	total := 0.0
	for _, term := range asked {
		total += b.weights.of(term)
	}
	for i, question := range e.questions {
		if e.folded[i] == folded {
			return 1, i
		}
		common, length := 0.0, 0.0
		for term := range question {
			length += b.weights.of(term)
		}
		for _, term := range asked {
			if question[term] {
				common += b.weights.of(term)
			}
		}
		if common > 0 {
			if s := 2 * common / (total + length); s > score {
				score, like = s, i
			}
		}
	}
	if total == 0 {
		return score, like
	}
	covered := 0.0
	about := false
	for _, term := range asked {
		switch {
		case e.about[term]:
			covered += b.weights.of(term)
			about = true
		case e.all[term]:
			covered += 0.8 * b.weights.of(term)
		}
	}
	if covered /= total; !about {
		covered *= 0.8 // mentioned in passing
	}
	return max(score, 0.95*covered), like
}

// passage picks the passage of an article that covers most of what was asked. A
// term that few of its passages have tells more than one that stands in all.
func (b *Base) passage(e *entry, asked []string, like int) *Passage {
	weight := func(term string) float64 {
		count := 0
		for _, words := range e.passages {
			if words[term] {
				count++
			}
		}
		return math.Log(1 + float64(len(e.passages)+1)/float64(max(count, 1)))
	}
	best, most := 0, -1.0
	for i, words := range e.passages {
		score := 0.0
		for _, term := range asked {
			if words[term] {
				score += weight(term)
			}
		}
		if like >= 0 {
			for term := range e.questions[like] {
				if words[term] {
					score += weight(term) / 2
				}
			}
		}
		if score > most+1e-9 {
			best, most = i, score
		}
	}
	return &e.article.Passages[best]
}

// terms are the content words of a text, each once, in order, with the
// different words for one matter brought to one.
func terms(text string) []string {
	joined := " " + strings.Join(prose.Content(text), " ") + " "
	for _, p := range pairs {
		joined = strings.ReplaceAll(joined, p.two, " "+p.one+" ")
	}
	var out []string
	for stem := range strings.FieldsSeq(joined) {
		if one, ok := same[stem]; ok {
			stem = one
		}
		if idle[stem] {
			continue
		}
		if !slices.Contains(out, stem) {
			out = append(out, stem)
		}
	}
	return out
}

// idle words stand in a question whatever it is about.
var idle = map[string]bool{"take": true, "accept": true, "long": true, "offer": true, "possibl": true, "happen": true, "work": true, "until": true, "number": true}

// same brings different words for one matter of a shop to one word.
var same, pairs = sameWords(`
	shipping: shipping delivery deliver postage dispatch shipment despatch
	return: return returning bring
	refund: refund reimburse reimbursement moneyback
	exchange: exchange swap change
	price: price cost charge fee
	payment: payment pay paying
	instalment: instalment installment financing klarna
	abroad: abroad international overseas internationally worldwide foreign anywhere country countries canada mexico
	abroad: england britain uk scotland ireland germany france spain italy portugal netherlands belgium austria switzerland
	abroad: sweden norway denmark finland poland europe eu australia japan china india brazil singapore africa asia
	guarantee: guarantee warranty guaranteed
	broken: broken faulty defective damaged damage defect leaking
	shop: shop store showroom located location
	wash: wash clean washing cleaning launder laundry
	repair: repair fix mend
	size: size sizing measurement
	person: person human agent representative someone
	hour: hour opening open
	email: email mail
	sustainable: sustainable sustainability eco ethical green environment
	made: made manufactured produced
	express: express fast overnight tomorrow urgent
	voucher: voucher coupon promo
`, map[string]string{"send back": "return", "give back": "return", "money back": "refund", "take back": "return", "e mail": "email", "gift card": "giftcard", "gift voucher": "giftcard", "gift certif": "giftcard"})

type pair struct{ two, one string }

func sameWords(groups string, phrases map[string]string) (map[string]string, []pair) {
	one := map[string]string{}
	for line := range strings.Lines(groups) {
		name, words, ok := strings.Cut(strings.TrimSpace(line), ":")
		for word := range strings.FieldsSeq(words) {
			if ok {
				one[prose.Stem(word)] = prose.Stem(name)
			}
		}
	}
	var list []pair
	for phrase, name := range phrases {
		list = append(list, pair{" " + phrase + " ", prose.Stem(name)})
	}
	slices.SortFunc(list, func(a, b pair) int { return cmp.Compare(a.two, b.two) })
	return one, list
}
