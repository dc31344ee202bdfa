package carttest

import (
	"errors"
	"fmt"
	"sync"
	"sync/atomic"

	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/catalog"
)

// together runs do n times at once.
func together(n int, do func(i int)) {
	var wg sync.WaitGroup
	start := make(chan struct{})
	for i := range n {
		wg.Go(func() {
			<-start
			do(i)
		})
	}
	close(start)
	wg.Wait()
}

func testStockRace(f *fixture) {
	var added atomic.Int64
	together(50, func(i int) {
		_, err := f.carts.Add(f.ctx, "c1", fmt.Sprint("k", i), of("lamp", 1))
		if refusal, ok := errors.AsType[*cart.Error](err); ok && refusal.Code == cart.CodeStock {
			return
		}
		if err != nil {
			f.Errorf("add %d: %v", i, err)
			return
		}
		added.Add(1)
	})
	if got := added.Load(); got != 3 {
		f.Errorf("%d of 50 adds got one of the last 3 pieces", got)
	}
	f.holds(f.get("c1"), 3*8900, 3)
}

func testKeys(f *fixture) {
	f.add("c1", "k1", of("mug", 2))
	c := f.add("c1", "k1", of("mug", 2))
	f.holds(c, 2500, 2)
	f.add("c1", "k2", of("lamp", 1))
	f.holds(f.add("c1", "k1", of("mug", 2)), 2500+8900, 2, 1)

	line := c.Lines[0].ID
	f.set("c1", "k3", line, 7)
	f.set("c1", "k4", line, 1)
	version := f.get("c1").Version
	again := f.set("c1", "k3", line, 7)
	f.holds(again, 1250+8900, 1, 1)
	if again.Version != version {
		f.Errorf("a repeat moved the version from %d to %d", version, again.Version)
	}
	f.set("c1", "k5", line, 0)
	f.holds(f.set("c1", "k5", line, 0), 8900, 1)
}

func testKeyConflict(f *fixture) {
	line := f.add("c1", "k1", of("mug", 2)).Lines[0].ID
	f.add("c9", "k1", of("mug", 1))
	_, err := f.carts.Add(f.ctx, "c1", "k1", of("mug", 3))
	f.refused(err, cart.CodeConflict)
	_, err = f.carts.Add(f.ctx, "c1", "k1", of("lamp", 2))
	f.refused(err, cart.CodeConflict)
	_, err = f.carts.SetQuantity(f.ctx, "c1", "k1", line, 2)
	f.refused(err, cart.CodeConflict)
	_, err = f.carts.Merge(f.ctx, "c9", "c1", "k1")
	f.refused(err, cart.CodeConflict)
	f.holds(f.get("c1"), 2500, 2)
	f.holds(f.get("c9"), 1250, 1)
}

func testKeyRace(f *fixture) {
	together(20, func(i int) {
		if _, err := f.carts.Add(f.ctx, "c1", "same", of("mug", 2)); err != nil {
			f.Errorf("add %d: %v", i, err)
		}
	})
	f.holds(f.get("c1"), 2500, 2)
}

func testRepeatLater(f *fixture) {
	f.add("c1", "k1", of("lamp", 3))
	f.holds(f.add("c1", "k1", of("lamp", 3)), 3*8900, 3)
	f.products.Delete("lamp")
	c := f.add("c1", "k1", of("lamp", 3))
	f.holds(c, 0, 3)
	if !c.Lines[0].Unavailable {
		f.Errorf("line = %+v, want it unavailable", c.Lines[0])
	}
	// A refused request has not used up its key.
	_, err := f.carts.Add(f.ctx, "c2", "k2", of("retired", 1))
	f.refused(err, cart.CodeSoldOut)
	f.products.Put(catalog.Product{ID: "retired", Title: "Old Clock", Price: usd(7000)})
	f.holds(f.add("c2", "k2", of("retired", 1)), 7000, 1)
}

func testApart(f *fixture) {
	f.add("c1", "k1", of("mug", 1))
	f.add("c2", "k1", of("mug", 3))
	f.holds(f.get("c1"), 1250, 1)
	f.holds(f.get("c2"), 3*1250, 3)
	line := f.get("c2").Lines[0].ID
	f.set("c2", "k2", line, 0)
	f.holds(f.get("c1"), 1250, 1)
}

func testWriters(f *fixture) {
	const writers, each = 8, 6
	together(writers, func(w int) {
		for i := range each {
			if _, err := f.carts.Add(f.ctx, "c1", fmt.Sprint(w, "-", i), of("mug", 1)); err != nil {
				f.Errorf("writer %d, add %d: %v", w, i, err)
			}
			if _, err := f.carts.Get(f.ctx, "c1"); err != nil {
				f.Errorf("writer %d, get %d: %v", w, i, err)
			}
		}
	})
	f.holds(f.get("c1"), writers*each*1250, writers*each)
}

func testMerge(f *fixture) {
	f.add("guest", "k1", of("mug", 2))
	f.add("guest", "k2", with("scarf", 1, "color", "Red"))
	f.add("mine", "k1", with("scarf", 1, "color", "Green"))
	f.add("mine", "k2", of("mug", 1))
	merge := func(from, to, key string) cart.Cart {
		f.Helper()
		c, err := f.carts.Merge(f.ctx, from, to, key)
		if err != nil {
			f.Fatalf("Merge(%s, %s, %s): %v", from, to, key, err)
		}
		return c
	}
	c := merge("guest", "mine", "m1")
	f.holds(c, 3*1250+2*4000, 1, 3, 1)
	if c.ID != "mine" {
		f.Errorf("Merge returned the cart %q", c.ID)
	}
	f.holds(f.get("guest"), 0)
	f.add("guest", "k3", of("mug", 1))
	f.holds(merge("guest", "mine", "m1"), 3*1250+2*4000, 1, 3, 1)
	f.holds(f.get("guest"), 1250, 1)
	f.holds(merge("guest", "mine", "m2"), 4*1250+2*4000, 1, 4, 1)
	f.holds(merge("nobody", "mine", "m3"), 4*1250+2*4000, 1, 4, 1)
	f.holds(merge("mine", "mine", "m4"), 4*1250+2*4000, 1, 4, 1)
}

func testMergeStock(f *fixture) {
	f.add("guest", "k1", of("lamp", 2))
	f.add("guest", "k2", of("mug", 60))
	f.add("guest", "k3", of("gift", 1))
	f.add("mine", "k1", of("lamp", 2))
	f.add("mine", "k2", of("mug", 60))
	f.products.Delete("gift")
	c, err := f.carts.Merge(f.ctx, "guest", "mine", "m1")
	if err != nil {
		f.Fatal(err)
	}
	f.holds(c, 3*8900+99*1250, 3, 99, 1)
	f.notices(c, cart.NoticeGone)
	f.holds(f.get("guest"), 0)
}
