package planner

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/catalog"
)

// matters are that data's flows in our words, where a shop without subscriptions
// has such a matter.
var matters = map[string]string{
	"Initiate Refund": "refund returns", "Update Refund": "refund returns", "Refund Status": "refund",
	"Return Due to Stain": "returns damaged", "Return Due to Color": "returns wrong_item", "Return Due to Size": "returns exchange",
	"Status Mystery Fee": "charge", "Status Delivery Time": "delivery shipping order_change order_status", "Status Payment Method": "payment order_change",
	"Status Quantity": "problem wrong_item charge", "Manage Upgrade": "shipping delivery order_change", "Manage Downgrade": "shipping delivery order_change",
	"Manage Create": "order_change", "Manage Cancel": "cancel order_change returns", "Recover Username": "account", "Recover Password": "account",
	"Reset Two-Factor Auth": "account", "Invalid Credit Card": "payment charge", "Manage Change Address": "address account",
	"Manage Change Name": "account", "Manage Change Phone": "account", "Manage Payment Method": "account payment",
	"Promo Code Invalid": "code discount", "Promo Code Out of Date": "code discount",
	"Mistimed Billing Already Returned": "refund charge", "Mistimed Billing Never Bought": "charge", "Shipping Status": "order_status delivery",
	"Manage Shipping": "address order_change shipping", "Missing Item": "not_received late order_status", "Shipping Cost": "shipping refund",
	"Status Shipping Question": "shipping",
}

// ownWords turns what a guideline says of a customer into the customer's words:
// "The customer wants to manage their name" is "I want to manage my name".
var ownWords = []struct {
	from *regexp.Regexp
	to   string
}{
	{regexp.MustCompile(`(?i)\b(?:the )?customers?['’]s?\b`), "my"},
	{regexp.MustCompile(`(?i)\bthe customer is (?:calling in to call|complaining) about\b`), "I have a question about"},
	{regexp.MustCompile(`(?i)\bthe customer believes (?:that )?`), "it looks like "},
	{regexp.MustCompile(`(?i)\b(let|help) (?:the )?customer\b`), "$1 me"},
	{regexp.MustCompile(`(?i)\b(?:the )?customers? (want|need|ask|receive|order)s?\b`), "I $1"},
	{regexp.MustCompile(`(?i)\b(?:the customer|they|customers)\b`), "I"},
	{regexp.MustCompile(`(?i)\btheir\b`), "my"},
	{regexp.MustCompile(`(?i)\bI has\b`), "I have"},
	{regexp.MustCompile(`(?i)\bI (want|need)s\b`), "I $1"},
}

// guideline is a page of that data's policy.
type guideline struct {
	name, said string
	text       []string
}

func guidelines(t *testing.T) []guideline {
	type action struct {
		Text    string   `json:"text"`
		Subtext []string `json:"subtext"`
	}
	type flow struct {
		Subflows map[string]struct {
			Actions      []action `json:"actions"`
			Instructions []string `json:"instructions"`
		} `json:"subflows"`
	}
	var pages []guideline
	flows := decoded[map[string]flow](t, "abcd/guidelines.json")
	for _, name := range slices.Sorted(maps.Keys(flows)) {
		for _, sub := range slices.Sorted(maps.Keys(flows[name].Subflows)) {
			page := guideline{name: sub}
			of := flows[name].Subflows[sub]
			if len(of.Instructions) > 0 {
				page.said, _, _ = strings.Cut(of.Instructions[0], ".  ")
				for _, w := range ownWords {
					page.said = w.from.ReplaceAllString(page.said, w.to)
				}
			}
			page.text = append(page.text, of.Instructions...)
			for _, a := range of.Actions {
				page.text = append(append(page.text, a.Text), a.Subtext...)
			}
			pages = append(pages, page)
		}
	}
	return pages
}

// What real guidelines say that customers want is read as the matter that it is,
// and, as articles of a shop, they are found by their names and quoted to the letter.
func guidelineFigures(t *testing.T) []*figure {
	read := &figure{set: "abcd", what: "what customers want, by the guidelines", floor: "none", least: 50}
	quote := &figure{set: "abcd", what: "a guideline is found and quoted", floor: "none", least: 65}
	index := openIndex(t, "testdata/catalog.jsonl")
	pages := guidelines(t)
	folder, n := fstest.MapFS{}, 0
	for i, page := range pages {
		folder[fmt.Sprintf("page-%02d.md", i)] = &fstest.MapFile{Data: fmt.Appendf(nil, "---\nid: page-%02d\ntitle: %s\n---\n\n%s\n", i, page.name, strings.Join(page.text, "\n\n"))}
		want, ok := matters[page.name]
		if !ok || page.said == "" {
			continue
		}
		got := readAlone(index, page.said).Intent
		read.is(n, slices.Contains(strings.Fields(want), string(got)), "%s: %q is %s, not %s", page.name, page.said, got, want)
		n++
	}
	for i, page := range pages {
		k := newTalker(t, shelf(t, []catalog.Product{{ID: "one", Title: "Blue kettle"}}))
		k.assistant = New(Config{Knowledge: folder, Name: "Wren", Shop: "Northway"})
		if err := k.assistant.Check(); err != nil {
			t.Fatal(err)
		}
		parts := k.say("what do you do about " + strings.ToLower(page.name) + "?")
		quote.is(i, quotes(parts, fmt.Sprintf("page-%02d", i), page.text), "%s: %s", page.name, prose1(parts))
	}
	return []*figure{read, quote}
}

// quotes reports whether a reply says words of a page, gives the page as evidence,
// and says nothing of any other.
func quotes(parts assistant.Parts, id string, text []string) bool {
	said := false
	for _, part := range parts {
		if part, ok := part.(assistant.Text); ok {
			for _, e := range part.Evidence {
				if e.Kind == "article" {
					if e.ID != id {
						return false
					}
					said = true
				}
			}
		}
	}
	return said
}
