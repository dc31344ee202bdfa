package planner

import (
	"slices"
	"strings"

	"github.com/aisle-chat/aisle/assistant/internal/pattern"
	"github.com/aisle-chat/aisle/assistant/internal/prose"
	"github.com/aisle-chat/aisle/catalog"
)

// aboutProduct reports whether a question is about a product of the scene, and
// makes sure that Refs names it.
func (r *reader) aboutProduct(m *Reading, looks bool) bool {
	if len(m.Refs) > 0 {
		return !looks || deictic.MatchString(m.Norm)
	}
	if m.Beyond {
		return true
	}
	if named := r.scene.Named; named != nil && !looks && !deictic.MatchString(m.Norm) && (ownName(named, m.Norm) || inTitle(named, m.Norm) > 1 || !r.partOfShown(m, named)) {
		m.Refs = []string{r.scene.Named.ID}
		return true
	}
	if plural.MatchString(m.Norm) && r.state.Focus == "" && len(r.scene.Shown) > 1 {
		r.across(m)
		return true
	}
	onPage := r.scene.Focus != nil || r.scene.Page != nil
	if p := r.scene.product(r.scene.it()); onPage && p != nil && told(p, m, looks) {
		m.Refs = []string{p.ID}
		return true
	}
	if r.asksPart(m) || r.asksOfIt(m, looks) || r.asksHowMany(m) {
		return true
	}
	if hasType(m.Wishes) || looks && m.Aspect == AspectNone {
		return false
	}
	it := r.scene.it()
	if it == "" && len(r.scene.Shown) > 1 && hasOption(m.Wishes) {
		return false // "do you have it in black?": those that are
	}
	if it == "" && len(r.scene.Shown) > 1 && !deictic.MatchString(m.Norm) && m.Aspect != AspectDescribe && (m.Aspect != AspectNone || asksFact.MatchString(m.Norm)) && !hasHard(m.Wishes) && (classify(strings.Fields(m.Norm))[0].Intent == IntentAbout || m.Aspect == AspectOptions || r.asksProperty(m)) {
		r.across(m)
		return true
	}
	if it == "" {
		if deictic.MatchString(m.Norm) && len(r.scene.Shown) > 1 {
			r.across(m)
			return true
		}
		return false
	}
	if onPage && !hasHard(m.Wishes) && r.asksProperty(m) {
		m.Refs = []string{it}
		return true
	}
	bare := len(m.Found) > 0 && !deictic.MatchString(m.Norm) && m.Aspect != AspectOptions
	if onPage && !bare && (deictic.MatchString(m.Norm) || m.Aspect != AspectNone || probability(classify(strings.Fields(m.Norm)), IntentAbout) > 0.4 || len(r.scene.Shown) == 0 && !asksFact.MatchString(m.Norm)) {
		m.Refs = []string{it}
		return true
	}
	return false
}

// partOfShown reports whether the only word by which a message may name a product is
// rather a property, or a part, of what was shown: the screen of phones.
func (r *reader) partOfShown(m *Reading, named *catalog.Product) bool {
	if len(r.scene.Shown) == 0 && r.scene.it() == "" || slices.ContainsFunc(r.scene.Shown, func(p catalog.Product) bool { return p.ID == named.ID }) {
		return false
	}
	near := r.scene.Shown
	if p := r.scene.product(r.scene.it()); p != nil {
		near = append(slices.Clone(near), *p)
	}
	title := uniqueStems(named.Title)
	return slices.ContainsFunc(near, func(p catalog.Product) bool {
		return slices.ContainsFunc(p.Attributes, func(a catalog.Attribute) bool {
			return slices.ContainsFunc(prose.Content(a.Name), func(stem string) bool {
				return slices.Contains(title, stem) && slices.Contains(prose.Content(m.Norm), stem)
			})
		}) || len(title) > 2 && speaksOfAny(p.Description, title, m.Norm)
	})
}

// speaksOfAny reports whether a text has one of the stems that a message has too.
func speaksOfAny(text string, stems []string, norm string) bool {
	have, said := prose.Content(text), prose.Content(norm)
	return slices.ContainsFunc(stems, func(stem string) bool { return slices.Contains(said, stem) && slices.Contains(have, stem) })
}

// ofPart asks how a part of a thing is: "how big is the screen?".
var ofPart = pattern.MustCompile(`^(?:(?:and|so|but|ok) )*(?:how many|(?:what|how) about) (?:the |its |their )?(\w+)$|^(?:(?:and|so|but|ok) )*how (?:big|large|small|long|short|wide|tall|thick|thin|heavy|bright|fast|deep|high|good|strong|sharp|loud|warm|soft) (?:is|are) (?:the|its|their) ((?:\w+ )?\w+)$`)

// countOf asks how many of something a thing has, and is no question to the shop.
var countOf = pattern.MustCompile(`^(?:(?:and|so|but|ok) )*how (?:many|much) (?:\w+ ){0,2}\w+(?: (?:does|do|has|have|is|are) (?:it|they|this|that|these|those|there|the \w+ one)(?: \w+){0,3})?$`)

// ofShop asks how many there are to buy, or who has bought or rated them.
var ofShop = pattern.MustCompile(`\b(?:you|left|in stock|reviews?|ratings?|people|customers|orders?|days?|weeks?|hours?|colou?rs?|sizes?|shades?|codes?)\b|^(?:(?:and|so|but|ok) )*how much (?:is|are|was|does|do|did|for|would|will|cost\w*|off|more|to|it|this|that|discounts?|shipping|delivery|postage|longer|money)\b`)

// asksHowMany reports whether a message asks how many of a part there are, of what is
// at hand: the ports of a monitor are no ports to buy.
func (r *reader) asksHowMany(m *Reading) bool {
	if !countOf.MatchString(m.Norm) || ofShop.MatchString(m.Norm) || said(m.Norm) != "" {
		return false
	}
	if it := r.scene.it(); it != "" {
		m.Refs = []string{it}
	} else if len(r.scene.Shown) > 1 {
		r.across(m)
	} else {
		return false
	}
	m.Wishes, m.Words, m.Aspect = nil, nil, AspectFact
	return true
}

// aboutThing goes over to something, or to a part of what is at hand.
var aboutThing = pattern.MustCompile(`(?:what|how) about (?:the |its |their )?(\w+)$`)

// asksPart reports whether a message asks about a part of what is at hand, though the
// shop has things that are called so, too: the screen of phones.
func (r *reader) asksPart(m *Reading) bool {
	if !ofPart.MatchString(m.Norm) && !property.MatchString(m.Norm) || len(hardOf(m.Wishes)) > 1 || m.Sort != "" || len(m.Comparatives) > 0 || said(m.Norm) != "" {
		return false
	}
	if about := aboutThing.FindStringSubmatch(m.Norm); about != nil && isPlural(about[1]) {
		return false // "what about boots" goes over to them
	}
	near := r.scene.Shown
	if it := r.scene.product(r.scene.it()); it != nil {
		near = []catalog.Product{*it}
	}
	if !slices.ContainsFunc(near, func(p catalog.Product) bool { return answerFact(&p, m) != nil }) {
		return false
	}
	if m.Wishes, m.Words = nil, nil; len(near) == 1 {
		m.Refs = []string{near[0].ID}
	} else {
		r.across(m)
	}
	return true
}

// namesFeature reports whether a message is nothing but the name of a feature that the
// only thing shown tells of: "usb rechargeable".
func (r *reader) namesFeature(m *Reading) bool {
	if len(r.scene.Shown) != 1 || r.state.Last != MoveSearch || len(m.Refs) > 0 || hasHard(m.Wishes) || len(m.Words) == 0 || len(m.Comparatives) > 0 || m.Sort != "" || refiner.MatchString(m.Norm) || doYouHave.MatchString(m.Norm) {
		return false
	}
	p := &r.scene.Shown[0]
	if len(strings.Fields(m.Norm)) > 4 || fromAttributes(p, m, asked(p, m)) == nil {
		return false
	}
	m.Refs = []string{p.ID}
	return true
}

// ofItself asks what a thing is, does or has, by a pronoun for it.
var ofItself = pattern.MustCompile(`^(?:(?:and|so|but|ok) )*(?:(?:is|are|does|do|will|would|can|could|has|have) (?:it|they|this one|that one)|(?:can|could|may|should) (?:i|you|we|one) (?:use|take|bring|wear|put|plug|connect|fit|pair|run|mount|hang|store|carry) (?:it|them|this one|that one)|how (?:many|much|long|often|far|well|fast)(?: \w+){0,3} (?:does|do|will|would|can|is|are) (?:it|they|this one|that one))\b`)

// asksOfIt reports whether a question by a pronoun is about what is at hand, though it
// names things that the shop sells: "will it fit in my cup holder?".
func (r *reader) asksOfIt(m *Reading, looks bool) bool {
	if !hasType(m.Wishes) || looks || !ofItself.MatchString(m.Norm) || compareTo.MatchString(m.Norm) || goesWith.MatchString(m.Norm) {
		return false
	}
	if it := r.scene.it(); it != "" {
		m.Refs = []string{it}
	} else if len(r.scene.Shown) > 1 {
		r.across(m)
	}
	m.Wishes, m.Words = nil, nil
	return len(m.Refs) > 0
}

// goesOnAsking asks one thing more of what was just asked about: "and waterproof?".
var goesOnAsking = pattern.MustCompile(`^(?:and|also|but) (?:\w+ ){0,2}\w+$`)

// barePrice asks what the thing at hand costs, and nothing else.
var barePrice = pattern.MustCompile(`^(?:(?:and|so|ok|but) )*(?:(?:what is|how much is) (?:the |its )?(?:price|cost)(?: of (?:it|this|that))?|(?:the )?(?:price|cost)|how much(?: (?:is|are) (?:it|they|these|those|that|this)| (?:does|do) (?:it|they|these|those) cost)?)(?: please)?$`)

// otherKind reports whether a message names a kind of thing that the product which it
// points at is not.
func (r *reader) otherKind(m *Reading) bool {
	kind, typed := wish(m.Wishes, catalog.KindType, "")
	p := r.scene.product(m.Refs[0])
	if !typed || p == nil {
		return false
	}
	own := prose.Content(p.Title + " " + strings.Join(p.Category, " "))
	return !slices.ContainsFunc(kind.Values, func(value string) bool {
		return !slices.ContainsFunc(prose.Content(value), func(stem string) bool { return !slices.Contains(own, stem) })
	})
}

// asksProperty reports whether a message asks for a property of what is at hand by
// its name, and no article is about it: "what is the thread count?".
func (r *reader) asksProperty(m *Reading) bool {
	return property.MatchString(m.Norm) && m.Sort == "" && len(m.Comparatives) == 0 && (len(m.Found) == 0 || m.Found[0].Score < onTopicScore) && said(m.Norm) == ""
}

// property asks for something by its name.
var property = pattern.MustCompile(`^(?:(?:and|ok|so|but|then) )*(?:what|how|which) (?:is|are|about|was|kind of|sort of|type of) (?:the|its|their) (?:\w+ ){0,3}\w+$|^(?:(?:and|ok|so|but|then) )*what (?:\w+ ){0,2}(?:ages?|count|ratings?|levels?|range|rate|grade|class|ratio|density|weave|thickness|resolution|voltage|wattage|lining|filling|fill)$`)

// told reports whether a product's own data answer what a message asks: its
// chart, its reviews on the fit, or an attribute that the message names.
func told(p *catalog.Product, m *Reading, looks bool) bool {
	switch m.Aspect {
	case AspectSizeChart:
		return len(p.SizeChart.Rows) > 0 && !hasType(m.Wishes) || fromAttributes(p, m, asked(p, m)) != nil
	case AspectFit, AspectReviews:
		return !hasType(m.Wishes)
	case AspectNone, AspectFact:
		stems := asked(p, m)
		if hasHard(m.Wishes) || looks { // "rain cover included?" is no search where that is the name of a fact
			return !looks && slices.ContainsFunc(p.Attributes, func(a catalog.Attribute) bool {
				name := prose.Content(a.Name)
				return len(name) > 1 && !slices.ContainsFunc(name, func(stem string) bool { return !slices.Contains(stems, stem) })
			})
		}
		return len(stems) > 0 && fromAttributes(p, m, stems) != nil
	}
	return false
}
