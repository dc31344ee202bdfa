package promises

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"testing"

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
	goleak.VerifyTestMain(m)
}

// rounds is how often something is tried: on somebody's own machine, for every
// change that is submitted (CI=true), and at length.
func rounds(t *testing.T, here, submitted, atLength int) int {
	t.Helper()
	switch {
	case *long, os.Getenv("AISLE_LONG") != "":
		return atLength
	case os.Getenv("CI") == "true":
		return submitted
	default:
		return here
	}
}

// report prints what a promise was tested with, for make chaos to add up: pairs
// of a name and a number.
func report(t *testing.T, pairs ...any) {
	t.Helper()
	line := "figures:"
	for i := 0; i+1 < len(pairs); i += 2 {
		line += fmt.Sprintf(" %v=%v", pairs[i], pairs[i+1])
	}
	t.Log(line)
}
