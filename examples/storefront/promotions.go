package main

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/aisle-chat/aisle/cart"
)

// offer is a promotion as the pages tell it.
type offer struct {
	Title string
	// Code is empty for an automatic one.
	Code string
	// When says in words when it runs: "until Friday, December 4", "ended
	// September 20"; empty where it is open.
	When string
	// Runs is true while it does.
	Runs bool
	// Link leads to what it is about.
	Link string
}

// promotion is the automatic promotion that the pages speak of: of those that
// run, the one that ends first; nil without one.
func (s *site) promotion() *offer {
	now := s.now()
	var first *cart.Promotion
	for i := range s.terms.Promotions {
		p := &s.terms.Promotions[i]
		if p.Code != "" || p.Secret || !p.Runs(now) {
			continue
		}
		if first == nil || !p.Ends.IsZero() && (first.Ends.IsZero() || p.Ends.Before(first.Ends)) {
			first = p
		}
	}
	if first == nil {
		return nil
	}
	o := s.offer(*first, now)
	return &o
}

// offers are all promotions that may be told: those that run first, and in the
// order in which they end.
func (s *site) offers() []offer {
	now := s.now()
	told := slices.DeleteFunc(slices.Clone(s.terms.Promotions), func(p cart.Promotion) bool { return p.Secret })
	rank := func(p cart.Promotion) int64 {
		switch {
		case !p.Runs(now):
			return 1<<62 + 1
		case p.Ends.IsZero():
			return 1 << 62
		}
		return p.Ends.Unix()
	}
	slices.SortStableFunc(told, func(a, b cart.Promotion) int { return cmp.Compare(rank(a), rank(b)) })
	var all []offer
	for _, p := range told {
		all = append(all, s.offer(p, now))
	}
	return all
}

func (s *site) offer(p cart.Promotion, now time.Time) offer {
	o := offer{Title: p.Title, Code: p.Code, Runs: p.Runs(now), Link: s.promotionLink(p)}
	switch {
	case now.Before(p.Starts):
		o.When = "starts " + s.dayOf(p.Starts)
	case p.Ends.IsZero():
	case !o.Runs:
		o.When = "ended " + s.lastDay(p.Ends)
	default:
		o.When = "until " + s.lastDay(p.Ends)
	}
	return o
}

// lastDay is the last day of what ends at a moment: what ends at midnight has it
// the day before.
func (s *site) lastDay(ends time.Time) string { return s.dayOf(ends.Add(-time.Second)) }

// dayOf is a day in the shop's own time zone.
func (s *site) dayOf(t time.Time) string { return t.In(s.place()).Format("Monday, January 2") }

// promotionLink leads to the collection that a promotion is about, or to
// everything.
func (s *site) promotionLink(p cart.Promotion) string {
	for _, category := range p.Categories {
		names := strings.Split(category, ">")
		if found := s.shelf.named([]string{strings.TrimSpace(names[len(names)-1])}); len(found) > 0 {
			return found[0].Path
		}
	}
	return "/collections"
}
