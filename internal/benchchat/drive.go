package main

import (
	"bytes"
	"flag"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// drive is the load on our server. It prints one line in the form of the peers'
// clients.
func drive(args []string) error {
	flags := flag.NewFlagSet("drive", flag.ContinueOnError)
	d := driver{}
	flags.StringVar(&d.addr, "addr", "", "where the server listens")
	flags.IntVar(&d.pid, "pid", 0, "its process")
	mode := flags.String("mode", "turns", "turns, idle or echo")
	flags.StringVar(&d.text, "text", greeting, "what they say, without quotes")
	flags.IntVar(&d.n, "n", 64, "how many shoppers")
	flags.DurationVar(&d.each, "dur", 2*time.Second, "for how long")
	flags.Float64Var(&d.rate, "rate", 0, "actions a second in all; 0 means that each waits for the one before only")
	if err := flags.Parse(args); err != nil {
		return err
	}
	switch *mode {
	case "turns":
		return d.turns()
	case "echo":
		return d.echo()
	default:
		return d.idle()
	}
}

type driver struct {
	addr string
	text string
	pid  int
	n    int
	each time.Duration
	rate float64
}

// arrive brings n shoppers.
func (d driver) arrive() ([]*shopper, error) {
	all := make([]*shopper, d.n)
	var wg sync.WaitGroup
	var failed atomic.Pointer[error]
	places := make(chan struct{}, 32)
	for i := range all {
		places <- struct{}{}
		wg.Go(func() {
			defer func() { <-places }()
			s, err := arrive(d.addr, i)
			if err != nil {
				failed.CompareAndSwap(nil, &err)
			}
			if all[i] = s; s != nil && d.text != "" {
				s.text = d.text
			}
		})
	}
	wg.Wait()
	if err := failed.Load(); err != nil {
		return nil, *err
	}
	return all, nil
}

// repeat lets every shopper act again and again and returns how long each act
// took, sorted.
func (d driver) repeat(all []*shopper, act func(*shopper) (time.Duration, error)) (took []time.Duration, err error) {
	each := make([][]time.Duration, len(all))
	var wg sync.WaitGroup
	var failed atomic.Pointer[error]
	began := time.Now()
	pause := time.Duration(0)
	if d.rate > 0 {
		pause = time.Duration(float64(time.Second) * float64(len(all)) / d.rate)
	}
	for i, s := range all {
		wg.Go(func() {
			due := began.Add(pause * time.Duration(i) / time.Duration(len(all)))
			for time.Since(began) < d.each {
				if pause > 0 {
					time.Sleep(time.Until(due))
					due = due.Add(pause)
				}
				t, err := act(s)
				if err != nil {
					failed.CompareAndSwap(nil, &err)
					return
				}
				each[i] = append(each[i], t)
			}
		})
	}
	wg.Wait()
	if err := failed.Load(); err != nil {
		return nil, *err
	}
	if took = slices.Concat(each...); len(took) == 0 {
		return nil, fmt.Errorf("nothing was done in %v", d.each)
	}
	slices.Sort(took)
	return took, nil
}

func (d driver) turns() error {
	all, err := d.arrive()
	if err != nil {
		return err
	}
	warm := d
	warm.each, warm.rate = 200*time.Millisecond, 0
	if _, err := warm.repeat(all, (*shopper).turn); err != nil {
		return err
	}
	var mu sync.Mutex
	var cards []time.Duration
	allocs, cpu, began := d.allocs(""), cpuOf(d.pid), time.Now()
	took, err := d.repeat(all, func(s *shopper) (time.Duration, error) {
		took, err := s.turn()
		if s.card > 0 {
			mu.Lock()
			defer mu.Unlock()
			cards = append(cards, s.card)
		}
		return took, err
	})
	if err != nil {
		return err
	}
	n, card := float64(len(took)), time.Duration(0)
	if len(cards) > 0 {
		slices.Sort(cards)
		card = quantile(cards, .5)
	}
	fmt.Printf("TURN aisle turns_per_s=%.0f turn_p50_us=%d turn_p99_us=%d cpu_us_per_turn=%.0f allocs_per_turn=%.0f card_p50_us=%d\n",
		n/time.Since(began).Seconds(), quantile(took, .5).Microseconds(), quantile(took, .99).Microseconds(),
		float64((cpuOf(d.pid)-cpu).Microseconds())/n, (d.allocs("")-allocs)/n, card.Microseconds())
	return nil
}

func (d driver) echo() error {
	all, err := d.arrive()
	if err != nil {
		return err
	}
	took, err := d.repeat(all, (*shopper).visit)
	if err != nil {
		return err
	}
	fmt.Printf("ECHO aisle n=%d p50_us=%d p99_us=%d\n", len(took), quantile(took, .5).Microseconds(), quantile(took, .99).Microseconds())
	return nil
}

// idle measures what shoppers cost who are connected and say nothing.
func (d driver) idle() error {
	few := d
	few.n = min(200, d.n)
	warm, err := few.arrive()
	if err != nil {
		return err
	}
	for _, s := range warm {
		s.conn.Close()
	}
	time.Sleep(time.Second)
	d.allocs("?gc")
	before, began := rssOf(d.pid), time.Now()
	all, err := d.arrive()
	if err != nil {
		return err
	}
	took := time.Since(began)
	for _, s := range all {
		s.in = nil // it is this process that would hold it
	}
	time.Sleep(2 * time.Second)
	d.allocs("?gc")
	after := rssOf(d.pid)
	fmt.Printf("IDLE aisle n=%d rss_gc_kb=%d per_conn_gc=%d conn_per_s=%.0f\n", len(all), after>>10, (after-before)/len(all), float64(len(all))/took.Seconds())
	return nil
}

func quantile(sorted []time.Duration, q float64) time.Duration {
	return sorted[min(int(q*float64(len(sorted))), len(sorted)-1)]
}

// allocs asks the server how often it has allocated.
func (d driver) allocs(query string) float64 {
	res, err := client.Get("http://" + d.addr + "/mem" + query)
	if err != nil {
		return 0
	}
	defer res.Body.Close()
	text, err := io.ReadAll(res.Body)
	first, _, _ := strings.Cut(string(text), " ")
	n, errNumber := strconv.ParseFloat(first, 64)
	if err != nil || errNumber != nil {
		return 0
	}
	return n
}

// cpuOf is the time that a process has run, as Linux counts it: in hundredths
// of a second.
func cpuOf(pid int) time.Duration {
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	fields := strings.Fields(string(stat[bytes.LastIndexByte(stat, ')')+1:]))
	if err != nil || len(fields) < 13 {
		return 0
	}
	user, _ := strconv.Atoi(fields[11])
	system, _ := strconv.Atoi(fields[12])
	return time.Duration(user+system) * 10 * time.Millisecond
}

// rssOf is the memory of a process in bytes.
func rssOf(pid int) int {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(status)) {
		if fields := strings.Fields(line); len(fields) > 1 && fields[0] == "VmRSS:" {
			kib, _ := strconv.Atoi(fields[1])
			return kib << 10
		}
	}
	return 0
}
