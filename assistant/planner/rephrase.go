package planner

import (
	"regexp"
	"slices"
	"strings"

	"github.com/aisle-chat/aisle/assistant/internal/pattern"
	"github.com/aisle-chat/aisle/assistant/internal/prose"
	"github.com/aisle-chat/aisle/catalog"
)

// steering are the words by which shoppers steer a talk. A typing mistake in one
// of them must not make it a search.
var steering = []string{
	"first", "second", "third", "fourth", "fifth", "sixth", "others", "other", "another", "compare", "cheaper", "cheapest", "checkout", "remove", "please", "rather",
}

// tooMany is "too" written as a number: "2 expensive".
var tooMany = pattern.MustCompile(`(?i)\b2 (expensive|pricey|costly|dear|much|many|small|big|large|long|short|heavy|tight|wide|narrow|slow|late)\b`)

// respelled reads over typing mistakes in the words that steer a talk: "show me
// othes", "the scond one". A word that the shop, or English, has is left alone.
func (r *reader) respelled(text string) string {
	text = tooMany.ReplaceAllString(text, "too $1")
	words := prose.Words(text)
	for _, word := range words {
		if len(word) < 4 || talkWords()[word] || prose.IsStop(word) || slices.Contains(steering, word) {
			continue
		}
		at := slices.IndexFunc(steering, func(right string) bool { return nearly(word, right) })
		if at < 0 {
			continue
		}
		if u := r.understand(word); u.Known > 0 && len(u.Corrections) == 0 && len(u.Comparatives) == 0 && u.Sort == "" {
			continue
		}
		text = pattern.MustCompile(`(?i)\b`+regexp.QuoteMeta(word)+`\b`).ReplaceAllString(text, steering[at])
	}
	return text
}

// nearly reports whether a word is another with a typing mistake, begun right:
// "other" is no "mother".
func nearly(word, right string) bool { return word[0] == right[0] && prose.Near(word, right) }

var (
	// turning goes over to another kind of thing: "how about tents?", "ok, back
	// to tops".
	turning = pattern.MustCompile(`(?i)^\s*(?:(?:ok|okay|well|and|so|then|no|hm+|actually|now|let'?s|let us|can we|could we|please|but)[\s,]+)*(?:(?:how|what) about|(?:(?:go|get|come) )?back to|(?:let'?s )?(?:go|move) on to|over to|on to)\s+(?:(?:the|your|some)\s+)?`)
	// replacing puts one thing in the place of another: "no boots after all, rather
	// sandals".
	replacing = pattern.MustCompile(`(?i)^\s*(?:(?:ok|oh|well|actually|sorry|hm+)[\s,]+)*(?:no|not|no more|forget) (?:the )?[^,.]+?(?:,? after all\b[\s,.]*(?:but |rather |instead |i(?:'d| would) (?:rather|like|prefer) )?|[\s,]+(?:but )?rather )(?:the |some |an? )?`)
	// furtherOf asks for further ones of a kind: "more eyeliner".
	furtherOf = pattern.MustCompile(`^(?:(?:ok|no|please|can|could|you|i|want|to|see|show|me|let|us|do|have|got|any|some|the|what|is|are|there|find) )*(?:more|other|others|further|different|additional|another) (?:kinds? of |types? of )?(.+?)(?: please| instead| too)*$`)
	// wholeShop asks for all that there is.
	wholeShop = pattern.MustCompile(`^(?:(?:ok|please|just|can|could|you|i|want|would|like|to|see|show|me|let|us|list|view|browse|give|look|at|what|is) )*(?:everything|all (?:of )?(?:your |the |my )?(?:products?|items|things|stuff|goods)|(?:the|your) (?:whole|entire|full) (?:shop|store|range|catalog|catalogue|collection|assortment))(?: (?:you|there|that|is|have|sell|got|here|in|the|shop|store|please))*$`)
	// otherChoice asks in what else those shown come.
	otherChoice = pattern.MustCompile(`^(?:(?:ok|and|in|any|are there|do you have|got|is there|what|which|a|an|have you got|does it come in|do they come in) )*(?:other|different|more|another) (?:colou?rs?|sizes?|shades?)(?: please)?$`)
	// niceOne asks for anything good.
	niceOne = pattern.MustCompile(`^(?:(?:ok|please|just|can|could|you|i|want|would|like|need|to|see|show|find|get|give|recommend|suggest|me|us|looking|for|am|we) )*(?:something|anything) (?:nice|cool|good|special|fun|interesting|pretty|great|beautiful|lovely|new and nice)(?: please)?$`)
	// allOfThem asks for the rest of a list.
	allOfThem = pattern.MustCompile(`^(?:(?:ok|please|just|can|could|you|i|want|to|see|show|me) )*all(?: (?:of )?(?:them|these|those|the rest))?(?: please)?$`)
	// costsLeast and costsMost ask for an end of the prices.
	costsLeast = pattern.MustCompile(`\b(?:costs? (?:the )?least|lowest pric(?:e|ed)|cheapest|least expensive|most affordable)\b`)
	costsMost  = pattern.MustCompile(`\b(?:costs? (?:the )?most|highest pric(?:e|ed)|most expensive|priciest|dearest)\b`)
	// amongShown restricts it to what is on the screen.
	amongShown = pattern.MustCompile(`\b(?:of|among|from) (?:them|these|those|the (?:two|three|four|five|six)|what you showed)\b|\b(?:these|those)\b`)
	// betterOne asks for more quality.
	betterOne = pattern.MustCompile(`\b(?:a|an|any|some|something|anything|even|much|one that is) (?:\w+ )?better\b|\bbetter (?:one|ones|quality|model|version|alternatives?|options?)\b|\b(?:an?|any|the) (?:upgrade|step up)\b|\bhigher (?:end|quality)\b`)
	// others asks for something else than what is at hand: "anything similar but
	// cheaper?".
	others = pattern.MustCompile(`\b(?:anything|something|similar|alternatives?|like (?:it|this|that))\b|\b(?:any|an|a|the) (?:\w+ )?(?:other|others|ones?)\b`)
	// tooMuchOf says of what was shown that it is too dear, heavy and so on.
	tooMuchOf = pattern.MustCompile(`^(?:(?:ok|but|hm+|well|oh|sorry|no|they|these|those|that|it|all|is|are|look|seem|a|bit|little|way|much|far|still|all of (?:them|these)) )*too \w+(?: for me| for my budget)?$`)
	// bestReviews asks for what buyers like best.
	bestReviews = pattern.MustCompile(`\bbest (?:reviews?|ratings?|reviewed|rated)\b|\b(?:highest|top) (?:rated|reviewed|ratings?)\b|\bmost (?:popular|loved|liked)\b`)
	// undoing takes the last change of the cart back.
	undoing = pattern.MustCompile(polite + `(?:undo(?: (?:that|it|this|the last (?:one|change|step)|my last \w+))?|take (?:that|it) back|revert(?: (?:that|it))?|put it back (?:how|as|the way) it was)(?: please)?$`)
)

// steers reads what moves on from what was shown, or back to it.
func (r *reader) steers(m *Reading) bool {
	norm := m.Norm
	listed := len(r.state.Shown) > 0
	switch {
	case undoing.MatchString(norm) && (len(r.state.Undo) > 0 || strings.Contains(norm, "undo")) && r.state.Errand == nil && !r.state.nearOrder():
		m.Intent = IntentUndo
	case wholeShop.MatchString(norm) && !hasHard(m.Wishes), niceOne.MatchString(norm) && r.state.Pending == nil, allOfThem.MatchString(norm) && !listed && r.state.Pending == nil:
		m.Intent, m.Words, m.Near, m.Unsold = IntentFind, nil, nil, nil
		m.Whole = true
	case allOfThem.MatchString(norm) && r.state.Pending == nil:
		m.Intent = IntentMore
	case listed && otherChoice.MatchString(norm) && len(m.Refs) == 0 && !r.state.nearOrder() && r.state.Errand == nil:
		m.Intent, m.Aspect = IntentAbout, AspectOptions
		if it := r.scene.it(); it != "" {
			m.Refs = []string{it}
		} else {
			for i := range min(3, len(r.scene.Shown)) {
				m.Refs = append(m.Refs, r.scene.Shown[i].ID)
			}
		}
	case listed && r.further(m):
		m.Intent, m.Wishes, m.Words = IntentMore, nil, nil
	case r.extreme(m):
		m.Intent, m.Refs, m.Aspect = IntentFind, nil, AspectNone
	case listed && len(m.Comparatives) > 0 && tooMuchOf.MatchString(norm) && len(m.Refs) == 0:
		m.Intent, m.Aspect = IntentFind, AspectNone
	case len(m.Comparatives) > 0 && !m.Comparatives[0].Most && others.MatchString(norm) && len(m.Refs) < 2 && !(len(m.Refs) == 1 && actsOn.MatchString(norm)) && (listed || r.scene.it() != ""):
		m.Intent, m.Aspect = IntentFind, AspectNone
	case r.better(m):
		m.Intent, m.Aspect, m.Sort = IntentFind, AspectNone, ""
		m.Comparatives = []catalog.Comparative{{Field: fieldRating, Text: "better rated"}}
	default:
		return false
	}
	return true
}

// further reports whether a message asks for more of the kind that was shown.
func (r *reader) further(m *Reading) bool {
	at := furtherOf.FindStringSubmatch(m.Norm)
	kind, typed := wish(m.Wishes, catalog.KindType, "")
	had, searched := wish(r.state.Wishes, catalog.KindType, "")
	if at == nil || len(m.Comparatives) > 0 || m.Sort != "" || len(m.Refs) > 0 {
		return false
	}
	if !typed { // words of the search itself: "more merino"
		return len(m.Words) > 0 && !hasHard(m.Wishes) && !slices.ContainsFunc(m.Words, func(word string) bool { return !slices.Contains(r.state.Words, word) })
	}
	same := searched && (slices.Equal(kind.Values, had.Values) || narrows(kind, had))
	return same && !slices.ContainsFunc(hardOf(m.Wishes), func(c catalog.Constraint) bool {
		return c.Kind != catalog.KindType && !slices.ContainsFunc(r.state.Wishes, func(o catalog.Constraint) bool {
			return wishKey(o) == wishKey(c) && slices.Equal(o.Values, c.Values) && o.MaxPrice == c.MaxPrice && o.MinPrice == c.MinPrice
		})
	})
}

// extreme reports whether a message asks which of all that was found costs least
// or most. "The cheapest of these" is one of those shown.
func (r *reader) extreme(m *Reading) bool {
	least, most := costsLeast.MatchString(m.Norm), costsMost.MatchString(m.Norm)
	rated := m.Sort == catalog.SortRating || bestReviews.MatchString(m.Norm)
	if !least && !most && !rated || said(m.Norm) != "" || amongShown.MatchString(m.Norm) || hasType(m.Wishes) || actsOn.MatchString(m.Norm) {
		return false
	}
	if aspect := aspectOf(m.Norm); yesNoQuestion.MatchString(m.Norm) || aspect != AspectNone && aspect != AspectPrice && !rated {
		return false // "is the cheapest one waterproof?"
	}
	if len(r.state.Wishes)+len(r.state.Words)+len(r.state.Near) == 0 {
		return rated && r.bestShown(m)
	}
	switch {
	case least:
		m.Sort = catalog.SortPriceUp
	case most:
		m.Sort = catalog.SortPriceDown
	case rated:
		m.Sort = catalog.SortRating
	}
	m.Words = nil // what it is, was said before
	return true
}

// bestShown reads which of those shown buyers like best, where no search brought them
// up.
func (r *reader) bestShown(m *Reading) bool {
	if len(r.scene.Shown) < 2 || !strings.HasPrefix(m.Norm, "which") {
		return false
	}
	m.Intent, m.Aspect, m.Refs = IntentAbout, AspectPick, nil
	for i := range r.scene.Shown {
		if id := r.scene.Shown[i].ID; id != "" {
			m.Refs = append(m.Refs, id)
		}
	}
	m.Across = true
	return len(m.Refs) > 0
}

// mostPopular asks which of what is at hand others like most.
var mostPopular = pattern.MustCompile(`\b(?:which|what|the) (?:\w+ ){0,3}most (?:popular|sold|bought|purchased|ordered|wanted)\b|\bpopular ones?\b`)

// popular reads what others buy most: of the list at hand, of a kind that is named, or
// else of all that there is. The shop's sales are not known here; stars and how many
// gave them are. It reports false where nothing that is named is known here.
func (r *reader) popular(m *Reading) bool {
	u := r.understand(bestSold.ReplaceAllString(m.Norm, " "))
	if u.Content > 0 && u.Known == 0 && len(u.Constraints) == 0 {
		return false
	}
	m.Sold, m.Sort, m.Comparatives = true, catalog.SortRating, nil
	m.Wishes, m.Words, m.Known, m.Content = settledKinds(u.Constraints), u.Terms, u.Known, u.Content
	m.Near, m.Unknown, m.Unsold = nil, nil, u.Unsold
	if len(hardOf(m.Wishes)) == 0 && m.Known == 0 && !(len(r.state.Shown) > 0 && mostPopular.MatchString(m.Norm)) {
		m.Whole, m.Words = true, nil
	}
	return true
}

// theMore means one of two by what it has more of: "the cheaper one".
var theMore = pattern.MustCompile(`\b(?:the|that) (cheaper|more expensive|dearer|pricier|lighter|heavier|better rated|better reviewed|higher rated) (?:one|of (?:the two|them|those|these|both))\b`)

// extremes say theMore as it is said of several.
var extremes = map[string]string{
	"cheaper": "cheapest", "more expensive": "most expensive", "dearer": "most expensive", "pricier": "most expensive",
	"lighter": "lightest", "heavier": "heaviest", "better rated": "best rated", "better reviewed": "best rated", "higher rated": "best rated",
}

// ofCompared reads theMore behind a comparison: it is one of those, and asks for no
// others.
func (r *reader) ofCompared(m *Reading) {
	at := theMore.FindStringSubmatch(m.Norm)
	if at == nil || r.state.Last != MoveCompare {
		return
	}
	if id := r.scene.superlative("the " + extremes[at[1]] + " one"); id != "" {
		m.Refs, m.Comparatives, m.Sort, m.Wishes, m.Words = []string{id}, nil, "", nil, nil
	}
}

// actsOn names one of those shown: "add the cheapest one".
var actsOn = pattern.MustCompile(polite + `(?:add|buy|take|compare|remove|tell)\b|\bi will take\b`)

// better reports whether a message asks for something better than what was shown
// or than the product at hand.
func (r *reader) better(m *Reading) bool {
	if !betterOne.MatchString(m.Norm) || hasType(m.Wishes) || len(m.Comparatives) > 0 || said(m.Norm) != "" {
		return false
	}
	if len(m.Refs) > 1 || len(r.scene.Compared) > 1 || betterOtherwise.MatchString(m.Norm) {
		return false
	}
	return len(r.state.Shown) > 0 || r.scene.it() != "" || len(m.Refs) == 1
}

// betterOtherwise asks which of two is better, or for something to be done better.
var betterOtherwise = pattern.MustCompile(`\bwhich\b|\bbetter (?:price|deal|service|offer)\b|\b(?:feel|get|do|be) (?:any |a bit )?better\b`)

// turnsTo reports whether a message goes over to another kind of thing, which the
// shop has.
func (r *reader) turnsTo(m *Reading) bool {
	if !turning.MatchString(m.Said) || len(m.Refs) > 0 && (pointed.MatchString(m.Norm) || len(ordinals(m.Norm, len(r.scene.Shown))) > 0) {
		return false
	}
	if hasType(m.Wishes) {
		return true
	}
	// "How about the fabric?" is about the product at hand.
	return m.Known > 0 && m.Known == m.Content && aspectOf(m.Norm) == AspectNone && (r.scene.it() == "" && len(r.scene.Shown) == 0 || !ofIt.MatchString(m.Norm))
}

// ofIt is about a part of the product at hand.
var ofIt = pattern.MustCompile(`\babout (?:the|its|their|your|his|her)\b`)
