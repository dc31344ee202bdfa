package knowledge

import (
	"cmp"
	"fmt"
	"time"

	"github.com/aisle-chat/aisle/assistant"
)

// MaxFileSize is the largest file in bytes, MaxArticles the largest number
// of them.
const (
	MaxFileSize = 256 << 10
	MaxArticles = 5000
)

// Article is one of the merchant's articles. It is shared between callers: read
// it, never write to it.
type Article struct {
	// ID names the article. It is never empty and unique within a folder.
	ID string
	// Title is never empty.
	Title string
	// Questions are ways in which shoppers ask for the article.
	Questions []string
	// Tags are words that belong to it.
	Tags []string
	// URL is the article's page: https or a path; empty when it has none.
	URL string
	// ValidFrom is the first moment at which the article holds, ValidTo the
	// first at which it no longer does. Zero means open.
	ValidFrom, ValidTo time.Time
	// Passages are the article's paragraphs in order.
	Passages []Passage
	// File is the path within the folder.
	File string
}

// Valid reports whether the article holds at this time.
func (a *Article) Valid(now time.Time) bool {
	return !now.Before(a.ValidFrom) && (a.ValidTo.IsZero() || now.Before(a.ValidTo))
}

// Passage is one paragraph or list of an article.
type Passage struct {
	// Heading is the heading above it; empty above the first one.
	Heading string
	// Text is plain text. A list has a line for each of its points.
	Text string
	// Line is where it begins in the file.
	Line int
}

// Error says what is wrong with an article or with a file of terms.
type Error struct {
	File string
	// Line is 0 where no line is to blame.
	Line int
	// Field is the key of the front matter, or the path of keys in a file of
	// terms such as "returns.window"; empty where none is to blame.
	Field string
	// Value is what stands there; empty where something is missing.
	Value string
	// Reason says what it must be, or what is wrong.
	Reason string
}

func (e *Error) Error() string {
	place := e.File
	if e.Line > 0 {
		place = fmt.Sprintf("%s:%d", e.File, e.Line)
	}
	reason := e.Reason
	if e.Value != "" {
		reason += fmt.Sprintf(", not %.80q", e.Value)
	}
	if e.Field != "" {
		return fmt.Sprintf("knowledge: %s: %s: %s", place, e.Field, reason)
	}
	return fmt.Sprintf("knowledge: %s: %s", cmp.Or(place, "articles"), reason)
}

// Whole is the article for a shopper who opens it, with a section for each of its
// headings.
func (a *Article) Whole() assistant.Article {
	whole := assistant.Article{ID: a.ID, Title: a.Title, URL: a.URL}
	for i := range a.Passages {
		passage := &a.Passages[i]
		last := len(whole.Sections) - 1
		if last < 0 || whole.Sections[last].Heading != passage.Heading {
			whole.Sections = append(whole.Sections, assistant.Section{Heading: passage.Heading, Text: passage.Text})
			continue
		}
		whole.Sections[last].Text += "\n\n" + passage.Text
	}
	return whole
}
