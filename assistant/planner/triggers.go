package planner

import (
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/internal/prose"
	"github.com/aisle-chat/aisle/assistant/knowledge"
)

// Reasons of a hand-off that the merchant's triggers ask for.
const (
	reasonTopic         = "topic"
	reasonSegment       = "segment"
	reasonVIP           = "vip"
	reasonLowConfidence = "low_confidence"
	reasonLowRating     = "low_rating"
)

// careAgain is how long a person is not asked for again in one conversation because
// of who the shopper is: whoever gives it back has seen to them.
const careAgain = 24 * time.Hour

// trigger is why the merchant wants a person asked for.
type trigger struct {
	assistant.Handoff
	// besides is true where the assistant answers as well.
	besides bool
	// key names a trigger that does not count again for careAgain; empty is one that
	// always counts.
	key string
}

// triggered finds the first of the merchant's triggers that the message sets off. A
// tap does what it says and sets off none, and nobody is asked for twice.
func (s *Scene) triggered(m *Reading, state *State) (trigger, bool) {
	if state.Waiting || m.Tapped != nil && m.Tapped.Do != assistant.DoSay {
		return trigger{}, false
	}
	t := &s.Triggers
	for _, topic := range t.Topics {
		if isAbout(topic, m) {
			return trigger{Handoff: assistant.Handoff{Reason: reasonTopic, Trigger: topic.Name, Priority: topic.Priority}}, true
		}
	}
	if b := t.LowConfidence.Below; b > 0 && m.Sure*100 < float64(b) {
		return trigger{Handoff: assistant.Handoff{Reason: reasonLowConfidence, Priority: t.LowConfidence.Priority}}, true
	}
	if s.Customer == nil {
		return trigger{}, false
	}
	var found []trigger
	if s.Customer.VIP && cared(t.VIP.When, m) {
		found = append(found, trigger{assistant.Handoff{Reason: reasonVIP, Priority: t.VIP.Priority}, true, reasonVIP})
	}
	for _, segment := range t.Segments {
		is := func(name string) bool { return strings.EqualFold(name, segment.Name) }
		if slices.ContainsFunc(s.Customer.Segments, is) && cared(segment.When, m) {
			found = append(found, trigger{
				assistant.Handoff{Reason: reasonSegment, Trigger: segment.Name, Priority: segment.Priority}, true, reasonSegment + " " + segment.Name,
			})
		}
	}
	for _, one := range found {
		if at, ok := state.Called[one.key]; !ok || s.Now.Sub(time.UnixMilli(at)) >= careAgain {
			return one, true
		}
	}
	return trigger{}, false
}

// isAbout reports whether a message is about a topic of the merchant's.
func isAbout(topic knowledge.Topic, m *Reading) bool {
	if slices.Contains(topic.Matters, string(m.Intent)) || m.Theme != "" && slices.Contains(topic.Matters, string(m.Theme)) {
		return true
	}
	text := stems(m.Text)
	return slices.ContainsFunc(topic.Words, func(words string) bool { return standsIn(text, stems(words)) })
}

// stems are those of all words of a text.
func stems(text string) []string {
	words := expand(prose.Words(text))
	for i := range words {
		words[i] = prose.Stem(words[i])
	}
	return words
}

// standsIn reports whether part stands in all, word after word.
func standsIn(all, part []string) bool {
	for i := range len(all) - len(part) + 1 {
		if slices.Equal(all[i:i+len(part)], part) {
			return true
		}
	}
	return false
}

// cared reports whether a customer for whom a person is asked for at such times gets
// one with this message.
func cared(when string, m *Reading) bool {
	switch when {
	case knowledge.WhenAny:
		return true
	case knowledge.WhenSupport:
		return isSupport(m.Intent) || isProblem(m.Intent)
	case knowledge.WhenProblem:
		return isProblem(m.Intent)
	}
	return false
}

// isProblem reports whether something went wrong.
func isProblem(intent Intent) bool {
	return intent == IntentProblem || intent == IntentRefund || intent == IntentAngry || problemKinds[requestOf[intent]]
}

// trigger plans what a trigger asks for.
func (p Plan) trigger(t trigger, scene *Scene) Plan {
	if t.key != "" {
		p.State.Called = maps.Clone(p.State.Called)
		if p.State.Called == nil {
			p.State.Called = map[string]int64{}
		}
		p.State.Called[t.key] = scene.Now.UnixMilli()
	}
	if t.besides {
		p.Call = &t.Handoff
		return p
	}
	p = p.handOver(t.Reason)
	p.Handoff = &t.Handoff
	return p
}

// call asks for a person besides the answer that was given.
func (w *writer) call(h assistant.Handoff) {
	w.say("Somebody of the shop has been asked to look after you here as well.",
		"I have asked a person of the shop to look after you here as well.")
	w.asks(h)
}

// tagOf is what a conversation is tagged with whose hand-off a trigger asked for;
// empty where that says nothing more.
func tagOf(h *assistant.Handoff) string {
	switch {
	case h == nil:
		return ""
	case h.Reason == reasonVIP, h.Reason == reasonLowRating:
		return h.Reason
	}
	return h.Trigger
}
