package planner

import "github.com/aisle-chat/aisle/assistant/internal/pattern"

// courteous is the intent of a message that is nothing but thanks or a goodbye,
// whatever the shop's goods are called, or that leaves things as they are;
// otherwise "".
func courteous(norm string) Intent {
	switch {
	case leavesIt.MatchString(norm):
		return IntentNo
	case !onlyCourtesy.MatchString(norm):
		return ""
	case takesLeave.MatchString(norm):
		return IntentBye
	case givesThanks.MatchString(norm):
		return IntentThanks
	}
	return ""
}

var (
	onlyCourtesy = pattern.MustCompile(`^(?:(?:ok|alright|great|perfect|cool|awesome|nice|lovely|wonderful|good|excellent|brilliant|super|fine|well|and|then|now|you too|thank you|thanks|thx|ty|cheers|many|so much|very much|a lot|again|for (?:your|the|all (?:the|your)) (?:\w+ )?help|bye|goodbye|see you|later|soon|talk to you|that is (?:all|it)|that (?:was|will be) (?:all|it)|(?:for )?(?:now|today)|i am done|(?:that|this|you) (?:really )?(?:helped|helps)(?: me)?|(?:that was |you were |you have been )?(?:very |really |so )?helpful|have a (?:nice|good|great|lovely) (?:day|evening|one|weekend|night)) ?)+$`)
	takesLeave   = pattern.MustCompile(`\b(?:bye|goodbye|see you|talk to you later|that (?:is|was|will be) (?:all|it)|i am done|have a)\b`)
	givesThanks  = pattern.MustCompile(`\b(?:thanks|thank you|thx|ty|cheers|helped|helps|helpful)\b`)
	helpful      = pattern.MustCompile(`\b(?:helped|helps|helpful)\b`)
)

// leavesIt wants nothing changed: "no, leave it".
var leavesIt = pattern.MustCompile(`^(?:(?:no|nah|nope|ok|just|then|fine|well|actually|hm+) )*(?:leave it|let it be|do not bother)(?: (?:then|there|as it is|like that|please|for now|thanks))*$`)

// agrees says that something is right as it is: "yes, that looks good".
var agrees = pattern.MustCompile(`^(?:(?:yes|yeah|yep|yup|sure|ok|nice|great|perfect|excellent|correct|right|exactly|indeed|absolutely|thanks|thank you|please|100|well|oh|just) )*` +
	`(?:(?:yes|yeah|yep|yup|correct|right|exactly|perfect)|(?:that|this|it|they|these|those|everything|all|you) (?:all |both )?(?:is|are|looks?|seems?|sounds?|got|does|do)(?: (?:it|all|very|so|quite|just|really|perfectly|absolutely|to me|like it))*(?: (?:right|correct|good|great|fine|perfect|perfecto|ok|accurate|it|well|in order))?)` +
	`(?: (?:now|to me|this time|so|as it is|thanks|thank you|please|indeed))*$`)

// addressed is a courtesy to somebody by name.
var addressed = pattern.MustCompile(`^\s*((?i:hi|hello|hey|thanks|thank you|many thanks|bye|goodbye))[\s,]+\p{Lu}\p{L}+[\s.!]*$`)

// unaddressed leaves out the name of whom a courtesy is for, as in "thank you,
// Mira". A name that the shop knows a product by stays.
func (r *reader) unaddressed(text string) string {
	at := addressed.FindStringSubmatchIndex(text)
	if at == nil {
		return text
	}
	if u := r.understand(text[at[3]:]); u.Known > 0 || len(u.Constraints) > 0 {
		return text
	}
	return text[at[2]:at[3]]
}
