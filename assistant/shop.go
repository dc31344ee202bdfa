package assistant

import (
	"context"
	"crypto/sha256"
	"crypto/subtle"
	"errors"
	"slices"
	"strings"

	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/catalog"
)

// Binding is one shopper's place in a shop. Nothing of it comes from a message.
type Binding struct {
	// Catalog and Carts must be set.
	Catalog catalog.Catalog
	Carts   cart.Carts
	// CartID is the shopper's cart. Guests' orders that came out of it are the
	// shopper's and need no proof: whoever has the cart has bought it.
	CartID string
	// Orders is nil in a shop where none can be looked up.
	Orders cart.Orders
	// Customer is the verified customer; nil for a guest.
	Customer *Customer
	// Proven are the numbers of the orders that this shopper has proven before.
	Proven []string
	// Proved keeps a number that has been proven just now; nil forgets it at
	// the end of the turn.
	Proved func(ctx context.Context, number string) error
	// Codes sends one-time codes by mail; nil in a shop that sends none.
	Codes Codes
	// Terms are the shop's rules. Its fields Orders, Codes and Restocks are set by
	// BindShop, and OrderPrefix by Orders where it has a method NumberPrefix. Of
	// Promotions
	// nothing is told that Carts cannot apply: carts that are a cart.Promoter
	// have the last word, and those that are no cart.Coder take no code.
	Terms Terms
}

// Codes are one-time codes that are sent by mail, as one shopper may have them.
type Codes interface {
	// Send is [Shop]'s SendCode.
	Send(ctx context.Context, key, email, number string) error
	// Use spends a code and returns the numbers of the orders that it proves, which
	// it has kept; ErrWrongCode or ErrNoCode otherwise.
	Use(ctx context.Context, key, code string) (numbers []string, err error)
}

// Errors of one-time codes; test with errors.Is.
var (
	// ErrWrongCode says that a code is not the one that was sent.
	ErrWrongCode = errors.New("assistant: this is not the code that was sent")
	// ErrNoCode says that no code can be used any more: none was sent, or it was used,
	// is too old, was replaced by another, or was tried too often.
	ErrNoCode = errors.New("assistant: there is no code that still holds")
)

// MaxOrders is how many orders of one shopper are looked at.
const MaxOrders = 50

// BindShop returns the shop as one shopper may use it. It is used by one turn,
// on one goroutine.
func BindShop(b Binding) Shop {
	b.Proven = slices.Clone(b.Proven)
	b.Terms.Orders, b.Terms.Codes = b.Orders != nil, b.Orders != nil && b.Codes != nil
	_, b.Terms.Restocks = b.Orders.(cart.Restocker)
	if p, ok := b.Orders.(interface{ NumberPrefix() string }); ok {
		b.Terms.OrderPrefix = p.NumberPrefix()
	}
	b.Terms.Promotions = applied(b.Terms.Promotions, b.Carts)
	return &boundShop{b}
}

// applied are the promotions that carts apply; nil where there are none. Carts of
// a shop's own that do not say are believed to do what the shop's terms say, as
// far as they can.
func applied(promotions []cart.Promotion, carts cart.Carts) []cart.Promotion {
	if p, ok := carts.(cart.Promoter); ok {
		promotions = p.Promotions()
	} else if _, takes := carts.(cart.Coder); !takes {
		promotions = slices.DeleteFunc(slices.Clone(promotions), func(p cart.Promotion) bool { return p.Code != "" })
	}
	if len(promotions) == 0 {
		return nil
	}
	return promotions
}

type boundShop struct{ Binding }

func (s *boundShop) Search(ctx context.Context, q catalog.Query) (catalog.Result, error) {
	return s.Catalog.Search(ctx, q)
}

func (s *boundShop) Product(ctx context.Context, id string) (catalog.Product, error) {
	return s.Catalog.Product(ctx, id)
}

func (s *boundShop) Understand(text string) catalog.Understanding {
	return catalog.Understand(s.Catalog, text)
}

func (s *boundShop) Cart(ctx context.Context) (cart.Cart, error) {
	return s.Carts.Get(ctx, s.CartID)
}

func (s *boundShop) Add(ctx context.Context, key string, item cart.Item) (cart.Cart, error) {
	return s.Carts.Add(ctx, s.CartID, key, item)
}

func (s *boundShop) SetQuantity(ctx context.Context, key, lineID string, quantity int) (cart.Cart, error) {
	return s.Carts.SetQuantity(ctx, s.CartID, key, lineID, quantity)
}

func (s *boundShop) ApplyCode(ctx context.Context, key, code string) (cart.Cart, error) {
	if coder, ok := s.Carts.(cart.Coder); ok {
		return coder.ApplyCode(ctx, s.CartID, key, code)
	}
	return cart.Cart{}, &cart.Error{Code: cart.CodePromoUnknown, Message: "There is no code “" + code + "” in this shop."}
}

func (s *boundShop) RemoveCode(ctx context.Context, key, code string) (cart.Cart, error) {
	if coder, ok := s.Carts.(cart.Coder); ok {
		return coder.RemoveCode(ctx, s.CartID, key, code)
	}
	return s.Cart(ctx)
}

func (s *boundShop) UsedUp(ctx context.Context) ([]string, error) {
	if counter, ok := s.Carts.(cart.UseCounter); ok {
		return counter.UsedUp(ctx)
	}
	return nil, nil
}

func (s *boundShop) Orders(ctx context.Context) ([]cart.Order, error) {
	if s.Binding.Orders == nil {
		return nil, nil
	}
	var orders []cart.Order
	if s.Customer != nil && s.Customer.ID != "" {
		own, err := s.Binding.Orders.OrdersOf(ctx, s.Customer.ID, MaxOrders)
		if err != nil {
			return nil, err
		}
		orders = own
	}
	if from, ok := s.Binding.Orders.(cart.CartOrders); ok && s.CartID != "" {
		bought, err := from.OrdersFrom(ctx, s.CartID, MaxOrders)
		if err != nil {
			return nil, err
		}
		for _, o := range bought {
			if s.bought(o) {
				orders = append(orders, o)
			}
		}
	}
	for _, number := range s.Proven {
		if slices.ContainsFunc(orders, func(o cart.Order) bool { return cart.SameNumber(o.Number, number) }) {
			continue
		}
		order, err := s.Binding.Orders.Order(ctx, number)
		if errors.Is(err, cart.ErrNoOrder) {
			continue // it was there when it was proven
		}
		if err != nil {
			return nil, err
		}
		orders = append(orders, order)
	}
	slices.SortStableFunc(orders, func(a, b cart.Order) int { return b.Placed.Compare(a.Placed) })
	return orders, nil
}

func (s *boundShop) Order(ctx context.Context, number string) (cart.Order, error) {
	if s.Binding.Orders == nil {
		return cart.Order{}, cart.ErrNoOrder
	}
	order, err := s.Binding.Orders.Order(ctx, number)
	if err != nil {
		return cart.Order{}, err
	}
	if !s.may(order) {
		return cart.Order{}, cart.ErrNoOrder
	}
	return order, nil
}

// may reports whether the shopper may see an order.
func (s *boundShop) may(o cart.Order) bool {
	return s.Customer.Placed(&o) || s.bought(o) || slices.ContainsFunc(s.Proven, func(number string) bool { return cart.SameNumber(o.Number, number) })
}

// bought reports whether a guest's order came out of the shopper's cart. That of
// a customer is theirs alone, also when others use the same browser later.
func (s *boundShop) bought(o cart.Order) bool {
	return s.CartID != "" && o.CartID == s.CartID && o.CustomerID == ""
}

func (s *boundShop) Prove(ctx context.Context, number, email string) (cart.Order, error) {
	if s.Binding.Orders == nil {
		return cart.Order{}, cart.ErrNoOrder
	}
	order, err := s.Binding.Orders.Order(ctx, number)
	if err != nil {
		return cart.Order{}, err
	}
	if !s.may(order) {
		if !sameEmail(order.Email, email) {
			return cart.Order{}, cart.ErrNoOrder
		}
		s.Proven = append(s.Proven, order.Number)
		if s.Proved != nil {
			if err := s.Proved(ctx, order.Number); err != nil {
				return cart.Order{}, err
			}
		}
	}
	return order, nil
}

func (s *boundShop) SendCode(ctx context.Context, key, email, number string) error {
	if !s.Binding.Terms.Codes {
		return &cart.Error{Code: cart.CodeNotNow, Message: "This shop sends no codes by e-mail."}
	}
	return s.Codes.Send(ctx, key, email, number)
}

func (s *boundShop) ProveCode(ctx context.Context, key, code string) error {
	if !s.Binding.Terms.Codes {
		return ErrNoCode
	}
	numbers, err := s.Codes.Use(ctx, key, code)
	s.Proven = append(s.Proven, numbers...)
	return err
}

// sameEmail compares two addresses in a time that tells nothing about them.
// None is the same as no other, an empty one included.
func sameEmail(a, b string) bool {
	a, b = strings.ToLower(strings.TrimSpace(a)), strings.ToLower(strings.TrimSpace(b))
	x, y := sha256.Sum256([]byte(a)), sha256.Sum256([]byte(b))
	return subtle.ConstantTimeCompare(x[:], y[:]) == 1 && a != ""
}

func (s *boundShop) File(ctx context.Context, key string, r cart.Request) (cart.Request, error) {
	order, err := s.Order(ctx, r.Order)
	if err != nil {
		return cart.Request{}, err
	}
	r.Order = order.Number
	return s.Binding.Orders.File(ctx, key, r)
}

func (s *boundShop) AddFact(ctx context.Context, key, number, reference, fact string) (cart.Request, error) {
	order, err := s.Order(ctx, number)
	if err != nil {
		return cart.Request{}, err
	}
	if adder, ok := s.Binding.Orders.(cart.FactAdder); ok {
		return adder.AddFact(ctx, key, order.Number, reference, fact)
	}
	return cart.Request{}, &cart.Error{Code: cart.CodeNotNow, Message: "Nothing can be added to a request here; a person of the shop can note it."}
}

func (s *boundShop) AskRestock(ctx context.Context, r cart.Restock) (cart.Restock, error) {
	restocker, ok := s.Binding.Orders.(cart.Restocker)
	if !ok {
		return cart.Restock{}, &cart.Error{Code: cart.CodeNotNow, Message: "The shop keeps no list of who waits for what; a person of the shop can note it."}
	}
	r.CustomerID, r.CartID = "", s.CartID
	if s.Customer != nil {
		r.CustomerID = s.Customer.ID
	}
	return restocker.AskRestock(ctx, r)
}

func (s *boundShop) Restocks(ctx context.Context) ([]cart.Restock, error) {
	restocker, ok := s.Binding.Orders.(cart.Restocker)
	f := cart.RestockFilter{CartID: s.CartID, Limit: MaxOrders}
	if s.Customer != nil && s.Customer.ID != "" {
		f.CartID, f.CustomerID = "", s.Customer.ID
	}
	if !ok || f.CartID == "" && f.CustomerID == "" {
		return nil, nil
	}
	list, err := restocker.Restocks(ctx, f)
	if f.CustomerID == "" { // a customer's are theirs alone, also when others use the browser later
		list = slices.DeleteFunc(list, func(r cart.Restock) bool { return r.CustomerID != "" })
	}
	return list, err
}

func (s *boundShop) DropRestock(ctx context.Context, reference string) (cart.Restock, error) {
	settler, ok := s.Binding.Orders.(cart.RestockSettler)
	if !ok {
		return cart.Restock{}, &cart.Error{Code: cart.CodeNotNow, Message: "The request cannot be taken back here; a person of the shop can do it."}
	}
	own, err := s.Restocks(ctx)
	if err != nil {
		return cart.Restock{}, err
	}
	for _, r := range own {
		if r.State == cart.RequestOpen && strings.EqualFold(r.Reference, strings.TrimSpace(reference)) {
			return settler.SettleRestock(ctx, r.Reference, cart.RequestDeclined)
		}
	}
	return cart.Restock{}, cart.ErrNoRestock
}

func (s *boundShop) Terms() Terms { return s.Binding.Terms }
