package main

import (
	"io"
	"strings"
	"testing"
	"time"
)

// What go test prints becomes the table.
func TestResults(t *testing.T) {
	const said = `{"Action":"output","Package":"p","Test":"TestPromise_R01","Output":"    x_test.go:7: figures: kills=3 acked=40 lost=0 worst_s=1.5 odd=2m3s\n"}
{"Action":"pass","Package":"p","Test":"TestPromise_R01","Elapsed":2}
{"Action":"output","Package":"q","Test":"TestPromise_R01_Store","Output":"    x_test.go:7: figures: kills=2 acked=2 worst_s=0.5\n"}
{"Action":"pass","Package":"q","Test":"TestPromise_R01_Store","Elapsed":1}
{"Action":"output","Package":"p","Test":"TestPromise_R09/stopped","Output":"    x_test.go:9: takes a minute\n"}
{"Action":"skip","Package":"p","Test":"TestPromise_R09/stopped"}
{"Action":"pass","Package":"p","Test":"TestPromise_R09/killed"}
{"Action":"pass","Package":"p","Test":"TestPromise_R09"}
{"Action":"output","Package":"p","Test":"TestPromise_R13","Output":"    x_test.go:9: no root\n"}
{"Action":"skip","Package":"p","Test":"TestPromise_R13"}
{"Action":"output","Package":"p","Test":"TestPromise_R12/a","Output":"figures: lost=2\n"}
{"Action":"fail","Package":"p","Test":"TestPromise_R12/a"}
{"Action":"fail","Package":"p","Test":"TestPromise_R12"}
{"Action":"output","Package":"p","Test":"TestPromise_R16","Output":"=== RUN\n"}
{"Action":"fail","Package":"p","Test":"TestOther"}
{"Action":"fail","Package":"p"}
`
	found := results{}
	if err := found.read(strings.NewReader(said), io.Discard); err != nil {
		t.Fatal(err)
	}
	for _, p := range promises {
		want := map[string]string{
			"R01": "passed", "R06": "in tests/browser", "R09": "passed in part", "R12": "BROKEN", "R16": "BROKEN",
		}[p.id]
		if want == "" {
			want = "not shown yet"
		}
		if got := p.status(found[p.id]); got != want {
			t.Errorf("%s: %s, want %s", p.id, got, want)
		}
	}
	var out strings.Builder
	found.print(&out, time.Minute, false)
	for _, want := range []string{
		"acked=42 kills=5 lost=0 odd=2m3s worst_s=1.5", "not run: TestPromise_R09/stopped: takes a minute", "only with -long: 2,000 kills and 500",
		"not shown yet: there is no broker of another program yet",
		"in 1m0s: 5 kills, 0 power cuts, 0 faults, 0 restores and 0 visits survived; of 42 acknowledged messages 2 lost, 0 duplicated",
	} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("the table lacks %q:\n%s", want, out.String())
		}
	}
}
