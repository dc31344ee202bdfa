package knowledge

import (
	"slices"
	"time"

	"github.com/aisle-chat/aisle/assistant/internal/prose"
)

// Mention returns the passage that speaks of all the words, if just one does: a
// question about a thing may be answered by what the merchant says of all things.
// Words are stems as of [prose.Content]. Its score is MinScore, since nobody has
// put that question. ok is false for no words, and where no passage or several
// speak of them.
func (b *Base) Mention(stems []string, now time.Time) (found Found, ok bool) {
	if b == nil || len(stems) == 0 {
		return Found{}, false
	}
	for i := range b.entries {
		e := &b.entries[i]
		if !e.article.Valid(now) {
			continue
		}
		for j := range e.article.Passages {
			p := &e.article.Passages[j]
			have := prose.Content(p.Text)
			if slices.ContainsFunc(stems, func(stem string) bool { return !slices.Contains(have, stem) }) {
				continue
			}
			if ok { // several: none is the one
				return Found{}, false
			}
			found, ok = Found{e.article, p, MinScore, e.besides[p]}, true
		}
	}
	return found, ok
}
