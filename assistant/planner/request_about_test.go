package planner

import (
	"strings"
	"testing"
)

// behind is a question behind a filed request, and what answers it.
type behind struct {
	text string
	want []string // one of each is said, parted by "|"
	not  []string
}

// What a question is about decides its answer once a request is filed: the
// request, the rule, or another order. The request only colors it.
func TestQuestionsBehindARequest(t *testing.T) {
	index := openIndex(t, "testdata/catalog.jsonl")
	filed := "is filed|not decided|is approved|goes ahead"
	state := []behind{
		{"what happens now?", []string{filed}, nil},
		{"has it been approved yet?", []string{filed}, nil},
		{"any news?", []string{"R-"}, nil},
		{"how long will it take?", []string{"working hours|person answers|within"}, nil},
	}
	other := []behind{
		{"one of my parcels is late too", []string{"order"}, []string{"added", "Noted"}},
		{"my other order is late", []string{"order|number"}, []string{"added", "Noted", "NW-1006"}},
		{"another order of mine never arrived", []string{"order|number"}, []string{"added", "Noted"}},
	}
	general := []behind{
		{"when do i get my money back after a return?", []string{"within 5 working days"}, []string{"R-"}},
		{"how long do refunds usually take", []string{"within 5 working days"}, []string{"R-"}},
		{"is there a warranty?", []string{"guaranteed for 2 years"}, []string{"R-"}},
		{"what does the warranty cover?", []string{"faults in material and making"}, []string{"R-"}},
		{"how long is your guarantee?", []string{"2 years"}, []string{"R-"}},
		{"what is your return policy", []string{"30 days"}, []string{"R-"}},
		{"how much is shipping", []string{"$"}, []string{"R-"}},
		{"do you ship to Canada?", []string{"Canada"}, []string{"R-"}},
		{"what if something arrives damaged?", []string{"within 7 days|within a week"}, []string{"R-"}},
	}
	keep := []behind{
		{"do i have to send it back?", []string{"need not send"}, nil},
		{"must the broken one come back?", []string{"need not send"}, nil},
		{"does it have to go back to you?", []string{"need not send"}, nil},
		{"should i keep it?", []string{"need not send"}, nil},
	}
	for _, c := range []struct {
		name  string
		lines []string
		asked [][]behind
	}{
		{"damaged", []string{"> my mugs arrived broken", "/fill lines=mugs; wish=replacement; note=In pieces; photo=x"}, [][]behind{state, other, general, keep}},
		{"wrong", []string{"> you sent the wrong shirt", "/fill lines=shirt; wish=refund; note=It is red"}, [][]behind{state, other, general, {
			{"do i have to send it back?", []string{"goes back to us first"}, nil},
			{"when do i get my money?", []string{filed}, nil},
		}}},
		{"return", []string{"> i want to return my boots", "/fill lines=boots; reason=too_small"}, [][]behind{other, general, {
			{"has it been approved yet?", []string{filed}, nil},
			{"when do i get my money?", []string{"within 5 working days"}, nil},
			{"can i exchange them instead?", []string{"R-"}, nil},
		}}},
		{"warranty", []string{"> my lamp stopped working, warranty claim", "/fill lines=lamp; wish=repair; note=It flickers"}, [][]behind{state, other, general, {
			{"do i have to send it back?", []string{"send"}, nil},
			{"must the broken one come back?", []string{"send"}, nil},
		}}},
	} {
		for _, set := range c.asked {
			for _, q := range set {
				k := newTalker(t, index)
				k.withOrders()
				k.line("/customer")
				for _, line := range c.lines {
					k.line(line)
				}
				e := k.stateNow().Errand
				if e == nil || e.Reference == "" {
					t.Fatalf("%s: nothing is filed: %s", c.name, draw(k.last, nil))
				}
				reply := draw(k.say(q.text), k.handoff)
				for _, want := range q.want {
					if !says1(reply, want) {
						t.Errorf("%s, %q: no %q in\n%s", c.name, q.text, want, reply)
					}
				}
				words := prose1(k.last)
				for _, not := range q.not {
					if strings.Contains(words, not) {
						t.Errorf("%s, %q: %q in %q", c.name, q.text, not, words)
					}
				}
			}
		}
	}
}

// says1 reports whether a text says one of the phrases that bars part.
func says1(text, phrases string) bool {
	for phrase := range strings.SplitSeq(phrases, "|") {
		if strings.Contains(strings.ToLower(text), strings.ToLower(phrase)) {
			return true
		}
	}
	return false
}

// A question about how things are done asks for no order, whoever asks it.
func TestGeneralQuestionsMeetNoWall(t *testing.T) {
	index := openIndex(t, "testdata/catalog.jsonl")
	for _, text := range []string{
		"when do i get my money back after a return?", "How long until I get my money back?", "how fast do i get my money when i send something back",
		"can i change an order after placing it", "what if my parcel gets lost",
		"can i send something back?", "could i return things that i did not like", "do i get my shipping costs back if i return everything?",
		"how many days do i have to return an item", "can i cancel an order?", "can i add something to an order?",
	} {
		k := newTalker(t, index)
		k.withOrders()
		if reply := draw(k.say(text), k.handoff); formOf(k.last) != nil || strings.Contains(reply, "HANDOFF") {
			t.Errorf("%q meets a wall:\n%s", text, reply)
		}
	}
}

// Somebody whose order cannot be looked up is still told what happens next.
func TestProblemsWithoutOrders(t *testing.T) {
	index := openIndex(t, "testdata/catalog.jsonl")
	for _, orders := range []bool{true, false} {
		for _, problem := range []string{"my order arrived damaged", "what you sent me is broken", "you sent me the wrong item"} {
			for _, text := range []string{"what happens now?", "and now?", "so what happens next", "what can i get for it?", "what do i do now"} {
				k := newTalker(t, index)
				if orders {
					k.withOrders()
				}
				k.say(problem)
				reply := draw(k.say(text), k.handoff)
				if strings.Contains(reply, "not sure what you mean") || orders && !says1(reply, "replacement|the same thing again|money back") {
					t.Errorf("%q, then %q (orders %t):\n%s", problem, text, orders, reply)
				}
			}
		}
	}
}
