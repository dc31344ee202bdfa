package planner

import (
	"slices"
	"strings"

	"github.com/aisle-chat/aisle/assistant/internal/pattern"
	"github.com/aisle-chat/aisle/assistant/internal/prose"
	"github.com/aisle-chat/aisle/assistant/internal/traits"
	"github.com/aisle-chat/aisle/catalog"
)

// askedAs brings the words of a question to the names that attributes have.
var askedAs = stemmedLists(`
	made: material fabric
	heavy: weight
	weigh: weight
	light: weight
	big: dimensions size measures capacity width height
	large: dimensions size measures capacity
	tall: height
	high: height
	wide: width
	deep: depth
	long: length
	thick: thickness
	dimension: dimensions size measures width height depth
	measure: dimensions measures
	wash: care
	washable: care
	clean: care
	dry: care
	iron: care
	tumble: care
	warm: warmth temperature
	cold: warmth temperature comfort
	hold: capacity volume load
	carry: load capacity
	store: capacity storage
	storage: capacity storage
	battery: battery runtime run
	charge: charging battery
	last: run battery life
	rain: waterproof water
	waterproof: waterproof water
	wet: waterproof water
	water: waterproof water
	compatible: compatibility fits
	work: compatibility fits requires
	fit: fits fit compatibility
	need: requires required
	require: requires required
	people: capacity
	person: capacity
	bright: light lumens brightness
	fabric: material
	cotton: material
	rechargeable: battery charging requires
	chargeable: battery charging requires
	gas: requires fuel
	fuel: requires fuel
	torso: back
	dryer: care
	power: power voltage
	connect: connector interface connectivity
	port: interface ports connector
	plug: connector
	men: gender
	women: gender
	season: season
	winter: season
	summer: season
	spring: season
	autumn: season
	fall: season
	screen: display screen
	memory: memory ram storage
	fast: speed frequency
`)

func stemmedLists(text string) map[string][]string {
	lists := map[string][]string{}
	for line := range strings.Lines(text) {
		word, names, ok := strings.Cut(strings.TrimSpace(line), ":")
		for name := range strings.FieldsSeq(names) {
			if ok {
				lists[prose.Stem(word)] = append(lists[prose.Stem(word)], prose.Stem(name))
			}
		}
	}
	return lists
}

// materials are words that name what a thing is made of: if a product says its
// material and it is another one, the answer is no.
var materials = pattern.MustCompile(`\b(?:leather|suede|wool|merino|cotton|linen|silk|polyester|nylon|down|fleece|cashmere|denim|canvas|rubber|plastic|wood|metal|steel|aluminium|aluminum|glass|ceramic|paper|latex|fur|viscose|bamboo|hemp|gold|silver|titanium)\b`)

// asked are the stems that a question is about, without those of the product's
// own name.
func asked(p *catalog.Product, m *Reading) []string {
	title := uniqueStems(p.Title)
	var stems []string
	if at := ofPart.FindStringSubmatch(m.Norm); at != nil { // how it is, says what is told of the part
		if stems = prose.Content(at[1] + at[2]); len(stems) > 0 && !slices.Contains(title, stems[0]) {
			return stems
		}
		stems = nil
	}
	before := ""
	for _, word := range prose.Words(degreeOf.ReplaceAllString(m.Norm, "$2")) {
		stem := prose.Stem(word)
		if (before == "what" || before == "which") && askedAs[stem] != nil {
			stems = append(stems, stem) // "what gas does it take?", of a gas stove
		}
		before = word
		if prose.IsStop(word) && askedAs[stem] == nil || slices.Contains(title, stem) || idle[stem] || slices.Contains(stems, stem) {
			continue
		}
		stems = append(stems, stem)
	}
	if len(stems) == 0 { // "is the waterproof jacket waterproof?"
		for _, stem := range prose.Content(m.Norm) {
			if !idle[stem] && !slices.Contains(stems, stem) {
				stems = append(stems, stem)
			}
		}
	}
	return stems
}

// degreeOf says how much of something there is, and asks for no weight or size.
var degreeOf = pattern.MustCompile(`\b(heavy|big|large|light|high|strong|small) (rain\w*|snow\w*|showers?|downpours?|winds?|use|duty|loads?|hands?|storms?|sleepers?)\b`)

// idle are stems that stand in any question about a product.
var idle = map[string]bool{
	"product": true, "item": true, "thing": true, "come": true, "good": true, "first": true, "second": true,
	"third": true, "actual": true, "use": true, "look": true, "find": true, "number": true, "also": true,
	"both": true, "all": true, "enough": true, "wonder": true, "say": true, "tell": true, "realli": true,
}

// answerFact looks for a fact in the attributes, then in the description, then
// in the reviews.
func answerFact(p *catalog.Product, m *Reading) []sentence {
	stems := asked(p, m)
	if len(stems) == 0 {
		return nil
	}
	if said := fromAttributes(p, m, stems); said != nil {
		return said
	}
	if said := fromDescription(p, stems); said != nil {
		return said
	}
	if takesTo.MatchString(m.Norm) {
		if said := lasting(p); said != nil {
			return said
		}
	}
	if said := fromReviews(p, stems, m.Norm); said != nil {
		return said
	}
	if title := uniqueStems(p.Title); yesNoQuestion.MatchString(m.Norm) && !slices.ContainsFunc(stems, func(s string) bool { return !slices.Contains(title, s) }) {
		return []sentence{says(fact(p, "title", p.Title), "Yes, by its name: "+p.Title+".", "Its name says so: "+p.Title+".")}
	}
	return nil
}

type scored struct {
	attribute catalog.Attribute
	score     int
	named     bool // a word of the attribute's name was said
}

// asksMaker asks whose make a thing is.
var asksMaker = pattern.MustCompile(`\bwho (?:makes|made|is it (?:made )?by|manufactures|produces|built)\b|\b(?:what|which) (?:brand|make|maker|manufacturer|company)\b|\b(?:the|its|their) (?:brand|maker|manufacturer)\b|^(?:brand|maker|manufacturer)$`)

// matching are the attributes that a question is about, the best match first.
func matching(p *catalog.Product, m *Reading, stems []string) []scored {
	var found []scored
	own := func(a catalog.Attribute) bool {
		return len(prose.Words(a.Name)) > 1 && namesField(m.Norm, strings.ReplaceAll(a.Name, "_", " "))
	}
	if asksMaker.MatchString(m.Norm) && p.Brand != "" && !slices.ContainsFunc(p.Attributes, own) {
		return []scored{{attribute: catalog.Attribute{Name: "brand", Values: []string{p.Brand}}, score: 4, named: true}}
	}
	for _, a := range p.Attributes {
		a.Name = strings.ReplaceAll(a.Name, "_", " ")
		names := prose.Content(a.Name)
		if len(a.Values) == 0 || (silentButAsked(a.Name) || len(names) == 0) && !namesField(m.Norm, a.Name) {
			continue // what a shop keeps for itself is told to who asks for it by name
		}
		s := scored{attribute: a}
		values := prose.Content(strings.Join(a.Values, " "))
		for _, stem := range stems {
			switch {
			case slices.Contains(names, stem):
				s.score += 4
				s.named = true
			case slices.ContainsFunc(askedAs[stem], func(n string) bool { return slices.Contains(names, n) }):
				s.score += 3
				s.named = true
			case slices.Contains(values, stem):
				s.score += 2
			}
		}
		if namesField(m.Norm, a.Name) { // also with words that stand in the title
			s.score, s.named = s.score+4*max(1, len(names)), true
		}
		if s.named && !namesField(m.Norm, a.Name) && !slices.ContainsFunc(names, func(n string) bool {
			return !vague[n] && (slices.Contains(stems, n) || slices.ContainsFunc(stems, func(stem string) bool { return slices.Contains(askedAs[stem], n) }))
		}) && len(names) > 1 {
			continue // what is safe for a child is not safe for a dishwasher
		}
		if s.score > 0 && (s.named || !asksMore(stems, names, values)) {
			s.score = s.score*4 - len(names)
			found = append(found, s)
		}
	}
	slices.SortStableFunc(found, func(a, b scored) int { return b.score - a.score })
	return found
}

// vague are stems in names of attributes that say nothing without the rest.
var vague = map[string]bool{"safe": true, "friendli": true, "free": true, "resist": true, "proof": true, "type": true, "kind": true, "includ": true, "support": true, "number": true, "level": true}

func fromAttributes(p *catalog.Product, m *Reading, stems []string) []sentence {
	found := matching(p, m, stems)
	if len(found) == 0 {
		return refuted(p, m)
	}
	if strings.EqualFold(found[0].attribute.Name, "material") {
		if said := refuted(p, m); said != nil {
			return said
		}
	}
	said := []sentence{attributeWords(p, m, found[0])}
	for _, other := range found[1:min(len(found), 3)] {
		if related(found[0].attribute.Name, other.attribute.Name) && other.named {
			said = append(said, attributeWords(p, &Reading{}, other))
			break
		}
	}
	return said
}

// asksMore reports whether a question is about something that neither the name of an
// attribute nor its values say: pit zips are no zipped pockets.
func asksMore(stems, names, values []string) bool {
	return slices.ContainsFunc(stems, func(stem string) bool {
		return !whether[stem] && askedAs[stem] == nil && !slices.Contains(names, stem) && !slices.Contains(values, stem)
	})
}

// namesField reports whether a message has a field's whole name, word for word
// or with a slip in each.
func namesField(norm, field string) bool {
	words := prose.Words(field)
	said := strings.Fields(norm)
	for i := 0; i+len(words) <= len(said) && len(words) > 0; i++ {
		all := true
		for j, word := range words {
			all = all && (said[i+j] == word || len(word) >= 5 && nearly(said[i+j], word))
		}
		if all {
			return true
		}
	}
	return false
}

func silentButAsked(name string) bool { return traits.Silent(name) && name != "gender" }

// related reports whether two attributes are about one matter: "waterproof" and
// "waterproof rating".
func related(a, b string) bool {
	first, _, _ := strings.Cut(strings.ToLower(a), " ")
	second, _, _ := strings.Cut(strings.ToLower(b), " ")
	return first == second
}

// refuted answers no where the product names another material than the one
// asked for.
func refuted(p *catalog.Product, m *Reading) []sentence {
	if values, ok := traits.Attribute(p, "material"); ok && strings.Contains(m.Norm, "vegan") {
		if value := strings.Join(values, ", "); animal.MatchString(prose.Fold(value)) {
			return []sentence{says(fact(p, "material", value), "No, going by its data: "+the(p, "is", "are")+" "+value+".")}
		}
	}
	for _, word := range materials.FindAllString(m.Norm, -1) {
		if holds(m.Norm, "a "+word) || holds(m.Norm, "over "+word) || holds(m.Norm, "under "+word) {
			continue // "room for a fleece" asks of no material
		}
		if values, ok := traits.Attribute(p, "material"); ok && !strings.Contains(prose.Fold(strings.Join(values, " ")), word) {
			value := strings.Join(values, ", ")
			return []sentence{says(fact(p, "material", value), "No "+word+", going by its data: "+the(p, "is", "are")+" "+value+".")}
		}
	}
	return nil
}

// animal are materials that come from animals.
var animal = pattern.MustCompile(`\b(?:leather|suede|nubuck|wool|merino|lambswool|alpaca|mohair|cashmere|down|feathers?|silk|fur|shearling|sheepskin|beeswax|horn)\b`)

var yesNoQuestion = pattern.MustCompile(`^(?:(?:and|but|ok|so|also|hi|hey|well) )*(?:is|are|does|do|can|could|will|has|have|would)\b`)

// adjective reports whether an attribute's name can stand behind "is".
func adjective(name string) bool {
	for _, ending := range []string{"proof", "able", "ible", "resistant", "free", "less", "ic", "ed"} {
		if strings.HasSuffix(name, ending) {
			return true
		}
	}
	return false
}

func attributeWords(p *catalog.Product, m *Reading, s scored) sentence {
	attr := strings.ToLower(s.attribute.Name)
	value := plainText(cut(strings.Join(s.attribute.Values, ", "), 160))
	e := fact(p, s.attribute.Name, value)
	switch {
	case traits.Yes(value) && adjective(attr):
		return says(e, "Yes, "+the(p, "is", "are")+" "+attr+".", "It is: "+the(p, "is", "are")+" "+attr+".")
	case traits.No(value) && adjective(attr):
		return says(e, "No, "+the(p, "is", "are")+" not "+attr+".", "It is not: "+the(p, "is", "are")+" not "+attr+".")
	case traits.Yes(value):
		return says(e, "Yes. The shop's data for the "+name(p)+" says “"+attr+": yes”.")
	case traits.No(value):
		return says(e, "No. The shop's data for the "+name(p)+" says “"+attr+": "+strings.ToLower(value)+"”.")
	}
	lead := ""
	if yesNoQuestion.MatchString(m.Norm) && !s.named {
		lead = "Yes. " // the question names the value
	}
	if attr == "season" {
		lead = forSeason(m.Norm, value)
	}
	return says(e, lead+upperFirst(attr)+" of the "+name(p)+": "+value+".", lead+"For the "+name(p)+" the shop gives this "+attr+": "+value+".")
}

func fromDescription(p *catalog.Product, stems []string) []sentence {
	best, most := "", 0
	for _, s := range prose.Sentences(p.Description) {
		have := prose.Content(s)
		score := 0
		for _, stem := range stems {
			if slices.Contains(have, stem) {
				score++
			}
		}
		if score > most {
			best, most = s, score
		}
	}
	if most*2 < len(stems)+1 || most == 0 {
		return nil
	}
	text := plainText(cut(strings.TrimLeft(best, "•*- "), 220))
	return []sentence{says(fact(p, "description", text), "The description of the "+name(p)+" says: “"+text+"”", "From the description: “"+text+"”")}
}

var duration = pattern.MustCompile(`(?i)\btakes?\b.*\b(?:minutes?|hours?|seconds?)\b|\bin (?:\w+ ){1,2}(?:minutes?|seconds?)\b`)

// lasting finds how long something takes in the description.
func lasting(p *catalog.Product) []sentence {
	for _, s := range prose.Sentences(p.Description) {
		if duration.MatchString(s) {
			text := plainText(cut(strings.TrimLeft(s, "•*- "), 220))
			return []sentence{says(fact(p, "description", text), "The description of the "+name(p)+" says: “"+text+"”", "From the description: “"+text+"”")}
		}
	}
	return nil
}

func fromReviews(p *catalog.Product, stems []string, norm string) []sentence {
	var doing []string // who asks about running does not ask how it runs
	for _, word := range strings.Fields(norm) {
		if strings.HasSuffix(word, "ing") && slices.Contains(stems, prose.Stem(word)) {
			doing = append(doing, word)
		}
	}
	count, first := 0, -1
	for i, r := range p.Reviews {
		have := prose.Content(r.Text)
		all := true
		for _, stem := range stems {
			all = all && slices.Contains(have, stem)
		}
		for _, word := range doing {
			all = all && holds(strings.Join(prose.Words(r.Text), " "), word)
		}
		if all {
			if count++; first < 0 {
				first = i
			}
		}
	}
	if count == 0 {
		return nil
	}
	silent, lead := "The shop's own data does not say; ", "a review of the "+name(p)+" does: "
	if count > 1 {
		lead = counted(count, "review") + " of the " + name(p) + " mention it, for example: "
	}
	return []sentence{quoted(p, first, silent+lead, upperFirst(lead))}
}
