package planner

import (
	"github.com/aisle-chat/aisle/assistant/internal/pattern"
)

// Aspect is what a question about a product is about.
type Aspect string

// The aspects. AspectFact is any other fact: the attributes, the description
// and the reviews are searched for it.
const (
	AspectNone      Aspect = ""
	AspectPrice     Aspect = "price"
	AspectStock     Aspect = "stock"
	AspectOptions   Aspect = "options"
	AspectSizeChart Aspect = "size_chart"
	AspectFit       Aspect = "fit"
	AspectReviews   Aspect = "reviews"
	AspectDescribe  Aspect = "describe"
	AspectFact      Aspect = "fact"
	AspectRestock   Aspect = "restock"
	AspectPick      Aspect = "pick" // which of several we would take
)

// bodyPart is what a size chart is read by.
const bodyPart = `(?:foot|feet|chest|waist|hips?|torso|bust|inseam|inside leg)`

var aspects = []struct {
	aspect Aspect
	phrase *pattern.Pattern
}{
	{AspectFit, pattern.MustCompile(`\b(?:true to size|runs? (?:\w+ )?(?:small|large|big|short|long|tight|narrow|wide)|fits? (?:small|large|big|tight|true)|(?:half a )?size (?:up|down|bigger|larger|smaller)|sizing like|how does (?:it|this|that|the [\w ]+) fit)\b`)},
	{AspectSizeChart, pattern.MustCompile(`\b(?:size (?:chart|guide|table)|sizing (?:chart|guide)|measurements|what size (?:should|do|would|am)|which size (?:should|do|would|am|is right|fits)|my size|chest|waist|` + bodyPart + `(?: \w+){0,3}? \d+|\d ?(?:cm|in|inch|inches) (?:\w+ ){0,2}` + bodyPart + `|(?:i have|i wear|i take|i am|usually|normally)(?: \w+){0,3}? (?:eu|uk|us) ?\d+|(?:\d{2,3}) ?(?:cm|inch|inches) (?:tall|chest|waist|foot))\b`)},
	{AspectReviews, pattern.MustCompile(`\b(?:reviews?|ratings?|rated|stars|people (?:say|think)|others (?:say|think)|customers (?:say|think)|opinions?|any good|worth (?:it|the money)|is (?:it|this|that|the [\w ]+) good$|happy with|is (?:it|this|that|the [\w ]+) popular|(?:do|does) (?:people|others|buyers|customers|anyone|anybody) (?:\w+ )?(?:like|love|buy))\b`)},
	{AspectStock, pattern.MustCompile(`\b(?:in stock|out of stock|sold out|available|availability|how many (?:are )?left|how many do you (?:still )?have|still have (?:it|this|that|some)|back in stock|restock\w*|do you have (?:it|this|that|this one|that one|any)(?: (?:left|in \w+( \w+)?))?$|have (?:it|this|that) in)\b`)},
	{AspectOptions, pattern.MustCompile(`\b(?:(?:what|which|any|how many|other|more|different|all) (?:other )?(?:colou?rs?|sizes?|shades?|options?|lengths?|versions?|variants?)|come in|comes in|colou?rs (?:are|do|is|does)|sizes (?:are|do|is|does)|made in (?:\w+)$|(?:what|which) (?:are|is) (?:the|its|their) (?:available |other |possible )?(?:colou?rs?|sizes?|shades?|options?|versions?|variants?)(?: (?:options?|choices?))?(?: available| there)?$|^(?:(?:and|the|its|their|available|other|any) )*(?:colou?rs?|sizes?|shades?|options|variants)(?: available| options| choices| please)*$|in (?:another|a different|other) (?:colou?r|size)s?)\b`)},
	{AspectDescribe, pattern.MustCompile(`\b(?:should i (?:buy|get|add|take)|tell me (?:more |everything |all )?about|more (?:about|details|info|information)|details|describe|description|what is (?:this|it|that)(?: for| thing)?$|specs?|specifications?|features?|what can you (?:say|tell)|more on)\b`)},
	{AspectPrice, pattern.MustCompile(`\b(?:how much (?:is|are|does|do|for)(?: \w+)*?(?: cost)?|price|prices|cost|costs|how expensive|pricey)\b`)},
}

// whether are words that ask whether something is there.
var whether = map[string]bool{"free": true, "contain": true, "without": true, "use": true, "includ": true, "treat": true, "made": true, "have": true, "any": true}

// notPrice are questions with "how much" that are about something else.
var notPrice = pattern.MustCompile(`\bhow much (?:does|do) .*\b(?:weigh|hold|carry|need|fit|contain|take)\b|\b(?:shipping|delivery|postage|repair|return)\b`)

// aspectOf reads what a question about a product is about.
func aspectOf(norm string) Aspect {
	text := pattern.NewText(norm)
	for _, a := range aspects {
		if a.phrase.MatchText(&text) && !(a.aspect == AspectPrice && notPrice.MatchString(norm)) {
			return a.aspect
		}
	}
	return AspectNone
}

var (
	asksFact   = pattern.MustCompile(`^(?:(?:and|but|ok|so|hi|hello|hey|also|well|please|now|then) )*(?:is|are|does|do|did|can|could|will|would|has|have|how|what|which|who|where|when|why|was|were|should|tell me (?:if|whether)|i wonder)\b`)
	deictic    = pattern.MustCompile(`\b(?:it|this|that|these|those|they|them|this one|that one|this product|this item|the product|the item)\b`)
	thisPage   = pattern.MustCompile(`\b(?:this|these|this one|this product|this item)\b`)
	doYouHave  = pattern.MustCompile(`^(?:and|plus|also) (?:an?|some|any) (?:\w+ )?\w+$|\b(?:(?:can|could|may) i (?:get|have|buy|see) (?:an?|some|any)|anything (?:for|in|with|like)|(?:what|how) about|do you (?:have|sell|carry|stock|offer)|have you got|got any|are there any|is there an?|any \w+ in|looking for|show me|i need|i want|find me|recommend|suggest)\b`)
	bothOf     = pattern.MustCompile(`\b(?:both|all of them|the two|these two|those two|all three|all of these|all of those)\b`)
	theOne     = pattern.MustCompile(`\b(?:the|that|this) ((?:\w+ ){1,3})(?:one|ones|version)\b`)
	cheapestOf = pattern.MustCompile(`\b(?:the )?(cheapest|cheaper|least expensive|most expensive|priciest|dearest|more expensive|best rated|top rated|highest rated|lightest|heaviest|warmest) ?(?:one|of (?:them|these|those))?\b`)
	unnamed    = pattern.MustCompile(`\b(?:an?|any|some|something|anything|another|even) (?:\w+ ){0,2}?(?:cheaper|more expensive)\b`)
	ofThese    = pattern.MustCompile(`\bthe (?:cheaper|more expensive) (?:ones?|of (?:the two|them|these|those))\b`)
	vowels     = pattern.MustCompile(`[aeiouy]`)
)
