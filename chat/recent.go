package chat

import "slices"

// recent are the newest events of a conversation that this process has stored
// or read, without a gap: what a turn is made of, without reading the log again.
// Events are never changed, so that it cannot be out of date, only short.
type recent struct {
	events []Event
	used   bool // since the last time that forget was asked
}

// note adds events that were just stored. Some that were overtaken are left
// out, and with a gap it begins anew.
func (r *recent) note(events []Event) {
	for _, e := range events {
		switch last := r.top(); {
		case len(r.events) > 0 && e.Seq <= last:
			continue
		case e.Seq > last+1:
			r.events = nil
		}
		if len(r.events) > 2*maxHistory {
			r.events = slices.Clone(r.events[len(r.events)-maxHistory:]) // others may hold what they were given
		}
		r.events = append(r.events, e)
	}
}

// join puts events that were read before those that are there, if they meet.
func (r *recent) join(read []Event) {
	if len(read) == 0 || len(read) > 2*maxHistory {
		return
	}
	last := read[len(read)-1].Seq
	switch {
	case len(r.events) == 0:
		r.events = append(r.events, read...)
	case read[0].Seq < r.events[0].Seq && last >= r.events[0].Seq-1 && last <= r.top():
		r.events = append(append(make([]Event, 0, len(read)+len(r.events)), read...), r.events[last+1-r.events[0].Seq:]...)
	}
}

// top is the seq of the newest one, 0 where there is none.
func (r *recent) top() int64 {
	if len(r.events) == 0 {
		return 0
	}
	return r.events[len(r.events)-1].Seq
}

// between returns the events after one seq and before another; ok is false when
// not all of them are remembered.
func (r *recent) between(after, before int64) (events []Event, ok bool) {
	r.used = true
	if before <= after+1 {
		return nil, true
	}
	if len(r.events) == 0 || r.events[0].Seq > after+1 || r.top() < before-1 {
		return nil, false
	}
	from := after + 1 - r.events[0].Seq
	return slices.Clip(r.events[from : from+before-after-1]), true
}

// cut forgets the events up to a seq.
func (r *recent) cut(to int64) {
	if len(r.events) > 0 && r.events[0].Seq <= to {
		kept := max(0, r.top()-to)
		r.events = slices.Clone(r.events[int64(len(r.events))-kept:])
	}
}

// forget drops everything, unless it was used since the last time.
func (r *recent) forget() {
	if !r.used {
		r.events = nil
	}
	r.used = false
}
