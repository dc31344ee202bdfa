package planner

import (
	"time"

	"github.com/aisle-chat/aisle/assistant"
)

// Terms implements [assistant.Termed]: what stands beside the articles in the
// knowledge folder.
func (p *Planner) Terms() assistant.Terms { return p.articles.Terms() }

// Article implements [assistant.Librarian]: one of the articles, with a section
// for each of its headings. Only what holds at now is shown.
func (p *Planner) Article(id string, now time.Time) (assistant.Article, bool) {
	for _, a := range p.articles.Articles() {
		if a.ID != id || !a.Valid(now) {
			continue
		}
		article := assistant.Article{ID: a.ID, Title: a.Title, URL: a.URL}
		for i := range a.Passages {
			passage := &a.Passages[i]
			last := len(article.Sections) - 1
			if last < 0 || article.Sections[last].Heading != passage.Heading {
				article.Sections = append(article.Sections, assistant.Section{Heading: passage.Heading, Text: passage.Text})
				continue
			}
			article.Sections[last].Text += "\n\n" + passage.Text
		}
		return article, true
	}
	return assistant.Article{}, false
}
