package main

import (
	"bytes"
	"strings"
	"testing"

	"github.com/aisle-chat/aisle/assistant/agent"
	"github.com/aisle-chat/aisle/internal/fakellm"
)

// Whatever is broken, the shopper reads an answer, and the table says whose.
// TestPromise_R21 has all the faults, and how long they may take.
func TestFaults(t *testing.T) {
	g, err := demo()
	if err != nil {
		t.Fatal(err)
	}
	well := fakellm.Text("What ", "would ", "you ", "use ", "it ", "for?")
	well.ID = "well"
	half := well
	half.ID, half.Chunks = "half", well.Chunks[:3]
	var out bytes.Buffer
	if err := faults(t.Context(), &out, g, []fakellm.Script{
		well, half, {ID: "refused", TCP: "refuse"}, {ID: "certificate", TCP: "bad_cert"}, {ID: "bomb", TCP: "gzip_1GiB"}, {ID: "forbidden", Status: 403},
	}, agent.Limits{}); err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(out.String()) {
		fields := strings.Fields(line)
		if len(fields) < 5 {
			continue
		}
		switch fields[0] {
		case "well":
			if !strings.Contains(line, "the model") || !strings.Contains(line, "What would you use it for?") {
				t.Error(line)
			}
		case "half", "refused", "certificate", "bomb", "forbidden":
			if !strings.Contains(line, "the planner") || strings.Contains(line, "NOTHING") || strings.Contains(line, "What would") {
				t.Error(line)
			}
		}
	}
	if want := "faults 6, answered by the planner in the model's place 5"; !strings.Contains(out.String(), want) {
		t.Errorf("not %q: %s", want, &out)
	}
	if _, _, err := broken(fakellm.Script{TCP: "earthquake"}); err == nil {
		t.Error("a fault that nobody knows is tried")
	}
}
