package planner

import (
	_ "embed"
	"math"
	"slices"
	"strings"
	"sync"

	"github.com/aisle-chat/aisle/assistant/internal/prose"
)

var (
	//go:embed intents.txt
	intentExamples string
	//go:embed wordings.txt
	intentWordings string
)

var trained = sync.OnceValue(func() *classifier { return train(intentExamples + "\n" + intentWordings) })

// talkWords are the words of intents.txt: those of talk with a shop, whatever it
// sells.
var talkWords = sync.OnceValue(func() map[string]bool {
	words := map[string]bool{}
	for _, s := range wordings(intentExamples) {
		for _, word := range s.words {
			words[word] = true
		}
	}
	return words
})

// classifier is multinomial logistic regression over words, pairs of words and the
// pieces of words. The pieces let it read words that no example has: "cancelling"
// shares most of its own with "cancel". Training is deterministic.
type classifier struct {
	intents  []Intent
	features map[string]int
	rarity   []float32 // by feature: how much it says that a text has it
	known    map[string]bool
	near     []string        // long known words, for reading over mistakes
	begins   map[string]bool // how those begin
	weights  []float32       // by feature, then by intent
}

// How the classifier is trained: so often, with such steps, and with so much of each
// weight forgotten each time.
const (
	epochs = 8
	step   = 2
	decay  = 0.0004
)

// Pieces are that long, in bytes.
const (
	shortPiece = 3
	longPiece  = 4
)

// wording is a sentence to learn from: its words in lower case, and what it is for.
type wording struct {
	intent Intent
	words  []string
}

func wordings(text string) []wording {
	var out []wording
	for line := range strings.Lines(text) {
		name, said, ok := strings.Cut(strings.TrimSpace(line), ": ")
		if ok && !strings.HasPrefix(name, "#") {
			out = append(out, wording{Intent(name), expand(prose.Words(strings.ReplaceAll(said, "X", unknownWord)))})
		}
	}
	return out
}

// example is a wording as the features that it has, by number, and their weights.
type example struct {
	intent   int
	features []int
	values   []float32
}

func train(text string) *classifier {
	c := &classifier{features: map[string]int{}, known: map[string]bool{}, begins: map[string]bool{}}
	learned := wordings(text)
	index := map[Intent]int{}
	for _, s := range learned {
		if _, seen := index[s.intent]; !seen {
			index[s.intent] = len(c.intents)
			c.intents = append(c.intents, s.intent)
		}
		for _, word := range s.words {
			c.known[word] = true
		}
	}
	for word := range c.known {
		if len(word) >= minNear {
			c.near = append(c.near, word)
			c.begins[beginning(word)] = true
		}
	}
	slices.Sort(c.near)
	examples := make([]example, len(learned))
	for i, s := range learned {
		examples[i].intent = index[s.intent]
		for _, name := range c.names(s.words) {
			id, seen := c.features[name]
			if !seen {
				id = len(c.features)
				c.features[name] = id
				c.rarity = append(c.rarity, 0)
			}
			c.rarity[id]++
			examples[i].features = append(examples[i].features, id)
		}
	}
	for id, having := range c.rarity {
		c.rarity[id] = float32(math.Log(float64(len(examples)+1)/float64(having+1))) + 0.3
	}
	for i := range examples {
		examples[i].values = c.values(examples[i].features)
	}
	c.weights = make([]float32, len(c.features)*len(c.intents))
	miss := make([]float32, len(c.intents))
	for range epochs {
		for _, e := range examples {
			c.probabilities(e.features, e.values, miss)
			for k := range miss {
				miss[k] = -miss[k]
			}
			miss[e.intent]++
			for i, id := range e.features {
				for k, row := 0, c.row(id); k < len(row); k++ {
					row[k] += step * (miss[k]*e.values[i] - decay*row[k])
				}
			}
		}
	}
	return c
}

// row are the weights of a feature, by intent.
func (c *classifier) row(feature int) []float32 {
	n := len(c.intents)
	return c.weights[feature*n : feature*n+n]
}

// values weigh the features of a text by how rare they are, so that long texts count
// as much as short ones.
func (c *classifier) values(features []int) []float32 {
	values, sum := make([]float32, len(features)), float32(0)
	for i, id := range features {
		values[i] = c.rarity[id]
		sum += values[i] * values[i]
	}
	if sum > 0 {
		scale := float32(1 / math.Sqrt(float64(sum)))
		for i := range values {
			values[i] *= scale
		}
	}
	return values
}

// probabilities writes how likely each intent is into p.
func (c *classifier) probabilities(features []int, values, p []float32) {
	clear(p)
	for i, id := range features {
		for k, weight := range c.row(id) {
			p[k] += weight * values[i]
		}
	}
	top, sum := slices.Max(p), float32(0)
	for k := range p {
		p[k] = float32(math.Exp(float64(p[k] - top)))
		sum += p[k]
	}
	for k := range p {
		p[k] /= sum
	}
}

// unknownWord stands for every word that no example has.
const unknownWord = "xunknownx"

// minNear is from how many letters on a word is read over a typing mistake.
const minNear = 5

// beginning is how a word begins, for telling its forms.
func beginning(word string) string { return word[:min(len(word), minNear-1)] }

// names are the features of a text, each once.
func (c *classifier) names(words []string) []string {
	unknown := 0
	names := []string{"*"}
	before := "^"
	for _, word := range words {
		read := word
		if !c.known[word] {
			read = c.nearest(word)
		}
		if read == unknownWord {
			unknown++
		}
		names = append(names, read, before+" "+read)
		before = read
		if read == unknownWord && c.begins[beginning(word)] {
			read = word // another form of a word that is known, by its looks
		}
		if read != unknownWord {
			names = pieces(names, "<"+read+">")
		}
	}
	names = append(names, before+" $")
	switch {
	case unknown == len(words):
		names = append(names, "only unknown")
	case unknown > 0:
		names = append(names, "some unknown")
	default:
		names = append(names, "all known")
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// pieces appends the pieces of a word to names.
func pieces(names []string, word string) []string {
	for size := shortPiece; size <= longPiece; size++ {
		for i := 0; i+size <= len(word); i++ {
			names = append(names, "."+word[i:i+size])
		}
	}
	return names
}

func (c *classifier) nearest(word string) string {
	if len(word) >= minNear {
		for _, known := range c.near {
			if prose.Near(word, known) {
				return known
			}
		}
	}
	return unknownWord
}

func (c *classifier) guess(words []string) []Guess {
	var features []int
	for _, name := range c.names(words) {
		if id, ok := c.features[name]; ok {
			features = append(features, id)
		}
	}
	p := make([]float32, len(c.intents))
	c.probabilities(features, c.values(features), p)
	guesses := make([]Guess, len(p))
	for i := range p {
		guesses[i] = Guess{c.intents[i], float64(p[i])}
	}
	slices.SortStableFunc(guesses, func(a, b Guess) int {
		switch {
		case a.Confidence > b.Confidence:
			return -1
		case a.Confidence < b.Confidence:
			return 1
		default:
			return strings.Compare(string(a.Intent), string(b.Intent))
		}
	})
	return guesses
}
