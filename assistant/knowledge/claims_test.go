package knowledge_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/aisle-chat/aisle/assistant/knowledge"
)

// TestClaims reads what must never and must always be said, and names each mistake
// with its place.
func TestClaims(t *testing.T) {
	read := func(text string) (knowledge.Claims, error) {
		base, err := knowledge.Read(fstest.MapFS{knowledge.ClaimsFile: {Data: []byte(text)}})
		return base.Claims(), err
	}
	claims, err := read("forbidden:\n  - cures\n  - treats anxiety\ndisclaimers:\n  - category: Health > Supplements\n    text: Not a medicine.\n  - text: Colors may differ.\n")
	if err != nil {
		t.Fatal(err)
	}
	if len(claims.Forbidden) != 2 || claims.Forbidden[1] != "treats anxiety" || len(claims.Disclaimers) != 2 || claims.Disclaimers[0] != (knowledge.Disclaimer{Category: "Health > Supplements", Text: "Not a medicine."}) {
		t.Errorf("%+v", claims)
	}
	for text, want := range map[string]string{
		"forbidden:\n  - \"1\"\n":                "claims.yaml:2",
		"disclaimers:\n  - category: Lighting\n": "disclaimers[0].text",
		"forbiden:\n  - cures\n":                 "forbiden",
	} {
		claims, err := read(text)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, without %q", text, err, want)
		}
		if len(claims.Forbidden)+len(claims.Disclaimers) > 0 {
			t.Errorf("%q: %+v holds", text, claims)
		}
	}
}
