package main

import (
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// A promise of reliability, in short.
type promise struct {
	id, text  string
	elsewhere string // where its tests are, if not here
	long      string // what of it only -long shows
	rest      string // what of it no test shows yet
}

var promises = []promise{
	{id: "R01", text: "an acknowledged message survives a crash", long: "2,000 kills and 500 power cuts"},
	{id: "R02", text: "a message is stored once"},
	{id: "R03", text: "one order for all", long: "3 processes with 50 clients and 200 messages each"},
	{id: "R04", text: "resume is whole or says so"},
	{id: "R05", text: "no silent staleness"},
	{id: "R06", text: "the widget never hides a failure", elsewhere: "tests/browser"},
	{id: "R07", text: "a storm of reconnects", long: "10,000 shoppers"},
	{id: "R08", text: "a deploy without loss", long: "500 chats"},
	{id: "R09", text: "an answer comes, once", long: "50 lost processes"},
	{id: "R10", text: "into the cart once"},
	{id: "R11", text: "a slow reader harms no one"},
	{id: "R12", text: "locks stay inside"},
	{id: "R13", text: "a full disk"},
	{id: "R14", text: "a failed sync"},
	{id: "R15", text: "every step of the store can fail"},
	{id: "R16", text: "the clock jumps", rest: "skew of signed identities, which there are none of"},
	{id: "R17", text: "the broker is gone", rest: "there is no broker of another program yet"},
	{id: "R18", text: "the database fails over", rest: "there is no database of another program yet"},
	{id: "R19", text: "one of three nodes is lost", rest: "needs the two before; R09 loses one of two"},
	{id: "R20", text: "backup and upgrade", rest: "a gigabyte in five minutes"},
	{id: "R21", text: "a language model's faults"},
	{id: "R22", text: "nothing leaks"},
	{id: "R23", text: "half an hour of everything", rest: "each fault is tried by itself"},
}

// result is what became of one promise's tests.
type result struct {
	passed, failed, skipped int
	seconds                 float64
	why                     []string // tests were skipped
	figures                 map[string]float64
	words                   []string // figures that are no numbers
}

type results map[string]*result

var (
	figure  = regexp.MustCompile(`figures:((?: \w+=\S+)+)`)
	skipped = regexp.MustCompile(`\.go:\d+: (.*)`)
)

// add counts a test, or a part of one, by what it said.
func (rs results) add(e event, said string) {
	name, _, _ := strings.Cut(e.Test, "/")
	match := top.FindStringSubmatch(name)
	if match == nil {
		return
	}
	r := rs[match[1]]
	if r == nil {
		r = &result{figures: map[string]float64{}}
		rs[match[1]] = r
	}
	for _, line := range figure.FindAllStringSubmatch(said, -1) {
		r.note(line[1])
	}
	if e.Action == "skip" {
		if why := skipped.FindStringSubmatch(said); why != nil {
			r.why = append(r.why, e.Test+": "+why[1])
		}
	}
	if name != e.Test {
		return
	}
	switch e.Action {
	case "pass":
		r.passed++
	case "fail":
		r.failed++
	case "skip":
		r.skipped++
	}
	r.seconds += e.Elapsed
}

// note adds figures up; of times the longest counts, and of what fills the
// most. What is no number stands in the table as it was printed.
func (r *result) note(figures string) {
	for _, pair := range strings.Fields(figures) {
		name, text, _ := strings.Cut(pair, "=")
		value, err := strconv.ParseFloat(text, 64)
		switch {
		case err != nil:
			r.words = append(r.words, pair)
		case strings.HasSuffix(name, "_s"), strings.HasSuffix(name, "_kb"), strings.HasSuffix(name, "_ms"):
			r.figures[name] = max(r.figures[name], value)
		default:
			r.figures[name] += value
		}
	}
}

// status is the word of a promise for the table.
func (p promise) status(r *result) string {
	switch {
	case r == nil && p.elsewhere != "":
		return "in " + p.elsewhere
	case r == nil, r.passed+r.failed == 0:
		return "not shown yet"
	case r.failed > 0:
		return "BROKEN"
	case len(r.why) > 0:
		return "passed in part"
	default:
		return "passed"
	}
}

// sums are the figures that mean the same in every test.
var sums = []string{"kills", "power_cuts", "faults", "restores", "visits", "acked", "lost", "duplicates", "disordered"}

// print prints the table and the sums.
func (rs results) print(out io.Writer, took time.Duration, long bool) {
	fmt.Fprintf(out, "\n%-5s %-42s %-16s %5s %7s  %s\n", "", "promise", "", "tests", "seconds", "figures")
	total := map[string]float64{}
	for _, p := range promises {
		r := rs[p.id]
		if r == nil {
			status := p.status(nil)
			if p.rest != "" && p.elsewhere == "" {
				status += ": " + p.rest
			}
			fmt.Fprintf(out, "%-5s %-42s %s\n", p.id, p.text, status)
			continue
		}
		fmt.Fprintf(out, "%-5s %-42s %-16s %5d %7.1f  %s\n", p.id, p.text, p.status(r), r.passed+r.failed, r.seconds, line(r))
		if p.long != "" && !long {
			fmt.Fprintf(out, "%-5s   only with -long: %s\n", "", p.long)
		}
		if p.rest != "" {
			fmt.Fprintf(out, "%-5s   not shown yet: %s\n", "", p.rest)
		}
		for _, why := range r.why {
			fmt.Fprintf(out, "%-5s   not run: %s\n", "", why)
		}
		for _, name := range sums {
			total[name] += r.figures[name]
		}
	}
	fmt.Fprintf(out, "\nin %s: %.0f kills, %.0f power cuts, %.0f faults, %.0f restores and %.0f visits survived; of %.0f acknowledged messages %.0f lost, %.0f duplicated, %.0f out of order\n",
		took.Round(time.Second), total["kills"], total["power_cuts"], total["faults"], total["restores"], total["visits"],
		total["acked"], total["lost"], total["duplicates"], total["disordered"])
}

// line writes figures as they were read, in the order of their names.
func line(r *result) string {
	pairs := slices.Clone(r.words)
	for name, value := range r.figures {
		pairs = append(pairs, name+"="+strconv.FormatFloat(value, 'f', -1, 64))
	}
	slices.Sort(pairs)
	return strings.Join(pairs, " ")
}
