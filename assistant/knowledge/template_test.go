package knowledge_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/knowledge"
	"github.com/aisle-chat/aisle/cart"
)

func TestArticlesCiteTerms(t *testing.T) {
	files := folder(t)
	files["returns.md"] = &fstest.MapFile{Data: []byte(`---
id: returns
title: Returns
questions: [What is your return policy?]
---
Within **{{returns.window}}**, {{ returns.condition }}.
Boots have {{returns.categories.footwear.window}}.

## Sending it back

- Sending it back is {{returns.cost}}.
- Standard shipping costs {{shipping.standard.cost}}; it leaves before {{shipping.cut_off}} {{shipping.time_zone}}.
`)}
	base, err := knowledge.Read(files)
	if err != nil {
		t.Fatal(err)
	}
	passages := base.Articles()[0].Passages
	want := []knowledge.Passage{
		{Text: "Within 30 days, unused, with its labels on. Boots have 60 days.", Line: 6},
		{Heading: "Sending it back", Text: "- Sending it back is $4.50, taken off your refund.\n- Standard shipping costs $5.90; it leaves before 2 pm Eastern time.", Line: 11},
	}
	if !slices.Equal(passages, want) {
		t.Errorf("got  %+v\nwant %+v", passages, want)
	}
	// Another policy, another answer.
	files["policies.yaml"] = &fstest.MapFile{Data: []byte(strings.Replace(string(files["policies.yaml"].Data), "window: 30", "window: 33", 1))}
	if base, err = knowledge.Read(files); err != nil {
		t.Fatal(err)
	}
	if found := base.Find("can I send it back within 33 days", now, 1); len(found) != 1 || !strings.Contains(found[0].Passage.Text, "33 days") {
		t.Errorf("%+v", found)
	}
}

func TestWrongCitations(t *testing.T) {
	for text, want := range map[string]string{
		"Within {{returns.windw}}.":        `{{returns.windw}}: is no value of policies.yaml, shipping.yaml or hours.yaml; there is returns.condition, returns.cost, returns.fee, returns.final_sale, returns.paid_by, returns.window`,
		"It costs {{shipping.slow.cost}}.": `{{shipping.slow.cost}}: is no value of policies.yaml, shipping.yaml or hours.yaml; there is shipping.next-day.cost, shipping.next-day.days, shipping.next-day.max_days, shipping.next-day.min_days, shipping.next-day.name, shipping.next-day.zone, shipping.north.cost, shipping.north.days, shipping.north.max_days, shipping.north.min_days, shipping.north.name, shipping.north.zone`,
		"{{tea}}":                          `{{tea}}: is no value of policies.yaml, shipping.yaml or hours.yaml`,
		"{{address.hours}}":                `{{address.hours}}: cannot be said: policies.yaml does not say it`,
		"{{Returns window}}":               `must be a name such as {{returns.window}}, not "{{Returns window}}"`,
		"{{}}":                             `must be a name such as {{returns.window}}, not "{{}}"`,
		"{{returns.window":                 `{{ begins a value, which is written on one line as {{returns.window}}, not "{{returns.window"`,
		"{{returns.\nwindow}}":             `{{ begins a value, which is written on one line as {{returns.window}}, not "{{returns."`,
		"{{hours}} and {{{hours}}}":        `{{ begins a value, which is written on one line as {{returns.window}}, not "{{{hours}}}"`,
	} {
		files := folder(t)
		files["bad.md"] = &fstest.MapFile{Data: []byte("---\nid: bad\ntitle: Bad\n---\nFirst.\n\n" + text + "\n")}
		base, err := knowledge.Read(files)
		if err == nil || err.Error() != "knowledge: bad.md:7: "+want {
			t.Errorf("%s\ngot  %v\nwant %s", text, err, want)
		}
		if _, ok := errors.AsType[*knowledge.Error](err); !ok {
			t.Errorf("error is a %T", err)
		}
		if len(base.Articles()) != 0 {
			t.Errorf("%s: the article is there", text)
		}
	}
}

// Without the file nothing is said, and without a currency no amount.
func TestCitationsOfBrokenFiles(t *testing.T) {
	files := folder(t)
	files["shipping.yaml"] = &fstest.MapFile{Data: []byte("currency: EUR\nzone: []\n")}
	delete(files, "hours.yaml")
	for name, text := range map[string]string{"a": "{{shipping.standard.cost}}", "b": "{{returns.fee}}", "c": "{{returns.window}}", "d": "{{hours}}", "e": "{{shipping.cut_off}}"} {
		files[name+".md"] = &fstest.MapFile{Data: []byte("---\nid: " + name + "\ntitle: T\n---\n" + text + "\n")}
	}
	base, err := knowledge.Read(files)
	want := `knowledge: shipping.yaml:2: zone: is not a key that belongs here; these are: currency, time_zone, cut_off, handling_days, holidays, zones, elsewhere
knowledge: a.md:5: {{shipping.standard.cost}}: cannot be said: there is no shipping.yaml that could be read
knowledge: b.md:5: {{returns.fee}}: cannot be said: its currency is not known, because shipping.yaml cannot be read
knowledge: d.md:5: {{hours}}: cannot be said: there is no hours.yaml that could be read
knowledge: e.md:5: {{shipping.cut_off}}: cannot be said: there is no shipping.yaml that could be read`
	if err == nil || err.Error() != want {
		t.Errorf("got\n%v\nwant\n%s", err, want)
	}
	if articles := base.Articles(); len(articles) != 1 || articles[0].ID != "c" {
		t.Errorf("%v", articles)
	}
}

func FuzzTemplate(f *testing.F) {
	f.Add("Within {{returns.window}} and {{ shipping.standard.cost }}")
	f.Add("{{{returns.window}}}}")
	f.Add("{{\n}}{{hours}}")
	terms := assistant.Terms{
		Policies: &cart.Policies{Returns: cart.ReturnPolicy{Window: 30, Condition: "as {{hours}} **new**"}},
		Shipping: &cart.Shipping{Zones: []cart.Zone{{ID: "us", Name: "US", Methods: []cart.Method{{ID: "standard", Name: "Standard", Cost: "5"}}}}},
	}
	f.Fuzz(func(t *testing.T, text string) {
		data := []byte("---\nid: a\ntitle: A\n---\nx\n" + text)
		a, err := knowledge.Parse("f.md", data, terms)
		if err != nil {
			if e, ok := errors.AsType[*knowledge.Error](err); !ok || e.Line > 1+strings.Count(string(data), "\n") {
				t.Fatalf("%#v", err)
			}
			return
		}
		for _, p := range a.Passages {
			if p.Line < 5 || p.Line > 1+strings.Count(string(data), "\n") {
				t.Fatalf("passage %+v of %q", p, data)
			}
			if strings.Contains(p.Text, "{{returns.window}}") {
				t.Fatalf("left as it was: %q", p.Text)
			}
		}
	})
}
