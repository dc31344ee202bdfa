// Command serve is a language model that follows a script, to try the model agent
// without a key:
//
//	go run ./internal/fakellm/serve -addr 127.0.0.1:9090 [-talk FILE] [-pace 150ms]
//	go run ./examples/storefront -model-url http://127.0.0.1:9090/v1 -model scripted
//
// It speaks OpenAI's chat completions word by word. Without -talk it searches for what
// it is told, and then says something true and something that is not, of which the
// shopper sees nothing. Kill it in the middle of a sentence, and the shop finishes the
// turn without it.
package main

import (
	"context"
	_ "embed"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/signal"
	"time"

	"github.com/aisle-chat/aisle/internal/fakellm"
)

//go:embed talk.json
var demo []byte

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Stdout); err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, "serve:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string, out io.Writer) error {
	flags := flag.NewFlagSet("serve", flag.ContinueOnError)
	addr := flags.String("addr", "127.0.0.1:9090", "the `address` to listen on")
	path := flags.String("talk", "", "a `file` of rules, a JSON array as talk.json beside this program has; empty means that one")
	pace := flags.Duration("pace", 150*time.Millisecond, "how long a word takes")
	if err := flags.Parse(args); err != nil {
		return err
	}
	rules := demo
	if *path != "" {
		var err error
		if rules, err = os.ReadFile(*path); err != nil {
			return err
		}
	}
	talk, err := fakellm.ReadTalk(rules)
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", *addr)
	if err != nil {
		return err
	}
	server := &http.Server{
		Handler:           fakellm.New(func(r *fakellm.Request) fakellm.Script { return talk.Answer(r).Paced(*pace) }),
		ReadHeaderTimeout: 10 * time.Second,
	}
	context.AfterFunc(ctx, func() { server.Close() })
	fmt.Fprintf(out, "listens at http://%s/v1\n", listener.Addr())
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}
