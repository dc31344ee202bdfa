// Package kept keeps what was worked out lately of texts, in a fixed amount of room.
//
// It is for pure functions of short texts that come again and again, as words do: what
// is kept is never out of date, and the oldest goes where something else falls on its
// place.
package kept

import (
	"hash/maphash"
	"strings"
	"sync/atomic"
)

// Values are values of texts. Make them with [New]. They are safe for concurrent use.
type Values[V any] struct {
	places []atomic.Pointer[value[V]]
	work   func(text string) V
}

type value[V any] struct {
	text string
	v    V
}

// maxText is the longest text whose value is kept, in bytes.
const maxText = 512

var seed = maphash.MakeSeed()

// New returns values that work works out, of which places are kept at most. What work
// returns for a text has to be the same each time, and nobody may change it.
func New[V any](places int, work func(text string) V) *Values[V] {
	return &Values[V]{make([]atomic.Pointer[value[V]], places), work}
}

// Of is the value of a text.
func (v *Values[V]) Of(text string) V {
	if len(text) > maxText {
		return v.work(text)
	}
	place := &v.places[maphash.String(seed, text)%uint64(len(v.places))]
	if kept := place.Load(); kept != nil && kept.text == text {
		return kept.v
	}
	text = strings.Clone(text) // which may be a piece of a long one
	worked := v.work(text)
	place.Store(&value[V]{text, worked})
	return worked
}
