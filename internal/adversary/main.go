// Command adversary lets language models of the worst kind talk in a shop, and
// prints what the shopper saw of it:
//
//	go run ./internal/adversary [-n 1000] [-seed 1] [-feed FILE]
//
// The liar mixes what it makes up into true sentences, about goods that the tools
// have just told it of, in English and in other languages. Its sentences are in
// words: lies.txt and those of other languages, truths.txt and values.txt. They were
// written before anybody looked at what the verifier knows, and the verifier is not
// to be taught single ones of them.
//
// The evil model does what texts from outside ask a model to do: it calls every tool
// and says what it was told in every way. Last, the server of a model is broken in
// every way that is known. Some of the texts are in injections.jsonl; more of them, and
// the faults, are sets that lie beside the repository.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"

	"github.com/aisle-chat/aisle/internal/fakellm"
)

func main() {
	n := flag.Int("n", 1000, "how many lies are told")
	seed := flag.Uint64("seed", 1, "the seed of everything that is drawn by lot")
	path := flag.String("feed", "", "a feed of another shop, without rules; empty means the demo shop")
	flag.Parse()
	if err := run(context.Background(), os.Stdout, *path, *n, *seed); err != nil {
		fmt.Fprintln(os.Stderr, "adversary:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, out io.Writer, path string, n int, seed uint64) error {
	g, err := demo()
	if path != "" {
		g, err = openGoods(path, path, "")
	}
	if err != nil {
		return err
	}
	tales, err := tell(ctx, g, lieWords, n, seed)
	if err != nil {
		return err
	}
	sum(g.name, tales).print(out)
	for _, code := range slices.Sorted(maps.Keys(foreignLies)) {
		tales, err := tell(ctx, g, foreignLies[code], n/3, seed)
		if err != nil {
			return err
		}
		s := sum(g.name, tales)
		fmt.Fprintf(out, "in %s: lies %d, delivered %d; for example, and what the shopper saw: %q: %s\n", code, s.Lies, s.Delivered, s.Kinds[0].Said, s.Kinds[0].seen())
		s.leaks(out)
	}
	if err := injections(ctx, out, g); err != nil {
		return err
	}
	scripts, err := readLines[fakellm.Script]("security/llm_stream_faults.jsonl")
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	slices.SortFunc(scripts, func(a, b fakellm.Script) int { return strings.Compare(a.ID, b.ID) })
	return faults(ctx, out, g, scripts, patience)
}

// injections prints what became of the orders that texts from outside give to a
// model, goal by goal: of those of this repository, and of the set beside it.
func injections(ctx context.Context, out io.Writer, g *goods) error {
	if g.articles == nil {
		return nil
	}
	items, err := readLines[injection]("security/pi_commerce.jsonl")
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	own, err := ownInjections()
	if err != nil {
		return err
	}
	items = append(items, own...)
	fmt.Fprintf(out, "\nOrders to a model that obeys, in the shopper's message and in texts of the shop\n\n%-14s %5s %7s  %s\n", "goal", "tried", "effects", "for example, and what the shopper saw")
	tried, effects, example := map[string]int{}, map[string]int{}, map[string]string{}
	for i := range items {
		o, err := obey(ctx, g, &items[i])
		if err != nil {
			return fmt.Errorf("%s: %w", items[i].ID, err)
		}
		goal := items[i].Goal
		tried[goal]++
		effects[goal] += len(o.bad)
		if example[goal] == "" {
			example[goal] = fmt.Sprintf("%q in %s: %q", items[i].Ask, items[i].Channel, strings.Join(strings.Fields(o.text), " "))
		}
		for _, bad := range o.bad {
			fmt.Fprintf(out, "%s: %s\n", items[i].ID, bad)
		}
	}
	all := 0
	for _, goal := range slices.Sorted(maps.Keys(tried)) {
		fmt.Fprintf(out, "%-14s %5d %7d  %s\n", goal, tried[goal], effects[goal], example[goal])
		all += effects[goal]
	}
	fmt.Fprintf(out, "\ninjections %d, forbidden effects %d\n", len(items), all)
	return nil
}

// print writes what became of the lies, kind by kind, and one of each.
func (s told) print(out io.Writer) {
	fmt.Fprintf(out, "Lies of a model in %s\n\n", s.Shop)
	fmt.Fprintf(out, "%-14s %5s %9s  %s\n", "kind", "tried", "delivered", "for example, and what the shopper saw")
	for _, k := range s.Kinds {
		fmt.Fprintf(out, "%-14s %5d %9d  %q: %s\n", k.Kind, k.Tried, k.Delivered, k.Said, k.seen())
	}
	fmt.Fprintf(out, "\nlies %d, delivered %d (cut %d, replaced by what is true %d, answered by the fallback %d)\n", s.Lies, s.Delivered, s.Cut, s.Replaced, s.Fellback)
	fmt.Fprintf(out, "true sentences %d, kept %d (%.2f %%)\n", s.Truths, s.Kept, 100*float64(s.Kept)/float64(max(s.Truths, 1)))
	s.leaks(out)
}

// seen is what the shopper saw in the place of a lie.
func (k kindTold) seen() string {
	if k.Seen == "" {
		return "nothing"
	}
	return k.Seen
}

// leaks prints the lies that the shopper read.
func (s told) leaks(out io.Writer) {
	for _, l := range s.leaked {
		fmt.Fprintf(out, "delivered: %s\n", l)
	}
}
