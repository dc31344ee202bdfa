package chattest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"

	"github.com/aisle-chat/aisle/chat"
)

// RunMacros tests a store of macros. open returns a fresh, empty one for each case,
// and closes with t.Cleanup what it has opened.
func RunMacros(t *testing.T, open func(t *testing.T) chat.MacroStore) {
	for _, c := range []struct {
		name string
		test func(*macros)
	}{
		{"what is written comes back, by name", testMacros},
		{"another version is a conflict", testMacroVersions},
		{"the same once more", testMacroAgain},
		{"names are of one macro", testMacroNames},
		{"removing", testMacroDrop},
		{"as many as a shop may have", testMacrosBound},
		{"two shops", testMacroShops},
		{"many writers, one winner", testMacroWriters},
		{"an ended context", testMacroContext},
	} {
		t.Run(c.name, func(t *testing.T) { c.test(&macros{T: t, MacroStore: open(t), ctx: t.Context()}) })
	}
}

// macros is one case with its own store.
type macros struct {
	*testing.T
	chat.MacroStore
	ctx context.Context
}

// put keeps a macro that may be kept.
func (s *macros) put(m chat.Macro) chat.Macro {
	s.Helper()
	kept, err := s.PutMacro(s.ctx, shop, m)
	want := m
	want.Version++
	if err != nil || kept != want {
		s.Fatalf("PutMacro(%+v) = %+v, %v", m, kept, err)
	}
	return kept
}

// has checks what is kept, in this order.
func (s *macros) has(want ...chat.Macro) {
	s.Helper()
	got, err := s.Macros(s.ctx, shop)
	if err != nil || !slices.Equal(got, want) {
		s.Fatalf("Macros = %+v, %v; want %+v", got, err, want)
	}
}

// fails expects err to match want.
func (s *macros) fails(err, want error) {
	s.Helper()
	if !errors.Is(err, want) {
		s.Fatalf("got error %v, want %v", err, want)
	}
}

func testMacros(s *macros) {
	s.has()
	second := s.put(chat.Macro{ID: "1", Name: "Thanks", Text: "Thank you, {{customer}}.\nBest, {{agent}} <b>\"'🧥"})
	first := s.put(chat.Macro{ID: "2", Name: "Hello", Text: "Hi"})
	s.has(first, second)
	second.Name = "A thanks"
	second = s.put(second)
	s.has(second, first)
}

func testMacroVersions(s *macros) {
	kept := s.put(chat.Macro{ID: "1", Name: "Hello", Text: "Hi"})
	for version := range int64(4) {
		if version != kept.Version {
			_, err := s.PutMacro(s.ctx, shop, chat.Macro{ID: "1", Name: "Hello", Text: "Good day", Version: version})
			s.fails(err, chat.ErrConflict)
		}
	}
	_, err := s.PutMacro(s.ctx, shop, chat.Macro{ID: "new", Name: "Bye", Text: "Bye", Version: 1})
	s.fails(err, chat.ErrConflict)
	s.has(kept)
}

func testMacroAgain(s *macros) {
	for version := range int64(2) {
		m := chat.Macro{ID: "1", Name: "Hello", Text: fmt.Sprint("Hi", version), Version: version}
		kept := s.put(m)
		if again := s.put(m); again != kept {
			s.Errorf("once more it is %+v, and was %+v", again, kept)
		}
		s.has(kept)
	}
}

func testMacroNames(s *macros) {
	kept := s.put(chat.Macro{ID: "1", Name: "Hello", Text: "Hi"})
	other := s.put(chat.Macro{ID: "2", Name: "hello", Text: "Hi"})
	_, err := s.PutMacro(s.ctx, shop, chat.Macro{ID: "3", Name: "Hello", Text: "Good day"})
	s.fails(err, chat.ErrMacroName)
	_, err = s.PutMacro(s.ctx, shop, chat.Macro{ID: "2", Name: "Hello", Text: "Good day", Version: 1})
	s.fails(err, chat.ErrMacroName)
	s.has(kept, other)
}

func testMacroDrop(s *macros) {
	kept := s.put(chat.Macro{ID: "1", Name: "Hello", Text: "Hi"})
	s.fails(s.DropMacro(s.ctx, shop, "1", 2), chat.ErrConflict)
	s.has(kept)
	for range 2 {
		s.fails(s.DropMacro(s.ctx, shop, "1", 1), nil)
		s.has()
	}
	s.put(chat.Macro{ID: "1", Name: "Hello", Text: "Hi"})
}

func testMacrosBound(s *macros) {
	var kept []chat.Macro
	for i := range chat.MaxMacros {
		kept = append(kept, s.put(chat.Macro{ID: fmt.Sprint(i), Name: fmt.Sprintf("macro %03d", i), Text: "Hi"}))
	}
	var invalid chat.Invalid
	if _, err := s.PutMacro(s.ctx, shop, chat.Macro{ID: "one more", Name: "One more", Text: "Hi"}); !errors.As(err, &invalid) {
		s.Errorf("one more: %v", err)
	}
	kept[7].Text = "Good day"
	kept[7] = s.put(kept[7])
	s.has(kept...)
}

func testMacroShops(s *macros) {
	kept := s.put(chat.Macro{ID: "1", Name: "Hello", Text: "Hi"})
	if _, err := s.PutMacro(s.ctx, "other", chat.Macro{ID: "1", Name: "Hello", Text: "Good day"}); err != nil {
		s.Fatal(err)
	}
	s.fails(s.DropMacro(s.ctx, "third", "1", 1), nil)
	s.has(kept)
}

func testMacroWriters(s *macros) {
	kept := s.put(chat.Macro{ID: "1", Name: "Hello", Text: "Hi"})
	var all sync.WaitGroup
	errs := make([]error, 20)
	for i := range errs {
		all.Go(func() {
			_, errs[i] = s.PutMacro(s.ctx, shop, chat.Macro{ID: "1", Name: "Hello", Text: fmt.Sprint("by ", i), Version: kept.Version})
		})
	}
	all.Wait()
	won := 0
	for _, err := range errs {
		if err == nil {
			won++
		} else {
			s.fails(err, chat.ErrConflict)
		}
	}
	if got, err := s.Macros(s.ctx, shop); won != 1 || err != nil || len(got) != 1 || got[0].Version != 2 {
		s.Errorf("%d of %d won: %+v, %v", won, len(errs), got, err)
	}
}

func testMacroContext(s *macros) {
	ctx, cancel := context.WithCancel(s.ctx)
	cancel()
	_, errRead := s.Macros(ctx, shop)
	_, errPut := s.PutMacro(ctx, shop, chat.Macro{ID: "1", Name: "Hello", Text: "Hi"})
	for _, err := range []error{errRead, errPut, s.DropMacro(ctx, shop, "1", 1)} {
		s.fails(err, context.Canceled)
	}
	s.has()
}
