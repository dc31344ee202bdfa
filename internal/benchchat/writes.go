package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"text/tabwriter"
	"time"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/chat"
	"github.com/aisle-chat/aisle/chat/sqlite"
)

// benchWrites measures messages that are on the disk before they are
// acknowledged: one transaction each, over a table that has nothing else, against
// ours, with everything that a conversation needs.
func benchWrites(ctx context.Context, p plan) error {
	theirs, built := p.build(ctx, "godb", ".")
	fmt.Printf("\nDurable messages (synchronous=FULL, modernc.org/sqlite), each conversation waits for its own; the middle of %d passes.\n", p.passes)
	t := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, "conversations\tpath\tmessages/s\taisle is\tp50 ms\tp99 ms\tCPU us/message\t")
	for _, n := range []int{64, 1000} {
		paths := []struct {
			name string
			run  func() program
		}{
			{"aisle: log, index of client ids, conversation", func() program {
				return program{path: p.self, args: []string{"write", "-n", fmt.Sprint(n), "-dur", p.each.String(), "-dir", p.fresh()}}
			}},
			{"aisle, one transaction a message", func() program {
				return program{path: p.self, args: []string{"write", "-alone", "-n", fmt.Sprint(n), "-dur", p.each.String(), "-dir", p.fresh()}}
			}},
		}
		for _, mode := range []struct{ name, mode string }{{"one transaction a message, a bare table", "per"}, {"group commit, a bare table", "group"}} {
			if built {
				paths = append(paths, struct {
					name string
					run  func() program
				}{mode.name, func() program {
					return program{path: filepath.Join(theirs, "peer-."), args: []string{"-driver", "modernc", "-mode", mode.mode, "-sync", "FULL",
						"-convs", fmt.Sprint(n), "-dur", p.each.String(), "-dir", p.fresh()}}
				}})
			}
		}
		results := make([][]figures, len(paths))
		for range p.passes {
			for i, path := range paths {
				f, err := path.run().measure(ctx)
				if err != nil {
					return err
				}
				results[i] = append(results[i], f)
			}
		}
		for i, path := range paths {
			f := results[i]
			fmt.Fprintf(t, "%d\t%s\t%.0f\t%s\t%.1f\t%.1f\t%.1f\t\n", n, path.name, middle(f, "msgs_per_s"), times(results[0], f, "msgs_per_s"),
				middle(f, "p50_us")/1e3, middle(f, "p99_us")/1e3, middle(f, "cpu_us_per_msg"))
		}
	}
	return t.Flush()
}

// write appends messages to conversations of a new database and prints figures
// as the peers' program does.
func write(ctx context.Context, args []string) error {
	flags := flag.NewFlagSet("write", flag.ContinueOnError)
	n := flags.Int("n", 64, "how many conversations")
	each := flags.Duration("dur", 2*time.Second, "for how long")
	dir := flags.String("dir", "", "folder for the database")
	alone := flags.Bool("alone", false, "let nobody wait while another writes, so that none share a transaction")
	if err := flags.Parse(args); err != nil {
		return err
	}
	db, err := sqlite.Open(filepath.Join(*dir, "shop.db"))
	if err != nil {
		return err
	}
	defer db.Close()
	var turn sync.Mutex
	took := make([][]time.Duration, *n)
	var wg sync.WaitGroup
	var failed atomic.Pointer[error]
	cpu, began := ownCPU(), time.Now()
	for i := range took {
		id := fmt.Sprintf("0b3c7a52-6f0e-4a0b-9d53-%012d", i)
		wg.Go(func() {
			for j := 0; time.Since(began) < *each && ctx.Err() == nil; j++ {
				since := time.Now()
				if *alone {
					turn.Lock()
				}
				_, _, err := db.Append(ctx, chat.DefaultShop, oneMessage(id, j))
				if *alone {
					turn.Unlock()
				}
				if err != nil {
					failed.CompareAndSwap(nil, &err)
					return
				}
				took[i] = append(took[i], time.Since(since))
			}
		})
	}
	wg.Wait()
	if err := failed.Load(); err != nil {
		return *err
	}
	elapsed, cpu := time.Since(began), ownCPU()-cpu
	all := slices.Concat(took...)
	slices.Sort(all)
	fmt.Printf("DB aisle msgs_per_s=%.0f p50_us=%d p99_us=%d cpu_us_per_msg=%.1f\n", float64(len(all))/elapsed.Seconds(),
		quantile(all, .5).Microseconds(), quantile(all, .99).Microseconds(), float64(cpu.Microseconds())/float64(len(all)))
	return nil
}

// oneMessage is as long as the peers', with all that a shopper's message has.
func oneMessage(conversation string, n int) chat.Append {
	now, open := time.Now(), false
	return chat.Append{
		Conversation: conversation, Now: now, Closed: &open,
		Create: &chat.Conversation{SessionID: conversation, CartID: conversation, Locale: "en-US", Entry: "launcher", Created: now, Owner: chat.Owner{State: chat.OwnedByAssistant}},
		Events: []chat.Event{{Kind: chat.EventMessage, ClientID: fmt.Sprintf("5d1c7a52-6f0e-4a0b-9d53-%012d", n), Message: &chat.Message{
			Author: assistant.AuthorShopper, Turn: fmt.Sprintf("7d1c7a52-6f0e-4a0b-9d53-%012d", n), Entry: "launcher",
			Text: "hello, is this jacket in stock in M? hello, is this jacket in stock in M? hello, is this jacket in stock in M? hello, is",
		}}},
	}
}
