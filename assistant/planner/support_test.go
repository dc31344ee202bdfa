package planner

import (
	"context"
	"encoding/json"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/cart"
)

// supportTalks are the files of talks with the shop's orders.
func supportTalks(t testing.TB) []string {
	var files []string
	for _, file := range talkFiles(t) {
		if slices.Contains(lines(t, file), "/shop") {
			files = append(files, file)
		}
	}
	if len(files) < 5 {
		t.Fatalf("only %d talks about orders", len(files))
	}
	return files
}

func (k *talker) stateNow() State {
	var s State
	if err := json.Unmarshal(k.state, &s); err != nil {
		k.t.Fatal(err)
	}
	return s
}

// mine reports whether this shopper may see an order by now.
func (k *talker) mine(number string) bool {
	if slices.Contains(k.proven, number) {
		return true
	}
	o, err := k.book.Order(context.Background(), number)
	return err == nil && k.customer != nil && o.CustomerID == k.customer.ID
}

// checkSupport holds what is true of every reply in a talk about orders.
func (k *talker) checkSupport(said string, parts assistant.Parts) {
	t := k.t
	t.Helper()
	s := k.stateNow()
	for _, part := range parts {
		switch part := part.(type) {
		case assistant.OrderBlock:
			if !k.mine(part.Order.Number) {
				t.Errorf("%q: order %s is shown before it is proven", said, part.Order.Number)
			}
			if k.customer == nil && len(part.Order.ShipTo) > 0 {
				t.Errorf("%q: a guest is shown an address", said)
			}
		case assistant.Text:
			for _, e := range part.Evidence {
				if e.Kind == "order" && !k.mine(e.ID) {
					t.Errorf("%q: a fact of order %s is told before it is proven: %q", said, e.ID, part.Text)
				}
			}
			for _, fact := range []string{"Hollow Road", "Montpelier", "Robin", "robin@"} {
				if k.customer == nil && strings.Contains(part.Text, fact) {
					t.Errorf("%q: %q in %q", said, fact, part.Text)
				}
			}
		case assistant.FormBlock:
			k.checkForm(said, part, s)
		case assistant.ProductsBlock, assistant.ProductBlock, assistant.CompareBlock:
			if s.Errand.problem() {
				t.Errorf("%q: goods between a problem and its end", said)
			}
		}
	}
	for _, c := range chipsOf(parts) {
		switch c.Action.Do {
		case assistant.DoAdd, assistant.DoPick, assistant.DoAbout, assistant.DoCode, assistant.DoCart:
			if s.Errand.problem() {
				t.Errorf("%q: the chip %q offers goods between a problem and its end", said, c.Label)
			}
		}
	}
}

// checkForm holds that nothing is asked that is known, and that a guest's form
// gives nothing away.
func (k *talker) checkForm(said string, form assistant.FormBlock, s State) {
	names := map[string]bool{}
	for _, f := range form.Fields {
		if names[f.Name] || f.Label == "" || form.Submit == "" || form.Sent == "" || form.Title == "" || form.Text == "" {
			k.t.Errorf("%q: form %+v", said, form)
		}
		names[f.Name] = true
		if f.Kind == assistant.FieldChoice && f.Value != "" && !offers(f, f.Value) || (f.Kind == assistant.FieldChoice || f.Kind == assistant.FieldMany) && len(f.Options) == 0 {
			k.t.Errorf("%q: field %+v", said, f)
		}
	}
	if form.Action.Do != assistant.DoSubmit || form.Action.Form == "" {
		k.t.Errorf("%q: action %+v", said, form.Action)
	}
	if form.Action.Form != formProof {
		if !slices.Contains([]string{formCode, formRestock, formContact, formMail, formEnter}, form.Action.Form) && !k.mine(form.Action.Order) {
			k.t.Errorf("%q: a form about order %s before it is proven", said, form.Action.Order)
		}
		return
	}
	if e := s.Errand; e == nil || form.Fields[0].Value != e.Number || form.Fields[1].Value != e.Email {
		k.t.Errorf("%q: what is known of the order is asked again: %+v, %+v", said, form.Fields, s.Errand)
	}
	known := len(k.proven) > 0 || k.customer != nil
	if known && s.Errand != nil && s.Errand.Number == "" {
		k.t.Errorf("%q: asks for an order though some are proven", said)
	}
}

// What holds of every reply about orders, over every talk, with every chip
// tapped: nothing before proof, nothing twice, no goods in a problem.
func TestEverySupportReply(t *testing.T) {
	index := openIndex(t, "testdata/catalog.jsonl")
	tried := 0
	for _, file := range supportTalks(t) {
		t.Run(filepath.Base(file), func(t *testing.T) {
			k := newTalker(t, index)
			for _, line := range lines(t, file) {
				parts, said := k.line(line)
				if !said || k.book == nil {
					continue
				}
				tried++
				k.checkSupport(line, parts)
				problem := k.stateNow().Errand.problem()
				for _, c := range chipsOf(parts) {
					other := k.copyOf("support" + strconv.Itoa(k.turns) + c.ID)
					reply := other.send(c.Label, &c.Action)
					other.checkSupport(line+" / "+c.Label, reply)
					if problem && len(cardsOf(reply)) > 0 {
						t.Errorf("%q: the chip %q leads from a problem to goods", line, c.Label)
					}
				}
			}
		})
	}
	if tried < 50 {
		t.Fatalf("only %d replies", tried)
	}
}

// The same talks a year later and more: what the rules allowed is over, orders
// have aged, and every reply is as sound.
func TestSupportMuchLater(t *testing.T) {
	index := openIndex(t, "testdata/catalog.jsonl")
	tried := 0
	for _, file := range supportTalks(t) {
		t.Run(filepath.Base(file), func(t *testing.T) {
			k := newTalker(t, index)
			k.now = now.AddDate(0, 0, 400)
			k.lenient = true
			for _, line := range lines(t, file) {
				if parts, said := k.line(line); said && parts != nil {
					tried++
					k.check(line, parts)
					if k.book != nil {
						k.checkSupport(line, parts)
					}
					words := prose1(parts)
					for _, over := range []string{"MEADOW10", "20 % off"} {
						if strings.Contains(words, "runs now") && strings.Contains(words, over) {
							t.Errorf("%q: %s is over: %q", line, over, words)
						}
					}
				}
			}
		})
	}
	if tried < 50 {
		t.Fatalf("only %d replies", tried)
	}
}

// Every miss gets the same answer, whether or not there is such an order.
func TestMissesAreAlike(t *testing.T) {
	index := openIndex(t, "testdata/catalog.jsonl")
	answers := map[string][]string{}
	for _, text := range []string{
		"where is my order NW-1003, nobody@example.com", "where is my order NW-9999, nobody@example.com", "where is my order NW-1002, robin@example.com",
	} {
		k := newTalker(t, index)
		k.withOrders()
		parts := k.say(text)
		words := draw(parts, nil)
		for _, typed := range []string{"NW-1003", "NW-9999", "NW-1002", "nobody@example.com", "robin@example.com"} {
			words = strings.ReplaceAll(words, typed, "…") // the form gives back what was typed
		}
		answers[words] = append(answers[words], text)
		if len(k.proven) > 0 {
			t.Errorf("%q proves something", text)
		}
	}
	if len(answers) != 1 {
		t.Errorf("misses are told apart: %q", answers)
	}
	number := map[string]bool{}
	for _, text := range []string{"where is order NW-1003?", "where is order NW-9999?"} {
		k := newTalker(t, index)
		k.withOrders()
		number[strings.ReplaceAll(strings.ReplaceAll(draw(k.say(text), nil), "1003", "…"), "9999", "…")] = true
	}
	if len(number) != 1 {
		t.Errorf("numbers are told apart: %v", number)
	}
}

// A request is filed once, whatever runs twice, and what is under way is found
// again rather than filed anew.
func TestRequestsAreFiledOnce(t *testing.T) {
	k := newTalker(t, openIndex(t, "testdata/catalog.jsonl"))
	k.withOrders()
	k.line("/customer")
	k.say("return my boots")
	form := formOf(k.last)
	action := form.Action
	action.Values = map[string]string{fieldLines: "boots", fieldReason: "too_small"}
	turn := k.turn(form.Sent, &action)
	turn.ID = "the-same"
	for range 2 {
		if _, err := k.assistant.Respond(context.Background(), turn, &recorder{}); err != nil {
			t.Fatal(err)
		}
	}
	if got := k.requests("NW-1006"); len(got) != 1 || got[0].Lines["boots"] != 1 {
		t.Fatalf("requests %+v", got)
	}
	if words := prose1(k.say("i want to return my boots")); !strings.Contains(words, "under way already") {
		t.Errorf("asked again: %q", words)
	}
	if got := k.requests("NW-1006"); len(got) != 1 {
		t.Errorf("requests %+v", got)
	}
}

func formOf(parts assistant.Parts) *assistant.FormBlock {
	for _, part := range parts {
		if form, ok := part.(assistant.FormBlock); ok {
			return &form
		}
	}
	return nil
}

func (k *talker) requests(number string) []cart.Request {
	o, err := k.book.Order(context.Background(), number)
	if err != nil {
		k.t.Fatal(err)
	}
	return o.Requests
}

// A form that comes back changed by somebody files nothing that the rules do
// not allow, for no order that is not the shopper's.
func TestForgedForms(t *testing.T) {
	index := openIndex(t, "testdata/catalog.jsonl")
	for _, c := range []struct {
		name   string
		action assistant.Action
	}{
		{"another's order", assistant.Action{Do: assistant.DoSubmit, Form: "cancel", Order: "NW-1002"}},
		{"a final sale", assistant.Action{Do: assistant.DoSubmit, Form: "return", Order: "NW-1008", Values: map[string]string{fieldLines: "shirt"}}},
		{"too late", assistant.Action{Do: assistant.DoSubmit, Form: "return", Order: "NW-1007", Values: map[string]string{fieldLines: "lamp"}}},
		{"more than there is", assistant.Action{Do: assistant.DoSubmit, Form: "return", Order: "NW-1006", Values: map[string]string{fieldLines: "boots", fieldQuantity + "boots": "7"}}},
		{"no such line", assistant.Action{Do: assistant.DoSubmit, Form: "damaged", Order: "NW-1006", Values: map[string]string{fieldLines: "gold"}}},
		{"no such kind", assistant.Action{Do: assistant.DoSubmit, Form: "gift_money", Order: "NW-1006"}},
		{"no order", assistant.Action{Do: assistant.DoSubmit, Form: "return"}},
	} {
		k := newTalker(t, index)
		k.withOrders()
		k.line("/customer")
		parts := k.send("Here.", &c.action)
		if prose1(parts) == "" || len(chipsOf(parts)) == 0 {
			t.Errorf("%s: %s", c.name, draw(parts, nil))
		}
		for _, o := range testOrders() {
			if before, after := len(o.Requests), len(k.requests(o.Number)); before != after {
				t.Errorf("%s: %d requests about %s, before %d", c.name, after, o.Number, before)
			}
		}
	}
}

// csvStart reads the first two fields of a line.
func csvStart(line string) (text, intent string) {
	if rest, ok := strings.CutPrefix(line, `"`); ok {
		text, rest, _ = strings.Cut(rest, `",`)
		intent, _, _ = strings.Cut(rest, ",")
		return text, intent
	}
	text, rest, _ := strings.Cut(line, ",")
	intent, _, _ = strings.Cut(rest, ",")
	return text, intent
}
