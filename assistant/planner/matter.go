package planner

import "github.com/aisle-chat/aisle/assistant/internal/pattern"

// ofMine speaks of what somebody has.
var ofMine = pattern.MustCompile(`\b(?:my|i (?:just |have )?(?:ordered|bought|got|received|own|have))\b`)

// seeks asks for goods.
var seeks = pattern.MustCompile(`\b(?:i (?:am |was )?(?:want|need|would like|looking|searching)|show (?:me|us|only)|find me|help me find|searching for|looking for|in search of|recommend)\b`)

// underWay reports whether a matter is that of the form that is open.
func (r *reader) underWay(matter Intent) bool {
	e := r.state.Errand
	return matter != "" && e != nil && e.Kind != "" && requestOf[matter] == e.Kind && r.open()
}
