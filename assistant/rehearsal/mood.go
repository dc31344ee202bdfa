package rehearsal

import "strings"

// mood makes a shopper of the script: one in five mistypes, one in five is in a
// hurry, one in five changes the subject for a question and comes back.
func mood(w *writer, steps []Step) {
	switch w.IntN(5) {
	case 0:
		for i := range steps {
			if steps[i].Want.Kind != WantProbe && w.IntN(2) == 0 {
				steps[i].Say = mistype(w.dice, steps[i].Say)
			}
		}
	case 1:
		for i := range steps {
			steps[i].Say = hurried(steps[i].Say)
		}
	case 2:
		wander(w, steps)
	}
}

// mistype swaps two letters of one long word, or leaves one out. The first
// letter stays, and so do words with digits or signs in them, and short ones.
func mistype(d dice, say string) string {
	fields := strings.Fields(say)
	var long []int
	for i, f := range fields {
		if len(f) >= 6 && strings.IndexFunc(f, func(r rune) bool { return r < 'a' || r > 'z' }) < 0 {
			long = append(long, i)
		}
	}
	if len(long) == 0 {
		return say
	}
	at := one(d, long)
	letters := []byte(fields[at])
	i := 1 + d.IntN(len(letters)-2)
	if d.IntN(2) == 0 {
		letters[i], letters[i+1] = letters[i+1], letters[i]
	} else {
		letters = append(letters[:i], letters[i+1:]...)
	}
	fields[at] = string(letters)
	return strings.Join(fields, " ")
}

// polite are words that somebody in a hurry leaves out.
var polite = strings.NewReplacer("please", "", "i'm looking for ", "", "do you have ", "", "could you ", "", "hi!", "hi", "ok, ", "", "by the way, ", "", "?", "")

// hurried is the same in fewer words, and without a question mark.
func hurried(say string) string {
	if short := strings.TrimSpace(polite.Replace(say)); short != "" {
		return short
	}
	return say
}

// wander puts a question about the shop's rules in the place of a step in the
// middle that nothing after it needs.
func wander(w *writer, steps []Step) {
	for i := 3; i < len(steps)-2; i++ {
		if kind := steps[i].Want.Kind; kind == WantDetail || kind == WantPolicy {
			steps[i] = w.policy(w.say("returns", "ship_cost", "warranty", "payment"))
			return
		}
	}
}
