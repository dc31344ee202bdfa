package main

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"text/tabwriter"
)

// kindOrder is how the kinds of query are printed, the easy ones first.
var kindOrder = []string{"plain", "typo", "inflect", "synonym", "constraint", "sentence", "sentence_typo"}

// printQuality prints nDCG@10, MRR and recall@10 of every engine by set, and by
// kind of query over all sets.
func printQuality(w io.Writer, sets []*set, results []result) {
	if len(results) == 0 {
		return
	}
	engines, byKind := []string{}, map[string]map[string]figures{}
	fmt.Fprintln(w, "\nBy set: nDCG@10 / MRR / recall@10")
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprint(t, "engine\t")
	for _, s := range sets {
		fmt.Fprintf(t, "%s (%d)\t", s.name, len(s.queries))
	}
	fmt.Fprintln(t)
	for _, r := range results {
		if byKind[r.engine] == nil {
			engines, byKind[r.engine] = append(engines, r.engine), map[string]figures{}
		}
		for kind, f := range r.kinds {
			byKind[r.engine][kind] = byKind[r.engine][kind].plus(f.times(f.queries))
		}
	}
	for _, engine := range engines {
		fmt.Fprintf(t, "%s\t", engine)
		for _, s := range sets {
			at := slices.IndexFunc(results, func(r result) bool { return r.engine == engine && r.set == s })
			if at < 0 {
				fmt.Fprint(t, "-\t")
				continue
			}
			f := results[at].all
			fmt.Fprintf(t, "%.3f / %.3f / %.3f\t", f.ndcg, f.mrr, f.recall)
		}
		fmt.Fprintln(t)
	}
	t.Flush()

	for _, metric := range []struct {
		name string
		of   func(figures) float64
	}{
		{"nDCG@10", func(f figures) float64 { return f.ndcg }},
		{"MRR", func(f figures) float64 { return f.mrr }},
		{"recall@10", func(f figures) float64 { return f.recall }},
	} {
		printKinds(w, metric.name, metric.of, engines, byKind)
	}
	printOwnKinds(w, results)
}

func printKinds(w io.Writer, name string, of func(figures) float64, engines []string, byKind map[string]map[string]figures) {
	fmt.Fprintf(w, "\nBy kind of query, over all sets: %s\n", name)
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	kinds := kindsOf(byKind[engines[0]])
	fmt.Fprint(t, "engine\t")
	for _, kind := range kinds {
		fmt.Fprintf(t, "%s (%d)\t", kind, byKind[engines[0]][kind].queries)
	}
	fmt.Fprintln(t)
	for _, engine := range engines {
		fmt.Fprintf(t, "%s\t", engine)
		for _, kind := range kinds {
			fmt.Fprintf(t, "%.3f\t", of(byKind[engine][kind].mean()))
		}
		fmt.Fprintln(t)
	}
	t.Flush()
}

// printOwnKinds prints the figures of this package by set and kind.
func printOwnKinds(w io.Writer, results []result) {
	fmt.Fprintln(w, "\naisle by set and kind: nDCG@10 / MRR / recall@10")
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	for _, r := range results {
		if r.engine != "aisle" {
			continue
		}
		for _, kind := range kindsOf(r.kinds) {
			f := r.kinds[kind]
			fmt.Fprintf(t, "%s\t%s (%d)\t%.3f / %.3f / %.3f\t\n", r.set.name, kind, f.queries, f.ndcg, f.mrr, f.recall)
		}
	}
	t.Flush()
}

// kindsOf returns the kinds in the order in which they are printed.
func kindsOf[V any](kinds map[string]V) []string {
	known := slices.DeleteFunc(slices.Clone(kindOrder), func(k string) bool { _, there := kinds[k]; return !there })
	others := slices.DeleteFunc(slices.Sorted(maps.Keys(kinds)), func(k string) bool { return slices.Contains(kindOrder, k) })
	return append(known, others...)
}

func (f figures) times(n int) figures {
	return figures{f.queries, f.ndcg * float64(n), f.mrr * float64(n), f.recall * float64(n)}
}

// printHonesty prints how often an engine says that there is nothing, where
// that is true and where it is not, and how much of what it shows is not what
// was asked for.
func printHonesty(w io.Writer, sets []*set, results []result) {
	fmt.Fprintln(w, "\nHopeless queries told so / satisfiable ones answered with nothing / shown products that are not among those judged right\nwhere a wish is stated, their kind included / that are beyond a stated price, or of another brand than stated")
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	for _, r := range order(sets, results) {
		if len(r.set.none) == 0 {
			continue
		}
		rejected := fmt.Sprintf("%d of %d", r.rejected, len(r.set.none))
		if (peer{name: r.engine}).isOracle() { // it is not asked the hopeless ones
			rejected = "-"
		}
		fmt.Fprintf(t, "%s\t%s\t%s\t%d of %d\t%.1f %%\t%.1f %%\t\n", r.set.name, r.engine, rejected,
			r.empty, len(r.set.queries), 100*float64(r.broken)/float64(max(1, r.shown)),
			100*float64(r.beyond)/float64(max(1, r.limited)))
	}
	t.Flush()
}

// printCost prints what answers take, one query at a time.
func printCost(w io.Writer, sets []*set, results []result) {
	fmt.Fprintln(w, "\nOne query at a time, best of three: ms; build in s (aisle's with reading the feed), memory in MB")
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, "set\tengine\tp50\tp95\tp99\tbuild\tMB\t")
	for _, r := range order(sets, results) {
		c := r.cost
		fmt.Fprintf(t, "%s\t%s\t%.3f\t%.3f\t%.3f\t%.2f\t%.0f\t\n", r.set.name, r.engine, c.p50, c.p95, c.p99, c.build/1000, c.memory)
	}
	t.Flush()
}
