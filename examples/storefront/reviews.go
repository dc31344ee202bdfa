package main

import "github.com/aisle-chat/aisle/catalog"

// reviewSummary counts reviews by their stars.
type reviewSummary struct {
	// Rows are from five stars to one; none without stars at all.
	Rows []starRow
	// Rated is how many reviews have stars.
	Rated int
}

// starRow is one row of the summary: how many reviews have so many stars.
type starRow struct{ Stars, Count int }

func summarize(reviews []catalog.Review) reviewSummary {
	var s reviewSummary
	counts := map[int]int{}
	for _, r := range reviews {
		if r.Rating >= 1 && r.Rating <= 5 {
			counts[r.Rating]++
			s.Rated++
		}
	}
	if s.Rated == 0 {
		return s
	}
	for stars := 5; stars >= 1; stars-- {
		s.Rows = append(s.Rows, starRow{stars, counts[stars]})
	}
	return s
}

// Percent is the row's share in whole percent, for the length of its bar.
func (r starRow) Percent(of int) int { return r.Count * 100 / of }
