// Command benchchat runs package chat over its SQLite store, and the servers
// that a shop could write instead, in one run on one machine, and prints their
// figures side by side: what a turn of conversation costs, what a durable write
// costs, and what an idle shopper costs. The Makefile calls it:
//
//	go run ./internal/benchchat                     # about three minutes, and what building peers takes
//	go run ./internal/benchchat -for 10s -passes 5  # longer
//	go run ./internal/benchchat -sections turns -peers plain
//	go run ./internal/benchchat -sections agent    # what a language model's agent adds
//
// The peers' programs lie beside a checkout in ../shared/bench; where they do
// not, and where one cannot be built, it says so and prints the rest. Server
// and load are processes of their own. Passes take turns, and ratios are those
// of one pass, so that a machine that is busy with something else slows all of
// them alike. Figures are printed, none of them is judged.
package main

import (
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
		fmt.Fprintln(os.Stderr, "benchchat:", err)
		os.Exit(1)
	}
}

// run does what the arguments say: the first one may name a part that this
// program plays in a benchmark of its own.
func run(ctx context.Context, args []string) error {
	if len(args) > 0 {
		switch args[0] {
		case "serve":
			return serve(ctx, args[1:])
		case "drive":
			return drive(args[1:])
		case "write":
			return write(ctx, args[1:])
		}
	}
	return bench(ctx, args)
}

// plan is what is to be measured.
type plan struct {
	sections, peers []string
	passes          int
	each            time.Duration // one measurement
	building        time.Duration // one peer, at most
	conns           int           // that are idle
	turns           int           // of an agent in one process
	bench           string        // folder of the peers
	work            string        // folder for databases and programs
	self            string        // this program
	profile         string        // folder for profiles of our server; empty for none
}

func bench(ctx context.Context, args []string) error {
	flags := flag.NewFlagSet("benchchat", flag.ContinueOnError)
	sections := flags.String("sections", "turns,writes,connections", "what to measure, separated by commas; there is agent, too")
	peers := flags.String("peers", strings.Join(turnPeers, ","), "the peers to run, separated by commas")
	shared := flags.String("shared", filepath.FromSlash("../shared"), "folder with the peers' bench")
	p := plan{}
	flags.IntVar(&p.passes, "passes", 2, "how many times each is measured")
	flags.DurationVar(&p.each, "for", 2*time.Second, "how long one measurement lasts")
	flags.DurationVar(&p.building, "build", 4*time.Minute, "how long building one peer may take")
	flags.IntVar(&p.conns, "conns", 10_000, "how many shoppers are idle")
	flags.IntVar(&p.turns, "turns", 2000, "how many turns of an agent are measured in one process")
	flags.StringVar(&p.profile, "profile", "", "folder for the profiles of our server")
	if err := flags.Parse(args); err != nil {
		return err
	}
	p.turns = max(p.turns, 1)
	p.sections, p.peers = strings.FieldsFunc(*sections, comma), strings.FieldsFunc(*peers, comma)
	var err error
	if p.work, err = os.MkdirTemp("", "aisle-benchchat-"); err != nil {
		return err
	}
	defer os.RemoveAll(p.work)
	if p.self, err = os.Executable(); err != nil {
		return err
	}
	if p.bench, err = filepath.Abs(filepath.Join(*shared, "bench")); err != nil {
		return err
	}
	if _, err := os.Stat(p.bench); err != nil {
		fmt.Printf("skip  there are no peers at %s: ours alone\n", p.bench)
		p.bench = ""
	}
	for _, section := range []struct {
		name string
		run  func(context.Context, plan) error
	}{{"turns", benchTurns}, {"writes", benchWrites}, {"connections", benchConnections}, {"agent", benchAgent}} {
		if !slices.Contains(p.sections, section.name) {
			continue
		}
		if err := section.run(ctx, p); err != nil {
			return fmt.Errorf("%s: %w", section.name, err)
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
	}
	return nil
}

func comma(c rune) bool { return c == ',' || c == ' ' }
