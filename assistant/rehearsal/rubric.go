package rehearsal

import (
	"context"
	"fmt"
	"time"
)

// The checks of a reply.
const (
	CheckAnswered  = "answered"       // it has what the message is after
	CheckProgress  = "progressed"     // it brings something that was not there before
	CheckGrounded  = "grounded"       // every price, date, percentage, measure and word about stock follows from data
	CheckInvented  = "invented"       // every promise about returns, shipping and the like is one of the shop's
	CheckNamed     = "named"          // products have names, and the catalogue has those
	CheckWall      = "no_wall"        // it asks for nothing that is not needed, and is no mere excuse
	CheckLoop      = "no_loop"        // it is not a reply that was there before
	CheckRepeat    = "no_repeat"      // no sentence of it was said before, unasked
	CheckTwice     = "asked_twice"    // it asks for nothing that was said
	CheckNext      = "next_move"      // it leaves something to do
	CheckPushed    = "pushed"         // it sells nothing between a problem and its resolution
	CheckNot       = "ignored_not"    // it shows nothing that was ruled out
	CheckReference = "reference"      // "the second one" is the second one
	CheckGuard     = "guarded"        // what must not be said or done is not
	CheckLatency   = "latency"        // it is quick enough
	CheckResolved  = "resolved"       // of a talk: everything was answered in the end
	CheckAlone     = "without_person" // of a talk: no person was called who was not asked for
)

// Checks are the names of all checks of a reply, in the order of their grading.
func Checks() []string {
	names := make([]string, len(rubric))
	for i, r := range rubric {
		names[i] = r.name
	}
	return names
}

// TalkChecks are the names of the checks of a whole talk.
func TalkChecks() []string { return []string{CheckResolved, CheckAlone} }

// rule is one check. It returns false with the words and the data that are at
// odds, or true with what it looked at.
type rule struct {
	name  string
	check func(*grader, *Exchange) (pass bool, evidence string)
}

var rubric []rule

func init() { // since the checks refer to each other
	rubric = []rule{
		{CheckAnswered, (*grader).answered},
		{CheckProgress, (*grader).progressed},
		{CheckGrounded, (*grader).grounded},
		{CheckInvented, (*grader).invented},
		{CheckNamed, (*grader).named},
		{CheckWall, (*grader).wall},
		{CheckLoop, (*grader).loop},
		{CheckRepeat, (*grader).repeat},
		{CheckTwice, (*grader).askedTwice},
		{CheckNext, (*grader).nextMove},
		{CheckPushed, (*grader).pushed},
		{CheckNot, (*grader).ignoredNot},
		{CheckReference, (*grader).reference},
		{CheckGuard, (*grader).guarded},
		{CheckLatency, (*grader).latency},
	}
}

// grader grades one talk, exchange by exchange.
type grader struct {
	setup *Setup
	log   *Transcript
	world *world
	// past are the exchanges before the one in hand.
	past []*Exchange
	// ruledOut are the words that shoppers wanted nothing of, while that holds.
	ruledOut []string
	// trouble is true between a problem and its resolution.
	trouble bool
	// told is what was told and asked, see askedTwice.
	told told
}

func newGrader(ctx context.Context, setup *Setup, log *Transcript) (*grader, error) {
	w, err := newWorld(ctx, setup, log.Page)
	return &grader{setup: setup, log: log, world: w}, err
}

// next grades an exchange.
func (g *grader) next(ctx context.Context, x *Exchange) error {
	if err := g.world.enter(ctx, x); err != nil {
		return err
	}
	g.before(x)
	x.Checks = nil
	for _, r := range rubric {
		pass, evidence := r.check(g, x)
		x.Checks = append(x.Checks, Check{r.name, pass, evidence})
	}
	g.after(x)
	g.past = append(g.past, x)
	return nil
}

// before takes in what the message changes.
func (g *grader) before(x *Exchange) {
	switch x.Want.Kind {
	case WantProblem:
		g.trouble = true
	case WantFind, WantPrice, WantDetail, WantCompare, WantAdd, WantTalk:
		g.trouble = false // the shopper goes on
	}
	if len(x.Want.Things) > 0 && len(x.Want.Not) == 0 && x.Want.Kind == WantFind && g.otherThing(x) {
		g.ruledOut = nil
	}
	g.ruledOut = append(g.ruledOut, x.Want.Not...)
	g.told.hear(g, x)
}

// otherThing reports whether the message is after other things than the one
// before that was after any.
func (g *grader) otherThing(x *Exchange) bool {
	for i := len(g.past) - 1; i >= 0; i-- {
		if before := g.past[i].Want.Things; len(before) > 0 && len(x.Want.Things) > 0 {
			return before[0] != x.Want.Things[0]
		}
	}
	return false
}

// after takes in what the reply changes.
func (g *grader) after(x *Exchange) {
	if x.Handoff != nil || len(g.requests(x)) > 0 {
		g.trouble = false
	}
	g.told.ask(g, x)
}

// requests are the references of the requests that the reply has filed.
func (g *grader) requests(x *Exchange) []string {
	before := map[string]bool{}
	if len(g.past) > 0 {
		for _, o := range g.past[len(g.past)-1].Orders {
			for _, r := range o.Requests {
				before[r.Reference] = true
			}
		}
	}
	var filed []string
	for _, o := range x.Orders {
		for _, r := range o.Requests {
			if !before[r.Reference] && r.Filed.Equal(x.At) {
				filed = append(filed, r.Reference)
			}
		}
	}
	return filed
}

// finish grades the talk as a whole.
func (g *grader) finish() {
	resolved, alone := Check{CheckResolved, true, "every step was answered"}, Check{CheckAlone, true, "no person was called unasked"}
	for i, x := range g.past {
		lastOfStep := i+1 == len(g.past) || g.past[i+1].Step != x.Step
		if c, open := failed(x.Checks, CheckAnswered); open && lastOfStep && resolved.Pass {
			resolved = Check{CheckResolved, false, fmt.Sprintf("turn %d, %s: %s", i+1, quoted(x.Say), c.Evidence)}
		}
		if x.Handoff != nil && !wantsPerson(x) && alone.Pass {
			alone = Check{CheckAlone, false, fmt.Sprintf("turn %d, %s: a person was called, reason %q", i+1, quoted(x.Say), x.Handoff.Reason)}
		}
	}
	g.log.Checks = []Check{resolved, alone}
}

func wantsPerson(x *Exchange) bool { return x.Want.Kind == WantPerson }

// Grade grades a transcript anew, as if it had just taken place.
func Grade(ctx context.Context, setup Setup, t *Transcript) error {
	g, err := newGrader(ctx, &setup, t)
	if err != nil {
		return err
	}
	for _, x := range t.Exchanges {
		if err := g.next(ctx, x); err != nil {
			return err
		}
	}
	g.finish()
	return nil
}

func (g *grader) latency(x *Exchange) (bool, string) {
	slow := g.setup.slow()
	took := time.Duration(x.MS * float64(time.Millisecond))
	return took <= slow, fmt.Sprintf("%.1f ms of %d", x.MS, slow.Milliseconds())
}
