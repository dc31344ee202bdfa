package agent

import (
	"context"
	"time"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/catalog"
)

// Questions implements [assistant.Questioner] with the fallback's: they have to
// have an answer in the data, which no model can promise.
func (a *Agent) Questions(p catalog.Product) []string {
	if q, ok := a.config.Fallback.(assistant.Questioner); ok {
		return q.Questions(p)
	}
	return nil
}

// Greet implements [assistant.Greeter] with the fallback's greeting: nobody waits
// for a model to say hello.
func (a *Agent) Greet(ctx context.Context, turn assistant.Turn) (assistant.Greeting, error) {
	if g, ok := a.config.Fallback.(assistant.Greeter); ok {
		return g.Greet(ctx, turn)
	}
	return assistant.Greeting{}, nil
}

// Rated implements [assistant.Rated] with what the fallback does: the merchant decides
// when a person is asked for, not a model.
func (a *Agent) Rated(ctx context.Context, turn assistant.Turn, score int) (assistant.Parts, assistant.Outcome, error) {
	if r, ok := a.config.Fallback.(assistant.Rated); ok {
		return r.Rated(ctx, turn, score)
	}
	return nil, assistant.Outcome{}, nil
}

// Check reports what is wrong with the fallback's configuration.
func (a *Agent) Check() error {
	if c, ok := a.config.Fallback.(interface{ Check() error }); ok {
		return c.Check()
	}
	return nil
}

// Terms implements [assistant.Termed] with what the fallback has read.
func (a *Agent) Terms() assistant.Terms {
	if t, ok := a.config.Fallback.(assistant.Termed); ok {
		return t.Terms()
	}
	return assistant.Terms{}
}

// Article implements [assistant.Librarian] with the fallback's articles.
func (a *Agent) Article(id string, now time.Time) (assistant.Article, bool) {
	if l, ok := a.config.Fallback.(assistant.Librarian); ok {
		return l.Article(id, now)
	}
	return assistant.Article{}, false
}
