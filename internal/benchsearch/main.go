// Command benchsearch runs the search of package catalog and the engines that a
// shop could take instead over the same judged queries, in one run on one
// machine, and prints their figures side by side. The Makefile calls it:
//
//	go run ./internal/benchsearch                        # everything
//	go run ./internal/benchsearch -peers minisearch      # one peer
//	go run ./internal/benchsearch -peers "" -scale=false # ours alone, the small sets
//
// It needs the evaluation data and the peers' programs, which lie beside a
// checkout in ../shared. A peer that cannot be built here is left out with a
// word. Figures are printed, none of them is judged: the tests of package
// catalog hold the ranking above its floors.
package main

import (
	"cmp"
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, os.Args[1:]); err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, "benchsearch:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string) error {
	flags := flag.NewFlagSet("benchsearch", flag.ContinueOnError)
	shared := flags.String("shared", filepath.FromSlash("../shared"), "folder with eval and bench")
	names := flags.String("sets", "shop,bestbuy,icecat,icecat_judged,abtbuy", "the sets to judge, separated by commas")
	peers := flags.String("peers", strings.Join(peerNames(), ","), "the peers to run, separated by commas")
	scale := flags.Bool("scale", true, "measure 100,000 products too")
	load := flags.Duration("load", 15*time.Second, "how long the open loop lasts")
	if err := flags.Parse(args); err != nil {
		return err
	}
	data := filepath.Join(*shared, "eval", "dev")
	if _, err := os.Stat(data); err != nil {
		fmt.Printf("skip  there is no evaluation data at %s: it is no part of the repository; go run ./examples/search -feed FILE -queries FILE.tsv measures a feed of your own\n", data)
		return nil
	}
	var sets []*set
	for name := range strings.FieldsFuncSeq(*names, comma) {
		s, err := readSet(data, name)
		if err != nil {
			return err
		}
		sets = append(sets, s)
	}
	work, err := os.MkdirTemp("", "aisle-benchsearch-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)

	all := sets
	if *scale {
		large, err := readScale(data, work)
		if err != nil {
			return err
		}
		all = append(slices.Clip(sets), large)
	}
	results := ours(ctx, all)
	for _, p := range buildPeers(ctx, filepath.Join(*shared, "bench"), work, *peers) {
		for _, s := range all {
			if len(s.grades) == 0 && p.isOracle() { // there is nothing to hand over
				continue
			}
			result, err := p.run(ctx, s, work)
			if err != nil {
				fmt.Printf("skip  %s on %s: %v\n", p.name, s.name, err)
				continue
			}
			results = append(results, result)
		}
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	judged := slices.DeleteFunc(slices.Clone(results), func(r result) bool { return len(r.set.grades) == 0 })
	printQuality(os.Stdout, sets, judged)
	printHonesty(os.Stdout, sets, judged)
	printCost(os.Stdout, all, results)
	return printLoad(ctx, os.Stdout, all, *load)
}

func comma(c rune) bool { return c == ',' || c == ' ' }

// order sorts results by set, as the sets were named, engines as they ran.
func order(sets []*set, results []result) []result {
	at := map[string]int{}
	for i, s := range sets {
		at[s.name] = i
	}
	results = slices.Clone(results)
	slices.SortStableFunc(results, func(a, b result) int { return cmp.Compare(at[a.set.name], at[b.set.name]) })
	return results
}
