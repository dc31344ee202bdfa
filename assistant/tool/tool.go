package tool

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"unicode"

	jsonv2 "github.com/go-json-experiment/json"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/knowledge"
	"github.com/aisle-chat/aisle/cart"
)

// Tool is what a model is told of a tool.
type Tool struct {
	Name        string
	Description string
	// Schema is the JSON Schema of its arguments, an object.
	Schema json.RawMessage
}

// Config is what [New] needs. Its zero value works.
type Config struct {
	// Articles are the merchant's; nil means that there are none.
	Articles *knowledge.Base
}

// Toolbox holds the tools. It is safe for concurrent use and never changes.
type Toolbox struct {
	articles *knowledge.Base
	tools    []definition
}

// New returns all the tools that there are. What a shop cannot do is left out when
// a [Session] begins: see [Session.Tools].
func New(config Config) *Toolbox {
	return &Toolbox{config.Articles, definitions()}
}

// NameSearch is the name of the tool that looks for products.
const NameSearch = "search_products"

// definitions are the tools in the order in which a model reads them. Each is called as
// its act: see nameOf.
func definitions() []definition {
	return []definition{
		read("Find products of this shop by the shopper's own words. The products found are shown to the shopper as cards at once.", (*Session).found),
		read("Read all that the shop knows of one product: facts, sizes, choices, stock, reviews.", (*Session).product),
		read("Set two to four products side by side. The table is shown to the shopper.", (*Session).compared),
		read("Read what is in the shopper's cart, and show it.", shownCart[ShowCart]),
		write("Propose to put a product into the cart. The shopper confirms it with a tap.", (*Session).added),
		write("Propose another quantity for a line of the cart; 0 removes it. The shopper confirms it with a tap.", shownCart[SetQuantity]),
		write("Propose to give the cart a promotion code that the shopper typed or that the shop offers now.", shownCart[ApplyCode]),
		read("Read the orders that this shopper may see.", (*Session).orders),
		read("Read one order that this shopper may see, by its number.", (*Session).gotOrder),
		read("Read the shop's rules on one matter. Nothing else is promised.", (*Session).terms),
		read("Read what the shop's own articles say about a question.", (*Session).articles),
		offer[AskForPerson]("Propose that a person of the shop takes over. The shopper confirms it with a tap."),
	}
}

// definition is a tool with what it does.
type definition struct {
	Tool
	call func(ctx context.Context, s *Session, args []byte) (Result, error)
}

// define makes a tool of an act, which gives it its name and its schema.
func define[A any](about string, do func(ctx context.Context, s *Session, act A) (Result, error)) definition {
	t := reflect.TypeFor[A]()
	described, err := json.Marshal(schemaOf(t))
	if err != nil {
		panic(err)
	}
	return definition{Tool{nameOf(t), about, described}, func(ctx context.Context, s *Session, data []byte) (Result, error) {
		var act A
		if err := decode(data, &act); err != nil {
			return refuse(err.Error()), nil
		}
		if r := s.unknown(act); r != nil {
			return *r, nil
		}
		if b, ok := any(&act).(interface{ bind(box *Toolbox) }); ok {
			b.bind(s.box)
		}
		return do(ctx, s, act)
	}}
}

// nameOf is what an act is called as a tool: search_products for SearchProducts.
func nameOf(act reflect.Type) string {
	var name []rune
	for i, r := range act.Name() {
		if unicode.IsUpper(r) && i > 0 {
			name = append(name, '_')
		}
		name = append(name, unicode.ToLower(r))
	}
	return string(name)
}

// read makes a tool of an act that changes nothing; show is what a model and the
// shopper see of what has come of it.
func read[A Act[R], R any](about string, show func(s *Session, act A, r R) Result) definition {
	return define(about, func(ctx context.Context, s *Session, act A) (Result, error) {
		r, err := act.Do(ctx, &s.turn)
		if errors.Is(err, cart.ErrNoOrder) {
			return s.noOrder("this shopper may not see such an order; by its number and e-mail address it can be found, with the button"), nil
		}
		if err != nil {
			return refusal(err)
		}
		return show(s, act, r), nil
	})
}

// decode reads arguments strictly.
func decode(data []byte, args any) error {
	if len(data) > MaxArguments {
		return fmt.Errorf("the arguments are %d bytes long; at most %d are read", len(data), MaxArguments)
	}
	if len(data) == 0 {
		data = []byte("{}") // some models say nothing where nothing is to be said
	}
	if err := jsonv2.Unmarshal(data, args, jsonv2.RejectUnknownMembers(true)); err != nil {
		return fmt.Errorf("the arguments cannot be read: %w", err)
	}
	var given map[string]json.RawMessage
	if err := json.Unmarshal(data, &given); err != nil {
		return fmt.Errorf("the arguments cannot be read: %w", err)
	}
	return check(reflect.ValueOf(args).Elem(), given)
}

// Result is what a tool has come to.
type Result struct {
	// JSON is what the model reads. Where Refused is true it says why.
	JSON    json.RawMessage
	Refused bool
	// Blocks are what the shopper sees of it, at once.
	Blocks []assistant.Block
	// Proposal is the chip by which the shopper does what the model proposed; nil
	// means none.
	Proposal *assistant.Choice
	// Articles were read, and may be cited.
	Articles []assistant.Article
}

// refuse says why nothing was done.
func refuse(why string) Result {
	return Result{JSON: encode(map[string]string{"error": why}), Refused: true}
}

// refusal makes a result of an error that explains itself; any other error is the
// caller's.
func refusal(err error) (Result, error) {
	if n, ok := errors.AsType[no](err); ok {
		return refuse(string(n)), nil
	}
	if isGone(err) {
		return refuse("the shop does not have this product any more"), nil
	}
	e, err := Refused(err)
	if e != nil {
		return refuse(e.Message), nil
	}
	return Result{}, err
}

// encode writes compact JSON. Tags stay as they are: a model pays for escapes.
func encode(v any) json.RawMessage {
	var out bytes.Buffer
	to := json.NewEncoder(&out)
	to.SetEscapeHTML(false)
	if err := to.Encode(v); err != nil {
		panic(fmt.Sprintf("tool: %T cannot be written as JSON: %v", v, err)) // ours, and plain data
	}
	return bytes.TrimSpace(out.Bytes())
}
