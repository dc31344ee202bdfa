package chat

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/catalog"
)

// maxCode bounds a promotion code, in characters.
const maxCode = 60

// commandTimeout bounds one command.
const commandTimeout = 15 * time.Second

// retryIn is what a browser waits before it sends again what could not be
// stored.
const retryIn = 2 * time.Second

// refusal is why a command is not done, in words for the shopper's browser.
type refusal struct {
	code    ErrorCode
	message string
	retryIn time.Duration
	field   string         // of a form
	price   *catalog.Money // that is not the one seen
}

func (r *refusal) Error() string { return fmt.Sprintf("%s: %s", r.code, r.message) }

func refuse(code ErrorCode, format string, args ...any) *refusal {
	return &refusal{code: code, message: fmt.Sprintf(format, args...)}
}

// do does one command and answers it.
func (k *conn) do(data []byte) {
	if wait := take(k.commands, time.Now()); wait > 0 {
		k.answer(commandID(data), 0, &refusal{code: CodeRateLimited, message: "That was a little fast. Please try again in a moment.", retryIn: wait})
		return
	}
	command, id, err := decodeCommand(data)
	if err != nil {
		k.answer(id, 0, refuse(CodeBadRequest, "%s", err))
		return
	}
	// A browser that goes away meanwhile changes nothing: what it has said is
	// done.
	ctx := k.chat.commanding.context()
	switch command := command.(type) {
	case Hello:
		k.answer("", 0, refuse(CodeBadRequest, "hello comes once, at the start"))
	case Send:
		seq, err := k.send(ctx, command)
		k.answer(command.ID, seq, err)
		if err == nil {
			k.room.writes(false)
			k.chat.rescue(k.room.id, nil, k.stored)
			k.moveOn()
		}
	case Stop:
		k.room.stop(command.Turn)
	case CartAdd:
		seq, err := k.cartAdd(ctx, command)
		k.answer(command.ID, seq, err)
	case CartSet:
		seq, err := k.cartSet(ctx, command)
		k.answer(command.ID, seq, err)
	case CartCode:
		seq, err := k.cartCode(ctx, command)
		k.answer(command.ID, seq, err)
	case Track:
		seq, err := k.track(ctx, command)
		k.answer(command.ID, seq, err)
	case GiveRating:
		seq, err := k.rate(ctx, command)
		k.answer(command.ID, seq, err)
	case Typing:
		k.room.writes(true)
	case Visit:
		k.visit(ctx, cleanPage(command.Page))
	}
	k.stored = nil // an idle browser holds none
}

// moveOn ends a connection to a process that shuts down, so that its browser
// sees elsewhere how the message is answered that was just stored.
func (k *conn) moveOn() {
	if k.chat.closing() && !k.awaits() {
		k.dismiss()
	}
}

// answer acknowledges a command or says why it is refused.
func (k *conn) answer(id string, seq int64, err error) {
	if err == nil {
		k.refused = 0
		k.out.push(encodeAck(Ack{ID: id, Seq: seq}))
		return
	}
	why := k.explain(err)
	k.tell(Failure{ID: id, Code: why.code, Message: why.message, Field: why.field, Price: why.price, RetryIn: int(why.retryIn.Milliseconds())})
	if k.refused++; k.refused >= maxRefused {
		k.out.end(CloseFlood, "too many refused commands")
	}
}

// explain turns an error into what the browser is told. What is our fault goes
// to the log under an id.
func (k *conn) explain(err error) *refusal {
	var ours *refusal
	var carts *cart.Error
	switch {
	case errors.As(err, &ours):
		return ours
	case errors.As(err, &carts):
		why := &refusal{code: ErrorCode(carts.Code), message: carts.Message, field: carts.Field}
		if carts.Code == cart.CodePriceChanged {
			why.price = &carts.Price
		}
		return why
	case errors.Is(err, ErrConflict):
		return refuse(CodeConflict, "This id was used for something else.")
	case errors.Is(err, ErrBlocked):
		return refuse(CodeForbidden, "This conversation takes no more messages.")
	case errors.Is(err, ErrAnswered):
		return refuse(CodeNotFound, "This has been answered already.")
	}
	id := newErrorID()
	if !k.gone.Load() {
		k.chat.log.Error("chat: a command failed", "id", id, "conversation", k.room.id, "error", err)
	}
	return &refusal{code: busyCode(err), message: "That could not be done just now (" + id + ").", retryIn: retryIn}
}

// busyCode is the code for what may succeed later.
func busyCode(err error) ErrorCode {
	if errors.Is(err, ErrFull) {
		return CodeFull
	}
	return CodeBusy
}

// send stores a shopper's message.
func (k *conn) send(ctx context.Context, s Send) (seq int64, err error) {
	if s.Form != nil {
		if s, err = k.fillIn(ctx, s); err != nil {
			return 0, err
		}
	}
	s = masked(s)
	if err := k.check(s); err != nil {
		return 0, err
	}
	page := cleanPage(s.Page)
	if page == (assistant.Page{}) {
		page = k.page
	}
	e := Event{Kind: EventMessage, ClientID: s.ID, Message: &Message{
		Author: assistant.AuthorShopper, Text: s.Text, Turn: uuid.NewString(), Pick: s.Pick, Form: s.Form, Page: page, Entry: cleanEntry(s.Entry),
	}}
	if s.Pick != nil {
		if err := k.checkPick(ctx, *s.Pick); err != nil {
			return 0, err
		}
	}
	if k.entry == "" {
		k.entry = e.Message.Entry
	}
	return k.log(ctx, e)
}

func (k *conn) check(s Send) error {
	if err := checkID(s.ID); err != nil {
		return err
	}
	switch n := utf8.RuneCountInString(s.Text); {
	case n > MaxText:
		return refuse(CodeTooLong, "A message has at most %d characters; this one has %d.", MaxText, n)
	case strings.TrimSpace(s.Text) == "":
		return refuse(CodeBadRequest, "the message has no text")
	}
	if wait := k.chat.messages.wait(k.session.id); wait > 0 {
		return &refusal{code: CodeRateLimited, message: "That was a little fast. Please try again in a moment.", retryIn: wait}
	}
	return nil
}

// checkPick refuses a tap on a chip that is not there.
func (k *conn) checkPick(ctx context.Context, p Pick) error {
	_, err := k.chat.choice(ctx, k.room.id, p)
	if errors.Is(err, errNoChoice) || errors.Is(err, ErrNotFound) {
		return refuse(CodeNotFound, "This choice is not there any more.")
	}
	return err
}

// cartAdd puts something into the cart, then notes it. The command's id is the
// idempotency key of both, so that it counts once however often it is sent.
func (k *conn) cartAdd(ctx context.Context, a CartAdd) (seq int64, err error) {
	if err := checkID(a.ID); err != nil {
		return 0, err
	}
	carts, key := k.chat.config.Carts, k.key(a.ID)
	switch {
	case a.Seen.IsZero():
		_, err = carts.Add(ctx, k.session.cart, key, a.Item)
	case a.Seen.Amount < 0 || a.Seen.Amount > cart.MaxUnit || len(a.Seen.Currency) != 3:
		err = refuse(CodeBadRequest, "a price that was seen has an amount in minor units and a currency such as USD")
	default:
		_, err = cart.AddSeen(ctx, carts, k.chat.config.Catalog, k.session.cart, key, a.Item, a.Seen)
	}
	if err != nil {
		return 0, err
	}
	change := added(a.Item)
	if top, err := k.chat.top(ctx, k.room.id); err == nil && a.Seq > 0 && a.Seq <= top {
		change.Seq = a.Seq
	}
	return k.noteCart(ctx, a.ID, change)
}

func (k *conn) cartSet(ctx context.Context, s CartSet) (seq int64, err error) {
	if err := checkID(s.ID); err != nil {
		return 0, err
	}
	carts := k.chat.config.Carts
	before, err := carts.Get(ctx, k.session.cart)
	if err != nil {
		return 0, err
	}
	if _, err := carts.SetQuantity(ctx, k.session.cart, k.key(s.ID), s.Line, s.Quantity); err != nil {
		return 0, err
	}
	return k.noteCart(ctx, s.ID, set(before, s.Line, s.Quantity))
}

// cartCode gives the cart a promotion code or takes it back.
func (k *conn) cartCode(ctx context.Context, code CartCode) (seq int64, err error) {
	if err := checkID(code.ID); err != nil {
		return 0, err
	}
	if n := utf8.RuneCountInString(code.Code); n < 1 || n > maxCode {
		return 0, refuse(CodeBadRequest, "a promotion code has from 1 to %d characters", maxCode)
	}
	coder, ok := k.chat.config.Carts.(cart.Coder)
	if !ok {
		return 0, refuse(ErrorCode(cart.CodePromoUnknown), "This shop takes no codes.")
	}
	change := CartChange{Do: "code", Code: code.Code}
	if code.Remove {
		change.Do = "uncode"
		_, err = coder.RemoveCode(ctx, k.session.cart, k.key(code.ID), code.Code)
	} else {
		_, err = coder.ApplyCode(ctx, k.session.cart, k.key(code.ID), code.Code)
	}
	if err != nil {
		return 0, err
	}
	return k.noteCart(ctx, code.ID, change)
}

// key makes a command's id unique among all sessions that share the cart.
func (k *conn) key(id string) string { return k.session.id + "/" + id }

func (k *conn) noteCart(ctx context.Context, id string, change CartChange) (seq int64, err error) {
	seq, err = k.log(ctx, Event{Kind: EventCart, ClientID: id, Cart: &change})
	k.chat.cartWritten(k.session.cart)
	if errors.Is(err, ErrConflict) {
		// The carts know the key and have taken the command, so it is a
		// repeat: its note was written when the line still said more.
		return 0, nil
	}
	return seq, err
}

var activities = []string{"shown", "opened", "clicked", "added"}

// track stores what the shopper did with a message.
func (k *conn) track(ctx context.Context, t Track) (seq int64, err error) {
	if err := checkID(t.ID); err != nil {
		return 0, err
	}
	a := t.Activity
	if !slices.Contains(activities, a.Kind) || a.Seq < 0 || len(a.Product) > maxProduct {
		return 0, refuse(CodeBadRequest, "an activity is one of %s, with a seq and a product", strings.Join(activities, ", "))
	}
	a.Entry = cleanEntry(a.Entry)
	switch top, err := k.chat.top(ctx, k.room.id); {
	case err != nil:
		return 0, err
	case a.Seq > top:
		return 0, refuse(CodeNotFound, "there is no message %d", a.Seq)
	}
	return k.log(ctx, Event{Kind: EventActivity, ClientID: t.ID, Activity: &a})
}

// log adds an event to the conversation, which is made by its first one. A
// message opens it again, and takes the lease of the turn along; what answers a
// chip or a form is taken once.
func (k *conn) log(ctx context.Context, e Event) (seq int64, err error) {
	a := Append{Conversation: k.room.id, Events: []Event{e}}
	if m := e.Message; m != nil {
		open := false
		a.Closed, a.Lease.Claim = &open, k.chat.name
		if customer := k.session.customer; customer != nil { // the shop may know more of them by now
			a.Identify = &Identify{Customer: *customer}
		}
		switch {
		case m.Pick != nil:
			a.Unanswered = m.Pick.Seq
		case m.Form != nil:
			a.Unanswered = m.Form.Seq
		}
	}
	if k.room.position() <= 0 {
		a.Create = k.conversation()
	}
	conv, events, err := k.chat.append(ctx, a)
	if errors.Is(err, ErrNotFound) && a.Create == nil { // it has been removed meanwhile
		a.Create = k.conversation()
		conv, events, err = k.chat.append(ctx, a)
	}
	if err != nil {
		return 0, err
	}
	k.stored = &conv
	return events[0].Seq, nil
}

// conversation is what the first event makes.
func (k *conn) conversation() *Conversation {
	return &Conversation{
		SessionID: k.session.id, CartID: k.session.cart, Customer: k.session.customer, Locale: k.locale,
		Entry: k.entry, Page: k.page, Created: k.chat.config.Now(), Owner: Owner{State: OwnedByAssistant},
	}
}

func checkID(id string) error {
	if id == "" || len(id) > MaxID {
		return refuse(CodeBadRequest, "a command has an id of 1 to %d bytes", MaxID)
	}
	return nil
}
