package grounding

import "testing"

// The quick look misses no address.
func FuzzMayLink(f *testing.F) {
	for _, text := range []string{"See rival.example.", "www. x", "HTTPS:", "[a](b)", "<a b", "a@b.co", "1.5 m. And so on.", "e.g. ab.12.com", "ab.\u212Aom", "3.50", "W.W.W"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if anyLink.MatchString(text) && !mayLink(text) {
			t.Errorf("%q has an address", text)
		}
	})
	if mayLink("It weighs 310 g, and costs $89.00. Do you walk far?") {
		f.Error("a price is taken for an address")
	}
}
