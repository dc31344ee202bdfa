package catalog

import (
	"math"
	"testing"
)

func TestExtents(t *testing.T) {
	for _, c := range []struct {
		extent extent
		text   string
	}{
		{extent{2, 2, "m"}, "2 m"},
		{extent{13.3, 13.3, "in"}, "13.3 in"},
		{extent{0, 400, "g"}, "up to 400 g"},
		{extent{4, math.Inf(1), "person"}, "at least 4 people"},
		{extent{1, 1, "person"}, "1 person"},
		{extent{20, 30, "cm"}, "20 to 30 cm"},
	} {
		if got := c.extent.String(); got != c.text {
			t.Errorf("%v: %q, want %q", c.extent, got, c.text)
		}
		if got, ok := parseExtent(c.text); !ok || got != c.extent {
			t.Errorf("%q: %v %v, want %v", c.text, got, ok, c.extent)
		}
	}
	if got, ok := parseExtent("16GB"); !ok || got != (extent{16, 16, "gb"}) {
		t.Errorf("16GB: %v %v", got, ok)
	}
	for _, text := range []string{"", "waterproof", "2", "m", "2 waterproof", "up to m", "100 percent", "at least", "x to y cm", "1 to 2 to 3 cm"} {
		if got, ok := parseExtent(text); ok {
			t.Errorf("%q is no measure, got %v", text, got)
		}
	}
}

func TestScales(t *testing.T) {
	for _, c := range []struct {
		value    float64
		from, to string
		want     float64
	}{{1.5, "m", "cm", 150}, {1, "in", "mm", 25.4}, {2, "kg", "g", 2000}, {3, "person", "person", 3}} {
		if got := convert(c.value, c.from, c.to); math.Abs(got-c.want) > 1e-9 {
			t.Errorf("%g %s in %s: %g, want %g", c.value, c.from, c.to, got, c.want)
		}
	}
	if got := sameScale("person"); len(got) != 1 {
		t.Errorf("people are measured in %v", got)
	}
	if got := sameScale("kg"); got[0] != "kg" || len(got) != 4 {
		t.Errorf("kilograms: %v", got)
	}
}
