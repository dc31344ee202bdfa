// Package redact takes personal data out of a text and puts it back: numbers of
// payment cards and bank accounts, e-mail addresses, telephone numbers and postal
// addresses become marks such as [[email-1]].
package redact

import (
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
// of a thing: only cards, accounts and e-mail addresses are taken out.
func (m *Masker) MaskData(text string) string { return m.mask(text, find(text, false)) }

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

// find returns what is personal in a text, in its order, none within another.
func find(text string, free bool) []span {
	var found []span
	add := func(more []span) {
		for _, s := range more {
			if !slices.ContainsFunc(found, func(o span) bool { return s.from < o.to && o.from < s.to }) {
				found = append(found, s)
			}
		}
	}
	add(emails(text))
	add(ibans(text))
	add(cards(text))
	if free {
		add(phones(text))
		add(addresses(text))
	}
	slices.SortFunc(found, func(a, b span) int { return a.from - b.from })
	return found
}
