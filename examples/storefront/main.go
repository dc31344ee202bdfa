package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
	"time"
	_ "time/tzdata" // the machine may have none

	"github.com/aisle-chat/aisle/examples/internal/talker"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], os.Stdout, os.Stderr))
}

// options are the flags.
type options struct {
	addr      string
	db        string
	feed      string
	knowledge string
	model     talker.Model
	// now is the time by which the shop goes; nil means time.Now. It is no
	// flag: tests set it.
	now func() time.Time
}

// run serves the shop until ctx ends and returns the exit code: 0 after a clean
// end, 1 when the shop cannot open, 2 for flags that it does not have.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	o, err := parse(args, stderr)
	switch {
	case errors.Is(err, flag.ErrHelp):
		return 0
	case err != nil:
		return 2
	}
	if err := serve(ctx, o, stdout, stderr); err != nil {
		fmt.Fprintln(stderr, "storefront:", err)
		return 1
	}
	return 0
}

// parse reads the flags. Whatever is wrong with them is printed to stderr.
func parse(args []string, stderr io.Writer) (options, error) {
	var o options
	flags := flag.NewFlagSet("storefront", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.StringVar(&o.addr, "addr", "127.0.0.1:8080", "the `address` to listen on")
	flags.StringVar(&o.db, "db", "storefront.db", "the SQLite `file` for carts and conversations; made when missing")
	flags.StringVar(&o.feed, "feed", "", "sell the products of this `file` instead of our own: a Shopify or WooCommerce CSV, a Google Merchant Center feed or JSON Lines, .gz too")
	flags.StringVar(&o.knowledge, "knowledge", "", "answer from the articles and terms in this `folder` instead of our own")
	o.model.Flags(flags)
	if err := flags.Parse(args); err != nil {
		return o, err
	}
	if flags.NArg() > 0 {
		fmt.Fprintf(stderr, "storefront: %q is not a flag; what it takes:\n", flags.Arg(0))
		flags.PrintDefaults()
		return o, errors.New("unknown argument")
	}
	if err := o.model.Check(); err != nil {
		fmt.Fprintln(stderr, "storefront:", err)
		return o, err
	}
	return o, nil
}
