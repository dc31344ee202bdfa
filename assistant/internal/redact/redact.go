// Package redact takes personal data out of a text and puts it back: numbers of
// payment cards with their security codes, and of bank accounts, e-mail addresses, telephone numbers and postal
// addresses become marks such as [[email-1]].
package redact

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// Masker replaces what it finds by marks, the same by the same. Its zero value is
// ready. It is used by one goroutine.
type Masker struct {
	marks  map[string]string // by what they stand for
	stand  map[string]string // by mark
	counts map[kind]int
}

type kind string

const (
	card    kind = "card"
	code    kind = "code"
	iban    kind = "account"
	email   kind = "email"
	phone   kind = "phone"
	address kind = "address"
)

// span is something to be taken out of a text, in bytes.
type span struct {
	from, to int
	kind     kind
}

// Mask returns text with a mark for everything personal that is found in it.
func (m *Masker) Mask(text string) string { return m.mask(text, find(text, true)) }

// MaskData does so to a text that is mostly data, in which any number may be that
// of a thing: only cards, accounts, e-mail addresses and what is certainly a telephone
// are taken out, and whatever has a mark already.
func (m *Masker) MaskData(text string) string {
	var known []string
	for stands := range m.marks {
		if len(stands) >= minKnown { // a shorter one may be a piece of anything
			known = append(known, stands)
		}
	}
	slices.SortFunc(known, func(a, b string) int { return cmp.Or(len(b)-len(a), strings.Compare(a, b)) }) // one may hold another
	for _, stands := range known {
		text = strings.ReplaceAll(text, stands, m.marks[stands])
	}
	return m.mask(text, find(text, false))
}

// minKnown is how long it is, in bytes, what is looked for in data because it has a mark.
const minKnown = 7

func (m *Masker) mask(text string, found []span) string {
	if len(found) == 0 {
		return text
	}
	var out strings.Builder
	at := 0
	for _, s := range found {
		out.WriteString(text[at:s.from] + m.mark(s.kind, text[s.from:s.to]))
		at = s.to
	}
	out.WriteString(text[at:])
	return out.String()
}

func (m *Masker) mark(k kind, stands string) string {
	if mark, ok := m.marks[stands]; ok {
		return mark
	}
	if m.marks == nil {
		m.marks, m.stand, m.counts = map[string]string{}, map[string]string{}, map[kind]int{}
	}
	m.counts[k]++
	mark := fmt.Sprintf("[[%s-%d]]", k, m.counts[k])
	m.marks[stands], m.stand[mark] = mark, stands
	return mark
}

// Restore returns what a mark stands for.
func (m *Masker) Restore(mark string) (stands string, ok bool) {
	stands, ok = m.stand[mark]
	return stands, ok
}

// RestoreAll returns text with what all its marks stand for.
func (m *Masker) RestoreAll(text string) string {
	for mark, stands := range m.stand {
		text = strings.ReplaceAll(text, mark, stands)
	}
	return text
}

// RestoreData returns a JSON text with what all its marks stand for, each written as
// JSON has it within a string.
func (m *Masker) RestoreData(text string) string {
	for mark, stands := range m.stand {
		if !strings.Contains(text, mark) {
			continue
		}
		quoted, err := json.Marshal(stands)
		if err != nil {
			continue // a string always can be
		}
		text = strings.ReplaceAll(text, mark, string(quoted[1:len(quoted)-1]))
	}
	return text
}

// find returns what is personal in a text, in its order, none within another.
func find(original string, free bool) []span {
	f := fold(original)
	text := f.text
	var found []span
	add := func(more []span) {
		for _, s := range more {
			at := slices.IndexFunc(found, func(o span) bool { return s.from < o.to && o.from < s.to })
			switch {
			case at < 0:
				found = append(found, s)
			case found[at].kind == s.kind: // two readings of one thing, of which one saw more
				from, to := min(s.from, found[at].from), max(s.to, found[at].to)
				if !slices.ContainsFunc(found, func(o span) bool { return o != found[at] && from < o.to && o.from < to }) {
					found[at].from, found[at].to = from, to
				}
			}
		}
	}
	add(emails(text))
	if strings.ContainsAny(text, "0123456789") { // all the others have some
		add(ibans(text))
		add(cards(text))
		add(codes(text))
		add(phones(text, free))
		if free {
			add(addresses(text))
		}
	}
	slices.SortFunc(found, func(a, b span) int { return a.from - b.from })
	return f.original(found)
}
