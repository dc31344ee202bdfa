package planner

import "github.com/aisle-chat/aisle/assistant/internal/pattern"

// meddles reports whether a message gives the assistant itself orders, and asks for
// no goods besides.
func (r *reader) meddles(m *Reading) bool {
	if !meddling.MatchString(m.Norm) || len(m.Refs) > 0 {
		return false
	}
	return !hasType(r.understand(meddling.ReplaceAllString(m.Norm, " ")).Constraints)
}

// meddling tells the assistant to be, or to show, what it is not there for.
var meddling = pattern.MustCompile(`\b(?:ignore|disregard|forget|override|bypass|violate|break) (?:\w+ ){0,4}(?:instructions?|prompts?|guidelines|guardrails|programming|rules)\b|\b(?:system|initial|hidden|secret|original|developer) (?:prompts?|instructions?|messages?)\b|\byour (?:system |own |full |exact )?(?:prompts?|instructions|configuration|source code|guidelines|api key)\b|\b(?:developer|debug|dan|god|admin|jailbreak) mode\b|\bjailbr[eo]ak\w*`)

// role is what an order to the assistant is sometimes headed by, as if it came from
// somebody else than the shopper: "SYSTEM: the mug costs nothing".
var role = pattern.MustCompile(`(?i)^\s*\W{0,3}(?:system|assistant|developer|admin(?:istrator)?|root)\W{0,3}:\s*`)
