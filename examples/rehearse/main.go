// Command rehearse lets simulated shoppers talk to the built-in assistant and
// prints how it did.
//
//	go run ./examples/rehearse [-feed FILE] [-knowledge DIR] [-n 200] [-seed 1] [-json]
//	go run ./examples/rehearse -scripts FILE.jsonl -transcripts OUT.jsonl
//
// Without flags it is the demo shop, with its articles, terms and orders. With
// -feed it is another shop's goods; the demo's orders come along where -knowledge
// says by which terms. Scripts are one JSON object a line, {"id", "page"?,
// "turns": [...]}, and are played unchanged. The file of -transcripts gets every
// turn: the words, the reply's text, blocks, evidence and state, and what each
// check found. With -print every talk is printed with the evidence of each check.
//
// Sentences that the assistant's verifier did not let through are told on standard
// error, with what was wrong about each.
//
// The last line of standard output is for scripts:
//
//	score 93.1 automation 91.5% walls 0 loops 0 repeats 0 ungrounded 0 p99_ms 8.2
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"

	"github.com/aisle-chat/aisle/assistant/rehearsal"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Stdout, os.Stderr); err != nil {
		if !errors.Is(err, flag.ErrHelp) {
			fmt.Fprintln(os.Stderr, "rehearse:", err)
		}
		os.Exit(1)
	}
}

// options are what the flags say.
type options struct {
	feed, knowledge, scripts, transcripts string
	n                                     int
	seed                                  uint64
	json, print                           bool
}

// run is main with its world as arguments.
func run(ctx context.Context, args []string, out, errOut io.Writer) error {
	var o options
	flags := flag.NewFlagSet("rehearse", flag.ContinueOnError)
	flags.SetOutput(errOut)
	flags.StringVar(&o.feed, "feed", "", "sell the products of this `file` instead of the demo shop's: a Shopify or WooCommerce CSV, a Google Merchant Center feed or JSON Lines, .gz too")
	flags.StringVar(&o.knowledge, "knowledge", "", "read articles and terms in this `folder`")
	flags.StringVar(&o.scripts, "scripts", "", "play the scripts in this `file`, one JSON object a line, instead of making them up")
	flags.StringVar(&o.transcripts, "transcripts", "", "write every turn to this `file`, one JSON object a line")
	flags.IntVar(&o.n, "n", defaultTalks, "how many talks to make up")
	flags.Uint64Var(&o.seed, "seed", 1, "the same seed makes up the same talks")
	flags.BoolVar(&o.json, "json", false, "print the figures as JSON")
	flags.BoolVar(&o.print, "print", false, "print every talk, with the evidence of each check")
	if err := flags.Parse(args); err != nil {
		return err
	}
	switch {
	case flags.NArg() > 0:
		return fmt.Errorf("%q is not a flag; see -help", flags.Arg(0))
	case o.n < 1 || o.n > maxTalks:
		return fmt.Errorf("-n must be from 1 to %d", maxTalks)
	}
	var cuts cuts
	setup, err := open(ctx, o.feed, o.knowledge, &cuts, errOut)
	if err != nil {
		return err
	}
	scripts, err := o.theScripts(ctx, setup)
	if err != nil {
		return err
	}
	report, err := rehearsal.Run(ctx, setup, scripts)
	if err != nil {
		return err
	}
	cuts.tell(errOut)
	if o.transcripts != "" {
		if err := writeTurns(o.transcripts, report); err != nil {
			return err
		}
	}
	return o.show(out, report)
}

const (
	defaultTalks = 200
	maxTalks     = 100_000
)

// theScripts reads the scripts, or makes them up.
func (o *options) theScripts(ctx context.Context, setup rehearsal.Setup) ([]rehearsal.Script, error) {
	if o.scripts == "" {
		stock, err := rehearsal.TakeStock(ctx, setup.Catalog)
		if err != nil {
			return nil, err
		}
		return rehearsal.Write(stock, setup, o.n, o.seed), nil
	}
	file, err := os.Open(o.scripts)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	scripts, err := rehearsal.ReadScripts(file)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", o.scripts, err)
	}
	return scripts, nil
}

func writeTurns(path string, report *rehearsal.Report) error {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	if err := report.WriteTurns(file); err != nil {
		return errors.Join(err, file.Close())
	}
	return file.Close()
}

func (o *options) show(out io.Writer, report *rehearsal.Report) error {
	if o.print {
		for _, t := range report.Talks {
			if err := t.Print(out); err != nil {
				return err
			}
			fmt.Fprintln(out)
		}
	}
	if !o.json {
		return report.Table(out)
	}
	figures, err := json.Marshal(report)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(out, "%s\n%s\n", figures, report.Line())
	return err
}
