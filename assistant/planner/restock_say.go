package planner

import (
	"strings"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/catalog"
)

// answerRestock says that nobody has said when something is back, what can be had
// of it meanwhile, and who can note the wish. What is there is told to be.
func answerRestock(p *catalog.Product, m *Reading, s *State) []sentence {
	wished := wishedOptions(p, m)
	if len(wished) == 0 && s.Asking != nil && s.Asking.Product == p.ID {
		wished = s.Asking.Options
	}
	if buyable(p, wished) {
		return answerStock(p, m, s)
	}
	said := goneSince(p, wished)
	if asksNotice.MatchString(m.Norm) { // and nobody keeps a list
		said = append(said, sentence{wordings: []string{
			"I cannot send you a message then, but a person of the shop can note that you want it.",
			"A message when it is back is beyond me; ask for a person, who can note it.",
		}})
	}
	return said
}

// goneSince says that a choice of a product is sold out, that no day is known for
// it, and what else there is of it.
func goneSince(p *catalog.Product, wished map[string]string) []sentence {
	choice := strings.Join(ordered(p, wished), ", ")
	called, in := the(p, "is", "are"), ""
	if choice != "" {
		in = " in " + choice
	}
	said := []sentence{says(fact(p, "stock", "sold out"),
		"The shop has told me no day for it: "+called+" sold out"+in+" for now.",
		upperFirst(called)+" sold out"+in+", and there is no day yet on which more comes.")}
	if choice != "" && !p.SoldOut {
		if text := instead(p, wished); strings.HasPrefix(text, "There is") {
			said = append(said, says(fact(p, "stock", choice), text))
		}
	}
	return said
}

// restock says what was noted, asks where to write, or says why there is nothing
// to wait for.
func (w *writer) restock() {
	f := w.facts
	if f.Plan.All {
		if w.plan.Reading.Withdrawn != "" && len(f.Waits) > 0 {
			w.unwaits()
			return
		}
		w.waits()
		return
	}
	if len(f.Products) == 0 {
		w.helped = false
		w.say("That product is not in the shop any more.", "It seems to be gone from the shop.")
		w.sayChip("Show me something similar")
		w.personChip()
		return
	}
	p, item := &f.Products[0], f.Plan.Item
	switch {
	case f.Restock != nil:
		w.waiting(p, f.Restock)
	case f.Refusal != nil && refusedField(f.Refusal) == "":
		w.say(f.Refusal.Message, "Not now: "+lowerFirst(f.Refusal.Message))
		w.afterAnswer(p)
	case f.Refusal != nil || !buyable(p, item.Options) && notMade(p, &f.Plan.Reading) == nil:
		w.askWhere(p, item)
	default:
		w.stillThere(p, item.Options)
	}
}

// waiting says what was noted, and what that is and is not.
func (w *writer) waiting(p *catalog.Product, r *cart.Restock) {
	w.state.Asking = nil
	evidence := []assistant.Evidence{restockFact(r), fact(p, "stock", "sold out")}
	it := theChoice(p, r.Options)
	w.tell(sentence{[]string{
		"Noted under " + r.Reference + ": you want to hear when " + it + " can be had again.",
		r.Reference + " is your request to hear when " + it + " can be had again.",
	}, evidence})
	w.say("The shop sees it with your e-mail address; no day is known yet, so I cannot promise one.",
		"The shop has it with your e-mail address. When more comes is not known yet.")
	w.restockChips(p, r.Options)
}

// restockFact is the evidence of a request to hear of what is sold out.
func restockFact(r *cart.Restock) assistant.Evidence {
	return assistant.Evidence{Kind: "restock", ID: r.Reference, Field: "state", Value: string(r.State)}
}

// restockChips offer what can be had meanwhile.
func (w *writer) restockChips(p *catalog.Product, options map[string]string) {
	if !p.SoldOut && len(options) > 0 && buyable(p, nil) {
		w.aboutChip(p, "What is it available in?")
	}
	w.similarChip(p)
	w.sayChip("What am I waiting for?")
	w.personChip()
}

// askWhere asks for the e-mail address.
func (w *writer) askWhere(p *catalog.Product, item *Wanted) {
	if f := w.facts; f.Refusal != nil {
		w.say(f.Refusal.Message, "Almost: "+lowerFirst(f.Refusal.Message))
	} else {
		w.tell(goneSince(p, item.Options)[0])
		w.say("I note that you want to hear of it; which e-mail address shall stand with it?",
			"To which e-mail address shall the shop write? I note it for you.")
	}
	w.state.Pending = &Pending{Ask: AskRestock, Item: item}
	email := w.plan.Reading.Email
	if email == "" {
		email = w.state.Email
	}
	w.after = append(w.after, restockForm(item, email, theChoice(p, item.Options)))
	w.similarChip(p)
	w.personChip()
}

// stillThere says that there is no need to wait, and which choices are gone.
func (w *writer) stillThere(p *catalog.Product, options map[string]string) {
	m := &w.plan.Reading
	w.tell(answerStock(p, m, &w.state)...)
	if len(options) == 0 {
		for _, gone := range goneChoices(p, 2) {
			w.waitChip(p, gone, "Wait for "+strings.Join(ordered(p, gone), ", "))
		}
	}
	w.addChip(p, w.state.variantShown(p.ID), "Add to cart")
	w.similarChip(p)
	w.personChip()
}

// offerWait offers, with an answer about something that is sold out, to note that
// the shopper wants to hear of it.
func (w *writer) offerWait(p *catalog.Product) {
	var options map[string]string
	if asking := w.state.Asking; asking != nil && asking.Product == p.ID {
		options = asking.Options
	}
	if buyable(p, options) || !w.facts.Terms.Restocks {
		return
	}
	if w.plan.Aspect == AspectRestock {
		w.say("I can note for the shop that you want to hear when it can be had again.", "Shall I note that you want to hear of it?")
	}
	w.state.Pending = &Pending{Ask: AskRestock, Item: &Wanted{Product: p.ID, Options: options, Quantity: 1}}
	w.waitChip(p, options, "Tell me when it is back")
}

// waitChip offers to note that the shopper wants to hear of a choice.
func (w *writer) waitChip(p *catalog.Product, options map[string]string, text string) {
	if w.facts.Terms.Restocks {
		w.chip(text, assistant.Action{Do: assistant.DoRestock, Product: p.ID, Options: options})
	}
}

// unwaits says what was taken back, or asks which.
func (w *writer) unwaits() {
	f := w.facts
	switch {
	case f.Refusal != nil:
		w.say(f.Refusal.Message, "Not now: "+lowerFirst(f.Refusal.Message))
	case len(f.Unwaited) > 0:
		for i := range f.Unwaited {
			r := &f.Unwaited[i]
			w.tell(sentence{[]string{
				r.Reference + " is taken back: the shop no longer notes that you want to hear of the " + shortTitle(r.Title) + ".",
				"Done, " + r.Reference + " is taken back. The " + shortTitle(r.Title) + " is off your list.",
			}, []assistant.Evidence{restockFact(r)}})
		}
		w.sayChip("What am I waiting for?")
		if len(w.state.Seen) > 0 {
			w.sayChip("Back to what I looked for")
		}
	default:
		w.say("Which one shall I take back?", "There are several; which one is it?")
		for i := range f.Waits[:min(len(f.Waits), 3)] {
			r := &f.Waits[i]
			w.tell(sentence{[]string{r.Reference + ": " + shortTitle(r.Title) + "."}, []assistant.Evidence{restockFact(r)}})
			w.sayChip("Cancel " + r.Reference)
		}
	}
	w.personChip()
}

// waits lists what the shopper waits for.
func (w *writer) waits() {
	list := w.facts.Waits
	open := openWaits(list)
	if len(open) == 0 {
		w.say("You have asked to hear of nothing that is sold out, as far as I can see here. Tell me what it is about, and I note it.",
			"No open request of yours is noted here. Which product is it about?")
		w.chip("Show my orders", assistant.Action{Do: assistant.DoOrder, Text: "Show my orders"})
		w.personChip()
		return
	}
	for i := range open[:min(len(open), 3)] {
		r := &open[i]
		w.tell(sentence{[]string{r.Reference + ": " + shortTitle(r.Title) + ", not back yet as far as the shop has told me."},
			[]assistant.Evidence{restockFact(r)}})
	}
	if len(open) > 3 {
		w.say("And " + number(len(open)-3) + " more.")
	}
	for i := range open[:min(len(open), 2)] {
		w.sayChip("Cancel " + open[i].Reference)
	}
	w.chip("Show my orders", assistant.Action{Do: assistant.DoOrder, Text: "Show my orders"})
	w.personChip()
}
