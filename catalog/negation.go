package catalog

// negate marks the words within reach of a negation.
func (s *snapshot) negate(r *reading) {
	ts := r.tokens
	for i := range len(ts) - 1 {
		if ts[i].role == free && i+2 < len(ts) && excepting[ts[i].text+" "+ts[i+1].text] {
			ts[i].role, ts[i+1].role = spent, spent
			r.against(i + 2)
			continue
		}
		if ts[i].role == free && ts[i].text == "free" && ts[i].joined && i > 0 { // "leather-free"
			ts[i-1].not, ts[i].role = true, spent
			continue
		}
		if ts[i].role != free || !negations[ts[i].text] {
			continue
		}
		switch {
		case s.stateValue(ts, i): // "non-stick", where products are said to be that
		case ts[i].text == "non" && ts[i+1].joined:
			ts[i+1].not = ts[i+1].role == free
		default:
			r.against(i + 1)
		}
	}
}

// excepting are the negations of two words.
var excepting = map[string]bool{
	"other than": true, "apart from": true, "aside from": true, "anything but": true, "everything but": true, "rather than": true,
}

// against marks what is not wanted, from token i on.
func (r *reading) against(i int) {
	ts := r.tokens
	for j := i; j < len(ts)-1 && j < i+8; j++ {
		if ts[j].role != free || stops(ts[j].gap) && j > i {
			return
		}
		if negationBreaks[ts[j].text] && !(ts[j].text == "from" || ts[j].text == "in" || j == i && ts[j].text == "for") {
			return // but "not for women" is against what is for women
		}
		ts[j].not = true
	}
}

// stateValue reports whether the negation at token i is part of what data say:
// "Non-GMO", "no show", or of what things are called: "no-contract phones".
func (s *snapshot) stateValue(ts []token, i int) bool {
	for size := 2; size <= maxPhrase && i+size < len(ts); size++ {
		k := key(ts[i : i+size])
		for p := range s.parts {
			x := &s.parts[p].lexicon
			if size <= 3 && (len(x.values[k]) > 0 || x.flags[k] != "") || len(x.types[k]) > 0 {
				return true
			}
		}
	}
	return false
}
