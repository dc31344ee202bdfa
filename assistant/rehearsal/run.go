package rehearsal

import (
	"context"
	"errors"
	"fmt"
	"slices"
)

// Run plays the scripts one after the other, so that the time a reply takes is
// its own, and grades them. A reply that fails with an error is graded as such;
// Run itself fails when the setup is incomplete, a store or the catalogue fails,
// or ctx ends.
func Run(ctx context.Context, setup Setup, scripts []Script) (*Report, error) {
	if err := setup.check(); err != nil {
		return nil, err
	}
	if len(scripts) == 0 {
		return nil, errors.New("rehearsal: there is no script to play")
	}
	report := &Report{Talks: make([]*Transcript, 0, len(scripts))}
	for i := range scripts {
		t, err := play(ctx, &setup, &scripts[i])
		if err != nil {
			return nil, fmt.Errorf("rehearsal: script %s: %w", scripts[i].ID, err)
		}
		report.Talks = append(report.Talks, t)
	}
	report.sum()
	return report, nil
}

// Report is what a run found.
type Report struct {
	Talks []*Transcript `json:"-"`
	// Score is the share of replies with which nothing is wrong, in percent.
	Score float64 `json:"score"`
	// Automation is the share of talks in which everything was answered in the
	// end and no person was called unasked, in percent.
	Automation float64 `json:"automation"`
	// Walls, Loops and Repeats count replies, and Ungrounded those that state
	// what does not follow from data: of CheckGrounded, CheckInvented and
	// CheckNamed.
	Walls      int `json:"walls"`
	Loops      int `json:"loops"`
	Repeats    int `json:"repeats"`
	Ungrounded int `json:"ungrounded"`
	// P50 and P99 are how long replies took, in milliseconds.
	P50 float64 `json:"p50_ms"`
	P99 float64 `json:"p99_ms"`
	// Replies is how many were graded, Failures how many of them each check
	// failed; the two checks of talks count talks.
	Replies  int            `json:"replies"`
	Failures map[string]int `json:"failures"`
	// Themes are the figures of each theme, in the order of the first talk.
	Themes []ThemeFigures `json:"themes"`
}

// ThemeFigures are the figures of the talks about one theme.
type ThemeFigures struct {
	Theme      string  `json:"theme"`
	Talks      int     `json:"talks"`
	Replies    int     `json:"replies"`
	Score      float64 `json:"score"`
	Automation float64 `json:"automation"`

	good, alone int
}

func (r *Report) sum() {
	r.Failures = map[string]int{}
	var times []float64
	good, alone := 0, 0
	for _, t := range r.Talks {
		theme := r.theme(t.Theme)
		theme.Talks++
		for _, x := range t.Exchanges {
			theme.Replies++
			times = append(times, x.MS)
			if x.Good() {
				good++
				theme.good++
			}
			for _, c := range x.Checks {
				if !c.Pass {
					r.Failures[c.Name]++
				}
			}
			if slices.ContainsFunc(x.Checks, func(c Check) bool {
				return !c.Pass && (c.Name == CheckGrounded || c.Name == CheckInvented || c.Name == CheckNamed)
			}) {
				r.Ungrounded++
			}
		}
		automated := true
		for _, c := range t.Checks {
			if !c.Pass {
				automated = false
				r.Failures[c.Name]++
			}
		}
		if automated {
			alone++
			theme.alone++
		}
	}
	slices.Sort(times)
	r.Replies = len(times)
	if len(times) > 0 {
		r.P50, r.P99 = times[len(times)/2], times[len(times)*99/100]
	}
	r.Score, r.Automation = percent(good, len(times)), percent(alone, len(r.Talks))
	r.Walls, r.Loops, r.Repeats = r.Failures[CheckWall], r.Failures[CheckLoop], r.Failures[CheckRepeat]
	for i := range r.Themes {
		t := &r.Themes[i]
		t.Score, t.Automation = percent(t.good, t.Replies), percent(t.alone, t.Talks)
	}
}

func (r *Report) theme(name string) *ThemeFigures {
	i := slices.IndexFunc(r.Themes, func(t ThemeFigures) bool { return t.Theme == name })
	if i < 0 {
		r.Themes = append(r.Themes, ThemeFigures{Theme: name})
		i = len(r.Themes) - 1
	}
	return &r.Themes[i]
}

func percent(n, of int) float64 {
	if of == 0 {
		return 0
	}
	return 100 * float64(n) / float64(of)
}
