package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"text/tabwriter"
	"time"
)

// turnPeers are the servers of ../shared/bench: "sol" is a hand-written
// reference that stores and sends without looking at anything, its fifty frames
// in one write; the others are what a developer would write.
var turnPeers = []string{"sol", "plain", "langchaingo", "eino", "node"}

// rateOfTurns is the modest load, in turns a second.
const rateOfTurns = 40

// rival is a server and the load that fits it.
type rival struct {
	name   string
	server program
	args   func(host, port string) []string
	load   func(r running, each time.Duration, rate float64) program
}

// benchTurns measures a turn: a message in over a websocket, stored, fifty
// words streamed, the reply stored and delivered.
func benchTurns(ctx context.Context, p plan) error {
	return p.compare(ctx, "aisle", append([]rival{p.ourTurns()}, p.theirTurns(ctx)...))
}

// compare measures rivals in passes, and prints their figures beside those of one of
// ours.
func (p plan) compare(ctx context.Context, ours string, rivals []rival) error {
	full, modest := map[string][]figures{}, map[string][]figures{}
	for pass := range p.passes {
		for _, r := range rivals {
			saturated, calm, err := r.pass(ctx, p)
			if err != nil {
				if ctx.Err() != nil {
					return ctx.Err()
				}
				fmt.Printf("skip  %s in pass %d: %v\n", r.name, pass+1, err)
				continue
			}
			full[r.name], modest[r.name] = append(full[r.name], saturated), append(modest[r.name], calm)
		}
	}
	fmt.Printf("\nOne turn: message in over a websocket, stored (synchronous=FULL), 50 words streamed, reply stored, delivered.\n"+
		"64 conversations, the middle of %d passes; ratio to %s in the same pass; modest is %d turns/s in an open loop.\n", p.passes, ours, rateOfTurns)
	t := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, "server\tturns/s\tours is\tCPU us/turn\tallocs/turn\tp50 ms\tp99 ms\tmodest p50\tmodest p99\tour p50 is\tmodest first card p50\t")
	for _, r := range rivals {
		f, m := full[r.name], modest[r.name]
		fmt.Fprintf(t, "%s\t%.0f\t%s\t%.0f\t%.0f\t%.1f\t%.1f\t%.2f\t%.2f\t%s\t%s\t\n", r.name, middle(f, "turns_per_s"), times(full[ours], f, "turns_per_s"),
			middle(f, "cpu_us_per_turn"), middle(f, "allocs_per_turn"), middle(f, "turn_p50_us")/1e3, middle(f, "turn_p99_us")/1e3,
			middle(m, "turn_p50_us")/1e3, middle(m, "turn_p99_us")/1e3, times(modest[ours], m, "turn_p50_us"), card(m))
	}
	return t.Flush()
}

// pass measures a server once, saturated and at a modest rate.
func (r rival) pass(ctx context.Context, p plan) (saturated, modest figures, err error) {
	server, err := r.server.start(ctx, r.args)
	if err != nil {
		return nil, nil, err
	}
	defer server.stop()
	if saturated, err = r.load(server, p.each, 0).measure(ctx); err != nil {
		return nil, nil, err
	}
	modest, err = r.load(server, 2*p.each, rateOfTurns).measure(ctx)
	return saturated, modest, err
}

// card is how long the first card took where there was one.
func card(passes []figures) string {
	if us := middle(passes, "card_p50_us"); us > 0 {
		return fmt.Sprintf("%.2f", us/1e3)
	}
	return "-"
}

// ourTurns is our server, with more arguments if any.
func (p plan) ourTurns(more ...string) rival {
	return rival{
		name: "aisle", server: program{path: p.self, args: []string{"serve"}},
		args: func(host, port string) []string {
			return append([]string{"-addr", host + ":" + port, "-dir", p.fresh(), "-profile", p.profile}, more...)
		},
		load: func(r running, each time.Duration, rate float64) program {
			return program{path: p.self, args: []string{"drive", "-addr", r.addr, "-pid", fmt.Sprint(r.pid), "-dur", each.String(), "-rate", fmt.Sprint(rate)}}
		},
	}
}

// fresh makes a folder for a new database.
func (p plan) fresh() string {
	dir, err := os.MkdirTemp(p.work, "data-")
	if err != nil {
		return p.work
	}
	return dir
}

func (p plan) theirTurns(ctx context.Context) (rivals []rival) {
	if len(p.peers) == 0 {
		return nil
	}
	drivers, ok := p.build(ctx, "goturnclient", ".")
	if !ok {
		return nil
	}
	load := func(r running, each time.Duration, rate float64) program {
		return program{path: filepath.Join(drivers, "peer-."), args: []string{"-addr", r.addr, "-pid", fmt.Sprint(r.pid), "-convs", "64", "-dur", each.String(), "-rate", fmt.Sprint(rate)}}
	}
	life := (4*p.each + time.Minute).Round(time.Second)
	for _, name := range p.peers {
		r := rival{name: name, load: load}
		if name == "node" {
			dir, ok := p.build(ctx, "node")
			if !ok {
				continue
			}
			r.server = program{path: "node", dir: dir}
			r.args = func(_, port string) []string {
				return []string{"turnserver.js", "better", port, "FULL", fmt.Sprint(int(life.Seconds()))}
			}
		} else {
			dir, ok := p.build(ctx, "goturn", ".")
			if !ok {
				continue
			}
			r.server = program{path: filepath.Join(dir, "peer-."), dir: dir}
			r.args = func(host, port string) []string {
				return []string{"-impl", name, "-addr", host + ":" + port, "-sync", "FULL", "-life", life.String(), "-dir", p.fresh()}
			}
		}
		rivals = append(rivals, r)
	}
	return rivals
}

// middle is the median of a figure over the passes.
func middle(passes []figures, name string) float64 {
	var all []float64
	for _, f := range passes {
		all = append(all, f[name])
	}
	return median(all)
}

// times is the median of the ratio of ours to theirs, pass by pass.
func times(ours, theirs []figures, name string) string {
	var all []float64
	for i := range min(len(ours), len(theirs)) {
		if theirs[i][name] > 0 {
			all = append(all, ours[i][name]/theirs[i][name])
		}
	}
	if len(all) == 0 {
		return "-"
	}
	return fmt.Sprintf("%.2f times", median(all))
}

func median(all []float64) float64 {
	if len(all) == 0 {
		return 0
	}
	slices.Sort(all)
	return (all[(len(all)-1)/2] + all[len(all)/2]) / 2
}
