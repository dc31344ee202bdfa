package planner

import "testing"

// What the data name is a yes, and what they do not name is said to be so.
func TestForSeason(t *testing.T) {
	for _, c := range []struct{ asked, value, want string }{
		{"is it warm enough for winter", "Spring, Autumn", "The data do not name winter. "},
		{"is it good for spring", "Spring, Autumn", "Yes. "},
		{"can i wear it in fall", "Spring, Autumn", "Yes. "},
		{"for spring and summer", "Spring, Autumn", "The data do not name summer. "},
		{"is it for winter", "All year", "Yes. "},
		{"which season is it for", "Spring, Autumn", ""},
	} {
		if got := forSeason(c.asked, c.value); got != c.want {
			t.Errorf("%q of %q: %q, want %q", c.asked, c.value, got, c.want)
		}
	}
}
