package planner

import (
	"slices"
	"strconv"
	"strings"

	"github.com/aisle-chat/aisle/assistant/internal/pattern"
	"github.com/aisle-chat/aisle/assistant/internal/prose"
	"github.com/aisle-chat/aisle/catalog"
)

// Kit is several things that are bought together: what the shopper listed, or
// what an occasion calls for, with one pick of each.
type Kit struct {
	Items []KitItem `json:"items"`
	// Budget is what all of it may cost, in minor units; 0 means that no sum was
	// named.
	Budget int64 `json:"budget,omitempty"`
	// Sum is what the picks come to, in minor units.
	Sum int64 `json:"sum,omitempty"`
	// Missing are things that are not sold here.
	Missing []string `json:"missing,omitempty"`
	// Calls are the words by which an occasion is met, where the shopper named
	// one instead of things.
	Calls []string `json:"calls,omitempty"`
	// Wishes hold for every item: whom it is for, what it must not be. Qualities
	// hold where there are things that have them.
	Wishes    []catalog.Constraint `json:"wishes,omitempty"`
	Qualities []catalog.Constraint `json:"qualities,omitempty"`
}

// KitItem is one thing of a kit.
type KitItem struct {
	// Name is what the shopper calls it, in the singular where it can be told.
	Name string `json:"name"`
	// Wishes and Words say what is searched for it; Shelf is the category that an
	// occasion brought up instead.
	Wishes []catalog.Constraint `json:"wishes,omitempty"`
	Words  []string             `json:"words,omitempty"`
	Shelf  string               `json:"shelf,omitempty"`
	// Product is the pick, and Variant its variant; empty while nothing is picked.
	Product string `json:"product,omitempty"`
	Variant string `json:"variant,omitempty"`
	// Quantity is how many are wanted.
	Quantity int `json:"quantity"`
	// Seen are picks that the shopper did not want.
	Seen []string `json:"seen,omitempty"`
}

// maxKit bounds the things of a kit, and kitTypes is how many an occasion gets.
const (
	maxKit   = 8
	kitTypes = 5
)

var (
	kitWord = pattern.MustCompile(`\b(?:everything|all (?:that|the things|the gear)?) ?(?:i|we|you|she|he|they)? ?(?:need|want|for)\b|\beverything (?:for|to)\b|\bwhat (?:all )?(?:do|will|should|would|shall) (?:i|we|you|she|he|they) (?:all )?(?:need|pack|bring|take|get|buy)(?: with (?:me|us))? (?:for|to|on|when|if)\b|\b(?:kit|outfit|bundle|gear|equipment|starter (?:kit|set)|packing list|checklist|complete set|shopping list) for\b|\b(?:kit|fit) (?:me|us|him|her|them) out\b|\bequip (?:me|us|him|her)\b|\bgear (?:me|us) up\b|\b(?:have|own|got) (?:literally |absolutely |really |almost |basically )?(?:nothing(?: yet| at all)?$|no (?:gear|equipment|kit|stuff)\b)|\b(?:start(?:ing)?|begin(?:ning)?) (?:from|at) (?:scratch|zero|nothing)\b|\bgoing (?:\w+ )?for the first time\b`)
	// inAll says that a sum is for all together.
	inAll = pattern.MustCompile(`(?i)(?:(?:for|around|about|up to|under|below|at most|max|less than|within|not more than|no more than|my budget is|budget(?: is| of)?)\s+)*(?:[$€£]\s?)?(\d[\d.,]*)(?: ?(?:dollars|bucks|usd|euros?|pounds|[$€£]))? (?:all in|all together|altogether|together|in total|total|in all|for (?:everything|all(?: of (?:it|them))?|the (?:lot|whole thing))|at most|max(?:imum)?|tops)\b|\b(?:budget|max(?:imum)?|total|spend)(?: (?:of|is|about|around|up to|at most|under|max))*[: ]*[$€£]?\s?(\d[\d.,]*)`)
	// kitParts is where a list goes on.
	kitParts = pattern.MustCompile(`(?i)\s*(?:[,;+&\n]|\band\b|\bplus\b|\bas well as\b|\balong with\b|\bwith\b)\s*`)
	// listLead begins a list.
	listLead = pattern.MustCompile(`(?i)^\s*(?:(?:hi|hello|hey|ok|so|please|well|also|and|then|now)[\s,.!]+)*(?:(?:i|we)(?:'m| am| are|'re)? ?(?:need|want|would like|'d like|looking for|look for|after|shopping for|could use|require)|(?:can|could) (?:you|i) (?:find|show|get|have)(?: me| us)?|find (?:me|us)|show (?:me|us)|get (?:me|us)|give (?:me|us)|looking for|need|want)\s+`)
	// several things, each named once: "a tent, two mugs".
	oneOf = pattern.MustCompile(`(?i)^(?:(?:a|an|one|some|the|my|our|\d{1,2}|two|three|four|five|six|a pair of|a set of|new|good|nice|cheap|small|big) )+`)
	// someOf are some of what was named before: "2 in blue".
	someOf = pattern.MustCompile(`(?i)^(?:\d{1,2}|one|two|three|four|five|six|a|another) in\b`)
	// addKit are the ways of asking for all of a kit.
	addKit = pattern.MustCompile(polite + `(?:i (?:will|would) (?:take|have|like|buy|get)|i take|add|buy|order|get|take|put|give me)(?: me)? (?:(?:it |them )?all(?: of (?:it|them|these|those))?(?: (?:two|three|four|five|six|seven|eight|\d))?|both(?: of them)?|everything|the (?:whole |entire |full )?(?:kit|set|lot|bundle|list|thing|outfit)|these|those|them)\b`)
	// anotherOf asks for another pick of one thing.
	anotherOf = pattern.MustCompile(`\b(?:another|different|other|swap|change|replace|exchange|instead|cheaper|better|lighter|not (?:this|that)|do not like|alternatives?)\b`)
	// anotherFor asks to put another in the place of one thing.
	anotherFor = pattern.MustCompile(polite + `(?:swap|change|replace|exchange|switch)(?: out)? (?:the|my|that|this)\b`)
	// leaveOut takes a thing off a kit.
	leaveOut = pattern.MustCompile(`\b(?:without|no|not|leave out|leave off|drop|skip|remove|take out|forget|minus|except|already (?:have|own|got)|(?:do|does) not need|no need for)\b`)
	// addTo brings another thing into a kit.
	addTo = pattern.MustCompile(`^(?:(?:ok|yes|please|oh|then) )*(?:and|also|plus|add)\b.*|\b(?:too|as well|to (?:it|the (?:kit|list|set)))$`)
	// kitSum asks what a kit comes to.
	kitSum = pattern.MustCompile(`^(?:(?:and|so|ok) )*(?:(?:what is|what would be|how much is|what does) (?:the |it |that |all |everything )*(?:total|sum|come to|cost|altogether|together|in total)?|(?:the )?total(?: please| now| price)?|(?:what|how much) (?:is|does|do|would) (?:it|that|they|all|everything|all of (?:it|them)|the (?:whole )?(?:kit|set|lot)) (?:all )?(?:cost|come to|make|be)?(?: (?:together|altogether|in total|in all|all in))?)$`)
)

// kit reads a list of things, an occasion that calls for several, or what is to
// change about a kit at hand.
func (r *reader) kit(m *Reading) bool {
	if m.Number != "" || m.Email != "" || r.state.Pending != nil && r.state.Pending.Item != nil {
		return false
	}
	if said(m.Norm) != "" || compareTo.MatchString(m.Norm) {
		return false
	}
	kit := r.listed(m)
	if kit == nil {
		kit = r.occasion(m)
	}
	if kit == nil {
		return false
	}
	m.Intent, m.Kit, m.Refs = IntentKit, kit, nil
	return true
}

// listed reads "a tent, a stove and a lamp, 250 all in".
func (r *reader) listed(m *Reading) *Kit {
	if asksFact.MatchString(m.Norm) || addVerb.MatchString(m.Norm) || giftWord.MatchString(m.Norm) {
		return nil
	}
	text := inAll.ReplaceAllString(m.Said, ", ")
	together := text != m.Said
	if at := listLead.FindStringIndex(text); at != nil {
		text = text[at[1]:]
	}
	parts := kitParts.Split(text, maxKit+4)
	if len(parts) < 2 || len(parts) == 2 && ofFeature.MatchString(text[len(parts[0]):]) {
		return nil // "a phone with a big screen" is one thing
	}
	kit := &Kit{Budget: r.sum(m)}
	singles, split := true, false
	for _, part := range parts {
		part = strings.Trim(part, " .!?")
		if part == "" {
			continue
		}
		item, typed := r.kitItem(part)
		if n := len(kit.Items); n > 0 && someOf.MatchString(part) && hasOption(item.Wishes) && !hasType(item.Wishes) {
			of := kit.Items[n-1]
			of.Wishes, of.Quantity = changed(of.Wishes, item.Wishes), item.Quantity
			if kit.Items = append(kit.Items, of); !split { // what was counted before is what these are
				kit.Items = slices.Delete(kit.Items, n-1, n)
			}
			split, together = true, true
			continue
		}
		if !typed {
			if len(kit.Items) > 0 && len(item.Wishes) > 0 && r.understand(part).Content <= 1 { // "in black"
				last := &kit.Items[len(kit.Items)-1]
				last.Wishes = changed(last.Wishes, item.Wishes)
				continue
			}
			u := r.understand(part)
			switch {
			case len(prose.Content(part)) == 0 || pricedWish(u.Constraints):
			case oneOf.MatchString(part) && u.Known == 0 && len(prose.Content(part)) <= 2:
				kit.Missing = append(kit.Missing, item.Name)
			default:
				return nil
			}
			continue
		}
		if slices.ContainsFunc(kit.Items, func(o KitItem) bool { return sameKind(o, item) }) {
			return nil
		}
		singles = singles && oneOf.MatchString(part)
		kit.Items = append(kit.Items, item)
	}
	if !forKids.MatchString(m.Norm) {
		kit.Wishes = append(kit.Wishes, grown)
	}
	if len(kit.Items) < 2 || len(kit.Items) > maxKit || len(kit.Items) == 2 && !singles && !together {
		return nil
	}
	return kit
}

// kitItem reads one part of a list. typed is false where it names no thing.
func (r *reader) kitItem(part string) (item KitItem, typed bool) {
	u := r.understand(part)
	item = KitItem{Quantity: max(1, partAmount(strings.ToLower(part)))}
	for _, c := range u.Constraints {
		if c.Kind != catalog.KindPrice {
			item.Wishes = append(item.Wishes, c)
		}
	}
	kind, typed := wish(u.Constraints, catalog.KindType, "")
	item.Words = u.Terms
	if item.Name = strings.ToLower(strings.TrimSpace(oneOf.ReplaceAllString(part, ""))); typed && kind.Text != "" {
		item.Name = strings.ToLower(kind.Text)
	}
	if at := strings.IndexAny(item.Name, ","); at > 0 {
		item.Name = item.Name[:at]
	}
	if !isPlural(item.Name) || !sameInBoth[lastWord(item.Name)] {
		item.Name = singularOf(item.Name)
	}
	if !typed && u.Known > 0 && u.Known == u.Content && len(u.Terms) > 0 && oneOf.MatchString(part) && !pricedWish(u.Constraints) {
		typed = true // the shop's own word for it: "a lamp"
	}
	return item, typed
}

func pricedWish(wishes []catalog.Constraint) bool {
	return slices.ContainsFunc(wishes, func(c catalog.Constraint) bool { return c.Kind == catalog.KindPrice })
}

// sameKind reports whether two items ask for one kind of thing.
func sameKind(a, b KitItem) bool {
	x, okA := wish(a.Wishes, catalog.KindType, "")
	y, okB := wish(b.Wishes, catalog.KindType, "")
	if okA && okB {
		return slices.Equal(x.Values, y.Values)
	}
	return a.Name == b.Name
}

// occasion reads "everything for a weekend in the rain under $300".
func (r *reader) occasion(m *Reading) *Kit {
	if giftWord.MatchString(m.Norm) || betterOne.MatchString(m.Norm) || !kitWord.MatchString(m.Norm) || hasType(m.Wishes) && !strings.Contains(m.Norm, "need") && !strings.Contains(m.Norm, "everything") {
		return nil
	}
	kit := &Kit{Budget: r.sum(m)}
	for _, c := range m.Wishes {
		switch {
		case c.Kind == catalog.KindAudience || c.Not:
			kit.Wishes = append(kit.Wishes, c)
		case c.Kind == catalog.KindAttribute && strings.ContainsAny(c.Text, "0123456789"):
			kit.Qualities = append(kit.Qualities, c)
		}
	}
	for _, word := range prose.Words(inAll.ReplaceAllString(m.Said, " ")) {
		if len(word) < 3 || prose.IsStop(word) || isNumber(word) || kitTalk[prose.Stem(word)] {
			continue
		}
		for _, other := range append(append([]string{word}, forms(word)...), calls[prose.Stem(word)]...) {
			if !slices.Contains(kit.Calls, other) && r.has(other) {
				kit.Calls = append(kit.Calls, other)
			}
		}
	}
	if _, told := wish(kit.Wishes, catalog.KindAudience, ""); !told && !forKids.MatchString(m.Norm) {
		kit.Wishes = append(kit.Wishes, grown)
	}
	if len(kit.Calls) == 0 {
		return nil
	}
	return kit
}

var forKids = pattern.MustCompile(`\b(?:kids?|child(?:ren)?|toddlers?|boys?|girls?|son|daughter|year old)\b`)

// grown leaves out what is made for children, where nobody spoke of any.
var grown = catalog.Constraint{Kind: catalog.KindAudience, Values: []string{"kids"}, Not: true, Text: "not for kids"}

// kitTalk are stems that say nothing of an occasion.
var kitTalk = map[string]bool{
	"everyth": true, "need": true, "want": true, "kit": true, "outfit": true, "bundl": true, "gear": true, "equip": true, "equipment": true, "starter": true, "complet": true,
	"pack": true, "list": true, "shop": true, "first": true, "peopl": true, "person": true, "budget": true, "under": true, "day": true, "weekend": true, "week": true,
	"trip": true, "go": true, "two": true, "get": true, "buy": true, "bring": true, "take": true, "set": true, "checklist": true, "friend": true, "kid": true, "famili": true, "new": true, "time": true,
}

// sum is what all may cost: a sum that is said to be for all, or else the only
// one.
func (r *reader) sum(m *Reading) int64 {
	if at := inAll.FindStringSubmatch(m.Said); at != nil {
		if price, ok := wish(r.understand("under "+at[1]+at[2]).Constraints, catalog.KindPrice, ""); ok && price.MaxPrice > 0 {
			return price.MaxPrice
		}
	}
	if price, ok := wish(m.Wishes, catalog.KindPrice, ""); ok {
		return price.MaxPrice
	}
	return 0
}

// changesKit reads what is to change about the kit at hand.
func (r *reader) changesKit(m *Reading) bool {
	if r.state.Kit == nil || r.state.Last != MoveKit && r.state.Last != MoveAbout || m.Number != "" || m.Email != "" {
		return false
	}
	kit := r.state.Kit.clone()
	at := kit.meant(r, m)
	if matter := said(m.Norm); matter != "" && !(matter == IntentExchange && !m.Own && anotherOf.MatchString(m.Norm)) {
		return false // "swap the stove" is of the kit, and of no order
	}
	switch {
	case at < 0 && len(m.Refs) == 0 && r.otherOf(m.Norm) != "":
		m.NotIn = r.otherOf(m.Norm)
	case kitSum.MatchString(m.Norm):
	case kitPeople.MatchString(m.Norm) && !typedBy(m.Wishes) && r.peopleIn(m.Norm) != nil:
		kit.Qualities = r.peopleIn(m.Norm)
		kit.forget()
	case costsLeast.MatchString(m.Norm) && !typedBy(m.Wishes):
		m.Cheaper, m.Least = true, true
		kit.forget()
	case slices.Contains(m.Drop, string(catalog.KindPrice)):
		kit.Budget = 0
		kit.forget()
	case at >= 0 && leaveOut.MatchString(m.Norm) && !anotherOf.MatchString(m.Norm) && len(kit.Items) > 1:
		kit.Items = slices.Delete(kit.Items, at, at+1)
	case at >= 0 && anotherOf.MatchString(m.Norm):
		item := &kit.Items[at]
		item.Seen = append(item.Seen, item.Product)
		item.Product, item.Variant = "", ""
		for _, c := range m.Wishes {
			if c.Kind != catalog.KindType && c.Kind != catalog.KindPrice {
				item.Wishes = changed(item.Wishes, []catalog.Constraint{c})
			}
		}
		if cheaper := len(m.Comparatives) > 0 && m.Comparatives[0].Field == "price" && m.Comparatives[0].Less; cheaper {
			if p := r.scene.product(item.Seen[len(item.Seen)-1]); p != nil {
				item.Wishes = changed(item.Wishes, []catalog.Constraint{{Kind: catalog.KindPrice, MaxPrice: p.Price.Amount - 1, Text: cheaperText}})
			}
		}
	case at < 0 && len(m.Refs) == 0 && addTo.MatchString(m.Norm) && hasType(m.Wishes) && len(kit.Items) < maxKit:
		text := addVerb.ReplaceAllString(m.Norm, " ")
		item, typed := r.kitItem(strings.TrimSpace(strings.TrimPrefix(strings.TrimPrefix(strings.TrimSpace(text), "and "), "also ")))
		if !typed {
			return false
		}
		kit.Items = append(kit.Items, item)
	case len(m.Refs) == 0 && !hasType(m.Wishes) && len(m.Words) == 0 && (pricedWish(m.Wishes) || inAll.MatchString(m.Said)):
		kit.Budget = r.sum(m)
		kit.forget()
	case len(m.Comparatives) > 0 && m.Comparatives[0].Field == "price" && m.Comparatives[0].Less && !hasType(m.Wishes) && len(m.Refs) == 0:
		m.Cheaper = true
		kit.forget()
	default:
		return false
	}
	m.Intent, m.Kit, m.Refs = IntentKit, kit, nil
	return true
}

// kitPeople says for how many a kit is: "just for me", "it is for two people".
var kitPeople = pattern.MustCompile(`\b(?:just|only) (?:for )?(?:me|myself)\b|\b(?:for|we are|there are) (?:just |only )?(?:the )?(?:` + amount + `)(?: of us| people| persons?| adults)?(?: please| actually)?\b`)

// ofPeople is the number of them.
var ofPeople = pattern.MustCompile(`\b(?:for|we are|there are) (?:just |only )?(?:the )?(` + amount + `)\b`)

// peopleIn is the wish for what is large enough for the people that a message counts.
func (r *reader) peopleIn(norm string) []catalog.Constraint {
	n := 1
	if at := ofPeople.FindStringSubmatch(norm); at != nil && !strings.Contains(norm, "not for "+at[1]) {
		n, _ = toNumber(at[1])
	}
	for _, c := range r.understand("for " + strconv.Itoa(n) + " people").Constraints {
		if c.Kind == catalog.KindAttribute {
			if n == 1 { // who is alone wants nothing larger
				c.Values = []string{"1 person"}
			}
			return []catalog.Constraint{c}
		}
	}
	return nil
}

func typedBy(wishes []catalog.Constraint) bool { return hasType(wishes) || hasOption(wishes) }

// otherOf is the kind of thing that a message wants another of in the place of one,
// or "".
func (r *reader) otherOf(norm string) string {
	at := anotherFor.FindStringIndex(norm)
	if at == nil {
		return ""
	}
	kind, _ := wish(r.understand(norm[at[1]:]).Constraints, catalog.KindType, "")
	return strings.ToLower(kind.Text)
}

// kitField begins the field of a wish that is a thing of a kit.
const kitField = "kit:"

// unwishesKit takes a thing or the budget off the kit at hand.
func (r *reader) unwishesKit(m *Reading, field string) bool {
	if r.state.Kit == nil || r.state.Last != MoveKit {
		return false
	}
	kit := r.state.Kit.clone()
	at, err := strconv.Atoi(strings.TrimPrefix(field, kitField))
	switch {
	case field == string(catalog.KindPrice):
		kit.Budget = 0
		kit.forget()
	case err == nil && at >= 0 && at < len(kit.Items) && len(kit.Items) > 1:
		kit.Items = slices.Delete(kit.Items, at, at+1)
	case err != nil:
		return false
	}
	m.Intent, m.Kit = IntentKit, kit
	return true
}

// meant is the place of the item that a message names, or -1.
func (k *Kit) meant(r *reader, m *Reading) int {
	if kind, typed := wish(m.Wishes, catalog.KindType, ""); typed || slices.ContainsFunc(m.Wishes, func(c catalog.Constraint) bool { return c.Kind == catalog.KindType }) {
		if !typed {
			kind = m.Wishes[slices.IndexFunc(m.Wishes, func(c catalog.Constraint) bool { return c.Kind == catalog.KindType })]
		}
		for i := range k.Items {
			if own, ok := wish(k.Items[i].Wishes, catalog.KindType, ""); ok && (slices.Equal(own.Values, kind.Values) || narrows(kind, own)) {
				return i
			}
		}
	}
	stems := prose.Content(m.Norm)
	for i := range k.Items {
		name := prose.Content(k.Items[i].Name + " " + k.Items[i].Shelf)
		if len(name) > 0 && slices.ContainsFunc(name, func(stem string) bool { return slices.Contains(stems, stem) }) {
			return i
		}
	}
	if len(m.Refs) == 1 {
		return slices.IndexFunc(k.Items, func(item KitItem) bool { return item.Product == m.Refs[0] })
	}
	return -1
}

func (k *Kit) clone() *Kit {
	c := *k
	c.Items = slices.Clone(k.Items)
	for i := range c.Items {
		c.Items[i].Seen = slices.Clone(c.Items[i].Seen)
	}
	return &c
}

// forget drops the picks, so that they are made anew.
func (k *Kit) forget() {
	for i := range k.Items {
		k.Items[i].Product, k.Items[i].Variant = "", ""
	}
}
