package planner

import (
	"context"
	"slices"
	"strings"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/internal/pattern"
	"github.com/aisle-chat/aisle/assistant/internal/prose"
	"github.com/aisle-chat/aisle/assistant/tool"
	"github.com/aisle-chat/aisle/catalog"
)

// query is the search that a state asks for. The wishes' own words rank; what
// they mean is settled by the wishes.
func query(s *State) tool.SearchProducts {
	words := slices.Clone(s.Words)
	for _, c := range s.Wishes {
		if !c.Not && !c.Soft && c.Kind != catalog.KindPrice && c.Text != "" {
			words = append(words, c.Text)
		}
	}
	return tool.SearchProducts{Text: strings.Join(words, " "), Wishes: s.Wishes, Sort: s.Sort, Limit: lookLimit}
}

func (a *actor) search(ctx context.Context, f *Facts) error {
	s := &f.Plan.State
	m := &f.Plan.Reading
	if m.Intent == IntentFind {
		f.Unknown = slices.DeleteFunc(slices.Clone(m.Unknown), sidesWanted.MatchString) // see unmeasured
	}
	if f.Plan.Missing {
		return a.kinds(ctx, f)
	}
	if m.Intent == IntentFind && len(s.Wishes) == 0 && len(s.Words) == 0 && len(s.Near) == 0 && m.Content > 0 && m.Known == 0 && !m.New && !m.Whole {
		return a.kinds(ctx, f) // nothing of it is known here
	}
	if err := a.cold(ctx, f); err != nil {
		return err
	}
	if err := a.arrivals(ctx, f); err != nil {
		return err
	}
	if c := f.Plan.Comparative; c != nil && c.Most {
		return a.most(ctx, f)
	} else if c != nil {
		return a.compare(ctx, f)
	}
	result, err := a.find(ctx, s, nil)
	if err != nil {
		return err
	}
	if m.Intent == IntentJustShow && len(result.Hits) == 0 && len(result.Alternatives) == 0 {
		// what is wished for is not here: then what others look at
		s.Wishes, s.Words, s.Near = nil, nil, nil
		if result, err = a.find(ctx, s, nil); err != nil {
			return err
		}
	}
	if switched, ok, err := a.otherThing(ctx, f, result); err != nil {
		return err
	} else if ok {
		result = switched
	}
	if len(result.Hits) == 0 && len(f.Plan.Carried) > 0 {
		f.Dropped = f.Plan.Carried
		s.Wishes = slices.DeleteFunc(slices.Clone(s.Wishes), func(c catalog.Constraint) bool {
			return slices.ContainsFunc(f.Dropped, func(d catalog.Constraint) bool { return wishKey(d) == wishKey(c) })
		})
		if result, err = a.find(ctx, s, nil); err != nil {
			return err
		}
	}
	if len(result.Hits) == 0 && len(s.Words) > 0 && !hasType(s.Wishes) && giftWord.MatchString(m.Norm) {
		// what somebody is fond of must not be all that keeps from a present
		m.Unknown = append(slices.Clone(m.Unknown), a.spelled(m.Said, s.Words)...)
		f.Plan.Move = MoveIdeas
		return a.ideas(ctx, f)
	}
	f.show(result, maxCards)
	if len(f.Cards) == 0 && len(result.Alternatives) == 0 {
		return a.kinds(ctx, f)
	}
	if kind, typed := wish(m.Wishes, catalog.KindType, ""); superlative(m.Norm) && (!typed || !isPlural(kind.Text)) && len(f.Cards) > 0 {
		s.Focus = f.Cards[0].Product.ID // "the cheapest stove" is one
	}
	return nil
}

// theFirst asks for the first in an order.
var theFirst = pattern.MustCompile(`^(?:(?:ok|and|so|just|please|show me|what is|which is|your) )*(?:cheapest|least expensive|most affordable|lowest priced?|most expensive|priciest|dearest)(?: ones?| \w+(?: \w+)?)?(?: please)?$|\bthe (?:cheapest|least expensive|most affordable|lowest priced?|most expensive|priciest|dearest|best rated|top rated|highest rated|best reviewed)\b|\bcosts? (?:the )?(?:least|most)\b|^which (?:\w+ ){0,3}(?:is|are|has|have) (?:the )?(?:cheapest|most expensive|best rat|top rat|best review|most popular|highest rat|most loved)`)

// superlative reports whether a message asks for the first in an order.
func superlative(norm string) bool { return theFirst.MatchString(norm) }

// picks finds a few things to begin with, where nothing was shown that a message
// could mean.
func (a *actor) picks(ctx context.Context, f *Facts) error {
	if len(f.Plan.State.Shown) > 0 || f.Plan.Reading.Intent == IntentAbout {
		return a.kinds(ctx, f)
	}
	result, err := tool.SearchProducts{Limit: lookLimit}.Do(ctx, a.turn)
	if err != nil {
		return err
	}
	f.show(result, pickCards)
	return a.kinds(ctx, f)
}

// pickCards is how many things to begin with are shown.
const pickCards = 3

// arrivals makes a wish of what is new, if the data mark something so.
func (a *actor) arrivals(ctx context.Context, f *Facts) error {
	if !f.Plan.Reading.New {
		return nil
	}
	s := &f.Plan.State
	for _, mark := range []catalog.Constraint{
		{Kind: catalog.KindAttribute, Field: "tags", Values: []string{"new"}, Text: "new"},
		{Kind: catalog.KindAttribute, Field: "new", Values: []string{"yes"}, Text: "new"},
	} {
		with := *s
		with.Wishes = append(slices.Clone(s.Wishes), mark)
		result, err := query(&with).Do(ctx, a.turn)
		if err != nil {
			return err
		}
		if len(result.Hits) > 0 {
			s.Wishes = with.Wishes
			return nil
		}
	}
	f.NoneNew = true
	return nil
}

// spelled returns the words of a message that the catalogue reads as terms.
func (a *actor) spelled(text string, terms []string) []string {
	return slices.DeleteFunc(prose.Words(text), func(word string) bool {
		return !slices.ContainsFunc(a.turn.Shop.Understand(word).Terms, func(term string) bool { return slices.Contains(terms, term) })
	})
}

// find runs the search of a state. Where it goes by near words and they find
// nothing, the rest of the wishes decides.
func (a *actor) find(ctx context.Context, s *State, exclude []string) (tool.Found, error) {
	if len(s.Near) > 0 {
		if result, err := a.near(ctx, s, exclude); err != nil || len(result.Hits) > 0 || len(exclude) > 0 {
			return result, err
		}
	}
	q := query(s)
	q.Exclude = exclude
	return q.Do(ctx, a.turn)
}

// otherThing tells whether a message whose words nothing of the search so far
// has is about something else: "hp toner" after network cables. Then the search
// begins anew.
func (a *actor) otherThing(ctx context.Context, f *Facts, so tool.Found) (tool.Found, bool, error) {
	m, s := &f.Plan.Reading, &f.Plan.State
	if m.Intent != IntentFind || f.Plan.New || m.Known == 0 || len(s.Near) > 0 || len(m.Words) == 0 || hasType(m.Wishes) || refiner.MatchString(m.Norm) || hasType(s.Wishes) && ofTheKind.MatchString(m.Norm) || anyCovers(so.Hits, m.Words) {
		return so, false, nil
	}
	alone := *s
	alone.Wishes, alone.Words, alone.Sort = m.Wishes, m.Words, m.Sort
	result, err := query(&alone).Do(ctx, a.turn)
	if err != nil || !anyCovers(result.Hits, m.Words) {
		return so, false, err
	}
	alone.Shown, alone.Seen, alone.Asked, alone.Streak, alone.JustShow = nil, nil, nil, 0, false
	*s = alone
	return result, true, nil
}

// anyCovers reports whether one of the first hits is called by all the words.
func anyCovers(hits []catalog.Hit, words []string) bool {
	for _, hit := range hits[:min(len(hits), maxCards)] {
		title := prose.Fold(hit.Product.Title + " " + strings.Join(hit.Product.Category, " "))
		all := true
		for _, word := range words {
			all = all && strings.Contains(title, word)
		}
		if all {
			return true
		}
	}
	return false
}

// show takes the cards of a search.
func (f *Facts) show(result tool.Found, limit int) {
	f.Result, f.Cards = result.Result, result.Cards(limit)
}

// more shows what was not seen yet.
func (a *actor) more(ctx context.Context, f *Facts) error {
	result, err := a.find(ctx, &f.Plan.State, f.Plan.State.Seen)
	if err != nil {
		return err
	}
	result.Hits = slices.DeleteFunc(result.Hits, func(h catalog.Hit) bool { return h.Product.SoldOut })
	f.show(result, maxCards)
	if len(f.Cards) == 0 {
		f.Exhausted = true
		return a.kinds(ctx, f)
	}
	return nil
}

// kinds finds out what sort of things the shop has.
func (a *actor) kinds(ctx context.Context, f *Facts) error {
	result, err := tool.SearchProducts{Limit: kindsLimit}.Do(ctx, a.turn)
	if err != nil {
		return err
	}
	count := map[string]int{}
	for i := range result.Hits {
		count[kindOf(&result.Hits[i].Product)]++
	}
	var departments []string
	best := map[string]string{}
	for i := range result.Hits {
		p := &result.Hits[i].Product
		kind := kindOf(p)
		if kind == "" || p.SoldOut || len(kind) > assistant.MaxLabel {
			continue
		}
		department := p.Category[0]
		if best[department] == "" {
			departments = append(departments, department)
		}
		if best[department] == "" || count[kind] > count[best[department]] {
			best[department] = kind
		}
	}
	from := 0
	if n := len(departments); n > kindsNamed { // others than the last time that something was missed
		from = f.Plan.State.Failures % n
	}
	for i := range min(len(departments), kindsNamed) {
		if kind := best[departments[(from*kindsNamed+i)%len(departments)]]; !containsFold(f.Kinds, kind) {
			f.Kinds = append(f.Kinds, kind)
		}
	}
	return nil
}

// kindsNamed is how many kinds are named.
const kindsNamed = 3

// kindsLimit is how many products are looked at to name some kinds.
const kindsLimit = 60

// kindOf is the last of a product's categories, or "".
func kindOf(p *catalog.Product) string {
	if len(p.Category) == 0 {
		return ""
	}
	return p.Category[len(p.Category)-1]
}
