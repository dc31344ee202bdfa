package main

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"os"
	"time"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/grounding"
	"github.com/aisle-chat/aisle/assistant/knowledge"
	"github.com/aisle-chat/aisle/assistant/planner"
	"github.com/aisle-chat/aisle/assistant/rehearsal"
	"github.com/aisle-chat/aisle/examples/internal/larkhollow"
)

// open opens the shop to rehearse: Larkhollow, or somebody's feed or articles.
// Orders are Larkhollow's, under the terms of that shop. What the verifier does not
// let through goes to cuts.
func open(ctx context.Context, feedPath, folder string, cuts *cuts, errOut io.Writer) (rehearsal.Setup, error) {
	none := rehearsal.Setup{}
	now := time.Now()
	index, err := larkhollow.Open(feedPath, now, errOut)
	if err != nil {
		return none, err
	}
	files := fs.FS(nil)
	switch {
	case folder != "":
		files = os.DirFS(folder)
	case feedPath == "":
		files = larkhollow.Knowledge(now)
	}
	verifier, err := grounding.New(grounding.Config{Report: cuts.add})
	if err != nil {
		return none, err
	}
	config := planner.Config{Knowledge: files, Name: "Wren", Verifier: verifier}
	if feedPath == "" {
		config.Shop = larkhollow.Name
	}
	shopping := planner.New(config)
	if err := shopping.Check(); err != nil {
		return none, err
	}
	base, err := knowledge.Read(files)
	if err != nil {
		return none, err
	}
	if folder != "" && len(base.Articles()) == 0 {
		fmt.Fprintf(errOut, "rehearse: %s has no articles to answer from; they are files that end in .md\n", folder)
	}
	setup := rehearsal.Setup{
		Assistant: shopping, Catalog: index, Prefix: larkhollow.Prefix, Terms: base.Terms(), Articles: articles(base, now), Now: now,
	}
	if files != nil { // without any terms there is nothing to say of an order
		if setup.Orders, err = larkhollow.Orders(now); err != nil {
			return none, err
		}
	}
	return setup, nil
}

// articles are the merchant's own words that hold now, as the checks take them.
func articles(base *knowledge.Base, now time.Time) []assistant.Article {
	var all []assistant.Article
	for _, a := range base.Articles() {
		if !a.Valid(now) {
			continue
		}
		article := assistant.Article{ID: a.ID, Title: a.Title, URL: a.URL}
		for i := range a.Passages {
			article.Sections = append(article.Sections, assistant.Section{Heading: a.Passages[i].Heading, Text: a.Passages[i].Text})
		}
		all = append(all, article)
	}
	return all
}
