package catalog

import "slices"

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
	slices.SortFunc(t.kept, func(a, b T) int { return t.compare(&a, &b) })
	t.kept = t.kept[:min(len(t.kept), t.limit)]
	return t.kept
}
