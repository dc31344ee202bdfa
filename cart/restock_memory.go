package cart

import (
	"cmp"
	"context"
	"slices"
)

// AddRestock implements [OrderStore].
func (m *OrderMemory) AddRestock(ctx context.Context, shop string, r Restock) (asked Restock, err error) {
	err = m.in(ctx, shop, func(in *memoryOrders) error {
		for _, there := range in.restocks {
			if there.State == RequestOpen && there.Same(r) {
				asked = there.Clone()
				return nil
			}
		}
		if slices.ContainsFunc(in.restocks, func(there Restock) bool { return there.Reference == r.Reference }) {
			return ErrTaken
		}
		in.restocks = append(in.restocks, r.Kept())
		asked = r.Kept()
		return nil
	})
	return asked, err
}

// Restocks implements [OrderStore].
func (m *OrderMemory) Restocks(ctx context.Context, shop string, f RestockFilter) (list []Restock, err error) {
	err = m.in(ctx, shop, func(in *memoryOrders) error {
		for _, r := range in.restocks {
			if f.Chooses(r) {
				list = append(list, r.Clone())
			}
		}
		return nil
	})
	slices.SortFunc(list, func(a, b Restock) int {
		return cmp.Or(b.Filed.Compare(a.Filed), cmp.Compare(b.Reference, a.Reference))
	})
	return list[:min(len(list), cmp.Or(max(f.Limit, 0), DefaultRestocks))], err
}

// SettleRestock implements [OrderStore].
func (m *OrderMemory) SettleRestock(ctx context.Context, shop, reference string, state RequestState) (settled Restock, err error) {
	err = m.in(ctx, shop, func(in *memoryOrders) error {
		for i := range in.restocks {
			if r := &in.restocks[i]; r.Reference == reference {
				r.State = state
				settled = r.Clone()
				return nil
			}
		}
		return ErrNoRestock
	})
	return settled, err
}
