package browser

import (
	"compress/gzip"
	"context"
	"flag"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/heapprofiler"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/performance"
	"github.com/chromedp/chromedp"
)

var bench = flag.Bool("widgets", false, "measure the widget beside a button and bare Preact")

const (
	rounds = 3 // of each figure; the median is printed
	// streamed is how many pieces the long reply comes in, cycles how often the
	// panel is opened and closed.
	streamed = 2000
	cycles   = 200
)

// slowdowns are how many times slower than this machine the processors are that a
// page is traced on: a middling phone, and a poor one.
var slowdowns = []float64{4, 6}

// TestWidgets prints what the widget costs a page, beside a button of the page's
// own and a button drawn by Preact, in one run. It measures and judges nothing:
// make bench-widget runs it.
func TestWidgets(t *testing.T) {
	if !*bench {
		t.Skip("measures for people; make bench-widget runs it")
	}
	c := newCorner(t)
	peers := httptest.NewServer(http.HandlerFunc(servePeer))
	t.Cleanup(peers.Close)
	all := []struct{ name, url, button string }{
		{"empty page", peers.URL + "/empty", "h1"},
		{"a button", peers.URL + "/vanilla", ".launcher"},
		{"bare Preact", peers.URL + "/preact", ".launcher"},
		{"Aisle", c.url + "/bench", "aisle-chat"},
	}
	costs := make([]cost, len(all))
	for range rounds { // in turn, so that what the machine does besides hits all
		for i, w := range all {
			costs[i].add(load(t, w.url, w.button, 1))
			for _, slower := range slowdowns {
				costs[i].trace(slower, load(t, w.url, w.button, slower))
			}
		}
	}
	fmt.Printf("load of the machine: %s\n\n", machineLoad())
	fmt.Printf("before any interest, medians of %d\n%-12s %8s %9s %14s", rounds, "", "bytes", "requests", "launcher ms 1x")
	for _, slower := range slowdowns {
		fmt.Printf("   %s", slowHead(slower))
	}
	fmt.Println()
	for i, w := range all {
		m := costs[i].medians()
		fmt.Printf("%-12s %8.0f %9.0f %14.0f", w.name, m.bytes, m.requests, m.launcher)
		for _, slower := range slowdowns {
			fmt.Printf("   %s", costs[i].slow[slower])
		}
		fmt.Println()
	}
	button, aisle := costs[1].medians(), costs[3].medians()
	fmt.Printf("launcher: %.2f times the button's\n\n", aisle.launcher/button.launcher)

	fmt.Printf("panel, from the tap until all has settled, medians of %d\n", rounds)
	var scripts, shifts []float64
	for _, slower := range slowdowns {
		var taps []float64
		var after trace
		for range rounds {
			tap, blocked, shift := tapped(t, c.url+"/bench", slower)
			taps, shifts = append(taps, tap), append(shifts, shift)
			after.add(blocked)
		}
		fmt.Printf("at %.0fx: one can write after %.0f ms; long tasks %.0f, the longest of %.0f ms, blocking %.0f ms\n", slower, median(taps), median(after.long), median(after.longest), median(after.blocking))
	}
	for range 3 {
		scripts = append(scripts, longReply(t, c.url+"/bench"))
	}
	fmt.Printf("layout shift of the page, launcher and panel included: %.4f\n", slices.Max(shifts))
	fmt.Printf("a reply in %d pieces: %.0f ms of script\n", streamed, median(scripts))
	before, after := opened(t, c.url+"/bench")
	fmt.Printf("memory after %d times open and closed: %.2f MB, %.2f MB before\n", cycles, after/1e6, before/1e6)
}

// cost is what a page costs until its launcher stands there, in all rounds, and how
// it holds up slower processors.
type cost struct {
	bytes, requests, launcher []float64
	slow                      map[float64]*trace
}

type figures struct {
	bytes, requests, launcher float64
	blocked
}

func (c *cost) add(f figures) {
	c.bytes, c.requests, c.launcher = append(c.bytes, f.bytes), append(c.requests, f.requests), append(c.launcher, f.launcher)
}

func (c *cost) trace(slower float64, f figures) {
	if c.slow == nil {
		c.slow = map[float64]*trace{}
	}
	if c.slow[slower] == nil {
		c.slow[slower] = &trace{}
	}
	c.slow[slower].add(f.blocked)
}

func (c *cost) medians() figures {
	return figures{bytes: median(c.bytes), requests: median(c.requests), launcher: median(c.launcher)}
}

// blocked is what keeps a page from answering: how many tasks of more than 50 ms,
// the longest of all, 50 where none counts as long, and the time beyond 50 ms of
// each together.
type blocked struct{ long, longest, blocking float64 }

// trace is that in all rounds.
type trace struct{ long, longest, blocking []float64 }

func (t *trace) add(b blocked) {
	t.long, t.longest, t.blocking = append(t.long, b.long), append(t.longest, b.longest), append(t.blocking, b.blocking)
}

func slowHead(slower float64) string {
	return fmt.Sprintf("at %.0fx: %5s %10s %11s", slower, "long", "longest ms", "blocking ms")
}

func (t *trace) String() string {
	return fmt.Sprintf("       %5.0f %10.0f %11.0f", median(t.long), median(t.longest), median(t.blocking))
}

// machineLoad is what else the machine does, as Linux says it: figures taken on a
// busy one are those of a slower one.
func machineLoad() string {
	text, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return "unknown"
	}
	minute, _, _ := strings.Cut(string(text), " ")
	return minute
}

func median(values []float64) float64 {
	sorted := slices.Sorted(slices.Values(values))
	return sorted[len(sorted)/2]
}

// watched notes when an element that matches can be seen, what blocks the page
// meanwhile, and what moves on it.
const watched = `(() => {
	window.tasks = [];
	window.moved = 0;
	new PerformanceObserver((list) => { for (const entry of list.getEntries()) window.tasks.push(entry.duration); }).observe({ type: 'longtask', buffered: true });
	new PerformanceObserver((list) => { for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.moved += entry.value; }).observe({ type: 'layout-shift', buffered: true });
	const look = () => {
		let found = document.querySelector(%q);
		if (found && found.shadowRoot) found = found.shadowRoot.querySelector('button');
		if (found && found.getBoundingClientRect().height > 0) window.seen = performance.now();
		else requestAnimationFrame(look);
	};
	requestAnimationFrame(look);
})();`

// measured opens a page of its own that is watched, on a processor that is this
// many times slower.
func measured(t *testing.T, url, button string, slower float64) (*page, func() figures) {
	t.Helper()
	p := newPage(t, phone)
	p.expect(".")
	var bytes, requests float64
	if err := chromedp.Listen(p.ctx, func(event any) {
		if e, ok := event.(*network.EventLoadingFinished); ok {
			p.mu.Lock()
			defer p.mu.Unlock()
			bytes, requests = bytes+e.EncodedDataLength, requests+1
		}
	}); err != nil {
		t.Fatal(err)
	}
	p.atStart(fmt.Sprintf(watched, button))
	p.must(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, performance.Enable, performance.EnableParams{})
		return err
	})
	p.slower(slower)
	p.visit(url)
	p.until("the launcher", func() (bool, string) { return eval[bool](p, `window.seen !== undefined`), "" })
	time.Sleep(time.Second) // what comes later counts as well
	return p, func() figures {
		p.mu.Lock()
		f := figures{bytes: bytes, requests: requests}
		p.mu.Unlock()
		f.launcher = eval[float64](p, `window.seen`)
		f.blocked = p.blocked()
		return f
	}
}

// blocked is what has kept the page since it was last watched.
func (p *page) blocked() (b blocked) {
	tasks := eval[[]float64](p, `window.tasks`)
	b.longest = 50
	for _, ms := range tasks {
		b.long++
		b.longest = max(b.longest, ms)
		b.blocking += ms - 50
	}
	return b
}

func load(t *testing.T, url, button string, slower float64) figures {
	p, now := measured(t, url, button, slower)
	defer p.leave()
	return now()
}

// tapped is how long it takes from the tap until one can write, on a processor
// that is this many times slower: until the frame with the field is drawn and the
// page has time for a key. after is what blocks from the tap until all has settled,
// and shift how far the page has moved.
func tapped(t *testing.T, url string, slower float64) (ms float64, after blocked, shift float64) {
	p, _ := measured(t, url, "aisle-chat", slower)
	defer p.leave()
	ms = eval[float64](p, inPanel+`new Promise((done) => {
		window.tasks = [];
		const from = performance.now();
		panel.querySelector('button').click();
		const look = () => requestAnimationFrame(() => (panel.querySelector('textarea') ? drawn() : look()));
		const drawn = () => requestAnimationFrame(() => setTimeout(() => done(performance.now() - from)));
		look();
	})`)
	time.Sleep(time.Second) // what comes later counts as well
	return ms, p.blocked(), eval[float64](p, `window.moved`)
}

// longReply is how long the page's scripts run for a reply in many pieces.
func longReply(t *testing.T, url string) float64 {
	p, _ := measured(t, url, "aisle-chat", 1)
	defer p.leave()
	p.openChat()
	p.say("hello")
	before := p.metric("ScriptDuration")
	p.send("talk for long")
	p.see(fmt.Sprintf("word%d ", streamed-1))
	p.missing("button", "^stop$")
	return (p.metric("ScriptDuration") - before) * 1000
}

// opened is how much memory the page uses before and after the panel was opened
// and closed many times.
func opened(t *testing.T, url string) (before, after float64) {
	p, _ := measured(t, url, "aisle-chat", 1)
	defer p.leave()
	cycle := `(async () => {
		for (let i = 0; i < %d; i++) {
			await window.Aisle.open();
			await new Promise((done) => setTimeout(done, 20));
			await window.Aisle.close();
		}
	})()`
	eval[struct{}](p, fmt.Sprintf(cycle, 5)+`.then(() => undefined)`)
	before = p.heap()
	for range cycles / 50 {
		eval[struct{}](p, fmt.Sprintf(cycle, 50)+`.then(() => undefined)`)
	}
	return before, p.heap()
}

func (p *page) heap() float64 {
	p.must(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, heapprofiler.CollectGarbage, cdp.Empty{})
		return err
	})
	return p.metric("JSHeapUsedSize")
}

// metric is one of the page's own figures.
func (p *page) metric(name string) (value float64) {
	p.must(func(ctx context.Context, t *chromedp.Target) error {
		all, err := cdp.Call(ctx, t, performance.GetMetrics, cdp.Empty{})
		if err != nil {
			return err
		}
		for _, m := range all.Metrics {
			if m.Name == name {
				value = m.Value
				return nil
			}
		}
		return fmt.Errorf("the page has no %s", name)
	})
	return value
}

func (p *page) must(step func(ctx context.Context, t *chromedp.Target) error) {
	p.t.Helper()
	if err := p.run(step); err != nil {
		p.t.Fatal(err)
	}
}

// leave lets the page's work end before the next one is measured. A processor that
// is made slower is kept busy by that, even where nothing happens: left so, the
// pages measured before would take the time of those after them.
func (p *page) leave() {
	p.slower(1)
	p.visit("about:blank")
}

// slower makes the page's processor this many times slower than it is.
func (p *page) slower(times float64) {
	p.must(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, emulation.SetCPUThrottlingRate, emulation.SetCPUThrottlingRateParams{Rate: times})
		return err
	})
}

// servePeer serves an empty page, a button of the page's own, and the same drawn
// by Preact.
func servePeer(w http.ResponseWriter, r *http.Request) {
	const head = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>A shop</title><h1>A shop</h1>`
	const style = `position:fixed;right:20px;bottom:20px;width:56px;height:56px;border-radius:50%`
	switch r.URL.Path {
	case "/empty":
		send(w, "text/html", head)
	case "/vanilla":
		send(w, "text/html", head+`<script src="/vanilla.js" defer></script>`)
	case "/vanilla.js":
		send(w, "text/javascript", `const b=document.createElement('button');b.className='launcher';b.textContent='Chat';b.style.cssText='`+style+`';b.onclick=()=>b.classList.toggle('open');document.body.append(b)`)
	case "/preact":
		send(w, "text/html", head+`<script type="module" src="/preact.js"></script>`)
	case "/preact.js":
		library, err := os.ReadFile(root + "/widget/node_modules/preact/dist/preact.mjs")
		if err != nil {
			http.Error(w, err.Error(), http.StatusNotFound)
			return
		}
		// The library's own names are those that it exports under others.
		send(w, "text/javascript", string(library)+`
import(import.meta.url).then(({ h, render }) => {
	const place = document.createElement('div');
	document.body.append(place);
	render(h('button', { class: 'launcher', style: '`+style+`' }, 'Chat'), place);
})`)
	default:
		w.WriteHeader(http.StatusNoContent)
	}
}

// send sends text as a careful server does.
func send(w http.ResponseWriter, kind, text string) {
	w.Header().Set("Content-Type", kind+"; charset=utf-8")
	w.Header().Set("Content-Encoding", "gzip")
	z, _ := gzip.NewWriterLevel(w, gzip.BestCompression)
	io.Copy(z, strings.NewReader(text))
	z.Close()
}
