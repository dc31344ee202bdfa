package chat

import "time"

// steady is a clock that goes on evenly from where another one stood: when that
// one jumps, because somebody has set it, nothing that counts hours by this one
// is over early or lasts too long. A process that starts later takes the time as
// it is then.
type steady struct{ start, mono time.Time }

func newSteady(now func() time.Time) steady { return steady{now().Round(0), time.Now()} }

func (s steady) now() time.Time { return s.start.Add(time.Since(s.mono)) }
