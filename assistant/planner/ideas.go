package planner

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/aisle-chat/aisle/assistant/internal/pattern"
	"github.com/aisle-chat/aisle/assistant/internal/prose"
	"github.com/aisle-chat/aisle/assistant/tool"
	"github.com/aisle-chat/aisle/catalog"
)

var (
	wantsIdeas = pattern.MustCompile(`\b(?:gift|present|birthday|christmas|xmas) (?:ideas?|suggestions?|inspiration|tips?)\b|\bideas? for (?:\w+ ){0,3}(?:gifts?|presents?)\b|^(?:(?:i|we|am|are|need|want|looking|for|find|show|me|some|a|any|have|do|you|got|please|hi|hello|help|with|to|buy|give) )*(?:gifts?|presents?)(?: for (?:my |a |the |him|her|them)?(?:\w+ ?){0,2})?(?: ?(?:under|below|up to|around|about|less than|for (?:under|less than|up to)) [\w ]+)?$|\bstocking (?:fillers?|stuffers?)\b|\bsecret santa\b|\b(?:gift|present|something) for (?:some(?:one|body)|a (?:person|man|woman|friend)|people|(?:my )?\w+) who (?:has|have|owns|got|already) (?:has |have |got )?everything\b|\bwhat (?:can|could|should|do) i (?:give|get|buy) (?:my |a )?\w+(?: for \w+)?$`)
	wantsLead  = pattern.MustCompile(`\b(?:no idea|not sure|unsure) what (?:to|i)\b|\bhelp me (?:to )?(?:choose|decide|pick|find something)\b|\b(?:i )?need (?:some )?(?:advice|guidance)\b|\b(?:guide|advise) me\b|\bdo not know what (?:to (?:get|buy|choose|take|pick|look for)|i (?:need|want))\b`)
)

// presents reads whether a message looks for a present, and for whom: what they
// are fond of is looked for first.
func (r *reader) presents(m *Reading) bool {
	if r.state.Last == MoveIdeas && len(m.Comparatives) > 0 && m.Comparatives[0].Field == "price" && m.Comparatives[0].Less && len(m.Refs) == 0 && !hasType(m.Wishes) && !pricedWish(m.Wishes) {
		if bound := r.middlePrice(); bound > 1 {
			m.Wishes = []catalog.Constraint{{Kind: catalog.KindPrice, MaxPrice: bound - 1, Text: cheaperText}}
			return true
		}
	}
	if hasType(m.Wishes) || len(m.Refs) > 0 || m.Own || said(m.Norm) != "" {
		return false
	}
	if r.state.Last == MoveIdeas && pricedWish(m.Wishes) && len(m.Words) == 0 && !strings.HasSuffix(m.Text, "?") { // "around 40", of the present
		m.Fond, m.Comparatives = r.state.Fond, nil
		return true
	}
	if !wantsIdeas.MatchString(m.Norm) && (!presentWord.MatchString(m.Norm) || notPresent.MatchString(m.Norm) || asksFact.MatchString(m.Norm) || addVerb.MatchString(m.Norm)) {
		return false
	}
	if m.Content > m.Known {
		r.strange(m)
	}
	for _, word := range prose.Words(m.Said) {
		if len(word) < 4 || prose.IsStop(word) || talkWords()[word] && calls[prose.Stem(word)] == nil || kitTalk[prose.Stem(word)] || isNumber(word) {
			continue
		}
		for _, other := range append(append([]string{word}, forms(word)...), calls[prose.Stem(word)]...) {
			if !slices.Contains(m.Fond, other) && len(m.Fond) < maxWords && !giftWord.MatchString(other) && r.has(other) {
				m.Fond = append(m.Fond, other)
			}
		}
	}
	return true
}

var (
	presentWord = pattern.MustCompile(`\b(?:gifts?|presents?|pressies?|prezzies?|stocking (?:fillers?|stuffers?)|secret santa)\b`)
	// notPresent speaks of what goes with presents, or of one that was given.
	notPresent = pattern.MustCompile(`\bgift (?:cards?|certificates?|vouchers?|wrap\w*|receipts?|notes?|messages?|bags?|box(?:es)?|sets?|codes?)\b|\b(?:was|were|received|got|given|gave|as) (?:\w+ ){0,3}(?:a |an )?(?:gift|present)\b|\bat present\b`)
)

// middlePrice is the middle of what was shown last.
func (r *reader) middlePrice() int64 {
	var prices []int64
	for _, shown := range r.state.Shown {
		if shown.Price > 0 {
			prices = append(prices, shown.Price)
		}
	}
	if len(prices) == 0 {
		return 0
	}
	slices.Sort(prices)
	return prices[len(prices)/2]
}

// fondOf ranks what the words find, within the wishes: the more of them, and the
// earlier, the more.
func (a *actor) fondOf(ctx context.Context, words []string, wishes []catalog.Constraint) (map[string]float64, error) {
	scores := map[string]float64{}
	for _, word := range words {
		result, err := tool.SearchProducts{Text: word, Wishes: wishes, Limit: lookLimit}.Do(ctx, a.turn)
		if err != nil {
			return nil, err
		}
		for i, hit := range result.Hits {
			scores[hit.Product.ID] += fondBonus * nearRank / float64(nearRank+i)
		}
	}
	return scores, nil
}

// maxFond is how many ideas go by what somebody is fond of; the others are liked
// by all.
const maxFond = 4

// fondBonus is how much more it counts to be what somebody is fond of than to be
// liked by all.
const fondBonus = 20

// ideasLimit is how many products are looked at for presents.
const ideasLimit = 200

// ideas finds presents: several kinds of thing, one of each, the best liked
// first, within the wishes of the message.
func (a *actor) ideas(ctx context.Context, f *Facts) error {
	s := &f.Plan.State
	wishes := hardOf(f.Plan.Reading.Wishes)
	wishes = slices.DeleteFunc(wishes, func(c catalog.Constraint) bool { return c.Kind == catalog.KindType })
	if !f.Plan.Others {
		s.Wishes, s.Words, s.Near, s.Sort, s.Focus = changed(against(s.Wishes), wishes), nil, nil, "", ""
		s.Seen, s.Shown, s.Asked, s.Streak, s.JustShow, s.Kit = nil, nil, nil, 0, false, nil
		s.Fond, f.Unknown = f.Plan.Reading.Fond, f.Plan.Reading.Unknown
	}
	result, err := tool.SearchProducts{Wishes: append(slices.Clone(s.Wishes), othersOnly(f.Plan.Reading.Wishes)...), Limit: ideasLimit}.Do(ctx, a.turn)
	if err != nil {
		return err
	}
	hits := slices.DeleteFunc(result.Hits, func(h catalog.Hit) bool {
		return h.Product.SoldOut || h.Product.Price.IsZero() || kindOf(&h.Product) == "" || slices.Contains(s.Seen, h.Product.ID)
	})
	if _, priced := wish(s.Wishes, catalog.KindPrice, ""); smallGift.MatchString(f.Plan.Reading.Norm) && !priced {
		hits = littleOnes(hits)
	}
	if f.Plan.Others && len(hits) == 0 {
		return a.more(ctx, f)
	}
	fond, err := a.fondOf(ctx, s.Fond, s.Wishes)
	if err != nil {
		return err
	}
	worth := func(h *catalog.Hit) float64 { return liked(&h.Product) + fond[h.Product.ID] }
	slices.SortStableFunc(hits, func(a, b catalog.Hit) int { return cmp.Compare(worth(&b), worth(&a)) })
	kinds, departments := map[string]bool{}, map[string]int{}
	for _, hit := range hits { // most are what they are fond of, and one of a kind
		if kind := kindOf(&hit.Product); len(f.Cards) < maxFond && fond[hit.Product.ID] > 0 && !kinds[kind] {
			kinds[kind] = true
			departments[hit.Product.Category[0]]++
			f.Cards = append(f.Cards, hit)
		}
	}
	for _, most := range []int{1, 2, 6} { // a department comes again once all had their turn
		for _, hit := range hits {
			kind, department := kindOf(&hit.Product), hit.Product.Category[0]
			if len(f.Cards) < maxCards && !kinds[kind] && departments[department] < most {
				kinds[kind] = true
				departments[department]++
				f.Cards = append(f.Cards, hit)
			}
		}
	}
	if words := s.Fond; !f.Plan.Others && len(words) > 0 && len(f.Unknown) == 0 && !slices.ContainsFunc(f.Cards, func(h catalog.Hit) bool { return fond[h.Product.ID] > 0 }) {
		f.Unknown = words[:1]
	}
	for _, hit := range hits { // few kinds: then several of one
		if len(f.Cards) < 3 && !slices.ContainsFunc(f.Cards, func(c catalog.Hit) bool { return c.Product.ID == hit.Product.ID }) {
			f.Cards = append(f.Cards, hit)
		}
	}
	slices.SortStableFunc(f.Cards, func(a, b catalog.Hit) int { return cmp.Compare(priceOf(&a), priceOf(&b)) })
	f.Result = result.Result
	f.Result.Total = len(f.Cards)
	return nil
}

// smallGift asks for little things.
var smallGift = pattern.MustCompile(`\bstocking (?:fillers?|stuffers?)\b|\bsecret santa\b|\b(?:small|little|tiny) (?:gifts?|presents?|something)\b`)

// littleOnes are the cheapest quarter of what there is.
func littleOnes(hits []catalog.Hit) []catalog.Hit {
	byPrice := slices.Clone(hits)
	slices.SortStableFunc(byPrice, func(a, b catalog.Hit) int { return cmp.Compare(priceOf(&a), priceOf(&b)) })
	return byPrice[:min(len(byPrice), max(maxCards, len(byPrice)/4))]
}

// othersOnly is a wish against what is made for others alone than those whom a
// present is for.
func othersOnly(wishes []catalog.Constraint) []catalog.Constraint {
	for _, c := range wishes {
		if c.Kind == catalog.KindAudience && c.Soft {
			others := slices.DeleteFunc([]string{"men", "women", "kids"}, func(who string) bool { return slices.Contains(c.Values, who) })
			return []catalog.Constraint{{Kind: catalog.KindAudience, Values: others, Not: true}}
		}
	}
	return nil
}

// liked ranks presents: what the merchant calls one, then what is rated well by
// many.
func liked(p *catalog.Product) float64 {
	score := p.Rating.Average * min(1, float64(p.Rating.Count)/10)
	if slices.ContainsFunc(append(slices.Clone(p.Tags), p.Category...), func(s string) bool { return strings.Contains(strings.ToLower(s), "gift") }) {
		score += 10
	}
	return score
}

// presents shows the ideas with what they cost.
func (w *writer) presents() {
	f := w.facts
	if len(f.Cards) == 0 {
		w.wishes = true
		w.nothing()
		return
	}
	w.wishes = true
	w.cards(f.Cards)
	low, high := &f.Cards[0], &f.Cards[len(f.Cards)-1]
	from, to := w.money.money(catalog.Money{Amount: priceOf(low), Currency: low.Product.Price.Currency}), w.money.money(catalog.Money{Amount: priceOf(high), Currency: high.Product.Price.Currency})
	evidence := append(says(fact(&low.Product, "price", from)).evidence, fact(&high.Product, "price", to))
	if len(f.Unknown) > 0 {
		words := unknownWords(f.Unknown)
		w.say("Nothing that fits goes by "+words+", so these are for anybody.", "I found nothing for "+words+" that fits.")
	}
	more := ""
	if f.Plan.Others {
		more = " more"
	}
	if len(f.Cards) == 1 {
		w.tell(sentence{[]string{"One idea, for " + from + ".", "This would make a present, for " + from + "."}, evidence})
	} else {
		w.tell(sentence{[]string{
			upperFirst(number(len(f.Cards))) + more + " ideas for a present, from " + from + " to " + to + ".",
			"Some" + more + " ideas, from " + from + " to " + to + ".",
		}, evidence})
	}
	if _, priced := wish(w.state.Wishes, catalog.KindPrice, ""); !priced && !f.Plan.Others {
		w.say("What would you like to spend?", "Is there a sum you have in mind?")
		for _, bound := range w.bounds() {
			w.sayChip("Gift ideas under " + w.money.amount(bound))
		}
	}
	if len(f.Result.Hits) > len(f.Cards) {
		w.sayChip("Show me others")
	}
	w.aboutChip(&f.Cards[0].Product, "Tell me about the first one")
	w.personChip()
}

// bounds are round sums that divide the ideas.
func (w *writer) bounds() []int64 {
	cards := w.facts.Cards
	var bounds []int64
	for _, at := range []int{len(cards) / 3, 2 * len(cards) / 3} {
		if bound := roundUp(priceOf(&cards[at])); bound < priceOf(&cards[len(cards)-1]) && !slices.Contains(bounds, bound) {
			bounds = append(bounds, bound)
		}
	}
	return bounds
}
