package chattest

import (
	"errors"
	"fmt"
	"reflect"
	"sync"
	"sync/atomic"
	"time"

	"github.com/aisle-chat/aisle/chat"
)

// free is no bound on how many codes are sent.
var free = chat.CodeBounds{Session: -1, Mailbox: -1}

// code is a code of a session for an address.
func code(id, session, email string) chat.Code {
	return chat.Code{ID: id, SessionID: session, Email: email, Hash: hash(id), Made: start, Ends: start.Add(chat.CodeLife)}
}

// try tries the code with an id, with what was sent as the code "right".
func try(id, key, right string, orders ...string) chat.CodeTry {
	return chat.CodeTry{ID: id, Hash: hash(right), Key: key, Most: 3, Orders: orders, Now: start.Add(time.Minute)}
}

// puts stores codes and expects success.
func (s *store) puts(codes ...chat.Code) {
	s.Helper()
	for _, c := range codes {
		if err := s.PutCode(s.ctx, shop, c, free); err != nil {
			s.Fatalf("PutCode(%s): %v", c.ID, err)
		}
	}
}

// opens expects that the open code of a session is the one with an id.
func (s *store) opens(session, key, id string) chat.Code {
	s.Helper()
	c, err := s.OpenCode(s.ctx, shop, session, key)
	if id == "" {
		s.fails(err, chat.ErrNotFound)
	} else if err != nil || c.ID != id {
		s.Errorf("the open code of %s is %+v, %v; want %s", session, c, err, id)
	}
	return c
}

func testCodes(s *store) {
	s.opens("s", "", "")
	first := code("a", "s", "ada@shop.example")
	s.puts(first)
	want := first
	want.Made, want.Ends = kept(first.Made), kept(first.Ends)
	if got := s.opens("s", "", "a"); !reflect.DeepEqual(got, want) {
		s.Errorf("came back as %+v, want %+v", got, want)
	}
	again := first
	again.Hash, again.Email = hash("another"), "eve@shop.example"
	s.puts(again)
	want.Hash = hash("another")
	if got := s.opens("s", "", "a"); !reflect.DeepEqual(got, want) {
		s.Errorf("the same id again: %+v, want %+v", got, want)
	}
	stolen := code("a", "other", "eve@shop.example")
	s.fails(s.PutCode(s.ctx, shop, stolen, free), chat.ErrConflict)
	s.opens("other", "", "")

	byNumber := code("b", "s", "")
	byNumber.Number = "LH-1"
	s.puts(byNumber)
	if got := s.opens("s", "", "b"); got.Number != "LH-1" || got.Email != "" {
		s.Errorf("by number: %+v", got)
	}
	s.fails(s.TryCode(s.ctx, shop, try("a", "k", "another")), chat.ErrNotFound) // a new code ends the old one
	s.puts(again)
	s.opens("s", "", "b") // and stays the open one
	if err := s.AimCode(s.ctx, shop, "b", "ada@shop.example", free); err != nil {
		s.Fatal(err)
	}
	if got := s.opens("s", "", "b"); got.Email != "ada@shop.example" {
		s.Errorf("aimed: %+v", got)
	}
	s.fails(s.AimCode(s.ctx, shop, "x", "ada@shop.example", free), chat.ErrNotFound)
	s.fails(s.AimCode(s.ctx, shop+"2", "b", "ada@shop.example", free), chat.ErrNotFound)
	s.fails(s.TryCode(s.ctx, shop+"2", try("b", "k", "b")), chat.ErrNotFound)
	_, err := s.OpenCode(s.ctx, shop+"2", "s", "")
	s.fails(err, chat.ErrNotFound)
}

func testCodeBounds(s *store) {
	bounds := chat.CodeBounds{Since: start.Add(-time.Hour), Session: 3, Mailbox: 2}
	at := func(c chat.Code, ahead time.Duration) chat.Code {
		c.Made, c.Ends = c.Made.Add(ahead), c.Ends.Add(ahead)
		return c
	}
	number := func(id, session, number string) chat.Code {
		c := code(id, session, "")
		c.Number = number
		return c
	}
	for _, c := range []struct {
		code chat.Code
		want error
	}{
		{at(code("old", "s1", "ada@shop.example"), -time.Hour), nil}, // so long ago that it does not count
		{code("a", "s1", "ada@shop.example"), nil},
		{code("b", "s1", "ada@shop.example"), nil},
		{code("b", "s1", "ada@shop.example"), nil}, // a repeat
		{code("c", "s1", "ada@shop.example"), chat.ErrManyCodes},
		{code("d", "s2", "ada@shop.example"), chat.ErrManyCodes}, // from another session
		{code("e", "s1", "ben@shop.example"), nil},
		{code("f", "s1", "cem@shop.example"), chat.ErrManyCodes}, // the session's fourth
		{number("g", "s3", "LH-1"), nil},
		{number("h", "s4", "LH-1"), nil},
		{number("i", "s5", "LH-1"), chat.ErrManyCodes},
		{number("j", "s5", "LH-2"), nil},
	} {
		if err := s.PutCode(s.ctx, shop, c.code, bounds); !errors.Is(err, c.want) {
			s.Errorf("%s: %v, want %v", c.code.ID, err, c.want)
		}
	}
	s.opens("s1", "", "e") // one that was refused ends none
	s.fails(s.AimCode(s.ctx, shop, "j", "ada@shop.example", bounds), chat.ErrManyCodes)
	if got := s.opens("s5", "", "j"); got.Email != "" {
		s.Errorf("aimed all the same: %+v", got)
	}
	for _, id := range []string{"j", "j"} { // ben's second one, and a repeat
		if err := s.AimCode(s.ctx, shop, id, "ben@shop.example", bounds); err != nil {
			s.Error(err)
		}
	}
	// Asking by the address tells nothing of what was asked by number, but is for the
	// same mailbox.
	if err := s.PutCode(s.ctx, shop, code("k", "s6", "ben@shop.example"), bounds); err != nil {
		s.Error("by address, after one by number:", err)
	}
	s.fails(s.AimCode(s.ctx, shop, "k", "ben@shop.example", bounds), chat.ErrManyCodes)
	s.fails(s.PutCode(s.ctx, shop, code("m", "s8", "ben@shop.example"), bounds), chat.ErrManyCodes)
	if err := s.PutCode(s.ctx, shop+"2", code("a", "s1", "ada@shop.example"), bounds); err != nil {
		s.Error("in another shop:", err)
	}
	none := chat.CodeBounds{Session: -1, Mailbox: 0}
	s.fails(s.PutCode(s.ctx, shop, code("l", "s7", "dan@shop.example"), none), chat.ErrManyCodes)
}

func testTries(s *store) {
	session := chat.Session{ID: "s", TokenHash: hash("one"), CartID: "k", Created: start, Seen: start, Proven: []string{"LH-1"}}
	if err := s.PutSession(s.ctx, shop, session); err != nil {
		s.Fatal(err)
	}
	s.puts(code("a", "s", "ada@shop.example"))
	tries := func(t chat.CodeTry, want error) {
		s.Helper()
		if err := s.TryCode(s.ctx, shop, t); !errors.Is(err, want) {
			s.Errorf("try %s of %s: %v, want %v", t.Key, t.ID, err, want)
		}
	}
	proven := func(want ...string) {
		s.Helper()
		if got, err := s.Session(s.ctx, shop, "s"); err != nil || !reflect.DeepEqual(got.Proven, want) {
			s.Errorf("proven %v, %v; want %v", got.Proven, err, want)
		}
	}
	tries(try("none", "k1", "a"), chat.ErrNotFound)
	tries(chat.CodeTry{ID: "a", Key: "k0", Most: 3, Now: start}, chat.ErrWrongCode) // nothing was entered
	tries(try("a", "k1", "wrong", "LH-2"), chat.ErrWrongCode)
	tries(try("a", "k1", "wrong", "LH-2"), chat.ErrWrongCode) // a repeat does not count
	s.opens("s", "", "a")
	proven("LH-1")
	for range 2 { // the third and last one is right, and its repeat
		tries(try("a", "k2", "a", "LH-2", "LH-1", "LH-3"), nil)
		proven("LH-1", "LH-2", "LH-3")
	}
	tries(try("a", "k3", "a", "LH-4"), chat.ErrNotFound) // one use
	s.opens("s", "", "")
	s.opens("s", "k2", "a") // whose last try it was
	s.opens("other", "k2", "")
	proven("LH-1", "LH-2", "LH-3")

	s.puts(code("b", "s", "ada@shop.example"))
	for i := range 3 {
		tries(try("b", fmt.Sprint("k", i), "wrong"), chat.ErrWrongCode)
	}
	tries(try("b", "k4", "b", "LH-4"), chat.ErrNotFound) // tried too often
	tries(try("b", "k2", "wrong"), chat.ErrWrongCode)    // its last try's answer stays
	s.opens("s", "", "")

	s.puts(code("c", "s", "ada@shop.example"))
	late := try("c", "k1", "c", "LH-4")
	late.Now = start.Add(chat.CodeLife)
	tries(late, chat.ErrNotFound)
	late.Now = late.Now.Add(-time.Millisecond)
	late.Key = "k2"
	tries(late, nil)
	proven("LH-1", "LH-2", "LH-3", "LH-4")

	s.puts(code("d", "gone", "ada@shop.example")) // a session that has ended has nothing to prove
	tries(try("d", "k1", "d", "LH-5"), nil)
}

func testTriesRace(s *store) {
	session := chat.Session{ID: "s", TokenHash: hash("one"), CartID: "k", Created: start, Seen: start}
	if err := s.PutSession(s.ctx, shop, session); err != nil {
		s.Fatal(err)
	}
	s.puts(code("a", "s", "ada@shop.example"))
	var right, wrong, over atomic.Int64
	var all sync.WaitGroup
	for i := range 20 {
		all.Go(func() {
			t := try("a", fmt.Sprint("k", i), []string{"a", "wrong"}[i%2], "LH-1")
			t.Most = 5
			switch err := s.TryCode(s.ctx, shop, t); {
			case err == nil:
				right.Add(1)
			case errors.Is(err, chat.ErrWrongCode):
				wrong.Add(1)
			case errors.Is(err, chat.ErrNotFound):
				over.Add(1)
			default:
				s.Error(err)
			}
		})
	}
	all.Wait()
	if right.Load() > 1 || right.Load()+wrong.Load() > 5 || right.Load() == 0 && wrong.Load() != 5 || right.Load()+wrong.Load()+over.Load() != 20 {
		s.Errorf("%d were right, %d wrong, %d too late", right.Load(), wrong.Load(), over.Load())
	}
}

func testSweepCodes(s *store) {
	for i, ahead := range []time.Duration{0, 10 * day} {
		c := code(fmt.Sprint("c", i), fmt.Sprint("s", i), "ada@shop.example")
		c.Made, c.Ends = start.Add(ahead), start.Add(ahead+chat.CodeLife)
		s.puts(c)
	}
	if swept := s.sweep(1, chat.Sweep{Codes: start.Add(day)}); swept.Codes != 1 || swept.Events != 0 {
		s.Errorf("swept %+v", swept)
	}
	s.opens("s0", "", "")
	s.opens("s1", "", "c1")
}
