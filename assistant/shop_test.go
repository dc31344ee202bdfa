package assistant_test

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/cart/carttest"
	"github.com/aisle-chat/aisle/catalog"
)

// orders is a shop's order system with a few orders in it.
type orders []cart.Order

func (o orders) Order(_ context.Context, number string) (cart.Order, error) {
	i := slices.IndexFunc(o, func(order cart.Order) bool { return cart.SameNumber(order.Number, number) })
	if i < 0 {
		return cart.Order{}, cart.ErrNoOrder
	}
	return o[i].Clone(), nil
}

func (o orders) OrdersOf(_ context.Context, customer string, limit int) ([]cart.Order, error) {
	var own []cart.Order
	for _, order := range o {
		if order.CustomerID == customer && len(own) < limit {
			own = append(own, order.Clone())
		}
	}
	return own, nil
}

func (o orders) File(_ context.Context, _ string, r cart.Request) (cart.Request, error) {
	r.Reference = "R-1"
	return r, nil
}

func someOrders() orders {
	day := time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)
	return orders{
		{Number: "LH-1", CustomerID: "ada", Email: "ada@mail.example", Placed: day},
		{Number: "LH-2", CustomerID: "ben", Email: "ben@mail.example", Placed: day.AddDate(0, 0, 1)},
		{Number: "LH-3", Email: "guest@mail.example", Placed: day.AddDate(0, 0, 2)},
		{Number: "LH-4", Placed: day}, // nobody knows whose
	}
}

// Whoever is not known sees no order, and what they learn does not depend on
// whether there is one.
func TestOrdersAreSeenByTheirShopperOnly(t *testing.T) {
	ctx := context.Background()
	ada := assistant.BindShop(assistant.Binding{Orders: someOrders(), Customer: &assistant.Customer{ID: "ada"}})
	guest := assistant.BindShop(assistant.Binding{Orders: someOrders()})
	unknown := assistant.BindShop(assistant.Binding{Orders: someOrders(), Customer: &assistant.Customer{}})
	for _, c := range []struct {
		name   string
		shop   assistant.Shop
		number string
		sees   bool
	}{
		{"her own", ada, "LH-1", true},
		{"her own, as she writes it", ada, "#lh-1 ", true},
		{"another's", ada, "LH-2", false},
		{"a guest's", ada, "LH-3", false},
		{"none", ada, "LH-9", false},
		{"a guest, somebody's", guest, "LH-1", false},
		{"a guest, a guest's", guest, "LH-3", false},
		{"a customer without an id", unknown, "LH-3", false},
	} {
		_, err := c.shop.Order(ctx, c.number)
		if c.sees != (err == nil) || !c.sees && !errors.Is(err, cart.ErrNoOrder) {
			t.Errorf("%s: %v", c.name, err)
		}
		if _, err := c.shop.File(ctx, "key", cart.Request{Order: c.number}); c.sees != (err == nil) {
			t.Errorf("%s: a request: %v", c.name, err)
		}
	}
	if list, err := ada.Orders(ctx); err != nil || len(list) != 1 || list[0].Number != "LH-1" {
		t.Error(list, err)
	}
	if list, err := guest.Orders(ctx); err != nil || len(list) != 0 {
		t.Error(list, err)
	}
}

// bare are a shop's own carts that can do nothing beyond cart.Carts, coding take
// codes as well.
type (
	bare   struct{ cart.Carts }
	coding struct {
		cart.Carts
		cart.Coder
	}
)

// Nobody is told of a promotion that the cart would then refuse.
func TestPromotionsThatTheCartsApply(t *testing.T) {
	beds := cart.Promotion{ID: "beds", Title: "20% off bedding", Percent: 20}
	barn := cart.Promotion{ID: "barn", Title: "$15 off", Code: "BARN15", Amount: "15"}
	knowing := func(promotions ...cart.Promotion) cart.Carts {
		carts, err := cart.New(cart.Config{Store: cart.NewMemory(), Catalog: carttest.NewCatalog(), Promotions: promotions})
		if err != nil {
			t.Fatal(err)
		}
		return carts
	}
	for name, c := range map[string]struct {
		carts cart.Carts
		terms []cart.Promotion
		told  []string
	}{
		"carts that know both":             {knowing(beds, barn), []cart.Promotion{beds, barn}, []string{"beds", "barn"}},
		"carts that know one":              {knowing(barn), []cart.Promotion{beds, barn}, []string{"barn"}},
		"carts that know none":             {knowing(), []cart.Promotion{beds, barn}, nil},
		"carts that know more":             {knowing(beds, barn), nil, []string{"beds", "barn"}},
		"a shop's own that take no code":   {bare{knowing()}, []cart.Promotion{beds, barn}, []string{"beds"}},
		"a shop's own that take codes":     {coding{knowing(), knowing().(cart.Coder)}, []cart.Promotion{beds, barn}, []string{"beds", "barn"}},
		"a shop's own, and only a code":    {bare{knowing()}, []cart.Promotion{barn}, nil},
		"a shop without any promotion yet": {bare{knowing()}, nil, nil},
	} {
		terms := assistant.BindShop(assistant.Binding{Carts: c.carts, Terms: assistant.Terms{Promotions: c.terms}}).Terms()
		var told []string
		for _, p := range terms.Promotions {
			told = append(told, p.ID)
		}
		if !slices.Equal(told, c.told) || len(c.told) == 0 && terms.Promotions != nil {
			t.Errorf("%s: told of %v, want %v", name, told, c.told)
		}
	}
}

// bought are orders that also know which carts they came out of.
type bought struct{ orders }

func (b bought) OrdersFrom(_ context.Context, cartID string, limit int) (from []cart.Order, _ error) {
	for _, o := range b.orders {
		if o.CartID == cartID && len(from) < limit {
			from = append(from, o.Clone())
		}
	}
	return from, nil
}

// A guest need not prove what came out of the guest's own cart; what a customer
// bought with it stays the customer's.
func TestOrdersOfTheCart(t *testing.T) {
	ctx := context.Background()
	all := someOrders()
	all[0].CartID, all[2].CartID = "cart", "cart" // ada's, and a guest's
	for name, c := range map[string]struct {
		cart     string
		customer *assistant.Customer
		sees     []string
	}{
		"the guest":                      {"cart", nil, []string{"LH-3"}},
		"another guest":                  {"other", nil, nil},
		"somebody without a cart":        {"", nil, nil},
		"ada, with the cart":             {"cart", &assistant.Customer{ID: "ada"}, []string{"LH-3", "LH-1"}},
		"ben, with the cart after them":  {"cart", &assistant.Customer{ID: "ben"}, []string{"LH-3", "LH-2"}},
		"a customer with no id and cart": {"", &assistant.Customer{}, nil},
	} {
		shop := assistant.BindShop(assistant.Binding{Orders: bought{all}, CartID: c.cart, Customer: c.customer})
		list, err := shop.Orders(ctx)
		var sees []string
		for _, o := range list {
			sees = append(sees, o.Number)
		}
		if err != nil || !slices.Equal(sees, c.sees) {
			t.Errorf("%s sees %v, %v; want %v", name, sees, err, c.sees)
		}
		for _, o := range all {
			if _, err := shop.Order(ctx, o.Number); slices.Contains(c.sees, o.Number) != (err == nil) {
				t.Errorf("%s: order %s: %v", name, o.Number, err)
			}
		}
	}
}

func TestProve(t *testing.T) {
	ctx := context.Background()
	for _, c := range []struct {
		number, email string
		proven        bool
	}{
		{"LH-3", "guest@mail.example", true},
		{" #lh-3", " Guest@Mail.Example ", true},
		{"LH-3", "ada@mail.example", false},
		{"LH-3", "", false},
		{"LH-4", "", false},
		{"LH-9", "guest@mail.example", false},
	} {
		var kept []string
		guest := assistant.BindShop(assistant.Binding{Orders: someOrders(), Proved: func(_ context.Context, number string) error {
			kept = append(kept, number)
			return nil
		}})
		_, err := guest.Prove(ctx, c.number, c.email)
		if c.proven != (err == nil) || !c.proven && err != cart.ErrNoOrder {
			t.Errorf("%q with %q: %v", c.number, c.email, err)
		}
		list, _ := guest.Orders(ctx)
		if len(list) != len(kept) || c.proven != (len(kept) == 1) {
			t.Errorf("%q with %q: kept %v, sees %d", c.number, c.email, kept, len(list))
		}
	}
	before := assistant.BindShop(assistant.Binding{Orders: someOrders(), Proven: []string{"lh-3", "LH-9"}})
	if list, err := before.Orders(ctx); err != nil || len(list) != 1 {
		t.Error("what was proven before:", list, err)
	}
	none := assistant.BindShop(assistant.Binding{})
	if _, err := none.Prove(ctx, "LH-1", "ada@mail.example"); !errors.Is(err, cart.ErrNoOrder) {
		t.Error("a shop without orders:", err)
	}
	if none.Terms().Orders || !before.Terms().Orders {
		t.Error("Terms.Orders does not say whether there are orders")
	}
}

// someCodes is an assistant.Codes whose only code is "1".
type someCodes struct{ sent []string }

func (c *someCodes) Send(_ context.Context, key, email, number string) error {
	c.sent = append(c.sent, key+" "+email+" "+number)
	return nil
}

func (c *someCodes) Use(_ context.Context, _, code string) ([]string, error) {
	if code != "1" {
		return nil, assistant.ErrWrongCode
	}
	return []string{"LH-3"}, nil
}

func TestCodes(t *testing.T) {
	ctx, codes := context.Background(), &someCodes{}
	guest := assistant.BindShop(assistant.Binding{Orders: someOrders(), Codes: codes})
	if err := guest.SendCode(ctx, "k", "guest@mail.example", "LH-3"); err != nil || !slices.Equal(codes.sent, []string{"k guest@mail.example LH-3"}) {
		t.Errorf("sent %q, %v", codes.sent, err)
	}
	if err := guest.ProveCode(ctx, "k", "2"); !errors.Is(err, assistant.ErrWrongCode) {
		t.Error("a wrong code:", err)
	}
	if list, err := guest.Orders(ctx); err != nil || len(list) != 0 {
		t.Error("before the code:", list, err)
	}
	if err := guest.ProveCode(ctx, "k", "1"); err != nil {
		t.Error("the code:", err)
	}
	if o, err := guest.Order(ctx, "LH-3"); err != nil || o.Number != "LH-3" {
		t.Error("what the code proves:", o, err)
	}
	if _, err := guest.Order(ctx, "LH-1"); !errors.Is(err, cart.ErrNoOrder) {
		t.Error("what it does not prove:", err)
	}
	for name, off := range map[string]assistant.Binding{"no orders": {Codes: codes}, "no codes": {Orders: someOrders()}} {
		shop := assistant.BindShop(off)
		refusal, ok := errors.AsType[*cart.Error](shop.SendCode(ctx, "k", "guest@mail.example", ""))
		if err := shop.ProveCode(ctx, "k", "1"); !errors.Is(err, assistant.ErrNoCode) || !ok || refusal.Code != cart.CodeNotNow || shop.Terms().Codes {
			t.Errorf("%s: %v, %v, %v", name, refusal, err, shop.Terms().Codes)
		}
	}
	if !guest.Terms().Codes {
		t.Error("Terms.Codes does not say that there are codes")
	}
}

// A request to hear of a restock is taken back by whoever made it, once.
func TestDropRestock(t *testing.T) {
	ctx := t.Context()
	book, err := cart.NewOrderBook(cart.OrderBookConfig{Store: cart.NewOrderMemory(), Catalog: carttest.NewCatalog(catalog.Product{ID: "lamp", Title: "Lamp", SoldOut: true})})
	if err != nil {
		t.Fatal(err)
	}
	guest := assistant.BindShop(assistant.Binding{Orders: book, CartID: "c1"})
	other := assistant.BindShop(assistant.Binding{Orders: book, CartID: "c2"})
	ada := assistant.BindShop(assistant.Binding{Orders: book, CartID: "c1", Customer: &assistant.Customer{ID: "ada"}})
	asked, err := guest.AskRestock(ctx, cart.Restock{ProductID: "lamp", Email: "guest@mail.example"})
	if err != nil {
		t.Fatal(err)
	}
	for name, shop := range map[string]assistant.Shop{"somebody else": other, "a customer in the same browser": ada} {
		if got, err := shop.DropRestock(ctx, asked.Reference); !errors.Is(err, cart.ErrNoRestock) {
			t.Errorf("%s: %+v, %v", name, got, err)
		}
	}
	if got, err := guest.DropRestock(ctx, " "+asked.Reference); err != nil || got.State != cart.RequestDeclined {
		t.Errorf("the guest: %+v, %v", got, err)
	}
	if got, err := guest.DropRestock(ctx, asked.Reference); !errors.Is(err, cart.ErrNoRestock) {
		t.Errorf("again: %+v, %v", got, err)
	}
	keeps := assistant.BindShop(assistant.Binding{Orders: someOrders(), CartID: "c1"})
	if _, err := keeps.DropRestock(ctx, asked.Reference); err == nil || errors.Is(err, cart.ErrNoRestock) {
		t.Errorf("where none can be taken back: %v", err)
	}
}
