package tool

import (
	"context"
	"time"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/internal/prose"
	"github.com/aisle-chat/aisle/assistant/knowledge"
)

// maxPassages is how many articles answer a question, where nobody says.
const maxPassages = 2

// maxQuote is how much of a passage is quoted, in characters.
const maxQuote = 600

// FindArticles reads what the shop's own articles say about a question.
type FindArticles struct {
	Question string `json:"question" about:"the shopper's question"`
	// Articles are the merchant's; nil means that there are none.
	Articles *knowledge.Base `json:"-"`
	// Limit is how many passages there may be; 0 means two.
	Limit int `json:"-"`
}

// Do implements [Act]. That nothing answers is no error.
func (a FindArticles) Do(_ context.Context, turn *assistant.Turn) ([]knowledge.Found, error) {
	return a.Find(turn.Now), nil
}

// Find is Do at a time.
func (a FindArticles) Find(now time.Time) []knowledge.Found {
	if a.Articles == nil {
		return nil
	}
	if a.Limit == 0 {
		a.Limit = maxPassages
	}
	return a.Articles.Find(a.Question, now, a.Limit)
}

func (a *FindArticles) bind(box *Toolbox) { a.Articles = box.articles }

// Cite shows a passage as a source. gist is what was said of it; where that is empty
// the title stands for it.
func Cite(f knowledge.Found, gist string) assistant.ArticleBlock {
	title := f.Article.Title
	if f.Passage.Heading != "" {
		title += ": " + f.Passage.Heading
	}
	text := title
	if gist != "" {
		text = f.Article.Title + ": " + gist
	}
	return assistant.ArticleBlock{Text: text, ID: f.Article.ID, Title: title, Quote: prose.Cut(f.Passage.Text, maxQuote), URL: f.Article.URL}
}

// articles tells a model what was found, and shows the best source.
func (s *Session) articles(_ FindArticles, found []knowledge.Found) Result {
	if len(found) == 0 {
		return refuse("no article answers this; say that you do not know")
	}
	var result Result
	views := []map[string]string{}
	for _, f := range found {
		views = append(views, map[string]string{"article": f.Article.ID, "title": f.Article.Title, "text": prose.Visible(f.Passage.Text)})
		result.Articles = append(result.Articles, f.Article.Whole())
	}
	result.Blocks = []assistant.Block{Cite(found[0], prose.Cut(found[0].Passage.Text, maxQuote))}
	result.JSON = encode(map[string]any{"articles": views})
	return result
}
