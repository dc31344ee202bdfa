package sqlite

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/cart/carttest"
	"github.com/aisle-chat/aisle/chat"
	"github.com/aisle-chat/aisle/chat/chattest"
)

// childTraced names the database that a child process of this test writes to
// while its system calls are recorded, as traced does where they can be.
const childTraced = "AISLE_TEST_TRACED"

var traced func(path string) int

func TestMain(m *testing.M) {
	if path := os.Getenv(childPath); path != "" {
		os.Exit(appendForever(path))
	}
	if path := os.Getenv(childOpen); path != "" {
		os.Exit(openAndDie(path))
	}
	if run, path := traced, os.Getenv(childTraced); run != nil && path != "" {
		os.Exit(run(path))
	}
	goleak.VerifyTestMain(m)
}

// openTemp opens a new database that closes with the test.
func openTemp(t testing.TB) *DB {
	t.Helper()
	return openAt(t, filepath.Join(t.TempDir(), "shop.db"))
}

func openAt(t testing.TB, path string) *DB {
	t.Helper()
	db, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Errorf("Close: %v", err)
		}
		if stats := db.Stats(); max(stats.HeldToRead, stats.HeldToWrite) > 5*time.Second {
			t.Errorf("a transaction was held for long: %+v", stats)
		}
	})
	return db
}

func TestStore(t *testing.T) {
	chattest.RunStore(t, func(t *testing.T) chat.Store { return openTemp(t) })
}

func TestTailer(t *testing.T) {
	chattest.RunTailer(t, func(t *testing.T) chattest.TailStore { return openTemp(t) })
}

func TestCarts(t *testing.T) {
	carttest.RunStore(t, func(t *testing.T) cart.Store { return openTemp(t) })
}

func TestOrders(t *testing.T) {
	carttest.RunOrderStore(t, func(t *testing.T) cart.OrderStore { return openTemp(t) })
}
