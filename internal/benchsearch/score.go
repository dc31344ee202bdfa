package main

import (
	"cmp"
	"maps"
	"math"
	"slices"
)

// depth is how many products of an answer count.
const depth = 10

// found are the ids that an engine answers with, best first, by query.
type found map[string][]string

// result is what one engine did on one set.
type result struct {
	engine string
	set    *set
	kinds  map[string]figures
	all    figures
	// rejected of the hopeless queries had an empty answer; so had empty of
	// those that something satisfies.
	rejected, empty int
	// shown products answered queries that state a wish; broken of them are
	// not among those that fulfil it.
	shown, broken int
	// limited products answered queries that state a price or a brand; beyond of
	// them have another.
	limited, beyond int
	cost            cost
}

// figures are means over queries.
type figures struct {
	queries           int
	ndcg, mrr, recall float64
}

// cost is what an answer takes, one query after the other in one thread. Times
// are in milliseconds, memory in MB; what is not known is 0.
type cost struct {
	p50, p95, p99, build, memory float64
}

func judge(engine string, s *set, answers found, c cost) result {
	r := result{engine: engine, set: s, kinds: map[string]figures{}, cost: c}
	for _, q := range s.queries {
		ids := answers[q.id]
		ids = ids[:min(len(ids), depth)]
		grades := s.grades[q.id]
		one := score(ids, grades)
		r.kinds[q.kind] = r.kinds[q.kind].plus(one)
		r.all = r.all.plus(one)
		if len(ids) == 0 {
			r.empty++
		}
		if q.limits.any() {
			r.limited += len(ids)
			for _, id := range ids {
				if s.facts[id].breaks(q.limits) {
					r.beyond++
				}
			}
		}
		if q.bound {
			r.shown += len(ids)
			for _, id := range ids {
				if grades[id] == 0 {
					r.broken++
				}
			}
		}
	}
	for _, q := range s.none {
		if len(answers[q.id]) == 0 {
			r.rejected++
		}
	}
	r.all = r.all.mean()
	for kind, f := range r.kinds {
		r.kinds[kind] = f.mean()
	}
	return r
}

// score grades one answer. The gain of a grade is 2^grade-1; relevant is a
// grade of 2 where grades go higher than 1.
func score(ids []string, grades map[string]int) figures {
	best := slices.SortedFunc(maps.Values(grades), func(a, b int) int { return cmp.Compare(b, a) })
	if len(best) == 0 || best[0] == 0 {
		return figures{queries: 1}
	}
	relevant := min(best[0], 2)
	wanted := 0
	for _, grade := range best {
		if grade >= relevant {
			wanted++
		}
	}
	f, hits := figures{queries: 1}, 0
	got := make([]int, len(ids))
	for i, id := range ids {
		got[i] = grades[id]
		if got[i] >= relevant {
			if hits++; hits == 1 {
				f.mrr = 1 / float64(i+1)
			}
		}
	}
	f.ndcg = gain(got) / gain(best[:min(len(best), depth)])
	f.recall = float64(hits) / float64(min(wanted, depth))
	return f
}

func gain(grades []int) float64 {
	sum := 0.0
	for i, grade := range grades {
		sum += (math.Exp2(float64(grade)) - 1) / math.Log2(float64(i+2))
	}
	return sum
}

func (f figures) plus(g figures) figures {
	return figures{f.queries + g.queries, f.ndcg + g.ndcg, f.mrr + g.mrr, f.recall + g.recall}
}

func (f figures) mean() figures {
	n := float64(max(1, f.queries))
	return figures{f.queries, f.ndcg / n, f.mrr / n, f.recall / n}
}

// percentile returns a percentile of sorted values.
func percentile(sorted []float64, percent int) float64 {
	if len(sorted) == 0 {
		return 0
	}
	return sorted[min(len(sorted)-1, len(sorted)*percent/100)]
}
