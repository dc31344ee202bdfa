package planner

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/grounding"
	"github.com/aisle-chat/aisle/assistant/internal/claimed"
	"github.com/aisle-chat/aisle/assistant/internal/pattern"
	"github.com/aisle-chat/aisle/assistant/internal/prose"
	"github.com/aisle-chat/aisle/assistant/internal/voice"
	"github.com/aisle-chat/aisle/assistant/knowledge"
	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/catalog"
)

// Config is what [New] needs. Its zero value works: an assistant without
// articles.
type Config struct {
	// Knowledge holds the merchant's articles; nil means none. See
	// [knowledge.Read].
	Knowledge fs.FS
	// Name is what the assistant is called; empty is the name in
	// [knowledge.PersonaFile], or none of its own.
	Name string
	// Shop is what the shop is called, for the greeting; empty is that of the same
	// file, or left out.
	Shop string
	// Verifier verifies every reply and greeting before it leaves: what cannot be
	// worked out again is cut or replaced, and the verifier's Report is told. What
	// [knowledge.ClaimsFile] forbids and wants said holds besides; nil is a verifier
	// that holds only that.
	Verifier *grounding.Verifier
}

// Planner is the built-in assistant. It is safe for concurrent use and keeps
// nothing between turns but what it returns in assistant.Outcome.State.
type Planner struct {
	persona  knowledge.Persona
	articles *knowledge.Base
	broken   error
	hash     string
	verifier *grounding.Verifier
	voice    *voice.Voice
	// say is the fourth stage; tests plant mistakes in it.
	say func(f *Facts, scene *Scene, name, locale, currency string) Reply
}

var (
	_ assistant.Assistant  = (*Planner)(nil)
	_ assistant.Questioner = (*Planner)(nil)
	_ assistant.Greeter    = (*Planner)(nil)
	_ assistant.Termed     = (*Planner)(nil)
	_ assistant.Librarian  = (*Planner)(nil)
)

// New returns the built-in assistant. It never fails: what is wrong with the
// articles and terms is for [Planner.Check] to say, and chat.New refuses a Planner
// in which something is. One that is used all the same knows those that could be
// read.
func New(config Config) *Planner {
	trained() // so that the first shopper does not wait for it
	base, err := knowledge.Read(config.Knowledge)
	persona := base.Persona()
	persona.Name, persona.Shop = cmp.Or(config.Name, persona.Name), cmp.Or(config.Shop, persona.Shop)
	hash := sha256.New()
	fmt.Fprintf(hash, "%d\n%s\n%s\n%s\n", StateVersion, persona.Name, persona.Shop, intentExamples)
	for _, a := range base.Articles() {
		fmt.Fprintf(hash, "%+v\n", *a)
	}
	if terms, err := json.Marshal(base.Terms()); err == nil {
		hash.Write(terms)
	}
	for _, file := range []any{base.Claims(), base.Triggers(), persona} {
		data, _ := json.Marshal(file)
		hash.Write(data)
	}
	own := config.Verifier
	if own == nil {
		own = &grounding.Verifier{}
	}
	verifier, wrong := claimed.Verifier(own, base.Claims())
	return &Planner{
		persona: persona, articles: base, broken: errors.Join(err, wrong), hash: hex.EncodeToString(hash.Sum(nil)[:8]),
		verifier: verifier, voice: voice.New(persona), say: say,
	}
}

// Check reports what is wrong with the configuration: the articles that could
// not be read. Nil means that all is well.
func (p *Planner) Check() error { return p.broken }

// Claims are what the knowledge forbids to say and demands, for whoever else talks in
// the shop.
func (p *Planner) Claims() knowledge.Claims { return p.articles.Claims() }

// Persona is who speaks and how, for whoever else talks in the shop.
func (p *Planner) Persona() knowledge.Persona { return p.persona }

// Respond implements [assistant.Assistant].
func (p *Planner) Respond(ctx context.Context, turn assistant.Turn, w assistant.Writer) (assistant.Outcome, error) {
	turn, facts := grounding.Watch(turn)
	reply, err := p.reply(ctx, turn)
	if err != nil {
		return assistant.Outcome{}, err
	}
	for _, part := range p.verified(facts, turn, reply) {
		if err := w.Write(part); err != nil {
			return assistant.Outcome{}, err
		}
	}
	return p.outcome(reply)
}

// reply runs the four stages: understand, plan, act, say.
func (p *Planner) reply(ctx context.Context, turn assistant.Turn) (Reply, error) {
	planned, scene, err := p.planned(ctx, turn)
	if err != nil {
		return Reply{}, err
	}
	facts, err := p.actor(turn).act(ctx, planned)
	if err != nil {
		return Reply{}, err
	}
	reply := p.say(&facts, scene, p.persona.Name, turn.Locale, currencyOf(&facts, scene))
	reply.Prepared = planned.Reading.Prepared
	switch move := facts.Plan.Move; {
	case move == MoveArticle, move == MoveTerms, move == MoveRestock && facts.Restock != nil, aboutOrders(move), reply.Handoff != nil:
		reply.Tags = append(reply.Tags, string(facts.Plan.Reading.Intent))
	}
	if tag := tagOf(reply.Handoff); tag != "" {
		reply.Tags = append(reply.Tags, tag)
	}
	if m := &facts.Plan.Reading; m.Besides != "" && (len(facts.Added) > 0 || m.Twice && reply.Handoff == nil) && reply.State.Pending == nil {
		ask := m.Besides
		if reply, err = p.besides(ctx, turn, reply, ask); err != nil {
			return Reply{}, err
		}
	}
	return reply, ctx.Err()
}

// besides answers the question that came with a request to add something, once
// that is done, or with another question.
func (p *Planner) besides(ctx context.Context, turn assistant.Turn, first Reply, ask string) (Reply, error) {
	state, err := json.Marshal(first.State)
	if err != nil {
		return Reply{}, fmt.Errorf("planner: writing the state: %w", err)
	}
	turn.Text, turn.Action, turn.State, turn.StateVersion = ask, nil, state, StateVersion
	second, err := p.reply(ctx, turn)
	if err != nil {
		return Reply{}, err
	}
	second.Parts = join(first.Parts, second.Parts)
	second.Tags = append(first.Tags, second.Tags...)
	second.Handoff = cmp.Or(second.Handoff, first.Handoff)
	return second, nil
}

// join makes one reply of two: what the first did, the words of both, and what
// the second offers next.
func join(first, second assistant.Parts) assistant.Parts {
	var parts assistant.Parts
	var text assistant.Text
	for _, part := range first {
		switch part := part.(type) {
		case assistant.Text:
			text = part
		case assistant.ChoicesBlock:
		default:
			parts = append(parts, part)
		}
	}
	for _, part := range second {
		if more, ok := part.(assistant.Text); ok {
			more.Text = strings.TrimSpace(text.Text + " " + more.Text)
			more.Evidence = append(slices.Clone(text.Evidence), more.Evidence...)
			part, text = more, assistant.Text{}
		}
		parts = append(parts, part)
	}
	return parts
}

// lookAround loads the products that the message may be about.
func lookAround(ctx context.Context, turn assistant.Turn, s *State) (*Scene, error) {
	scene := &Scene{
		Shown: make([]catalog.Product, len(s.Shown)), At: turn.Page, Terms: turn.Shop.Terms(),
		Customer: turn.Customer, Rated: turn.AskedToRate, Now: turn.Now, Locale: turn.Locale,
	}
	load := func(id string) (*catalog.Product, error) {
		if id == "" {
			return nil, nil
		}
		p, err := turn.Shop.Product(ctx, id)
		if errors.Is(err, catalog.ErrNotFound) {
			return nil, nil
		}
		return &p, err
	}
	for i, shown := range s.Shown {
		p, err := load(shown.ID)
		if err != nil {
			return nil, err
		}
		if p != nil {
			scene.Shown[i] = *p
		}
	}
	var err error
	if scene.Page, err = load(turn.Page.Product); err != nil {
		return nil, err
	}
	if scene.Focus, err = load(s.Focus); err != nil {
		return nil, err
	}
	if s.Pending != nil && s.Pending.Item != nil {
		if scene.Pending, err = load(s.Pending.Item.Product); err != nil {
			return nil, err
		}
	}
	if s.nearOrder() {
		o, err := turn.Shop.Order(ctx, s.Order)
		if err != nil && !errors.Is(err, cart.ErrNoOrder) {
			return nil, err
		}
		if err == nil {
			scene.Order = &o
		}
	}
	if turn.Action == nil || turn.Action.Do == assistant.DoSay {
		said := condensed(emailText.ReplaceAllString(turn.Text, " "))
		norm := strings.Join(expand(prose.Words(said)), " ")
		if at := goesWith.FindStringIndex(norm); at != nil { // what fits a thing is not searched for by its name
			said = norm[at[1]:]
		}
		if scene.Titled, err = titledIn(ctx, turn.Shop, said, norm); err != nil {
			return nil, err
		}
		if aspectOf(norm) != AspectNone || asksFact.MatchString(norm) || goesWith.MatchString(norm) || addVerb.MatchString(norm) || addToCart.MatchString(norm) {
			if scene.Named, err = callsFor(ctx, turn.Shop, unchosen(said, turn.Shop), norm); err != nil {
				return nil, err
			}
		}
		if thing := waitedName(norm); thing != "" {
			result, err := turn.Shop.Search(ctx, catalog.Query{Text: unchosen(thing, turn.Shop), Limit: 5})
			if err != nil {
				return nil, err
			}
			scene.Named = namedIn(thing, result.Hits)
		}
		if joins.MatchString(norm) && addVerb.MatchString(norm) {
			if scene.Joined, err = joinedIn(ctx, turn.Shop, norm); err != nil {
				return nil, err
			}
		}
		if compareTo.MatchString(norm) {
			if scene.Compared, err = namedTogether(ctx, turn.Shop, norm, s.Wishes); err != nil {
				return nil, err
			}
		}
	}
	return scene, nil
}

// unchosen leaves the choices out of a message that may name a product: what does
// not come in that is still called so.
func unchosen(text string, shop assistant.Shop) string {
	for _, c := range shop.Understand(text).Constraints {
		if c.Kind == catalog.KindOption && c.Text != "" {
			text = strings.Replace(text, c.Text, " ", 1)
		}
	}
	return text
}

var between = pattern.MustCompile(`\b(?:and|with|vs|versus|or|to|against)\b`)

// namedTogether finds the products whose names a message joins: "compare the
// Beck with the Drizzle". Where a name is that of several, those of the kind that is
// looked for come first.
func namedTogether(ctx context.Context, shop assistant.Shop, norm string, wishes []catalog.Constraint) ([]catalog.Product, error) {
	var products []catalog.Product
	for _, part := range between.Split(norm, 5) {
		part = compareTo.ReplaceAllString(part, " ")
		if len(prose.Content(part)) == 0 || len(ordinals(part, 1)) > 0 {
			continue
		}
		result, err := shop.Search(ctx, catalog.Query{Text: part, Limit: 5})
		if err != nil {
			return nil, err
		}
		p := namedIn(part, result.Hits)
		if kind, typed := wish(wishes, catalog.KindType, ""); p == nil && typed && !hasType(shop.Understand(part).Constraints) {
			if result, err = shop.Search(ctx, catalog.Query{Text: part, Constraints: []catalog.Constraint{kind}, Limit: 5}); err != nil {
				return nil, err
			}
			p = namedIn(part, result.Hits)
		}
		if p != nil && !slices.ContainsFunc(products, func(o catalog.Product) bool { return o.ID == p.ID }) {
			products = append(products, *p)
		}
	}
	return products, nil
}

// joinedIn finds the products whose names a request to add joins, each with the
// words about it: "add two tin mugs and the lamp". It returns nothing where a part
// names none.
func joinedIn(ctx context.Context, shop assistant.Shop, norm string) ([]Joined, error) {
	var all []Joined
	for _, part := range joins.Split(addToCart.ReplaceAllString(norm, " "), maxJoined) {
		if len(prose.Content(addVerb.ReplaceAllString(part, " "))) == 0 {
			return nil, nil
		}
		result, err := shop.Search(ctx, catalog.Query{Text: part, Limit: 5})
		if err != nil {
			return nil, err
		}
		p := namedIn(part, result.Hits)
		if p == nil || slices.ContainsFunc(all, func(o Joined) bool { return o.ID == p.ID }) {
			return nil, nil
		}
		all = append(all, Joined{*p, strings.TrimSpace(part)})
	}
	return all, nil
}

// maxJoined is how many products one message adds at most.
const maxJoined = 5

// currencyOf is the currency that the facts are in.
func currencyOf(f *Facts, scene *Scene) string {
	if f.Cart != nil && f.Cart.Currency != "" {
		return f.Cart.Currency
	}
	for _, hits := range [][]catalog.Hit{f.Cards, f.Result.Hits} {
		for i := range hits {
			if c := hits[i].Product.Price.Currency; c != "" {
				return c
			}
		}
	}
	for i := range f.Result.Alternatives {
		if c := f.Result.Alternatives[i].Product.Price.Currency; c != "" {
			return c
		}
	}
	for _, products := range [][]catalog.Product{f.Products, scene.Shown} {
		for i := range products {
			if c := products[i].Price.Currency; c != "" {
				return c
			}
		}
	}
	for _, p := range []*catalog.Product{f.Base, scene.Focus, scene.Page, scene.Named} {
		if p != nil && p.Price.Currency != "" {
			return p.Price.Currency
		}
	}
	if f.Order != nil {
		return f.Order.Currency
	}
	if s := f.Terms.Shipping; s != nil && s.Currency != "" {
		return s.Currency
	}
	return cart.DefaultCurrency
}
