// Package sqlite keeps conversations, carts and orders in one SQLite file: the
// default store of package chat, with nothing to install and no server to run.
//
//	db, err := sqlite.Open("shop.db")
//	if err != nil {
//		return err
//	}
//	defer db.Close()
//	orders, err := db.OrderBook(cart.OrderBookConfig{Catalog: index, Policies: policies, Shipping: shipping, Promotions: promotions})
//	if err != nil {
//		return err
//	}
//	shop, err := chat.New(chat.Config{Catalog: index, Store: db, Carts: orders.Carts(), Orders: orders, ...})
//
// A shop that has neither orders nor promotions can do with carts alone:
//
//	shop, err := chat.New(chat.Config{Catalog: index, Store: db, Carts: db.Carts(index), ...})
//
// A write that has returned is on the disk: the journal is synced before
// anybody is answered. One goroutine writes, and everything that waits while
// the disk is busy shares the next sync, so many shoppers cost little more than
// one. Readers have connections of their own and wait for no writer.
//
// What is removed, because it is older than what the shop keeps, is overwritten
// in the file. Until the journal beside it has been taken into the file, at the
// latest when the last process closes it, older bytes may stand there.
//
// # Backups
//
// [DB.Backup] writes a copy while the shop goes on, [DB.CheckIntegrity] reads all
// of it and finds damage, and [Restore] puts a copy in the place of a database
// that no shop has open. Copying the file of an open database is no backup: what
// was written last may still be in the file that ends in -wal.
//
//	if err := db.Backup(ctx, "backup/shop-2026-11-24.db"); err != nil { ... }
//
//	// After a disaster, before the shop is started:
//	if err := sqlite.Restore(ctx, "backup/shop-2026-11-24.db", "shop.db"); err != nil { ... }
//
// Conversations that went on after the backup go back to where they were then.
// The restored database has a new epoch, by which every browser notices and
// shows what is there.
package sqlite
