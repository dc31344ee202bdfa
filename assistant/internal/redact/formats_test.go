package redact

import (
	"os"
	"strconv"
	"strings"
	"testing"
)

// Personal data as people write them in several countries, in messages. What stands in
// braces is taken out, and nothing else.
func TestFormats(t *testing.T) {
	data, err := os.ReadFile("testdata/formats.txt")
	if err != nil {
		t.Fatal(err)
	}
	tried := 0
	for line := range strings.Lines(string(data)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		text, err := strconv.Unquote(strings.TrimSpace(line))
		if err != nil {
			t.Fatalf("%s: %v", line, err)
		}
		tried++
		plain := strings.NewReplacer("{", "", "}", "").Replace(text)
		var want []string
		for _, s := range strings.Split(text, "{")[1:] {
			want = append(want, s[:strings.Index(s, "}")])
		}
		var got []string
		for _, s := range find(plain, true) {
			got = append(got, plain[s.from:s.to])
		}
		if strings.Join(got, "|") != strings.Join(want, "|") {
			t.Errorf("of %q is taken out %q, want %q", plain, got, want)
		}
		var m Masker
		if back := m.RestoreAll(m.Mask(plain)); back != plain {
			t.Errorf("%q came back as %q", plain, back)
		}
	}
	if tried < 60 {
		t.Errorf("%d formats", tried)
	}
}

// What shoppers say of things stays as it is.
func TestFormatsOfThings(t *testing.T) {
	for _, text := range []string{
		"a 128 gb flash drive under $50", "LaCie USB 2.0 External Hard Drive", "2 bottles for the road", "10 shirts for a test drive", "a jacket for 5 people on the road", "8GB, V7 8GB or V10 8GB",
		"Phaser 3117, 3122 Original", "2 tents @ 99.90 each", "sizes 36 38 40 42 44", "between 1000 and 2000 or 2500", "2026-11-24 10:30", "01.02.2026 10:30", "24/11/2026 10 12", "0.25 0.5 0.75 1.00 1.25",
		"a tent of 210 x 120 cm, 3.5 kg", "order number 4155552671", "tracking 9876543210", "#4155552671", "SKU-4155552671", "ISBN 978-3-16-148410-0", "2 place settings and 3 route maps", "$1,250,000.00", "a call at 10", "Trail 2 Ridge, 3 of them",
		"follow @shop. See you", "look at this dot pattern", "I am at home", "a 5 mile walk", "the 2nd one", "is the phone case 150 x 70 x 10",
	} {
		var m Masker
		if masked := m.Mask(text); masked != text {
			t.Errorf("%q became %q", text, masked)
		}
	}
}
