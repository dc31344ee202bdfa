package promises

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"strconv"
	"testing"
	"time"

	"go.uber.org/goleak"
)

// long asks for as many rounds as the promises name, instead of what fits into
// a few minutes. The environment variable AISLE_LONG does the same.
var long = flag.Bool("long", false, "run as many rounds as the promises name; takes hours")

// childConfig makes a process of this test binary a node; see nodeConfig.
const childConfig = "AISLE_TEST_NODE"

func TestMain(m *testing.M) {
	if text := os.Getenv(childConfig); text != "" {
		var config nodeConfig
		if err := json.Unmarshal([]byte(text), &config); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(2)
		}
		os.Exit(runNode(config))
	}
	if text := os.Getenv(childStorm); text != "" {
		var config stormConfig
		if err := json.Unmarshal([]byte(text), &config); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(2)
		}
		os.Exit(runStorm(config))
	}
	if text := os.Getenv(childReaders); text != "" {
		var config readersConfig
		if err := json.Unmarshal([]byte(text), &config); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(2)
		}
		os.Exit(runReaders(config))
	}
	flag.Parse()
	chosen := false
	flag.Visit(func(f *flag.Flag) { chosen = chosen || f.Name == "test.parallel" })
	if !chosen {
		flag.Set("test.parallel", "6") // most of what these tests do is to wait
	}
	goleak.VerifyTestMain(m)
}

// rounds is how often something is tried: on somebody's own machine, for every
// change that is submitted (CI=true), and at length. AISLE_TIMES=5 makes it five
// times as often, and never more often than at length.
func rounds(t *testing.T, here, submitted, atLength int) int {
	t.Helper()
	times := 1
	if text := os.Getenv("AISLE_TIMES"); text != "" {
		var err error
		if times, err = strconv.Atoi(text); err != nil || times < 1 {
			t.Fatalf("AISLE_TIMES is %q; it must be a number such as 5", text)
		}
	}
	switch {
	case *long, os.Getenv("AISLE_LONG") != "":
		return atLength
	case os.Getenv("CI") == "true":
		return min(times*submitted, atLength)
	default:
		return min(times*here, atLength)
	}
}

// measuring reports whether the tests were started to be measured, by make chaos or
// at length, and not to see whether a change breaks something: what compares two
// latencies is judged there alone.
func measuring() bool {
	return *long || os.Getenv("AISLE_LONG") != "" || os.Getenv("AISLE_TIMES") != ""
}

// crowd is rounds for how many there are at once. Each takes ten times the time
// and the memory under the race detector, so that there are fewer.
func crowd(t *testing.T, here, submitted, atLength int) int {
	t.Helper()
	n := rounds(t, here, submitted, atLength)
	if underRace {
		n = (n + 2) / 3
	}
	return n
}

// report prints what a promise was tested with, for make chaos to add up: pairs
// of a name and a number, or a time, whose name gets the unit.
func report(t *testing.T, pairs ...any) {
	t.Helper()
	line := "figures:"
	for i := 0; i+1 < len(pairs); i += 2 {
		if d, ok := pairs[i+1].(time.Duration); ok {
			line += fmt.Sprintf(" %v_s=%.3f", pairs[i], d.Seconds())
			continue
		}
		line += fmt.Sprintf(" %v=%v", pairs[i], pairs[i+1])
	}
	t.Log(line)
}
