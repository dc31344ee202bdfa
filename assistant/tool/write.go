package tool

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"maps"
	"strings"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/internal/prose"
	"github.com/aisle-chat/aisle/cart"
)

// Write is an act that changes something. Do is for whoever has read in this turn's
// own message that the shopper asks for it, under a key of the turn, so that it is done
// once; everybody else makes an Offer.
type Write[R any] interface {
	Act[R]
	// Offer is the chip by which the shopper does it, and changes nothing. Its error
	// says why there is nothing to be tapped; see [Act] for the kinds.
	Offer(ctx context.Context, turn *assistant.Turn) (Offer, error)
}

// Offer is a change that waits for the shopper's tap.
type Offer struct {
	// Label are the chip's words; what is too long is cut.
	Label  string
	Action assistant.Action
	// Card is the product that it is about; nil for none.
	Card *assistant.Card
}

// Choice is the chip. The same offer has the same id however often it is made.
func (o *Offer) Choice() assistant.Choice {
	id := sha256.Sum256(encode(o.Action))
	return assistant.Choice{ID: "p" + hex.EncodeToString(id[:6]), Label: chipLabel(o.Label), Action: o.Action}
}

// chipLabel is a chip's label: no longer than there is room for.
func chipLabel(text string) string {
	runes := []rune(strings.Join(strings.Fields(prose.Visible(text)), " "))
	if len(runes) <= assistant.MaxLabel {
		return string(runes)
	}
	return strings.TrimSpace(string(runes[:assistant.MaxLabel-1])) + "…"
}

// keyed is a Write that can be given a key.
type keyed[A, R any] interface {
	Write[R]
	under(key string) A
}

// write makes a tool of an act that changes something. It is done if this turn's
// message asks for that very change, and otherwise offered; show is what a model and
// the shopper see of what has come of it.
func write[A keyed[A, R], R any](about string, show func(s *Session, act A, r R) Result) definition {
	return define(about, func(ctx context.Context, s *Session, act A) (Result, error) {
		offer, err := act.Offer(ctx, &s.turn)
		if err != nil {
			return refusal(err)
		}
		key, asked := s.asked(ctx, &offer.Action)
		if !asked {
			return s.propose(offer), nil
		}
		r, err := any(act.under(key)).(Act[R]).Do(ctx, &s.turn)
		if e, _ := Refused(err); e != nil && e.Code == cart.CodePriceChanged {
			return s.repriced(offer, e), nil
		}
		if err != nil {
			return refusal(err)
		}
		return show(s, act, r), nil
	})
}

// offer makes a tool of an act that a model may never do, only offer.
func offer[A Write[R], R any](about string) definition {
	return define(about, func(ctx context.Context, s *Session, act A) (Result, error) {
		o, err := act.Offer(ctx, &s.turn)
		if err != nil {
			return refusal(err)
		}
		return s.propose(o), nil
	})
}

// asked finds the write of this turn's message that is this very one.
func (s *Session) asked(ctx context.Context, wanted *assistant.Action) (key string, ok bool) {
	for _, w := range s.writes {
		own := w.Action
		if own.Do == assistant.DoAdd { // the message's own words, and not the catalogue's
			put, err := AddToCart{Product: own.Product, Variant: own.Variant, Options: own.Options, Quantity: own.Quantity}.Resolve(ctx, &s.turn)
			if err != nil || !put.Chosen.Complete() {
				continue
			}
			own = put.Action()
		}
		if own.Do == wanted.Do && own.Product == wanted.Product && own.Variant == wanted.Variant && own.Quantity == wanted.Quantity &&
			own.Line == wanted.Line && own.Text == wanted.Text && maps.Equal(own.Options, wanted.Options) {
			return w.Key, true
		}
	}
	return "", false
}

// propose offers a change, and tells the model that nothing is done yet.
func (s *Session) propose(offer Offer) Result {
	choice := offer.Choice()
	return Result{
		JSON:     encode(map[string]string{"proposed": choice.Label, "status": "nothing is changed yet: the shopper sees a button and decides"}),
		Proposal: &choice,
	}
}

// repriced shows the shopper what costs something else by now, who decides.
func (s *Session) repriced(offer Offer, e *cart.Error) Result {
	r := s.propose(offer)
	r.JSON, r.Refused = encode(map[string]string{"error": e.Message, "price": s.price(e.Price)}), true
	if offer.Card != nil {
		r.Blocks = []assistant.Block{s.cards([]assistant.Card{*offer.Card})}
	}
	return r
}
