package assistant

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/aisle-chat/aisle/assistant/internal/calendar"
	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/catalog"
)

// RequestProblem is the Field of an [Action] with DoRequest that begins with
// the question what is wrong. It is no kind of request itself.
const RequestProblem = "problem"

// NewOrderView returns an order as its shopper may see it at a moment: where it
// is, what it holds, and what can be done about it now by the shop's policies.
// Days are those of the shop's time zone, Terms.TimeZone. Only a verified customer sees name
// and address; whoever proved the order by its number and e-mail address does
// not. Nothing of the order is kept.
func NewOrderView(order cart.Order, terms Terms, now time.Time, locale string, verified bool) OrderView {
	v := newViewer(&order, terms, now, locale)
	view := OrderView{
		Number: order.Number, Placed: order.Placed.UnixMilli(), Status: string(v.progress.Status), Headline: v.headline(),
		Steps: v.steps(), Parcels: v.parcels(), Lines: v.lines(), Requests: v.requests(), Refunds: v.refunds(),
		Subtotal: order.Subtotal, Discounts: slices.Clone(order.Discounts), Shipping: order.Shipping, Total: order.Total,
		Actions: v.actions(),
	}
	if verified {
		view.ShipTo = addressLines(order.Address)
	}
	if terms.OrderPage != "" {
		view.URL = terms.OrderPage + order.Number
	}
	return view
}

// viewer looks at one order from one moment.
type viewer struct {
	*cart.Order
	policies *cart.Policies
	progress cart.Progress
	now      time.Time
	today    time.Time // the calendar day
	place    *time.Location
	locale   string
}

func newViewer(order *cart.Order, terms Terms, now time.Time, locale string) *viewer {
	v := &viewer{Order: order, policies: terms.Policies, now: now, locale: locale}
	if v.policies == nil {
		v.policies = &cart.Policies{}
	}
	v.place = calendar.Place(terms.TimeZone())
	v.today = calendar.Day(now, v.place)
	v.progress = order.Progress(v.policies, now)
	return v
}

// headline is where the order is, in one sentence.
func (v *viewer) headline() string {
	switch v.progress.Status {
	case cart.StatusCanceled:
		return joinClauses("Canceled"+v.since(v.Canceled), v.moneyBack())
	case cart.StatusDelivered:
		return joinClauses("Delivered"+v.since(v.progress.Delivered), v.moneyBack())
	case cart.StatusLate:
		due := "Was due " + v.near(v.due()) + " and is " + days(v.progress.Overdue) + " late"
		if expected := v.progress.Expected; !expected.To.IsZero() && !expected.To.Before(v.today) {
			due += "; now expected " + v.window(expected)
		}
		return due
	case cart.StatusPartly:
		return v.partly()
	case cart.StatusShipped:
		return v.arrives("On its way", "Arrives")
	case cart.StatusPacked:
		return v.arrives("Packed, and leaves soon", "Packed; arrives")
	default:
		return v.arrives("Being prepared", "Being prepared; arrives")
	}
}

// due is the last day that was promised, by the order or else by its parcels.
func (v *viewer) due() time.Time {
	if due := lastOf(v.Promised); !due.IsZero() {
		return due
	}
	return lastOf(v.progress.Expected)
}

func lastOf(w cart.Window) time.Time {
	if w.To.IsZero() {
		return w.From
	}
	return w.To
}

// partly says what has arrived and when the rest does.
func (v *viewer) partly() string {
	n, rest := v.progress.Parcels, v.window(v.progress.Expected)
	some, other := "Part of it has arrived", "the rest"
	if len(v.progress.Unpacked) == 0 && n > 1 {
		some = upperFirst(count(v.progress.Arrived)) + " of " + count(n) + " parcels " + hasHave(v.progress.Arrived) + " arrived"
		if n-v.progress.Arrived == 1 {
			other = "the other"
		}
	}
	switch {
	case rest != "":
		return some + "; " + other + " arrives " + rest
	case v.passed():
		return some + "; " + other + " was due " + v.near(lastOf(v.progress.Expected))
	default:
		return some + "; " + other + " is on its way"
	}
}

// passed reports whether what is missing was thought to be here by now, though
// the day that was promised is not over.
func (v *viewer) passed() bool {
	last := lastOf(v.progress.Expected)
	return !last.IsZero() && last.Before(v.today)
}

// arrives says when everything is thought to arrive, or without that how far it
// is.
func (v *viewer) arrives(plain, with string) string {
	when := v.window(v.progress.Expected)
	switch {
	case v.passed():
		return plain + "; was expected " + v.near(lastOf(v.progress.Expected))
	case when == "":
		return plain
	case v.progress.Moving > 1:
		return with + " in " + count(v.progress.Moving) + " parcels, " + when
	default:
		return with + " " + when
	}
}

// moneyBack is a clause about refunds; empty where there are none.
func (v *viewer) moneyBack() string {
	var open, paid catalog.Money
	for _, r := range v.Refunds {
		sum := &open
		if !r.Paid.IsZero() {
			sum = &paid
		}
		if sum.Currency == "" {
			sum.Currency = r.Amount.Currency
		}
		if total, err := sum.Add(r.Amount); err == nil {
			*sum = total
		}
	}
	switch {
	case open.Amount > 0:
		return open.Format(v.locale) + " is on its way back"
	case paid.Amount > 0:
		return paid.Format(v.locale) + " went back"
	default:
		return ""
	}
}

func (v *viewer) steps() []OrderStep {
	step := func(label string, at time.Time, done bool) OrderStep {
		s := OrderStep{Label: label, Done: done}
		if done && !at.IsZero() {
			s.At = at.UnixMilli()
		}
		return s
	}
	ordered := step("Ordered", v.Placed, true)
	if v.progress.Status == cart.StatusCanceled {
		return []OrderStep{ordered, step("Canceled", v.Canceled, true)}
	}
	var shipped time.Time
	for _, p := range v.Parcels {
		if !p.Shipped.IsZero() && (shipped.IsZero() || p.Shipped.Before(shipped)) {
			shipped = p.Shipped
		}
	}
	delivered := v.progress.Status == cart.StatusDelivered
	onWay := delivered || v.progress.Moving+v.progress.Arrived > 0 || v.State == cart.OrderShipped
	packed := onWay || v.State == cart.OrderPacked || len(v.Parcels) > 0
	return []OrderStep{
		ordered, step("Packed", v.Packed, packed), step("On its way", shipped, onWay), step("Delivered", v.progress.Delivered, delivered),
	}
}

func (v *viewer) parcels() []ParcelView {
	if v.progress.Status == cart.StatusCanceled {
		return nil
	}
	var views []ParcelView
	for i := range v.Parcels {
		p := &v.Parcels[i]
		which := ""
		if len(v.Parcels) > 1 {
			which = "Parcel " + strconv.Itoa(i+1) + " of " + strconv.Itoa(len(v.Parcels)) + " "
		}
		views = append(views, ParcelView{
			Headline: upperFirst(which + v.parcel(p)), Carrier: p.Carrier, Tracking: p.Tracking, URL: p.URL, Contents: v.contents(p.Contents),
		})
	}
	if len(v.progress.Unpacked) > 0 && len(views) > 0 {
		views = append(views, ParcelView{Headline: "Not packed yet", Contents: v.contents(v.progress.Unpacked)})
	}
	return views
}

// parcel says where one parcel is.
func (v *viewer) parcel(p *cart.Parcel) string {
	switch due := lastOf(p.Expected); {
	case !p.Delivered.IsZero():
		return "arrived" + v.since(p.Delivered)
	case !due.IsZero() && due.Before(v.today):
		words := "was due " + v.near(due)
		if !p.Moved.IsZero() {
			words += "; its tracking last changed" + v.since(p.Moved)
		}
		return words
	case p.Shipped.IsZero():
		return "is packed"
	case due.IsZero():
		return "is on its way"
	default:
		return "arrives " + v.window(p.Expected)
	}
}

// contents are titles with quantities, in the order of the lines.
func (v *viewer) contents(of map[string]int) []string {
	var list []string
	for _, line := range v.Order.Lines {
		if n := of[line.ID]; n > 0 {
			list = append(list, strconv.Itoa(n)+" × "+lineTitle(line))
		}
	}
	return list
}

// lineTitle is a line's title with its options.
func lineTitle(line cart.OrderLine) string {
	var values []string
	for _, name := range sortedNames(line.Options) {
		values = append(values, line.Options[name])
	}
	if len(values) == 0 {
		return line.Title
	}
	return line.Title + " (" + strings.Join(values, ", ") + ")"
}

func (v *viewer) lines() []OrderedLine {
	lines := []OrderedLine{}
	for _, line := range v.Order.Lines {
		lines = append(lines, OrderedLine{
			ID: line.ID, Product: line.ProductID, Title: line.Title, Image: line.Image, ImageSizes: line.ImageSizes, URL: line.URL,
			Options: line.Options, Quantity: line.Quantity, Total: line.Total, Note: v.note(line),
		})
	}
	return lines
}

// note says what is special about a line; empty where nothing is.
func (v *viewer) note(line cart.OrderLine) string {
	rule := v.policies.ReturnRule(line.Category)
	switch {
	case line.FinalSale:
		return "Final sale"
	case rule.Never && rule.Why != "":
		return "Cannot be returned, " + rule.Why
	case rule.Never:
		return "Cannot be returned"
	}
	return ""
}

func (v *viewer) requests() []RequestView {
	var views []RequestView
	for _, r := range v.Requests {
		views = append(views, RequestView{
			Reference: r.Reference, Kind: string(r.Kind), State: string(r.State), Headline: RequestHeadline(r), Filed: r.Filed.UnixMilli(),
		})
	}
	return views
}

func (v *viewer) refunds() []RefundView {
	var views []RefundView
	for _, r := range v.Refunds {
		words := "Refund of " + r.Amount.Format(v.locale)
		switch {
		case !r.Paid.IsZero():
			words += ", sent back" + v.since(r.Paid)
		case r.Due.IsZero():
			words += ", on its way"
		case calendar.Day(r.Due, time.UTC).Before(v.today):
			words += ", was due " + v.near(calendar.Day(r.Due, time.UTC))
		default:
			words += ", with you by " + calendar.Long(calendar.Day(r.Due, time.UTC), v.today, v.locale)
		}
		views = append(views, RefundView{Amount: r.Amount, Headline: words, Paid: !r.Paid.IsZero()})
	}
	return views
}

// actions are what can be done about the order now. The Text of each is the
// sentence that asks for it outside a message, where nothing can be tapped.
func (v *viewer) actions() []Choice {
	var choices []Choice
	add := func(label string, action Action) {
		action.Order, action.Text = v.Number, orderWish(action)+v.Number
		if action.Do == DoOrder {
			action.Text += "?"
		}
		id := string(action.Do)
		if action.Field != "" {
			id = action.Field
		}
		choices = append(choices, Choice{ID: v.Number + ":" + id, Label: label, Action: action})
	}
	ask := func(kind cart.RequestKind, label string) {
		if v.policies.Rule(kind, v.Order, "", v.now).OK {
			add(label, Action{Do: DoRequest, Field: string(kind)})
		}
	}
	status := v.progress.Status
	if status != cart.StatusDelivered && status != cart.StatusCanceled {
		add("Track it", Action{Do: DoOrder})
	}
	ask(cart.RequestReturn, "Return something")
	ask(cart.RequestExchange, "Exchange something")
	if v.progress.Moving+v.progress.Arrived > 0 || status == cart.StatusLate || status == cart.StatusDelivered {
		add("Report a problem", Action{Do: DoRequest, Field: RequestProblem})
	}
	ask(cart.RequestAddress, "Change the address")
	ask(cart.RequestCancel, "Cancel the order")
	ask(cart.RequestInvoice, "Copy of the invoice")
	return choices
}

// orderWish is the sentence that asks for an action of an order, up to the
// order's number.
func orderWish(a Action) string {
	if a.Do == DoOrder {
		return "Where is order "
	}
	switch a.Field {
	case string(cart.RequestReturn):
		return "I want to return something from order "
	case string(cart.RequestExchange):
		return "I want to exchange something from order "
	case string(cart.RequestAddress):
		return "I want to change the address of order "
	case string(cart.RequestCancel):
		return "I want to cancel order "
	case string(cart.RequestInvoice):
		return "I need a copy of the invoice for order "
	}
	return "There is a problem with order "
}

// addressLines writes an address as on a parcel.
func addressLines(a cart.Address) []string {
	country, ok := cart.CountryName(a.Country)
	if !ok {
		country = a.Country
	}
	town := a.City
	for _, part := range []string{a.Region, a.Postal} {
		if part != "" {
			town = strings.TrimSpace(town + " " + part)
		}
	}
	if a.City != "" && a.Region != "" {
		town = strings.Replace(town, a.City+" ", a.City+", ", 1)
	}
	return slices.DeleteFunc([]string{a.Name, a.Line1, a.Line2, town, strings.TrimPrefix(country, "the ")}, func(s string) bool { return s == "" })
}
