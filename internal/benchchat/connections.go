package main

import (
	"context"
	"fmt"
	"path/filepath"
	"time"
)

// Echo is measured over this many shoppers at this rate, of all together.
const (
	echoShoppers = 200
	echoRate     = 2000
)

// benchConnections measures what an idle shopper costs, and how soon a command
// is answered that stores nothing, beside bare websockets of the same library.
func benchConnections(ctx context.Context, p plan) error {
	ours := p.ourTurns()
	server, err := ours.server.start(ctx, ours.args)
	if err != nil {
		return err
	}
	defer server.stop()
	our := func(mode string, n int) program {
		return program{path: p.self, args: []string{"drive", "-mode", mode, "-addr", server.addr, "-pid", fmt.Sprint(server.pid),
			"-n", fmt.Sprint(n), "-dur", p.each.String(), "-rate", fmt.Sprint(echoRate)}}
	}
	idle, err := our("idle", p.conns).measure(ctx)
	if err != nil {
		return err
	}
	fmt.Printf("\n%d idle shoppers, after a collection:\n", p.conns)
	fmt.Printf("  aisle, session and subscription included: %.1f KiB each, %.0f MiB in all, %.0f arrived a second\n",
		idle["per_conn_gc"]/1024, idle["rss_gc_kb"]/1024, idle["conn_per_s"])
	dir, ok := p.build(ctx, "go", "wsserver", "wsclient")
	if !ok {
		return nil
	}
	theirs := program{path: filepath.Join(dir, "peer-wsserver"), dir: dir}
	loads := program{path: filepath.Join(dir, "peer-wsclient"), dir: dir}
	for _, impl := range []string{"coder-2g", "coder-tuned"} {
		f, err := bare(ctx, theirs, loads, impl, "-mode", "idle", "-conns", fmt.Sprint(p.conns), "-settle", "2s")
		if err != nil {
			return err
		}
		fmt.Printf("  a bare websocket, %s: %.1f KiB each\n", impl, f["per_conn_gc"]/1024)
	}
	var echoes, answers []figures
	for range p.passes {
		answer, err := our("echo", echoShoppers).measure(ctx)
		if err != nil {
			return err
		}
		echo, err := bare(ctx, theirs, loads, "coder-1g", "-mode", "echo", "-conns", fmt.Sprint(echoShoppers), "-rate", fmt.Sprint(echoRate), "-dur", p.each.String())
		if err != nil {
			return err
		}
		echoes, answers = append(echoes, echo), append(answers, answer)
	}
	fmt.Printf("\nA command that stores nothing, %d shoppers, %d/s in an open loop: p50 %.2f ms, p99 %.2f ms; a bare echo %.2f and %.2f: p99 is %s\n",
		echoShoppers, echoRate, middle(answers, "p50_us")/1e3, middle(answers, "p99_us")/1e3,
		middle(echoes, "p50_us")/1e3, middle(echoes, "p99_us")/1e3, times(answers, echoes, "p99_us"))
	return nil
}

// bare measures a websocket server of the peers'.
func bare(ctx context.Context, server, load program, impl string, args ...string) (figures, error) {
	r, err := server.start(ctx, func(host, port string) []string {
		return []string{"-impl", impl, "-addr", host + ":" + port, "-life", (10 * time.Minute).String()}
	})
	if err != nil {
		return nil, err
	}
	defer r.stop()
	return load.with(append([]string{"-addr", r.addr, "-pid", fmt.Sprint(r.pid)}, args...)...).measure(ctx)
}
