package chat

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// What a shop's macros have at most.
const (
	MaxMacros    = 200 // in all
	MaxMacroName = 60  // characters of a name
)

// ErrMacroName says that another macro has the name.
var ErrMacroName = errors.New("chat: another macro has this name")

// Macro is a reply that the staff has prepared.
type Macro struct {
	// ID is made by who makes the macro, of at most MaxID bytes.
	ID string `json:"id"`
	// Name is what it is chosen by; no two of a shop have the same.
	Name string `json:"name"`
	// Text is what it says, with whatever variables package chat/desk fills in.
	Text string `json:"text"`
	// Version counts how often it was written; 0 for one that is new.
	Version int64 `json:"version"`
}

// MacroStore keeps the macros that the staff of a shop writes. [Memory] and the
// store of package chat/sqlite are such; chattest.RunMacros tests one.
// Implementations are safe for concurrent use.
type MacroStore interface {
	// Macros returns all of them, by name.
	Macros(ctx context.Context, shop string) ([]Macro, error)
	// PutMacro keeps what Macro.Among makes of m and all that there are, and
	// returns it, in one transaction.
	PutMacro(ctx context.Context, shop string, m Macro) (Macro, error)
	// DropMacro removes one, and fails with ErrConflict where it has another
	// version. One that is not there is removed already.
	DropMacro(ctx context.Context, shop, id string, version int64) error
}

// Among returns m as it is kept among all: with the next version. It fails with
// ErrConflict where another one was written over the version that m has,
// with ErrMacroName, and with an [Invalid] where there are too many. The same
// once more is what the first one was kept as.
func (m Macro) Among(all []Macro) (Macro, error) {
	version, taken := int64(0), false
	for _, there := range all {
		if there.ID == m.ID {
			version = there.Version
			if next := (Macro{m.ID, m.Name, m.Text, m.Version + 1}); there == next {
				return next, nil
			}
		} else if there.Name == m.Name {
			taken = true
		}
	}
	switch {
	case version != m.Version:
		return Macro{}, ErrConflict
	case taken:
		return Macro{}, ErrMacroName
	case version == 0 && len(all) >= MaxMacros:
		return Macro{}, invalid("A shop has at most %d prepared replies; remove one first", MaxMacros)
	}
	m.Version++
	return m, nil
}

// Macros returns the macros that the shop's staff has written, by name. Where
// Config.Store is no [MacroStore] it fails with errors.ErrUnsupported, as the
// other two do.
func (c *Chat) Macros(ctx context.Context) ([]Macro, error) {
	kept, ok := c.config.Store.(MacroStore)
	if !ok {
		return nil, errors.ErrUnsupported
	}
	return kept.Macros(ctx, c.config.Shop)
}

// PutMacro keeps a macro; see [MacroStore]. What is wrong with it is an [Invalid].
func (c *Chat) PutMacro(ctx context.Context, m Macro) (Macro, error) {
	kept, ok := c.config.Store.(MacroStore)
	if !ok {
		return Macro{}, errors.ErrUnsupported
	}
	m.Name, m.Text = strings.TrimSpace(m.Name), strings.TrimSpace(m.Text)
	name, text := utf8.RuneCountInString(m.Name), utf8.RuneCountInString(m.Text)
	switch {
	case m.ID == "" || len(m.ID) > MaxID:
		return Macro{}, invalid("A prepared reply has an id of 1 to %d bytes", MaxID)
	case !utf8.ValidString(m.ID) || !utf8.ValidString(m.Name) || !utf8.ValidString(m.Text):
		return Macro{}, invalid("A prepared reply is valid UTF-8")
	case name < 1 || name > MaxMacroName || strings.ContainsFunc(m.Name, unicode.IsControl):
		return Macro{}, invalid("The name has 1 to %d characters, on one line", MaxMacroName)
	case text < 1 || text > MaxText:
		return Macro{}, invalid("The text has 1 to %d characters, not %d", MaxText, text)
	}
	return kept.PutMacro(ctx, c.config.Shop, m)
}

// DropMacro removes a macro; see [MacroStore].
func (c *Chat) DropMacro(ctx context.Context, id string, version int64) error {
	kept, ok := c.config.Store.(MacroStore)
	if !ok {
		return errors.ErrUnsupported
	}
	return kept.DropMacro(ctx, c.config.Shop, id, version)
}

// Macros implements [MacroStore].
func (m *Memory) Macros(ctx context.Context, shop string) ([]Macro, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	return slices.Clone(m.shop(shop).macros), nil
}

// PutMacro implements [MacroStore].
func (m *Memory) PutMacro(ctx context.Context, shop string, put Macro) (Macro, error) {
	if err := ctx.Err(); err != nil {
		return Macro{}, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	in := m.shop(shop)
	put, err := put.Among(in.macros)
	if err != nil {
		return Macro{}, err
	}
	in.macros = slices.DeleteFunc(in.macros, func(there Macro) bool { return there.ID == put.ID })
	in.macros = append(in.macros, put)
	slices.SortFunc(in.macros, func(a, b Macro) int { return cmp.Compare(a.Name, b.Name) })
	return put, nil
}

// DropMacro implements [MacroStore].
func (m *Memory) DropMacro(ctx context.Context, shop, id string, version int64) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	in := m.shop(shop)
	at := slices.IndexFunc(in.macros, func(there Macro) bool { return there.ID == id })
	switch {
	case at < 0:
		return nil
	case in.macros[at].Version != version:
		return ErrConflict
	}
	in.macros = slices.Delete(in.macros, at, at+1)
	return nil
}

var _ MacroStore = (*Memory)(nil)
