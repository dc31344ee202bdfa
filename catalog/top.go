package catalog

import "sort"

// top keeps the first of many values, without putting all of them in order.
type top[T any] struct {
	limit   int
	compare func(a, b *T) int
	kept    []T // the first limit ones, once cut, are in order
	cut     bool
}

func (t *top[T]) add(v *T) {
	if t.limit == 0 || t.cut && t.compare(v, &t.kept[t.limit-1]) > 0 {
		return
	}
	if t.kept = append(t.kept, *v); len(t.kept) == 2*t.limit {
		t.sorted()
		t.cut = true
	}
}

// sorted returns what is kept in order, at most limit values.
func (t *top[T]) sorted() []T {
	sort.Sort((*inPlace[T])(t))
	t.kept = t.kept[:min(len(t.kept), t.limit)]
	return t.kept
}

// inPlace sorts what a top keeps where it stands: given by value, as
// slices.SortFunc does, each of the two compared would be copied to the heap.
type inPlace[T any] top[T]

func (s *inPlace[T]) Len() int           { return len(s.kept) }
func (s *inPlace[T]) Less(i, j int) bool { return s.compare(&s.kept[i], &s.kept[j]) < 0 }
func (s *inPlace[T]) Swap(i, j int)      { s.kept[i], s.kept[j] = s.kept[j], s.kept[i] }
