// Command terminal talks to the assistant on standard input and output, one
// message of a shopper a line.
//
//	go run ./examples/terminal [-feed FILE] [-knowledge DIR] [-page PRODUCT_ID] [-json] [-model-url URL -model NAME]
//
// Without -feed it is the demo shop, with the orders that it comes with. A line
// "/new" starts over, "/page ID" says which product page the shopper is on, and
// "/page" that it is none. In a chat the shopper taps; here "/1" taps the first
// chip of the last reply, and "/fill name=value; name=value" fills its form in
// and sends it. With -json it prints one JSON object a reply, otherwise what a
// person can read. With -model-url and -model a language model talks; see
// docs/models.md.
package main

import (
	"bufio"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"

	"github.com/aisle-chat/aisle/examples/internal/talker"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr); err != nil {
		if !errors.Is(err, flag.ErrHelp) {
			fmt.Fprintln(os.Stderr, "terminal:", err)
		}
		os.Exit(1)
	}
}

// run is main with its world as arguments.
func run(ctx context.Context, args []string, in io.Reader, out, errOut io.Writer) error {
	flags := flag.NewFlagSet("terminal", flag.ContinueOnError)
	flags.SetOutput(errOut)
	feedPath := flags.String("feed", "", "sell the products of this `file` instead of the demo shop's: a Shopify or WooCommerce CSV, a Google Merchant Center feed or JSON Lines, .gz too")
	folder := flags.String("knowledge", "", "read the articles in this `folder`")
	page := flags.String("page", "", "the shopper is on the page of the product with this `id`")
	asJSON := flags.Bool("json", false, "print one JSON object a reply")
	var model talker.Model
	model.Flags(flags)
	if err := flags.Parse(args); err != nil {
		return err
	}
	if err := model.Check(); err != nil {
		return err
	}
	if flags.NArg() > 0 {
		return fmt.Errorf("%q is not a flag; see -help", flags.Arg(0))
	}
	t, err := open(ctx, *feedPath, *folder, model, errOut)
	if err != nil {
		return err
	}
	if err := t.visit(ctx, *page); err != nil {
		return err
	}
	show := printText
	if *asJSON {
		show = printJSON
	}
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, maxLine)
	for lines.Scan() {
		if err := ctx.Err(); err != nil {
			return err
		}
		answer, err := t.line(ctx, lines.Text())
		if slip := mistake(""); errors.As(err, &slip) {
			fmt.Fprintln(errOut, "terminal:", slip)
			continue
		}
		if err != nil {
			return err
		}
		if answer == nil {
			continue
		}
		if err := show(out, answer); err != nil {
			return err
		}
	}
	if errors.Is(lines.Err(), bufio.ErrTooLong) {
		return fmt.Errorf("a line is longer than %d bytes", maxLine)
	}
	return lines.Err()
}

// maxLine is the longest message in bytes.
const maxLine = 64 << 10
