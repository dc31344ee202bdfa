package agent

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
)

// Report is what an [Agent] has done since it was made.
type Report struct {
	// Turns are all, Settled those that the fallback answered because no model
	// was needed, Answered those that the model had a part in.
	Turns, Settled, Answered int
	// Fallbacks are the turns that the fallback answered because the model could
	// not, by why.
	Fallbacks map[string]int
	// Calls are requests to the model; tokens are what they used.
	Calls, InputTokens, OutputTokens int
	// Changed are sentences that were replaced or cut before they left.
	Changed int
}

// SavedTurns is the share of turns that needed no model, from 0 to 1.
func (r Report) SavedTurns() float64 {
	if r.Turns == 0 {
		return 0
	}
	return float64(r.Settled) / float64(r.Turns)
}

// SavedTokens is how many tokens the turns without a model would have used, if they
// had used as many as the others.
func (r Report) SavedTokens() int {
	if r.Answered == 0 {
		return 0
	}
	return r.Settled * (r.InputTokens + r.OutputTokens) / r.Answered
}

// Report returns what was done so far.
func (a *Agent) Report() Report {
	a.report.mu.Lock()
	defer a.report.mu.Unlock()
	r := a.report.Report
	r.Fallbacks = maps.Clone(r.Fallbacks)
	return r
}

// tally is a Report that is being written.
type tally struct {
	mu sync.Mutex
	Report
}

func (t *tally) note(change func(r *Report)) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.Fallbacks == nil {
		t.Fallbacks = map[string]int{}
	}
	change(&t.Report)
}

// String says it in a line for whoever runs the shop.
func (r Report) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d turns, of which %d (%.0f %%) needed no model and %d were answered with its help; %d requests, %d tokens read and %d written, about %d saved",
		r.Turns, r.Settled, 100*r.SavedTurns(), r.Answered, r.Calls, r.InputTokens, r.OutputTokens, r.SavedTokens())
	for i, why := range slices.Sorted(maps.Keys(r.Fallbacks)) {
		lead := "; the fallback stepped in: "
		if i > 0 {
			lead = ", "
		}
		fmt.Fprintf(&b, "%s%s (%d)", lead, why, r.Fallbacks[why])
	}
	return b.String()
}
