package sqlite

import (
	"fmt"
	"sync/atomic"
	"testing"
)

// BenchmarkAppend appends durable messages to many conversations at once.
func BenchmarkAppend(b *testing.B) {
	for _, conversations := range []int{1, 64, 1000} {
		b.Run(fmt.Sprintf("conversations=%d", conversations), func(b *testing.B) {
			db := openTemp(b)
			var next atomic.Int64
			b.SetParallelism(conversations) // times GOMAXPROCS
			b.ReportAllocs()
			b.RunParallel(func(pb *testing.PB) {
				for pb.Next() {
					n := next.Add(1)
					if _, _, err := db.Append(b.Context(), "main", message(fmt.Sprint("c", n%int64(conversations)), fmt.Sprint(n))); err != nil {
						b.Error(err)
						return
					}
				}
			})
		})
	}
}

// BenchmarkRead reads the last fifty events of a conversation.
func BenchmarkRead(b *testing.B) {
	db := openTemp(b)
	for i := range 200 {
		say(b, db, "c", fmt.Sprint(i))
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := db.Events(b.Context(), "main", "c", 150, 50); err != nil {
			b.Fatal(err)
		}
	}
}
