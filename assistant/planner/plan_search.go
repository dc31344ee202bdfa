package planner

import (
	"slices"
	"strings"

	"github.com/aisle-chat/aisle/assistant/internal/pattern"
	"github.com/aisle-chat/aisle/assistant/internal/prose"
	"github.com/aisle-chat/aisle/catalog"
)

// insteadOf says what "too ..." asks for, as it stands before "than".
var insteadOf = map[string]string{
	"fancier": "more expensive", "posher": "more expensive", "classier": "more expensive",
	"too expensive": "cheaper", "too pricey": "cheaper", "too costly": "cheaper", "too heavy": "lighter",
}

// search merges what is wished now with what was wished before.
func (p Plan) search(scene *Scene) Plan {
	m, s := p.Reading, &p.State
	p.Move = MoveSearch
	s.Kit = nil
	if len(m.Comparatives) > 0 {
		c := m.Comparatives[0]
		if than, ok := insteadOf[c.Text]; ok {
			c.Text = than
		}
		p.Comparative = &c
		p.Base = s.Focus
		if len(m.Refs) > 0 {
			p.Base = m.Refs[0]
		} else if p.Base == "" && len(s.Shown) == 0 && scene.Page != nil {
			p.Base = scene.Page.ID
		}
	}
	near := s.Near
	switch m.Intent {
	case IntentChoose:
		if len(s.Wishes)+len(s.Words)+len(s.Near) == 0 {
			p.New = true
		}
		s.JustShow, s.Streak = false, 0
	case IntentStartOver:
		s.Wishes, s.Words, s.Near, s.Sort, p.New = nil, nil, nil, "", true
	case IntentUnwish:
		keys := m.Drop
		if slices.Contains(keys, "all") {
			s.Wishes, s.Words, s.Near = nil, nil, nil
		}
		s.Asked = append(slices.Clone(s.Asked), keys...)
		s.Wishes = changed(without(s.Wishes, keys...), hardOf(m.Wishes))
		s.Words = merge(s.Words, knownWords(m))
	case IntentJustShow:
		s.JustShow = true
	case IntentBack:
		s.Seen = nil
	case IntentMore:
		if p.Move = MoveMore; s.Last == MoveIdeas && len(s.Seen) > 0 {
			p.Move, p.Others = MoveIdeas, true
			return p
		}
		if len(s.Seen) == 0 { // others than the product of the page
			p.Move, p.New = MoveSearch, true
			if s.Words, s.Near = nil, nil; scene.Page != nil {
				s.Words = prose.Words(kindOf(scene.Page))
				s.Seen = []string{scene.Page.ID}
				p.Move = MoveMore
			}
		}
	case IntentFind:
		if len(m.Unsold) > 0 && len(m.Words) == 0 && !hasType(m.Wishes) {
			p.Missing = true
			return p
		}
		p.merge()
	default:
		p.merge()
	}
	if m.Intent == IntentFind && len(m.Near) > 0 {
		s.Near = m.Near
	} else if p.New || hasType(m.Wishes) {
		s.Near = nil
	} else {
		s.Near = near
	}
	if p.New {
		if p.Move != MoveMore {
			s.Seen = nil
		}
		s.Shown, s.Asked, s.Streak, s.JustShow = nil, nil, 0, false
	}
	s.Focus = ""
	return p
}

// merge takes the wishes of a find into the state. Another kind of thing begins
// a new search, to which only some wishes go along; a correction keeps them all.
func (p *Plan) merge() {
	m, s := p.Reading, &p.State
	newType, typed := wish(m.Wishes, catalog.KindType, "")
	oldType, had := wish(s.Wishes, catalog.KindType, "")
	words := knownWords(m)
	if had && !typed && forWhom.MatchString(m.Norm) && !m.Whole && len(words) == 0 {
		s.Wishes = changed(s.Wishes, m.Wishes) // who it is for changes no kind of thing
		return
	}
	if !typed && (giftWord.MatchString(m.Norm) || m.Whole || m.New && !typed || everything.MatchString(m.Norm)) {
		p.New = true
		s.Wishes, s.Words, s.Sort = changed(against(s.Wishes), m.Wishes), words, m.Sort
		if len(words) == 0 && len(m.Near) == 0 && !hasSoft(m.Wishes) && giftWord.MatchString(m.Norm) {
			p.Move = MoveIdeas
		}
		return
	}
	switch {
	case !typed && len(m.Near) > 0 && !m.Correcting && !refiner.MatchString(m.Norm) && !(had && ofTheKind.MatchString(m.Norm)):
		// an occasion or a quality: "something cosy"
		p.New = true
		p.Carried = carried(s.Wishes)
		s.Wishes, s.Words, s.Sort = changed(p.Carried, m.Wishes), words, m.Sort
	case typed && had && narrows(newType, oldType) && len(m.Wishes) > 1 && !refusesKind(m.Wishes, oldType):
		// "any jackets in blue?" still means the waterproof jackets
		m.Wishes = without(m.Wishes, string(catalog.KindType))
		s.Wishes, s.Words = changed(s.Wishes, m.Wishes), merge(s.Words, words)
	case typed && had && !slices.Equal(newType.Values, oldType.Values) && !m.Correcting:
		p.New = true
		p.Carried = slices.DeleteFunc(carried(s.Wishes), func(c catalog.Constraint) bool {
			return slices.ContainsFunc(m.Wishes, func(n catalog.Constraint) bool { return n.Kind == c.Kind && n.Field == c.Field })
		})
		s.Wishes, s.Words, s.Sort = changed(p.Carried, m.Wishes), words, ""
	case typed && !had && !m.Correcting && len(s.Words) > 0:
		p.New = true
		s.Wishes, s.Words, s.Sort = changed(carried(s.Wishes), m.Wishes), words, ""
	case !typed && !hasHard(m.Wishes) && len(words) > 0 && len(m.Comparatives) == 0 && m.Sort == "" && fresh(m) && !(had && ofTheKind.MatchString(m.Norm)):
		// a thing that the catalogue does not know as a kind: "merino"
		p.New = true
		p.Carried = carried(s.Wishes)
		s.Wishes, s.Words, s.Sort = changed(p.Carried, m.Wishes), words, ""
	default:
		if m.Correcting && typed {
			s.Words = nil
			// What was said of the other kind goes along as far as it can be met;
			// "cheaper" was meant beside a product that is not wanted.
			s.Wishes = slices.DeleteFunc(slices.Clone(s.Wishes), func(c catalog.Constraint) bool { return c.Text == cheaperText })
			if price, bound := wish(s.Wishes, catalog.KindPrice, ""); bound {
				p.Carried = append(p.Carried, price)
			}
		}
		s.Wishes, s.Words = changed(s.Wishes, m.Wishes), merge(s.Words, words)
		if len(s.Shown) == 0 && len(s.Seen) == 0 {
			p.New = true
		}
	}
	if m.Sort != "" {
		s.Sort = m.Sort
	}
	if typed { // "jackets" after "no clothes": what is asked for now counts more
		for _, c := range against(s.Wishes) {
			mine := func(o catalog.Constraint) bool { return wishKey(o) == wishKey(c) }
			if c.Kind == catalog.KindType && !slices.ContainsFunc(m.Wishes, mine) && !slices.ContainsFunc(p.Carried, mine) {
				p.Carried = append(p.Carried, c)
			}
		}
	}
}

var giftWord = pattern.MustCompile(`\b(?:gifts?|presents?|pressies?|prezzies?|stocking (?:fillers?|stuffers?)|secret santa|for my (?:\w+ )?(?:wife|husband|mom|mum|mother|dad|father|sister|brother|friend|son|daughter|boyfriend|girlfriend|boss))\b`)

// forWhom says who something is for, and nothing else.
var forWhom = pattern.MustCompile(`^(?:(?:and|ok|yes|it is|its|they are|these are|just) )*for (?:my|a|our) (?:\d+ year old )?(?:wife|husband|mom|mum|mother|dad|father|sister|brother|friend|son|daughter|boyfriend|girlfriend|boss|grandma|grandpa|aunt|uncle|kid|kids|child)$`)

// ofTheKind speaks of the kind of thing at hand: "show me one for windy nights".
var ofTheKind = pattern.MustCompile(`\b(?:a|an|any|the|some|show me|give me|need|want|have|for|with|get|see|find|is there|got|about) (?:\w+ ){0,3}?ones?\b(?: (?:for|that|which|with|without|in|to)\b|$)|^(?:\w+ )?ones? (?:for|that|which|with|without|in)\b`)

var everything = pattern.MustCompile(`\b(?:everything|all (?:your |the )?(?:things|products|items|stuff))\b`)

// narrows reports whether the old type is a special case of the new one, as a
// waterproof jacket is of a jacket.
func narrows(newer, older catalog.Constraint) bool {
	if len(newer.Values) != 1 || len(older.Values) != 1 {
		return false
	}
	return newer.Values[0] != older.Values[0] && strings.HasSuffix(older.Values[0], " "+newer.Values[0])
}

// refusesKind reports whether the wishes are against a word of a kind.
func refusesKind(wishes []catalog.Constraint, kind catalog.Constraint) bool {
	return slices.ContainsFunc(against(wishes), func(c catalog.Constraint) bool {
		return slices.ContainsFunc(c.Values, func(v string) bool {
			return strings.Contains(" "+strings.Join(kind.Values, " ")+" ", " "+strings.ToLower(v)+" ")
		})
	})
}

// fresh reports whether a message that names no kind of thing still begins a
// new search rather than narrowing the last one.
func fresh(m Reading) bool {
	return doYouHave.MatchString(m.Norm) && !refiner.MatchString(m.Norm)
}

// knownWords are the words to rank by, as far as there are any that the
// catalogue knows.
func knownWords(m Reading) []string {
	if m.Known == 0 {
		return nil
	}
	return m.Words
}

func merge(words, more []string) []string {
	merged := slices.Clone(words)
	for _, w := range more {
		if !slices.Contains(merged, w) {
			merged = append(merged, w)
		}
	}
	return merged[max(0, len(merged)-maxWords):]
}

// maxWords bounds the free words of a search.
const maxWords = 8

func hardOf(wishes []catalog.Constraint) []catalog.Constraint {
	return slices.DeleteFunc(slices.Clone(wishes), func(c catalog.Constraint) bool { return c.Soft })
}
