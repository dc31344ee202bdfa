package cart_test

import (
	"testing"

	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/cart/carttest"
)

func TestMemory(t *testing.T) {
	carttest.RunStore(t, func(*testing.T) cart.Store { return cart.NewMemory() })
}

func TestOrderMemory(t *testing.T) {
	carttest.RunOrderStore(t, func(*testing.T) cart.OrderStore { return cart.NewOrderMemory() })
}
