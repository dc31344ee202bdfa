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

// oneWord is the most that a question scores by a single word: it may be asked
// in another sense.
const oneWord = 0.98

// Found is a passage that answers.
type Found struct {
	Article *Article
	Passage *Passage
	// Score is from MinScore to 1: how much of the question the passage and its
	// article cover.
	Score float64
	// Questions are those of the article that other passages of it answer, in
	// their order: what can be asked next.
	Questions []string
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
	heavy := make([]float64, len(asked))
	for i, term := range asked {
		heavy[i] = b.weights.of(term)
	}
	for i := range b.entries {
		e := &b.entries[i]
		if !e.article.Valid(now) {
			continue
		}
		score, like := e.score(asked, heavy, folded)
		if score >= MinScore {
			passage := e.passage(question, asked, like)
			found = append(found, Found{e.article, passage, score, e.besides[passage]})
		}
	}
	slices.SortStableFunc(found, func(a, b Found) int { return cmp.Compare(b.Score, a.Score) })
	return found[:min(len(found), limit)]
}

// entry is an article as retrieval sees it.
type entry struct {
	article   *Article
	title     set
	about     set       // title, tags and questions
	all       set       // about and every passage
	questions []set     // by question
	lengths   []float64 // what the terms of each question weigh
	folded    []string
	passages  []passage
	besides   map[*Passage][]string // the questions that the others answer
}

// link settles what the questions of the article weigh, and which of them lead away
// from each of its passages.
func (e *entry) link(w *weights) {
	e.besides = map[*Passage][]string{}
	for _, question := range e.questions {
		length := 0.0
		for term := range question {
			length += w.of(term)
		}
		e.lengths = append(e.lengths, length)
	}
	for i, q := range e.article.Questions {
		answer := e.passage(q, w.correct(terms(q)), i)
		for j := range e.article.Passages {
			if p := &e.article.Passages[j]; p != answer {
				e.besides[p] = append(e.besides[p], q)
			}
		}
	}
}

type set map[string]bool

func newEntry(a *Article) entry {
	e := entry{article: a, title: set{}, about: set{}, all: set{}}
	e.title.add(a.Title)
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
	for i := range a.Passages {
		e.passages = append(e.passages, newPassage(a, i))
		e.all.add(a.Passages[i].Heading, a.Passages[i].Text)
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
	begin   map[byte][]string // the words to read mistakes over to, by their first byte
}

func weigh(entries []entry) weights {
	counts := map[string]int{}
	for _, e := range entries {
		for term := range e.all {
			counts[term]++
		}
	}
	n := float64(len(entries))
	w := weights{map[string]float64{}, math.Log(1 + (n+1)/1), map[byte][]string{}}
	for term, count := range counts {
		w.known[term] = math.Log(1 + (n+1)/float64(count))
		w.begin[term[0]] = append(w.begin[term[0]], term)
	}
	for other, one := range same {
		if _, known := w.known[one]; known {
			w.begin[other[0]] = append(w.begin[other[0]], other)
		}
	}
	return w
}

func (w weights) of(term string) float64 {
	if weight, ok := w.known[term]; ok {
		return weight
	}
	return w.unknown
}

// score says how well an article answers, and which of its questions is like
// the one asked, whose terms are as heavy; -1 means none.
func (e *entry) score(asked []string, heavy []float64, folded string) (score float64, like int) {
	like = -1
	total := 0.0
	for i := range asked {
		total += heavy[i]
	}
	for i, question := range e.questions {
		if e.folded[i] == folded {
			return 1, i
		}
		common := 0.0
		for k, term := range asked {
			if question[term] {
				common += heavy[k]
			}
		}
		if common > 0 {
			s := 2 * common / (total + e.lengths[i])
			if len(question) < 2 {
				s = min(s, oneWord)
			}
			if s > score {
				score, like = s, i
			}
		}
	}
	if total == 0 {
		return score, like
	}
	covered := 0.0
	about := false
	for k, term := range asked {
		switch {
		case e.about[term]:
			covered += heavy[k]
			about = true
		case e.all[term]:
			covered += 0.8 * heavy[k]
		}
	}
	if covered /= total; !about {
		covered *= 0.8 // mentioned in passing
	}
	titled := 0.0
	for k, term := range asked {
		if e.title[term] {
			titled += heavy[k] / total
		}
	}
	return max(score, (0.95+0.01*titled)*covered), like
}
