package carttest

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/catalog"
)

// OrdersSetup is the shop that [RunOrders] looks at.
type OrdersSetup struct {
	// Orders are all that there are.
	Orders []cart.Order
	// Catalog sells what they hold.
	Catalog *Catalog
	// Policies and Shipping hold for them, in UTC.
	Policies *cart.Policies
	Shipping *cart.Shipping
}

// RunOrders tests orders. open returns a shop as s describes it, at [Noon]; it
// is called once for each case, and closes with t.Cleanup what it has opened.
func RunOrders(t *testing.T, open func(t *testing.T, s OrdersSetup) cart.Orders) {
	for _, c := range []struct {
		name string
		test func(*desk)
	}{
		{"looking up", testLookUp},
		{"orders of a customer", testCustomer},
		{"orders of an address", testByEmail},
		{"a return", testReturn},
		{"a return that is refused", testReturnRefused},
		{"a request is filed once", testFileOnce},
		{"the same is asked for again", testFileAgain},
		{"a fault waits for a person", testFault},
		{"canceling", testCancel},
		{"another address", testAddress},
		{"an exchange", testExchange},
		{"what is no request", testBadRequest},
		{"a person of the shop acts", testClerk},
		{"many people refund, money goes back once", testClerkRefundsOnce},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := setup()
			c.test(&desk{T: t, OrdersSetup: s, orders: open(t, s), ctx: t.Context()})
		})
	}
}

// desk is one case with its own orders.
type desk struct {
	*testing.T
	OrdersSetup
	orders cart.Orders
	ctx    context.Context
}

// setup is a shop with an order that was delivered a week ago, one from months
// ago, and one from this morning.
func setup() OrdersSetup {
	line := func(id, product string, quantity int, unit int64) cart.OrderLine {
		return cart.OrderLine{ID: id, ProductID: product, Title: strings.ToUpper(product), Quantity: quantity, Unit: usd(unit), Total: usd(unit * int64(quantity))}
	}
	order := func(number string, placed time.Time, lines ...cart.OrderLine) cart.Order {
		o := cart.Order{
			Number: number, Email: "ada@shop.example", CustomerID: "u1", Placed: placed, State: cart.OrderPlaced, Currency: "USD", Lines: lines,
			Method: "standard", Shipping: usd(590), Address: address("10001"),
		}
		for _, line := range lines {
			o.Subtotal.Amount += line.Total.Amount
		}
		o.Subtotal.Currency, o.Total = "USD", usd(o.Subtotal.Amount+590)
		return o
	}
	arrived := func(o cart.Order, day time.Time) cart.Order {
		o.State, o.Parcels = cart.OrderDelivered, []cart.Parcel{{ID: "p1", Shipped: o.Placed, Delivered: day}}
		return o
	}
	jacket := line("jacket", "jacket", 1, 12900)
	jacket.VariantID, jacket.Options = "j-blue-s", map[string]string{"color": "Blue", "size": "S"}
	final := line("final", "scarf", 1, 4000)
	final.FinalSale = true
	return OrdersSetup{
		Catalog: NewCatalog(goods()...),
		Orders: []cart.Order{
			arrived(order("LH-100", Noon.AddDate(0, 0, -12), jacket, line("mug", "mug", 3, 1250), final), Noon.AddDate(0, 0, -7)),
			arrived(order("LH-200", Noon.AddDate(0, -6, 0), line("lamp", "lamp", 1, 8900)), Noon.AddDate(0, -6, 3)),
			order("LH-300", Noon.Add(-time.Hour), line("lamp", "lamp", 1, 8900)),
		},
		Policies: &cart.Policies{
			Returns:  cart.ReturnPolicy{Window: 30, Condition: "unused", PaidBy: cart.PaidByShop, FinalSale: "it was final sale"},
			Exchange: cart.ExchangePolicy{PaidBy: cart.PaidByShop, Ships: "at once"},
			Refund:   cart.RefundPolicy{Days: 5, To: "the way it came"},
			Cancel:   cart.CutOff{Until: cart.OrderPlaced, Hours: 2}, Address: cart.CutOff{Until: cart.OrderPacked},
			Damaged: cart.ReportPolicy{Window: 14, Remedies: []string{cart.RemedyReplacement, cart.RemedyRefund}},
		},
		Shipping: &cart.Shipping{Zones: []cart.Zone{{ID: "us", Name: "the United States", Countries: []string{"US"}, Methods: []cart.Method{
			{ID: "standard", Name: "Standard", Cost: "5.90", MinDays: 2, MaxDays: 4},
		}}}},
	}
}

func address(postal string) cart.Address {
	return cart.Address{Name: "Ada Lake", Line1: "1 Main St", City: "New York", Region: "NY", Postal: postal, Country: "US"}
}

func (d *desk) order(number string) cart.Order {
	d.Helper()
	o, err := d.orders.Order(d.ctx, number)
	if err != nil {
		d.Fatalf("Order(%s): %v", number, err)
	}
	return o
}

// file files and expects success.
func (d *desk) file(key string, r cart.Request) cart.Request {
	d.Helper()
	filed, err := d.orders.File(d.ctx, key, r)
	if err != nil {
		d.Fatalf("File(%s, %+v): %v", key, r, err)
	}
	if filed.Reference == "" || filed.Filed.IsZero() || filed.Kind != r.Kind {
		d.Errorf("filed %+v", filed)
	}
	return filed
}

// refuses files and expects a refusal that changes nothing.
func (d *desk) refuses(r cart.Request, codes ...cart.Code) *cart.Error {
	d.Helper()
	before := d.order(r.Order)
	_, err := d.orders.File(d.ctx, fmt.Sprintf("%x", sha256.Sum256(fmt.Append(nil, r))), r)
	refusal := refused(d.T, err, codes...)
	if after := d.order(r.Order); !reflect.DeepEqual(after, before) {
		d.Errorf("a refusal changed the order to %+v", after)
	}
	return refusal
}

func testLookUp(d *desk) {
	for _, number := range []string{"LH-100", "lh-100", " #LH-100 ", "# lh - 100"} {
		if o := d.order(number); o.Number != "LH-100" || len(o.Lines) != 3 || o.Email != "ada@shop.example" {
			d.Errorf("Order(%q) = %+v", number, o)
		}
	}
	for _, number := range []string{"", "LH-10", "LH-1000", "100"} {
		if _, err := d.orders.Order(d.ctx, number); !errors.Is(err, cart.ErrNoOrder) {
			d.Errorf("Order(%q): %v, want ErrNoOrder", number, err)
		}
	}
	o := d.order("LH-100")
	o.Lines[0].Title = "changed"
	if d.order("LH-100").Lines[0].Title == "changed" {
		d.Error("changing what came out changed the order")
	}
}

func testCustomer(d *desk) {
	numbers := func(id string, limit int) string {
		orders, err := d.orders.OrdersOf(d.ctx, id, limit)
		if err != nil {
			d.Fatal(err)
		}
		text := ""
		for _, o := range orders {
			text += o.Number + " "
		}
		return text
	}
	if got := numbers("u1", 50); got != "LH-300 LH-100 LH-200 " {
		d.Errorf("orders %q", got)
	}
	if got := numbers("u1", 1); got != "LH-300 " {
		d.Errorf("the newest is %q", got)
	}
	if got := numbers("u2", 50) + numbers("", 50); got != "" {
		d.Errorf("somebody else's orders: %q", got)
	}
}

// testByEmail tests orders that are found by an e-mail address, where they can be.
func testByEmail(d *desk) {
	by, ok := d.orders.(cart.EmailOrders)
	if !ok {
		d.Skip("these orders are not found by an e-mail address")
	}
	for _, c := range []struct {
		email string
		limit int
		want  string
	}{{"Ada@Shop.Example ", 50, "LH-300 LH-100 LH-200 "}, {"ada@shop.example", 1, "LH-300 "}, {"ben@shop.example", 50, ""}, {"", 50, ""}} {
		orders, err := by.OrdersByEmail(d.ctx, c.email, c.limit)
		text := ""
		for _, o := range orders {
			text += o.Number + " "
		}
		if err != nil || text != c.want {
			d.Errorf("orders of %q: %q, %v; want %q", c.email, text, err, c.want)
		}
	}
}

func testReturn(d *desk) {
	r := d.file("k", cart.Request{Order: "lh-100", Kind: cart.RequestReturn, Lines: map[string]int{"mug": 2}, Reason: "too_small", Note: " Too small. "})
	if r.State != cart.RequestApproved || r.Order != "LH-100" || r.Note != "Too small." || !strings.Contains(r.Instructions, r.Reference) {
		d.Errorf("filed %+v", r)
	}
	if !strings.Contains(r.Instructions, "unused") || !strings.Contains(r.Instructions, "$25.00") || !strings.Contains(r.Instructions, "5 working days") {
		d.Errorf("instructions %q", r.Instructions)
	}
	o := d.order("LH-100")
	if len(o.Requests) != 1 || !reflect.DeepEqual(o.Requests[0], r) || len(o.Refunds) != 0 || o.State != cart.OrderDelivered {
		d.Errorf("the order has %+v, %+v", o.Requests, o.Refunds)
	}
	// One more can go back, and then none.
	if refusal := d.refuses(cart.Request{Order: "LH-100", Kind: cart.RequestReturn, Lines: map[string]int{"mug": 3}}, cart.CodeNotNow); refusal.Available != 1 {
		d.Errorf("%d more can be returned (%s), want 1", refusal.Available, refusal.Message)
	}
	d.file("k2", cart.Request{Order: "LH-100", Kind: cart.RequestReturn, Lines: map[string]int{"mug": 1}})
	if refusal := d.refuses(cart.Request{Order: "LH-100", Kind: cart.RequestReturn, Lines: map[string]int{"mug": 3}}, cart.CodeNotNow); !strings.Contains(refusal.Message, "R-") {
		d.Errorf("refused with %q, which names no reference", refusal.Message)
	}
}

func testReturnRefused(d *desk) {
	for want, r := range map[string]cart.Request{
		"30 days":    {Order: "LH-200", Kind: cart.RequestReturn},
		"final sale": {Order: "LH-100", Kind: cart.RequestReturn, Lines: map[string]int{"final": 1}},
		"SCARF":      {Order: "LH-100", Kind: cart.RequestReturn}, // the whole order
		"arrived":    {Order: "LH-300", Kind: cart.RequestReturn},
	} {
		if refusal := d.refuses(r, cart.CodeNotNow); !strings.Contains(refusal.Message, want) {
			d.Errorf("refused with %q, which does not say %q", refusal.Message, want)
		}
	}
}

func testFileOnce(d *desk) {
	r := cart.Request{Order: "LH-100", Kind: cart.RequestReturn, Lines: map[string]int{"mug": 1}}
	first := d.file("k", r)
	if again := d.file("k", r); !reflect.DeepEqual(again, first) {
		d.Errorf("the same key filed %+v, before %+v", again, first)
	}
	r.Lines = map[string]int{"mug": 2}
	_, err := d.orders.File(d.ctx, "k", r)
	refused(d.T, err, cart.CodeConflict)
	if o := d.order("LH-100"); len(o.Requests) != 1 {
		d.Errorf("%d requests", len(o.Requests))
	}
	together(8, func(int) {
		if _, err := d.orders.File(d.ctx, "race", cart.Request{Order: "LH-100", Kind: cart.RequestInvoice}); err != nil {
			d.Errorf("at many doors: %v", err)
		}
	})
	if o := d.order("LH-100"); len(o.Requests) != 2 {
		d.Errorf("at many doors it became %d requests", len(o.Requests))
	}
}

func testFileAgain(d *desk) {
	damaged := cart.Request{Order: "LH-100", Kind: cart.RequestDamaged, Lines: map[string]int{"mug": 1}, Note: "It is cracked."}
	first := d.file("k1", damaged)
	damaged.Note = "The handle too."
	again := d.file("k2", damaged)
	if again.Reference != first.Reference || again.Note != first.Note || fmt.Sprint(again.Facts) != "[The handle too.]" {
		d.Errorf("again: %+v", again)
	}
	damaged.Lines = map[string]int{"jacket": 1}
	if other := d.file("k3", damaged); other.Reference == first.Reference {
		d.Errorf("another line has the same reference: %+v", other)
	}
	exchange := cart.Request{Order: "LH-100", Kind: cart.RequestExchange, Lines: map[string]int{"jacket": 1}, Variant: "j-blue-m"}
	d.file("k4", exchange)
	exchange.Variant, exchange.Options = "", map[string]string{"size": "M"}
	d.file("k5", exchange) // the same in other words
	d.Catalog.Put(catalog.Product{ID: "jacket", Title: "Trail Jacket", Price: usd(12900), Variants: []catalog.Variant{
		jacket("j-blue-s", "Blue", "S", 12900, false), jacket("j-blue-m", "Blue", "M", 12900, false), jacket("j-blue-l", "Blue", "L", 12900, false),
	}, Options: []catalog.Option{{Name: "color", Values: []string{"Blue"}}, {Name: "size", Values: []string{"S", "M", "L"}}, {Name: "fit", Values: []string{"Regular"}}}})
	exchange.Options = map[string]string{"size": "L"}
	if refusal := d.refuses(exchange, cart.CodeConflict); !strings.Contains(refusal.Message, "R-") {
		d.Errorf("refused with %q, which names no reference", refusal.Message)
	}
}

func testFault(d *desk) {
	r := d.file("k", cart.Request{Order: "LH-100", Kind: cart.RequestDamaged, Lines: map[string]int{"final": 1}, Wish: cart.RemedyRefund})
	if r.State != cart.RequestOpen || r.Instructions != "" {
		d.Errorf("filed %+v", r)
	}
	d.refuses(cart.Request{Order: "LH-100", Kind: cart.RequestDamaged, Lines: map[string]int{"mug": 1}, Wish: "a pony"}, cart.CodeBadField)
	d.refuses(cart.Request{Order: "LH-200", Kind: cart.RequestDamaged, Lines: map[string]int{"lamp": 1}}, cart.CodeNotNow)
	// What the policies say nothing about is for a person.
	if r := d.file("k2", cart.Request{Order: "LH-200", Kind: cart.RequestWarranty, Lines: map[string]int{"lamp": 1}}); r.State != cart.RequestOpen {
		d.Errorf("filed %+v", r)
	}
	if o := d.order("LH-100"); len(o.Refunds) != 0 {
		d.Errorf("a refund without a person: %+v", o.Refunds)
	}
}

func testCancel(d *desk) {
	d.refuses(cart.Request{Order: "LH-100", Kind: cart.RequestCancel}, cart.CodeNotNow)
	r := d.file("k", cart.Request{Order: "LH-300", Kind: cart.RequestCancel, Lines: map[string]int{"lamp": 1}})
	o := d.order("LH-300")
	if r.State != cart.RequestDone || o.State != cart.OrderCanceled || o.Canceled.IsZero() || len(r.Lines) != 0 {
		d.Errorf("filed %+v, the order is %s since %v", r, o.State, o.Canceled)
	}
	if len(o.Refunds) != 1 || o.Refunds[0].Amount != o.Total || !strings.Contains(o.Refunds[0].Reason, r.Reference) || o.Refunds[0].Due.Format(time.DateOnly) != "2026-03-17" || !o.Refunds[0].Paid.IsZero() {
		d.Errorf("refunds %+v", o.Refunds)
	}
	if again := d.file("k", cart.Request{Order: "LH-300", Kind: cart.RequestCancel}); again.Reference != r.Reference {
		d.Errorf("again: %+v", again)
	}
	d.refuses(cart.Request{Order: "LH-300", Kind: cart.RequestCancel}, cart.CodeNotNow)
	d.refuses(cart.Request{Order: "LH-300", Kind: cart.RequestAddress, Address: address("10002")}, cart.CodeNotNow)
}

func testAddress(d *desk) {
	r := d.file("k", cart.Request{Order: "LH-300", Kind: cart.RequestAddress, Address: address(" 10002 ")})
	if o := d.order("LH-300"); r.State != cart.RequestDone || o.Address != address("10002") || o.State != cart.OrderPlaced {
		d.Errorf("filed %+v, it goes to %+v", r, o.Address)
	}
	if again := d.file("k2", cart.Request{Order: "LH-300", Kind: cart.RequestAddress, Address: address("10003")}); again.Reference == r.Reference {
		d.Errorf("another one: %+v", again)
	}
	if refusal := d.refuses(cart.Request{Order: "LH-300", Kind: cart.RequestAddress, Address: address("1000")}, cart.CodeBadField); refusal.Field != "postal" {
		d.Errorf("refused the field %q: %s", refusal.Field, refusal.Message)
	}
	abroad := address("K1A 0B1")
	abroad.Country, abroad.Region = "CA", "ON"
	d.refuses(cart.Request{Order: "LH-300", Kind: cart.RequestAddress, Address: abroad}, cart.CodeNoMethod)
	d.refuses(cart.Request{Order: "LH-100", Kind: cart.RequestAddress, Address: address("10002")}, cart.CodeNotNow)
}

func testExchange(d *desk) {
	exchange := func(variant string, options ...string) cart.Request {
		return cart.Request{Order: "LH-100", Kind: cart.RequestExchange, Lines: map[string]int{"jacket": 1}, Variant: variant, Options: with("", 1, options...).Options}
	}
	d.refuses(exchange("j-pink"), cart.CodeNotFound)
	d.refuses(exchange("", "size", "XXL"), cart.CodeNotMade)
	d.refuses(exchange("", "color", "Black"), cart.CodeSoldOut)
	d.refuses(exchange("j-blue-s"), cart.CodeChoose)
	d.refuses(exchange("", "Size", "s"), cart.CodeChoose)
	d.refuses(cart.Request{Order: "LH-100", Kind: cart.RequestExchange, Variant: "j-blue-m"}, cart.CodeBadField)
	d.refuses(cart.Request{Order: "LH-200", Kind: cart.RequestExchange, Lines: map[string]int{"lamp": 1}}, cart.CodeChoose, cart.CodeNotNow)
	// Size M costs more, so a person looks at it.
	r := d.file("k", exchange("", "Size", "m"))
	if r.State != cart.RequestOpen || r.Variant != "j-blue-m" || r.Options["size"] != "M" || r.Options["color"] != "Blue" {
		d.Errorf("filed %+v", r)
	}
	d.refuses(cart.Request{Order: "LH-100", Kind: cart.RequestReturn, Lines: map[string]int{"jacket": 1}}, cart.CodeNotNow)
}

func testBadRequest(d *desk) {
	_, err := d.orders.File(d.ctx, "k", cart.Request{Order: "LH-999", Kind: cart.RequestReturn})
	if !errors.Is(err, cart.ErrNoOrder) {
		d.Errorf("about no order: %v, want ErrNoOrder", err)
	}
	for field, r := range map[string]cart.Request{
		"kind":   {},
		"lines":  {Kind: cart.RequestReturn, Lines: map[string]int{"nothing": 1}},
		"lines ": {Kind: cart.RequestReturn, Lines: map[string]int{"mug": 4}},
		"lines-": {Kind: cart.RequestReturn, Lines: map[string]int{"mug": -1}},
		"lines?": {Kind: cart.RequestDamaged},
		"note":   {Kind: cart.RequestReturn, Note: strings.Repeat("x", cart.MaxNote+1)},
		"reason": {Kind: cart.RequestReturn, Reason: strings.Repeat("x", 1000)},
		"wish":   {Kind: cart.RequestReturn, Wish: strings.Repeat("x", 1000)},
	} {
		r.Order = "LH-100"
		if refusal := d.refuses(r, cart.CodeBadField); refusal.Field != strings.TrimRight(field, " -?") {
			d.Errorf("%s: refused the field %q", field, refusal.Field)
		}
	}
}
