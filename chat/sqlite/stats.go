package sqlite

import (
	"sync/atomic"
	"time"
)

// Stats are what a [DB] has done since it was opened.
type Stats struct {
	// Writes are those that were stored, Commits what they were stored in:
	// writes that wait together share one.
	Writes, Commits int64
	// HeldToWrite and HeldToRead are how long a transaction was open at most.
	// Nothing of the shop's happens within one, so that anything near a second
	// means a disk in trouble.
	HeldToWrite, HeldToRead time.Duration
}

// counters are Stats in the making.
type counters struct {
	writes, commits, write, read atomic.Int64
}

// Stats returns what db has done so far.
func (db *DB) Stats() Stats {
	c := db.stats
	return Stats{
		Writes: c.writes.Load(), Commits: c.commits.Load(),
		HeldToWrite: time.Duration(c.write.Load()), HeldToRead: time.Duration(c.read.Load()),
	}
}

// held notes how long a transaction was open.
func held(longest *atomic.Int64, since time.Time) {
	took := int64(time.Since(since))
	for {
		old := longest.Load()
		if took <= old || longest.CompareAndSwap(old, took) {
			return
		}
	}
}
