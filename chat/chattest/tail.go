package chattest

import (
	"fmt"
	"slices"
	"testing"

	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/chat"
)

// TailStore is a store of conversations and carts that is a [chat.Tailer].
type TailStore interface {
	chat.Store
	chat.Tailer
	cart.Store
}

// RunTailer tests what a store tells of its writes. open returns a fresh, empty
// one, as for [RunStore].
func RunTailer(t *testing.T, open func(t *testing.T) TailStore) {
	for _, c := range []struct {
		name string
		test func(*tailer)
	}{
		{"from now on", testTailFromNow},
		{"what was written", testTailWrites},
		{"many writes in pages", testTailPages},
		{"another shop's writes", testTailShops},
		{"a position beyond the end", testTailBeyond},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.test(newTailer(t, open))
		})
	}
}

// tailer is one case with its own store; open makes another one.
type tailer struct {
	*store
	tail  chat.Tailer
	carts cart.Store
	open  func(t *testing.T) TailStore
}

func newTailer(t *testing.T, open func(t *testing.T) TailStore) *tailer {
	s := open(t)
	return &tailer{&store{T: t, Store: s, ctx: t.Context()}, s, s, open}
}

// from reads everything after a position.
func (s *tailer) from(position string, limit int) (hints []chat.Hint, next string) {
	s.Helper()
	for more := true; more; {
		var some []chat.Hint
		var err error
		if some, position, more, err = s.tail.Tail(s.ctx, shop, position, limit); err != nil {
			s.Fatal(err)
		}
		hints = append(hints, some...)
	}
	return hints, position
}

func (s *tailer) change(shop, cartID, key string) {
	s.Helper()
	u := cart.Update{CartID: cartID, Key: key, Hash: []byte(key), Change: func(to, _ *cart.Contents) error { return nil }}
	if _, err := s.carts.Update(s.ctx, shop, u); err != nil {
		s.Fatal(err)
	}
}

func (s *tailer) expect(got []chat.Hint, want ...chat.Hint) {
	s.Helper()
	if !slices.Equal(got, want) {
		s.Errorf("hints %+v, want %+v", got, want)
	}
}

func testTailFromNow(s *tailer) {
	s.say("c", says("1", "x"))
	hints, at := s.from("", 10)
	s.expect(hints)
	hints, at = s.from(at, 10)
	s.expect(hints)
	s.say("c", says("2", "y"))
	hints, at = s.from(at, 10)
	s.expect(hints, chat.Hint{Conversation: "c", Top: 2})
	hints, _ = s.from(at, 10)
	s.expect(hints)
}

func testTailWrites(s *tailer) {
	_, at := s.from("", 10)
	s.say("a", says("1", "x"))
	s.change(shop, "k", "1")
	s.say("b", says("1", "x"))
	s.say("a", says("2", "y"))
	s.say("a", says("2", "y")) // a repeat is no write
	s.change(shop, "k", "1")
	hints, _ := s.from(at, 100)
	slices.SortFunc(hints, func(a, b chat.Hint) int {
		return slices.Compare([]string{a.Conversation, a.Cart}, []string{b.Conversation, b.Cart})
	})
	s.expect(hints, chat.Hint{Cart: "k"}, chat.Hint{Conversation: "a", Top: 2}, chat.Hint{Conversation: "b", Top: 1})
}

func testTailPages(s *tailer) {
	_, at := s.from("", 10)
	const all = 35
	for i := range all {
		s.say(fmt.Sprint("c", i), says("1", "x"))
		s.change(shop, fmt.Sprint("k", i), "1")
	}
	hints, _ := s.from(at, 4)
	seen := map[chat.Hint]bool{}
	for _, h := range hints {
		seen[h] = true
	}
	if len(seen) != 2*all || len(hints) != 2*all {
		s.Errorf("%d hints, %d different, want %d", len(hints), len(seen), 2*all)
	}
}

func testTailShops(s *tailer) {
	_, at := s.from("", 10)
	for i := range 20 {
		other := chat.Append{Conversation: "c", Create: fresh("c"), Events: []chat.Event{says(fmt.Sprint(i), "x")}, Now: start}
		if _, _, err := s.Append(s.ctx, "another", other); err != nil {
			s.Fatal(err)
		}
		s.change("another", "k", fmt.Sprint(i))
	}
	s.say("c", says("1", "x"))
	hints, _ := s.from(at, 5)
	s.expect(hints, chat.Hint{Conversation: "c", Top: 1})
}

// testTailBeyond asks with the position of a store that has more: that is what
// a backup looks like to those who saw what came after it.
func testTailBeyond(s *tailer) {
	longer := newTailer(s.T, s.open)
	for i := range 5 {
		longer.say("c", says(fmt.Sprint(i), "x"))
	}
	_, at := longer.from("", 10)
	s.say("c", says("1", "x"))
	hints, at := s.from(at, 10)
	s.expect(hints, chat.Hint{}) // anything may have changed
	s.say("c", says("2", "y"))
	hints, _ = s.from(at, 10)
	s.expect(hints, chat.Hint{Conversation: "c", Top: 2})
	if _, _, _, err := s.tail.Tail(s.ctx, shop, "nonsense", 10); err == nil {
		s.Error("a position that is none is taken")
	}
}
