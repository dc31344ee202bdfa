package chat

import (
	"slices"
	"testing"
)

// seqs are events with these seq.
func seqs(numbers ...int64) (events []Event) {
	for _, n := range numbers {
		events = append(events, Event{Seq: n})
	}
	return events
}

func (r *recent) has() (numbers []int64) {
	for _, e := range r.events {
		numbers = append(numbers, e.Seq)
	}
	return numbers
}

func TestRecent(t *testing.T) {
	for name, test := range map[string]struct {
		do   func(*recent)
		want []int64
	}{
		"in order":         {func(r *recent) { r.note(seqs(1)); r.note(seqs(2, 3)) }, []int64{1, 2, 3}},
		"a repeat":         {func(r *recent) { r.note(seqs(1, 2)); r.note(seqs(1)) }, []int64{1, 2}},
		"a gap":            {func(r *recent) { r.note(seqs(1, 2)); r.note(seqs(4)) }, []int64{4}},
		"overtaken":        {func(r *recent) { r.note(seqs(2)); r.note(seqs(1)); r.note(seqs(3)) }, []int64{2, 3}},
		"read before":      {func(r *recent) { r.note(seqs(4)); r.join(seqs(1, 2, 3)) }, []int64{1, 2, 3, 4}},
		"read over":        {func(r *recent) { r.note(seqs(4, 5)); r.join(seqs(2, 3, 4)) }, []int64{2, 3, 4, 5}},
		"read with a gap":  {func(r *recent) { r.note(seqs(5)); r.join(seqs(1, 2, 3)) }, []int64{5}},
		"read beyond":      {func(r *recent) { r.note(seqs(3)); r.join(seqs(2, 3, 4)) }, []int64{3}},
		"read and nothing": {func(r *recent) { r.join(seqs(7, 8)); r.join(nil) }, []int64{7, 8}},
		"cut":              {func(r *recent) { r.note(seqs(1, 2, 3)); r.cut(2) }, []int64{3}},
		"cut of all":       {func(r *recent) { r.note(seqs(1, 2)); r.cut(9) }, nil},
		"cut of none":      {func(r *recent) { r.note(seqs(3, 4)); r.cut(2) }, []int64{3, 4}},
		"used once":        {func(r *recent) { r.note(seqs(1)); r.between(0, 2); r.forget() }, []int64{1}},
		"not used":         {func(r *recent) { r.note(seqs(1)); r.between(0, 2); r.forget(); r.forget() }, nil},
	} {
		var r recent
		test.do(&r)
		if got := r.has(); !slices.Equal(got, test.want) {
			t.Errorf("%s: %v, want %v", name, got, test.want)
		}
	}
}

func TestRecentBetween(t *testing.T) {
	var r recent
	r.note(seqs(3, 4, 5))
	for _, test := range []struct {
		after, before int64
		want          []int64
		ok            bool
	}{
		{2, 6, []int64{3, 4, 5}, true}, {3, 5, []int64{4}, true}, {5, 6, nil, true}, {0, 1, nil, true},
		{1, 6, nil, false}, {2, 7, nil, false}, {9, 12, nil, false},
	} {
		got, ok := r.between(test.after, test.before)
		if ok != test.ok || !slices.Equal((&recent{events: got}).has(), test.want) {
			t.Errorf("between %d and %d: %v, %v; want %v, %v", test.after, test.before, got, ok, test.want, test.ok)
		}
	}
}

// What was given out stays as it was, whatever is noted afterwards.
func TestRecentIsBounded(t *testing.T) {
	var r recent
	var given []Event
	for n := int64(1); n <= 20*maxHistory; n++ {
		r.note(seqs(n))
		if n == 2*maxHistory {
			given, _ = r.between(n-10, n+1)
		}
		if _, ok := r.between(max(0, n-maxHistory), n); !ok {
			t.Fatalf("at %d a turn's history is not remembered", n)
		}
	}
	if len(r.events) > 2*maxHistory+1 {
		t.Errorf("%d are remembered", len(r.events))
	}
	for i, e := range given {
		if e.Seq != int64(2*maxHistory-9+i) {
			t.Fatalf("what was given out has become %v", (&recent{events: given}).has())
		}
	}
}
