package sqlite

import (
	"path/filepath"
	"testing"

	"github.com/aisle-chat/aisle/assistant/agent/ledger"
	"github.com/aisle-chat/aisle/assistant/agent/ledger/ledgertest"
)

func TestLedger(t *testing.T) {
	ledgertest.Run(t, func(t *testing.T) ledger.Ledger { return openTemp(t).Ledger() })
}

// What was used is known after a restart and to every process; another shop's
// accounts are its own.
func TestLedgerIsKept(t *testing.T) {
	path := filepath.Join(t.TempDir(), "shop.db")
	entries := []ledger.Entry{{Account: "shop tokens", Day: "2026-11-24", Amount: 60, Limit: 100}}
	first := openAt(t, path)
	if ok, err := first.Ledger().Reserve(t.Context(), entries); !ok || err != nil {
		t.Fatal(ok, err)
	}
	for name, db := range map[string]*DB{"another process": openAt(t, path), "a restart": nil} {
		if db == nil {
			if err := first.Close(); err != nil {
				t.Fatal(err)
			}
			db = openAt(t, path)
		}
		if ok, err := db.Ledger().Reserve(t.Context(), entries); ok || err != nil {
			t.Errorf("%s: %v, %v", name, ok, err)
		}
		if held, err := db.Ledger().Held(t.Context(), "shop tokens", "2026-11-24", false); held != 60 || err != nil {
			t.Errorf("%s: %d is held, %v", name, held, err)
		}
	}
	if ok, err := openAt(t, path).ShopLedger("two").Reserve(t.Context(), entries); !ok || err != nil {
		t.Errorf("another shop: %v, %v", ok, err)
	}
}
