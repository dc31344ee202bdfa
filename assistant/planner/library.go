package planner

import (
	"time"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/knowledge"
	"github.com/aisle-chat/aisle/assistant/tool"
)

// Terms implements [assistant.Termed]: what stands beside the articles in the
// knowledge folder.
func (p *Planner) Terms() assistant.Terms { return p.articles.Terms() }

// Article implements [assistant.Librarian]: one of the articles, with a section
// for each of its headings. Only what holds at now is shown.
func (p *Planner) Article(id string, now time.Time) (assistant.Article, bool) {
	for _, a := range p.articles.Articles() {
		if a.ID == id && a.Valid(now) {
			return a.Whole(), true
		}
	}
	return assistant.Article{}, false
}

// find reads what the articles say about a question, with at most most passages.
func (r *reader) find(question string, most int) []knowledge.Found {
	return tool.FindArticles{Question: question, Articles: r.articles, Limit: most}.Find(r.now)
}
