package main

import (
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/knowledge"
)

// helpPage lists the articles.
type helpPage struct {
	Articles []*knowledge.Article
	Desk     deskHours
}

// articlePage is one article, and who answers what it does not.
type articlePage struct {
	assistant.Article
	// Questions are those that it answers.
	Questions []string
	// Contact is true for the article about how to reach the shop.
	Contact bool
	Desk    deskHours
	Others  []*knowledge.Article
}

// deskHours say when a person of the shop answers.
type deskHours struct {
	// Open is true while one does.
	Open bool
	// Expectation says until when, or by when; empty where the shop promises no
	// time.
	Expectation string
	// Week is a normal week in words.
	Week string
}

// desk says when a person answers who is asked at this time.
func (s *site) desk(now time.Time) deskHours {
	h := s.terms.Hours
	return deskHours{Open: h.Open(now), Expectation: h.Expectation(now), Week: h.Words()}
}

func (s *site) help(w http.ResponseWriter, r *http.Request) {
	s.render(w, r, http.StatusOK, page{
		Template: "help", Title: "Help", Kind: assistant.PageArticle, Data: helpPage{s.valid(), s.desk(s.now())},
	})
}

func (s *site) article(w http.ResponseWriter, r *http.Request) {
	articles := s.valid()
	i := slices.IndexFunc(articles, func(a *knowledge.Article) bool { return a.ID == r.PathValue("id") })
	if i < 0 {
		s.notFound(w, r)
		return
	}
	s.renderArticle(w, r, articles[i], s.now())
}

// renderArticle writes the page of an article, with the text that the chat
// shows of it, and who answers at this time.
func (s *site) renderArticle(w http.ResponseWriter, r *http.Request, a *knowledge.Article, now time.Time) {
	text, ok := s.librarian.Article(a.ID, s.now())
	if !ok {
		s.notFound(w, r)
		return
	}
	s.render(w, r, http.StatusOK, page{
		Template: "article", Title: a.Title, Kind: assistant.PageArticle, Data: articlePage{
			Article: text, Questions: a.Questions, Contact: a.ID == "contact", Desk: s.desk(now),
			Others: slices.DeleteFunc(s.valid(), func(other *knowledge.Article) bool { return other.ID == a.ID }),
		},
	})
}

// contact leads to the article about it, or to help.
func (s *site) contact(w http.ResponseWriter, r *http.Request) {
	to := "/help"
	if s.hasArticle("contact") {
		to = "/help/contact"
	}
	http.Redirect(w, r, to, http.StatusSeeOther)
}

// valid are the articles that hold now.
func (s *site) valid() []*knowledge.Article {
	now := s.now()
	return slices.DeleteFunc(s.articles.Articles(), func(a *knowledge.Article) bool { return !a.Valid(now) })
}

func (s *site) hasArticle(id string) bool {
	return slices.ContainsFunc(s.valid(), func(a *knowledge.Article) bool { return a.ID == id })
}

// textPart is a paragraph, or a list.
type textPart struct {
	Text  string
	Items []string
}

// textParts takes the text of a section apart: lines that begin with "- " are
// the points of a list, every other line is a paragraph.
func textParts(text string) []textPart {
	var parts []textPart
	for line := range strings.SplitSeq(text, "\n") {
		line = strings.TrimSpace(line)
		point, isPoint := strings.CutPrefix(line, "- ")
		last := len(parts) - 1
		switch {
		case line == "":
		case isPoint && last >= 0 && parts[last].Text == "":
			parts[last].Items = append(parts[last].Items, point)
		case isPoint:
			parts = append(parts, textPart{Items: []string{point}})
		default:
			parts = append(parts, textPart{Text: line})
		}
	}
	return parts
}
