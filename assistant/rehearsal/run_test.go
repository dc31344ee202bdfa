package rehearsal_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/rehearsal"
	"github.com/aisle-chat/aisle/catalog"
)

// says is an assistant that has the same words for everybody.
func says(text string, blocks ...assistant.Part) assistant.Assistant {
	return assistant.Func(func(_ context.Context, _ assistant.Turn, w assistant.Writer) (assistant.Outcome, error) {
		for _, part := range append([]assistant.Part{assistant.Text{Text: text}}, blocks...) {
			if err := w.Write(part); err != nil {
				return assistant.Outcome{}, err
			}
		}
		return assistant.Outcome{}, nil
	})
}

// Nobody gets a good score without answering.
func TestLazyAssistants(t *testing.T) {
	person := assistant.ChoicesBlock{Choices: []assistant.Choice{{ID: "1", Label: "Talk to a person", Action: assistant.Action{Do: assistant.DoPerson}}}}
	for name, a := range map[string]assistant.Assistant{
		"offers a person": says("I am happy to connect you with a person who can help.", person),
		"hands over": assistant.Func(func(ctx context.Context, turn assistant.Turn, w assistant.Writer) (assistant.Outcome, error) {
			_, err := says("A person will be with you.", assistant.HandoffBlock{Text: "A person will be with you."}).Respond(ctx, turn, w)
			return assistant.Outcome{Handoff: &assistant.Handoff{Reason: "cannot_help"}}, err
		}),
		"has excuses":       says("I am not sure what you mean. Can you say that again?", person),
		"asks for a number": says("What is your order number and your e-mail address?"),
		"says nothing": assistant.Func(func(context.Context, assistant.Turn, assistant.Writer) (assistant.Outcome, error) {
			return assistant.Outcome{}, nil
		}),
		"fails": assistant.Func(func(context.Context, assistant.Turn, assistant.Writer) (assistant.Outcome, error) {
			return assistant.Outcome{}, errors.New("the model is down")
		}),
	} {
		t.Run(name, func(t *testing.T) {
			report := run(t, shop(t, a), 44)
			if report.Score >= 20 || report.Automation > 0 {
				t.Errorf("%s", report.Line())
			}
			if report.Walls == 0 {
				t.Error("and no wall was found")
			}
		})
	}
}

// clerk is an honest assistant that only searches: enough to see what a run says
// of somebody who does one thing well.
func clerk(ctx context.Context, turn assistant.Turn, w assistant.Writer) (assistant.Outcome, error) {
	found, err := turn.Shop.Search(ctx, catalog.Query{Text: turn.Text, Limit: 4})
	if err != nil {
		return assistant.Outcome{}, err
	}
	var block assistant.ProductsBlock
	for i := range found.Hits {
		block.Cards = append(block.Cards, assistant.NewCard(&found.Hits[i].Product, found.Hits[i].Variant, ""))
	}
	return assistant.Outcome{}, w.Write(block)
}

// The same assistant and seed give the same figures, and a lie lowers them.
func TestRunIsRepeatable(t *testing.T) {
	honest := run(t, shop(t, assistant.Func(clerk)), 33)
	again := run(t, shop(t, assistant.Func(clerk)), 33)
	if honest.Score != again.Score || !reflect.DeepEqual(withoutTime(honest.Failures), withoutTime(again.Failures)) || honest.Replies != again.Replies {
		t.Errorf("%s\n%s", honest.Line(), again.Line())
	}
	if honest.Ungrounded > 0 {
		t.Errorf("an honest clerk: %s", honest.Line())
	}
	liar := run(t, shop(t, assistant.Func(func(ctx context.Context, turn assistant.Turn, w assistant.Writer) (assistant.Outcome, error) {
		if err := w.Write(assistant.Text{Text: "Today everything costs $1.23, with a lifetime warranty."}); err != nil {
			return assistant.Outcome{}, err
		}
		return clerk(ctx, turn, w)
	})), 33)
	if liar.Ungrounded != liar.Replies || liar.Score > 1 {
		t.Errorf("a liar: %s", liar.Line())
	}
}

func withoutTime(failures map[string]int) map[string]int {
	delete(failures, rehearsal.CheckLatency)
	return failures
}

// Scripts are made of what the shop has, ten steps each, and the same for a seed.
func TestWrite(t *testing.T) {
	setup := shop(t, nil)
	stock, err := rehearsal.TakeStock(t.Context(), setup.Catalog)
	if err != nil {
		t.Fatal(err)
	}
	scripts := rehearsal.Write(stock, setup, 110, 7)
	if !reflect.DeepEqual(scripts, rehearsal.Write(stock, setup, 110, 7)) {
		t.Error("the same seed makes other scripts")
	}
	if reflect.DeepEqual(scripts, rehearsal.Write(stock, setup, 110, 8)) {
		t.Error("another seed makes the same scripts")
	}
	themes := map[string]int{}
	for _, s := range scripts {
		themes[s.Theme]++
		if len(s.Turns) != 10 {
			t.Errorf("%s has %d steps", s.ID, len(s.Turns))
		}
	}
	if len(themes) != len(rehearsal.Themes()) {
		t.Errorf("the themes are %v", themes)
	}
	var lines bytes.Buffer
	for _, s := range scripts {
		if err := json.NewEncoder(&lines).Encode(s); err != nil {
			t.Fatal(err)
		}
	}
	back, err := rehearsal.ReadScripts(&lines)
	if err != nil || !reflect.DeepEqual(back, scripts) {
		t.Errorf("scripts do not come back from their file: %v", err)
	}
	if empty, err := catalog.NewIndex(all(nil)); err != nil {
		t.Error(err)
	} else if _, err := rehearsal.TakeStock(t.Context(), empty); err == nil {
		t.Error("an empty shop can be rehearsed")
	}
}

// A catalogue without categories, prices and attributes makes scripts too.
func TestWriteOfLittle(t *testing.T) {
	setup := shop(t, assistant.Func(clerk))
	var err error
	if setup.Catalog, err = catalog.NewIndex(all([]catalog.Product{{ID: "1", Title: "Red kite"}, {ID: "2", Title: "Blue kite"}})); err != nil {
		t.Fatal(err)
	}
	setup.Orders, setup.Articles, setup.Terms = nil, nil, assistant.Terms{}
	if report := run(t, setup, 22); report.Replies < 100 {
		t.Errorf("only %d replies", report.Replies)
	}
}

// Foreign scripts are played word for word.
func TestForeignScripts(t *testing.T) {
	scripts, err := rehearsal.ReadScripts(strings.NewReader(`{"id": "a", "page": "beck", "turns": ["is it waterproof?", "add it", {"say": "show me mugs", "want": {"kind": "find", "things": ["mugs"]}}]}` + "\n\n"))
	if err != nil {
		t.Fatal(err)
	}
	var said, pages []string
	setup := shop(t, assistant.Func(func(ctx context.Context, turn assistant.Turn, w assistant.Writer) (assistant.Outcome, error) {
		said, pages = append(said, turn.Text), append(pages, turn.Page.Product)
		return clerk(ctx, turn, w)
	}))
	report, err := rehearsal.Run(t.Context(), setup, scripts)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(said, []string{"is it waterproof?", "add it", "show me mugs"}) || pages[0] != "beck" {
		t.Errorf("said %q on %q", said, pages)
	}
	var out bytes.Buffer
	if err := report.WriteTurns(&out); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(out.String()), "\n")
	var turn struct {
		Script, Text    string
		Blocks          []struct{ Type string }
		Evidence, State any
		Checks          []rehearsal.Check
	}
	if err := json.Unmarshal([]byte(lines[2]), &turn); err != nil || len(lines) != 3 {
		t.Fatalf("%d lines, %v", len(lines), err)
	}
	if turn.Script != "a" || turn.Blocks[0].Type != "products" || len(turn.Checks) != len(rehearsal.Checks()) {
		t.Errorf("%s", lines[2])
	}
	scripts[0].Page = "nothing"
	if _, err := rehearsal.Run(t.Context(), setup, scripts); err == nil || !strings.Contains(err.Error(), "script a: page") {
		t.Errorf("a page that does not exist: %v", err)
	}
}

// A transcript that was written and read back is graded the same.
func TestTranscriptsComeBack(t *testing.T) {
	setup := shop(t, assistant.Func(clerk))
	for _, talk := range run(t, setup, 11).Talks {
		data, err := json.Marshal(talk)
		if err != nil {
			t.Fatal(err)
		}
		var back rehearsal.Transcript
		if err := json.Unmarshal(data, &back); err != nil {
			t.Fatal(err)
		}
		if err := rehearsal.Grade(t.Context(), setup, &back); err != nil {
			t.Fatal(err)
		}
		for i, x := range back.Exchanges {
			if !reflect.DeepEqual(x.Checks, talk.Exchanges[i].Checks) {
				t.Errorf("%s, %q:\n%v\n%v", talk.ID, x.Say, x.Checks, talk.Exchanges[i].Checks)
			}
		}
	}
}

func TestMistakesInScripts(t *testing.T) {
	good := `{"id": "a", "turns": ["hi"]}`
	for input, want := range map[string]string{
		"":                            "line 1: there is no script",
		good + "\nscrap":              "line 2: is no JSON object",
		`{"turns": ["hi"]}`:           "line 1: id: is missing",
		`{"id": "a"}`:                 "line 1: turns: there must be one at least",
		`{"id": "a", "turns": [" "]}`: "line 1: turns.0: says nothing",
		`{"id": "a", "turns": [7]}`:   "line 1: turns.0: ",
		`{"id": "a", "turns": "hi"}`:  "line 1: turns: cannot be a JSON string",
		`{"id": 3, "turns": ["hi"]}`:  "line 1: id: cannot be a JSON number",
		`{"id": "a", "turn": ["hi"]}`: "line 1: turn: is no field",
		`{"id": "a", "turns": [{"say": "hi", "wnat": {}}]}`: "line 1: turns.0.wnat: is no field",
		"\n" + good + "\n\n" + good:                         `line 4: id: "a" stands in line 2 already`,
		`[1]`:                                               "line 1: must be an object",
		`{"id": "a", "turns": ["` + strings.Repeat("a", 2<<20): "line 1: is longer than",
	} {
		_, err := rehearsal.ReadScripts(strings.NewReader(input))
		if err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%.60q: %v, want %q", input, err, want)
		}
	}
}

func TestIncompleteSetups(t *testing.T) {
	scripts := []rehearsal.Script{{ID: "a", Turns: []rehearsal.Step{{Say: "hi"}}}}
	for want, change := range map[string]func(*rehearsal.Setup){
		"Setup.Assistant": func(s *rehearsal.Setup) { s.Assistant = nil },
		"Setup.Catalog":   func(s *rehearsal.Setup) { s.Catalog = nil },
		"Setup.Now":       func(s *rehearsal.Setup) { s.Now = time.Time{} },
	} {
		setup := shop(t, assistant.Func(clerk))
		change(&setup)
		if _, err := rehearsal.Run(t.Context(), setup, scripts); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", want, err)
		}
	}
	if _, err := rehearsal.Run(t.Context(), shop(t, assistant.Func(clerk)), nil); err == nil {
		t.Error("no script is played")
	}
}

// FuzzReadScripts: whatever stands in a file, it is read or refused in words.
func FuzzReadScripts(f *testing.F) {
	f.Add([]byte(`{"id": "a", "turns": ["hi", {"say": "bye", "want": {"kind": "talk"}}]}`))
	f.Add([]byte("\ufeff{}\n{\"id\":1}"))
	f.Add([]byte(`{"id":"a","turns":[null]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		scripts, err := rehearsal.ReadScripts(bytes.NewReader(data))
		if err != nil && (len(scripts) > 0 || !strings.HasPrefix(err.Error(), "line ")) {
			t.Errorf("%d scripts and %v", len(scripts), err)
		}
		for _, s := range scripts {
			if s.ID == "" || len(s.Turns) == 0 {
				t.Errorf("an empty script: %+v", s)
			}
		}
	})
}
