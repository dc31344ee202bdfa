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

// strange reads which words of a find the catalogue does not know, and what it
// has for them: other forms of the word ("hiking" for hike), and what the
// occasion or quality that it names calls for ("warm" for cosy).
func (r *reader) strange(m *Reading) {
	var near, known []string
	strange, settled := false, settledWords(m)
	gift, likes := giftWord.MatchString(m.Norm), likesTo.FindStringSubmatch(m.Norm)
	if likes == nil {
		likes = make([]string, 3)
	}
	feature := ""
	if at := withThing.FindStringSubmatch(m.Norm); at != nil {
		feature = at[1]
	}
	for _, word := range prose.Words(m.Said) {
		if len(word) < 3 || prose.IsStop(word) || (talkWords()[word] || aside[word]) && calls[prose.Stem(word)] == nil && word != feature || slices.Contains(m.Unknown, word) || settled[word] {
			continue
		}
		u := r.understand(word)
		switch {
		case gift && word == likes[1]:
			m.Words = slices.DeleteFunc(slices.Clone(m.Words), func(term string) bool { return slices.Contains(u.Terms, term) })
		case len(u.Corrections) > 0:
		case u.Known > 0 && (len(u.Terms) > 0 || hasSoft(u.Constraints)):
			known = append(known, word)
		case u.Content > 0 && u.Known == 0 && len(u.Constraints) == 0 && !isNumber(word):
			plain := slices.DeleteFunc(forms(word), func(other string) bool { return !r.has(other) })
			// Who a present is for needs no product, and what somebody is fond
			// of may be met by other words.
			if len(plain) == 0 && (!gift || strings.Contains(likes[2], word) && calls[prose.Stem(word)] == nil) {
				m.Unknown = append(m.Unknown, word)
			}
			strange = true
			for _, other := range append(plain, calls[prose.Stem(word)]...) {
				if !slices.Contains(near, other) && r.has(other) {
					near = append(near, other)
				}
			}
		}
	}
	if strange { // nothing has them: they would only keep from finding the rest
		m.Words = slices.DeleteFunc(slices.Clone(m.Words), func(word string) bool {
			u := r.understand(word)
			return u.Content > 0 && u.Known == 0
		})
	}
	if strange && (len(near) > 0 || !hasType(m.Wishes)) {
		m.Near = append(known, near...)
		m.Near = m.Near[:min(len(m.Near), maxWords)]
	}
}

// aside are words that say when, or how much it is so, and name no goods.
var aside = map[string]bool{
	"january": true, "february": true, "april": true, "june": true, "july": true, "august": true, "september": true, "october": true, "november": true, "december": true,
	"monday": true, "tuesday": true, "wednesday": true, "thursday": true, "friday": true, "saturday": true, "sunday": true,
	"lovers": true, "lover": true, "fans": true, "enthusiast": true, "enthusiasts": true, "addict": true, "addicts": true,
	"nah": true, "lol": true, "omg": true, "bro": true, "dude": true, "ugh": true, "wtf": true, "pls": true, "plz": true, "thx": true, "btw": true, "hmm": true, "umm": true, "please": true,
	"literally": true, "absolutely": true, "basically": true, "honestly": true, "totally": true, "completely": true, "definitely": true, "seriously": true, "obviously": true,
	"degrees": true, "degree": true, "celsius": true, "fahrenheit": true,
}

// withThing names what a thing is to come with.
var withThing = pattern.MustCompile(`\bwith an? (\w+)$`)

// unsold takes out of a find what is not sold here: no product is found by the
// words for it that stands there by chance.
func (r *reader) unsold(m *Reading) {
	if len(m.Near) > 0 || giftWord.MatchString(m.Norm) {
		m.Unsold = nil
		return
	}
	for _, phrase := range m.Unsold {
		terms := r.understand(phrase).Terms
		m.Words = slices.DeleteFunc(slices.Clone(m.Words), func(word string) bool { return slices.Contains(terms, word) })
		m.Unknown = slices.DeleteFunc(m.Unknown, func(word string) bool { return strings.Contains(prose.Fold(phrase), word) })
		m.Unknown = append(m.Unknown, phrase)
	}
}

// likesTo says what somebody cares for who gets a present.
var likesTo = pattern.MustCompile(`\b(likes?|loves?|enjoys?|adores?|plays?|collects?|goes|does|into|fond of|crazy about|fan of|hobby is|hobbies are) (.+)`)

// settledWords are the words of m that a wish or a comparative has taken up:
// whatever they mean alone, they are understood.
func settledWords(m *Reading) map[string]bool {
	settled := map[string]bool{}
	take := func(text string) {
		for _, word := range prose.Words(text) {
			settled[word] = true
		}
	}
	for _, wish := range m.Wishes {
		take(wish.Text)
	}
	for _, comparative := range m.Comparatives {
		take(comparative.Text)
	}
	return settled
}

// has reports whether the catalogue itself has a word, just as it is written.
func (r *reader) has(word string) bool {
	u := r.understand(word)
	return u.Known > 0 && u.Known == u.Content && len(u.Corrections) == 0
}

func hasSoft(wishes []catalog.Constraint) bool {
	return slices.ContainsFunc(wishes, func(c catalog.Constraint) bool { return c.Soft && c.Kind == catalog.KindAttribute })
}

func isNumber(word string) bool { return strings.Trim(word, "0123456789") == "" }

// forms are other forms of a word, the plain one first.
func forms(word string) []string {
	base := strings.TrimSuffix(word, "s")
	if short, ok := strings.CutSuffix(base, "e"); ok && len(short) >= 3 {
		return []string{base, short + "ing"}
	}
	for _, ending := range []string{"ing", "y"} {
		if short := strings.TrimSuffix(base, ending); len(short) >= 3 && short != base {
			base = short
			break
		}
	}
	if n := len(base); n > 3 && base[n-1] == base[n-2] { // running, sunny
		base = base[:n-1]
	}
	return []string{base, base + "e", base + "ing"}
}

// near searches by each of the state's near words by itself, within the wishes
// that hold, and puts first what most of the words find, and find early.
func (a *actor) near(ctx context.Context, s *State, exclude []string) (tool.Found, error) {
	type place struct {
		hit   catalog.Hit
		score float64
	}
	var places []place
	at := map[string]int{}
	for n, word := range s.Near { // the shopper's own words come first, and count for more
		hard := hardOf(s.Wishes)
		q := tool.SearchProducts{Text: word, Wishes: hard, Sort: s.Sort, Limit: lookLimit, Exclude: exclude}
		result, err := q.Do(ctx, a.turn)
		if err != nil {
			return tool.Found{}, err
		}
		for i, hit := range result.Hits {
			id := hit.Product.ID
			if _, seen := at[id]; !seen {
				at[id] = len(places)
				places = append(places, place{hit: hit})
			}
			places[at[id]].score += 1 / (float64(nearRank+i) * (1 + laterNear*float64(n)))
		}
	}
	if s.Sort == catalog.SortRelevance {
		slices.SortStableFunc(places, func(a, b place) int {
			if a.hit.Product.SoldOut != b.hit.Product.SoldOut {
				if a.hit.Product.SoldOut {
					return 1
				}
				return -1
			}
			return cmp.Compare(b.score, a.score)
		})
	}
	result := tool.Found{Result: catalog.Result{Total: len(places)}}
	for _, p := range places[:min(len(places), lookLimit)] {
		result.Hits = append(result.Hits, p.hit)
	}
	return result, nil
}

// nearRank is how little the order within one word's hits counts beside being
// found by a further word.
const nearRank = 10

// laterNear is by how much a word counts less than the one before it.
const laterNear = 0.15

// calls are the words by which goods for an occasion, or of a quality, are
// described, by the stem of the shopper's word for it. What a shop does not
// know of them is left out.
var calls = relatedWords(`
	camp camping campsite: camp tent sleeping outdoor lantern stove
	hike hiking trek trekking walk: hiking walking trail trekking outdoor
	rain rainy wet drizzle: rain waterproof water
	storm stormy windy wind: windproof waterproof shell
	cold freezing chilly frosty: warm insulated down fleece wool thermal
	warm warmth: insulated down fleece wool thermal
	cosy cozy snug snuggly comfy comfortable: warm soft fleece wool blanket cushion
	winter snow snowy ski skiing: warm down waterproof wool insulated thermal
	summer hot heat sunny: light breathable linen cotton shorts
	beach seaside holiday vacation: swim towel sun shorts sandals light
	travel travelling traveling trip journey flight commute commuting: travel packable lightweight pack bag portable
	festival picnic: blanket tent light mug bottle
	coffee tea cocoa espresso: coffee tea mug cup kettle
	cook cooking kitchen dinner: kitchen cooking stove pan knife
	sleep sleeping night bedtime bedroom: sleep sleeping blanket pyjamas pillow
	dark evening: lantern lamp light torch
	run running jog jogging marathon: running trail sports breathable
	gym workout exercise fitness training: sports training breathable stretch
	office work business: office business laptop
	party wedding evening date: dress elegant formal
	gamer game gaming play: gaming game controller
	music song listen listening: music audio headphones speaker headset
	film movie movies: video screen projector
	photo photography picture pictures: photo camera lens
	school college student: backpack notebook
	garden gardening: garden outdoor tools
	tough rugged sturdy robust durable: durable reinforced rugged
	light lightweight: lightweight light packable
	eco green sustainable ethical: recycled organic
	fancy posh elegant luxurious luxury: premium silk leather
	quiet silent noiseless: quiet silent
	soft fluffy: soft fleece wool
	cook chef: kitchen cooking
	outdoors outdoor adventure mountain mountains climbing: outdoor hiking mountain trekking
`)

func relatedWords(text string) map[string][]string {
	words := map[string][]string{}
	for line := range strings.Lines(text) {
		names, others, ok := strings.Cut(strings.TrimSpace(line), ":")
		for name := range strings.FieldsSeq(names) {
			if stem := prose.Stem(name); ok {
				for other := range strings.FieldsSeq(others) {
					if !slices.Contains(words[stem], other) {
						words[stem] = append(words[stem], other)
					}
				}
			}
		}
	}
	return words
}
