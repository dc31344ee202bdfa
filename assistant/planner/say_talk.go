package planner

import (
	"cmp"
	"slices"
	"strings"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/internal/pattern"
	"github.com/aisle-chat/aisle/assistant/internal/prose"
	"github.com/aisle-chat/aisle/assistant/knowledge"
	"github.com/aisle-chat/aisle/assistant/tool"
)

// article answers from the merchant's articles, and says plainly what the
// assistant cannot see or do.
func (w *writer) article() {
	found := w.facts.Found
	intent := w.plan.Reading.Intent
	if intent == IntentAccount && lockedOut.MatchString(w.plan.Reading.Norm) && !slices.ContainsFunc(found, func(f knowledge.Found) bool { return lockedOut.MatchString(strings.ToLower(f.Passage.Text)) }) {
		found = nil // the article is about something else of accounts
	}
	if w.state.Topic = ""; isSupport(w.plan.Reading.Theme) {
		w.state.Topic = w.plan.Reading.Theme
	}
	ofOrder := intent == IntentOrderStatus || intent == IntentOrderChange || intent == IntentCancel || intent == IntentAddress
	problem := intent == IntentProblem || problemKinds[requestOf[intent]]
	switch {
	case problem && (w.plan.Reading.Own || !w.plan.Reading.Rule):
		w.say("I am sorry to hear that.", "That should not have happened, sorry.")
	case intent == IntentOrderStatus:
		w.say("I cannot look into orders in this chat, so I do not know where yours is; a person of the shop can check.",
			"Orders are out of my sight here. Somebody of the shop can look yours up.")
	case ofOrder:
		w.say("I cannot change orders from here, so nothing is changed yet; a person of the shop can do it.",
			"Changing an order takes a person of the shop; I cannot do it myself.")
	case intent == IntentAccount && len(found) == 0:
		w.say("I cannot get into accounts from this chat; a person of the shop can help.", "Accounts are beyond me here. Somebody of the shop can help.")
	case intent == IntentDiscount && len(found) == 0:
		w.say("I know of no code or discount at present, and I cannot grant one myself.", "There is no discount that I know of, and none that I could give.")
	case len(found) == 0:
		w.helped = false
		w.say("The shop has not told me about that, so I would rather not guess. A person can answer it.",
			"I have nothing on that from the shop. Somebody there can tell you.")
	}
	if len(found) > 0 {
		w.passage(found[0])
	} else {
		w.helped = w.helped && intent == IntentDiscount
	}
	if b, ok := begins[w.plan.Reading.Theme]; ok && w.facts.Terms.Orders {
		w.beginChip(b.label, b.field)
	}
	w.personChip()
	w.questionChips(found, 2)
	if len(w.chips) < 2 && (w.facts.Terms.Policies != nil || intent == IntentAccount) {
		w.supportChips()
	}
	if !problem && !ofOrder && len(w.state.Seen) > 0 {
		w.sayChip("Back to what I looked for")
	}
}

// lockedOut is about getting into an account, or about what it is got into by.
var lockedOut = pattern.MustCompile(`\b(?:passwords?|pwd|log(?:ging|ged)? ?(?:in|on)|sign(?:ing|ed)? in|locked|(?:chang\w*|updat\w*|edit\w*|wrong|new) (?:\w+ ){0,2}e ?mail(?: address)?)\b`)

// passage answers with an article's own words and cites it.
func (w *writer) passage(f knowledge.Found) {
	text := gist(f.Passage.Text, w.plan.Reading.Norm+" "+w.plan.Reading.Besides)
	w.tell(sentence{[]string{text, "It stands in “" + f.Article.Title + "”: " + text}, []assistant.Evidence{{Kind: "article", ID: f.Article.ID, Field: f.Passage.Heading, Value: text}}})
	w.after = append(w.after, tool.Cite(f, text))
}

// gist is a short passage itself, or the sentences of a long one that have most
// to do with the question, in their order.
func gist(text, norm string) string {
	const limit = 260
	sentences := prose.Sentences(text)
	if len(text) <= limit || len(sentences) < 3 {
		return cut(strings.Join(sentences, " "), 2*limit)
	}
	asked := prose.Content(norm)
	score := make([]int, len(sentences))
	for i, s := range sentences {
		have := prose.Content(s)
		for _, stem := range asked {
			if slices.Contains(have, stem) {
				score[i]++
			}
		}
	}
	best := 0
	for i := range score {
		if score[i] > score[best] {
			best = i
		}
	}
	out := sentences[best]
	for i := best + 1; i < len(sentences) && len(out)+len(sentences[i]) < limit; i++ {
		out += " " + sentences[i]
	}
	return cut(out, 2*limit)
}

// questionChips offers the questions of the article that answered to which it has
// another answer than this one.
func (w *writer) questionChips(found []knowledge.Found, limit int) {
	if len(found) == 0 {
		return
	}
	for _, q := range found[0].Questions {
		if limit > 0 && len([]rune(q)) <= assistant.MaxLabel && !slices.Equal(prose.Content(q), prose.Content(w.plan.Reading.Said)) {
			w.sayChip(q)
			limit--
		}
	}
}

// handOver asks for a person and says so.
func (w *writer) handOver(reason string) {
	intent := w.plan.Reading.Intent
	if h := w.plan.Handoff; h != nil && h.Contact != "" {
		contact := h.Contact
		w.say("I have added your e-mail address to the request, so that the shop can answer there as well. It can be answered here too, whenever you come back.")
		w.handoff = &assistant.Handoff{Reason: reason, Summary: cmp.Or(w.state.Summary, w.summary()), Contact: contact}
		w.state.Waiting = true
		w.moveOn()
		return
	}
	if w.state.Waiting && reason == "asked" {
		w.say("The shop has your request already, with everything said here. I go on helping until somebody joins.",
			"Your request is with the shop's people. Meanwhile, ask me anything about the products.")
		w.moveOn()
		return
	}
	switch {
	case intent == IntentSelfHarm:
		w.say("I am sorry that things are so hard right now. I am only an assistant, and you deserve a person: if you are in danger, please call your local emergency number or a crisis line now.",
			"Please do not stay alone with this: your local emergency number or a crisis line can help at once.")
	case intent == IntentThreat:
		w.say("I pass this on to a person of the shop.", "This goes to a person of the shop.")
	case intent == IntentLegal:
		w.say("That is for a person to answer, so I pass it on.", "A person of the shop has to answer that; I have passed it on.")
	case reason == "angry":
		w.say("I am sorry, this is not going the way it should. I have asked a person of the shop to take over.",
			"Sorry that I am no more help than this. I have asked somebody of the shop to step in.")
	case reason == "unproven":
		w.say("I have asked one to join.")
	case reason == "account":
		w.say("Only a person of the shop may do that, so I have passed it on.", "That takes a person of the shop. I have passed it on.")
	case reason == "disputed":
		w.say("That is for a person of the shop to look into, so I have passed it on.")
	case reason == reasonTopic:
		w.say("A person of the shop sees to that, so I have passed it on.", "That is for a person of the shop to answer; I have passed it on.")
	case reason == reasonLowConfidence:
		w.say("I am not sure that I understand that, so I have asked a person of the shop to step in.",
			"Before I get that wrong: I have asked a person of the shop to step in.")
	case reason == "cannot_help":
		w.say("I am not getting you any further, so I have asked a person of the shop to step in.",
			"That is twice that I could not help; I have asked a person of the shop.")
	default:
		w.say("I have asked a person of the shop to join.", "Of course: I have asked a person of the shop to join.")
	}
	note := assistant.Handoff{Reason: reason}
	if h := w.plan.Handoff; h != nil {
		note = *h
	}
	w.asks(note)
	if intent != IntentSelfHarm && intent != IntentThreat {
		w.moveOn()
	}
}

// asks asks for a person with a note, and says what to expect.
func (w *writer) asks(note assistant.Handoff) {
	intent := w.plan.Reading.Intent
	note.Mood = w.mood(note.Reason)
	asked := tool.AskForPerson{Why: w.summary(), Note: note}.Ask(w.facts.Terms, w.facts.Now)
	note = asked.Note
	w.handoff = &note
	w.state.Waiting, w.state.Summary, w.state.Failures, w.state.Anger = true, note.Summary, 0, 0
	if intent == IntentSelfHarm { // whose words are about nothing but help
		asked.Block.Text = "A person of the shop has been asked to join, and will see everything said here."
	}
	w.after = append(w.after, asked.Block)
	if next, ok := w.facts.Terms.Hours.Next(w.facts.Now); ok && next.After(w.facts.Now) && !w.facts.Reachable && intent != IntentSelfHarm {
		w.after = append(w.after, contactForm())
	}
}

// mood is how the shopper feels, as far as they have said so.
func (w *writer) mood(reason string) string {
	switch {
	case reason == "angry" || w.plan.Reading.Intent == IntentThreat:
		return "angry"
	case w.plan.Soothe || w.state.Anger > 0:
		return "annoyed"
	}
	return ""
}

// contactForm asks where a person can answer who is not there at the moment.
func contactForm() assistant.FormBlock {
	return assistant.FormBlock{
		Text: "Leave an e-mail address and the shop can answer there.", Title: "Answer by e-mail",
		Fields: []assistant.FormField{{
			Name: fieldEmail, Label: "E-mail address", Kind: assistant.FieldEmail, Required: true, Max: 254, Autocomplete: "email",
			Help: "The shop keeps it with this conversation.",
		}},
		Submit: "Leave my address", Sent: "Please answer by e-mail.",
		Action: assistant.Action{Do: assistant.DoSubmit, Form: formContact},
	}
}

// summary tells the person who takes over what this is about.
func (w *writer) summary() string {
	wrote := plainText(cut(w.plan.Reading.Text, 160))
	parts := []string{"The shopper wrote: “" + wrote + "”"}
	if w.plan.Move == MoveRated {
		parts[0] = ratedAs(w.plan.Score, wrote)
	}
	if wrote != "" && !strings.ContainsAny(wrote[len(wrote)-1:], ".!?") {
		parts[0] += "."
	}
	if len(w.state.Wishes) > 0 {
		if block, ok := wishesBlock(w.state.Wishes, w.money); ok {
			parts = append(parts, block.Text+".")
		}
	}
	if e := w.state.Errand; e != nil && e.Order != "" {
		about := "About order " + e.Order
		if e.Kind != "" {
			about += " (" + strings.ReplaceAll(e.Kind, "_", " ") + ")"
		}
		if e.Reference != "" {
			about += ", request " + e.Reference
		}
		parts = append(parts, about+".")
	}
	if p := w.scene.Focus; p != nil {
		parts = append(parts, "Last talked about: "+name(p)+".")
	} else if p := w.scene.Page; p != nil {
		parts = append(parts, "On the page of: "+name(p)+".")
	}
	return strings.Join(parts, " ")
}

// moveOn offers what can be done meanwhile.
func (w *writer) moveOn() {
	if w.state.Errand != nil { // no goods between a problem and its end
		w.orderMoves()
		return
	}
	if p := w.scene.Page; p != nil {
		w.productChips(p, 2)
	}
	if len(w.state.Seen) > 0 {
		w.sayChip("Back to what I looked for")
	}
	w.kindChips()
	w.cartChip()
	w.sayChip("What can you do?")
}

// askRating asks how the conversation was: once, after something was said in it,
// and not while the shopper waits for something.
func (w *writer) askRating() {
	if w.scene.Rated || w.state.Waiting || !w.state.Errand.settled() || w.state.Turns < 2 {
		return
	}
	w.after = append(w.after, assistant.RatingBlock{Text: "How was this conversation?"})
}

// talk answers what is neither about goods nor about orders.
func (w *writer) talk() {
	switch w.plan.Reading.Intent {
	case IntentGreet:
		w.say("Hello! What are you looking for?", "Hi there, what can I find for you?", "Hello again. What shall it be?")
		w.moveOn()
	case IntentThanks:
		w.say("You are welcome. Is there anything else?", "Gladly. What else can I do?", "My pleasure. Anything more?")
		w.moveOn()
		if helpful.MatchString(w.plan.Reading.Norm) {
			w.askRating()
		}
	case IntentBye:
		w.say("Goodbye, and thank you for stopping by.", "See you soon.", "Take care.")
		w.cartChip()
		w.askRating()
	case IntentBot:
		w.say("I am an automatic assistant"+w.called()+", not a person. I know the shop's products and what the shop has told me, and I can fetch a person for you.",
			"No person, just an automatic assistant"+w.called()+". If you would like a person, say so.")
		w.personChip()
		w.sayChip("What can you do?")
		w.kindChips()
	case IntentHelp:
		orders := ""
		if w.facts.Terms.Orders {
			orders = " I look orders up, and see to returns, exchanges and problems."
		}
		w.say("Tell me what you need, with a budget, color or size if you like, and I find it. I also answer questions about a product, compare two, and put things into your cart."+orders+" A person is one tap away.",
			"I find products, answer questions about them, compare them, fill your cart, and fetch a person when that is better."+orders)
		w.moveOn()
		w.personChip()
	case IntentYes:
		w.say("Good. What would you like to see next?", "Fine. What shall we do next?")
		w.moveOn()
	case IntentNo:
		if e := w.plan.Before; w.plan.Reading.Forgone && e != nil {
			w.say("All right: nothing was sent, and order "+e.Order+" stays as it is.", "Fine. Nothing of it was sent; order "+e.Order+" stays as it is.")
			w.chip("See the order", assistant.Action{Do: assistant.DoOrder, Order: e.Order})
			w.personChip()
			w.supportChips()
			break
		}
		w.say("All right. What would you like instead?", "Fine, let us leave that. What else can I show you?")
		w.moveOn()
		w.personChip()
	case IntentAngry:
		w.say("I am sorry. Tell me in a few words what you need, or let a person take over.",
			"Sorry about that. Shall a person take over, or may I try once more?")
		w.personChip()
		w.sootheChips()
	case IntentLanguage: // nothing has failed: it is said what goes on
		w.missed = true
		w.say("I take that to be "+w.plan.Reading.Language+"; I only understand English so far. You can go on in English, or a person of the shop may help.",
			"I am sorry, so far I speak English only. A person of the shop may speak "+w.plan.Reading.Language+".")
		w.personChip()
		w.kindChips()
	case IntentSubscription:
		w.noSubscription()
	case IntentPrepared:
		w.say(w.plan.Reading.Prepared)
		w.moveOn()
		w.personChip()
	case IntentSmallTalk:
		w.say("That is outside my shelves: I am here for this shop's products and service.", "I had better stay with what I know: the goods of this shop.")
		w.moveOn()
		w.personChip()
	case IntentGibberish:
		w.missed = true
		w.say("I could not read that. What are you looking for?", "That did not come through. Tell me in a few words what you need.", "Still no luck reading that. Try a word or two, such as the kind of thing you need.")
		w.moveOn()
		w.personChip()
	default:
		w.helped = false
		w.say("I am not sure what you mean. Are you looking for a product, or is it about something else?",
			"I did not quite get that. Tell me the product or the question in a few words.")
		if w.state.Errand != nil {
			w.orderMoves()
		}
		w.kindChips()
		w.sayChip("What can you do?")
		w.personChip()
	}
}

// sootheChips offers an angry shopper what may be behind it, and no goods.
func (w *writer) sootheChips() {
	switch {
	case w.state.Errand != nil:
		w.orderMoves()
	case w.facts.Terms.Orders:
		w.chip("Where is my order?", assistant.Action{Do: assistant.DoOrder, Text: "Where is my order?"})
		w.beginChip("Report a problem", assistant.RequestProblem)
	default:
		w.cartChip()
		w.sayChip("What can you do?")
	}
}

func (w *writer) called() string {
	if w.name == "" {
		return ""
	}
	return " called " + w.name
}
