package main

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/aisle-chat/aisle/assistant/rehearsal"
)

// ends are the ends of sentences, near enough to count them.
var ends = regexp.MustCompile(`[.!?](?:\s|$)`)

// TestTrueSentencesLeave rehearses the demo shop, and the evaluation's catalogues
// where they lie beside the repository, and wants every sentence of the assistant to
// pass its verifier: they are made of data, so that one that is cut is either wrong
// or not understood.
func TestTrueSentencesLeave(t *testing.T) {
	const knowledge = "../internal/larkhollow/knowledge"
	feeds := map[string]string{"demo": ""}
	for _, name := range []string{"shop", "bestbuy", "icecat"} {
		path := filepath.Join("..", "..", "..", "shared", "eval", "dev", name, "catalog.jsonl")
		if _, err := os.Stat(path); err == nil {
			feeds[name] = path
		}
	}
	for name, feed := range feeds {
		folder := knowledge
		if feed == "" {
			folder = ""
		}
		var cuts cuts
		setup, err := open(context.Background(), feed, folder, &cuts, io.Discard)
		if err != nil {
			t.Fatal(err)
		}
		stock, err := rehearsal.TakeStock(context.Background(), setup.Catalog)
		if err != nil {
			t.Fatal(err)
		}
		report, err := rehearsal.Run(context.Background(), setup, rehearsal.Write(stock, setup, 33, 7))
		if err != nil {
			t.Fatal(err)
		}
		left := 0
		for _, talk := range report.Talks {
			for _, e := range talk.Exchanges {
				left += len(ends.FindAllString(e.Text, -1))
			}
		}
		if left == 0 {
			t.Errorf("%s: nothing was said", name)
		}
		for _, text := range cuts.found {
			t.Errorf("%s: %s", name, text)
		}
		if report.Ungrounded > 0 {
			t.Errorf("%s: %d replies are ungrounded", name, report.Ungrounded)
		}
		t.Logf("%s: %d/%d sentences left as they were written", name, left, left+len(cuts.found))
	}
}
