package picture

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"testing"
)

// TestEveryKindHasItsSize reads what each kind states, and holds that the thing
// and what it is compared with stay on the sheet and in proportion.
func TestEveryKindHasItsSize(t *testing.T) {
	for _, kind := range Kinds() {
		s, err := sizeOf(drawings[kind])
		if err != nil {
			t.Errorf("%s: %v", kind, err)
			continue
		}
		if s.x < 0 || s.y < 0 || s.x+s.w > 400 || s.y+s.h > 500 {
			t.Errorf("%s: its box is not on the sheet: %+v", kind, s)
		}
		// Nothing that we sell is smaller than a cake of soap or larger than a
		// hammock.
		if longest := max(s.tall, s.wide()); s.tall < 0.5 || longest < 4 || longest > 350 || s.lift < 0 || s.lift > 175 {
			t.Errorf("%s: %.1f cm high, %.1f wide, %.1f above the floor?", kind, s.tall, s.wide(), s.lift)
		}
		checkLayout(t, kind, s, scaleOf(s))
	}
}

func checkLayout(t *testing.T, kind string, s size, got scale) {
	t.Helper()
	var x, y, k, px, py, pk float64
	if _, err := fmt.Sscanf(got.Thing, "translate(%g %g) scale(%g)", &x, &y, &k); err != nil {
		t.Fatalf("%s: %q: %v", kind, got.Thing, err)
	}
	if _, err := fmt.Sscanf(got.Beside, "translate(%g %g) scale(%g)", &px, &py, &pk); err != nil {
		t.Fatalf("%s: %q: %v", kind, got.Beside, err)
	}
	beside := hand
	if got.Person {
		beside = person
	}
	if perCM := pk * beside.unit; math.Abs(k*s.h/perCM-s.tall) > 0.02*s.tall {
		t.Errorf("%s: drawn %.1f cm high beside %+v, want %.1f", kind, k*s.h/perCM, beside, s.tall)
	}
	left, right := x+k*s.x, x+k*(s.x+s.w)
	top, bottom := y+k*s.y, y+k*(s.y+s.h)
	if figureRight := px + pk*beside.unit*beside.wide/2; left < figureRight {
		t.Errorf("%s: begins at %.0f, within the figure, which ends at %.0f", kind, left, figureRight)
	}
	if label, err := strconv.ParseFloat(got.Label2Y, 64); err != nil || label > 490 {
		t.Errorf("%s: its label stands at %s (%v), the sheet ends at 500", kind, got.Label2Y, err)
	}
	if top < 30 || bottom > lowest+1 || right > 376 {
		t.Errorf("%s: reaches %.0f, %.0f to %.0f, %.0f: there is no room for its ruler", kind, left, top, right, bottom)
	}
}

func TestScaleSaysTheLength(t *testing.T) {
	for _, c := range []struct {
		s                size
		metric, imperial string
		person           bool
	}{
		{size{tall: 104, w: 200, h: 400}, "104 cm", "41 in", true},
		{size{tall: 8.5, w: 100, h: 100}, "8.5 cm", "3.3 in", false},
		{size{tall: 3, w: 300, h: 100}, "9.0 cm", "3.5 in", false},   // wide: its length counts
		{size{tall: 9.97, w: 100, h: 100}, "10 cm", "3.9 in", false}, // rounds up to two digits
		{size{tall: 25.4, w: 100, h: 100}, "25 cm", "10 in", false},  // exactly ten inches
		{size{tall: 40, w: 300, h: 100}, "120 cm", "47 in", true},    // low, but too long for a hand
		{size{tall: 44.9, w: 100, h: 100}, "45 cm", "18 in", false},  // the last beside a hand
		{size{tall: 45, w: 100, h: 100}, "45 cm", "18 in", true},     // the first beside a person
		{size{tall: 68, lift: 70, w: 80, h: 100}, "68 cm", "27 in", true},
	} {
		got := scaleOf(c.s)
		if got.Metric != c.metric || got.Imperial != c.imperial || got.Person != c.person {
			t.Errorf("%+v: %q, %q, person %v; want %q, %q, %v", c.s, got.Metric, got.Imperial, got.Person, c.metric, c.imperial, c.person)
		}
	}
}

func TestScaleViewIsItsOwn(t *testing.T) {
	front, err := Draw("tent", "c98b2a", Front)
	if err != nil {
		t.Fatal(err)
	}
	scaled, err := Draw("tent", "c98b2a", Scale)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(front), " cm</text>") || !strings.Contains(string(scaled), " cm</text>") {
		t.Error("the length should stand in the scale view and only there")
	}
	const hill = "M0 330C70"
	if !strings.Contains(string(front), hill) || strings.Contains(string(scaled), hill) {
		t.Error("the tent should stand before its hill in front view and alone beside the person")
	}
}
