package knowledge

import (
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/aisle-chat/aisle/assistant/internal/prose"
)

func TestMention(t *testing.T) {
	files := fstest.MapFS{
		"about.md": {Data: []byte("---\nid: about\ntitle: About us\n---\nWe sew in Portugal. No finish of ours contains PFAS.\n")},
		"care.md":  {Data: []byte("---\nid: care\ntitle: Care\n---\nWash at 30 degrees. Portugal is warm.\n")},
	}
	base, err := Read(files)
	if err != nil {
		t.Fatal(err)
	}
	now := time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)
	for words, want := range map[string]string{"pfas": "PFAS", "finish pfas": "PFAS", "portugal": "", "teflon": "", "": ""} {
		found, ok := base.Mention(prose.Content(words), now)
		if ok != (want != "") || ok && (!strings.Contains(found.Passage.Text, want) || found.Score != MinScore) {
			t.Errorf("%q: %v %+v", words, ok, found)
		}
	}
	var none *Base
	if _, ok := none.Mention([]string{"pfas"}, now); ok {
		t.Error("no base mentions something")
	}
}
